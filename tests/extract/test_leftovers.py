"""Quotation marks left over from HTML are read as marks; what is quoted stays as it was printed."""

from sayso.extract import find_claims
from sayso.extract.leftovers import even_marks, take_whole
from sayso.language.segments import report_of_text


def test_marks_take_the_place_of_their_leftovers_and_every_offset_stays():
    text = "&quot;Nobody fired&quot;, he said &mdash; on Monday."
    evened = even_marks(report_of_text(text)).text
    assert len(evened) == len(text)
    assert evened.split() == ['"Nobody', 'fired"', ",", "he", "said", "—", "on", "Monday."]


def test_a_letter_that_only_looks_like_a_mark_decoded_wrongly_stays():
    text = "â«Â€ said\x00 Tor."
    assert even_marks(report_of_text(text)).text == text.replace("\x00", " ")


def test_a_report_without_leftovers_is_the_very_same():
    report = report_of_text("Quill & Sons said “no”.")
    assert even_marks(report) is report


def test_a_place_never_ends_inside_a_leftover():
    text = "a &quot;rescue&quot; b"
    assert text[slice(*take_whole(text, 7, 18))] == "&quot;rescue&quot;"


def test_what_is_quoted_with_leftovers_is_direct_and_printed_exactly():
    text = "&quot;Nobody fired at the six men&quot;, mayor Tor Belman said."
    [reading] = find_claims([report_of_text(text)])
    [said] = reading.claims.attributions
    assert (said.quotation, said.content[0].text) == ("direct", "Nobody fired at the six men")
    assert all(text[s.start : s.end] == s.text for s in (*said.content, *said.source, *said.cue))


def test_marks_decoded_wrongly_are_read_as_marks_and_printed_as_they_stand():
    text = "â€œNobody fired at the six men,â€\x9d mayor Tor Belman said â€” on Monday."
    assert even_marks(report_of_text(text)).text.split()[:2] == ["“Nobody", "fired"]
    [reading] = find_claims([report_of_text(text)])
    [said] = reading.claims.attributions
    assert (said.quotation, said.content[0].text) == ("direct", "Nobody fired at the six men,")
