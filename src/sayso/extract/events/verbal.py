"""Verbs that tell an event of captivity: the frame that each must stand in, and who fills it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_by, find_objects, find_subjects, is_passive, is_people, spread
from sayso.extract.events.custody import REST, Custody
from sayso.extract.events.frames import fits_frame, own_frame
from sayso.extract.events.hands import find_holders
from sayso.extract.events.journeys import find_travellers, goes_somewhere, is_vehicle
from sayso.extract.events.lexicon import Entry, Words, load_words
from sayso.extract.events.talks import is_settled
from sayso.extract.events.triggers import (
    Trigger,
    find_parties,
    is_body,
    is_captor,
    is_held,
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


def find_verbal(token: "Token", words: Words, custody: Custody) -> Iterator[Trigger]:
    """Give the trigger that a verb is, if it is one: of the frames it can have, the first that holds."""
    for entry in _entries(token, words):
        if entry.context and not custody.told:
            continue
        heads = _with_words(token, entry)
        if not heads:
            continue
        trigger = _fill(token, heads, entry, words, custody)
        if trigger and not _is_only_wished(trigger):
            yield trigger
            yield from _remains_beside(trigger, words)
            return


_WISHES = frozenset("wish want hope long dream like yearn".split())


def _is_only_wished(trigger: Trigger) -> bool:
    """ "wished to go home", "was sent home to die": what somebody longs for or goes to meet has not begun."""
    head = trigger.head
    if trigger.entry.held != "subject" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children):
        return False
    return (head.dep_ == "xcomp" and head.head.lemma_ in _WISHES) or (head.lemma_ == "die" and head.dep_ == "advcl")


def _remains_beside(trigger: Trigger, words: Words) -> Iterator[Trigger]:
    """ "got back nine prisoners and the remains of two others": two events of one verb."""
    if trigger.type not in ("release", "transfer", "exchange"):
        return
    later = [c for h in trigger.heads for c in h.children if c.dep_ == "conj" and c.pos_ == "NOUN"]
    bodies = [h for h in spread([*trigger.held, *later]) if is_body(h, words) and h not in trigger.held]
    if bodies:
        yield replace(trigger, type="return_of_remains", held=bodies[:1])


def _entries(token: "Token", words: Words) -> tuple[Entry, ...]:
    """The frames of a verb, also of one done again ("rearrested"), whose lemma the model may not know."""
    lemma = token.lemma_.casefold()
    if lemma in words.verbs or not lemma.startswith("re"):
        return words.verbs.get(lemma, ())
    stem = lemma.removeprefix("re").removeprefix("-")
    entries = next((words.verbs[s] for s in (stem, stem[:-1], stem[:-2]) if s in words.verbs), ())
    return tuple(e for e in entries if e.type == "capture" and not e.words)


def _with_words(token: "Token", entry: Entry) -> tuple["Token", ...]:
    """Give the verb and the words of its phrase that the entry asks for; nothing where they do not stand there."""
    if not entry.words:
        return () if any(c.dep_ == "prt" for c in token.children) else (token,)
    if token.dep_ == "aux" and token.lemma_ == "let" and token.head.lower_ in entry.words:
        return (token.head, token)  # "let go nine soldiers": the parse takes "let" for a helper of "go"
    if entry.type == "capture" and token.lemma_ == "hold" and token.doc[token.i + 1 : token.i + 2].text == "back":
        return ()  # "holding back 19 prisoners" from a release takes nobody
    begin = token.i - 3 if entry.of == "hands" else token.i + 1  # "into our hands fell 19 soldiers"
    for other in token.doc[max(0, begin) : token.i + 14]:
        direct = other.head.i == token.i
        if other.lower_ == "over" and other.i == token.i + 1 and other.dep_ == "quantmod" and "over" in entry.words:
            return (token, other)  # "hand over 300" is no "more than 300"
        if direct and other.dep_ == "dobj" and is_people(other) and any(c.lower_ in _KNOWN for c in other.children):
            continue  # "took the hostage to a clinic": the hostage is the object, and nobody is taken hostage
        if other.lower_ in entry.words and (
            direct if token.lemma_ == "be" and entry.of not in _IN_HANDS else _belongs(other, token)
        ):
            return (token, other)
    return ()


_IN_HANDS = frozenset({"hands", "custody"})
_KNOWN = frozenset("the this that these those".split())


def _belongs(other: "Token", verb: "Token") -> bool:
    """Tell whether a word stands in the verb's own phrase: on the verb itself or on prepositions and adverbs of it."""
    if other.dep_ in ("nmod", "compound") and other.i == verb.i + 1 and other.head.dep_ == "dobj":
        return True  # "took prisoner one officer and four soldiers"
    if (
        other.dep_ in ("amod", "acl")
        and other.i > other.head.i
        and other.head.dep_ == "dobj"
        and other.head.head.i == verb.i
    ):
        return True  # "found two inmates dead", "tied up"
    if verb.lemma_ == "let" and other.head.dep_ == "dobj" and other.head.head.i == verb.i:
        return True  # "let nine passengers off the bus"
    at = other
    for _ in range(3):
        if at.head.i == verb.i:
            return True
        at = at.head
        if at.pos_ not in ("ADP", "ADV", "PART") and at.lemma_ not in ("go", "place"):
            return False
    return False


