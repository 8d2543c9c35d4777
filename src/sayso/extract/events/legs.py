"""Legs of an exchange and stages of a release told without a clause: "45 to one side, 38 to the other", "45 for 38",
"35 each", "Corvane 45, Ulmar 38", "Stage one, 3 May: 12 women".

The statement before them has told what is done; each figure here is so many released, to a side or on a day of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.events.circumstances import Circumstances
from sayso.extract.events.dating import read_day_of
from sayso.extract.events.draft import Draft, innermost
from sayso.language.dates import DateAnchor
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution, Count, DateRange
from sayso.model.claim import EventType

_TOLD: frozenset[EventType] = frozenset({"exchange", "release", "return_of_remains"})
_REACH = 3  # sentences between the statement of a swap and its legs
_SIDE = re.compile(
    r"^(?:\s+(?:were|was|going|went|go|came|returned|released|freed|handed over|given))*"
    r"\s+(?:to|from|for|on|by) (?:(?:the )?(?:one|other|second|first|opposing|each|either)\b(?: (?:side|party|army)\b)?)",
    re.IGNORECASE,
)
_EACH = re.compile(r"^,? (?:(?:from|for|on|by|to) )?(?:each|apiece|either side)\b", re.IGNORECASE)
_GOAL = re.compile(
    r"^(?:\s+(?:were|was|going|went|go|came|returned|home|back))*\s+to (?:the )?(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2})"
)
_NAMED = re.compile(
    r"(?:^|[:,;.]|\band|\bwhile|\bbut|[-*•])\s*(?P<name>(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2})"
    r"(?:\s+(?:got|gets|received|recovered|took|freed|gave|returned)(?: (?:back|up))?)?\s*(?:,|:|–|—)?\s*$"
)
_LED = re.compile(r"(?:^|[.;,:*•-]|\band)\s*(?:to|for|from) (?:the )?[A-Z][\w ’'-]{1,40}?[:,]?\s*$", re.IGNORECASE)
_STAGE = re.compile(
    r"^[\s\-–—*•·(]*(?:\d{1,2}[.)]\s*)?(?:(?:the )?(?:\w+ ){0,2}(?:stage|phase|batch|group|round|wave|step|tranche)\b"
    r"|(?:first|second|third|fourth|fifth|final|last) (?:stage|phase|batch|group|round|wave|step|tranche|day)\b"
    r"|[A-Z0-9][\w ]{2,24})[^:]{0,40}:\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–—*•·]|\(?\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class _Leg:
    """A figure with the code points of the words, side and stage with it, that tell of it."""

    count: Count
    start: int
    end: int


def read_legs(
    page: ParsedReport,
    around: Circumstances,
    drafts: Sequence[Draft],
    counts: Sequence[Count],
    given: tuple[Sequence[Attribution], DateAnchor],
) -> Iterator[Draft]:
    """Give a statement of each leg or stage that a sentence tells by a figure alone; `drafts` are those of the report so far."""
    attributions, anchor = given
    sentence = around.sentence
    home = _find_home(sentence, drafts)
    owned = {c.id for d in drafts if d.sentence is sentence for c in d.counts}
    free = [c for c in counts if c.id not in owned and _counts_people(c)]
    if home is None or not free:
        return
    legs = list(_find_legs(sentence, free, home, around))
    found = []
    for leg in legs:
        span = page.span(leg.start, leg.end)
        kind: EventType = "release" if home.type == "exchange" else home.type
        draft = Draft(sentence, None, kind, home.modality, span, innermost(attributions, span))
        day = _day_of(page, around, leg, home, anchor)
        draft.date, draft.own_date = (day, True) if day else (home.date, False)
        draft.counts = [leg.count]
        found.append(draft)
    if len(found) == 2 and home.type == "exchange" and found[0].date == found[1].date:
        found[0].counterpart, found[1].counterpart = found[1], found[0]
    yield from found


def _counts_people(count: Count) -> bool:
    bare = count.unit == "thing" and count.span.text.isdigit()
    return (count.unit in ("person", "body") or bare) and count.value.best is not None and count.basis != "ordinal"


def _find_home(sentence: Sentence, drafts: Sequence[Draft]) -> Draft | None:
    """The last statement of a swap or release before, in this sentence or a few back; a swap goes before a release in it."""
    near = [d for d in drafts if 0 <= sentence.index - d.sentence.index <= _REACH]
    told = [d for d in near if d.type in _TOLD and d.modality not in ("denied", "demanded")]
    swaps = [d for d in told if d.type == "exchange"]
    last = swaps or told
    return last[-1] if last else None


def _find_legs(sentence: Sentence, free: Sequence[Count], home: Draft, around: Circumstances) -> Iterator[_Leg]:
    text, at = sentence.doc.text, sentence.start
    in_list = sentence is not home.sentence and bool(_BULLET.match(text))
    swap = home.type == "exchange"
    several = sum(bool(_NAMED.search(text[: c.span.start - at])) for c in free) > 1
    for n, count in enumerate(free):
        before, after = text[: count.span.start - at], text[count.span.end - at :]
        later = free[n + 1] if n + 1 < len(free) else None
        earlier = free[n - 1] if n else None
        if side := _SIDE.match(after) or _EACH.match(after):
            yield _Leg(count, count.span.start, count.span.end + side.end())
        elif swap and (goal := _GOAL.match(after)):
            yield _Leg(count, count.span.start, count.span.end + goal.end())
        elif swap and (_is_for(text, at, count, later) or _is_for(text, at, earlier, count)):
            yield _Leg(count, count.span.start, count.span.end)
        elif swap and (name := _NAMED.search(before)) and (several or _is_side(name.group("name"), home, sentence)):
            yield _Leg(count, at + name.start("name"), count.span.end)
        elif swap and (led := _LED.search(before)) and ":" in led.group():
            yield _Leg(count, at + led.start(), count.span.end)
        elif sentence is not home.sentence and (stage := _STAGE.match(before)) and (in_list or _is_stage(before)):
            yield _Leg(count, at + len(stage.group()) - len(stage.group().lstrip(" -–—*•·")), count.span.end)
        elif sentence is home.sentence and ":" in before and _has_own_day(around, count, at):
            yield _Leg(count, count.span.start, count.span.end)


def _is_stage(before: str) -> bool:
    return re.search(r"\b(?:stage|phase|batch|group|round|wave|step|tranche)\b", before, re.IGNORECASE) is not None


def _is_for(text: str, at: int, first: Count | None, second: Count | None) -> bool:
    """ "45 for 38": two figures with nothing but "for" between them."""
    if first is None or second is None:
        return False
    return text[first.span.end - at : second.span.start - at].split() in (["for"], ["against"])


def _is_side(name: str, home: Draft, sentence: Sentence) -> bool:
    """A name of one of the sides: who swapped, or a country or people by its name."""
    word = name.removeprefix("the ").split()[-1]
    sides = {p.name.split()[-1] for d in (home,) for p in d.of("agent", "party", "recipient") if p.name}
    known = any(e.label_ in ("GPE", "ORG", "NORP") and word in e.text for e in sentence.doc.ents)
    return word in sides or known


def _has_own_day(around: Circumstances, count: Count, at: int) -> bool:
    return any(0 <= at + d.start - count.span.end <= 4 for d in around.dates)


def _day_of(page: ParsedReport, around: Circumstances, leg: _Leg, home: Draft, anchor: DateAnchor) -> DateRange | None:
    """The day in the words of a leg, or right behind its figure."""
    at = around.sentence.start
    for n, words in enumerate(around.dates):
        inside = leg.start <= at + words.start < leg.end
        behind = 0 <= at + words.start - leg.end <= 4
        if inside or behind:
            return read_day_of(page, around, anchor, n, home.modality)
    return None
