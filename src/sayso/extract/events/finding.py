"""Which words of a sentence tell an event of captivity: verbs, nouns, and figures with their fate right behind them."""

from typing import TYPE_CHECKING

from sayso.extract.events.clauses import is_people
from sayso.extract.events.custody import Custody
from sayso.extract.events.lexicon import Entry, load_words
from sayso.extract.events.nominal import find_nominal
from sayso.extract.events.triggers import FATES, Trigger, fate_of_number
from sayso.extract.events.verbal import find_verbal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_triggers(doc: "Doc", custody: Custody) -> list[Trigger]:
    """Find the triggers of one parsed sentence, left to right; `custody` is whom the report tells to be held.

    A word whose object is none that the event could have ("released footage") is no trigger.
    """
    words, found = load_words(), []
    for token in doc:
        counted = _counted(token)
        if counted:
            found.append(counted)
        elif kind := fate_of_number(token):
            found.append(Trigger(doc, token, (token,), token.i, token.i, kind, Entry(kind, True)))
        elif token.pos_ in ("VERB", "AUX", "ADJ") or (token.pos_ == "NOUN" and token.tag_ in ("VBN", "VBG")):
            found += list(find_verbal(token, words, custody))
        elif token.pos_ in ("NOUN", "PROPN"):
            found += list(find_nominal(token, words, custody))
    return _without_overlaps(found)


def _without_overlaps(found: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (-len(t.heads), t.first)):
        if not any(set(trigger.heads) & set(k.heads) and not _tells_another(trigger, k) for k in kept):
            kept.append(trigger)
    return sorted(kept, key=lambda t: t.first)


def _tells_another(trigger: Trigger, other: Trigger) -> bool:
    """ "got back nine men and the remains of two": one verb, two events."""
    types = {trigger.type, other.type}
    apart = len(types) == 2 and "return_of_remains" in types and trigger.heads == other.heads
    return apart and set(trigger.held).isdisjoint(other.held)


def _counted(token: "Token") -> Trigger | None:
    """ "80 dead and more than 200 wounded": a figure with the fate of the counted right behind it."""
    kind = FATES.get(token.lower_)
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
