"""Who is still held, and on whose word: each named person by the last event that tells of them, and the figures of those held."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.model import Event, Record, Value
from sayso.model.claim import EventType

State = Literal["held", "let go", "dead"]
LET_GO: frozenset[EventType] = frozenset({"release", "exchange", "escape", "rescue", "deportation"})
DEAD: frozenset[EventType] = frozenset({"death_in_custody", "killing", "return_of_remains"})
HELD_FIGURES = "held"  # what a property of figures is called where those counted are held


@dataclass(frozen=True, slots=True)
class Standing:
    """How one named person stands by the last event, told as having happened, in which they are held, let go or harmed.

    `date` is that event's; `reports` are those that name the person in it. It is what was told last, and no verdict.
    """

    person: str
    name: str
    state: State
    event: str
    type: EventType
    date: str | None
    reports: tuple[str, ...]


def find_standings(record: Record) -> tuple[Standing, ...]:
    """Give how each person named in a custody event stands, the latest first; events without a date count as the earliest."""
    latest: dict[str, Standing] = {}
    for event in sorted(record.events, key=lambda e: ((e.date or "").rpartition("/")[2], e.date or "", e.id)):
        if event.modality == "asserted":
            latest |= {s.person: s for s in _read_standings(event)}
    return tuple(sorted(latest.values(), key=lambda s: ((s.date or "").rpartition("/")[2], s.name), reverse=True))


def _read_standings(event: Event) -> Iterator[Standing]:
    state: State = "dead" if event.type in DEAD else "let go" if event.type in LET_GO else "held"
    for party in event.parties:
        if party.person and party.role in ("held", "victim"):
            yield Standing(party.person, party.name, state, event.id, event.type, event.date, party.reports)


def list_held_figures(record: Record) -> list[tuple[Event, Value]]:
    """Give every figure of people who are held, what was said last first."""
    found = [
        (event, value)
        for event in record.events
        for value in event.values
        if value.property.partition(":")[0].strip() == HELD_FIGURES and value.claims
    ]
    return sorted(found, key=lambda pair: (max(c.said or "" for c in pair[1].claims), pair[1].id), reverse=True)
