"""One event of the record made ready for the page: values by origin, differences, relays, sums, balance, time, words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.model import Claim, Estimate, Event, Origin, Party, Reading, Report, Value
from sayso.publish.arithmetic import BalanceView, RankView, RecordSumView, view_balances, view_ranks, view_sums
from sayso.publish.disputes import BESIDES, DISPUTES, DifferenceView, Mark, mark_values, name_tellers, view_differences
from sayso.publish.layout import Layout
from sayso.publish.marks import words_around
from sayso.publish.over_time import ChartView, Told, name_origin, view_charts, view_timeline
from sayso.publish.phrases import TYPE_WORDS, write_range
from sayso.publish.relays import RelayView, name_report, view_relays
from sayso.publish.rendering import describe_value
from sayso.publish.swaps import ToldSwap, gather_swaps

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
    """One value with its origins; `checked` is false where nobody reviewed any of its claims.

    `who` names those behind it, `said` is when the first of them said so, `marks` are the differences that it stands in.
    """

    value: Value
    anchor: str
    words: str
    origins: tuple[OriginView, ...]
    checked: bool
    states: tuple[str, ...]  # of review, each once
    inferred: tuple[str, ...]
    who: tuple[str, ...]
    said: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A line of the coverage table: a report that was read, and what it does for this event."""

    report: Report
    outlet: str
    part: str  # "tells it", "in passing", "does not tell of it"
    link: str | None


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
    ranks: tuple[RankView, ...]
    charts: tuple[ChartView, ...]
    timeline: tuple[Told, ...]
    wording: tuple[tuple[str, str | None, dict[str, str]], ...]
    groups: tuple[str, ...]
    coverage: tuple[Covered, ...]
    parties: tuple[tuple[str, tuple[Party, ...]], ...]
    swaps: tuple[ToldSwap, ...]
    estimates: Mapping[str, Estimate]  # by property


def name_event(event: Event) -> str:
    """Name an event by type, place and date: "Exchange at Karvel, 3 May 2031"."""
    at = f", {event.place}" if event.place else ""
    manner = "" if event.modality == "asserted" else f" ({event.modality})"
    return f"{TYPE_WORDS[event.type]}{manner}{at}, {write_range(event.date) if event.date else 'date not known'}"


def view_event(event: Event, laid: Layout) -> EventView:
    """Prepare one event of a record (already disclosed) for the template."""
    number = laid.record.events.index(event) + 1
    sums, differences = view_sums(event, laid), view_differences(event, laid)
    main, marks = _choose_main(event, differences, sums), mark_values(differences)
    groups = tuple(dict.fromkeys(w.group for w in laid.record.wording if w.report in _told_in(event)))
    parties = _sort_parties(event.parties)
    return EventView(
        anchor=f"ev{number}",
        event=event,
        title=name_event(event),
        properties=tuple(_group_values(event, main, marks, laid)),
        singles=tuple((v.property, view_value(v, marks, laid)) for v in event.values if v.property not in main),
        differences=differences,
        relays=view_relays(_list_claims(event, main), laid.record.echoes, laid.reports, laid.record.people),
        sums=sums,
        balances=tuple(view_balances(event, laid)),
        ranks=tuple(view_ranks(event, laid)),
        charts=tuple(view_charts(event, main)),
        timeline=tuple(view_timeline(event, laid.readings, {i: a for i, (a, _) in laid.values.items()}, main)),
        wording=tuple(_view_wording(event, laid)),
        groups=groups,
        coverage=tuple(_view_coverage(event, laid)),
        estimates={e.property: e for e in event.estimates},
        swaps=gather_swaps((laid.readings[r] for r in event.reports if r in laid.readings), _list_items(event)),
        parties=tuple((role, found) for role in ROLES if (found := tuple(p for p in parties if p.role == role))),
    )


def _told_in(event: Event) -> set[str]:
    return {*event.reports, *event.mentioned_in}


def _list_items(event: Event) -> dict[str, set[str]]:
    """By report: the ids of the event claims and counts on which the event's values rest."""
    items: dict[str, set[str]] = {}
    for claim in (c for v in event.values for c in v.claims):
        items.setdefault(claim.report, set()).add(_item_of(claim))
    return items


