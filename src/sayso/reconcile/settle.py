"""The order in which a record is settled: wordings, echoes, events, people, values, origins, differences, sums.

Everything is derived from the readings, sorted first, so that no order of reading leaves a trace. What a derivation rests on
is the key under which a memory keeps it: settling again after one more report makes anew what that report touches.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sayso.language.names import fold_word
from sayso.model import (
    Difference,
    Event,
    Judgement,
    Person,
    Reading,
    Record,
    RecordSum,
    Review,
    Setting,
    UnsurePair,
    Value,
)
from sayso.reconcile.acting import list_bodies
from sayso.reconcile.deals import balance_deals
from sayso.reconcile.differences import find_differences, list_replaced
from sayso.reconcile.drafting import Draft, Told, draft_event
from sayso.reconcile.echoes import Shared, share_passages
from sayso.reconcile.joining import Grouping, Scene, group_tellings, set_scene
from sayso.reconcile.likeness import list_candidates
from sayso.reconcile.memory import Memory, Same
from sayso.reconcile.origins import Behind, Known, Stretch, list_carried, list_offices, name_stems
from sayso.reconcile.passing import place_passing
from sayso.reconcile.people import People, join_people
from sayso.reconcile.policies import DEFAULT_POLICY, Policy
from sayso.reconcile.ranks import hold_ranks, note_ranks
from sayso.reconcile.relays import Cuts, link_echoes
from sayso.reconcile.sheets import Sheet, shelve, untold_id
from sayso.reconcile.sums import check_running_totals, sum_reports
from sayso.reconcile.tellings import Telling
from sayso.reconcile.wording import note_wording

SETTLING = "32"  # raised whenever the same readings settle into another record


def settle_claims(
    readings: Iterable[Reading],
    judgements: Sequence[Judgement] = (),
    reviews: Sequence[Review] = (),
    policy: Policy = DEFAULT_POLICY,
    memory: Memory | None = None,
) -> Record:
    """Join readings into one record.

    A reading given twice counts once. `judgements` overrule every automatic decision; `reviews` reject or correct single
    claims. The policy is named in the record; `settle_value` applies it to a property's values. `memory` is that of earlier
    settlings: it makes this one faster where the same reading objects come again, and changes nothing in the record.
    """
    memory = memory or Memory()
    shelf = shelve(readings, reviews, memory)
    if not shelf:
        return Record(policy=policy.name)
    shared = share_passages([s.passages for s in shelf], memory)
    grouping = _group(shelf, shared, judgements, memory)
    homes = {report: n for n, group in enumerate(grouping.groups) for report in group}
    by_person = [j for j in judgements if j.kind == "person"]
    outlets = {s.reading.report.outlet for s in shelf if s.reading.report.outlet}
    people = join_people([s.nodes for s in shelf], [homes[s.id] for s in shelf], by_person, memory, outlets)
    groups: list[list[Sheet]] = [[] for _ in grouping.groups]
    for sheet in shelf:
        groups[homes[sheet.id]].append(sheet)
    standings = {s.id: people.standings.get(s.id, ()) for s in shelf}
    echoes, cuts = link_echoes(groups, shared.ties, standings, memory)
    placed = place_passing([s.tellings for s in shelf], homes, len(groups))
    drafts = _draft_events(shelf, placed, _Around(people, list_carried(shared.texts), cuts), memory)
    record = _assemble(shelf, drafts, memory)
    memory.turn()
    return replace(
        record,
        echoes=echoes,
        people=people.people,
        unsure=(*_name_unsure(grouping, record.events), *people.unsure),
        policy=policy.name,
    )


def lay_out(shelf: Sequence[Sheet], shared: Shared, memory: Memory) -> tuple[Scene, list[tuple[str, str]]]:
    """Give what pairs of reports are judged from, and the pairs worth judging."""
    scene = set_scene(shelf, memory)
    pairs = set(list_candidates({key: p.wording for key, p in scene.items()}, {s.id: s.day for s in shelf}))
    for left, right in shared.ties:
        one, two = left.report, right.report
        pairs.add((one, two) if one < two else (two, one))
    return scene, sorted(pairs)


def _group(shelf: Sequence[Sheet], shared: Shared, judgements: Sequence[Judgement], memory: Memory) -> Grouping:
    scene, pairs = lay_out(shelf, shared, memory)
    judged = _by_report(shelf, [j for j in judgements if j.kind == "event"])
    return group_tellings(scene, pairs, judged, memory=memory)


def _by_report(shelf: Sequence[Sheet], judgements: Sequence[Judgement]) -> list[Judgement]:
    """Translate judgements on events (ids of event claims) into judgements on the reports whose main event they tell."""
    told: dict[str, str] = {}
    for sheet in shelf if judgements else ():
        told[sheet.id] = sheet.id
        told[untold_id(sheet)] = sheet.id
        for event in sheet.main.events:
            told[sheet.ids[event.id]] = sheet.id
    return [
        replace(j, left=told[j.left], right=told[j.right]) for j in judgements if j.left in told and j.right in told
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """What all reports together say of those of one event: joined people, texts carried, utterances in several cuts."""

    people: People
    stretches: Mapping[str, Sequence[Stretch]]
    cuts: Cuts


def _draft_events(
    shelf: Sequence[Sheet], placed: Sequence[Sequence[Telling]], around: _Around, memory: Memory
) -> list[Draft]:
    sheets = {s.id: s for s in shelf}
    order = {s.id: n for n, s in enumerate(shelf)}
    by_id = {p.id: p for p in around.people.people}
    others: dict[str, list[str]] = defaultdict(list)
    for one, other in around.cuts:
        others[one].append(other)
    settings = _place_settings(shelf, placed)
    drafts = []
    for n, tellings in enumerate(placed):
        own = tuple(sheets[r] for r in sorted({t.report for t in tellings}, key=order.__getitem__))
        standings = tuple(around.people.standings.get(s.id, ()) for s in own)
        read = [(s.reading, dict(standing)) for s, standing in zip(own, standings, strict=True)]
        bodies = list_bodies(read, tellings, by_id)
        told = Told(tuple(tellings), own, standings, tuple(settings.get((s.id, n), ()) for s in own), bodies)
        known = _list_known(told, by_id, memory)
        stretches = _number_texts(own, around.stretches)
        cuts = {(s.id, r): around.cuts[s.id, r] for s in own for r in others.get(s.id, ()) if sheets[r] in own}
        named = tuple(tuple(s.id for s in ones) for ones in told.settings)  # of sheets that are in the key themselves
        rest = (named, known, bodies, stretches, frozenset(cuts.items()))
        key = (tuple(Same(t) for t in tellings), own, standings, *rest)
        behind = Behind({k.id: k for k in known}, {s.id: found for s, found in zip(own, stretches, strict=True)}, cuts)
        drafts.append(memory.recall("draft", key, partial(draft_event, told, behind)))
    return drafts


def _place_settings(
    shelf: Sequence[Sheet], placed: Sequence[Sequence[Telling]]
) -> Mapping[tuple[str, int], tuple[Setting, ...]]:
    """Give the days and places that a report names, by report and event: those of its main event.

    What is of an event told in passing goes with that one where other reports tell mainly of it.
    """
    homes = {t.report: n for n, tellings in enumerate(placed) for t in tellings if t.main}
    told = set(homes.values())
    away = {
        (t.report, e.id): n
        for n, tellings in enumerate(placed)
        if n in told
        for t in tellings
        if not t.main
        for e in t.events
    }
    found: dict[tuple[str, int], list[Setting]] = defaultdict(list)
    for sheet in shelf:
        for setting in sheet.reading.claims.settings:
            found[sheet.id, away.get((sheet.id, setting.event or ""), homes[sheet.id])].append(setting)
    return {key: tuple(own) for key, own in found.items()}


def _list_known(told: Told, by_id: Mapping[str, Person], memory: Memory) -> tuple[Known, ...]:
    """Give what is known of those who speak in an event's reports; of their descriptions the words that name one another."""
    speakers: dict[str, None] = {}
    names: set[str] = set()
    for sheet, standing in zip(told.sheets, told.standings, strict=True):
        joined = dict(standing)
        for one in sheet.reading.claims.attributions:
            if one.speaker is not None:
                names.add(one.speaker.name)
                person = joined.get(one.speaker.entity or "")
                if person is not None:
                    speakers[person] = None
    people = [by_id[key] for key in sorted(speakers)]
    stems = frozenset(w for name in (*names, *(p.name for p in people)) for w in name_stems(name))
    return tuple(
        Known(
            p.id,
            p.name,
            p.parent,
            _describing(p, memory) & stems,
            _offices(p, memory) if p.kind == "person" else frozenset(),
        )
        for p in people
    )


