"""Values of one event: claims that say one figure, day or place, whoever prints it, under the property that they are of.

Figures are compared as bounded quantities: "at least 12" and "12" are two values of one property.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from sayso.language.lexicon import read_lexicon
from sayso.language.names import fold_word
from sayso.model import Count, EventClaim, Value
from sayso.reconcile.labels import label_property, tell_label_apart
from sayso.reconcile.linkage import link_average
from sayso.reconcile.saying import Said, Sayer
from sayso.reconcile.tellings import Telling, read_days

FREED = frozenset(["released", "exchanged", "rescued", "transferred", "deported", "remains_returned"])
KEPT = frozenset(["held", "captured", "missing"])
HURT = frozenset(["killed", "wounded", "hospitalised"])
TOLLS = HURT | {"missing", "rescued"}
PLAIN = frozenset(fold_word(w).rstrip("s") for w in ("people", "persons", "others", "members", "individuals"))
ONE_PROPERTY = 0.9  # likeness from which two figures are of one property; see `property_likeness`
SAMPLE = 4  # claims of a figure that are compared: 5,000 copies cost no more than four
TELLING_SIZE = 13  # a figure of thirteen and more seldom stands for two things in one event; small ones often do
FAR = -0.6  # two figures of which one is less than half of the other
ROUNDING = 0.15  # what "about" and "nearly" leave open, where no bound is known
CONTRARY = -0.3  # below this two figures are of two properties, whatever else their groups hold
PLANNED = 0.4  # another figure is owed than was let go: rather two things than one
SMALL = 0.3  # two small figures of people to whom two things were done: seldom one thing
OTHER_SIDE = 1.5  # 58 let go by one side, 58 by the other: two things, though the figure be one
APART = -9.0  # nothing makes up for it
_CORRECTED = re.compile(r"\b(?:correct\w*|revis\w*|withdr\w*|amend\w*|retract\w*|updat\w*)\b", re.IGNORECASE)
_BESIDE_BEFORE = re.compile(r"\b(?:remaining|other|another|further|additional|rest of the) $", re.IGNORECASE)
_BESIDE_AFTER = re.compile(r"\W*(?:more|others?|further|additional|remaining)\b", re.IGNORECASE)
_LEFT_AFTER = re.compile(
    r"\W*(?:(?:that|who|which) )?(?:still )?(?:remain\w*|(?:is|are|were) (?:still )?left)\b", re.IGNORECASE
)
_OURS = re.compile(r"\b(?:ours?|us|my|mine)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:the|these|those|all) $", re.IGNORECASE)
_QUALIFIED = re.compile(r"\s*,?\s*((?:(?!and\b|but\b|while\b|including\b)[^\W\d_][\w'’-]*\s*){1,7})")
_LINKING = re.compile(
    r"^(?:(?:of|those|them|whom|who|that|which|were|was|are|is|others|people|persons)\s+)+", re.IGNORECASE
)
_NEGATING = frozenset(["never", "without", "not", "no"])
_EMPTY_WORDS = frozenset(
    "the for too out off its his her our all who had has have been being were was are with from under into that which "
    "they them their said put told this these those".split()
)
_NOT_SIDES = frozenset(["The", "A", "An", "In", "On", "Of", "More", "At", "Least", "Over", "About", "Some", "Nearly"])


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
    """One property of one event and its values; `kind` is "figure", "date" or "place"."""

    name: str
    kind: str
    values: tuple[tuple[Value, tuple[Said, ...]], ...]


def say_counts(sayer: Sayer, telling: Telling) -> list[Said]:
    """Turn the counts of a telling into claims, each with the sides that its words name."""
    events = {e.id: e for e in telling.events}
    by_count = {c: e for e in telling.events for c in e.counts}
    said = []
    for count in telling.counts:
        event = events.get(count.event or "") or by_count.get(count.id)
        claim = sayer.say(count.id, count.span, count.attribution, count.id)
        acting = _name_sides(sayer, event) if event else frozenset()
        sides = frozenset(
            w for w in re.findall(r"[A-Z][^\W\d_]+", count.of or "") if w not in _NOT_SIDES
        )  # fmt: skip
        text = sayer.reading.report.text
        before = text[max(0, count.span.start - 20) : count.span.start]
        said.append(
            Said(
                claim,
                sayer.reading,
                telling,
                count,
                event,
                sayer.speaker_of(count.attribution),
                _find_captor(sayer, event) if event else None,
                frozenset(fold_word(w)[:6] for w in sides),
                points_back=bool(_POINTING.search(before)),
                qualifier=_read_qualifier(text, count),
                beside=_stands_beside(text, count),
                ours=bool(_OURS.search(count.of or "")),
                corrects=_reads_as_correction(text, claim.start, claim.end),
                acting=acting,
                across=frozenset(w for e in telling.events if e is not event for w in _name_sides(sayer, e)) - acting,
            )
        )
    return said


def _find_captor(sayer: Sayer, event: EventClaim) -> str | None:
    """Give the joined body that acts in an event, else its name as printed."""
    agent = next((p for p in event.participants if p.role == "agent"), None)
    return (sayer.people.get(agent.entity or "") or agent.name) if agent else None


def _name_sides(sayer: Sayer, event: EventClaim) -> frozenset[str]:
    """Give those who act in an event: the joined ones, and the stems of the names of all."""
    agents = [p for p in event.participants if p.role == "agent"]
    words = [w for p in agents for w in re.findall(r"[A-Z][^\W\d_]+", p.name) if w not in _NOT_SIDES]
    joined = (sayer.people.get(p.entity or "") for p in agents)
    return frozenset((*(fold_word(w)[:6] for w in words), *(j for j in joined if j)))


def _stands_beside(text: str, count: Count) -> bool:
    """True where the words count others than those counted before: "the remaining 134", "12 more", "270 remain"."""
    before = text[max(0, count.span.start - 20) : count.span.start]
    after = text[count.span.end : count.span.end + 40]
    own = count.span.text.partition(" ")[2]
    return bool(_BESIDE_BEFORE.search(before) or _BESIDE_AFTER.match(own) or _LEFT_AFTER.match(after))


def _read_qualifier(text: str, count: Count) -> str | None:
    """Give the words that tell a part of a whole from its other parts ("serving sentences"), as printed after it."""
    if count.whole is None:
        return None
    found = _QUALIFIED.match(text, count.span.end, count.span.end + 80)
    phrase = _LINKING.sub("", " ".join(found[1].split())) if found else ""
    return phrase if _telling_words(phrase) else None


@cache
def _telling_words(phrase: str) -> frozenset[str]:
    """The bearing words of a part's description, cut to their stems; every denial counts as the same word."""
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", phrase)]
    stems = {fold_word(w)[:5] for w in words if len(w) > 2 and w not in _EMPTY_WORDS and w not in _NEGATING}
    return frozenset(stems | ({"not"} if _NEGATING & set(words) else set()))


