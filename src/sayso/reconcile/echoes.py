"""Echoes: reports that carry one text. Links hold between passages, so that a figure that an outlet adds stays its own.

Candidates come from MinHash bands over the words of each passage (rensa); what is said to be shared is aligned word by word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rensa import RMinHash

from sayso.model import Reading

SHORTEST = 7  # words of a passage: shorter ones ("No one was hurt, police said") are anybody's
HASHES, ROWS = 48, 3  # 16 bands of 3: a pair of passages with a Jaccard of 0.5 is met in 88 of 100 cases
NEAR = 12  # passages compared within one band, ordered by report: 5,000 copies cost 5,000 times 12
ALIKE = (
    80.0  # rapidfuzz ratio of two passages, word by word: reworded copies have 85 and more, one event told twice 40-60
)
_PASSAGE = re.compile(r"[^\n]+?(?:[.!?…][\"'”’»)]*(?=\s|$)|(?=\n)|$)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report: `words` are folded, offsets are code points of the report's text."""

    report: str
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two passages of two reports that carry one text; `likeness` 0 to 100."""

    left: Passage
    right: Passage
    likeness: float


def cut_passages(reading: Reading) -> tuple[Passage, ...]:
    """Cut a report into the sentences that are long enough to be recognised."""
    passages = []
    text = reading.report.text
    for found in _PASSAGE.finditer(text):
        words = tuple(w.casefold() for w in _WORD.findall(found[0]))
        if len(words) >= SHORTEST:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            passages.append(Passage(reading.report.id, start, found.end(), words))
    return tuple(passages)


def share_passages(passages: Mapping[str, Sequence[Passage]]) -> tuple[Shared, ...]:
    """Find the passages that two reports share, given each report's passages in the order in which reports are told.

    Of many copies each is tied to the first and to its neighbours, never all to all.
    """
    alike: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for told in passages.values():
        for passage in told:
            alike[passage.words].append(passage)
    shared = [Shared(group[0], other, 100.0) for group in alike.values() for other in _other_reports(group)]
    firsts = [group[0] for group in alike.values()]
    for left, right in _near_passages(firsts):
        likeness = fuzz.ratio(left.words, right.words)
        if max(likeness, _within(left.words, right.words)) >= ALIKE:
            shared.extend(_spread(alike[left.words], alike[right.words], max(likeness, ALIKE)))
    return tuple(shared)


def _other_reports(group: Sequence[Passage]) -> Iterator[Passage]:
    met = {group[0].report}
    for passage in group[1:]:
        if passage.report not in met:
            met.add(passage.report)
            yield passage


def _spread(left: Sequence[Passage], right: Sequence[Passage], likeness: float) -> Iterator[Shared]:
    if left[0].report != right[0].report:
        yield Shared(left[0], right[0], likeness)


def _within(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """A shorter cut of a longer sentence: the share of its words that stand in the longer one, in order, 0 to 100."""
    short, long = sorted((left, right), key=len)
    if len(short) < 10 or len(long) > 3 * len(short):
        return 0.0
    return fuzz.partial_ratio(short, long)


def _near_passages(firsts: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    sets = [[" ".join(p.words[i : i + 2]) for i in range(len(p.words) - 1)] for p in firsts]
    if not sets:
        return
    digests = RMinHash.digests_from_token_sets(sets, HASHES, 7)
    met: set[tuple[int, int]] = set()
    for band in range(0, HASHES, ROWS):
        buckets: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for i, digest in enumerate(digests):
            buckets[tuple(digest[band : band + ROWS])].append(i)
        for bucket in buckets.values():
            for n, i in enumerate(bucket):
                for j in bucket[n + 1 : n + 1 + NEAR]:
                    if (i, j) not in met and firsts[i].report != firsts[j].report:
                        met.add((i, j))
                        yield firsts[i], firsts[j]
