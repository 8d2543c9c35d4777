import itertools
import re

import numpy as np
import pytest

from sayso.extract.reader.wordpieces import INSIDE, MARK, OUTSIDE, quotation_states, window_bounds, word_shape


def states(text):
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    return "".join(str(s) for s in quotation_states(text, [w.start() for w in words], [w.end() for w in words]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no marks here", "000"),
        ("“We came,” she said", "2111200"),
        ('"We came," she said', "2111200"),
        ("'We came here,' she said", "21111200"),
        ("an opening mark “never closed here", "0002111"),
        ("the people's '90s", "000000"),
        ("«Nous»", "212"),
    ],
)
def test_quotation_states(text, wanted):
    assert (OUTSIDE, INSIDE, MARK) == (0, 1, 2)
    assert states(text) == wanted


def test_word_shape_tells_case_and_number():
    assert [word_shape(w) for w in ("word", "Word", "WORD", "A", "36", "—")] == [1, 2, 3, 2, 4, 0]


def test_long_paragraphs_are_cut_at_sentence_ends_and_lose_no_word():
    text = "One two three four. " * 300
    words = [m.span() for m in re.finditer(r"\w+|\.", text)]
    starts = np.array([s for s, _ in words])
    first = np.arange(len(words))
    bounds = window_bounds(text, first, starts, len(words))
    assert bounds[0][0] == 0
    assert bounds[-1][1] == len(words)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(bounds))
    assert all(hi - lo <= 510 for lo, hi in bounds)
    assert all(text[words[hi - 1][0]] == "." for _, hi in bounds)
