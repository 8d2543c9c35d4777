"""Upper-case copy gets its case back; nothing else is touched, and no letter moves."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.casing import restore_case


def test_names_take_capitals_and_other_words_none():
    [line] = restore_case(["THE MAYOR OF ORVANDO, LUIS PERALZA, WAS KIDNAPPED ON 5 JANUARY BY ARMED MEN."])
    assert line == "The mayor of Orvando, Luis Peralza, was kidnapped on 5 January by armed men."


def test_an_abbreviation_gives_capitals_to_the_words_it_stands_for():
    lines = restore_case(
        [
            "THE VALDESIAN SOIL MOVEMENT [VSM] HOLDS NINE SOLDIERS.",
            "THE VSM SAID THAT THE SOIL WOULD SPEAK FOR THE VALDESIAN SOIL MOVEMENT.",
        ]
    )
    assert lines[0].startswith("The Valdesian Soil Movement [VSM] holds nine soldiers")
    assert lines[1] == "The VSM said that the soil would speak for the Valdesian Soil Movement."


def test_mixed_case_is_left_alone():
    lines = ["Four left. UN staff AGREED.", "NATO"]
    assert restore_case(lines) == lines


def test_ranks_and_articles_stand_before_names():
    [line] = restore_case(["ACCORDING TO GENERAL ORVANDEZ, THE GENERAL FLEW TO EL TAMBRAL WITH THE NATIONAL GUARD."])
    assert line == "According to General Orvandez, the general flew to El Tambral with the National Guard."


@given(st.lists(st.text(max_size=60), max_size=5))
def test_every_sentence_keeps_its_length(lines):
    assert [len(s) for s in restore_case(lines)] == [len(s) for s in lines]
    assert [s.casefold() for s in restore_case(lines)] == [s.casefold() for s in lines]
