"""`sayso serve`: the desk in a browser."""

import sys
from typing import Annotated

import typer

from sayso.cli.options import AsJson, LedgerPath
from sayso.cli.running import ledger_path, make_console, print_json
from sayso.cli.telling import tell
from sayso.errors import SetupError
from sayso.settings import load_settings


def serve(
    ledger: LedgerPath = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; anything but loopback needs accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8400,
    as_json: AsJson = False,
) -> None:
    """Open the record in the browser: read, compare and judge. On loopback one person, no login."""
    try:
        from sayso.web import serve_desk
    except ImportError as err:
        raise SetupError(f"the desk needs the extra `web` ({err.name} is missing): pip install 'sayso[web]'") from err
    path = ledger_path(ledger)

    def announce(address: str, alone: bool) -> None:
        if as_json:
            print_json({"desk": address, "ledger": str(path), "accounts": not alone})
        else:
            who = "this machine only: one person, no login" if alone else "with accounts"
            tell(make_console(), f"the desk of {path}: {address}  ({who}; Ctrl-C ends it)")
        sys.stdout.flush()

    serve_desk(path, host, port, allow_private=load_settings().allow_private, announce=announce)
