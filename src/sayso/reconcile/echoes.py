"""Echoes: reports that carry one text. Links hold between passages, so that a figure that an outlet adds stays its own.

Candidates come from MinHash bands over the words of each passage (rensa); what is said to be shared is aligned word by word.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rensa import RMinHash

from sayso.model import Reading
from sayso.reconcile.linkage import Union
from sayso.reconcile.memory import Memory

SHORTEST = 7  # words of a passage: shorter ones ("No one was hurt, police said") are anybody's
HASHES, ROWS = 48, 2  # 24 bands of 2: a pair of passages with a Jaccard of 0.3 is met in 90 of 100 cases
NEAR = 12  # passages compared within one band, ordered by report: 5,000 copies cost 5,000 times 12
ALIKE = (
    80.0  # rapidfuzz ratio of two passages, word by word: reworded copies have 85 and more, one event told twice 40-60
)
OTHER, TURNED, ONE_TEXT = 0, 1, 2
LONG = 10  # words from which a sentence that was turned round is known by its words alone
CONTAINED, COMMON = (
    0.75,
    0.55,
)  # of the words of the shorter, and of both: edited copy has 0.79 and more, one event told twice 0.52
_MIX = np.uint64(0x9E3779B97F4A7C15)  # an odd number of no pattern (2^64 / golden ratio)
_PASSAGE = re.compile(r"[^\n]+?(?:[.!?…][\"'”’»)]*(?=\s|$)|(?=\n)|$)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One sentence of a report: `words` are folded, offsets are code points of the report's text.

    `number` is that of its words, whoever prints them; `bands` are the MinHash bands of its pairs of neighbouring words:
    passages that share one are worth aligning.
    """

    report: str
    start: int
    end: int
    words: tuple[str, ...]
    number: int
    bands: NDArray[np.uint64]


Tie = tuple[Passage, Passage]
Texts = Sequence[Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What reports share: `ties` are two passages of two reports that carry one text, the first report's first.

    `texts` holds, for each text that is carried by several reports, all passages that carry it, over any chain of ties.
    """

    ties: Sequence[Tie]
    texts: Texts


@dataclass(frozen=True, slots=True)
class Aligned:
    """Pairs of passages that were aligned before: the ascending numbers of the pairs, and how alike each was found."""

    pairs: NDArray[np.uint64]
    alike: NDArray[np.uint8]  # OTHER, TURNED or ONE_TEXT


def cut_passages(reading: Reading) -> tuple[Passage, ...]:
    """Cut a report into the sentences that are long enough to be recognised."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for match in _PASSAGE.finditer(reading.report.text):
        words = tuple(w.casefold() for w in _WORD.findall(match[0]))
        if len(words) >= SHORTEST:
            found.append((match.start() + len(match[0]) - len(match[0].lstrip()), match.end(), words))
    bands = _band([words for _, _, words in found])
    return tuple(
        Passage(reading.report.id, start, end, words, _number(words), own)
        for (start, end, words), own in zip(found, bands, strict=True)
    )


def _number(words: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest(), "little")


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


def share_passages(told: Sequence[Sequence[Passage]], memory: Memory) -> Shared:
    """Find the passages that two reports share, given each report's passages in the order in which reports are told.

    Of many copies each is tied to the first, never all to all.
    """
    alike: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passages in told:
        for passage in passages:
            alike[passage.words].append(passage)
    groups = list(alike.values())
    ties = [(group[0], other) for group in groups for other in _other_reports(group)]
    union = Union(range(len(groups)))
    for i, j in _list_alike([g[0] for g in groups], memory):
        union.join(i, j)
        ties.append((groups[i][0], groups[j][0]))
    texts = ([p for i in own for p in groups[i]] for own, _ in union.sets())
    return Shared(ties, [text for text in texts if any(p.report != text[0].report for p in text)])


def _other_reports(group: Sequence[Passage]) -> Iterator[Passage]:
    if len(group) > 1:
        met = {group[0].report}
        for passage in group[1:]:
            if passage.report not in met:
                met.add(passage.report)
                yield passage


def _list_alike(firsts: Sequence[Passage], memory: Memory) -> list[tuple[int, int]]:
    """Give the pairs of passages that carry one text though not in the same words; what was aligned before is recalled."""
    near = _list_near(firsts)
    if not len(near):
        return []
    numbers = np.array([p.number for p in firsts], np.uint64)
    keys = numbers[near[:, 0]] * _MIX + numbers[near[:, 1]]
    before = memory.latest("aligned", Aligned(np.zeros(0, np.uint64), np.zeros(0, np.uint8)))
    place = np.searchsorted(before.pairs, keys)
    place[place == len(before.pairs)] = 0
    known = before.pairs[place] == keys if len(before.pairs) else np.zeros(len(keys), np.bool_)
    alike = np.zeros(len(keys), np.uint8)
    alike[known] = before.alike[place[known]]
    for n in np.flatnonzero(~known):
        alike[n] = _align(firsts[near[n, 0]].words, firsts[near[n, 1]].words)
    order = np.argsort(keys)
    memory.put("aligned", Aligned(keys[order], alike[order]))
    found = [(i, j, how) for (i, j), how in zip(near[alike > 0].tolist(), alike[alike > 0].tolist(), strict=True)]
    tied = Counter(_reports(firsts[i], firsts[j]) for i, j, _ in found)
    return [
        (i, j)
        for i, j, how in found
        if firsts[i].report != firsts[j].report and (how == ONE_TEXT or tied[_reports(firsts[i], firsts[j])] > 1)
    ]


def _reports(one: Passage, other: Passage) -> tuple[str, str]:
    return (one.report, other.report) if one.report < other.report else (other.report, one.report)


def _align(left: Sequence[str], right: Sequence[str]) -> int:
    """Say whether two passages are one text, word by word, or one that was turned round; a shorter cut of a longer counts too.

    One sentence turned round is what two reporters write who heard the same; of two and more somebody edited the other's.
    """
    if fuzz.ratio(left, right, score_cutoff=ALIKE) >= ALIKE:
        return ONE_TEXT
    short, long = sorted((left, right), key=len)
    if (
        len(short) >= 10
        and len(long) <= 3 * len(short)
        and fuzz.partial_ratio(short, long, score_cutoff=ALIKE) >= ALIKE
    ):
        return ONE_TEXT
    return TURNED if _is_turned(set(left), set(right)) else OTHER


def _is_turned(left: Set[str], right: Set[str]) -> bool:
    """Whether an editor moved the words about: "police said gunmen took 31", "gunmen took 31, police said"."""
    least = min(len(left), len(right))
    both = len(left & right) if least >= LONG else 0
    return both >= CONTAINED * least and both >= COMMON * len(left | right)


def _list_near(passages: Sequence[Passage]) -> NDArray[np.int64]:
    """Give the pairs of passages (rows of two places) that share a band and stand near each other among all that have it."""
    if not passages:
        return np.zeros((0, 2), np.int64)
    bands = np.stack([p.bands for p in passages])
    many = len(passages)
    found = []
    for column in bands.T:
        order = np.argsort(column, kind="stable")
        ranked = column[order]
        for apart in range(1, min(NEAR, many - 1) + 1):
            same = np.flatnonzero(ranked[:-apart] == ranked[apart:])
            if not len(same):
                break
            found.append(order[same] * many + order[same + apart])
    told = np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)
    unique = told[np.flatnonzero(np.diff(told, prepend=-1))]
    return np.stack((unique // many, unique % many), axis=1)
