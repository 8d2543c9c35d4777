"""Which tellings tell one event: a scored decision on pairs, then grouping that keeps what people judged different apart.

Pairs are weighed by wording, days, names, figures, places and type; the weights were fitted on 2,536 grouped news reports
(`evals/incidents.py`, cross-validated there) and checked on rounds of exchanges. Nothing here depends on order.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from sayso.model import Judgement, UnsurePair
from sayso.reconcile.likeness import Wordings, cosine
from sayso.reconcile.tellings import Telling

T = TypeVar("T", str, float)
Scorer = Callable[[str, str], float]
Named = tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]  # by report: persons, bodies and places
FEATURES = (
    "wording", "wording (root)", "same days", "days apart", "no days", "names", "figures", "places", "same family",
    "published apart", "published together", "wording on the same days", "calendar", "calendar apart", "years apart",
    "figures apart", "ordinals", "days said", "names apart", "bodies", "many figures apart",
)  # fmt: skip
LEAST = 0.02  # wording below which two reports are not compared further: 17 of 2,838 true pairs lie there
CLASHING = 0.35  # two rounds by their own words: unsure at most, however alike
SAMPLE = 4  # tellings of each group that are compared when two groups may be one


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each of `FEATURES` speaks for "the same", and the probabilities from which two are one, or unsure."""

    bias: float
    parts: tuple[float, ...]
    same: float = 0.5
    unsure: float = 0.3


DEFAULT_WEIGHTS = Weights(
    -5.04,
    (1.47, 12.05, -0.35, -1.83, -1.52, 1.93, 1.8, -0.3, -0.3, -0.18, 2.44, 0.33,
     0.83, -0.21, -0.19, -1.11, 0.14, 1.2, -0.16, 1.55, -1.19),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of tellings (by key), the pairs left open, and the judgements that kept two groups apart."""

    groups: tuple[tuple[str, ...], ...]
    unsure: tuple[UnsurePair, ...]
    kept_apart: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What pairs are judged from: main tellings by report, days of publication, wordings, and how rare a figure or name is."""

    tellings: Mapping[str, Telling]
    published: Mapping[str, int | None]
    wordings: Wordings
    rare_names: Mapping[str, float]
    rare_figures: Mapping[float, float]
    names: Mapping[str, frozenset[str]]
    marks: Mapping[str, frozenset[str]]
    rare_marks: Mapping[str, float]
    bodies: Mapping[str, frozenset[str]]
    rare_bodies: Mapping[str, float]


def set_scene(
    tellings: Mapping[str, Telling],
    published: Mapping[str, int | None],
    wordings: Wordings,
    named: Named,
    marks: Mapping[str, frozenset[str]],
) -> Scene:
    """Gather what the pair decision needs; `tellings` and the others are keyed by report id."""
    many = len(tellings) + 1
    names, bodies = named
    figures = Counter(n for t in tellings.values() for n in t.numbers | t.ordinals)
    rare_figures = {n: math.log(many / k) * (1.0 if n > 12 else 0.5) for n, k in figures.items()}
    rare_names, rare_marks, rare_bodies = (_weigh_rare(told, many) for told in (names, marks, bodies))
    return Scene(tellings, published, wordings, rare_names, rare_figures, names, marks, rare_marks, bodies, rare_bodies)


def _weigh_rare(told: Mapping[str, frozenset[str]], many: int) -> dict[str, float]:
    met = Counter(n for own in told.values() for n in own)
    return {n: math.log(many / k) for n, k in met.items()}


def pair_features(scene: Scene, left: str, right: str) -> tuple[float, ...]:
    """Give the `FEATURES` of two reports' main tellings."""
    a, b = scene.tellings[left], scene.tellings[right]
    wording = cosine(scene.wordings.vectors[left], scene.wordings.vectors[right])
    known = a.days is not None and b.days is not None
    gap = a.days.gap(b.days) if a.days is not None and b.days is not None else 0
    precise = bool(a.days and b.days and a.days.is_precise and b.days.is_precise)
    same_days = float(known and gap == 0 and precise)
    apart = min(1.0, gap / 4) if known and gap > 1 else 0.0
    when = (scene.published.get(left), scene.published.get(right))
    between = abs(when[0] - when[1]) if when[0] is not None and when[1] is not None else None
    return (
        wording,
        math.sqrt(wording),
        same_days,
        apart,
        float(not known),
        _overlap(scene.names[left], scene.names[right], scene.rare_names),
        _overlap(a.numbers, b.numbers, scene.rare_figures),
        float(bool(a.places & b.places)),
        float(a.family == b.family),
        math.log1p(between) if between is not None else 1.5,
        float(between is not None and between <= 2),
        wording * same_days,
        *_calendar_features(scene, left, right),
        float(bool(a.freed and b.freed and not a.freed & b.freed)),
        _agreement(a.ordinals, b.ordinals),
        max(_agreement(*_weekdays(a, b)), _agreement(*_marks(a, b)), key=abs),
        float(min(len(scene.names[left]), len(scene.names[right])) > 1 and not scene.names[left] & scene.names[right]),
        _overlap(scene.bodies[left], scene.bodies[right], scene.rare_bodies),
        float(min(len(a.numbers), len(b.numbers)) > 3 and not a.numbers & b.numbers),
    )


def _agreement(one: Set[T], other: Set[T]) -> float:
    """1 where two sets meet, -1 where both are there and do not, 0 where one is empty."""
    return 0.0 if not one or not other else 1.0 if one & other else -1.0


def _weekdays(a: Telling, b: Telling) -> tuple[Set[str], Set[str]]:
    one, other = ({d for d in t.said_days if d.isalpha()} for t in (a, b))
    return one, other


def _marks(a: Telling, b: Telling) -> tuple[Set[str], Set[str]]:
    one, other = ({d for d in t.said_days if "-" in d} for t in (a, b))
    return one, other


def _calendar_features(scene: Scene, left: str, right: str) -> tuple[float, float, float]:
    one, other = scene.marks[left], scene.marks[right]
    days = [{m for m in marks if "-" in m} for marks in (one, other)]
    years = [{m for m in marks if "-" not in m} for marks in (one, other)]
    return (
        _overlap(one, other, scene.rare_marks),
        float(bool(days[0] and days[1] and not days[0] & days[1])),
        float(bool(years[0] and years[1] and not years[0] & years[1])),
    )


def _overlap(left: frozenset[T], right: frozenset[T], rare: Mapping[T, float]) -> float:
    both, less = left & right, left if len(left) <= len(right) else right
    whole = sum(rare.get(n, 1.0) for n in less)
    return sum(rare.get(n, 1.0) for n in both) / whole * min(1.0, whole / 4) if whole else 0.0


def score_pair(scene: Scene, left: str, right: str, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """Give the probability that the main tellings of two reports are of one event."""
    if cosine(scene.wordings.vectors[left], scene.wordings.vectors[right]) < LEAST:
        return 0.0
    told = pair_features(scene, left, right)
    sum_ = weights.bias + sum(w * x for w, x in zip(weights.parts, told, strict=True))
    likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))
    return min(likely, CLASHING) if _clash(scene.tellings[left], scene.tellings[right]) else likely


