"""Where values of one property do not say the same: of which class the difference is."""

from dataclasses import replace

import pytest
from tests.reconcile.build import count, entity, event, reading, report, said, span

from sayso.model import Participant, Quantity
from sayso.reconcile import DEFAULT_POLICY, load_policy, replaced_values, settle_claims, settle_value


def toll(name, text, words, number, *, day, outlet=None, speaker=None, hedge="exact", status="killed"):
    rep = report(name, text, outlet or name, day)
    happened = event(text, "e1", "ferry", kind="killing", day="2031-05-06", place="Lake Dorran")
    attributions = [said(text, "a1", words, speaker, entity="n1")] if speaker else []
    entities = [entity(text, "n1", speaker, kind="organization")] if speaker else []
    counts = [count(text, "c1", words, number, status=status, hedge=hedge, of="people", event="e1",
                    said="a1" if speaker else None, basis="cumulative")]  # fmt: skip
    return reading(rep, counts=counts, events=[happened], attributions=attributions, entities=entities)


FIRST = "At least 12 people drowned when the ferry Heron went down on Lake Dorran, the lake guard said."
LATER = "The lake guard said that 19 people were known to have drowned on the ferry Heron on Lake Dorran."
ECHO = "Twelve people drowned when the ferry Heron went down on Lake Dorran, the divers of the village told us."


def classes(*readings):
    record = settle_claims(readings)
    assert len(record.events) == 1, "the reports of these tests tell one event"
    values = {v.id: v.value for v in record.events[0].values}
    return {tuple(sorted((values[a], values[b]), key=str)): d.class_ for d in record.differences for a, b in [d.values]}


