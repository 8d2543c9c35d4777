"""Which year a day or month without one is in: that the text fixes where it does, else every one that remains.

Newspapers leave out the year of a date in the year of publication (AP Stylebook, "years"; The Guardian style guide,
"dates"), so a day that has already been in that year is of that year. Of a year before, only a day close by is.
"""

from collections.abc import Callable, Sequence
from datetime import date

from sayso.language.date_anchor import FROM_TEXT, DateAnchor, Days, Tense

NEAR_DAYS = 92  # a day without a year that lies this near before the anchor is the near one (a quarter of a year)
NEWS_DAYS = 31  # within this many days before the anchor copy tells news, whatever year it was speaking of
PLANNED_BACK = 7  # days before the anchor that a plan may still be told for
Span = tuple[date, date]


def choose_year(span_in: Callable[[int], Span | None], what: str, anchor: DateAnchor, tense: Tense) -> Days | None:
    """Give the days of a `what` ("day", "month") without a year; `span_in` gives its first and last day in a year.

    None where there is nothing to count from, or no year has such a day. Rules, in order: the reporting period, the year
    told just before, the days before the anchor, the year of the anchor, the year told last; else the range spans both
    years that remain.

    >>> choose_year(lambda y: (date(y, 3, 9), date(y, 3, 9)), "day", DateAnchor(date(2031, 11, 18)), "past").earliest
    datetime.date(2031, 3, 9)
    """
    base = anchor.base
    fixed = _in_period(span_in, what, anchor, tense) or _after_told(span_in, what, anchor, tense)
    if fixed or base is None:
        return fixed
    begin = min(base.year - 5, anchor.told_span.earliest.year) if anchor.told_span else base.year - 5
    spans = [s for y in range(begin, base.year + 5) if (s := span_in(y))]
    if tense == "future":
        ahead = [s for s in spans if (base - s[1]).days <= PLANNED_BACK]
        return Days(*ahead[0], f"{what} without a year, next after the anchor") if ahead else None
    back = [s for s in spans if s[0] <= base]
    if not back:
        return None
    first, last = back[-1][0], min(back[-1][1], base)
    near = NEAR_DAYS if what == "day" else NEWS_DAYS
    if (base - last).days <= near:
        return Days(first, last, f"{what} without a year, last before the anchor")
    if first.year == base.year:
        return Days(first, last, f"{what} without a year, in the year of the anchor")
    both = Days(back[-2][0] if len(back) > 1 else first, last, f"{what} without a year, two years remain")
    return _in_told_year(back, what, anchor) or both


def _in_period(span_in: Callable[[int], Span | None], what: str, anchor: DateAnchor, tense: Tense) -> Days | None:
    """A report on the year 2030 that names a day of June names one of 2030."""
    if anchor.period is None:
        return None
    begin, end = anchor.period
    if anchor.base and tense != "future":
        end = min(end, anchor.base)
    spans = [s for y in range(begin.year, end.year + 1) if (s := span_in(y)) and begin <= s[1] and s[0] <= end]
    return (
        Days(*spans[0], f"{what} without a year, within the period reported on {FROM_TEXT}")
        if len(spans) == 1
        else None
    )


def _in_told_year(back: Sequence[Span], what: str, anchor: DateAnchor) -> Days | None:
    """ "In the summer of 1994 ..." and, paragraphs on, "on 11 July": a day that is not of the anchor's year goes on from there.

    Copy leaves out the year of what it is telling of; the first such day within a year of what was told last is taken.
    """
    told = anchor.told_span
    since = [s for s in back if told is not None and s[1] >= told.earliest]
    if not since or told is None or (since[0][0] - told.latest).days > 366:
        return None
    return Days(*since[0], f"{what} without a year, first after the day told of last {FROM_TEXT}")


def _after_told(span_in: Callable[[int], Span | None], what: str, anchor: DateAnchor, tense: Tense) -> Days | None:
    """ "Arrested in March 2028, he was moved on 4 June": the first such day since the one told of just before.

    News of the last days stays news: "arrested in March 2028, he was freed on 4 June" in a report of 5 June.
    """
    told, base = anchor.told_span, anchor.base
    if told is None or not told.near:
        return None
    whole_year = told.earliest.month == 1 and told.latest.month == 12 and told.earliest.year == told.latest.year
    spans = [s for y in (told.earliest.year, told.earliest.year + 1) if (s := span_in(y)) and s[1] >= told.earliest]
    if not spans or (base and spans[0][0] > base and tense != "future"):
        return None
    if whole_year:
        return Days(*spans[0], f"{what} without a year, in the year told of just before {FROM_TEXT}")
    if base:
        if told.earliest.year == base.year or tense == "future":
            return None  # the anchor's own year needs no telling
        latest = max(s for y in (base.year - 1, base.year) if (s := span_in(y)) and s[0] <= base)
        if (base - min(latest[1], base)).days <= NEWS_DAYS and latest != spans[0]:
            return None
    return Days(*spans[0], f"{what} without a year, first after the day told of just before {FROM_TEXT}")
