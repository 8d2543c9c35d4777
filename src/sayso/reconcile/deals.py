"""Deals: what was owed under an agreement against what was released, over all the reports that tell of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.language.names import fold_word
from sayso.model import Balance, Deal, Event, Reading, Value
from sayso.reconcile.sums import Homes
from sayso.reconcile.values import FREED


@dataclass(frozen=True, slots=True)
class _Told:
    """One deal as one report tells it."""

    id: str
    report: str
    deal: Deal
    parties: frozenset[str]
    event: int | None  # place of the report's main event among all events


def balance_deals(
    readings: Sequence[tuple[Reading, Mapping[str, str]]], events: Sequence[Event], homes: Homes
) -> tuple[tuple[Balance, ...], Mapping[str, str]]:
    """Give the balance of each side of each deal, and the deal that each event carries out (event id → deal id).

    `readings` come with their claim ids by address. Two reports tell of one deal where they name the same parties and their
    main events are one or carry it out.
    """
    main = {report: n for n, e in enumerate(events) for report in e.reports}
    told = [
        _Told(ids[deal.id], r.report.id, deal, _parties(deal), main.get(r.report.id))
        for r, ids in readings
        for deal in r.claims.deals
    ]  # fmt: skip
    groups: list[list[_Told]] = []
    by_party: dict[str, list[list[_Told]]] = defaultdict(list)
    for one in told:
        home = next((g for party in sorted(one.parties) for g in by_party[party] if _is_same(g[0], one)), None)
        if home is not None:
            home.append(one)
            continue
        groups.append([one])
        for party in one.parties:
            by_party[party].append(groups[-1])
    balances: list[Balance] = []
    carried: dict[str, str] = {}
    values = {v.id: v for e in events for v in e.values}
    for group in groups:
        own = sorted({t.event for t in group if t.event is not None})
        for n in own:
            carried.setdefault(events[n].id, group[0].id)
        balances += _balance(group, [events[n] for n in own], homes, values)
    return tuple(balances), carried


def _parties(deal: Deal) -> frozenset[str]:
    named = (*deal.parties, *(t.owes for t in deal.terms if t.owes))
    return frozenset(" ".join(fold_word(w) for w in p.split() if w.lower() != "the") for p in named)


def _is_same(a: _Told, b: _Told) -> bool:
    return bool(a.parties & b.parties) and (a.event == b.event or a.parties == b.parties)


def _balance(
    group: Sequence[_Told], events: Sequence[Event], homes: Homes, values: Mapping[str, Value]
) -> list[Balance]:
    owed: dict[str, str] = {}
    for told in group:
        for term in told.deal.terms:
            value = homes.get((told.report, term.count or ""))
            if value is not None and term.owes:
                owed.setdefault(term.owes, value)
    found = []
    for owes, value in owed.items():
        released = _released_by(owes, events)
        done = sum(v.value for v in released if isinstance(v.value, int | float))
        due = values[value].value
        reason = f"{len(released)} releases on record; rounds that no report tells are missing"
        found.append(
            Balance(
                group[0].id, owes, value, tuple(v.id for v in released), due if isinstance(due, int | float) else None,
                done if released else None, reason,
            )
        )  # fmt: skip
    return found


def _released_by(owes: str, events: Sequence[Event]) -> list[Value]:
    """The freed of each event in which the side acts: one figure an event, the one with most origins."""
    side = {fold_word(w) for w in owes.split()}
    found = []
    for event in events:
        agents = {fold_word(w) for p in event.parties if p.role == "agent" for w in p.name.split()}
        fits = [
            v for v in event.values
            if agents & side and v.basis == "incremental" and v.property.split(":")[0].replace(" ", "_") in FREED
        ]  # fmt: skip
        best = max(fits, key=lambda v: (v.known_distinct, len(v.claims), v.id), default=None)
        if best is not None:
            found.append(best)
    return found


def group_by_deal(events: Sequence[Event]) -> Mapping[str, Sequence[Event]]:
    """Give the events of each deal, in the order of their days."""
    grouped: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.deal:
            grouped[event.deal].append(event)
    return {deal: sorted(own, key=lambda e: (e.date or "~", e.id)) for deal, own in grouped.items()}
