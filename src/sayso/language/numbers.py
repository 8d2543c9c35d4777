""" "at least a dozen" becomes a bounded quantity: the figure as printed, its bounds, its hedge, and what kind it is.

Only kinds "count", "ordinal", "percent" and "strength" count something. The other kinds say why a figure counts nothing:
a date, an age, a sum of money, a length of time, a name such as "Resolution 2735".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from sayso.language.counted import find_unit, is_plural
from sayso.language.figure_kinds import (
    COUNTING,
    MEMBERS,
    PERCENT,
    Kind,
    classify_figure,
    classify_words,
    is_glued,
    is_year,
)
from sayso.language.figures import Figure, find_figures
from sayso.language.hedges import LOOK, read_hedge
from sayso.language.lexicon import read_lexicon
from sayso.model.claim import Hedge, Quantity

__all__ = ["COUNTING", "QuantityFound", "bound_quantity", "find_quantities", "shift_quantity"]

_RANGE_JOIN = re.compile(r"^\s*(?:-|–|—|to|or|and)\s*(?:up to\s+|even\s+|perhaps\s+|possibly\s+)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|gr[eo]wn?|growing|climb\w*|jump\w*|goes?|gone|going|went|soar\w*|f[ae]ll(?:en)?|falling|"
    r"drop\w*|reduc\w*|cut|cutting|correct\w*|rais\w*|revis\w*|upgrad\w*|lower\w*|increas\w*|decreas\w*|brought|bring\w*|"
    r"doubl\w*|swell\w*|swollen|surg\w*|updat\w*|declin\w*|shr[aiu]nk\w*|chang\w*|up|down)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_VAGUE_HINT = re.compile(
    r"dozen|hundred|thousand|million|score|tens|several|few|handful|couple|a number of|multiple|numerous", re.IGNORECASE
)
_MILLIONS = re.compile(r"\b(?:million|billion|bn|mn)\b", re.IGNORECASE)
_ROW_JOIN = re.compile(r"^\s*(?:,|/|&|(?:,\s*)?(?:and|or))\s*$")
_ROW_ENDS = re.compile(r"^\s*(?:[,.;:)/&|]|(?:and|or) \d|$)")
_ROW_GOES_ON = re.compile(r"^\s+(?:and|or|were|are|have|had|will|would|who|from|at|in|on)\b")
_AGED = re.compile(r"(?P<who>[\w’'-]+),?\s+(?:aged|ages)\s+$", re.IGNORECASE)
_OLD = re.compile(r"[\s-]years?[\s-](?:olds?|of age)\b", re.IGNORECASE)
_ROW_IN_BRACKETS = re.compile(r"\((?:\d{1,2}(?:,|/|,? and|,? or|,? &)\s?)+\d{1,2}\)")
_OLDEST = 116  # years, one more than the oldest are
_DOZEN = 12
_LOOSE = re.compile(r"^(?:scores|tens|a number|a couple|a handful)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """A quantity and where it stands: `start` to `end` covers hedge and figure, `figure` the bare figure alone."""

    start: int
    end: int
    figure: tuple[int, int]
    value: Quantity
    hedge: Hedge
    kind: Kind
    form: str  # "digits", "words", "ordinal", "vague" or "range"


def find_quantities(text: str) -> list[QuantityFound]:
    """Give every quantity of a text in order, with bounds as in the interchange format; offsets count code points.

    >>> [(q.value.best, q.value.low, q.hedge) for q in find_quantities("At least a dozen of nearly 60 men, aged 20, left")]
    [(12, 12, 'at_least'), (60, None, 'nearly'), (20, 20, 'exact')]
    >>> [q.kind for q in find_quantities("On March 7 the 12 men, held for 15 months, paid $40 under Resolution 2735.")]
    ['date', 'count', 'measure', 'money', 'name']
    """
    figures = list(find_figures(text))
    found: list[QuantityFound] = []
    vague = list(_find_vague(text))
    taken = [(v.start, v.end) for v in vague]
    skip = False
    for at, figure in enumerate(figures):
        if skip:
            skip = False
            continue
        if any(start < figure.end and figure.start < end for start, end in taken):
            continue
        after = figures[at + 1] if at + 1 < len(figures) else None
        joined = _join_range(text, figure, after) if after else None
        if joined:
            found.append(joined)
            skip = True
        else:
            found.append(_read_one(text, figure))
    told = [*_carry_ages_back(text, [*_carry_ages(text, [*_carry_money(text, found)])])]
    return sorted([*told, *vague], key=lambda q: q.start)


def _carry_money(text: str, found: list[QuantityFound]) -> Iterator[QuantityFound]:
    """After a sum of money, a figure in millions without a counted noun is one too: "pays 200 million crowns and 40 million more"."""
    paid = False
    for quantity in found:
        paid = paid or quantity.kind == "money"
        scaled = _MILLIONS.search(text[quantity.start : quantity.end])
        noun = re.match(r"\s+(?:\w+\s+)?(\w+)", text[quantity.end :])
        if (
            paid
            and scaled
            and quantity.kind == "count"
            and not (noun and is_plural(noun.group(1)) and find_unit(noun.group(1)))
        ):
            yield replace(quantity, kind="money")
        else:
            yield quantity


def _carry_ages(text: str, found: list[QuantityFound]) -> Iterator[QuantityFound]:
    """In a row of ages every figure is one, as in brackets that hold nothing but a row: "aged 14, 17 and 19", "(17 and 22)".

    A verb may follow the last where it tells of several ("women aged 19, 20 and 22 were freed"); after one, it opens a new clause: "a boy aged 12, and 20 were freed".
    """
    aged = several = False
    for at, quantity in enumerate(found):
        joined = aged and _ROW_JOIN.match(text[found[at - 1].end : quantity.start]) is not None
        bracketed = quantity.start and _ROW_IN_BRACKETS.match(text, quantity.start - 1)
        in_row = joined or (bracketed and not _adds_up(text, found, at))
        aged = quantity.kind == "age"
        if in_row and _may_be_age(quantity):
            after = text[quantity.end :]
            aged = bool(_ROW_ENDS.match(after) or (several and _ROW_GOES_ON.match(after)))
        if aged and not joined:
            who = _AGED.search(text[max(0, quantity.start - LOOK) : quantity.start])
            several = who is not None and (is_plural(who["who"]) or who["who"] in ("are", "were"))
        yield replace(quantity, kind="age") if aged else quantity


def _adds_up(text: str, found: list[QuantityFound], at: int) -> bool:
    """ "Sixty prisoners (20, 25 and 15)": a row in brackets that makes up a figure before it counts parts and no years."""
    end = text.find(")", found[at].start)
    row = [q.value.best or 0 for q in found[at:] if q.start < end]
    return len(row) > 1 and any(q.kind == "count" and q.value.best == sum(row) for q in found[:at])


def _carry_ages_back(text: str, found: list[QuantityFound]) -> Iterator[QuantityFound]:
    """Give the quantities from the last to the first, and as ages those of a row that ends in "years old": "19, 20 and 22 years old"."""
    old, after = False, None
    for quantity in reversed(found):
        gap = text[quantity.end : after.start] if after is not None and old else ""
        listed = gap.strip() in ("and", "or") or (
            gap.strip() == "," and after is not None and after.form == quantity.form
        )
        old = (listed and _may_be_age(quantity)) or (
            quantity.kind == "age" and _OLD.match(text, quantity.end) is not None
        )
        after = quantity
        yield replace(quantity, kind="age") if old else quantity


def _may_be_age(quantity: QuantityFound) -> bool:
    return quantity.kind == "count" and quantity.hedge == "exact" and (quantity.value.best or _OLDEST) < _OLDEST


def bound_quantity(number: float | int, hedge: Hedge) -> Quantity:
    """Give best, low and high of a printed number under a hedge; whole numbers move by one where the hedge excludes them.

    >>> bound_quantity(60000, "more_than"), bound_quantity(60, "nearly")
    (Quantity(best=60000, low=60001, high=None), Quantity(best=60, low=None, high=59))
    """
    step = 1 if isinstance(number, int) else 0
    if hedge == "exact":
        return Quantity(number, number, number)
    if hedge == "at_least":
        return Quantity(number, number, None)
    if hedge == "more_than":
        return Quantity(number, number + step, None)
    if hedge == "at_most":
        return Quantity(number, None, number)
    if hedge in ("less_than", "nearly"):
        return Quantity(number, None, number - step)
    return Quantity(number, None, None)


def shift_quantity(quantity: QuantityFound, by: int) -> QuantityFound:
    """Give the same quantity `by` code points further on: found in a part of a text, wanted in the whole.

    >>> shift_quantity(find_quantities("12 men")[0], 4).figure
    (4, 6)
    """
    first, last = quantity.figure
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, figure=(first + by, last + by))


def _read_one(text: str, figure: Figure) -> QuantityFound:
    kind = classify_figure(text, figure)
    start, end = figure.start, figure.end
    hedge: Hedge = "exact"
    if kind == "percent":
        mark = PERCENT.match(text[end : end + 12])
        end += mark.end() if mark else 0
    elif kind == "strength":
        mark = MEMBERS.match(text[end : end + 12])
        end += mark.end() if mark else 0
    if kind in ("count", "percent", "strength"):
        start, end, hedge = read_hedge(text, start, end)
    value = bound_quantity(figure.number, hedge)
    if kind == "percent" and hedge in ("more_than", "less_than", "nearly"):
        value = Quantity(
            figure.number,
            figure.number if hedge == "more_than" else None,
            None if hedge == "more_than" else figure.number,
        )
    return QuantityFound(start, end, (figure.start, figure.end), value, hedge, kind, figure.form)


@cache
def _vague_pattern() -> "tuple[re.Pattern[str], tuple[int, ...]]":
    rows = read_lexicon("vague_counts")
    groups = "|".join(f"(?P<v{i}>{row[0]})" for i, row in enumerate(rows))
    return re.compile(rf"\b(?:{groups})\b(?![-’'])", re.IGNORECASE), tuple(int(row[1]) for row in rows)


def _find_vague(text: str) -> Iterator[QuantityFound]:
    if not _VAGUE_HINT.search(text):
        return
    pattern, lows = _vague_pattern()
    for match in pattern.finditer(text):
        before, after = text[max(0, match.start() - LOOK) : match.start()], text[match.end() : match.end() + LOOK]
        if _LOOSE.match(match.group()) and not re.match(r"\s+(?:more\s+)?(?:of|were|are|have|had|more)\b", after):
            continue
        if match.group().casefold().startswith("a number") and not re.match(r"\s+of\b", after):
            continue
        kind = classify_words(before, after, None)
        low = lows[int(cast(str, match.lastgroup)[1:])]
        yield QuantityFound(
            match.start(), match.end(), match.span(), Quantity(None, low, None), "vague", kind or "count", "vague"
        )


def _counted_after(after: str) -> bool:
    """Whether the noun after two years makes figures of them after all: "between 2000 and 2019 people"."""
    word = re.match(r"\s+(?:\w+\s+)?(\w+)", after)
    return word is not None and word.group(1).islower() and find_unit(word.group(1)) == "person"


def _join_range(text: str, first: Figure, second: Figure) -> QuantityFound | None:
    between = text[first.end : second.start]
    join = _RANGE_JOIN.match(between)
    if not join or first.form == "ordinal" or second.form == "ordinal":
        return None
    word = between.strip().split(" ")[0].casefold()
    before = text[max(0, first.start - LOOK) : first.start]
    lead = re.search(r"\b(between|from)\s+$", before, re.IGNORECASE)
    if word == "and" and not (lead and lead.group(1).casefold() == "between"):
        return None
    low, high = first.number, second.number
    if second.scaled and not first.scaled and first.number < 1000:
        scale = re.search(r"(hundred|thousand|million|billion)", text[second.start : second.end], re.IGNORECASE)
        low = (
            low * {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}[scale.group(1).casefold()]
            if scale
            else low
        )
    if text[second.start : second.end].casefold().endswith("dozen") and first.number < _DOZEN:
        low = first.number * _DOZEN  # "two or three dozen"
    if not low < high:
        return None
    if word == "to" and _CHANGE.search(before):
        return None
    if word in ("-", "–", "—"):
        if between.strip(" ") != between and word == "-" and first.form == "words":
            return None
        if is_glued(text, first.start, -1) or is_glued(text, second.end, 0) or is_year(first, text) or low < 1:
            return None
    if word == "or" and high > 2 * low + 3:
        return None
    kind = classify_figure(text, replace(second, start=first.start))
    if is_year(first, text) and is_year(second, text) and kind == "count" and not _counted_after(text[second.end :]):
        kind = "date"
    start = first.start - (len(lead.group()) if lead else 0)
    end = second.end
    if not lead:
        start, end, _ = read_hedge(text, start, end)
    if kind == "percent":
        mark = PERCENT.match(text[end : end + 12])
        end += mark.end() if mark else 0
    return QuantityFound(start, end, (first.start, second.end), Quantity(None, low, high), "range", kind, "range")
