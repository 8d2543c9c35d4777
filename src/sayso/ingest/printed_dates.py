"""Full dates as pages and wires print them ("Feb. 16, 2025", "16 February 2025", "2025-02-16T09:00+02:00")."""

import re
from datetime import UTC, date, datetime

from sayso.language.calendar_words import MONTHS, WEEKDAYS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
MONTH_DAY = (
    rf"(?:(?i:{_MONTH})\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?i:{_MONTH})\b\.?)"
)
FULL_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d(?!\d)|(?:(?i:{_WEEKDAY})\.?,?\s{{1,3}})?"
    rf"(?:(?i:{_MONTH})\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?i:{_MONTH})\.?,?\s{{1,3}}\d{{4}})(?!\d))"
)
NUMERIC_DATE = r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d{4}(?!\d)"
CLOCK = r"(?:,?\s{0,3}(?:at\s)?\d{1,2}(?:[:.]\d\d(?::\d\d)?\s?(?:(?i:[ap]\.?m\.?))?|\s?(?i:[ap]\.?m\.?))\s?(?:\(?(?:[A-Z]{2,4}|[+-]\d\d:?\d\d|Z)\)?)?)"
_PARTS = re.compile(rf"(?i:(?P<month>{_MONTH}))\b|(?P<year>\d{{4}})|(?P<day>\d{{1,2}})")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?$")


def read_full_date(words: str) -> str | None:
    """Give YYYY-MM-DD for the words of one full date, None where they are no day of the calendar."""
    try:
        if re.match(r"\d{4}-", words):
            return date.fromisoformat(words[:10]).isoformat()
        found: dict[str, str] = {}
        for match in _PARTS.finditer(words):
            found.setdefault(str(match.lastgroup), match.group())
        return date(int(found["year"]), MONTHS[found["month"].casefold()], int(found["day"])).isoformat()
    except (ValueError, KeyError):
        return None


def read_numeric_date(words: str) -> str | None:
    """Give YYYY-MM-DD for day, month and year in figures where only one order is possible, else None."""
    first, second, year = (int(part) for part in re.split(r"[-./]", words))
    if first > 12 >= second or first == second:
        day, month = first, second
    elif second > 12 >= first:
        day, month = second, first
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_instant(words: str) -> tuple[str | None, bool]:
    """Give (day or instant, whole) for ISO 8601 words: an instant keeps its zone; without one only its day is kept.

    `whole` is false where something was left behind: an hour without a zone, or words that are no date at all.
    """
    words = words.strip()
    if not _INSTANT.match(words):
        return read_full_date(words) if re.fullmatch(FULL_DATE, words) else None, bool(re.fullmatch(FULL_DATE, words))
    try:
        moment = datetime.fromisoformat(words.replace(" ", "T", 1) if words[10:11] == " " else words)
    except ValueError:
        return None, False
    if len(words) == 10:
        return words, True
    return (moment.isoformat(), True) if moment.tzinfo else (words[:10], False)


def now() -> str:
    """Give the present instant, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
