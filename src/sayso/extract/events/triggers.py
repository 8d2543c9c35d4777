"""Which words of a sentence tell an event of captivity, and who stands in its slots."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import (
    extent,
    find_by,
    find_objects,
    find_subjects,
    is_passive,
    is_people,
    is_war,
    spread,
)
from sayso.extract.events.custody import REST, Custody
from sayso.extract.events.hands import find_holders
from sayso.extract.events.journeys import find_travellers, goes_somewhere, is_vehicle
from sayso.extract.events.lexicon import Entry, Words, load_words
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import word_set
from sayso.model.claim import EventType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COUNTED_NOUNS = frozenset(
    {"death", "fatality", "casualty", "injury", "wounded", "injured", "dead", "martyr", "wounding"}
)
_PARTY_PREPS = frozenset({"between", "with", "and"})


@dataclass(slots=True)
class Trigger:
    """Words that tell one event: tokens of one sentence's doc. `heads` are all tokens whose children are its own."""

    doc: "Doc"
    head: "Token"
    heads: tuple["Token", ...]
    first: int
    last: int
    type: EventType
    entry: Entry
    held: list["Token"] = field(default_factory=list)
    agents: list["Token"] = field(default_factory=list)
    parties: list["Token"] = field(default_factory=list)
    counterpart: list["Token"] = field(default_factory=list)
    attributive: bool = False
    bearer: "Token | None" = None  # the verb that carries out what a noun tells: "conducted an exchange"

    @property
    def nominal(self) -> bool:
        """Tell whether the event is told by a noun."""
        return self.entry.noun


def find_triggers(doc: "Doc", custody: Custody) -> list[Trigger]:
    """Find the triggers of one parsed sentence, left to right; `custody` is whom the report tells to be held.

    A word whose object is none that the event could have ("released footage") is no trigger.
    """
    words, found = load_words(), []
    for token in doc:
        counted = _counted(token)
        if counted:
            found.append(counted)
        elif token.pos_ in ("VERB", "AUX", "ADJ") or (token.pos_ == "NOUN" and token.tag_ in ("VBN", "VBG")):
            found += list(_verbal(token, words, custody))
        elif token.pos_ in ("NOUN", "PROPN"):
            found += list(_nominal(token, words, custody))
    return _without_overlaps(found)


def _without_overlaps(found: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (-len(t.heads), t.first)):
        if not any(set(trigger.heads) & set(k.heads) for k in kept):
            kept.append(trigger)
    return sorted(kept, key=lambda t: t.first)


_FATES: dict[str, EventType] = {
    "dead": "killing", "killed": "killing", "wounded": "wounding", "injured": "wounding", "hurt": "wounding",
}  # fmt: skip


def _counted(token: "Token") -> Trigger | None:
    """ "80 dead and more than 200 wounded": a figure with the fate of the counted right behind it."""
    kind = _FATES.get(token.lower_)
    if token.dep_ == "amod" and token.head.i > token.i and is_people(token.head):
        return None  # "the transfer of 22 wounded fighters" says who they are
    if kind is None or token.i == 0 or any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children):
        return None
    before = token.doc[token.i - 1]
    if before.lower_ in ("others", "people", "more") and token.i > 1:
        before = token.doc[token.i - 2]
    if not (before.like_num or before.tag_ == "CD"):
        return None
    entry = Entry(kind, True)
    return Trigger(token.doc, token, (token,), token.i, token.i, kind, entry, held=[before])


# ── verbs ──


def _verbal(token: "Token", words: Words, custody: Custody) -> Iterator[Trigger]:
    for entry in _entries(token, words):
        if entry.context and not custody.told:
            continue
        heads = _with_words(token, entry)
        if not heads:
            continue
        trigger = _fill(token, heads, entry, words, custody)
        if trigger:
            yield trigger
            return


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
    for other in token.doc[token.i + 1 : token.i + 14]:
        direct = other.head.i == token.i
        if other.lower_ == "over" and other.i == token.i + 1 and other.dep_ == "quantmod" and "over" in entry.words:
            return (token, other)  # "hand over 300" is no "more than 300"
        if other.lower_ in entry.words and (
            direct if token.lemma_ == "be" and entry.of != "hands" else _belongs(other, token)
        ):
            return (token, other)
    return ()


