"""Which place of a sentence is an event's own."""

from dataclasses import replace

import pytest

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def places(text):
    [page] = parse_reports([replace(report_of_text(text, published="2031-11-18"), outlet="The Orva Post")])
    found = find_events(page, (), find_counts(page, ()).counts).events
    return {e.trigger.text: e.place.name if e.place else None for e in found}


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        (
            "On 3 November forces raided a house in Shobra district, arresting six students.",
            "arresting",
            "a house in Shobra district",
        ),
        (
            "Two policemen were killed and one was wounded when a bomb exploded at the garrison in Orva.",
            "were killed",
            "the garrison in Orva",
        ),
        ("Shelling of a market in the town of Irben killed at least 38 people.", "killed", "the town of Irben"),
        (
            "Three hostages were handed to the Red Cross in Sarra Square and driven to the base.",
            "were handed",
            "Sarra Square",
        ),
        ("He died in the military hospital of Ardan of injuries.", "died", "the military hospital of Ardan"),
    ],
)
def test_the_place_is_where_the_event_itself_was(text, trigger, place):
    assert places(text)[trigger] == place


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("He was moved to Qasar prison on 9 September and was released on 21 September.", "was released"),
        ("Three hostages kidnapped a week ago in the north of Boruna have been freed.", "have been freed"),
        ("Eleven pupils were kidnapped from a school in Rusava; they were released by the gang.", "were released"),
    ],
)
def test_the_place_of_another_verb_is_not_taken_over(text, trigger):
    assert places(text)[trigger] is None


def test_where_the_freed_are_now_is_not_where_they_were_freed():
    assert set(places("Two of the freed girls were in hospital in Orva.").values()) <= {None}
