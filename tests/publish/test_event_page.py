"""Pages of the joined record: values by origin, differences, relays with echoes folded, sums, balance, time, coverage."""

import dataclasses
import html
import re

import pytest
from tests.publish.sample_record import claim, exchange, meeting, readings, record
from tests.publish.test_report_page import read

from sayso.errors import UnknownId
from sayso.model import Claim, Claims, Echo, Person, Problem
from sayso.publish import event_page, record_page
from sayso.publish.drawings import Amount, Point, draw_chart, draw_sum
from sayso.publish.event_view import view_event
from sayso.publish.graph import Station, draw_relays
from sayso.publish.layout import lay_out
from sayso.publish.relays import NO_SOURCE, view_relays
from sayso.publish.rendering import has_own_words
from sayso.publish.swaps import gather_swaps

PAGE = event_page(record, exchange.id, readings)
WHOLE = record_page(record, readings)


@pytest.mark.parametrize("page", [PAGE, WHOLE])
def test_pages_are_self_contained_and_their_links_lead_somewhere(page: str) -> None:
    tags = read(page).tags
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in tags}
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = {attrs["href"][1:] for _, attrs in tags if (attrs.get("href") or "").startswith("#")}
    assert links <= set(ids)


def test_an_unknown_event_is_named() -> None:
    with pytest.raises(UnknownId, match="no event 'nope'"):
        event_page(record, "nope", readings)


def test_values_stand_first_hand_first_and_then_by_time() -> None:
    view = view_event(exchange, lay_out(record, readings, with_reports=False))
    (name, values), *_ = view.properties
    assert (name, [v.words for v in values]) == ("prisoners_released", ["at least 120 people", "80 people"])
    assert [c.claim.hand for c in values[0].origins[0].claims] == ["first", "second"]


def test_what_the_policy_makes_of_a_property_stands_with_its_reason() -> None:
    assert (
        "low <b>80</b> · best <b>none chosen</b> · high <b>open</b> "
        '<span class="soft">(no two known distinct origins agree)</span>' in PAGE
    )


def test_what_the_policy_makes_of_one_value_alone_is_not_printed_where_it_chooses_none() -> None:
    lone = dataclasses.replace(exchange, values=exchange.values[:1])
    page = event_page(dataclasses.replace(record, events=(lone,), differences=(), sums=()), lone.id, readings)
    assert "none chosen" not in page


def test_the_words_of_the_source_stand_as_its_words_where_they_say_more() -> None:
    said = dataclasses.replace(exchange.values[0], of="border guards")
    assert has_own_words(said)
    for plain in ("people", "persons", "Prisoners"):
        assert not has_own_words(dataclasses.replace(said, of=plain))


def test_who_stood_between_comes_from_other_reports_where_a_telling_names_nobody() -> None:
    silent = {
        r: dataclasses.replace(
            reading,
            claims=dataclasses.replace(
                reading.claims,
                deals=(),
                events=tuple(
                    dataclasses.replace(e, participants=tuple(p for p in e.participants if p.role != "mediator"))
                    for e in reading.claims.events
                ),
            ),
        )
        for r, reading in readings.items()
    }
    assert "Between them, as others tell: <bdi>Lund</bdi>" in event_page(record, exchange.id, silent)


def test_each_origin_carries_its_reason_and_its_claims_their_words() -> None:
    assert "a known origin: one list, quoted twice" in PAGE
    assert "possibly an origin of its own: no source is named" in PAGE
    assert "freed <mark>at least 120</mark> prisoners" in PAGE
    assert "Second hand: <bdi>Prisoners&#39; Union → SNA → Radio Sellen</bdi>" in PAGE


def test_counts_of_origins_are_shown_as_known_and_possible() -> None:
    assert "origins: 1 known distinct, 1 possibly" in PAGE


def test_what_nobody_checked_says_so_and_what_was_checked_says_that() -> None:
    assert "<small>read by machine, not checked</small>" in PAGE
    assert "checked and accepted" in PAGE


def test_differences_stand_by_class_with_their_reason() -> None:
    row = PAGE[PAGE.index('<div class="diff contradiction">') :]
    row = row[: row.index("</div></div>")]
    assert "Both count all prisoners freed that day." in row
    assert re.findall(r'class="side"><a href="#(ev1-v\d)">(.*?)</a> <span class="soft"><bdi>(.*?)</bdi>', row) == [
        ("ev1-v1", "at least 120 people", "Prisoners&#39; Union"),
        ("ev1-v2", "80 people", "Dravan Times"),
    ]


