"""The bad input that the reader must bear: nothing raises, spans are exact, what can be read is, what cannot is a `Problem`."""

import pytest

from sayso.extract import read_claims
from sayso.language.segments import report_of_text

LONG = "The warden counted them at the gate and wrote the number down before the buses left for the coast. " * 560


def read(text):
    claims = read_claims(report_of_text(text, outlet="The Quay Observer", published="2031-06-05"))
    for said in claims.attributions:
        for span in (*said.content, *(said.source or ()), *(said.cue or ())):
            assert text[span.start : span.end] == span.text
    return [a.speaker.name for a in claims.attributions if a.claim and a.speaker], [p.what for p in claims.problems]


@pytest.mark.parametrize(
    ("text", "speaker", "problem"),
    [
        ("GOVERNOR IDRA COLE SAID ON FRIDAY THAT SIX PUPILS HAD BEEN RESCUED.", "Idra Cole", None),
        ("We shall not forget them, said Mayor Idra Cole.", "Idra Cole", None),
        ("“The pupils are all home', Mayor Idra Cole said.", "Idra Cole", None),
        ('Mayor Idra Cole said: "Nobody told us anything for three weeks.', "Idra Cole", "open quotation"),
        ("Mayor Idra Cole said\x00 that six\x07 pupils were home.", "Idra Cole", "control characters"),
        ("â€œThe pupils are all home,â€\x9d Mayor Idra Cole said.", "Idra Cole", "garbled characters"),
        ("Mayor Idra Cole said in Arabic: “شكرا لكم جميعا اليوم” and left.", "Idra Cole", "passage not read"),
        ("🚨🚨 Six pupils are home, Mayor Idra Cole said 🙏", "Idra Cole", None),
    ],
)
def test_what_can_be_read_is_read_and_the_rest_is_said(text, speaker, problem):
    speakers, problems = read(text)
    assert speaker in speakers
    assert problem is None or problem in problems


def test_a_paragraph_of_ten_thousand_words_is_read_to_its_end():
    speakers, _ = read(LONG + "“They are all home,” Mayor Idra Cole said.")
    assert len(LONG.split()) > 10_000
    assert speakers[-1:] == ["Idra Cole"]
