"""Statements: the counts, days and places that a telling gives, as claims with what tells them from others like them."""

import re
from collections.abc import Sequence
from datetime import date

from sayso.language.names import fold_word
from sayso.model import Count, EventClaim, Setting
from sayso.reconcile.figure_likeness import telling_words
from sayso.reconcile.saying import Said, Sayer
from sayso.reconcile.tellings import Days, Telling, read_days

_CORRECTED = re.compile(r"\b(?:correct\w*|revis\w*|withdr\w*|amend\w*|retract\w*|updat\w*)\b", re.IGNORECASE)
_BESIDE_BEFORE = re.compile(
    r"\b(?:remaining|other|another|further|additional|rest of the|still (?:has|have|had) to \w+) $", re.IGNORECASE
)
_BESIDE_AFTER = re.compile(r"\W*(?:more|others?|further|additional|remaining)\b", re.IGNORECASE)
_LEFT_AFTER = re.compile(
    r"\W*(?:(?:that|who|which) )?(?:still )?(?:remain\w*|(?:is|are|were) (?:still )?left)\b", re.IGNORECASE
)
OVER_TIME = re.compile(
    r"(?:(?<!held )(?<!jailed )(?<!captive )(?<!detained )(?<!trial )(?<!exchange )(?<!swap )\bsince|\bso far|\bthis (?:week|month|year)|\bto date|\baltogether|\boverall|\bin total)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;]\s|\n")
_OURS = re.compile(r"\b(?:ours?|us|my|mine)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:the|these|those|all) $", re.IGNORECASE)
_QUALIFIED = re.compile(r"\s*,?\s*((?:(?!and\b|but\b|while\b|including\b)[^\W\d_][\w'’-]*\s*){1,7})")
_LINKING = re.compile(
    r"^(?:(?:of|those|them|whom|who|that|which|were|was|are|is|others|people|persons)\s+)+", re.IGNORECASE
)
_NOT_SIDES = frozenset(["The", "A", "An", "In", "On", "Of", "More", "At", "Least", "Over", "About", "Some", "Nearly"])


def say_counts(sayer: Sayer, telling: Telling) -> list[Said]:
    """Turn the counts of a telling into claims, each with the sides that its words name."""
    events = {e.id: e for e in telling.events}
    by_count = {c: e for e in telling.events for c in e.counts}
    by_id = {c.id: c for c in sayer.reading.claims.counts}
    said = []
    for count in telling.counts:
        event = events.get(count.event or "") or by_count.get(count.id)
        claim = sayer.say(count.id, count.span, count.attribution, count.id)
        acting = _name_sides(sayer, event) if event else frozenset()
        sides = frozenset(
            w for w in re.findall(r"[A-Z][^\W\d_]+", count.of or "") if w not in _NOT_SIDES
        )  # fmt: skip
        text = sayer.reading.report.text
        before = text[max(0, count.span.start - 20) : count.span.start]
        said.append(
            Said(
                claim,
                sayer.reading,
                telling,
                count,
                event,
                sayer.speaker_of(count.attribution),
                _find_captor(sayer, event) if event else None,
                frozenset(fold_word(w)[:6] for w in sides),
                points_back=bool(_POINTING.search(before)),
                qualifier=_read_qualifier(text, count),
                part=_is_part(sayer, count, by_id.get(count.whole or "")),
                beside=stands_beside(text, count),
                over_time=_counts_on(text, count),
                ours=bool(_OURS.search(count.of or "")),
                corrects=_reads_as_correction(text, claim.start, claim.end),
                acting=acting,
                across=frozenset(w for e in telling.events if e is not event for w in _name_sides(sayer, e)) - acting,
            )
        )
    return said


def _find_captor(sayer: Sayer, event: EventClaim) -> str | None:
    """Give the joined body that acts in an event, else its name as printed."""
    agent = next((p for p in event.participants if p.role == "agent"), None)
    return (sayer.people.get(agent.entity or "") or agent.name) if agent else None


def _name_sides(sayer: Sayer, event: EventClaim) -> frozenset[str]:
    """Give those who act in an event: the joined ones, and the stems of the names of all."""
    agents = [p for p in event.participants if p.role == "agent"]
    words = [w for p in agents for w in re.findall(r"[A-Z][^\W\d_]+", p.name) if w not in _NOT_SIDES]
    joined = (sayer.people.get(p.entity or "") for p in agents)
    return frozenset((*(fold_word(w)[:6] for w in words), *(j for j in joined if j)))


