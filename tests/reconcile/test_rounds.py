"""Rounds of one series in reports without a date: what one report says of its round and of others parts or joins them."""

from tests.reconcile.build import count, entity, event, reading, report, said

from sayso.model import Count, Quantity
from sayso.reconcile import settle_claims
from sayso.reconcile.rounds import read_round, weigh_rounds
from sayso.reconcile.tellings import tell_events

PATTERN = "Calmar and the Ostal Front traded captives at the Verin bridge on Friday. {more}"


def undated(name, more, *counts, outlet=None, others=(), people=()):
    """A report without a day: `counts` are (words, number, status), `others` the same of an earlier round."""
    text = PATTERN.format(more=more)
    own = [count(text, f"c{n}", w, k, status=s, event="e1") for n, (w, k, s) in enumerate(counts)]
    past = [count(text, f"p{n}", w, k, status=s, event="e2") for n, (w, k, s) in enumerate(others)]
    events = [event(text, "e1", "traded captives", kind="exchange")]
    if others:
        events.append(event(text, "e2", "earlier", day="2031-02-28", day_words="on February 28"))
    named = [entity(text, f"n{n}", w) for n, w in enumerate(people)]
    return reading(report(name, text, outlet), counts=[*own, *past], events=events, entities=named)


def groups(*readings):
    return sorted(e.reports for e in settle_claims(readings).events if e.reports)


def test_one_pattern_of_sentence_with_other_figures_is_two_rounds_where_nothing_gives_a_day():
    first = undated("R1", "It got back 44 men and let 40 go.", ("44 men", 44, "released"), outlet="Ostal Voice")
    second = undated("R2", "It got back 175 men and let 140 go.", ("175 men", 175, "released"), outlet="Ostal Voice")
    assert groups(first, second) == [("R1",), ("R2",)]


def test_the_same_figures_bring_two_undated_tellings_together():
    first = undated("R1", "It got back 175 men and let 140 go.", ("175 men", 175, "released"), ("140", 140, "released"))
    second = undated(
        "R2", "A bus took 140 home; 175 men went east.", ("140", 140, "released"), ("175 men", 175, "released")
    )
    assert groups(first, second) == [("R1", "R2")]


def test_what_one_report_tells_aside_is_another_round_than_its_own():
    first = undated("R1", "In all 84 men went free.", ("84 men", 84, "released"))
    second = undated(
        "R2",
        "In all 139 men went free, after 84 men freed earlier on February 28.",
        ("139 men", 139, "released"),
        others=[("84 men", 84, "released")],
    )
    assert groups(first, second) == [("R1",), ("R2",)]


def test_those_whom_one_report_leaves_in_captivity_go_free_in_another_round():
    first = undated("R1", "Three went free; six remain in captivity.", ("Three", 3, "released"), ("six", 6, "held"))
    second = undated("R2", "The last six went free.", ("six", 6, "released"))
    assert groups(first, second) == [("R1",), ("R2",)]


def test_the_same_whole_in_the_same_parts_with_other_figures_is_two_rounds():
    def parted(name, one, other):
        text = PATTERN.format(more=f"Of the 58, {one} had been held without trial and {other} under sentence.")
        whole = count(text, "c0", "58", 58, event="e1")
        parts = [
            Count(f"c{n}", count(text, "", str(k), k).span, Quantity(k, k, k), "exact", "person", None, "held", "stock", "c0", False, "e1", None)
            for n, k in ((1, one), (2, other))
        ]  # fmt: skip
        return reading(report(name, text), counts=[whole, *parts], events=[event(text, "e1", "traded captives")])

    assert groups(parted("R1", 41, 17), parted("R2", 50, 8)) == [("R1",), ("R2",)]
    assert groups(parted("R1", 41, 17), parted("R2", 41, 17)) == [("R1", "R2")]


def test_places_in_a_series_part_and_join():
    second = undated("R1", "It was the second exchange under the accord; 75 men came home.", ("75 men", 75, "released"))
    first = undated("R2", "They are the first of 300 under the accord; 75 men came home.", ("75 men", 75, "released"))
    assert groups(first, second) == [("R1",), ("R2",)]


def weigh(one, other):
    first, second = (read_round(r, tell_events(r)) for r in (one, other))
    return weigh_rounds(first, second)


def test_a_name_told_in_two_spellings_and_an_agency_named_speak_for_one_round():
    one = undated("R1", "The reporter Hanna Lisk was let go.", outlet="Lowland Press Agency", people=["Hanna Lisk"])
    same = undated("R2", "The pardoned include Hana Lisque.", people=["Hana Lisque"])
    other = undated("R3", "The pardoned include Tomas Ruel.", people=["Tomas Ruel"])
    assert weigh(one, same) > weigh(one, other) + 1
    text = PATTERN.format(more="The last of them left by bus, LPA reported.")
    cites = said(text, "a1", "The last of them left by bus", "LPA", kind="agency")
    citing = reading(report("R4", text), events=[event(text, "e1", "traded captives")], attributions=[cites])
    assert weigh(one, citing) > weigh(one, other) + 1


def test_reports_with_a_day_are_not_weighed_by_their_rounds():
    texts = ["It got back 44 men.", "It got back 47 men."]
    told = []
    for n, more in enumerate(texts):
        text = PATTERN.format(more=more)
        happened = event(text, "e1", "traded captives", kind="exchange", day="2031-03-14", day_words="on Friday")
        words = more[len("It got back ") : -1]
        counts = [count(text, "c0", words, int(words[:2]), event="e1")]
        told.append(reading(report(f"R{n}", text, "Ostal Voice", "2031-03-14"), counts=counts, events=[happened]))
    assert groups(*told) == [("R0", "R1")]


def test_an_inferred_day_a_week_on_parts_no_rounds_by_itself_but_their_figures_do():
    def weekly(name, number, day, stated):
        text = PATTERN.format(more=f"It got back {number} men.").replace(
            "on Friday", "on Friday" if stated else "again"
        )
        happened = event(
            text, "e1", "traded captives", kind="exchange", day=day, day_words="on Friday" if stated else None
        )
        counts = [count(text, "c0", f"{number} men", number, event="e1")]
        return reading(report(name, text, "Ostal Voice", day), counts=counts, events=[happened])

    assert groups(weekly("R1", 52, "2031-03-14", True), weekly("R2", 22, "2031-03-21", False)) == [("R1",), ("R2",)]
