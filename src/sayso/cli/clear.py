"""`sayso clear`: leave to print a withheld name in one field."""

from typing import Annotated, Literal

import typer

from sayso.cli.options import AsJson, Author, LedgerPath
from sayso.cli.running import author_name, open_existing, policy_name, print_json

FieldName = Literal["name", "quotation", "headline", "address", "file_name"]


def clear(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, as the record has it.")],
    field: Annotated[
        FieldName,
        typer.Argument(
            metavar="FIELD",
            help="Where it may be printed: name (prose and lists), quotation, headline, address, file_name.",
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Who agreed, and when; kept and printed.")],
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take an earlier clearance back.")] = False,
    ledger: LedgerPath = None,
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """Clear one field of a withheld name for copies that leave the desk, or withdraw the clearance; the reason is kept."""
    from sayso.flow.settling import settle_ledger
    from sayso.ledger import Clearance
    from sayso.publish import is_withheld

    with open_existing(ledger) as opened:
        said = Clearance(name, field, reason=reason, author=author_name(author), cleared=not withdraw)
        transaction = opened.disclosure.clear_field(said)
        settled = settle_ledger(opened, None, policy_name(None))
        known = is_withheld(name, settled.readings, settled.record)
    if as_json:
        print_json(
            {"name": name, "field": field, "cleared": not withdraw, "withheld": known, "transaction": transaction}
        )
    else:
        typer.echo(
            f"{'withdrawn' if withdraw else 'cleared'}: {name} in {field}, transaction {(transaction or '')[:8]}"
        )
        if not known:
            typer.echo("  copies withhold nobody of that name as yet: see how `sayso people` spells it")
