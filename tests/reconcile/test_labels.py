"""Labels of properties: words that tell a reader what was counted, and no two alike."""

from dataclasses import replace

from tests.reconcile.build import count, event, reading, report, span

from sayso.model import Quantity
from sayso.reconcile import settle_claims

TEXT = (
    "On Friday 58 detainees came home over the Verin bridge. Of them 21 were serving sentences and 37 had never been "
    "charged. Three people met four people there. 1 | Anna Velk | life"
)


def labels(*counts):
    told = event(TEXT, "e1", "came home", day="2031-03-14", day_words="On Friday", place="Verin bridge")
    record = settle_claims([reading(report("R1", TEXT, "Courier", "2031-03-14"), counts=counts, events=[told])])
    return {v.value: v.property for e in record.events for v in e.values if v.unit not in ("date", "place")}


def test_a_part_is_labelled_by_the_words_that_tell_it_from_the_others():
    whole = count(TEXT, "c1", "58 detainees", 58, of="detainees", event="e1")
    one = replace(count(TEXT, "c2", "21", 21, of="detainees", status="held", basis="stock", event="e1"), whole="c1")
    two = replace(count(TEXT, "c3", "37", 37, of="detainees", status="held", basis="stock", event="e1"), whole="c1")
    assert labels(whole, one, two) == {
        58: "released: detainees",
        21: "held: detainees serving sentences, at the time",
        37: "held: detainees who had never been charged, at the time",
    }


def test_properties_of_one_label_are_told_apart_by_printed_words():
    one = count(TEXT, "c1", "Three people", 3, of="people", status="other", event="e1")
    two = count(TEXT, "c2", "four people", 4, of="people", status="other", event="e1")
    assert labels(one, two) == {3: "counted: people", 4: "counted: people (“four people there”)"}


def test_a_cell_of_a_table_is_no_noun():
    row = count(TEXT, "c1", "1 | Anna Velk | life", 1, of="Anna Velk | life", status="released", event="e1")
    assert labels(row) == {1: "released: people"}


def test_no_label_holds_a_name():
    text = "On Friday two people came over the Verin bridge; two people with Anna Velk stayed, held by Anna Velk."
    one = count(text, "c1", "two people", 2, of="people", status="other", event="e1")
    two = replace(one, id="c2", span=span(text, "two people with Anna"), value=Quantity(3, 3, 3))
    told = event(text, "e1", "came over", day="2031-03-14", day_words="On Friday", place="Verin bridge")
    record = settle_claims([reading(report("R1", text, "Courier", "2031-03-14"), counts=[one, two], events=[told])])
    assert not any("Anna" in v.property for e in record.events for v in e.values)
