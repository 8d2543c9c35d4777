"""Readers of dates by the calendar: full dates, days and months without a year, ranges of days, Hijri dates, feasts."""

import calendar
import re
from datetime import date

from sayso.language.calendar_words import FEASTS, HIJRI_MONTHS, MONTHS, WEEKDAYS, read_number
from sayso.language.date_anchor import DAY, FROM_TEXT, DateAnchor, Days, Reader, Tense
from sayso.language.date_years import Span, choose_year

_PARTIAL = re.compile(r"\b(?P<nth>first|second|third|fourth|last|final)\s+(?P<unit>week|quarter)\s+of\b", re.IGNORECASE)


def make_day(year: int, month: int, day: int) -> date | None:
    """Give the day; None where the month has no such day.

    >>> make_day(2031, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_range(year: int, month: int) -> tuple[date, date]:
    """Give the first and the last day of a month.

    >>> month_range(2024, 2)[1]
    datetime.date(2024, 2, 29)
    """
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def narrow(words: str, first: date, last: date) -> tuple[date, date]:
    """Narrow a month or year by "early", "the end of" and the like to half of it, which holds what each may mean; to a week, a quarter.

    >>> narrow("at the end of March", date(2031, 3, 1), date(2031, 3, 31))[0]
    datetime.date(2031, 3, 16)
    """
    part = _PARTIAL.search(words)
    if part is not None and (part["unit"].casefold() == "week") == ((last - first).days < 31):
        return _part_of(part["nth"].casefold(), first, last)
    half = first + (last - first) / 2
    if re.search(r"\b(?:early|beginning|start|first half)\b", words, re.IGNORECASE):
        return first, half
    if re.search(r"\b(?:late|end|second half)\b", words, re.IGNORECASE):
        return half, last
    quarter = (last - first) / 4
    return (
        (first + quarter, last - quarter) if re.search(r"\b(?:mid|middle)\b", words, re.IGNORECASE) else (first, last)
    )


def _part_of(nth: str, first: date, last: date) -> tuple[date, date]:
    """The nth week of a month, the nth quarter of a year; the last week is the last seven days.

    >>> _part_of("second", date(2031, 5, 1), date(2031, 5, 31))
    (datetime.date(2031, 5, 8), datetime.date(2031, 5, 14))
    """
    place = ("first", "second", "third", "fourth").index(nth) if nth not in ("last", "final") else -1
    if (last - first).days < 31:
        return (first + place * 7 * DAY, first + (place * 7 + 6) * DAY) if place >= 0 else (last - 6 * DAY, last)
    month = 3 * (place % 4) + 1
    return date(first.year, month, 1), month_range(first.year, month + 2)[1]


def month_number(word: str) -> int:
    """Give the number of a month by its name or abbreviation.

    >>> month_number("Sept.")
    9
    """
    return MONTHS[word.casefold().rstrip(".")]


def _read_full(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A day with month and year; of a year in two figures the last such before the anchor."""
    groups = match.groupdict()
    if "short" in groups:
        pivot = (anchor.base or date(2030, 1, 1)).year + 2
        year = int(groups["short"]) + 1900
        year += 100 if year + 100 <= pivot else 0
    else:
        year = int(groups["year"])
    month = int(groups["month"]) if groups["month"].isdigit() else month_number(groups["month"])
    day = make_day(year, month, read_number(groups["day"]) or 0)
    return Days(day, day, "full date", inferred="short" in groups) if day else None


