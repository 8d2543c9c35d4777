"""Upper-case copy is read as ordinary copy, and quoted as it was printed."""

from sayso.extract import read_claims
from sayso.language.segments import report_of_text

TEXT = (
    "THE VALDESIAN GOVERNMENT SAID ON MONDAY THAT ERNESTINA OLVA, MAYOR OF TAMBRAL, WAS KIDNAPPED BY THE VALDESIAN LIBERATION FRONT.\n\n"
    "Two drivers were freed."
)


def test_names_take_ordinary_case_and_spans_the_printed_words():
    claims = read_claims(report_of_text(TEXT))
    taken, *_ = claims.events
    assert [(p.role, p.name, p.span.text) for p in taken.participants] == [
        ("agent", "Valdesian Liberation Front", "THE VALDESIAN LIBERATION FRONT"),
        ("held", "Ernestina Olva", "ERNESTINA OLVA"),
    ]
    for span in (*(e.trigger for e in claims.events), *(m for n in claims.entities for m in n.mentions)):
        assert TEXT[span.start : span.end] == span.text


def test_what_stands_after_a_name_says_that_it_is_a_persons_in_capitals_too():
    claims = read_claims(report_of_text(TEXT))
    assert "person" in [n.kind for n in claims.entities if n.name == "Ernestina Olva"]
