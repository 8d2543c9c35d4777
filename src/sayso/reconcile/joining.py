"""Which tellings tell one event: a scored decision on pairs, then grouping that keeps what people judged different apart.

Pairs are weighed by wording, days, names, figures, places and type; the weights were fitted on 2,536 grouped news reports
(`evals/incidents.py`, cross-validated there) and checked on rounds of exchanges. A pair's score rests on its two profiles
alone; reports that no likely pair ties together are grouped apart, so that a new report touches its own neighbours only.
"""

import hashlib
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sayso.model import Judgement, UnsurePair
from sayso.reconcile.likeness import Vector, cosine, step_down, weigh_wordings
from sayso.reconcile.linkage import Union
from sayso.reconcile.memory import Memory
from sayso.reconcile.rounds import Round, rounds_agree, rounds_clash, weigh_rounds
from sayso.reconcile.sheets import Sheet
from sayso.reconcile.tellings import Telling

T = TypeVar("T", str, float)
Scorer = Callable[["Profile", "Profile"], float]
Scene = Mapping[str, "Profile"]  # by report id
FEATURES = (
    "wording", "wording (root)", "same days", "days apart", "no days", "names", "figures", "places", "same family",
    "published apart", "published together", "wording on the same days", "calendar", "calendar apart", "years apart",
    "figures apart", "ordinals", "days said", "names apart", "bodies", "many figures apart",
)  # fmt: skip
LEAST = 0.02  # wording below which two reports are not compared further: 17 of 2,838 true pairs lie there
CLASHING = 0.35  # two rounds by their own words: unsure at most, however alike
SAME_NEWS = 2  # days between two reports of one piece of news
FEW = 64  # neighbours of a group that are all compared with it anew when it grows
EASE = 0.05  # a pair that has not become less likely by more than this is joined in its turn
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
    """Groups of tellings (by report id), the pairs left open, and the judgements that kept two groups apart."""

    groups: tuple[tuple[str, ...], ...]
    unsure: tuple[UnsurePair, ...]
    kept_apart: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a report's main telling is compared by; names, figures and marks each with how rare they are in the corpus."""

    report: str
    telling: Telling
    published: int | None
    wording: Vector
    names: Mapping[str, float]
    bodies: Mapping[str, float]
    figures: Mapping[float, float]
    marks: Mapping[str, float]
    days_named: frozenset[str]  # anywhere in the report ("03-14")
    years_named: frozenset[str]
    round: Round
    weekdays_said: frozenset[str]  # of the main telling
    days_said: frozenset[str]


def set_scene(sheets: Sequence[Sheet], memory: Memory) -> Scene:
    """Give the profile of each report among the others; one whose words and names are as rare as before is the same object."""
    vectors = weigh_wordings([s.words for s in sheets])
    names, bodies, marks = (
        _weigh_rare(told)
        for told in ([s.named.persons for s in sheets], [s.named.bodies for s in sheets], [s.marks for s in sheets])
    )
    figures = {n: w * (1.0 if n > 12 else 0.5) for n, w in _weigh_rare([s.figures for s in sheets]).items()}
    scene = {}
    for sheet, vector in zip(sheets, vectors, strict=True):
        rarities = (
            tuple(names[n] for n in sheet.named.persons),
            tuple(bodies[n] for n in sheet.named.bodies),
            tuple(marks[n] for n in sheet.marks),
            tuple(figures[n] for n in sheet.figures),
        )
        words = hashlib.blake2b(vector.numbers.tobytes() + vector.weights.tobytes(), digest_size=16).digest()
        key = (sheet, words, rarities)
        scene[sheet.id] = memory.recall("profile", key, partial(_make_profile, sheet, vector, rarities))
    return scene


def _weigh_rare(told: Sequence[Sequence[T]]) -> dict[T, float]:
    """How rare each name or figure is among the reports, in steps; see `step_down`."""
    many = step_down(len(told)) + 1
    met = Counter(n for own in told for n in own)
    return {n: math.log(many / step_down(k)) for n, k in met.items()}


def _make_profile(sheet: Sheet, vector: Vector, rarities: Sequence[Sequence[float]]) -> Profile:
    names, bodies, marks, figures = rarities
    return Profile(
        report=sheet.id,
        telling=sheet.main,
        published=sheet.day,
        wording=vector,
        names=dict(zip(sheet.named.persons, names, strict=True)),
        bodies=dict(zip(sheet.named.bodies, bodies, strict=True)),
        figures={n: w for n, w in zip(sheet.figures, figures, strict=True) if n in sheet.main.numbers},
        marks=dict(zip(sheet.marks, marks, strict=True)),
        days_named=frozenset(m for m in sheet.marks if "-" in m),
        years_named=frozenset(m for m in sheet.marks if "-" not in m),
        round=sheet.round,
        weekdays_said=frozenset(d for d in sheet.main.said_days if d.isalpha()),
        days_said=frozenset(d for d in sheet.main.said_days if "-" in d),
    )


