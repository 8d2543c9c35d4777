"""Plain text: every line gets its kind, and what the lines say about the report is taken from them."""

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ingest import ReadOptions, report_from_text
from sayso.ingest.segments import lay_out

PAGE = """ date 2025-10-19 By Immer Ledger Staff

Tesmara thanks the Sultan for his part in the release of the ferry pilot Oskar Lind from the highlands.

Tesmara welcomed the release of the ferry pilot Oskar Lind from the highlands on Saturday.

The pilot steps ashore. pic.twitter.com/Ab12Cd — The Immer Ledger (@ImmerLedger) October 18, 2025

Second Pilot to Be Freed

“We thank the Sultan,” a spokesman said.

One video shows the moment he was handed his papers… pic.twitter.com/Zz9 — Ridge Watch (@ridgewatch) October 17, 2025

(IL, CPA)"""


def kinds(text, **given):
    laid = lay_out(text, **given)
    return [(s.kind, text[s.start : s.end]) for s in laid.segments]


def test_a_report_with_posts_headings_and_credit_is_laid_out():
    laid = lay_out(PAGE)
    assert [s.kind for s in laid.segments] == [
        "dateline", "standfirst", "paragraph", "post", "heading", "paragraph", "post", "credit",
    ]  # fmt: skip
    assert (laid.title, laid.byline, laid.published) == (None, ("Immer Ledger Staff",), "2025-10-19")
    assert laid.credits == ("IL", "CPA")


def test_the_outlet_prints_its_full_name_in_its_own_post():
    assert lay_out(PAGE).outlet == "The Immer Ledger"
    assert lay_out("2025-10-19 By Immer Ledger Staff\n\nThe pilot is home, the army said.").outlet == "Immer Ledger"


def test_a_paper_behind_its_writers_name_is_the_outlet():
    laid = lay_out(
        "Pilot home\n\nBy Ada Quill, The Delta Courier\nOctober 18, 2025\n\nThe pilot is home, the army said."
    )
    assert (laid.byline, laid.outlet) == (("Ada Quill",), "The Delta Courier")
    both = lay_out("Pilot home\n\nBy Ada Quill, Tor Belman\nOctober 18, 2025\n\nThe pilot is home, the army said.")
    assert (both.byline, both.outlet) == (("Ada Quill", "Tor Belman"), None)


def test_a_post_segment_covers_the_words_of_the_post_alone():
    first, second = (s for s in lay_out(PAGE).segments if s.kind == "post")
    assert PAGE[first.start : first.end] == "The pilot steps ashore."
    assert (first.post.platform, first.post.author, first.post.handle) == ("X", "The Immer Ledger", "@ImmerLedger")
    assert (first.post.date, first.post.url, first.post.truncated) == ("2025-10-18", "pic.twitter.com/Ab12Cd", False)
    assert PAGE[second.start : second.end].endswith("papers…")
    assert second.post.truncated


def test_a_post_over_several_lines_is_signed_by_the_line_below_it():
    text = (
        "The army said:\n\nAll six are home.\nWe thank them.\n— Ministry (@ministry) October 18, 2025\n\nThat was all."
    )
    assert kinds(text) == [
        ("paragraph", "The army said:"),
        ("post", "All six are home.\nWe thank them."),
        ("credit", "— Ministry (@ministry) October 18, 2025"),
        ("paragraph", "That was all."),
    ]


def test_posts_run_together_with_prose_are_parted():
    text = (
        "All six are home. pic.twitter.com/aa — Ministry (@ministry) October 18, 2025 They are asleep… — Ridge Watch (@ridgewatch) "
        "October 18, 2025 The army confirmed it on Sunday."
    )
    assert kinds(text) == [
        ("post", "All six are home."), ("post", "They are asleep…"), ("paragraph", "The army confirmed it on Sunday."),
    ]  # fmt: skip


def test_a_quotation_with_its_author_is_no_post():
    assert kinds("“We are home.” — Oskar Lind, October 18, 2025") == [
        ("paragraph", "“We are home.” — Oskar Lind, October 18, 2025")
    ]


