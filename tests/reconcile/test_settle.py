"""The whole way from readings to a record: one event, its values, its origins, whatever the order of reading."""

import random
from dataclasses import replace

import pytest
from tests.reconcile.build import count, entity, event, reading, report, said

from sayso.model import Judgement, Review, to_plain
from sayso.reconcile import settle_claims

BRIDGE = "The Ostal Front handed over four captured surveyors at the Verin bridge on Friday and Calmar freed 58 detainees in return, the Hollis Mission said."
COPY = "The Ostal Front handed over four captured surveyors at the Verin bridge on Friday and Calmar freed 58 detainees in return."
RIVAL = "Sixty-one of our prisoners came home over the Verin bridge on Friday, the bureau of the Ostal Front announced, after four surveyors crossed."
ELSEWHERE = "A ferry with 129 people aboard sank on Lake Dorran on Tuesday night, and divers found the wreck near Port Sella, its owner told the radio."


def swap(name, text, figure, number, *, day="2031-03-14", outlet="Courier", speaker=None, entity_id=None):
    rep = report(name, text, outlet, day)
    attributions = [said(text, "a1", text, speaker, entity=entity_id)] if speaker else []
    owner = "a1" if speaker else None
    counts = [count(text, "c1", figure, number, of="detainees", said=owner, event="e1")]
    day_words = "on Friday" if "Friday" in text else "on Tuesday"
    events = [
        event(text, "e1", "bridge", day=day, day_words=day_words, place="Verin bridge", counts=["c1"], said=owner)
    ]
    return reading(rep, counts=counts, events=events, attributions=attributions)


@pytest.fixture
def readings():
    sunk = report("R4", ELSEWHERE, "Radio", "2031-03-12")
    ferry = event(
        ELSEWHERE,
        "e1",
        "sank",
        kind="killing",
        day="2031-03-11",
        day_words="on Tuesday",
        place="Lake Dorran",
        counts=["c1"],
    )
    aboard = count(ELSEWHERE, "c1", "129 people", 129, status="other", event="e1")
    return [
        swap("R1", BRIDGE, "58 detainees", 58, speaker="the Hollis Mission", outlet="Lowland Press Agency"),
        swap("R2", COPY, "58 detainees", 58),
        swap(
            "R3", RIVAL, "Sixty-one of our prisoners", 61, speaker="the bureau of the Ostal Front", outlet="Ostal Voice"
        ),
        reading(sunk, counts=[aboard], events=[ferry]),
    ]


def test_reports_of_one_exchange_are_one_event_and_the_ferry_another(readings):
    record = settle_claims(readings)
    assert sorted(tuple(sorted(e.reports)) for e in record.events) == [("R1", "R2", "R3"), ("R4",)]


def test_a_copy_is_an_echo_and_no_second_origin(readings):
    record = settle_claims(readings)
    assert [(set(e.reports), e.certainty) for e in record.echoes] == [({"R1", "R2"}, "sure")]
    fifty_eight = next(v for e in record.events for v in e.values if v.value == 58)
    assert len(fifty_eight.claims) == 2
    assert (fifty_eight.known_distinct, fifty_eight.possibly_distinct) == (1, 1)
    assert fifty_eight.origins[0].claims == (0, 1)


def test_two_exact_figures_of_two_sides_are_a_contradiction_with_its_reason(readings):
    record = settle_claims(readings)
    (difference,) = [d for d in record.differences if d.class_ == "contradiction"]
    values = {v.id: v.value for e in record.events for v in e.values}
    assert {values[i] for i in difference.values} == {58, 61}
    assert "the Hollis Mission" in difference.reason


def test_no_order_of_reading_leaves_a_trace(readings):
    plain = to_plain(settle_claims(readings))
    for seed in range(8):
        shuffled = random.Random(seed).sample(readings, len(readings))
        assert to_plain(settle_claims(shuffled)) == plain


def test_a_report_read_twice_counts_once(readings):
    assert settle_claims([*readings, *readings]) == settle_claims(readings)


def test_no_readings_make_an_empty_record():
    assert settle_claims([]).events == ()


def test_a_rejected_claim_stays_visible_and_stands_behind_nothing(readings):
    value = next(v for e in settle_claims(readings).events for v in e.values if v.value == 61)
    review = Review(value.claims[0].id, "rejected", "misread", "desk")
    after = next(v for e in settle_claims(readings, reviews=[review]).events for v in e.values if v.value == 61)
    assert after.claims[0].review == "rejected"
    assert after.origins == ()
    assert after.known_distinct == 0


def test_a_corrected_claim_takes_the_correction(readings):
    value = next(v for e in settle_claims(readings).events for v in e.values if v.value == 61)
    review = Review(value.claims[0].id, "corrected", "the list has 62", "desk", correction="at least 62")
    after = next(v for e in settle_claims(readings, reviews=[review]).events for v in e.values if v.value == 62)
    assert after.hedge == "at_least"
    assert after.claims[0].review == "corrected"
    assert after.claims[0].id == value.claims[0].id