def stands_beside(text: str, count: Count) -> bool:
    """True where the words count others than those counted before: "the remaining 134", "12 more", "270 remain"."""
    before = text[max(0, count.span.start - 40) : count.span.start]
    after = text[count.span.end : count.span.end + 40]
    own = count.span.text.partition(" ")[2]
    return bool(_BESIDE_BEFORE.search(before) or _BESIDE_AFTER.match(own) or _LEFT_AFTER.match(after))


def _counts_on(text: str, count: Count) -> bool:
    """True where words of a figure's sentence, near it, say that it counts over a time ("since July", "this week")."""
    before = _STOP.split(text[max(0, count.span.start - 60) : count.span.start])[-1]
    after = _STOP.split(text[count.span.end : count.span.end + 90])[0]
    return bool(OVER_TIME.search(before) or OVER_TIME.search(after))


def _is_part(sayer: Sayer, count: Count, whole: Count | None) -> bool:
    """True where a count is told as a part; that it would fit into another speaker's whole makes it none."""
    if whole is None:
        return False
    return not count.whole_inferred or sayer.speaker_of(count.attribution) == sayer.speaker_of(whole.attribution)


def _read_qualifier(text: str, count: Count) -> str | None:
    """Give the words that tell a part of a whole from its other parts ("serving sentences"), as printed after it."""
    if count.whole is None:
        return None
    found = _QUALIFIED.match(text, count.span.end, count.span.end + 80)
    phrase = _LINKING.sub("", " ".join(found[1].split())) if found else ""
    return phrase if telling_words(phrase) else None


def _reads_as_correction(text: str, start: int, end: int) -> bool:
    """True where words of correction stand beside a claim ("corrected the number to 61, from 58")."""
    return bool(_CORRECTED.search(text[max(0, start - 100) : end + 40]))


def say_days(sayer: Sayer, telling: Telling) -> list[tuple[Said, str]]:
    """Turn the dates of a telling's events into claims; what only the day of publication gives is marked as inferred."""
    said: dict[tuple[int, int], tuple[Said, str]] = {}
    for event in telling.events:
        days = read_days(event.date)
        if event.date is None or days is None:
            continue
        span = event.date.span or event.trigger
        rule = None if event.date.inferred_from in (None, "text") else event.date.rule
        if event.date.span is None and days.first != days.last:
            continue  # "news of these two days": nobody said a day
        claim = sayer.say(f"{event.id}/date", span, event.attribution, event.id, rule)
        one = Said(claim, sayer.reading, telling, None, event, sayer.speaker_of(event.attribution))
        said.setdefault((claim.start, claim.end), (one, write_days(days)))
    return list(said.values())


def write_days(days: Days) -> str:
    """Write days as ISO 8601: one day, or FROM/TO.

    >>> write_days(Days(738000, 738000))
    '2021-07-29'
    """
    return "/".join(dict.fromkeys(date.fromordinal(n).isoformat() for n in (days.first, days.last)))


def say_settings(sayer: Sayer, settings: Sequence[Setting]) -> tuple[list[tuple[Said, str]], list[tuple[Said, str]]]:
    """Turn the days and the places that a report names into claims, whether or not they are those of an event."""
    days: list[tuple[Said, str]] = []
    places: list[tuple[Said, str]] = []
    events = {e.id: e for e in sayer.reading.claims.events}
    for setting in settings:
        claim = sayer.say(setting.id, setting.span, setting.attribution, setting.id)
        event = events.get(setting.event or "")
        one = Said(claim, sayer.reading, None, None, event, sayer.speaker_of(setting.attribution))
        when = read_days(setting.date)
        if when is not None:
            days.append((one, write_days(when)))
        elif setting.place is not None:
            places.append((one, setting.place.name))
    return days, places


def say_places(sayer: Sayer, telling: Telling) -> list[tuple[Said, str]]:
    """Turn the places of a telling's events into claims."""
    said: dict[tuple[int, int], tuple[Said, str]] = {}
    for event in telling.events:
        if event.place is None:
            continue
        claim = sayer.say(f"{event.id}/place", event.place.span, event.attribution, event.id)
        one = Said(claim, sayer.reading, telling, None, event, sayer.speaker_of(event.attribution))
        said.setdefault((claim.start, claim.end), (one, event.place.name))
    return list(said.values())
