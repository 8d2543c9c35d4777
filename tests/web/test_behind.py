"""A large ledger: while what was written is settled, pages show the last record and say so, and no decision is lost sight of."""

import re
import threading

import pytest
from starlette.testclient import TestClient

from sayso.flow.settling import settle_ledger
from sayso.web import desk as desk_module
from sayso.web import make_desk
from sayso.web.desk import BEHIND, Desk


@pytest.fixture
def held_back(own_ledger, monkeypatch):
    """A desk that counts as large, whose settling after the first waits for `go`."""
    monkeypatch.setattr(desk_module, "LARGE", 1)
    go, settled = threading.Event(), []

    def settle(ledger, at, policy):
        if settled:
            assert go.wait(60)
        settled.append(at)
        return settle_ledger(ledger, at, policy)

    app = make_desk(own_ledger)
    app.state.desk = Desk(own_ledger, settle=settle)
    yield TestClient(app, base_url="http://127.0.0.1"), app.state.desk, go
    go.set()
    app.state.desk.close()


def test_pages_do_not_wait_and_say_so_and_the_decided_item_is_gone(held_back):
    client, desk, go = held_back
    page = client.get("/review").text
    assert BEHIND not in page
    item = re.search(r'name="item" value="([0-9a-f]{64})"', page)[1]
    token = re.search(r'name="csrf" value="([^"]+)"', page)[1]
    form = {"csrf": token, "item": item, "after": "", "decision": "accept", "reason": ""}
    after = client.post("/review", data=form, follow_redirects=True).text
    assert BEHIND in after
    assert f'name="item" value="{item}"' not in after
    assert 'role="status"' in after
    assert client.get("/api/events").headers["x-sayso-behind"] == "true"
    undone = re.search(r'name="transaction" value="([^"]+)"', after)[1]
    again = client.post("/undo", data={"csrf": token, "transaction": undone, "reason": "a slip"}, follow_redirects=True)
    assert f'name="item" value="{item}"' in again.text
    go.set()
    desk.beside["desk"].join(60)
    client.get("/")
    desk.beside["desk"].join(60)
    caught_up = client.get("/")
    assert BEHIND not in caught_up.text
    assert "x-sayso-behind" not in client.get("/api/events").headers


def test_a_moment_that_is_looked_back_to_is_never_behind(held_back):
    client, _, go = held_back
    client.get("/")
    go.set()
    assert BEHIND not in client.get("/?at=2040-01-01").text
