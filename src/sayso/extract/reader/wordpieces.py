"""Text → word pieces, with what the uncased vocabulary loses: shapes of words and the quotations they stand in.

Training and reading share this module, so that the encoder meets the same input in both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

CLS, SEP, MASK = 101, 102, 103
LONGEST = 510  # word pieces a window: the encoder has 512 positions, two of them for [CLS] and [SEP]
SHAPES = 5
FEATURES = 3 * SHAPES

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
OUTSIDE, INSIDE, MARK = 0, 1, 2
ENDS = frozenset('.!?\n”"')


@dataclass(frozen=True, slots=True)
class Words:
    """One window of a paragraph: its word pieces and words; offsets are code points of the paragraph."""

    pieces: NDArray[np.int64]  # [pieces] vocabulary ids, without [CLS] and [SEP]
    features: NDArray[np.int64]  # [pieces] shape and quotation state of the word that the piece belongs to
    first: NDArray[np.int64]  # [words] index of each word's first piece
    starts: NDArray[np.int64]  # [words]
    ends: NDArray[np.int64]  # [words]

    def __len__(self) -> int:
        return len(self.first)


def quotation_states(text: str, starts: list[int], ends: list[int]) -> list[int]:
    """Say of each word whether it stands outside quotation marks, inside, or is one; open marks hold to the end."""
    states = [OUTSIDE] * len(starts)
    if not any(mark in text for mark in "“„«”»\"‘'"):
        return states
    inside, single = False, False
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        first = text[start]
        if end - start == 1 and not first.isalnum():
            if first in OPENING or first in CLOSING or first == STRAIGHT:
                inside = first in OPENING or (first == STRAIGHT and not inside)
                states[i] = MARK
                continue
            if first in "‘'’" and (opens_or_closes := single_mark(text, start, single, inside)):
                single = opens_or_closes == "opens"
                states[i] = MARK
                continue
        states[i] = INSIDE if inside or single else OUTSIDE
    return states


def single_mark(text: str, at: int, single: bool, inside: bool) -> str:
    """Say whether the single mark at `at` opens or closes a quotation, or neither (an apostrophe)."""
    if inside:
        return ""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not single and text[at] in "‘'" and not before.isalnum() and after.isalnum():
        # An apostrophe of a clipped word ('90s, 'em) is no mark: a closing one must follow after a word of some length.
        closer = "’" if text[at] == "‘" else "'"
        found = text.find(closer, at + 5)
        while found >= 0:
            if found + 1 >= len(text) or not text[found + 1].isalnum():
                return "opens"
            found = text.find(closer, found + 1)
        return ""
    if (
        single
        and text[at] in "’'"
        and not after.isalnum()
        and not (before == "s" and after == " " and text.find(text[at], at + 1) >= 0)
    ):
        return "closes"
    return ""


def word_shape(word: str) -> int:
    """0 other, 1 lower case, 2 capitalised, 3 upper case, 4 number."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper():
        return 2
    return 4 if word[:1].isdigit() else 0


def split_words(text: str, encoding: Encoding) -> list[Words]:
    """Turn one encoded paragraph into windows of at most LONGEST pieces, cut at a sentence's end where there is one."""
    ids, offsets, word_ids = encoding.ids, encoding.offsets, encoding.word_ids
    first: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    last = None
    for piece, word in enumerate(word_ids):
        if word != last:
            first.append(piece)
            starts.append(offsets[piece][0])
            ends.append(offsets[piece][1])
            last = word
        else:
            ends[-1] = offsets[piece][1]
    states = quotation_states(text, starts, ends)
    by_word = [SHAPES * state + word_shape(text[s:e]) for state, s, e in zip(states, starts, ends, strict=True)]
    edges = np.array([*first, len(ids)], dtype=np.int64)
    lengths = edges[1:] - edges[:-1]
    features = np.repeat(np.array(by_word, dtype=np.int64), lengths)
    pieces = np.array(ids, dtype=np.int64)
    first_at, starts_at, ends_at = (np.array(x, dtype=np.int64) for x in (first, starts, ends))
    if len(pieces) <= LONGEST:
        return [Words(pieces, features, first_at, starts_at, ends_at)] if len(pieces) else []
    windows = []
    for lo, hi in window_bounds(text, first_at, starts_at, len(pieces)):
        a = first_at[lo]
        b = first_at[hi] if hi < len(first_at) else len(pieces)
        windows.append(
            Words(pieces[a:b][:LONGEST], features[a:b][:LONGEST], first_at[lo:hi] - a, starts_at[lo:hi], ends_at[lo:hi])
        )
    return windows


def window_bounds(text: str, first: NDArray[np.int64], starts: NDArray[np.int64], pieces: int) -> list[tuple[int, int]]:
    """Word ranges of the windows: as long as fits, back to the last sentence end in the second half if there is one."""
    bounds, lo, words = [], 0, len(first)
    while lo < words:
        hi = words
        if pieces - first[lo] > LONGEST:
            fits = max(lo + 1, int(np.searchsorted(first, first[lo] + LONGEST, side="right")) - 1)
            ends = (i for i in range(fits, (lo + fits) // 2, -1) if ends_sentence(text, int(starts[i])))
            hi = next(ends, fits)
        bounds.append((lo, hi))
        lo = hi
    return bounds


def ends_sentence(text: str, at: int) -> bool:
    """True where a sentence ends before the word that starts at `at`."""
    before = text[max(0, at - 8) : at]
    return before[-1:].isspace() and before.rstrip()[-1:] in ENDS
