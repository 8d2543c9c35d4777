"""Every day and place that a report names, each with the event told nearest to it: what no event of its own claims as well.

Where those freed were held, taken and brought to, and the day told a sentence later, stand in the report in so many words;
an event has one day and one place. When something was said is no setting of what is told, nor is the dateline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.extract.entities import EntityIndex
from sayso.extract.events import EventsFound
from sayso.extract.events.anchors import TELLING, tense_above, verbs_above
from sayso.extract.events.circumstances import Circumstances, read_circumstances
from sayso.extract.events.dating import OPENING
from sayso.extract.events.draft import innermost
from sayso.extract.events.figures import make_place
from sayso.extract.events.reading import READ
from sayso.extract.named_places import name_pattern, name_places
from sayso.language.dates import DateAnchor, DateWords, resolve_date
from sayso.language.gazetteer import look_up_place
from sayso.language.parsing import ParsedReport
from sayso.language.place_phrases import kind_of
from sayso.language.places import PlaceWords, describe_place
from sayso.model import Attribution, DateRange, EventClaim, Place, Setting, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WIDEST = 366  # days: "in the nineties" sets nothing beside an event
_SPANS = ("lasting", "past_span")  # "for two years", "the past week": how long, not when
_REACHED = frozenset({"reach", "enter", "leave", "cross", "quit"})  # verbs whose object is a place. Levin 1993, 51.2
_NO_NAMES = frozenset({"NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"})


def find_settings(
    page: ParsedReport, attributions: Sequence[Attribution], told: EventsFound, index: EntityIndex
) -> tuple[Setting, ...]:
    """Find the days and places of a parsed report beside its events, in the order of the text; spans are exact in it."""
    begin = told.days.line.end if told.days.line else 0
    found: list[Setting] = []
    for sentence in page.sentences:
        if page.passages[sentence.passage].segment.kind not in READ:
            continue
        near = [e for e in told.events if sentence.start <= e.trigger.start < sentence.end]
        words = told.days.sentences[sentence.index]
        around = read_circumstances(sentence, words) if sentence.parsed else Circumstances(sentence, words, ())
        dated = _read_days(page, around, near, told.days.anchor)
        own = [Setting("", d.span, d) for d in dated if d.span is not None and d.span.start >= begin]
        own += [Setting("", p.span, None, p) for p in _read_places(page, around, index) if p.span.start >= begin]
        for n, setting in enumerate(sorted(own, key=lambda s: (s.span.start, -s.span.end)), start=len(found) + 1):
            found.append(_tie(setting, near, attributions, n))
    return tuple(found)


def _tie(setting: Setting, near: Sequence[EventClaim], attributions: Sequence[Attribution], number: int) -> Setting:
    """Give a setting its id, whose words it stands in, and the event whose own it is, else the nearest of its sentence."""
    own = next((e for e in near if _is_own(setting, e)), None)
    nearest = own or min(near, key=lambda e: max(_gap(e.trigger, setting.span), 0), default=None)
    said = innermost([a for a in attributions if a.claim], setting.span)
    return replace(
        setting, id=f"w{number}", event=nearest.id if nearest else None, attribution=said.id if said else None
    )


def _is_own(setting: Setting, event: EventClaim) -> bool:
    """Whether the words of a setting are those of the event's own day or place."""
    own = event.date if setting.date else event.place
    return own is not None and own.span is not None and _gap(own.span, setting.span) < 0


def _gap(one: Span, other: Span) -> int:
    """Code points between two spans; less than none where they overlap."""
    return max(one.start - other.end, other.start - one.end)


# ── days ──


def _read_days(
    page: ParsedReport, around: Circumstances, near: Sequence[EventClaim], anchor: DateAnchor
) -> Iterator[DateRange]:
    """The days that a sentence names, as its events read them where they are theirs; not the day on which something was said."""
    start = around.sentence.start
    for words, against in zip(around.days.words, around.days.anchors, strict=True):
        span = page.span(start + words.start, start + words.end)
        own = next((e.date for e in near if e.date is not None and e.date.span == span), None)
        if own is None and (words.kind in _SPANS or _is_said(around, words)):
            continue
        read = own or resolve_date(
            words, replace(against, published=anchor.published), tense_above(around.sentence, words)
        )
        if read.earliest and read.latest and _width(read) <= WIDEST:
            yield replace(read, span=span, text=words.text)


def _width(found: DateRange) -> int:
    return (date.fromisoformat(found.latest or "") - date.fromisoformat(found.earliest or "")).days


def _is_said(around: Circumstances, words: DateWords) -> bool:
    """Whether a day is that of the saying, which it opens or stands beside: not "were freed on Sunday, the mission said"."""
    verb = next(iter(verbs_above(around.sentence, words)), None)
    if verb is None or verb.lemma_ not in TELLING:
        return False
    apart = "," in around.sentence.doc.text[words.end : verb.idx]
    return words.start <= OPENING or not apart


# ── places ──


def _read_places(page: ParsedReport, around: Circumstances, index: EntityIndex) -> Iterator[Place]:
    """The places of a sentence as they are told, then each name within the words of one, then other names of places."""
    told = list(_read_told(page, around))
    start = around.sentence.start
    dates = [page.span(start + d.start, start + d.end) for d in around.dates]
    yield from told
    yield from name_places(page, around.sentence, index, [*dates, *(p.span for p in told)])


def _read_told(page: ParsedReport, around: Circumstances) -> Iterator[Place]:
    doc, taken = around.sentence.doc, set[int]()
    for place in (*around.places, *_reached(doc)):
        own = set(range(place.first, place.last + 1))
        if taken & own or not any(_is_name(doc[i]) for i in own):
            continue
        taken |= own
        yield make_place(page, around.sentence, place)
        for first, last in _list_names(doc, place):
            name = doc[first : last + 1]
            yield _name_place(page.span_of_tokens(around.sentence, name), doc[last])


def _reached(doc: "Doc") -> Iterator[PlaceWords]:
    """ "leaving Orva prison", "reached the garrison at Lobau": the place that is the verb's object."""
    for token in doc:
        if token.dep_ == "dobj" and token.head.lemma_ in _REACHED:
            place = describe_place(token, "in" if token.pos_ == "PROPN" else "to")
            if place:
                yield place


def _list_names(doc: "Doc", place: PlaceWords) -> Iterator[tuple[int, int]]:
    """The names within the words of a place, each with the common noun of place that closes it ("Brenna prison")."""
    words = doc[place.first : place.last + 1]
    whole = words[1:].text if words[0].pos_ in ("DET", "PRON") else words.text
    for match in name_pattern().finditer(words.text):
        found = words.char_span(*match.span())
        if found is None or found.text in (whole, words.text) or not _is_name(found[0]):
            continue
        yield found.start, found.end - 1


def _is_name(token: "Token") -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in _NO_NAMES


def _name_place(span: Span, last: "Token") -> Place:
    entry, kind = look_up_place(span.text), kind_of(last)
    return Place(span, span.text, kind or (entry.precision if entry else "town"), entry.id if entry else None)
