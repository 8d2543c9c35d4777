"""Sums over reports: a report's own arithmetic, and one report's parts against another's whole."""

import pytest
from tests.reconcile.build import count, event, reading, report, span

from sayso.model import Claims, Participant, Reading, Sum, Value
from sayso.reconcile import settle_claims
from sayso.reconcile.sums import sum_reports


def figure(name, number):
    return Value(name, "released: detainees", number, None, None, "exact", "person")


def told(name, *sums):
    return Reading(report(name, ""), Claims((), (), (), (), tuple(sums), (), (), "tests 1"), None)


VALUES = {
    v.id: v
    for v in (figure("w", 144), figure("v", 149), figure("a", 97), figure("b", 47), figure("c", 100), figure("d", 49))
}
HOMES = {
    ("R1", "c1"): "w",
    ("R1", "c2"): "a",
    ("R1", "c3"): "b",
    ("R2", "c1"): "v",
    ("R2", "c2"): "c",
    ("R2", "c3"): "d",
}
BESIDE = dict.fromkeys(("w", "v"), (VALUES["w"], VALUES["v"]))
BREAKDOWN = Sum("sum", "c1", ("c2", "c3"), True, True)


def test_parts_are_held_against_the_whole_of_another_report():
    found = sum_reports([told("R1", BREAKDOWN)], HOMES, VALUES, BESIDE)
    assert {(s.whole, s.holds, s.difference) for s in found} == {("w", True, None), ("v", False, 5)}


def test_a_whole_that_has_parts_of_its_own_is_not_held_against_those_of_another():
    found = sum_reports([told("R1", BREAKDOWN), told("R2", BREAKDOWN)], HOMES, VALUES, BESIDE)
    assert {(s.whole, s.holds) for s in found} == {("w", True), ("v", True)}


@pytest.mark.parametrize("beside", [{}, {"w": (VALUES["w"],)}])
def test_a_figure_of_another_event_is_no_rival_though_its_label_is_the_same(beside):
    assert {s.whole for s in sum_reports([told("R1", BREAKDOWN)], HOMES, VALUES, beside)} == {"w"}


def test_figures_that_happen_to_add_up_over_reports_are_no_sum_unless_one_fate_is_theirs():
    def told(name, text, *counts):
        happened = event(text, "e1", "Lomar road", kind="exchange", day="2031-07-04")
        found = [count(text, f"c{n}", w, k, status=s, of=of, event="e1") for n, (w, k, s, of) in enumerate(counts)]
        return reading(report(name, text, name, "2031-07-04"), counts=found, events=[happened])

    exchange = told(
        "R1", "On the Lomar road 312 prisoners changed hands.", ("312 prisoners", 312, "exchanged", "prisoners")
    )
    one = told("R2", "On the Lomar road 140 soldiers came home.", ("140 soldiers", 140, "released", "soldiers"))
    two = told("R3", "On the Lomar road 172 fighters were let go.", ("172 fighters", 172, "released", "fighters"))
    odd = told("R4", "On the Lomar road 33 drivers and 107 nurses waited.", ("33 drivers", 33, "other", "drivers"),
               ("107 nurses", 107, "other", "nurses"))  # fmt: skip
    record = settle_claims([exchange, one, two, odd])
    values = {v.id: v.value for e in record.events for v in e.values}
    assert [(values[s.whole], {values[p] for p in s.parts}) for s in record.sums] == [(312, {140, 172})]


@pytest.mark.parametrize(("total", "holds", "gap"), [(98, True, None), (150, False, 52)])
def test_a_running_total_is_held_against_the_rounds_on_record(total, holds, gap):
    def freed(name, day, words, number, basis="incremental"):
        text = f"By the accord Calmar freed {words} at the Verin bridge, the mission said of {name}."
        agent = Participant("agent", span(text, "Calmar"), "Calmar")
        happened = event(text, "e1", "freed", day=day, day_words="By", parties=[agent])
        counts = [count(text, "c1", words, number, of="detainees", event="e1", basis=basis)]
        return reading(report(name, text, name, day), counts=counts, events=[happened])

    rounds = [freed("R1", "2031-02-28", "58 detainees", 58), freed("R2", "2031-03-14", "40 detainees", 40)]
    record = settle_claims([*rounds, freed("R3", "2031-05-02", f"{total} detainees", total, "cumulative")])
    (held,) = [s for s in record.sums if "running total" in s.reason]
    assert (held.holds, held.difference, len(held.parts)) == (holds, gap, 2)
