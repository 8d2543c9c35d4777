"""Standing webhooks: registered by an admin, told what changed once the ledger is quiet, tried again, fenced, logged."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from starlette.testclient import TestClient

from sayso.flow.adding import add_claim
from sayso.ledger import Entry, open_ledger
from sayso.web import make_desk
from sayso.web.courier import Courier
from sayso.web.hooks import FIRST_WAIT, KEPT_DELIVERIES, LONGEST_WAIT
from sayso.web.webhook import SIGNATURE, sign_body


@pytest.fixture
def receiver():
    """An address that keeps what is posted to it, and answers with the status in `answers`."""
    got, answers = [], [204]

    class Receive(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            got.append((self.headers[SIGNATURE], self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(answers[-1])
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Receive)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", got, answers
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(own_ledger):
    return make_desk(own_ledger, allow_private=True)


def courier_of(app, clock=lambda: 1000.0):
    return Courier(app.state.desk, app.state.hooks, app.state.allow_private, clock=clock)


def register(app, address):
    """Register an address on the page; gives the secret that the page shows."""
    desk = TestClient(app, base_url="http://127.0.0.1")
    token = re.search(r'name="csrf" value="([^"]+)"', desk.get("/webhooks").text)[1]
    return desk.post("/webhooks", data={"csrf": token, "act": "add", "address": address})


def write(path, words="Nine captives were freed on Monday, the Tarn Front said."):
    with_words = Entry("mira", "call", words, None, "Tarn Front", None, None, None)
    ledger = open_ledger(path)
    add_claim(ledger, with_words)
    ledger.close()


def test_an_address_is_told_what_is_recorded_from_then_on_signed_with_its_own_secret(app, own_ledger, receiver):
    address, got, _ = receiver
    shown = register(app, address).text
    secret = re.search(r"<code>([\w-]{40,})</code>", shown)[1]
    courier = courier_of(app)
    courier.look()
    courier.look()
    assert got == []  # what was on record before is not told
    write(own_ledger)
    courier.look()
    assert got == []  # the ledger was written to since the last look: it may not be quiet yet
    courier.look()
    signature, body = got[0]
    assert signature == sign_body(body, secret)
    assert "Nine captives" in {claim["text"] for change in json.loads(body)["changes"] for claim in change["claims"]}
    courier.look()
    assert len(got) == 1
    page = TestClient(app, base_url="http://127.0.0.1").get("/webhooks").text
    assert "arrived" in page
    assert secret not in page


def test_a_post_that_fails_is_tried_again_later_and_later_and_nothing_is_lost(app, own_ledger, receiver):
    address, got, answers = receiver
    register(app, address)
    now = [1000.0]
    courier = courier_of(app, lambda: now[0])
    write(own_ledger)
    answers.append(500)
    courier.look()
    courier.look()
    courier.look()
    assert len(got) == 1  # not due yet
    assert [h.failures for h in app.state.hooks.standing()] == [1]
    now[0] += FIRST_WAIT
    courier.look()
    assert len(got) == 2
    assert app.state.hooks.standing()[0].due == now[0] + 2 * FIRST_WAIT
    answers.append(204)
    now[0] += LONGEST_WAIT
    courier.look()
    assert json.loads(got[0][1])["changes"] == json.loads(got[2][1])["changes"]
    assert [d.problem is None for d in app.state.hooks.deliveries(9)] == [True, False, False]
    assert app.state.hooks.standing()[0].failures == 0


def test_an_address_inside_a_private_network_is_refused(own_ledger, receiver):
    fenced = make_desk(own_ledger)
    answer = register(fenced, receiver[0])
    assert answer.status_code == 400
    assert "private" in answer.text
    assert register(fenced, "ftp://example.org/hook").status_code == 400
    assert fenced.state.hooks.standing() == []


def test_an_address_that_moved_into_a_private_network_is_not_posted_to(app, own_ledger, receiver):
    register(app, receiver[0])
    write(own_ledger)
    courier = Courier(app.state.desk, app.state.hooks, allow_private=False)
    courier.look()
    courier.look()
    assert receiver[1] == []
    assert "private" in app.state.hooks.deliveries(1)[0].problem


def test_an_ended_address_is_told_nothing_and_its_secret_goes(app, own_ledger, receiver):
    register(app, receiver[0])
    app.state.hooks.end(1)
    write(own_ledger)
    courier = courier_of(app)
    courier.look()
    courier.look()
    assert receiver[1] == []
    assert app.state.hooks.standing() == []


def test_the_log_keeps_the_last_posts(app, receiver):
    register(app, receiver[0])
    hook = app.state.hooks.standing()[0]
    for n in range(KEPT_DELIVERIES + 5):
        app.state.hooks.note(hook, f"2031-05-04T00:00:{n:03}Z", n, None, 0.0)
    assert [d.changes for d in app.state.hooks.deliveries(999)][:2] == [KEPT_DELIVERIES + 4, KEPT_DELIVERIES + 3]
    assert len(app.state.hooks.deliveries(999)) == KEPT_DELIVERIES


def test_the_courier_runs_beside_the_served_desk_and_stops_with_it(app):
    with TestClient(app, base_url="http://127.0.0.1") as desk:
        assert desk.get("/webhooks").status_code == 200
        assert "courier" in {t.name for t in threading.enumerate()}
    assert "courier" not in {t.name for t in threading.enumerate()}
