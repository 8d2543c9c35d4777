"""The dateline that opens agency copy: where and when it was written ("QUITO, 3 JAN 90 (EFE) --")."""

import re
from dataclasses import dataclass
from datetime import date

from sayso.language.dates import DateAnchor, find_dates, resolve_date

REACH = 160  # code points from the start in which a dateline ends
_END = re.compile(r"\s(?:--|—|–|-)\s|/[A-Z]+/\.?\s|\)\s+(?=[A-Z])|:\s")
_PLACE = re.compile(r"^\W*(?:\([A-Z ]+\)\s*)?([A-ZÀ-Þ][\w.'’À-ÿ]*(?:[ -][A-ZÀ-Þ][\w.'’À-ÿ]*){0,3})\s*[,(–—-]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says: the day where it gives one, and the code points at which it ends."""

    day: date | None
    end: int


def read_day(published: str | None) -> date | None:
    """Give the day of an ISO date or instant; None where there is none.

    >>> read_day("2025-02-16T08:00:00Z")
    datetime.date(2025, 2, 16)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def find_dateline(text: str, published: date | None = None) -> Dateline | None:
    """Find the dateline at the start of a report's text; None where the text opens otherwise.

    >>> find_dateline("QUITO, 3 JAN 90 (EFE) -- FOUR WERE FREED.").day
    datetime.date(1990, 1, 3)
    """
    start = text[:REACH]
    ends = list(_END.finditer(start))
    if not ends:
        return None
    for date_words in find_dates(start.title() if start.isupper() else start):
        if date_words.kind not in ("full", "day", "iso", "figures", "weekday_day"):
            continue
        close = next((m for m in ends if m.end() >= date_words.end), None)
        if (
            close is not None
            and not start[: date_words.start].strip(" (")
            and not start[date_words.end : close.start()].strip()
        ):
            return None  # "11 November: two policemen are kidnapped": the first entry of a chronology
        if close is None or close.end() - date_words.end > 60 or _has_clause(start[: date_words.start]):
            continue
        days = resolve_date(date_words, DateAnchor(published))
        if days.earliest and days.earliest == days.latest:
            return Dateline(date.fromisoformat(days.earliest), close.end())
    return Dateline(None, ends[0].end()) if _PLACE.match(start) and ends[0].end() < 60 else None


def _has_clause(text: str) -> bool:
    """Copy before the date means that this is no dateline: it holds words in small letters."""
    return len(re.findall(r"\b[a-z]{4,}\b", text)) > 1
