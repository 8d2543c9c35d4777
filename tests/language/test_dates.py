"""Date words become ranges of days, each with the rule that gave it."""

from datetime import date

import pytest

from sayso.language.dates import DateAnchor, ToldDays, find_dates, resolve_date, told_without_date

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
        ("a week ago", "past", "2031-02-08", "2031-02-10"),
        ("at the weekend", "past", "2031-02-15", "2031-02-16"),
        ("over the past 48 hours", "past", "2031-02-14", "2031-02-16"),
        ("in the past week", "past", "2031-02-09", "2031-02-16"),
        ("earlier this month", "past", "2031-02-01", "2031-02-16"),
        ("in March last year", "past", "2030-03-01", "2030-03-31"),
        ("on 8 May of last year", "past", "2030-05-08", "2030-05-08"),
        ("on the night of 7 to 8 February", "past", "2031-02-07", "2031-02-08"),
        ("between 30 January and 2 February", "past", "2031-01-30", "2031-02-02"),
        ("from 1 to 31 August 2030", "past", "2030-08-01", "2030-08-31"),
        ("on New Year's Eve", "past", "2030-12-31", "2030-12-31"),
        ("on the eve of Christmas", "past", "2030-12-24", "2030-12-24"),
        ("after Eid al-Fitr 2031", "past", "2031-01-23", "2031-02-16"),
        ("at the end of January", "past", "2031-01-16", "2031-01-31"),
        ("9.6.2030", "past", "2030-06-09", "2030-06-09"),
        ("in the first week of January", "past", "2031-01-01", "2031-01-07"),
        ("in the last week of January 2030", "past", "2030-01-25", "2030-01-31"),
        ("the third quarter of 2030", "past", "2030-07-01", "2030-09-30"),
        ("within three days", "future", "2031-02-16", "2031-02-19"),
        ("within the next two weeks", "future", "2031-02-16", "2031-03-02"),
        ("the 9th of January", "past", "2031-01-09", "2031-01-09"),
        ("on the 12th of this month", "past", "2031-02-12", "2031-02-12"),
        ("the twenty-seventh of last month", "past", "2031-01-27", "2031-01-27"),
        ("between the 3rd and the 5th of last month", "past", "2031-01-03", "2031-01-05"),
        ("on the 5th of next month", "future", "2031-03-05", "2031-03-05"),
        ("in the first week of last month", "past", "2031-01-01", "2031-01-07"),
        ("in the summer of 1994", "past", "1994-06-01", "1994-09-01"),
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


NOVEMBER = DateAnchor(date(2031, 11, 18))


def after(day, last=None):
    days = ToldDays(day, last or day, near=True)
    return NOVEMBER.after(days)


def test_a_day_or_month_that_has_been_in_the_year_of_the_report_is_of_that_year():
    found = resolve_date("on 9 March", NOVEMBER)
    assert (found.earliest, found.rule) == ("2031-03-09", "day without a year, in the year of the anchor")
    assert resolve_date("In June", NOVEMBER).latest == "2031-06-30"
    assert resolve_date("on 9 December", NOVEMBER).latest == "2030-12-09"


def test_a_year_told_just_before_is_the_year_of_the_days_after_it():
    found = resolve_date("on 4 June", after(date(2028, 3, 1), date(2028, 3, 31)))
    assert (found.earliest, found.inferred_from) == ("2028-06-04", "text")
    assert resolve_date("on 2 January", after(date(2028, 3, 1))).earliest == "2029-01-02"
    assert resolve_date("on 8 November", after(date(2029, 1, 1), date(2029, 12, 31))).earliest == "2029-11-08"