def test_a_title_is_taken_only_where_it_is_unmistakable():
    titled = (
        "Six guards home, 144 out\n\nBy Littoral Post Staff\nOctober 18, 2025\n\nThe guards are home, the army said."
    )
    assert lay_out(titled).title == "Six guards home, 144 out"
    assert lay_out("The guards are home, the army said.\n\nThey slept.").title is None
    assert lay_out("Six guards home, 144 out").title is None  # nothing follows it
    assert lay_out(titled, find_title=False).title is None


def test_rows_of_a_list_are_no_headings():
    text = "The names are these:\n\nIoan Brask\nMattis Corle\nRafe Tunnick\n\nThe army confirmed every one of them on Saturday."
    assert [kind for kind, _ in kinds(text)] == ["paragraph"] * 5


def test_a_dateline_is_a_segment_of_its_own_and_the_rest_a_paragraph():
    text = "SORREL BRIDGE, October 18 (CPA) - Six guards are home.\n\nThey slept."
    assert kinds(text) == [
        ("dateline", "SORREL BRIDGE, October 18 (CPA) -"), ("paragraph", "Six guards are home."), ("paragraph", "They slept."),
    ]  # fmt: skip
    assert lay_out(text).credits == ("CPA",)


def test_a_credit_that_ends_a_paragraph_is_cut_off_it():
    text = "Six guards are home.\n\nThey slept until noon. (CPA)"
    assert kinds(text)[1:] == [("paragraph", "They slept until noon."), ("credit", "(CPA)")]
    assert lay_out(text).credits == ("CPA",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("With agency input", ("agency input",)),
        ("With inputs from PTI", ("PTI",)),
        ("— AFP", ("AFP",)),
        ("(Reporting by A. Roe; Editing by B. Doe)", ()),
    ],
)
def test_credit_lines_below_the_copy(line, names):
    laid = lay_out(f"Six guards are home, the army said.\n\n{line}")
    assert laid.segments[-1].kind == "credit"
    assert laid.credits == names


def test_captions_are_told_from_paragraphs():
    assert kinds("Six guards are home.\n\nPhoto: the bridge on Saturday\n\nThey slept.")[1][0] == "caption"


def test_wrapped_lines_are_one_paragraph():
    text = (
        "   PORT CALVANE, 3 JUN 88 -- [COMMUNIQUE] [RIDGE FRONT, UPPER\nVALLEY] [TEXT] OUR FIGHTERS TODAY LET GO OF FOUR SURVEYORS WHO WERE\n"
        "STOPPED AT THE MILL ON SUNDAY NIGHT WITH MAPS OF THE PASS.  THE FOUR WERE\nGIVEN BREAD AND THEIR SHOES."
    )
    (dateline, first), (paragraph, second) = kinds(text)
    assert (dateline, paragraph) == ("dateline", "paragraph")
    assert first.endswith("[TEXT]")
    assert second.startswith("OUR FIGHTERS")
    assert second.endswith("SHOES.")


@pytest.mark.parametrize("width", [72, 100, 120, 150])
def test_copy_wrapped_at_any_width_is_read_in_whole_paragraphs(width):
    said = (
        "KESTREL COAST, 4 Nov 2027 (Pellan Wire) - Gunmen holding 14 miners since late August let three of them go on Tuesday, the "
        'Orsk District police commissioner told Radio Pellan. "We keep our word unless the army moves," a voice said in an audio clip.'
    )
    (dateline, _), (paragraph, words) = kinds(textwrap.fill(said, width))
    assert (dateline, paragraph) == ("dateline", "paragraph")
    assert " ".join(words.split()).startswith("Gunmen holding")
    assert words.endswith("audio clip.")


def test_a_long_headline_above_a_longer_paragraph_is_not_wrapped_copy():
    title = "Families of the miners held on the Kestrel coast ask the Lowland Guard and the ministry for a list of those alive"
    first = "The families of eleven miners asked on Tuesday for a list of those who are alive. " * 3
    assert [kind for kind, _ in kinds(f"{title}\n{first}")] == ["title", "paragraph"]


def test_lines_that_end_like_sentences_are_paragraphs_of_their_own():
    text = "\n".join(["The army said on Saturday that the six guards were home."] * 4)
    assert len(kinds(text)) == 4


def test_line_ends_stay_and_offsets_count_code_points():
    text = "🎥 Six are home.\r\n\r\nThey slept.\r\n"
    intake = report_from_text(text)
    assert intake.report.text == text
    assert [text[s.start : s.end] for s in intake.report.segments] == ["🎥 Six are home.", "They slept."]