def _belongs(other: "Token", verb: "Token") -> bool:
    """Tell whether a word stands in the verb's own phrase: on the verb itself or on prepositions and adverbs of it."""
    if other.dep_ == "amod" and other.i > other.head.i and other.head.dep_ == "dobj" and other.head.head.i == verb.i:
        return True  # "found two inmates dead"
    if verb.lemma_ == "let" and other.head.dep_ == "dobj" and other.head.head.i == verb.i:
        return True  # "let nine passengers off the bus"
    at = other
    for _ in range(3):
        if at.head.i == verb.i:
            return True
        at = at.head
        if at.pos_ not in ("ADP", "ADV", "PART") and at.lemma_ != "go":
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
        objects += [c for c in other.children if c.dep_ == "dobj" and token.lemma_ == "let"]
        objects += [other] if other.dep_ == "dobj" and entry.of != "effects" and is_people(other) else []
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
    if entry.of == "hands":
        trigger.held, trigger.agents = [s for s in subjects if is_people(s)], find_holders(heads[-1])
        trigger.last = heads[-1].i
        return trigger if trigger.held and trigger.agents else None
    if entry.of == "found":
        trigger.agents = []  # whoever finds or declares somebody dead has killed nobody
    return trigger if _fits(trigger, objects, words, custody) else None


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
    if any(_lemma(o) in words.traps or o.lower_ in words.traps for o in objects) and entry.of not in ("effects",):
        return False
    if entry.of == "effects":
        trigger.held = [] if entry.held == "object" else [h for h in held if is_people(h)]
        return entry.held == "object" or bool(trigger.held)
    if entry.of == "sides":
        trigger.agents, trigger.held = held, []
        return _is_several(held) and any(c.dep_ in ("xcomp", "ccomp", "prep") for c in trigger.head.children)
    bodies = [h for h in held if _is_body(h, words)]
    if bodies and trigger.type in ("release", "transfer", "exchange"):
        trigger.type, trigger.held = "return_of_remains", bodies
        return True
    if trigger.type in ("release", "exchange") and any(h.lower_ in words.traps for h in held):
        return False
    if (
        entry.context
        and trigger.type == "release"
        and any(_is_one_unheld(h, custody) for h in (*held, *trigger.agents))
    ):
        return False  # a minister "returned home", a president "received them"
    people = [h for h in held if is_people(h) or (h.lower_ in REST and custody.holds(h))]
    if entry.of == "escape":
        return bool(people) and (
            _leaves_prison(trigger, words) or (not objects and any(custody.holds(h) for h in held))
        )
    if trigger.type == "meeting":
        return _fits_meeting(trigger)
    if entry.of == "named" and _has_goal(trigger):
        return False  # moved, not captured
    named = any(_lemma(h) in words.held or h.lower_ in words.held for h in held)
    if entry.of == "named" and not named and not any(_is_raider(a) for a in trigger.agents):
        return False
    if _lemma(trigger.head) == "hold" and not entry.words and not _holds_people(trigger, words):
        return False
    if entry.of == "sure":
        trigger.held = [h for h in held if h.lower_ not in ("which", "that", "it")]
        return bool(trigger.held) or is_passive(trigger.head)
    if entry.of == "held" and not any(_is_held(h, words) or custody.holds(h) for h in held):
        return False
    if entry.of == "carried" and not any(custody.holds(h) for h in people):
        return False
    if entry.needs_goal and not _has_goal(trigger):
        return False
    if trigger.type == "exchange" and not people:
        return _is_several(trigger.agents) and any(_lemma(o) in words.held for o in objects)
    if not held and trigger.type in ("capture", "killing", "wounding", "deportation") and is_passive(trigger.head):
        return True
    if _lemma(trigger.head) in ("hold", "seize", "capture", "take", "recapture"):
        people = [h for h in people if not _is_town(h)]
    trigger.held = people[:1] if len(people) > 1 and not is_passive(trigger.head) else people
    trigger.parties = _understood(trigger)
    return bool(people)


def _is_raider(agent: "Token") -> bool:
    """ "Gunmen took 12 herders": who takes people as their trade captures whomever they take."""
    armed = any(c.lower_ == "armed" for c in agent.children)
    return _lemma(agent) in word_set("raiders") or agent.lower_ in word_set("raiders") or armed


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
    if verb.dep_ == "acl" and any(_lemma(t) in words.gatherings or t.lower_ in words.gatherings for t in before):
        return False
    return (
        not trigger.agents
        or any(
            is_people(a) or a.pos_ == "PROPN" or a.ent_type_ == "ORG" or a.lemma_ in words.held for a in trigger.agents
        )
        or is_passive(verb)
    )


def _is_town(token: "Token") -> bool:
    """A name that the gazetteer knows and the parse takes for nobody: "held the town", by its name."""
    return token.pos_ == "PROPN" and token.ent_type_ not in ("PERSON", "NORP") and look_up_place(token.text) is not None


def _understood(trigger: Trigger) -> list["Token"]:
    """ "under understandings between X and the mediators": the sides between whom it was settled."""
    found = []
    for head in trigger.heads:
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in ("under", "in", "after", "following", "through"):
                found += [p for noun in prep.children for p in _parties(noun) if noun.dep_ == "pobj"]
    return found


