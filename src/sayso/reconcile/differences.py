"""Where values of one property do not say the same: of which class the difference is, and why, in one sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from sayso.language.names import fold_word
from sayso.model import Difference, Value
from sayso.model.record import DifferenceClass
from sayso.reconcile.figure_likeness import FREED, HURT, KEPT, held_words, leave_open
from sayso.reconcile.saying import Said
from sayso.reconcile.values import Property

MOST = 40  # values of one property that are compared pair by pair; a property with more is a running figure
GROWING = ("killed", "wounded", "missing", "rescued", "displaced", "hospitalised", "held")
_PLAIN_PLACES = frozenset(
    ["the", "and", "city", "town", "village", "province", "region", "state", "north", "south", "east", "west", "prison"]
)
_CUSTODY = frozenset(
    "prison prisons jail jails cell cells detention penitentiary camp camps colony barracks dungeon home homes house houses "
    "residence apartment flat".split()
)
_GENERAL = frozenset(
    "people person persons other others member members individuals of them deaths dead fatalities casualties victims".split()
)
Told = tuple[Value, Sequence[Said]]
Found = tuple[DifferenceClass, str]

Address = tuple[str, str | None]  # a report and a count of it


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of an event: which reports give it, in which counts, of which counts these are told as parts, and what was
    done to those counted.
    """

    value: float
    reports: frozenset[str]
    counts: frozenset[Address]
    wholes: frozenset[Address]
    fates: frozenset[str]


Amounts = Mapping[str, Amount]  # by value id


def find_differences(
    properties: Sequence[Property], event: str, parts: Mapping[str, Sequence[str]]
) -> list[Difference]:
    """Compare the values of each property pair by pair; `parts` maps a value's id to those that it is the sum of."""
    found = []
    amounts = {v.id: amount for p in properties for v, told in p.values if (amount := _amount(v, told))}
    for prop in properties:
        if not prop.rivals or prop.name.startswith("ordinal") or len(prop.values) > MOST:
            continue
        for left, right in combinations(prop.values, 2):
            classed = _classify(prop, left, right, amounts, parts)
            if classed:
                found.append(Difference((left[0].id, right[0].id), classed[0], classed[1], event))
    return found


def _amount(value: Value, told: Sequence[Said]) -> Amount | None:
    if not isinstance(value.value, int | float):
        return None
    counts = [(s.claim.report, s.count) for s in told if s.count is not None]
    return Amount(
        value.value,
        frozenset(report for report, _ in counts),
        frozenset((report, c.id) for report, c in counts),
        frozenset((report, c.whole) for report, c in counts if c.whole),
        frozenset(fate for _, c in counts if (fate := _name_fate(c.status))),
    )


def _name_fate(status: str | None) -> str:
    """Give what was done in one word for all ways of letting go or keeping; "" where nothing says it."""
    if status in FREED:
        return "let go"
    return "kept" if status in KEPT else status if status in HURT else ""


def _classify(
    prop: Property, left: Told, right: Told, amounts: Amounts, parts: Mapping[str, Sequence[str]]
) -> Found | None:
    if prop.kind == "date":
        return _class_of_days(left[0], right[0])
    if prop.kind == "place":
        named = Counter(r for _, told in prop.values for r in {s.claim.report for s in told})
        return _class_of_places(left, right, {report for report, n in named.items() if n > 1})
    return _class_of_figures(left, right, amounts, parts)


def _class_of_figures(left: Told, right: Told, amounts: Amounts, parts: Mapping[str, Sequence[str]]) -> Found | None:
    (a, told_a), (b, told_b) = left, right
    if _shown(a) == _shown(b) and a.hedge != b.hedge and a.value is not None:
        if a.value == b.value and "exact" in (a.hedge, b.hedge):
            return "wording", f"one figure, {_shown(a)}, with a hedge and without"
        return "wording", f"one figure, {_shown(a)}, hedged in two ways"
    if a.value == b.value and a.value is not None and a.hedge != b.hedge:
        return "wording", f"one figure, {a.value}, told as {_phrase(a)} and as {_phrase(b)}"
    if a.hedge != "exact" or b.hedge != "exact":
        return _class_of_hedged(a, b, told_a, told_b)
    if (later := _replacing(told_a, told_b)) is not None:
        return "update", later
    if (explained := _scope(a, b, amounts, parts)) is not None:
        return "scope", explained
    toll = all(s.count is not None and s.count.status in GROWING for s in (*told_a, *told_b))
    if (
        a.basis != b.basis
        and not toll
        and any(v.basis == "cumulative" and _counts_on(told) for v, told in (left, right))
    ):
        return "scope", f"{_phrase(a)} and {_phrase(b)} do not count over the same time: one is a running total"
    if not _count_alike(told_a, told_b):
        return None
    return "contradiction", f"{_say(a, told_a)}; {_say(b, told_b)}: both exact, of one thing"


