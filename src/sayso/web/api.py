"""The JSON API: everything the pages show, under the same nouns, with pages of rows and ETags; described by /api/openapi.json."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sayso import __version__
from sayso.errors import UsageError
from sayso.flow.review import Decided
from sayso.web.answers import ANSWERS, Answer, dump
from sayso.web.desk_answers import ANSWERS_OF_DESK
from sayso.web.drawing import view_of
from sayso.web.guard import require
from sayso.web.pages.judging import PAIR_PATIENCE, keep_decided

MOST_ROWS = 200
EVERY_ANSWER = (*ANSWERS, *ANSWERS_OF_DESK)
HEADERS: dict[str, Any] = {
    "ETag": {"description": "send it back in If-None-Match: 304 where nothing changed", "schema": {"type": "string"}},
    "X-Sayso-Behind": {
        "description": "true while the last writes are still being settled",
        "schema": {"type": "string"},
    },
}


def answer_with(answer: Answer) -> Callable[[Request], Response]:
    """Make the route of an answer: rows come in pages, and an unchanged answer is 304."""

    def respond(request: Request) -> Response:
        told = answer.answer(request)
        if answer.rows:
            told = _page(request, told, answer.write)
        body = (told if isinstance(told, str) else dump(told)).encode("utf8")
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
        view = desk.view_for(decided.decision, PAIR_PATIENCE)
        with desk.open() as ledger:
            return keep_decided(view, ledger, decided)

    return JSONResponse({"transaction": await run_in_threadpool(keep)}, 201)


def describe_api(request: Request) -> Response:
    """The OpenAPI document (3.1) of all this."""
    error = {
        "description": "why not",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    paths: dict[str, Any] = {}
    for answer in EVERY_ANSWER:
        queries = [*answer.query, ("at", "as known at this moment"), ("by", "only what was published by this moment")]
        asked: list[dict[str, Any]] = [
            {"name": n, "in": "query", "schema": {"type": "string"}, "description": d} for n, d in queries
        ]
        if answer.rows:
            asked += [
                {"name": n, "in": "query", "schema": {"type": "integer", "minimum": low, "maximum": high}}
                for n, low, high in (("offset", 0, 999_999), ("limit", 1, MOST_ROWS))
            ]
        path = answer.path.replace("{id:path}", "{id}")
        if "{id}" in path:
            asked.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}})
        codes = ["300", "304", "400", "401", "403", "404", "503"]
        shape = {"$ref": "#/components/schemas/Rows"} if answer.rows else {"type": "object"}
        ok = {"description": answer.summary, "content": {"application/json": {"schema": shape}}, "headers": HEADERS}
        responses = {"200": ok, **dict.fromkeys(codes, error)}
        paths[path] = {answer.method: {"summary": answer.summary, "parameters": asked, "responses": responses}}
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
    number = {"type": "integer", "minimum": 0}
    rows = {"total": number, "offset": number, "limit": number, "rows": {"type": "array", "items": {"type": "object"}}}
    schema = {
        "Error": {"type": "object", "properties": {"error": {"type": "string"}}},
        "Rows": {"type": "object", "required": list(rows), "properties": rows},
    }
    info = {
        "title": "sayso desk",
        "version": __version__,
        "description": "The joined record: who said so, and through whom.",
    }
    return JSONResponse({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schema}})