def _fill(token: "Token", heads: tuple["Token", ...], entry: Entry, words: Words, custody: Custody) -> Trigger | None:
    token = heads[0]
    first, last = _verb_group(token, heads)
    trigger = Trigger(token.doc, token, heads, first, last, entry.type, entry)
    trigger.attributive = token.dep_ == "amod"
    subjects, objects = find_subjects(token), find_objects(token)
    passive = is_passive(token) or _is_bare_participle(token, subjects, objects, entry)
    for other in heads[1:]:
        objects += [c for c in other.children if c.dep_ == "nsubj" and other.dep_ in ("ccomp", "xcomp")]
        led = [c for c in other.children if token.lemma_ == "let" and c.dep_ in ("dobj", "npadvmod")]
        objects += [c for c in led if c.dep_ == "dobj" or is_people(c)]  # "let four prisoners out of the barracks"
        objects += [other] if other.dep_ == "dobj" and entry.of != "effects" and is_people(other) else []
    owned = [p for o in heads[1:] if entry.of == "effects" and o.dep_ == "dobj" for p in _owners(o)]
    if owned and entry.held == "subject" and not passive:
        trigger.held, trigger.agents = owned, subjects  # "won the freedom of nine sailors"
        return trigger
    if entry.of == "travellers":
        trigger.held = [] if passive else find_travellers(token, subjects, custody)
        return trigger if trigger.held and goes_somewhere(heads) else None
    if entry.held == "subject":
        trigger.held = subjects
        trigger.agents = []
        undergone = passive and (token.tag_ != "VBN" or any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children))
        if undergone and not trigger.attributive and entry.of != "effects":
            return None
    elif passive or trigger.attributive:
        trigger.held, trigger.agents = subjects, find_by(heads)
    else:
        trigger.held, trigger.agents = objects, subjects
    if entry.of == "remains":
        trigger.held, trigger.agents = [s for s in subjects if is_body(s, words)], []
        return trigger if trigger.held and not passive and goes_somewhere(heads) else None
    if entry.of == "settled":
        return trigger if is_settled(trigger, subjects) else None
    if entry.of == "hands":
        holders = find_holders(heads[-1])
        trigger.held = [s for s in spread(subjects or objects) if is_people(s)]  # "into our hands fell 19 soldiers"
        trigger.agents = [h for h in holders if h.pos_ != "PRON"]
        trigger.last = max(trigger.last, heads[-1].i)
        told = bool(trigger.agents) or custody.told or token.lemma_ == "fall"
        return trigger if trigger.held and holders and told else None
    frame = own_frame(entry.of)
    if frame is not None:
        return trigger if frame(trigger, custody) else None
    if entry.of == "found":
        trigger.agents = []  # whoever finds or declares somebody dead has killed nobody
    return trigger if _fits(trigger, objects, words, custody) else None


