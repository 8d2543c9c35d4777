"""The footnoted paragraph: only what the record holds, with origin, hedge and review inside its sentences."""

import dataclasses
import re

import pytest
from tests.publish.sample_record import exchange, meeting, readings, record

from sayso.errors import UnknownId
from sayso.model import Record
from sayso.publish import cite_event

TEXT = cite_event(record, exchange.id, readings)
PARAGRAPH = TEXT.split("\n\n")[1]


def test_the_face_says_for_whom() -> None:
    assert TEXT.startswith("For the desk: holds names.\n")


def test_each_figure_stands_with_its_hedge_origin_and_review_in_one_sentence() -> None:
    (sentence,) = [s for s in PARAGRAPH.split(". ") if "at least 120 people, according to" in s]
    assert "at least 120 people, according to Prisoners' Union in The Sellen Post [1] and Radio Sellen [2]" in sentence
    assert sentence.endswith("read by machine, not checked")


def test_a_checked_figure_says_so() -> None:
    assert "35 people, according to Prisoners' Union in The Sellen Post [4], checked and accepted" in PARAGRAPH


def test_a_figure_without_source_says_so() -> None:
    assert "80 people, with no source named, in Dravan Times [3]" in PARAGRAPH


def test_what_is_inferred_or_alleged_says_so() -> None:
    assert "“Dozens” (24 or more) people (alleged)" in PARAGRAPH
    assert "inferred (counted in words)" in PARAGRAPH


def test_differences_and_broken_sums_are_told_with_their_figures() -> None:
    assert "At least 120 people and 80 people are a contradiction: " in PARAGRAPH
    assert "1 sum that no report states does not add up." in PARAGRAPH
    stated = dataclasses.replace(record, sums=tuple(dataclasses.replace(s, stated=True) for s in record.sums))
    assert "80 people and 35 people do not add up to at least 120 people: 5 missing (parts as stated" in cite_event(
        stated, exchange.id, readings
    )


def test_every_footnote_is_called_and_every_call_has_its_footnote() -> None:
    called = set(re.findall(r"\[(\d+)\]", PARAGRAPH))
    written = set(re.findall(r"^\[(\d+)\] ", TEXT, re.MULTILINE))
    assert called == written == {"1", "2", "3", "4", "5", "6"}


def test_every_number_of_the_paragraph_is_on_record() -> None:
    told = set(re.findall(r"\d+", re.sub(r"\[\d+\]", "", PARAGRAPH)))
    held = {"120", "80", "35", "24", "3", "2031", "5", "1", "2"}
    assert told <= held


def test_a_footnote_gives_outlet_day_address_words_and_chain() -> None:
    assert (
        "[2] Radio Sellen, “Radio Sellen on the exchange”, 4 May 2031, https://radio.invalid/r2: “at least 120”. "
        "Through: Prisoners' Union → SNA → Radio Sellen." in TEXT
    )


def test_a_planned_event_is_called_planned() -> None:
    assert "a meeting that is planned" in cite_event(record, meeting.id, readings)


def test_what_the_paragraph_leaves_out_is_counted() -> None:
    value = exchange.values[2]
    many = tuple(dataclasses.replace(value, id=f"x{i}", property=f"property_{i}") for i in range(14))
    big = dataclasses.replace(record, events=(dataclasses.replace(exchange, values=many),), differences=(), sums=())
    text = cite_event(big, exchange.id, readings)
    assert "9 more properties are on record that this paragraph leaves out." in text


def test_an_origin_that_many_outlets_carry_is_cited_from_two_of_them() -> None:
    value = exchange.values[0]
    first = value.claims[0]
    more = tuple(dataclasses.replace(first, id=f"{n}" * 64, report=f"r{n}x") for n in (7, 8, 9))
    origin = dataclasses.replace(value.origins[0], claims=(0, *range(len(value.claims), len(value.claims) + 3)))
    wide = dataclasses.replace(value, claims=(*value.claims, *more), origins=(origin,))
    event = dataclasses.replace(exchange, values=(wide,))
    text = cite_event(dataclasses.replace(record, events=(event,), differences=(), sums=()), exchange.id, readings)
    assert "and 2 more outlets" in text
    assert text.count("\n[") == 2


def test_others_read_no_protected_name() -> None:
    text = cite_event(record, exchange.id, readings, audience="others")
    assert "Oslen" not in text
    assert "For others" in text


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(UnknownId):
        cite_event(Record(), "e", ())
