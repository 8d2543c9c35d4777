"""Date words ("Earlier on Saturday", "In November", "the third day of the truce") and the range of days they mean.

A range carries the rule that gave it. A year that the text leaves out is marked by `inferred_from`; where two readings
remain, the range spans both. What cannot be resolved keeps its words with null bounds.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sayso.language.calendar_words import HIJRI_MONTHS, MONTH, MONTH_NAME, MONTHS, WEEKDAYS, read_number
from sayso.language.date_patterns import BEFORE, RULES
from sayso.model import DateRange

Tense = Literal["past", "present", "future"]
NEAR_DAYS = 75  # a day without a year that lies this near to the anchor is read as the near one (two months and a half)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateAnchor:
    """What date words are read against: publication, dateline, and days that the same text prints in full.

    `printed` are full dates of the same text; `starts` are (noun, first day) pairs such as ("truce", 19 January 2025).
    """

    published: date | None
    dateline: date | None = None
    printed: tuple[date, ...] = ()
    starts: tuple[tuple[str, date], ...] = ()

    @property
    def base(self) -> date | None:
        """Give the day the report speaks from: its dateline, else its publication."""
        return self.dateline or self.published

    @property
    def origin(self) -> Literal["dateline", "published"]:
        """Name where `base` comes from."""
        return "dateline" if self.dateline else "published"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Date words in a text: code points, the words, the kind of rule that reads them, and whether they open a range."""

    start: int
    end: int
    text: str
    kind: str
    since: str  # "" or one of: since, until, before, after


@dataclass(frozen=True, slots=True)
class _Days:
    earliest: date
    latest: date
    rule: str
    inferred: bool = True


_COMPILED = tuple((kind, re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)) for kind, body in RULES)
_BEFORE = re.compile(rf"(?<!\w){BEFORE}$", re.IGNORECASE)
_LEAD = 48  # code points in which the words before a date ("following about the early ") must fit
_WORD = re.compile(r"[a-z]+|\d+")
_MONTH_ALONE = re.compile(
    rf"(?:\b(?:in|since|until|by|during|of|from|before|after|early|late|mid|and|to|through)[\s-]+){MONTH_NAME}$",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    r"\b(?:in|since|until|by|during|of|from|before|after|early|late|mid|and|to|through)[\s-]+\d{4}$", re.IGNORECASE
)


def find_dates(text: str) -> tuple[DateWords, ...]:
    """Find the date words of a sentence, left to right, longest reading first; offsets are code points of `text`.

    >>> [d.text for d in find_dates("Earlier on Saturday ten left; in November three had, since Jan. 19 none.")]
    ['Earlier on Saturday', 'in November', 'since Jan. 19']
    """
    held = _hold(text)
    taken: list[DateWords] = []
    for kind, pattern in _COMPILED if held else ():
        if not _NEEDS[kind] <= held:
            continue
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _LEAD) : match.start()]
            lead = _BEFORE.search(before)
            begin = match.start() - (len(before) - lead.start() if lead else 0)
            start, end = _trim(text, begin, match.end())
            if any(start < t.end and t.start < end for t in taken) or not _stands(kind, text, start, end):
                continue
            since = (lead.group("since") or "").casefold() if lead else ""
            taken.append(DateWords(start, end, text[start:end], kind, _SINCE.get(since, "")))
    return tuple(sorted(taken, key=lambda d: d.start))