def test_a_later_figure_of_the_same_speaker_is_an_update():
    one = toll("R1", FIRST, "At least 12 people", 12, day="2031-05-06", speaker="lake guard", hedge="at_least")
    two = toll("R2", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    assert classes(one, two) == {(12, 19): "update"}


def test_a_lost_hedge_is_wording():
    one = toll("R1", FIRST, "At least 12 people", 12, day="2031-05-06", speaker="lake guard", hedge="at_least")
    two = toll("R2", ECHO, "Twelve people", 12, day="2031-05-06")
    assert classes(one, two) == {(12, 12): "wording"}


def test_an_exact_figure_above_a_bound_refines_it():
    one = toll("R1", "More than 600 people left the ferry Heron on Lake Dorran, one more than planned.", "More than 600 people", 600,
               day="2031-05-06", hedge="more_than", status="rescued")  # fmt: skip
    two = toll("R2", "In all 602 people left the ferry Heron on Lake Dorran, it was planned.", "602 people", 602,
               day="2031-05-06", status="rescued")  # fmt: skip
    assert classes(one, two) == {(600, 602): "refinement"}


def test_two_exact_figures_of_two_speakers_are_a_contradiction():
    one = toll("R1", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    two = toll("R2", "The harbour office counted 24 people who drowned on the ferry Heron on Lake Dorran.", "24 people", 24,
               day="2031-05-07", speaker="harbour office")  # fmt: skip
    assert classes(one, two) == {(19, 24): "contradiction"}


def test_a_correction_that_tells_both_figures_is_an_update():
    text = "The lake guard corrected the number of dead on the ferry Heron on Lake Dorran to 61, from 58."
    rep = report("R1", text, "Courier", "2031-05-08")
    happened = event(text, "e1", "ferry", kind="killing", day="2031-05-06", place="Lake Dorran")
    counts = [count(text, "c1", "61", 61, status="killed", of="dead", event="e1"),
              count(text, "c2", "58", 58, status="killed", of="dead", event="e1")]  # fmt: skip
    assert classes(reading(rep, counts=counts, events=[happened])) == {(58, 61): "update"}


def test_a_correction_is_one_where_the_reader_gives_its_speaker_one_of_the_figures_alone():
    text = "The lake guard corrected the number of dead on the ferry Heron on Lake Dorran to 61, from 58."
    happened = event(text, "e1", "ferry", kind="killing", day="2031-05-06", place="Lake Dorran")
    counts = [count(text, "c1", "61", 61, status="killed", of="dead", event="e1", said="a1"),
              count(text, "c2", "58", 58, status="killed", of="dead", event="e1")]  # fmt: skip
    one = reading(report("R1", text, "Courier", "2031-05-08"), counts=counts, events=[happened],
                  attributions=[said(text, "a1", "to 61", "lake guard", entity="n1")],
                  entities=[entity(text, "n1", "lake guard", kind="organization")])  # fmt: skip
    assert classes(one) == {(58, 61): "update"}


def test_two_figures_of_one_voice_are_two_properties_and_no_difference():
    text = "Of those on the ferry Heron on Lake Dorran 150 people reached Sella and 32 people reached the mill."
    rep = report("R1", text, "Courier", "2031-05-06")
    happened = event(text, "e1", "ferry", kind="transfer", day="2031-05-06", place="Lake Dorran")
    counts = [count(text, "c1", "150 people", 150, status="rescued", of="people", event="e1"),
              count(text, "c2", "32 people", 32, status="rescued", of="people", event="e1")]  # fmt: skip
    assert classes(reading(rep, counts=counts, events=[happened])) == {}


@pytest.mark.parametrize(
    ("policy", "best"),
    [("default", None), ("range", None), ("latest", 24), ("conservative", 19), ("authorities", None)],
)
def test_policies_settle_a_property_each_in_its_way(policy, best):
    one = toll("R1", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    two = toll("R2", "The harbour office counted 24 people who drowned on the ferry Heron on Lake Dorran.", "24 people", 24,
               day="2031-05-08", speaker="harbour office")  # fmt: skip
    record = settle_claims([one, two])
    values = [v for v in record.events[0].values if v.unit == "person"]
    settled = settle_value(values, load_policy(policy))
    assert (settled.low, settled.best, settled.high) == (19, best, 24)
    assert settled.reason


def test_by_default_the_later_statement_of_one_origin_is_best():
    one = toll("R1", FIRST, "At least 12 people", 12, day="2031-05-06", speaker="lake guard", hedge="at_least")
    two = toll("R2", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    record = settle_claims([one, two])
    values = [v for v in record.events[0].values if v.unit == "person"]
    assert settle_value(values, DEFAULT_POLICY, replaced_values(record)).best == 19


def test_what_one_of_two_sources_takes_back_still_stands_for_the_other():
    one = toll("R1", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    other = toll("R2", "The divers' office counted 19 people who drowned on the ferry Heron on Lake Dorran.", "19 people", 19,
                 day="2031-05-07", speaker="divers' office")  # fmt: skip
    later = toll("R3", LATER.replace("19", "24"), "24 people", 24, day="2031-05-09", speaker="lake guard")
    record = settle_claims([one, other, later])
    values = [v for v in record.events[0].values if v.unit == "person"]
    settled = settle_value(values, DEFAULT_POLICY, replaced_values(record))
    assert (settled.low, settled.best) == (19, None)


def test_a_policy_file_that_is_malformed_stops_the_run(tmp_path):
    from sayso.errors import SettingError

    (tmp_path / "mine.toml").write_text('name = "mine"\nrule = "guess"\n')
    with pytest.raises(SettingError, match="rule must be one of"):
        load_policy(str(tmp_path / "mine.toml"))
    with pytest.raises(SettingError, match="no policy"):
        load_policy("nowhere")


def test_figures_of_others_by_their_words_are_no_contradiction():
    one = toll("R1", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    two = toll("R2", "The harbour office counted 24 divers who drowned on the ferry Heron on Lake Dorran.", "24 divers", 24,
               day="2031-05-07", speaker="harbour office")  # fmt: skip
    divers = replace(two.claims.counts[0], of="divers")
    two = replace(two, claims=replace(two.claims, counts=(divers,)))
    assert classes(one, two) == {}


def test_a_reason_names_both_sides_with_their_figures():
    one = toll("R1", LATER, "19 people", 19, day="2031-05-07", speaker="lake guard")
    two = toll("R2", "The harbour office counted 24 people who drowned on the ferry Heron on Lake Dorran.", "24 people", 24,
               day="2031-05-07", speaker="harbour office")  # fmt: skip
    (found,) = settle_claims([one, two]).differences
    assert "lake guard says 19 (people)" in found.reason
    assert "harbour office says 24 (people)" in found.reason


def test_a_prison_is_no_other_size_of_the_place_where_it_happened():
    there = "The ferry Heron went down near Sella on Lake Dorran and 19 people drowned, an owner said."
    held = "The ferry Heron went down on Lake Dorran and 19 people of the Harn jail of Sella drowned, an owner said."
    readings = []
    for name, text, place in (("R1", there, "Sella"), ("R2", held, "Harn jail of Sella")):
        told = event(text, "e1", "ferry", kind="killing", day="2031-05-06", place=place)
        readings.append(reading(report(name, text, name, "2031-05-06"), events=[told]))
    record = settle_claims(readings)
    assert [len(e.reports) for e in record.events] == [2]
    assert [d for d in record.differences if "Sella" in d.reason] == []


def freed(name, text, words, number, *, of, status="released", modality="asserted", speaker=None):
    rep = report(name, text, name, "2031-05-07")
    trigger = "freed" if "freed" in text else "free"
    happened = event(text, "e1", trigger, day="2031-05-06", day_words="on Tuesday", place="Karvel", modality=modality,
                     counts=("c1",))  # fmt: skip
    attributions = [said(text, "a1", words, speaker, entity="n1")] if speaker else []
    entities = [entity(text, "n1", speaker, kind="organization")] if speaker else []
    counts = [count(text, "c1", words, number, status=status, of=of, event="e1", said="a1" if speaker else None)]
    return reading(rep, counts=counts, events=[happened], attributions=attributions, entities=entities)


DONE = "The League freed 200 detainees at Karvel on Tuesday, in four buses."


@pytest.mark.parametrize(
    "other",
    [
        freed("R2", "Under the agreement the League is to free 450 detainees, the first at Karvel on Tuesday.",
              "450 detainees", 450, of="detainees", modality="planned"),
        freed("R2", "Buses brought some to Karvel on Tuesday; the remaining 150 detainees were freed in the League's own towns.",
              "150 detainees", 150, of="detainees"),
        freed("R2", "After those freed at Karvel on Tuesday the League still has to release 150 detainees, it admits.",
              "150 detainees", 150, of="detainees"),
    ],
    ids=["owed", "the rest", "still to come"],
)  # fmt: skip
def test_what_is_owed_and_what_is_left_are_no_rivals_of_what_was_done(other):
    assert "contradiction" not in classes(freed("R1", DONE, "200 detainees", 200, of="detainees"), other).values()


def test_ours_are_others_where_another_speaks():
    one = freed("R1", "Six of ours were freed at Karvel on Tuesday, the Justice Office said.", "Six of ours", 6, of="ours",
                speaker="Justice Office")  # fmt: skip
    two = freed("R2", "Seven of ours were freed at Karvel on Tuesday, the League's committee said.", "Seven of ours", 7, of="ours",
                speaker="League's committee")  # fmt: skip
    assert not classes(one, two)


def swap(name, front, calmar, *, outlet, speaker):
    """A report of an exchange of one day: how many each side let go, by one speaker."""
    text = (
        f"The Ostal Front freed {front} detainees at the Verin bridge on Friday, and Calmar freed {calmar} prisoners in "
        f"return, the {speaker} said."
    )
    entities = [entity(text, "n1", "Ostal Front", kind="group"), entity(text, "n2", speaker, kind="organization")]
    legs = []
    for at, act, who, known in (
        ("e1", f"freed {front}", "Ostal Front", "n1"),
        ("e2", f"freed {calmar}", "Calmar", None),
    ):
        leg = event(text, at, act, day="2031-03-14", day_words="on Friday", place="Verin bridge", said="a1",
                    parties=[Participant("agent", span(text, who), who, known)])  # fmt: skip
        legs.append(replace(leg, counterpart="e2" if at == "e1" else "e1"))
    counts = [count(text, "c1", f"{front} detainees", front, of="detainees", event="e1", said="a1"),
              count(text, "c2", f"{calmar} prisoners", calmar, of="prisoners", event="e2", said="a1")]  # fmt: skip
    told = said(text, "a1", text[:-1], speaker, entity="n2")
    return reading(report(name, text, outlet, "2031-03-14"), counts=counts, events=legs, attributions=[told], entities=entities)  # fmt: skip


def test_two_reports_with_swapped_figures_differ_on_what_each_side_let_go():
    one = swap("R1", 58, 61, outlet="Courier", speaker="Hollis Mission")
    two = swap("R2", 61, 58, outlet="Ledger", speaker="harbour office")
    record = settle_claims([one, two])
    values = {v.id: (v.property, v.value) for e in record.events for v in e.values}
    rivals = [sorted(values[i] for i in d.values) for d in record.differences if d.class_ == "contradiction"]
    assert sorted(rivals) == [
        [("released: detainees", 58), ("released: detainees", 61)],
        [("released: prisoners", 58), ("released: prisoners", 61)],
    ]


def test_ours_is_held_against_nobody_where_only_one_speaker_is_named():
    one = freed("R1", "Ninety-nine of our people were freed at Karvel on Tuesday, the League's committee said.", "Ninety-nine of our people",
                99, of="our people", speaker="League's committee")  # fmt: skip
    two = freed("R2", "The council says that 96 of our prisoners were freed at Karvel on Tuesday, in the rain.", "96 of our prisoners",
                96, of="our prisoners")  # fmt: skip
    assert classes(one, two) == {(96, 99): "contradiction"}


def test_nearly_leaves_a_rounding_open_and_not_everything_below():
    one = freed(
        "R1",
        "Nearly 150 detainees were freed at Karvel on Tuesday.",
        "Nearly 150 detainees",
        150,
        of="detainees",
        status="released",
    )
    text = "The League freed 138 detainees at Karvel on Tuesday, in four buses."
    two = freed("R2", text, "138 detainees", 138, of="detainees")
    few = freed("R2", text.replace("138", "90"), "90 detainees", 90, of="detainees")
    nearly = replace(
        one,
        claims=replace(
            one.claims, counts=(replace(one.claims.counts[0], hedge="nearly", value=Quantity(150, None, 149)),)
        ),
    )
    assert classes(nearly, two) == {(138, 150): "refinement"}
    assert classes(nearly, few) == {(150, 90): "contradiction"}


def taken(name, text, words, number, speaker, *, of, status="captured", hedge="exact", qualified=False):
    happened = event(text, "e1", "road", kind="capture", day="2031-07-04", place="Lomar road")
    counts = [count(text, "c1", words, number, status=status, hedge=hedge, of=of, event="e1", said="a1")]
    if qualified:
        whole = count(text, "c0", "in all", 287, status=status, of=of, event="e1")
        counts = [replace(counts[0], whole="c0"), whole]
    return reading(report(name, text, name, "2031-07-04"), counts=counts, events=[happened],
                   attributions=[said(text, "a1", words, speaker, entity="n1")],
                   entities=[entity(text, "n1", speaker, kind="organization")])  # fmt: skip


def test_passengers_and_people_taken_from_one_bus_are_counted_alike():
    one = taken(
        "R1",
        "The police said 31 passengers were taken on the Lomar road.",
        "31 passengers",
        31,
        "police",
        of="passengers",
    )
    two = taken(
        "R2", "A lawmaker said 34 people were taken on the Lomar road.", "34 people", 34, "lawmaker", of="people"
    )
    assert classes(one, two) == {(31, 34): "contradiction"}


def test_figures_of_which_nothing_says_what_was_done_are_no_rivals():
    one = taken("R1", "A man said 31 sat in a room by the Lomar road.", "31", 31, "man", of=None, status="other")
    two = taken(
        "R2", "A nurse met 38 detainees on the Lomar road.", "38 detainees", 38, "nurse", of="detainees", status="other"
    )
    assert classes(one, two) == {}


def test_what_is_counted_over_a_week_is_no_rival_of_the_days_figure():
    one = taken(
        "R1",
        "The Front freed four people on the Lomar road.",
        "four people",
        4,
        "Front",
        of="people",
        status="released",
    )
    two = taken("R2", "A nurse said five people were let go this week, the last on the Lomar road.", "five people", 5, "nurse",
                of="people", status="released")  # fmt: skip
    assert classes(one, two) == {}


def test_a_bound_and_the_figure_that_it_leaves_open_are_one_property_though_their_parts_are_told_otherwise():
    one = taken("R1", "Of them in all, more than 130 children taken from their school were saved on the Lomar road, the mayor said.",
                "more than 130 children", 130, "mayor", of="students", status="rescued", hedge="more_than", qualified=True)  # fmt: skip
    two = taken("R2", "Of them in all, 137 rescued in Sorm walked up the Lomar road, the army said.", "137", 137, "army", of="students",
                status="rescued", qualified=True)  # fmt: skip
    assert classes(one, two)[(130, 137)] == "refinement"


def handed_over(name, text, *told, speaker=None):
    happened = event(text, "e1", "exchange", kind="exchange", day="2031-07-04", place="Lomar road")
    counts = [
        count(text, f"c{n}", words, number, of=of, event="e1", status=status)
        for n, (words, number, of, status) in enumerate(told)
    ]
    return reading(report(name, text, name, "2031-07-04"), counts=counts, events=[happened])


def test_two_words_that_one_report_tells_apart_are_two_groups():
    one = handed_over("R1", "In the exchange on the Lomar road 48 detainees and 33 captives went home.",
                      ("48 detainees", 48, "detainees", "released"), ("33 captives", 33, "captives", "released"))  # fmt: skip
    two = handed_over("R2", "In the exchange on the Lomar road 40 detainees were let go by the ministry.",
                      ("40 detainees", 40, "detainees", "released"))  # fmt: skip
    assert classes(one, two) == {(40, 48): "contradiction"}


def test_a_difference_that_is_a_part_of_something_else_explains_nothing():
    one = handed_over("R1", "In the exchange on the Lomar road 48 detainees and 13 captives, two engineers among them, went home.",
                      ("48 detainees", 48, "detainees", "released"), ("13 captives", 13, "captives", "released"),
                      ("two engineers", 2, "engineers", "other"))  # fmt: skip
    engineers = replace(one.claims.counts[2], whole="c1")
    one = replace(one, claims=replace(one.claims, counts=(*one.claims.counts[:2], engineers)))
    two = handed_over(
        "R2",
        "In the exchange on the Lomar road 46 detainees were let go.",
        ("46 detainees", 46, "detainees", "released"),
    )
    assert classes(one, two)[(46, 48)] == "contradiction"


def test_how_many_were_wounded_explains_no_difference_between_those_let_go():
    one = handed_over("R1", "In the exchange on the Lomar road 103 detainees came home, eight of them wounded, the union said.",
                      ("103 detainees", 103, "detainees", "released"), ("eight of them", 8, "detainees", "wounded"))  # fmt: skip
    wounded = replace(one.claims.counts[1], whole="c0")
    one = replace(one, claims=replace(one.claims, counts=(one.claims.counts[0], wounded)))
    two = handed_over("R2", "In the exchange on the Lomar road 95 detainees were let go by the ministry.",
                      ("95 detainees", 95, "detainees", "released"))  # fmt: skip
    assert classes(one, two)[(103, 95)] == "contradiction"


def test_two_counts_of_the_dead_differ_though_one_is_told_since_a_day():
    one = toll(
        "R1",
        "Three detainees have died on Lake Dorran since Sunday, the ferry union said.",
        "Three detainees",
        3,
        day="2031-05-06",
        speaker="ferry union",
    )
    two = toll(
        "R2",
        "The ferry office confirmed two deaths on Lake Dorran.",
        "two deaths",
        2,
        day="2031-05-06",
        speaker="ferry office",
    )
    counts = [replace(two.claims.counts[0], of="deaths", basis="incremental")]
    two = replace(two, claims=replace(two.claims, counts=tuple(counts)))
    one = replace(one, claims=replace(one.claims, counts=(replace(one.claims.counts[0], of="detainees"),)))
    assert classes(one, two) == {(2, 3): "contradiction"}
