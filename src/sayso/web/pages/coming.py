"""Coming in and going out: login by password or by an OpenID provider, logout."""

import asyncio
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.accounts import Person
from sayso.web.drawing import draw, inside
from sayso.web.guard import COOKIE, SESSION_SECONDS, make_session, read_form, read_signed, sign
from sayso.web.openid import Provider, find_provider

OIDC_COOKIE = "sayso_oidc"
OIDC_SECONDS = 600


def show_login(request: Request) -> Response:
    """The login form."""
    return draw(
        request,
        "login.html.j2",
        {"next": inside(request.query_params.get("next")), "failed": False, "openid": find_provider()},
    )


async def take_login(request: Request) -> Response:
    """Check a name and a password; one answer for every kind of failure."""
    form = await request.form(max_files=0, max_fields=8)
    accounts = request.app.state.accounts
    name, password = str(form.get("name") or ""), str(form.get("password") or "")
    address = request.client.host if request.client else "unknown"
    person = await asyncio.to_thread(accounts.log_in, name, password, address)
    if person is None:
        return draw(
            request,
            "login.html.j2",
            {"next": inside(str(form.get("next") or "")), "failed": True, "openid": find_provider()},
            401,
        )
    return _let_in(request, person, RedirectResponse(inside(str(form.get("next") or "")), 303))


def _let_in(request: Request, person: Person, answer: Response) -> Response:
    session = make_session(request.app.state.accounts, person)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, session, SESSION_SECONDS, httponly=True, samesite="strict", secure=secure)
    return answer


async def log_out(request: Request) -> Response:
    """End this session."""
    await read_form(request)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def start_oidc(request: Request) -> Response:
    """Send the browser to the OpenID provider; what must come back is signed into a cookie of ten minutes."""
    nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    address, state = _provider().start(_callback(request), nonce, verifier)
    told = {"state": state, "nonce": nonce, "verifier": verifier, "next": inside(request.query_params.get("next"))}
    answer = RedirectResponse(address, 303)
    secure = request.url.scheme == "https"
    # lax, since the way back begins at the provider
    answer.set_cookie(
        OIDC_COOKIE, sign(request.app.state.accounts, told), OIDC_SECONDS, httponly=True, samesite="lax", secure=secure
    )
    return answer


def finish_oidc(request: Request) -> Response:
    """Let in whom the provider vouches for, where an admin has given them an account."""
    accounts = request.app.state.accounts
    told = read_signed(accounts, request.cookies.get(OIDC_COOKIE), OIDC_SECONDS)
    if told is None or request.query_params.get("state") != told["state"]:
        raise HTTPException(400, "this login was not begun here, or too long ago: begin again at /login")
    subject = _provider().finish(_callback(request), str(request.url), told)
    person = accounts.find_subject(subject)
    if person is None:
        raise HTTPException(
            403, f"the provider vouches for {subject!r}, who has no account here: an admin can make one"
        )
    # A page and not a redirect: on a way that began at the provider, browsers would not send the strict cookie along.
    answer = _let_in(request, person, draw(request, "came_in.html.j2", {"next": inside(told["next"])}))
    answer.delete_cookie(OIDC_COOKIE)
    return answer


def _provider() -> Provider:
    found = find_provider()
    if found is None:
        raise HTTPException(404, "no OpenID provider is set: SAYSO_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET")
    return found


def _callback(request: Request) -> str:
    return str(request.base_url) + "oidc/callback"
