"""How likely two counted claims of one event are of one property: by what was done, to whom, whose they are, how many."""

import re
from functools import cache, lru_cache

from sayso.language.lexicon import read_lexicon
from sayso.language.names import fold_word
from sayso.model import Count
from sayso.reconcile.saying import Said

FREED = frozenset(["released", "exchanged", "rescued", "transferred", "deported", "remains_returned"])
KEPT = frozenset(["held", "captured", "missing"])
HURT = frozenset(["killed", "wounded", "hospitalised"])
TOLLS = HURT | {"missing", "rescued"}
PLAIN = frozenset(fold_word(w).rstrip("s") for w in ("people", "persons", "others", "members", "individuals", "men"))
ONE_PROPERTY = 0.9  # likeness from which two figures are of one property; see `property_likeness`
TELLING_SIZE = 13  # a figure of thirteen and more seldom stands for two things in one event; small ones often do
PLAIN_WORD = 0.05  # "people" may be anybody
FAR = -0.6  # two figures of which one is less than half of the other
ROUNDING = 0.15  # what "about" and "nearly" leave open, where no bound is known
PLANNED = 0.4  # another figure is owed than was let go: rather two things than one
SMALL = 0.3  # two small figures of people to whom two things were done: seldom one thing
OVER_TIME = 0.6  # "now five this week" beside the four of today
UNTOLD = 0.3  # two figures of people of whom nothing says what was done to them
OTHER_SIDE = 1.5  # 58 let go by one side, 58 by the other: two things, though the figure be one
APART = -9.0  # nothing makes up for it
_NEGATING = frozenset(["never", "without", "not", "no"])
_EMPTY_WORDS = frozenset(
    "the for too out off its his her our all who had has have been being were was are with from under into that which "
    "they them their said put told this these those".split()
)


def property_likeness(a: Said, b: Said) -> float:
    """Score how likely two counted claims of one event are of one property, equal in figure or not; see `ONE_PROPERTY`."""
    one, other = a.count, b.count
    if one is None or other is None or _kind_of_unit(one) != _kind_of_unit(other):
        return APART
    if (one.basis == "ordinal") != (other.basis == "ordinal"):
        return APART
    if one.basis == "ordinal":
        return 1.0 if a.claim.report != b.claim.report or one.span == other.span else APART
    toll = one.status in TOLLS and other.status in TOLLS
    kept = _are_the_same_kept(a, b)
    score = 0.3 if kept else _status_likeness(one.status, other.status)
    score -= UNTOLD if one.status == other.status == "other" and not _nearly_one(one, other) else 0.0
    score += 0.2 if one.basis == other.basis else 0.0 if toll or kept else -0.3
    score += 0.2 if a.part == b.part else 0.0 if toll else -0.3
    score -= 0.6 if one.unit != other.unit and not toll else 0.0  # bodies given back are no people let go
    score += _word_likeness(one.of, other.of)
    if a.qualifier and b.qualifier:
        fits = _admits(one, other) or _admits(other, one)  # "more than 130 ... taken from school": 137, told otherwise
        score += 0.3 if telling_words(a.qualifier) & telling_words(b.qualifier) else -0.3 if fits else -0.8
    if a.sides and b.sides:
        score += 0.5 if a.sides & b.sides else -0.7
    score += _scope_likeness(a, b) - (OTHER_SIDE if _swapped(a, b) else 0.0)
    size = _size_likeness(one, other)
    score += size + (0.3 if toll and size == 0.0 else 0.0)  # a toll moves from day to day
    if a.claim.report == b.claim.report:
        return score + _one_report(a, b)
    one_day = (a.claim.said or "")[:10] == (b.claim.said or "")[:10]
    if a.speaker and a.speaker == b.speaker and one_day and quantity(one) != quantity(other):
        score -= 1.0  # one speaker of one day, in two reports: two things, as in one report
    return score


def _are_the_same_kept(a: Said, b: Said) -> bool:
    """ "19 were captured" here and "19 are in its hands" there: those who were taken are those who are held."""
    one, other = a.count, b.count
    if one is None or other is None or a.claim.report == b.claim.report or quantity(one) != quantity(other):
        return False
    return {one.status, other.status} == {"captured", "held"} and (one.value.best or 0) >= TELLING_SIZE


def _scope_likeness(a: Said, b: Said) -> float:
    """What speaks against one property although the words are alike: others counted, others' people, not yet done."""
    one, other = a.count, b.count
    if one is None or other is None or quantity(one) == quantity(other):
        return 0.0
    score = -0.8 if a.beside != b.beside else -0.4 if a.beside else 0.0
    score -= OVER_TIME if a.over_time != b.over_time and not {one.status, other.status} & TOLLS else 0.0
    small = all((_size(c) or TELLING_SIZE) < TELLING_SIZE and c.hedge == "exact" for c in (one, other))
    score -= SMALL if small and one.status != other.status else 0.0
    told_by_two = bool(a.speaker and b.speaker and a.speaker != b.speaker)
    score -= 1.2 if a.ours and b.ours and told_by_two else 0.0
    return score - (PLANNED if is_owed(a) != is_owed(b) else 0.0)


def _swapped(a: Said, b: Said) -> bool:
    """True where both sides let people go, and each of the two figures is of another side's people."""
    return not a.acting & b.acting and bool(a.acting & b.across and b.acting & a.across)


def is_owed(one: Said) -> bool:
    """True for what is still to be done: planned, conditional or demanded, or a term of the report's deal."""
    if one.event is not None and one.event.modality in ("planned", "conditional", "demanded"):
        return True
    return one.count is not None and any(t.count == one.count.id for d in one.reading.claims.deals for t in d.terms)


