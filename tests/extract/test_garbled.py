"""What is not read in an English report is said: garbled and control characters, passages in other scripts."""

import pytest

from sayso.extract import read_claims
from sayso.extract.garbled import find_garbled
from sayso.language.segments import report_of_text


@pytest.mark.parametrize(
    ("text", "what", "printed"),
    [
        ("The mayor of SÃ£o Osk said so.", "garbled characters", "Ã£"),
        ("The mayor \ufffd\ufffd said so.", "garbled characters", "\ufffd\ufffd"),
        ("The mayor\x07 said so.", "control characters", "\x07"),
        ("He wrote “شكرا لكم جميعا” on the wall.", "passage not read", "شكرا لكم جميعا"),
        ("He wrote „Мы все дома сегодня“ on the wall.", "passage not read", "Мы все дома сегодня"),
    ],
)
def test_what_is_not_read_is_said_with_its_place(text, what, printed):
    [problem] = find_garbled(report_of_text(text))
    assert (problem.what, problem.span.text) == (what, printed)
    assert text[problem.span.start : problem.span.end] == printed
    assert what in [p.what for p in read_claims(report_of_text(text)).problems]


@pytest.mark.parametrize(
    "text", ["Ana Peña said so – “yes”.", "Alexei (Алексей Навальный) said so.", "Line one.\r\n\tLine two, 20°."]
)
def test_accents_names_in_brackets_and_blanks_are_no_problem(text):
    assert find_garbled(report_of_text(text)) == ()
