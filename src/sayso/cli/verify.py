"""`sayso verify`: every hash, span and chain once more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from sayso.cli.options import AsJson, LedgerPath
from sayso.cli.running import make_console, open_existing, print_json
from sayso.cli.sayings import say_many
from sayso.cli.telling import tell
from sayso.model import to_plain

if TYPE_CHECKING:
    from sayso.ledger import Finding

COUNTED = {"journal": "journal line"}  # what a number of things that hold is a number of, where `what` does not say it


def verify(ledger: LedgerPath = None, as_json: AsJson = False) -> None:
    """Check every snapshot, rendition, span and transaction in the ledger again; name the first thing that does not hold."""
    with open_existing(ledger) as opened:
        findings = list(opened.verify())
    broken = [f for f in findings if not f.holds]
    if as_json:
        print_json({"holds": not broken, "findings": to_plain(findings)})
    else:
        _print_findings(findings, broken)
    if broken:
        raise typer.Exit(1)


def _print_findings(findings: Sequence["Finding"], broken: Sequence["Finding"]) -> None:
    """The answer first: sound or not, and what does not hold; then what was looked at."""
    console = make_console()
    if broken:
        tell(
            console,
            f"not sound: {say_many(len(broken), 'thing')} of this ledger {'does' if len(broken) == 1 else 'do'} not hold",
            style="bold red",
        )
    else:
        tell(console, "sound: nothing that is held here has changed since it was written", style="bold green")
    for finding in (*broken, *(f for f in findings if f.holds)):
        what = f"{finding.what} {finding.where}"
        if finding.standing == "holds" and finding.where.isdigit():
            what = say_many(int(finding.where), COUNTED.get(finding.what, finding.what))
        tell(console, (f"{finding.standing}: ", "dim" if finding.holds else "red"), f"{what}: {finding.why}", indent=2)
