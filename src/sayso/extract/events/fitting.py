"""Whether what stands in the slots of a verb can be in such an event: who can be freed, held, moved, met."""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_passive, is_people, spread
from sayso.extract.events.custody import REST, Custody
from sayso.extract.events.frames import fits_frame
from sayso.extract.events.journeys import is_vehicle
from sayso.extract.events.lexicon import Words, load_words
from sayso.extract.events.seizing import is_craft
from sayso.extract.events.triggers import (
    Trigger,
    find_parties,
    is_body,
    is_captor,
    is_held,
    is_kin,
    is_prison,
    is_raider,
    is_several,
    is_soldier,
    is_town,
    is_trap,
    lemma_of,
    objects_of,
)
from sayso.language.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def fits_slots(trigger: Trigger, objects: list["Token"], words: Words, custody: Custody) -> bool:
    """Tell whether what stands in the slots can be in such an event; traps and things put there make it none."""
    if trigger.type == "transfer" and any(lemma_of(h) in _SUMS for h in trigger.held):
        return False  # "brings to 61 the number of hostages freed"
    of, beside = trigger.entry.of, [h for h in spread(trigger.held) if h not in trigger.held and is_people(h)]
    if beside and any(map(is_trap, trigger.held)):
        trigger.held = beside  # "released the vessel and 19 of its crew"
    elif any(map(is_trap, objects)) and of != "effects":
        return False
    if of == "effects":
        trigger.held = [] if trigger.entry.held == "object" else [h for h in trigger.held if is_people(h)]
        return trigger.entry.held == "object" or bool(trigger.held)
    if of == "sides":
        trigger.agents, trigger.held = trigger.held, []
        return is_several(trigger.agents) and any(map(_is_settled, trigger.head.children))
    if _is_of_remains(trigger, words):
        return True
    if _is_other_business(trigger, custody):
        return False
    if lemma_of(trigger.head) == "receive" and any(map(_is_called_freed, trigger.held)):
        trigger.type, trigger.parties, trigger.held = "meeting", [*trigger.agents, *trigger.held], []
        return bool(trigger.agents)  # "received the freed hostages at the palace"
    if _is_no_custody(trigger, words):
        return False
    people = [h for h in trigger.held if is_people(h) or (h.lower_ in REST and custody.holds(h))] or beside
    special = fits_frame(trigger, people, objects, custody)
    if special is not None:
        return special
    if trigger.type == "meeting":
        return _fits_meeting(trigger)
    return not _is_refused(trigger, people, words, custody) and _takes_people(trigger, people, objects, words)


def _is_of_remains(trigger: Trigger, words: Words) -> bool:
    """ "handed over nine bodies": it is their remains that come back, whatever the verb says of the living."""
    bodies = [h for h in trigger.held if is_body(h, words)]
    if bodies and trigger.type in ("release", "transfer", "exchange"):
        trigger.type, trigger.held = "return_of_remains", bodies
        return True
    return False


def _is_other_business(trigger: Trigger, custody: Custody) -> bool:
    """ "released a film", "the club released a striker", "the minister returned home": no captive is let go or taken."""
    if trigger.type not in ("release", "exchange", "capture"):
        return False
    if lemma_of(trigger.head) in ("pick", "lead", "carry") and any(is_kin(a) or is_craft(a) for a in trigger.agents):
        return True  # "the bus picked up three passengers"
    if trigger.type != "capture" and any(map(is_trap, trigger.held)):
        return True
    if _is_of_sport(trigger, custody):
        return True
    guests = (*trigger.held, *trigger.agents) if trigger.entry.context and trigger.type == "release" else ()
    return any(_is_one_unheld(h, custody) for h in guests)  # a minister "returned home", a president "received them"


