"""A large ledger: while what was written is settled, pages show the last record and say so, and no decision is lost sight of."""

import re
import threading

import pytest
from starlette.testclient import TestClient

from sayso.flow.settling import Moment, settle_ledger
from sayso.ledger import Clearance
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


def wait_until_settled(desk):
    for under_way in list(desk.beside.under_way.values()):
        under_way.result(60)


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
    wait_until_settled(desk)
    client.get("/")
    wait_until_settled(desk)
    caught_up = client.get("/")
    assert BEHIND not in caught_up.text
    assert "x-sayso-behind" not in client.get("/api/events").headers


def test_a_page_says_how_much_is_not_settled_yet_and_since_when(held_back):
    client, _, _ = held_back
    page = client.get("/review").text
    item, token = (re.search(f'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("item", "csrf"))
    client.post("/review", data={"csrf": token, "item": item, "after": "", "decision": "accept", "reason": ""})
    assert re.search(rf"1 act since \d\d:\d\d UTC, safe on record, is {BEHIND}", client.get("/").text)


def test_a_figure_says_what_was_decided_of_it_since(held_back):
    client, _, _ = held_back
    page = client.get("/review").text
    item, token = (re.search(f'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("item", "csrf"))
    assert "since, not in the figures yet" not in client.get(f"/values/{item}").text
    client.post("/review", data={"csrf": token, "item": item, "after": "", "decision": "accept", "reason": ""})
    assert re.search(
        r"accepted</b> by <bdi>\w+</bdi> since, not in the figures yet", client.get(f"/values/{item}").text
    )


def test_what_is_withheld_again_is_not_shown_to_readers_for_another_moment(own_ledger, monkeypatch):
    monkeypatch.setattr(desk_module, "LARGE", 1)
    desk = Desk(own_ledger, settle=settle_ledger)
    first = desk.view("others")
    held = next(p.name for e in settle_ledger(desk.opened[0]).record.events for p in e.parties if p.role == "held")
    desk.opened[0].disclosure.clear_field(Clearance(held, "name", "she agreed", "jo"))
    cleared = desk.view("others")
    assert (cleared.behind, held in str(first.settled.record), held in str(cleared.settled.record)) == (
        False,
        False,
        True,
    )
    past = desk.opened[0].cache.last_transaction()
    assert past
    moment = Moment(next(t.at for t in reversed(list(desk.opened[0].transactions()))))
    assert held in str(desk.view("others", moment).settled.record)
    desk.opened[0].disclosure.clear_field(Clearance(held, "name", "she took it back", "jo", False))
    assert held not in str(desk.view("others").settled.record)
    assert held not in str(desk.view("others", moment).settled.record)
    desk.close()


@pytest.fixture
def slow_start(own_ledger, monkeypatch):
    """A desk that counts as large, where nothing is settled before `go`."""
    monkeypatch.setattr(desk_module, "LARGE", 1)
    go = threading.Event()

    def settle(ledger, at, policy):
        assert go.wait(60)
        return settle_ledger(ledger, at, policy)

    app = make_desk(own_ledger)
    app.state.desk = Desk(own_ledger, settle=settle)
    monkeypatch.setattr("sayso.web.drawing.PATIENCE", 0.05)
    yield TestClient(app, base_url="http://127.0.0.1"), app.state.desk, go
    go.set()
    app.state.desk.close()


def test_before_anything_is_settled_a_page_says_so_and_comes_by_itself(slow_start):
    client, desk, go = slow_start
    early = client.get("/")
    assert (early.status_code, early.headers["retry-after"]) == (503, "4")
    assert 'data-again="4"' in early.text
    assert '<noscript><meta http-equiv="refresh"' in early.text
    told = client.get("/api/events")
    assert (told.status_code, told.headers["retry-after"]) == (503, "4")
    assert "again" in told.json()["error"]
    assert client.get("/history").status_code == 200
    go.set()
    wait_until_settled(desk)
    assert client.get("/").status_code == 200


def test_a_moment_that_is_looked_back_to_is_never_behind(held_back):
    client, _, go = held_back
    client.get("/")
    go.set()
    assert BEHIND not in client.get("/?at=2040-01-01").text
