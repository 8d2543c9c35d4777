"""What the API answers: the nouns of the pages as plain values, one function a route."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from sayso.errors import UnknownId, UsageError
from sayso.flow.explaining import explain_value
from sayso.flow.settling import Settled
from sayso.model import Event, Reading, to_plain
from sayso.publish import write_event, write_reading, write_record
from sayso.web.desk import View
from sayso.web.drawing import view_of
from sayso.web.guard import require
from sayso.web.index import cut_out, find_event, find_value
from sayso.web.pages.facets import FACETS, FROM, TO, narrow_record
from sayso.web.pages.following import find_words, list_changed
from sayso.web.pages.holding import list_rosters_of, list_standings
from sayso.web.pages.people import count_voices
from sayso.web.pages.report import find_coverage
from sayso.web.waiting import find_queue


def dump(plain: Any) -> str:
    """Give plain values as JSON, in the letters they are written in."""
    return json.dumps(plain, ensure_ascii=False)


def write_plain(request: Request, row: Any) -> str:
    """Give the JSON of one row that is a noun of the model."""
    return dump(to_plain(row))


def _write_event(request: Request, row: Any) -> str:
    view = view_of(request)
    return view.lately(("json", row.id), lambda: dump(write_event(view.settled.record, row)))


@dataclass(frozen=True, slots=True)
class Answer:
    """One route of the API: what it gives, in words for the OpenAPI document.

    `answer` gives plain values, or a string where it has the JSON already; `write` makes the JSON of one row of many.
    """

    path: str
    method: str
    summary: str
    answer: Callable[[Request], Any]
    rows: bool = False
    query: tuple[tuple[str, str], ...] = ()
    write: Callable[[Request, Any], str] = write_plain


def _settled(request: Request) -> Settled:
    return view_of(request).settled


def _events(request: Request) -> Sequence[Any]:
    view = view_of(request)
    if any(request.query_params.get(name) for name in (*FACETS, FROM, TO)):
        return [line.event for line in narrow_record(request, view).lines]
    return list_newest(view)


def list_newest(view: View) -> list[Event]:
    """Give the events, newest first."""
    return view.once(
        "newest", lambda: sorted(view.settled.record.events, key=lambda e: (e.date or "", e.id), reverse=True)
    )


def _event(request: Request) -> Any:
    view = view_of(request)
    event = find_event(view.index, request.path_params["id"])
    return _write_event(request, event)


def _value(request: Request) -> Any:
    view = view_of(request)
    event, value = find_value(view.index, request.path_params["id"])
    near = Settled(cut_out(view.index, event), view.settled.readings)
    with request.app.state.desk.open() as ledger:
        at_desk = view.audience == "desk"
        found = view.lately(
            ("why", value.id), lambda: explain_value(ledger, value.id, settled=near, with_hashes=at_desk)
        )
    return to_plain(found)


def _reports(request: Request) -> Sequence[Any]:
    return list_readings(view_of(request))


def list_readings(view: View) -> list[Reading]:
    """Give the readings by the ids of their reports."""
    return view.once("by id", lambda: sorted(view.settled.readings.values(), key=lambda r: r.report.id))


def _write_report(request: Request, row: Any) -> str:
    keys = ("id", "outlet", "title", "published", "url", "language")
    return dump({**{k: getattr(row.report, k) for k in keys}, "problems": len(row.problems)})


def _report(request: Request) -> Any:
    reading = _settled(request).readings.get(request.path_params["id"])
    if reading is None:
        raise UnknownId("no report of that id is on record")
    return write_reading(reading)


def _people(request: Request) -> Sequence[Any]:
    return _settled(request).record.people


def _person(request: Request) -> Any:
    view = view_of(request)
    person = view.index.people.get(request.path_params["id"])
    if person is None:
        raise UnknownId("nobody of that id is on record")
    life = [
        {"event": e.id, "type": e.type, "date": e.date, "roles": sorted({p.role for p in e.parties if p.person == person.id})}
        for e in sorted(view.index.parts.get(person.id, ()), key=lambda e: (e.date or "", e.id))
    ]  # fmt: skip
    return {**to_plain(person), "life": life}


def _sources(request: Request) -> Sequence[Any]:
    return count_voices(view_of(request))


def _write_source(request: Request, row: Any) -> str:
    return dump({"name": row[0], "says": row[1][0], "passes_on": row[1][1]})


def _lists(request: Request) -> Sequence[Any]:
    return list_rosters_of(view_of(request))


def _coverage(request: Request) -> Any:
    rest = find_coverage(view_of(request))
    told = {
        name: [{"name": row[0], "reports": row[1]} for row in rest[name]] for name in ("outlets", "languages", "days")
    }
    problems = [{"name": name, "times": times} for name, times in rest["problems"]]
    return {"reports": len(rest["readings"]), **told, "problems": problems}


def _search(request: Request) -> Sequence[Any]:
    words = (request.query_params.get("q") or "").strip()
    if not words:
        raise UsageError("say what to find: ?q=WORDS")
    return find_words(request, words)


def _write_hit(request: Request, row: Any) -> str:
    return dump({"report": row[0].id, "outlet": row[0].outlet, "kind": row[1], "words": row[2]})


def _held(request: Request) -> Sequence[Any]:
    return list_standings(view_of(request))


def _differences(request: Request) -> Sequence[Any]:
    return _settled(request).record.differences


def _record(request: Request) -> Any:
    return write_record(_settled(request).record)


def _changes(request: Request) -> Sequence[Any]:
    since = request.query_params.get("since")
    if not since:
        raise UsageError("say since when: ?since=TIME")
    return list_changed(request, since)


def _queue(request: Request) -> Sequence[Any]:
    require(request, "reviewer")
    return find_queue(request.app.state.desk)


ANSWERS = (
    Answer("/api/record", "get", "the whole joined record", _record),
    Answer(
        "/api/events",
        "get",
        "the events on record, newest first",
        _events,
        True,
        (
            *((name, f"only events of this {name}, as the front page narrows them") for name in FACETS),
            (FROM, "only what may have happened on this day or later"),
            (TO, "only what may have happened by this day"),
        ),
        _write_event,
    ),
    Answer("/api/events/{id}", "get", "one event with its values, claims and origins", _event),
    Answer("/api/values/{id}", "get", "why a value is on record", _value),
    Answer("/api/reports", "get", "the reports read", _reports, True, (), _write_report),
    Answer("/api/reports/{id}", "get", "one report and what it says, in the interchange format", _report),
    Answer("/api/people", "get", "people and bodies", _people, True),
    Answer("/api/people/{id}", "get", "one person or body with every name, description and the life line", _person),
    Answer(
        "/api/sources",
        "get",
        "who speaks: how many claims each says itself and passes on",
        _sources,
        True,
        (),
        _write_source,
    ),
    Answer("/api/lists", "get", "lists of names that reports rely on", _lists, True),
    Answer("/api/coverage", "get", "what the record rests on, by outlet, language and day", _coverage),
    Answer(
        "/api/search",
        "get",
        "words in reports, quotations and names",
        _search,
        True,
        (("q", "words, all of one text"),),
        _write_hit,
    ),
    Answer("/api/held", "get", "named people by how they were told of last: held, let go, dead", _held, True),
    Answer("/api/differences", "get", "the differences between values", _differences, True),
    Answer(
        "/api/changes",
        "get",
        "what changed since a time",
        _changes,
        True,
        (("since", "a day, or an instant with a zone"),),
    ),
    Answer("/api/review", "get", "what wants review (reviewers)", _queue, True),
)
