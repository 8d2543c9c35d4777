"""`sayso show`: the events on record, or one event with each value, who says so and through whom."""

from typing import Annotated

import typer

from sayso.cli.event_text import print_event
from sayso.cli.options import AsJson, AsKnownAt, AsPublishedBy, LedgerPath, PolicyName
from sayso.cli.record_text import print_events
from sayso.cli.running import find_event, make_console, open_existing, policy_name, print_json


def show(
    event: Annotated[str | None, typer.Argument(metavar="[EVENT]", help="An event's id, 8 or more hex digits.")] = None,
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    policy: PolicyName = None,
    every: Annotated[
        bool, typer.Option("--all", help="Print every claim and every sum, not folded by origin.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the events on record, newest first; with an id, one event: its values, who says so, differences, sums."""
    from sayso.flow.settling import settle_ledger
    from sayso.publish import write_event, write_record

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(policy), as_published_by)
    if event is None:
        if as_json:
            print_json(write_record(settled.record)["events"])
        else:
            print_events(settled, make_console())
        return
    found = find_event(settled.record, event)
    if as_json:
        print_json(write_event(settled.record, found))
    else:
        print_event(settled, found, make_console(), every)
