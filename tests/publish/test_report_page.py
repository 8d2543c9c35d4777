"""The page of one report: everything marked in place, nothing fetched, nothing trusted."""

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from tests.publish.sample import reading

from sayso.model import (
    Attribution,
    Claims,
    Count,
    Hop,
    Post,
    Quantity,
    Reading,
    Report,
    Segment,
    Span,
    Speaker,
    span_of,
)
from sayso.publish import report_page
from sayso.publish.marks import cut_blocks, mark_claims, words_around
from sayso.publish.report_page import view_report

PAGE = report_page(reading)


class Reader(HTMLParser):
    """Collects tags with attributes, and the words of the article without its labels."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br", "img"):
            self.stack.append(f"{tag}.{dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        if self.stack:
            self.stack.pop()

    def handle_data(self, text: str) -> None:
        if any(s.startswith("article.words") for s in self.stack) and not self.stack[-1].startswith("span.tag"):
            self.words.append(text)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_nothing_is_fetched_and_no_script_runs() -> None:
    tags = read(PAGE).tags
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
    assert not [a for _, attrs in tags for a in attrs if a.startswith("on") or a in ("src", "srcset", "action")]
    assert "@import" not in PAGE
    assert "url(" not in PAGE
    assert "default-src 'none'" in PAGE


def test_every_word_of_the_report_stands_on_the_page_once() -> None:
    words = re.sub(r"\s+", "", "".join(read(PAGE).words))
    for block in reading.report.text.split("\n\n")[:4]:
        assert re.sub(r"\s+", "", block) in words


def test_runs_cover_overlapping_marks_without_loss() -> None:
    text = "one two three four"
    report = dataclasses.replace(reading.report, text=text, segments=(Segment("paragraph", 0, len(text)),))
    claims = Claims(
        attributions=(attribution("a1", text, 0, 13), attribution("a2", text, 8, 18)),
        counts=(count("c1", text, 4, 7),),
    )
    (block,) = cut_blocks(report, mark_claims(claims))
    assert "".join(r.text for r in block.runs) == text
    both = next(r for r in block.runs if r.text == "three")
    assert {"m-a1", "m-a2", "deep"} <= set(both.classes.split())
    assert next(r for r in block.runs if r.text == "two").link == "c1"


def test_the_box_of_a_figure_opens_and_closes_once_though_other_marks_cut_it() -> None:
    text = "one hundred and four"
    report = dataclasses.replace(reading.report, text=text, segments=())
    claims = Claims(attributions=(attribution("a1", text, 4, 11),), counts=(count("c1", text, 0, 20),))
    (block,) = cut_blocks(report, mark_claims(claims))
    edges = [[c for c in r.classes.split() if c in ("kf", "kl")] for r in block.runs]
    assert edges == [["kf"], [], ["kl"]]


def test_ten_thousand_marks_in_one_stretch_are_cut_without_loss() -> None:
    text = "four " * 10_000
    report = dataclasses.replace(reading.report, text=text, segments=())
    counts = tuple(count(f"c{i}", text, 5 * i, 5 * i + 4) for i in range(10_000))
    (block,) = cut_blocks(report, mark_claims(Claims(counts=counts)))
    assert "".join(r.text for r in block.runs) == text.strip()
    assert sum(r.link is not None for r in block.runs) == 10_000


def attribution(name: str, text: str, start: int, end: int) -> Attribution:
    return Attribution(name, "direct", True, 0.9, "said", None, (span_of(text, start, end),), None, None, None, ())


def count(name: str, text: str, start: int, end: int) -> Count:
    return Count(name, span_of(text, start, end), Quantity(2, 2, 2), "exact", "person", None, "other", "stock")


def test_each_entry_has_one_anchor_in_the_words_and_one_in_the_panel() -> None:
    ids = [attrs["id"] for _, attrs in read(PAGE).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    items = {x.id for g in ("attributions", "events", "counts", "deals") for x in getattr(reading.claims, g)}
    assert items <= set(ids)
    assert {f"t-{i}" for i in items} <= set(ids)


def test_every_inner_link_leads_somewhere() -> None:
    tags = read(PAGE).tags
    ids = {attrs["id"] for _, attrs in tags if "id" in attrs}
    links = {attrs["href"][1:] for _, attrs in tags if (attrs.get("href") or "").startswith("#")}
    assert links <= ids


def test_choosing_an_entry_lights_up_its_words_without_script() -> None:
    assert 'body:has([id="a2"]:target) .m-a2' in PAGE


def test_marks_can_be_told_apart_without_colour() -> None:
    style = PAGE[: PAGE.index("</style>")]
    assert ".v-indirect:not(.k-count) { box-shadow: none; border-bottom: 1.5px dotted" in style
    assert ".k-trigger { color: var(--act); text-decoration: underline double" in style
    assert '<span class="tag t-count" aria-hidden="true">c2</span>' in PAGE


def test_the_chain_is_shown_hop_by_hop() -> None:
    card = PAGE[PAGE.index('class="card c-say" id="a2"') :]
    hops = re.findall(r"<li><bdi>(.*?)</bdi>", card[: card.index("</ol>")])
    assert hops == ["Ilya Brandt", "Sellen News Agency", "The Sellen Post"]


def test_what_is_inferred_carries_its_rule() -> None:
    assert "inferred: the nearest speaker carried on" in PAGE
    assert "inferred: the Saturday before publication" in PAGE
    assert "inferred: the text does not say so" in PAGE


def test_hedges_are_kept_in_words() -> None:
    assert "at least 120 people" in PAGE
    assert "“Dozens” (24 or more) people" in PAGE


def test_a_sum_that_does_not_hold_is_drawn_with_what_is_missing() -> None:
    assert "The parts do not add up: 5 missing from the whole. Both figures stay." in PAGE
    assert re.search(r'class="bar missing" x="95\.83%" width="4\.17%"', PAGE)


def test_the_exchange_is_drawn_with_legs_numbers_and_mediators() -> None:
    swap = PAGE[PAGE.index('<div class="swap">') :]
    sides = re.findall(r'<div class="side"><bdi>(.*?)</bdi>', swap)
    assert sides == ["Tarn Front", "Government"]
    assert "<b>4 people</b>" in swap
    assert "<b>at least 120 people</b>" in swap
    assert "Between them: <bdi>Lund</bdi>" in swap


def test_posts_are_shown_as_posts() -> None:
    post = PAGE[PAGE.index('<div class="post"') :]
    post = post[: post.index("</footer>")]
    assert "<b><bdi>Lund Envoy</bdi></b> <bdi>@lundenvoy</bdi>" in post
    assert "cut off in the report" in post


def test_problems_are_listed() -> None:
    assert "<strong>place not in gazetteer</strong>: Karvel bridge has no entry" in PAGE


def test_the_face_says_for_whom_and_that_nobody_checked() -> None:
    face = PAGE[PAGE.index('class="face') : PAGE.index('class="wrap"')]
    assert "For the desk: holds names" in face
    assert "Read by machine, not checked" in face


def test_direction_follows_the_words() -> None:
    assert PAGE.count('dir="auto"') > 10
    assert "<bdi>ميرا أوسلن</bdi>" in PAGE


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " https://a b", "vbscript:x", "https://"]
)
def test_addresses_that_are_not_web_pages_are_not_links(address: str) -> None:
    page = report_page(dataclasses.replace(reading, report=dataclasses.replace(reading.report, url=address)))
    assert f'href="{address}' not in page
    assert "javascript:" not in "".join(a.get("href") or "" for _, a in read(page).tags)


def test_scripts_in_any_field_come_out_as_words() -> None:
    evil = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'"
    report = Report(
        "r", "0" * 64, evil, evil, (evil,), "2031-05-04", evil, evil, (evil,), evil,
        (Segment("post", 0, len(evil), Post(evil, evil, evil, evil, evil, False)),),
    )  # fmt: skip
    said = dataclasses.replace(
        attribution("a1", evil, 0, 5),
        speaker=Speaker(evil, "person", evil, evil, None, evil),
        chain=(Hop(evil, "person", "said"),),
        cue=(Span(0, 3, evil[:3]),),
        act=evil,
    )
    page = report_page(Reading(report, Claims((said,), reader=evil)))
    tags = {tag for tag, _ in read(page).tags}
    assert not {"script", "img"} & tags
    assert not [a for _, attrs in read(page).tags for a in attrs if a.startswith("on")]


def test_an_id_that_is_no_plain_word_stays_out_of_the_stylesheet() -> None:
    text = reading.report.text
    claims = Claims(attributions=(attribution("x]{}*{display:none}", text, 0, 4),))
    page = report_page(Reading(reading.report, claims))
    assert "display:none}" not in page[: page.index("</style>")]


def test_words_outside_every_segment_are_kept() -> None:
    report = dataclasses.replace(reading.report, segments=())
    blocks = view_report(dataclasses.replace(reading, report=report)).blocks
    assert "".join(r.text for b in blocks for r in b.runs) == report.text.strip()


def test_words_around_give_the_sentence_with_the_exact_words() -> None:
    text = "It rained. The Front freed four captives at dawn. Nobody spoke."
    assert words_around(text, 27, 31) == ("The Front freed ", "four", " captives at dawn.")