def _item_of(claim: Claim) -> str:
    return (claim.source_id or "").partition("/")[0]


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


def _group_values(
    event: Event, names: Iterable[str], marks: Mapping[str, tuple[Mark, ...]], laid: Layout
) -> Iterator[tuple[str, tuple[ValueView, ...]]]:
    for name in names:
        values = [v for v in event.values if v.property == name]
        values.sort(key=lambda v: min(map(_rank, v.claims), default=(9, "9", "", 0)))
        yield name, tuple(view_value(v, marks, laid) for v in values)


def view_value(value: Value, marks: Mapping[str, tuple[Mark, ...]], laid: Layout) -> ValueView:
    """Prepare one value with its origins and claims; `marks` are the differences by the values that stand in them."""
    origins = []
    for origin in sorted(
        value.origins, key=lambda o: (o.standing != "known", min(_rank(value.claims[i]) for i in o.claims))
    ):
        claims = sorted((value.claims[i] for i in origin.claims), key=_rank)
        origins.append(OriginView(origin, tuple(view_claim(c, laid) for c in claims), name_origin(origin, value)))
    states = tuple(dict.fromkeys(c.review for c in value.claims))
    return ValueView(
        value=value,
        anchor=laid.values[value.id][0],
        words=describe_value(value),
        origins=tuple(origins),
        checked=bool({"accepted", "corrected", "rejected"} & set(states)),
        states=states,
        inferred=tuple(dict.fromkeys(c.inferred for c in value.claims if c.inferred)),
        who=name_tellers(value, laid),
        said=min((c.said for c in value.claims if c.said), default=None),
        marks=marks.get(value.id, ()),
    )


def view_claim(claim: Claim, laid: Layout) -> ClaimView:
    """Prepare one claim with the words around it."""
    reading = laid.readings.get(claim.report)
    outlet = name_report(reading.report if reading else None, claim.report)
    if reading is None or claim.end <= claim.start:
        return ClaimView(claim, outlet, "", claim.text, "", None)
    before, exact, after = words_around(reading.report.text, claim.start, claim.end)
    return ClaimView(claim, outlet, before, exact, after, _find_place(claim, reading, laid))


def _find_place(claim: Claim, reading: Reading, laid: Layout) -> str | None:
    prefix = laid.anchors.get(claim.report)
    if prefix is None:
        return None
    item = _item_of(claim)
    known = {x.id for group in (reading.claims.counts, reading.claims.events) for x in group}
    return f"{prefix}{item}" if item in known else f"{prefix}top"


def _view_wording(event: Event, laid: Layout) -> Iterator[tuple[str, str | None, dict[str, str]]]:
    """Give a row an outlet and a row a speaker quoted in it: by group, the words used for it, each once."""
    rows: dict[tuple[str, str | None], dict[str, list[str]]] = {}
    for word in laid.record.wording:
        if word.report in _told_in(event):
            outlet = name_report(laid.reports.get(word.report), word.report)
            nouns = rows.setdefault((outlet, word.speaker), {}).setdefault(word.group, [])
            if word.noun not in nouns:
                nouns.append(word.noun)
    for (outlet, speaker), groups in sorted(rows.items(), key=lambda r: (r[0][0], r[0][1] is not None, r[0][1] or "")):
        yield outlet, speaker, {g: ", ".join(n) for g, n in groups.items()}


def why_unread(reading: Reading) -> str | None:
    """Say why a report was kept and not read (its language, say); null where it was read."""
    claims = reading.claims
    if claims.attributions or claims.events or claims.counts:
        return None
    return next((p.what for p in claims.problems if p.span is None), None)


def _view_coverage(event: Event, laid: Layout) -> Iterator[Covered]:
    claimed = {c.report for v in event.values for c in v.claims}
    for ident, reading in sorted(laid.readings.items(), key=lambda r: (r[1].report.published or "9", r[0])):
        if unread := why_unread(reading):
            part = f"not read: {unread}"
        elif ident in event.reports:
            part = "tells it"
        elif ident in event.mentioned_in or ident in claimed:
            part = "in passing"
        else:
            part = "does not tell of it"
        prefix = laid.anchors.get(ident)
        yield Covered(reading.report, name_report(reading.report, ident), part, f"{prefix}top" if prefix else None)
