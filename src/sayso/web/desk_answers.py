"""What the API answers beside the nouns of the record: what the desk's pages make of them, and what was written."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from sayso.errors import UnknownId, UsageError
from sayso.ledger import Transaction, find_touched
from sayso.model import to_plain
from sayso.web.answers import Answer, dump
from sayso.web.drawing import view_of
from sayso.web.guard import require
from sayso.web.index import Told, find_event
from sayso.web.pages.disputes import list_disputes
from sayso.web.pages.history import list_written
from sayso.web.pages.holding import list_figures
from sayso.web.pages.people import find_told
from sayso.web.pages.record import draw_event
from sayso.web.pages.report import compare_renditions
from sayso.web.pages.sampling import judge_sample


def _disputes(request: Request) -> Sequence[Any]:
    return list_disputes(view_of(request))


def _write_dispute(request: Request, row: Any) -> str:
    sides = [{"value": side.value, "words": side.words, "who": side.who} for side in row.sides]
    return dump({"event": row.event.id, "class": row.difference.class_, "property": row.property, "sides": sides})


def _telling(request: Request) -> Any:
    view = view_of(request)
    drawn = draw_event(view, find_event(view.index, request.path_params["id"]))["view"]
    folds = (
        [{"reports": fold.reports, "certainty": fold.certainty, "reason": fold.reason} for fold in drawn.relays.folds]
        if drawn.relays
        else []
    )
    return {
        "event": drawn.event.id,
        "ways": drawn.relays.ways if drawn.relays else [],
        "one_text": folds,
        "over_time": [
            {"property": c.property, "figures": [{"origin": o, "said": when, "figure": words} for o, when, words in c.rows]}
            for c in drawn.charts
        ],
        "reports": [
            {"report": t.report, "published": t.when or None, "recorded": t.recorded, "figures": [words for _, words in t.figures]}
            for t in drawn.timeline
        ],
        "wording": [{"outlet": o, "speaker": s, "words": dict(nouns)} for o, s, nouns in drawn.wording],
    }  # fmt: skip


def _source(request: Request) -> Any:
    name = request.path_params["id"]
    said, passed = find_told(view_of(request), name)
    if not (said or passed):
        raise UnknownId("nobody of that name speaks on this record")
    return {"name": name, "says": _write_told(said), "passes_on": _write_told(passed)}


def _write_told(found: Iterable[Told]) -> list[dict[str, Any]]:
    return [{"event": e.id, "value": v.id, "property": v.property, "claim": to_plain(c)} for e, v, c in found]


def _held_figures(request: Request) -> Sequence[Any]:
    return list_figures(view_of(request))


def _write_figure(request: Request, row: Any) -> str:
    return dump({"event": row[0].id, **to_plain(row[1])})


def _revisions(request: Request) -> Any:
    require(request, "reviewer")
    with request.app.state.desk.open() as ledger:
        kept = list(ledger.look.revisions(request.path_params["id"]))
    if not kept:
        raise UnknownId("no report of that id is on record")
    told = []
    for before, after in pairwise(kept):
        gone, new = compare_renditions(before, after)
        moved = {
            name: [{"property": s.property, "value": s.value, "text": s.text} for s in found]
            for name, found in (("gone", gone), ("new", new))
        }
        told.append(
            {
                "before": {"recorded": before.recorded, "text": before.report.text},
                "after": {"recorded": after.recorded, "text": after.report.text},
                **moved,
            }
        )
    return {"renditions": len(kept), "revisions": told}  # fmt: skip


def _history(request: Request) -> Sequence[Any]:
    require(request, "reviewer")
    return list_written(request.app.state.desk)


def _write_act(request: Request, row: Transaction) -> str:
    with request.app.state.desk.open() as ledger:
        touched = find_touched(ledger, (row.seq,)).get(row.seq, [])
    told = {k: getattr(row, k) for k in ("id", "at", "kind", "author", "reason")}
    return dump({**told, "about": to_plain(tuple(touched))})


def _sample(request: Request) -> Any:
    require(request, "reviewer")
    if not all(request.query_params.get(k) for k in ("seed", "size", "drawn")):
        raise UsageError("a sample is named whole by ?seed=, ?size= and ?drawn=")
    try:
        found = judge_sample(request)
    except HTTPException as err:
        raise UsageError(str(err.detail)) from err
    rows = [
        {
            "event": r["event"].id,
            "value": r["value"].id,
            "claim": r["claim"].id,
            "mine": r["mine"],
            "others": dict(r["others"]),
        }
        for r in found["rows"]
    ]
    told = {k: found[k] for k in ("left", "done", "blind", "alpha")}
    return {**told, "estimates": to_plain(tuple(found["estimates"])), "rows": rows}  # fmt: skip


ANSWERS_OF_DESK = (
    Answer("/api/disputes", "get", "where accounts disagree most, side by side", _disputes, True, (), _write_dispute),
    Answer("/api/events/{id}/telling", "get", "how an event was told: relays, figures over time, wording", _telling),
    Answer("/api/sources/{id:path}", "get", "what one outlet, agency or speaker says itself and passes on", _source),
    Answer("/api/held/figures", "get", "figures of people held, the latest first", _held_figures, True, (), _write_figure),
    Answer("/api/reports/{id}/revisions", "get", "renditions of a report, and what they moved (reviewers)", _revisions),
    Answer("/api/history", "get", "every transaction and what it was about, newest first (reviewers)", _history, True, (), _write_act),
    Answer(
        "/api/sample", "get", "a random sample, its judgements and its error (reviewers)", _sample, False,
        (("seed", "as in the sample's address"), ("size", "how many claims"), ("drawn", "the moment it was drawn at"), ("blind", "1: others show once one is done")),
    ),
)  # fmt: skip
