"""What each report tells: its event claims gathered into tellings of one happening each, the main one first.

A telling is one report's account of one event. The day's release and its counterpart are one telling; an earlier round, a
capture years ago and a toll are others.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.language.names import fold_word
from sayso.model import Count, DateRange, EventClaim, Reading
from sayso.model.identity import report_key
from sayso.reconcile.marks import MONTHS, find_marks

FAMILIES: Mapping[str, str] = {
    "release": "freeing", "exchange": "freeing", "transfer": "freeing", "return_of_remains": "freeing",
    "deportation": "freeing", "rescue": "freeing", "escape": "freeing", "capture": "taking", "killing": "harm",
    "wounding": "harm", "death_in_custody": "harm", "mistreatment": "mistreatment", "agreement": "talk",
    "meeting": "talk", "other": "other",
}  # fmt: skip
STRONG_TYPES = ("exchange", "release", "rescue", "return_of_remains", "capture", "killing", "escape", "deportation")
KIND_WEIGHTS: Mapping[str, float] = {
    "exchange": 1.2, "release": 1.1, "return_of_remains": 1.1, "rescue": 1.1, "escape": 1.1, "killing": 1.0, "capture": 0.8,
    "deportation": 0.8, "transfer": 0.7, "death_in_custody": 1.0, "wounding": 0.8,
}  # fmt: skip
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|ober|ember)?\b\.?"
)
_PROPER = re.compile(r"(?<=[^\W_] )[A-Z][^\W\d_]{2,}|(?<=, )[A-Z][^\W\d_]{2,}")
PRECISE = 3  # days: a wider range (a month, "this year") does not tell two rounds apart


@dataclass(frozen=True, slots=True)
class Days:
    """Days from `first` to `last` (proleptic ordinals, both included); `stated` where words of the text give them."""

    first: int
    last: int
    stated: bool = True

    @property
    def is_precise(self) -> bool:
        """True where the range is narrow enough to tell two events of one week apart."""
        return self.last - self.first < PRECISE

    def gap(self, other: "Days") -> int:
        """Give the days between the two ranges: 0 where they touch."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True)
class Telling:
    """One happening as one report tells it; `key` is the report's key and the first event claim's id."""

    key: str
    report: str  # report id
    main: bool
    type: str
    modality: str
    days: Days | None
    events: tuple[EventClaim, ...] = ()
    counts: tuple[Count, ...] = ()
    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    ordinals: frozenset[float] = frozenset()
    freed: frozenset[float] = frozenset()  # exact figures of people let go
    proper: frozenset[str] = frozenset()  # folded capitalised words of the sentences that tell it
    said_days: frozenset[str] = frozenset()  # weekdays and calendar marks in the words that date it
    start: int = 0

    @property
    def family(self) -> str:
        """The family of the type: what frees, what takes, what harms."""
        return FAMILIES.get(self.type, "other")


@dataclass(slots=True)
class _Gathering:
    """Event claims of one report on the way to a telling."""

    events: list[EventClaim] = field(default_factory=list)
    days: Days | None = None

    @property
    def families(self) -> set[str]:
        return {FAMILIES[e.type] for e in self.events}

    @property
    def start(self) -> int:
        return min(e.trigger.start for e in self.events)


def read_days(when: DateRange | None) -> Days | None:
    """Turn a date range of a claim into days; null where neither end is known.

    >>> read_days(DateRange(None, None, "2031-03-14", "2031-03-14", "text", "day of month")).is_precise
    True
    """
    if when is None or not (when.earliest or when.latest):
        return None
    try:
        first = date.fromisoformat((when.earliest or when.latest or "")[:10]).toordinal()
        last = date.fromisoformat((when.latest or when.earliest or "")[:10]).toordinal()
    except ValueError:
        return None
    return Days(min(first, last), max(first, last), when.span is not None)


def published_day(reading: Reading) -> int | None:
    """Give the ordinal of the day on which a report was published, null where it is not known."""
    try:
        return date.fromisoformat((reading.report.published or "")[:10]).toordinal()
    except ValueError:
        return None


