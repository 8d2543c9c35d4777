"""Who takes part in a joined event: named bodies once, and nothing that names nobody."""

from tests.reconcile.build import entity, event, reading, report, span

from sayso.model import Participant
from sayso.reconcile import settle_claims

TEXT = "The Ostal Front freed Anna Velk and six guards at the bridge on Friday. Front men saw them off. No one spoke to 149."


def settle(*roles, entities=()):
    parties = [Participant(role, span(TEXT, name), name, known) for role, name, known in roles]
    told = event(TEXT, "e1", "bridge", day="2031-03-14", day_words="on Friday", parties=parties)
    record = settle_claims([reading(report("R1", TEXT, "Courier", "2031-03-14"), events=[told], entities=entities)])
    return [(p.role, p.name) for p in record.events[0].parties]


def test_figures_and_pronouns_are_nobodys_names():
    assert settle(("recipient", "149", None), ("victim", "No one", None), ("party", "them", None)) == []


def test_a_stroke_that_was_read_for_somebody_is_nobody():
    known = [entity(TEXT, "n1", "Anna Velk")]
    assert settle(("held", "Anna Velk", "n1"), ("held", ".", "n1"), entities=known) == [("held", "Anna Velk")]


def test_a_body_under_its_short_name_stands_once():
    known = [entity(TEXT, "n1", "Ostal Front", kind="group")]
    assert settle(("agent", "Ostal Front", "n1"), ("agent", "Front", None), entities=known) == [
        ("agent", "Ostal Front")
    ]


def test_the_named_stand_before_common_nouns_which_stand_alone_otherwise():
    assert settle(("held", "Anna Velk", None), ("held", "six guards", None)) == [("held", "Anna Velk")]
    assert settle(("held", "six guards", None)) == [("held", "six guards")]
