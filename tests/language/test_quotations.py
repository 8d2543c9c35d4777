"""Marks of every kind, open and nested; speech told from irony, titles, nicknames and inscriptions."""

import pytest

from sayso.language.quotations import find_quotations, quotation_purpose, stands_alone


def inner(text):
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We go,” she said. “Now.”", ["We go,", "Now."]),
        ('"We go," she said. "Now."', ["We go,", "Now."]),
        ("«We go», she said.", ["We go"]),
        ("„We go“, she said.", ["We go"]),
        ("‘We go,’ she said.", ["We go,"]),
        ("She said 'we go' twice.", ["we go"]),
        ("“We go ‘home’ today,” she said.", ["We go ‘home’ today,"]),
        ("Prisoners’ Club and the women's camp", []),
        ("It's the '90s and he'd come.", []),
        ("“The captives' families, he said", ["The captives' families, he said"]),
        ('A 6" pipe and a 7" pipe', []),
        ("“We are safe', he said.", ["We are safe"]),
        ('“Mixed marks" and “more”', ["Mixed marks", "more"]),
        ("``Old wire marks,'' he said.", ["Old wire marks,"]),
    ],
)
def test_marks(text, found):
    assert inner(text) == found


def test_a_mark_never_closed_runs_to_the_end_and_says_so():
    (quotation,) = find_quotations("He said: “We wait for them.")
    assert (quotation.closed, quotation.end) == (False, len("He said: “We wait for them."))


def test_a_new_opening_mark_ends_the_one_before():
    assert inner("“One “two” three") == ["One", "two"]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("He said “we shall see about that”.", "speech"),
        ("the “special” camp", "fragment"),
        ("She asked: “Why?”", "speech"),
        ("shirts with the slogan “We do not forget”", "inscription"),
        ("held a banner reading “Bring them all home”", "inscription"),
        ("the book “nine days in the reeds”", "title"),
        ("“The Long Road Home” was shown", "title"),
        ("Oran “Rook” Tessil", "nickname"),
    ],
)
def test_purpose(text, purpose):
    assert quotation_purpose(text, find_quotations(text)[0]) == purpose


@pytest.mark.parametrize(
    ("text", "alone"),
    [("“We are ready,”", True), ("“a firm stance”", False), ("“Wings”", False), ("“…We wait here now”", True)],
)
def test_quoted_words_that_are_a_sentence(text, alone):
    assert stands_alone(text, find_quotations(text)[0]) is alone


def test_a_long_paragraph_of_marks_is_read_in_time():
    assert len(find_quotations("“a” " * 5000)) == 5000
