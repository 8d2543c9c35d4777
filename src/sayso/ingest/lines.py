"""Plain text as lines and paragraphs: where each begins and ends, and which lines were only wrapped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
WRAPPED_WIDTH = (40, 100)  # code points: the mean length of wrapped lines lies between these
WIDEST = 160  # code points: beyond 100 lines count as wrapped only where each is filled
RAGGED = 25  # code points by which a filled line may fall short of the longest: the next word did not fit
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
LONGEST_HEADING = 90  # code points
_CLOSED = re.compile(r"[.;:,…][\"'”’)\]]*$")
_CLOSED_OR_ASKED = re.compile(r"[.;:,…!?][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph-like stretch: a line, or lines that were wrapped. `block` counts stretches between blank lines."""

    start: int
    end: int
    block: int
    lines: int
    text: str


def find_units(text: str, wrapped: bool = True) -> Iterator[Unit]:
    """Cut a text into units, in order, without blanks at either end; `wrapped` says that lines may have been wrapped."""
    for number, block in enumerate(_blocks(text)):
        if wrapped and _is_wrapped(text, block):
            start, end = block[0][0], block[-1][1]
            yield Unit(start, end, number, len(block), text[start:end])
        else:
            yield from (Unit(start, end, number, 1, text[start:end]) for start, end in block)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    block: list[tuple[int, int]] = []
    before = 0
    for match in _LINE.finditer(text):
        line = match.group()
        start, end = match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())
        if start >= end:
            continue
        if block and len(BREAKS.findall(text[before : match.start()])) > 1:
            yield block
            block = []
        block.append((start, end))
        before = end
    if block:
        yield block


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    if len(block) < 2:
        return False
    lengths = [_size(line) for line in block[:-1]]
    low, high = WRAPPED_WIDTH
    longest = max(*lengths, _size(block[-1]))
    filled = longest <= WIDEST and longest - min(lengths) <= RAGGED
    narrow = sum(lengths) / len(lengths) <= high and max(lengths) <= 1.3 * high
    if sum(lengths) / len(lengths) < low or not (narrow or filled):
        return False
    ended = sum(bool(_ENDED.search(text[max(start, end - 4) : end])) for start, end in block[:-1])
    return 3 * ended <= len(lengths)


def _size(line: tuple[int, int]) -> int:
    return line[1] - line[0]


def looks_like_heading(unit: Unit, longest: int = LONGEST_HEADING) -> bool:
    """Tell whether a unit has the shape of a heading: one short line that no full stop ends."""
    text = unit.text
    if unit.lines > 1 or len(text) > longest or len(text.split()) > longest // 6:
        return False
    if not re.search(r"[^\W\d_]{2}", text) or re.match(r"[•*·\-–—]|\d+[.)]\s", text) or "|" in text or "\t" in text:
        return False
    if text.lstrip("\"'“‘«(").lstrip()[:1].islower():
        return False
    if re.fullmatch(r"[(\[].*[)\]]", text) or re.search(r"[\"”]\s*[—–―-]", text):
        return False  # a note in brackets; a quotation with its author
    return not re.search(_CLOSED if longest > LONGEST_HEADING else _CLOSED_OR_ASKED, text)


def looks_like_paragraph(unit: Unit) -> bool:
    """Tell whether a unit has the shape of running copy: it ends like a sentence, or is long."""
    return len(unit.text) > 120 or unit.lines > 1 or bool(_ENDED.search(unit.text[-4:]) and len(unit.text.split()) > 3)


def share_of_words(first: str, second: str) -> float:
    """Give the share (0 to 1) of the longer words of one stretch that another repeats."""
    words = {w.casefold() for w in _WORD.findall(first)}
    return len(words & {w.casefold() for w in _WORD.findall(second)}) / len(words) if words else 0.0
