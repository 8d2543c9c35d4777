"""What is counted, what happened to them, whose figure it is."""

from dataclasses import replace

import pytest

from sayso.extract.counts import find_counts
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text
from sayso.model import Attribution, Span


def read(text, attributions=()):
    (page,) = parse_reports([report_of_text(text)])
    found = find_counts(page, attributions)
    for count in found.counts:
        assert text[count.span.start : count.span.end] == count.span.text
    return found


def told(text):
    return {c.span.text: c for c in read(text).counts}


@pytest.mark.parametrize(
    ("text", "words", "unit", "status"),
    [
        ("The Lowland Army freed 214 fighters on Friday.", "214 fighters", "person", "released"),
        ("The Front let three Dorian drivers go on Friday.", "three Dorian drivers", "person", "released"),
        ("Gunmen abducted more than 130 children from a school.", "more than 130 children", "person", "captured"),
        ("Militants took around 250 hostages that day.", "around 250 hostages", "person", "captured"),
        ("At least 12 people drowned.", "At least 12 people", "person", "killed"),
        ("The strike left some 20 people dead.", "some 20 people", "person", "killed"),
        ("The toll rose to 92 on Friday.", "92", "person", "killed"),
        ("About 79 captives are still in custody.", "About 79 captives", "person", "held"),
        (
            "Four of the freed prisoners were taken to hospital.",
            "Four of the freed prisoners",
            "person",
            "hospitalised",
        ),
        ("The raid led to the detention of nine men.", "nine men", "person", "captured"),
        (
            "Troops detained the leader along with three of his associates.",
            "three of his associates",
            "person",
            "captured",
        ),
        ("Nine men were deported to Varn.", "Nine men", "person", "deported"),
        ("The Front returned the bodies of four miners.", "four miners", "body", "remains_returned"),
        ("About 40 families fled the valley.", "About 40 families", "family", "displaced"),
        ("He is serving 18 life terms.", "18 life terms", "sentence", "other"),
        ("Prisoners returned on seven buses.", "seven buses", "vehicle", "other"),
        ("The wave destroyed 375 bridges.", "375 bridges", "building", "other"),
        ("Some 1,200 cattle drowned.", "Some 1,200 cattle", "animal", "killed"),
        ("It is the fourth swap since the truce.", "fourth swap", "ordinal", "exchanged"),
        ("A court freed 34% of the prisoners.", "34% of the prisoners", "percent", "released"),
        ("There were more than 120 of what the board calls rebel nurses.", None, "person", "other"),
    ],
)
def test_unit_and_fate(text, words, unit, status):
    (count,) = read(text).counts
    assert words is None or count.span.text == words
    assert (count.unit, count.status) == (unit, status)


def test_people_and_sentences_are_never_mixed():
    (people,) = read("Among the freed prisoners are 18 serving life terms.").counts
    (terms,) = read("He was serving 18 life terms.").counts
    assert (people.unit, terms.unit) == ("person", "sentence")


def test_a_list_without_nouns_takes_unit_and_fate_from_its_head():
    found = told("Of the 1,545 deaths, Sarn reported 678, Holt 306 and the capital one.")
    assert {(c.unit, c.status) for c in found.values()} == {("person", "killed")}
    assert [c.value.best for c in found.values()] == [1545, 678, 306, 1]


def test_an_elliptical_figure_takes_its_own_fate():
    killed, wounded = read("The war has killed more than 60,000 Dorians and wounded more than 111,000.").counts
    assert (killed.status, wounded.status) == ("killed", "wounded")
    assert (wounded.unit, wounded.of) == ("person", "Dorians")


def test_the_same_figure_again_counts_the_same():
    counts = read("Gunmen seized 137 pupils. Their parents wept. The 137 were found in Holt.").counts
    assert [c.of for c in counts] == ["pupils", "pupils"]


def test_one_and_a_count_only_beside_figures_or_for_the_living():
    assert [c.span.text for c in read("One film shows one woman; a guard left.").counts] == ["one woman"]
    assert [c.span.text for c in read("A Dorian nurse and three drivers were freed.").counts] == [
        "A Dorian nurse",
        "three drivers",
    ]


def test_shared_nouns_are_given_to_both_figures():
    counts = read("They swapped 390 and 307 prisoners, then two Dorian and five Selvian sailors.").counts
    assert [(c.value.best, c.of) for c in counts] == [
        (390, "prisoners"),
        (307, "prisoners"),
        (2, "Dorian sailors"),
        (5, "Selvian sailors"),
    ]


def test_basis_tells_new_ones_from_tolls_stocks_and_places_in_an_order():
    basis = {c.span.text: c.basis for c in read(
        "They reported 37 new deaths. In all 1,545 people have died since June. Some 40 men are still missing. "
        "It was the third raid."
    ).counts}  # fmt: skip
    assert basis == {
        "37 new deaths": "incremental",
        "1,545 people": "cumulative",
        "Some 40 men": "stock",
        "third raid": "ordinal",
    }


