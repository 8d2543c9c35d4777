"""What changed between two states of the record: new events, figures that moved, new disagreements, words taken back.

Who took them back is told apart: the source withdrew them, we had misread them, or the report was taken out of force here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.flow.settling import Settled
from sayso.model import NAMED_BESIDE, Claim, Difference, Event, Record, Value
from sayso.publish.disputes import GRAVE
from sayso.publish.phrases import TYPE_WORDS, write_label, write_range
from sayso.publish.rendering import describe_value

ChangeKind = Literal[
    "new event", "new value", "more claims", "withdrawn", "misread", "undone", "new disagreement", "resolved"
]
_WHY_GONE: dict[ChangeKind, str] = {
    "withdrawn": "its source's later version does not say it",
    "misread": "the present reading does not say it",
    "undone": "its report was taken out of force here",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind, the id of the event, value or claim it touches, a sentence, and the claims that made it."""

    what: ChangeKind
    id: str
    event: str
    text: str
    claims: tuple[Claim, ...] = ()


Saying = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A settled record with what it holds: claims by id, and what each report (however often revised) says in which words."""

    settled: Settled
    claims: dict[str, Claim]
    sayings: frozenset[Saying]

    def holds(self, claim: Claim, saying: Saying) -> bool:
        """Whether the claim stands here, or an earlier or later version of its report says the same in the same words."""
        return claim.id in self.claims or saying in self.sayings


def compare_settled(before: Settled, after: Settled) -> Iterator[Change]:
    """Give each change from one settled record to a later one, event by event.

    Events are the same where they share a claim, since an event's id follows its first recorded claim.
    """
    was, now = _list_state(before), _list_state(after)
    old_values = {_key(v): v for e in before.record.events for v in e.values}
    for event in after.record.events:
        told = [(c, _saying(after, v, c)) for v in event.values for c in v.claims]
        if not any(was.holds(*one) for one in told):
            yield Change("new event", event.id, event.id, _title(event), tuple(c for c, _ in told[:1]))
            continue
        yield from _compare_values(event, was, after, old_values)
        yield from _list_misread(event, was.claims)
    yield from _list_gone(before, now)
    yield from _compare_differences(before.record, after.record)


def _list_state(settled: Settled) -> _State:
    told = [(v, c) for e in settled.record.events for v in e.values for c in v.claims]
    return _State(settled, {c.id: c for _, c in told}, frozenset(_saying(settled, v, c) for v, c in told))


def _saying(settled: Settled, value: Value, claim: Claim) -> Saying:
    report = settled.readings[claim.report].report
    return (report.identity or report.id, claim.text, value.value, value.low, value.high, value.hedge)


def _list_misread(event: Event, held: dict[str, Claim]) -> Iterator[Change]:
    """Claims that a person rejected or corrected since: what was printed did not say so."""
    for value in event.values:
        for state in ("rejected", "corrected"):
            claims = tuple(c for c in value.claims if c.review == state and c.id in held and held[c.id].review != state)
            if claims:
                text = f"{_name_value(event, value)}, {state} by a person as misread"
                yield Change("misread", value.id, event.id, text, claims)


def _list_gone(before: Settled, now: _State) -> Iterator[Change]:
    identities = {r.report.identity for r in now.settled.readings.values() if r.report.identity}

    def who_took_it_back(claim: Claim) -> ChangeKind:
        if claim.report in now.settled.readings:
            return "misread"
        return "withdrawn" if before.readings[claim.report].report.identity in identities else "undone"

    for event in before.record.events:
        for value in event.values:
            gone: dict[ChangeKind, list[Claim]] = {}
            for claim in value.claims:
                if not now.holds(claim, _saying(before, value, claim)):
                    gone.setdefault(who_took_it_back(claim), []).append(claim)
            for kind, claims in gone.items():
                lost = f"lost {len(claims)} of its {len(value.claims)} claims: {_WHY_GONE[kind]}"
                text = f"{_name_value(event, value)} {lost}"
                yield Change(kind, value.id, event.id, text, tuple(claims))


def _compare_values(
    event: Event, was: _State, after: Settled, old: dict[tuple[object, ...], Value]
) -> Iterator[Change]:
    for value in event.values:
        new = tuple(c for c in value.claims if not was.holds(c, _saying(after, value, c)))
        if not new or value.property in NAMED_BESIDE:
            continue
        if len(new) == len(value.claims):
            yield Change("new value", value.id, event.id, _name_value(event, value), new)
        else:
            before = old.get(_key(value))
            origins = f", known origins {before.known_distinct} → {value.known_distinct}" if before else ""
            yield Change("more claims", value.id, event.id, _name_value(event, value) + origins, new)


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
    """The differences that are disagreements: two wordings of one figure, or a closer one, can all be right at once."""
    values = {v.id: v for e in record.events for v in e.values}
    grave = [d for d in record.differences if d.class_ in GRAVE]
    return {(d.class_, frozenset(_key(values[v]) for v in d.values if v in values)): d for d in grave}


def _key(value: Value) -> tuple[object, ...]:
    first = min((c.id for c in value.claims), default=value.id)
    return (value.property, value.value, value.low, value.high, value.hedge, first)


def _name_value(event: Event, value: Value) -> str:
    return f"{_title(event)}: {write_label(value.property)}: {describe_value(value)}"


def _title(event: Event) -> str:
    place = f", {event.place}" if event.place else ""
    return f"{TYPE_WORDS[event.type].lower()}{place}, {write_range(event.date)}"
