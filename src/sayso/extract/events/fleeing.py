"""Frames of getting away and of being got out: tries to run, fugitives, captives found alive."""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_people, spread
from sayso.extract.events.custody import Custody
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import Trigger, is_held, is_prison

if TYPE_CHECKING:
    from spacy.tokens import Token


def runs_off(trigger: Trigger, custody: Custody) -> bool:
    """ "tried to run", "got away", "broke free": of those held, with nothing that they run, run for or run to."""
    verb = trigger.head
    below = [c for c in verb.children if c.i > verb.i]
    if any(c.dep_ in ("dobj", "xcomp", "acomp") for c in below) or any(c.lower_ in ("for", "with") for c in below):
        return False
    away = any(c.lower_ in ("away", "free") for c in below)
    tried = verb.dep_ == "xcomp" and verb.head.lemma_ in ("try", "attempt", "manage")
    trigger.held = [h for h in trigger.held if is_people(h) and custody.holds(h)]
    return bool(trigger.held) and (away or tried)


def is_found_alive(trigger: Trigger, custody: Custody) -> bool:
    """ "found two abducted girls tied up", "were found alive": those who were held, by whoever came upon them."""
    people = [h for h in spread(trigger.held) if is_people(h)]
    trigger.held = people[:1]
    bound = trigger.heads[-1].lower_ in ("tied", "bound", "chained", "gagged")
    return (bound and bool(people)) or any(custody.holds(h) or is_held(h, load_words()) for h in people)


def is_fugitive(noun: "Token") -> bool:
    """ "seven fugitives from Ferrow prison": who runs from custody has escaped from it."""
    return any(is_prison(p) for c in noun.children if c.lower_ == "from" for p in c.children if p.dep_ == "pobj")


def flees(trigger: Trigger, custody: Custody) -> bool:
    """ "The hostage bolted", "made off", "made their escape", "gave his guards the slip": those held; who makes off with money does not."""
    verb = trigger.head
    below = [c for c in verb.children if c.i > verb.i]
    word = trigger.heads[-1]
    if word.i != verb.i and word.dep_ not in ("prt", "advmod") and not (word.dep_ == "dobj" and word.lower_ != "off"):
        return False
    if word.lower_ == "off" and (verb.lemma_ != "make" or any(c.dep_ == "dobj" for c in below)):
        return False
    if any(c.lower_ == "with" for c in below) or (word.i == verb.i and any(c.dep_ == "dobj" for c in below)):
        return False
    trigger.held = [h for h in spread(trigger.held) if is_people(h) and custody.holds(h)]
    return bool(trigger.held)