def _describing(person: Person, memory: Memory) -> frozenset[str]:
    return memory.recall(
        "describing",
        Same(person),
        lambda: frozenset(fold_word(w) for role, _ in person.descriptions for w in role.split()),
    )


def _offices(person: Person, memory: Memory) -> frozenset[tuple[str, ...]]:
    return memory.recall("offices", Same(person), lambda: list_offices(role for role, _ in person.descriptions))


def _number_texts(
    sheets: Sequence[Sheet], stretches: Mapping[str, Sequence[Stretch]]
) -> tuple[tuple[Stretch, ...], ...]:
    """Number the texts that an event's reports carry from nought, whatever others carry."""
    met: dict[int, int] = {}
    return tuple(
        tuple((start, end, met.setdefault(text, len(met))) for start, end, text in stretches.get(s.id, ()))
        for s in sheets
    )


def _assemble(shelf: Sequence[Sheet], drafts: Sequence[Draft], memory: Memory) -> Record:
    counted = {key: value for d in drafts for key, value in d.counted.items()}
    events = tuple(sorted((d.event for d in drafts), key=lambda e: (e.date or "~", e.id)))
    values = {v.id: v for e in events for v in e.values}
    figures = (tuple(v for v, _ in p.values) for d in drafts for p in d.properties if p.kind == "figure")
    beside = {v.id: group for group in figures for v in group}
    sums = [
        *sum_reports([s.reading for s in shelf], counted, values, beside),
        *(total for d in drafts for total in d.sums),
        *check_running_totals(events),
    ]
    parts: dict[str, list[str]] = defaultdict(list)
    for total in sums:
        if total.stated or total.relation == "subset":  # that figures happen to add up makes no rival a part
            parts[total.whole] += total.parts
    differences = [x for d in drafts for x in (*_compare_values(d, parts, memory), *d.acting)]
    balances, deals = balance_deals([(s.reading, s.ids) for s in shelf], events, counted)
    events = tuple(replace(e, deal=deals[e.id]) if e.id in deals else e for e in events)
    ranks = [(s.reading, memory.recall("ranks", s, partial(note_ranks, s.reading))) for s in shelf]
    return Record(
        events=events,
        differences=tuple(sorted(differences, key=_difference_key)),
        sums=tuple(_unique(sums)),
        wording=tuple(
            w for s in shelf for w in memory.recall("wording", s, partial(note_wording, s.reading, s.tellings))
        ),
        balances=balances,
        ranks=hold_ranks(ranks, events, counted),
    )