def _say(value: Value, told: Sequence[Said]) -> str:
    """One side of a difference in words: "the Front says 61 (detainees)"."""
    of = next((s.count.of for s in told if s.count and s.count.of and "|" not in s.count.of), None)
    return f"{_who(told)} says {_phrase(value)}" + (f" ({of})" if of else "")


def _count_alike(told_a: Sequence[Said], told_b: Sequence[Said]) -> bool:
    """True unless the words of both sides say that others are counted: guards on one, clients on the other.

    "People" may be anybody, but in a toll: of those who died, 24 divers are a part.
    """
    one, other = (
        {fold_word(s.count.of.split()[-1]).rstrip("s") for s in told if s.count and s.count.of and s.count.of.split()}
        for told in (told_a, told_b)
    )
    general = {fold_word(w).rstrip("s") for w in _GENERAL}
    toll = any(s.count and s.count.status in HURT for s in (*told_a, *told_b))
    plain = general | held_words()
    anybody = bool(one & plain and other & plain) or (not toll and bool((one | other) & general))
    return not one or not other or bool(one & other) or anybody


def _class_of_hedged(a: Value, b: Value, told_a: Sequence[Said], told_b: Sequence[Said]) -> Found:
    (low_a, high_a), (low_b, high_b) = (leave_open(v.value, v.low, v.high, v.hedge) for v in (a, b))
    loose, firm = (a, b) if a.hedge != "exact" else (b, a)
    meet = max(low_a, low_b) <= min(high_a, high_b)
    later = _replacing(told_a, told_b)
    if later is not None and _size(a) != _size(b) and _apart(a, b):
        return "update", later
    if meet or not _apart(a, b):
        return "refinement", f"{_phrase(firm)} lies within what {_phrase(loose)} leaves open"
    if later is not None:
        return "update", later
    return "contradiction", f"{_phrase(a)} and {_phrase(b)} leave no figure that fits both"


def _apart(a: Value, b: Value) -> bool:
    """More than a rounding apart: a tenth."""
    one, other = _size(a), _size(b)
    return one is None or other is None or abs(one - other) > 0.1 * max(one, other)


def _size(v: Value) -> float | None:
    return next((float(n) for n in (v.value, v.low, v.high) if isinstance(n, int | float)), None)


def _shown(v: Value) -> object:
    return (v.value, v.low, v.high)


def _phrase(v: Value) -> str:
    words = {"at_least": "at least", "more_than": "more than", "at_most": "at most", "less_than": "less than"}
    hedge = words.get(v.hedge or "", v.hedge or "")
    number = v.value if v.value is not None else v.low if v.low is not None else v.high
    shown = f"{number:,}" if isinstance(number, int) else str(number)
    return shown if hedge in ("exact", "", "range", "vague") else f"{hedge} {shown}"


def _counts_on(told: Sequence[Said]) -> bool:
    return any(s.over_time for s in told)


def _who(told: Sequence[Said]) -> str:
    for one in told:
        if one.claim.speaker:
            return one.claim.speaker
    outlets = dict.fromkeys(one.reading.report.outlet or one.claim.report for one in told)
    return next(iter(outlets))


def _replacing(told_a: Sequence[Said], told_b: Sequence[Said]) -> str | None:
    """One speaker who says another figure later, or a report that says itself that it corrects."""
    speakers_a, speakers_b = ({s.speaker: s for s in told if s.speaker} for told in (told_a, told_b))
    for speaker in sorted(k for k in speakers_a if k in speakers_b):
        one, other = speakers_a[speaker], speakers_b[speaker]
        if (one.claim.said or "") != (other.claim.said or "") or one.corrects or other.corrects:
            if one.claim.said == other.claim.said:
                return "the report says itself that the figure was corrected"
            first, last = sorted((one, other), key=lambda s: s.claim.said or "")
            return f"{one.claim.speaker}: {last.claim.text} on {_day(last)}, after {first.claim.text} on {_day(first)}"
    taken_back = [[(s.claim.report, s.speaker) for s in told if s.corrects] for told in (told_a, told_b)]
    if any(a[0] == b[0] and (a[1] == b[1] or not (a[1] and b[1])) for a in taken_back[0] for b in taken_back[1]):
        return "the report says itself that the figure was corrected"  # "the board put it at 61, not 58": one may have no voice
    return _later_toll(told_a, told_b)


