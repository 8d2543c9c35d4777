"""Exchanges to be drawn: who let go how many of whom, and who stood between; in one report, or as several tell it."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from sayso.model import Claims, Count, EventClaim, Reading
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_count


@dataclass(frozen=True, slots=True)
class Leg:
    """One way of an exchange: who lets go, how many of whom, to whom."""

    event: EventClaim
    agents: tuple[str, ...]
    held: tuple[str, ...]
    figures: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """An exchange to be drawn: its two legs and who stood between them."""

    legs: tuple[Leg, ...]
    mediators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldSwap:
    """An exchange as several reports tell it with the same figures; `outlets` printed them."""

    swap: Swap
    outlets: tuple[str, ...]


def find_swaps(claims: Claims) -> Iterator[Swap]:
    """Give each pair of events of one report that stand against each other, with who stood between them."""
    events = {e.id: e for e in claims.events}
    counts = {c.id: c for c in claims.counts}
    drawn: set[frozenset[str]] = set()
    for event in claims.events:
        other = events.get(event.counterpart or "")
        pair = frozenset((event.id, event.counterpart or ""))
        if other is None or pair in drawn or other is event:
            continue
        drawn.add(pair)
        between = [p.name for e in (event, other) for p in e.participants if p.role == "mediator"]
        between += [
            p.name for e in claims.events if e.type == "exchange" for p in e.participants if p.role == "mediator"
        ]
        between += [b for d in claims.deals if {event.id, other.id} & set(d.events) for b in d.brokers]
        yield Swap((_view_leg(event, counts), _view_leg(other, counts)), tuple(dict.fromkeys(between)))


def _view_leg(event: EventClaim, counts: dict[str, Count]) -> Leg:
    own = [counts[c] for c in event.counts if c in counts]
    figures = tuple(describe_count(c) for c in own if c.whole not in event.counts and c.unit != "ordinal")
    return Leg(event, _named(event, "agent"), _named(event, "held"), figures, _named(event, "recipient"))


def _named(event: EventClaim, role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.name for p in event.participants if p.role == role))


def gather_swaps(readings: Iterable[Reading], told: Mapping[str, Set[str]]) -> tuple[ToldSwap, ...]:
    """Gather the exchanges of several reports by their figures, those of most reports first.

    `told` gives, by report, the ids of the events and counts that are of this event: a report also tells of others.
    """
    gathered: dict[tuple[frozenset[str], frozenset[str]], list[tuple[Swap, str]]] = {}
    for reading in readings:
        outlet = name_report(reading.report, reading.report.id)
        for swap in find_swaps(reading.claims):
            one, other = (frozenset(leg.figures) for leg in swap.legs)
            own = {item for leg in swap.legs for item in (leg.event.id, *leg.event.counts)}
            if not one or not other or not own & told.get(reading.report.id, frozenset()):
                continue
            key = (other, one) if (other, one) in gathered else (one, other)
            gathered.setdefault(key, []).append((swap, outlet))
    found = []
    for swaps in gathered.values():
        fullest = max(
            (swap for swap, _ in swaps), key=lambda s: sum(bool(leg.agents) + bool(leg.held) for leg in s.legs)
        )
        between = tuple(dict.fromkeys(m for swap, _ in swaps for m in swap.mediators))
        found.append(ToldSwap(replace(fullest, mediators=between), tuple(dict.fromkeys(o for _, o in swaps))))
    return tuple(sorted(found, key=lambda t: (-len(t.outlets), t.outlets)))
