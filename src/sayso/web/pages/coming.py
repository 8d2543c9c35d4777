"""Coming in and going out: login by password or by an OpenID provider, logout."""

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.drawing import draw
from sayso.web.guard import COOKIE, SESSION_SECONDS, make_session, read_form


def show_login(request: Request) -> Response:
    """The login form."""
    return draw(request, "login.html.j2", {"next": _inside(request.query_params.get("next")), "failed": False})


async def take_login(request: Request) -> Response:
    """Check a name and a password; one answer for every kind of failure."""
    form = await request.form(max_files=0, max_fields=8)
    accounts = request.app.state.accounts
    name, password = str(form.get("name") or ""), str(form.get("password") or "")
    address = request.client.host if request.client else "unknown"
    person = await asyncio.to_thread(accounts.log_in, name, password, address)
    if person is None:
        return draw(request, "login.html.j2", {"next": _inside(str(form.get("next") or "")), "failed": True}, 401)
    answer = RedirectResponse(_inside(str(form.get("next") or "")), 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, make_session(accounts, person), SESSION_SECONDS, httponly=True, samesite="strict", secure=secure
    )
    return answer


async def log_out(request: Request) -> Response:
    """End this session."""
    await read_form(request)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _inside(path: str | None) -> str:
    """A path of this desk to go on to, never another site's address."""
    return path if path and path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
