"""Events told by their figures: tolls, figures that share a verb, and figures whose fate their own clause tells.

"The toll stood at 80", "80 were killed in the north and 12 in the south", "of these, 60 were recorded in the north": what
happened is told by what is counted, and no word of the lexicon of happenings need stand beside it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.extract.counting.fates import find_fate, read_fate_words
from sayso.extract.counting.lines import read_line
from sayso.extract.events.clauses import extent, spread
from sayso.extract.events.draft import Draft
from sayso.extract.events.lexicon import Entry
from sayso.extract.events.triggers import Trigger, is_toll
from sayso.language.parsing import ParsedReport, Sentence
from sayso.language.places import PlaceWords
from sayso.model import Count, Place, Span
from sayso.model.claim import EventType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTED_UNITS = frozenset({"person", "body", "family", "animal"})
_TOLD_STATUSES: dict[str, EventType] = {
    "killed": "killing", "wounded": "wounding", "released": "release", "captured": "capture", "rescued": "rescue",
    "deported": "deportation", "hospitalised": "transfer", "remains_returned": "return_of_remains",
}  # fmt: skip
_SHARES = frozenset({"half", "most", "some", "many", "several", "few", "none", "third", "quarter", "last", "first"})
_RECORDING = frozenset({"report", "record", "register", "count", "confirm", "document", "list"})


def settle_tolls(triggers: list[Trigger], sentence: Sentence, counts: Sequence[Count]) -> list[Trigger]:
    """A toll told by its dead needs no event of its own; a toll without a figure is none."""
    if not any(is_toll(t.head) for t in triggers):
        return triggers
    others = [
        t
        for t in triggers
        if not is_toll(t.head) and t.type == "killing" and t.held and t.head.lower_ in ("dead", "killed")
    ]
    return [t for t in triggers if not is_toll(t.head) or (counts and not others)]


def find_own(draft: Draft, sentence: Sentence, counts: Sequence[Count]) -> list[Count]:
    """Give the counts of those it happened to: figures inside their noun phrases, or right at a noun that counts them."""
    trigger = draft.trigger
    if trigger is None:
        return []
    zones = list(_zones(trigger, sentence))
    own = [
        c
        for c in counts
        if (c.unit in _COUNTED_UNITS or c.unit == "ordinal" or not trigger.nominal or _counts_deeds(c, trigger))
        and any(c.span.start < e and s < c.span.end for s, e in zones)
    ]
    if not own and is_toll(trigger.head):
        own = _figures_of_toll(trigger, sentence, counts)
    return own


def _counts_deeds(count: Count, trigger: Trigger) -> bool:
    """ "31 abductions last year": so many captures, whoever the taken were."""
    return count.unit == "event" and trigger.type == "capture" and trigger.head.tag_ == "NNS"


def _figures_of_toll(trigger: Trigger, sentence: Sentence, counts: Sequence[Count]) -> list[Count]:
    verb = trigger.head.head
    after = [c for c in counts if c.span.start > sentence.start + trigger.head.idx and c.unit in ("person", "body")]
    after = after or [c for c in counts if c.span.start > sentence.start + trigger.head.idx]
    if not after:
        return []
    to = [
        c
        for c in after
        if sentence.doc.text[: c.span.start - sentence.start]
        .rstrip()
        .endswith((" to", " at", " of", " was", " reached"))
    ]
    return (to or after)[:1] if verb is not None else []


def span_of_toll(page: ParsedReport, draft: Draft, trigger: Trigger) -> Span | None:
    """ "The toll went up to 92": what tells of the dead is the verb with the figure; the noun alone is a mention of them."""
    verb = trigger.head.head
    if not is_toll(trigger.head) or verb.pos_ not in ("VERB", "AUX") or not draft.counts:
        return None
    helpers = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    start = draft.sentence.start + trigger.doc[min([verb.i, *helpers])].idx
    end = max(c.span.end for c in draft.counts)
    return page.span(start, end) if start < end <= start + _REACH else None


_REACH = 80  # code points from a toll's verb to its figure


def make_place(page: ParsedReport, sentence: Sentence, place: PlaceWords) -> Place:
    """Turn place words into a place with its exact span."""
    span = page.span_of_tokens(sentence, sentence.doc[place.first : place.last + 1])
    return Place(span, place.name, place.precision, place.gazetteer)


def find_told_by_figures(
    sentence: Sentence, counts: Sequence[Count], triggers: Sequence[Trigger], before: Sequence[Draft]
) -> list[Trigger]:
    """Give a trigger for each figure that no other trigger has and whose clause tells what became of the counted.

    `before` is the last statement told: what is only "recorded" or "reported" of a figure happened as that tells.
    """
    taken = [zone for trigger in triggers for zone in _zones(trigger, sentence)]
    found = []
    for count in counts:
        free = not any(count.span.start < end and start < count.span.end for start, end in taken)
        if not free or count.value.best is None or count.unit not in ("person", "body") or count.basis == "stock":
            continue
        token = _head_of(count, sentence)
        stated = _verb_stating(token) if token is not None else None
        verb = stated or (token.head if token is not None else None)
        if token is None or verb is None or read_fate_words(_words_of(count, verb, sentence)):
            continue  # "61 of the freed men are from Orva": their fate is told to say who they are
        own = find_fate(read_line(sentence.doc, sentence.index), token.i, count.span.end - sentence.start)
        kind = _kind_of_number(count, token, sentence) if stated else _told_kind(count, own, token, before)
        if kind is not None and not any(verb in t.heads for t in triggers):
            nominal = verb.pos_ not in ("VERB", "AUX")
            head = token if nominal else verb
            found.append(Trigger(sentence.doc, head, (head,), head.i, head.i, kind, Entry(kind, nominal), held=[token]))
    return found


def _words_of(count: Count, verb: "Token", sentence: Sentence) -> str:
    """The words of a figure up to its verb."""
    start = count.span.start - sentence.start
    return sentence.doc.text[start : max(verb.idx, count.span.end - sentence.start)]


def _counts_itself(token: "Token") -> bool:
    return token.tag_ == "CD" or token.like_num


def _told_kind(count: Count, own: Status | None, token: "Token", before: Sequence[Draft]) -> EventType | None:
    """What became of the counted, where a figure is the subject of its verb, or what its subject amounts to.

    `own` is the fate that its own clause tells, apart from what it takes over from the figures before it.
    """
    verb = token.head
    if verb.lemma_ in _RECORDING and token.dep_ == "nsubjpass" and before:
        last = before[-1].type
        return last if last in ("killing", "wounding") and count.status in ("other", "killed", "wounded") else None
    amounts = verb.lemma_ in ("number", "total")
    subject = token.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX")
    if amounts or (subject and own is not None):
        return _TOLD_STATUSES.get(count.status)
    return None


_NUMBERS = frozenset("number total figure tally count".split())
_STAYING = frozenset({"remain", "stay"})
_GIVEN_BACK = frozenset({"returned", "repatriated", "handed"})


def _verb_stating(token: "Token") -> "Token | None":
    """ "put the number released at 60", "the number freed will stand at 90": the verb that says what a number is, or comes to.

    That a number is still what it was is no news: nothing has happened.
    """
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in ("at", "to", "as"):
        return None
    verb = prep.head
    if verb.lemma_ in _STAYING or any(c.lower_ in ("unchanged", "still") for c in verb.children):
        return None
    slots = [*token.doc[: prep.i], *verb.children]  # "put at 44 the number of hostages released"
    numbers = [t for t in slots if t.lemma_ in _NUMBERS and t.dep_ in ("nsubj", "dobj", "nsubjpass")]
    return verb if verb.pos_ == "VERB" and numbers else None


def _kind_of_number(count: Count, token: "Token", sentence: Sentence) -> EventType | None:
    """What has become of those whose number is stated; the dead who are given back are remains returned."""
    back = any(t.lower_ in _GIVEN_BACK for t in token.doc[: token.i])
    if count.status == "killed" and back:
        return "return_of_remains"
    if count.status == "other":
        number = next((t for t in token.doc if t.lemma_ in _NUMBERS and t.i != token.i), None)
        words = sentence.doc.text[number.idx :] if number is not None else ""
        status = read_fate_words(words)
        if status == "killed" and _IN_CUSTODY.search(words):
            return "death_in_custody"
        return _TOLD_STATUSES.get(status) if status else None
    return None if count.status in ("killed", "wounded") else _TOLD_STATUSES.get(count.status)


_IN_CUSTODY = re.compile(r"\bin (?:\w+ )?(?:custody|captivity|detention|prison|jail)\b", re.IGNORECASE)


def _head_of(count: Count, sentence: Sentence) -> "Token | None":
    start, end = count.span.start - sentence.start, count.span.end - sentence.start
    span = sentence.doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _zones(trigger: Trigger, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The stretches of the report in which a trigger's figures stand: those it happened to, or the noun that counts them."""
    doc = sentence.doc
    for head in [*spread(trigger.held), *([trigger.head] if trigger.nominal else [])]:
        first, last = extent(head)
        inner = [c for c in head.children if c.lower_ == "of" and c.i > head.i]
        if inner and (_counts_itself(head) or head.lower_ in _SHARES):
            last = inner[0].i - 1  # "one of the seven": the seven are not the one
        yield sentence.start + doc[first].idx, sentence.start + doc[last].idx + len(doc[last])