def test_a_value_is_a_row_that_names_who_says_so_and_what_it_differs_from_and_opens() -> None:
    row = next(part for part in PAGE.split('<details class="value"') if '<b class="fig">80 people' in part)
    summary, _, opened = row.partition("</summary>")
    assert "<bdi>Dravan Times</bdi>" in summary
    assert "contradiction: at least 120 people" in summary
    assert "<q" not in summary
    assert "freed <mark>" in opened or "<mark>80</mark>" in opened


def test_an_exchange_of_another_event_that_a_report_tells_too_is_not_drawn() -> None:
    told = {claim.report: {claim.source_id or ""} for value in exchange.values for claim in value.claims}
    assert gather_swaps(readings.values(), told)
    assert gather_swaps(readings.values(), {report: {"e99"} for report in told}) == ()


def test_sums_over_reports_are_drawn_with_what_is_missing() -> None:
    assert "The parts do not add up: 5 missing from the whole. Both figures stay." in PAGE
    assert "inferred: no report says that these are its parts" in PAGE
    assert "1 sum that no report states, tried by machine over reports; 1 of them does not hold" in PAGE


def test_the_balance_stands_as_two_sides() -> None:
    two = PAGE[PAGE.index('<div class="two">') :]
    assert re.findall(r"<strong><bdi>(.*?)</bdi>", two)[:2] == ["Government", "Tarn Front"]
    assert 'width="66.67%"' in two
    assert "40 still owed" in two


def test_a_rank_stands_beside_what_the_record_holds_with_who_tells_it() -> None:
    part = PAGE[PAGE.index("Which of a series") :].partition("</p>")[0]
    assert "told as the 6th exchange since March" in part
    assert "Prisoners' Union" in html.unescape(part)
    assert "<q>at least 120</q>; the record holds 1 of these parties: 5 are not in what was read." in part


def test_the_exchange_stands_as_two_sides_with_who_tells_it_so() -> None:
    part = PAGE[PAGE.index("The two sides of the exchange") :]
    assert "As told by <bdi>The Sellen Post, Radio Sellen and Dravan Times</bdi>" in part
    assert re.findall(r'<div class="side"><bdi>(.*?)</bdi>', part)[:2] == ["Tarn Front", "Government"]


def test_echoes_are_folded_and_can_be_opened() -> None:
    assert "2 reports of one text: Radio Sellen and The Sellen Post" in PAGE
    assert "91 of 100 words in one order" in PAGE
    assert "one sentence" not in PAGE  # a possible echo is not folded


def test_wording_stands_side_by_side() -> None:
    row = re.search(r"<th><bdi>Dravan Times</bdi></th>(.*?)</tr>", PAGE[PAGE.index("Wording, side by side") :])
    assert row
    assert "hostages" in row[1]
    assert '<bdi>Prisoners&#39; Union</bdi> <span class="soft small">quoted in' in PAGE


def test_coverage_names_what_was_read_and_does_not_tell_of_it() -> None:
    page = event_page(record, meeting.id, readings, unread=[Problem("no reader", "x.pdf is a PDF", report="x.pdf")])
    assert page.count("<td>does not tell of it</td>") == 3
    assert "<strong>no reader</strong>: x.pdf is a PDF" in page


def test_a_report_that_was_kept_and_not_read_says_why() -> None:
    problem = Problem("language not read", "the text seems to be in 'ar'")
    unread = dataclasses.replace(readings["r4"], claims=Claims(problems=(problem,)))
    page = event_page(record, exchange.id, {**readings, "r4": unread})
    assert "<td>not read: language not read</td>" in page


def test_coverage_says_since_when_an_outlet_is_on_record() -> None:
    row = re.search(r"<th><bdi>Coast Weekly</bdi></th>(.*?)</tr>", WHOLE[WHOLE.index('id="coverage"') :])
    assert row
    assert "6 May 2031, 20:00 UTC" in row[1]


def test_inputs_that_were_not_read_pass_the_disclosure_too() -> None:
    unread = [Problem("no reader", "photos/mira-oslen.tiff is an image", report="/home/desk/mira-oslen.tiff")]
    page = event_page(record, exchange.id, readings, audience="others", unread=unread)
    assert "oslen" not in page.lower()
    assert "<strong>no reader</strong>" in page


def test_the_timeline_gives_both_clocks() -> None:
    assert "5 May 2031, 09:30 UTC+02:00 · recorded 5 May 2031, 20:00 UTC" in PAGE


