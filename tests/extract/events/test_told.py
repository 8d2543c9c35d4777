"""Invented sentences, each a report of its own: which events they tell, how they mean them, with which figures, days and places."""

from pathlib import Path

import pytest

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text

LINES = [
    line
    for line in Path(__file__).with_name("told.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES, ids=[line.split(" == ")[0] for line in LINES])
def test_what_is_told_is_read(line):
    text, wanted = line.replace("¶", "\n\n").split(" == ")
    (page,) = parse_reports([report_of_text(text, published="2031-06-12")])
    counts = find_counts(page, ()).counts
    events = find_events(page, (), counts).events
    figure = {c.id: f"{c.value.best:g}" for c in counts if c.value.best is not None}
    told = [_describe(e, figure) for e in events]
    for want in wanted.split(" ; "):
        if want.startswith("no "):
            assert want.removeprefix("no ") not in [e.type for e in events], told
        else:
            assert any(set(want.split()) <= have for have in told), told


def _describe(event, figure):
    """Every word that may be asked of an event: type, modality, n=figure, d=first..last day, p=place, role=each word of a name."""
    words = {event.type, event.modality, *(f"n={figure[c]}" for c in event.counts if c in figure)}
    if event.date is None:
        words.add("d=-")
    else:
        days = (event.date.earliest, event.date.latest)
        words.add(f"d={days[0]}" if days[0] == days[1] else f"d={days[0]}..{days[1]}")
    words |= {f"p={word}" for word in event.place.span.text.split()} if event.place else {"p=-"}
    return words | {f"{p.role}={word}" for p in event.participants for word in p.name.split()}
