"""`sayso verify`: every hash, span and chain once more."""

import typer

from sayso.cli.options import AsJson, LedgerPath
from sayso.cli.running import make_console, open_existing, print_json
from sayso.model import to_plain


def verify(ledger: LedgerPath = None, as_json: AsJson = False) -> None:
    """Check every snapshot, rendition, span and transaction in the ledger again; name the first thing that does not hold."""
    with open_existing(ledger) as opened:
        findings = list(opened.verify())
    broken = [f for f in findings if not f.holds]
    if as_json:
        print_json({"holds": not broken, "findings": to_plain(findings)})
    else:
        console = make_console()
        for finding in findings:
            console.print(f"{finding.standing}: {finding.what} {finding.where}: {finding.why}", markup=False)
    if broken:
        raise typer.Exit(1)
