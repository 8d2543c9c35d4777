"""Ordinals against the record: where an event is told as the sixth exchange, how many the record holds up to it.

No verdict: the rank as told and the exchanges on record stand side by side, each with what it rests on.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sayso.language.names import fold_word
from sayso.model import Count, Event, Party, Rank, Reading, Value
from sayso.reconcile.figure_likeness import FREED
from sayso.reconcile.parties import OPENING, STEM
from sayso.reconcile.sums import Homes
from sayso.reconcile.tellings import PRECISE

_KIND = re.compile(r"\b(exchange|swap|release|handover|round)s?$", re.IGNORECASE)
_OF_RELEASES = re.compile(
    r"\W+of (?:\S+ ){0,3}?(?:exchange|swap|release|handover)", re.IGNORECASE
)  # a round of talks is none
_WAS = re.compile(  # "Saturday's release was the third"
    r"\b(exchange|swap|release|handover)\b[^.,;:!?]{0,40}\b(?:was|is|marks?|marked|became) (?:the |a |their )?$", re.IGNORECASE
)  # fmt: skip
_ELSEWHERE = re.compile(  # the words before say that the rank is another event's, or has still to come
    r"\b(?:after|before|since|until|till|following|ahead of|prior to|from|to|towards?|for|between|next|coming|planned|"
    r"expected|future|possible|upcoming|earlier|previous|last)(?: (?:the|a|an|their|its|that))?"
    r"(?: (?:next|coming|planned|expected|future|possible|upcoming|earlier|previous|last))? $",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|this (?:year|month|week))\b(?: [^\s.,;:!?()]+){0,6}", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?: (?:an?|the|its|their|his|her|of|in|on|at|to|by|with|for|from|and|or))+$", re.IGNORECASE)
_SINCE_DAY = re.compile(r"since\b|this (?:year|month|week)\b", re.IGNORECASE)
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|remains|corpses|dead)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?;]\s|\n")
_REACH = 90  # code points after a rank within which words say since when it counts


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank as one report tells it: the count, the noun that it counts, since when (as printed, and ISO), whether of bodies."""

    count: str
    number: int
    kind: str
    since: str | None
    start: str | None
    bodies: bool


def note_ranks(reading: Reading) -> tuple[Ranked, ...]:
    """List the ranks that a report gives to exchanges and releases that took place."""
    return tuple(found for count in reading.claims.counts if (found := _read_rank(reading, count)) is not None)


def _read_rank(reading: Reading, count: Count) -> Ranked | None:
    number, text = count.value.best, reading.report.text
    if count.basis != "ordinal" or not isinstance(number, int) or number < 1:
        return None
    before = _STOP.split(text[max(0, count.span.start - _REACH) : count.span.start])[-1]
    after = _STOP.split(text[count.span.end : count.span.end + _REACH])[0].rstrip(".!?")
    event = next((e for e in reading.claims.events if e.id == count.event or count.id in e.counts), None)
    kind = _KIND.search(count.of or count.span.text) or _WAS.search(before)
    if kind is None or _ELSEWHERE.search(before) or (event is not None and event.modality != "asserted"):
        return None
    if kind[1].lower() == "round" and not (_OF_RELEASES.match(after) or re.search("exchange|swap", count.of or "")):
        return None
    since = _SINCE.search(after)
    stretch = (count.span.end, count.span.end + len(after))
    return Ranked(
        count.id,
        number,
        kind[1].lower(),
        _CUT_OFF.sub("", " ".join(since[0].split())) if since else None,
        _read_start(reading, stretch) if since else None,
        bool(_BODIES.search(count.span.text) or re.match(r"\W+of (?:the )?(?:bod|remains|corpses|dead)", after)),
    )


def _read_start(reading: Reading, stretch: tuple[int, int]) -> str | None:
    """Give the first day of the range that words behind a rank name ("since March", "this year")."""
    for setting in reading.claims.settings:
        if setting.date and stretch[0] <= setting.span.start < stretch[1] and _SINCE_DAY.match(setting.span.text):
            return setting.date.earliest
    return None


Sides = frozenset[tuple[str, frozenset[str]]]  # of each party: the joined one or "", and the stems of its name


@dataclass(frozen=True, slots=True)
class _Told:
    """A rank that one report gives to an event of the record, the value that it went into and its claim."""

    event: Event
    ranked: Ranked
    value: Value
    claim: str


@dataclass(slots=True)
class _Shelf:
    """The exchanges of the same parties under the same names: those of one day (day, event id), and how many others."""

    days: list[tuple[str, str]] = field(default_factory=list)
    undated: int = 0


def hold_ranks(
    told: Sequence[tuple[Reading, Sequence[Ranked]]], events: Sequence[Event], homes: Homes
) -> tuple[Rank, ...]:
    """Hold each rank that reports give an event against the exchanges or releases on record of the same parties up to its day.

    A rank counts from the day since which its words count, where they name one. Events of which no single day is known are
    not counted, and said beside the figure; an event of no known day or party is held against nothing.
    """
    found = list(_place_ranks(told, events, homes))
    groups: dict[tuple[str, int, str, bool], list[_Told]] = defaultdict(list)
    for one in found:
        groups[one.event.id, one.ranked.number, one.ranked.start or "", one.ranked.bodies].append(one)
    standing = {one.value.id for one in found}
    shelves = {bodies: _shelve(events, bodies, standing) for bodies in sorted({one.ranked.bodies for one in found})}
    return tuple(_hold(groups[key], shelves[key[-1]]) for key in sorted(groups))


