"""How alike the wording of reports is: rare words and word pairs weigh most (TF-IDF), wherever the corpus says they are rare.

The vectors of a corpus depend on its reports alone, never on the order in which they came.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAD = 2500  # code points compared: a report tells its event at its head, the tail repeats background
PAIR_WEIGHT = 0.5  # of a pair of neighbouring words against one word; 0.5 did best on 2,536 grouped news reports
RARENESS = 1.5  # power of the inverse document frequency, measured on the same reports
BACKGROUND = 60  # reports on other things that every corpus is taken to hold: a folder on one event has rare words too
LONGEST = 100  # words of a vector: the weakest change a cosine in its third digit
STRONGEST = 24  # words of a report that bring candidates
WINDOW = 24  # reports compared within one word's list, which is ordered by day: keeps growth linear
_WORD = re.compile(r"[^\W_]+|[.!?](?=\s)|\n")
_EMPTY_WORDS = (
    "the a an of to in on at for and or by with from as is was were are be been it its he she they his her their that "
    "this which who said says has have had not but will would after before when also into over than more about up out "
    "there one two i we you our your my me him them us if so no do did can could may might all any some other new"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Wordings:
    """The weighted words of each report (unit length) and, for each word, the reports that it is strongest in."""

    vectors: Mapping[str, Mapping[str, float]]
    postings: Mapping[str, Sequence[str]]


def count_words(text: str) -> Counter[str]:
    """Count the bearing words of a text and its pairs of neighbouring ones ("ferry_sank"), endings cut."""
    counted: Counter[str] = Counter()
    before: str | None = None
    for found in _WORD.finditer(re.sub(r"['’]s\b", "", text)):
        word = found[0].lower()
        if not word[0].isalnum():
            before = None
            continue
        if word in _EMPTY or len(word) < 2:
            continue
        if len(word) > 3 and word.isalpha():
            word = re.sub(r"(?:ing|ed|es|s)$" if len(word) > 5 else r"s$", "", word)
        counted[word] += 1
        if before:
            counted[f"{before}_{word}"] += 1
        before = word
    return counted


def weigh_wordings(texts: Mapping[str, str], days: Mapping[str, int | None]) -> Wordings:
    """Give each text its vector; `days` (ordinals, null where unknown) order the lists that bring candidates."""
    counted = {key: count_words(text[:LEAD]) for key, text in texts.items()}
    met = Counter(word for counts in counted.values() for word in counts)
    many = BACKGROUND + len(texts)
    vectors = {key: _weigh(counts, met, many) for key, counts in counted.items()}
    postings: dict[str, list[str]] = defaultdict(list)
    for key in sorted(vectors, key=lambda k: (days.get(k) or 0, k)):
        vector = vectors[key]
        for word in sorted(vector, key=lambda w: (-vector[w], w))[:STRONGEST]:
            postings[word].append(key)
    return Wordings(vectors, {word: keys for word, keys in postings.items() if len(keys) > 1})


def _weigh(counts: Counter[str], met: Mapping[str, int], many: int) -> dict[str, float]:
    raw = {
        word: (1 + math.log(n)) * math.log(many / met[word]) ** RARENESS * (PAIR_WEIGHT if "_" in word else 1.0)
        for word, n in counts.items()
        if met[word] > 1
    }
    kept = sorted(raw, key=lambda w: (-raw[w], w))[:LONGEST]
    length = math.sqrt(sum(raw[w] * raw[w] for w in kept)) or 1.0
    return {word: raw[word] / length for word in kept if raw[word]}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Give the cosine of two unit vectors of words, 0 to 1.

    >>> cosine({"ferry": 0.6, "lake": 0.8}, {"lake": 1.0})
    0.8
    """
    return sum(left[word] * right[word] for word in left.keys() & right.keys())


def candidate_pairs(wordings: Wordings) -> Iterator[tuple[str, str]]:
    """Give each pair of reports that share one of their strongest words and stand near each other in its list."""
    met: set[tuple[str, str]] = set()
    for word in sorted(wordings.postings):
        keys = wordings.postings[word]
        for i, key in enumerate(keys):
            for other in keys[i + 1 : i + 1 + WINDOW]:
                pair = (key, other) if key < other else (other, key)
                if pair not in met:
                    met.add(pair)
                    yield pair
