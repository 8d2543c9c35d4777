"""`sayso serve`: the desk in a browser."""

from typing import Annotated

import typer

from sayso.cli.options import LedgerPath
from sayso.cli.running import ledger_path
from sayso.errors import SetupError
from sayso.settings import load_settings


def serve(
    ledger: LedgerPath = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; anything but loopback needs accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port.")] = 8400,
) -> None:
    """Open the record in the browser: read, compare and judge. On loopback one person, no login."""
    try:
        from sayso.web import serve_desk
    except ImportError as err:
        raise SetupError(f"the desk needs the extra `web` ({err.name} is missing): pip install 'sayso[web]'") from err
    serve_desk(ledger_path(ledger), host, port, allow_private=load_settings().allow_private)
