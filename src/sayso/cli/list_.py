"""`sayso list`: rosters of names: who issued them, when, and what each says."""

from sayso.cli.options import AsJson, AsKnownAt, AsPublishedBy, LedgerPath
from sayso.cli.running import make_console, open_existing, policy_name, print_json
from sayso.cli.sayings import say_words, short_id
from sayso.cli.telling import tell
from sayso.publish.phrases import write_day


def list_(
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    as_json: AsJson = False,
) -> None:
    """List the rosters and lists that reports rely on: who issued each, in which report, and what it is said to say."""
    from sayso.flow.rosters import find_rosters
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(None), as_published_by)
    rosters = tuple(find_rosters(settled.readings.values()))
    if as_json:
        print_json(to_plain(rosters))
        return
    console = make_console()
    for roster in rosters:
        day = write_day(roster.published[:10]) if roster.published else "no date"
        issuer = (
            "" if roster.issuer and roster.issuer in roster.name else f", issued by {roster.issuer or 'nobody named'}"
        )
        tell(
            console, (roster.name, "bold"), issuer, (f"  in {roster.outlet or short_id(roster.report)} ({day})", "dim")
        )
        for words in roster.says:
            tell(console, (say_words(words.text), "italic"), indent=2)
        for entry in roster.entries:
            tell(console, f"- {entry.text}", indent=2)
    if not rosters:
        tell(console, "no list of names on record")