def pair_features(left: Profile, right: Profile) -> tuple[float, ...]:
    """Give the `FEATURES` of two reports' main tellings."""
    return _compare_profiles(left, right, cosine(left.wording, right.wording))


def _compare_profiles(left: Profile, right: Profile, wording: float) -> tuple[float, ...]:
    a, b = left.telling, right.telling
    known = a.days is not None and b.days is not None
    gap = a.days.gap(b.days) if a.days is not None and b.days is not None else 0
    precise = bool(a.days and b.days and a.days.is_precise and b.days.is_precise)
    same_days = float(known and gap == 0 and precise)
    between = (
        abs(left.published - right.published) if left.published is not None and right.published is not None else None
    )
    return (
        wording,
        math.sqrt(wording),
        same_days,
        min(1.0, gap / 4) if known and gap > 1 else 0.0,
        float(not known),
        _overlap(left.names, right.names),
        _overlap(left.figures, right.figures),
        float(bool(a.places & b.places)),
        float(a.family == b.family),
        math.log1p(between) if between is not None else 1.5,
        float(between is not None and between <= 2),
        wording * same_days,
        _overlap(left.marks, right.marks),
        _contrary(left.days_named, right.days_named),
        _contrary(left.years_named, right.years_named),
        _contrary(a.freed, b.freed),
        _agreement(a.ordinals, b.ordinals),
        max(_agreement(left.weekdays_said, right.weekdays_said), _agreement(left.days_said, right.days_said), key=abs),
        float(min(len(left.names), len(right.names)) > 1 and not left.names.keys() & right.names.keys()),
        _overlap(left.bodies, right.bodies),
        float(min(len(a.numbers), len(b.numbers)) > 3 and not a.numbers & b.numbers),
    )


def _contrary(one: Set[T], other: Set[T]) -> float:
    return float(bool(one and other and not one & other))


def _agreement(one: Set[T], other: Set[T]) -> float:
    """1 where two sets meet, -1 where both are there and do not, 0 where one is empty."""
    return 0.0 if not one or not other else 1.0 if one & other else -1.0


def _overlap(left: Mapping[T, float], right: Mapping[T, float]) -> float:
    """How much of the rarer things of the one that has fewer stand in the other, 0 to 1."""
    less, more = (left, right) if len(left) <= len(right) else (right, left)
    whole = sum(less.values())
    return sum(w for n, w in less.items() if n in more) / whole * min(1.0, whole / 4) if whole else 0.0


def score_pair(left: Profile, right: Profile, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """Give the probability that the main tellings of two reports are of one event."""
    wording = cosine(left.wording, right.wording)
    if wording < LEAST:
        return 0.0
    told = _compare_profiles(left, right, wording)
    sum_ = weights.bias + sum(w * x for w, x in zip(weights.parts, told, strict=True))
    if _lacks_day(left, right):
        sum_ += weigh_rounds(left.round, right.round)
    likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))
    return min(likely, CLASHING) if _clash(left, right) else likely


def _clash(left: Profile, right: Profile) -> bool:
    """Two ordinals ("the fourth exchange", "the sixth") or two days stated by the texts are two rounds, or two raids."""
    a, b = left.telling, right.telling
    if a.family != b.family or a.family not in ("freeing", "taking"):
        return False
    if a.ordinals and b.ordinals and not a.ordinals & b.ordinals:
        return True
    undated = _lacks_day(left, right)
    if undated and rounds_clash(left.round, right.round):
        return True
    if a.days is None or b.days is None:
        apart = _agreement(left.weekdays_said, right.weekdays_said) < 0
        return apart and not (undated and rounds_agree(left.round, right.round))
    return _state_days(a, b) and a.days.gap(b.days) > 1


def _state_days(a: Telling, b: Telling) -> bool:
    return all(t.days is not None and t.days.stated and t.days.is_precise for t in (a, b))


def _lacks_day(left: Profile, right: Profile) -> bool:
    """True where no day says whether two events are one: one of the two is not stated, they do not meet, and the reports
    are not of the same days."""
    a, b = left.telling.days, right.telling.days
    if a is not None and b is not None and (a.gap(b) <= 1 or (a.stated and b.stated)):
        return False
    if left.published is None or right.published is None:
        return True
    return abs(left.published - right.published) > SAME_NEWS


