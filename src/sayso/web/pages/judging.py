"""Review: the queue, a person's word on an item, undo; clearing a withheld name. Every act is a form, every act can be undone."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import RefusedError, UsageError
from sayso.flow.review import Decided, decide, list_queue
from sayso.web.drawing import draw, link_keeping
from sayso.web.guard import read_form, require

SHOWN = 50
KEYS = {"same": "s", "different": "d", "unsure": "u", "accept": "a", "correct": "c", "reject": "r", "defer": "l"}


def show_queue(request: Request) -> Response:
    """What wants a person's eye, most consequential first."""
    require(request, "reviewer")
    desk = request.app.state.desk
    settled = desk.view("desk").settled
    with desk.open() as ledger:
        queue = list_queue(ledger, settled.record)
        done = [t for t in ledger.transactions() if t.kind in ("judge", "review", "undo", "clear")][-12:]
    values = {"queue": queue[:SHOWN], "total": len(queue), "done": list(reversed(done)), "keys": KEYS}
    return draw(request, "review.html.j2", values)


async def take_decision(request: Request) -> Response:
    """Keep a decision on an item; where somebody else has decided since the page was drawn, show theirs and ask."""
    asking = require(request, "reviewer")
    form = await read_form(request)
    told = {k: str(form.get(k) or "").strip() for k in ("item", "decision", "reason", "correction", "after")}
    if told["decision"] in ("reject", "correct", "different") and not told["reason"]:
        raise UsageError(f"{told['decision']} wants a reason: it is kept with the decision")
    after = None if form.get("sure") else told["after"]
    decided = Decided(
        told["item"], told["decision"], told["reason"], asking.person.name, told["correction"] or None, after
    )
    desk = request.app.state.desk
    settled = desk.view("desk").settled
    try:
        with desk.open() as ledger:
            transaction = decide(ledger, settled.record, decided)
    except RefusedError as err:
        return draw(request, "asked_again.html.j2", {"words": str(err), "told": told}, 409)
    return RedirectResponse(link_keeping(request)("review", done=transaction[:16]), 303)


async def undo_transaction(request: Request) -> Response:
    """Take a transaction out of force; refused where something depends on it, naming what."""
    asking = require(request, "reviewer")
    form = await read_form(request)
    reason = str(form.get("reason") or "").strip()
    if not reason:
        raise UsageError("undo wants a reason: it is kept")
    with request.app.state.desk.open() as ledger:
        ledger.undo(str(form.get("transaction") or ""), author=asking.person.name, reason=reason)
    return RedirectResponse("/review", 303)


async def clear_name(request: Request) -> Response:
    """Clear one field of a withheld name, or withdraw that: an editor's act, with a reason."""
    from sayso.ledger import Clearance

    asking = require(request, "editor")
    form = await read_form(request)
    told = {k: str(form.get(k) or "").strip() for k in ("name", "field", "reason")}
    if not all(told.values()):
        raise UsageError("a clearance wants a name, a field and a reason")
    with request.app.state.desk.open() as ledger:
        said = Clearance(told["name"], told["field"], told["reason"], asking.person.name, not form.get("withdraw"))
        ledger.disclosure.clear_field(said)
    return RedirectResponse("/review", 303)
