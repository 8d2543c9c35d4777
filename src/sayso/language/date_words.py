"""Where date words stand in a text, and the kind of rule that reads them."""

import re
from dataclasses import dataclass

from sayso.language.calendar_words import FEASTS, HIJRI_MONTHS, MONTH, MONTH_NAME, MONTHS, WEEKDAYS
from sayso.language.date_patterns import BEFORE, RULES


@dataclass(frozen=True, slots=True)
class DateWords:
    """Date words in a text: code points, the words, the kind of rule that reads them, and whether they open a range."""

    start: int
    end: int
    text: str
    kind: str
    since: str  # "" or one of: since, until, before, after


COMPILED = tuple((kind, re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)) for kind, body in RULES)
_BEFORE = re.compile(rf"(?<!\w){BEFORE}$", re.IGNORECASE)
_LEAD = 48  # code points in which the words before a date ("following about the early ") must fit
_WORD = re.compile(r"[a-z]+|\d+")
_LEADS = (
    r"\b(?:in|since|until|by|during|of|from|before|after|early|late|mid|and|to|through|the end of|the start of)[\s-]+"
)
_MONTH_ALONE = re.compile(rf"(?:{_LEADS}){MONTH_NAME}$", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"{_LEADS}\d{{4}}$", re.IGNORECASE)
_SINCE = {
    "since": "since", "until": "until", "till": "until", "by": "until",
    "before": "before", "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip


def find_dates(text: str) -> tuple[DateWords, ...]:
    """Find the date words of a sentence, left to right, longest reading first; offsets are code points of `text`.

    >>> [d.text for d in find_dates("Earlier on Saturday ten left; in November three had, since Jan. 19 none.")]
    ['Earlier on Saturday', 'in November', 'since Jan. 19']
    """
    held = _hold(text)
    taken: list[DateWords] = []
    for kind, pattern in COMPILED if held else ():
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
_STEPS = {"last", "past", "preceding", "previous", "this", "next", "following", "coming", "recent", "same", "that"}
_UNITS = {"hour", "day", "night", "week", "fortnight", "month", "year", "weekend", "spring", "summer", "autumn", "fall"}
_STRIFE = {"war", "conflict", "fighting", "captivity", "siege", "offensive", "bombardment"}
_COUNTED_FROM = {"before", "after", "afterwards", "later", "earlier", "previously"}
_SETS: tuple[tuple[str, frozenset[str]], ...] = (
    ("month", frozenset(MONTHS)),
    ("weekday", frozenset(WEEKDAYS)),
    ("hijri", frozenset(re.split(r"\W", name)[0] for name in HIJRI_MONTHS)),
    ("feast", frozenset(re.split(r"\W", name)[0] for name in FEASTS)),
    ("near", frozenset(_NEAR | {"day"})),
    ("step", frozenset(_STEPS)),
    ("unit", frozenset(_UNITS | {f"{unit}s" for unit in _UNITS} | {"winter"})),
    ("counted", frozenset(_COUNTED_FROM)),
    ("strife", frozenset(_STRIFE | {"truce", "ceasefire", "cease", "hostilities"})),
    ("ago", frozenset({"ago"})),
)
_NEEDS: dict[str, frozenset[str]] = {
    kind: frozenset(needs.split())
    for kind, needs in {
        "iso": "year", "figures": "year", "days": "month digit", "full": "month digit", "hijri": "hijri year",
        "hijri_day": "hijri", "feast": "feast", "month_year": "month year", "month_of": "month unit",
        "weekday_day": "weekday month", "day": "month", "nth_day": "unit strife", "ago": "ago", "lasting": "unit strife",
        "past_span": "step unit", "within": "unit", "weekday_next": "step weekday", "weekend": "unit", "named": "unit",
        "month_next": "step month", "told_day": "near", "step": "counted unit", "yesterday": "near", "today": "near",
        "tomorrow": "near", "weekday": "weekday", "nth": "nth", "nth_of": "unit", "month": "month",
        "season": "unit year", "year": "year",
    }.items()
}  # fmt: skip


def _hold(text: str) -> frozenset[str]:
    """Tell which sorts of date words a text holds at all, so that only the patterns that could match are tried."""
    found = _WORD.findall(text.casefold())
    words = set(found)
    held = {name for name, sort in _SETS if not sort.isdisjoint(words)}
    digits = [w for w in words if w[0].isdigit()]
    if digits:
        held.add("digit")
    if any(len(w) == 4 for w in digits):
        held.add("year")
    if digits and words & {"st", "nd", "rd", "th"}:
        held.add("nth")
    return frozenset(held)


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
        return _is_year(text, start, end)
    if kind == "nth":
        return bool(_LED_TO_NTH.match(words))
    if kind == "hijri_day":
        return any(w[0].isupper() for w in words.split() if len(w) > 3)
    if kind in ("day", "weekday_day", "days", "month_of"):
        month = re.search(MONTH, words, re.IGNORECASE)
        return month is not None and (month.group(0)[:1].isupper() or bool(_FIGURE_LED.match(words)))
    return True


_FIGURE_LED = re.compile(
    r"(?:on|since|until|till|from|before|after|by|during)\s+\d", re.IGNORECASE
)  # "on 28 march", in restored copy
_LED_TO_NTH = re.compile(  # "on the 21st", "the night of the 21st": other numbers in order count things
    r"(?:on|by|since|until|till|from|before|after)\s+the\b|the\s+\w+\s+of\s+the\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\s+(?:[a-z]+ )?(?:people|prisoners|detainees|hostages|captives|soldiers|women|men|children|dead|wounded|bodies|of)\b"
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|number|resolution|law|decree|article|act|order|room|cell|flight|unit)\.?\s*|[$€£#/])$", re.I
)
_BEFORE_YEAR = re.compile(r"(?:^|\n|\(|[a-z]{2,}(?:ed|en|ld|ught)[,:]?\s)$")


def _is_year(text: str, start: int, end: int) -> bool:
    """A year is led to ("in 2026"), goes on in small letters, stands in brackets, opens a line, or follows a past verb."""
    words, follows, before = text[start:end], text[end : end + 24], text[max(start - 24, 0) : start]
    if _COUNTED.match(follows) or _NUMBERED.search(before):
        return False
    led = bool(_YEAR_ALONE.search(words)) or bool(re.match(r"\s+[a-z]+", follows))
    return led or bool(_BEFORE_YEAR.search(before) and re.match(r"\s*(?:[).,;:–—-]|$)", follows))
