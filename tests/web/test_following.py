"""What changed: since the last visit, as a feed that knows what has not changed, and as a signed post."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from sayso.errors import SetupError, UsageError
from sayso.web import make_desk
from sayso.web.accounts import open_accounts
from sayso.web.webhook import SIGNATURE, post_changes_of, sign_body

SECRET = "a shared secret of some length"


@pytest.fixture
def receiver():
    got = []

    class Receive(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            got.append((self.headers[SIGNATURE], self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Receive)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", got
    server.shutdown()
    server.server_close()


def test_changes_are_posted_signed_and_as_others_may_see_them(demo_ledger, receiver):
    address, got = receiver
    told = post_changes_of(demo_ledger, "2020-01-01", address, SECRET, allow_private=True)
    (signature, body), changes = got[0], json.loads(got[0][1])["changes"]
    assert told == len(changes) > 0
    assert signature == sign_body(body, SECRET)
    full = TestClient(make_desk(demo_ledger), base_url="http://127.0.0.1").get("/api/reports?limit=200").json()["rows"]
    assert not any(row["id"] in body.decode() for row in full)


def test_nothing_is_posted_into_a_private_network_or_unsigned(demo_ledger, receiver):
    address, got = receiver
    with pytest.raises(UsageError, match="private"):
        post_changes_of(demo_ledger, "2020-01-01", address, SECRET)
    with pytest.raises(SetupError, match="SAYSO_WEBHOOK_SECRET"):
        post_changes_of(demo_ledger, "2020-01-01", address, "short")
    with pytest.raises(UsageError, match="no address"):
        post_changes_of(demo_ledger, "2020-01-01", "file:///etc/hosts", SECRET)
    assert got == []


def test_the_feed_is_atom_and_knows_what_has_not_changed(demo_ledger):
    desk = TestClient(make_desk(demo_ledger), base_url="http://127.0.0.1")
    answer = desk.get("/changes.atom")
    feed = ElementTree.fromstring(answer.text)  # noqa: S314 - our own
    ids = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) > 3
    assert len(ids) == len(set(ids))
    assert desk.get("/changes.atom", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_the_last_visit_is_the_one_before_this_one(tmp_path):
    accounts = open_accounts(tmp_path / "some.db")
    monday = datetime(2031, 5, 5, 9, tzinfo=UTC)
    assert accounts.visit("mira", monday) is None
    assert accounts.visit("mira", monday + timedelta(minutes=5)) is None
    assert accounts.visit("mira", monday + timedelta(days=1)) == (monday + timedelta(minutes=5)).isoformat()
    assert accounts.visit("mira", monday + timedelta(days=1, minutes=5)) == (monday + timedelta(minutes=5)).isoformat()


def test_a_search_leads_to_the_people_named_so(demo_ledger):
    desk = TestClient(make_desk(demo_ledger), base_url="http://127.0.0.1")
    person = desk.get("/api/people?limit=1").json()["rows"][0]
    found = desk.get("/search", params={"q": person["name"].lower()}).text
    assert f'href="/people/{person["id"]}"' in found
