"""Review: what is unsure comes before a person, what the person says holds, and follows its words into a later reading."""

from dataclasses import replace

import pytest
from tests.ledger.readings import REVISED, TEXT, make_claims, make_reading, make_report, make_snapshot

from sayso.errors import AmbiguousId, RefusedError, UsageError
from sayso.flow.review import Decided, carry_over, decide, list_queue
from sayso.ledger import Opening, open_ledger
from sayso.model import Claim, Difference, Event, Judgement, Mention, Person, Reading, Record, UnsurePair, Value
from sayso.model.identity import claim_ids

LEFT, RIGHT, THIRD = "aa" * 32, "bb" * 32, "cc" * 32


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path / "sayso.db", opening=Opening(durable=False))
    yield opened
    opened.close()


def event(name, reports, values=()):
    return Event(name, "release", "2031-05-06", "Ostrel", "asserted", reports, (), (), values)


def value(name, figure, *claims):
    return Value(name, "released", figure, figure, figure, "exact", "person", None, None, claims)


def claim(name, report="r1", **more):
    return Claim(name, report, 0, 4, "four", None, **more)


def person(name, called, *mentions):
    return Person(name, called, (called,), tuple(Mention(*m) for m in mentions))


def keep(ledger, reading):
    return ledger.keep_reading(reading, make_snapshot(reading.report))


TWO_EVENTS = Record(
    events=(event(LEFT, ("r1", "r2")), event(RIGHT, ("r3",)), event(THIRD, ("r4",))),
    unsure=(UnsurePair("event", "r1", "r3", 0.5, (("days", "0.9"),)), UnsurePair("event", "r3", "r4", 0.4)),
)


def test_the_queue_puts_first_what_most_hangs_on(ledger):
    first, second = list_queue(ledger, TWO_EVENTS)
    assert (first.id, first.kind, first.features) == ("r1:r3", "pair", ("days: 0.9",))
    assert first.weight > second.weight
    assert "release, Ostrel, 6 May 2031 (2 reports)" in first.question


def test_a_pair_that_a_person_judged_leaves_the_queue(ledger):
    decide(ledger, TWO_EVENTS, Decided("r1:r3", "unsure", "cannot tell", "mira"))
    assert [item.id for item in list_queue(ledger, TWO_EVENTS)] == ["r3:r4"]
    (judgement,) = ledger.judgements()
    assert (judgement.kind, judgement.verdict, judgement.score) == ("event", "unsure", 0.5)
    assert judgement.features == (("days", "0.9"),)


def test_doubtful_claims_are_those_contradicted_or_inferred_that_nobody_has_reviewed(ledger):
    sure, contested, inferred = claim("1" * 64), claim("2" * 64), claim("3" * 64, inferred="weekday")
    values = (
        value("v1", 4, sure),
        value("v2", 5, contested),
        value("v3", 6, inferred),
        value("v4", 7, claim("4" * 64)),
    )
    record = Record((event(LEFT, ("r1",), values),), (Difference(("v2", "v4"), "contradiction", "4 is not 5"),))
    assert [item.id[0] for item in list_queue(ledger, record)] == ["2", "4", "3"]
    decide(ledger, record, Decided("22222222", "accept", "heard it", "mira"))
    assert [item.id[0] for item in list_queue(ledger, record)] == ["4", "3"]
    assert [(r.claim, r.state) for r in ledger.reviews()] == [("2" * 64, "accepted")]


def test_events_and_people_are_named_by_short_ids_even_where_the_machine_was_sure(ledger):
    record = Record((event(LEFT, ("r1",)), event(RIGHT, ("r3",))), people=(person(THIRD, "Ana Dorr", ("r1", 0, 8)),))
    decide(ledger, record, Decided("aaaaaaaa:bbbbbbbb", "same", "one exchange", "mira"))
    assert [(j.left, j.right, j.kind) for j in ledger.judgements()] == [(LEFT, RIGHT, "event")]
    with pytest.raises(UsageError, match="only like can be the same"):
        decide(ledger, record, Decided("aaaaaaaa:cccccccc", "same", "", "mira"))
    with pytest.raises(UsageError, match="LEFT:RIGHT"):
        decide(ledger, record, Decided("aaaaaaaa", "same", "", "mira"))
    with pytest.raises(UsageError, match="one id"):
        decide(ledger, record, Decided("aaaaaaaa:aaaaaaaaaa", "same", "", "mira"))


def test_a_decision_that_does_not_fit_is_refused(ledger):
    with pytest.raises(UsageError, match="is no decision"):
        decide(ledger, TWO_EVENTS, Decided("r1:r3", "maybe", "", "mira"))
    with pytest.raises(UsageError, match="--to WORDS"):
        decide(ledger, TWO_EVENTS, Decided("2" * 64, "correct", "", "mira"))
    with pytest.raises(UsageError, match="--to WORDS"):
        decide(ledger, TWO_EVENTS, Decided("2" * 64, "accept", "", "mira", "other words"))


def test_an_ambiguous_short_id_names_its_candidates(ledger):
    record = Record(
        (event("abcdabcd" + "1" * 56, ("r1",)), event("abcdabcd" + "2" * 56, ("r2",)), event(LEFT, ("r3",)))
    )
    with pytest.raises(AmbiguousId):
        decide(ledger, record, Decided("abcdabcd:aaaaaaaa", "same", "", "mira"))


