"""Phrases that say where: their words, how exact they are, and their gazetteer id.

A place is what a locative preposition leads to ("in Arequipa, southern Peru" is one place); a government named
by its capital ("Moscow welcomed") is none. What the gazetteer lacks keeps a null id.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.language.gazetteer import GazetteerEntry, look_up_place
from sayso.model.claim import Precision

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"PERSON", "NORP", "ORG", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"})
_NEVER_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "EVENT"})
_WITHIN = frozenset({"in", "near", "inside", "outside", "around", "across", "throughout", "within"})
_INNER = frozenset({"det", "amod", "compound", "poss", "case", "nummod", "nmod", "punct"})


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One place in a sentence: tokens `first` to `last` (included) of the doc, the head token, what leads to it."""

    first: int
    last: int
    head: int
    lead: str  # the preposition, or "" where the place is a possessor or modifier
    name: str
    precision: Precision
    gazetteer: str | None
    country: str | None
    named: bool  # whether a proper name stands in it: an unknown "the hospital" is no gap of the gazetteer


@cache
def load_facilities() -> dict[str, frozenset[str]]:
    """Give the lists of lexicons/facilities.toml: common nouns by precision, directions and locative prepositions.

    >>> "hospital" in load_facilities()["point"]
    True
    """
    with (resources.files("sayso.language") / "lexicons" / "facilities.toml").open("rb") as file:
        return {name: frozenset(table["words"]) for name, table in tomllib.load(file).items()}


def find_places(doc: "Doc", countries: Collection[str] = ()) -> tuple[PlaceWords, ...]:
    """Find the places of one parsed sentence, left to right; `countries` (ISO 3166-1) settles namesakes.

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("Four were freed in Arequipa, southern Peru, after Moscow asked for it.")
    >>> [(p.name, p.precision) for p in find_places(doc)]
    [('Arequipa, southern Peru', 'town')]
    """
    found: list[PlaceWords] = []
    for token in doc:
        lead = _lead_of(token)
        if lead is None or any(p.first <= token.i <= p.last for p in found):
            continue
        place = describe_place(token, lead, countries)
        if place:
            found.append(place)
    return tuple(found)


def _lead_of(token: "Token") -> str | None:
    """Give the locative preposition that leads to a noun, through coordination; None for any other noun."""
    if token.pos_ not in ("PROPN", "NOUN", "PRON", "X", "ADJ", "VERB"):
        return None
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in load_facilities()["leads"]:
        return token.head.lower_
    return None


def describe_place(head: "Token", lead: str = "", countries: Collection[str] = ()) -> PlaceWords | None:
    """Describe the noun phrase around `head` as a place; None where neither its words nor the parse make it one.

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("Peru's toll rose.")
    >>> describe_place(doc[0]).gazetteer
    'iso3166-1:PE'
    """
    first, end = _extent(head)
    doc, kind = head.doc, _kind_of(head)
    labels = {head.ent_type_, *(c.ent_type_ for c in head.children if c.dep_ == "compound")} - {""}
    entry = _look_up(doc, first, end, head, countries)
    if not _is_place(head, lead, labels, entry, kind):
        return None
    last = _join_following(doc, end, countries)
    both = _join_coordinated(doc, last, countries)
    precision = _precision(doc, first, head, entry, kind, bool(labels & _PLACE_LABELS))
    known = entry if entry and both == last and (kind is None or entry.precision == kind) else None
    identity = known.id if known and precision == known.precision else None
    proper = any(doc[i].pos_ == "PROPN" for i in range(first, head.i + 1))
    country = entry.country if entry else None
    return PlaceWords(first, both, head.i, lead, doc[first : both + 1].text, precision, identity, country, proper)


