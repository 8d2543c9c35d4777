"""Telling another program: the addresses that are told what changed, and how each telling went. An admin's page."""

from datetime import UTC, datetime

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.web.drawing import draw
from sayso.web.guard import read_form, require
from sayso.web.hooks import Hook
from sayso.web.webhook import SIGNATURE, check_address

SHOWN = 50


def list_hooks(request: Request) -> Response:
    """The addresses that stand, up to when each was told, and the last posts."""
    require(request, "admin")
    return _show(request, None)


async def change_hooks(request: Request) -> Response:
    """Register an address, which is fenced as in `read`, or end one; the secret of a new one is shown this once."""
    asking = require(request, "admin")
    form = await read_form(request)
    told = {k: str(form.get(k) or "").strip() for k in ("act", "address", "hook")}
    hooks = request.app.state.hooks
    if told["act"] == "end":
        if not told["hook"].isdecimal():
            raise UsageError("say which webhook is to end")
        await run_in_threadpool(hooks.end, int(told["hook"]))
        return RedirectResponse("/webhooks", 303)
    if told["act"] != "add":
        raise UsageError("say what to do: add or end")

    def add() -> Hook:
        check_address(told["address"], request.app.state.allow_private)
        made: Hook = hooks.add(
            told["address"], asking.person.name, datetime.now(UTC).isoformat(timespec="microseconds")
        )
        return made

    return _show(request, await run_in_threadpool(add))


def _show(request: Request, made: Hook | None) -> Response:
    hooks = request.app.state.hooks
    rows = [(hook, httpx.URL(hook.address).host) for hook in hooks.standing()]
    values = {"rows": rows, "deliveries": hooks.deliveries(SHOWN), "made": made, "signature": SIGNATURE}
    return draw(request, "webhooks.html.j2", values)
