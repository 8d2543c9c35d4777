"""Review: the queue, a person's word on an item, undo of anything; clearing a withheld name. Every act is a form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import RefusedError, UsageError
from sayso.flow.review import Decided, decide
from sayso.ledger import Clearance, Ledger, Transaction
from sayso.web.desk import PATIENCE, Desk, View
from sayso.web.drawing import draw, inside, page_of
from sayso.web.guard import Asking, read_form, require
from sayso.web.waiting import find_queue, find_seen, fold_items, show_item

SHOWN = 30
KEYS = {"same": "s", "different": "d", "unsure": "u", "accept": "a", "correct": "c", "reject": "r", "defer": "l"}
PAIR_PATIENCE = (
    30.0  # seconds that the word on a pair waits for what it is checked against; then it is not kept, and says so
)
WANT_REASON = ("reject", "correct", "different")


def show_queue(request: Request) -> Response:
    """What wants a person's eye, most consequential first."""
    require(request, "reviewer")
    desk = request.app.state.desk
    view: View = desk.view("desk", patience=PATIENCE)
    queue, seen = find_queue(desk), find_seen(desk)
    done = _find_done(desk, request.query_params.get("done"))
    at, pages = page_of(request, len(queue), SHOWN)
    items = fold_items(show_item(view, item, seen.get(item.id, "")) for item in queue[at : at + SHOWN])
    values = {
        "queue": items,
        "total": len(queue),
        "pages": pages,
        "done": done,
        "keys": KEYS,
        "notice": view.notice,
    }
    return draw(request, "review.html.j2", values)


def _find_done(desk: Desk, short: str | None) -> list[Transaction]:
    """The acts that this page was come to from: those of the last day whose ids begin so."""
    wanted = tuple(part for part in (short or "").split(",") if part)
    if not wanted:
        return []
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    with desk.open() as ledger:
        return [t for t in ledger.transactions(yesterday) if t.id.startswith(wanted)]


async def take_decision(request: Request) -> Response:
    """Keep a decision on an item; where somebody else has decided since the page was drawn, show theirs and ask."""
    asking = require(request, "reviewer")
    form = await read_form(request)
    return await run_in_threadpool(_keep_decision, request, asking, form)


def _keep_decision(request: Request, asking: Asking, form: FormData) -> Response:
    told = {k: str(form.get(k) or "").strip() for k in ("item", "decision", "reason", "correction", "after", "back")}
    if told["decision"] in WANT_REASON and not told["reason"]:
        raise UsageError(f"{told['decision']} wants a reason: it is kept with the decision")
    after = None if form.get("sure") or form.get("blind") else told["after"]
    correction = told["correction"] if told["decision"] == "correct" else ""
    decided = Decided(told["item"], told["decision"], told["reason"], asking.person.name, correction or None, after)
    desk = request.app.state.desk
    view = desk.view_for(decided.decision, PAIR_PATIENCE)
    also = [str(other) for other in form.getlist("also")]
    try:
        with desk.open() as ledger:
            kept = [keep_decided(view, ledger, decided), *_decide_alike(view, ledger, decided, also)]
    except RefusedError as err:
        return draw(request, "asked_again.html.j2", {"words": str(err), "told": told, "also": also}, 409)
    back = inside(told["back"]) if told["back"] else f"/review?done={','.join(t[:16] for t in kept)}"
    return RedirectResponse(back, 303)


def keep_decided(view: View, ledger: Ledger, decided: Decided) -> str:
    """Keep a decision and give its transaction; of the record, a claim's own event is all that its review is checked against."""
    event, _ = view.index.values.get(decided.item, (None, None))
    return decide(ledger, replace(view.settled.record, events=(event,)) if event else view.settled.record, decided)


def _decide_alike(view: View, ledger: Ledger, decided: Decided, also: Sequence[str]) -> Iterator[str]:
    """Decide the claims that say the same in the same sentence elsewhere; what somebody decided meanwhile stands."""
    for other in also:
        try:
            yield keep_decided(view, ledger, replace(decided, item=other, after=""))
        except RefusedError:
            continue


async def undo_transaction(request: Request) -> Response:
    """Take a transaction, or those of one act, out of force; refused where something depends on it, naming what."""
    asking = require(request, "reviewer")
    form = await read_form(request)
    reason = str(form.get("reason") or "").strip()
    if not reason:
        raise UsageError("undo wants a reason: it is kept")

    def undo() -> None:
        with request.app.state.desk.open() as ledger:
            for transaction in form.getlist("transaction") or [""]:
                ledger.undo(str(transaction), author=asking.person.name, reason=reason)

    await run_in_threadpool(undo)
    return RedirectResponse(inside(str(form.get("back") or "")) if form.get("back") else "/review", 303)


async def clear_name(request: Request) -> Response:
    """Clear one field of a withheld name, or withdraw that: an editor's act, with a reason."""
    asking = require(request, "editor")
    form = await read_form(request)
    told = {k: str(form.get(k) or "").strip() for k in ("name", "field", "reason")}
    if not all(told.values()):
        raise UsageError("a clearance wants a name, a field and a reason")

    def clear() -> None:
        said = Clearance(told["name"], told["field"], told["reason"], asking.person.name, not form.get("withdraw"))
        with request.app.state.desk.open() as ledger:
            ledger.disclosure.clear_field(said)

    await run_in_threadpool(clear)
    return RedirectResponse(inside(str(form.get("back") or "")) if form.get("back") else "/people", 303)