def _takes_people(trigger: Trigger, people: list["Token"], objects: list["Token"], words: Words) -> bool:
    """Put those in the slot whom the event befalls, where it is one without them or there are some."""
    passive = is_passive(trigger.head)
    if trigger.entry.of == "sure":
        trigger.held = [h for h in trigger.held if h.lower_ not in ("which", "that", "it")]
        return bool(trigger.held) or passive
    if trigger.type == "exchange" and not people:
        return is_several(trigger.agents) and any(lemma_of(o) in words.held for o in objects)
    if not trigger.held and trigger.type in ("capture", "killing", "wounding", "deportation") and passive:
        return True
    if lemma_of(trigger.head) in ("hold", "seize", "capture", "take", "recapture"):
        people = [h for h in people if not is_town(h)]
    trigger.held = people[:1] if len(people) > 1 and not passive else people
    trigger.parties = _understood(trigger)
    return bool(people)


def _is_no_custody(trigger: Trigger, words: Words) -> bool:
    """ "released from hospital", "slipped out of the talks", "hit with fines": where nobody is held, and what strikes no body."""
    if trigger.type == "mistreatment":
        return any(lemma_of(p) in word_set("penalties") for p in objects_of(trigger, ("with",)))
    left = [lemma_of(p) for p in objects_of(trigger, ("of", "from"))]
    if trigger.type == "release" and lemma_of(trigger.head) in ("release", "let"):
        return any(place in ("hospital", "clinic") for place in left)
    if trigger.type == "release" and any(left) and lemma_of(trigger.head) in ("walk", "get", "come", "go"):
        return any(place in words.gatherings for place in left)  # "walked out of the talks"
    return trigger.type == "escape" and any(place in words.gatherings for place in left)


def _is_settled(part: "Token") -> bool:
    """ "agreed to free", "agreed on", "agreed that all will be freed": what both will do; what is over is an opinion."""
    if part.dep_ == "ccomp":
        return any(c.dep_ == "aux" and c.tag_ == "MD" for c in part.children) or part.tag_ == "VB"
    return part.dep_ in ("xcomp", "prep")


def _is_refused(trigger: Trigger, people: list["Token"], words: Words, custody: Custody) -> bool:
    """Tell whether the frame asks for what does not stand there: a noun for people held, a goal, a raider."""
    if trigger.type == "capture" and any(lemma_of(a) in word_set("feelings") for a in trigger.agents):
        return True  # "panic seized the crowd"
    if trigger.entry.of == "named" and _has_goal(trigger):
        return True  # moved, not captured
    named = any(_is_called_held(h, words) for h in trigger.held)
    taken = is_passive(trigger.head) and custody.told and bool(people) and not _is_idiom(trigger)
    if trigger.entry.of == "named" and not named and not taken and not any(is_raider(a) for a in trigger.agents):
        return True
    if lemma_of(trigger.head) == "hold" and not trigger.entry.words and not _holds_people(trigger, words):
        return True
    held = any(is_held(h, words) or custody.holds(h) for h in trigger.held)
    held = held or (trigger.entry.of == "counted" and any(map(_is_counted, people)))
    if trigger.entry.of in ("held", "counted") and not held and not (people and _goes_to_prison(trigger)):
        return True
    if (
        trigger.entry.of == "carried"
        and not any(custody.holds(h) for h in people)
        and not any(map(is_captor, trigger.agents))
    ):
        return True
    return trigger.entry.needs_goal and not _has_goal(trigger)


_SUMS = frozenset("number total tally toll figure count".split())
_OUT = frozenset({"freed", "released", "rescued", "liberated"})
_PLAYERS = frozenset("player striker goalkeeper midfielder pitcher quarterback winger forward".split())
_CLUBS = frozenset("club team side franchise".split())
_STEADY = frozenset("ill care aback seriously advantage part place note account consideration".split())


def _is_called_held(token: "Token", words: Words) -> bool:
    """ "took 12 hostages"; those called freed are held no more, and whoever takes them along takes nobody."""
    return (lemma_of(token) in words.held or token.lower_ in words.held) and not _is_called_freed(token)


