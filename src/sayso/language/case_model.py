"""Which words of upper-case copy take a capital: a small trained chain over the words of a sentence.

Two labels, one weight for each trait of a word and its neighbours (hashed, so no word of the training text is kept), and one
for each pair of labels side by side; the best chain by Viterbi. Made by `training/train_casing.py`, an averaged
structured perceptron (Collins 2002). What a report says of a word elsewhere is a trait too: a surname that is also a
dictionary word stands after first names, an ordinary noun after "the".
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

SIZE = 1 << 17  # weights; the last four are those of label pairs (lower or capital after lower or capital)
_STEPS = SIZE - 4
_ENDS = "-"  # what stands before the first word and after the last


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters, and what stands between it and the word before it ("" for a blank)."""

    text: str
    gap: str


Kinds = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReportWords:
    """How often each word of a report stands, and how often after an article, after a name and before one."""

    often: Mapping[str, int]
    after_article: Mapping[str, int]
    beside_name: Mapping[str, int]

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Word]], kind: Kinds) -> "ReportWords":
        """Count over the sentences of one report; `kind` says what a dictionary knows of a word."""
        often, article, name = Counter[str](), Counter[str](), Counter[str]()
        for words in sentences:
            for at, word in enumerate(words):
                often[word.text] += 1
                before = words[at - 1].text if at and not word.gap else ""
                article[word.text] += before in ("the", "a", "an")
                name[word.text] += bool(before) and kind(before) in ("unknown", "place", "first")
        return cls(often, article, name)

    def traits(self, word: str) -> Iterator[str]:
        """Say in a few words how the report uses this one."""
        often = self.often.get(word, 0)
        yield f"often {min(often, 4)}"
        yield f"article {_share(self.after_article.get(word, 0), often)}"
        yield f"name {_share(self.beside_name.get(word, 0), often)}"


def _share(part: int, whole: int) -> str:
    return "no" if not part else "all" if part == whole else "half" if 2 * part >= whole else "few"


def describe(words: Sequence[Word], report: ReportWords, kind: Kinds) -> list[list[int]]:
    """Give the traits of every word of a sentence as places in the table of weights.

    >>> words = [Word("the", ""), Word("mayor", "")]
    >>> [len(places) > 20 for places in describe(words, ReportWords.of([words], lambda w: "common"), lambda w: "common")]
    [True, True]
    """
    kinds = [kind(w.text) for w in words]
    found = []
    for at, word in enumerate(words):
        before, after = _near(words, kinds, at, -1), _near(words, kinds, at, 1)
        further, beyond = _near(words, kinds, at, -2), _near(words, kinds, at, 2)
        own = kinds[at]
        traits = [
            "bias", f"k {own}", f"w {word.text}", f"end {own} {word.text[-3:]}", f"end2 {word.text[-2:]}", f"long {min(len(word.text), 12)} {own}",
            f"b {before[0]}", f"bk {before[1]} {own}", f"a {after[0]}", f"ak {after[1]} {own}",
            f"bka {before[1]} {own} {after[1]}", f"bw {before[0]} {word.text}", f"wa {word.text} {after[0]}",
            f"gap {word.gap} {own}", f"gap after {words[at + 1].gap if at + 1 < len(words) else _ENDS} {own}",
            f"2b {further[1]} {before[1]} {own}", f"2a {own} {after[1]} {beyond[1]}", f"b2 {further[0]} {own}", f"a2 {beyond[0]} {own}",
            f"bo {before[0]} {own}", f"ao {after[0]} {own}", f"wbk {word.text} {before[1]}", f"wak {word.text} {after[1]}",
            f"stem {word.text.removesuffix('s')}", f"plural {word.text[-1:] == 's'} {before[1]} {own} {after[1]}",
        ]  # fmt: skip
        traits += [f"{t} {own}" for t in report.traits(word.text)]
        found.append([zlib.crc32(t.encode()) % _STEPS for t in traits])
    return found


def _near(words: Sequence[Word], kinds: Sequence[str], at: int, step: int) -> tuple[str, str]:
    """The word so many steps away and its kind; a mark between hides the kind behind it."""
    there = at + step
    if not 0 <= there < len(words):
        return _ENDS, _ENDS
    between = words[max(at, there)].gap if abs(step) == 1 else ""
    return words[there].text, f"{between}{kinds[there]}"


def find_capitals(traits: Sequence[Sequence[int]], weights: Sequence[float]) -> list[bool]:
    """Give the best chain of labels: True for each word that takes a capital.

    >>> weights = [0, 5, -5] + [0] * SIZE
    >>> find_capitals([[1], [2]], weights)
    [True, False]
    """
    steps = weights[_STEPS:SIZE]
    scores, back = (0.0, 0.0), []
    for n, places in enumerate(traits):
        own = sum(weights[p] for p in places)
        if not n:
            scores = (0.0, own)
            continue
        low = scores[0] + steps[0], scores[1] + steps[2]
        high = scores[0] + steps[1], scores[1] + steps[3]
        back.append((low[1] > low[0], high[1] > high[0]))
        scores = max(low), max(high) + own
    at = scores[1] > scores[0]
    labels = [at] if traits else []
    for pointers in reversed(back):
        at = pointers[at]
        labels.append(at)
    return labels[::-1]


@cache
def load_weights() -> Sequence[int]:
    """Give the trained weights.

    >>> len(load_weights()) == SIZE
    True
    """
    packed = (resources.files("sayso.language") / "weights" / "casing.bin").read_bytes()
    return memoryview(zlib.decompress(packed)).cast("b").tolist()
