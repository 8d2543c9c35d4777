"""Everything written: who wrote what about what, when and why; each act can be undone, or says what rests on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from sayso.ledger import Ledger, Touched, Transaction, find_touched
from sayso.publish.event_view import name_event
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_value
from sayso.web.desk import Desk, View
from sayso.web.drawing import draw, page_of
from sayso.web.guard import require

PAGE = 100
FINAL = ("export", "erase")  # what has left the desk or was erased is not called back


@dataclass(frozen=True, slots=True)
class About:
    """What an act was about, as it stands on the page: `links` are words with the address that they lead to, "" for none."""

    kind: str
    decided: str
    words: str
    links: tuple[tuple[str, str], ...]


def show_history(request: Request) -> Response:
    """Every transaction, newest first. It waits for no settling: what is named by the record is named by the last one."""
    require(request, "reviewer")
    desk: Desk = request.app.state.desk
    written = list_written(desk)
    at, pages = page_of(request, len(written), PAGE)
    shown = written[at : at + PAGE]
    with desk.open() as ledger:
        touched = find_touched(ledger, (t.seq for t in shown))
    view = desk.at_hand("desk")
    values = {
        "undone": desk.fresh("undone", lambda ledger: ledger.cache.undone()),
        "final": FINAL,
        "written": [(t, [_tell(one, view) for one in touched.get(t.seq, ())]) for t in shown],
        "total": len(written),
        "pages": pages,
    }
    return draw(request, "history.html.j2", values)


def list_written(desk: Desk) -> Sequence[Transaction]:
    """Give every transaction, newest first; after a write only what is new is asked for."""
    known: list[Transaction] = desk.lately.get("written", ("", []))[1]  # type: ignore[assignment]

    def add_later(ledger: Ledger) -> list[Transaction]:
        return [*reversed(list(ledger.transactions(known[0].at if known else None))), *known]

    return desk.fresh("written", add_later)


def _tell(one: Touched, view: View | None) -> About:
    words = one.ids[0] if one.kind == "transaction" else one.words
    return About(one.kind, one.decided, words, tuple(_find_links(one, view)) if view else ())


def _find_links(one: Touched, view: View) -> Iterator[tuple[str, str]]:
    for ident in one.ids if one.kind != "transaction" else ():
        if one.kind == "claim":
            _, value = view.index.values.get(ident, (None, None))
            yield (describe_value(value), f"/values/{ident}") if value else (f"“{one.words}”", "")
        elif ident in view.settled.readings:
            report = view.settled.readings[ident].report
            yield f"{name_report(report, ident)}: {report.title or 'no title'}", f"/reports/{ident}"
        elif ident in view.index.events:
            yield name_event(view.index.events[ident]), f"/events/{ident}"
        elif ident in view.index.people:
            yield view.index.people[ident].name, f"/people/{ident}"
