"""`sayso list`: rosters of names: who issued them, when, and what each says."""

from rich.text import Text

from sayso.cli.options import AsJson, AsKnownAt, LedgerPath
from sayso.cli.running import make_console, open_existing, policy_name, print_json


def list_(ledger: LedgerPath = None, as_known_at: AsKnownAt = None, as_json: AsJson = False) -> None:
    """List the rosters and lists that reports rely on: who issued each, in which report, and what it is said to say."""
    from sayso.flow.rosters import find_rosters
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(None))
    rosters = tuple(find_rosters(settled.readings.values()))
    if as_json:
        print_json(to_plain(rosters))
        return
    console = make_console()
    for roster in rosters:
        console.print(
            Text.assemble(
                (roster.name, "bold"),
                f"  issued by {roster.issuer or 'somebody not named'}",
                (f"  in {roster.outlet or roster.report}, {roster.published or 'no date'}", "dim"),
            )
        )
        for words in roster.says:
            console.print(Text(f"  “{' '.join(words.text.split())}”", "italic"))
        for entry in roster.entries:
            console.print(Text(f"  - {entry.text}"))
    if not rosters:
        console.print("no list on record")
