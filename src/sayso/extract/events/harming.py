"""Frames of verbs that harm people in custody: limbs broken, bound to something, kept from food or sleep, hanged.

Convention against Torture, articles 1 and 16: what is done to those in somebody's power.
"""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_by, find_objects, find_subjects, is_passive, is_people, is_war, spread
from sayso.extract.events.custody import Custody, is_held_noun
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import Trigger, is_held, lemma_of, objects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIMBS = frozenset("rib arm leg jaw tooth nose bone finger wrist hand skull toe toenail fingernail".split())


def breaks_limb(trigger: Trigger, custody: Custody) -> bool:
    """ "his ribs were broken", "broke two of her fingers": whose limb it is was mistreated."""
    verb = trigger.head
    passive = is_passive(verb)
    slots = find_subjects(verb) if passive else find_objects(verb)
    limbs = [t for s in slots for t in (s, *(p for c in s.children if c.lower_ == "of" for p in c.children))]
    owners = [o for t in limbs if lemma_of(t) in _LIMBS for o in t.children if o.dep_ == "poss"]
    trigger.held = [o for o in owners if custody.holds(o) or is_held(o, load_words()) or _means_one(o)]
    trigger.agents = find_by([verb]) if passive else [s for s in find_subjects(verb) if is_people(s)]
    oneself = any(o.tag_ == "PRP$" for o in trigger.held) and not passive and not _is_of_other(trigger)
    return bool(trigger.held) and not oneself


def _means_one(owner: "Token") -> bool:
    return owner.lower_ in ("his", "her", "their", "my")


def _is_of_other(trigger: Trigger) -> bool:
    """ "Guards broke his ribs": many did it to one; "he broke his leg" was a fall."""
    several = any(a.tag_ in ("NNS", "NNPS") or a.lower_ == "they" for a in trigger.agents)
    return several and not any(o.lower_ == "their" for o in trigger.held)


def is_withheld(trigger: Trigger, custody: Custody) -> bool:
    """ "were denied sleep", "deprived them of food", "given water once a day": those from whom it is withheld."""
    verb = trigger.head
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    passive = is_passive(verb) or _shares_passive(verb)
    held = find_subjects(verb) if passive else given or find_objects(verb)
    trigger.held = [h for h in spread(held) if custody.holds(h) or is_held(h, load_words())]
    trigger.agents = find_by([verb]) if passive else find_subjects(verb)
    if verb.lemma_ in ("give", "feed"):
        after = verb.doc[verb.i + 1 : verb.i + 8]
        scant = any(t.lower_ in ("once", "only", "just", "nothing", "scraps", "rotten") for t in after)
        return bool(trigger.held) and passive and scant
    return bool(trigger.held)


def _shares_passive(verb: "Token") -> bool:
    """ "were kept in a pit and given water": a later participle with an object of its own."""
    bare = not any(c.dep_ in ("nsubj", "aux") for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and bare and is_passive(verb.head)


def is_hanged(trigger: Trigger, custody: Custody) -> bool:
    """ "will be hanged", "hanged two captives": people, by others; a thing is "hung" and nobody who hangs himself is killed."""
    trigger.held = [h for h in spread(trigger.held) if is_people(h)]
    oneself = any(h.lower_.endswith(("self", "selves")) for h in trigger.held)
    return bool(trigger.held) and not oneself and trigger.head.lower_ != "hung"


_PAINS = frozenset(
    "torture beating abuse mistreatment maltreatment ill-treatment electrocution whipping flogging".split()
)


def is_dealt(trigger: Trigger, custody: Custody) -> bool:
    """ "Inmates were given electric shocks", "gave the captives beatings": blows dealt to those who are held."""
    verb, blows = trigger.head, trigger.heads[-1]
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    passive = is_passive(verb) or _shares_passive(verb)
    held = find_subjects(verb) if passive else given
    trigger.held = [h for h in spread(held) if custody.holds(h) or is_held(h, load_words())]
    trigger.agents = find_by([verb]) if passive else find_subjects(verb)
    return bool(trigger.held) and blows.dep_ in ("dobj", "oprd", "attr")


def bears_marks(trigger: Trigger, custody: Custody) -> bool:
    """ "The freed men bore marks of torture": what was done to those who were held is seen on them."""
    of = [p for c in trigger.heads[-1].children if c.lower_ == "of" for p in c.children]
    trigger.held = [h for h in spread(trigger.held) if is_people(h) and custody.holds(h)]
    trigger.agents = []
    return bool(trigger.held) and any(lemma_of(p) in _PAINS for p in of)


def is_made_to(trigger: Trigger, custody: Custody) -> bool:
    """ "The detainees were made to stand for hours": those held, by those who hold them."""
    done = trigger.heads[-1]
    inner = [c for c in done.children if c.dep_ == "nsubj"]
    trigger.held = [h for h in spread([*trigger.held, *inner]) if is_people(h) and custody.holds(h)]
    trigger.heads = (trigger.head,)  # done, not planned, for all its "to"
    return bool(trigger.held) and done.dep_ in ("xcomp", "ccomp", "advcl") and done.tag_ == "VB"


_DYING = frozenset("die perish succumb starve freeze bleed suffocate".split())
_KEEPERS = frozenset("guard warder jailer gaoler interrogator".split())
_NO_LONGER = frozenset("freed released rescued former liberated ex escaped".split())
_KEEPING = frozenset("hold detain imprison jail intern".split())


def dies_in_custody(trigger: Trigger) -> bool:
    """ "The hostage died", "died while being held": those in custody, unless fighting or flight is told to have killed them."""
    verb = trigger.head
    if not trigger.nominal and any(lemma_of(a) in _KEEPERS for a in trigger.agents):
        return any(map(_is_still_held, trigger.held))  # "was beaten to death by guards"
    if trigger.nominal or lemma_of(verb) not in _DYING:
        return False
    if any(is_war(p) or lemma_of(p) == "escape" for p in objects_of(trigger, ("in", "during", "from", "after"))):
        return False
    while_held = (c for c in verb.children if c.dep_ == "advcl" and lemma_of(c) in _KEEPING and is_passive(c))
    if any(c.lower_ in ("while", "whilst") for clause in while_held for c in clause.children):
        return True
    held = [p for h in trigger.held for p in (h, *(q for c in h.children if c.lower_ == "of" for q in c.children))]
    return any(_is_still_held(h) for h in held)


def _is_still_held(token: "Token") -> bool:
    return (
        is_held_noun(token)
        and lemma_of(token) in _IN_CUSTODY
        and not any(c.lower_ in _NO_LONGER for c in token.children)
    )


_IN_CUSTODY = frozenset("captive detainee prisoner hostage inmate abductee pow internee".split())
