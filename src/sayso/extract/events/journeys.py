"""Journeys of people in custody: who travels, in what, and whether it leads anywhere.

"Seven inmates flew to Orva", "a ferry with inmates left Corvane", "it set off with 70 detainees", "buses carried dozens of
inmates". A journey is told of people whose custody the report tells; anybody else's is none of its events.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_people, spread
from sayso.extract.events.custody import REST, Custody
from sayso.language.counted import find_unit
from sayso.language.places import describe_place

if TYPE_CHECKING:
    from spacy.tokens import Token

_WAYS = frozenset(
    "to into onto in at from off for aboard on via through over across toward towards out back home".split()
)
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_LINES = frozenset("border frontier homeland motherland fatherland soil".split())  # what one crosses or sets foot on
_ABOARD = frozenset({"with", "of", "carrying", "transporting", "ferrying", "bringing", "bearing", "aboard"})


def find_travellers(verb: "Token", subjects: "Sequence[Token]", custody: Custody) -> "list[Token]":
    """Give the people in custody who make the journey: the subjects, or those whom a vehicle that is the subject carries."""
    found = [s for s in subjects if (is_people(s) or s.lower_ in REST) and custody.holds(s)]
    if found or not any(is_vehicle(s) or s.lower_ in ("it", "they", "which") for s in subjects):
        return found
    carried = [p for s in subjects for p in _aboard(s)]
    carried = carried or [p for t in verb.subtree if t.lower_ == "with" and t.i > verb.i for p in t.children]
    return [p for p in carried if is_people(p) and custody.holds(p)]


def _aboard(head: "Token") -> "Iterator[Token]":
    """Those in "a ferry with inmates", "trucks of inmates", "a bus carrying 30 men"."""
    for child in head.children:
        if child.i > head.i and child.lower_ in _ABOARD:
            yield from (p for p in child.children if p.dep_ in ("pobj", "dobj"))


def is_vehicle(token: "Token") -> bool:
    """Tell whether a noun is something people are moved in."""
    return find_unit(token.text) == "vehicle" or token.lemma_.casefold() in ("flight", "convoy", "motorcade")


def goes_somewhere(heads: "Sequence[Token]") -> bool:
    """Tell whether a verb of motion has a place, a direction or a vehicle with it: "they came" alone leads nowhere."""
    for head in heads:
        for child in head.children:
            if child.dep_ == "dobj" and _is_goal(child):
                return True
            if child.dep_ in ("prep", "advmod", "prt") and child.lower_ in _WAYS:
                goals = [p for p in child.children if p.dep_ == "pobj"]
                if (not goals and child.lower_ in ("home", "back")) or any(_is_goal(g) for g in spread(goals)):
                    return True
                if any(_is_goal(p) for c in child.children if c.dep_ == "prep" for p in c.children):
                    return True
    return False


def _is_goal(token: "Token") -> bool:
    """A place, a vehicle or a thing: not a time, not people, and not what is the traveller's own ("leaving their home")."""
    if token.lemma_.casefold() in _LINES:
        return True
    if any(c.tag_ == "PRP$" for c in token.children):
        return False
    if token.ent_type_ in _TIMES:
        return False
    return token.pos_ == "PROPN" or is_vehicle(token) or describe_place(token, "in") is not None
