"""The record as a list and as a timeline; one event; one value with why it is on record."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sayso.flow.explaining import explain_value
from sayso.flow.settling import Settled
from sayso.model import Difference, Event, Value
from sayso.publish.event_page import count_rest
from sayso.publish.event_view import view_event
from sayso.publish.layout import lay_out
from sayso.web.desk import View
from sayso.web.drawing import draw, draw_part, moment_of, page_of, view_of
from sayso.web.index import cut_out, find_event, find_value
from sayso.web.pages.disputes import list_disputes
from sayso.web.pages.facets import Line, narrow_record
from sayso.web.waiting import find_lately, find_seen

PAGE = 40
TIMELINE_PAGE = 150
MOST_COVERAGE = 60  # reports listed on an event's page; beyond it those that do not tell of it are counted


def show_record(request: Request) -> Response:
    """The events on record, newest first, narrowed by facets."""
    return _show_list(request, "record_list", _fill_record)


def _show_list(request: Request, template: str, fill: Callable[[Request, View], dict[str, Any]]) -> Response:
    """Draw a list of events; its body is the same for everybody of one audience, and kept for the next who asks."""
    view = view_of(request)
    filled = view.lately(("filled", template, request.url.query), lambda: fill(request, view))
    body = view.lately(
        ("list", template, request.url.query), lambda: draw_part(request, f"{template}_body.html.j2", filled)
    )
    return draw(request, f"{template}.html.j2", {**filled, "body": body, "notice": view.notice})


def _fill_record(request: Request, view: View) -> dict[str, Any]:
    found = narrow_record(request, view)
    at, pages = page_of(request, len(found.lines), PAGE)
    readings = view.settled.readings.values()
    return {"events": found.lines[at : at + PAGE], "facets": found.facets, "total": len(found.lines), "pages": pages,
            "reports": len(readings), "outlets": view.once("outlets", lambda: len({r.report.outlet for r in readings})),
            "policy": view.settled.record.policy, "chosen": found.chosen,
            "first": None if found.lines else _find_first(request),
            "disputes": () if found.chosen or at else list_disputes(view)}  # fmt: skip


def _find_first(request: Request) -> str | None:
    """When the first thing was written here, null where nothing was."""
    with request.app.state.desk.open() as ledger:
        return next((t.at for t in ledger.transactions()), None)


def show_timeline(request: Request) -> Response:
    """The same events along time: how many a month as a picture with its table, then each under its month."""
    return _show_list(request, "timeline", _fill_timeline)


def _fill_timeline(request: Request, view: View) -> dict[str, Any]:
    found = narrow_record(request, view)
    dated = [line for line in found.lines if line.first]
    dated.sort(key=lambda line: (line.first, line.event.id), reverse=True)
    at, pages = page_of(request, len(dated), TIMELINE_PAGE)
    months: dict[str, list[Line]] = {}
    for line in dated[at : at + TIMELINE_PAGE]:
        months.setdefault(line.first[:7], []).append(line)
    return {"months": months, "bars": _draw_months(dated), "facets": found.facets, "total": len(dated), "pages": pages,
            "undated": len(found.lines) - len(dated), "chosen": found.chosen}  # fmt: skip


def _draw_months(dated: list[Line]) -> list[dict[str, Any]]:
    """Give a bar a month that has events, as its place and height in percent."""
    counted = sorted(Counter(line.first[:7] for line in dated).items())
    if not counted:
        return []
    numbered = [int(month[:4]) * 12 + int(month[5:7] or 1) for month, _ in counted]
    span, most = numbered[-1] - numbered[0] + 1, max(n for _, n in counted)
    return [
        {
            "month": month,
            "n": n,
            "x": 100 * (number - numbered[0]) / span,
            "width": max(100 / span * 0.8, 0.4),
            "height": 100 * n / most,
        }
        for number, (month, n) in zip(numbered, counted, strict=True)
    ]


def show_event(request: Request) -> Response:
    """One event: each property with its values, differences, sums, balance, relays, time, wording."""
    view = view_of(request)
    event = find_event(view.index, request.path_params["event"])
    drawn = view.lately(("event", event.id), lambda: draw_event(view, event))
    drawn = {**drawn, "single": True, "notice": view.notice}
    body = view.lately(
        ("event page", event.id, moment_of(request)), lambda: draw_part(request, "event_body.html.j2", drawn)
    )
    return draw(request, "event_desk.html.j2", {**drawn, "body": body})


def draw_event(view: View, event: Event) -> dict[str, Any]:
    """Give what the page of an event is made of."""
    readings = view.settled.readings
    telling = [*event.reports, *event.mentioned_in, *(c.report for v in event.values for c in v.claims)]
    if len(readings) > MOST_COVERAGE:
        readings = {r: readings[r] for r in dict.fromkeys(telling) if r in readings}
    desk = lay_out(cut_out(view.index, event), readings, with_reports=False)
    reports = [readings[r].report for r in (*event.reports, *event.mentioned_in) if r in readings]
    return {"view": view_event(event, desk), "desk": desk, "rest": count_rest(desk, ()), "reports": reports,
            "beyond": len(view.settled.readings) - len(readings)}  # fmt: skip


def show_value(request: Request) -> Response:
    """Why a value is on record: every claim behind it, hop by hop, in which words, under which hashes."""
    view = view_of(request)
    event, value = find_value(view.index, request.path_params["value"])
    near = Settled(cut_out(view.index, event), view.settled.readings)
    with request.app.state.desk.open() as ledger:
        at_desk = view.audience == "desk"
        explanation = view.lately(
            ("why", value.id), lambda: explain_value(ledger, value.id, settled=near, with_hashes=at_desk)
        )
    seen = find_seen(request.app.state.desk) if at_desk else {}
    values = {
        "why": explanation,
        "event": event,
        "seen": seen,
        "lately": find_lately(request.app.state.desk, view, value.claims) if at_desk else {},
        "differing": list(_list_differing(view, event, value.id)),
        "notice": view.notice,
    }
    return draw(request, "value.html.j2", values)


def _list_differing(view: View, event: Event, value: str) -> Iterator[tuple[Difference, list[Value]]]:
    """Give the differences that a value stands in, each with the values on its other side."""
    known = view.index.values
    for difference in view.index.differences.get(event.id, ()):
        if value in difference.values:
            yield difference, [known[v][1] for v in difference.values if v != value and v in known]
