"""What moved since, and who took a figure back: the source, a reader of ours, or whoever undid the report."""

from dataclasses import replace

import pytest
from tests.ledger.readings import TEXT, make_claims, make_reading, make_snapshot

from sayso.flow.changing import compare_settled
from sayso.flow.settling import settle_ledger
from sayso.ledger import Opening, open_ledger
from sayso.model import Review

LOUDER = TEXT.replace("in Ostrel on", "in Ostrel late on")


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path / "sayso.db", opening=Opening(durable=False))
    keep(opened, make_reading())
    yield opened
    opened.close()


def keep(ledger, reading):
    return ledger.keep_reading(reading, make_snapshot(reading.report))


def moved(ledger, before):
    return [(c.what, c.text, [x.text for x in c.claims]) for c in compare_settled(before, settle_ledger(ledger))]


def figure(settled, words):
    return next(c for e in settled.record.events for v in e.values for c in v.claims if words in c.text)


def test_a_revision_that_says_the_same_changes_nothing(ledger):
    before = settle_ledger(ledger)
    keep(ledger, make_reading(LOUDER))
    assert moved(ledger, before) == []


def test_a_figure_that_the_source_took_out_is_withdrawn_by_the_source(ledger):
    before = settle_ledger(ledger)
    reading = make_reading(LOUDER)
    counts = tuple(c for c in reading.claims.counts if "minors" not in c.span.text)
    keep(ledger, replace(reading, claims=replace(reading.claims, counts=counts, sums=())))
    (change,) = [c for c in moved(ledger, before) if c[0] == "withdrawn"]
    assert "its source's later version does not say it" in change[1]
    assert change[2] == ["9 of them minors"]


def test_a_claim_that_a_person_rejects_or_corrects_was_misread(ledger):
    before = settle_ledger(ledger)
    claim = figure(before, "minors")
    ledger.review(Review(claim.id, "rejected", "the page says miners", "jo"))
    assert [(c[0], c[2]) for c in moved(ledger, before)] == [("misread", ["9 of them minors"])]
    ledger.review(Review(claim.id, "corrected", "seven, on the page", "jo", "7 of them minors"))
    assert ("misread", ["9 of them minors"]) in [(c[0], c[2]) for c in moved(ledger, before)]


def test_what_a_better_reader_does_not_say_was_misread(ledger):
    before = settle_ledger(ledger)
    better = make_reading()
    claims = make_claims(reader="sayso 9 rules")
    counts = tuple(c for c in claims.counts if "minors" not in c.span.text)
    keep(ledger, replace(better, claims=replace(claims, counts=counts, sums=())))
    assert ("misread", ["9 of them minors"]) in [(c[0], c[2]) for c in moved(ledger, before)]


def test_a_report_taken_out_of_force_is_undone(ledger):
    before = settle_ledger(ledger)
    (kept,) = ledger.transactions()
    ledger.undo(kept.id, author="jo", reason="a drill")
    assert {c[0] for c in moved(ledger, before)} == {"undone"}
