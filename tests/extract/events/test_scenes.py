"""The day and place of one sentence, or of a heading, hold for what is told behind it in the plain past."""

from dataclasses import replace

import pytest

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.ingest.segments import lay_out
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def told(text, published="2031-11-18"):
    """Give trigger to (earliest, latest, place) of each event of a report of 18 November 2031, a Tuesday."""
    report = replace(report_of_text(text, published=published), outlet="The Orva Post")
    [page] = parse_reports([replace(report, segments=lay_out(text, find_title=False).segments)])
    found = find_events(page, (), find_counts(page, ()).counts).events
    return {
        e.trigger.text: (e.date and e.date.earliest, e.date and e.date.latest, e.place and e.place.name) for e in found
    }


@pytest.mark.parametrize(
    ("text", "words", "day", "place"),
    [
        (
            "On 4 November militiamen raided the village of Opren. They seized eleven men as hostages.",
            "seized",
            "2031-11-04",
            "the village of Opren",
        ),
        (
            "A bus was stopped outside Telmar on 2 November. Gunmen abducted nine passengers.",
            "abducted",
            "2031-11-02",
            "Telmar",
        ),
        (
            "The two sides met at the Brusk crossing on Friday. Each handed over 60 prisoners of war.",
            "handed over",
            "2031-11-14",
            "the Brusk crossing",
        ),
        (
            "The two sides met at the Brusk crossing on Friday.\n\nEach handed over 60 prisoners of war.",
            "handed over",
            "2031-11-14",
            None,
        ),
    ],
)
def test_a_narrative_stays_at_the_day_and_place_it_has_reached(text, words, day, place):
    assert told(text)[words] == (day, day, place)


@pytest.mark.parametrize(
    "text",
    [
        "On 4 November gunmen abducted nine teachers. They were freed by police.",
        "A bridge was closed on 4 November. Rebels have freed nine hostages.",
        "The talks will open on 21 November. Rebels freed nine hostages.",
        "The talks opened in June. Rebels freed nine hostages.",
    ],
)
def test_news_that_turns_elsewhere_keeps_its_day(text):
    words = next(w for w in ("were freed", "have freed", "freed") if w in text)
    assert told(text)[words][:2] == ("2031-11-17", "2031-11-18")


def test_a_day_in_a_heading_holds_for_what_stands_under_it():
    heading = "Exchange of prisoners, 12 November\n\n"
    found = told(heading + "Orvania freed 40 soldiers at the Lovek bridge. In return Tarsk handed over 38 men.")
    assert found["freed"][:2] == found["handed over"][:2] == ("2031-11-12", "2031-11-12")


def test_what_a_bulletin_tells_happened_on_its_day_or_the_one_before():
    found = told(
        "Bulletin of 9 November 2031\n\nTwo nurses were kidnapped near Dolvar. Rebels released a priest in Sarn."
    )
    assert {d[:2] for d in found.values()} == {("2031-11-08", "2031-11-09")}


def test_an_entry_of_a_chronology_happened_on_its_day():
    found = told("11 November: Two policemen are kidnapped in Holm.\n13 November: The policemen are released at Sidra.")
    assert found["are kidnapped"] == ("2031-11-11", "2031-11-11", "Holm")
    assert found["are released"] == ("2031-11-13", "2031-11-13", "Sidra")


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        (
            "Ilan Dovrek was abducted on 3 September 2030. He was released 14 months after he was abducted.",
            "was released",
            "2031-10-19",
            "2031-11-18",
        ),
        (
            "The engineer was kidnapped on 10 October. Five days after he was kidnapped he was freed in Sarn.",
            "was freed",
            "2031-10-15",
            "2031-10-15",
        ),
    ],
)
def test_so_long_after_an_event_is_counted_from_its_day_told_before(text, words, first, last):
    assert told(text)[words][:2] == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        (
            "The exchange of prisoners, which was to have taken place on 15 November at Lovek, was cancelled.",
            "exchange",
            "2031-11-15",
        ),
        ("Tarsk called off a prisoner swap set for Thursday.", "prisoner swap", "2031-11-20"),
        ("Tarsk called off a prisoner swap set for Monday.", "prisoner swap", "2031-11-17"),
    ],
)
def test_what_was_called_off_keeps_the_day_it_was_meant_for(text, words, day):
    found = next(v for k, v in told(text).items() if words in k or k in words)
    assert found[:2] == (day, day)
