"""People and bodies under every name; who relies on whom."""

from collections import Counter
from collections.abc import Iterable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.ledger import Clearance
from sayso.model import Claim, Event, Person, Value
from sayso.publish.marks import words_around
from sayso.web.desk import View
from sayso.web.drawing import draw, moment_of, page_of, view_of
from sayso.web.guard import who_asks
from sayso.web.index import Told

PAGE = 100
MOST_TOLD = 100  # claims of one source on its page, of each kind
MOST_MENTIONS = 200  # mentions of one person on their page


def list_people(request: Request) -> Response:
    """People and bodies under every spelling met."""
    view = view_of(request)
    wanted = (request.query_params.get("q") or "").strip()
    people = rank_people(view)
    if wanted:
        people = [p for p in people if any(wanted.casefold() in n.casefold() for n in p.names)]
    at, pages = page_of(request, len(people), PAGE)
    values = {
        "people": [(p, len(view.index.parts.get(p.id, ()))) for p in people[at : at + PAGE]],
        "total": len(people),
        "pages": pages,
        "wanted": wanted,
        "notice": view.notice,
    }
    return draw(request, "people.html.j2", values)


def rank_people(view: View) -> list[Person]:
    """Give people and bodies, those of most reports first."""
    return view.once("people", lambda: sorted(view.settled.record.people, key=_prominence))


def _prominence(person: Person) -> tuple[int, str]:
    return -len({m.report for m in person.mentions}), person.name


def show_person(request: Request) -> Response:
    """One person or body: all names and descriptions with who used them, and the life line."""
    view = view_of(request)
    person = view.index.people.get(request.path_params["person"])
    if person is None:
        raise HTTPException(404, "nobody of that id is on record")
    readings = view.settled.readings
    life = [(e, *_find_part(view, e, person.id)) for e in view.index.parts.get(person.id, ())]
    life.sort(key=lambda part: part[0].date or "")
    named = [m for m in person.mentions if m.report in readings]
    mentions = [
        (readings[m.report].report, *words_around(readings[m.report].report.text, m.start, m.end))
        for m in named[:MOST_MENTIONS]
    ]
    values = {"person": person, "life": life, "names": _list_names(view, person), "readings": readings, "mentions": mentions,
              "more": len(named) - len(mentions), "cleared": _list_cleared(request, person), "notice": view.notice}  # fmt: skip
    return draw(request, "person.html.j2", values)


def _list_cleared(request: Request, person: Person) -> list[Clearance]:
    """What is cleared of this person's name; for who may clear."""
    if not who_asks(request).may("editor"):
        return []
    with request.app.state.desk.open() as ledger:
        return [c for c in ledger.disclosure.clearances(moment_of(request).as_known_at) if c.subject == person.name]


def _find_part(view: View, event: Event, person: str) -> tuple[list[str], list[tuple[str, str]]]:
    """A person's roles in an event, and the reports that name them in these, each with its outlet."""
    own = [p for p in event.parties if p.person == person]
    told = dict.fromkeys(r for p in own for r in p.reports)
    named = [
        (r, view.settled.readings[r].report.outlet or "outlet not named") for r in told if r in view.settled.readings
    ]
    return sorted({p.role for p in own}), named


def _list_names(view: View, person: Person) -> list[tuple[str, list[tuple[str, int]]]]:
    """Give each name of a person with the outlets that printed it and how often, the most printed first."""
    printed: dict[str, Counter[str]] = {name: Counter() for name in person.names}
    for mention in person.mentions:
        reading = view.settled.readings.get(mention.report)
        if reading is not None and mention.text in printed:
            printed[mention.text][reading.report.outlet or "outlet not named"] += 1
    told = [(name, outlets.most_common()) for name, outlets in printed.items()]
    return sorted(told, key=lambda pair: -sum(n for _, n in pair[1]))


def list_sources(request: Request) -> Response:
    """Who relies on whom: every speaker, agency and outlet, what it said itself and what it passed on."""
    view = view_of(request)
    rows = count_voices(view)
    at, pages = page_of(request, len(rows), PAGE)
    most = max((sum(counts) for _, counts in rows), default=1)
    values = {"rows": rows[at : at + PAGE], "most": most, "total": len(rows), "pages": pages, "notice": view.notice}
    return draw(request, "sources.html.j2", values)


def show_source(request: Request) -> Response:
    """One outlet, agency or speaker: what it said itself, what it passed on, event by event."""
    view = view_of(request)
    name = request.path_params["source"]
    said, passed = find_told(view, name)
    if not (said or passed):
        raise HTTPException(404, "nobody of that name speaks on this record")
    relied = Counter(c.speaker for _, _, c in passed if c.speaker and c.speaker != name).most_common()
    values = {
        "name": name,
        "said": _group_told(said[:MOST_TOLD]),
        "passed": _group_told(passed[:MOST_TOLD]),
        "more": (len(said), len(passed)),
        "shown": (min(MOST_TOLD, len(said)), min(MOST_TOLD, len(passed))),
        "relied": relied,
        "outlets": {r: view.settled.readings[r].report.outlet for _, _, c in (*said, *passed) for r in [c.report]},
        "notice": view.notice,
    }
    return draw(request, "source.html.j2", values)


def find_told(view: View, name: str) -> tuple[list[Told], list[Told]]:
    """Give the claims that somebody says themselves, and those that they pass on."""
    return view.lately(("source", name), lambda: _list_of_source(view, name))


def _group_told(found: Iterable[Told]) -> list[tuple[Event, list[tuple[Value, Claim]]]]:
    """Group claims by their event, the latest event first; within it by property."""
    groups: dict[str, tuple[Event, list[tuple[Value, Claim]]]] = {}
    for event, value, claim in found:
        groups.setdefault(event.id, (event, []))[1].append((value, claim))
    for _, told in groups.values():
        told.sort(key=lambda pair: (pair[0].property, pair[1].said or "", pair[1].id))
    return sorted(groups.values(), key=lambda group: (group[0].date or "", group[0].id), reverse=True)


def _list_of_source(view: View, name: str) -> tuple[list[Told], list[Told]]:
    index = view.index
    own = [told for report in _reports_by_outlet(view).get(name, ()) for told in index.by_report.get(report, ())]
    said = [told for told in own if told[2].speaker is None] + index.by_speaker.get(name, [])
    relayed = {told[2].id: told for told in index.by_hop.get(name, ())}
    relayed |= {told[2].id: told for told in own if told[2].speaker not in (None, name)}
    return said, list(relayed.values())


def _reports_by_outlet(view: View) -> dict[str, list[str]]:
    def group() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ident, reading in view.settled.readings.items():
            found.setdefault(reading.report.outlet or "outlet not named", []).append(ident)
        return found

    return view.once("by outlet", group)


def count_voices(view: View) -> list[tuple[str, tuple[int, int]]]:
    """For each name, the most told first: how many claims it says itself, and how many it passes on."""
    return view.once("voices", lambda: _count_voices(view))


def _count_voices(view: View) -> list[tuple[str, tuple[int, int]]]:
    names = {*view.index.by_speaker, *view.index.by_hop, *_reports_by_outlet(view)}
    rows = [
        (name, (len(said), len(passed)))
        for name in names
        for said, passed in [_list_of_source(view, name)]
        if said or passed
    ]
    return sorted(rows, key=lambda row: (-sum(row[1]), row[0]))