def tell_events(reading: Reading) -> tuple[Telling, ...]:
    """Gather a reading's event claims into tellings: the main one first, then those told in passing.

    A report without any event claim has one telling all the same: it tells of something that was not read.
    """
    gatherings = _gather(reading.claims.events)
    main = _pick_main(reading, gatherings)
    if main is not None:
        _draw_in(main, gatherings)
    owners = _own_counts(reading, gatherings, main)
    tellings = [
        _finish(reading, gathering, owners.get(id(gathering), ()), gathering is main) for gathering in gatherings
    ]
    if main is None:
        tellings.append(_untold(reading, owners.get(0, ())))
    return tuple(sorted(tellings, key=lambda t: (not t.main, t.start, t.key)))


def _gather(events: Sequence[EventClaim]) -> list[_Gathering]:
    """Join statements of one report that say so themselves: repeated (`same_as`) or legs of one exchange."""
    parent = {e.id: e.id for e in events}

    def root(e: str) -> str:
        while parent[e] != e:
            e = parent[e]
        return e

    for event in events:
        for other in (*event.same_as, event.counterpart):
            if other in parent:
                parent[root(event.id)] = root(other)
    gathered: dict[str, _Gathering] = defaultdict(_Gathering)
    for event in sorted(events, key=lambda e: (e.trigger.start, e.id)):
        gathered[root(event.id)].events.append(event)
    for gathering in gathered.values():
        gathering.days = _best_days(gathering.events)
    return list(gathered.values())


def _best_days(events: Iterable[EventClaim]) -> Days | None:
    """The narrowest stated date, then the narrowest inferred one; the earlier statement where two are equal."""
    found = [days for days in (read_days(e.date) for e in events) if days is not None]
    return min(found, key=lambda d: (not d.stated, d.last - d.first), default=None)


