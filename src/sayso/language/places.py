"""Phrases that say where: their words, how exact they are, and their gazetteer id.

A place is what a locative preposition leads to ("in Arequipa, southern Peru" is one place); a government named
by its capital ("Moscow welcomed") is none. What the gazetteer lacks keeps a null id.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.language.calendar_words import MONTHS, WEEKDAYS
from sayso.language.counted import find_unit
from sayso.language.gazetteer import GazetteerEntry, look_up_place
from sayso.language.place_phrases import (
    PLACE_LABELS,
    extent_of,
    join_coordinated,
    join_following,
    kind_of,
    load_facilities,
)
from sayso.model.claim import Precision

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OTHER_LABELS = frozenset({"NORP", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"})
_NAME_LABELS = frozenset({"PERSON", "ORG"})  # the small model's guess for a name it does not know
_AT_LABELS = frozenset({"PERSON", "ORG", "EVENT", "DATE", "TIME"})  # what a lone name behind "at" is misread as
_NEVER_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "EVENT"})
_FEASTS = frozenset({"easter", "lent", "passover", "ramadan", "christmas", "diwali", "nowruz", "thanksgiving"})
_WITHIN = frozenset({"in", "near", "inside", "outside", "around", "across", "throughout", "within"})
_ENDS = frozenset({"from", "to", "into", "towards", "toward", "at", "off", "via", "through"})
# Verbs whose "from" and "to" lead to places and not to people. Source: Levin 1993, classes 51.1 to 51.4 and 11.1 to 11.5.
_MOTION = frozenset(
    "abduct kidnap seize take move transfer fly drive bring arrive return deport evacuate travel go come ship bus send march "
    "ferry airlift reach depart leave cross land carry convey repatriate relocate extradite rush walk".split()
)


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
    """Give the locative preposition that leads to a noun, through coordination; None for any other noun.

    A name right behind such a preposition is led to by it, however the parse joins the two ("captured off Cape Ansel are").
    """
    if token.pos_ not in ("PROPN", "NOUN", "PRON", "X", "ADJ", "VERB"):
        return None
    leads, at = load_facilities()["leads"], token
    while at.dep_ == "conj" and at.head.i < at.i:
        at = at.head
    if at.dep_ == "pobj" and at.head.lower_ in leads:
        return at.head.lower_
    if at.dep_ == "pobj" and leads_away(at.head):
        return "near"  # "40 km north of Orva"
    if at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lower_ == "out":
        return "from"  # "let out of the barracks"
    first = token.left_edge.i if token.dep_ in ("nsubj", "nsubjpass") else 0
    stray = first > 0 and token.pos_ == "PROPN" and all(t.pos_ == "PROPN" for t in token.doc[first : token.i])
    before = token.doc[first - 1] if stray else None
    if before is not None and before.lower_ in leads and before.pos_ == "ADP" and not any(before.children):
        return before.lower_
    return None


def leads_away(prep: "Token") -> bool:
    """Tell whether an "of" follows a direction that says where something is: "north of Orva", "east of the river".

    >>> from sayso.language.parsing import load_parser
    >>> leads_away(load_parser()("Nine were seized north of Orva.")[4])
    True
    """
    way = prep.head
    return prep.lower_ == "of" and way.lower_ in load_facilities()["directions"] and way.dep_ in ("advmod", "npadvmod")


def describe_place(head: "Token", lead: str = "", countries: Collection[str] = ()) -> PlaceWords | None:
    """Describe the noun phrase around `head` as a place; None where neither its words nor the parse make it one.

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("Peru's toll rose.")
    >>> describe_place(doc[0]).gazetteer
    'iso3166-1:PE'
    """
    first, end = extent_of(head)
    doc, kind = head.doc, kind_of(head)
    labels = {head.ent_type_, *(c.ent_type_ for c in head.children if c.dep_ == "compound")} - {""}
    labels -= _misread_labels(head, kind)
    entry = _look_up(doc, first, end, head, countries)
    if not _is_place(head, lead, labels, entry, kind):
        return None
    last = join_following(doc, end, countries)
    both = join_coordinated(doc, last)
    precision = _precision(doc, first, head, entry, kind, bool(labels & PLACE_LABELS))
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
        return "PERSON" not in labels or head.text[:1].islower() or lead in _WITHIN
    within = lead in _WITHIN
    if labels & _OTHER_LABELS:
        return (bool(entry) and within) or ("PRODUCT" in labels and _may_be_unknown(head, lead))
    if labels & PLACE_LABELS:
        return True
    if head.pos_ != "PROPN":
        return False
    if labels & _NAME_LABELS:
        return (bool(entry) and within) or _may_be_unknown(head, lead)
    return within or bool(entry) or _may_be_unknown(head, lead)


def _misread_labels(head: "Token", kind: Precision | None) -> set[str]:
    """Labels the parse gives to names it does not know: no crossing is an occasion, and no lone name without a calendar word a day."""
    if kind:
        named = [c for c in head.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        unsaid = named and head.ent_type_ in ("", "FAC") and not any(_is_of_calendar(c) for c in named)
        return {"EVENT", "DATE", "TIME"} if unsaid else {"EVENT"}
    alone = head.pos_ == "PROPN" and head.left_edge.i == head.i and head.ent_iob_ == "B" and not head.text.isupper()
    closed = head.i + 1 == len(head.doc) or head.nbor().ent_iob_ != "I"
    unsaid = alone and closed and head.is_alpha and not _is_of_calendar(head)
    return {"EVENT", "DATE", "TIME"} if unsaid else set()


def _is_of_calendar(name: "Token") -> bool:
    return name.lower_.rstrip(".") in {*MONTHS, *WEEKDAYS, *_FEASTS}


def _may_be_unknown(head: "Token", lead: str) -> bool:
    """A bare name that nothing knows is a place after "in" and "near", and where a verb of motion leads from or to it.

    A name with an article or in capitals throughout is a body ("transferred to the ICRC").
    """
    first = head.left_edge
    others = [c for c in head.children if c.dep_ in ("conj", "cc", "appos", "poss") and c.tag_ not in ("CD", "CC")]
    others = [
        c for c in others if not (c.dep_ == "appos" and find_unit(c.text) == "person")
    ]  # "in Ulmar, the governor said"
    if head.text.isupper() or first.pos_ == "DET" or any(kind_of(c) is None for c in others):
        return False
    if lead in _WITHIN or (lead == "at" and head.ent_type_ in _AT_LABELS):
        return True
    verb = head.head.head if head.dep_ == "pobj" else head.head
    return lead in _ENDS and verb.lemma_.casefold() in _MOTION


def _look_up(doc: "Doc", first: int, end: int, head: "Token", countries: Collection[str]) -> GazetteerEntry | None:
    """Look up the longest run of the phrase that begins with a capital; of "the state of X" look up X."""
    kind = kind_of(head)
    for last in dict.fromkeys((end, head.i)):
        for begin in range(first, last + 1):
            kinded = kind in ("region", "town") and last == head.i and begin < last
            if doc[begin].text[:1].isupper() and doc[begin].pos_ != "DET" and (doc[last].text[:1].isupper() or kinded):
                entry = look_up_place(doc[begin : last + 1].text, countries, kind)
                if entry and (begin <= head.i or kind):
                    return entry
    return None


def _precision(
    doc: "Doc", first: int, head: "Token", entry: GazetteerEntry | None, kind: Precision | None, labelled: bool
) -> Precision:
    directed = any(doc[i].lower_ in load_facilities()["directions"] for i in range(first, head.i + 1))
    if kind == "point" or (kind == "region" and entry):
        return kind
    if entry:
        return "region" if directed and entry.precision == "country" else entry.precision
    return kind or ("region" if directed and not labelled else "town")
