"""Upper-case wire copy gets its case back before the parse, letter by letter, so that offsets never move.

A word takes a small letter where news prints it so (`lexicons/common_words.txt`), else a capital: what no dictionary
knows is most often a name. Bracketed abbreviations stay as they are, and give capitals to the name they abbreviate.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from sayso.language.calendar_words import MONTHS, WEEKDAYS
from sayso.language.case_model import ReportWords, Word, describe, find_capitals, load_weights
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import lexicon_table

MOSTLY_UPPER = 0.7
FEWEST_LETTERS = 12  # shorter stretches are names, abbreviations and headings as often as copy
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORT_FORM = re.compile(r"[\[(]\s*([A-Z][A-Z0-9-]{1,9})\s*[\])]")
_LONG_FORM = re.compile(r"\b([A-Z][A-Z0-9-]{1,7})\s*[\[(]\s*([A-Z][A-Z'’ -]{6,80}?)\s*[\])]")
LONGEST_INITIALS = 5
_MONTHS_AND_WORDS = frozenset({"may", "march", "mar"})
_QUOTED_SENTENCE = re.compile(r"(?<![^\s(\[])[\"“][^\W\d_](?=[^\"“”]{20,}[.!?,][\"”])")  # its first letter
_UNITS = frozenset({"KM", "KMS", "KG", "CM", "MM", "HRS", "MPH", "PM"})
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "est", "'s", "’s", "s'", "n't", "n’t")


def restore_case(sentences: Sequence[str]) -> list[str]:
    """Give the sentences of one report with case restored where they have none; each keeps its length.

    >>> restore_case(["Four were freed.", "THE MAYOR OF SAN LUIS WAS KIDNAPPED BY THE FREE FRONT [FF]."])
    ['Four were freed.', 'The mayor of San Luis was kidnapped by the Free Front [FF].']
    """
    upper = [is_upper(s) for s in sentences]
    if not any(upper):
        return list(sentences)
    names = _Names.of([s for s, u in zip(sentences, upper, strict=True) if u])
    return [names.restore(s) if u else s for s, u in zip(sentences, upper, strict=True)]


def is_upper(sentence: str) -> bool:
    """Tell whether a sentence is upper-case copy.

    >>> is_upper("FOUR WERE FREED ON MONDAY."), is_upper("NATO said so on Monday.")
    (True, False)
    """
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
            if ending == "es" and not stem.endswith(("s", "x", "z", "ch", "sh", "o")):
                continue  # "soares" is no form of "soar"
            if stem in words or stem + "e" in words or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    if word.endswith("men") and word[:-3] + "man" in words:
        return True
    return word.endswith(("ies", "ied")) and word[:-3] + "y" in words


_KINDS = ("small", "given", "first", "ranks", "demonyms", "body_heads", "bodies")


@cache
def kind_of_word(word: str) -> str:
    """Say what the lexicons know of a word in small letters: one of their lists, a dictionary word, a form of one, a place, nothing.

    >>> kind_of_word("hostage"), kind_of_word("quorvantesh")
    ('common', 'unknown')
    """
    lists = _lists()
    if word in MONTHS or word in WEEKDAYS:
        return "calendar"
    for kind in _KINDS:
        if word in lists[kind]:
            return kind
    if word in load_common_words() or word in lexicon_table("document_words"):
        return "common"
    return "form" if is_common_word(word) else "place" if look_up_place(word) else "unknown"


def split_words(sentence: str) -> list[tuple[str, str]]:
    """Give each word of a sentence without its possessive ending, with the marks that stand between it and the one before.

    >>> split_words("THE MAYOR'S SON, ORVAN")
    [('THE', ''), ('MAYOR', ''), ('SON', ''), ('ORVAN', ',')]
    """
    found, at = [], 0
    for match in _WORD.finditer(sentence):
        word = re.sub(r"['’]s$", "", match.group(0), flags=re.IGNORECASE)
        found.append((word, "".join(sentence[at : match.start()].split())[:2]))
        at = match.end()
    return found


class _Names:
    """What one report says about its own names: its abbreviations, and the words they stand for."""

    def __init__(self, short: frozenset[str], phrases: tuple[tuple[str, ...], ...], report: ReportWords) -> None:
        self.short, self.phrases, self.report = short, phrases, report

    @classmethod
    def of(cls, sentences: Sequence[str]) -> "_Names":
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
        report = ReportWords.of(map(_read_words, sentences), kind_of_word)
        short.update(w.upper() for w in report.after_article if _is_initials(w, report))
        return cls(frozenset(short), tuple(sorted(phrases, key=len, reverse=True)), report)

    def restore(self, sentence: str) -> str:
        spots = list(_WORD.finditer(sentence))
        capitals = find_capitals(describe(_read_words(sentence), self.report, kind_of_word), load_weights())
        given = [
            w.group(0).lower()
            if sentence[max(w.start() - 1, 0)].isdigit()
            else self._one(w.group(0), capital or _is_dated(sentence, w))
            for w, capital in zip(spots, capitals, strict=True)
        ]
        self._raise_phrases([w.group(0) for w in spots], given)
        _raise_bodies(given)
        _raise_ranks(given)
        out, at = [], 0
        for spot, restored in zip(spots, given, strict=True):
            out += [sentence[at : spot.start()], restored if len(restored) == len(spot.group(0)) else spot.group(0)]
            at = spot.end()
        text = "".join([*out, sentence[at:]])
        return _raise_first(_QUOTED_SENTENCE.sub(lambda m: _raise(m.group(0)), text))

    def _one(self, word: str, capital: bool) -> str:
        lists, low = _lists(), word.lower()
        if not word.isupper():
            return word
        bare = re.sub(r"['’]S$", "", word)
        if bare in _UNITS:
            return low
        if bare == "I" or bare in self.short or bare in lists["keep"] or _has_no_vowel(bare):
            return bare + low[len(bare) :]
        calendar = low in WEEKDAYS or (low in MONTHS and low not in _MONTHS_AND_WORDS)
        return _title(word) if capital or calendar or bare.lower() in lists["demonyms"] else low

    def _raise_phrases(self, words: list[str], given: list[str]) -> None:
        for phrase in self.phrases:
            for at in range(len(words) - len(phrase) + 1):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    for k, word in enumerate(phrase):
                        if word.lower() not in _lists()["small"]:
                            given[at + k] = _title(word)


def _read_words(sentence: str) -> list[Word]:
    return [Word(word.lower(), gap) for word, gap in split_words(sentence)]


def _is_initials(word: str, report: ReportWords) -> bool:
    """ "the ELF": a short word that no dictionary knows and that takes the article again and again stands for a body."""
    often = report.after_article[word]
    return (
        len(word) <= LONGEST_INITIALS
        and often > 1
        and 2 * often >= report.often[word]
        and kind_of_word(word) == "unknown"
    )


def _is_dated(sentence: str, word: "re.Match[str]") -> bool:
    """ "ON 28 MARCH": a month that is also a word, with its day before it."""
    return word.group(0).lower() in MONTHS and sentence[: word.start()].rstrip()[-1:].isdigit()


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


def _raise_ranks(given: list[str]) -> None:
    """A rank before a name takes its capital."""
    for at in range(len(given) - 2, -1, -1):
        if given[at] in _lists()["ranks"] and given[at + 1][:1].isupper():
            given[at] = _title(given[at])


def _raise_bodies(given: list[str]) -> None:
    """Two or more words of which bodies are named, one of them a head, take capitals: the National Liberation Army."""
    lists, i = _lists(), 0
    while i < len(given):
        end = i
        while end < len(given) and (given[end].lower() in lists["bodies"] or (end > i and given[end] in ("of", "for"))):
            end += 1
        run = [w for w in given[i:end] if w not in ("of", "for")]
        if len(run) > 1 and any(w.lower() in lists["body_heads"] for w in run):
            given[i:end] = [w if w in ("of", "for") else _title(w) for w in given[i:end]]
        i = max(end, i + 1)


def _raise(letters: str) -> str:
    """Capitals for letters, each by one letter: what only two could stand for ("ß") stays, since offsets must."""
    return "".join(u if len(u := c.upper()) == 1 else c for c in letters)


def _raise_first(text: str) -> str:
    first = re.search(r"[^\W\d_]", text)
    return text if first is None else text[: first.start()] + _raise(text[first.start()]) + text[first.start() + 1 :]