def test_figures_over_time_have_one_line_an_origin_and_a_table() -> None:
    assert "<bdi>Prisoners&#39; Union</bdi></li>" in PAGE
    assert "<bdi>Dravan Times, no source named</bdi></li>" in PAGE
    assert re.search(r"<td>5 May 2031</td><td><bdi>Dravan Times, no source named</bdi></td><td>80 people</td>", PAGE)
    assert 'class="band"' in PAGE  # "at least 120" is hedged


def cut_index(page: str) -> str:
    return page[page.index('id="events"') :].partition("</section>")[0]


def test_the_record_begins_with_where_accounts_disagree_and_who_says_which() -> None:
    head = WHOLE[WHOLE.index("Where accounts disagree") : WHOLE.index('id="events"')]
    assert re.findall(r'<a href="#(ev\d-v\d)">(.*?)</a> <span class="soft"><bdi>(.*?)</bdi>', head) == [
        ("ev1-v1", "at least 120 people", "Prisoners&#39; Union"),
        ("ev1-v2", "80 people", "Dravan Times"),
    ]


def test_the_index_lists_every_event_newest_first_with_links() -> None:
    index = cut_index(WHOLE)
    assert re.findall(r'<h3><a href="#(ev\d)"', index) == ["ev2", "ev1"]
    assert "1 difference" in index
    assert "not add up" not in index  # the one sum is no report's own


def test_the_index_names_stated_sums_that_do_not_hold() -> None:
    stated = dataclasses.replace(record, sums=(dataclasses.replace(record.sums[0], stated=True),))
    page = record_page(stated, readings)
    assert "1 stated sum does not add up" in cut_index(page)


def test_words_of_a_claim_lead_to_the_report_on_the_same_page() -> None:
    assert 'href="#r1-c2">in the report</a>' in WHOLE
    assert 'id="r1-c2"' in WHOLE


def test_the_record_page_lists_people_echoes_and_what_is_unsure() -> None:
    assert "<bdi>M. Oslen</bdi>" in WHOLE
    assert "likeness 0.41" in WHOLE
    assert "By language: en 4" in WHOLE


def test_pages_for_others_hold_no_protected_name() -> None:
    for page in (
        event_page(record, exchange.id, readings, audience="others"),
        record_page(record, readings, audience="others"),
    ):
        assert "oslen" not in page.lower()
        assert "Ilya Brandt" in page or "Tarn Front" in page
        assert "For others: names are withheld" in page
        assert exchange.id not in page


def test_markup_in_a_record_comes_out_as_words() -> None:
    evil = "<script>alert(1)</script>"
    bad = dataclasses.replace(
        exchange, place=evil, values=tuple(dataclasses.replace(v, property=evil, of=evil) for v in exchange.values)
    )
    page = record_page(dataclasses.replace(record, events=(bad,)), readings)
    assert "<script" not in page


def test_figures_told_once_stand_in_a_table_and_can_be_linked() -> None:
    part = PAGE[PAGE.index('<table class="once">') :]
    assert "Read by machine, not checked, but for rows that say otherwise." in part
    assert 'id="ev1-v4"' in part


def test_an_empty_record_is_a_page_too() -> None:
    assert "0 events from 0 reports" in record_page(type(record)(), {})


def test_a_sum_larger_than_its_whole_is_drawn_as_too_many() -> None:
    drawing = draw_sum("sum", False, True, Amount("all", "10", 10), [Amount("a", "7", 7), Amount("b", "5", 5)])
    assert drawing.verdict.startswith("The parts do not add up: 2 more than the whole")
    assert [(b.kind, round(b.width, 2)) for b in drawing.whole] == [("whole", 83.33), ("surplus", 16.67)]


def test_a_subset_leaves_a_rest_and_is_not_added() -> None:
    drawing = draw_sum("subset", True, False, Amount("all", "10", 10), [Amount("a", "7", 7)])
    assert [b.kind for b in drawing.parts] == ["part", "rest"]
    assert "not added" in drawing.verdict


def test_relays_run_from_left_to_right_and_a_circle_does_not_hang() -> None:
    a, b, c = Station("A", "origin"), Station("B", "relay"), Station("C", "report")
    drawing = draw_relays([[a, b, c], [b, a, c]])
    assert {n.name: n.column for n in drawing.nodes}["C"] == 2
    assert all(0 <= n.x <= drawing.width and 0 <= n.y <= drawing.height for n in drawing.nodes)