def _one_report(a: Said, b: Said) -> float:
    """One voice seldom gives two figures for one thing in one report, unless it corrects or rounds."""
    one, other = a.count, b.count
    if one is None or other is None:
        return APART
    rivals = bool(a.speaker and b.speaker and a.speaker != b.speaker)
    within = other.id == one.whole or one.id == other.whole
    if within and (not rivals or a.part or b.part or _breaks_down(a if other.id == one.whole else b)):
        return APART
    if quantity(one) == quantity(other):
        return 0.0 if one.of == other.of or (one.value.best or 0) >= TELLING_SIZE else -0.5
    if a.corrects or b.corrects:
        return 0.0
    if a.speaker != b.speaker:
        if _size_likeness(one, other) <= FAR:
            return -1.0
        if rivals:
            return 0.3 if one.status == other.status else 0.0
        return 0.0 if _same_noun(one.of, other.of) else -0.6  # "175 defenders ... 140 of the enemy's servicemen"
    return -0.2 if _admits(one, other) or _admits(other, one) else -2.0


def _breaks_down(part: Said) -> bool:
    """True where the voice that gives a part gives its whole other parts as well: they are no rivals of the whole."""
    if part.count is None:
        return False
    named = {a.id: a.speaker.name for a in part.reading.claims.attributions if a.speaker is not None}
    voice = named.get(part.count.attribution or "")
    own = [c for c in part.reading.claims.counts if c.whole == part.count.whole]
    return sum(named.get(c.attribution or "") == voice for c in own) > 1


def quantity(count: Count) -> tuple[object, ...]:
    """Give what makes two counts one value: figure, bounds and hedge (all exact ones alike)."""
    v = count.value
    return (v.best, v.low, v.high, count.hedge)


def _kind_of_unit(count: Count) -> str:
    return "person" if count.unit in ("person", "body") else count.unit


def _status_likeness(a: str, b: str) -> float:
    if a == b:
        return 0.6 if a != "other" else 0.3
    for family in (FREED, KEPT, HURT):
        if a in family and b in family:
            return 0.3 if family is FREED else -0.4
    return 0.1 if "other" in (a, b) else -0.6


def _word_likeness(a: str | None, b: str | None) -> float:
    left, right = (_of_words(x) for x in (a, b))
    if not left or not right:
        return 0.1
    if left[-1] == right[-1]:
        return 0.2 if left[-1] in PLAIN else 0.5
    if left[-1] in PLAIN or right[-1] in PLAIN:
        return PLAIN_WORD
    both_held = left[-1] in held_words() and right[-1] in held_words()
    return 0.3 if set(left) & set(right) or both_held else -0.1


def _nearly_one(a: Count, b: Count) -> bool:
    sizes = [n for n in (_size(a), _size(b)) if n]
    return quantity(a) == quantity(b) or len(sizes) < 2 or min(sizes) >= 0.9 * max(sizes)


def _same_noun(a: str | None, b: str | None) -> bool:
    """True where two phrases count by one noun, or one of them by none of its own."""
    left, right = (_of_words(x) for x in (a, b))
    return not left or not right or left[-1] == right[-1] or left[-1] in PLAIN or right[-1] in PLAIN


@cache
def held_words() -> frozenset[str]:
    """Give the folded nouns for people in captivity, without the sign of the plural."""
    return frozenset(fold_word(row[0]).rstrip("s") for row in read_lexicon("held_nouns"))


@lru_cache(maxsize=20_000)
def _of_words(of: str | None) -> tuple[str, ...]:
    return tuple(fold_word(w).rstrip("s") for w in re.findall(r"[^\W\d_]+", of or "") if len(w) > 2)


def _size_likeness(a: Count, b: Count) -> float:
    if quantity(a) == quantity(b):
        left, right = _of_words(a.of), _of_words(b.of)
        one_noun = bool(left and right and left[-1] == right[-1] and left[-1] not in PLAIN)
        return 0.9 if (a.value.best or 0) >= TELLING_SIZE else 0.5 if one_noun else 0.3
    sizes = [n for n in (_size(a), _size(b)) if n]
    if len(sizes) < 2:
        return 0.0
    if _admits(a, b) or _admits(b, a):
        return 0.2 if min(sizes) / max(sizes) > 0.6 else -0.1
    ratio = min(sizes) / max(sizes)
    return 0.2 if ratio >= 0.8 else 0.0 if ratio >= 0.45 else FAR if ratio >= 0.3 else 2 * FAR


def _size(count: Count) -> float | None:
    v = count.value
    return next((float(n) for n in (v.best, v.low, v.high) if n is not None), None)


def _admits(bound: Count, exact: Count) -> bool:
    """True where a hedged figure leaves room for the other ("more than 600" for 602)."""
    if bound.hedge == "exact" or exact.value.best is None:
        return False
    v = bound.value
    low, high = leave_open(v.best, v.low, v.high, bound.hedge)
    return low <= exact.value.best <= high


def leave_open(
    best: float | str | None, low: float | None, high: float | None, hedge: str | None
) -> tuple[float, float]:
    """Give the least and the greatest that a figure leaves open; "about 270" and "nearly 150" leave a rounding."""
    if hedge in ("about", "nearly") and isinstance(best, int | float):
        low = best * (1 - ROUNDING) if low is None else low
        high = best * (1 + ROUNDING) if high is None else high
    return (low if low is not None else float("-inf")), (high if high is not None else float("inf"))


@cache
def telling_words(phrase: str) -> frozenset[str]:
    """Give the bearing words of a part's description, cut to their stems; every denial counts as the same word."""
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", phrase)]
    stems = {fold_word(w)[:5] for w in words if len(w) > 2 and w not in _EMPTY_WORDS and w not in _NEGATING}
    return frozenset(stems | ({"not"} if _NEGATING & set(words) else set()))
