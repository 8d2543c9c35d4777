"""Which sentences deserve a parse: those that hold a figure, or a word that could tell an event.

A parse costs as much as everything else together. The test is wide on purpose: what it lets through is decided by the
parse; what it holds back has neither a figure nor a word of the lexicons in any of its forms.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from sayso.extract.events.lexicon import load_words
from sayso.language.parsing import load_parser

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(
    r"\d|\b(?:two|both|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|scores?|handful|several|many|couple|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|half|most)\b",
    re.I,
)


@cache
def choose_sentences(model: str) -> Callable[[str], bool]:
    """Give the test for one spaCy model: whether a sentence is worth the parser's time."""
    forms = _event_words(model)

    def deserves_parse(sentence: str) -> bool:
        if _FIGURE.search(sentence):
            return True
        return any(word in forms for word in map(str.lower, _WORD.findall(sentence)))

    return deserves_parse


def _event_words(model: str) -> frozenset[str]:
    words = load_words()
    irregular = _irregular_forms(model)
    forms: set[str] = set()
    for lemma in (*words.verbs, *words.nouns, *words.held, *words.bodies):
        head = lemma.split()[0].lower()
        forms.update(_inflect(head), irregular.get(head, ()))
    return frozenset(forms)


def _inflect(lemma: str) -> Iterator[str]:
    """Every regular form that an English verb or noun can take, and some that it does not: a miss costs more."""
    yield lemma
    for ending in ("s", "es", "d", "ed", "ing", "er", "ers"):
        yield lemma + ending
    yield lemma.removesuffix("e") + "ing"
    if lemma.endswith("y"):
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied")
    yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def _irregular_forms(model: str) -> dict[str, list[str]]:
    """The lemmatizer's own exceptions, turned round: "take" → "took", "taken"."""
    nlp = load_parser(model)
    found: dict[str, list[str]] = {}
    if "lemmatizer" in nlp.pipe_names:
        tables: Iterable[dict[str, dict[str, list[str]]]] = [nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")]
        for table in tables:
            for part in ("verb", "noun"):
                for form, lemmas in table.get(part, {}).items():
                    for lemma in lemmas:
                        found.setdefault(lemma, []).append(form)
    return found
