"""A participle behind its noun is no main verb, where a finite verb of the same subject follows."""

import pytest

from sayso.language.parsing import load_parser
from sayso.language.reduced_clauses import mend_reduced_clauses


def hung(text, *words):
    doc = mend_reduced_clauses(load_parser()(text))
    return [(t.dep_, t.head.text) for t in doc if t.text in words]


def test_two_finite_verbs_in_a_row_are_a_reduced_clause_and_its_main_verb():
    text = "Three aid workers kidnapped a week ago in the north have been freed, the board said."
    assert hung(text, "kidnapped", "workers") == [("nsubjpass", "freed"), ("acl", "workers")]


def test_a_name_behind_a_preposition_is_not_the_subject_of_the_next_verb():
    text = "Seven fishermen captured last Wednesday off Cape Ansel are still held in the village."
    assert hung(text, "captured", "fishermen", "Ansel") == [
        ("nsubjpass", "held"),
        ("acl", "fishermen"),
        ("pobj", "off"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nine men were seized and have been freed.",
        "Gunmen seized nine men, and two have been freed.",
        "The men fled but were caught.",
    ],
)
def test_joined_clauses_stay_as_they_are(text):
    parser = load_parser()
    before = [(t.dep_, t.head.i) for t in parser(text)]
    assert [(t.dep_, t.head.i) for t in mend_reduced_clauses(parser(text))] == before
