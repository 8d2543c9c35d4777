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
    led_off = any(h.lower_ == "off" for h in trigger.heads)
    off = [p for h in trigger.heads if led_off for p in h.children if p.dep_ in ("pobj", "dobj") and p not in people]
    if (off or trigger.head.lemma_ == "remove") and not any(_is_place_of_people(p) for p in (*taken_from, *off)):
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
    """ "have been in custody since May", "remain captive": for how long, whose custody, or that it goes on, tells that they are held."""
    people = [s for s in spread(trigger.held) if is_people(s)]
    noun = trigger.heads[-1]
    if noun.lower_ in ("captive", "hostage", "prisoner", "prisoners", "hostages"):
        led = noun.dep_ in ("acomp", "attr", "oprd", "advmod", "dobj", "xcomp")
    else:
        led = noun.head.lower_ in ("in", "behind", "under", "as")
    preps = [c for h in (*trigger.heads, noun.head) for c in h.children if c.dep_ in ("prep", "mark")]
    lasting = any(c.lower_ in ("since", "for") for c in preps)
    still = any(c.lower_ in ("still", "already") for c in trigger.head.children)
    trigger.held, trigger.last = people, noun.i
    whose = any(c.dep_ in ("compound", "poss", "amod") for c in noun.children) and noun.lower_ in _HANDS
    goes_on = trigger.head.lemma_ in ("remain", "stay", "languish", "sit", "spend")
    return bool(people) and led and (lasting or still or goes_on or whose or noun.lower_ == "bars")


_HANDS = frozenset({"custody", "captivity", "detention"})


def still_has(trigger: Trigger, custody: Custody) -> bool:
    """ "it has three more": a bare figure of those told of right before, whom the holder keeps."""
    objects, agents = trigger.held, trigger.agents
    bare = [o for o in objects if (o.tag_ == "CD" or o.like_num) and not any(c.lower_ == "of" for c in o.children)]
    trigger.held = bare
    holder = any(a.lower_ in ("it", "they") or is_raider(a) for a in agents)
    return bool(bare) and holder and custody.holds(bare[0])


def is_made_captive(trigger: Trigger, custody: Custody) -> bool:
    """ "Twelve soldiers were made prisoner", "made prisoners of 12 soldiers": people made what the noun says."""
    verb, noun = trigger.head, trigger.heads[-1]
    of = [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    whom = of or (trigger.held if noun.dep_ in ("oprd", "attr", "xcomp", "ccomp") or is_passive(verb) else [])
    trigger.held = [h for h in spread(whom) if is_people(h) and h.i != noun.i]
    trigger.last = max(trigger.last, noun.i)
    return bool(trigger.held)


def is_overpowered(trigger: Trigger, custody: Custody) -> bool:
    """ "Police overpowered the gunman": an armed man or a runaway by those who arrest; nobody by heat, no guard by inmates."""
    people = [h for h in spread(trigger.held) if is_people(h) or lemma_of(h) == "fugitive"]
    sought = any(is_raider(h) or lemma_of(h) in ("fugitive", "hostage-taker", "suspect", "escapee") for h in people)
    armed = any(map(_is_armed, trigger.agents)) or any(lemma_of(a) == "guard" for a in trigger.agents)
    trigger.held = people
    return bool(people) and (armed or (sought and not trigger.agents))


def is_kept_in(trigger: Trigger, custody: Custody) -> bool:
    """ "Militiamen kept nine aid workers from leaving": people, by those who hold them; illness and a rule hold nobody."""
    leaving = trigger.heads[-1]
    people = [h for h in spread(trigger.held) if is_people(h)]
    trigger.held = people
    by = trigger.agents
    holders = any(_is_armed(a) or custody.holds(a) or lemma_of(a) in word_set("captors") for a in by)
    told = is_passive(trigger.head) and not by and any(custody.holds(h) for h in people)
    return bool(people) and leaving.dep_ in ("pcomp", "xcomp", "ccomp", "pobj") and (holders or told)


def is_bundled_off(trigger: Trigger, custody: Custody) -> bool:
    """ "were bundled into a van", "was dragged from his car by gunmen": people, into or out of where people sit, by armed men or nobody named."""
    verb = trigger.head
    people = [h for h in spread(trigger.held) if is_people(h)]
    where = [p for h in trigger.heads for p in h.children if p.dep_ == "pobj"]
    by = trigger.agents
    into = trigger.heads[-1].lower_ in ("into", "onto") and any(map(is_craft, where))
    out = trigger.heads[-1].lower_ in ("from", "off") and any(map(_is_place_of_people, where))
    armed = any(_is_armed(a) or lemma_of(a) in ("man", "guard") for a in by)
    unnamed = not by and is_passive(verb) and (verb.lemma_ == "bundle" or any(map(custody.holds, people)))
    trigger.held = people if is_passive(verb) else people[:1]
    return bool(people) and (into or (out and verb.lemma_ in _DRAGGING)) and (armed or unnamed)


_DRAGGING = frozenset("drag haul pull yank".split())
