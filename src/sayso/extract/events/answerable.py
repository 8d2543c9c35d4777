"""Who is said to have done it, where the words of the event do not name them: by a claim, an accusation, or a verb of doing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import find_by, find_subjects, spread

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.extract.events.triggers import Trigger

# FrameNet Judgment_communication, Notification_of_charges; Committing_crime, Execution
_OWNING = frozenset({"responsibility", "credit", "blame"})
_ACCUSING = frozenset({"accuse", "blame", "suspect", "charge", "acquit", "convict", "implicate"})
_ASCRIBING = frozenset({"attribute", "ascribe", "credit"})
_DOING = frozenset(
    "carry commit perpetrate stage conduct execute mastermind order organize organise orchestrate plan plot admit".split()
)
_TRYING = frozenset("attempt bid effort plan plot try operation mission campaign threat order decision".split())
_MEMBERS = frozenset({"include", "involve", "like", "including", "as"})
_CLAIMING = frozenset({"claim", "take", "accept", "assume", "admit", "acknowledge"})
_NOBODY = frozenset({"nobody", "one", "none", "neither"})
_STEPS = 6  # from the noun to the verb that says who did it


def find_answerable(trigger: "Trigger") -> Iterator["Token"]:
    """Give who claims, is accused of, ordered or carried out what a trigger tells.

    "X claimed responsibility for the kidnapping", "the murder was attributed to X", "X, which has staged actions including
    the abduction of", "an attempt by X to seize him".
    """
    if not trigger.nominal:
        noun = trigger.head.head
        if trigger.head.dep_ in ("acl", "relcl") and noun.lemma_.casefold() in _TRYING and noun.pos_ == "NOUN":
            yield from find_by([noun])
            yield from (c for c in noun.children if c.dep_ == "poss")
        return
    at = trigger.head
    for _ in range(_STEPS):
        head = at.head
        if head.i == at.i:
            return
        found = list(_named_by(head, at))
        if found or (head.pos_ in ("VERB", "AUX") and at.dep_ != "pcomp"):
            yield from found
            return
        at = head


def _named_by(head: "Token", at: "Token") -> Iterator["Token"]:
    """Whom the verb or noun `head` names as having done what hangs on it at `at`."""
    lemma = head.lemma_.casefold()
    if (lemma in _OWNING and head.pos_ == "NOUN") or lemma == "responsible":
        verb = head.head if head.head.pos_ in ("VERB", "AUX") else head
        yield from find_subjects(verb)
    elif lemma in _ACCUSING and at.dep_ == "dobj":
        yield at  # "blamed the Front for the kidnapping", its "for" hung on the Front
    elif lemma in _ACCUSING and at.dep_ in ("prep", "pcomp"):
        passive = [c for c in head.children if c.dep_ == "nsubjpass"]
        yield from passive or [c for c in head.children if c.dep_ == "dobj"]
    elif lemma in _ASCRIBING and at.dep_ in ("dobj", "nsubjpass"):
        yield from _led_by("to", head)
    elif head.pos_ == "NOUN" and any(c.lemma_ in _ASCRIBING for c in head.children if c.dep_ == "acl"):
        yield from (t for c in head.children if c.lemma_ in _ASCRIBING for t in _led_by("to", c))
    elif lemma in _DOING and head.pos_ == "VERB":
        if at.dep_ == "nsubjpass":
            verbs = [head, *(c for c in head.children if c.dep_ == "conj" and c.lemma_.casefold() in _DOING)]
            yield from find_by(verbs)
        elif at.dep_ == "dobj" or (at.dep_ == "prep" and at.lower_ in _MEMBERS):
            yield from find_subjects(head)


def _led_by(word: str, head: "Token") -> Iterator["Token"]:
    for prep in head.children:
        if prep.lower_ == word:
            yield from (c for c in prep.children if c.dep_ == "pobj")


def find_claimants(owned: "Token") -> list["Token"]:
    """Give who claims the "responsibility" or "credit" that a token stands for; nobody where it is denied or "no one" does."""
    verb = owned.head
    if owned.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.casefold() not in _CLAIMING:
        return []
    if any(c.dep_ == "neg" or c.lower_ in ("no", "not") for c in (*owned.children, *verb.children)):
        return []
    found = find_by([verb]) if owned.dep_ == "nsubjpass" else find_subjects(verb)
    return [s for s in spread(found) if s.lower_ not in _NOBODY and not any(c.lower_ == "no" for c in s.children)]


def stands_for_deed(tokens: Sequence["Token"]) -> bool:
    """Tell whether a claim is of something told before: of "the attack", of "it", or of nothing said."""
    return not tokens or all(t.lemma_.casefold() in _DEEDS or t.pos_ == "PRON" for t in tokens)


_DEEDS = frozenset(
    "attack action act crime deed incident operation raid ambush assault this that they it these those".split()
)