def test_a_judgement_different_keeps_two_reports_apart(readings):
    from sayso.model.identity import claim_ids

    ids = {r.report.id: claim_ids(r.report, r.claims)["e1"] for r in readings}
    apart = [
        Judgement("event", ids["R3"], ids[r], "different", reason="another bridge", author="desk") for r in ("R1", "R2")
    ]
    events = settle_claims(readings, apart).events
    assert ("R3",) in [e.reports for e in events]
    together = settle_claims(readings, [Judgement("event", ids["R4"], ids["R1"], "same", author="desk")]).events
    assert any({"R1", "R4"} <= set(e.reports) for e in together)


def test_spellings_join_and_a_namesake_of_another_age_stays_apart():
    texts = {
        "P1": "Among those freed was Joren Halvik, 44, a surveyor, at the Verin bridge on Friday.",
        "P2": "Yoren Halvic thanked the mission at the Verin bridge on Friday, freed with the other surveyors.",
        "P3": "Joren Halvik, 19, a driver, was freed at the Verin bridge on Friday beside the surveyors.",
    }
    readings = []
    for name, text in texts.items():
        rep = report(name, text, name, "2031-03-14")
        words = "Yoren Halvic" if name == "P2" else "Joren Halvik"
        happened = event(text, "e1", "freed", day="2031-03-14", day_words="on Friday", place="Verin bridge")
        readings.append(reading(rep, events=[happened], entities=[entity(text, "n1", words)]))
    people = settle_claims(readings).people
    found = sorted(tuple(sorted({m.report for m in p.mentions})) for p in people)
    assert len(found) == 2
    assert ("P3",) in found or ("P1",) in found


def test_of_two_versions_of_one_report_the_later_recorded_one_stands(readings):
    from dataclasses import replace

    older = replace(readings[2], recorded="2031-03-14T10:00:00Z")
    newer = swap("R3", RIVAL.replace("Sixty-one", "Sixty-two"), "Sixty-two of our prisoners", 62, outlet="Ostal Voice")
    newer = replace(newer, report=replace(newer.report, sha256="R3b"), recorded="2031-03-15T10:00:00Z")
    for given in ([older, newer], [newer, older]):
        figures = {v.value for e in settle_claims([*readings[:2], *given]).events for v in e.values}
        assert 62 in figures
        assert 61 not in figures


def test_dates_with_hours_and_reports_without_outlet_or_words_are_taken_as_they_are():
    from dataclasses import replace

    bare = reading(report("E1", "", None, None))
    timed = swap("R1", BRIDGE, "58 detainees", 58)
    timed = replace(timed, report=replace(timed.report, published="2031-03-14T18:30:00+02:00"))
    record = settle_claims([bare, timed])
    assert {r for e in record.events for r in e.reports} == {"E1", "R1"}


def parts_of(name, text, parts, *, outlet):
    """A report in which a bureau tells the parts of those who came home."""
    day = "2031-03-14"
    attribution = said(text, "a1", text, "the bureau of " + outlet)
    whole = count(text, "c0", "Of the", 58, of="detainees", said="a1", event="e1")
    told = [
        replace(
            count(text, f"c{n}", words, number, status="held", basis="stock", of="detainees", said="a1"), whole="c0"
        )
        for n, (words, number) in enumerate(parts, 1)
    ]
    at = event(text, "e1", "bridge", day=day, day_words="on Friday", place="Verin bridge", counts=["c0"], said="a1")
    return reading(report(name, text, outlet, day), counts=[whole, *told], events=[at], attributions=[attribution])


def test_two_parts_told_by_one_voice_are_two_properties_and_a_rival_joins_the_one_of_its_words():
    one = (
        "On the Verin bridge on Friday. Of the freed, 45 were serving sentences and 92 had never been charged, it said."
    )
    two = (
        "At the Verin bridge on Friday. Of the freed, 97 had never seen a judge and 45 were serving sentences, it said."
    )
    record = settle_claims(
        [
            parts_of("R1", one, [("45", 45), ("92", 92)], outlet="Calmar"),
            parts_of("R2", two, [("97", 97), ("45", 45)], outlet="Ostal"),
            *(
                parts_of(f"R{n}", one, [("45", 45)], outlet=body)
                for n, body in ((3, "Harn"), (4, "Sella"), (5, "Dorran"))
            ),
        ]
    )
    named = {v.value: v.property for e in record.events for v in e.values if v.unit == "person"}
    assert named[45] != named[92]
    assert named[92] == named[97]
    shown = {v.id: v.value for e in record.events for v in e.values}
    rivals = [{shown[i] for i in d.values} for d in record.differences if d.class_ == "contradiction"]
    assert {92, 97} in rivals
    assert not any(45 in pair for pair in rivals)