def _place_ranks(
    told: Sequence[tuple[Reading, Sequence[Ranked]]], events: Sequence[Event], homes: Homes
) -> Iterator[_Told]:
    """Give each rank the event in which it stands, or the main one of its report where that one has no place in a series.

    Of two ranks that one report gives an event for one range, nothing says which is the event's: neither is held.
    """
    values = {v.id: (v, e) for e in events for v in e.values} if any(ranks for _, ranks in told) else {}
    mains = {report: e for e in events for report in e.reports}
    for reading, ranks in told:
        report = reading.report.id
        placed: list[_Told] = []
        for one in ranks:
            home = values.get(homes.get((report, one.count), ""))
            claims = [c for c in home[0].claims if c.report == report and c.source_id == one.count] if home else []
            if home is None or not claims or claims[0].review == "rejected":
                continue
            near = (e for e in (home[1], mains.get(report)) if e is not None and _is_placed(e, one.bodies))
            placed += [_Told(event, one, home[0], claims[0].id) for event in islice(near, 1)]
        for found in placed:
            rivals = (p.ranked for p in placed if p.event is found.event and p.ranked.since == found.ranked.since)
            if all(r.number == found.ranked.number for r in rivals):
                yield found


def _is_placed(event: Event, bodies: bool) -> bool:
    """True where an event lets go, has a day and names a side: where it can stand in a series."""
    return _lets_go(event, bodies) and _day(event) is not None and bool(_sides(event))


def _lets_go(event: Event, bodies: bool) -> bool:
    if event.modality != "asserted":
        return False
    if bodies:
        return event.type == "return_of_remains"
    moved = event.type == "transfer" and any(v.property.split(":")[0].replace(" ", "_") in FREED for v in event.values)
    return moved or event.type in ("exchange", "release")


def _day(event: Event) -> str | None:
    """Give the last day of an event, null where its days are too many to place it in a series."""
    first, _, last = (event.date or "").partition("/")
    if not last:
        return first or None
    return last if (date.fromisoformat(last) - date.fromisoformat(first)).days < PRECISE else None


def _sides(event: Event) -> Sides:
    return frozenset(found for p in event.parties if p.role in ("agent", "party") for found in _name_side(p))


def _name_side(party: Party) -> Iterator[tuple[str, frozenset[str]]]:
    words = [w for w in re.findall(r"[^\W\d_]+", party.name) if w[:1].isupper() and w.casefold() not in OPENING]
    if words or party.person:
        yield party.person or "", frozenset(fold_word(w)[:STEM] or w for w in words)


def _shelve(events: Sequence[Event], bodies: bool, standing: set[str]) -> Mapping[Sides, _Shelf]:
    """Put the events that let go on shelves by their sides; one that is known by a rank alone is no further exchange."""
    shelves: dict[Sides, _Shelf] = defaultdict(_Shelf)
    for event in events:
        sides = _sides(event) if _lets_go(event, bodies) else None
        day = _day(event)
        if sides and day:
            shelves[sides].days.append((day, event.id))
        elif sides and not any(v.id in standing for v in event.values):
            shelves[sides].undated += 1
    for shelf in shelves.values():
        shelf.days.sort()
    return shelves


def _are_one(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    if one[0] and other[0]:
        return one[0] == other[0]
    return bool(one[1] and other[1]) and (one[1] <= other[1] or other[1] <= one[1])


def _are_of_one_series(own: Sides, other: Sides) -> bool:
    """True where two events are of the same parties: of two sides both, where one event names a single side that one."""
    shared = sum(any(_are_one(a, b) for b in other) for a in own)
    return shared >= min(2, len(own), len(other))


def _hold(told: Sequence[_Told], shelves: Mapping[Sides, _Shelf]) -> Rank:
    event, first = told[0].event, told[0].ranked
    own, day = _sides(event), _day(event) or ""
    series = [shelf for sides, shelf in shelves.items() if _are_of_one_series(own, sides)]
    held = sorted(one for shelf in series for one in shelf.days if (first.start or "") <= one[0] <= day)
    since = next((t.ranked.since for t in told if t.ranked.since), None)
    return Rank(
        event=event.id,
        value=told[0].value.id,
        rank=first.number,
        kind=first.kind,
        claims=tuple(dict.fromkeys(t.claim for t in told)),
        since=since,
        start=first.start,
        held=tuple(key for _, key in held),
        difference=(first.number - len(held)) or None,
        reason=_say_held(first, len(held), sum(shelf.undated for shelf in series), since),
    )


def _say_held(told: Ranked, count: int, undated: int, since: str | None) -> str:
    counted = f", counted from {told.start}," if told.start else ""
    words = f"the record holds {count} of these parties{counted} up to it"
    if count == told.number:
        return f"{words}, as many as told"
    if count < told.number:
        short = told.number - count
        beside = f", or among the {undated} of which no day is known" if undated else ""
        return f"{words}: {short} {'is' if short == 1 else 'are'} not in what was read{beside}"
    later = "" if told.start else f", or the count starts later{f' ({since})' if since else ''}"
    return f"{words}, {count - told.number} more than that: one may be counted twice{later}"
