"""What the browser tests share: a desk that listens on loopback, and a real Chromium."""

import os
import shutil
import socket
import threading
import time
from dataclasses import replace

import pytest

FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium: SAYSO_CHROMIUM, else `chromium` on the path; its absence is a skip that says so."""
    found = shutil.which(os.environ.get("SAYSO_CHROMIUM") or "chromium")
    if found is None:
        pytest.skip("no Chromium: install Debian's, or set SAYSO_CHROMIUM")
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


def settle_with_a_pair(ledger, at, policy):
    """Settle the ledger, with its two largest events as a pair that nobody could decide."""
    from sayso.flow.settling import settle_ledger
    from sayso.model import UnsurePair

    settled = settle_ledger(ledger, at, policy)
    if len(settled.record.events) < 2:
        return settled
    one, two = sorted(settled.record.events, key=lambda e: (-len(e.reports), e.id))[:2]
    told = (("wording", "0.62"), ("same days", "1.00"), ("years apart", "1.00"))
    pair = UnsurePair("event", one.id, two.id, 0.4, told)
    return replace(settled, record=replace(settled.record, unsure=(*settled.record.unsure, pair)))


@pytest.fixture(scope="module")
def served(serve_copy):
    """A desk over a copy of the demo ledger that a module's tests only read."""
    return serve_copy()


@pytest.fixture(scope="module")
def serve_copy(demo_ledger, tmp_path_factory):
    """Serve a fresh copy of the demo ledger; gives its address."""
    import uvicorn

    from sayso.ledger import open_ledger
    from sayso.web import make_desk
    from sayso.web.desk import Desk

    running = []

    def serve(**settings):
        ledger = open_ledger(demo_ledger)
        copy = ledger.backup(tmp_path_factory.mktemp("served") / "copy").ledger
        ledger.close()
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        app = make_desk(copy, **settings)
        # The demo leaves no pair open, so one is put before a person: its first two events.
        app.state.desk = Desk(copy, settle=settle_with_a_pair)
        config = uvicorn.Config(app, log_level="error", ws="none", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        running.append((server, thread, listening))
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield serve
    for server, thread, listening in running:
        server.should_exit = True
        thread.join(10)
        listening.close()
