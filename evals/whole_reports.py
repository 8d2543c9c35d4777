"""What all the words of a report say of how many were killed and injured, where no figure is told: a ridge over words.

"Expected to survive" tells of one injured, "the second victim has died" of two killed. The ridge is fitted in its dual form
(Saunders, Gammerman and Vovk 1998): as many unknowns as reports, so that fitting it anew for every two folds takes seconds.
"""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
READ = 4000  # code points of a report
FREQUENT = 4  # reports in which a word or a pair of words stands, at least
KILLED, INJURED = 6, 7  # answers told apart: 0 to 4 killed and more, 0 to 5 injured and more
RIDGE = 0.3
BLOCK = 4096  # words multiplied at a time
_WORD = re.compile(r"[a-z']+|\d+")


def judge_reports(
    texts: Sequence[str], owners: Sequence[int], answers: Sequence[tuple[int, int]], folds: NDArray[np.int64]
) -> Mapping[tuple[int, int], Numbers]:
    """Judge every report (of the incident that owns it) for each answer, for each two folds by what is fitted on the others.

    Columns are the answers to the number killed, then to the number injured; about 0 for no and 1 for yes.
    """
    alike = _compare([_count_words(text) for text in texts])
    killed, injured = np.array([answers[i] for i in owners]).T
    truth = np.hstack(
        (np.eye(KILLED)[np.minimum(killed, KILLED - 1)], np.eye(INJURED)[np.minimum(injured, INJURED - 1)])
    )
    home = folds[np.array(owners)]
    judged = {}
    for two in itertools.combinations_with_replacement(sorted({int(f) for f in folds}), 2):
        known = np.flatnonzero(~np.isin(home, two))
        middle = truth[known].mean(axis=0)
        parts = np.linalg.solve(alike[np.ix_(known, known)] + RIDGE * np.eye(len(known)), truth[known] - middle)
        judged[two] = alike[:, known] @ parts + middle
    return judged


def _count_words(text: str) -> frozenset[str]:
    words = ["#" if w.isdigit() else w for w in _WORD.findall(text[:READ].lower())]
    return frozenset(words) | {f"{a} {b}" for a, b in itertools.pairwise(words)}


def _compare(told: Sequence[frozenset[str]]) -> Numbers:
    """Give the cosines of all reports with each other; words weigh alike: rare ones name people, who say nothing of numbers."""
    met = Counter(w for words in told for w in words)
    number = {w: n for n, w in enumerate(sorted(w for w, k in met.items() if k >= FREQUENT))}
    alike = np.zeros((len(told), len(told)))
    rows = np.repeat(np.arange(len(told)), [len(words & number.keys()) for words in told])
    columns = np.array([number[w] for words in told for w in sorted(words & number.keys())])
    for start in range(0, len(number), BLOCK):
        inside = (columns >= start) & (columns < start + BLOCK)
        block = np.zeros((len(told), BLOCK), np.float32)
        block[rows[inside], columns[inside] - start] = 1
        alike += block @ block.T
    length = np.sqrt(np.maximum(alike.diagonal(), 1e-9))
    found: Numbers = alike / length[:, None] / length
    return found
