"""The JSON API: everything the pages show, under the same nouns, with pages of rows and ETags; described by /api/openapi.json."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sayso import __version__
from sayso.errors import UnknownId, UsageError
from sayso.flow.explaining import explain_value
from sayso.flow.review import Decided, decide
from sayso.flow.settling import Settled
from sayso.model import to_plain
from sayso.publish import write_event, write_reading, write_record
from sayso.web.drawing import view_of
from sayso.web.guard import require
from sayso.web.index import cut_out, find_event, find_value
from sayso.web.pages.following import list_changed
from sayso.web.pages.holding import list_standings
from sayso.web.pages.judging import find_queue

MOST_ROWS = 200


def _dump(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False)


def _write_plain(request: Request, row: Any) -> str:
    return _dump(to_plain(row))


def _write_event(request: Request, row: Any) -> str:
    view = view_of(request)
    return view.lately(("json", row.id), lambda: _dump(write_event(view.settled.record, row)))


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
    write: Callable[[Request, Any], str] = _write_plain


def _settled(request: Request) -> Settled:
    return view_of(request).settled


def _events(request: Request) -> Sequence[Any]:
    view = view_of(request)
    wanted = request.query_params.get("type")
    newest = view.once(
        "newest", lambda: sorted(view.settled.record.events, key=lambda e: (e.date or "", e.id), reverse=True)
    )
    return [e for e in newest if not wanted or e.type == wanted]


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
    view = view_of(request)
    return view.once("by id", lambda: sorted(view.settled.readings.values(), key=lambda r: r.report.id))


def _write_report(request: Request, row: Any) -> str:
    keys = ("id", "outlet", "title", "published", "url", "language")
    return _dump({**{k: getattr(row.report, k) for k in keys}, "problems": len(row.problems)})


def _report(request: Request) -> Any:
    reading = _settled(request).readings.get(request.path_params["id"])
    if reading is None:
        raise UnknownId("no report of that id is on record")
    return write_reading(reading)


def _people(request: Request) -> Sequence[Any]:
    return _settled(request).record.people


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
        (("type", "only events of this type"),),
        _write_event,
    ),
    Answer("/api/events/{id}", "get", "one event with its values, claims and origins", _event),
    Answer("/api/values/{id}", "get", "why a value is on record", _value),
    Answer("/api/reports", "get", "the reports read", _reports, True, (), _write_report),
    Answer("/api/reports/{id}", "get", "one report and what it says, in the interchange format", _report),
    Answer("/api/people", "get", "people and bodies", _people, True),
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


def answer_with(answer: Answer) -> Callable[[Request], Response]:
    """Make the route of an answer: rows come in pages, and an unchanged answer is 304."""

    def respond(request: Request) -> Response:
        told = answer.answer(request)
        if answer.rows:
            told = _page(request, told, answer.write)
        body = (told if isinstance(told, str) else _dump(told)).encode("utf8")
        head = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
        if view_of(request).behind:
            head["X-Sayso-Behind"] = "true"  # what was written in the last moments is still being settled
        if request.headers.get("if-none-match") == head["ETag"]:
            return Response(status_code=304, headers=head)
        return Response(body, media_type="application/json", headers=head)

    return respond


def _page(request: Request, rows: Sequence[Any], write: Callable[[Request, Any], str]) -> str:
    offset, limit = (_number(request, name, default) for name, default in (("offset", 0), ("limit", 50)))
    written = ", ".join(write(request, row) for row in rows[offset : offset + limit])
    return f'{{"total": {len(rows)}, "offset": {offset}, "limit": {limit}, "rows": [{written}]}}'


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, str(default))
    if (
        not given.isascii()
        or not given.isdigit()
        or len(given) > 7
        or (name == "limit" and not 1 <= int(given) <= MOST_ROWS)
    ):
        raise UsageError(f"{name} is a whole number" + (f" from 1 to {MOST_ROWS}" if name == "limit" else ""))
    return int(given)


async def take_review(request: Request) -> Response:
    """Keep a decision: {"item", "decision", "reason"?, "correction"?, "after"?}; 409 where somebody decided since `after`."""
    asking = require(request, "reviewer")
    if asking.csrf is not None and request.headers.get("x-csrf") != asking.csrf:
        return JSONResponse({"error": "send the session's token in X-CSRF, or use an API token"}, 403)
    try:
        told = json.loads(await request.body())
    except ValueError as err:
        raise UsageError("the body is no JSON object") from err
    if not isinstance(told, dict) or not all(isinstance(told.get(k), str) for k in ("item", "decision")):
        raise UsageError('the body wants "item" and "decision"')
    words = {k: told[k] for k in ("reason", "correction", "after") if isinstance(told.get(k), str)}
    decided = Decided(
        told["item"],
        told["decision"],
        words.get("reason", ""),
        asking.person.name,
        words.get("correction"),
        words.get("after"),
    )
    desk = request.app.state.desk

    def keep() -> str:
        record = desk.record_for(decided.decision)
        with desk.open() as ledger:
            return decide(ledger, record, decided)

    return JSONResponse({"transaction": await run_in_threadpool(keep)}, 201)


def describe_api(request: Request) -> Response:
    """The OpenAPI document (3.1) of all this."""
    error = {
        "description": "why not",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    paths: dict[str, Any] = {}
    for answer in ANSWERS:
        queries = [*answer.query, ("at", "as known at this moment")]
        asked: list[dict[str, Any]] = [
            {"name": n, "in": "query", "schema": {"type": "string"}, "description": d} for n, d in queries
        ]
        if answer.rows:
            asked += [
                {"name": n, "in": "query", "schema": {"type": "integer", "minimum": low, "maximum": high}}
                for n, low, high in (("offset", 0, 999_999), ("limit", 1, MOST_ROWS))
            ]
        if "{id}" in answer.path:
            asked.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}})
        codes = ["300", "304", "400", "401", "403", "404", "503"]
        ok = {"description": answer.summary, "content": {"application/json": {"schema": {"type": "object"}}}}
        responses = {"200": ok, **dict.fromkeys(codes, error)}
        paths[answer.path] = {answer.method: {"summary": answer.summary, "parameters": asked, "responses": responses}}
    body = {
        "type": "object",
        "required": ["item", "decision"],
        "properties": {k: {"type": "string"} for k in ("item", "decision", "reason", "correction", "after")},
    }
    paths["/api/review"]["post"] = {
        "summary": "decide an item (reviewers)",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "201": {"description": "kept"},
            **dict.fromkeys(["300", "400", "401", "403", "404", "409", "503"], error),
        },
    }
    schema = {"Error": {"type": "object", "properties": {"error": {"type": "string"}}}}
    info = {
        "title": "sayso desk",
        "version": __version__,
        "description": "The joined record: who said so, and through whom.",
    }
    return JSONResponse({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schema}})
