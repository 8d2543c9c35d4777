"""Two texts side by side: paragraph against paragraph, and within each the words that went and the words that came."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

Piece = tuple[Literal["same", "gone", "new"], str]
Row = tuple[list[Piece], list[Piece], bool]  # before, after, whether they differ
ALIKE = 0.5  # share of words in common above which two paragraphs are one that was rewritten


def align_texts(before: str, after: str) -> list[Row]:
    """Give the paragraphs of two texts as rows of a table; a paragraph that only one of them has faces nothing.

    >>> align_texts("Six were freed.", "Six were freed.")
    [([('same', 'Six were freed.')], [('same', 'Six were freed.')], False)]
    >>> before, after, changed = align_texts("Six were freed on Monday.", "Seven were freed on Monday.")[0]
    >>> before[0], after[0], changed
    (('gone', 'Six'), ('new', 'Seven'), True)
    """
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    rows: list[Row] = []
    for act, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            rows += [([("same", line)], [("same", line)], False) for line in old[i:j]]
        else:
            rows += _face(old[i:j], new[k:m])
    return rows


def _face(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Set rewritten paragraphs against each other in their order; what has no like on the other side stands alone."""
    waiting = list(new)
    for line in old:
        at = next((n for n, other in enumerate(waiting) if _likeness(line, other) >= ALIKE), None)
        if at is None:
            yield [("gone", line)], [], True
            continue
        yield from _come(waiting[:at])
        yield _compare_words(line, waiting[at])
        waiting = waiting[at + 1 :]
    yield from _come(waiting)


def _come(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        yield [], [("new", line)], True


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _compare_words(before: str, after: str) -> Row:
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    left: list[Piece] = []
    right: list[Piece] = []
    for act, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i < j:
            left.append(("same" if act == "equal" else "gone", "".join(old[i:j])))
        if k < m:
            right.append(("same" if act == "equal" else "new", "".join(new[k:m])))
    return left, right, True
