"""Narrowing the record: facets with how many events each choice leaves, and a range of dates."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from sayso.model import NAMED_BESIDE, Event, RecordSum, Value
from sayso.web.desk import View

FACETS = ("type", "party", "place", "outlet", "agreement", "review", "year")
FROM, TO = "from", "to"
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a line of a list: its properties with the values told by most first, and what is contested in it."""

    event: Event
    properties: tuple[tuple[str, tuple[Value, ...]], ...]
    differences: int
    broken: tuple[RecordSum, ...]
    facets: Mapping[str, frozenset[str]]

    @property
    def first(self) -> str:
        """The first day the event may have happened, "" where none is told."""
        return (self.event.date or "")[:10]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list: its choices with how many events each leaves, and the one that is chosen."""

    name: str
    chosen: str | None
    choices: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The lines that answer to what was chosen, newest first, with the facets that narrow them further."""

    lines: tuple[Line, ...]
    facets: tuple[Facet, ...]
    chosen: Mapping[str, str]


def narrow_record(request: Request, view: View) -> Narrowed:
    """Give the events that answer to the query's facets and dates (?from=, ?to=: days)."""
    asked = {name: request.query_params.get(name, "") for name in (*FACETS, FROM, TO)}
    chosen = {name: wanted for name, wanted in asked.items() if wanted}
    if not chosen:
        return narrow_all(view)
    return view.lately(("narrowed", *chosen.items()), lambda: _narrow(view, chosen))


def narrow_all(view: View) -> Narrowed:
    """Give every event, and the facets that narrow them."""
    return view.once("narrowed", lambda: _narrow(view, {}))


def list_lines(view: View) -> tuple[Line, ...]:
    """Give every event as a line, newest first, those without a date and those told only in passing last."""
    return view.once("lines", lambda: tuple(sorted(_make_lines(view), key=_rank, reverse=True)))


def _rank(line: Line) -> tuple[bool, str, int, str]:
    return bool(line.event.reports), line.first, len(line.event.reports), line.event.id


def _narrow(view: View, chosen: Mapping[str, str]) -> Narrowed:
    lines = tuple(line for line in list_lines(view) if all(_answers(line, *choice) for choice in chosen.items()))
    return Narrowed(lines, tuple(_count_facet(name, chosen.get(name), lines) for name in FACETS), chosen)


def _answers(line: Line, name: str, wanted: str) -> bool:
    if name == FROM:
        return bool(line.first) and (line.event.date or "").rpartition("/")[2] >= wanted
    if name == TO:
        return bool(line.first) and line.first <= wanted
    return wanted in line.facets[name]


def _count_facet(name: str, chosen: str | None, lines: Iterable[Line]) -> Facet:
    counted = Counter(choice for line in lines for choice in line.facets[name])
    return Facet(name, chosen, tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CHOICES]))


def _make_lines(view: View) -> Iterable[Line]:
    index, readings = view.index, view.settled.readings
    for event in view.settled.record.events:
        grouped: dict[str, list[Value]] = {}
        for value in sorted(event.values, key=lambda v: (-v.known_distinct, -len(v.claims))):
            grouped.setdefault(value.property, []).append(value)
        differences = index.differences.get(event.id, [])
        outlets = (readings[r].report.outlet for r in event.reports if r in readings)
        facets: dict[str, set[str]] = {
            "type": {event.type},
            "party": {p.name for p in event.parties if p.role in ("agent", "party", "recipient", "mediator")},
            "place": {event.place or "place not told"},
            "outlet": {outlet for outlet in outlets if outlet},
            "agreement": {"accounts differ" if differences else "no difference found"},
            "review": {claim.review for value in event.values for claim in value.claims},
            "year": {event.date[:4] if event.date else "no date"},
        }
        yield Line(
            event, tuple((name, tuple(values)) for name, values in grouped.items() if name not in ("date", "place", *NAMED_BESIDE)), len(differences),
            tuple(s for s in index.sums.get(event.id, ()) if not s.holds), {name: frozenset(told) for name, told in facets.items()},
        )  # fmt: skip
