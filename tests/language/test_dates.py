"""Date words become ranges of days, each with the rule that gave it."""

from datetime import date

import pytest

from sayso.language.dates import DateAnchor, find_dates, resolve_date, told_without_date

SUNDAY = DateAnchor(date(2031, 2, 16))


@pytest.mark.parametrize(
    ("words", "tense", "earliest", "latest"),
    [
        ("on Saturday", "past", "2031-02-15", "2031-02-15"),
        ("on Sunday", "past", "2031-02-16", "2031-02-16"),
        ("on Saturday", "future", "2031-02-22", "2031-02-22"),
        ("Earlier on Saturday", "past", "2031-02-15", "2031-02-15"),
        ("next Saturday", "future", "2031-02-22", "2031-02-22"),
        ("last Wednesday", "past", "2031-02-12", "2031-02-12"),
        ("today", "past", "2031-02-16", "2031-02-16"),
        ("yesterday afternoon", "past", "2031-02-15", "2031-02-15"),
        ("since Thursday", "past", "2031-02-13", "2031-02-16"),
        ("last week", "past", "2031-02-03", "2031-02-09"),
        ("in the past 24 hours", "past", "2031-02-15", "2031-02-16"),
        ("in 2014", "past", "2014-01-01", "2014-12-31"),
        ("Jan. 19", "past", "2031-01-19", "2031-01-19"),
        ("the fifteenth of January", "past", "2031-01-15", "2031-01-15"),
        ("on 30 DEC 89", "past", "1989-12-30", "1989-12-30"),
        ("2030-11-04", "past", "2030-11-04", "2030-11-04"),
        ("3-4-2030", "past", "2030-03-04", "2030-04-03"),
        ("15 Ramadan 1445", "past", "2024-03-24", "2024-03-26"),
        ("three days ago", "past", "2031-02-13", "2031-02-13"),
    ],
)
def test_words_become_days(words, tense, earliest, latest):
    found = resolve_date(words, SUNDAY, tense)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.rule


def test_a_month_without_a_year_spans_both_years_that_remain():
    found = resolve_date("In November", SUNDAY)
    assert (found.earliest, found.latest, found.inferred_from) == ("2029-11-01", "2030-11-30", "published")


def test_the_month_just_past_is_read_as_the_near_one():
    assert resolve_date("in January", SUNDAY).earliest == "2031-01-01"


def test_an_old_day_without_a_year_takes_the_year_printed_elsewhere_or_keeps_both():
    assert resolve_date("after 7 June", SUNDAY).earliest == "2029-06-07"
    known = DateAnchor(date(2031, 2, 16), printed=(date(2028, 6, 7),))
    assert resolve_date("after 7 June", known).earliest == "2028-06-07"


def test_the_dateline_goes_before_publication():
    found = resolve_date("today", DateAnchor(date(2031, 2, 16), dateline=date(2031, 2, 14)))
    assert (found.earliest, found.inferred_from) == ("2031-02-14", "dateline")


def test_the_third_day_of_a_truce_is_counted_from_its_first():
    anchor = DateAnchor(date(2031, 2, 16), starts=(("ceasefire", date(2031, 2, 10)),))
    found = resolve_date("the third day of the truce", anchor)
    assert (found.earliest, found.inferred_from) == ("2031-02-12", "text")


def test_what_cannot_be_computed_keeps_its_words():
    found = resolve_date("on Saturday", DateAnchor(None))
    assert (found.earliest, found.text, found.rule) == (None, "on Saturday", "weekday: no day to count from")
    assert resolve_date("February 30", SUNDAY).earliest is None
    assert told_without_date(DateAnchor(None)) is None


def test_explicit_dates_are_not_inferred():
    assert resolve_date("October 7, 2023", SUNDAY).inferred_from is None
    assert resolve_date("Jan. 19", SUNDAY).inferred_from == "published"


def test_what_is_no_date_is_left_alone():
    text = "He may march with 2000 prisoners on resolution 2735, aged 35, and paid $2000."
    assert find_dates(text) == ()


def test_offsets_are_exact():
    text = "Nine left late on Tuesday, and since Oct. 21st, 2030 none did; a week ago two had."
    for found in find_dates(text):
        assert text[found.start : found.end] == found.text
    assert [d.text for d in find_dates(text)] == ["late on Tuesday", "since Oct. 21st, 2030", "a week ago"]
