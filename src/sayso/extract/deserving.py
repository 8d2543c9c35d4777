"""Which sentences deserve a parse: those that hold a figure, or a word that could tell an event.

A parse costs as much as everything else together. The test is wide on purpose: what it lets through is decided by the
parse; what it holds back has neither a figure nor a word of the lexicons in any of its forms.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from sayso.extract.events.lexicon import load_words
from sayso.language.parsing import load_parser
from sayso.model import Report

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer

TELLS_OF_CAPTIVITY = 3  # words for people held, in one report

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(
    r"\d|\b(?:two|both|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|scores?|handful|several|many|couple|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|half|most)\b",
    re.I,
)


def choose_sentences(model: str) -> Callable[[Report], Callable[[str], bool]]:
    """Give, for a report, the test whether a sentence is worth the parser's time with one spaCy model.

    A report that tells of people in custody is parsed whole: every name in it may be one of theirs.
    """
    forms, captivity = _event_words(model), _captivity_words()

    def deserves_parse(sentence: str) -> bool:
        if _FIGURE.search(sentence):
            return True
        words = set(map(str.lower, _WORD.findall(sentence)))
        return any(not needed or not needed.isdisjoint(words) for word in words for needed in forms.get(word, ()))

    def choose(report: Report) -> Callable[[str], bool]:
        told = sum(word in captivity for word in map(str.lower, _WORD.findall(report.text)))
        return (lambda sentence: True) if told >= TELLS_OF_CAPTIVITY else deserves_parse

    return choose


@cache
def _captivity_words() -> frozenset[str]:
    lexicon = load_words()
    return frozenset(word + ending for word in lexicon.held for ending in ("", "s"))


@cache
def _event_words(model: str) -> dict[str, tuple[frozenset[str], ...]]:
    """Every form of every word that can tell an event, with the words of which one must stand by it ("go": "free")."""
    lexicon = load_words()
    irregular = _irregular_forms(model)
    forms: dict[str, set[frozenset[str]]] = {}
    alone = [(word, frozenset[str]()) for word in (*lexicon.bodies, "responsibility")]  # of deeds told before
    told = [
        (lemma, entry.words) for table in (lexicon.verbs, lexicon.nouns) for lemma, es in table.items() for entry in es
    ]
    for lemma, with_words in (*alone, *told):
        head, *rest = lemma.lower().split()
        needed = with_words or frozenset(rest[:1])
        for form in (*_inflect(head), *irregular.get(head, ())):
            forms.setdefault(form, set()).add(needed)
    return {form: tuple(needs) for form, needs in forms.items()}


def _inflect(lemma: str) -> Iterator[str]:
    """Every regular form that an English verb or noun can take, and some that it does not: a miss costs more."""
    yield lemma
    for ending in ("s", "es", "d", "ed", "ing"):
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
        lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
        table = lemmatizer.lookups.get_table("lemma_exc", {})
        for part in ("verb", "noun"):
            for form, lemmas in table.get(part, {}).items():
                for lemma in lemmas:
                    found.setdefault(lemma, []).append(form)
    return found
