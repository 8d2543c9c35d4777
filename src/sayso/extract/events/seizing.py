"""Frames of verbs by which people come into somebody's hands without being "captured" by name.

They give themselves up, are in a craft that is seized, are taken away or along, are caught, are in custody since a day, or
are what the holder still "has".
"""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_passive, is_people, spread
from sayso.extract.events.custody import Custody
from sayso.extract.events.journeys import is_vehicle
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import Trigger, is_held, is_raider, is_soldier, is_trap, lemma_of, objects_of
from sayso.language.lexicon import word_set
from sayso.language.places import describe_place

if TYPE_CHECKING:
    from spacy.tokens import Token


def gives_itself_up(trigger: Trigger, custody: Custody) -> bool:
    """ "Forty fighters surrendered to the army", "gave themselves up", "laid down arms before": those who do are taken."""
    verb = trigger.head
    things = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
    oneself = any(t.lower_.endswith(("self", "selves")) for t in things)
    arms = any(lemma_of(t) in ("arm", "weapon") for t in things)
    if (things and not (oneself or arms)) or (verb.lemma_ != "surrender" and not things):
        return False
    people = [p for s in trigger.held for p in _men_of(s)]
    trigger.agents = [
        p for p in objects_of(trigger, ("to", "before")) if is_people(p) or p.pos_ == "PROPN" or _is_armed(p)
    ]
    trigger.held = people
    if objects_of(trigger, ("to",)) and not trigger.agents:
        return False  # "surrendered to despair"
    return bool(people) and (bool(trigger.agents) or (not arms and custody.told))


def _men_of(token: "Token") -> "list[Token]":
    """Those who are meant: people, or the men of "a garrison of 60 men"."""
    if is_people(token):
        return [token]
    return [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj" and is_people(p)]


def takes_crew(trigger: Trigger, custody: Custody) -> bool:
    """ "hijacked a bus with 12 passengers", "pirates hold four vessels": whoever is in what is seized is taken with it."""
    hijacked = trigger.head.lemma_ == "hijack"
    craft = [h for h in spread(trigger.held) if is_craft(h)]
    people = [h for h in spread(trigger.held) if is_people(h) and not is_craft(h)]
    if not craft:
        trigger.held = people
        return hijacked and bool(people)
    aboard = people or [p for v in craft for p in _people_in(v, trigger)]
    trigger.held = aboard[:1] or craft[:1]
    return hijacked or bool(aboard) or any(map(is_raider, trigger.agents))


def is_craft(token: "Token") -> bool:
    """Tell whether a noun is a ship, aircraft or vehicle that people are in."""
    return is_vehicle(token) or lemma_of(token) in word_set("craft")


def _people_in(craft: "Token", trigger: Trigger) -> "list[Token]":
    """Those in "a bus with 12 passengers", "a plane carrying 30 people"."""
    ways = [*craft.children, *(c for c in trigger.head.children if c.i > craft.i)]
    led = [c for c in ways if c.i > craft.i and c.lower_ in ("with", "carrying", "and", "of", "transporting")]
    return [p for c in led for p in c.children if p.dep_ in ("pobj", "dobj") and is_people(p)]


def is_taken_off(trigger: Trigger, custody: Custody) -> bool:
    """ "soldiers took him away", "were removed from a college", "took along four villagers": people, by those who seize."""
    people = [h for h in spread(trigger.held) if is_people(h)]
    taken_from = objects_of(trigger, ("from",))
    if not people or objects_of(trigger, ("to", "into")) or any(is_trap(h) for h in trigger.held):
        return False
    if trigger.head.lemma_ == "remove" and not any(_is_place_of_people(p) for p in taken_from):
        return False
    trigger.held = people[:1] if not is_passive(trigger.head) else people
    seized = any(is_raider(a) or _is_armed(a) for a in trigger.agents)
    return seized or (is_passive(trigger.head) and custody.told and not trigger.agents)


_POSTS = frozenset("office post position power list register roll command".split())


def _is_armed(token: "Token") -> bool:
    return is_soldier(token) or is_raider(token)


def _is_place_of_people(token: "Token") -> bool:
    return is_craft(token) or (describe_place(token, "in") is not None and lemma_of(token) not in _POSTS)


def is_caught(trigger: Trigger, custody: Custody) -> bool:
    """ "the fugitives were caught", "police caught two gunmen": not in crossfire, nor doing or having something."""
    people = [h for h in spread(trigger.held) if is_people(h)]
    below = [c for h in trigger.heads for c in h.children if c.i > trigger.head.i]
    if any(c.dep_ in ("xcomp", "pcomp", "advcl", "prt", "oprd", "acomp") for c in below):
        return False
    if any(c.lower_ in ("in", "between", "off", "on") and not _is_when_or_where(c) for c in below if c.dep_ == "prep"):
        return False
    trigger.held = people
    sought = any(custody.holds(h) or is_held(h, load_words()) or is_raider(h) for h in people)
    return bool(people) and ((custody.told and sought) or any(map(_is_armed, trigger.agents)))


def _is_when_or_where(prep: "Token") -> bool:
    inside = [p for p in prep.children if p.dep_ == "pobj"]
    return any(p.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "FAC") or describe_place(p, "in") for p in inside)


def is_in_custody(trigger: Trigger, custody: Custody) -> bool:
    """ "have been in custody since May", "remain in jail": for how long, or that it goes on, tells that they are held."""
    people = [s for s in spread(trigger.held) if is_people(s)]
    noun = trigger.heads[-1]
    preps = [c for h in (*trigger.heads, noun.head) for c in h.children if c.dep_ in ("prep", "mark")]
    lasting = any(c.lower_ in ("since", "for") for c in preps)
    still = any(c.lower_ in ("still", "already") for c in trigger.head.children)
    trigger.held, trigger.last = people, noun.i
    goes_on = trigger.head.lemma_ in ("remain", "stay", "languish", "sit")
    return bool(people) and noun.head.lower_ in ("in", "behind") and (lasting or still or goes_on)


def still_has(trigger: Trigger, custody: Custody) -> bool:
    """ "it has three more": a bare figure of those told of right before, whom the holder keeps."""
    objects, agents = trigger.held, trigger.agents
    bare = [o for o in objects if (o.tag_ == "CD" or o.like_num) and not any(c.lower_ == "of" for c in o.children)]
    trigger.held = bare
    holder = any(a.lower_ in ("it", "they") or is_raider(a) for a in agents)
    return bool(bare) and holder and custody.holds(bare[0])
