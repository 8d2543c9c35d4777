import codecs

import pytest

from sayso.ingest import report_from_bytes
from sayso.ingest.decoding import decode_bytes

WORDS = "Six guards are home, the army said – “all six”."


def test_utf8_with_and_without_a_mark():
    assert decode_bytes(WORDS.encode()).text == WORDS
    marked = report_from_bytes(codecs.BOM_UTF8 + WORDS.encode(), "txt")
    assert marked.report.text == WORDS
    assert not marked.problems


@pytest.mark.parametrize(("mark", "codec"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_utf16_is_known_by_its_mark(mark, codec):
    assert decode_bytes(mark + WORDS.encode(codec)).text == WORDS


def test_a_page_declares_its_encoding():
    page = f'<html><head><meta charset="windows-1252"></head><p>{WORDS}</p>'.encode("cp1252")
    decoded = decode_bytes(page, page=True)
    assert (decoded.encoding, decoded.problems) == ("cp1252", ())
    assert WORDS in decoded.text


def test_a_header_goes_before_a_guess():
    assert decode_bytes("Шесть пограничников дома".encode("koi8-r"), "koi8-r").text == "Шесть пограничников дома"


def test_an_encoding_nobody_names_is_guessed_and_the_guess_is_said():
    text = "Шесть пограничников вернулись домой, сообщило министерство в субботу. " * 5
    decoded = decode_bytes(text.encode("cp1251"))
    assert decoded.text == text
    assert [p.what for p in decoded.problems] == ["encoding guessed"]


def test_utf16_without_a_mark_is_a_guess_too():
    decoded = decode_bytes((WORDS * 3).encode("utf-16-le"))
    assert decoded.text == WORDS * 3
    assert [p.what for p in decoded.problems] == ["encoding guessed"]


def test_a_few_broken_bytes_do_not_change_the_encoding():
    decoded = decode_bytes(("— " + WORDS * 40).encode() + b"\xe2\x80")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("— " + WORDS)
    assert [p.what for p in decoded.problems] == ["broken characters"]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n\x01\x02",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04\x14\0\x06",
        b"text and\0\0 zeros \1",
        b"\1\2\3\4" * 50,
    ],
)
def test_binary_with_a_text_ending_is_a_problem_and_unread(content):
    intake = report_from_bytes(content, "txt")
    assert intake.report is None
    assert [p.what for p in intake.problems] == ["not text"]


@pytest.mark.parametrize("content", [b"", b" \n\t ", codecs.BOM_UTF8])
@pytest.mark.parametrize("format_", ["txt", "html"])
def test_an_empty_file_is_named(content, format_):
    intake = report_from_bytes(content, format_)
    assert intake.report is None
    assert intake.problems[0].what in ("empty file", "no article")
    assert format_ == "html" or intake.problems[0].what == "empty file"
