"""Figures that share the verb before them: "80 were killed in the north and 12 in the south", "12 on Monday and three on
Tuesday", "Ardane freed 61 and Bektan 54".

Each tells an event of its own, with its own figure and its own place, day or actor (Ross 1970, "Gapping").
"""

import re
from collections.abc import Iterator, Sequence

from sayso.extract.events.circumstances import Circumstances
from sayso.extract.events.dating import read_day_of
from sayso.extract.events.draft import Draft, Phrase, innermost
from sayso.extract.events.figures import make_place
from sayso.language.dates import DateAnchor
from sayso.language.parsing import ParsedReport, Sentence
from sayso.language.places import PlaceWords
from sayso.model import Attribution, Count
from sayso.model.claim import EventType

_SHARED: frozenset[EventType] = frozenset(
    {"killing", "wounding", "capture", "release", "deportation", "transfer", "rescue", "return_of_remains", "exchange"}
)
_UNITS = frozenset({"person", "body", "family"})
_JOINED = re.compile(r"(?:\band|\bwhile|\bthen|[,;])(?: then)?(?: (?:another|a further))?$", re.IGNORECASE)
_NAMED = re.compile(r"(?:\band|\bwhile|[,;])\s+(?P<name>(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2})$")
_PARTITIVE = re.compile(r"\bof (?:them|whom|these|those|which)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;)]|and\b|while\b|$)")
_AT = frozenset({"in", "at", "near", "outside", "inside"})
_LED = re.compile(
    r"\s+(?:in|at|near|from|to|outside|inside|on|aboard|during|off)\s+(?!(?:total|all|addition|turn|return|exchange)\b)",
    re.IGNORECASE,
)


def read_gapped(
    page: ParsedReport,
    around: Circumstances,
    told: Sequence[Draft],
    counts: Sequence[Count],
    given: tuple[Sequence[Attribution], DateAnchor],
) -> Iterator[Draft]:
    """Give the statements of one sentence that have no verb of their own; `told` are those that have, which may lose a figure."""
    attributions, anchor = given
    for count in counts:
        home = _find_home(told, count) if count.unit in _UNITS and count.value.best is not None else None
        if home is None:
            continue
        actor = _find_actor(page, around.sentence, count, home)
        if actor is not None:
            home.counts = [c for c in home.counts if c.id != count.id]
            home.phrases = [p for p in home.phrases if not _touches(p, count)]
        elif any(count.id in {c.id for c in d.counts} for d in told):
            continue
        draft = _place_and_date(page, around, count, home, anchor)
        if actor is None and not _stands_beside(page, around.sentence, count, home, draft):
            continue
        draft.phrases = [actor] if actor is not None else home.of("agent")
        draft.attribution = innermost(attributions, draft.span)
        yield draft


def _touches(phrase: Phrase, count: Count) -> bool:
    return phrase.span.start < count.span.end and count.span.start < phrase.span.end


def _find_home(told: Sequence[Draft], count: Count) -> Draft | None:
    """The last statement before a figure that a verb tells, with a figure of its own."""
    before = [d for d in told if d.trigger and not d.trigger.nominal and d.span.start <= count.span.start]
    home = before[-1] if before else None
    own = [c for c in home.counts if c.id != count.id] if home else []
    return home if home and home.type in _SHARED and own and own[0].span.start < count.span.start else None


def _find_actor(page: ParsedReport, sentence: Sentence, count: Count, home: Draft) -> Phrase | None:
    """ "Ardane freed 61 and Bektan 54": the name right before a figure that ends the clause."""
    text = page.report.text
    match = _NAMED.search(text[sentence.start : count.span.start].rstrip())
    if match is None or not home.of("agent") or not _ENDS.match(text[count.span.end : sentence.end]):
        return None
    start = sentence.start + match.start("name")
    span = page.span(start, sentence.start + match.end("name"))
    return Phrase("agent", span, span.text.removeprefix("the "), True, start) if start > home.span.end else None


def _place_and_date(page: ParsedReport, around: Circumstances, count: Count, home: Draft, anchor: DateAnchor) -> Draft:
    """A statement with the figure, the place and day right behind it, and what else its home tells."""
    sentence, end = around.sentence, count.span.end
    place = next((p for p in around.places if p.lead in _leads_of(home) and _hangs_on(p, sentence, count)), None)
    if place is not None:
        end = sentence.start + sentence.doc[place.last].idx + len(sentence.doc[place.last])
    starts = [sentence.start + d.start for d in around.dates]
    day = next((n for n, s in enumerate(starts) if s >= end and not page.report.text[end:s].strip()), None)
    own_day = read_day_of(page, around, anchor, day, home.modality) if day is not None else None
    end = own_day.span.end if own_day is not None and own_day.span is not None else end
    span = page.span(count.span.start, end)
    draft = Draft(sentence, None, home.type, home.modality, span, None)
    draft.place = make_place(page, sentence, place) if place else None
    draft.date, draft.own_date = own_day or home.date, home.own_date if own_day is None else True
    draft.counts = [count]
    return draft


def _leads_of(home: Draft) -> frozenset[str]:
    """ "Nine were taken to Orva and six to Ulmar": what leads to the place of a second half leads to that of the first."""
    return _AT | {"to", "into"} if home.type in ("transfer", "deportation", "return_of_remains") else _AT


def _stands_beside(page: ParsedReport, sentence: Sentence, count: Count, home: Draft, draft: Draft) -> bool:
    """Tell whether a figure goes on with the verb before it: it has a place or day of its own, as the first figure has."""
    text = page.report.text
    if _PARTITIVE.search(count.span.text) or not _JOINED.search(text[sentence.start : count.span.start].rstrip()):
        return False
    if ":" in text[home.span.start : count.span.start]:
        return False  # the parts of what the verb before the colon has told
    if draft.place is not None and home.place is not None:
        return True
    if draft.date is not home.date:
        return home.own_date
    first = home.counts[0]
    bare = count.span.text.split()[-1][:1].isdigit() or len(count.span.text.split()) == 1
    return (
        bare
        and _LED.match(text[count.span.end : sentence.end]) is not None
        and _LED.search(text[first.span.end : count.span.start]) is not None
    )


def _hangs_on(place: PlaceWords, sentence: Sentence, count: Count) -> bool:
    holder = sentence.doc[place.head].head.head
    hangs = count.span.start <= sentence.start + holder.idx < count.span.end
    first = sentence.start + sentence.doc[place.first].idx
    between = sentence.doc.text[count.span.end - sentence.start : first - sentence.start].split()
    return hangs or (first > count.span.end and between in ([], [place.lead]))
