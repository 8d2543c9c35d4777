"""Where accounts disagree most: the few contradictions that the front page shows, with who says which."""

from dataclasses import dataclass

from sayso.model import Difference, Event, Value
from sayso.publish.disputes import Side, view_difference
from sayso.publish.layout import Desk
from sayso.web.desk import View

SHOWN = 4


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contradiction of one event: what it is about, and its sides with who says which."""

    event: Event
    property: str
    sides: tuple[Side, ...]


def find_disputes(view: View) -> tuple[Dispute, ...]:
    """Give the contradictions that most accounts stand behind, each property of an event once."""
    return view.once("disputes", lambda: _find(view))


def _find(view: View) -> tuple[Dispute, ...]:
    values = view.index.values
    grave = [d for d in view.settled.record.differences if d.class_ == "contradiction" and set(d.values) <= set(values)]
    found: dict[tuple[str, str], Dispute] = {}
    for difference in sorted(grave, key=lambda d: _rank(d, [values[v] for v in d.values])):
        told = [values[v] for v in difference.values]
        event = told[0][0]
        desk = Desk(view.settled.record, view.settled.readings, {}, {v.id: ("", v) for _, v in told})
        drawn = view_difference(difference, desk)
        found.setdefault((event.id, drawn.property), Dispute(event, drawn.property, drawn.sides))
        if len(found) == SHOWN:
            break
    return tuple(found.values())


def _rank(difference: Difference, told: list[tuple[Event, Value]]) -> tuple[int, int, int, tuple[str, ...]]:
    """Events of many reports first, then what weighs on both sides: the side of fewer claims counts."""
    reports = len(told[0][0].reports)
    known = min(value.known_distinct for _, value in told)
    claims = min(len(value.claims) for _, value in told)
    return -reports, -known, -claims, difference.values
