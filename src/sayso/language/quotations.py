"""Where quotations begin, break off and end, and which of them are somebody's words.

Marks may be curly, straight, low or angled, single or double, mixed or missing: a quotation that is never closed runs to
the end of its paragraph and says so. Offsets count code points of the text given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Purpose = Literal["speech", "fragment", "inscription", "title", "nickname"]

_OPEN = "“„«‟"
_CLOSE = "”»"
_STRAIGHT = '"″＂'
_DOUBLE = re.compile(f"[{_OPEN}{_CLOSE}{_STRAIGHT}]|``|''")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\w)")
_STRAY_END = re.compile(r"(?<=[,.!?…])['’](?=\s|$)|(?<=\w\w)['’](?=[,.;](?:\s|$))")
_SHOWN_BEFORE = re.compile(
    r"\b(?:phrase|slogan|words|inscription|motto|logo|graffiti|lettering|(?:sign|banner|placard|poster|plaque|shirt|t-shirt|flag|wall)s?"
    r"(?: \w+){0,4} (?:reading|read|reads|saying|that said|with the words|bearing|emblazoned with|inscribed))\W*$",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"\b(?:called|named|titled|entitled|dubbed|known(?: \w+)? as|nicknamed|codenamed|code-named|code-name|so-called|film|movie|book|novel|song|"
    r"album|poem|play|series|documentary|article|essay|headline|headlined|operation|programme|program|term|terms|word|label|labelled|"
    r"labeled|branded|under the name|alias|aka|call sign|callsign)\W{0,2}$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…,;]$")
LONGEST_SCARE = 3  # words: on the labelled reports no quotation of four words or more was mere irony


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `start` and `end` with its marks, `inner_start` and `inner_end` without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """Give the outermost quotations of one paragraph in order; quotations inside quotations are part of the outer one.

    >>> text = "“We go ‘home’,” she said. “And then"
    >>> [(text[q.inner_start : q.inner_end], q.closed) for q in find_quotations(text)]
    [('We go ‘home’,', True), ('And then', False)]
    """
    found = list(_double_quotations(text))
    taken = [(q.start, q.end) for q in found]
    found.extend(q for q in _single_quotations(text) if not any(s < q.end and q.start < e for s, e in taken))
    return sorted(found, key=lambda q: q.start)


def _double_quotations(text: str) -> Iterator[Quotation]:
    opened: tuple[int, int] | None = None
    for match in _DOUBLE.finditer(text):
        mark, at = match[0], match.start()
        if opened is None:
            if mark in _CLOSE or (mark in (*_STRAIGHT, "''") and not _could_open(text, at, match.end())):
                continue
            opened = (at, match.end())
        elif mark == "“" and text[opened[0]] == "„":
            yield _make(text, opened, at, match.end(), closed=True)
            opened = None
        elif mark in _OPEN or mark == "``" or (mark in _STRAIGHT and _must_open(text, at, match.end(), opened[1])):
            yield _make(text, opened, at, at, closed=False)
            opened = (at, match.end())
        else:
            yield _make(text, opened, at, match.end(), closed=True)
            opened = None
    stray = _STRAY_END.search(text, opened[1]) if opened is not None else None
    if opened is not None and stray is not None:  # “We are safe', she said
        yield _make(text, opened, stray.start(), stray.end(), closed=True)
    elif opened is not None and opened[1] < len(text):
        yield _make(text, opened, len(text), len(text), closed=False)


def _make(text: str, opened: tuple[int, int], inner_end: int, end: int, closed: bool) -> Quotation:
    while inner_end > opened[1] and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(opened[0], end if closed else inner_end, opened[1], inner_end, closed)


def _could_open(text: str, at: int, end: int) -> bool:
    before, after = text[at - 1 : at], text[end : end + 1]
    return bool(after.strip()) and (not before.strip() or before in "([—–-:/…")


def _must_open(text: str, at: int, end: int, begun: int) -> bool:
    """A straight mark after a blank and before a letter opens, unless the one before was opened just now."""
    before, after = text[at - 1 : at], text[end : end + 1]
    return before.isspace() and after.isalnum() and at - begun > 1 and "\n" in text[begun:at]


def _single_quotations(text: str) -> Iterator[Quotation]:
    at = 0
    while match := _SINGLE_OPEN.search(text, at):
        closer = "’" if match[0] == "‘" else "'"
        end = _single_end(text, match.end(), closer)
        if end is None:
            at = match.end()
            continue
        yield Quotation(match.start(), end + 1, match.end(), end, True)
        at = end + 1


def _single_end(text: str, begin: int, closer: str) -> int | None:
    """The mark that closes a single quotation: not inside a word, and not the apostrophe of a plural where one follows."""
    at = text.find(closer, begin)
    spare = None
    while at >= 0:
        after, before = text[at + 1 : at + 2], text[at - 1]
        if not after.isalnum() and at - begin > 1:
            if before != "s" or after != " ":
                return at
            spare = at if spare is None else spare
        at = text.find(closer, at + 1)
    return spare


def quotation_purpose(text: str, quotation: Quotation) -> Purpose:
    """Say what a quotation is for: words of speech, a quoted fragment, an inscription or slogan, a title, a nickname.

    >>> def purpose(text): return quotation_purpose(text, find_quotations(text)[0])
    >>> purpose("They wore shirts with the phrase: ‘We never forget.’"), purpose("the “humanitarian” camp")
    ('inscription', 'fragment')
    >>> purpose("the film “A Long Road Home” won"), purpose("He left. “There is nothing more to say.”")
    ('title', 'speech')
    """
    before = text[max(0, quotation.start - 70) : quotation.start]
    inner = text[quotation.inner_start : quotation.inner_end]
    words = inner.split()
    if _SHOWN_BEFORE.search(before):
        return "inscription"
    if _TITLE_BEFORE.search(before) and len(words) <= 8 and not inner.rstrip().endswith((".", "!", "?")):
        return "title"
    if len(words) > 1 and _is_title_case(words) and not inner.rstrip().endswith((".", "!", "?")):
        return "title"
    name_before = re.search(r"[A-Z]\w+ $", before) is not None
    if len(words) <= 2 and name_before and inner[:1].isupper() and not inner.endswith(("!", "?", ".")):
        return "nickname"
    if len(words) <= LONGEST_SCARE and not inner.endswith(("!", "?", ".")):
        return "fragment"
    return "speech"


def _is_title_case(words: list[str]) -> bool:
    """Every bearing word begins with a capital: "A Long Road Home", not "We Selvians are tired"."""
    bearing = [w for w in words if len(w.strip(".,'’")) > 3]
    return len(bearing) >= min(2, len(words) - 1) > 0 and all(w[0].isupper() or w[0].isdigit() for w in bearing)


def stands_alone(text: str, quotation: Quotation) -> bool:
    """Tell whether the quoted words stand as a sentence of their own: a capital letter begins them and they are no name.

    >>> text = "He wants “a firm stance” now. “We are ready,” he said."
    >>> [stands_alone(text, q) for q in find_quotations(text)]
    [False, True]
    """
    inner = text[quotation.inner_start : quotation.inner_end].lstrip("…. \"'‘“([")
    words = inner.split()
    if not words or not (inner[0].isupper() or inner[0].isdigit()):
        return False
    return len(words) >= 4 or bool(_ENDS.search(inner)) or len([w for w in words if w[0].islower()]) > 0
