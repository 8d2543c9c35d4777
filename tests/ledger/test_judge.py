"""What people decide is kept, holds, can be undone, and is never overwritten unseen."""

import pytest
from tests.ledger.readings import REVISED, make_claims, make_reading, make_report

from sayso.errors import RefusedError, UnknownId
from sayso.model import Claim, Judgement, Review
from sayso.model.identity import claim_ids

IDS = claim_ids(make_report(), make_claims())
LEFT, RIGHT = "a" * 64, "b" * 64


def pair(verdict, author="mira", **more):
    return Judgement("person", LEFT, RIGHT, verdict, 0.5, (("names", "0.9"), ("born", "differs")), "", author, **more)


def test_a_review_comes_back_with_its_reason_and_the_original_stays(ledger, keep):
    keep()
    ledger.review(Review(IDS["c2"], "corrected", "it says nine minors in all", "mira", "9 of them minors, "))
    (review,) = ledger.reviews()
    assert (review.state, review.reason, review.author, review.correction) == (
        "corrected", "it says nine minors in all", "mira", "9 of them minors, ",
    )  # fmt: skip
    assert [r.claims for r in ledger.readings()] == [make_claims()]


def test_a_review_of_nothing_is_refused(ledger):
    with pytest.raises(UnknownId, match="sayso show"):
        ledger.review(Review("f" * 64, "accepted", "", "mira"))
    about = Claim("f" * 64, "r1", 0, 4, "Four", None)
    assert ledger.review(Review("f" * 64, "accepted", "", "mira"), about=about)


def test_the_last_review_of_a_claim_holds_and_every_one_is_kept(ledger, keep):
    keep()
    ledger.review(Review(IDS["c2"], "accepted", "", "mira"))
    then = list(ledger.transactions())[-1].at
    ledger.review(Review(IDS["c2"], "rejected", "counted twice", "jo"))
    assert [r.state for r in ledger.reviews()] == ["rejected"]
    assert [r.state for r in ledger.reviews(every=True)] == ["accepted", "rejected"]
    assert [r.state for r in ledger.reviews(then)] == ["accepted"]


def test_the_second_of_two_people_sees_the_firsts_decision_and_is_asked(ledger, keep):
    keep()
    ledger.review(Review(IDS["c2"], "accepted", "saw the list", "mira"), after="")
    with pytest.raises(RefusedError, match=r"mira has decided this since you looked: accepted \(saw the list\)"):
        ledger.review(Review(IDS["c2"], "rejected", "", "jo"), after="")
    (seen,) = ledger.reviews()
    ledger.review(Review(IDS["c2"], "rejected", "", "jo"), after=seen.id)
    assert [r.state for r in ledger.reviews()] == ["rejected"]
    ledger.judge(pair("same"), author="mira", after="")
    with pytest.raises(RefusedError, match="mira has decided this"):
        ledger.judge(Judgement("person", RIGHT, LEFT, "different", author="jo"), author="jo", after="")


def test_judgements_keep_their_features_and_the_last_on_a_pair_holds(ledger):
    ledger.judge(pair("unsure"), author="mira", reason="queue")
    ledger.judge(Judgement("person", RIGHT, LEFT, "different", author="jo"), author="jo")
    (holding,) = ledger.judgements()
    assert (holding.verdict, holding.author) == ("different", "jo")
    first, _ = ledger.judgements(every=True)
    assert first.features == (("names", "0.9"), ("born", "differs"))
    assert (first.score, len(first.id)) == (0.5, 64)


def test_what_a_person_said_stays_whatever_the_machine_says_later(ledger):
    ledger.judge(pair("different"), author="mira")
    ledger.judge(pair("same", author="sayso"), author="sayso")
    assert [j.verdict for j in ledger.judgements()] == ["different"]


def test_many_judgements_are_one_transaction_and_none_is_none(ledger):
    assert ledger.judge([], author="sayso") is None
    ledger.judge([pair("same"), Judgement("event", LEFT, RIGHT, "unsure")], author="sayso")
    assert [t.rows for t in ledger.transactions()] == [2]


def test_an_undo_takes_out_of_force_and_its_undo_brings_back(ledger):
    done = ledger.judge(pair("same"), author="mira")
    undone = ledger.undo(done[:8], author="jo", reason="namesakes")
    assert ledger.judgements() == ()
    with pytest.raises(RefusedError, match="undone already"):
        ledger.undo(done, author="jo", reason="again")
    ledger.undo(undone, author="mira", reason="not namesakes after all")
    assert [j.verdict for j in ledger.judgements()] == ["same"]
    assert [t.kind for t in ledger.transactions()] == ["judge", "undo", "undo"]


def test_as_known_then_an_undo_had_not_been_made(ledger):
    done = ledger.judge(pair("same"), author="mira")
    then = list(ledger.transactions())[-1].at
    ledger.undo(done, author="jo", reason="namesakes")
    assert len(ledger.judgements(then)) == 1
    assert ledger.judgements() == ()


def test_an_undone_reading_goes_from_view_and_does_not_come_back_by_reading_again(ledger, keep):
    kept = keep()
    ledger.undo(kept.transaction, author="jo", reason="a drill, not a report")
    assert list(ledger.readings()) == []
    assert keep().state == "unchanged"
    assert keep(make_reading(engine="sayso 9 rules")).state == "unchanged"
    assert list(ledger.readings()) == []
    assert ledger.known(make_report())


def test_undoing_a_revision_brings_back_the_reading_before(ledger, keep):
    keep()
    kept = keep(make_reading(REVISED))
    ledger.undo(kept.transaction, author="jo", reason="wrong file")
    assert [r.report for r in ledger.readings()] == [make_report()]
    assert keep().state == "unchanged"


def test_what_a_decision_rests_on_is_not_undone_and_the_decision_is_named(ledger, keep):
    kept = keep()
    reviewed = ledger.review(Review(IDS["c1"], "accepted", "", "mira"))
    with pytest.raises(
        RefusedError, match=f"undo them first:\n  transaction {reviewed[:12]}.*mira accepted claim {IDS['c1'][:12]}"
    ):
        ledger.undo(kept.transaction, author="jo", reason="x")
    ledger.undo(reviewed, author="mira", reason="x")
    judged = ledger.judge(Judgement("person", IDS["n1"], RIGHT, "same", author="mira"), author="mira")
    with pytest.raises(RefusedError, match=f"transaction {judged[:12]}.*mira judged"):
        ledger.undo(kept.transaction, author="jo", reason="x")
    ledger.undo(judged, author="mira", reason="x")
    assert ledger.undo(kept.transaction, author="jo", reason="x")


def test_a_decision_that_another_reading_holds_up_does_not_stand_in_the_way(ledger, keep):
    keep()
    again = keep(make_reading(engine="sayso 9 rules"))
    ledger.review(Review(IDS["c1"], "accepted", "", "mira"))
    assert ledger.undo(again.transaction, author="jo", reason="a bad model")


def test_what_has_left_the_desk_is_not_called_back(ledger):
    from sayso.ledger import Export

    left = ledger.disclosure.log_export(Export("page", "others", "default", "c" * 64, "page.html"), "mira")
    with pytest.raises(RefusedError, match="left the desk"):
        ledger.undo(left, author="mira", reason="x")
    with pytest.raises(UnknownId):
        ledger.undo("0" * 64, author="mira", reason="x")