def _agree_on_day(left: Profile, right: Profile) -> bool:
    a, b = left.telling, right.telling
    if _lacks_day(left, right):
        return rounds_agree(left.round, right.round) and not rounds_clash(left.round, right.round)
    return _state_days(a, b) and a.days is not None and b.days is not None and a.days.gap(b.days) <= 1


class _Groups:
    """Average linkage over scored pairs; judged-different tellings never meet in one group.

    Groups are numbered: first the reports in their order, then each new group. Neighbours may be told by numbers of groups
    that have been merged since; `root` gives the group that they went into.
    """

    def __init__(self, profiles: Sequence[Profile], weights: Weights, score: Scorer) -> None:
        self.weights, self._score = weights, score
        self.profiles = {p.report: p for p in profiles}
        self.members: dict[int, list[str]] = {i: [p.report] for i, p in enumerate(profiles)}
        self.start = {p.report: i for i, p in enumerate(profiles)}
        self.near: dict[int, set[int]] = {i: set() for i in self.members}
        self.foes: dict[int, set[int]] = defaultdict(set)
        self._into = list(range(len(profiles)))

    def root(self, a: int) -> int:
        while self._into[a] != a:
            self._into[a] = self._into[self._into[a]]
            a = self._into[a]
        return a

    def score(self, left: str, right: str) -> float:
        left, right = (left, right) if left < right else (right, left)
        return self._score(self.profiles[left], self.profiles[right])

    def features(self, left: str, right: str) -> tuple[float, ...]:
        return pair_features(self.profiles[left], self.profiles[right])

    def likeness(self, a: int, b: int) -> float:
        """The mean of the pairs; two groups of which more pairs clash than agree on the day are unsure at most."""
        pairs = [(x, y) for x in self._spokesmen(self.members[a]) for y in self._spokesmen(self.members[b])]
        mean = sum(self.score(x, y) for x, y in pairs) / len(pairs)
        told = [(self.profiles[x], self.profiles[y]) for x, y in pairs] if mean > CLASHING else []
        clashing = sum(_clash(x, y) for x, y in told)
        return min(mean, CLASHING) if clashing > sum(_agree_on_day(x, y) for x, y in told) else mean

    @staticmethod
    def _spokesmen(keys: Sequence[str]) -> Sequence[str]:
        """A few members, evenly spread in their fixed order, so that a great group costs no more than a small one."""
        if len(keys) <= SAMPLE:
            return keys
        return [keys[i * (len(keys) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)]

    def merge(self, a: int, b: int) -> tuple[int, set[int]]:
        """Merge two groups; gives the new one and the neighbours to which it is to be compared anew.

        Those are all where there are few, else those of the side that has fewer: thousands of copies about one text would be
        compared with each other else. What is left out is compared when its turn comes.
        """
        fresh = len(self._into)
        self._into.append(fresh)
        self._into[a] = self._into[b] = fresh
        self.members[fresh] = sorted(self.members.pop(a) + self.members.pop(b))
        fewer, more = sorted((self.near.pop(a), self.near.pop(b)), key=len)
        again = fewer | more if len(more) <= FEW else set(fewer)
        more |= fewer
        self.near[fresh] = more
        joined = (self.foes.pop(a, set()) | self.foes.pop(b, set())) - {a, b}
        if joined:
            self.foes[fresh] = joined
        for other in joined:
            self.foes[other] -= {a, b}
            self.foes[other].add(fresh)
        return fresh, {self.root(x) for x in again} - {fresh}


def group_tellings(
    scene: Scene,
    pairs: Iterable[tuple[str, str]],
    judgements: Sequence[Judgement] = (),
    weights: Weights = DEFAULT_WEIGHTS,
    scorer: Scorer | None = None,
    memory: Memory | None = None,
) -> Grouping:
    """Group reports by the event that they mainly tell, from candidate pairs of report ids.

    `judgements` of kind "event" name reports: "same" joins them first, "different" keeps every chain of joins from
    bringing them together. `scorer` replaces `score_pair`, for measuring other weights.
    """
    memory = memory or Memory()
    scored: Scorer = scorer or partial(score_pair, weights=weights)

    def score(left: Profile, right: Profile) -> float:
        return memory.recall("pair", (left, right), partial(scored, left, right))

    floor = weights.unsure / 2
    edges = [p for p in sorted(set(pairs)) if score(scene[p[0]], scene[p[1]]) >= floor]
    union = Union(sorted(scene))
    judged = [j for j in judgements if j.left in scene and j.right in scene]
    for left, right in (*edges, *((j.left, j.right) for j in judged)):
        union.join(left, right)
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges:
        near[union.root(edge[0])].append(edge)
    said: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        said[union.root(judgement.left)].append(judgement)
    found = []
    for members, _ in union.sets():
        root = union.root(members[0])
        own = (tuple(scene[m] for m in sorted(members)), tuple(near[root]), tuple(said[root]), weights)
        found.append(memory.recall("grouping", own, partial(_group_tied, *own, score)))
    return Grouping(
        tuple(sorted(g for one in found for g in one.groups)),
        tuple(sorted((u for one in found for u in one.unsure), key=lambda u: (-u.score, u.left, u.right))),
        tuple(sorted((j for one in found for j in one.kept_apart), key=lambda j: (j.left, j.right, j.score))),
    )


def _group_tied(
    profiles: Sequence[Profile],
    edges: Sequence[tuple[str, str]],
    judgements: Sequence[Judgement],
    weights: Weights,
    score: Scorer,
) -> Grouping:
    """Group the reports that likely pairs and judgements tie together."""
    groups = _Groups(profiles, weights, score)
    for left, right in edges:
        a, b = groups.start[left], groups.start[right]
        groups.near[a].add(b)
        groups.near[b].add(a)
    _join_judged(groups, judgements)
    kept = _join_likely(groups)
    return Grouping(tuple(tuple(m) for m in groups.members.values()), _open_pairs(groups), tuple(kept))


def _join_judged(groups: _Groups, judgements: Sequence[Judgement]) -> None:
    for judgement in sorted(judgements, key=lambda j: (j.verdict != "different", j.left, j.right)):
        a, b = (groups.root(groups.start[x]) for x in (judgement.left, judgement.right))
        if a == b:
            continue
        if judgement.verdict == "different":
            groups.foes[a].add(b)
            groups.foes[b].add(a)
        elif judgement.verdict == "same" and b not in groups.foes[a]:
            groups.merge(a, b)


def _join_likely(groups: _Groups) -> list[Judgement]:
    """Join the most alike first. A pair whose groups have grown since it was scored is scored again when its turn comes."""
    kept: list[Judgement] = []
    pairs = {tuple(sorted((a, groups.root(b)))) for a in groups.members for b in groups.near[a]}
    heap = [(-groups.likeness(a, b), *_order(groups, a, b)) for a, b in pairs if a != b]
    heapq.heapify(heap)
    asked: set[tuple[int, int]] = set()
    while heap:
        worse, _, _, a, b = heapq.heappop(heap)
        if -worse < groups.weights.same:
            break
        pair = (groups.root(a), groups.root(b))
        if pair[0] == pair[1]:
            continue
        if pair != (a, b):
            if pair in asked:
                continue
            asked |= {pair, pair[::-1]}
            now = groups.likeness(*pair)
            if now < max(groups.weights.same, -worse - EASE):
                heapq.heappush(heap, (-now, *_order(groups, *pair)))
                continue
        a, b = pair
        if b in groups.foes.get(a, ()):
            left, right = groups.members[a][0], groups.members[b][0]
            kept.append(Judgement("event", left, right, "different", -worse, reason="a chain of joins met a judgement"))
            continue
        fresh, again = groups.merge(a, b)
        for other in again:
            asked |= {(fresh, other), (other, fresh)}
            heapq.heappush(heap, (-groups.likeness(fresh, other), *_order(groups, fresh, other)))
    return kept


def _order(groups: _Groups, a: int, b: int) -> tuple[str, str, int, int]:
    """Equal scores are taken in the order of the groups' first keys: no order of reading decides."""
    first, second = groups.members[a][0], groups.members[b][0]
    return (first, second, a, b) if first < second else (second, first, b, a)


def _open_pairs(groups: _Groups) -> tuple[UnsurePair, ...]:
    found = []
    for a in sorted(groups.members):
        for b in sorted({groups.root(x) for x in groups.near[a]}):
            if a < b and b not in groups.foes.get(a, ()):
                likely = groups.likeness(a, b)
                if likely >= groups.weights.unsure:
                    left, right = sorted((groups.members[a][0], groups.members[b][0]))
                    told = zip(FEATURES, groups.features(left, right), strict=True)
                    features = tuple((name, f"{x:.2f}") for name, x in told)
                    found.append(UnsurePair("event", left, right, round(likely, 3), features))
    return tuple(found)
