"""The order in which a record is settled: wordings, echoes, events, people, values, origins, differences, sums.

Everything is derived anew from the readings, sorted first, so that no order of reading leaves a trace.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.language.names import fold_word
from sayso.model import (
    Difference,
    Echo,
    Event,
    Judgement,
    Person,
    Reading,
    Record,
    RecordSum,
    Review,
    Span,
    UnsurePair,
    Value,
)
from sayso.model.identity import claim_id, claim_ids, report_key
from sayso.reconcile.deals import balance_deals
from sayso.reconcile.differences import find_differences, list_replaced
from sayso.reconcile.echoes import Shared, cut_passages, share_passages
from sayso.reconcile.joining import Grouping, Scene, group_tellings, set_scene
from sayso.reconcile.likeness import candidate_pairs, weigh_wordings
from sayso.reconcile.marks import find_marks
from sayso.reconcile.origins import Carried, Cuts, find_origins, list_carried
from sayso.reconcile.parties import list_parties
from sayso.reconcile.passing import place_passing
from sayso.reconcile.people import People, join_people, list_nodes
from sayso.reconcile.policies import DEFAULT_POLICY, Policy
from sayso.reconcile.relays import link_echoes
from sayso.reconcile.reviewing import apply_reviews
from sayso.reconcile.saying import Said, Sayer
from sayso.reconcile.sums import check_running_totals, sum_over_reports, sum_reports
from sayso.reconcile.tellings import Telling, published_day, tell_events
from sayso.reconcile.values import (
    Property,
    gather_days,
    gather_figures,
    gather_places,
    say_counts,
    say_days,
    say_places,
)
from sayso.reconcile.wording import note_all

SETTLING = "7"  # raised whenever the same readings settle into another record


@dataclass(frozen=True, slots=True)
class Shelf:
    """All readings in their fixed order with what is derived of each alone."""

    readings: tuple[Reading, ...]
    ids: tuple[Mapping[str, str], ...]
    tellings: tuple[tuple[Telling, ...], ...]
    places: Mapping[str, int]  # report id → index


def settle_claims(
    readings: Iterable[Reading],
    judgements: Sequence[Judgement] = (),
    reviews: Sequence[Review] = (),
    policy: Policy = DEFAULT_POLICY,
) -> Record:
    """Join readings into one record.

    A reading given twice counts once. `judgements` overrule every automatic decision; `reviews` reject or correct single
    claims. The policy is named in the record; `settle_value` applies it to a property's values.
    """
    shelf = shelve(readings, reviews)
    if not shelf.readings:
        return Record(policy=policy.name)
    shared = share_passages({r.report.id: cut_passages(r) for r in shelf.readings})
    grouping = _group(shelf, shared, judgements)
    homes = {report: n for n, group in enumerate(grouping.groups) for report in group}
    people = _join(shelf, homes, judgements)
    placed = place_passing(shelf.tellings, homes, len(grouping.groups))
    relays = link_echoes(shelf.readings, shared, homes, people.home)
    behind = Behind(people, {p.id: p for p in people.people}, list_carried(shared), relays.cuts)
    reviewed = {r.claim: r for r in reviews}
    drafts = [_settle_event(shelf, tellings, behind, reviewed) for tellings in placed]
    return _assemble(shelf, drafts, relays.echoes, people, grouping, policy)


def shelve(readings: Iterable[Reading], reviews: Sequence[Review] = ()) -> Shelf:
    """Sort readings into their fixed order, each report once, corrected by reviews, with its claim ids and tellings."""
    unique: dict[str, Reading] = {}
    for one in sorted(readings, key=lambda r: (r.recorded or "", r.report.sha256)):
        unique[one.report.id] = one  # of two versions of one report the later one stands
    ordered = sorted(unique.values(), key=lambda r: (r.report.published or "~", r.report.id, r.report.sha256))
    corrected = tuple(apply_reviews(r, reviews) for r in ordered)
    ids = tuple(claim_ids(r.report, r.claims) for r in ordered)
    places = {r.report.id: i for i, r in enumerate(ordered)}
    return Shelf(corrected, ids, tuple(tell_events(r) for r in corrected), places)


def lay_out(shelf: Shelf, shared: Sequence[Shared]) -> tuple[Scene, list[tuple[str, str]]]:
    """Give what pairs of reports are judged from, and the pairs worth judging."""
    texts = {r.report.id: f"{r.report.title or ''}. {r.report.text}" for r in shelf.readings}
    days = {r.report.id: published_day(r) for r in shelf.readings}
    wordings = weigh_wordings(texts, days)
    mains = {told[0].report: told[0] for told in shelf.tellings}
    names = (
        {r.report.id: _names_of(r, True) for r in shelf.readings},
        {r.report.id: _names_of(r, False) for r in shelf.readings},
    )
    scene = set_scene(mains, days, wordings, names, {key: find_marks(text) for key, text in texts.items()})
    pairs = {*candidate_pairs(wordings), *(tuple(sorted((s.left.report, s.right.report))) for s in shared)}
    return scene, sorted((a, b) for a, b in pairs)


def _group(shelf: Shelf, shared: Sequence[Shared], judgements: Sequence[Judgement]) -> Grouping:
    scene, pairs = lay_out(shelf, shared)
    return group_tellings(scene, pairs, _by_report(shelf, judgements))


def _names_of(reading: Reading, persons: bool) -> frozenset[str]:
    """The folded names of the persons (in full) or of the bodies and places of a reading."""
    return frozenset(
        " ".join(fold_word(w) for w in entity.name.split())
        for entity in reading.claims.entities
        if (
            entity.kind == "person" and " " in entity.name
            if persons
            else entity.kind in ("organization", "group", "place")
        )
    )


def _by_report(shelf: Shelf, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Translate judgements on events (ids of event claims) into judgements on the reports whose main event they tell."""
    told: dict[str, str] = {}
    for reading, ids, tellings in zip(shelf.readings, shelf.ids, shelf.tellings, strict=True):
        told[reading.report.id] = reading.report.id
        told[untold_id(reading)] = reading.report.id
        for event in tellings[0].events:
            told[ids[event.id]] = reading.report.id
    return [
        replace(j, left=told[j.left], right=told[j.right])
        for j in judgements
        if j.kind == "event" and j.left in told and j.right in told
    ]


