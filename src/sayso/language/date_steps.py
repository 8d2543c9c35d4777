"""Readers of dates by their distance: from the day of the report ("yesterday", "a week ago"), or from what was told last
("two days later", "the same evening")."""

import re
from datetime import date

from sayso.language.calendar_dates import make_day, month_range, narrow
from sayso.language.calendar_words import WEEKDAYS, read_number
from sayso.language.date_anchor import DAY, FROM_TEXT, DateAnchor, Days, Reader, Tense, ToldDays

_UNIT_DAYS = {"hour": 1, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # northern, as wire copy uses them


def _read_weekday(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A weekday: on or before the anchor, ahead under a future tense; "the following" and "the previous" of what was told."""
    base = anchor.base
    which = " ".join((match.groupdict().get("which") or "").casefold().split())
    told = which in ("the previous", "the following", "the next", "the preceding", "that", "the same")
    if told and anchor.told:
        base = anchor.told.latest
    if base is None:
        return None
    wanted = WEEKDAYS[match["weekday"].casefold()]
    back, ahead = (base.weekday() - wanted) % 7, (wanted - base.weekday()) % 7
    source = f"what was told last {FROM_TEXT}" if base is not anchor.base else "the anchor"
    if which in ("last", "this past", "the previous", "the preceding"):
        near = base - (back or 7) * DAY
        if which == "last" and 0 < back <= 1:
            return Days(near - 7 * DAY, near, "last weekday, two weeks remain")
        return Days(near, near, f"last weekday before {source}")
    if which in ("next", "this coming", "the following", "the next"):
        return Days(base + (ahead or 7) * DAY, base + (ahead or 7) * DAY, f"next weekday after {source}")
    if tense == "future" or (which == "this" and tense != "past"):
        return Days(base + ahead * DAY, base + ahead * DAY, f"weekday on or after {source}")
    return Days(base - back * DAY, base - back * DAY, f"weekday on or before {source}")


def _read_nth_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """The first day of a truce is day one."""
    number = read_number(match["nth"] or match["count"])
    noun = match["noun"].casefold().replace("cease-fire", "ceasefire")
    same = {"truce", "ceasefire"}
    begin = next((d for n, d in anchor.starts if n == noun or {n, noun} <= same), None)
    if begin is None or number is None:
        return None
    day = begin + (number - 1) * DAY
    return Days(day, day, f"counted from a day {FROM_TEXT}")


def _read_ago(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "three days ago" is that day; of weeks, months and years the range is half of one either side, of one week a day."""
    base, unit = anchor.base, match["unit"].casefold()
    if base is None:
        return None
    if unit == "hour":
        return Days(base - DAY, base, "hours before the anchor")
    size, number = _UNIT_DAYS[unit], read_number(match["count"].casefold())
    low, high = (2, 7) if number is None else (number, number)
    slack = 0 if size == 1 and number is not None else 1 if (unit, number) == ("week", 1) else size // 2
    hedge = (match.groupdict().get("hedge") or "").casefold()
    begin, end = base - (high * size + slack) * DAY, base - max(low * size - slack, 0) * DAY
    if hedge in ("over", "more than"):
        begin, end = base - (high * size + size) * DAY, base - low * size * DAY
    return Days(begin, end, f"{unit}s before the anchor")


def _read_lasting(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A duration up to now: it began about that long before the anchor and reaches to it."""
    base, number = anchor.base, read_number(match["count"])
    if base is None or number is None:
        return None
    return Days(base - number * _UNIT_DAYS[match["unit"].casefold()] * DAY, base, "duration up to the anchor")


def _read_past_span(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "the past 48 hours", "recent days": up to the anchor."""
    groups = match.groupdict()
    base, unit = anchor.base, (groups["unit"] or groups["units"]).casefold()
    if base is None:
        return None
    number = read_number(groups.get("count") or "") or (7 if groups.get("units") or "count" in groups else 1)
    days = -(-number // 24) if unit == "hour" else number * _UNIT_DAYS[unit]
    return Days(base - days * DAY, base, "span before the anchor")


def _read_named(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "last week", "earlier this month", "next year"; "the previous" and "the following" of what was told last."""
    unit, which = match["unit"].casefold(), " ".join(match["which"].casefold().split())
    base, source = anchor.base, "the anchor"
    if which.startswith(("the ", "that", "before", "after")) and anchor.told_span:
        base, source = anchor.told_span.earliest, f"what was told last {FROM_TEXT}"
    if base is None:
        return None
    step = _step_of(which)
    rule = f"{unit} {which} {source}" if which in ("before", "after") else f"{which.split()[-1]} {unit} of {source}"
    if unit == "week":
        monday = base + (7 * step - base.weekday()) * DAY
        return Days(monday, _cut(monday + 6 * DAY, which, base), rule)
    if unit == "weekend":
        saturday = base + (5 + 7 * step - base.weekday()) * DAY
        return Days(saturday, saturday + DAY, rule)
    if unit == "month":
        index = base.year * 12 + base.month - 1 + step
        first, last = month_range(index // 12, index % 12 + 1)
        return Days(*narrow(match.group(0), first, _cut(last, which, base)), rule)
    if unit == "year":
        first, last = date(base.year + step, 1, 1), date(base.year + step, 12, 31)
        return Days(*narrow(match.group(0), first, _cut(last, which, base)), rule)
    year, month = base.year, _SEASONS[unit]
    year -= 1 if step < 0 and date(year, month, 1) + 92 * DAY > base else 0
    return Days(date(year, month, 1), date(year, month, 1) + 92 * DAY, rule)


def _step_of(which: str) -> int:
    words = which.split()
    if {"last", "previous", "preceding", "before"} & set(words):
        return -1
    return 1 if {"next", "following", "after"} & set(words) else 0


def _cut(last: date, which: str, base: date) -> date:
    """What was "earlier this month" was not after the day of the report."""
    return min(last, base) if which.startswith("earlier") else last


def _read_weekend(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "at the weekend": the last that has begun by the anchor, or the next under a future tense."""
    base = anchor.base
    if base is None:
        return None
    saturday = base - (base.weekday() - 5) % 7 * DAY
    if tense == "future" and base.weekday() < 5:
        saturday += 7 * DAY
    return Days(saturday, saturday + DAY, "weekend next to the anchor")


def _read_near(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "yesterday", "overnight", "today", "tomorrow" of the anchor."""
    base, words = anchor.base, match.group(0).casefold()
    if base is None:
        return None
    if "tomorrow" in words:
        return Days(base + DAY, base + DAY, "tomorrow of the anchor")
    if "yesterday" in words:
        back = 2 if "day before" in words else 1
        return Days(base - back * DAY, base - back * DAY, "yesterday of the anchor")
    if "night" in words and "tonight" not in words:
        return Days(base - DAY, base, "night before the anchor")
    return Days(base, base, "today of the anchor")


def _read_told_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "the same evening", "that day", "the next morning", "the day before": counted from what was told last."""
    told, words = anchor.told, " ".join(match.group(0).casefold().split())
    if told is None:
        return None
    back = any(w in words for w in ("previous", "preceding", "before", "earlier"))
    ahead = any(w in words for w in ("next", "following", "after", "later")) and not re.search(
        r"\b(?:same|that)\b", words
    )
    shift = -1 if back and not re.search(r"\b(?:same|that)\b", words) else int(ahead)
    what = ("the same day as", "the day after", "the day before")[shift]
    return Days(told.earliest + shift * DAY, told.latest + shift * DAY, f"{what} what was told last {FROM_TEXT}")


def _read_step(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "two days later", "a week earlier", "hours afterwards": so far from what was told last."""
    told, unit = anchor.told, match["unit"].casefold()
    if told is None and unit == "hour" and anchor.base:
        told = ToldDays(anchor.base - DAY, anchor.base)  # hours after news that is told without a date
    if told is None:
        return None
    sign = -1 if (match["way"] or match["side"]).casefold() in ("earlier", "before", "previously") else 1
    word = (match["count"] or "").casefold()
    number, size = read_number(word), _UNIT_DAYS[unit]
    rule = f"{unit}s counted from what was told last {FROM_TEXT}"
    if unit == "hour":
        step = sign * (-(-(number or 1) // 24))
        return Days(min(told.earliest, told.earliest + step * DAY), max(told.latest, told.latest + step * DAY), rule)
    low, high = (number, number) if number is not None else (2, 10)
    slack = 0 if size == 1 else 1 if (unit, number) == ("week", 1) else size // 2
    if unit == "year" and number is not None:
        year = told.earliest.year + sign * number
        return Days(date(year, 1, 1), date(year, 12, 31), rule)
    ends = [told.earliest + sign * n * size * DAY for n in (low, high)] + [
        told.latest + sign * n * size * DAY for n in (low, high)
    ]
    return Days(min(ends) - slack * DAY, max(ends) + slack * DAY, rule)


def _read_nth(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "on the 21st": of the month told last, or the one after where it had passed; else the last before the anchor."""
    number = read_number(match["day"]) or 0
    if anchor.told_span and (anchor.told_span.latest - anchor.told_span.earliest).days <= 31:
        begin = anchor.told_span.earliest
        index = begin.year * 12 + begin.month - 1 + (number < begin.day)
        day = make_day(index // 12, index % 12 + 1, number)
        return Days(day, day, f"day of the month told last {FROM_TEXT}") if day else None
    if anchor.base is None:
        return None
    index = anchor.base.year * 12 + anchor.base.month - 1
    index += (number < anchor.base.day) if tense == "future" else -(number > anchor.base.day)
    day = make_day(index // 12, index % 12 + 1, number)
    return Days(day, day, "day of the month, next to the anchor") if day else None


def _read_nth_of(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "the 12th of this month", "between the 3rd and the 5th of last month": of the anchor's month or of the one told last.

    "The month" alone is the one told last where the text told a month or a day of one, else the anchor's.
    """
    which = " ".join(match["which"].casefold().split())
    told = anchor.told_span
    if told is not None and (told.latest - told.earliest).days > 31:
        told = None
    counted = which.startswith(("the", "that")) and not which.endswith(("current", "present", "past"))
    base, source = (
        (told.earliest, f"what was told last {FROM_TEXT}") if counted and told else (anchor.base, "the anchor")
    )
    last = read_number(match["day"]) or 0
    first = read_number(match["from_day"] or "") or last
    if base is None or first > last:
        return None
    index = base.year * 12 + base.month - 1 + _step_of(which.replace("past", "last"))
    begin, end = (make_day(index // 12, index % 12 + 1, number) for number in (first, last))
    return Days(begin, end, f"day of {which} month of {source}") if begin and end else None


def _read_season(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "the summer of 1994": three months of a year; a winter begins in it."""
    first = date(int(match["year"]), _SEASONS[match["season"].casefold()], 1)
    return Days(first, first + 92 * DAY, "season and year", inferred=False)


def _read_within(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "within three days", "in the next two weeks", said of what lies ahead: from the anchor on."""
    if anchor.base is None or tense != "future":
        return None
    number = read_number((match["count"] or match["so_many"]).casefold()) or 10
    days = (
        -(-number // 24)
        if (match["unit"] or match["of"]).casefold() == "hour"
        else number * _UNIT_DAYS[(match["unit"] or match["of"]).casefold()]
    )
    return Days(anchor.base, anchor.base + days * DAY, "so long from the anchor on")


READERS: dict[str, Reader] = {
    "within": _read_within,
    "nth_day": _read_nth_day, "ago": _read_ago, "lasting": _read_lasting, "past_span": _read_past_span,
    "weekday_next": _read_weekday, "weekday": _read_weekday, "weekend": _read_weekend, "named": _read_named,
    "told_day": _read_told_day, "step": _read_step, "nth": _read_nth,
    "nth_of": _read_nth_of, "season": _read_season, "yesterday": _read_near, "today": _read_near,
    "tomorrow": _read_near,
}  # fmt: skip
