"""Kill -9 in the middle of many acts of review: what was answered is on record, and the ledger is sound."""

import re
import signal
import socket
import subprocess
import sys
import time

import httpx

from sayso.ledger import open_ledger

ACTS = 200
KILLED_AFTER = 60  # answers; the rest never come

SERVE = "import sys; from pathlib import Path; from sayso.web import serve_desk; serve_desk(Path(sys.argv[1]), port=int(sys.argv[2]))"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(client):
    for _ in range(600):
        try:
            return client.get("/review", timeout=60).text
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError("the desk did not start")


def test_no_answered_act_is_lost(own_ledger):
    port = free_port()
    desk = subprocess.Popen([sys.executable, "-c", SERVE, str(own_ledger), str(port)], stdout=subprocess.DEVNULL)
    answered = []
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, trust_env=False) as client:
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
