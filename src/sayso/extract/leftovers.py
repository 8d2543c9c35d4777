"""Leftovers of HTML ("&quot;We are free&quot;") and marks decoded wrongly ("â€œ") are read as the marks that they were, control
characters as blanks.

What is quoted stays as printed. The text that is read has the same offsets: a mark takes the place of its leftover, with blanks beside it on the outer side.
"""

import re
from dataclasses import replace

from sayso.model import Report

_MARKS = {
    "quot": '"', "#34": '"', "#x22": '"', "ldquo": "“", "#8220": "“", "#x201c": "“", "rdquo": "”", "#8221": "”", "#x201d": "”",
    "bdquo": "„", "laquo": "«", "raquo": "»", "nbsp": " ", "#160": " ", "mdash": "—", "#8212": "—", "ndash": "–", "#8211": "–",
}  # fmt: skip
# UTF-8 marks read as Windows-1252; an apostrophe inside a word stays as it is.
_MISREAD = {"â€œ": "“", "â€\x9d": "”", "â€“": "–", "â€”": "—", "Â«": "«", "Â»": "»", "â€": "”"}
_LEFTOVER = re.compile(rf"&(?P<name>(?i:{'|'.join(_MARKS)}));|(?P<misread>{'|'.join(_MISREAD)}(?![˜™¦]))")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNEVEN = re.compile(rf"&|â€|Â|{_CONTROLS.pattern}")


def even_marks(report: Report) -> Report:
    """Give the report with its leftovers read as marks, of the same length; the very same report where it holds none."""
    if not _UNEVEN.search(report.text):
        return report
    text = _CONTROLS.sub(" ", _LEFTOVER.sub(_pad, report.text))
    return report if text == report.text else replace(report, text=text)


def take_whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a place in the printed text so that it neither begins nor ends inside a leftover."""
    if any(c in "&âÂ" for c in text[max(0, start - 8) : end + 8]):
        for found in _LEFTOVER.finditer(text, max(0, start - 8), min(len(text), end + 8)):
            start = found.start() if found.start() < start < found.end() else start
            end = found.end() if found.start() < end < found.end() else end
    return start, end


def _pad(found: "re.Match[str]") -> str:
    mark = _MISREAD[found[0]] if found["misread"] else _MARKS[found["name"].casefold()]
    width = len(found[0])
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    opens = bool(after.strip()) and (not before.strip() or before in "([—–-/")
    return mark.rjust(width) if opens else mark.ljust(width)
