"""Namesakes: what keeps two people of like names apart, and what still joins the spellings of one."""

import pytest
from tests.reconcile.build import entity, event, reading, report

from sayso.reconcile import settle_claims

DAY = "2031-03-14"


def tell(name, text, *people, kinds=()):
    """A report of one release; each of `people` is a name, with its descriptions where it is a pair."""
    named = []
    for n, one in enumerate(people):
        words, roles = (one, ()) if isinstance(one, str) else one
        kind = "organization" if words in kinds else "person"
        named.append(entity(text, f"n{n}", words, roles=roles, kind=kind))
    told = event(text, "e1", "freed", day=DAY, day_words="on Friday")
    return reading(report(name, text, name, DAY), events=[told], entities=named)


def names(*readings):
    record = settle_claims(readings)
    assert len(record.events) == 1, "the reports of these tests tell one event"
    return sorted(sorted(p.names) for p in record.people)


def two(one, other):
    """One report each, of two people freed at one gate."""
    return [
        tell("R1", f"Two clerks were freed at Sorn gate on Friday, {one} among them.", one),
        tell("R2", f"Two clerks were freed at Sorn gate on Friday, among them {other}.", other),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oleg Petrovich Dorin", "Oleg Pavlovich Dorin"), ("Samir Orhal", "Samira Orhal")],
    ids=["sons of two fathers", "a man and a woman"],
)
def test_names_that_differ_in_what_sets_two_people_apart_are_two(one, other):
    assert len(names(*two(one, other))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oleg Volodymyrovych Dorin", "Oleg Vladimirovich Dorin"), ("Salma Orhal", "Selma Orhal")],
    ids=["one father in two languages", "one vowel"],
)
def test_spellings_of_one_name_are_one_person(one, other):
    assert len(names(*two(one, other))) == 1


def test_two_whom_one_report_names_in_full_are_two_people_there_and_elsewhere():
    first = "Ilan Serov and Ilana Sirov were freed at Sorn gate on Friday."
    second = "Ilan Serov was freed at Sorn gate on Friday."
    found = names(tell("R1", first, "Ilan Serov", "Ilana Sirov"), tell("R2", second, "Ilan Serov"))
    assert found == [["Ilan Serov"], ["Ilana Sirov"]]
    near = "Jalan Serov and Jalen Serov were freed at Sorn gate on Friday."
    assert len(names(tell("R1", near, "Jalan Serov", "Jalen Serov"))) == 2


def test_a_longer_name_of_somebody_with_another_trade_is_another_person():
    one = "The teacher Tarik Adan was freed at Sorn gate on Friday."
    other = "Tarik Adan Warsin, a lawyer, saw how two clerks were freed at Sorn gate on Friday."
    apart = names(tell("R1", one, ("Tarik Adan", ["teacher"])), tell("R2", other, ("Tarik Adan Warsin", ["a lawyer"])))
    assert apart == [["Tarik Adan"], ["Tarik Adan Warsin"]]
    joined = names(
        tell("R1", one, ("Tarik Adan", ["teacher"])), tell("R2", other, ("Tarik Adan Warsin", ["a teacher"]))
    )
    assert joined == [["Tarik Adan", "Tarik Adan Warsin"]]


def test_of_two_who_bear_a_name_the_one_of_the_same_office_is_meant():
    first = "Ramo Kesada Lun, the police chief, saw the clerks freed at Sorn gate on Friday."
    second = "Ramo Lun Kesada, a cook, was freed at Sorn gate on Friday."
    third = "Clerks were freed at Sorn gate on Friday, said police chief Kesada."
    found = names(
        tell("R1", first, ("Ramo Kesada Lun", ["the police chief"])),
        tell("R2", second, ("Ramo Lun Kesada", ["a cook"])),
        tell("R3", third, ("Kesada", ["police chief"])),
    )
    assert found == [["Kesada", "Ramo Kesada Lun"], ["Ramo Lun Kesada"]]


def test_a_family_name_in_the_middle_is_no_body():
    first = "Ramo Kesada Lun was freed at Sorn gate on Friday."
    second = "Clerks were freed at Sorn gate on Friday, Kesada said."
    found = names(tell("R1", first, "Ramo Kesada Lun"), tell("R2", second, "Kesada", kinds=("Kesada",)))
    assert found == [["Kesada", "Ramo Kesada Lun"]]


def test_a_title_of_any_country_is_no_name():
    first = "Malam Tarik Adan was freed at Sorn gate on Friday."
    second = "Tarik Adan Warsin was freed at Sorn gate on Friday."
    found = names(tell("R1", first, "Malam Tarik Adan"), tell("R2", second, "Tarik Adan Warsin"))
    assert found == [["Malam Tarik Adan", "Tarik Adan Warsin"]]