def _compare_values(draft: Draft, parts: Mapping[str, Sequence[str]], memory: Memory) -> Sequence[Difference]:
    own = {v.id: tuple(parts[v.id]) for v in draft.event.values if v.id in parts}
    key = (draft, tuple(own.items()))
    return memory.recall("differences", key, lambda: find_differences(draft.properties, draft.event.id, own))


def _name_unsure(grouping: Grouping, events: Sequence[Event]) -> list[UnsurePair]:
    """Name open pairs by the ids of their events, which is what a person judges."""
    home = {report: e.id for e in events for report in e.reports}
    return [replace(u, left=home[u.left], right=home[u.right]) for u in grouping.unsure]


def _difference_key(difference: Difference) -> tuple[str, tuple[str, ...]]:
    return (difference.event or "", difference.values)


def _unique(sums: Sequence[RecordSum]) -> list[RecordSum]:
    met: dict[tuple[str, str, tuple[str, ...]], RecordSum] = {}
    for total in sums:
        met.setdefault((total.relation, total.whole, tuple(sorted(total.parts))), total)
    return sorted(met.values(), key=lambda s: (s.whole, s.relation, s.parts))


def replaced_values(record: Record) -> Mapping[str, str]:
    """Map each value that its own origin replaced later to the value that stands: what `settle_value` asks for."""
    values: dict[str, Value] = {v.id: v for e in record.events for v in e.values}
    return dict(list_replaced(record.differences, values))
