"""Kill -9 in the middle of many acts of review: what was answered is on record, and the ledger is sound."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from sayso.ledger import open_ledger

ACTS = 200
KILLED_AFTER = 60  # answers; the rest never come

SERVE = """
import sys
from pathlib import Path
from sayso.web import desk, serve_desk
desk.LARGE = int(sys.argv[3])
serve_desk(Path(sys.argv[1]), port=int(sys.argv[2]))
"""
SMALL, LARGE = 10_000, 1  # reports from which it settles in a Python of its own


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(client, path="/review"):
    for _ in range(600):
        with contextlib.suppress(httpx.ConnectError):
            answer = client.get(path, timeout=60)
            if answer.status_code == 200:
                return answer.text
        time.sleep(0.1)
    raise AssertionError("the desk did not start")


def start(ledger, large):
    port = free_port()
    desk = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(ledger), str(port), str(large)], stdout=subprocess.DEVNULL
    )
    return desk, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, trust_env=False)


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_gone(pid):
    for _ in range(300):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_who_settles_ends_with_who_serves_however_that_ends(own_ledger, how):
    desk, client = start(own_ledger, LARGE)
    try:
        with client:
            wait_for(client)
        (settling,) = children_of(desk.pid)
        desk.send_signal(how)
        assert desk.wait(30) in (0, -how)
        assert is_gone(settling)
    finally:
        desk.kill()
        desk.wait(30)


def test_where_who_settles_is_killed_the_record_stands_and_is_settled_again(own_ledger):
    desk, client = start(own_ledger, LARGE)
    try:
        with client:
            page = wait_for(client)
            (settling,) = children_of(desk.pid)
            os.kill(settling, signal.SIGKILL)
            token, item = (re.search(f'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("csrf", "item"))
            act = {"item": item, "decision": "accept"}
            assert client.post("/api/review", json=act, headers={"x-csrf": token}).status_code == 201
            assert client.get("/").status_code == 200
            for _ in range(300):
                if "still being settled" not in client.get("/").text:
                    break
                time.sleep(0.2)
            assert "accepted" in client.get(f"/values/{item}").text
            assert children_of(desk.pid) != [settling]
    finally:
        desk.kill()
        desk.wait(30)


@pytest.mark.parametrize("large", [SMALL, LARGE])
def test_no_answered_act_is_lost(own_ledger, large):
    desk, opened = start(own_ledger, large)
    answered = []
    try:
        with opened as client:
            page = wait_for(client)
            token = re.search(r'name="csrf" value="([^"]+)"', page)[1]
            items = re.findall(r'name="item" value="([0-9a-f]{64})"', page)
            for n in range(ACTS):
                if len(answered) == KILLED_AFTER:
                    desk.send_signal(signal.SIGKILL)
                act = {"item": items[n % len(items)], "decision": "defer", "reason": f"act {n}"}
                try:
                    kept = client.post("/api/review", json=act, headers={"x-csrf": token})
                except httpx.HTTPError:
                    break
                assert kept.status_code == 201, kept.text
                answered.append(kept.json()["transaction"])
    finally:
        desk.kill()
        desk.wait(30)
    assert KILLED_AFTER <= len(answered) < ACTS
    ledger = open_ledger(own_ledger)
    held = {t.id for t in ledger.transactions()}
    wrong = [found for found in ledger.verify() if not found.holds]
    ledger.close()
    assert set(answered) <= held
    assert wrong == []
