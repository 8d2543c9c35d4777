"""Phrases that say where: one phrase, one place, with its precision and id; governments and bodies are none."""

import pytest

from sayso.language.gazetteer import look_up_place
from sayso.language.parsing import load_parser
from sayso.language.places import find_places


def places(text):
    return [(p.name, p.precision, p.gazetteer) for p in find_places(load_parser()(text))]


@pytest.mark.parametrize(
    ("text", "name", "precision", "gazetteer"),
    [
        ("Nine were freed in northern Peru.", "northern Peru", "region", None),
        ("Nine were freed in Peru.", "Peru", "country", "iso3166-1:PE"),
        ("Nine were freed in Arequipa, southern Peru.", "Arequipa, southern Peru", "town", "geonames:3947322"),
        ("They were taken to the hospital.", "the hospital", "point", None),
        ("They were seized at Lima airport.", "Lima airport", "point", None),
        ("They were held in Loreto province.", "Loreto province", "region", "iso3166-2:PE-LOR"),
        ("Forty died in Peru and Bolivia.", "Peru and Bolivia", "country", None),
    ],
)
def test_a_phrase_is_one_place_with_its_precision(text, name, precision, gazetteer):
    assert (name, precision, gazetteer) in places(text)


def test_a_government_named_by_its_capital_is_no_place():
    assert places("Lima welcomed the release of nine soldiers.") == []


def test_dates_and_people_are_no_places():
    assert places("They were freed on March 7 and handed to Anna Brandt.") == []


def test_an_unknown_name_keeps_no_id():
    assert places("They were kidnapped in Quorvantesh.") == [("Quorvantesh", "town", None)]


def test_spellings_of_one_town_meet_and_namesakes_follow_the_country():
    assert look_up_place("Kiev") == look_up_place("Kyiv")
    assert look_up_place("Punjab", {"PK"}).country == "PK"
    assert look_up_place("Punjab", {"IN"}).country == "IN"
