"""`sayso backup`: database, journal and snapshots together."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import AsJson, LedgerPath
from sayso.cli.running import open_existing, print_json


def backup(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="A folder that is not there yet, or is empty.")],
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Copy the ledger, its journal and its snapshots to DEST as of one moment, while others read and write."""
    with open_existing(ledger) as opened:
        copy = opened.backup(dest)
    if as_json:
        print_json(
            {
                "backup": str(copy.ledger),
                "transactions": copy.transactions,
                "snapshots": copy.snapshots,
                "missing": list(copy.missing),
            }
        )
    else:
        typer.echo(
            f"{copy.transactions} transactions and {copy.snapshots} snapshots; open it with --ledger {copy.ledger}"
        )
        for sha256 in copy.missing:
            typer.echo(f"not copied, since it is missing or has changed: snapshot {sha256}", err=True)
