"""Nouns that tell an event of captivity: "the release of", "a swap", "his abduction", "the handover"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_by, find_subjects, is_people
from sayso.extract.events.custody import Custody
from sayso.extract.events.fleeing import is_fugitive
from sayso.extract.events.lexicon import Words
from sayso.extract.events.talks import NOUN_FRAMES, fits_noun_frame
from sayso.extract.events.triggers import Trigger, find_parties, is_body, is_held, is_several, is_town, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTED_NOUNS = frozenset(
    {"death", "fatality", "casualty", "injury", "wounded", "injured", "dead", "martyr", "wounding"}
)


def find_nominal(token: "Token", words: Words, custody: Custody) -> Iterator[Trigger]:
    """Give the trigger that a noun is, if it is one: of the frames it can have, the first that holds."""
    for entry in words.nouns.get(lemma_of(token), words.nouns.get(token.lower_, ())):
        if entry.context and not custody.told:
            continue
        if token.pos_ == "PROPN" and not token.text.islower():
            continue  # part of a name: "the Exchange Committee"
        trigger = Trigger(token.doc, token, (token,), token.i, token.i, entry.type, entry)
        if _fill_nominal(trigger, words, custody):
            remains = trigger.type == "return_of_remains"
            if entry.of == "held" and not remains and not any(custody.holds(h) for h in trigger.held):
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
    if trigger.entry.of in NOUN_FRAMES:
        return fits_noun_frame(trigger, custody)
    if trigger.entry.of == "fugitive":
        trigger.held = [noun]
        return is_fugitive(noun)
    if noun.dep_ == "compound" and noun.head.pos_ in ("NOUN", "PROPN") and trigger.type != "exchange":
        return False  # "release date", "arrest warrant"
    of = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    owners = [c for c in noun.children if c.dep_ == "poss"]
    before = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")]
    trigger.agents = find_by([noun])
    trigger.parties = find_parties(noun) or [p for o in of for p in find_parties(o)]
    if trigger.type in ("agreement", "meeting"):
        return _fits_agreement(trigger)
    if trigger.type == "exchange":
        return _fits_exchange(trigger, of, before, words) or (custody.told and _is_told_exchange(trigger, of))
    if lemma_of(noun) in _COUNTED_NOUNS or noun.lower_ in _COUNTED_NOUNS:
        trigger.held = of
        return any(
            c.dep_ in ("nummod", "amod", "quantmod") and (c.like_num or c.tag_ == "CD") for c in noun.children
        ) or bool(of or owners)
    if lemma_of(noun) == "toll":
        return True
    people = [t for t in of if is_people(t) and not is_town(t)]
    if of and not people and any(is_town(t) or t.ent_type_ in ("GPE", "LOC") for t in of):
        return False  # "the capture of the town", by its name
    if any(lemma_of(t) in words.traps and not is_people(t) for t in of):
        return False
    if any(is_body(t, words) for t in of) and trigger.type in ("release", "transfer"):
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
    if trigger.type == "mistreatment" and noun.dep_ == "pobj" and noun.head.head.lemma_.casefold() in _CASES:
        return True  # "58 cases of beating"
    if trigger.type == "mistreatment" and custody.told and (teller := _teller_of(noun)) is not None:
        trigger.held = [teller] if custody.holds(teller) else []
        return True
    trigger.held = [c for c in before if is_people(c) and c.tag_ != "JJ"]
    if trigger.type == "escape" and is_fugitive(noun):
        return True  # "a mass breakout from Ferrow prison"
    return bool(trigger.held or trigger.agents) or (
        noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")
        and trigger.type in ("release", "rescue", "capture", "transfer", "deportation")
    )


_TELLING = frozenset("describe recount report detail recall tell speak talk complain suffer endure allege".split())


def _teller_of(noun: "Token") -> "Token | None":
    """ "described beatings", "told of beatings": who says what was done, mostly to themselves; "as lies" says it was not."""
    at = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "about") else noun
    while at.dep_ == "conj":
        at = at.head
        at = at.head if at.dep_ == "pobj" else at
    verb = at.head
    if verb.lemma_ not in _TELLING or at.dep_ not in ("dobj", "prep") or any(c.lower_ == "as" for c in verb.children):
        return None
    return next((s for s in find_subjects(verb) if is_people(s)), None)


_CASES = frozenset("case act instance incident report allegation complaint".split())


def _is_whereabouts(trigger: Trigger) -> bool:
    """ "in Israeli detention" is where somebody is, not what happened."""
    noun = trigger.head
    if noun.lemma_ == "arrest" and noun.i > 0 and noun.nbor(-1).lower_ == "house":
        return True
    led = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "under", "from")
    return led and trigger.type in ("capture", "mistreatment") and noun.doc[noun.i + 1 : noun.i + 2].text != "of"


_MADE = frozenset("take reach sign strike conclude come begin start announce enter broker agree hold make".split())


def _fits_agreement(trigger: Trigger) -> bool:
    """An agreement is an event where it comes about, where its day is told, or where two sides stand beside it."""
    noun = trigger.head
    if trigger.parties:
        return any(c.lower_ == "between" for c in noun.children) and is_several(trigger.parties)
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
    if noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children):
        return any(c.lower_ == "no" for c in noun.children)  # "there had been no deal"
    return noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in _MADE


def _fits_exchange(trigger: Trigger, of: list["Token"], before: list["Token"], words: Words) -> bool:
    noun = trigger.head
    if noun.head.pos_ == "ADP" and noun.head.lower_ == "in" and any(c.lower_ == "for" for c in noun.children):
        return False  # "in exchange for" turns the release before it into an exchange; it tells none of its own
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and not list(noun.children):
        return False
    people = [t for t in [*of, *before] if is_held(t, words) or (t in of and is_people(t)) or _is_pow(t)]
    if noun.dep_ == "compound":
        trigger.parties = trigger.parties or find_parties(noun.head)
        people = people or [c for c in noun.head.children if c.i < noun.i and is_held(c, words)]
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
    if noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children):
        return True  # "there is no swap"
    if any(c.lower_ == "between" for c in noun.children) and is_several(trigger.parties):
        return not any(c.dep_ == "amod" for c in noun.children)  # "a heated exchange between" two people is of words
    ranked = any(c.ent_type_ == "ORDINAL" or c.lower_ in _RANKS or c.tag_ == "JJS" for c in noun.children)
    return ranked or (noun.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ == "the" for c in noun.children))


def _is_pow(token: "Token") -> bool:
    """Tell whether a noun stands for prisoners of war in one of their abbreviations."""
    return token.text.upper().rstrip("S") == "POW"
