""" "One", "a" and "an": figures only where they stand beside other figures or count people, animals or vehicles."""

import re
from collections.abc import Iterator, Sequence

from sayso.extract.counting.fates import find_noun_fate
from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import STATE_WORDS, Phrase, token_at
from sayso.language.counted import find_unit, is_plural
from sayso.language.numbers import QuantityFound

_LIVING = frozenset({"person", "body", "family", "animal", "vehicle", "sentence", "building"})
_A_BEFORE = re.compile(r"\b([Aa]n?)\s+((?:[\w’'-]+\s+){0,4}?[\w’'-]+)\s+and\s+$")
_A_AFTER = re.compile(
    r"(?:,|\s+and|,\s+and)\s+(an?)\s+((?:[\w’'-]+\s+){0,3}?[\w’'-]+)"
    r"(?=\s*(?:[,.;:)]|$|(?:who|that|and|were|was|had|have|in|on|from|at|to|by|with|taken|held|seized|[a-z]{2,}ed)\b))"
)
_OPENS_CLAUSE = re.compile(r"(?:^|[.;:]\s)\W*$")
_NAMED = re.compile(r",\s+(?:(?:the|an?) )?(?:\w+ )?[A-Z][^,]*,")
_ONE_OF_PEOPLE = re.compile(r"\b[a-z]{2,}(?:er|or|ist|ian|ant|eer|man|woman)$")


def is_counting_one(doc: Line, quantity: QuantityFound, phrase: Phrase, beside: Sequence[QuantityFound]) -> bool:
    """Tell whether a one counts: "one person was killed" does, "one video" does not, "Islamabad one" after figures does."""
    if quantity.form == "digits" or quantity.hedge != "exact" or quantity.kind != "count":
        return True
    after = token_at(doc, quantity.end)
    word = doc[after].lower_ if after < len(doc) else ""
    others = [q for q in beside if q is not quantity and q.value.best != 1]
    if phrase.partitive and phrase.pronoun:
        return True
    if phrase.partitive:
        return phrase.unit in _LIVING and phrase.unit != "building"
    if word in STATE_WORDS or (word in ("was", "is") and bool(others)):
        return True
    if phrase.head is not None and find_noun_fate(doc[phrase.head].lower_):
        return True  # "one death"
    if _OPENS_CLAUSE.search(doc.text[: quantity.start]) and _acts(doc, after):
        return True
    if phrase.head is not None and phrase.unit in _LIVING:
        return True
    return phrase.head is None and any(q.end < quantity.start for q in others)


def _acts(doc: Line, after: int) -> bool:
    """Whether what follows tells of one of those named before: "One died there", "One, Mr Narv, was freed"; but "One must wait"."""
    if after >= len(doc):
        return False
    if doc[after].text == ",":
        return _NAMED.match(doc.text[doc[after].idx :]) is not None
    return doc[after].tag_ == "VBD" or doc[after].lower_ in ("has", "was", "had")


def find_singles(doc: Line, quantity: QuantityFound, phrase: Phrase) -> Iterator[tuple[tuple[int, int], str]]:
    """Give "a" and "an" with their people where they stand in one row with a figure of people: span and own words."""
    if quantity.kind != "count" or phrase.unit != "person" or phrase.head is None:
        return
    text = doc.text
    before = _A_BEFORE.search(text[: quantity.start])
    named = doc[phrase.head].text[:1].isupper()
    if before and _is_person(before.group(2), named):
        yield (before.start(1), before.end(2)), before.group(2)
    end = doc[phrase.last - 1].idx + len(doc[phrase.last - 1])
    after = _A_AFTER.match(text, end)
    while after and _is_person(after.group(2), named):
        yield (after.start(1), after.end(2)), after.group(2)
        after = _A_AFTER.match(text, after.end(2))


def _is_person(words: str, named: bool) -> bool:
    """Whether "a" or "an" leads to one person: by the noun, by its ending, or as one of a people beside "four Selvians"."""
    last = words.rsplit(maxsplit=1)[-1]
    if is_plural(last):
        return False
    unit = find_unit(last)
    return unit == "person" or (unit is None and bool(_ONE_OF_PEOPLE.search(last))) or (named and words[:1].isupper())
