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
        ("They were seized on a road outside Karsuvo at the weekend.", "a road outside Karsuvo", "point", None),
        ("He was arrested at his office in Tel Ardan on Monday.", "his office in Tel Ardan", "point", None),
        ("Nine are held at the prison at Umm Dira.", "the prison at Umm Dira", "point", None),
        ("She was held at a checkpoint between Holm and Sidra.", "a checkpoint between Holm and Sidra", "point", None),
        ("They were taken on the road to Tunde, police said.", "the road to Tunde", "point", None),
        ("He died in a village called El Quorval.", "a village called El Quorval", "town", None),
        ("Nine hostages were freed at the Brusk crossing.", "the Brusk crossing", "point", None),
        ("In Sarn, gunmen kidnapped a doctor.", "Sarn", "town", None),
        ("Three men were captured at Sarn.", "Sarn", "town", None),
        ("They were released at Brusk on 9 November.", "Brusk", "town", None),
        (
            "They were taken near the village of Opren, in the Dolnek district of Lendava, on Monday.",
            "the village of Opren, in the Dolnek district of Lendava",
            "town",
            None,
        ),
        ("22 were abducted in Kumba locality, Western Sarif.", "Kumba locality, Western Sarif", "town", None),
        ("He was moved to Qasr prison on 9 September.", "Qasr prison", "point", None),
        ("Nine were handed over at the Rudnya border crossing.", "the Rudnya border crossing", "point", None),
        ("It rescued a girl from a boat on the river.", "a boat on the river", "point", None),
        (
            "They were let out on the far side of the Rafnah crossing.",
            "the far side of the Rafnah crossing",
            "point",
            None,
        ),
        ("Seven were captured off Cape Ansel are still held.", "Cape Ansel", "town", None),
    ],
)
def test_a_phrase_is_one_place_with_its_precision(text, name, precision, gazetteer):
    assert (name, precision, gazetteer) in places(text)


def test_a_place_does_not_swallow_what_follows():
    assert places("He had died in Ferrow of illnesses.") == [("Ferrow", "town", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Nine were abducted from Nirova, police said.",
        "On Monday two of our men were captured in Lesna.",
        "It took off from Abnar with 120 former detainees.",
        "There was no word from the mob in Tessavit, the town where two were freed.",
    ],
)
def test_a_name_that_nothing_knows_is_a_place_where_the_words_lead_to_one(text):
    [(name, _, gazetteer)] = [p for p in places(text) if p[0][0].isupper()]
    assert name in text
    assert gazetteer is None


def test_bodies_and_people_that_something_is_handed_to_are_no_places():
    assert places("They were transferred to the ICRC and handed to Ada Quill.") == []


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
