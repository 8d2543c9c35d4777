"""Deeds claimed after they were told: "The Dawn Front claimed responsibility for both attacks" names who did them, by their own word."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sayso.extract.events.answerable import find_claimants, stands_for_deed
from sayso.extract.events.draft import Draft, innermost
from sayso.extract.events.participants import is_actor, make_phrases
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution
from sayso.model.claim import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEDS: frozenset[EventType] = frozenset({"capture", "killing", "wounding", "mistreatment"})
_LOOK_BACK = 3  # sentences


def read_claims(
    page: ParsedReport, sentence: Sentence, drafts: Sequence[Draft], attributions: Sequence[Attribution]
) -> list[Draft]:
    """Give a statement, alleged, of each deed told shortly before that the sentence says somebody claims."""
    found: list[Draft] = []
    for owned in find_owned(sentence):
        claimants = [c for c in find_claimants(owned) if is_actor(c)]
        meant = _deed_words(owned)
        if not claimants or not stands_for_deed(meant):
            continue
        told = [d for d in drafts if d.type in _DEEDS and d.trigger and d.modality in ("asserted", "alleged")]
        near = [d for d in told if 0 <= sentence.index - d.sentence.index <= _LOOK_BACK]
        if not any(t.tag_ == "NNS" or t.lower_ in ("both", "these", "those") for t in meant):
            near = near[-1:]
        span = page.span_of_tokens(sentence, sentence.doc[owned.i : owned.i + 1])
        for deed in near:
            if deed.sentence is sentence and deed.of("agent"):
                continue
            agents = make_phrases(page, sentence, "agent", claimants)
            held = deed.of("held", "victim")
            draft = Draft(sentence, None, deed.type, "alleged", span, innermost(attributions, span), [*agents, *held])
            draft.date, draft.place, draft.same_as = deed.date, deed.place, [deed]
            found.append(draft)
    return found


def find_owned(sentence: Sentence) -> list["Token"]:
    """Give the words "responsibility" and "credit" that somebody claims."""
    return [t for t in sentence.doc if t.lemma_.casefold() in ("responsibility", "credit") and find_claimants(t)]


def _deed_words(owned: "Token") -> list["Token"]:
    """What stands after "for": the deed by its noun, a pronoun, or nothing."""
    for prep in owned.doc[owned.i + 1 : owned.i + 8]:
        if prep.lower_ == "for" and prep.dep_ == "prep":
            return [c for c in prep.children if c.dep_ == "pobj"]
    return []
