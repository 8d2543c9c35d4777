"""Deals: what was owed under an agreement against what was released, over all the reports that tell of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sayso.language.names import fold_word
from sayso.model import Balance, Deal, Event, Reading, Value
from sayso.reconcile.statements import stands_beside
from sayso.reconcile.sums import Homes

_LETS_GO = frozenset({"release", "exchange", "return_of_remains", "transfer"})


@dataclass(frozen=True, slots=True)
class _Told:
    """One deal as one report tells it."""

    id: str
    reading: Reading
    deal: Deal
    parties: frozenset[str]
    event: int | None  # place of the report's main event among all events


def balance_deals(
    readings: Sequence[tuple[Reading, Mapping[str, str]]], events: Sequence[Event], homes: Homes
) -> tuple[tuple[Balance, ...], Mapping[str, str]]:
    """Give the balance of each side of each deal, and the deal that each event carries out (event id → deal id).

    `readings` come with their claim ids by address. Two reports tell of one deal where they name the same parties and their
    main events are one or carry it out. What a side released is taken from every event that these reports say the deal is
    carried out by, earlier rounds in passing too.
    """
    main = {report: n for n, e in enumerate(events) for report in e.reports}
    told = [
        _Told(ids[deal.id], r, deal, _parties(deal), main.get(r.report.id))
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
    at = {v.id: n for n, e in enumerate(events) for v in e.values}
    values = {v.id: v for e in events for v in e.values}
    for group in groups:
        for n in sorted({t.event for t in group if t.event is not None}):
            carried.setdefault(events[n].id, group[0].id)
        balances += _balance(group, list(_list_releases(group, homes, at)), homes, values)
    return tuple(balances), carried


@dataclass(frozen=True, slots=True)
class _Release:
    """One figure of people let go under a deal, as one report tells it: whose act, in which event, which value."""

    agents: frozenset[str]
    event: int
    value: str
    report: str


def _list_releases(group: Sequence[_Told], homes: Homes, at: Mapping[str, int]) -> Iterator[_Release]:
    for told in group:
        claims = told.reading.claims
        for event in claims.events:
            if event.id not in told.deal.events or event.modality != "asserted" or event.type not in _LETS_GO:
                continue
            names = [p.name for p in event.participants if p.role == "agent"]
            own = {c.id: c for c in claims.counts if c.id in event.counts or c.event == event.id}
            for count in own.values():
                value = homes.get((told.reading.report.id, count.id))
                if value is not None and names and count.whole not in own:
                    yield _Release(_words(*names), at[value], value, told.reading.report.id)


def _parties(deal: Deal) -> frozenset[str]:
    named = (*deal.parties, *(t.owes for t in deal.terms if t.owes))
    return frozenset(" ".join(fold_word(w) for w in p.split() if w.lower() != "the") for p in named)


def _words(*names: str) -> frozenset[str]:
    """The bearing words of names, folded: what "the Movement" and "Dravan Movement" share."""
    return frozenset(fold_word(w) for name in names for w in name.split() if w.casefold() not in ("the", "of", "and"))


def _is_same(a: _Told, b: _Told) -> bool:
    return bool(a.parties & b.parties) and (a.event == b.event or a.parties == b.parties)


def _balance(
    group: Sequence[_Told], releases: Sequence[_Release], homes: Homes, values: Mapping[str, Value]
) -> list[Balance]:
    owed: dict[str, str] = {}
    for told in group:
        text, counts = told.reading.report.text, {c.id: c for c in told.reading.claims.counts}
        for term in told.deal.terms:
            value = homes.get((told.reading.report.id, term.count or ""))
            if value is None or stands_beside(text, counts[term.count or ""]):
                continue  # "still has to release 12": what is left of a debt is no debt beside it
            if term.owes and not any(_words(term.owes) & _words(side) for side in owed):
                owed[term.owes] = value
    found = []
    for owes, value in owed.items():
        released = _released_by(_words(owes), [r for r in releases if r.value != value], values)
        done = sum(v.value for v in released if isinstance(v.value, int | float))
        due = values[value].value
        rounds = f"{len(released)} release{'s' if len(released) != 1 else ''} on record"
        reason = f"{rounds}; rounds that no report tells are missing"
        found.append(
            Balance(
                group[0].id, owes, value, tuple(v.id for v in released), due if isinstance(due, int | float) else None,
                done if released else None, reason,
            )
        )  # fmt: skip
    return found


def _released_by(side: Set[str], releases: Sequence[_Release], values: Mapping[str, Value]) -> list[Value]:
    """What a side let go: one figure an event, the one with most known origins, then most reports."""
    by_event: dict[int, Counter[str]] = defaultdict(Counter)
    for told in {(r.event, r.value, r.report) for r in releases if r.agents & side}:
        by_event[told[0]][told[1]] += 1
    found = []
    for event in sorted(by_event):
        told_by = by_event[event]
        best = max(told_by, key=lambda i: (values[i].known_distinct, told_by[i], i))
        found.append(values[best])
    return found
