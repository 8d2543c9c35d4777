"""Events of whole invented reports happen on the day and in the place that a careful reader gives them."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.extract.events.dated_reports import REPORTS

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text

TOLD = [(name, *event) for name, _, _, events in REPORTS for event in events]


@cache
def events_of(name):
    published, text = next((p, t) for n, p, t, _ in REPORTS if n == name)
    [page] = parse_reports([replace(report_of_text(text, published=published), outlet="The Orva Post")])
    return text, find_events(page, (), find_counts(page, ()).counts).events


def told(name, words):
    """The event whose trigger or mention shares most with the words."""
    text, events = events_of(name)
    begin = text.index(words)
    shared = [
        (min(s.end, begin + len(words)) - max(s.start, begin), -n, e)
        for n, e in enumerate(events)
        for s in (e.trigger, *e.mentions)
    ]
    best = max(shared, key=lambda s: s[:2])
    assert best[0] > 0, f"no event at {words!r}"
    return best[2]


def lies_in(day, found):
    """Whether the day, month or year lies in the range, which spans at most 3 days for a day."""
    first, last = date.fromisoformat(found.earliest), date.fromisoformat(found.latest)
    wide = (last - first).days > (3 if day.count("-") == 2 else 400)
    return not wide and found.earliest[: len(day)] <= day <= found.latest[: len(day)]


@pytest.mark.parametrize(("name", "words", "day"), [(n, w, d) for n, w, d, _ in TOLD if d])
def test_an_event_happened_on_its_day(name, words, day):
    found = told(name, words).date
    assert found, f"no date of {words!r}"
    assert lies_in(day, found), f"{found.earliest} to {found.latest}: {found.rule}"


@pytest.mark.parametrize(("name", "words", "place"), [(n, w, p) for n, w, _, p in TOLD if p])
def test_an_event_happened_in_its_place(name, words, place):
    found = told(name, words).place
    assert found, f"no place of {words!r}"
    assert place.casefold() in found.name.casefold() or found.name.casefold() in place.casefold()
