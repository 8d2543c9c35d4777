"""What the browser tests share: a desk that listens on loopback, and a real Chromium."""

import os
import shutil
import socket
import threading
import time

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

    running = []

    def serve(**settings):
        ledger = open_ledger(demo_ledger)
        copy = ledger.backup(tmp_path_factory.mktemp("served") / "copy").ledger
        ledger.close()
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(make_desk(copy, **settings), log_level="error", ws="none", lifespan="off")
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
