"""What changed between two states of the record: new events, figures that moved, new disagreements, withdrawn words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.model import Claim, Difference, Event, Record, Value

ChangeKind = Literal["new event", "new value", "more claims", "withdrawn", "new disagreement", "resolved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind, the id of the event, value or claim it touches, a sentence, and the claims that made it."""

    what: ChangeKind
    id: str
    event: str
    text: str
    claims: tuple[Claim, ...] = ()


def compare_records(before: Record, after: Record) -> Iterator[Change]:
    """Give each change from one record to a later one, event by event.

    Events are the same where they share a claim, since an event's id follows its first recorded claim.
    """
    held = {claim.id: event for event in before.events for value in event.values for claim in value.claims}
    old_values = {_key(v): v for e in before.events for v in e.values}
    for event in after.events:
        own = [c for v in event.values for c in v.claims]
        if not any(c.id in held for c in own):
            yield Change("new event", event.id, event.id, _title(event), tuple(own[:1]))
            continue
        yield from _compare_values(event, set(held), old_values)
    kept = {c.id for e in after.events for v in e.values for c in v.claims}
    for event in before.events:
        for value in event.values:
            gone = tuple(c for c in value.claims if c.id not in kept)
            if gone:
                yield Change(
                    "withdrawn",
                    value.id,
                    event.id,
                    f"{value.property} {_said(value)} lost {len(gone)} of its claims",
                    gone,
                )
    yield from _compare_differences(before, after)


def _compare_values(event: Event, held: set[str], old: dict[tuple[object, ...], Value]) -> Iterator[Change]:
    for value in event.values:
        new = tuple(c for c in value.claims if c.id not in held)
        if not new:
            continue
        if len(new) == len(value.claims):
            yield Change("new value", value.id, event.id, f"{_title(event)}: {value.property} {_said(value)}", new)
        else:
            before = old.get(_key(value))
            origins = f", known origins {before.known_distinct} → {value.known_distinct}" if before else ""
            yield Change(
                "more claims", value.id, event.id, f"{_title(event)}: {value.property} {_said(value)}{origins}", new
            )


def _compare_differences(before: Record, after: Record) -> Iterator[Change]:
    told, tells = _list_disagreements(before), _list_disagreements(after)
    for what, mine, others in (("new disagreement", tells, told), ("resolved", told, tells)):
        for pair, difference in mine.items():
            if pair not in others:
                kind: ChangeKind = "new disagreement" if what == "new disagreement" else "resolved"
                yield Change(
                    kind, difference.values[0], difference.event or "", f"{difference.class_}: {difference.reason}"
                )


def _list_disagreements(record: Record) -> dict[tuple[object, ...], Difference]:
    values = {v.id: v for e in record.events for v in e.values}
    return {(d.class_, frozenset(_key(values[v]) for v in d.values if v in values)): d for d in record.differences}


def _key(value: Value) -> tuple[object, ...]:
    first = min((c.id for c in value.claims), default=value.id)
    return (value.property, value.value, value.low, value.high, value.hedge, first)


def _said(value: Value) -> str:
    shown = value.value if value.value is not None else f"{value.low} or more"
    return f"{shown}" if value.hedge in (None, "exact") else f"{shown} ({value.hedge.replace('_', ' ')})"


def _title(event: Event) -> str:
    return f"{event.type.replace('_', ' ')} {event.date or 'of no given date'}" + (
        f", {event.place}" if event.place else ""
    )
