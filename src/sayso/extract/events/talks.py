"""What is settled by talking or by grace: talks and their days, swaps agreed on, stages to come, pardons, flights of the expelled.

These words say little of captives themselves, so each is an event only in a report that tells of captives, and only with
what makes it one: talks with a day or a place, a pardon with those to whom it is given, a stage with its number.
"""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_by, find_subjects, is_passive, is_people
from sayso.extract.events.custody import Custody
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import Trigger, find_parties, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_FRAMES = frozenset({"granted", "staged", "talked", "deporting"})
_GIVING = frozenset("grant give show extend issue offer sign announce".split())
_GOING = frozenset(
    "begin start open end break collapse resume hold take happen fail conclude arrange host stall".split()
)
_ROUNDS = frozenset({"round", "series", "session"})
_STAGE_GOES = frozenset(
    "follow begin start take go happen come end conclude complete hold plan schedule expect".split()
)
_SWAPS = frozenset({"exchange", "swap"})
_SETTLED = frozenset("exchange swap release handover return prisoner hostage captive detainee fate transfer".split())


def fits_noun_frame(trigger: Trigger, custody: Custody) -> bool:
    """Tell whether a noun stands in the frame that its entry asks for, and put those it happens to in their slot."""
    of = trigger.entry.of
    if of == "granted":
        return _is_granted(trigger, custody)
    if of == "staged":
        return _is_stage(trigger, custody)
    return _are_talks(trigger) if of == "talked" else _is_flight_out(trigger)


def _is_granted(trigger: Trigger, custody: Custody) -> bool:
    """ "showed clemency to 31 prisoners", "a pardon for 12 convicts": those who are given it, counted or known to be held."""
    noun, verb = trigger.head, trigger.head.head
    given = verb.lemma_ in _GIVING and noun.dep_ in ("dobj", "nsubjpass")
    holders = [noun, *([verb] if given else [])]
    people = [
        p for h in holders for c in h.children if c.lower_ in ("to", "for") for p in c.children if p.dep_ == "pobj"
    ]
    people += [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"] if given else []
    if given and noun.dep_ == "dobj" and is_passive(verb):
        people += find_subjects(verb)  # "the editor was granted bail"
    certain = lemma_of(noun) in ("bail", "parole") and custody.told  # given to none but those in custody
    trigger.held = [p for p in people if is_people(p) and (certain or custody.holds(p))]
    trigger.agents = find_by(holders) or (find_subjects(verb) if noun.dep_ == "dobj" and given else [])
    return bool(trigger.held)


def _is_stage(trigger: Trigger, custody: Custody) -> bool:
    """ "a third stage will follow": of the exchange that the words before it tell of."""
    noun = trigger.head
    numbered = any(c.ent_type_ == "ORDINAL" or c.lower_ in ("next", "last", "final", "another") for c in noun.children)
    of = [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    if not numbered or (of and not any(lemma_of(p) in _SWAPS for p in of)):
        return False
    if any(lemma_of(p) in _SWAPS for p in of):
        return not any(t.lemma_ in _SWAPS and t.pos_ == "VERB" for t in noun.doc)
    before = [*(list(doc) for doc in custody.before[-1:]), list(noun.doc[: noun.i])]
    goes = noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in _STAGE_GOES
    trigger.heads = (noun, noun.head) if goes else trigger.heads
    return goes and any(t.lemma_ in _SWAPS for words in before for t in words)


def _are_talks(trigger: Trigger) -> bool:
    """ "the talks broke off in March", "talks that ended on 2 May in Orva": talks with a day or a named place of their own."""
    noun = trigger.head
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in _ROUNDS:
        top = top.head.head
    clauses = [c for c in noun.children if c.dep_ in ("relcl", "acl") and c.lemma_ in _GOING]
    above = [top.head] if top.dep_ in ("nsubj", "nsubjpass", "dobj") and top.head.lemma_ in _GOING else []
    holders = [*clauses, *above]
    trigger.parties = find_parties(noun)
    trigger.heads = (noun, *holders[:1])
    return any(_has_day_or_town(h) for h in holders) or (bool(holders) and _has_day_or_town(noun))


def _has_day_or_town(holder: "Token") -> bool:
    for child in holder.children:
        if child.ent_type_ == "DATE":
            return True
        if child.dep_ == "prep" and any(p.ent_type_ in ("DATE", "GPE", "FAC") for p in child.children):
            return True
    return False


def _is_flight_out(trigger: Trigger) -> bool:
    """ "flights carrying 180 expelled migrants", "two deportation flights"."""
    noun = trigger.head
    if any(c.dep_ == "compound" and c.lower_ in ("deportation", "expulsion", "removal") for c in noun.children):
        return True
    carried = [p for c in noun.children if c.lower_ in ("with", "of", "carrying") for p in c.children]
    out = ("expelled", "deported")
    trigger.heads = (noun, noun.head) if noun.dep_ in ("nsubj", "nsubjpass") else (noun,)
    trigger.held = [
        p for p in carried if lemma_of(p) == "deportee" or any(c.lower_ in out for c in p.children if c.dep_ == "amod")
    ]
    return bool(trigger.held)


def is_settled(trigger: Trigger, subjects: "list[Token]") -> bool:
    """ "the exchange was agreed in Orva", "their fate was discussed in Orva": a matter of captives, and where or when."""
    verb, held = trigger.head, load_words().held
    trigger.held = []
    trigger.agents = find_by([verb])
    passive = any(c.dep_ == "auxpass" for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    about = [t for s in subjects for t in s.subtree if t.i < verb.i]
    of_captives = any(lemma_of(t) in _SETTLED or lemma_of(t) in held for t in about)
    return passive and of_captives and _has_day_or_town(verb)
