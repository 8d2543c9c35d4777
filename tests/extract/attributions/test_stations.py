"""Which mention of an outlet, agency or platform is a station of the words, and by which word."""

import pytest

from sayso.extract.attributions.drafts import open_scene
from sayso.extract.attributions.stations import find_media, find_stations
from sayso.extract.entities import find_entities
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def stations(text):
    page = next(parse_reports([report_of_text(text, outlet="The Quay Observer", published="2025-03-12")]))
    index, scene = find_entities(page), open_scene(page)
    scene.media = find_media(scene, index)
    return [(s.name, s.act) for s in find_stations(scene, index)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The soldier told interviewers from Channel Nine that he was well.", [("Channel Nine", "told")]),
        ("Minutes, which Reuters has seen, say that two were ill.", [("Reuters", "cited")]),
        ("“We knew,” said Mira Oskan, whose son is held, speaking to the BBC.", [("BBC", "told")]),
        ("Belman recalled it in an interview on Monday with Radio Calvane.", [("Radio Calvane", "told")]),
        ("The lawyer said so in response to a question from a BBC reporter.", [("BBC", "told")]),
        ("A diplomat told reporters from Reuters and the AFP.", [("Reuters", "told"), ("AFP", "told")]),
        ("Asked by NBC News, the envoy said that it was not.", [("NBC News", "told")]),
        ("He is well, the lawyer said via text message to Reuters.", [("Reuters", "told")]),
        ("Winther said so in remarks relayed by the Emirates News Agency.", [("Emirates News Agency", "reported")]),
        ("The men were beaten, the group said in a report obtained by the Guardian.", [("Guardian", "cited")]),
        ("“They were kind,” a sailor was quoted as saying by the Tarn Gazette.", [("Tarn Gazette", "cited")]),
        ("The dead numbered 76, according to an AFP tally.", [("AFP", "reported")]),
        ("Channel Nine aired a video in which a captive said that the guards had left.", [("Channel Nine", "reported")]),
        ("Kelm Radio's figures differ, but the minister said on state television that all were home.", [("state television", "published")]),
        ("Families said in a letter published in the Kelm Daily that they had lost hope.", [("Kelm Daily", "published")]),
        ("Speaking on the morning show of the broadcaster RTL, she said he was alive.", [("RTL", "reported")]),
        ("The list is complete, the ministry said through the website Free Dravia.", [("Free Dravia", "reported")]),
        ("Israeli media reported that two bodies were returned.", [("Israeli media", "reported")]),
        ("The road is open, Osk Wire reported, citing a pilot.", [("Osk Wire", "cited")]),
        ("In a statement on its verified Telegram account the brigade said so.", [("Telegram", "posted")]),
    ],
)  # fmt: skip
def test_what_hands_words_on_is_a_station(text, expected):
    assert stations(text) == expected


def test_the_station_goes_back_to_the_one_named(read):
    text = "Footage came from Channel Nine. A captain told the station that all were healthy."
    assert stations(text)[-1] == ("Channel Nine", "told")


def test_a_name_of_which_only_words_are_told_is_an_outlets():
    text = "Six are home, the mayor told Kestrelon. Two more are ill, a nurse told Kestrelon on Monday."
    assert stations(text) == [("Kestrelon", "told")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill, who once worked for Reuters, said ten were held.",
        "The editor of the Kelm Daily said ten were held.",
        "A columnist for the BBC was among those freed, the ministry said.",
        "In its daily report to the board the ministry said ten were held.",
        "A media aide to the mayor said ten were held.",
        "The mayor told the Harrow Front that ten were held. The Harrow Front freed six.",
        "The BBC office in Immer was searched, police said.",
        "The men were flown via the Kelm Base, police said.",
    ],
)
def test_a_name_beside_the_words_is_no_station(text):
    assert stations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A pilot told the agency that six had died, Interfax reports.", [("Interfax", "told"), ("Interfax", "reported")]),
        ("Six died, reports Kelm Sona, citing the press service of the port.", [("Kelm Sona", "cited")]),
        ("The Nadhir news agency said that six had died.", [("Nadhir", "reported")]),
        ("Rebel-run media reported that six had died.", [("Rebel-run media", "reported")]),
        ("In remarks reported by the BBC's Dravian service, he said six had died.", [("BBC", "reported")]),
        ("In comments carried by Selvia state television he said six had died.", [("Selvia state television", "reported")]),
        ("A leaked memo seen by the Kelm Daily says that six had died.", [("Kelm Daily", "cited")]),
        ("Six died, a post on the ministry's X account said.", [("X", "posted")]),
        ("Six died, Pell told a hall in Kelm in footage shown live by Al Jazeera.", [("Al Jazeera", "reported")]),
        ("Activists said via the Kelm Media Committee that six had died.", [("Kelm Media Committee", "reported")]),
    ],
)  # fmt: skip
def test_media_called_in_other_ways(text, expected):
    assert stations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six are free, Selna One television reported.", [("Selna One", "reported")]),
        ("The mayor said on the Selna One evening programme that six were free.", [("Selna One", "published")]),
        ("Six are free, a neighbour told Tarn Today.", [("Tarn Today", "told")]),
        ("Six are free, a source close to the talks told Korvan on Monday.", [("Korvan", "told")]),
        ("“Six are free,” SELNA quoted the mayor as saying.", [("SELNA", "cited")]),
        ("Six are free, SELNA said, quoting the mayor.", [("SELNA", "cited")]),
        ("Six are free, reported SELNA with reference to the mayor.", [("SELNA", "cited")]),
        ("In a message relayed through the Families Council, the mother said he was alive.", [("Families Council", "reported")]),
        ("Six are free, the Kelm bureau of Al Hadath reported.", [("Al Hadath", "reported")]),
        ("The Kelm-based agency Levantis quoted a priest. Six are free, he told Levantis.", [("Levantis", "reported"), ("Levantis", "told")]),
        ("The Korvan news agency, citing a priest, said so.", [("Korvan", "cited")]),
    ],
)  # fmt: skip
def test_media_that_no_list_knows(text, expected):
    assert stations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army said in a statement issued to the media that six were free.",
        "One had died, said a nurse who was not allowed to speak to the press.",
        "Six are free, an official told the aid agency Lantern Hand.",
        "Six are free, a guard told Ida Moss.",
    ],
)
def test_reporters_at_large_aid_agencies_and_people_are_no_stations(text):
    assert stations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor told Il Corso that six were free.", [("Il Corso", "told")]),
        ("The governor told Kanal 7 that six were free.", [("Kanal 7", "told")]),
        ("The governor, speaking live on Kanal 7, said six were free.", [("Kanal 7", "published")]),
        ("The governor was cited in An-Nour as saying six were free.", [("An-Nour", "published")]),
        ("In remarks published in An-Nour, a governor said six were free.", [("An-Nour", "published")]),
        ("The governor said in a statement received by Sinhai that six were free.", [("Sinhai", "cited")]),
        ("Citing two mediators, An-Nour reported that six were free.", [("An-Nour", "cited")]),
        ("The governor told the Varn Review’s Lena Ost that six were free.", [("Varn Review", "told")]),
        ("Six are free, declared Tor Belman, who led the mission, to Radio Faro.", [("Radio Faro", "told")]),
    ],
)  # fmt: skip
def test_where_only_media_stand_a_name_is_a_mediums(text, expected):
    assert stations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In an interview with Lena Ost, the governor said six were free.",
        "The governor said six were free in Osk, and was seen by Ida Moss.",
        "The order was published in Cairo, the governor said.",
    ],
)
def test_people_and_places_after_the_same_words_are_none(text):
    assert stations(text) == []
