"""Which date words of a sentence are an event's own, and what news told without a date may mean."""

from dataclasses import replace

import pytest

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def dates(text, published="2031-11-18"):
    """Give the earliest and latest day of each event, by its trigger."""
    [page] = parse_reports([replace(report_of_text(text, published=published), outlet="The Orva Post")])
    found = find_events(page, (), find_counts(page, ()).counts).events
    return {e.trigger.text: (e.date.earliest, e.date.latest) if e.date else None for e in found}


def day(text):
    return (text, text)


def test_the_day_behind_a_participle_is_the_participles():
    text = "Three aid workers kidnapped on 10 November in the north have been freed, their office said on Monday."
    found = dates(text)
    assert found["kidnapped"] == day("2031-11-10")
    assert found["have been freed"] == ("2031-11-16", "2031-11-17")


def test_the_release_that_is_ordered_lies_ahead_and_the_arrest_before_it_does_not():
    text = "A court on Monday ordered the release of nine students arrested on Thursday."
    assert dates(text)["arrested"] == day("2031-11-13")


def test_a_day_that_opens_what_is_announced_is_of_what_is_announced():
    text = "The ministry informs that on 12 November, as a result of talks, 90 soldiers were returned from captivity."
    assert day("2031-11-12") in dates(text).values()


@pytest.mark.parametrize("text", ["He has been held since 9 June.", "The nine hostages have been held since 9 June."])
def test_one_who_is_held_since_a_day_was_taken_on_it(text):
    assert dates(text) == {"has been held" if text.startswith("He") else "have been held": day("2031-06-09")}


def test_arrests_since_a_day_are_of_any_day_since():
    assert dates("Nine hostages have been killed since 9 June.") == {"have been killed": ("2031-06-09", "2031-11-18")}


def test_a_verb_that_goes_on_in_the_same_clause_shares_its_day():
    text = (
        "They boarded a plane for Grell, where the hostages landed on Monday night and were met by President Alar Venn."
    )
    assert dates(text)["were met"] == day("2031-11-17")


def test_one_death_is_news_and_a_toll_is_not():
    assert dates("A detainee from Orva has died in custody.") == {"has died": ("2031-11-17", "2031-11-18")}
    assert dates("The war has killed 900 prisoners.") == {"has killed": None}


def test_a_bare_participle_goes_along_with_its_main_verb():
    text = "Gunmen attacked Tanga village on Monday night, killing seven people and abducting about 40 others."
    assert dates(text) == {"killing": day("2031-11-17"), "abducting": day("2031-11-17")}


def test_the_day_of_a_later_verb_is_not_that_of_one_before_a_stop():
    text = "He was abducted from his home in Nirova; he died in captivity in January 2030."
    assert dates(text)["was abducted"] != ("2030-01-01", "2030-01-31")


def test_a_day_that_opens_a_sentence_holds_for_its_coordinated_clauses():
    text = "Last Friday a ship was hijacked off Hadda; its 21 sailors were taken hostage by pirates."
    assert dates(text)["were taken hostage"] == day("2031-11-14")


def test_what_a_release_followed_has_the_day_and_not_the_release():
    text = "The bishop said the release of nine hostages followed a meeting at the hotel last Thursday."
    assert dates(text)["release"] != day("2031-11-13")


def test_an_arrest_two_days_before_a_death_is_counted_from_it():
    text = "On 14 November a prisoner died in custody, two days after his arrest at a cafe."
    assert dates(text)["arrest"] == day("2031-11-12")