def untold_id(reading: Reading) -> str:
    """Give the id of the event of a report in which no event was read: that of the report's whole text."""
    return claim_id(report_key(reading.report), "event", Span(0, 0, ""), "event", "not read")


def _join(shelf: Shelf, homes: Mapping[str, int], judgements: Sequence[Judgement]) -> People:
    events = [homes[r.report.id] for r in shelf.readings]
    nodes = list_nodes(shelf.readings, shelf.ids, events)
    return join_people(nodes, [j for j in judgements if j.kind == "person"])


@dataclass(frozen=True, slots=True)
class Draft:
    """One event on its way into the record, with the claims behind its values."""

    event: Event
    properties: tuple[Property, ...]
    counted: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Behind:
    """What origins are read from, for all events: joined people, texts that several carry, utterances in several cuts."""

    people: People
    by_id: Mapping[str, Person]
    carried: Carried
    cuts: Cuts


def _settle_event(shelf: Shelf, tellings: Sequence[Telling], behind: Behind, reviews: Mapping[str, Review]) -> Draft:
    counts: list[Said] = []
    days: list[tuple[Said, str]] = []
    places: list[tuple[Said, str]] = []
    for telling in tellings:
        at = shelf.places[telling.report]
        sayer = Sayer(shelf.readings[at], shelf.ids[at], behind.people.home, reviews)
        counts += say_counts(sayer, telling)
        days += say_days(sayer, telling)
        places += say_places(sayer, telling)
    properties: list[Property] = gather_figures(counts, {})
    properties += [p for p in (gather_days(days, "date"), gather_places(places, "place")) if p]
    settled = [
        replace(
            p,
            values=tuple(
                (find_origins(v, said, behind.carried, behind.by_id, behind.cuts), said) for v, said in p.values
            ),
        )
        for p in properties
    ]
    homes = {
        (s.claim.report, s.claim.source_id or ""): v.id
        for p in settled if p.kind == "figure" for v, said in p.values for s in said
    }  # fmt: skip
    return Draft(_draw_event(shelf, tellings, settled, behind.people), tuple(settled), homes)


