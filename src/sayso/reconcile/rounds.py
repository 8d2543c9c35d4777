"""Rounds of one series told without a day: what tells them apart, and what brings tellings of one round together.

The rounds of a deal are told in the same words, of the same parties, often by the same hand: where no day parts them, the
likeness of wording is that of the series. What remains is what each report says of its own round and of the others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from sayso.language.names import name_keys
from sayso.model import Count, Reading
from sayso.reconcile.figure_likeness import FREED, leave_open, telling_words
from sayso.reconcile.tellings import Telling
from sayso.reconcile.wires import cite_keys, home_keys, named_wires

TELLING_SIZE = 13  # smaller figures are met again by chance
MOST_SHARED = 2  # figures in common of which each speaks for one round
CLOSE, NEAR = 0.9, 0.75  # of two figures for one thing: a correction or a rounding; a rival count
WIDE = 1.3  # "more than 200" is seldom said of 260
ROUNDED = 0.1  # within which a hedged figure is told of an exact one: "more than 1,200" of 1,204
OPEN = ("planned", "conditional", "demanded")  # of an event claim: what has still to come
_RANKS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
# Broader than what `ranks` holds against the record: "the second batch" and "the third of nine" part two rounds as well,
# although nothing on record can be counted by them.
_RANKED = re.compile(
    rf"\b({'|'.join(_RANKS)})\s+(?:of\b|(?:such\s+|[\w-]+\s+)?(?:exchange|swap|release|round|handover|transfer|batch|stage|phase)\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_AFTER = 60  # code points behind a part that say which part it is


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as printed and what it leaves open, from `low` to `high`."""

    best: float
    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        """True where nothing is left open."""
        return self.low == self.high

    def nearness(self, other: "Amount") -> float:
        """How near two amounts are: 1 where their ranges meet, else the ratio of the ends that face each other."""
        low, high = min(self.high, other.high), max(self.low, other.low)
        return 1.0 if low >= high else low / high

    def stands_for(self, other: "Amount") -> bool:
        """True for one figure, or a rounding of it under a hedge."""
        if self.is_exact and other.is_exact:
            return self.best == other.best
        small, great = sorted((self.best, other.best))
        return self.nearness(other) == 1.0 and great - small <= ROUNDED * great


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that is a part of a whole, with the words that say which."""

    whole: float
    amount: float
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Round:
    """What one report says of its round: those let go or taken in it, or still to be (`moved`, `owed`), and all its people.

    `aside` are figures of those let go or taken in other rounds that it mentions, `left` those whom it leaves in captivity;
    `ranks` its place in a series, `told_of` the sounds of the full names of people who do not speak for anybody, `outlet`
    and `cited` what it and the agencies after which it tells are recognised by.
    """

    act: str  # "freed", "taken", "held", "untold", or "" for what else befalls people
    lead: Amount | None  # the first figure of people
    moved: tuple[Amount, ...]
    owed: tuple[Amount, ...]
    amounts: tuple[Amount, ...]
    aside: frozenset[float]
    left: frozenset[float]
    parts: tuple[Part, ...]
    ranks: frozenset[int]
    told_of: frozenset[str]
    outlet: frozenset[str]
    cited: frozenset[str]


def read_round(reading: Reading, tellings: Sequence[Telling]) -> Round:
    """Give the round that a report tells, from its tellings, the main one first."""
    main = tellings[0]
    terms = {t.count for d in reading.claims.deals for t in d.terms}
    own = [c for c in main.counts if c.unit in ("person", "body") and c.basis != "ordinal" and c.id not in terms]
    owed = [e for e in main.events if e.modality in OPEN] if main.modality == "asserted" else []
    promised = [c for c in own if any(c.event == e.id or c.id in e.counts for e in owed)]
    kept = tuple(c for c in reading.claims.counts if c.status == "held" and c.whole is None)
    amounts = tuple(_amounts(own))
    aside = {
        a.best for t in tellings[1:] if t.family == main.family for a in _amounts(c for c in t.counts if _moves(c, t))
    }
    moved = tuple(_amounts(c for c in own if _moves(c, main) and c not in promised))
    lead = next(iter(amounts), None)
    ranks = {int(n) for n in main.ordinals} | {_RANKS[m[1].lower()] for m in _RANKED.finditer(reading.report.text)}
    return Round(
        act=_name_act(main, own),
        lead=lead,
        moved=moved or ((lead,) if lead else ()),
        owed=tuple(_amounts(promised)),
        amounts=amounts,
        aside=frozenset(aside - {a.best for a in amounts}),
        left=frozenset(a.best for a in _amounts((*promised, *kept))),
        parts=tuple(_parts(reading)),
        ranks=frozenset(ranks),
        told_of=frozenset(_told_of(reading)),
        outlet=home_keys(reading.report.outlet),
        cited=frozenset(key for name in named_wires(reading) for key in cite_keys(name)),
    )


def _moves(count: Count, telling: Telling) -> bool:
    return count.status == "captured" if telling.family == "taking" else count.status in FREED


def _name_act(main: Telling, own: Sequence[Count]) -> str:
    """Give what befalls people in the main telling; "untold" where no event of the report was read."""
    if main.family == "freeing" or (not main.events and any(c.status in FREED for c in own)):
        return "freed"
    if main.family != "taking":
        return "" if main.events else "untold"
    return "held" if any(c.status == "held" for c in own) else "taken"


def _amounts(counts: Iterable[Count]) -> Iterator[Amount]:
    for count in counts:
        v = count.value
        if v.best is not None and v.best > 0:
            low, high = leave_open(v.best, v.low, v.high, count.hedge)
            yield Amount(float(v.best), max(low, v.best / WIDE), min(high, v.best * WIDE))
            if count.of and _OTHERS.search(count.of) and count.hedge == "exact":
                yield Amount(v.best + 1.0, v.best + 1.0, v.best + 1.0)  # "she and 14 others"


def _parts(reading: Reading) -> Iterator[Part]:
    counts = {c.id: c for c in reading.claims.counts}
    for count in counts.values():
        whole = counts.get(count.whole or "")
        if whole is None or whole.value.best is None or count.value.best is None or count.hedge != "exact":
            continue
        behind = reading.report.text[count.span.end : count.span.end + _AFTER]
        words = telling_words(re.split(r"[.;,\n]| and \d| and [a-z]+ under", behind)[0])
        if words:
            yield Part(float(whole.value.best), float(count.value.best), words)


def _told_of(reading: Reading) -> Iterator[str]:
    speaking = {a.speaker.entity for a in reading.claims.attributions if a.speaker is not None}
    for entity in reading.claims.entities:
        if entity.kind == "person" and entity.id not in speaking:
            keys = sorted(name_keys(entity.name))
            yield from (f"{a} {b}" for a, b in combinations(keys, 2))


def weigh_rounds(a: Round, b: Round) -> float:
    """Say how much speaks for one round and against (log odds) where nothing says of two tellings on which days they were.

    The weights were set on undated copies of two invented series and of reports of real exchanges.
    """
    shared, back = _shared(a.amounts, b.amounts), _shared(b.amounts, a.amounts)
    large = min(sum(n >= TELLING_SIZE for n in found) for found in (shared, back))
    score = -2.0 if {a.act, b.act} == {"freed", "taken"} else 0.0
    score += 0.9 * min(MOST_SHARED, large) + 1.0 * bool(a.ranks & b.ranks)
    score += 1.3 * min(MOST_SHARED, len(a.told_of & b.told_of))
    score += 0.4 * any(x.stands_for(y) for x in a.moved for y in b.moved if x.best >= TELLING_SIZE)
    score += 1.2 * bool(a.outlet & b.cited or b.outlet & a.cited)
    if a.act and b.act and a.moved and b.moved:
        near = max(x.nearness(y) for x in (*a.moved, *a.owed) for y in (*b.moved, *b.owed))
        score -= 2.5 if near < NEAR else 1.2 if near < CLOSE else 0.0
        score -= 0.8 * (_misses_lead(a, b) + _misses_lead(b, a))
    alike = a.act == b.act and {x.best for x in a.moved} & {x.best for x in b.moved}
    if shared and not large and not alike:
        score -= 0.6
    if a.outlet & b.outlet and not large:
        score -= 1.2
    return score


def rounds_clash(a: Round, b: Round) -> bool:
    """True where what two reports say makes two rounds of their events, though nothing says when they were.

    One tells in passing what the other mainly tells; one lets go whom the other leaves in captivity; one names the second
    exchange and one the first; or the same whole falls into the same parts, with other figures.
    """
    if a.ranks and b.ranks and not a.ranks & b.ranks:
        return True
    return _tells_aside(a, b) or _tells_aside(b, a) or _goes_on(a, b) or _goes_on(b, a) or _parts_clash(a, b)


def rounds_agree(a: Round, b: Round) -> bool:
    """True where two reports let go the same many, name the same place in a series, or tell of the same person."""
    large = {x.best for x in a.moved if x.best >= TELLING_SIZE and any(x.stands_for(y) for y in b.moved)}
    return bool(large or a.ranks & b.ranks or a.told_of & b.told_of)


def _misses_lead(a: Round, b: Round) -> bool:
    """True where the first figure of one report is nowhere in the other."""
    return a.lead is not None and not any(a.lead.nearness(x) >= CLOSE for x in b.amounts)


def _shared(own: Iterable[Amount], other: Sequence[Amount]) -> Set[float]:
    return {x.best for x in own if any(x.stands_for(y) for y in other)}


def _exact(amounts: Iterable[Amount]) -> Set[float]:
    return {a.best for a in amounts if a.is_exact}


def _tells_aside(a: Round, b: Round) -> bool:
    """True where one report mentions as another round what the other report mainly tells."""
    moved = _exact(b.moved)
    if not moved or any(x.stands_for(y) for x in a.moved for y in b.moved):
        return False
    return moved <= a.aside or any(n >= TELLING_SIZE for n in moved & a.aside)


def _goes_on(a: Round, b: Round) -> bool:
    """True where those whom one report leaves in captivity go free in the other: "six remain", "the last six"."""
    moved = _exact(b.moved)
    return (
        b.act == "freed"
        and bool(a.moved)
        and bool(a.left & moved)
        and not a.left & b.left
        and not _exact(a.moved) & moved
    )


def _parts_clash(a: Round, b: Round) -> bool:
    pairs = [(x, y) for x in a.parts for y in b.parts if x.whole == y.whole]
    rivals = any(2 * len(x.words & y.words) >= len(x.words | y.words) for x, y in pairs)
    return rivals and not any(x.amount == y.amount for x, y in pairs)
