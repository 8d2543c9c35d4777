"""Upper-case wire copy gets its case back before the parse, letter by letter, so that offsets never move.

A word takes a small letter where news prints it so (`lexicons/common_words.txt`), else a capital: what no dictionary
knows is most often a name. Bracketed abbreviations stay as they are, and give capitals to the name they abbreviate.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from sayso.language.calendar_words import MONTHS, WEEKDAYS

MOSTLY_UPPER = 0.7
FEWEST_LETTERS = 12  # shorter stretches are names, abbreviations and headings as often as copy
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORT_FORM = re.compile(r"[\[(]\s*([A-Z][A-Z0-9-]{1,9})\s*[\])]")
_LONG_FORM = re.compile(r"\b([A-Z][A-Z0-9-]{1,7})\s*[\[(]\s*([A-Z][A-Z'’ -]{6,80}?)\s*[\])]")
_UNITS = frozenset({"KM", "KMS", "KG", "CM", "MM", "HRS", "MPH", "PM"})
_BEFORE_PLACES = frozenset({"san", "santa", "new", "north", "south"})
_ARTICLES = frozenset({"el", "la", "los", "las"})
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "'s", "’s", "s'", "n't", "n’t")


def restore_case(sentences: Sequence[str]) -> list[str]:
    """Give the sentences of one report with case restored where they have none; each keeps its length.

    >>> restore_case(["Four were freed.", "THE MAYOR OF SAN LUIS WAS KIDNAPPED BY THE FREE FRONT [FF]."])
    ['Four were freed.', 'The mayor of San Luis was kidnapped by the Free Front [FF].']
    """
    upper = [_is_upper(s) for s in sentences]
    if not any(upper):
        return list(sentences)
    names = _Names.of(s for s, u in zip(sentences, upper, strict=True) if u)
    return [names.restore(s) if u else s for s, u in zip(sentences, upper, strict=True)]


def _is_upper(sentence: str) -> bool:
    letters = [c for c in sentence if c.isalpha() and c.upper() != c.lower()]
    return len(letters) >= FEWEST_LETTERS and sum(c.isupper() for c in letters) >= MOSTLY_UPPER * len(letters)


@cache
def _lists() -> dict[str, frozenset[str]]:
    with (resources.files("sayso.language") / "lexicons" / "casing.toml").open("rb") as file:
        return {name: frozenset(table["words"]) for name, table in tomllib.load(file).items()}


@cache
def load_common_words() -> frozenset[str]:
    """Give the words that English news prints in lower case, as dictionary forms.

    >>> "hostage" in load_common_words()
    True
    """
    text = (resources.files("sayso.language") / "lexicons" / "common_words.txt").read_text(encoding="utf8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@cache
def is_common_word(word: str) -> bool:
    """Tell whether a word in small letters, or what it is a form of, is one that news prints in lower case.

    >>> is_common_word("kidnapped"), is_common_word("quorvantesh")
    (True, False)
    """
    words = load_common_words()
    if word in words:
        return True
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            if stem in words or stem + "e" in words or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    return word.endswith(("ies", "ied")) and word[:-3] + "y" in words


class _Names:
    """What one report says about its own names: its abbreviations, and the words they stand for."""

    def __init__(self, short: frozenset[str], phrases: tuple[tuple[str, ...], ...]) -> None:
        self.short, self.phrases = short, phrases

    @classmethod
    def of(cls, sentences: Iterable[str]) -> "_Names":
        short, phrases = set(), set()
        for sentence in sentences:
            for match in _SHORT_FORM.finditer(sentence):
                form = match.group(1)
                if is_common_word(form.casefold()) and len(form) > 4:
                    continue
                spelled = _spelled_before(sentence[: match.start()], form)
                if spelled or len(form) <= 6:
                    short.add(form)
                if spelled:
                    phrases.add(spelled)
            for match in _LONG_FORM.finditer(sentence):
                if match.group(1) != "TEXT" and not is_common_word(match.group(1).casefold()):
                    short.add(match.group(1))
                    phrases.add(tuple(m.group(0) for m in _WORD.finditer(match.group(2))))
        return cls(frozenset(short), tuple(sorted(phrases, key=len, reverse=True)))

    def restore(self, sentence: str) -> str:
        words = list(_WORD.finditer(sentence))
        given = [
            w.group(0).lower() if sentence[max(w.start() - 1, 0)].isdigit() else self._one(w.group(0)) for w in words
        ]
        self._raise_phrases([w.group(0) for w in words], given)
        _raise_bodies(given)
        _raise_neighbours(given)
        out, at = [], 0
        for word, restored in zip(words, given, strict=True):
            out += [sentence[at : word.start()], restored if len(restored) == len(word.group(0)) else word.group(0)]
            at = word.end()
        text = "".join([*out, sentence[at:]])
        return _raise_first(text)

    def _one(self, word: str) -> str:
        lists, low = _lists(), word.lower()
        if not word.isupper():
            return word
        bare = re.sub(r"['’]S$", "", word)
        if bare in _UNITS:
            return low
        if bare in self.short or bare in lists["keep"] or _has_no_vowel(bare):
            return bare + low[len(bare) :]
        if low in lists["small"]:
            return low
        if low in lists["demonyms"] or (low in MONTHS and low not in ("may", "march")) or low in WEEKDAYS:
            return _title(word)
        return low if is_common_word(low) else _title(word)

    def _raise_phrases(self, words: list[str], given: list[str]) -> None:
        for phrase in self.phrases:
            for at in range(len(words) - len(phrase) + 1):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    for k, word in enumerate(phrase):
                        if word.lower() not in _lists()["small"]:
                            given[at + k] = _title(word)


def _has_no_vowel(word: str) -> bool:
    return 2 <= len(word) <= 6 and not re.search(r"[AEIOUYÁÉÍÓÚ]", word)


def _title(word: str) -> str:
    """ "O'BRIEN" and "ABU-JABER" take inner capitals, "MAYOR'S" takes none."""
    parts = re.split(r"(['’])", word.lower())
    raised = [p.capitalize() if i == 0 or (len(parts[0]) == 1 and len(p) > 1) else p for i, p in enumerate(parts)]
    return "".join(raised)


def _spelled_before(text: str, form: str) -> tuple[str, ...] | None:
    """Give the words right before an abbreviation whose initials it takes, small words skipped."""
    words = [m.group(0) for m in _WORD.finditer(text)][-(len(form) * 2 + 2) :]
    letters = [c for c in form if c.isalpha()]
    for begin in range(len(words) - 1, -1, -1):
        run = words[begin:]
        if run[0].lower() in _lists()["small"]:
            continue
        initials = [w[0] for w in run if w.lower() not in _lists()["small"]]
        if sorted(initials) == sorted(letters) and len(run) > 1:
            return tuple(run)
    return None


def _raise_neighbours(given: list[str]) -> None:
    """A rank or a first name before a name, and "san", "santa" or "new" before one, take its capital."""
    raised = _lists()["given"] | _lists()["ranks"] | _BEFORE_PLACES
    for i in range(len(given) - 1):
        if given[i + 1][:1].isupper() and given[i][:1].islower() and given[i] in raised:
            given[i] = _title(given[i])

    for i in range(1, len(given)):
        if given[i - 1][:1].isupper() and given[i - 1].lower() in _lists()["first"] and _could_be_surname(given, i):
            given[i] = _title(given[i])
    for i, word in enumerate(given):
        after_name = i > 0 and given[i - 1][:1].isupper()
        if word in _ARTICLES and not after_name and i + 1 < len(given) and given[i + 1][:1].isupper():
            given[i] = _title(word)


def _could_be_surname(given: list[str], at: int) -> bool:
    """ "Luis sales and": a word after a first name that is neither a small word nor a verb's form."""
    word = given[at]
    small = len(word) < 4 or word in _lists()["small"] or word in _NO_SURNAMES
    return word.islower() and not small and not word.endswith(("ed", "ing", "ly", "'s", "’s"))


_NO_SURNAMES = frozenset(
    "also been were that this then they from with have will would said says told went took gave came made became began "
    "left fled died knew held who whom whose when where while after before today yesterday tomorrow into over under and".split()
)  # fmt: skip


def _raise_bodies(given: list[str]) -> None:
    """Two or more words of which bodies are named, one of them a head, take capitals: the National Liberation Army."""
    lists, i = _lists(), 0
    while i < len(given):
        end = i
        while end < len(given) and (given[end].lower() in lists["bodies"] or (end > i and given[end] in ("of", "for"))):
            end += 1
        run = [w for w in given[i:end] if w not in ("of", "for")]
        if len(run) > 1 and any(w.lower() in lists["body_heads"] for w in run):
            for k in range(i, end):
                if given[k] not in ("of", "for"):
                    given[k] = _title(given[k])
        i = max(end, i + 1)


def _raise_first(text: str) -> str:
    first = re.search(r"[^\W\d_]", text)
    return text if first is None else text[: first.start()] + text[first.start()].upper() + text[first.start() + 1 :]
