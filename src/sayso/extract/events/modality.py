"""Whether an event is told as having happened, or as planned, denied, alleged, demanded or hanging on a condition."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.extract.events.triggers import Trigger
from sayso.language.lexicon import read_lexicon
from sayso.model.claim import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTS: dict[str, Modality] = {"denied": "denied", "demanded": "demanded", "alleged": "alleged", "promised": "planned"}
_CLAUSE_DEPS = frozenset(
    {
        "ccomp",
        "xcomp",
        "advcl",
        "acl",
        "relcl",
        "conj",
        "pcomp",
        "dobj",
        "pobj",
        "prep",
        "nsubj",
        "nsubjpass",
        "attr",
        "acomp",
    }
)
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "would"})


@cache
def governors() -> dict[str, Modality]:
    """Give the words that make what hangs on them planned, denied, alleged, demanded or conditional."""
    return {word: modality for modality, words, _ in read_lexicon("modalities") for word in words.split()}  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Told:
    """The modality, and the other one where the words give two that do not agree."""

    modality: Modality
    other: Modality | None = None


def find_modality(trigger: Trigger, act: str | None = None) -> Told:
    """Give the modality of a trigger from its own clause, then from what governs it, then from how it is said (`act`)."""
    own, governed, hedged = _own(trigger), _governed(trigger), _hedged(trigger)
    if own == "denied" and governed == "denied":
        return Told("denied", "asserted")  # "denied that they were not freed": kept as it stands, and said
    said = _ACTS.get(act or "")
    found = "denied" if governed == "denied" else own or governed or hedged
    if found:
        return Told(found)
    if said:
        return Told(said)
    return Told("alleged" if trigger.type == "mistreatment" and act is not None else "asserted")


def _own(trigger: Trigger) -> Modality | None:
    head = trigger.head
    children = [c for h in trigger.heads for c in h.children]
    if any(c.dep_ == "neg" or c.lower_ in ("never", "not", "n't", "n’t") for c in children if c.i < trigger.last + 2):
        return "denied"
    if any(c.lower_ == "no" and c.dep_ == "det" for h in trigger.held for c in h.children):
        return "denied"
    if trigger.nominal:
        before = [c.lemma_.casefold() for c in children if c.dep_ in ("amod", "det", "compound")]
        if "no" in before:
            return "denied"
        if set(before) & {
            "planned",
            "expected",
            "scheduled",
            "upcoming",
            "future",
            "promised",
            "further",
            "possible",
            "potential",
            "imminent",
        }:
            return "planned"
        if set(before) & {"alleged", "reported", "suspected", "presumed", "purported"}:
            return "alleged"
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until", "once", "whether") for c in children):
        return "conditional"
    aux = [c for c in children if c.dep_ == "aux"]
    if any(c.lower_ in ("must", "should", "ought") for c in aux):
        return "planned" if any(c.lemma_ == "have" for c in aux) else "demanded"  # "should have been freed" was to be
    if any(c.lower_ in _FUTURE for c in aux):
        return "conditional" if any(_has_condition(h) for h in trigger.heads) else "planned"
    if any(c.lower_ in ("could", "might", "may", "can") for c in aux):
        return "conditional"
    if (
        any(c.lower_ == "to" for c in aux)
        and head.dep_ in ("xcomp", "ROOT", "relcl", "acl")
        and head.head.lemma_ in ("be", head.lemma_)
    ):
        ordinal = head.dep_ in ("relcl", "acl") and any(
            c.ent_type_ == "ORDINAL" or c.lower_ in ("first", "last", "only") for c in head.head.children
        )
        return None if ordinal else "planned"
    return None


_NEED_PARTICLE = {
    "hold": ("up", "back", "off"),
    "put": ("off",),
    "rule": ("out",),
    "call": ("for", "on"),
    "set": ("to", "for"),
}
_NEED_PASSIVE = frozenset({"report", "say", "think", "believe", "assume", "presume", "rumor"})


def _means_it(head: "Token", lemma: str) -> bool:
    """Some governors only count with their particle ("put off") or in the passive ("is said to have")."""
    if lemma in _NEED_PARTICLE:
        close = head.doc[head.i + 1 : head.i + 5]
        return any(t.lower_ in _NEED_PARTICLE[lemma] for t in close)
    if lemma not in _NEED_PASSIVE:
        return True
    passive = any(c.dep_ == "auxpass" for c in head.children)
    return passive and not any(
        c.dep_ == "agent" for c in head.children
    )  # "were reported by the ministry" names who says so


def _has_condition(head: "Token") -> bool:
    return any(
        m.dep_ == "mark" and m.lower_ in ("if", "unless")
        for c in head.children
        if c.dep_ == "advcl"
        for m in c.children
    )


def _governed(trigger: Trigger) -> Modality | None:
    """Climb from the trigger through complements; the first governor that says how it is meant decides."""
    known, at, steps = governors(), trigger.head, 0
    while at.head.i != at.i and steps < 5:
        dep, head = at.dep_, at.head
        if dep in ("nsubj", "nsubjpass") and not trigger.nominal:
            return None
        lemma = head.lemma_.casefold()
        modality = known.get(lemma) if dep != "conj" else None  # "promised, but freed them": beside is not under
        if modality == "planned" and dep == "nsubjpass" and _is_done(head):
            return None
        if modality and _means_it(head, lemma) and _reaches(trigger, at, head, modality):
            if any(c.dep_ == "neg" for c in head.children):
                return "denied" if modality in ("planned", "conditional") else None
            return modality
        if dep == "xcomp" and _is_to_come(head):
            return "planned"
        if dep == "conj" and head.pos_ in ("VERB", "AUX"):
            at, steps = head, steps + 1
            continue
        if dep in ("relcl", "acl", "advcl") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and lemma not in known:
            return None
        if dep == "advcl" and not trigger.nominal:
            return None
        if dep not in _CLAUSE_DEPS:
            return None
        at, steps = head, steps + 1
        if trigger.nominal and at.pos_ in ("VERB", "AUX"):
            if (
                any(c.dep_ == "neg" for c in at.children)
                and steps <= 2
                and at.lemma_ in ("take", "be", "happen", "see", "occur", "include")
            ):
                return "denied"
            if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in at.children):
                return "planned"
    return None


def _is_done(verb: "Token") -> bool:
    """ "was planned and carried out": a plan that the next verb says was kept."""
    return any(c.dep_ == "conj" and c.lemma_ in ("carry", "execute", "commit", "stage") for c in verb.children)


def _is_to_come(verb: "Token") -> bool:
    """ "was to start freeing", "will begin to free": the verb that governs has not happened."""
    aux = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    return bool(set(aux) & _FUTURE) or ("to" in aux and verb.head.lemma_ == "be" and verb.dep_ == "xcomp")


def _reaches(trigger: Trigger, at: "Token", head: "Token", modality: Modality) -> bool:
    """A governor takes verbs as complements and nouns as objects, not as the subject that does the governing."""
    if at.dep_ in ("nsubj",) and head.pos_ == "VERB" and not any(c.dep_ == "auxpass" for c in head.children):
        return modality == "planned" and head.lemma_ in ("begin", "start", "continue", "resume", "remain", "wait")
    if trigger.nominal:
        return at.dep_ in ("dobj", "pobj", "nsubjpass", "conj", "prep", "ccomp", "xcomp", "nsubj", "compound")
    return at.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "prep", "conj", "pobj", "dobj")


def _hedged(trigger: Trigger) -> Modality | None:
    words = {c.lower_ for h in trigger.heads for c in h.children if c.dep_ in ("advmod", "amod")}
    by = {c.lower_ for a in trigger.agents for c in [*a.children, *a.head.children] if c.dep_ == "advmod"}
    if (words | by) & {
        "allegedly",
        "reportedly",
        "apparently",
        "presumably",
        "supposedly",
        "possibly",
        "purportedly",
        "probably",
    }:
        return "alleged"
    return None