def _lemma(token: "Token") -> str:
    return (token.lemma_ or token.text).casefold()


def _is_body(token: "Token", words: Words) -> bool:
    return _lemma(token) in words.bodies or token.lower_ in words.bodies


def _is_held(token: "Token", words: Words) -> bool:
    inside = [token, *(c for c in token.children if c.dep_ in ("amod", "compound", "acl"))]
    return any(_lemma(t) in words.held or t.lower_ in words.held for t in inside) or token.lower_ in (
        "they",
        "them",
        "him",
        "her",
        "he",
        "she",
        "who",
    )


def _leaves_prison(trigger: Trigger, words: Words) -> bool:
    return any(
        t.lower_ in words.prisons or _lemma(t) in words.prisons
        for t in trigger.doc[trigger.last + 1 : trigger.last + 8]
    )


def _has_goal(trigger: Trigger) -> bool:
    if any(c.dep_ == "dative" for c in trigger.head.children):
        return True
    ways = [c for h in trigger.heads for c in h.children if c.dep_ in ("prep", "dative", "advmod")]
    return any(
        w.lower_ in ("to", "into", "onto", "home", "back")
        or (w.lower_ in ("on", "aboard", "in") and any(is_vehicle(p) for p in w.children))
        for w in ways
    )


def _is_several(tokens: list["Token"]) -> bool:
    return (
        any(t.lower_ in ("they", "both") for t in tokens)
        or len(list(spread(tokens))) > 1
        or any(t.tag_ in ("NNS", "NNPS") for t in tokens)
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
        people = [t for t in people if _is_held(t, load_words())]
    trigger.held = []
    return bool(people) and bool(trigger.agents)


# ── nouns ──


def _nominal(token: "Token", words: Words, custody: Custody) -> Iterator[Trigger]:
    for entry in words.nouns.get(_lemma(token), words.nouns.get(token.lower_, ())):
        if entry.context and not custody.told:
            continue
        if token.pos_ == "PROPN" and not token.text.islower():
            continue  # part of a name: "the Exchange Committee"
        trigger = Trigger(token.doc, token, (token,), token.i, token.i, entry.type, entry)
        if _fill_nominal(trigger, words, custody):
            if entry.of == "held" and not any(custody.holds(h) for h in trigger.held):
                continue
            _find_bearer(trigger)
            yield trigger
            return


_DONE = frozenset("conduct complete carry stage perform hold finish conclude undertake execute".split())
_GOES_ON = frozenset("occur happen begin start end proceed".split())


def _find_bearer(trigger: Trigger) -> None:
    """ "The two armies conducted an exchange", "the exchange took place": the verb that says it was done, and who did it."""
    noun, verb = trigger.head, trigger.head.head
    if trigger.type in ("killing", "wounding", "agreement", "meeting") or verb.pos_ != "VERB":
        return
    below = {c.lower_ for c in verb.children}
    goes = verb.lemma_ in _GOES_ON or ("place" in below and verb.lemma_ == "take")
    goes = goes or (verb.lemma_ == "go" and not below.isdisjoint({"ahead", "through"}))
    if (noun.dep_ == "nsubj" and goes) or (noun.dep_ == "nsubjpass" and verb.lemma_ in _DONE):
        trigger.bearer = verb
        trigger.agents = trigger.agents or find_by([verb])
    elif noun.dep_ == "dobj" and verb.lemma_ in _DONE:
        trigger.bearer = verb
        trigger.agents = trigger.agents or find_subjects(verb)


def _fill_nominal(trigger: Trigger, words: Words, custody: Custody) -> bool:
    noun = trigger.head
    if _is_whereabouts(trigger):
        return False
    if noun.dep_ == "compound" and noun.head.pos_ in ("NOUN", "PROPN") and trigger.type != "exchange":
        return False  # "release date", "arrest warrant"
    of = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    owners = [c for c in noun.children if c.dep_ == "poss"]
    before = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")]
    trigger.agents = find_by([noun])
    trigger.parties = _parties(noun) or [p for o in of for p in _parties(o)]
    if trigger.type in ("agreement", "meeting"):
        return _fits_agreement(trigger)
    if trigger.type == "exchange":
        return _fits_exchange(trigger, of, before, words) or (custody.told and _is_told_exchange(trigger, of))
    if _lemma(noun) in _COUNTED_NOUNS or noun.lower_ in _COUNTED_NOUNS:
        trigger.held = of
        return any(
            c.dep_ in ("nummod", "amod", "quantmod") and (c.like_num or c.tag_ == "CD") for c in noun.children
        ) or bool(of or owners)
    if _lemma(noun) == "toll":
        return True
    people = [t for t in of if is_people(t) and not _is_town(t)]
    if of and not people and any(_is_town(t) or t.ent_type_ in ("GPE", "LOC") for t in of):
        return False  # "the capture of the town", by its name
    if any(_lemma(t) in words.traps and not is_people(t) for t in of):
        return False
    if any(_is_body(t, words) for t in of) and trigger.type in ("release", "transfer"):
        trigger.type, people = "return_of_remains", of
    if people:
        trigger.held = people
        trigger.agents += [o for o in owners if o.lower_ not in ("their", "its")] if owners else []
        return True
    if owners:
        owner = owners[0]
        if owner.ent_type_ in ("ORG", "GPE", "NORP") and trigger.type in ("release", "rescue", "killing"):
            trigger.agents += owners
        else:
            trigger.held = [o for o in owners if is_people(o) or o.pos_ == "PRON"]
        return True
    trigger.held = [c for c in before if is_people(c) and c.tag_ != "JJ"]
    return bool(trigger.held or trigger.agents) or (
        noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        and trigger.type in ("release", "rescue", "capture", "transfer", "deportation")
    )


def _is_whereabouts(trigger: Trigger) -> bool:
    """ "in Israeli detention" is where somebody is, not what happened."""
    noun = trigger.head
    if noun.lemma_ == "arrest" and noun.i > 0 and noun.nbor(-1).lower_ == "house":
        return True
    led = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "under", "from")
    return led and trigger.type in ("capture", "mistreatment") and noun.doc[noun.i + 1 : noun.i + 2].text != "of"


