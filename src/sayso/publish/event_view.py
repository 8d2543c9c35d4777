"""One event of the record made ready for the page: values by origin, differences, relays, sums, balance, time, words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.model import Balance, Claim, Difference, Estimate, Event, Origin, Party, Reading, Record, Report, Value
from sayso.publish.drawings import Amount, SumDrawing, draw_sum
from sayso.publish.marks import words_around
from sayso.publish.over_time import ChartView, Told, name_origin, number_of, view_charts, view_timeline
from sayso.publish.phrases import TYPE_WORDS, write_range
from sayso.publish.relays import RelayView, name_report, view_relays
from sayso.publish.rendering import describe_value
from sayso.publish.swaps import ToldSwap, gather_swaps

CLASSES = ("contradiction", "update", "scope", "refinement", "wording")
DISPUTES = frozenset({"contradiction", "update"})
BESIDES = frozenset({"date", "place"})  # they stand in the event's own lines already
FEW = 6  # an event of so few properties, each told once, is shown in full
HANDS = {"first": 0, "second": 1, "unsourced": 2}
ROLES = ("agent", "party", "held", "victim", "recipient", "mediator", "place_of_custody")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the words around it; `link` leads to its words in the report where that stands on the page."""

    claim: Claim
    outlet: str
    before: str
    exact: str
    after: str
    link: str | None


@dataclass(frozen=True, slots=True)
class OriginView:
    """One origin of a value with its claims, first hand first, then by time."""

    origin: Origin
    claims: tuple[ClaimView, ...]
    name: str | None  # who stands behind it; null where no source is named


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value with its origins; `checked` is false where nobody reviewed any of its claims."""

    value: Value
    anchor: str
    words: str
    origins: tuple[OriginView, ...]
    checked: bool
    states: tuple[str, ...]  # of review, each once
    inferred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordSumView:
    """A sum over the record's values with its picture."""

    drawing: SumDrawing
    relation: str
    reason: str
    rows: tuple[tuple[str, Value], ...]  # "whole" or "part", the value


@dataclass(frozen=True, slots=True)
class BalanceView:
    """One side of a deal: what it owed against what it released, in percent of the larger."""

    balance: Balance
    owed: str
    done: str
    share_done: float
    share_due: float


@dataclass(frozen=True, slots=True)
class Covered:
    """A line of the coverage table: a report that was read, and what it does for this event."""

    report: Report
    outlet: str
    part: str  # "tells it", "in passing", "does not tell of it"
    link: str | None


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference with its values: where each stands on the page, and in words; `property` where they share one."""

    difference: Difference
    values: tuple[tuple[str, str], ...]
    property: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything that the template needs to draw one event."""

    anchor: str
    event: Event
    title: str
    properties: tuple[tuple[str, tuple[ValueView, ...]], ...]  # told by several reports, or in dispute
    singles: tuple[tuple[str, ValueView], ...]  # told once
    differences: tuple[DifferenceView, ...]
    relays: RelayView | None
    sums: tuple[RecordSumView, ...]
    balances: tuple[BalanceView, ...]
    charts: tuple[ChartView, ...]
    timeline: tuple[Told, ...]
    wording: tuple[tuple[str, str | None, dict[str, str]], ...]
    groups: tuple[str, ...]
    coverage: tuple[Covered, ...]
    parties: tuple[tuple[str, tuple[Party, ...]], ...]
    swaps: tuple[ToldSwap, ...]
    estimates: Mapping[str, Estimate]  # by property


@dataclass(frozen=True, slots=True)
class Desk:
    """What all events of one page share: the record, its readings by id, and where each report stands on the page."""

    record: Record
    readings: Mapping[str, Reading]
    anchors: Mapping[str, str]  # report id: prefix of its section on this page
    values: Mapping[str, tuple[str, Value]]  # value id: anchor and value

    @property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {ident: reading.report for ident, reading in self.readings.items()}


def lay_out(record: Record, readings: Mapping[str, Reading], *, with_reports: bool) -> Desk:
    """Give every event, value and report its place on the page ("ev1", "ev1-v2", "r1-")."""
    values = {
        value.id: (f"ev{number}-v{place}", value)
        for number, event in enumerate(record.events, 1)
        for place, value in enumerate(event.values, 1)
    }
    anchors = {ident: f"r{number}-" for number, ident in enumerate(readings, 1)} if with_reports else {}
    return Desk(record, readings, anchors, values)


def name_event(event: Event) -> str:
    """Name an event by type, place and date: "Exchange at Karvel, 3 May 2031"."""
    at = f", {event.place}" if event.place else ""
    manner = "" if event.modality == "asserted" else f" ({event.modality})"
    return f"{TYPE_WORDS[event.type]}{manner}{at}, {write_range(event.date) if event.date else 'date not known'}"