_NEAR = {"yesterday", "overnight", "today", "tonight", "tomorrow", "night", "morning", "afternoon", "evening"}
_STEPS = {"last", "past", "preceding", "previous", "this", "next", "following", "coming"}
_UNITS = {"hour", "day", "week", "month", "year", "weekend", "spring", "summer", "autumn", "fall", "winter"}
_STRIFE = {"war", "conflict", "fighting", "captivity", "siege", "offensive", "bombardment"}
_SETS: tuple[tuple[str, frozenset[str]], ...] = (
    ("month", frozenset(MONTHS)),
    ("weekday", frozenset(WEEKDAYS)),
    ("hijri", frozenset(re.split(r"\W", name)[0] for name in HIJRI_MONTHS)),
    ("near", frozenset(_NEAR | {"day"})),
    ("step", frozenset(_STEPS)),
    ("unit", frozenset(_UNITS | {f"{unit}s" for unit in _UNITS})),
    ("strife", frozenset(_STRIFE | {"truce", "ceasefire", "cease", "hostilities"})),
    ("ago", frozenset({"ago"})),
)
_NEEDS: dict[str, frozenset[str]] = {
    kind: frozenset(needs.split())
    for kind, needs in {
        "iso": "year", "figures": "year", "full": "month digit", "hijri": "hijri year", "month_year": "month year",
        "weekday_day": "weekday month", "day": "month", "nth_day": "unit strife", "ago": "ago", "lasting": "unit strife",
        "past_span": "step unit", "weekday_next": "step weekday", "named": "step unit", "month_next": "step month",
        "yesterday": "near", "today": "near", "tomorrow": "near", "weekday": "weekday", "month": "month", "year": "year",
    }.items()
}  # fmt: skip


def _hold(text: str) -> frozenset[str]:
    """Tell which sorts of date words a text holds at all, so that only the patterns that could match are tried."""
    words = set(_WORD.findall(text.casefold()))
    held = {name for name, sort in _SETS if not sort.isdisjoint(words)}
    digits = [w for w in words if w[0].isdigit()]
    if digits:
        held.add("digit")
    if any(len(w) == 4 for w in digits):
        held.add("year")
    return frozenset(held)


