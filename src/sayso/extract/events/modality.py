"""Whether an event is told as having happened, or as planned, denied, alleged, demanded or hanging on a condition."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_command, is_passive, is_people
from sayso.extract.events.governors import find_governor, find_outcome
from sayso.extract.events.triggers import Trigger
from sayso.model.claim import EventType, Modality

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


@dataclass(frozen=True, slots=True)
class Told:
    """The modality, and the other one where the words give two that do not agree."""

    modality: Modality
    other: Modality | None = None


def find_modality(trigger: Trigger, act: str | None = None, cue: range = range(0)) -> Told:
    """Give the modality of a trigger from its own clause, then from what governs it, then from how it is said (`act`).

    `cue` are the code points of its sentence at which the words of saying stand: what governs these is not asked.
    """
    own, governed, hedged = _own(trigger), _governed(trigger, cue), _hedged(trigger)
    if own == "denied" and governed == "denied":
        return Told("denied", "asserted")  # "denied that they were not freed": kept as it stands, and said
    said = None if _is_presupposed(trigger) else _ACTS.get(act or "")
    aim: Modality | None = "planned" if _is_only_aim(trigger) else None
    found = "denied" if governed == "denied" else own or governed or hedged or aim
    if found:
        return Told(found)
    if said:
        return Told(said)
    return Told("alleged" if trigger.type == "mistreatment" and act is not None else "asserted")


def _is_presupposed(trigger: Trigger) -> bool:
    """ "demanded that those held since May be freed": what only says who is meant is neither demanded nor denied."""
    at = trigger.head
    for _ in range(6):
        said = any(c.dep_ in ("mark", "nsubj") for c in at.children)  # "allegations that nine died"
        past = at.dep_ == "acl" and at.tag_ in ("VBN", "VBD") and not said
        if at.dep_ in ("relcl", "amod") or past:
            return True
        if at.head.i == at.i:
            return False
        at = at.head
    return False


def _own(trigger: Trigger) -> Modality | None:
    head = trigger.head
    children = [c for h in trigger.heads for c in h.children]
    if any(c.dep_ == "neg" or c.lower_ in ("never", "not", "n't", "n’t") for c in children if c.i < trigger.last + 2):
        return _of_until(children)
    if any(c.lower_ in ("neither", "nor") and c.dep_ in ("preconj", "cc", "det") for c in children if c.i < head.i):
        return "denied"
    slots = [h for h in (*trigger.held, *trigger.agents) if is_people(h)]  # "nobody was hurt", "no men were freed"
    if any(h.lower_ in ("nobody", "none") or any(c.lower_ == "no" for c in h.children) for h in slots):
        return "denied"
    if any(h.lower_ == "one" and any(c.lower_ == "not" for c in h.children) for h in slots):
        return "denied"  # "not one of them was harmed"
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
    if is_command(head) or trigger.entry.of == "asked":
        return "demanded"
    return _of_auxiliaries(head, children)


def _of_until(children: "Sequence[Token]") -> Modality | None:
    """ "did not go home until January" went home then; "will not be freed until the ransom is paid" hangs on it."""
    if not any(
        c.lower_ == "until" or any(m.lower_ == "until" for m in c.children if m.dep_ == "mark") for c in children
    ):
        return "denied"
    return "conditional" if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in children) else None


def _of_auxiliaries(head: "Token", children: "Sequence[Token]") -> Modality | None:
    """What the helping verbs make of a verb: "would free", "must free", "could free", "is to free"."""
    aux = [c for c in children if c.dep_ == "aux"]
    subject = next((c.i for c in children if c.dep_ in ("nsubj", "nsubjpass")), 0)
    if head.dep_ == "advcl" and any(c.lower_ in ("should", "had", "were") and c.i < subject for c in aux):
        return "conditional"  # "should they free the pilot"
    if any(c.lower_ in ("must", "should", "ought") for c in aux):
        return "planned" if any(c.lemma_ == "have" for c in aux) else "demanded"  # "should have been freed" was to be
    if any(c.lower_ in _FUTURE for c in aux):
        return "conditional" if _has_condition(head) else "planned"
    if any(c.lower_ in ("might", "may") for c in aux) and any(c.lemma_ == "have" for c in aux):
        return "alleged"  # "may have been harmed": past, and nobody knows
    if any(c.lower_ in ("could", "might", "may", "can") for c in aux):
        return "conditional"
    if (
        any(c.lower_ == "to" for c in aux)
        and head.dep_ in ("xcomp", "ROOT", "relcl", "acl")
        and head.head.lemma_ in ("be", head.lemma_)
    ):
        ordinal = head.dep_ in ("relcl", "acl") and any(
            c.ent_type_ == "ORDINAL" or c.lower_ in _LAST for c in head.head.children
        )
        return None if ordinal else "planned"
    return None


def _is_only_aim(trigger: Trigger) -> bool:
    """ "stormed the camp to free them", "a board to receive him", "ransom for his release": aimed at, not told to be reached.

    Verbs that imply what hangs on them ("managed to free") reach it: Karttunen 1971, "Implicative verbs".
    """
    head = trigger.head
    if not trigger.nominal:
        return _is_aim(head)
    if trigger.type not in _FREEINGS:
        return False
    if head.dep_ == "dobj" and head.head.lemma_ in _SECURING:
        return _is_aim(head.head)  # "flew to Orva to secure their release"
    return head.dep_ == "pobj" and head.head.lower_ == "for" and head.head.head.lemma_.casefold() in _STRIVING


def _is_aim(verb: "Token") -> bool:
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "to" not in aux or aux & {"have", "had"} or verb.dep_ not in ("xcomp", "acl", "advcl", "relcl", "pcomp"):
        return False
    above = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return not any(c.ent_type_ == "ORDINAL" or c.lower_ in _LAST for c in (above, *above.children))
    if verb.dep_ == "advcl" and any(c.lower_ == "only" for c in verb.children):
        return False  # "was freed, only to be taken again"
    return above.lemma_.casefold() not in _REACHING


_SECURING = frozenset(
    "secure win obtain achieve ensure arrange effect speed facilitate guarantee gain broker complete".split()
)
_FREEINGS: frozenset[EventType] = frozenset({"release", "rescue", "exchange", "return_of_remains"})
_LAST = frozenset({"first", "last", "only", "latest", "next"})
_REACHING = frozenset(
    "manage succeed begin start continue proceed happen come get help force compel lead cause enable able be go let make dare "
    "lucky fortunate use allow permit live appear seem prove know see show find turn remain say report think believe allege "
    "assume presume suspect reveal".split()
)
_STRIVING = frozenset(
    "ransom negotiate negotiation talk work campaign wait press pressure effort struggle fight bargain money price rally "
    "protest vigil pray prayer intercede intercession".split()
)


def _has_condition(head: "Token") -> bool:
    return any(
        m.dep_ == "mark" and m.lower_ in ("if", "unless")
        for c in head.children
        if c.dep_ == "advcl"
        for m in c.children
    ) or any(
        m.dep_ == "aux" and m.i == c.left_edge.i and m.lower_ in ("had", "were", "should")
        for c in head.children
        if c.dep_ == "advcl"
        for m in c.children
    )  # "Had the talks not failed, ..."


def _governed(trigger: Trigger, cue: range) -> Modality | None:
    """Climb from the trigger through complements; the first governor that says how it is meant decides.

    What is only alleged may be denied higher up: "denied claims that nine were taken".
    """
    at: Token = trigger.head
    found: Modality | None = None
    for steps in range(1, _CLIMB + 1):
        if at.head.i == at.i:
            break
        modality, goes_on = _ask_head(trigger, at, cue)
        if modality == "denied" or (modality and not found and modality != "alleged"):
            return modality
        found = found or modality
        if not goes_on:
            break
        at = at.head
        if trigger.nominal and not found and at.pos_ in ("VERB", "AUX"):
            told = _of_bearing(at, steps)
            if told:
                return told
    return found


_CLIMB = 6


def _ask_head(trigger: Trigger, at: "Token", cue: range) -> tuple[Modality | None, bool]:
    """What the head of a token on the way up makes of the trigger, and whether to climb on to it."""
    dep, head = at.dep_, at.head
    if dep in ("nsubj", "nsubjpass"):
        outcome = find_outcome(head)
        if outcome and (trigger.nominal or at is not trigger.head):
            return outcome, False
        if not trigger.nominal:
            return None, False
    modality = find_governor(head) if dep != "conj" else None  # "promised, but freed them": beside is not under
    if modality == "planned" and dep == "nsubjpass" and _is_done(head):
        return None, False
    if head.lemma_ == "want" and dep == "xcomp" and not is_passive(at):
        modality = "planned"  # "wants to deport 1,000": means to do it
    if dep == "ccomp" and head.dep_ == "advcl" and head.head.lemma_ == "lie":
        return "denied", False  # "lied when it said that"
    if modality and _reaches(trigger, at, head, modality):
        if any(c.dep_ == "neg" for c in head.children):
            return ("denied" if modality in ("planned", "conditional") else None), False
        return modality, True
    if head.idx in cue and head.pos_ not in ("ADP", "PART"):
        return None, False
    if dep == "xcomp" and _is_to_come(head):
        return "planned", False
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        shared = None if _has_own_clause(at) else _of_auxiliaries(head, list(head.children))
        return shared, shared is None  # "are to be handed over and then driven": both are to come
    if dep in ("relcl", "acl", "advcl") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and modality is None:
        return None, False
    if (dep == "advcl" and not trigger.nominal) or dep not in _CLAUSE_DEPS:
        return None, False
    return None, True


def _of_bearing(verb: "Token", steps: int) -> Modality | None:
    """What the verb over a noun makes of it: "no exchange took place", "the release will take place"."""
    negated = any(c.dep_ == "neg" for c in verb.children)
    if negated and steps <= 2 and verb.lemma_ in ("take", "be", "happen", "see", "occur", "include"):
        return "denied"
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if not aux.isdisjoint(("could", "might", "may")) or (aux & _FUTURE and _has_condition(verb)):
        return "conditional"
    return "planned" if aux & _FUTURE else None


def _is_done(verb: "Token") -> bool:
    """ "was planned and carried out": a plan that the next verb says was kept."""
    return any(c.dep_ == "conj" and c.lemma_ in ("carry", "execute", "commit", "stage") for c in verb.children)


def _has_own_clause(verb: "Token") -> bool:
    """Tell whether a later conjunct has a subject or helping verbs of its own, or tells in the past tense."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    return own or verb.pos_ not in ("VERB", "AUX") or verb.tag_ == "VBD"


def _is_to_come(verb: "Token") -> bool:
    """ "was to start freeing", "will begin to free": the verb that governs has not happened."""
    aux = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    return bool(set(aux) & _FUTURE) or ("to" in aux and verb.head.lemma_ == "be" and verb.dep_ == "xcomp")


def _reaches(trigger: Trigger, at: "Token", head: "Token", modality: Modality) -> bool:
    """A governor takes verbs as complements and nouns as objects, not as the subject that does the governing."""
    if at.dep_ in ("nsubj",) and head.pos_ == "VERB" and not any(c.dep_ == "auxpass" for c in head.children):
        return modality == "planned" and head.lemma_ in ("begin", "start", "continue", "resume", "remain", "wait")
    if trigger.nominal:
        return at.dep_ in _NOMINAL_DEPS
    return at.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "prep", "conj", "pobj", "dobj")


_NOMINAL_DEPS = frozenset("dobj pobj nsubjpass conj prep ccomp xcomp nsubj compound acl pcomp".split())


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
