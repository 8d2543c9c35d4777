"""How alike the wording of reports is: rare words and word pairs weigh most (TF-IDF), wherever the corpus says they are rare.

The vectors of a corpus depend on its reports alone, never on the order in which they came. How often a word occurs is told
in steps (`step_down`), so that one more report leaves nearly all vectors as they were.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LEAD = 2500  # code points compared: a report tells its event at its head, the tail repeats background
PAIR_WEIGHT = 0.5  # of a pair of neighbouring words against one word; 0.5 did best on 2,536 grouped news reports
RARENESS = 1.5  # power of the inverse document frequency, measured on the same reports
BACKGROUND = 60  # reports on other things that every corpus is taken to hold: a folder on one event has rare words too
LONGEST = 100  # words of a vector: the weakest change a cosine in its third digit
STRONGEST = 24  # words of a report that bring candidates
WINDOW = 24  # reports on either side of one within a word's list, which is ordered by day: keeps growth linear
NEAREST = 24  # candidates of a report: those with which its strongest words weigh most
_WORD = re.compile(r"[^\W_]+|[.!?](?=\s)|\n")
_EMPTY_WORDS = (
    "the a an of to in on at for and or by with from as is was were are be been it its he she they his her their that "
    "this which who said says has have had not but will would after before when also into over than more about up out "
    "there one two i we you our your my me him them us if so no do did can could may might all any some other new"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_BREAK, _SKIPPED = 0, 1  # in place of the number of a word: a sentence ends; a word that bears nothing
_MIX = np.uint64(0x9E3779B97F4A7C15)  # an odd number of no pattern (2^64 / golden ratio): numbers a pair of words
Numbers = NDArray[np.uint64]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The bearing words of one text and its pairs of neighbouring words, as ascending numbers, with what each weighs alone."""

    numbers: Numbers
    weights: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """The strongest words of a report as ascending numbers, and their weights: of unit length."""

    numbers: Numbers
    weights: Weights


@lru_cache(maxsize=200_000)
def _number_word(word: str) -> int:
    """Number a word the same in every run, evenly; endings are cut."""
    word = word.lower()
    if not word[0].isalnum():
        return _BREAK
    if word in _EMPTY or len(word) < 2:
        return _SKIPPED
    if len(word) > 3 and word.isalpha():
        word = re.sub(r"(?:ing|ed|es|s)$" if len(word) > 5 else r"s$", "", word)
    return (int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little") | 2) & ~1


def count_words(text: str) -> Words:
    """Count the bearing words of a text's head and its pairs of neighbouring ones; a pair does not reach over a full stop."""
    bare = re.sub(r"['’]s\b", "", text[:LEAD])
    told = np.array([_number_word(w) for w in _WORD.findall(bare)], np.uint64)
    told = told[told != _SKIPPED]
    left, right = told[:-1], told[1:]
    beside = (left != _BREAK) & (right != _BREAK)
    pairs = (left[beside] * _MIX + right[beside]) | np.uint64(1)  # odd: no pair has the number of a word
    numbers, counts = np.unique(np.concatenate((told[told != _BREAK], pairs)), return_counts=True)
    return Words(numbers, (1 + np.log(counts)) * np.where(numbers & np.uint64(1), PAIR_WEIGHT, 1.0))


def step_down(many: int) -> int:
    """Give the step that a number has reached: 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on, two steps to a doubling.

    >>> [step_down(n) for n in (1, 2, 3, 5, 7, 11, 13, 1000)]
    [1, 2, 3, 4, 6, 8, 12, 768]
    """
    base = 1 << (many.bit_length() - 1) if many > 0 else 1
    return base + base // 2 if many >= base + base // 2 and base > 1 else base


def weigh_wordings(counted: Sequence[Words]) -> list[Vector]:
    """Give each report's vector, in the order of the reports."""
    if not counted:
        return []
    _, at, met = np.unique(np.concatenate([c.numbers for c in counted]), return_inverse=True, return_counts=True)
    many = BACKGROUND + step_down(len(counted))
    steps = {int(n): step_down(int(n)) for n in np.unique(met)}
    kinds = np.array(sorted(steps))
    rare = np.array([np.log(many / steps[n]) ** RARENESS if n > 1 else 0.0 for n in kinds.tolist()])
    weight = rare[np.searchsorted(kinds, met)]
    vectors, start = [], 0
    for one in counted:
        end = start + len(one.numbers)
        vectors.append(_strongest(one.numbers, one.weights * weight[at[start:end]]))
        start = end
    return vectors


def _strongest(numbers: Numbers, weights: Weights) -> Vector:
    order = np.argsort(-weights, kind="stable")[:LONGEST]  # equal weights: the lower number
    kept = np.sort(order[weights[order] > 0])
    told = weights[kept]
    return Vector(numbers[kept], told / (np.sqrt((told * told).sum()) or 1.0))


def cosine(left: Vector, right: Vector) -> float:
    """Give the cosine of two vectors, 0 to 1."""
    if not len(left.numbers):
        return 0.0
    where = left.numbers.searchsorted(right.numbers)
    both = left.numbers.take(where, mode="clip") == right.numbers
    return round(float((left.weights.take(where[both]) * right.weights[both]).sum()), 9)


def list_candidates(vectors: Mapping[str, Vector], days: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """Give the pairs of reports worth comparing: those that share strong words, near in time, `NEAREST` for each report.

    `days` are ordinals, null where unknown.
    """
    keys = sorted(vectors, key=lambda k: (days.get(k) or 0, k))
    tops = [_pick_top(vectors[key]) for key in keys]
    if not tops:
        return []
    words = np.concatenate([t.numbers for t in tops])
    weights = np.concatenate([t.weights for t in tops])
    owners = np.repeat(np.arange(len(keys)), [len(t.numbers) for t in tops])
    order = np.argsort(words, kind="stable")  # by word, then by day: the lists of all words behind one another
    words, weights, owners = words[order], weights[order], owners[order]
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    found: set[tuple[str, str]] = set()
    around = np.concatenate((np.arange(-WINDOW, 0), np.arange(1, WINDOW + 1)))
    ranks = np.argsort(np.argsort(np.array(keys))) if keys else np.zeros(0, np.int64)
    start = 0
    for own, top in enumerate(tops):
        mine = places[start : start + len(top.numbers)]
        start += len(top.numbers)
        near = mine[:, None] + around
        inside = (near >= 0) & (near < len(order))
        near[~inside] = 0
        met = inside & (words[near] == words[mine][:, None])
        shared = (weights[near] * weights[mine][:, None])[met]
        for other in _best(owners[near][met], shared, ranks):
            one, two = keys[own], keys[other]
            found.add((one, two) if one < two else (two, one))
    return sorted(found)


def _pick_top(vector: Vector) -> Vector:
    order = np.sort(np.argsort(-vector.weights, kind="stable")[:STRONGEST])
    return Vector(vector.numbers[order], vector.weights[order])


def _best(others: NDArray[np.int64], shared: Weights, ranks: NDArray[np.int64]) -> list[int]:
    """The reports with which most is shared; of equal ones those whose id comes first."""
    if not len(others):
        return []
    told, at = np.unique(others, return_inverse=True)
    total = np.round(np.bincount(at, shared), 9)  # sums of one set of products differ in their last digits by order
    return [int(n) for n in told[np.lexsort((ranks[told], -total))[:NEAREST]]]
