"""How closely a phrase of time or place hangs on the words that tell an event, and the clauses that say when it was."""

from typing import TYPE_CHECKING

from sayso.extract.events.anchors import SAYING
from sayso.extract.events.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token


def measure_distance(trigger: Trigger, root: "Token", heads: set[int], start: int) -> int:
    """Score how closely a phrase hangs on the trigger: 3 on itself, 2 by a shared or when-clause, 1 by standing next."""
    at, steps = root, 0
    while steps < 6:
        if at.i in heads:
            return 3
        if at.head.i == at.i:
            break
        if at.dep_ in ("relcl", "acl"):
            return 2 if _continues(trigger.head, at) else 0
        if at.dep_ == "advcl" and is_when(at) and _first_of(at.head) in (_first_of(h) for h in trigger.heads):
            return 2
        if at.pos_ in ("VERB", "AUX") and at.i not in heads:
            return _shared(trigger, at)
        at, steps = at.head, steps + 1
    if at.pos_ in ("VERB", "AUX"):
        return _shared(trigger, at)
    return 0


def _first_of(verb: "Token") -> "Token":
    """ "two were killed and one wounded when ...": the first of coordinated verbs."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb


def _continues(verb: "Token", clause: "Token") -> bool:
    """ "where they landed at night and were met": a verb that goes on in the same clause, on the same subject."""
    while verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        verb = verb.head
        if verb.i == clause.i:
            return True
    return False


def goes_along(verb: "Token") -> bool:
    """ "attacked the village at night, killing seven": a bare participle tells what its main verb did."""
    bound = any(c.dep_ in ("mark", "advmod", "nsubj", "nsubjpass") and c.i < verb.i for c in verb.children)
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not bound and verb.head.i < verb.i


def is_when(clause: "Token") -> bool:
    """Tell whether a clause says when: "when gunmen stormed the school"."""
    return any(c.lower_ in ("when", "as", "after", "while") for c in clause.children if c.dep_ in ("advmod", "mark"))


def is_of_plan(trigger: Trigger, at: "Token") -> bool:
    """ "the exchange planned for Sunday", "the swap, which was to have taken place on 3 May": what is said of when it is meant for."""
    plan = next((t for t in at.ancestors if t.dep_ in ("acl", "relcl")), None)
    if plan is None or not trigger.nominal or plan.i > at.i:
        return False
    verbs = {plan.lemma_, *(c.lemma_ for c in plan.children if c.dep_ == "xcomp")}
    own = plan.dep_ == "relcl" and any(
        c.lower_ in ("which", "that") and c.dep_.startswith("nsubj") for c in plan.children
    )
    if not verbs & _PLANNED and not (own and verbs & _BEING_HELD):
        return False
    return plan.head.i in {h.i for h in (*trigger.heads, *trigger.held)}


_PLANNED = frozenset("plan schedule set expect slate fix due".split())
_BEING_HELD = frozenset("take occur happen begin start hold".split())


def _shared(trigger: Trigger, verb: "Token") -> int:
    """A phrase on a verb that shares its clause with the trigger: its conjunct, its complement or what it governs."""
    at = verb
    for _ in range(3):
        if at.dep_ not in ("conj", "xcomp"):
            break
        at = at.head
        if at.i == trigger.head.i:
            apart = any(t.text in (",", ";", ":") for t in verb.doc[at.i : verb.i])
            return 0 if apart and verb.dep_ == "conj" else 2
    return _shared_above(trigger, verb)


def _shared_above(trigger: Trigger, verb: "Token") -> int:
    at, steps, subject = trigger.head, 0, False
    while steps < 4 and at.head.i != at.i:
        if at.dep_ in ("relcl", "acl", "ccomp") or (at.dep_ == "advcl" and not trigger.nominal and not goes_along(at)):
            return 0
        if at.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children):
            return 0  # a clause of its own
        subject = at.dep_ in ("nsubj", "nsubjpass")
        at, steps = at.head, steps + 1
        if at.i == verb.i:
            if verb.lemma_ in SAYING:
                return 0
            if not trigger.nominal:
                return 2
            return 1 if (subject and verb.lemma_ not in _ORDERING) or verb.lemma_ in _CARRYING_OUT else 0
    return 0


_CARRYING_OUT = frozenset(
    "take occur happen come secure begin be start complete finish conduct stage hold carry conclude effect facilitate oversee supervise enable".split()
)


_ORDERING = frozenset(
    {"follow", "precede"}
)  # "the release followed a meeting last Thursday": the meeting was on Thursday


def find_attackers(trigger: Trigger) -> list["Token"]:
    """Give the subjects of the clause that tells when it happened ("when gunmen stormed the school")."""
    return [
        child
        for head in trigger.heads
        for clause in head.children
        if clause.dep_ == "advcl" and is_when(clause)
        for child in clause.children
        if child.dep_ == "nsubj" and child.pos_ != "PRON"
    ]
