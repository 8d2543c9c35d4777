"""A report as it was read, its snapshot in a sandbox, its revisions side by side; people and bodies; who relies on whom."""

import difflib
from itertools import pairwise

import nh3
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from sayso.model import Reading, Record
from sayso.model.identity import Statement, statements_of
from sayso.publish.report_page import view_report
from sayso.web.drawing import draw, view_of
from sayso.web.guard import require

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


def list_reports(request: Request) -> Response:
    """Coverage: the reports read and not read, by outlet, language and day, and when each came here."""
    view = view_of(request)
    readings = sorted(
        view.settled.readings.values(), key=lambda r: (r.report.published or "", r.report.id), reverse=True
    )
    added: dict[str, str] = {}
    for reading in readings:
        outlet, recorded = reading.report.outlet or "outlet not named", reading.recorded or ""
        added[outlet] = min(added.get(outlet, recorded), recorded)
    problems: dict[str, int] = {}
    for reading in readings:
        for problem in reading.problems:
            problems[problem.what] = problems.get(problem.what, 0) + 1
    values = {
        "readings": readings,
        "added": sorted(added.items()),
        "problems": sorted(problems.items(), key=lambda p: -p[1]),
        "notice": view.notice,
    }
    return draw(request, "coverage.html.j2", values)


def show_report(request: Request) -> Response:
    """One report with sources, cues, contents, events and counts marked in place."""
    view = view_of(request)
    reading = view.settled.readings.get(request.path_params["report"])
    if reading is None:
        raise HTTPException(404, "no report of that id is on record")
    own = [
        (e, v, c)
        for e in view.settled.record.events
        for v in e.values
        for c in v.claims
        if c.report == reading.report.id
    ]
    revisions = []
    if view.audience == "desk":
        with request.app.state.desk.open() as ledger:
            revisions = list(ledger.look.revisions(reading.report.id))
    values = {"view": view_report(reading), "own": own, "revisions": revisions, "notice": view.notice}
    return draw(request, "report_desk.html.j2", values)


def show_revisions(request: Request) -> Response:
    """The renditions of one report side by side: what changed, and which claims it moved. For the desk alone."""
    require(request, "reviewer")
    with request.app.state.desk.open() as ledger:
        kept = list(ledger.look.revisions(request.path_params["report"]))
    if not kept:
        raise HTTPException(404, "no report of that id is on record")
    pairs = []
    for before, after in pairwise(kept):
        told = ({s.id: s for s in _statements(r)} for r in (before, after))
        old, new = told
        pairs.append((before, after, _compare(before.report.text, after.report.text),
                      [s for i, s in old.items() if i not in new], [s for i, s in new.items() if i not in old]))  # fmt: skip
    return draw(request, "revisions.html.j2", {"kept": kept, "pairs": pairs})


def _statements(reading: Reading) -> tuple[Statement, ...]:
    return tuple(s for s in statements_of(reading) if s.kind in ("count", "event", "date", "place"))


def _compare(before: str, after: str) -> list[tuple[str, str]]:
    """Give the lines of both as ("same" | "gone" | "new", line)."""
    marks = {" ": "same", "-": "gone", "+": "new"}
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [(marks[line[0]], line[2:]) for line in lines if line[0] in marks]


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
        return HTMLResponse(nh3.clean(text), headers=head)
    return PlainTextResponse(text, headers=head)


def list_people(request: Request) -> Response:
    """People and bodies under every spelling met."""
    view = view_of(request)
    wanted = (request.query_params.get("q") or "").casefold()
    people = [p for p in view.settled.record.people if not wanted or any(wanted in n.casefold() for n in p.names)]
    people.sort(key=lambda p: (-len({m.report for m in p.mentions}), p.name))
    return draw(
        request, "people.html.j2", {"people": people[:300], "total": len(people), "q": wanted, "notice": view.notice}
    )


def show_person(request: Request) -> Response:
    """One person or body: all names and descriptions with who used them, and the life line."""
    view = view_of(request)
    person = next((p for p in view.settled.record.people if p.id == request.path_params["person"]), None)
    if person is None:
        raise HTTPException(404, "nobody of that id is on record")
    line = [(e, sorted({p.role for p in e.parties if p.person == person.id})) for e in view.settled.record.events]
    life = sorted(((e, roles) for e, roles in line if roles), key=lambda pair: pair[0].date or "")
    readings = view.settled.readings
    values = {"person": person, "life": life, "readings": readings, "notice": view.notice}
    return draw(request, "person.html.j2", values)


def list_sources(request: Request) -> Response:
    """Who relies on whom: every speaker, agency and outlet, what it said itself and what it passed on."""
    view = view_of(request)
    rows = sorted(_count_voices(view.settled.record).items(), key=lambda pair: (-sum(pair[1]), pair[0]))
    return draw(request, "sources.html.j2", {"rows": rows[:300], "notice": view.notice})


def show_source(request: Request) -> Response:
    """One outlet, agency or speaker: what it said itself, what it passed on, event by event."""
    view = view_of(request)
    name = request.path_params["source"]
    record = view.settled.record
    said = [(e, v, c) for e in record.events for v in e.values for c in v.claims if c.speaker == name]
    outlets = {i for i, r in view.settled.readings.items() if r.report.outlet == name}
    own = [
        (e, v, c)
        for e in record.events
        for v in e.values
        for c in v.claims
        if c.report in outlets and c.speaker is None
    ]
    passed = [(e, v, c) for e in record.events for v in e.values for c in v.claims
              if (name in c.chain or c.report in outlets) and c.speaker not in (None, name)]  # fmt: skip
    if not (said or own or passed):
        raise HTTPException(404, "nobody of that name speaks on this record")
    return draw(
        request, "source.html.j2", {"name": name, "said": [*own, *said], "passed": passed, "notice": view.notice}
    )


def _count_voices(record: Record) -> dict[str, tuple[int, int]]:
    """For each name: how many claims it says itself, and how many it passes on."""
    said: dict[str, int] = {}
    passed: dict[str, int] = {}
    for event in record.events:
        for value in event.values:
            for claim in value.claims:
                if claim.speaker:
                    said[claim.speaker] = said.get(claim.speaker, 0) + 1
                for hop in claim.chain:
                    if hop != claim.speaker:
                        passed[hop] = passed.get(hop, 0) + 1
    return {name: (said.get(name, 0), passed.get(name, 0)) for name in {*said, *passed}}
