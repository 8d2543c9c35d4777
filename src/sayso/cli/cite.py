"""`sayso cite`: a footnoted paragraph that says only what the record holds."""

from typing import Annotated

import typer

from sayso.cli.options import AsJson, AsKnownAt, AsPublishedBy, ForWhom, LedgerPath, PolicyName
from sayso.cli.running import find_event, open_existing, policy_name, print_json


def cite(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, 8 or more hex digits.")],
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    policy: PolicyName = None,
    for_: ForWhom = "desk",
    as_json: AsJson = False,
) -> None:
    """Print a footnoted paragraph on an event: each figure with its origin and hedge, and what nobody has checked."""
    from sayso.flow.disclosing import disclosure_of
    from sayso.flow.settling import settle_ledger
    from sayso.publish import cite_event

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(policy), as_published_by)
        rules = disclosure_of(opened, as_known_at)
    found = find_event(settled.record, event)
    text = cite_event(settled.record, found.id, settled.readings, audience=for_, disclosure=rules)
    if as_json:
        print_json({"event": found.id, "for": for_, "text": text})
    else:
        typer.echo(text)
