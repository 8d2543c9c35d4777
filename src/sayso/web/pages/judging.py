"""Review: the queue, a person's word on an item, undo of anything; clearing a withheld name. Every act is a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import RefusedError, UsageError
from sayso.flow.review import Decided, QueueItem, decide, list_queue
from sayso.ledger import Clearance, Ledger, Transaction
from sayso.model import Event, Value
from sayso.publish.event_view import name_event
from sayso.web.desk import Desk, View
from sayso.web.drawing import draw, inside, page_of
from sayso.web.features import explain_features
from sayso.web.guard import Asking, read_form, require
from sayso.web.index import Told
from sayso.web.quoting import Quoted, quote_claim

SHOWN = 30
HISTORY_PAGE = 100
KEYS = {"same": "s", "different": "d", "unsure": "u", "accept": "a", "correct": "c", "reject": "r", "defer": "l"}
FINAL = ("export", "erase")  # what has left the desk or was erased is not called back
WANT_REASON = ("reject", "correct", "different")


@dataclass(frozen=True, slots=True)
class Shown:
    """An item of the queue as it stands on the page.

    `told` and `quoted` are a claim with its value and its words; `against` are the figures that contradict it; `sides` are
    the two of a pair: where each is looked at, its id and its name. `seen` is the decision that was last made of it.
    """

    item: QueueItem
    features: tuple[tuple[str, ...], tuple[str, ...]]
    seen: str
    told: Told | None
    quoted: Quoted | None
    against: tuple[Value, ...]
    sides: tuple[tuple[str, str, str], ...]


def show_queue(request: Request) -> Response:
    """What wants a person's eye, most consequential first."""
    require(request, "reviewer")
    desk = request.app.state.desk
    view: View = desk.view("desk")
    queue, seen = find_queue(desk), find_seen(desk)
    done = _find_done(desk, request.query_params.get("done"))
    at, pages = page_of(request, len(queue), SHOWN)
    items = [_show_item(view, item, seen.get(item.id, "")) for item in queue[at : at + SHOWN]]
    values = {
        "queue": items,
        "total": len(queue),
        "pages": pages,
        "done": done,
        "keys": KEYS,
        "notice": view.notice,
    }
    return draw(request, "review.html.j2", values)


def find_queue(desk: Desk) -> list[QueueItem]:
    """Give what wants review; what was decided since the record was settled is left out already."""
    view = desk.view("desk")
    with desk.open() as ledger:
        queue = queue_of(view, ledger)
    if not view.behind:
        return queue
    judged = desk.fresh("judged", lambda ledger: {frozenset((j.left, j.right)) for j in ledger.judgements()})
    seen = find_seen(desk)
    return [item for item in queue if item.id not in seen and frozenset(item.id.split(":")) not in judged]


def queue_of(view: View, ledger: Ledger) -> list[QueueItem]:
    """Give what wants review in a record as it was settled."""
    return view.once("queue", lambda: list_queue(ledger, view.settled.record))


def find_seen(desk: Desk) -> dict[str, str]:
    """Give, by claim, the id of the review that was made of it last."""
    return desk.fresh("seen", lambda ledger: {r.claim: r.id for r in ledger.reviews()})


def _show_item(view: View, item: QueueItem, seen: str) -> Shown:
    event, value = view.index.values.get(item.id, (None, None))
    claim = next((c for c in value.claims if c.id == item.id), None) if value else None
    told = (event, value, claim) if event and value and claim else None
    return Shown(
        item,
        explain_features(item.features),
        seen,
        told,
        view.lately(("quoted", claim.id), lambda: quote_claim(view, claim)) if claim else None,
        tuple(_find_against(view, event, value)) if event and value else (),
        tuple(_find_sides(view, item)),
    )


def _find_against(view: View, event: Event, value: Value) -> Iterator[Value]:
    for difference in view.index.differences.get(event.id, ()):
        if difference.class_ == "contradiction" and value.id in difference.values:
            yield from (view.index.values[v][1] for v in difference.values if v != value.id and v in view.index.values)


def _find_sides(view: View, item: QueueItem) -> Iterator[tuple[str, str, str]]:
    """Where each side of a pair is looked at, an event, a person, or the report whose main event it is, and its name."""
    for side in item.id.split(":") if item.kind == "pair" else ():
        if side in view.index.events:
            yield "events", side, name_event(view.index.events[side])
        elif side in view.index.people:
            yield "people", side, view.index.people[side].name
        else:
            reading = view.settled.readings.get(side)
            yield "reports", side, (reading.report.title or reading.report.outlet if reading else None) or "a report"


def _list_written(desk: Desk) -> list[Transaction]:
    return desk.fresh("written", lambda ledger: list(reversed(list(ledger.transactions()))))


def _find_done(desk: Desk, short: str | None) -> Transaction | None:
    """The act that this page was come to from: one of the last day's."""
    if not short:
        return None
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    with desk.open() as ledger:
        return next((t for t in ledger.transactions(yesterday) if t.id.startswith(short)), None)


def show_history(request: Request) -> Response:
    """Every transaction, newest first: who wrote what, when and why; each can be undone, or says what rests on it."""
    require(request, "reviewer")
    desk = request.app.state.desk
    view: View = desk.view("desk")
    written = _list_written(desk)
    at, pages = page_of(request, len(written), HISTORY_PAGE)
    undone = desk.fresh("undone", lambda ledger: ledger.cache.undone())
    values = {
        "undone": undone,
        "final": FINAL,
        "written": written[at : at + HISTORY_PAGE],
        "total": len(written),
        "pages": pages,
        "notice": view.notice,
    }
    return draw(request, "history.html.j2", values)


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
    record = desk.record_for(decided.decision)
    try:
        with desk.open() as ledger:
            transaction = decide(ledger, record, decided)
    except RefusedError as err:
        return draw(request, "asked_again.html.j2", {"words": str(err), "told": told}, 409)
    back = inside(told["back"]) if told["back"] else f"/review?done={transaction[:16]}"
    return RedirectResponse(back, 303)


async def undo_transaction(request: Request) -> Response:
    """Take a transaction out of force; refused where something depends on it, naming what."""
    asking = require(request, "reviewer")
    form = await read_form(request)
    reason = str(form.get("reason") or "").strip()
    if not reason:
        raise UsageError("undo wants a reason: it is kept")

    def undo() -> None:
        with request.app.state.desk.open() as ledger:
            ledger.undo(str(form.get("transaction") or ""), author=asking.person.name, reason=reason)

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
    return RedirectResponse("/review", 303)
