"""Label logits of one anchor's words → spans of cue, source and content that begin and end at words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extract.reader.wordpieces import Words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Spans = tuple[tuple[int, int], ...]

NOTHING, CUE, SOURCE, CONTENT = range(4)
LABELS = 4
JOINERS = "'’-‑"


@dataclass(frozen=True, slots=True)
class Chain:
    """Learnt costs of stepping from one label to the next: moves [from, to], first [label], last [label]."""

    moves: Floats
    first: Floats
    last: Floats


def best_paths(logits: Floats, lengths: Ints, chain: Chain) -> Ints:
    """Most probable labels [n, w] for logits [n, w, LABELS]; row i counts for its first lengths[i] words (Viterbi)."""
    n, w, _ = logits.shape
    rows = np.arange(n)
    back = np.zeros((n, w, LABELS), dtype=np.int64)
    alpha = chain.first + logits[:, 0]
    final = alpha + chain.last
    for t in range(1, w):
        steps = alpha[:, :, None] + chain.moves
        back[:, t] = steps.argmax(axis=1)
        alpha = steps.max(axis=1) + logits[:, t]
        final = np.where((lengths == t + 1)[:, None], alpha + chain.last, final)
    paths = np.zeros((n, w), dtype=np.int64)
    state = final.argmax(axis=1)
    for t in range(w - 1, -1, -1):
        state = np.where(t == lengths - 1, final.argmax(axis=1), state)
        paths[:, t] = np.where(t < lengths, state, NOTHING)
        state = np.where(t < lengths, back[rows, t, state], state)
    return paths


def find_runs(path: Ints, label: int) -> list[tuple[int, int]]:
    """Ranges of words [from, to) that carry the label."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (path == label).astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def span_words(text: str, words: Words, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character spans of word ranges, widened where the tokenizer cut inside a written word (don't, Al-Quds)."""
    spans: list[tuple[int, int]] = []
    for a, b in runs:
        start, end = int(words.starts[a]), int(words.ends[b - 1])
        start, end = widen(text, start, end)
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both edges outward until neither stands inside a written word."""
    while start > 0 and cuts_word(text, start):
        start -= 1
    while end < len(text) and cuts_word(text, end):
        end += 1
    return start, end


def cuts_word(text: str, at: int) -> bool:
    """True where letters or digits stand on both sides of `at`, or an apostrophe or hyphen between such."""
    left, right = text[at - 1], text[at]
    if left.isalnum():
        return right.isalnum() or (right in JOINERS and text[at + 1 : at + 2].isalnum())
    return left in JOINERS and right.isalnum() and text[max(0, at - 2) : at - 1].isalnum()


def trim_content(text: str, spans: list[tuple[int, int]]) -> Spans:
    """Leave out the leading "that", blanks, commas and colons at the edges, and pieces without a letter or digit."""
    out: list[tuple[int, int]] = []
    for span in spans:
        start, end = trim_span(text, span, lambda c: not (c.isspace() or c in ",;:"))
        if not out and text[start : start + 5].casefold() == "that " and end - start > 5:
            start, end = trim_span(text, (start + 5, end), lambda c: not c.isspace())
        out.append((start, end))
    return keep_worded(text, out)


def trim_edges(text: str, spans: list[tuple[int, int]]) -> Spans:
    """Leave out blanks and marks at the edges of a source or cue; pieces without a letter or digit go."""
    return keep_worded(text, [trim_span(text, span, lambda c: c.isalnum() or c in "@#$%") for span in spans])


def trim_span(text: str, span: tuple[int, int], stays: Callable[[str], bool]) -> tuple[int, int]:
    """Move both edges inward to the first and last character that `stays`."""
    start, end = span
    while start < end and not stays(text[start]):
        start += 1
    while start < end and not stays(text[end - 1]):
        end -= 1
    return start, end


def keep_worded(text: str, spans: list[tuple[int, int]]) -> Spans:
    """Keep the spans that hold a letter or a digit."""
    return tuple((s, e) for s, e in spans if any(c.isalnum() for c in text[s:e]))
