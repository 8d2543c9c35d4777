"""Who is first described and named elsewhere: later, beside, by a name of their own choosing, or not at all."""

import pytest


def speakers(result):
    return [a.speaker.name if a.speaker else None for a in result.attributions]


@pytest.mark.parametrize(
    ("described", "later", "name"),
    [
        ("an army spokesman", "The spokesman, Colonel Tor Holm, named no place.", "Tor Holm"),
        ("their principal", "Sister Ada Quill, the principal, wept.", "Ada Quill"),
    ],
)
def test_an_office_is_named_by_whoever_takes_it_up(read, described, later, name):
    text = f"Six pupils are home, {described} said. {later}"
    assert speakers(read(text, ("Six pupils are home", described, "said"))) == [name]


def test_the_office_in_a_headline_is_named_in_the_copy(read):
    text = "Five out, mayor says\n\nFive people were let go, mayor Tor Belman said."
    assert speakers(read(text, ("Five out", "mayor", "says")))[0] == "Tor Belman"


@pytest.mark.parametrize(
    "rest",
    [
        "A police spokesman said two. The spokesman, Colonel Tor Holm, named no place.",
        "Colonel Tor Holm, a spokesman for the police, named no place.",
    ],
)
def test_one_of_several_stays_unnamed(read, rest):
    text = f"Six men are home, an army spokesman said. {rest}"
    assert speakers(read(text, ("Six men are home", "an army spokesman", "said")))[0] == "army spokesman"


@pytest.mark.parametrize(
    ("source", "after", "name"),
    [
        ("a woman who asked to be called Sela", "", "Sela"),
        ("A commander", ", who gave his name as Abu Rawad,", "Abu Rawad"),
        ("one of the girls, 16-year-old Comfort", "", "Comfort"),
    ],
)
def test_a_name_of_their_own_choosing_is_the_name(read, source, after, name):
    text = f"On Monday {source}{after} said six were home."
    assert speakers(read(text, ("six were home", source, "said"))) == [name]


def test_figures_at_the_front_of_a_sentence_come_from_no_body_named_before(read):
    text = "“We are sorry,” the Interior Ministry said. Official figures show that six men were taken."
    found = read(
        text, ("We are sorry,", "the Interior Ministry", "said"), ("six men were taken", "Official figures", "show")
    )
    assert speakers(found)[-1] == "Official figures"


def test_we_outside_quotation_marks_is_the_outlet(read):
    text = "We reported on Monday that six men were taken. “We are home,” Tor Belman said."
    found = read(text, ("six men were taken", "We", "reported"), ("We are home,", "Tor Belman", "said"))
    assert speakers(found) == ["The Quay Observer", "Tor Belman"]


def test_a_nom_de_guerre_is_the_name(read):
    text = "A spokesman, known by the nom de guerre Abu Layth, said six were home."
    assert speakers(read(text, ("six were home", "A spokesman", "said"))) == ["Abu Layth"]
