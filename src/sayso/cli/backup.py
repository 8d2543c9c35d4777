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
        print_json({"backup": str(copy)})
    else:
        typer.echo(f"{copy}: a whole ledger; open it with --ledger {copy}")
