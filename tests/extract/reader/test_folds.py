"""Folds by house style: reports set alike are never parted, and every report lies in one fold."""

from evals.folds import FOLDS, split_by_style, style_of

SETS = [
    "“Ten are free,” he said — at last. It’s over.",
    '"Ten are free," he said -- at last. It\'s over.',
    "''Ten are free,'' Mr. Renn said - at last. It's over.",
    "“Ten are free,” he said. It’s over.",
    '"Ten are free," he said. It\'s over.',
    "“Ten are free,” Ms. Quill said. It’s over.",
]


def test_how_a_report_is_set_is_told_by_marks_titles_and_dashes():
    assert style_of(SETS[0]) == ("“", "’", False, "—")
    assert style_of(SETS[2]) == ("''", "'", True, " - ")
    assert len(set(map(style_of, SETS))) == len(SETS)


def test_reports_set_alike_are_never_parted():
    texts = [text for text in SETS for _ in range(4)]
    folds = split_by_style(texts)
    assert len(folds) == FOLDS
    assert sorted(i for fold in folds for i in fold) == list(range(len(texts)))
    for text in SETS:
        assert sum(any(texts[i] == text for i in fold) for fold in folds) == 1
