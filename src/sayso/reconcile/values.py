"""Values of one event: claims that say one figure, day or place, whoever prints it, under the property that they are of.

Figures are compared as bounded quantities: "at least 12" and "12" are two values of one property.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from sayso.language.names import fold_word
from sayso.model import NAMED_BESIDE, Count, Value
from sayso.reconcile.figure_likeness import APART, FREED, ONE_PROPERTY, PLAIN, is_owed, property_likeness, quantity
from sayso.reconcile.labels import label_property, tell_label_apart
from sayso.reconcile.linkage import link_average
from sayso.reconcile.saying import Said

SAMPLE = 4  # claims of a figure that are compared: 5,000 copies cost no more than four
OTHER_NOUNS = 0.3  # two words for those let go that a report of the event tells apart
MOST_TOLD = 12  # figures of one report that are held against each other
CONTRARY = -0.3  # below this two figures are of two properties, whatever else their groups hold


@dataclass(frozen=True, slots=True)
class Figure:
    """One value on its way: the claims that give one quantity of one property."""

    said: tuple[Said, ...]

    @property
    def count(self) -> Count:
        """The count of the first claim: all of them agree in bounds, hedge and unit."""
        count = self.said[0].count
        assert count is not None  # noqa: S101 - figures are built from counts alone
        return count


@dataclass(frozen=True, slots=True)
class Property:
    """One property of one event and its values; `kind` is "figure", "date", "place" or "body"."""

    name: str
    kind: str
    values: tuple[tuple[Value, tuple[Said, ...]], ...]
    rivals: bool = True  # whether its values say one thing, and can differ: the other places of an event are many


def gather_figures(said: Sequence[Said], taken: Mapping[str, str]) -> list[Property]:
    """Gather count claims into properties and their values; `taken` maps a property's name to its use so far."""
    figures = _merge_equal(said)
    groups = [_meet_equal(group) for group in _group_properties(figures)]
    used: Counter[str] = Counter(taken.values())
    properties = []
    for group in groups:
        told = [s for f in group for s in f.said]
        name = label_property(told)
        name = tell_label_apart(name, told) if used[name] else name
        used[name] += 1
        name = name if used[name] == 1 else f"{name} ({used[name]})"
        values = tuple((_value_of(name, f), f.said) for f in sorted(group, key=_figure_order))
        properties.append(Property(name, "figure", values))
    return properties


def _meet_equal(group: Sequence[Figure]) -> list[Figure]:
    """One figure of one property is one value, though the words of its claims did not bring them together at first."""
    equal: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for figure in group:
        equal[quantity(figure.count)] += figure.said
    return [Figure(tuple(sorted(said, key=_claim_order))) for said in equal.values()]


def _figure_order(figure: Figure) -> tuple[str, str, int, str]:
    """First hand first, then by time: no order of rows is a verdict."""
    first = min(
        figure.said, key=lambda s: (s.claim.hand != "first", s.claim.said or "~", s.claim.report, s.claim.start)
    )
    return ("0" if first.claim.hand == "first" else "1", first.claim.said or "~", first.claim.start, first.claim.report)


def _merge_equal(said: Sequence[Said]) -> list[Figure]:
    equal: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one in said:
        if one.count is not None:
            equal[quantity(one.count)].append(one)
    figures: list[Figure] = []
    for same in _fold_back(equal.values()):
        clusters: list[list[Said]] = []
        for one in sorted(same, key=_claim_order):
            likely = [_mean(property_likeness(one, other) for other in c[:SAMPLE]) for c in clusters]
            if likely and max(likely) >= ONE_PROPERTY:
                clusters[likely.index(max(likely))].append(one)
            else:
                clusters.append([one])
        figures.extend(Figure(tuple(c)) for c in clusters)
    return figures


def _fold_back(equal: Iterable[list[Said]]) -> Iterator[list[Said]]:
    """Leave out what only points back, where the report gives the same figure in so many words: "41 of the 58"."""
    for same in equal:
        given = {s.claim.report for s in same if not s.points_back}
        yield [s for s in same if not s.points_back or s.claim.report not in given]


def _claim_order(one: Said) -> tuple[str, str, int]:
    return (one.claim.said or "~", one.claim.report, one.claim.start)


def _mean(numbers: Iterable[float]) -> float:
    listed = list(numbers)
    return sum(listed) / len(listed) if listed else 0.0