def test_a_figure_without_a_unit_is_a_problem_and_no_guess():
    found = read("The board said 37.")
    assert found.counts == ()
    (problem,) = found.problems
    assert problem.what == "figure without a unit"
    assert problem.span.text == "37"


def test_a_figure_that_only_the_title_has_is_a_named_problem_where_the_text_counts_nobody():
    roster = "Ilya Berenko, 44, Orlevo\nPetru Vash, 31, Dessa\nTomas Ruel, 27, Lomar\n"
    for text, title, known in (
        (roster, "Names of the 14 guards freed at Kestrel Pass", True),
        (roster, "Names of the guards freed at Kestrel Pass", False),
        ("The army freed 14 guards at the pass.", "Names of 15 guards", False),
    ):
        (page,) = parse_reports([replace(report_of_text(text), title=title)])
        problems = find_counts(page, ()).problems
        assert ("figure only in the title" in [p.what for p in problems]) == known
        assert not known or "14" in problems[-1].why


def test_nobody_is_freed_by_the_release_of_names_or_films():
    counts = told("Police released the names of the two men and released a film of three captives.")
    assert {c.status for c in counts.values()} == {"other"}


def test_those_who_act_are_not_those_acted_on():
    counts = told("Two gunmen killed five miners.")
    assert (counts["Two gunmen"].status, counts["five miners"].status) == ("other", "killed")


def test_a_figure_belongs_to_the_innermost_claim_around_it():
    text = "The board said that the envoy said 40 men were freed, and 12 left."
    outer = text.index("the envoy"), len(text)
    inner = text.index("40 men"), text.index(", and")

    def claim(name, where, claims=True):
        content = (Span(*where, text[slice(*where)]),)
        return Attribution(name, "indirect", claims, 0.9, "said", None, content, None, None, None, ())

    counts = read(text, [claim("a1", outer), claim("a2", inner), claim("a3", (0, len(text)), claims=False)]).counts
    assert [c.attribution for c in counts] == ["a2", "a1"]


def test_upper_case_copy_is_read():
    counts = read("KARN, 3 JAN 90 -- FOUR PEASANTS WERE KIDNAPPED AND ABOUT 50 SOLDIERS WERE KILLED.").counts
    assert [(c.value.best, c.status) for c in counts] == [(4, "captured"), (50, "killed")]


def test_a_bare_figure_takes_its_noun_from_the_whole_and_not_from_its_parts():
    counts = read("The Front freed 102 sailors, among them 18 cooks, and killed 12.").counts
    assert [(c.value.best, c.of, c.status) for c in counts][-1] == (12, "sailors", "killed")


def test_batches_divide_people_and_are_not_what_is_counted():
    counts = read("The sailors were handed over in two batches - 64 on Saturday and 38 on Monday.").counts
    assert [(c.value.best, c.unit) for c in counts] == [(2, "thing"), (64, "person"), (38, "person")]


def test_a_singular_noun_is_not_what_a_figure_above_one_counts():
    counts = read("Twelve miners came out. At least five needed hospital treatment.").counts
    assert [(c.value.best, c.unit) for c in counts] == [(12, "person"), (5, "person")]


def test_left_in_custody_is_held():
    counts = read("Of the 40 men taken, 16 were let go on Sunday, leaving 24 in captivity.").counts
    assert [c.status for c in counts][1:] == ["released", "held"]


def test_headlines_tell_fates_without_grammar():
    assert [c.status for c in read("6 villagers killed 22 injured in blast").counts] == ["killed", "wounded"]
    assert [c.status for c in read("Shelling Kills 20 Civilians in Holt").counts] == ["killed"]


def test_those_in_a_state_are_people():
    (count,) = read("Nine of the sentenced were sent abroad.").counts
    assert (count.unit, count.status) == ("person", "deported")


def test_a_ship_with_a_number_counts_nothing():
    counts = read("Of the 29 sailors of the Naro 3 one died and two of illness.").counts
    assert [(c.value.best, c.unit) for c in counts] == [(29, "person"), (1, "person"), (2, "person")]


def test_taking_people_from_a_place_captures_them_and_taking_them_to_one_does_not():
    assert [c.status for c in read("Gunmen took 87 people from a village.").counts] == ["captured"]
    assert [c.status for c in read("The bus took 40 people to Holt.").counts] == ["other"]


def test_what_families_raise_is_money_and_whom_a_club_raises_are_people():
    assert not told("Families had raised about 40 million karos.")
    assert set(told("The club raised 40 orphans.")) == {"40 orphans"}