def view_event(event: Event, desk: Desk) -> EventView:
    """Prepare one event of a record (already disclosed) for the template."""
    number = desk.record.events.index(event) + 1
    own = {v.id for v in event.values}
    sums = tuple(sorted(_view_sums(own, desk), key=_rank_sum))
    differences = tuple(sorted(_view_differences(event, own, desk), key=lambda d: CLASSES.index(d.difference.class_)))
    main = _choose_main(event, differences, sums)
    groups = tuple(dict.fromkeys(w.group for w in desk.record.wording if w.report in _told_in(event)))
    return EventView(
        anchor=f"ev{number}",
        event=event,
        title=name_event(event),
        properties=tuple(_group_values(event, main, desk)),
        singles=tuple((v.property, view_value(v, desk)) for v in event.values if v.property not in main),
        differences=differences,
        relays=view_relays(_list_claims(event, main), desk.record.echoes, desk.reports),
        sums=sums,
        balances=tuple(_view_balances(event, desk)),
        charts=tuple(view_charts(event, main)),
        timeline=tuple(view_timeline(event, desk.readings, {i: a for i, (a, _) in desk.values.items()})),
        wording=tuple(_view_wording(event, desk)),
        groups=groups,
        coverage=tuple(_view_coverage(event, desk)),
        estimates={e.property: e for e in event.estimates},
        swaps=gather_swaps(desk.readings[r] for r in event.reports if r in desk.readings),
        parties=tuple((role, found) for role in ROLES if (found := tuple(p for p in event.parties if p.role == role))),
    )


def _told_in(event: Event) -> set[str]:
    return {*event.reports, *event.mentioned_in}


def _refer(value: str, desk: Desk) -> tuple[str, str]:
    if value not in desk.values:
        return "", value
    anchor, found = desk.values[value]
    return anchor, describe_value(found)


def _rank(claim: Claim) -> tuple[int, str, str, int]:
    """First hand first, then by time: an order of rows that is no verdict."""
    return HANDS[claim.hand], claim.said or "9", claim.report, claim.start


def _list_claims(event: Event, main: tuple[str, ...]) -> list[Claim]:
    """The claims whose ways are drawn: of the figures that several reports tell, else of all values."""
    chosen = [c for v in event.values if v.property in main and v.property not in BESIDES for c in v.claims]
    return chosen or [c for v in event.values for c in v.claims]


