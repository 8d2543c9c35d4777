"""What stands before every route: which host was meant, who asks, what they may do, and what browsers may do with the answer."""

import getpass
import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.accounts import ROLES, Accounts, Person, Role

if TYPE_CHECKING:
    from sayso.publish import Audience

COOKIE = "sayso_session"
SESSION_SECONDS = 12 * 3600
OPEN_PATHS = ("/login", "/static/", "/style.css", "/oidc/")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: `csrf` is the token that their forms must carry, null for a token-bearing program."""

    person: Person
    csrf: str | None

    def may(self, role: Role) -> bool:
        """Whether this person may do what `role` may do."""
        return ROLES.index(self.person.role) >= ROLES.index(role)

    @property
    def audience(self) -> "Audience":
        """Readers see what the disclosure policy lets others see; who works on the record sees the desk's copy."""
        return "desk" if self.may("reviewer") else "others"


class Guard:
    """Middleware: finds out who asks, refuses what they may not ask, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, accounts: Accounts, alone: bool) -> None:
        self.app, self.accounts, self.alone = app, accounts, alone
        # One person on loopback is the same person in every request.
        token = hmac.new(accounts.key(), b"alone", sha256).hexdigest()
        self.single = Asking(Person(_login_name(), "admin"), token) if alone else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope, receive)
        refusal = self._refuse(request)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refuse(self, request: Request) -> Response | None:
        if self.alone and request.headers.get("host", "").rsplit(":", 1)[0] not in LOOPBACK_HOSTS:
            # Another site's name that points to this machine (DNS rebinding) is not us.
            return JSONResponse({"error": "this desk answers to 127.0.0.1 and localhost only"}, 421)
        if request.method not in SAFE and request.headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return JSONResponse({"error": "a form of another site was sent here"}, 403)
        asking = self._identify(request)
        request.scope["asking"] = asking
        if asking is None and not request.url.path.startswith(OPEN_PATHS):
            if request.url.path.startswith("/api/"):
                return JSONResponse(
                    {"error": "log in, or send a token: Authorization: Bearer ..."}, 401, {"WWW-Authenticate": "Bearer"}
                )
            return RedirectResponse(f"/login?next={request.url.path}", 303)
        return None

    def _identify(self, request: Request) -> Asking | None:
        if self.single is not None:
            return self.single
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            person = self.accounts.find_token(token.strip())
            return Asking(person, None) if person else None
        told = read_signed(self.accounts, request.cookies.get(COOKIE))
        person = self.accounts.find(told.get("name", "")) if told else None
        if told is None or person is None or person.epoch != told["epoch"]:
            return None
        return Asking(person, told["csrf"])


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def who_asks(request: Request) -> Asking:
    """Give who asks; every route but the open ones has somebody."""
    asking: Asking | None = request.scope.get("asking")
    if asking is None:
        raise HTTPException(401, "log in first")
    return asking


def require(request: Request, role: Role) -> Asking:
    """Give who asks, where they may do what `role` may do; else answer 403, naming the role it takes."""
    asking = who_asks(request)
    if not asking.may(role):
        raise HTTPException(403, f"this takes the role {role}; {asking.person.name} is {asking.person.role}")
    return asking


async def read_form(request: Request) -> FormData:
    """Give a form that was sent from one of our pages: its token must be the session's."""
    form = await request.form(max_files=1, max_fields=60)
    asking = request.scope.get("asking")
    wanted = asking.csrf if asking else None
    given = form.get("csrf") or request.headers.get("x-csrf") or ""
    if wanted is None and asking is not None:
        return form  # a program with a token in its header: no browser sends that by itself
    if wanted is None or not isinstance(given, str) or not hmac.compare_digest(given, wanted):
        raise HTTPException(403, "this form did not come from a page of this session: open the page again")
    return form


def make_session(accounts: Accounts, person: Person) -> str:
    """Sign a session for a person, with the token that their forms will carry."""
    return sign(accounts, {"name": person.name, "epoch": person.epoch, "csrf": secrets.token_urlsafe(24)})


def sign(accounts: Accounts, told: dict[str, Any]) -> str:
    """Sign a few words that a browser keeps for us."""
    signed: str | bytes = _signer(accounts).dumps(told)
    return signed if isinstance(signed, str) else signed.decode()


def read_signed(accounts: Accounts, cookie: str | None, seconds: int = SESSION_SECONDS) -> dict[str, Any] | None:
    """Read signed words back; None where they are missing, forged or old."""
    if not cookie:
        return None
    try:
        told: dict[str, Any] = _signer(accounts).loads(cookie, max_age=seconds)
    except BadSignature:
        return None
    return told


def _signer(accounts: Accounts) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(accounts.key(), salt="sayso session")
