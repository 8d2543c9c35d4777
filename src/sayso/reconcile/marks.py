"""Calendar marks: the months, days and years that a text names, whatever they are of.

Two reports that name the same rare days resemble each other even where nothing says when they were published; two that
name days, and none in common, seldom tell of one event.
"""

import re

MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<![\d,.])((?:19|20)\d\d)(?![\d,]|\.\d|-year)\b")


def find_marks(text: str) -> frozenset[str]:
    """Give the marks of a text: "03-14" for a day of a month, "2031" for a year.

    >>> sorted(find_marks("Freed on March 14, after talks on 20 February; a first round came in 2029."))
    ['02-20', '03-14', '2029']
    """
    found = {m[1] for m in _YEAR.finditer(text)}
    for match in _MONTH_DAY.finditer(text):
        found |= _mark(match[1], match[2])
    for match in _DAY_MONTH.finditer(text):
        found |= _mark(match[2], match[1])
    for match in _NUMERIC.finditer(text):
        if int(match[2]) <= 12 and 1 <= int(match[1]) <= 31:
            found |= {f"{int(match[2]):02}-{int(match[1]):02}", match[3]}
    return frozenset(found)


def _mark(month: str, day: str) -> set[str]:
    return {f"{MONTHS[month.lower()]:02}-{int(day):02}"} if 1 <= int(day) <= 31 else set()