def _read_figures(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """Dots put the day first (9.6.2031, as in German and Russian); 9/6 and 9-6 as the text does elsewhere, else both."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    day_first, month_first = make_day(year, b, a), make_day(year, a, b)
    if day_first and match["dot"] == ".":
        return Days(day_first, day_first, "date in figures, dots put the day first", inferred=False)
    if day_first and month_first and day_first != month_first and anchor.day_first is not None:
        known = day_first if anchor.day_first else month_first
        return Days(known, known, f"date in figures, in the order that another shows {FROM_TEXT}")
    readings = sorted({d for d in (day_first, month_first) if d})
    if not readings:
        return None
    rule = "date in figures" if len(readings) == 1 else "date in figures, day and month in either order"
    return Days(readings[0], readings[-1], rule, inferred=len(readings) > 1)


def _read_hijri(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """Days begin at the sunset before, and announced months differ by a day: the range has a day either side."""
    month, day = HIJRI_MONTHS[" ".join(match["hijri"].casefold().split())], match.groupdict().get("day")
    if "year" in match.groupdict():
        span = _hijri_span(int(match["year"]), month, int(day) if day else None)
        return Days(*span, "Hijri date, Umm al-Qura calendar", inferred=False) if span else None
    return choose_year(lambda y: _hijri_in(y, month, int(day) if day else None), "Hijri day", anchor, tense)


def _hijri_span(year: int, month: int, day: int | None) -> Span | None:
    from hijridate import Hijri

    try:
        first = Hijri(year, month, day or 1)
        begin = date(*first.to_gregorian().datetuple())
        end = begin if day else begin + (first.month_length() - 1) * DAY
    except (ValueError, OverflowError):
        return None
    return begin - DAY, end + DAY if day else end


def _hijri_in(year: int, month: int, day: int | None) -> Span | None:
    """A Hijri day that begins in a Gregorian year: Hijri years are 11 days shorter, so few years hold two."""
    guess = round((year - 622) * 365.2422 / 354.367) + 1
    spans = [s for y in range(guess - 2, guess + 3) if (s := _hijri_span(y, month, day)) and s[0].year == year]
    return spans[0] if spans else None


def _read_feast(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "Christmas", "New Year's Eve", "Eid al-Fitr": the last before the anchor, the day before it where "the eve of" leads."""
    words = match["feast"].casefold().replace("’", "'")
    calendar_name, month, day = FEASTS[" ".join(words.split())]
    back = 1 if match["eve"] else 0

    def span_in(year: int) -> Span | None:
        if calendar_name == "hijri":
            span = _hijri_in(year, month, day)
        else:
            only = make_day(year, month, day)
            span = (only, only) if only else None
        return (span[0] - back * DAY, span[1] - back * DAY) if span else None

    return choose_year(span_in, "day", anchor, tense)


def _read_month_year(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A month with its year, whole or by halves."""
    first, last = month_range(int(match["year"]), month_number(match["month"]))
    return Days(*narrow(match.group(0), first, last), "month and year", inferred=False)


def _read_year(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A year, whole or by halves."""
    year = int(match["year"])
    return Days(*narrow(match.group(0), date(year, 1, 1), date(year, 12, 31)), "year", inferred=False)


def _read_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A day without a year: that printed elsewhere for it, else as `choose_year` says."""
    month, day = month_number(match["month"]), read_number(match["day"]) or 0
    for known in anchor.printed:
        if (known.month, known.day) == (month, day):
            return Days(known, known, f"year as printed elsewhere {FROM_TEXT}")

    def span_in(year: int) -> Span | None:
        only = make_day(year, month, day)
        return (only, only) if only else None

    return choose_year(span_in, "day", anchor, tense)


def _read_days(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "between 11 and 13 August", "the night of 30 June to 1 July 2031": from the first to the last."""
    groups = match.groupdict()
    last_month = month_number(groups["month"])
    first_month = month_number(groups["from_month"]) if groups.get("from_month") else last_month
    first_day, last_day = read_number(groups["day"]) or 0, read_number(groups["last"]) or 0

    def span_in(year: int) -> Span | None:
        end, begin = make_day(year, last_month, last_day), make_day(year, first_month, first_day)
        return (begin, end) if begin and end and begin <= end else None

    if groups.get("year"):
        span = span_in(int(groups["year"]))
        return Days(*span, "days from one to the other", inferred=False) if span else None
    return choose_year(span_in, "day", anchor, tense)


def _read_weekday_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """Weekday and day together fix the year: the one nearest to the anchor in which they agree."""
    base, month, day = anchor.base, month_number(match["month"]), read_number(match["day"]) or 0
    wanted = WEEKDAYS[match["weekday"].casefold()]
    if base is None:
        return _read_day(match, anchor, tense)
    fits = [d for y in range(base.year - 6, base.year + 2) if (d := make_day(y, month, day)) and d.weekday() == wanted]
    if not fits:
        return _read_day(match, anchor, tense)
    best = min(fits, key=lambda d: abs((d - base).days))
    return Days(best, best, "weekday and day agree in one year")


def _read_month(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """A month without a year: with "last", "this" or "next" as they say, else as `choose_year` says."""
    base, month = anchor.base, month_number(match["month"])
    which = (match.groupdict().get("which") or "").casefold()

    def span_in(year: int) -> Span | None:
        return narrow(match.group(0), *month_range(year, month))

    if which and base:
        if which == "next":
            year = base.year + (month <= base.month)
            return Days(*month_range(year, month), "month without a year, next after the anchor")
        year = base.year if which == "this" else base.year - (month >= base.month)
        return Days(*month_range(year, month), f"{which} such month of the anchor")
    years = sorted({d.year for d in anchor.printed if d.month == month and (base is None or d <= base)})
    if len(years) == 1 and (base is None or years[0] >= base.year - 1):
        return Days(
            *narrow(match.group(0), *month_range(years[0], month)), f"month with its year printed elsewhere {FROM_TEXT}"
        )
    return choose_year(span_in, "month", anchor, tense)


def _read_month_of(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "in March last year", "on 8 May of that year": a day or month in a year told by its place to another."""
    year = relative_year(match["relative"], anchor)
    if year is None:
        return None
    month, day = month_number(match["month"]), read_number(match.groupdict().get("day") or "")
    words = " ".join(match["relative"].casefold().split()).removeprefix("of ")
    words += (
        ""
        if re.match(_OF_ANCHOR, words) or anchor.told_span is None
        else f", counted from what was told last {FROM_TEXT}"
    )
    if day is None:
        return Days(*narrow(match.group(0), *month_range(year, month)), f"month of {words}")
    only = make_day(year, month, day)
    return Days(only, only, f"day of {words}") if only else None


_OF_ANCHOR = r"(?:of )?(?:last|this|next|the current) year"  # the other ways of telling a year count from what was told


def relative_year(words: str, anchor: DateAnchor) -> int | None:
    """Give the year of "last year" (of the anchor) or "the year before" (of what was told last, else of the anchor).

    >>> relative_year("last year", DateAnchor(date(2031, 2, 16)))
    2030
    """
    low = " ".join(words.casefold().split())
    own = re.match(_OF_ANCHOR, low)
    base = anchor.told_span.earliest if anchor.told_span and not own else anchor.base
    if base is None:
        return None
    back = any(w in low for w in ("last", "previous", "preceding", "before", "earlier"))
    ahead = any(w in low for w in ("next", "following", "after", "later"))
    return base.year - back + ahead


READERS: dict[str, Reader] = {
    "iso": _read_full, "figures": _read_figures, "days": _read_days, "full": _read_full, "hijri": _read_hijri,
    "hijri_day": _read_hijri, "feast": _read_feast, "month_year": _read_month_year, "month_of": _read_month_of,
    "weekday_day": _read_weekday_day, "day": _read_day, "month_next": _read_month, "month": _read_month,
    "year": _read_year,
}  # fmt: skip