def _pick_main(reading: Reading, gatherings: Sequence[_Gathering]) -> _Gathering | None:
    """The happening that the head of the report tells: of the family that is told most, early, asserted, of these days."""
    length = max(1, len(reading.report.text))
    lead = max(160, length // 5)

    def weight(g: _Gathering) -> float:
        early = 1.0 - min(1.0, max(0, g.start - lead) / length)
        kinds = max(KIND_WEIGHTS.get(e.type, 0.4) for e in g.events)
        asserted = 1.0 if any(e.modality == "asserted" for e in g.events) else 0.6
        return kinds * asserted * (0.4 + 1.6 * early) + _recency(reading, g)

    told: dict[str, float] = defaultdict(float)
    for g in gatherings:
        for family in g.families:
            told[family] += max(0.0, weight(g)) * (1 + 0.2 * min(4, len(g.events)))
    return max(gatherings, key=lambda g: (weight(g) + 0.5 * max(told[f] for f in g.families), -g.start), default=None)


def _recency(reading: Reading, g: _Gathering) -> float:
    published = published_day(reading)
    if published is None or g.days is None:
        return 0.0
    if not g.days.stated:
        return 0.2
    return 0.6 if abs(published - g.days.last) <= PRECISE and g.days.is_precise else -0.6


def _draw_in(main: _Gathering, gatherings: list[_Gathering]) -> None:
    """Draw into the main telling what nothing sets apart from it: one family and days that touch, or none stated."""
    for other in list(gatherings):
        if other is main or not other.families & main.families:
            continue
        if other.days is None or not other.days.stated:
            fits = not _other_days_said(main.events, other.events)
        else:
            fits = main.days is not None and other.days.is_precise and main.days.gap(other.days) == 0
        if fits:
            main.events.extend(other.events)
            main.days = main.days if main.days and main.days.stated else _best_days(main.events) or main.days
            gatherings.remove(other)


def _own_counts(
    reading: Reading, gatherings: Sequence[_Gathering], main: _Gathering | None
) -> dict[int, tuple[Count, ...]]:
    """Give each count to the telling that its event claim stands in, else to the main one (key 0 where there is none).

    Of those freed, "41 had been held without trial" tells of the day's event, whatever its own verb: a count that is a
    part of one of the main figures, or stands in one sentence with the main event, belongs to it.
    """
    home = {event.id: id(g) for g in gatherings for event in g.events}
    named = {count: event.id for g in gatherings for event in g.events for count in event.counts}
    first = id(main) if main else 0
    counts = {c.id: c for c in reading.claims.counts}
    own = {c.id: home.get(c.event or named.get(c.id) or "") for c in counts.values()}
    states = {id(g) for g in gatherings if g.families <= {"taking", "mistreatment", "other", "talk"}}
    sentences = _sentences_of(reading.report.text, main.events if main else ())

    def place(count: Count, depth: int = 4) -> int:
        at, whole = own[count.id], counts.get(count.whole or "")
        if at is None or at in states:
            near = any(start <= count.span.start < end for start, end in sentences)
            if whole is not None and depth and (at is None or own[whole.id] == first):
                return place(whole, depth - 1)
            background = at is not None and count.basis == "cumulative" and len(gatherings) > 1
            if at is None or near or (not background and _not_elsewhen(gatherings, at, main)):
                return first
        return at

    owned: dict[int, list[Count]] = defaultdict(list)
    for count in counts.values():
        owned[place(count)].append(count)
    return {key: tuple(found) for key, found in owned.items()}


def _not_elsewhen(gatherings: Sequence[_Gathering], at: int, main: _Gathering | None) -> bool:
    """True where nothing says that a telling is of other days than the main one."""
    days = next((g.days for g in gatherings if id(g) == at), None)
    if days is None or not days.stated:
        return True
    return main is not None and main.days is not None and days.is_precise and days.gap(main.days) == 0


def _sentences_of(text: str, events: Sequence[EventClaim]) -> list[tuple[int, int]]:
    """The stretches between full stops in which events stand."""
    found = []
    for event in events:
        start = max(text.rfind(stop, 0, event.trigger.start) for stop in (". ", "\n", ".” ", "? "))
        ends = [n for n in (text.find(stop, event.trigger.end) for stop in (". ", "\n", ".”")) if n >= 0]
        found.append((start + 1, min(ends, default=len(text))))
    return found


def _finish(reading: Reading, gathering: _Gathering, counts: tuple[Count, ...], main: bool) -> Telling:
    events = tuple(sorted(gathering.events, key=lambda e: (e.trigger.start, e.id)))
    kinds = [e.type for e in events]
    kind = next((k for k in STRONG_TYPES if k in kinds), kinds[0])
    modality = "asserted" if any(e.modality == "asserted" for e in events) else events[0].modality
    places = {e.place.gazetteer or e.place.name.casefold() for e in events if e.place}
    places |= {e.place.name.casefold() for e in events if e.place}
    figures = [c for c in counts if c.basis != "ordinal"]
    return Telling(
        key=f"{report_key(reading.report)}#{events[0].id}",
        report=reading.report.id,
        main=main,
        type=kind,
        modality=modality,
        days=gathering.days,
        events=events,
        counts=counts,
        places=frozenset(places),
        names=frozenset(p.name for e in events for p in e.participants),
        numbers=frozenset(float(c.value.best) for c in figures if c.value.best is not None),
        ordinals=frozenset(float(c.value.best) for c in counts if c.basis == "ordinal" and c.value.best is not None),
        freed=frozenset(
            float(c.value.best)
            for c in figures
            if c.status in ("released", "exchanged")
            and c.hedge == "exact"
            and c.value.best
            and c.basis == "incremental"
        ),
        proper=_proper_words(reading.report.text, events),
        said_days=_days_of(events),
        start=events[0].trigger.start,
    )


def _proper_words(text: str, events: Sequence[EventClaim]) -> frozenset[str]:
    """Fold the capitalised words of the sentences in which events stand; days and months name nothing."""
    told = (found[0] for a, b in _sentences_of(text, events) for found in _PROPER.finditer(text[a:b]))
    return frozenset(fold_word(w) for w in told if not _WEEKDAY.fullmatch(w) and not _MONTH.fullmatch(w))


def _days_of(events: Iterable[EventClaim]) -> frozenset[str]:
    return frozenset(m for e in events if e.date and e.date.text for m in _name_days(e.date.text))


def _other_days_said(main: Iterable[EventClaim], other: Iterable[EventClaim]) -> bool:
    """True where both name a day and not the same one, though nothing says of which year or week."""
    one, two = _days_of(main), _days_of(other)
    return bool(one and two and not one & two)


def _name_days(text: str) -> frozenset[str]:
    days = {found.casefold() for found in _WEEKDAY.findall(text)}
    return find_marks(text) | days | {f"m{MONTHS[found.lower()]:02}" for found in _MONTH.findall(text)}


def _untold(reading: Reading, counts: tuple[Count, ...]) -> Telling:
    return Telling(
        key=f"{report_key(reading.report)}#",
        report=reading.report.id,
        main=True,
        type="other",
        modality="asserted",
        days=None,
        counts=counts,
        numbers=frozenset(float(c.value.best) for c in counts if c.value.best is not None and c.basis != "ordinal"),
    )
