"""What a report tells in passing finds its own event: by day and month, by figures, parties, places and names."""

from dataclasses import replace

from tests.reconcile.build import count, event, reading, report

from sayso.model import DateRange
from sayso.reconcile import settle_claims


def ranged(claim, first, last, words=None):
    when = DateRange(claim.trigger, words, first, last, "text", "rule")
    return replace(claim, date=when)


def settled(*readings):
    record = settle_claims(readings)
    return {r: e for e in record.events for r in e.reports}, record


def pardon(name, text, words, number, *, day, of):
    told = event(text, "e1", "pardoned", day=day, day_words="on Friday")
    return reading(
        report(name, text, name, day), counts=[count(text, "c1", words, number, of=of, event="e1")], events=[told]
    )


def test_what_is_told_of_a_month_joins_the_event_of_one_of_its_days_by_a_great_figure():
    first = pardon(
        "R1",
        "The Emir pardoned fifteen foreigners on Friday.",
        "fifteen foreigners",
        15,
        day="2031-09-05",
        of="foreigners",
    )
    text = "The Emir pardoned 1,204 inmates on Friday. In September he let 15 foreigners go."
    main = event(text, "e1", "pardoned", day="2031-10-17", day_words="on Friday")
    past = ranged(event(text, "e2", "let 15 foreigners go"), "2031-09-01", "2031-09-30", "In September")
    counts = [
        count(text, "c1", "1,204 inmates", 1204, of="inmates", event="e1"),
        count(text, "c2", "15 foreigners", 15, of="foreigners", event="e2"),
    ]
    second = reading(report("R2", text, "R2", "2031-10-17"), counts=counts, events=[main, past])
    home, _ = settled(first, second)
    assert home["R1"].mentioned_in == ("R2",)
    assert home["R2"].id != home["R1"].id


def test_one_capture_told_in_passing_by_three_reports_is_one_event_by_its_day_and_two_names():
    readings = []
    for name, tail in (
        ("R1", "They were seized on November 3 at San Ibal in the hills."),
        ("R2", "Rebels had seized them on November 3 in the San Ibal district."),
        ("R3", "Others seized on November 3 near Porto Vel are held."),
    ):
        text = f"The Ostal Front freed three men on Friday. {tail}"
        told = event(text, "e1", "freed", day="2031-11-14", day_words="on Friday")
        past = event(text, "e2", "seized", kind="capture", day="2031-11-03", day_words="on November 3")
        readings.append(reading(report(name, text, name, "2031-11-14"), events=[told, past]))
    _, record = settled(*readings)
    captures = sorted(e.mentioned_in for e in record.events if not e.reports)
    assert captures == [("R1", "R2"), ("R3",)]


def test_an_accord_of_a_month_that_two_reports_mention_is_one_event():
    readings = []
    for name, who in (("R1", "40 men"), ("R2", "44 fighters")):
        text = f"Calmar freed {who} on Friday, the second swap since the Belden accord was signed with Ostal in April."
        told = event(text, "e1", "freed", day="2031-05-09", day_words="on Friday")
        past = ranged(event(text, "e2", "signed", kind="agreement"), "2031-04-01", "2031-04-30", "in April")
        readings.append(reading(report(name, text, name, "2031-05-09"), events=[told, past]))
    _, record = settled(*readings)
    assert [e.mentioned_in for e in record.events if e.type == "agreement"] == [("R1", "R2")]


def test_those_pulled_out_are_of_the_accident_that_killed_others_that_day():
    text = "Twelve people drowned on the lake on Tuesday. Eighty-seven were pulled from the water on Tuesday."
    drowned = event(text, "e1", "drowned", kind="killing", day="2031-05-06", day_words="on Tuesday")
    pulled = event(text, "e2", "pulled", kind="rescue", day="2031-05-06", day_words="on Tuesday")
    counts = [
        count(text, "c1", "Twelve people", 12, status="killed", of="people", event="e1"),
        count(text, "c2", "Eighty-seven", 87, status="rescued", of="people", event="e2"),
    ]
    _, record = settled(reading(report("R1", text, "R1", "2031-05-06"), counts=counts, events=[drowned, pulled]))
    (one,) = record.events
    assert {v.value for v in one.values if v.unit == "person"} == {12, 87}


def test_two_names_bring_nothing_of_the_day_before_to_the_days_event():
    text = "The Prison Board of Ferrow freed 144 men on Saturday. The Prison Board of Ferrow had let two women go on Friday."
    main = event(text, "e1", "freed", kind="exchange", day="2031-10-18", day_words="on Saturday")
    past = event(text, "e2", "let", day="2031-10-17", day_words="on Friday")
    counts = [
        count(text, "c1", "144 men", 144, of="men", event="e1"),
        count(text, "c2", "two women", 2, of="women", event="e2"),
    ]
    _, record = settled(reading(report("R1", text, "R1", "2031-10-18"), counts=counts, events=[main, past]))
    assert len(record.events) == 2
