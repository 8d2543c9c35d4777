"""Pages of the joined record: one event, or the whole record with every event and report on one page."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.errors import UnknownId
from sayso.model import Event, Person, Problem, Reading, Record
from sayso.publish.disclosure import Audience, Disclosure, Readings, make_copy
from sayso.publish.disputes import find_disputes
from sayso.publish.event_view import EventView, name_event, view_event
from sayso.publish.layout import Layout, lay_out
from sayso.publish.rendering import render_page
from sayso.publish.report_page import ReportView, view_report

MOST_REPORTS = 60  # reports drawn in full on the record's page; beyond it only the words around each claim


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person or body of the record, with the events in which they have a part."""

    person: Person
    events: tuple[tuple[str, str], ...]  # anchor, name of the event


@dataclass(frozen=True, slots=True)
class Rest:
    """What the page rests on: how many reports, by outlet, language and day, and what could not be read."""

    outlets: tuple[tuple[str, int, str, str, str | None], ...]  # outlet, reports, first and last day, recorded since
    languages: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]
    unread: tuple[Problem, ...]


def event_page(
    record: Record,
    event_id: str,
    readings: Readings,
    *,
    audience: Audience = "desk",
    disclosure: Disclosure | None = None,
    unread: Iterable[Problem] = (),
) -> str:
    """Draw one event of the record as a self-contained HTML page; `unread` are problems of inputs that were not read.

    Raises `UnknownId` where the record holds no such event.
    """
    number = find_event(record, event_id)
    copy = make_copy(record, readings, unread, audience, disclosure)
    laid = lay_out(copy.record, {r.report.id: r for r in copy.readings}, with_reports=False)
    view = view_event(copy.record.events[number], laid)
    return render_page(
        "event.html.j2",
        single=True,
        view=view,
        desk=laid,
        rest=count_rest(laid, copy.unread),
        audience=audience,
        notice=copy.notice,
    )


def record_page(
    record: Record,
    readings: Readings,
    *,
    audience: Audience = "desk",
    disclosure: Disclosure | None = None,
    unread: Iterable[Problem] = (),
) -> str:
    """Draw the whole record as one self-contained HTML page: an index of events, each event, people, reports."""
    copy = make_copy(record, readings, unread, audience, disclosure)
    by_id = {r.report.id: r for r in copy.readings}
    laid = lay_out(copy.record, by_id, with_reports=len(by_id) <= MOST_REPORTS)
    events = tuple(view_event(event, laid) for event in copy.record.events)
    reports: tuple[ReportView, ...] = tuple(view_report(by_id[i], prefix) for i, prefix in laid.anchors.items())
    return render_page(
        "record.html.j2",
        single=False,
        desk=laid,
        events=sort_events(events),
        disputes=find_disputes(laid, {v.id: event for event in copy.record.events for v in event.values}),
        places={event.event.id: event.anchor for event in events},
        people=tuple(_view_people(copy.record, events)),
        reports=reports,
        rest=count_rest(laid, copy.unread),
        audience=audience,
        notice=copy.notice,
    )


def find_event(record: Record, event_id: str) -> int:
    """Give the place of an event in the record; raises `UnknownId` where it holds none of that id."""
    for number, event in enumerate(record.events):
        if event.id == event_id:
            return number
    raise UnknownId(f"the record holds no event {event_id!r}: `sayso show` lists what is on record")


def sort_events(events: Iterable[EventView]) -> tuple[EventView, ...]:
    """Newest first, events without a date last; those that no report tells but in passing stand after all others."""
    return tuple(
        sorted(events, key=lambda v: (not v.event.reports, _newness(v.event), -len(v.event.reports), v.anchor))
    )


def _newness(event: Event) -> tuple[bool, tuple[int, ...]]:
    date = (event.date or "")[:10]
    return not date, tuple(-ord(c) for c in date)


def _view_people(record: Record, events: Iterable[EventView]) -> Iterable[PersonView]:
    part: dict[str, list[tuple[str, str]]] = {}
    for view in events:
        for _, parties in view.parties:
            for party in parties:
                line = (view.anchor, name_event(view.event))
                if party.person and line not in part.setdefault(party.person, []):
                    part[party.person].append(line)
    order = {"person": 0, "organization": 1, "group": 1}
    for person in sorted(record.people, key=lambda p: (order.get(p.kind, 2), p.name.casefold())):
        yield PersonView(person, tuple(part.get(person.id, ())))


def count_rest(laid: Layout, unread: Iterable[Problem]) -> Rest:
    """Count the reports read by outlet, language and day."""
    reports = [reading.report for reading in laid.readings.values()]
    outlets: dict[str, list[Reading]] = {}
    for reading in laid.readings.values():
        outlets.setdefault(reading.report.outlet or "outlet not known", []).append(reading)
    languages = [report.language or "not known" for report in reports]
    days = [(report.published or "no date")[:10] for report in reports]
    return Rest(
        tuple(_count_outlet(name, outlets[name]) for name in sorted(outlets)),
        tuple((name, languages.count(name)) for name in sorted(set(languages))),
        tuple((day, days.count(day)) for day in sorted(set(days))),
        tuple(unread),
    )


def _count_outlet(name: str, readings: list[Reading]) -> tuple[str, int, str, str, str | None]:
    when = sorted((r.report.published or "")[:10] for r in readings)
    since = min((r.recorded for r in readings if r.recorded), default=None)
    return name, len(readings), next(filter(None, when), ""), when[-1], since
