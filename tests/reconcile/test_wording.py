"""What reports call those held: whatever else they mainly tell, of the living and the dead, and never by a pronoun."""

import pytest
from tests.reconcile.build import count, event, reading, report, span

from sayso.model import Participant
from sayso.reconcile import settle_claims

DAY = "2031-03-14"


def nouns(text, kind="release", words="freed", held="", counts=(), more=()):
    parties = [Participant("held", span(text, held), held)] if held else []
    events = [event(text, "e1", words, kind=kind, day=DAY, parties=parties), *more]
    record = settle_claims([reading(report("R1", text, "Courier", DAY), events=events, counts=counts)])
    return {w.noun for w in record.wording}


@pytest.mark.parametrize(
    ("text", "held", "called"),
    [
        ("They freed 12 prisoners of war at noon.", "12 prisoners of war", {"prisoners of war"}),
        ("They freed the remains of 40 conscripts at noon.", "the remains of 40 conscripts", {"conscripts"}),
        ("They freed how many convicts? Nobody knows.", "how many convicts", {"convicts"}),
        ("They freed its own at noon.", "its own", set()),
        ("They were freed at noon.", "They", set()),
        ("The 40 recruits were freed at noon; we treated them as guests.", "The 40 recruits", {"recruits", "guests"}),
    ],
)
def test_what_those_held_are_called_is_a_noun(text, held, called):
    assert nouns(text, held=held) == called


def test_a_report_that_mainly_tells_of_the_dead_calls_those_taken_something_too():
    text = "Four guards were killed in the attack. Rebels have captured 19 recruits."
    taken = event(text, "e2", "captured", kind="capture", counts=["c1"])
    counts = [count(text, "c1", "19 recruits", 19, status="captured", of="recruits", event="e2")]
    assert nouns(text, "killing", "killed", counts=counts, more=[taken]) == {"recruits"}
