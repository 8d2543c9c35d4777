"""`sayso why`: from a value down to the characters that said it."""

from typing import Annotated

import typer

from sayso.cli.options import AsJson, AsKnownAt, AsPublishedBy, LedgerPath, PolicyName
from sayso.cli.running import make_console, open_existing, policy_name, print_json
from sayso.cli.why_text import print_explanation


def why(
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help="The id of a value or a claim, as `show` prints it; 8 digits will do."),
    ],
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    policy: PolicyName = None,
    as_json: AsJson = False,
) -> None:
    """Say why a value is on record: each claim's chain of hops, its sentence, its hashes, the transaction that took it."""
    from sayso.flow.explaining import explain_value
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(policy), as_published_by)
        explanation = explain_value(opened, value, settled=settled)
    if as_json:
        print_json(to_plain(explanation))
    else:
        print_explanation(explanation, make_console())
