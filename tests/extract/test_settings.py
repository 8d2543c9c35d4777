"""Days and places that a report names, whether or not they are those of an event; names of places by the words around them."""

import pytest

from sayso.extract.entities import find_entities
from sayso.extract.events import find_events
from sayso.extract.named_places import name_places
from sayso.extract.settings import find_settings
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def parse(text, published="2031-02-18", wanted=lambda sentence: True):
    [page] = parse_reports([report_of_text(text, published=published)], lambda report: wanted)
    return page


def read(text):
    page = parse(text)
    index = find_entities(page)
    return find_settings(page, (), find_events(page, (), (), index), index)


def places(text):
    return [s.span.text for s in read(text) if s.place]


def days(text):
    return [(s.span.text, s.date.earliest) for s in read(text) if s.date]


def test_a_place_in_another_sentence_than_its_event_is_named():
    text = "Nine detainees were freed on Sunday. They left Orva prison at noon and were driven to Velm."
    assert places(text) == ["Orva prison", "Velm"]


def test_names_within_the_words_of_a_place_are_named_too():
    text = "Two hostages were handed over at a petrol station outside Gelt."
    assert places(text) == ["a petrol station outside Gelt", "Gelt"]


def test_a_name_with_a_stroke_is_one_name():
    assert places("Two hostages were handed over at a farm outside Nord-Kesh.")[1:] == ["Nord-Kesh"]


def test_a_day_told_beside_the_event_is_read_and_the_day_of_the_saying_is_not():
    text = (
        "The ministry said on Monday that nine detainees were freed on Sunday. The decree was printed on February 11."
    )
    assert days(text) == [("on Sunday", "2031-02-16"), ("on February 11", "2031-02-11")]


def test_a_day_before_a_comma_is_of_what_was_said_unless_it_opens_the_sentence():
    assert days("Nine came home on Sunday, the mission said.") == [("on Sunday", "2031-02-16")]
    assert days("On Monday, the mission said that nine detainees were freed.") == []


def test_a_step_counts_from_the_day_of_the_saying_where_nothing_else_was_told():
    [event] = [
        s
        for s in read("The mission said on Sunday that it had overseen an exchange of prisoners a day earlier.")
        if s.date
    ]
    assert event.date.earliest == "2031-02-15"


def test_a_plan_that_came_to_nothing_is_of_a_day_that_is_over():
    assert days("They were to have been released on Monday.") == [("on Monday", "2031-02-17")]


def test_the_dateline_is_where_the_report_was_written():
    assert places("VELM, Feb. 17 (KPA) - Nine detainees were freed on Sunday.") == []


def test_an_event_keeps_its_own_day_in_what_is_named():
    [told] = [s for s in read("The exchange of 40 prisoners is planned for Friday.") if s.date]
    assert (told.date.earliest, told.event) == ("2031-02-21", "e1")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They were kept west of Rafin Dulse for a week.", ["Rafin Dulse"]),
        ("The lorries passed the Podel border post.", ["Podel border post"]),
        ("It happened in the eastern province of Harat.", ["Harat"]),
        ("They boarded a ferry for Telak Lama.", ["Telak Lama"]),
        ("He fell in the battle for Dorvik.", ["Dorvik"]),
        ("The Orva prisons board said so.", []),
        ("The Kessian prison was full.", ["Kessian prison"]),
    ],
)
def test_words_around_a_name_tell_a_place_without_a_parse(text, named):
    page = parse(text, wanted=lambda sentence: False)
    index = find_entities(page)
    assert [p.name for s in page.sentences for p in name_places(page, s, index, ())] == named