def gather_figures(said: Sequence[Said], taken: Mapping[str, str]) -> list[Property]:
    """Gather count claims into properties and their values; `taken` maps a property's name to its use so far."""
    figures = _merge_equal(said)
    groups = _group_properties(figures)
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


def _figure_order(figure: Figure) -> tuple[str, str, int, str]:
    """First hand first, then by time: no order of rows is a verdict."""
    first = min(
        figure.said, key=lambda s: (s.claim.hand != "first", s.claim.said or "~", s.claim.report, s.claim.start)
    )
    return ("0" if first.claim.hand == "first" else "1", first.claim.said or "~", first.claim.start, first.claim.report)


def quantity(count: Count) -> tuple[object, ...]:
    """Give what makes two counts one value: figure, bounds and hedge (all exact ones alike)."""
    v = count.value
    return (v.best, v.low, v.high, count.hedge)


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


def property_likeness(a: Said, b: Said) -> float:
    """Score how likely two counted claims of one event are of one property, equal in figure or not; see `ONE_PROPERTY`."""
    one, other = a.count, b.count
    if one is None or other is None or _kind_of_unit(one) != _kind_of_unit(other):
        return APART
    if (one.basis == "ordinal") != (other.basis == "ordinal"):
        return APART
    if one.basis == "ordinal":
        return 1.0 if a.claim.report != b.claim.report or one.span == other.span else APART
    score = _status_likeness(one.status, other.status)
    toll = one.status in TOLLS and other.status in TOLLS
    score += 0.2 if one.basis == other.basis else 0.0 if toll else -0.3
    score += 0.2 if bool(one.whole) == bool(other.whole) else 0.0 if toll else -0.2
    score -= 0.6 if one.unit != other.unit and not toll else 0.0  # bodies given back are no people let go
    score += _word_likeness(one.of, other.of)
    if a.qualifier and b.qualifier:
        score += 0.3 if _telling_words(a.qualifier) & _telling_words(b.qualifier) else -0.8
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


def _scope_likeness(a: Said, b: Said) -> float:
    """What speaks against one property although the words are alike: others counted, others' people, not yet done."""
    one, other = a.count, b.count
    if one is None or other is None or quantity(one) == quantity(other):
        return 0.0
    score = -0.8 if a.beside != b.beside else -0.4 if a.beside else 0.0
    small = all((_size(c) or TELLING_SIZE) < TELLING_SIZE and c.hedge == "exact" for c in (one, other))
    score -= SMALL if small and one.status != other.status else 0.0
    score -= 1.2 if a.ours and b.ours and a.speaker != b.speaker else 0.0
    return score - (PLANNED if _is_owed(a) != _is_owed(b) else 0.0)


def _swapped(a: Said, b: Said) -> bool:
    """True where both sides let people go, and each of the two figures is of another side's people."""
    return not a.acting & b.acting and bool(a.acting & b.across and b.acting & a.across)


