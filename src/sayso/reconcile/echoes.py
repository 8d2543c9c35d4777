"""Echoes: reports that carry one text. Links hold between passages, so that a figure that an outlet adds stays its own.

Candidates come from MinHash bands over the words of each passage (rensa); what is said to be shared is aligned word by word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rensa import RMinHash

from sayso.model import Reading
from sayso.reconcile.memory import Memory

SHORTEST = 7  # words of a passage: shorter ones ("No one was hurt, police said") are anybody's
HASHES, ROWS = 48, 3  # 16 bands of 3: a pair of passages with a Jaccard of 0.5 is met in 88 of 100 cases
NEAR = 12  # passages compared within one band, ordered by report: 5,000 copies cost 5,000 times 12
ALIKE = (
    80.0  # rapidfuzz ratio of two passages, word by word: reworded copies have 85 and more, one event told twice 40-60
)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # an odd number of no pattern (2^64 / golden ratio)
_PASSAGE = re.compile(r"[^\n]+?(?:[.!?…][\"'”’»)]*(?=\s|$)|(?=\n)|$)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One sentence of a report: `words` are folded, offsets are code points of the report's text.

    `bands` are the MinHash bands of its pairs of neighbouring words: passages that share one are worth aligning.
    """

    report: str
    start: int
    end: int
    words: tuple[str, ...]
    bands: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two passages of two reports that carry one text; `likeness` 0 to 100."""

    left: Passage
    right: Passage
    likeness: float


def cut_passages(reading: Reading) -> tuple[Passage, ...]:
    """Cut a report into the sentences that are long enough to be recognised."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for match in _PASSAGE.finditer(reading.report.text):
        words = tuple(w.casefold() for w in _WORD.findall(match[0]))
        if len(words) >= SHORTEST:
            found.append((match.start() + len(match[0]) - len(match[0].lstrip()), match.end(), words))
    bands = _band([words for _, _, words in found])
    return tuple(Passage(reading.report.id, *told, own) for told, own in zip(found, bands, strict=True))


def _band(told: Sequence[Sequence[str]]) -> NDArray[np.uint64]:
    """Give each passage's bands, one row a passage."""
    if not told:
        return np.zeros((0, HASHES // ROWS), np.uint64)
    pairs = [[f"{one} {two}" for one, two in pairwise(words)] for words in told]
    digests = np.array(RMinHash.digests_from_token_sets(pairs, HASHES, 7), np.uint64)
    rows = digests.reshape(len(told), HASHES // ROWS, ROWS)
    mixed = np.zeros(rows.shape[:2], np.uint64)
    for n in range(ROWS):
        mixed = mixed * _MIX + rows[:, :, n]
    return mixed


def share_passages(told: Sequence[Sequence[Passage]], memory: Memory) -> tuple[Shared, ...]:
    """Find the passages that two reports share, given each report's passages in the order in which reports are told.

    Of many copies each is tied to the first, never all to all.
    """
    alike: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passages in told:
        for passage in passages:
            alike[passage.words].append(passage)
    firsts = [group[0] for group in alike.values()]
    shared = [Shared(group[0], other, 100.0) for group in alike.values() for other in _other_reports(group)]
    for i, j in _list_near(firsts):
        left, right = firsts[i], firsts[j]
        if left.report != right.report:
            likeness = memory.recall("passages", (left, right), partial(_align, left.words, right.words))
            if likeness >= ALIKE:
                shared.append(Shared(left, right, likeness))
    return tuple(shared)


def _other_reports(group: Sequence[Passage]) -> Iterator[Passage]:
    met = {group[0].report}
    for passage in group[1:]:
        if passage.report not in met:
            met.add(passage.report)
            yield passage


def _align(left: Sequence[str], right: Sequence[str]) -> float:
    """How much of two passages is one text, word by word, 0 to 100; a shorter cut of a longer sentence counts too."""
    likeness = float(fuzz.ratio(left, right, score_cutoff=ALIKE))
    short, long = sorted((left, right), key=len)
    if likeness < ALIKE and len(short) >= 10 and len(long) <= 3 * len(short):
        likeness = ALIKE if fuzz.partial_ratio(short, long, score_cutoff=ALIKE) >= ALIKE else 0.0
    return likeness


def _list_near(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Give the pairs of passages that share a band and stand near each other among all that have it."""
    if not passages:
        return []
    bands = np.stack([p.bands for p in passages])
    many = len(passages)
    found = []
    for column in bands.T:
        order = np.argsort(column, kind="stable")
        told = column[order]
        for apart in range(1, min(NEAR, many - 1) + 1):
            same = np.flatnonzero(told[:-apart] == told[apart:])
            if not len(same):
                break
            found.append(order[same] * many + order[same + apart])
    unique = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return [(int(n) // many, int(n) % many) for n in unique]
