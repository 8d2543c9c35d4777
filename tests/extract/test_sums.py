"""Parts and wholes: stated and inferred, over sentences, and breakdowns that do not add up."""

from sayso.extract.counts import find_counts
from sayso.extract.sums import find_sums
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text


def read(text):
    (page,) = parse_reports([report_of_text(text)])
    return find_sums(page, find_counts(page, ()).counts, ())


def arithmetic(found, relation="sum"):
    value = {c.id: c.value.best for c in found.counts}
    return [
        (value[s.whole], [value[p] for p in s.parts], s.holds, s.stated) for s in found.sums if s.relation == relation
    ]


def wholes(found):
    value = {c.id: c.value.best for c in found.counts}
    return [(c.value.best, value.get(c.whole), c.whole_inferred) for c in found.counts if c.whole]


def test_a_full_breakdown_after_including_is_a_stated_sum():
    found = read("Selvia freed 214 fighters, including 36 serving life terms and 178 others held without trial.")
    assert arithmetic(found) == [(214, [36, 178], True, True)]
    assert found.problems == ()


def test_parts_of_part_are_inferred_and_a_subset_is_never_added():
    found = read(
        "Selvia freed 214 fighters. The group included 36 fighters serving life terms and 178 fighters from Holt, the "
        "board said. The list showed that 29 of the freed fighters are from Sarn, seven from Tarn, while 24 have been deported."
    )
    assert (36, [29, 7], True, False) in arithmetic(found)
    assert not any(24 in parts for _, parts, _, _ in arithmetic(found))
    assert (24, 36, True) in wholes(found)


def test_of_the_whole_named_first_and_after():
    assert arithmetic(read("Of the 58, 41 men had been held without trial and 17 under sentence.")) == [
        (58, [41, 17], True, True)
    ]
    assert wholes(read("The board freed 58 men. It said that 41 of the 58 had stood no trial."))[0] == (
        41,
        58,
        False,
    )


def test_a_breakdown_that_does_not_add_up_keeps_both_figures_and_says_so():
    found = read("After the flood 183 men were moved. Of these, 150 went to Holt while 32 went to Sarn.")
    assert arithmetic(found) == [(183, [150, 32], False, True)]
    (problem,) = found.problems
    assert problem.what == "sum does not hold"
    assert "1 fewer than 183" in problem.why
    assert problem.span.text.startswith("183")


def test_a_list_after_a_colon_and_lines_of_a_list():
    inline = read("Floods destroyed 375 bridges: 165 in Sarn, 107 in Holt, 65 in Tarn, 22 in Karn and 16 in Ber.")
    assert arithmetic(inline) == [(375, [165, 107, 65, 22, 16], True, True)]
    lines = read(
        "The 215 soldiers released comprise:\n\n• 124 officers;\n\n• 89 privates and sergeants;\n\n• two cooks."
    )
    assert arithmetic(lines) == [(215, [124, 89, 2], True, True)]


def test_a_line_without_a_figure_leaves_a_list_open():
    found = read("Holt gave up 56 people:\n\n• Ova Brand, once a general;\n\n• 40 privates;\n\n• 15 officers.")
    assert arithmetic(found) == []
    assert found.problems == ()
    assert wholes(found) == [(40, 56, False), (15, 56, False)]


def test_a_total_after_its_parts_and_an_apposition():
    assert arithmetic(read("Some say 8,649 people are dead and 13,262 missing -- 21,911 in all.")) == [
        (21911, [8649, 13262], True, True)
    ]
    assert arithmetic(read("The rescued number 137, that is 76 girls and 61 boys.")) == [(137, [76, 61], True, True)]


def test_others_stand_before_the_one_that_an_ordinal_counts():
    found = read("Brand is the fourth Dorian to be freed. In May, three others were released.")
    assert wholes(found) == [(3, 4, False)]
    assert arithmetic(found) == []  # a sum of one: 4 = 3 + 1 is told by a name


def test_what_is_new_belongs_to_the_running_total():
    found = read(
        "Sarn reported 37 new deaths and 92 injuries. The new deaths bring the toll to 1,545, with 12,850 injured."
    )
    assert wholes(found) == [(37, 1545, False), (92, 12850, False)]


def test_neighbours_that_add_up_to_a_count_nearby_are_inferred_parts():
    found = read(
        "The blast killed 8,382 people in two provinces. It said 8,260 people were killed in Sarn and 122 in Holt."
    )
    assert arithmetic(found) == [(8382, [8260, 122], True, False)]
    assert all(inferred for _, _, inferred in wholes(found))


def test_small_figures_that_happen_to_add_up_prove_nothing():
    found = read("Five guards fled. Two cooks and three drivers were freed in Holt.")
    assert arithmetic(found) == []


def test_sides_are_not_parts_of_each_other():
    found = read("Selvia freed 90 Dorian prisoners. The Front freed 33 Selvian captives and 57 Selvian sailors.")
    assert arithmetic(found) == []
    assert wholes(found) == []


def test_the_wounded_are_no_part_of_the_dead():
    found = read("The blast killed 92 people. It wounded 40 people in the market.")
    assert wholes(found) == []


def test_a_share_names_the_count_it_is_a_share_of():
    found = read("The war killed 8,260 people in Sarn and 122 in Holt. It said 73% of those killed in Sarn were women.")
    assert (73, 8260, True) in wholes(found)


def test_of_them_and_of_whom_find_their_whole():
    found = read("The Front holds 79 captives, 35 of them presumed dead. It freed 149 men, of whom 100 were ill.")
    assert wholes(found) == [(35, 79, False), (100, 149, False)]


def test_a_part_named_before_its_group():
    assert wholes(read("A plane left with 120 freed men, in an exchange of nearly 900 men.")) == [(120, 900, False)]


def test_things_of_different_kinds_are_never_added():
    found = read("The raid hit 68 depots. It wrecked 36 bridges, 13 mills and 19 roads.")
    assert arithmetic(found) == []


def test_a_new_clause_ends_a_list_of_parts():
    found = read(
        "The board holds 132,000 people, including 3,600 children and 8,096 women, and said that 14,000 had died."
    )
    assert wholes(found) == [(3600, 132000, False), (8096, 132000, False)]


def test_the_other_leg_of_a_swap_is_no_part():
    found = read("The Front freed 215 sailors. Five captains were exchanged for 55 sailors.")
    assert (55, 215, True) not in wholes(found)


def test_events_are_tied_to_their_counts():
    from sayso.model import EventClaim

    (page,) = parse_reports([report_of_text("The Front freed 215 sailors on Friday.")])
    counts = find_counts(page, ()).counts
    event = EventClaim("e1", "release", "asserted", page.span(10, 15), counts=(counts[0].id,))
    assert find_sums(page, counts, (event,)).counts[0].event == "e1"


def test_the_rest_of_a_whole_makes_it_up_over_sentences():
    found = read("The Front freed two of the eight sailors on Sunday. The other six will follow, it said.")
    assert arithmetic(found) == [(8, [2, 6], True, False)]


def test_another_year_is_no_part_of_this_one():
    found = read("The board freed 466 inmates. Last year 93 were freed, and 66 were arrested.")
    assert wholes(found) == []


def test_rounded_figures_that_add_up_prove_nothing():
    found = read("The boats carried 800 men. Some 500 men left Holt. Nearly 300 men left Sarn.")
    assert arithmetic(found) == []