def _owners(noun: "Token") -> list["Token"]:
    """Whose freedom or life it is, where another is named than the one who wins or takes it."""
    of = [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [p for p in (*of, *(c for c in noun.children if c.dep_ == "poss" and c.pos_ != "PRON")) if is_people(p)]


def _is_bare_participle(token: "Token", subjects: list["Token"], objects: list["Token"], entry: Entry) -> bool:
    """ "all abducted in May", "Ada Quill, kidnapped 11 days ago, was": what is done, with nobody it is done to, is suffered.

    The parse takes such a participle for a verb in the past.
    """
    if entry.held != "object" or entry.type not in _DONE_TO or token.tag_ not in ("VBN", "VBD") or objects:
        return False
    if any(c.dep_ in ("aux", "prt", "ccomp", "xcomp", "oprd", "cc") for c in token.children):
        return False
    aside = entry.of == "sure" and token.i > 0 and token.nbor(-1).text == ","
    return aside or any(is_people(s) for s in subjects)


_DONE_TO = frozenset({"capture", "release", "rescue", "deportation", "killing", "wounding"})


def _verb_group(token: "Token", heads: tuple["Token", ...]) -> tuple[int, int]:
    """The verb with its auxiliaries before it and, where they stand close, the words that belong to it."""
    own = {c.i for c in token.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < token.i}
    first = min(own | {token.i})
    if token.i - first > 4 or token.doc[token.i - 1].pos_ == "ADV":
        first = token.i
    last = max((h.i for h in heads if h.i - token.i <= 3), default=token.i)
    return first, last


def _fits(trigger: Trigger, objects: list["Token"], words: Words, custody: Custody) -> bool:
    """Tell whether what stands in the slots can be in such an event; traps and things put there make it none."""
    entry, held = trigger.entry, trigger.held
    beside = [h for h in spread(held) if h not in held and is_people(h)]
    trapped = any(map(is_trap, held))
    if trapped and beside:
        trigger.held = held = beside  # "released the vessel and 19 of its crew"
    elif any(map(is_trap, objects)) and entry.of != "effects":
        return False
    if entry.of == "effects":
        trigger.held = [] if entry.held == "object" else [h for h in held if is_people(h)]
        return entry.held == "object" or bool(trigger.held)
    if entry.of == "sides":
        trigger.agents, trigger.held = held, []
        return is_several(held) and any(map(_is_settled, trigger.head.children))
    bodies = [h for h in held if is_body(h, words)]
    if bodies and trigger.type in ("release", "transfer", "exchange"):
        trigger.type, trigger.held = "return_of_remains", bodies
        return True
    if trigger.type in ("release", "exchange") and any(map(is_trap, held)):
        return False
    if trigger.type in ("release", "exchange", "capture") and _is_of_sport(trigger, custody):
        return False
    if (
        entry.context
        and trigger.type == "release"
        and any(_is_one_unheld(h, custody) for h in (*held, *trigger.agents))
    ):
        return False  # a minister "returned home", a president "received them"
    if lemma_of(trigger.head) == "receive" and any(map(_is_called_freed, held)):
        trigger.type, trigger.parties, trigger.held = "meeting", [*trigger.agents, *held], []
        return bool(trigger.agents)  # "received the freed hostages at the palace"
    if _is_no_custody(trigger, words):
        return False
    people = [h for h in held if is_people(h) or (h.lower_ in REST and custody.holds(h))] or beside
    special = fits_frame(trigger, people, objects, custody)
    if special is not None:
        return special
    if trigger.type == "meeting":
        return _fits_meeting(trigger)
    if _is_refused(trigger, people, words, custody):
        return False
    if entry.of == "sure":
        trigger.held = [h for h in held if h.lower_ not in ("which", "that", "it")]
        return bool(trigger.held) or is_passive(trigger.head)
    if trigger.type == "exchange" and not people:
        return is_several(trigger.agents) and any(lemma_of(o) in words.held for o in objects)
    if not held and trigger.type in ("capture", "killing", "wounding", "deportation") and is_passive(trigger.head):
        return True
    if lemma_of(trigger.head) in ("hold", "seize", "capture", "take", "recapture"):
        people = [h for h in people if not is_town(h)]
    trigger.held = people[:1] if len(people) > 1 and not is_passive(trigger.head) else people
    trigger.parties = _understood(trigger)
    return bool(people)


def _is_no_custody(trigger: Trigger, words: Words) -> bool:
    """ "released from hospital", "slipped out of the talks", "hit with fines": where nobody is held, and what strikes no body."""
    if trigger.type == "mistreatment":
        return any(lemma_of(p) in word_set("penalties") for p in objects_of(trigger, ("with",)))
    left = [lemma_of(p) for p in objects_of(trigger, ("of", "from"))]
    if trigger.type == "release" and lemma_of(trigger.head) in ("release", "let"):
        return any(place in ("hospital", "clinic") for place in left)
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
