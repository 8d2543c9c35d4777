"""Words led in by what stands before them: a colon above, points of a list, a mark in a headline, a cue inside a quotation."""

import pytest


def said(result):
    return [(a.speaker.name if a.speaker else None, " | ".join(c.text for c in a.content)) for a in result.attributions]


def test_a_paragraph_that_ends_in_a_colon_names_the_speaker_of_the_quotation_below(read):
    text = "Nurse Ada Quill, who saw the men, told the court:\n\n“They came at night. It was cold.\n\n“Nobody spoke.”\n\nThen she left."
    [found] = read(text).attributions
    assert (found.speaker.name, found.quotation) == ("Ada Quill", "direct")
    assert [c.text for c in found.content] == ["They came at night. It was cold.", "Nobody spoke."]
    assert found.cue[0].text == "told the court"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_points_of_a_list_are_said_by_the_one_who_leads_them_in(read, gap):
    text = gap.join(("The commission said:", "- ten men were freed;", "- two are ill."))
    assert said(read(text)) == [("commission", "ten men were freed | two are ill.")]


@pytest.mark.parametrize("lead", ["The men who came home:", "The total reads:"])
def test_a_list_that_nobody_tells_is_said_by_nobody(read, lead):
    assert said(read(f"{lead}\n\n- Tor Belman, a cook\n\n- Ivo Renn, a clerk")) == []


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("Corvane has returned the bodies of 12 men - Coordination Staff", "Coordination Staff", "Corvane has returned the bodies of 12 men"),
        ("Six pupils were found in a barn: police", "police", "Six pupils were found in a barn"),
        ("Talks have collapsed, says mayor Ada Quill", "Ada Quill", "Talks have collapsed"),
    ],
)  # fmt: skip
def test_the_one_after_the_mark_of_a_headline_says_it(read, text, who, words):
    assert said(read(text)) == [(who, words)]


@pytest.mark.parametrize(
    "end", [" - The Quay Observer", " - Reuters", " | Photo: Ada Quill", ": the long way home", " - in pictures"]
)
def test_what_ends_the_title_of_a_page_says_nothing(read, end):
    assert said(read(f"Six pupils were found in a barn{end}")) == []


def test_a_cue_inside_somebodys_words_brings_words_of_another(read):
    text = "“My brother told me, ‘Sell the boat, they want forty,’ and I sold it,” said Ana Kroll."
    found = read(text, (text[1 : text.index("”")], "Ana Kroll", "said"))
    assert said(found)[1] == ("My brother", "Sell the boat, they want forty,")
    assert found.attributions[1].within == found.attributions[0].id


def test_the_whole_of_who_told_it_is_named(read):
    text = "“The warden of Osk told us, ‘Nobody leaves by that door,’” said Ana Kroll."
    found = read(text, (text[1 : text.index("”")], "Ana Kroll", "said"))
    assert said(found)[1][0] == "warden of Osk"


def test_a_quotation_with_its_cue_is_no_part_of_what_the_court_heard(read):
    text = "The jury heard that Ivo Renn had texted: “Bring them before the tide.”"
    found = read(text, ("Ivo Renn had texted: “Bring them before the tide.”", "The jury", "heard that"))
    assert said(found)[-1] == ("Ivo Renn", "Bring them before the tide.")


@pytest.mark.parametrize("subject", ["Tor Belman", "He"])
def test_the_person_who_is_the_subject_of_the_sentence_before_speaks(read, subject):
    text = f"Teacher Tor Belman came home. {subject} shook his head. “Nobody asked us.”"
    [found] = read(text).attributions
    assert (found.speaker.name, found.claim) == ("Tor Belman", True)


def test_a_crowd_is_nobody_in_particular(read):
    [found] = read("The crowd fell silent. “They are never coming back.”").attributions
    assert found.speaker is None


def test_marks_that_are_missing_around_the_cue_are_read_in(read):
    text = '"We counted them at the gate, said the warden. There were nineteen."'
    [found] = read(text).attributions
    assert said(read(text)) == [("warden", "We counted them at the gate | There were nineteen.")]
    assert found.quotation == "direct"