def _is_place(head: "Token", lead: str, labels: set[str], entry: GazetteerEntry | None, kind: Precision | None) -> bool:
    """Weigh the parse's labels against the gazetteer: a person or body may share its name with some town."""
    if labels & _NEVER_LABELS or (head.lower_ == "home" and not any(c.i < head.i for c in head.children)):
        return False
    if kind:
        return "PERSON" not in labels
    within = lead in _WITHIN
    if labels & _OTHER_LABELS:
        return bool(entry) and within
    if labels & _PLACE_LABELS:
        return True
    proper = head.pos_ == "PROPN"
    return proper and (within or bool(entry))


def _extent(head: "Token") -> tuple[int, int]:
    """The head with its articles, adjectives and names before it, and "of the ..." after it."""
    first, last = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in _INNER and child.dep_ != "punct":
            first = min(first, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ == "of" and _is_short(child):
            last = max(last, child.right_edge.i)
        elif child.dep_ in ("nummod", "nmod") and child.i > head.i:
            last = max(last, child.i)
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return first, last


def _is_short(token: "Token") -> bool:
    inside = list(token.subtree)
    return len(inside) <= 6 and not any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in inside)


def _look_up(doc: "Doc", first: int, end: int, head: "Token", countries: Collection[str]) -> GazetteerEntry | None:
    """Look up the longest run of the phrase that begins with a capital; of "the state of X" look up X."""
    kind = _kind_of(head)
    for last in dict.fromkeys((end, head.i)):
        for begin in range(first, last + 1):
            kinded = kind in ("region", "town") and last == head.i and begin < last
            if doc[begin].text[:1].isupper() and doc[begin].pos_ != "DET" and (doc[last].text[:1].isupper() or kinded):
                entry = look_up_place(doc[begin : last + 1].text, countries, kind)
                if entry and (begin <= head.i or kind):
                    return entry
    return None


def _kind_of(head: "Token") -> Precision | None:
    lists, lemma = load_facilities(), (head.lemma_ or head.text).casefold()
    for kind in ("point", "town", "region", "country"):
        if lemma in lists[kind] or head.lower_ in lists[kind]:
            return kind
    return None


def _join_following(doc: "Doc", last: int, countries: Collection[str]) -> int:
    """ "Arequipa, southern Peru" and "Lima, Peru": a place right after a comma narrows the one before."""
    at = last + 1
    while at + 1 < len(doc) and doc[at].text in (",", "("):
        end = at + 1
        while end < len(doc) and (
            doc[end].pos_ in ("PROPN", "DET") or doc[end].lower_ in load_facilities()["directions"]
        ):
            end += 1
        begin = at + 1
        while begin < end and (doc[begin].pos_ == "DET" or doc[begin].lower_ in load_facilities()["directions"]):
            begin += 1
        words = doc[begin:end].text
        if (
            begin >= end
            or not words
            or not look_up_place(words, countries)
            or doc[end - 1].dep_ in ("nsubj", "nsubjpass")
        ):
            break
        last, at = end - 1, end
    return last


def _join_coordinated(doc: "Doc", last: int, countries: Collection[str]) -> int:
    """ "Peru and Bolivia" after one preposition is one place of two parts."""
    at = last + 1
    if at + 1 < len(doc) and doc[at].lower_ == "and":
        end = at + 1
        while end < len(doc) and (
            doc[end].pos_ in ("PROPN", "DET") or doc[end].lower_ in load_facilities()["directions"]
        ):
            end += 1
        begin = at + 1 + (doc[at + 1].pos_ == "DET")
        if begin < end and look_up_place(doc[begin:end].text, countries) and doc[end - 1].dep_ in ("conj", "compound"):
            return end - 1
    return last


def _precision(
    doc: "Doc", first: int, head: "Token", entry: GazetteerEntry | None, kind: Precision | None, labelled: bool
) -> Precision:
    directed = any(doc[i].lower_ in load_facilities()["directions"] for i in range(first, head.i + 1))
    if kind == "point" or (kind == "region" and entry):
        return kind
    if entry:
        return "region" if directed and entry.precision == "country" else entry.precision
    return kind or ("town" if labelled else "region")
