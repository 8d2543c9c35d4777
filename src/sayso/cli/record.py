"""`sayso record`: the whole joined record."""

from typing import Annotated

import typer

from sayso.cli.options import AsKnownAt, AsPublishedBy, ForWhom, LedgerPath, PolicyName
from sayso.cli.record_text import print_events
from sayso.cli.running import make_console, open_existing, policy_name, print_json
from sayso.errors import UsageError


def record(
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    policy: PolicyName = None,
    for_: ForWhom = "desk",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object: events, differences, echoes, sums, people, wording.")
    ] = False,
) -> None:
    """Print the whole joined record."""
    from sayso.flow.disclosing import disclosure_of
    from sayso.flow.settling import settle_ledger
    from sayso.publish import write_record

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(policy), as_published_by)
        rules = disclosure_of(opened, as_known_at)
    if as_json:
        print_json(write_record(settled.record, settled.readings, audience=for_, disclosure=rules))
    elif for_ == "others":
        raise UsageError("--for others goes with --json; `sayso publish` writes pages and tables for others")
    else:
        print_events(settled, make_console())