def test_same_is_refused_where_it_would_join_what_was_judged_different_and_the_link_is_named(ledger):
    decide(ledger, TWO_EVENTS, Decided("r2:r3", "different", "another round", "mira"))
    with pytest.raises(
        RefusedError, match=r"mira judged r2 and r3 different .*\(another round\).*sayso undo"
    ) as caught:
        decide(ledger, TWO_EVENTS, Decided("r1:r3", "same", "", "jo"))
    undo = str(caught.value).split("sayso undo ")[1].split()[0]
    ledger.undo(undo, author="jo", reason="it was the same round")
    assert decide(ledger, TWO_EVENTS, Decided("r1:r3", "same", "", "jo"))


def test_same_is_refused_for_people_by_any_of_their_mentions(ledger):
    reading = make_reading()
    keep(ledger, reading)
    report = reading.report.id
    entity = claim_ids(reading.report, reading.claims)["n1"]
    spot = reading.claims.entities[0].mentions[0]
    record = Record(
        people=(person(LEFT, "Ana Dorr", (report, spot.start, spot.end)), person(RIGHT, "A. Dorr", ("r9", 0, 7)))
    )
    decide(ledger, record, Decided(f"{entity[:10]}:{RIGHT[:10]}", "different", "another age", "mira"))
    with pytest.raises(RefusedError, match="another age"):
        decide(ledger, record, Decided(f"{LEFT[:8]}:{RIGHT[:8]}", "same", "", "jo"))


def reviewed(ledger, address="c2", state="accept"):
    reading = make_reading()
    keep(ledger, reading)
    ids = claim_ids(reading.report, reading.claims)
    decide(ledger, Record(), Decided(ids[address], state, "heard it myself", "mira"))
    return ids


def test_a_review_follows_its_words_into_a_later_rendition(ledger):
    ids = reviewed(ledger)
    keep(ledger, make_reading(REVISED))
    assert carry_over(ledger, "sayso") == (1, 0)
    moved = claim_ids(make_report(REVISED), make_claims(REVISED))["c2"]
    held = {review.claim: review for review in ledger.reviews()}
    assert held[moved].state == "accepted"
    assert held[moved].author == "mira"
    assert held[moved].reason == f"carried over from {ids['c2'][:12]} by its words: heard it myself"
    assert [t.author for t in ledger.transactions()] == [
        "sayso",
        "mira",
        "sayso",
        "sayso",
    ]  # who wrote is not who reviewed
    assert carry_over(ledger, "sayso") == (0, 0)


def test_a_review_holds_where_the_better_reader_says_the_same(ledger):
    reviewed(ledger)
    keep(ledger, make_reading(engine="sayso 9 rules"))
    assert carry_over(ledger, "sayso") == (0, 0)
    assert list_queue(ledger, Record()) == []


def test_a_review_of_what_is_read_otherwise_now_is_queued_and_not_carried(ledger):
    ids = reviewed(ledger)
    claims = make_claims(reader="sayso 9 rules")
    other = replace(claims.counts[1], status="wounded")
    keep(ledger, Reading(make_report(), replace(claims, counts=(claims.counts[0], other))))
    assert carry_over(ledger, "sayso") == (0, 1)
    (item,) = list_queue(ledger, Record())
    assert (item.id, item.kind) == (ids["c2"], "left behind")
    assert "mira accepted '9 of them minors'" in item.question


def test_of_words_that_stand_twice_the_one_in_the_same_surroundings_is_taken(ledger):
    """The same words twice: the review stays with the sentence that it was made in."""
    twice = f"{TEXT} {TEXT[27:]}"
    first = Reading(make_report(twice), make_claims(twice))
    keep(ledger, first)
    ids = claim_ids(first.report, first.claims)
    decide(ledger, Record(), Decided(ids["c2"], "accept", "", "mira"))
    later = f"{TEXT[27:]} {twice}"
    start = later.index("9 of them minors", later.index("Velm frees"))
    claims = make_claims(later)
    there = replace(claims.counts[1], id="c3", span=replace(claims.counts[1].span, start=start, end=start + 16))
    second = Reading(make_report(later), replace(claims, counts=(*claims.counts, there)))
    keep(ledger, second)
    assert carry_over(ledger, "sayso") == (1, 0)
    assert claim_ids(second.report, second.claims)["c3"] in {review.claim for review in ledger.reviews()}


def test_judgements_on_reports_events_and_people_follow_too(ledger):
    reading = make_reading()
    keep(ledger, reading)
    ids = claim_ids(reading.report, reading.claims)
    ledger.judge(
        [
            Judgement("person", ids["n1"], RIGHT, "different", reason="another age", author="mira"),
            Judgement("event", reading.report.id, "r9", "same", author="mira"),
            Judgement("event", ids["e1"], RIGHT, "same", author="sayso"),
        ],
        author="mira",
    )
    keep(ledger, make_reading(REVISED))
    assert carry_over(ledger, "sayso") == (2, 0)
    moved = claim_ids(make_report(REVISED), make_claims(REVISED))
    held = {(j.kind, j.left): j for j in ledger.judgements()}
    assert held["person", moved["n1"]].verdict == "different"
    assert held["person", moved["n1"]].author == "mira"
    assert held["event", make_report(REVISED).id].verdict == "same"
    assert carry_over(ledger, "sayso") == (0, 0)


def test_what_was_decided_of_an_undone_reading_is_left_alone(ledger):
    reading = make_reading()
    kept = keep(ledger, reading)
    ledger.undo(kept.transaction, author="jo", reason="a drill")
    assert carry_over(ledger, "sayso") == (0, 0)
