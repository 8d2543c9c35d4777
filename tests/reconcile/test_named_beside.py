"""Days and places that reports name beside an event: values of their own, no rivals, and one value with what others tell."""

from dataclasses import replace

from tests.reconcile.build import count, event, reading, report, span

from sayso.model import DateRange, Place, Setting
from sayso.reconcile import settle_claims

DAY = "2031-03-14"


def named(text, name, words, day=None, event_id=None):
    if day:
        return Setting(
            name, span(text, words), DateRange(span(text, words), words, day, day, "text", "rule"), None, event_id
        )
    return Setting(name, span(text, words), None, Place(span(text, words), words, "town"), event_id)


def told(name, text, outlet, *, settings=(), **about):
    events = [event(text, "e1", "freed", day=DAY, day_words="on Friday", **about)]
    read = reading(report(name, text, outlet, DAY), events=events)
    return replace(read, claims=replace(read.claims, settings=tuple(settings)))


def values(record, name):
    return {v.value: v for e in record.events for v in e.values if v.property == name}


FIRST = "Nine detainees were freed on Friday at Maren bridge. They had been in Orva prison since February 11."
OTHER = "The nine detainees were freed on Friday. Buses from Orva prison had come to Maren bridge at noon."


def settle():
    first = [
        named(FIRST, "w1", "Maren bridge", None, "e1"),
        named(FIRST, "w2", "Orva prison"),
        named(FIRST, "w3", "February 11", "2031-02-11"),
    ]
    other = [named(OTHER, "w1", "Orva prison"), named(OTHER, "w2", "Maren bridge")]
    return settle_claims(
        [
            told("R1", FIRST, "Courier", place="Maren bridge", settings=first),
            told("R2", OTHER, "Herald", settings=other),
        ]
    )


def test_a_place_that_another_report_names_elsewhere_is_the_same_value_by_inference():
    [place] = values(settle(), "place").values()
    assert [(c.report, c.inferred is not None) for c in place.claims] == [("R1", False), ("R2", True)]
    assert (place.known_distinct, place.possibly_distinct) == (1, 2)


def test_what_two_reports_name_beside_an_event_is_one_value_and_no_rival():
    record = settle()
    beside = values(record, "other place")
    assert list(beside) == ["Orva prison"]
    assert [c.report for c in beside["Orva prison"].claims] == ["R1", "R2"]
    assert list(values(record, "other date")) == ["2031-02-11"]
    assert record.differences == ()
    assert record.events[0].place == "Maren bridge"


def test_what_is_named_of_an_earlier_event_goes_with_it_where_others_tell_it():
    early = "Forty detainees were freed on Friday at Maren bridge."
    late = "Nine detainees were released on Sunday. The 40 freed on March 14 had come from Tell Asar."
    first = told("R1", early, "Courier", counts=["c1"])
    forty = count(early, "c1", "Forty detainees", 40, event="e1")
    first = replace(first, claims=replace(first.claims, counts=(forty,)))
    events = [
        event(late, "e1", "released", day="2031-04-20", day_words="on Sunday"),
        event(late, "e2", "freed", day=DAY, day_words="on March 14", counts=["c1"]),
    ]
    counts = [count(late, "c1", "40", 40, event="e2")]
    second = reading(report("R2", late, "Herald", "2031-04-20"), events=events, counts=counts)
    second = replace(second, claims=replace(second.claims, settings=(named(late, "w1", "Tell Asar", None, "e2"),)))
    record = settle_claims([first, second])
    assert [e.date for e in record.events for v in e.values if v.value == "Tell Asar"] == [DAY]
