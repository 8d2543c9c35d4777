"""One event settled: the values of its properties with their origins, its parties, its day and place.

Everything that an event's draft rests on is handed in, and is the key under which it is kept: its tellings, who their
speakers are, the texts that they share with others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.model import NAMED_BESIDE, Difference, Event, RecordSum, Setting
from sayso.reconcile.acting import Body, compare_acting, gather_acting, say_acting
from sayso.reconcile.origins import Behind, find_origins
from sayso.reconcile.parties import list_parties
from sayso.reconcile.people import Standing
from sayso.reconcile.saying import Said, Sayer
from sayso.reconcile.sheets import Sheet, untold_id
from sayso.reconcile.statements import say_counts, say_days, say_places, say_settings
from sayso.reconcile.sums import sum_over_reports
from sayso.reconcile.tellings import Telling
from sayso.reconcile.values import Property, gather_days, gather_figures, gather_places, place_beside


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One event on its way into the record: the claims behind its values, where each count went, and what adds up in it.

    `counted` maps a report and the id of a count in it to the id of its value.
    """

    event: Event
    properties: tuple[Property, ...]
    counted: Mapping[tuple[str, str], str]
    sums: tuple[RecordSum, ...]
    acting: tuple[Difference, ...]  # where accounts differ on who acted


@dataclass(frozen=True, slots=True)
class Told:
    """The tellings of one event, the sheets of their reports in order, and who the entities of each report are.

    `settings` are, report by report, the days and places that it names and that are of no other event of the record;
    `bodies` those that act in the tellings, and whose part they are.
    """

    tellings: tuple[Telling, ...]
    sheets: tuple[Sheet, ...]
    standings: tuple[Standing, ...]
    settings: tuple[tuple[Setting, ...], ...]
    bodies: tuple[Body, ...] = ()


def draft_event(told: Told, behind: Behind) -> Draft:
    """Settle one event from its tellings."""
    people = {s.id: dict(own) for s, own in zip(told.sheets, told.standings, strict=True)}
    sayers = {
        s.id: Sayer(s.reading, s.ids, people[s.id], {r.claim: r for r in s.reviews}) for s in told.sheets
    }  # fmt: skip
    counts: list[Said] = []
    days: list[tuple[Said, str]] = []
    places: list[tuple[Said, str]] = []
    for telling in told.tellings:
        sayer = sayers[telling.report]
        counts += say_counts(sayer, telling)
        days += say_days(sayer, telling)
        places += say_places(sayer, telling)
    bodies = {b.key: b for b in told.bodies}
    doings = [d for t in told.tellings for d in say_acting(sayers[t.report], t, bodies)]
    beside = [say_settings(sayers[s.id], own) for s, own in zip(told.sheets, told.settings, strict=True)]
    days, other_days = place_beside(days, (d for found, _ in beside for d in found))
    places, other_places = place_beside(places, (p for _, found in beside for p in found))
    settings = (
        gather_days(days, "date"), gather_places(places, "place"), gather_days(other_days, NAMED_BESIDE[0]),
        gather_places(other_places, NAMED_BESIDE[1]), gather_acting(doings, bodies),
    )  # fmt: skip
    properties: list[Property] = [*gather_figures(counts, {}), *(p for p in settings if p)]
    settled = tuple(
        replace(p, values=tuple((find_origins(v, said, behind), said) for v, said in p.values)) for p in properties
    )
    figures = [(v, said) for p in settled if p.kind == "figure" for v, said in p.values]
    counted = {(s.claim.report, s.claim.source_id or ""): v.id for v, said in figures for s in said}
    event = _draw_event(told, settled, people)
    acting = [x for p in settled if p.kind == "body" for x in compare_acting(p, doings, bodies, event.id)]
    return Draft(event, settled, counted, tuple(sum_over_reports([v for v, _ in figures])), tuple(acting))


def _draw_event(told: Told, properties: Sequence[Property], people: Mapping[str, Mapping[str, str]]) -> Event:
    tellings = told.tellings
    mains = [t for t in tellings if t.main] or [t for t in tellings if t.family == tellings[0].family]
    kinds = Counter(t.type for t in mains)
    reports = tuple(dict.fromkeys(t.report for t in tellings if t.main))
    return Event(
        id=_event_id(told),
        type=min(kinds, key=lambda k: (-kinds[k], k)),  # type: ignore[arg-type]
        date=_event_date(mains),
        place=_most_said(properties, "place"),
        modality="asserted" if any(t.modality == "asserted" for t in mains) else mains[0].modality,  # type: ignore[arg-type]
        reports=reports,
        mentioned_in=tuple(r for r in dict.fromkeys(t.report for t in tellings if not t.main) if r not in reports),
        parties=list_parties(tellings, {s.id: s.reading for s in told.sheets}, people),
        values=tuple(v for p in properties for v, _ in p.values),
    )


def _event_id(told: Told) -> str:
    """An event's id is that of its first recorded claim: the earliest in the ledger, then in print."""
    sheets = {s.id: s for s in told.sheets}
    order = {s.id: n for n, s in enumerate(told.sheets)}

    def rank(t: Telling) -> tuple[bool, str, str, int]:
        reading = sheets[t.report].reading
        return (not t.main, reading.recorded or "~", reading.report.published or "~", order[t.report])

    first = min(told.tellings, key=rank)
    sheet = sheets[first.report]
    return sheet.ids[first.events[0].id] if first.events else untold_id(sheet)


def _event_date(tellings: Sequence[Telling]) -> str | None:
    """The day that most tellings give, and of that span of days the narrowest that one of them states within it."""
    known = [t.days for t in tellings if t.days is not None and (t.days.stated or t.days.is_precise)]
    days = Counter((d.first, d.last) for d in [d for d in known if d.stated] or known)  # what is inferred gives way
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
