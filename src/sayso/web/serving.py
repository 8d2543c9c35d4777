"""Starting the desk: where it may listen, and who may come in."""

import contextlib
import ipaddress
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from sayso.errors import UsageError
from sayso.web.accounts import open_accounts
from sayso.web.app import make_desk

SWITCHING = 0.001  # seconds
GRACE = 10  # seconds that answers which are under way may take once the desk is to end


def is_loopback(host: str) -> bool:
    """Whether an address names this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_desk(
    ledger: Path,
    host: str = "127.0.0.1",
    port: int = 8400,
    *,
    allow_private: bool = False,
    announce: Callable[[str, bool], None] = lambda address, alone: None,
) -> None:
    """Serve the desk until interrupted; `announce` is told its address, and whether it is open to one person without login.

    Raises `UsageError` where the ledger is absent, the address is not loopback and nobody has an account, or the port is
    taken; port 0 takes a free one.
    """
    import uvicorn

    if not ledger.exists():
        raise UsageError(f"there is no ledger at {ledger}: `sayso read PATH` makes one, --ledger names another")
    accounts = open_accounts(ledger)
    alone = is_loopback(host) and not accounts.anyone()
    if not is_loopback(host) and not accounts.anyone():
        raise UsageError(
            f"{host} can be reached by others, and nobody has an account: `sayso account add NAME --role admin` first"
        )
    # Of two threads that compute, each lets the other wait a fifth as long as Python would by itself: answers come first.
    sys.setswitchinterval(SWITCHING)
    listening = _listen(host, port)
    app = make_desk(ledger, alone=alone, allow_private=allow_private)
    announce(f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}", alone)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=GRACE)
    with contextlib.suppress(KeyboardInterrupt):  # by then it has ended as it should
        uvicorn.Server(config).run([listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take hold of the port before anybody is told of it."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as err:
        why = (err.strerror or str(err)).partition(" (while")[0]  # the address, which stands before it already
        raise UsageError(
            f"{host}:{port} cannot be listened on ({why}): --port names another port, 0 takes a free one"
        ) from err