def _sort_parties(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Those named by more reports first, then those whom the record joined to somebody, then names before phrases."""
    return tuple(sorted(parties, key=lambda p: (-len(p.reports), p.person is None, not p.name[:1].isupper())))


def _view_differences(event: Event, own: set[str], desk: Desk) -> Iterator[DifferenceView]:
    for found in desk.record.differences:
        if found.event == event.id or own & set(found.values):
            names = {desk.values[v][1].property for v in found.values if v in desk.values}
            shared = next(iter(names)) if len(names) == 1 else ""
            yield DifferenceView(found, tuple(_refer(v, desk) for v in found.values), shared)


def _choose_main(event: Event, differences: Iterable[DifferenceView], sums: Iterable[RecordSumView]) -> tuple[str, ...]:
    """Properties that several reports tell of, or that are in dispute or do not add up; most reports first."""
    disputed = {anchored for d in differences if d.difference.class_ in DISPUTES for anchored in d.difference.values}
    disputed |= {v.id for s in sums if not s.drawing.holds and s.drawing.stated for _, v in s.rows}
    told: dict[str, set[str]] = {}
    for value in event.values:
        told.setdefault(value.property, set()).update(c.report for c in value.claims)
    chosen = {v.property for v in event.values if v.id in disputed or len(told[v.property]) > 1}
    if not chosen and len(told) <= FEW:
        chosen = set(told)
    return tuple(sorted(chosen, key=lambda name: (name in BESIDES, -len(told[name]))))


def _group_values(event: Event, names: Iterable[str], desk: Desk) -> Iterator[tuple[str, tuple[ValueView, ...]]]:
    for name in names:
        values = [v for v in event.values if v.property == name]
        values.sort(key=lambda v: min(map(_rank, v.claims), default=(9, "9", "", 0)))
        yield name, tuple(view_value(v, desk) for v in values)


def view_value(value: Value, desk: Desk) -> ValueView:
    """Prepare one value with its origins and claims."""
    anchor = desk.values[value.id][0]
    origins = []
    for origin in sorted(
        value.origins, key=lambda o: (o.standing != "known", min(_rank(value.claims[i]) for i in o.claims))
    ):
        claims = sorted((value.claims[i] for i in origin.claims), key=_rank)
        origins.append(OriginView(origin, tuple(view_claim(c, desk) for c in claims), name_origin(origin, value)))
    checked = any(c.review in ("accepted", "corrected", "rejected") for c in value.claims)
    states = tuple(dict.fromkeys(c.review for c in value.claims))
    inferred = tuple(dict.fromkeys(c.inferred for c in value.claims if c.inferred))
    return ValueView(value, anchor, describe_value(value), tuple(origins), checked, states, inferred)


def view_claim(claim: Claim, desk: Desk) -> ClaimView:
    """Prepare one claim with the words around it."""
    reading = desk.readings.get(claim.report)
    outlet = name_report(reading.report if reading else None, claim.report)
    if reading is None or claim.end <= claim.start:
        return ClaimView(claim, outlet, "", claim.text, "", None)
    before, exact, after = words_around(reading.report.text, claim.start, claim.end)
    return ClaimView(claim, outlet, before, exact, after, _find_place(claim, reading, desk))


def _find_place(claim: Claim, reading: Reading, desk: Desk) -> str | None:
    prefix = desk.anchors.get(claim.report)
    if prefix is None:
        return None
    item = (claim.source_id or "").partition("/")[0]
    known = {x.id for group in (reading.claims.counts, reading.claims.events) for x in group}
    return f"{prefix}{item}" if item in known else f"{prefix}top"


def _rank_sum(view: RecordSumView) -> tuple[bool, bool, bool]:
    """What a report states first, then what does not add up, then full breakdowns."""
    return not view.drawing.stated, view.drawing.holds, view.relation != "sum"


def _view_sums(own: set[str], desk: Desk) -> Iterator[RecordSumView]:
    for total in desk.record.sums:
        ids = (total.whole, *total.parts)
        if not own & set(ids) or any(i not in desk.values for i in ids):
            continue
        whole, parts = desk.values[total.whole][1], [desk.values[p][1] for p in total.parts]
        amounts = [
            Amount(v.of or v.property, describe_value(v), number_of(v), desk.values[v.id][0]) for v in (whole, *parts)
        ]
        drawing = draw_sum(total.relation, total.holds, total.stated, amounts[0], amounts[1:])
        yield RecordSumView(drawing, total.relation, total.reason, (("Whole", whole), *(("Part", p) for p in parts)))


def _view_balances(event: Event, desk: Desk) -> Iterator[BalanceView]:
    own = {v.id for v in event.values}
    for balance in desk.record.balances:
        if not ((event.deal and balance.deal == event.deal) or own & {balance.owed or "", *balance.released}):
            continue
        due, done = float(balance.due or 0), float(balance.done or 0)
        scale = max(due, done) or 1
        owed = _refer(balance.owed, desk)[1] if balance.owed else "not told"
        released = [_refer(v, desk)[1] for v in balance.released]
        yield BalanceView(balance, owed, ", ".join(released) or "none told", 100 * done / scale, 100 * due / scale)


def _view_wording(event: Event, desk: Desk) -> Iterator[tuple[str, str | None, dict[str, str]]]:
    rows: dict[tuple[str, str | None], dict[str, list[str]]] = {}
    for word in desk.record.wording:
        if word.report in _told_in(event):
            nouns = rows.setdefault((word.report, word.speaker), {}).setdefault(word.group, [])
            if word.noun not in nouns:
                nouns.append(word.noun)
    for (report, speaker), groups in sorted(rows.items(), key=lambda r: (r[0][0], r[0][1] is not None, r[0][1] or "")):
        yield name_report(desk.reports.get(report), report), speaker, {g: ", ".join(n) for g, n in groups.items()}


def why_unread(reading: Reading) -> str | None:
    """Say why a report was kept and not read (its language, say); null where it was read."""
    claims = reading.claims
    if claims.attributions or claims.events or claims.counts:
        return None
    return next((p.what for p in claims.problems if p.span is None), None)


def _view_coverage(event: Event, desk: Desk) -> Iterator[Covered]:
    claimed = {c.report for v in event.values for c in v.claims}
    for ident, reading in sorted(desk.readings.items(), key=lambda r: (r[1].report.published or "9", r[0])):
        if unread := why_unread(reading):
            part = f"not read: {unread}"
        elif ident in event.reports:
            part = "tells it"
        elif ident in event.mentioned_in or ident in claimed:
            part = "in passing"
        else:
            part = "does not tell of it"
        prefix = desk.anchors.get(ident)
        yield Covered(reading.report, name_report(reading.report, ident), part, f"{prefix}top" if prefix else None)
