"""`sayso changes`: which figure moved, and the claim that moved it."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import AsJson, AsPublishedBy, LedgerPath, PolicyName
from sayso.cli.running import ledger_path, make_console, open_existing, policy_name, print_json
from sayso.cli.sayings import say_report, say_words, short_id
from sayso.cli.telling import tell
from sayso.errors import UsageError


def changes(
    since: Annotated[
        str, typer.Option("--since", metavar="TIME", help="A day (its end, UTC) or an instant with a zone.")
    ],
    until: Annotated[str | None, typer.Option("--until", metavar="TIME", help="Up to then; else now.")] = None,
    post: Annotated[
        str | None,
        typer.Option(
            "--post",
            metavar="URL",
            help="Post them there as JSON, as others may see them, signed with SAYSO_WEBHOOK_SECRET.",
        ),
    ] = None,
    ledger: LedgerPath = None,
    as_published_by: AsPublishedBy = None,
    policy: PolicyName = None,
    as_json: AsJson = False,
) -> None:
    """Name each figure that moved since a time, and the claim that moved it; new events, new disagreements."""
    from sayso.flow.changing import compare_settled
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    if post is not None:
        if as_published_by is not None:
            raise UsageError("--post tells all that changed: it takes no --as-published-by")
        _post(post, since, ledger)
        return
    with open_existing(ledger) as opened:
        before = settle_ledger(opened, since, policy_name(policy), as_published_by)
        after = settle_ledger(opened, until, policy_name(policy), as_published_by)
    reports = {key: r.report for key, r in after.readings.items()}
    moved = tuple(compare_settled(before, after))
    if as_json:
        clocks = {"since": since, "until": until, "as_published_by": as_published_by}
        print_json({**clocks, "changes": to_plain(moved)})
        return
    console = make_console()
    for change in moved:
        tell(console, (change.what, "bold"), f": {change.text}", (f"   {short_id(change.id)}", "dim"))
        for claim in change.claims:
            tell(
                console,
                "told by " if change.what == "new event" else "moved by ",
                (say_words(claim.text), "italic"),
                f"  {claim.speaker or 'the outlet'}",
                (f"  in {say_report(reports.get(claim.report), claim.report)}   {short_id(claim.id)}", "dim"),
                indent=2,
            )
    if not moved:
        tell(console, f"nothing has changed since {since}")


def _post(address: str, since: str, ledger: Path | None) -> None:
    from sayso.web.webhook import post_changes_of

    with open_existing(ledger):
        told = post_changes_of(ledger_path(ledger), since, address, os.environ.get("SAYSO_WEBHOOK_SECRET", ""))
    typer.echo(f"{told} changes told" if told else f"nothing has changed since {since}")
