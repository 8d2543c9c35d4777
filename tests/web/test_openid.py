"""Login through an OpenID provider: a small one on loopback vouches, lies, and is refused."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwk, jwt
from starlette.testclient import TestClient

from sayso.web import make_desk
from sayso.web.accounts import open_accounts

KEY = jwk.RSAKey.generate_key(2048, parameters={"kid": "one"})


class FakeProvider(ThreadingHTTPServer):
    """What a provider answers: its document, its keys, and a token for the nonce that it was last asked with."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), FakeAnswer)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.claims, self.asked = {}, {}


class FakeAnswer(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def _send(self, told):
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        issuer = self.server.issuer
        if self.path.startswith("/.well-known"):
            self._send(
                {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys",
                }
            )
        else:
            self._send({"keys": [KEY.as_dict(private=False)]})

    def do_POST(self):
        self.server.asked = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        told = jwt.encode({"alg": "RS256", "kid": "one"}, self.server.claims, self.server.key)
        self._send({"access_token": "x", "token_type": "Bearer", "id_token": told})


@pytest.fixture
def provider(monkeypatch):
    server = FakeProvider()
    server.key = KEY
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("SAYSO_OIDC_ISSUER", server.issuer)
    monkeypatch.setenv("SAYSO_OIDC_CLIENT_ID", "sayso")
    monkeypatch.setenv("SAYSO_OIDC_CLIENT_SECRET", "secret")
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def desk(tmp_path):
    from sayso.ledger import open_ledger

    open_ledger(tmp_path / "small.db").close()
    open_accounts(tmp_path / "small.db").add("root", "admin", "a long enough password")
    app = make_desk(tmp_path / "small.db", alone=False)
    with TestClient(app, base_url="http://desk.example", follow_redirects=False) as browser:
        yield browser


def begin(desk, provider, **changed):
    """Begin a login; gives what the provider was asked with, having told it what to vouch for."""
    asked = {
        k: v[0] for k, v in parse_qs(urlsplit(desk.get("/oidc/login?next=/people").headers["location"]).query).items()
    }
    provider.claims = {
        "iss": provider.issuer,
        "sub": "mira",
        "aud": "sayso",
        "exp": int(time.time()) + 300,
        "nonce": asked["nonce"],
        **changed,
    }
    return asked


def come_back(desk, asked):
    return desk.get("/oidc/callback", params={"code": "c", "state": asked["state"]})


def test_whom_the_provider_vouches_for_comes_in(desk, provider):
    open_accounts(desk.app.state.desk.path).add("mira", "editor", None, f"{provider.issuer} mira")
    assert "/oidc/login" in desk.get("/login").text
    asked = begin(desk, provider)
    assert asked["code_challenge_method"] == "S256"
    answer = come_back(desk, asked)
    assert answer.status_code == 200, answer.text
    assert "url=/people" in answer.text
    assert provider.asked["code_verifier"]
    assert 'title="editor">mira</span>' in desk.get("/").text


def test_nobody_comes_in_without_an_account_here(desk, provider):
    assert come_back(desk, begin(desk, provider)).status_code == 403
    assert desk.get("/").status_code == 303


@pytest.mark.parametrize(
    "lie", [{"nonce": "old"}, {"aud": "another"}, {"iss": "http://127.0.0.1:1"}, {"exp": 1_000_000}]
)
def test_a_token_that_does_not_hold_is_refused(desk, provider, lie):
    open_accounts(desk.app.state.desk.path).add("mira", "editor", None, f"{provider.issuer} mira")
    assert come_back(desk, begin(desk, provider, **lie)).status_code == 503
    assert desk.get("/").status_code == 303


def test_a_token_under_another_key_is_refused(desk, provider):
    open_accounts(desk.app.state.desk.path).add("mira", "editor", None, f"{provider.issuer} mira")
    provider.key = jwk.RSAKey.generate_key(2048, parameters={"kid": "one"})
    assert come_back(desk, begin(desk, provider)).status_code == 503


def test_a_login_that_was_not_begun_here_is_refused(desk, provider):
    assert desk.get("/oidc/callback?code=c&state=made-up").status_code == 400


def test_without_a_provider_there_is_no_such_login(desk):
    assert desk.get("/oidc/login").status_code == 404
