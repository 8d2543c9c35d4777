"""What the dates of a report are read against: its own day, its period, and the days told before."""

from sayso.extract.events.anchors import read_report_days
from sayso.language.dates import resolve_date
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def days(text, published="2031-11-18"):
    """Give each sentence's date words with the days they mean."""
    [page] = parse_reports([report_of_text(text, published=published)])
    found = read_report_days(page).sentences
    return {
        d.text: resolve_date(d, a).earliest
        for one in found.values()
        for d, a in zip(one.words, one.anchors, strict=True)
    }


def test_steps_count_from_the_main_clause_and_not_from_the_saying():
    text = "On 17 September, 26 men were held, the court said on Friday. Ten were freed the following day."
    assert days(text)["the following day"] == "2031-09-18"


def test_of_two_days_the_main_clause_tells_the_one_to_count_from():
    text = "A court freed nine men on Monday who had been arrested on Thursday. The same evening they were home."
    assert days(text)["The same evening"] == "2031-11-17"


def test_a_year_holds_to_the_end_of_its_paragraph():
    text = "She was arrested in March 2028. On 4 June she was moved.\n\nOn 4 July nine others were freed."
    assert (days(text)["On 4 June"], days(text)["On 4 July"]) == ("2028-06-04", "2031-07-04")


def test_a_heading_says_which_year_is_reported_on():
    text = "Prisons of Orva, 2029\n\nOn 3 March nine men were arrested."
    assert days(text, published="2031-04-02")["On 3 March"] == "2029-03-03"


def test_copy_that_nothing_else_dates_takes_the_day_its_first_line_ends_with():
    text = "Statement of the Council, Orva, 9 May 2031\n\nOn 6 May we freed the pilot."
    assert days(text, published=None)["On 6 May"] == "2031-05-06"


def test_dates_in_figures_follow_the_order_that_one_of_them_shows():
    text = "On 27/08/2031 nine were taken. They were freed on 3/9/2031."
    assert days(text)["on 3/9/2031"] == "2031-09-03"
