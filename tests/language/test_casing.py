"""Upper-case copy gets its case back; nothing else is touched, and no letter moves."""

import pytest
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


def test_a_surname_that_is_a_dictionary_word_takes_its_capital_after_a_first_name():
    lines = restore_case(
        [
            "THE FARMER HERNANDO PELVO PARKER WAS KIDNAPPED NEAR ORVANDO ON 3 APRIL.",
            "PELVO SOARES, HIS PARTNER, SAID THAT THE WOMEN WERE FREE AND THAT I COULD GO.",
        ]
    )
    assert lines[0] == "The farmer Hernando Pelvo Parker was kidnapped near Orvando on 3 April."
    assert lines[1] == "Pelvo Soares, his partner, said that the women were free and that I could go."


def test_initials_that_take_the_article_stay_as_they_are():
    lines = restore_case(["MEMBERS OF THE ULKAD SAID SO.", "THE ULKAD FREED TWO.", "ULKAD FIGHTERS LEFT FOR QUORVA."])
    assert [line.count("ULKAD") for line in lines] == [1, 1, 1]
    assert "Quorva" in lines[2]


def test_a_body_named_by_what_it_is_of_keeps_its_first_word():
    [line] = restore_case(["THE GROUP CALLED ARMY OF NATIONAL RESISTANCE (ANR) FREED THE ENGINEERS."])
    assert line == "The group called Army of National Resistance (ANR) freed the engineers."


@given(st.lists(st.text(max_size=60), max_size=5))
def test_every_sentence_keeps_its_length(lines):
    assert [len(s) for s in restore_case(lines)] == [len(s) for s in lines]
    assert [s.casefold() for s in restore_case(lines)] == [s.casefold() for s in lines]


def test_a_quoted_sentence_begins_with_a_capital():
    [line] = restore_case(['THE GOVERNOR OF ORVANDO SAID: "THERE WILL BE NO TALKS WITH THESE MEN."'])
    assert line == 'The governor of Orvando said: "There will be no talks with these men."'


@pytest.mark.parametrize("odd", ["ß", "ŉ", "ﬁ", "ΐ", "İ", "ǆ"])
def test_letters_without_a_single_capital_shift_no_offset(odd):
    text = f"{odd}GOMA POLICE FREED 12 MEN IN THE CITY TODAY. “{odd}LL IS WELL,” OFFICIALS SAID ON MONDAY EVENING."
    for printed in (text, text.replace("GOMA", "goma"), f"“{odd}” {text}"):
        assert [len(s) for s in restore_case([printed])] == [len(printed)]
