"""Where everything in a record stands, worked out once, so that no page walks the whole record to draw a part of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.flow.explaining import match_id
from sayso.model import Balance, Claim, Difference, Echo, Event, Person, Record, RecordSum, Value, Wording

Told = tuple[Event, Value, Claim]
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class RecordIndex:
    """A record by its parts: `values` also takes a claim's id; `touching` are an event's differences and sums."""

    record: Record
    events: Mapping[str, Event]
    values: Mapping[str, tuple[Event, Value]]
    by_report: Mapping[str, list[Told]]
    by_speaker: Mapping[str, list[Told]]
    by_hop: Mapping[str, list[Told]]
    differences: Mapping[str, list[Difference]]
    sums: Mapping[str, list[RecordSum]]
    balances: Mapping[str, list[Balance]]
    echoes: Mapping[str, list[Echo]]
    wording: Mapping[str, list[Wording]]
    people: Mapping[str, Person]
    parts: Mapping[str, list[Event]]  # person: the events in which they have a role


def index_record(record: Record) -> RecordIndex:
    """Walk a record once and note where everything stands."""
    values: dict[str, tuple[Event, Value]] = {}
    by_report, by_speaker, by_hop = (defaultdict[str, list[Told]](list) for _ in range(3))
    for event, value, claim in list_told(record.events):
        values.setdefault(claim.id, (event, value))
        by_report[claim.report].append((event, value, claim))
        if claim.speaker:
            by_speaker[claim.speaker].append((event, value, claim))
        for hop in dict.fromkeys(claim.chain):
            if hop != claim.speaker:
                by_hop[hop].append((event, value, claim))
    values |= {v.id: (e, v) for e in record.events for v in e.values}
    parts = defaultdict[str, list[Event]](list)
    for event in record.events:
        for person in dict.fromkeys(p.person for p in event.parties if p.person):
            parts[person].append(event)
    echoes, wording = defaultdict[str, list[Echo]](list), defaultdict[str, list[Wording]](list)
    for echo in record.echoes:
        for report in echo.reports:
            echoes[report].append(echo)
    for word in record.wording:
        wording[word.report].append(word)
    return RecordIndex(
        record, {e.id: e for e in record.events}, values, by_report, by_speaker, by_hop,
        _group(((d.values, d) for d in record.differences), values), _group((((s.whole, *s.parts), s) for s in record.sums), values),
        _group((((b.owed or "", *b.released), b) for b in record.balances), values),
        echoes, wording, {p.id: p for p in record.people}, parts,
    )  # fmt: skip


def find_event(index: RecordIndex, wanted: str) -> Event:
    """Give an event by its id or the beginning of it; raises as `match_id` does."""
    return index.events[wanted if wanted in index.events else match_id(wanted, set(index.events), "event")]


def find_value(index: RecordIndex, wanted: str) -> tuple[Event, Value]:
    """Give a value with its event, by its own id, a claim's or the beginning of one; raises as `match_id` does."""
    return index.values[wanted if wanted in index.values else match_id(wanted, set(index.values), "value or claim")]


def list_told(events: Iterable[Event]) -> Iterator[Told]:
    """Give every claim of the events with its value and event."""
    return ((event, value, claim) for event in events for value in event.values for claim in value.claims)


def _group(
    parts: Iterable[tuple[Iterable[str], Part]], values: Mapping[str, tuple[Event, Value]]
) -> dict[str, list[Part]]:
    found = defaultdict[str, list[Part]](list)
    for ids, part in parts:
        for home in dict.fromkeys(values[i][0].id for i in ids if i in values):
            found[home].append(part)
    return found


def cut_out(index: RecordIndex, event: Event) -> Record:
    """Give the part of the record that the page of one event needs: the event first, and what its sums and differences touch."""
    differences, sums = index.differences.get(event.id, []), index.sums.get(event.id, [])
    balances = [*index.balances.get(event.id, [])]
    balances += [b for b in index.record.balances if event.deal and b.deal == event.deal and b not in balances]
    touched = [v for d in differences for v in d.values] + [v for s in sums for v in (s.whole, *s.parts)]
    touched += [v for b in balances for v in (b.owed or "", *b.released)]
    ranks = [r for r in index.record.ranks if r.event == event.id]
    touched += [r.value for r in ranks]  # told of a range of its own, it may stand in another event
    events = {event.id: event} | {home.id: home for home, _ in (index.values[v] for v in touched if v in index.values)}
    reports = dict.fromkeys([*event.reports, *event.mentioned_in, *(c.report for v in event.values for c in v.claims)])
    return replace(
        index.record,
        events=tuple(events.values()), differences=tuple(differences), sums=tuple(sums), balances=tuple(balances), unsure=(), people=(),
        echoes=tuple({id(e): e for r in reports for e in index.echoes.get(r, ())}.values()),
        wording=tuple(w for r in reports for w in index.wording.get(r, ())),
        ranks=tuple(ranks),
    )  # fmt: skip
