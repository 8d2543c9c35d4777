"""The measure of incidents on invented reports: what is fitted has seen nothing of the fold that it answers."""

import numpy as np
from evals.incident_pairs import b_cubed, score_pairs
from evals.mentions import find_mentions, judge_mentions
from evals.whole_reports import judge_reports
from numpy.typing import NDArray

FOLDS = np.array([0, 1, 2, 0, 1, 2])
ANSWERS = [(1, 2), (2, 0), (1, 3), (3, 0), (1, 1), (2, 2)]
TEXTS = [
    f"Police in Orvanta said {killed} men were killed on Tuesday. {injured} others were hurt and taken to a hospital."
    for killed, injured in ANSWERS
]


def _change(answers: list[tuple[int, int]], fold: int) -> list[tuple[int, int]]:
    return [(k + 1, i + 2) if FOLDS[n] == fold else (k, i) for n, (k, i) in enumerate(answers)]


def _differ(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    return not np.array_equal(one, other)


def test_figures_are_found_with_people_told_as_one() -> None:
    title, text = "Two hurt in Orvanta", "A 9-year-old girl, her brother and three men were shot at 11 p.m. in 2031."
    assert [m.value for m in find_mentions(0, 0, title, text)] == [2, 1, 1, 3]


def test_figures_are_judged_without_the_answers_of_their_fold() -> None:
    mentions = [m for n, text in enumerate(TEXTS) for m in find_mentions(n, 0, "", text)]
    before = judge_mentions(mentions, ANSWERS, FOLDS)
    after = judge_mentions(mentions, _change(ANSWERS, 1), FOLDS)
    assert [two for two in before if _differ(before[two], after[two])] == [(0, 0), (0, 2), (2, 2)]


def test_reports_are_judged_without_the_answers_of_their_fold() -> None:
    before = judge_reports(TEXTS, range(6), ANSWERS, FOLDS)
    after = judge_reports(TEXTS, range(6), _change(ANSWERS, 1), FOLDS)
    assert [two for two in before if _differ(before[two], after[two])] == [(0, 0), (0, 2), (2, 2)]


def test_pairs_are_judged_without_the_answers_of_either_fold() -> None:
    keys = [f"{n}/{doc}" for n in range(6) for doc in "ab"]
    pairs = [(a, b) for a in keys for b in keys if a < b]
    folds = {key: int(FOLDS[int(key[0])]) for key in keys}
    draw = np.random.default_rng(1)
    same = np.array([a[0] == b[0] for a, b in pairs], float)
    rows = np.column_stack((same + draw.normal(0, 0.5, len(pairs)), draw.normal(0, 1, len(pairs))))
    held = np.array([folds[a] == 1 or folds[b] == 1 for a, b in pairs])
    before, after = (
        score_pairs(pairs, rows, same, folds),
        score_pairs(pairs, rows, np.where(held, 1 - same, same), folds),
    )
    assert [p for p, own in zip(pairs, held, strict=True) if own and before[p] != after[p]] == []
    assert before != after


def test_b_cubed_counts_each_report_once() -> None:
    gold = {"a": "x", "b": "x", "c": "y"}
    assert b_cubed(gold, [("a", "b"), ("c",)]) == {"p": 100.0, "r": 100.0, "f1": 100.0}
    assert b_cubed(gold, [("a", "b", "c")]) == {"p": 55.6, "r": 100.0, "f1": 71.4}
