"""`sayso people`: persons and bodies under every spelling met."""

from typing import Annotated

import typer
from rich.text import Text

from sayso.cli.options import AsJson, AsKnownAt, LedgerPath
from sayso.cli.record_text import short_id
from sayso.cli.running import make_console, open_existing, policy_name, print_json


def people(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only those with a name like this, or with this id.")
    ] = None,
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_json: AsJson = False,
) -> None:
    """List people and bodies: all names, every source's own description, where each is mentioned."""
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    with open_existing(ledger) as opened:
        record = settle_ledger(opened, as_known_at, policy_name(None)).record
    wanted = (name or "").casefold()
    found = [
        p
        for p in record.people
        if not wanted or p.id.startswith(wanted) or any(wanted in n.casefold() for n in p.names)
    ]
    if as_json:
        print_json(to_plain(tuple(found)))
        return
    console = make_console()
    for person in found:
        reports = {m.report for m in person.mentions}
        console.print(
            Text.assemble(
                (person.name, "bold"),
                f"  {person.kind}",
                f"  in {len(reports)} report{'s' if len(reports) != 1 else ''}",
                (f"   {short_id(person.id)}", "dim"),
            )
        )
        others = [n for n in person.names if n != person.name]
        if others:
            console.print(Text("  also: " + "; ".join(others)))
        for words, report in person.descriptions[:8]:
            console.print(Text.assemble("  ", (f"“{words}”", "italic"), (f"  in {report}", "dim")))
    if not found:
        console.print("nobody on record" + (f" has a name like {name!r}" if name else ""), markup=False)