def _parties(noun: "Token") -> list["Token"]:
    found = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _PARTY_PREPS:
            found += [p for p in child.children if p.dep_ == "pobj"]
    return found


_MADE = frozenset("take reach sign strike conclude come begin start announce enter broker agree hold make".split())


def _fits_agreement(trigger: Trigger) -> bool:
    """An agreement is an event where it comes about, where its day is told, or where two sides stand beside it."""
    noun = trigger.head
    if trigger.parties:
        return any(c.lower_ == "between" for c in noun.children) and _is_several(trigger.parties)
    if trigger.type != "agreement":
        return False
    made = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _MADE]
    if made:
        trigger.heads = (noun, made[0])
        trigger.agents = find_by(made)
        return True
    if any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in noun.children) or any(
        p.ent_type_ == "DATE" for c in noun.children if c.lower_ == "of" for p in c.children
    ):
        return True
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in _MADE


def _fits_exchange(trigger: Trigger, of: list["Token"], before: list["Token"], words: Words) -> bool:
    noun = trigger.head
    if noun.head.pos_ == "ADP" and noun.head.lower_ == "in" and any(c.lower_ == "for" for c in noun.children):
        return False  # "in exchange for" turns the release before it into an exchange; it tells none of its own
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and not list(noun.children):
        return False
    people = [t for t in [*of, *before] if _is_held(t, words) or (t in of and is_people(t)) or find_pow(t)]
    if noun.dep_ == "compound":
        trigger.parties = trigger.parties or _parties(noun.head)
        people = people or [c for c in noun.head.children if c.i < noun.i and _is_held(c, words)]
        if noun.head.lemma_ in ("deal", "agreement", "accord", "arrangement"):
            trigger.last = noun.head.i
            trigger.heads = (noun, noun.head)
    if any(t.i == noun.i - 1 for t in people):
        trigger.first = noun.i - 1
    trigger.held = [t for t in people if t in of]
    return bool(people)


_RANKS = frozenset("last latest next only previous recent new first biggest largest".split())


def _is_told_exchange(trigger: Trigger, of: list["Token"]) -> bool:
    """ "the second exchange", "the swap is over": in a report of captives an exchange that names nobody is theirs."""
    noun = trigger.head
    if of and not any(is_people(t) for t in of) and not any(t.lemma_ in ("truce", "ceasefire", "war") for t in of):
        return False
    if noun.lemma_ == "trade" or noun.dep_ == "compound" or any(c.dep_ == "compound" for c in noun.children):
        return False
    ranked = any(c.ent_type_ == "ORDINAL" or c.lower_ in _RANKS or c.tag_ == "JJS" for c in noun.children)
    return ranked or (noun.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ == "the" for c in noun.children))


def find_pow(token: "Token") -> bool:
    """Tell whether a noun stands for prisoners of war in one of their abbreviations."""
    return token.text.upper().rstrip("S") == "POW"


def bounds_of(token: "Token") -> tuple[int, int]:
    """Give the tokens of a participant's phrase, first and last."""
    return extent(token)


__all__ = ["Trigger", "bounds_of", "find_triggers", "is_war"]
