"""How far the words of a place reach: "the village of Opren, in the Dolnek district of Lendava" is one place.

Works on the tokens of a parsed sentence; the gazetteer settles which names after a comma belong to the place.
"""

import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.language.gazetteer import look_up_place
from sayso.model.claim import Precision

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_INNER = frozenset({"det", "amod", "compound", "poss", "case", "nummod", "nmod", "punct"})
_JOINING = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "off", "between", "along", "by", "beside", "around"}
)
_NAMING = frozenset({"called", "named"})
_WAYS = frozenset({"road", "way", "highway", "route", "path", "track", "street", "bridge"})  # "the road to Tunde"
_NO_PLACES = frozenset({"DATE", "TIME", "EVENT", "NORP", "LAW", "LANGUAGE", "WORK_OF_ART"})
_CLOSING = frozenset({",", ".", ";", ":", ")", "(", "–", "—", "--", "”", '"'})


@cache
def load_facilities() -> dict[str, frozenset[str]]:
    """Give the lists of lexicons/facilities.toml: common nouns by precision, parts of places, directions, prepositions.

    >>> "hospital" in load_facilities()["point"]
    True
    """
    with (resources.files("sayso.language") / "lexicons" / "facilities.toml").open("rb") as file:
        return {name: frozenset(table["words"]) for name, table in tomllib.load(file).items()}


def kind_of(head: "Token") -> Precision | None:
    """Give the precision of a common noun of place ("hospital": point); None for any other word.

    >>> from sayso.language.parsing import load_parser
    >>> kind_of(load_parser()("They died in the hospital.")[4])
    'point'
    """
    lists, lemma = load_facilities(), (head.lemma_ or head.text).casefold()
    for kind in ("point", "town", "region", "country"):
        if lemma in lists[kind] or head.lower_ in lists[kind]:
            return kind
    if lemma in lists["part"] and any(_is_place_of(c) for c in head.children):
        return "point"
    beside = {c.lower_ for c in head.children if c.dep_ in ("compound", "amod") and c.i < head.i}
    if lemma in lists["lines"] and not beside.isdisjoint(lists["lines_by"]):
        return "point"  # "the border post"
    return None


def _is_place_of(prep: "Token") -> bool:
    """ "the Egyptian side of the crossing", "the edge of Orva": a part is a place where it is part of one."""
    if prep.lower_ != "of" or prep.dep_ != "prep":
        return False
    return any(c.pos_ == "PROPN" or kind_of(c) for c in prep.children if c.dep_ == "pobj")


def extent_of(head: "Token") -> tuple[int, int]:
    """Give the first and last token of a place around its head: what stands before it, and its "of" and "called".

    Only a common noun and a name of names take an "of": "the village of Opren", "the Bay of Orva", not "Ferrow of illnesses".

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("He died in a village called Opren.")
    >>> extent_of(doc[4])
    (3, 6)
    """
    first, last, whole = head.i, head.i, False
    for child in head.children:
        if child.i < head.i and child.dep_ in _INNER and child.dep_ != "punct":
            first = min(first, child.left_edge.i)
        elif (
            child.dep_ == "prep" and child.lower_ == "of" and not whole and _is_short(child) and _takes_of(head, child)
        ):
            whole = True
            last = max([last, *(extent_of(c)[1] for c in child.children if c.dep_ == "pobj")])
        elif child.dep_ in ("nummod", "nmod") and child.i > head.i:
            last = max(last, child.i)
        elif child.dep_ == "acl" and child.lower_ in _NAMING and child.i == last + 1:
            named = [c for c in child.children if c.i > child.i and c.pos_ in ("PROPN", "NOUN", "ADJ")]
            last = max([last, *(c.i for c in named)])
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return first, last


def _takes_of(head: "Token", prep: "Token") -> bool:
    return kind_of(head) is not None or any(c.pos_ == "PROPN" for c in prep.children if c.dep_ == "pobj")


def _is_short(prep: "Token") -> bool:
    ends = [extent_of(c)[1] for c in prep.children if c.dep_ == "pobj"]
    inside = list(prep.doc[prep.i : max(ends) + 1]) if ends else []
    return 0 < len(inside) <= 6 and not any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in inside)