def test_an_agency_is_one_box_whatever_its_short_name() -> None:
    told = [
        claim("98", "r3", "80", chain=("SNA", "Radio Sellen")),
        claim("99", "r3", "80", chain=("Sellen News Agency",)),
    ]
    agency = Person("p9", "Sellen News Agency", ("Sellen News Agency", "SNA"), (), "agency")
    relays = view_relays(told, (), {k: r.report for k, r in readings.items()}, [agency])
    assert relays is not None
    assert [n.name for n in relays.drawing.nodes].count("Sellen News Agency") == 1
    assert "SNA" not in {n.name for n in relays.drawing.nodes}


def test_days_and_places_named_beside_an_event_are_folded() -> None:
    beside = dataclasses.replace(exchange.values[0], id="f7" * 8, property="other place", unit="place", value="Orva")
    held = dataclasses.replace(exchange, values=(*exchange.values, beside))
    page = event_page(dataclasses.replace(record, events=(held,)), held.id, readings)
    assert "1 other place named beside it" in page


def test_a_claim_with_no_source_starts_at_no_source_named() -> None:
    relays = view_relays(
        [claim("99", "r3", "80", chain=("Dravan Times",))], (), {k: r.report for k, r in readings.items()}
    )
    assert relays is not None
    assert relays.ways == ((NO_SOURCE, "Dravan Times"),)


def test_echoes_that_share_a_report_fold_into_one_box() -> None:
    claims = [Claim(f"{i}", r, 0, 0, "", "X") for i, r in enumerate(("r1", "r2", "r3"))]
    echoes = (Echo(("r1", "r2"), "sure", "a"), Echo(("r2", "r3"), "likely", "b"))
    relays = view_relays(claims, echoes, {k: r.report for k, r in readings.items()})
    assert relays is not None
    assert [f.reports for f in relays.folds] == [("r3", "r2", "r1")]


def test_only_words_inside_the_shared_passage_are_folded() -> None:
    claims = [claim("91", "r1", "at least 120"), claim("92", "r2", "at least 120"), claim("93", "r2", "35")]
    start = claims[0].start
    echo = Echo(("r1", "r2"), "sure", "one passage", (("r1", start, start + 12), ("r2", start, start + 12)))
    relays = view_relays(claims, [echo], {k: r.report for k, r in readings.items()})
    assert relays is not None
    label = "2 reports of one text: Radio Sellen and The Sellen Post"
    assert set(relays.ways) == {(NO_SOURCE, label), (NO_SOURCE, "Radio Sellen")}


def test_a_chart_with_one_day_and_open_bounds_is_drawn_inside_its_frame() -> None:
    drawing = draw_chart(
        [("A", [Point(1.0, "d", 12, 12, None, "at least 12")]), ("B", [Point(1.0, "d", None, 24, 30, "24 to 30")])]
    )
    assert all(0 <= y <= drawing.height for line in drawing.lines for _, y, _, _ in line.dots)
    assert drawing.lines[0].bands[0][3] is True


def test_figures_that_lie_close_get_an_axis_on_which_they_can_be_told_apart() -> None:
    close = draw_chart([("A", [point(0.0, 144), point(1.0, 149)])])
    apart = draw_chart([("A", [point(0.0, 10), point(1.0, 149)])])
    assert (close.cut, apart.cut) == (True, False)
    assert close.lines[0].dots[0][1] - close.lines[0].dots[1][1] > 40
    assert apart.y_marks[0][1] == "0"


def point(when: float, figure: int) -> Point:
    return Point(when, f"{int(when) + 3} May 2031", figure, figure, figure, f"{figure} people")


def test_an_outlets_words_stand_in_one_row_however_many_reports_it_printed() -> None:
    twice = dataclasses.replace(
        record, wording=(*record.wording, dataclasses.replace(record.wording[0], noun="internees"))
    )
    page = event_page(twice, exchange.id, readings)
    words = page[page.index("Wording, side by side") :]
    rows = re.findall(r"<tr><th><bdi>(.*?)</bdi></th>", words[: words.index("</table>")])
    assert len(rows) == len(set(rows))
    assert "internees" in words


def test_no_two_of_two_dozen_lines_look_alike() -> None:
    point = Point(1.0, "d", 12, 12, 12, "12")
    lines = draw_chart([(f"Outlet {n}", [point]) for n in range(24)]).lines
    assert len({(line.style, line.shape) for line in lines}) == 24
