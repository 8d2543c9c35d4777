"""One trigger of an event: the words of a sentence that tell it and who stands in its slots; what those words can be."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import spread
from sayso.extract.events.lexicon import Entry, Words, load_words
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import word_set
from sayso.model.claim import EventType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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


def lemma_of(token: "Token") -> str:
    """Give the lemma in small letters, or the word where the model knows none."""
    return (token.lemma_ or token.text).casefold()


def is_body(token: "Token", words: Words) -> bool:
    """Tell whether a word stands for the remains of the dead."""
    return lemma_of(token) in words.bodies or token.lower_ in words.bodies


def is_held(token: "Token", words: Words) -> bool:
    """Tell whether a word, or what stands with it, says that somebody is held."""
    inside = [token, *(c for c in token.children if c.dep_ in ("amod", "compound", "acl"))]
    return any(lemma_of(t) in words.held or t.lower_ in words.held for t in inside) or token.lower_ in (
        "they",
        "them",
        "him",
        "her",
        "he",
        "she",
        "who",
    )


def is_town(token: "Token") -> bool:
    """A name that the gazetteer knows and the parse takes for nobody: "held the town", by its name."""
    return token.pos_ == "PROPN" and token.ent_type_ not in ("PERSON", "NORP") and look_up_place(token.text) is not None


def is_raider(agent: "Token") -> bool:
    """ "Gunmen took 12 herders": who takes people as their trade captures whomever they take."""
    armed = any(c.lower_ == "armed" for c in agent.children)
    return lemma_of(agent) in word_set("raiders") or agent.lower_ in word_set("raiders") or armed


def is_soldier(token: "Token") -> bool:
    """Tell whether a noun stands for those who arrest and fight for a state: police, soldiers, a patrol."""
    return lemma_of(token) in word_set("armed hands")


def is_captor(token: "Token") -> bool:
    """Tell whether a noun says that somebody holds people: "kidnapper", "jailer"."""
    return lemma_of(token) in word_set("captors")


def is_prison(token: "Token") -> bool:
    """Tell whether a noun is a place of custody, or whom one escapes from."""
    prisons = load_words().prisons
    return lemma_of(token) in prisons or token.lower_ in prisons


def is_trap(token: "Token") -> bool:
    """Tell whether a noun is none to which the events of the lexicon happen: footage, funds, a town."""
    traps = load_words().traps
    if lemma_of(token) == "figure" and any(c.lower_ in _PUBLIC for c in token.children if c.i < token.i):
        return False  # "an opposition figure"
    return lemma_of(token) in traps or token.lower_ in traps


_PUBLIC = frozenset("opposition public political religious military tribal senior leading prominent key".split())


def objects_of(trigger: Trigger, preps: tuple[str, ...]) -> "list[Token]":
    """Give what stands behind these prepositions on the words of a trigger."""
    led = [c for h in trigger.heads for c in h.children if c.dep_ in ("prep", "dative") and c.lower_ in preps]
    return [p for c in led for p in c.children if p.dep_ == "pobj"]


FATES: "dict[str, EventType]" = {
    "dead": "killing", "killed": "killing", "wounded": "wounding", "injured": "wounding", "hurt": "wounding",
}  # fmt: skip


def fate_of_number(token: "Token") -> EventType | None:
    """ "the number of killed": the fate whose figure stands elsewhere in the clause."""
    if token.lemma_ not in ("number", "tally"):
        return None
    of = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ in ("pobj", "pcomp")]
    return next((FATES[p.lower_] for p in of if p.lower_ in FATES and not any(c.like_num for c in p.children)), None)


def is_toll(token: "Token") -> bool:
    """Tell whether a noun is told to reach the figure of the dead or hurt: "toll", "the number of killed"."""
    return token.lemma_ == "toll" or fate_of_number(token) is not None


def is_several(tokens: list["Token"]) -> bool:
    """Tell whether more than one stand in a slot."""
    return (
        any(t.lower_ in ("they", "both") for t in tokens)
        or len(list(spread(tokens))) > 1
        or any(t.tag_ in ("NNS", "NNPS") for t in tokens)
    )


def is_kin(token: "Token") -> bool:
    """Tell whether a noun names somebody's family: "mother", "relatives"."""
    return lemma_of(token) in _KIN


_KIN = frozenset(
    "family relative parent father mother brother sister wife husband son daughter uncle aunt cousin grandmother grandfather".split()
)


def is_given_to_kin(trigger: Trigger) -> bool:
    """ "were handed to their families", "to his brother": those to whom somebody is given are their own people.

    "The brother of a rebel", to whom a captive is given, is not.
    """
    given, words = {lemma_of(h) for h in trigger.held}, load_words()
    kin = [p for p in objects_of(trigger, ("to",)) if lemma_of(p) in _KIN]
    return any(all(o.pos_ == "PRON" or is_held(o, words) or lemma_of(o) in given for o in _owners_of(p)) for p in kin)


def _owners_of(noun: "Token") -> "list[Token]":
    of = [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [*of, *(c for c in noun.children if c.dep_ == "poss")]


def find_parties(noun: "Token") -> list["Token"]:
    """Give those named as the sides of what a noun tells: "between", "with", "and"."""
    found = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _PARTY_PREPS:
            found += [p for p in child.children if p.dep_ == "pobj"]
    return found
