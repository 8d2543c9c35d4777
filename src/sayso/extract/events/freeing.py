"""Frames of being free again without being "released" by name: on bail, back with one's own, at the end of captivity, fetched out.

Banks are bailed out, patients discharged and lost money recovered, so each asks for people whose custody the report tells.
"""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_subjects, is_passive, is_people, spread
from sayso.extract.events.custody import Custody, is_held_noun
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import (
    Trigger,
    is_body,
    is_captor,
    is_kin,
    is_raider,
    is_soldier,
    lemma_of,
    objects_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_FETCHERS = frozenset("police villager helicopter diver ranger guard".split())
_CAPTIVITY = frozenset("captivity imprisonment detention internment incarceration ordeal confinement custody".split())
_HOME = frozenset("home native own homeland".split())
_WARDS = frozenset({"hospital", "clinic", "ward", "army", "navy", "service"})


def is_bailed(trigger: Trigger, custody: Custody) -> bool:
    """ "The editor was bailed", "the court discharged four detainees": those in custody, and not out of a hospital or the army."""
    trigger.held = [h for h in spread(trigger.held) if is_people(h) and custody.holds(h)]
    return bool(trigger.held) and not any(lemma_of(p) in _WARDS for p in objects_of(trigger, ("from", "of")))


def is_reunited(trigger: Trigger, custody: Custody) -> bool:
    """ "The hostage was reunited with her family": one who was held, with kin; a band that plays together again is none."""
    trigger.held = [h for h in spread(trigger.held) if is_people(h) and custody.holds(h)]
    return bool(trigger.held) and any(map(is_kin, objects_of(trigger, ("with",))))


def ends_captivity(trigger: Trigger, custody: Custody) -> bool:
    """ "The captivity of the two nurses ended": it is they who are free."""
    told_of = find_subjects(trigger.head)
    ended = [t for t in told_of if lemma_of(t) in _CAPTIVITY]
    owners = [o for t in ended for o in t.children if o.dep_ == "poss" and is_people(o)]
    owners += [p for t in ended for c in t.children if c.lower_ == "of" for p in c.children if is_people(p)]
    trigger.held, trigger.agents = owners, []
    return bool(owners)


def comes_home(trigger: Trigger, custody: Custody) -> bool:
    """ "The freed pilot set foot on home soil": one who was held, on the ground of his own country."""
    trigger.held = [h for h in spread(trigger.held) if is_people(h) and custody.holds(h)]
    ground = [p for c in trigger.doc[trigger.head.i :] if c.lower_ in ("on", "in") for p in c.children]
    own = (c.lower_ in _HOME or c.tag_ == "PRP$" or c.ent_type_ == "NORP" for p in ground for c in (p, *p.children))
    return bool(trigger.held) and any(own)


def is_retrieved(trigger: Trigger, custody: Custody) -> bool:
    """ "Troops recovered nine kidnapped girls", "brought out three hostages": living people who are held, by those who go in for them."""
    words = load_words()
    held = [h for h in spread(trigger.held) if is_people(h) and not is_body(h, words)]
    trigger.held = [h for h in held if is_held_noun(h) or custody.holds(h)]
    came = any(is_soldier(a) or lemma_of(a) in _FETCHERS for a in trigger.agents) or (
        is_passive(trigger.head) and not trigger.agents
    )
    return bool(trigger.held) and came


def is_allowed_out(trigger: Trigger, custody: Custody) -> bool:
    """ "The hostages were allowed to leave", "let the sick captive go home": those held, by leave of those who hold them."""
    going = trigger.heads[-1]
    subjects = [c for c in going.children if c.dep_ == "nsubj"]
    people = [h for h in spread([*trigger.held, *subjects]) if is_people(h) and custody.holds(h)]
    trigger.held = list(dict.fromkeys(people))
    trigger.heads = (trigger.head,)  # what is allowed has been done: "to leave" makes it no plan
    aimed = any(c.dep_ in ("dobj", "xcomp") for c in going.children)  # "allowed to leave a message"
    return bool(people) and going.dep_ in ("xcomp", "ccomp", "advmod") and not aimed


def is_left_behind(trigger: Trigger, custody: Custody) -> bool:
    """ "The captors abandoned two hostages near a village": captives, by their captors, somewhere; a plan is abandoned nowhere."""
    people = [h for h in spread(trigger.held) if is_people(h) and custody.holds(h)]
    captors = any(is_captor(a) or is_raider(a) for a in trigger.agents)
    placed = bool(objects_of(trigger, ("at", "in", "near", "on", "outside", "by", "beside")))
    trigger.held = people
    return bool(people) and captors and placed


def wins_release(trigger: Trigger, custody: Custody) -> bool:
    """ "Twelve inmates won release", "were granted release": theirs, where nobody else's is named."""
    release = trigger.heads[-1]
    if release.dep_ != "dobj" or any(c.dep_ == "poss" or c.lower_ == "of" for c in release.children):
        return False
    verb = trigger.head
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    whom = given or (find_subjects(verb) if is_passive(verb) or verb.lemma_ != "grant" else [])
    trigger.held = [h for h in spread(whom) if is_people(h) and custody.holds(h)]
    trigger.agents = find_subjects(verb) if given else []
    return bool(trigger.held)


_FORCE = frozenset("raid operation assault storming rescue".split())
_FORCING = frozenset("storm raid overrun break smash burst force attack surround".split())


def comes_by_force(trigger: Trigger) -> bool:
    """ "freed in a raid", "stormed the hideout and freed nine": who frees them came for them by force.

    Raiders who break into a jail free their own: that is no rescue.
    """
    if trigger.nominal or any(map(is_raider, trigger.agents)):
        return False
    agents = list(trigger.agents)
    by_police = any(map(is_soldier, agents))
    for child in (c for h in trigger.heads for c in h.children):
        inside = [p for p in child.children if p.dep_ in ("pobj", "pcomp")]
        if child.dep_ in ("prep", "agent") and any(t.lower_ == "storming" for t in inside):
            return True
        if child.dep_ == "prep" and any(lemma_of(p) in _FORCING for p in inside if p.dep_ == "pcomp"):
            if by_police:
                return True
        elif child.dep_ == "prep" and child.lower_ in ("in", "during", "after", "following"):
            if _tells_of_force([p for p in inside if lemma_of(p) in _FORCE], agents):
                return True
        elif child.dep_ == "advcl" and lemma_of(child) in _FORCING:
            stormers = [c for c in child.children if c.dep_ == "nsubj"]
            if any(map(is_soldier, (*stormers, *agents))):
                return True
    before = trigger.head.head if trigger.head.dep_ == "conj" else None
    return before is not None and lemma_of(before) in _FORCING and by_police


def _tells_of_force(raids: "list[Token]", agents: "list[Token]") -> bool:
    """A raid of police or soldiers, or on those who hold people."""
    return bool(raids) and (
        any(is_soldier(t) for a in (*raids, *agents) for t in a.subtree)
        or any(is_captor(t) or lemma_of(t) == "hideout" for r in raids for t in r.subtree)
    )