def _is_called_freed(token: "Token") -> bool:
    return token.lower_ in _OUT or any(c.lower_ in _OUT for c in token.children if c.i < token.i)


def _goes_to_prison(trigger: Trigger) -> bool:
    """ "was moved to Ferrow prison": whoever is moved there is in custody."""
    return any(map(is_prison, objects_of(trigger, ("to", "into"))))


def _is_counted(token: "Token") -> bool:
    """ "received 40 soldiers": in a report of captives so many who come back are; "the ambassador" is a guest."""
    return token.tag_ == "CD" or token.like_num or any(c.dep_ == "nummod" for c in token.children)


def _is_of_sport(trigger: Trigger, custody: Custody) -> bool:
    """ "The club released a striker": whom clubs let go or trade; where a report tells of captives, he may be one."""
    players = any(lemma_of(h) in _PLAYERS and not custody.holds(h) for h in trigger.held)
    by_club = any(lemma_of(a) in _CLUBS for a in trigger.agents)
    fighting = any(is_raider(a) or is_soldier(a) for a in trigger.agents)
    return players and (by_club or not (custody.told or fighting))


def _is_idiom(trigger: Trigger) -> bool:
    """ "were taken ill", "was taken care of": nobody is taken anywhere."""
    return any(t.lower_ in _STEADY or t.lower_ == "by" for t in trigger.doc[trigger.last + 1 : trigger.last + 2])


def _is_one_unheld(token: "Token", custody: Custody) -> bool:
    """A named person of whom a report that names its captives tells no custody."""
    named = token.pos_ == "PROPN" and token.ent_type_ == "PERSON"
    return named and bool(custody.names) and not custody.holds(token)


def _holds_people(trigger: Trigger, words: Words) -> bool:
    """ "a meeting held in", "held responsible", "the camp holds 500": none of these is somebody in custody."""
    verb = trigger.head
    after = verb.doc[verb.i + 1 : verb.i + 12]
    if any(t.lower_ in ("responsible", "accountable", "liable", "back", "office", "power") for t in after):
        return False
    before = verb.doc[max(0, verb.i - 12) : verb.i]
    if verb.dep_ == "acl" and any(lemma_of(t) in words.gatherings or t.lower_ in words.gatherings for t in before):
        return False
    return (
        not trigger.agents
        or any(
            is_people(a) or a.pos_ == "PROPN" or a.ent_type_ == "ORG" or a.lemma_ in words.held or a.lower_ == "it"
            for a in trigger.agents
        )
        or is_passive(verb)
    )


def _understood(trigger: Trigger) -> list["Token"]:
    """ "under understandings between X and the mediators": the sides between whom it was settled."""
    found = []
    for head in trigger.heads:
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("under", "in", "after", "following", "through"):
                found += [p for noun in prep.children for p in find_parties(noun) if noun.dep_ == "pobj"]
    return found


def _has_goal(trigger: Trigger) -> bool:
    if any(c.dep_ == "dative" for c in trigger.head.children):
        return True
    ways = [c for h in trigger.heads for c in h.children if c.dep_ in ("prep", "dative", "advmod")]
    return any(
        w.lower_ in ("to", "into", "onto", "home", "back", "ashore", "aboard", "across")
        or (w.lower_ in ("on", "aboard", "in") and any(is_vehicle(p) for p in w.children))
        for w in ways
    )


def _fits_meeting(trigger: Trigger) -> bool:
    others = [
        p
        for h in trigger.heads
        for c in h.children
        if c.dep_ == "prep" and c.lower_ in ("with", "to")
        for p in c.children
        if p.dep_ == "pobj"
    ]
    trigger.parties = [*trigger.agents, *trigger.held, *others]
    people = [t for t in [*trigger.held, *others] if is_people(t) or t.ent_type_ in ("GPE", "ORG")]
    if trigger.entry.of == "held":
        people = [t for t in people if is_held(t, load_words())]
    trigger.held = []
    return bool(people) and bool(trigger.agents)
