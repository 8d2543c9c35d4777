"""Verbs that tell an event of captivity: the frame that each must stand in, and who fills it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_by, find_objects, find_subjects, is_passive, is_people, spread
from sayso.extract.events.custody import Custody
from sayso.extract.events.fitting import fits_slots
from sayso.extract.events.frames import own_frame
from sayso.extract.events.hands import find_holders
from sayso.extract.events.journeys import find_travellers, goes_somewhere
from sayso.extract.events.lexicon import Entry, Words
from sayso.extract.events.talks import is_settled
from sayso.extract.events.triggers import Trigger, is_body

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
    objects += [o for other in heads[1:] for o in _objects_in_phrase(token, other, entry)]
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
        return trigger if _is_in_hands(trigger, subjects or objects, custody) else None
    frame = own_frame(entry.of)
    if frame is not None:
        return trigger if frame(trigger, custody) else None
    if entry.of == "found":
        trigger.agents = []  # whoever finds or declares somebody dead has killed nobody
    return trigger if fits_slots(trigger, objects, words, custody) else None


def _objects_in_phrase(verb: "Token", other: "Token", entry: Entry) -> Iterator["Token"]:
    """Give the verb's objects that hang on another word of its phrase: "let four prisoners out of the barracks"."""
    yield from (c for c in other.children if c.dep_ == "nsubj" and other.dep_ in ("ccomp", "xcomp"))
    if verb.lemma_ in ("let", "go"):  # "let go of nine hostages"
        yield from (
            p for c in (*verb.children, *other.children) if c.lower_ == "of" and c.i > other.i for p in c.children
        )
    if verb.lemma_ == "let":
        yield from (c for c in other.children if c.dep_ == "dobj" or (c.dep_ == "npadvmod" and is_people(c)))
    if other.dep_ == "dobj" and entry.of != "effects" and is_people(other):
        yield other


def _is_in_hands(trigger: Trigger, told_of: list["Token"], custody: Custody) -> bool:
    """ "nine soldiers are in our hands", "into our hands fell 19": fills in those held and by whom; False where nobody is."""
    holders = find_holders(trigger.heads[-1])
    trigger.held = [s for s in spread(told_of) if is_people(s)]
    trigger.agents = [h for h in holders if h.pos_ != "PRON"]
    trigger.last = max(trigger.last, trigger.heads[-1].i)
    told = bool(trigger.agents) or custody.told or trigger.head.lemma_ == "fall"
    return bool(trigger.held) and bool(holders) and told


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
