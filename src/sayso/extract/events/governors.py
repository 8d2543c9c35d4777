"""What a governing word makes of the event that hangs on it, as lexicons/modalities.tsv says."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.language.lexicon import read_lexicon
from sayso.model.claim import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_TERMS = frozenset(
    "deal agreement accord pact treaty truce ceasefire plan proposal draft text roadmap memorandum formula".split()
)
_HOLDING = frozenset("include involve entail mean cover comprise contain require".split())
_SAID_OF: dict[str, Modality] = {
    word: modality  # type: ignore[misc]
    for modality, words in {
        "denied": "false untrue baseless unfounded groundless incorrect inaccurate wrong fake lie hoax fabrication unlikely impossible",
        "demanded": "condition precondition prerequisite demand requirement indispensable essential imperative",
        "planned": "imminent near close goal aim priority likely expected",
        "conditional": "possible conceivable",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Governor:
    """What a word makes of what hangs on it.

    With a particle ("call off"), in the passive alone ("is said to have"), as a noun alone ("talks on") or of its own
    subject ("the swap collapsed").
    """

    modality: Modality
    particle: str = ""
    only: str = ""  # passive, noun, subject

    def stands(self, head: "Token") -> bool:
        """Tell whether a verb or noun of this lemma is meant so where it stands."""
        if self.particle and not any(t.lower_ == self.particle for t in head.doc[head.i + 1 : head.i + 5]):
            return False
        if self.only == "noun":
            return head.pos_ in ("NOUN", "PROPN")
        if self.only != "passive":
            return True
        deps = {c.dep_ for c in head.children}
        return "auxpass" in deps and "agent" not in deps  # "were reported by the ministry" names who says so


@cache
def _governors() -> dict[str, tuple[Governor, ...]]:
    found: dict[str, tuple[Governor, ...]] = {}
    for kind, words, _ in read_lexicon("modalities"):
        only, _, modality = kind.rpartition(" ")
        for word in words.split():
            lemma, _, particle = word.partition("+")
            found[lemma] = (*found.get(lemma, ()), Governor(modality, particle, only))  # type: ignore[arg-type]
    return found


def find_governor(head: "Token") -> Modality | None:
    """Give what a verb or noun makes of the event that hangs on it, or None where it leaves it as it is."""
    known = _governors().get(head.lemma_.casefold(), ())
    named = next((g.modality for g in known if g.only != "subject" and g.stands(head)), None)
    if named:
        return named
    return "planned" if _is_of_terms(head) else "alleged" if _is_rumour(head) else None


def _is_rumour(verb: "Token") -> bool:
    """ "Unconfirmed reports said that four were taken": the words themselves say that nobody answers for it."""
    if verb.pos_ != "VERB":
        return False
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(s.lemma_ in ("rumour", "rumor") or any(c.lower_ in _DOUBTED for c in s.children) for s in subjects)


_DOUBTED = frozenset({"unconfirmed", "unverified", "conflicting", "contradictory"})


def find_outcome(head: "Token") -> Modality | None:
    """Give what a verb makes of its own subject ("the swap fell through", "reports of a swap were false"), or None."""
    if head.lemma_ == "be":
        said = [c for c in head.children if c.dep_ in ("acomp", "attr")]
        found = next((m for c in said if (m := _SAID_OF.get(c.lemma_.casefold()))), None)
        return None if any(c.dep_ == "neg" for c in head.children) and found == "denied" else found
    known = _governors().get(head.lemma_.casefold(), ())
    return next((g.modality for g in known if g.only == "subject" and g.stands(head)), None)


def _is_of_terms(verb: "Token") -> bool:
    """ "The deal includes the release of 300": what an agreement holds is to come."""
    if verb.lemma_ not in _HOLDING or verb.tag_ not in ("VBZ", "VBP", "VB", "VBG"):
        return False
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if not subjects and verb.dep_ in ("acl", "relcl"):
        subjects = [verb.head]
    return any(s.lemma_.casefold() in _TERMS for s in subjects)
