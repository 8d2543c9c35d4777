"""What the words around a statement make of it: whose "he" it is, what is denied with its allegations, whose "by" it is."""

from dataclasses import replace

from sayso.extract.counts import find_counts
from sayso.extract.events import find_events
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text
from sayso.model import Attribution, Speaker, span_of


def read(text, *said):
    """`said` are (content, quotation, speaker or None, act); the second stands within the first."""
    [page] = parse_reports([replace(report_of_text(text, published="2031-02-16"), outlet="The Orva Post")])
    attributions = []
    for n, (content, quotation, speaker, act) in enumerate(said, 1):
        span = span_of(text, text.index(content), text.index(content) + len(content))
        who = Speaker(speaker, "person") if speaker else None
        within = "a1" if n == 2 else None
        attributions.append(Attribution(f"a{n}", quotation, True, 0.9, act, None, (span,), None, None, who, (), within))
    return find_events(page, attributions, find_counts(page, attributions).counts).events


def test_he_in_a_direct_quotation_is_never_the_one_who_is_quoted():
    text = "Tor Belman spoke late on Monday.\n\n“He was released near the village,” Tor Belman said."
    [event] = read(text, ("He was released near the village,", "direct", "Tor Belman", "said"))
    assert [p.name for p in event.participants if p.role == "held"] == ["He"]


def test_what_stands_in_allegations_that_are_rejected_is_denied():
    text = "The ministry rejects allegations that 20 detainees died in the camp."
    [event] = read(
        text,
        ("allegations that 20 detainees died in the camp", "indirect", "ministry", "denied"),
        ("20 detainees died in the camp", "indirect", None, "said"),
    )
    assert event.modality == "denied"


def test_by_of_another_clause_names_no_agent():
    [event] = read("On Monday 75 captive soldiers were released from a camp controlled by the Orvan army.")
    assert not [p for p in event.participants if p.role == "agent"]


def test_a_movement_with_a_name_is_not_another_body():
    [event] = read("Under a deal of the Relief Board, the Dawn movement is to release 40 captives.")
    assert [p.name for p in event.participants if p.role == "agent"] == ["the Dawn movement"]
