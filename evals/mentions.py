"""Every figure that a report tells, and by the words beside it how likely it is the number killed, injured, or shot in all.

What the words say is fitted, on the incidents of other folds: a figure there is right for a question when it equals the
incident's number. The fit is a logistic regression over words before and behind (as placed, and wherever they stand).
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
MOST = 14  # candidates are 0 to 13
READ = 4000  # code points of a report
BEFORE, BEHIND = 6, 8  # words looked at
QUESTIONS = 3  # number killed, number injured, both together
FREQUENT = 3  # figures beside which a cue stands, at least
STEPS, RATE, DECAY = 40, 0.05, 6e-4
WORDS = {
    w: i for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
    )
} | {"a": 1, "an": 1, "another": 1, "both": 2, "couple": 2, "dozen": 12, "his": 1, "her": 1, "double": 2, "triple": 3,
     "quadruple": 4, "quintuple": 5}  # fmt: skip
_ARTICLES = frozenset({"a", "an", "another", "his", "her", "the", "their"})
_PEOPLE = frozenset(
    "man woman teen teenager boy girl child baby infant toddler mother father son daughter officer deputy student suspect dad mom "
    "person victim juvenile male female brother sister bystander gunman shooter grandmother grandfather wife husband girlfriend "
    "boyfriend friend passenger driver trooper sergeant resident relative cousin uncle aunt nephew niece kid youth adult".split()
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*|[.!?;,\"“”():|-]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure (or one person, told as one) in a report, and the cues of its place."""

    incident: int
    report: int  # among the reports of its incident
    value: int
    cues: tuple[str, ...]


def find_mentions(incident: int, report: int, title: str, text: str) -> Iterator[Mention]:
    """Give the figures of one report, those of its title first."""
    for part, printed in (("title", title), ("text", text[:READ])):
        words = [w.lower() for w in _WORD.findall(printed)]
        plain = ["#" if _is_number(w) else w for w in words]
        sentence = 0
        for at, word in enumerate(words):
            sentence += word in ".!?"
            value, form = _read_value(words, at, part)
            if 0 < value < MOST:
                depth = sentence if sentence < 3 else 3 + min(sentence // 3, 4)
                told = (
                    f"of {value}",
                    f"as {form}",
                    f"in {part}",
                    f"{form} in {part}",
                    f"{value} in {part}",
                    f"at {depth}",
                )
                beside = _cues_beside(plain[max(0, at - BEFORE) : at][::-1], plain[at + 1 : at + 1 + BEHIND], value > 1)
                yield Mention(incident, report, value, (*told, *beside))


def _is_number(word: str) -> bool:
    return word[0].isdigit() or (WORDS.get(word, 0) > 0 and word not in ("a", "an", "another", "his", "her"))


def _read_value(words: Sequence[str], at: int, part: str) -> tuple[int, str]:
    """The value that stands at a place, 0 for none, and how it is written; a person with an age is one."""
    word, behind, after = (*words[at : at + 3], "", "")[:3]
    if (behind == "-" and after in ("year", "month", "week", "day")) or (behind == "years" and after == "old"):
        return 1, "age"
    if word.isdigit():
        clock = behind in ("a", "p", "am", "pm", ":")
        return (0, "") if len(word) > 2 or clock else (int(word), "digits")
    if _is_number(word):
        return WORDS.get(word, 0), "word"
    if word in _ARTICLES and (behind in _PEOPLE or (behind.isalpha() and after in _PEOPLE)):
        return 1, "article"
    return (1, "bare") if part == "title" and word in _PEOPLE else (0, "")


def _cues_beside(before: Sequence[str], behind: Sequence[str], several: bool) -> Iterator[str]:
    """The words before, nearest first, and behind: by place, wherever they are, and as pairs."""
    for side, words in (("<", before), (">", behind)):
        for n, word in enumerate(words):
            yield f"{side} {word}"
            yield f"{side} {word} {several}"
            if n < 4:
                yield f"{side}{n} {word}"
        yield from (f"{side} {a} {b}" for a, b in itertools.pairwise(words))
    if before and behind:
        yield f"{before[0]} _ {behind[0]}"
    yield "> " + " ".join(behind[:3]) + " first"


class Cued:
    """Rows of cues as numbers, and logistic regressions over them that all rows share."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        met = Counter(cue for row in rows for cue in set(row))
        number = {cue: n for n, cue in enumerate(sorted(c for c, k in met.items() if k >= FREQUENT))}
        told = [
            sorted({number[c] for c in row if c in number} | {len(number)}) for row in rows
        ]  # the last cue is the bias
        self.many = len(number) + 1
        self._cues = np.array([n for row in told for n in row])
        self._starts = np.cumsum([0, *(len(row) for row in told)])[:-1]
        owners = np.repeat(np.arange(len(told)), [len(row) for row in told])
        order = np.argsort(self._cues, kind="stable")
        self._owners = owners[order]
        self._firsts = np.searchsorted(self._cues[order], np.arange(self.many))

    def judge(self, truth: Numbers, worth: Numbers) -> Numbers:
        """Fit one regression for each column of `truth` on the rows that are worth anything (Adam); judge all rows."""
        weights = np.zeros((self.many, truth.shape[1]))
        mean, square = np.zeros_like(weights), np.zeros_like(weights)
        worth = (worth / worth.sum())[:, None]
        for step in range(1, STEPS + 1):
            wrong = (self._likely(weights) - truth) * worth
            slope = np.add.reduceat(wrong[self._owners], self._firsts, axis=0) + DECAY * weights
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope * slope
            weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        return self._likely(weights)

    def _likely(self, weights: Numbers) -> Numbers:
        sums = np.add.reduceat(weights[self._cues], self._starts, axis=0)
        found: Numbers = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        return found


def judge_mentions(
    mentions: Sequence[Mention], answers: Sequence[tuple[int, int]], folds: NDArray[np.int64]
) -> Mapping[tuple[int, int], Numbers]:
    """Judge every figure as each question's answer, for each two folds by weights fitted on the other folds alone.

    The key (1, 3) leads to judgements that neither fold 1 nor fold 3 has had a part in, (1, 1) to those without fold 1:
    what is fitted to the judgements of fold 3 to answer fold 1 has seen nothing of fold 1.
    """
    owner = np.array([m.incident for m in mentions])
    value = np.array([m.value for m in mentions])
    killed, injured = np.array(answers)[owner].T
    truth = np.column_stack((value == killed, value == injured, value == killed + injured)).astype(float)
    share = 1 / np.bincount(owner)[owner]  # an incident told at length weighs no more than another
    cued = Cued([m.cues for m in mentions])
    return {
        two: cued.judge(truth, share * ~np.isin(folds[owner], two))
        for two in itertools.combinations_with_replacement(sorted({int(f) for f in folds}), 2)
    }