def test_the_same_month_is_the_one_told_last():
    told = SUNDAY.after(ToldDays(date(2028, 4, 9), date(2028, 4, 9)))
    assert resolve_date("on the 14th of the same month", told).earliest == "2028-04-14"
    assert resolve_date("on the 4th of the month", SUNDAY).earliest == "2031-02-04"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On 14 March 60 men were taken.", "On 14 March"),
        ("On March 14 60 men were taken.", "On March 14"),
        ("On 5 March 22 hostages were freed.", "On 5 March"),
        ("On 14 March 12,000 people fled.", "On 14 March"),
        ("On 14 March 89 nine men were taken.", "On 14 March"),
        ("On 14 March 89, nine men were taken.", "On 14 March 89"),
        ("Nine were taken on 14 March 89 in Orva.", "on 14 March 89"),
    ],
)
def test_a_figure_behind_a_day_is_a_count_where_words_go_on(text, words):
    assert [d.text for d in find_dates(text)] == [words]


def test_a_year_told_paragraphs_before_holds_for_a_day_that_is_not_of_this_year():
    told = DateAnchor(date(2031, 4, 2)).after(ToldDays(date(1994, 6, 1), date(1994, 9, 1)))
    assert resolve_date("on 11 July", told).earliest == "1994-07-11"
    assert resolve_date("on 9 February", told).earliest == "2031-02-09"


def test_news_of_the_last_days_stays_news_after_an_older_year():
    assert resolve_date("on 14 November", after(date(2028, 3, 1))).earliest == "2031-11-14"


def test_a_day_of_the_period_reported_on_is_of_its_year():
    anchor = DateAnchor(date(2031, 4, 2), period=(date(2029, 1, 1), date(2029, 12, 31)))
    found = resolve_date("on 3 March", anchor)
    assert (found.earliest, found.inferred_from) == ("2029-03-03", "text")


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("the following day", "2031-09-18", "2031-09-18"),
        ("the next morning", "2031-09-18", "2031-09-18"),
        ("The same evening", "2031-09-17", "2031-09-17"),
        ("later that day", "2031-09-17", "2031-09-17"),
        ("the day before", "2031-09-16", "2031-09-16"),
        ("two days later", "2031-09-19", "2031-09-19"),
        ("ten days earlier", "2031-09-07", "2031-09-07"),
        ("hours later", "2031-09-17", "2031-09-18"),
        ("on the 21st", "2031-09-21", "2031-09-21"),
        ("on the 3rd", "2031-10-03", "2031-10-03"),
        ("on the morning of the 19th", "2031-09-19", "2031-09-19"),
        ("the following Saturday", "2031-09-20", "2031-09-20"),
        ("the previous week", "2031-09-08", "2031-09-14"),
        ("the year before", "2030-01-01", "2030-12-31"),
        ("in October of that year", "2031-10-01", "2031-10-31"),
    ],
)
def test_steps_count_from_what_was_told_last(words, earliest, latest):
    found = resolve_date(words, after(date(2031, 9, 17)))
    assert (found.earliest, found.latest, found.inferred_from) == (earliest, latest, "text")


def test_a_step_may_open_a_sentence():
    assert [d.text for d in find_dates("Two days later one of the four escaped.")] == ["Two days later"]


def test_a_step_from_nothing_told_keeps_its_words():
    found = resolve_date("two days later", NOVEMBER)
    assert (found.earliest, found.rule) == (None, "step: no day told before it to count from")


def test_the_day_before_something_else_counts_from_that():
    assert find_dates("Nine were seized the day before a peace conference opened.") == ()


def test_figures_take_the_order_that_another_date_shows():
    assert resolve_date("3-4-2030", DateAnchor(date(2031, 2, 16), day_first=True)).latest == "2030-04-03"
    assert resolve_date("3-4-2030", DateAnchor(date(2031, 2, 16), day_first=False)).earliest == "2030-03-04"


def test_bare_years_in_lists_are_dates_and_numbers_are_not():
    for text in ("Ada Quill (2028)", "Tor Belman, arrested 2028.", "2028: nine were taken"):
        assert [d.kind for d in find_dates(text)] == ["year"], text
    assert find_dates("They hold 2028 prisoners under Law 2019, in room 2030.") == ()


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