def join_following(doc: "Doc", last: int, countries: Collection[str]) -> int:
    """Give the last token of a place that ends at `last` with what right behind it says where that is.

    "Arequipa, southern Peru", "a road outside Karsuvo", "Opren, in the Dolnek district of Lendava".

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("They were seized on a road outside Karsuvo on Monday.")
    >>> doc[: join_following(doc, 5, ()) + 1].text
    'They were seized on a road outside Karsuvo'
    """
    for _ in range(4):
        further = _join_phrase(doc, last) or _join_name(doc, last, countries)
        if further is None:
            break
        last = further
    return last


def _join_phrase(doc: "Doc", last: int) -> int | None:
    """A preposition of place right behind, or behind a comma, that leads to a place with a name or to a common noun of place."""
    at = last + 1
    comma = at < len(doc) and doc[at].text == ","
    at += comma
    onward = doc[last].lower_ in _WAYS and not comma and at < len(doc) and doc[at].lower_ in ("to", "from")
    if at + 1 >= len(doc) or not (onward or doc[at].lower_ in _JOINING) or doc[at].pos_ not in ("ADP", "SCONJ", "ADV"):
        return None
    found = [c for c in doc[at].children if c.dep_ == "pobj" and c.i > at]
    if not found:
        return None
    head = found[0]
    first, end = extent_of(head)
    if first != at + 1:
        return None
    named = any(doc[i].pos_ == "PROPN" for i in range(first, end + 1)) and head.ent_type_ not in _NO_PLACES
    kind = kind_of(head)
    if doc[at].lower_ == "between":
        paired = [c for c in head.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
        return max(c.i for c in paired) if paired and named and not comma else None
    bare = doc[first].pos_ == "PROPN" and not head.text.isupper()  # a name with an article may be a body's
    if named and (kind or head.ent_type_ in PLACE_LABELS or bare or _is_known(doc, first, end)):
        return end
    return end if kind and not comma and doc[at].lower_ not in ("at", "by") else None


def _is_known(doc: "Doc", first: int, end: int) -> bool:
    return look_up_place(doc[first : end + 1].text) is not None


def _join_name(doc: "Doc", last: int, countries: Collection[str]) -> int | None:
    """A name behind a comma or bracket that the gazetteer knows, or that the parse and what follows it take for a place."""
    at = last + 1
    if at + 1 >= len(doc) or doc[at].text not in (",", "("):
        return None
    directions = load_facilities()["directions"]
    end = at + 1
    while end < len(doc) and (doc[end].pos_ in ("PROPN", "DET") or doc[end].lower_ in directions):
        end += 1
    while end < len(doc) and end > at + 1 and doc[end].pos_ == "NOUN" and kind_of(doc[end]) in ("region", "town"):
        end += 1
    begin = at + 1
    while begin < end and (doc[begin].pos_ == "DET" or doc[begin].lower_ in directions):
        begin += 1
    if begin >= end or doc[end - 1].dep_ in ("nsubj", "nsubjpass"):
        return None
    if look_up_place(doc[begin:end].text, countries):
        return end - 1
    name = doc[end - 1]
    described = name.dep_ == "appos" and kind_of(name.head) in ("region", "town")  # "Kumba locality, Western Sarif"
    placed = described or name.ent_type_ in PLACE_LABELS or kind_of(name) in ("region", "town")
    closed = end >= len(doc) or doc[end].text in _CLOSING
    return end - 1 if placed and closed else None


def join_coordinated(doc: "Doc", last: int) -> int:
    """Give the last token of "Peru and Bolivia" after one preposition: one place of two parts.

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("Forty died in Peru and Bolivia.")
    >>> join_coordinated(doc, 3)
    5
    """
    at = last + 1
    if at + 1 < len(doc) and doc[at].lower_ == "and":
        directions = load_facilities()["directions"]
        end = at + 1
        while end < len(doc) and (doc[end].pos_ in ("PROPN", "DET") or doc[end].lower_ in directions):
            end += 1
        begin = at + 1 + (doc[at + 1].pos_ == "DET")
        if begin < end and look_up_place(doc[begin:end].text) and doc[end - 1].dep_ in ("conj", "compound"):
            return end - 1
    return last
