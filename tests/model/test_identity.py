"""Ids come from content: the same statement from the same bytes is one id, anything else is another."""

import hashlib

from sayso.model import Claims, Count, DateRange, EventClaim, Participant, Place, Quantity, Report, Span, Sum
from sayso.model.identity import claim_id, claim_ids, list_statements, quantity_said, report_key

TEXT = "Four were freed in Ostrel and four were freed in Ostrel."


def report(text=TEXT, **more):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    given = {"id": sha256, "sha256": sha256, "outlet": None, "title": None, "byline": (), "published": None, "url": None,
             "language": "en", "credits": (), "text": text, "segments": ()}  # fmt: skip
    return Report(**{**given, **more})


def four(local="c1", start=0, **more):
    given = {"hedge": "exact", "unit": "person", "of": None, "status": "released", "basis": "incremental"}
    return Count(local, Span(start, start + 4, TEXT[start : start + 4]), Quantity(4, 4, 4), **{**given, **more})


def freed(local="e1", **more):
    return EventClaim(local, "release", "asserted", Span(10, 15, "freed"), **more)


def test_the_same_statement_keeps_its_id_whatever_its_local_id():
    one, other = claim_ids(report(), Claims(counts=(four("c1"),))), claim_ids(report(), Claims(counts=(four("c9"),)))
    assert one["c1"] == other["c9"]
    assert len(one["c1"]) == 64


def test_other_bytes_places_values_and_kinds_are_other_ids():
    base = claim_id("k", "count", Span(0, 4, "Four"), "released person", "exact 4")
    others = {
        claim_id("l", "count", Span(0, 4, "Four"), "released person", "exact 4"),
        claim_id("k", "event", Span(0, 4, "Four"), "released person", "exact 4"),
        claim_id("k", "count", Span(1, 5, "Four"), "released person", "exact 4"),
        claim_id("k", "count", Span(0, 4, "four"), "released person", "exact 4"),
        claim_id("k", "count", Span(0, 4, "Four"), "held person", "exact 4"),
        claim_id("k", "count", Span(0, 4, "Four"), "released person", "about 4"),
    }
    assert len(others | {base}) == 7


def test_every_part_of_an_event_has_an_address_and_an_id():
    event = freed(
        participants=(
            Participant("held", Span(0, 4, "Four"), "four"),
            Participant("held", Span(30, 34, "four"), "four"),
        ),
        date=DateRange(None, None, "2031-05-01", "2031-05-03", "published", "published"),
        place=Place(Span(19, 25, "Ostrel"), "Ostrel", "town"),
    )
    said = {s.address: s for s in list_statements(report(), Claims(events=(event,)))}
    assert set(said) == {"e1", "e1/date", "e1/place", "e1/held/0", "e1/held/1"}
    assert said["e1/date"].value == "2031-05-01/2031-05-03"
    assert said["e1/date"].text == "freed"
    assert len({s.id for s in said.values()}) == 5


def test_two_statements_of_the_same_words_are_told_apart_by_their_order():
    ids = claim_ids(report(), Claims(events=(freed("e1"), freed("e2"))))
    assert ids["e1"] != ids["e2"]
    assert ids["e1"] == claim_ids(report(), Claims(events=(freed("e1"),)))["e1"]


def test_a_sum_is_known_by_what_it_adds_and_not_by_local_ids():
    def summed(a, b):
        return Claims(counts=(four(a), four(b, 30)), sums=(Sum("sum", a, (b,), True, True),))

    assert claim_ids(report(), summed("c1", "c2"))["sum/0"] == claim_ids(report(), summed("c7", "c8"))["sum/0"]


def test_a_report_of_jsonl_is_known_by_its_bytes_and_its_id():
    assert report_key(report()) == report().sha256
    assert report_key(report(id="r-1")) == f"{report().sha256}/r-1"


def test_whole_numbers_are_written_alike_whatever_their_type():
    assert quantity_said(four()) == "exact 4"
    assert quantity_said(Count(**{**_fields(four()), "value": Quantity(4.0, 4.0, 4.0)})) == "exact 4"
    assert (
        quantity_said(Count(**{**_fields(four()), "value": Quantity(None, 24, None), "hedge": "vague"})) == "vague 24.."
    )


def _fields(count):
    return {name: getattr(count, name) for name in count.__slots__}
