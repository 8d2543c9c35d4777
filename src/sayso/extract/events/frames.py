"""Frames of verbs that ask for more than people in a slot: what is asked for, kept somewhere, hijacked, shot, escaped from."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_objects, find_subjects, is_passive, is_people
from sayso.extract.events.custody import Custody
from sayso.extract.events.fleeing import flees, is_found_alive, runs_off
from sayso.extract.events.freeing import (
    comes_home,
    ends_captivity,
    is_allowed_out,
    is_bailed,
    is_left_behind,
    is_retrieved,
    is_reunited,
    wins_release,
)
from sayso.extract.events.harming import bears_marks, breaks_limb, is_dealt, is_hanged, is_made_to, is_withheld
from sayso.extract.events.lexicon import Words, load_words
from sayso.extract.events.seizing import (
    gives_itself_up,
    is_bundled_off,
    is_caught,
    is_in_custody,
    is_kept_in,
    is_made_captive,
    is_overpowered,
    is_taken_off,
    still_has,
    takes_crew,
)
from sayso.extract.events.triggers import Trigger, is_held, is_prison, is_raider, lemma_of
from sayso.language.places import describe_place

if TYPE_CHECKING:
    from spacy.tokens import Token


def fits_frame(trigger: Trigger, people: "list[Token]", objects: "list[Token]", custody: Custody) -> bool | None:
    """Tell whether a trigger fits its frame, `people` being those in its slot; None where its frame asks for no more."""
    words, of = load_words(), trigger.entry.of
    if of == "asked":
        return _asks_for_people(trigger, words)
    if of == "shot":
        shot = is_passive(trigger.head) or any(is_held(h, words) and h.pos_ == "NOUN" for h in people)
        return bool(people) and shot and not _is_only_hit(trigger)
    if of == "kept":
        known = any(_is_held_or_told(h, words, custody) for h in people)
        return bool(people) and _is_kept_somewhere(trigger, known)
    if of == "returned":
        return any(_is_held_or_told(h, words, custody) or lemma_of(h) in _FIGHTERS for h in people)
    if of == "bartered":
        return any(_is_held_or_told(h, words, custody) for h in people) and _is_bartered(trigger)
    if of == "foreign":
        return any(_is_put_out(h) for h in people)
    return _escapes(trigger, people, objects, custody) if of == "escape" else None


_FIGHTERS = frozenset("fighter rebel militant guerrilla insurgent militiaman".split())
_FOREIGN = frozenset("migrant foreigner refugee asylum-seeker deportee".split())
_PUT_OUT = frozenset({"expelled", "deported", "undocumented", "banished"})


def _is_put_out(token: "Token") -> bool:
    """Those who are sent out of a country: migrants, or whoever is called expelled."""
    return lemma_of(token) in _FOREIGN or any(c.lower_ in _PUT_OUT for c in token.children if c.dep_ == "amod")


def _is_bartered(trigger: Trigger) -> bool:
    """ "gave up 40 captives for nine officers": people on both sides, or "in return"."""
    for prep in (c for h in trigger.heads for c in h.children if c.dep_ == "prep"):
        paid = [p for p in prep.children if p.dep_ == "pobj"]
        if prep.lower_ == "for" and any(is_people(p) and any(c.dep_ == "nummod" for c in p.children) for p in paid):
            return True
        if prep.lower_ == "in" and any(p.lower_ in ("return", "exchange") for p in paid):
            return True
    return False


_OWN: "dict[str, Callable[[Trigger, Custody], bool]]" = {
    "surrendered": gives_itself_up,
    "crewed": takes_crew,
    "taken off": is_taken_off,
    "caught": is_caught,
    "custody": is_in_custody,
    "had": still_has,
    "limbs": breaks_limb,
    "withheld": is_withheld,
    "hanged": is_hanged,
    "running": runs_off,
    "alive": is_found_alive,
    "fled": flees,
    "bailed": is_bailed,
    "reunited": is_reunited,
    "allowed": is_allowed_out,
    "left behind": is_left_behind,
    "granted release": wins_release,
    "made to stand": is_made_to,
    "ended": ends_captivity,
    "home": comes_home,
    "retrieved": is_retrieved,
    "made": is_made_captive,
    "overpowered": is_overpowered,
    "kept in": is_kept_in,
    "bundled": is_bundled_off,
    "dealt": is_dealt,
    "marked": bears_marks,
}


def own_frame(of: str) -> "Callable[[Trigger, Custody], bool] | None":
    """Give the frame that settles by itself who fills the slots, where an entry asks for such a one."""
    return _OWN.get(of)


def _escapes(trigger: Trigger, people: "list[Token]", objects: "list[Token]", custody: Custody) -> bool:
    if not people or any(c.dep_ == "xcomp" for c in trigger.head.children):
        return False  # "escaped being kidnapped"
    if lemma_of(trigger.head) in ("dig", "tunnel") and custody.told:
        return True
    if lemma_of(trigger.head) == "scale":
        return any(custody.holds(h) for h in trigger.held)
    held = not objects and any(custody.holds(h) for h in trigger.held)
    return held or _leaves_prison(trigger)


def _asks_for_people(trigger: Trigger, words: Words) -> bool:
    """ "asked for 40 prisoners in return", "demanded 14 prisoners": their release is what is asked for."""
    asked = [p for c in trigger.head.children if c.lower_ == "for" for p in c.children if p.dep_ == "pobj"]
    asked = asked or (find_objects(trigger.head) if trigger.head.lemma_ == "demand" else [])
    trigger.held = [p for p in asked if is_held(p, words) and any(c.dep_ == "nummod" for c in p.children)]
    trigger.agents = find_subjects(trigger.head)
    return bool(trigger.held)


_LIMBS = frozenset("leg arm shoulder foot hand thigh knee ankle hip stomach back".split())
_PUT_IN = frozenset({"in", "at", "inside", "on", "aboard", "under"})


def _is_only_hit(trigger: Trigger) -> bool:
    """ "was shot in the leg", "were shot and wounded", "were shot at": who is shot so may live."""
    after = trigger.doc[trigger.last + 1 : trigger.last + 8]
    if any(t.lemma_ in _LIMBS or t.lemma_ in ("wound", "injure") for t in after):
        return True
    return len(after) > 0 and after[0].lower_ == "at" and not any(t.lower_ in ("range", "dawn") for t in after[:4])


def _is_held_or_told(token: "Token", words: Words, custody: Custody) -> bool:
    return is_held(token, words) or custody.holds(token)


def _is_kept_somewhere(trigger: Trigger, known: bool) -> bool:
    """ "kept them at a campground", "is kept in the isolation ward": a place of custody, or any place of those `known` to be held."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in trigger.head.children):
        return False  # "has to keep the girls in school"
    preps = [c for h in trigger.heads for c in h.children if c.dep_ == "prep" and c.lower_ in _PUT_IN]
    aboard = any(c.lower_ in ("aboard", "inside") for h in trigger.heads for c in h.children)
    if aboard and (known or any(map(is_raider, trigger.agents))):
        return True
    nouns = [p for c in preps for p in c.children if p.dep_ == "pobj"]
    if any(is_prison(n) or lemma_of(n) in _CLOSED for n in nouns):
        return True
    return known and any(describe_place(n, "in") is not None or lemma_of(n).endswith(_GROUNDS) for n in nouns)


_CLOSED = frozenset("ward confinement basement cellar pit cage cave dungeon bunker container shed".split())
_GROUNDS = ("ground", "house", "room", "barn", "farm", "camp", "power", "hand")


def _leaves_prison(trigger: Trigger) -> bool:
    return any(is_prison(t) for t in trigger.doc[trigger.last + 1 : trigger.last + 8])
