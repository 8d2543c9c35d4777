import numpy as np
import pytest

from sayso.extract.reader.decode import Chain, best_paths, find_runs, trim_content, trim_edges, widen

FREE = Chain(np.zeros((4, 4), np.float32), np.zeros(4, np.float32), np.zeros(4, np.float32))


def test_paths_follow_the_logits_where_the_chain_is_free():
    logits = np.zeros((2, 3, 4), dtype=np.float32)
    logits[0, [0, 1, 2], [2, 1, 3]] = 5
    logits[1, [0, 1], [3, 3]] = 5
    paths = best_paths(logits, np.array([3, 2]), FREE)
    assert paths[0].tolist() == [2, 1, 3]
    assert paths[1].tolist() == [3, 3, 0]


def test_the_chain_closes_a_gap_that_the_logits_leave():
    moves = np.full((4, 4), -3, dtype=np.float32) + 3 * np.eye(4, dtype=np.float32)
    logits = np.zeros((1, 3, 4), dtype=np.float32)
    logits[0, :, 3] = [4, -1, 4]
    chain = Chain(moves, np.zeros(4, np.float32), np.zeros(4, np.float32))
    assert best_paths(logits, np.array([3]), chain)[0].tolist() == [3, 3, 3]


def test_runs_are_half_open():
    assert find_runs(np.array([3, 3, 0, 3]), 3) == [(0, 2), (3, 4)]


@pytest.mark.parametrize(
    ("text", "start", "end", "wanted"),
    [
        ("He didn't go", 3, 6, "didn't"),
        ("the Al-Quds men", 4, 6, "Al-Quds"),
        ("two words", 0, 3, "two"),
        ("dash - free", 0, 4, "dash"),
    ],
)
def test_edges_never_stand_inside_a_written_word(text, start, end, wanted):
    s, e = widen(text, start, end)
    assert text[s:e] == wanted


def test_content_loses_that_and_commas_but_keeps_quotation_marks():
    text = "that “we came”, "
    assert [text[s:e] for s, e in trim_content(text, [(0, len(text))])] == ["“we came”"]
    assert trim_content("…, —", [(0, 4)]) == ()


def test_sources_lose_marks_at_their_edges():
    text = ", Mr. Oumlil, "
    assert [text[s:e] for s, e in trim_edges(text, [(0, len(text))])] == ["Mr. Oumlil"]
