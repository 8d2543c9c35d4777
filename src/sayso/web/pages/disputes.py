"""Where accounts disagree most: the few differences that the front page shows, with who says which."""

from dataclasses import dataclass

from sayso.model import Difference, Event, Value
from sayso.publish.disputes import Side, view_difference
from sayso.publish.event_view import BESIDES
from sayso.publish.layout import Layout
from sayso.web.desk import View

SHOWN = 4
GRAVE = ("contradiction", "scope", "update")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A difference of one event: its class, what it is about, and its sides with who says which."""

    event: Event
    class_: str
    property: str
    sides: tuple[Side, ...]


def find_disputes(view: View) -> tuple[Dispute, ...]:
    """Give the differences that most accounts stand behind, contradictions first, each property of an event once."""
    return view.once("disputes", lambda: _find(view))


def _find(view: View) -> tuple[Dispute, ...]:
    values = view.index.values
    grave = [d for d in view.settled.record.differences if d.class_ in GRAVE and all(v in values for v in d.values)]
    found: dict[tuple[str, str], Dispute] = {}
    for difference in sorted(grave, key=lambda d: _rank(d, [values[v] for v in d.values])):
        told = [values[v] for v in difference.values]
        event = told[0][0]
        laid = Layout(view.settled.record, view.settled.readings, {}, {v.id: ("", v) for _, v in told})
        drawn = view_difference(difference, laid)
        found.setdefault((event.id, drawn.property), Dispute(event, difference.class_, drawn.property, drawn.sides))
        if len(found) == SHOWN:
            break
    return tuple(found.values())


def _rank(difference: Difference, told: list[tuple[Event, Value]]) -> tuple[bool, int, int, int, int, tuple[str, ...]]:
    """Figures first, graver classes, events of many reports, then what weighs on both sides: that of fewer claims counts."""
    reports = len(told[0][0].reports)
    known = min(value.known_distinct for _, value in told)
    claims = min(len(value.claims) for _, value in told)
    return told[0][1].property in BESIDES, GRAVE.index(difference.class_), -reports, -known, -claims, difference.values
