"""Cues that the reader does not see: answers of an interview, a verb at the end of the sentence, figures that a body tells."""

import pytest


def said(result):
    return [(a.speaker.name, a.content[0].text, a.quotation) for a in result.attributions if a.claim]


def test_the_answers_of_an_interview_are_said_by_the_one_who_gives_them(read):
    text = (
        "Aid worker Mira Sand was freed last week.\n\nNRT: Were you beaten?\n\nSand: Not I. The men were, with cables.\n\n"
        "NRT: And the priest?\n\nSand: They broke his arm."
    )
    assert said(read(text)) == [
        ("Mira Sand", "Not I. The men were, with cables.", "direct"),
        ("Mira Sand", "They broke his arm.", "direct"),
    ]


def test_a_line_with_a_colon_alone_is_no_interview(read):
    assert said(read("Mira Sand is free.\n\nSand: the long way home")) == []


@pytest.mark.parametrize("end", ["it threatened", "the group warned"])
def test_a_verb_at_the_end_brings_the_whole_sentence(read, end):
    text = f"The Dawn Front demanded money. If none came, one of them would be hurt, {end}."
    found = read(text, ("money", "The Dawn Front", "demanded"))
    assert said(found)[-1] == ("Dawn Front", "If none came, one of them would be hurt", "indirect")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Ferry Board counts 2,316 people held since May.", "2,316 people held since May"),
        ("The Ferry Board, in a return of 1921, gave the dead as 2,611.", "the dead as 2,611"),
        ("The historian Ada Quill, who has read it, makes it 2,950 at least.", "it 2,950 at least"),
    ],
)
def test_a_body_or_person_tells_figures(read, text, content):
    [(_, words, _)] = said(read(text))
    assert words == content


@pytest.mark.parametrize(
    "text", ["The prison wall counts 400 bricks.", "He gave the boy at five a coin.", "They made it home."]
)
def test_what_only_looks_like_a_figure_told_is_none(read, text):
    assert said(read(text)) == []


def test_the_clause_before_she_said_has_its_subject(read):
    text = "Her driver, who was taken with her, was shot within days, she said. His body is lost."
    found = read(
        "Mira Sand is home. " + text,
        (("was shot within days", "His body is lost"), "she", "said"),
    )
    assert said(found) == [("Mira Sand", "Her driver, who was taken with her, was shot within days", "indirect")]


def test_a_part_of_an_answer_that_was_read_gives_way_to_the_answer(read):
    text = (
        "Cook Bo Lind was freed last week.\n\nQO: How did they feed you?\n\nLind: Badly. Rice, mostly.\n\n"
        "QO: Did you flee?\n\nLind: Twice. They took our shoes."
    )
    found = read(text, ("Badly.", "Lind", ":"))
    assert [words for _, words, _ in said(found)] == ["Badly. Rice, mostly.", "Twice. They took our shoes."]
