"""Date words ("Earlier on Saturday", "In November", "two days later") and the range of days they mean.

A range carries the rule that gave it. A year that the text leaves out is marked by `inferred_from`; where two readings
remain, the range spans both. What cannot be resolved keeps its words with null bounds.
"""

from sayso.language import calendar_dates, date_steps
from sayso.language.date_anchor import DAY, FROM_TEXT, DateAnchor, Days, Tense, ToldDays
from sayso.language.date_words import COMPILED, DateWords, find_dates
from sayso.model import DateRange

_READERS = {**calendar_dates.READERS, **date_steps.READERS}


def resolve_date(words: "str | DateWords", anchor: DateAnchor, tense: Tense = "past") -> DateRange:
    """Resolve date words against an anchor into days from earliest to latest, both included, with the rule used.

    Weekdays and days without a year go back in time under a past tense and forward under a future one. Where nothing
    can be computed (no anchor, no such day) both bounds are null and the rule says why.

    >>> from datetime import date
    >>> resolve_date("Earlier on Saturday", DateAnchor(date(2025, 2, 16))).earliest
    '2025-02-15'
    >>> found = resolve_date("In November", DateAnchor(date(2025, 2, 16)))
    >>> found.earliest, found.latest, found.inferred_from
    ('2023-11-01', '2024-11-30', 'published')
    """
    found = words if isinstance(words, DateWords) else _only(words)
    if found is None:
        return DateRange(None, str(words), None, None, None, "not read as a date")
    match = next(m for k, p in COMPILED if k == found.kind and (m := p.search(found.text)))
    days = _READERS[found.kind](match, anchor, tense)
    if days is None:
        return DateRange(None, found.text, None, None, None, f"{found.kind}: {_why_not(found, anchor)}")
    days = _bounded(days, found.since, anchor)
    source = "text" if FROM_TEXT in days.rule else anchor.origin
    bounds = (days.earliest.isoformat(), days.latest.isoformat())
    return DateRange(None, found.text, *bounds, source if days.inferred else None, days.rule)


def _only(text: str) -> DateWords | None:
    found = find_dates(text)
    return max(found, key=lambda d: d.end - d.start) if found else None


def _why_not(words: DateWords, anchor: DateAnchor) -> str:
    if words.kind in ("told_day", "step") and anchor.told is None:
        return "no day told before it to count from"
    return "no day to count from" if anchor.base is None else "no such day"


def _bounded(days: Days, since: str, anchor: DateAnchor) -> Days:
    """Open ranges end at the anchor: "since Sunday" reaches from Sunday to the day the report speaks from."""
    if since in ("since", "after") and anchor.base and days.earliest <= anchor.base:
        return Days(days.earliest, max(anchor.base, days.earliest), f"{days.rule}, open to the anchor", days.inferred)
    return days


def told_without_date(anchor: DateAnchor) -> DateRange | None:
    """Give the range of news told with no date: the day before publication to the day of it; None without an anchor.

    >>> from datetime import date
    >>> told_without_date(DateAnchor(date(2025, 2, 16))).earliest
    '2025-02-15'
    """
    if anchor.base is None:
        return None
    before = anchor.base - DAY
    return DateRange(None, None, before.isoformat(), anchor.base.isoformat(), anchor.origin, "news told without a date")


__all__ = ["DAY", "DateAnchor", "DateWords", "Tense", "ToldDays", "find_dates", "resolve_date", "told_without_date"]
