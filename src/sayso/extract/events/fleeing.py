"""Frames of getting away and of being got out: tries to run, fugitives, captives found alive, doors broken down for them."""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_people, spread
from sayso.extract.events.custody import Custody
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import Trigger, is_captor, is_held, is_prison, is_soldier, lemma_of

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


_FORCE = frozenset("raid operation assault storming rescue".split())
_FORCING = frozenset("storm raid overrun break smash burst force attack surround".split())


def comes_by_force(trigger: Trigger) -> bool:
    """ "freed in a raid", "freed after officers broke down the door": who frees them came for them by force."""
    if trigger.nominal:
        return False
    below = [c for h in trigger.heads for c in h.children]
    agents = list(trigger.agents)
    for child in below:
        if child.dep_ == "prep" and any(lemma_of(p) in _FORCING for p in child.children if p.dep_ == "pcomp"):
            if any(is_soldier(a) for a in agents):
                return True
        elif child.dep_ == "prep" and child.lower_ in ("in", "during", "after", "following"):
            raids = [p for p in child.children if p.dep_ == "pobj" and lemma_of(p) in _FORCE]
            by_police = any(is_soldier(t) for a in (*raids, *agents) for t in a.subtree)
            if raids and (by_police or any(_tells_of_captors(t) for r in raids for t in r.subtree)):
                return True
        elif child.dep_ == "advcl" and lemma_of(child) in _FORCING:
            stormers = [c for c in child.children if c.dep_ == "nsubj"]
            if any(is_soldier(s) for s in (*stormers, *agents)):
                return True
    return False


def _tells_of_captors(token: "Token") -> bool:
    return is_captor(token) or lemma_of(token) == "hideout"