def _later_toll(told_a: Sequence[Said], told_b: Sequence[Said]) -> str | None:
    """A toll told a day and more later counts what has happened since."""
    first, last = sorted((told_a, told_b), key=lambda told: max(s.claim.said or "" for s in told))
    growing = all(s.count is not None and s.count.status in GROWING for s in (*first, *last))
    if growing and max(_said(s) for s in first)[:10] < min(_said(s) for s in last)[:10]:
        return f"a later count: {_day(last[0])} after {_day(first[0])}"
    return None


def _said(one: Said) -> str:
    return one.claim.said or ""


def _day(one: Said) -> str:
    return (one.claim.said or "an unknown day")[:10]


def _scope(a: Value, b: Value, amounts: Amounts, parts: Mapping[str, Sequence[str]]) -> str | None:
    """Two figures whose difference is itself a figure of the event, or one of which is the whole of the other."""
    if a.id in parts.get(b.id, ()) or b.id in parts.get(a.id, ()):
        return f"{_phrase(a)} and {_phrase(b)}: one is a part of the other"
    if not isinstance(a.value, int | float) or not isinstance(b.value, int | float):
        return None
    gap = abs(a.value - b.value)
    one, other = amounts[a.id], amounts[b.id]
    others = (amounts[key] for key in amounts if key not in (a.id, b.id))
    if gap > 1 and any(x.value == gap and _stands_with(x, one, other) for x in others):
        return f"{_phrase(a)} and {_phrase(b)} differ by {gap:g}, and {gap:g} others are told of beside them"
    return None


def _stands_with(gap: Amount, one: Amount, other: Amount) -> bool:
    """Whether a figure is told by a report of one of the two, not as a part of something else, and of people of one fate:
    that eight were wounded makes 95 freed no part of 103 freed.
    """
    fates = one.fates | other.fates
    if gap.fates and fates and not gap.fates & fates:
        return False
    own = one.counts | other.counts
    return bool(gap.reports & (one.reports | other.reports)) and (not gap.wholes or bool(gap.wholes & own))


def _class_of_days(a: Value, b: Value) -> Found | None:
    one, other = ((str(v.value).split("/") * 2)[:2] for v in (a, b))
    if max(one[0], other[0]) <= min(one[1], other[1]):
        return "refinement", f"{a.value} and {b.value}: one lies within the other"
    return "contradiction", f"{a.value} and {b.value} are two days"


def _class_of_places(left: Told, right: Told, crowded: Set[str]) -> Found | None:
    """`crowded` are the reports that name several places of the event: theirs may be stations of one way."""
    (a, told_a), (b, told_b) = left, right
    words = [_place_words(str(v.value)) for v in (a, b)]
    kept = [bool(_CUSTODY & {w.casefold() for w in re.findall(r"[^\W\d_]+", str(v.value))}) for v in (a, b)]
    if kept[0] != kept[1]:
        return None  # where somebody is held or lives is not where the event was
    kinds = [{s.event.place.precision for s in told if s.event and s.event.place} for told in (told_a, told_b)]
    reports = [{s.claim.report for s in told} for told in (told_a, told_b)]
    if words[0] & words[1] and words[0] != words[1]:
        return "refinement", f"{a.value} and {b.value}: one place told more exactly"
    if (
        words[0]
        and words[1]
        and not kinds[0] & kinds[1]
        and not reports[0] & reports[1]
        and not crowded & (reports[0] | reports[1])
    ):
        return "refinement", f"{a.value} and {b.value}: places of two sizes, the smaller one may lie in the larger"
    return None


def _place_words(name: str) -> set[str]:
    """The bearing words of a place's name; "the river" alone names none."""
    return {fold_word(w) for w in re.findall(r"[^\W\d_]{3,}", name) if w.casefold() not in _PLAIN_PLACES}


def list_replaced(differences: Sequence[Difference], values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Give, for each update, the id of the value replaced and of the one that stands: the later statement."""
    for difference in differences:
        if difference.class_ == "update":
            one, other = (values[i] for i in difference.values)
            first, last = sorted((one, other), key=lambda v: (max((c.said or "" for c in v.claims), default=""), v.id))
            yield first.id, last.id