def _draw_event(shelf: Shelf, tellings: Sequence[Telling], properties: Sequence[Property], people: People) -> Event:
    mains = [t for t in tellings if t.main] or list(tellings)
    kinds = Counter(t.type for t in mains)
    values = tuple(v for p in properties for v, _ in p.values)
    reports = tuple(dict.fromkeys(t.report for t in tellings if t.main))
    return Event(
        id=_event_id(shelf, tellings),
        type=min(kinds, key=lambda k: (-kinds[k], k)),  # type: ignore[arg-type]
        date=_event_date(mains),
        place=_most_said(properties, "place"),
        modality="asserted" if any(t.modality == "asserted" for t in mains) else mains[0].modality,  # type: ignore[arg-type]
        reports=reports,
        mentioned_in=tuple(r for r in dict.fromkeys(t.report for t in tellings if not t.main) if r not in reports),
        parties=list_parties(tellings, {t.report: shelf.readings[shelf.places[t.report]] for t in tellings}, people),
        values=values,
    )


def _event_id(shelf: Shelf, tellings: Sequence[Telling]) -> str:
    """An event's id is that of its first recorded claim: the earliest in the ledger, then in print."""

    def rank(t: Telling) -> tuple[str, str, int]:
        at = shelf.places[t.report]
        return (shelf.readings[at].recorded or "~", shelf.readings[at].report.published or "~", at)

    first = min(tellings, key=lambda t: (not t.main, *rank(t)))
    at = shelf.places[first.report]
    if not first.events:
        return untold_id(shelf.readings[at])
    return shelf.ids[at][first.events[0].id]


def _event_date(tellings: Sequence[Telling]) -> str | None:
    """The day that most tellings give, and of that span of days the narrowest that one of them states within it."""
    days = Counter(
        (t.days.first, t.days.last) for t in tellings if t.days is not None and (t.days.stated or t.days.is_precise)
    )
    if not days:
        return None
    usual = min(days, key=lambda d: (-days[d], d[1] - d[0], d))
    first, last = min(
        (d for d in days if usual[0] <= d[0] and d[1] <= usual[1]), key=lambda d: (d[1] - d[0], -days[d], d)
    )
    one, other = (date.fromordinal(n).isoformat() for n in (first, last))
    return one if one == other else f"{one}/{other}"


def _most_said(properties: Sequence[Property], name: str) -> str | None:
    values = [v for p in properties if p.name == name for v, _ in p.values]
    best = min(values, key=lambda v: (-len({c.report for c in v.claims}), v.id), default=None)
    return str(best.value) if best else None


def _assemble(
    shelf: Shelf, drafts: Sequence[Draft], echoes: Sequence[Echo], people: People, grouping: Grouping, policy: Policy
) -> Record:
    values = {v.id: v for d in drafts for v in d.event.values}
    counted = {key: value for d in drafts for key, value in d.counted.items()}
    figures = [tuple(v for v, _ in p.values) for d in drafts for p in d.properties if p.kind == "figure"]
    sums = sum_reports(shelf.readings, counted, values, {v.id: group for group in figures for v in group})
    for draft in drafts:
        sums += sum_over_reports([v for p in draft.properties if p.kind == "figure" for v, _ in p.values])
    events = tuple(sorted((d.event for d in drafts), key=lambda e: (e.date or "~", e.id)))
    sums += check_running_totals(events)
    parts: dict[str, list[str]] = defaultdict(list)
    for total in sums:
        parts[total.whole] += total.parts
    differences = [x for d in drafts for x in find_differences(d.properties, d.event.id, parts)]
    balances, deals = balance_deals(shelf.readings, events, counted)
    return Record(
        events=tuple(replace(e, deal=deals.get(e.id)) for e in events),
        differences=tuple(sorted(differences, key=_difference_key)),
        echoes=tuple(echoes),
        sums=tuple(_unique(sums)),
        people=people.people,
        wording=note_all(shelf.readings, [told[0] for told in shelf.tellings]),
        balances=balances,
        unsure=(*_name_unsure(grouping, events), *people.unsure),
        policy=policy.name,
    )


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