BITS = st.sampled_from(
    ["By ", "Staff", "October 18, 2025", "— A (@b) October 1, 2025", "—@x", "pic.twitter.com/aa", "(AP)", "\n", "\n\n", "\r\n", " ",
     "DUBAI, ", "- ", "—", "Six men came home.", "“It is,” he said.", "Photo: ", "©", "…", "(", "[TEXT]", "/TASS/", ": ", "|",
     "THE ARMY SAID", "هذا اليوم", "\u2028", "🎥", "a" * 60 + " ", "@"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(BITS, max_size=25).map("".join), st.booleans())
def test_segments_are_in_order_exact_and_leave_no_line_out(text, find_title):
    segments = lay_out(text, find_title=find_title).segments
    at = 0
    for s in segments:
        assert at <= s.start < s.end <= len(text)
        at = s.end
    for line in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text):
        assert not line.group().strip() or any(s.start < line.end() and s.end > line.start() for s in segments)


@pytest.mark.parametrize(
    "piece",
    [
        "— A (",
        "x — A (@b) ",
        "https://t.co/a ",
        "A, ",
        "(",
        "@",
        "By ",
        '"',
        ". ",
        "/",
        "—",
        "Ab - ",
        "1",
        "[TEXT]",
        "A b c\n",
    ],
)
def test_no_text_takes_long_to_lay_out(piece):
    import time

    began = time.process_time()
    lay_out(piece * (300_000 // len(piece)))
    assert time.process_time() - began < 8


def test_options_fill_only_what_the_text_lacks():
    given_ = ReadOptions(outlet="Somebody Else", published="2025-01-01", url="https://immer.example/a")
    report = report_from_text(PAGE, given_).report
    assert (report.outlet, report.published, report.url) == (
        "The Immer Ledger",
        "2025-10-19",
        "https://immer.example/a",
    )
    bare = report_from_text("Six guards are home, the army said on Saturday.", given_).report
    assert (bare.outlet, bare.published) == ("Somebody Else", "2025-01-01")


def test_the_outlet_is_the_agency_under_whose_dateline_the_copy_stands_unless_named():
    text = "SORREL BRIDGE, October 18 (CPA) - Six guards are home, the army said."
    assert report_from_text(text).report.outlet == "CPA"
    assert report_from_text(text, ReadOptions(outlet="Hill Country News")).report.outlet == "Hill Country News"


@pytest.mark.parametrize("opening", ["SORREL BRIDGE (Agencies) - ", ""])
def test_agencies_that_are_not_named_are_credited_and_no_outlet(opening):
    text = f"{opening}Six guards are home, the army said.\n\nTwo are ill, it added.\n\nWith agency inputs"
    report = report_from_text(text).report
    assert report.outlet is None
    assert "agency inputs" in report.credits


BODY = (
    "Eleven women were let go, governor Oleg Tarsk said. Two more are ill.\n\nThe ministry would say nothing of money."
)


@pytest.mark.parametrize(
    ("before", "after", "agency"),
    [
        ("AFP, Kelm\n\n", "", "AFP"),
        ("From Reuters in Kelm\n\n", "", "Reuters"),
        ("Ada Quill, Reuters\n4 March 2025\n\n", "", "Reuters"),
        ("Published: 4 March 2025 | AFP\n\n", "", "AFP"),
        ("By Ada Quill, Norwire News Agency\n\n", "", "Norwire News Agency"),
        ("", " (Norwire)", "Norwire"),
        ("", "\n\n— Norwire", "Norwire"),
        ("", "\n\nNORWIRE", "NORWIRE"),
        ("", "\n\nThis story was first published by Norwire.", "Norwire"),
        ("", "\n\nOriginally published in the Kelm Daily.", "Kelm Daily"),
    ],
)
def test_whose_copy_it_is_stands_above_or_below(before, after, agency):
    assert lay_out(before + BODY + after).credits == (agency,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hostages Freed, Reuters\n\n", ""),  # a headline
        ("", "\n\nENDS"),
        ("", " (Cairo)"),
        ("Ada Quill (mayor of Kelm): ", ""),
    ],
)
def test_what_only_looks_like_a_credit_names_no_agency(before, after):
    assert lay_out(before + BODY + after).credits == ()
