"""Accounts: who may come in, as admins see and change it. A token is shown once and kept as a hash."""

from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.web.accounts import ROLES, Accounts, Role
from sayso.web.drawing import draw
from sayso.web.guard import read_form, require


def list_accounts(request: Request) -> Response:
    """Every account with its role, and the forms that change them."""
    require(request, "admin")
    return _show(request)


async def change_account(request: Request) -> Response:
    """Make or change an account, shut it, make a token for it or end its tokens."""
    asking = require(request, "admin")
    form = await read_form(request)
    if request.app.state.alone:
        raise HTTPException(
            403, "this desk is one person's: the first account is made with `sayso account add NAME --role admin`"
        )
    told = {k: str(form.get(k) or "").strip() for k in ("act", "name", "role", "password", "subject", "note")}
    if told["name"] == asking.person.name and told["act"] in ("disable", "add"):
        raise UsageError("nobody shuts or changes their own account here: ask another admin, or use `sayso account`")
    token = await run_in_threadpool(_change, request.app.state.accounts, told)
    return _show(request, token) if token else RedirectResponse("/accounts", 303)


def _change(accounts: Accounts, told: dict[str, str]) -> str | None:
    name, role = told["name"], _role(told["role"])
    if told["act"] == "add":
        if not (told["password"] or told["subject"]):
            raise UsageError("an account wants a password, or who the person is to the OpenID provider")
        accounts.add(name, role, told["password"] or None, told["subject"] or None)
    elif accounts.find(name) is None:
        raise UsageError(f"{name} has no open account")
    elif told["act"] == "token":
        return accounts.make_token(name, role, told["note"])
    elif told["act"] == "disable":
        accounts.disable(name)
    elif told["act"] == "revoke":
        accounts.revoke_tokens(name)
    else:
        raise UsageError("say what to do: add, disable, token or revoke")
    return None


def _role(given: str) -> Role:
    return next((role for role in get_args(Role) if role == given), "reader")


def _show(request: Request, token: str | None = None) -> Response:
    return draw(
        request, "accounts.html.j2", {"rows": request.app.state.accounts.list(), "roles": ROLES, "token": token}
    )
