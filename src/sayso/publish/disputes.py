"""Where accounts differ, made ready for the page: both sides of a difference, each with who says it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import ACTED_BY, NAMED_BESIDE, Difference, Event, Value
from sayso.publish.layout import Layout
from sayso.publish.over_time import name_origin
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_value

CLASSES = ("contradiction", "update", "scope", "refinement", "wording")
DISPUTES = frozenset({"contradiction", "update"})
GRAVE = ("contradiction", "scope", "update")
BESIDES = frozenset({"date", "place", ACTED_BY, *NAMED_BESIDE})  # they stand in the event's own lines already
MOST_DISPUTES = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: the value, where it stands on the page ("" where it does not), in words, who says it."""

    value: str
    anchor: str
    words: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference with its sides; `property` where they share one, `event` where it is shown away from its event."""

    difference: Difference
    sides: tuple[Side, ...]
    property: str
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A difference as it stands beside one of its values: its class, and the other side."""

    class_: str
    other: Side


def find_disputes(laid: Layout, homes: Mapping[str, Event]) -> tuple[DifferenceView, ...]:
    """Give the few differences that most accounts stand behind, each property of an event once; `homes`: value id to event.

    Figures come before dates and places, and contradictions before other classes.
    """
    grave = [d for d in laid.record.differences if d.class_ in GRAVE and all(v in homes for v in d.values)]
    ranked = sorted(grave, key=lambda d: _rank(d, [laid.values[v][1] for v in d.values], homes[d.values[0]]))
    found: dict[tuple[str, str], DifferenceView] = {}
    for difference in ranked:
        event, drawn = homes[difference.values[0]], view_difference(difference, laid)
        found.setdefault((event.id, drawn.property), replace(drawn, event=event))
        if len(found) == MOST_DISPUTES:
            break
    return tuple(found.values())


def _rank(
    difference: Difference, told: Sequence[Value], event: Event
) -> tuple[bool, int, int, int, int, tuple[str, ...]]:
    """Of what weighs on both sides, that of fewer claims counts."""
    known, claims = min(v.known_distinct for v in told), min(len(v.claims) for v in told)
    besides = told[0].property in BESIDES
    return besides, difference.class_ != "contradiction", -len(event.reports), -known, -claims, difference.values


def view_differences(event: Event, laid: Layout) -> tuple[DifferenceView, ...]:
    """Give the differences that touch an event's values, what cannot both be right first."""
    own = {v.id for v in event.values}
    found = [view_difference(d, laid) for d in laid.record.differences if d.event == event.id or own & set(d.values)]
    return tuple(sorted(found, key=lambda d: CLASSES.index(d.difference.class_)))


def view_difference(found: Difference, laid: Layout) -> DifferenceView:
    """Prepare one difference for the page."""
    names = {laid.values[v][1].property for v in found.values if v in laid.values}
    shared = next(iter(names)) if len(names) == 1 else ""
    return DifferenceView(found, tuple(_view_side(v, laid) for v in found.values), shared)


def _view_side(ident: str, laid: Layout) -> Side:
    if ident not in laid.values:
        return Side(ident, "", ident[:12], ())
    anchor, value = laid.values[ident]
    return Side(ident, anchor, describe_value(value), name_tellers(value, laid))


def name_tellers(value: Value, laid: Layout) -> tuple[str, ...]:
    """Name who stands behind a value, known origins first: the source, or the outlet where it names none."""
    told = []
    for origin in sorted(value.origins, key=lambda o: o.standing != "known"):
        claim = value.claims[origin.claims[0]]
        told.append(name_origin(origin, value) or name_report(laid.reports.get(claim.report), claim.report))
    return tuple(dict.fromkeys(told))


def mark_values(differences: Iterable[DifferenceView]) -> dict[str, tuple[Mark, ...]]:
    """Give for each value the differences that it stands in, each with its other side."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for ident, mark in _list_marks(differences):
        marks[ident].append(mark)
    return {ident: tuple(found) for ident, found in marks.items()}


def _list_marks(differences: Iterable[DifferenceView]) -> Iterator[tuple[str, Mark]]:
    for found in differences:
        for side in found.sides:
            for other in found.sides:
                if other.value != side.value:
                    yield side.value, Mark(found.difference.class_, other)
