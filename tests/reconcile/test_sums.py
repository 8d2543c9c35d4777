"""Sums over reports: a report's own arithmetic, and one report's parts against another's whole."""

import pytest
from tests.reconcile.build import report

from sayso.model import Claims, Reading, Sum, Value
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
