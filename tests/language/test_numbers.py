"""Figures, hedges, bounds, and what is no count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.counted import find_unit
from sayso.language.numbers import COUNTING, bound_quantity, find_quantities


def counting(text):
    return [q for q in find_quantities(text) if q.kind in COUNTING]


def only(text):
    (quantity,) = counting(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "words", "bounds", "hedge"),
    [
        ("freed 214 fighters", "214", (214, 214, 214), "exact"),
        ("at least a dozen fighters", "at least a dozen", (12, 12, None), "at_least"),
        ("no fewer than 30 nurses", "no fewer than 30", (30, 30, None), "at_least"),
        ("more than 60,000 people", "more than 60,000", (60000, 60001, None), "more_than"),
        ("over two dozen men", "over two dozen", (24, 25, None), "more_than"),
        (">120 men", ">120", (120, 121, None), "more_than"),
        ("some 50 boys", "some 50", (50, None, None), "about"),
        ("an estimated 1,4 million people", "an estimated 1,4 million", (1400000, None, None), "about"),
        ("40 or so girls", "40 or so", (40, None, None), "about"),
        ("up to 70 captives", "up to 70", (70, None, 70), "at_most"),
        ("as many as 70 captives", "as many as 70", (70, None, 70), "at_most"),
        ("no more than nine trucks", "no more than nine", (9, None, 9), "at_most"),
        ("fewer than 20 women", "fewer than 20", (20, None, 19), "less_than"),
        ("nearly 60 inmates", "nearly 60", (60, None, 59), "nearly"),
        ("close to 22,000 people", "close to 22,000", (22000, None, 21999), "nearly"),
        ("a dozen or more men", "a dozen or more", (12, 12, None), "at_least"),
        ("between 10 and 12 men", "between 10 and 12", (None, 10, 12), "range"),
        ("10-12 men", "10-12", (None, 10, 12), "range"),
        ("10 to 12 men", "10 to 12", (None, 10, 12), "range"),
        ("three or four men", "three or four", (None, 3, 4), "range"),
        ("1 to 2 million people", "1 to 2 million", (None, 1000000, 2000000), "range"),
        ("dozens of men", "dozens", (None, 24, None), "vague"),
        ("hundreds of girls", "hundreds", (None, 200, None), "vague"),
        ("tens of thousands of people", "tens of thousands", (None, 20000, None), "vague"),
        ("scores of men", "scores", (None, 40, None), "vague"),
        ("a handful of men", "a handful", (None, 2, None), "vague"),
        ("several soldiers", "several", (None, 3, None), "vague"),
        ("Two-hundred fifty men", "Two-hundred fifty", (250, 250, 250), "exact"),
        ("2.750 people", "2.750", (2750, 2750, 2750), "exact"),
        ("12 000 people", "12 000", (12000, 12000, 12000), "exact"),
        ("1,23,456 people", "1,23,456", (123456, 123456, 123456), "exact"),
        ("12k men", "12k", (12000, 12000, 12000), "exact"),
        ("half a dozen trucks", "half a dozen", (6, 6, 6), "exact"),
        ("half a million people", "half a million", (500000, 500000, 500000), "exact"),
        ("two or three dozen men", "two or three dozen", (None, 24, 36), "range"),
        ("a little under 40 men", "a little under 40", (40, None, 39), "nearly"),
        ("close on 40 men", "close on 40", (40, None, 39), "nearly"),
        ("40 armed men or more, it said", "40", (40, 40, None), "at_least"),
        ("40 men at least", "40", (40, 40, None), "at_least"),
        ("forty-some men", "forty-some", (40, None, None), "about"),
        ("the toll had passed 40", "passed 40", (40, 41, None), "more_than"),
        ("he passed 40 men", "40", (40, 40, 40), "exact"),
        ("as low as 12 men", "as low as 12", (12, 12, None), "at_least"),
        ("a list nearer four hundred", "nearer four hundred", (400, None, None), "about"),
        ("talks stalled for a year over two men", "two", (2, 2, 2), "exact"),
        ("the row over three nurses goes on", "three", (3, 3, 3), "exact"),
        ("talks with over 40 men", "over 40", (40, 41, None), "more_than"),
    ],
)
def test_hedges_and_bounds(text, words, bounds, hedge):
    found = only(text)
    assert text[found.start : found.end] == words
    assert (found.value.best, found.value.low, found.value.high) == bounds
    assert found.hedge == hedge


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on March 7", "date"),
        ("on 7 March", "date"),
        ("KARN, 3 JAN 90", "date"),
        ("since 1985", "date"),
        ("a 2021 jailbreak", "date"),
        ("on 20-1-2025", "name"),
        ("at 12:30", "time"),
        ("at about 5 pm", "time"),
        ("at approximately 1100, he left", "time"),
        ("Ova Brand, 42, who spoke", "age"),
        ("a 14-year-old boy", "age"),
        ("a man aged 35", "age"),
        ("The man is 35.", "age"),
        ("$40 million", "money"),
        ("one million rubles", "money"),
        ("110 kilometres away", "measure"),
        ("over two weeks ago", "measure"),
        ("for 15 months", "measure"),
        ("a 15-month war", "compound"),
        ("a 5.6-magnitude quake", "compound"),
        ("4.5 football fields", "measure"),
        ("Resolution 2735", "name"),
        ("Flight 370 left", "name"),
        ("an AK-47 rifle", "name"),
        ("room 016 there", "name"),
        ("at 85 Holm River St. in Tarn", "name"),
        ("two-thirds of them", "fraction"),
        ("one of the largest swaps", "idiom"),
        ("no one spoke", "idiom"),
        ("the father of three", "idiom"),
        ("the 36th marine brigade", "name"),
        ("the third-largest city", "name"),
        ("she finished fourth.", "idiom"),
        ("children under five, he said", "age"),
        ("All of them are under 12.", "age"),
        ("the oldest is 58.", "age"),
        ("one in ten of them", "fraction"),
        ("from 2014 to 2019", "date"),
        ("3,000 sq km", "measure"),
        ("the Group of Seven", "name"),
        ("two-and-a-half years", "measure"),
        ("a third died", "idiom"),
        ("between the two, he said", "idiom"),
        ("men of the Sixth Column left", "name"),
    ],
)
def test_what_is_no_count(text, kind):
    assert [q.kind for q in find_quantities(text)]
    assert all(q.kind not in COUNTING for q in find_quantities(text))
    assert kind in [q.kind for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The girls, ages 7 and 11, left; their brothers, aged 14, 17 and 19, did not.", []),
        ("Sixty prisoners (20, 25 and 15) were freed.", [60, 20, 25, 15]),
        ("The girls (7 and 11) left.", []),
        ("Two brothers of the Orle family (17 and 22) and their cousin, 31, were freed.", [2]),
        ("Three brothers | 17, 19, 22 | 20 April 2031 | 14 June", [3]),
        ("They first demanded 300 million in ransom, then 90 million; parents collected 15 million.", []),
        ("Now they want 50 million. They want 12 men freed.", [12]),
        ("A judge put the sum at more than 60 million.", []),
        ("In Bulletin 11 the men taken to Lager 9 are named.", []),
        ("By the end of April 1,902 had been released, in April 1902 none.", [1902]),
        ("They took prisoner one officer and confirmed one death.", [1, 1]),
        ("Her captors moved her nine times; nine times as many were moved by night.", [9]),
        ("Of every ten prisoners seven are untried.", []),
        ("The youngest of the 90 is three.", [90]),
    ],
)
def test_rows_of_ages_sums_of_money_and_names_leave_the_counts(text, counted):
    assert [q.value.best for q in counting(text)] == counted


def test_a_count_beside_a_date_is_kept():
    assert [q.value.best for q in counting("In March 12 soldiers were freed, on May 3 another four.")] == [12, 4]
    assert [q.value.best for q in counting("On May 7 200 men were freed.")] == [200]
    assert [q.value.best for q in counting("2,000 people and 2000 people left in 2000")] == [2000, 2000]


def test_a_name_that_is_also_a_measure_or_an_age_word_leaves_a_count():
    assert [q.value.best for q in counting("140 came home for 172 League fighters")] == [140, 172]
    assert only("The League turned over 51 bodies at the pass").value.best == 51
    assert only("Captives came home in Third Exchange since the truce").kind == "ordinal"


def test_a_change_is_two_figures_and_a_range_is_one():
    assert [q.value.best for q in counting("The toll rose from 558 to 569 dead")] == [558, 569]
    assert [q.hedge for q in counting("from 558 to 569 people live there")] == ["range"]
    assert only("the toll went up to 92").hedge == "exact"


def test_ordinals_and_percentages_are_told_apart():
    assert [(q.kind, q.value.best) for q in counting("its fourth round, day three, 73% and 12 per cent")] == [
        ("ordinal", 4),
        ("ordinal", 3),
        ("percent", 73),
        ("percent", 12),
    ]
    assert only("a six-member team").kind == "strength"


def test_a_hedge_belongs_to_its_figure_alone():
    text = "talks about 39 prisoners; >> One woman; code 4016 At least 12 people"
    assert [q.hedge for q in counting(text)] == ["exact", "exact", "exact", "at_least"]


def test_leftovers_of_html_are_no_figures():
    assert [q.value.best for q in find_quantities("34% of Holm#39;s hospitals &#8217;s nbsp;12 men")] == [34, 12]


def test_digits_inside_links_and_names_count_nothing():
    assert counting("pic.example.com/GiUX701g37 South24 @user12 +1 203-946-6304") == []


@given(st.text(max_size=80))
def test_any_text_is_read_and_every_span_lies_in_it(text):
    for found in find_quantities(text):
        assert 0 <= found.start <= found.figure[0] < found.figure[1] <= found.end <= len(text)


@given(
    st.integers(0, 10**7),
    st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly"]),
)
def test_bounds_never_cross(number, hedge):
    value = bound_quantity(number, hedge)
    assert value.best == number
    assert value.low is None or value.high is None or value.low <= value.high


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("engineers", "person"),
        ("Dorians", "person"),
        ("bodies", "body"),
        ("households", "family"),
        ("livestock", "animal"),
        ("ambulances", "vehicle"),
        ("hospitals", "building"),
        ("swap", "event"),
        ("rifles", "thing"),
        ("serving", None),
        ("RPGs", None),
        ("TK-12s", None),
        ("al-Dorians", "person"),
    ],
)
def test_units_of_nouns(noun, unit):
    assert find_unit(noun) == unit
