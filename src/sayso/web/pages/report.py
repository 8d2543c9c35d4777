"""Coverage; a report as it was read, its snapshot in a sandbox, its revisions side by side."""

from collections import Counter
from collections.abc import Hashable
from itertools import pairwise
from typing import Any

import nh3
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from sayso.model import Reading
from sayso.model.identity import Statement, statements_of
from sayso.publish.report_page import view_report
from sayso.web.desk import View
from sayso.web.drawing import draw, draw_part, moment_of, page_of, view_of
from sayso.web.guard import require
from sayso.web.revisions import align_texts

PAGE = 100
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def list_reports(request: Request) -> Response:
    """Coverage: the reports read and not read, by outlet, language and day, and when each came here."""
    view = view_of(request)
    rest = find_coverage(view)
    at, pages = page_of(request, len(rest["readings"]), PAGE)
    shown = rest["readings"][at : at + PAGE]
    return draw(request, "coverage.html.j2", {**rest, "shown": shown, "pages": pages, "notice": view.notice})


def find_coverage(view: View) -> dict[str, Any]:
    """Give the reports of a view, newest first, counted by outlet, language, day and problem."""
    return view.once("coverage", lambda: _cover(view))


def _cover(view: View) -> dict[str, Any]:
    readings = sorted(
        view.settled.readings.values(), key=lambda r: (r.report.published or "", r.report.id), reverse=True
    )
    added: dict[str, str] = {}
    for reading in readings:
        outlet, recorded = reading.report.outlet or "outlet not named", reading.recorded or ""
        added[outlet] = min(added.get(outlet, recorded), recorded)
    outlets = Counter(r.report.outlet or "outlet not named" for r in readings)
    days = Counter((r.report.published or "no date")[:10] for r in readings)
    return {
        "readings": readings,
        "outlets": [(outlet, n, added[outlet]) for outlet, n in outlets.most_common()],
        "problems": Counter(p.what for r in readings for p in r.problems).most_common(),
        "days": sorted(days.items(), reverse=True),
        "languages": Counter(r.report.language or "not known" for r in readings).most_common(),
    }


def show_report(request: Request) -> Response:
    """One report with sources, cues, contents, events and counts marked in place."""
    view = view_of(request)
    reading = view.settled.readings.get(request.path_params["report"])
    if reading is None:
        raise HTTPException(404, "no report of that id is on record")
    own = view.index.by_report.get(reading.report.id, [])
    correcting = view.index.values.get(request.query_params.get("correct", ""))
    about = (
        next((c for c in correcting[1].claims if c.id == request.query_params["correct"]), None) if correcting else None
    )
    revisions, held = [], False
    if view.audience == "desk":
        with request.app.state.desk.open() as ledger:
            revisions = list(ledger.look.revisions(reading.report.id))
            held = ledger.look.snapshot_bytes(reading.report.sha256) is not None
    drawn = view.lately(("report", reading.report.id), lambda: view_report(reading))
    body = view.lately(
        ("report page", reading.report.id, moment_of(request)),
        lambda: draw_part(request, "report_body.html.j2", {"view": drawn, "audience": view.audience}),
    )
    values = {
        "body": body,
        "view": drawn,
        "told": own,
        "revisions": revisions,
        "about": about,
        "held": held,
        "beside": view.audience == "desk" and bool(request.query_params.get("beside")),
        "notice": view.notice,
    }
    return draw(request, "report_desk.html.j2", values)


def style_marks(request: Request) -> Response:
    """The part of one report's style that lights up the words of the entry that was chosen: pages hold no style themselves."""
    view = view_of(request)
    reading = view.settled.readings.get(request.path_params["report"])
    if reading is None:
        raise HTTPException(404, "no report of that id is on record")
    drawn = view.lately(("report", reading.report.id), lambda: view_report(reading))
    return Response(draw_part(request, "marks.css.j2", {"view": drawn}), media_type="text/css")


def show_revisions(request: Request) -> Response:
    """The renditions of one report side by side: what changed, and which claims it moved. For the desk alone."""
    require(request, "reviewer")
    with request.app.state.desk.open() as ledger:
        kept = list(ledger.look.revisions(request.path_params["report"]))
    if not kept:
        raise HTTPException(404, "no report of that id is on record")
    pairs = []
    for before, after in pairwise(kept):
        rows = align_texts(before.report.text, after.report.text)
        pairs.append((before, after, rows, *compare_renditions(before, after)))
    return draw(request, "revisions.html.j2", {"kept": kept, "pairs": pairs})


def compare_renditions(before: Reading, after: Reading) -> tuple[list[Statement], list[Statement]]:
    """Give what the first of two renditions states and the second does not, and the other way round."""
    old, new = _statements(before), _statements(after)
    return [old[k] for k in old if k not in new], [new[k] for k in new if k not in old]


def _statements(reading: Reading) -> dict[Hashable, Statement]:
    """Give what a reading states, each by what it says and not by where: a word put in before it moves nothing.

    What is said several times in the same words stands as often.
    """
    told: Counter[Hashable] = Counter()
    found: dict[Hashable, Statement] = {}
    for stated in statements_of(reading):
        if stated.kind in ("count", "event", "date", "place"):
            said = (stated.kind, stated.property, stated.value, stated.text)
            told[said] += 1
            found[said, told[said]] = stated
    return found


def show_snapshot(request: Request) -> Response:
    """The bytes as they came, cleaned, in an origin of their own. For the desk alone: they hold every name."""
    require(request, "reviewer")
    sha256 = request.path_params["sha256"]
    with request.app.state.desk.open() as ledger:
        content = ledger.look.snapshot_bytes(sha256)
    if content is None:
        raise HTTPException(404, "the bytes of this snapshot are not held here")
    text = content.decode("utf8", "replace")
    head = {"Content-Security-Policy": SANDBOX}
    if "<html" in text[:2000].lower() or "<!doctype" in text[:200].lower():
        return HTMLResponse(f'<!doctype html><meta charset="utf-8"><body dir="auto">{nh3.clean(text)}', headers=head)
    return PlainTextResponse(text, headers=head)