_SINCE = {
    "since": "since", "until": "until", "till": "until", "by": "until",
    "before": "before", "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " ,.(":
        end -= 1
    if text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    return start, end


def _stands(kind: str, text: str, start: int, end: int) -> bool:
    """Bare months and years need a word that leads to them, and a capital: "may" and 2000 are also other things."""
    words = text[start:end]
    if kind == "month":
        name = words.split()[-1].split("-")[-1]
        return name[:1].isupper() and (bool(_MONTH_ALONE.search(words)) or len(name) > 5)
    if kind == "year":
        follows = text[end : end + 24]
        counted = re.match(
            r"\s+(?:[a-z]+ )?(?:people|prisoners|detainees|hostages|soldiers|women|men|children|dead|wounded|of)\b",
            follows,
        )
        return (
            not counted
            and (bool(_YEAR_ALONE.search(words)) or bool(re.match(r"\s+[a-z]+", follows)))
            and text[max(start - 1, 0) : start] not in tuple("$€£#")
        )
    if kind in ("day", "weekday_day"):
        month = re.search(MONTH, words, re.IGNORECASE)
        return bool(month) and month.group(0)[:1].isupper()  # type: ignore[union-attr]
    return True


_FROM_TEXT = ("counted from a day in the text", "year as printed elsewhere in the text")


def resolve_date(words: "str | DateWords", anchor: DateAnchor, tense: Tense = "past") -> DateRange:
    """Resolve date words against an anchor into days from earliest to latest, both included, with the rule used.

    Weekdays and days without a year go back in time under a past tense and forward under a future one. Where nothing
    can be computed (no anchor, no such day) both bounds are null and the rule says why.

    >>> resolve_date("Earlier on Saturday", DateAnchor(date(2025, 2, 16))).earliest
    '2025-02-15'
    >>> found = resolve_date("In November", DateAnchor(date(2025, 2, 16)))
    >>> found.earliest, found.latest, found.inferred_from
    ('2023-11-01', '2024-11-30', 'published')
    """
    found = words if isinstance(words, DateWords) else _only(words)
    if found is None:
        return DateRange(None, str(words), None, None, None, "not read as a date")
    match = next(m for k, p in _COMPILED if k == found.kind and (m := p.search(found.text)))
    days = _READERS[found.kind](match, anchor, tense)
    if days is None:
        why = "no day to count from" if anchor.base is None else "no such day"
        return DateRange(None, found.text, None, None, None, f"{found.kind}: {why}")
    days = _bounded(days, found.since, anchor)
    source = "text" if days.rule in _FROM_TEXT else anchor.origin
    bounds = (days.earliest.isoformat(), days.latest.isoformat())
    return DateRange(None, found.text, *bounds, source if days.inferred else None, days.rule)


def _only(text: str) -> DateWords | None:
    found = find_dates(text)
    return max(found, key=lambda d: d.end - d.start) if found else None


def _bounded(days: _Days, since: str, anchor: DateAnchor) -> _Days:
    """Open ranges end at the anchor: "since Sunday" reaches from Sunday to the day the report speaks from."""
    if since in ("since", "after") and anchor.base and days.earliest <= anchor.base:
        return _Days(days.earliest, max(anchor.base, days.earliest), f"{days.rule}, open to the anchor", days.inferred)
    return days


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(word: str) -> int:
    return MONTHS[word.casefold().rstrip(".")]


def month_range(year: int, month: int) -> tuple[date, date]:
    """Give the first and the last day of a month.

    >>> month_range(2024, 2)[1]
    datetime.date(2024, 2, 29)
    """
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _read_full(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    groups = match.groupdict()
    if "short" in groups:
        pivot = (anchor.base or date(2030, 1, 1)).year + 2
        year = int(groups["short"]) + 1900
        year += 100 if year + 100 <= pivot else 0
    else:
        year = int(groups["year"])
    month = int(groups["month"]) if groups["month"].isdigit() else _month_number(groups["month"])
    day = _make(year, month, read_number(groups["day"]) or 0)
    return _Days(day, day, "full date", inferred="short" in groups) if day else None


def _read_figures(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """1-2-2025 is the first of February or the second of January: the range spans both."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    readings = sorted({d for d in (_make(year, b, a), _make(year, a, b)) if d})
    if not readings:
        return None
    rule = "date in figures" if len(readings) == 1 else "date in figures, day and month in either order"
    return _Days(readings[0], readings[-1], rule, inferred=len(readings) > 1)


def _read_hijri(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """Days begin at the sunset before, and announced months differ by a day: the range has a day either side."""
    from hijridate import Hijri

    year, month = int(match["year"]), HIJRI_MONTHS[" ".join(match["hijri"].casefold().split())]
    try:
        first = Hijri(year, month, int(match["day"] or 1))
        begin = date(*first.to_gregorian().datetuple())
        end = begin if match["day"] else begin + timedelta(days=first.month_length() - 1)
    except (ValueError, OverflowError):
        return None
    return _Days(begin - DAY, end + DAY if match["day"] else end, "Hijri date, Umm al-Qura calendar", inferred=False)


def _read_month_year(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    first, last = month_range(int(match["year"]), _month_number(match["month"]))
    return _Days(*_thirds(match.group(0), first, last), "month and year", inferred=False)


def _thirds(words: str, first: date, last: date) -> tuple[date, date]:
    """Narrow a month or year by "early", "mid", "late" to half of it, which holds what each may mean."""
    half = first + (last - first) / 2
    word = re.search(r"\b(early|late)\b", words, re.IGNORECASE)
    if not word:
        return first, last
    return (first, half) if word.group(1).casefold() == "early" else (half, last)


def _read_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """A day without a year: the year printed elsewhere for it, else the near one, else both that remain."""
    base, month, day = anchor.base, _month_number(match["month"]), read_number(match["day"]) or 0
    for known in anchor.printed:
        if (known.month, known.day) == (month, day):
            return _Days(known, known, "year as printed elsewhere in the text")
    if base is None:
        return None
    near = [d for y in (base.year - 1, base.year, base.year + 1) if (d := _make(y, month, day))]
    if not near:
        return None
    if tense == "future":
        ahead = [d for d in near if d >= base - 7 * DAY]
        return _Days(ahead[0], ahead[0], "day without a year, next after the anchor") if ahead else None
    back = [d for d in near if d <= base]
    if not back:
        return None
    if (base - back[-1]).days <= NEAR_DAYS:
        return _Days(back[-1], back[-1], "day without a year, last before the anchor")
    before = _make(back[-1].year - 1, month, day)
    return _Days(before or back[-1], back[-1], "day without a year, two years remain")


def _read_weekday_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """Weekday and day together fix the year: the one nearest to the anchor in which they agree."""
    base, month, day = anchor.base, _month_number(match["month"]), read_number(match["day"]) or 0
    wanted = WEEKDAYS[match["weekday"].casefold()]
    if base is None:
        return None
    fits = [d for y in range(base.year - 6, base.year + 2) if (d := _make(y, month, day)) and d.weekday() == wanted]
    if not fits:
        return _read_day(match, anchor, tense)
    best = min(fits, key=lambda d: abs((d - base).days))
    return _Days(best, best, "weekday and day agree in one year")


def _read_weekday(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    base = anchor.base
    if base is None:
        return None
    wanted = WEEKDAYS[match["weekday"].casefold()]
    which = " ".join((match.groupdict().get("which") or "").casefold().split())
    back, ahead = (base.weekday() - wanted) % 7, (wanted - base.weekday()) % 7
    if which in ("last", "this past", "the previous"):
        near = base - (back or 7) * DAY
        if which == "last" and 0 < back <= 1:
            return _Days(near - 7 * DAY, near, "last weekday, two weeks remain")
        return _Days(near, near, "last weekday before the anchor")
    if which in ("next", "this coming", "the following"):
        return _Days(base + (ahead or 7) * DAY, base + (ahead or 7) * DAY, "next weekday after the anchor")
    if tense == "future" or (which == "this" and tense != "past"):
        return _Days(base + ahead * DAY, base + ahead * DAY, "weekday on or after the anchor")
    return _Days(base - back * DAY, base - back * DAY, "weekday on or before the anchor")


def _read_month(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """A month without a year: the near one within two months and a half of the anchor, else both that remain."""
    base, month = anchor.base, _month_number(match["month"])
    if base is None:
        return None
    which = (match.groupdict().get("which") or "").casefold()
    years = sorted({d.year for d in anchor.printed if d.month == month and d <= base})
    if which == "next" or (tense == "future" and which != "last"):
        year = base.year + (month < base.month or (which == "next" and month == base.month))
        return _Days(*month_range(year, month), "month without a year, next after the anchor")
    if which == "this":
        return _Days(*month_range(base.year, month), "this month of the anchor's year")
    year = base.year - (month > base.month or (which == "last" and month == base.month))
    first, last = month_range(year, month)
    if which != "last" and len(years) == 1 and years[0] == year:
        return _Days(*_thirds(match.group(0), first, last), "month with its year printed elsewhere in the text")
    recent = (base - last).days <= NEAR_DAYS - 45
    if recent or (which == "last" and year < base.year):
        return _Days(
            *_thirds(match.group(0), first, min(last, max(base, first))), "month without a year, last before the anchor"
        )
    return _Days(month_range(year - 1, month)[0], last, "month without a year, two years remain")


def _read_year(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    year = int(match["year"])
    return _Days(*_thirds(match.group(0), date(year, 1, 1), date(year, 12, 31)), "year", inferred=False)


def _read_nth_day(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """The first day of a truce is day one."""
    number = read_number(match["nth"] or match["count"])
    noun = match["noun"].casefold().replace("cease-fire", "ceasefire")
    same = {"truce", "ceasefire"}
    begin = next((d for n, d in anchor.starts if n == noun or {n, noun} <= same), None)
    if begin is None or number is None:
        return None
    day = begin + (number - 1) * DAY
    return _Days(day, day, "counted from a day in the text")


_UNIT_DAYS = {"hour": 1, "day": 1, "week": 7, "month": 31, "year": 366}


def _read_ago(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    base, unit = anchor.base, match["unit"].casefold()
    if base is None:
        return None
    if unit == "hour":
        return _Days(base - DAY, base, "hours before the anchor")
    word, size = match["count"].casefold(), _UNIT_DAYS[unit]
    number = read_number(word)
    low, high = (2, 7) if number is None else (number, number)
    slack = 0 if unit == "day" and number is not None else size // 2
    hedge = (match.groupdict().get("hedge") or "").casefold()
    begin, end = base - (high * size + slack) * DAY, base - max(low * size - slack, 0) * DAY
    if hedge in ("over", "more than"):
        begin, end = base - (high * size + size) * DAY, base - low * size * DAY
    return _Days(begin, end, f"{unit}s before the anchor")


def _read_lasting(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    """A duration up to now: it began about that long before the anchor and reaches to it."""
    base, number = anchor.base, read_number(match["count"])
    if base is None or number is None:
        return None
    begin = base - number * _UNIT_DAYS[match["unit"].casefold()] * DAY
    return _Days(begin, base, "duration up to the anchor")


def _read_past_span(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    base, unit = anchor.base, match["unit"].casefold()
    if base is None:
        return None
    number = read_number(match["count"]) or 7
    days = -(-number // 24) if unit == "hour" else number * _UNIT_DAYS[unit]
    return _Days(base - days * DAY, base, "span before the anchor")


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # northern, as wire copy uses them


def _read_named(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    base, unit = anchor.base, match["unit"].casefold()
    if base is None:
        return None
    which = match["which"].casefold().split()
    step = -1 if which[-1] in ("last", "previous") else 1 if which[-1] in ("next", "following") else 0
    if unit in ("week", "weekend"):
        monday = base - base.weekday() * DAY + 7 * step * DAY
        first = monday + (5 if unit == "weekend" else 0) * DAY
        if unit == "weekend" and step <= 0 and base.weekday() >= 5:
            first = monday + 5 * DAY if step == 0 else monday + 12 * DAY - 7 * DAY
        return _Days(first, monday + 6 * DAY, f"{which[-1]} {unit} of the anchor")
    if unit == "month":
        index = base.year * 12 + base.month - 1 + step
        return _Days(*month_range(index // 12, index % 12 + 1), f"{which[-1]} month of the anchor")
    if unit == "year":
        year = base.year + step
        return _Days(*_thirds(match.group(0), date(year, 1, 1), date(year, 12, 31)), f"{which[-1]} year of the anchor")
    year, month = base.year, _SEASONS[unit]
    year -= 1 if step < 0 and date(year, month, 1) + 92 * DAY > base else 0
    first = date(year, month, 1)
    return _Days(first, first + 92 * DAY, f"{which[-1]} {unit}")


def _read_near(match: "re.Match[str]", anchor: DateAnchor, tense: Tense) -> _Days | None:
    base, words = anchor.base, match.group(0).casefold()
    if base is None:
        return None
    if "tomorrow" in words:
        return _Days(base + DAY, base + DAY, "tomorrow of the anchor")
    if "yesterday" in words:
        back = 2 if "day before" in words else 1
        return _Days(base - back * DAY, base - back * DAY, "yesterday of the anchor")
    if "night" in words and "tonight" not in words:
        return _Days(base - DAY, base, "night before the anchor")
    return _Days(base, base, "today of the anchor")


_Reader = Callable[["re.Match[str]", DateAnchor, Tense], _Days | None]
_READERS: dict[str, _Reader] = {
    "iso": _read_full, "figures": _read_figures, "full": _read_full, "hijri": _read_hijri,
    "month_year": _read_month_year, "weekday_day": _read_weekday_day, "day": _read_day, "nth_day": _read_nth_day,
    "ago": _read_ago, "lasting": _read_lasting, "past_span": _read_past_span, "weekday_next": _read_weekday,
    "named": _read_named, "month_next": _read_month, "yesterday": _read_near, "today": _read_near,
    "tomorrow": _read_near, "weekday": _read_weekday, "month": _read_month, "year": _read_year,
}  # fmt: skip


def told_without_date(anchor: DateAnchor) -> DateRange | None:
    """Give the range of news told with no date: the day before publication to the day of it; None without an anchor.

    >>> told_without_date(DateAnchor(date(2025, 2, 16))).earliest
    '2025-02-15'
    """
    if anchor.base is None:
        return None
    before = anchor.base - DAY
    return DateRange(None, None, before.isoformat(), anchor.base.isoformat(), anchor.origin, "news told without a date")