def _group_properties(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Bring the values of one property together: the most alike first, as long as the mean likeness holds."""
    ordered = sorted(figures, key=_figure_order)
    apart = _nouns_apart([s for f in ordered for s in f.said])
    samples = [sorted(f.said, key=is_owed)[:SAMPLE] for f in ordered]  # what was done speaks before what was planned

    def likeness(i: int, j: int) -> float:
        if _told_apart(ordered[i], ordered[j]):
            return APART
        near = _mean(property_likeness(a, b) for a in samples[i] for b in samples[j])
        near -= OTHER_NOUNS if frozenset((_noun(samples[i][0]), _noun(samples[j][0]))) in apart else 0.0
        return near if near > CONTRARY else APART

    return [[ordered[i] for i in group] for group in link_average(len(ordered), likeness, ONE_PROPERTY)]


def _nouns_apart(said: Sequence[Said]) -> Set[frozenset[str | None]]:
    """Give the pairs of nouns that one report uses side by side of people let go: "48 detainees and 13 captives" are two groups."""
    by_report: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.count is not None and one.count.status in FREED and one.count.hedge == "exact" and _noun(one):
            by_report[one.claim.report].append(one)
    return {
        frozenset((_noun(a), _noun(b)))
        for own in by_report.values()
        for a, b in combinations(own[:MOST_TOLD], 2)
        if a.count and b.count and _noun(a) != _noun(b) and a.count.status == b.count.status
        if quantity(a.count) != quantity(b.count) and a.count.id != b.count.whole and b.count.id != a.count.whole
    }


def _noun(one: Said) -> str | None:
    """The folded noun by which a claim counts; null for "people" and the like, which may be anybody."""
    words = (one.count.of or "").split() if one.count else []
    noun = fold_word(words[-1]).rstrip("s") if words else ""
    return noun if noun and noun not in PLAIN else None


def _told_apart(one: Figure, other: Figure) -> bool:
    """True where one voice of one report gives both figures exactly, as parts, without correcting itself."""
    if one.count.hedge != "exact" or other.count.hedge != "exact" or quantity(one.count) == quantity(other.count):
        return False
    voices = {(s.claim.report, s.speaker) for s in one.said if _is_plain_part(s)}
    return any((s.claim.report, s.speaker) in voices for s in other.said if _is_plain_part(s))


def _is_plain_part(one: Said) -> bool:
    return one.part and not one.corrects


def _value_of(name: str, figure: Figure) -> Value:
    count = figure.count
    v = count.value
    claims = tuple(s.claim for s in figure.said)
    first = min(c.id for c in claims)
    return Value(
        id=value_id(first), property=name, value=v.best, low=v.low, high=v.high, hedge=count.hedge,
        unit=count.unit, basis=count.basis, of=count.of, claims=claims,
    )  # fmt: skip


def value_id(first: str) -> str:
    """Give a value's id (64 hex digits) from that of its first claim; it begins with other digits than the claim's."""
    return hashlib.sha256(f"sayso value {first}".encode()).hexdigest()


NAMED_ALSO = "named elsewhere in the report, not as that of the event"


def place_beside(
    own: Sequence[tuple[Said, str]], beside: Iterable[tuple[Said, str]]
) -> tuple[list[tuple[Said, str]], list[tuple[Said, str]]]:
    """Part what reports name `beside` an event into what says a day or place of its `own`, and the others.

    A report that gives none of these values as the event's, but names one of them, stands behind it by inference; one that gives it already
    does not give it twice.
    """
    given: dict[str, set[str]] = defaultdict(set)
    for one, text in own:
        given[_folded(text)].add(one.claim.report)
    joined, others = list(own), []
    for one, text in beside:
        reports = given.get(_folded(text))
        if reports is None:
            others.append((one, text))
        elif one.claim.report not in reports:
            joined.append((replace(one, claim=replace(one.claim, inferred=NAMED_ALSO)), text))
    return joined, others


def gather_days(said: Sequence[tuple[Said, str]], name: str) -> Property | None:
    """Gather the days that claims give, as ISO texts (a day, or FROM/TO), under one property."""
    return _gather_texts(said, name, "date")


def gather_places(said: Sequence[tuple[Said, str]], name: str) -> Property | None:
    """Gather the places that claims give, by folded name, under one property."""
    return _gather_texts(said, name, "place")


def _gather_texts(said: Sequence[tuple[Said, str]], name: str, unit: str) -> Property | None:
    alike: dict[str, list[tuple[Said, str]]] = defaultdict(list)
    for one, text in said:
        alike[_folded(text)].append((one, text))
    values = []
    for key in sorted(alike, key=lambda k: min(_claim_order(s) for s, _ in alike[k])):
        told = sorted(alike[key], key=lambda pair: _claim_order(pair[0]))
        shown = Counter(text for _, text in told).most_common(1)[0][0]
        values.append(_text_value(name, unit, shown, [s for s, _ in told]))
    return Property(name, unit, tuple(values), name not in NAMED_BESIDE) if values else None


def gather_bodies(said: Sequence[tuple[Said, str]], names: Mapping[str, str], name: str) -> Property | None:
    """Gather the bodies that claims name, by key, under one property; `names` are what the record calls them, by key.

    Its values are no rivals as figures are: what two bodies are to each other is asked elsewhere (`acting.py`).
    """
    alike: dict[str, list[Said]] = defaultdict(list)
    for one, key in said:
        alike[key].append(one)
    told = [(names[key], sorted(own, key=_claim_order)) for key, own in alike.items()]
    told.sort(key=lambda pair: (_claim_order(pair[1][0]), pair[0]))
    values = [_text_value(name, "text", shown, own) for shown, own in told]
    return Property(name, "body", tuple(values), rivals=False) if values else None


def _text_value(name: str, unit: str, shown: str, told: Sequence[Said]) -> tuple[Value, tuple[Said, ...]]:
    claims = tuple(s.claim for s in told)
    identity = value_id(min(c.id for c in claims))
    return Value(identity, name, shown, None, None, "exact", unit, None, None, claims), tuple(told)


def _folded(text: str) -> str:
    if re.match(r"\d{4}-", text):
        return text
    words = [w for w in re.findall(r"[^\W_]+", text.casefold()) if w not in ("the", "of", "in", "s")]
    return " ".join(fold_word(w) or w for w in words)
