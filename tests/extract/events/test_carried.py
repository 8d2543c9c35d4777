"""Days that a statement takes over from another statement of the same event."""

from dataclasses import replace

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def dates(text):
    """Give (trigger, earliest, latest, inferred from) of each event of a report of 18 November 2031, a Tuesday."""
    [page] = parse_reports([replace(report_of_text(text, published="2031-11-18"), outlet="The Orva Post")])
    found = find_events(page, (), find_counts(page, ()).counts).events
    return [(e.trigger.text, e.date and (e.date.earliest, e.date.latest, e.date.inferred_from)) for e in found]


def test_an_opening_without_a_date_takes_the_day_told_later():
    text = (
        "Rebels have released 31 hostages, the bishop said.\n\n"
        "The farmers were freed by the rebels on Sunday in the hamlet of Piedra."
    )
    assert dict(dates(text))["have released"] == ("2031-11-16", "2031-11-16", "text")


def test_the_same_people_are_still_those_of_the_day_before():
    text = "Nine students were arrested by soldiers on Thursday.\n\nThe students were arrested by soldiers at the university."
    assert {d[1] for d in dates(text) if d[1]} >= {("2031-11-13", "2031-11-13", "text")}


def test_news_takes_no_day_that_is_no_news():
    text = "Rebels freed a nurse.\n\nIn June the rebels had freed a nurse in Orva."
    assert dict(dates(text))["freed"] == ("2031-11-17", "2031-11-18", "published")


def test_figures_that_differ_carry_nothing():
    text = "Rebels freed nine hostages.\n\nOn Friday the rebels freed two hostages in Orva."
    assert dates(text)[0][1] == ("2031-11-17", "2031-11-18", "published")


def test_that_day_is_the_day_of_the_same_kind_of_event():
    text = "The last nine hostages taken on May 7, 2029 went free on Monday. All were soldiers captured by rebels that day."
    assert dict(dates(text))["captured"] == ("2029-05-07", "2029-05-07", "text")


def test_a_day_after_counts_back_from_what_began():
    text = "The largest prisoner exchange of the war began today, a day after the rebels let two Orvan hostages go."
    assert ("2031-11-17", "2031-11-17") in [d[1][:2] for d in dates(text) if d[1]]