def _clash(a: Telling, b: Telling) -> bool:
    """Two ordinals ("the fourth exchange", "the sixth") or two days stated by the texts are two rounds."""
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals and a.family == b.family == "freeing":
        return True
    if (a.days is None or b.days is None) and a.family == b.family == "freeing" and _agreement(*_weekdays(a, b)) < 0:
        return True
    return bool(
        a.days and b.days and a.days.stated and b.days.stated and a.days.is_precise and b.days.is_precise
        and a.days.gap(b.days) > 1 and a.family == b.family == "freeing"
    )  # fmt: skip


class _Groups:
    """Average linkage over scored pairs; judged-different tellings never meet in one group."""

    def __init__(self, scene: Scene, keys: Sequence[str], weights: Weights, scorer: Scorer | None) -> None:
        self.scene, self.weights = scene, weights
        self.scorer: Scorer = scorer or (lambda left, right: score_pair(scene, left, right, weights))
        self.members: dict[int, list[str]] = {i: [key] for i, key in enumerate(keys)}
        self.home = {key: i for i, key in enumerate(keys)}
        self.scores: dict[tuple[str, str], float] = {}
        self.near: dict[int, set[int]] = defaultdict(set)
        self.foes: dict[int, set[int]] = defaultdict(set)

    def score(self, left: str, right: str) -> float:
        pair = (left, right) if left < right else (right, left)
        if pair not in self.scores:
            self.scores[pair] = self.scorer(*pair)
        return self.scores[pair]

    def likeness(self, a: int, b: int) -> float:
        left, right = (self._spokesmen(self.members[x]) for x in (a, b))
        return sum(self.score(x, y) for x in left for y in right) / (len(left) * len(right))

    @staticmethod
    def _spokesmen(keys: Sequence[str]) -> Sequence[str]:
        """A few members, evenly spread in their fixed order, so that a great group costs no more than a small one."""
        if len(keys) <= SAMPLE:
            return keys
        ordered = sorted(keys)
        return [ordered[i * (len(ordered) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)]

    def merge(self, a: int, b: int, into: int) -> None:
        self.members[into] = self.members.pop(a) + self.members.pop(b)
        for key in self.members[into]:
            self.home[key] = into
        for table in (self.near, self.foes):
            joined = (table.pop(a, set()) | table.pop(b, set())) - {a, b}
            table[into] = joined
            for other in joined:
                table[other] -= {a, b}
                table[other].add(into)


def group_tellings(
    scene: Scene,
    pairs: Iterable[tuple[str, str]],
    judgements: Sequence[Judgement] = (),
    weights: Weights = DEFAULT_WEIGHTS,
    scorer: Scorer | None = None,
) -> Grouping:
    """Group reports by the event that they mainly tell, from candidate pairs of report ids.

    `judgements` of kind "event" name reports or tellings: "same" joins them first, "different" keeps every chain of
    joins from bringing them together. `scorer` replaces `score_pair`, for measuring other weights.
    """
    keys = sorted(scene.tellings)
    groups = _Groups(scene, keys, weights, scorer)
    for pair in pairs:
        if groups.score(*pair) >= weights.unsure / 2:
            a, b = groups.home[pair[0]], groups.home[pair[1]]
            groups.near[a].add(b)
            groups.near[b].add(a)
    fresh = _join_judged(groups, judgements)
    fresh, kept = _join_likely(groups, fresh)
    unsure = _open_pairs(groups)
    ordered = sorted(tuple(sorted(members)) for members in groups.members.values())
    return Grouping(tuple(ordered), unsure, tuple(kept))


def _join_judged(groups: _Groups, judgements: Sequence[Judgement]) -> int:
    fresh = len(groups.members)
    for judgement in sorted(judgements, key=lambda j: (j.verdict != "different", j.left, j.right)):
        ends = [groups.home.get(x) for x in (judgement.left, judgement.right)]
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            continue
        if judgement.verdict == "different":
            groups.foes[ends[0]].add(ends[1])
            groups.foes[ends[1]].add(ends[0])
        elif judgement.verdict == "same" and ends[1] not in groups.foes[ends[0]]:
            groups.merge(ends[0], ends[1], fresh)
            fresh += 1
    return fresh


def _join_likely(groups: _Groups, fresh: int) -> tuple[int, list[Judgement]]:
    kept: list[Judgement] = []
    heap = [(-groups.likeness(a, b), *_order(groups, a, b)) for a in groups.members for b in groups.near[a] if a < b]
    heapq.heapify(heap)
    while heap:
        worse, _, _, a, b = heapq.heappop(heap)
        if -worse < groups.weights.same:
            break
        if a not in groups.members or b not in groups.members:
            continue
        if b in groups.foes[a]:
            left, right = min(groups.members[a]), min(groups.members[b])
            kept.append(Judgement("event", left, right, "different", -worse, reason="a chain of joins met a judgement"))
            continue
        groups.merge(a, b, fresh)
        for other in groups.near[fresh]:
            heapq.heappush(heap, (-groups.likeness(fresh, other), *_order(groups, fresh, other)))
        fresh += 1
    return fresh, kept


def _order(groups: _Groups, a: int, b: int) -> tuple[str, str, int, int]:
    """Equal scores are taken in the order of the groups' first keys: no order of reading decides."""
    first, second = min(groups.members[a]), min(groups.members[b])
    return (first, second, a, b) if first < second else (second, first, b, a)


def _open_pairs(groups: _Groups) -> tuple[UnsurePair, ...]:
    found = []
    for a in sorted(groups.members):
        for b in groups.near[a]:
            if a < b and b not in groups.foes[a]:
                likely = groups.likeness(a, b)
                if likely >= groups.weights.unsure:
                    left, right = sorted((min(groups.members[a]), min(groups.members[b])))
                    told = zip(FEATURES, pair_features(groups.scene, left, right), strict=True)
                    features = tuple((name, f"{x:.2f}") for name, x in told)
                    found.append(UnsurePair("event", left, right, round(likely, 3), features))
    return tuple(sorted(found, key=lambda u: (-u.score, u.left, u.right)))