def _is_owed(one: Said) -> bool:
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
    if other.id == one.whole or one.id == other.whole:
        whole = one.whole if other.id == one.whole else other.whole
        parts = sum(c.whole == whole for c in a.reading.claims.counts)
        if not rivals or parts > 1 or not (one.whole_inferred or other.whole_inferred):
            return APART
    if quantity(one) == quantity(other):
        return 0.0 if one.of == other.of or (one.value.best or 0) >= TELLING_SIZE else -0.5
    if a.corrects or b.corrects:
        return 0.0
    if a.speaker != b.speaker:
        return -1.0 if _size_likeness(one, other) <= FAR else 0.3 if rivals and one.status == other.status else 0.0
    return -0.2 if _admits(one, other) or _admits(other, one) else -2.0


def _reads_as_correction(text: str, start: int, end: int) -> bool:
    """True where words of correction stand beside a claim ("corrected the number to 61, from 58")."""
    return bool(_CORRECTED.search(text[max(0, start - 100) : end + 40]))


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
    both_held = left[-1] in held_words() and right[-1] in held_words()
    return 0.3 if set(left) & set(right) or both_held else -0.1


@cache
def held_words() -> frozenset[str]:
    """Give the folded nouns for people in captivity, without the sign of the plural."""
    return frozenset(fold_word(row[0]).rstrip("s") for row in read_lexicon("held_nouns"))


@lru_cache(maxsize=20_000)
def _of_words(of: str | None) -> tuple[str, ...]:
    return tuple(fold_word(w).rstrip("s") for w in re.findall(r"[^\W\d_]+", of or "") if len(w) > 2)


def _size_likeness(a: Count, b: Count) -> float:
    if quantity(a) == quantity(b):
        return 0.9 if (a.value.best or 0) >= TELLING_SIZE else 0.3
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
    low, high = bound.value.low, bound.value.high
    if low is None and high is None and bound.value.best is not None:
        low, high = bound.value.best * (1 - ROUNDING), bound.value.best * (1 + ROUNDING)
    return (low is None or low <= exact.value.best) and (high is None or exact.value.best <= high)


def _group_properties(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Bring the values of one property together: the most alike first, as long as the mean likeness holds."""
    ordered = sorted(figures, key=_figure_order)
    samples = [sorted(f.said, key=_is_owed)[:SAMPLE] for f in ordered]  # what was done speaks before what was planned

    def likeness(i: int, j: int) -> float:
        if _told_apart(ordered[i], ordered[j]):
            return APART
        near = _mean(property_likeness(a, b) for a in samples[i] for b in samples[j])
        return near if near > CONTRARY else APART

    return [[ordered[i] for i in group] for group in link_average(len(ordered), likeness, ONE_PROPERTY)]


def _told_apart(one: Figure, other: Figure) -> bool:
    """True where one voice of one report gives both figures exactly, as parts, without correcting itself."""
    if one.count.hedge != "exact" or other.count.hedge != "exact" or quantity(one.count) == quantity(other.count):
        return False
    voices = {(s.claim.report, s.speaker) for s in one.said if _is_plain_part(s)}
    return any((s.claim.report, s.speaker) in voices for s in other.said if _is_plain_part(s))


def _is_plain_part(one: Said) -> bool:
    return one.count is not None and one.count.whole is not None and not one.corrects


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
        claims = tuple(s.claim for s, _ in told)
        shown = Counter(text for _, text in told).most_common(1)[0][0]
        identity = value_id(min(c.id for c in claims))
        value = Value(identity, name, shown, None, None, "exact", unit, None, None, claims)
        values.append((value, tuple(s for s, _ in told)))
    return Property(name, unit, tuple(values)) if values else None


def _folded(text: str) -> str:
    if re.match(r"\d{4}-", text):
        return text
    words = [w for w in re.findall(r"[^\W_]+", text.casefold()) if w not in ("the", "of", "in", "s")]
    return " ".join(fold_word(w) or w for w in words)


def say_days(sayer: Sayer, telling: Telling) -> list[tuple[Said, str]]:
    """Turn the dates of a telling's events into claims; what only the day of publication gives is marked as inferred."""
    said: dict[tuple[int, int], tuple[Said, str]] = {}
    for event in telling.events:
        days = read_days(event.date)
        if event.date is None or days is None:
            continue
        text = date.fromordinal(days.first).isoformat()
        if days.last != days.first:
            text += "/" + date.fromordinal(days.last).isoformat()
        span = event.date.span or event.trigger
        rule = None if event.date.inferred_from in (None, "text") else event.date.rule
        if event.date.span is None and days.first != days.last:
            continue  # "news of these two days": nobody said a day
        claim = sayer.say(f"{event.id}/date", span, event.attribution, event.id, rule)
        one = Said(claim, sayer.reading, telling, None, event, sayer.speaker_of(event.attribution))
        said.setdefault((claim.start, claim.end), (one, text))
    return list(said.values())


def say_places(sayer: Sayer, telling: Telling) -> list[tuple[Said, str]]:
    """Turn the places of a telling's events into claims."""
    said: dict[tuple[int, int], tuple[Said, str]] = {}
    for event in telling.events:
        if event.place is None:
            continue
        claim = sayer.say(f"{event.id}/place", event.place.span, event.attribution, event.id)
        one = Said(claim, sayer.reading, telling, None, event, sayer.speaker_of(event.attribution))
        said.setdefault((claim.start, claim.end), (one, event.place.name))
    return list(said.values())
