"""The dateline at the head of agency copy: "DUBAI, November 26. /TASS/.", "MEDAN, Indonesia —", "Feb. 1 (UPI) —"."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.ingest.printed_dates import FULL_DATE, MONTH_DAY, NUMERIC_DATE, read_full_date, read_numeric_date
from sayso.language.lexicon import read_lexicon

_NAME = r"[^\W\d_][\w’'.-]{0,30}"
_PLACE = rf"(?P<place>{_NAME}(?:[ /]{_NAME}){{0,4}}(?:,\s(?!(?i:{MONTH_DAY}))[^\W\d_][\w’'. -]{{1,30}}?){{0,2}})"
_DATE = rf"(?P<date>{FULL_DATE}|{MONTH_DAY}(?:,?\s\d{{4}}|\s\d\d(?!\d))?|{NUMERIC_DATE})"
_DATE2 = _DATE.replace("?P<date>", "?P<later>")
_AGENCY = r"(?:\((?P<agency>(?![a-z])[^()\n]{2,60})\)|/(?P<slashed>[^/\n]{2,40})/)"
_SEPARATOR = r"(?P<separator>—|–|―|--|-(?:&?nbsp;)?|:)"
_DATELINE = re.compile(
    rf"(?:{_PLACE})?(?:,?\s?{_DATE})?[.,]?\s?(?:{_AGENCY})?(?:,?\s{_DATE2})?[.,]?\s?(?:{_SEPARATOR})?(?=\s|$|[“\"‘'\[])"
)
_DAY = rf"(?:{FULL_DATE}|{MONTH_DAY})"
_BRACKETED_DAY = re.compile(rf"(?:^|,?\s)(?P<day>{_DAY}(?:,?\s\d{{4}})?|{NUMERIC_DATE})(?:$|,\s)")
_TEXT_MARK = re.compile(r"\s*(?:\[[^\]]{1,80}\]\s*){0,3}\[(?:TEXT|Text)\]")
LONGEST = 140  # code points of the longest dateline looked for


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline ends (code points from the start of its paragraph), whose copy it names, its day if a full one."""

    end: int
    agency: str | None
    published: str | None


def read_dateline(paragraph: str) -> Dateline | None:
    """Give the dateline that a paragraph opens with, or None; place, date and agency may each be absent, not all."""
    shouted = _is_shouted(paragraph)
    best = None
    for end in _ends(paragraph[:LONGEST]):
        match = _DATELINE.fullmatch(paragraph, 0, end)
        if match and _stands(match, paragraph[end:], shouted):
            best = match
    if best is None:
        return None
    end = best.end()
    if marked := _TEXT_MARK.match(paragraph, end, end + 300):
        end = marked.end()
    words = best.group("date") or best.group("later")
    agency = (best.group("agency") or best.group("slashed") or "").strip()
    if words is None and (inner := _find_bracketed_day(agency)):
        words, agency = inner.group("day"), (agency[: inner.start()] + agency[inner.end() :]).strip()
        if not best.group("place") and agency not in known_agencies():
            agency = ""  # "(Ostreva, 3 May) --": the place
    if best.group("later") and agency not in known_agencies():
        agency = ""  # "Moscow (Russia), December 9:" names a country there
    if agency.partition(" ")[0].upper() in _headline_tags():
        agency = ""  # "(Delayed)", "(Update 2)"
    if not agency and best.group("place") in known_agencies():
        agency = best.group("place")
    return Dateline(end, None if _is_place(agency, best) else agency or None, _read_day(words))


@cache
def known_agencies() -> frozenset[str]:
    """Give every name and short name of a news agency in the lexicon of outlets."""
    rows = [row for row in read_lexicon("outlets") if row[1] == "agency"]
    return frozenset(name for row in rows for name in (row[0], *row[2].split("|")) if name != "-")


@cache
def _headline_tags() -> frozenset[str]:
    return frozenset(row[0] for row in read_lexicon("headline_tags"))


def _ends(head: str) -> list[int]:
    """Places where a dateline may end: after a dash, a colon, "/." or ")"."""
    return [
        m.end() for m in re.finditer(r"—|–|―|--|-(?:&?nbsp;)?(?=\s|$|[A-Z“\"])|:(?=\s)|/\.?(?=\s)|\)(?=\s|$)", head)
    ]


def _stands(match: "re.Match[str]", rest: str, shouted: bool) -> bool:
    place, separator = match.group("place"), match.group("separator")
    agency = match.group("agency") or match.group("slashed")
    dated = match.group("date") or match.group("later") or (agency and _find_bracketed_day(agency))
    capital = bool(place) and _is_capital(place.split(",")[0])
    begins = rest.lstrip()[:1]
    if begins and (begins.islower() and not rest.lstrip().startswith(("al-", "el-"))):
        return False
    if place and any(word.strip(".,") in _headline_tags() for word in place.split()):
        return False
    if agency and place and not begins and len(place.split()) <= 3:
        return True  # a line of its own: "Aden (South24)"
    if agency and not dated:
        return bool(separator or match.group("slashed")) and (capital or not place or len(place.split()) <= 3)
    if dated and not (place or agency or re.search(r"\d{4}", match.group())):
        return False  # "11 November: two policemen are kidnapped": an entry of a chronology
    if dated:
        return bool(agency or (separator and (capital or not place or len(place.split()) <= 3)))
    return capital and bool(separator) and not shouted


def _is_capital(place: str) -> bool:
    letters = [c for c in place if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def _is_shouted(paragraph: str) -> bool:
    letters = [c for c in paragraph[LONGEST // 4 : 4 * LONGEST] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _is_place(agency: str, match: "re.Match[str]") -> bool:
    """In "20-1-2025 (GAZA) Three ..." the brackets hold the place: no place stands before them, a full date does."""
    return (
        bool(match.group("date"))
        and not match.group("place")
        and not match.group("separator")
        and agency not in known_agencies()
    )


def _find_bracketed_day(words: str) -> "re.Match[str] | None":
    """The day that opens or closes the words in brackets: "3 May 1987", "Ostreva, 3 May", "May 3, Nord Press"."""
    return _BRACKETED_DAY.search(words.strip().rstrip("."))


def _read_day(words: str | None) -> str | None:
    if words is None:
        return None
    if re.fullmatch(NUMERIC_DATE, words):
        return read_numeric_date(words)
    return read_full_date(words) if re.search(r"\d{4}", words) else None
