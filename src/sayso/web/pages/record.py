"""The record as a list and a timeline with facets; one event; one value with why it is on record."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from sayso.flow.explaining import explain_value, match_id
from sayso.flow.settling import Settled
from sayso.model import Event, Record
from sayso.publish.event_page import count_rest, sort_events
from sayso.publish.event_view import lay_out, view_event
from sayso.web.drawing import draw, moment_of, view_of

PAGE = 40
FACETS = ("type", "party", "place", "outlet", "agreement", "review", "year")


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list: its choices with how many events each leaves, and the one that is chosen."""

    name: str
    chosen: str | None
    choices: tuple[tuple[str, int], ...]


def show_record(request: Request) -> Response:
    """The events on record, newest first, narrowed by facets."""
    view = view_of(request)
    record, settled = view.settled.record, view.settled
    tell = _tellers(settled)
    chosen = {name: request.query_params.get(name) for name in FACETS}
    wanted = [e for e in record.events if all(not want or want in tell[name](e) for name, want in chosen.items())]
    desk = lay_out(record, settled.readings, with_reports=False)
    page = max(1, _whole(request.query_params.get("page"), 1))
    newest = sorted(wanted, key=lambda e: (e.date or "", len(e.reports), e.id), reverse=True)
    shown = sort_events(view_event(e, desk) for e in newest[(page - 1) * PAGE : page * PAGE])
    facets = tuple(_count_facet(name, chosen[name], wanted, tell[name]) for name in FACETS)
    values = {"desk": desk, "events": shown, "facets": facets, "total": len(wanted), "page": page,
              "pages": -(-len(wanted) // PAGE), "rest": count_rest(desk, ()), "chosen": {k: v for k, v in chosen.items() if v},
              "notice": view.notice}  # fmt: skip
    return draw(request, "record_list.html.j2", values)


def show_event(request: Request) -> Response:
    """One event: each property with its values, differences, sums, balance, relays, time, wording."""
    view = view_of(request)
    record = view.settled.record
    found = match_id(request.path_params["event"], {e.id for e in record.events}, "event")
    event = next(e for e in record.events if e.id == found)
    desk = lay_out(record, view.settled.readings, with_reports=False)
    reports = [
        view.settled.readings[r].report for r in (*event.reports, *event.mentioned_in) if r in view.settled.readings
    ]
    values = {
        "view": view_event(event, desk),
        "desk": desk,
        "rest": count_rest(desk, ()),
        "reports": reports,
        "single": True,
        "notice": view.notice,
    }
    return draw(request, "event_desk.html.j2", values)


def show_value(request: Request) -> Response:
    """Why a value is on record: every claim behind it, hop by hop, in which words, under which hashes."""
    view = view_of(request)
    with request.app.state.desk.open() as ledger:
        wanted, at_desk = request.path_params["value"], view.audience == "desk"
        explanation = explain_value(ledger, wanted, moment_of(request), settled=view.settled, with_hashes=at_desk)
    event = next(e for e in view.settled.record.events if e.id == explanation.event)
    return draw(request, "value.html.j2", {"why": explanation, "event": event, "notice": view.notice})


def _whole(given: str | None, default: int) -> int:
    return int(given) if given and given.isdigit() and len(given) < 7 else default


def _tellers(settled: Settled) -> dict[str, Callable[[Event], set[str]]]:
    record = settled.record
    differing = _events_with_differences(record)

    def outlets(event: Event) -> set[str]:
        told = (settled.readings[r].report.outlet for r in event.reports if r in settled.readings)
        return {outlet for outlet in told if outlet}

    def states(event: Event) -> set[str]:
        return {claim.review for value in event.values for claim in value.claims}

    return {
        "type": lambda e: {e.type},
        "party": lambda e: {p.name for p in e.parties if p.role in ("agent", "party", "recipient", "mediator")},
        "place": lambda e: {e.place} if e.place else set(),
        "outlet": outlets,
        "agreement": lambda e: {"accounts differ" if e.id in differing else "no difference found"},
        "review": states,
        "year": lambda e: {(e.date or "no date")[:4] if e.date else "no date"},
    }


def _events_with_differences(record: Record) -> set[str]:
    home = {value.id: event.id for event in record.events for value in event.values}
    return {home[v] for d in record.differences for v in d.values if v in home}


def _count_facet(name: str, chosen: str | None, events: Iterable[Event], tell: Callable[[Event], set[str]]) -> Facet:
    counted = Counter(choice for event in events for choice in tell(event))
    return Facet(name, chosen, tuple(counted.most_common(12)))
