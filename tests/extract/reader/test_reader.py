"""The trained reader on invented sentences: what it must find, and that no text makes it raise or miscount."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extract.reader import Found, load_reader
from sayso.extract.reader.reading import unseats

PIECES = st.sampled_from(
    [
        *(
            "“",
            "”",
            '"',
            "'",
            "''",
            "«",
            "‘",
            "...",
            "—",
            " ",
            "  ",
            "\n",
            "\t",
            "\r\n",
            "\x00",
            "\x1b",
            "\u200b",
            "\u202e",
        ),
        *("said ", "told reporters ", "that ", "according to ", "The ministry ", "Al-Noor ", "don’t ", "36 ", "A. B. "),
        *(
            "😀",
            "👩‍👩‍👧",
            "א",
            "بيان ",
            "e\u0301",
            "ß",
            "İ",
            "漢字",
            "\ud800",
            "\ufeff",
            "Ã©",
            "x" * 130,
            "SAID ",
            "$5%",
        ),
    ]
)


def parts(text, found):
    return [tuple(" | ".join(text[s:e] for s, e in spans) for spans in (f.source, f.cue, f.content)) for f in found]


def read_one(text):
    return parts(text, load_reader().read([text])[0])


def check_exact(text, found):
    for f in found:
        assert f.content
        assert 0 <= f.score <= 1
        assert f.within is None or 0 <= f.within < len(found)
        for spans in (f.cue, f.source, f.content):
            assert list(spans) == sorted(spans)
            for start, end in spans:
                assert 0 <= start < end <= len(text)
                assert text[start:end].strip() == text[start:end]
                assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
                assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())


def test_indirect_speech_leaves_that_out():
    assert read_one("The port authority of Tesmara said that two ferries would sail again on Monday.") == [
        ("The port authority of Tesmara", "said", "two ferries would sail again on Monday")
    ]


def test_a_split_quotation_is_one_attribution():
    found = read_one("“We are tired,” Ilva Oremund told reporters. “We want our brothers back.”")
    assert found[0][0] == "Ilva Oremund"
    assert found[0][1].startswith("told")
    assert "We are tired" in found[0][2]


@pytest.mark.parametrize(
    "text",
    [
        '"The talks have ended," minister Oska Telland said.',
        "'The talks have ended,' minister Oska Telland said.",
        "«The talks have ended», minister Oska Telland said.",
        "THE TALKS HAVE ENDED, MINISTER OSKA TELLAND SAID.",
    ],
)
def test_marks_and_case_do_not_matter(text):
    found = read_one(text)
    assert len(found) == 1
    source, cue, content = (part.casefold() for part in found[0])
    assert "oska telland" in source
    assert "said" in cue
    assert "the talks have ended" in content


def test_a_relay_is_an_attribution_around_an_attribution():
    text = "“We thank them,” spokesman Arno Weld told reporters, the Lumen news agency reported."
    found = load_reader().read([text])[0]
    outer = [f for f in found if "reported" in [text[s:e] for s, e in f.cue]]
    inner = [f for f in found if f.cue and "told" in text[f.cue[0][0] : f.cue[-1][1]]]
    assert len(outer) == len(inner) == 1
    assert text[outer[0].source[0][0] : outer[0].source[0][1]] == "the Lumen news agency"
    assert inner[0].within == found.index(outer[0])


def test_the_inner_speaker_is_found_inside_the_outer_content():
    text = "The ministry said that the ambassador had told officials that the ship was safe."
    found = load_reader().read([text])[0]
    assert [f.within for f in found] == [None, 0]


def test_an_unsure_attribution_never_swallows_a_surer_one():
    inner = Found(((20, 24),), (), ((25, 40),), 0.9, None)
    outer = Found(((5, 9),), (), ((10, 60),), 0.5, None)
    assert unseats(inner, outer)
    assert not unseats(outer, inner)
    assert not unseats(inner, Found(outer.cue, (), outer.content, 0.85, None))


def test_plain_telling_holds_no_attribution():
    assert read_one("Three trucks crossed the bridge at dawn and drove north along the river.") == []


def test_empty_and_blank_paragraphs_give_nothing():
    assert load_reader().read(["", " ", "\n\t", "…", "\x00"]) == [[], [], [], [], []]


def test_the_order_and_company_of_paragraphs_change_nothing_but_rounding():
    texts = ["The mayor said the road is open.", "Nobody came.", "“No,” she said."]
    reader = load_reader()
    together = reader.read(texts)
    assert [[(f.source, f.cue, f.content) for f in x] for x in together] == [
        [(f.source, f.cue, f.content) for f in reader.read([t])[0]] for t in texts
    ]


def test_a_paragraph_of_ten_thousand_words_is_read_to_its_end():
    text = "Nothing moved on the pier. " * 2000 + "The captain said the ship was safe."
    found = load_reader().read([text])[0]
    check_exact(text, found)
    assert any(text[s:e].startswith("the ship was safe") for f in found for s, e in f.content)


def test_the_reader_names_itself():
    reader = load_reader()
    assert reader.name
    assert reader.version
    assert load_reader() is reader


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(PIECES, max_size=40).map("".join), max_size=4))
def test_no_text_makes_it_raise_or_miscount(texts):
    for text, found in zip(texts, load_reader(0.05).read(texts), strict=True):
        check_exact(text, found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_random_text_keeps_spans_exact(text):
    check_exact(text, load_reader(0.05).read([text])[0])
