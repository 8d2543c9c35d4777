"""A better reader reaches an old ledger: it supersedes, the old reading stays as known then, decisions follow their words."""

from dataclasses import replace

import pytest
from tests.ledger.readings import make_report, make_snapshot

from sayso.flow.adding import add_claim
from sayso.flow.rereading import reread_ledger
from sayso.flow.review import Decided, decide
from sayso.ledger import Entry, Opening, open_ledger
from sayso.model import Claims, Count, Quantity, Reading, Record, Span
from sayso.model.identity import claim_ids

WORDS = "Nine miners came back on foot."


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path / "sayso.db", opening=Opening(durable=False))
    yield opened
    opened.close()


@pytest.fixture
def engine(monkeypatch):
    """A reader that finds nine miners, under a name that the test may change."""
    name = ["engine 1"]

    def read(report, options=None):
        start = report.text.find("Nine miners")
        spot = Span(start, start + 11, "Nine miners")
        nine = Count("c1", spot, Quantity(9, 9, 9), "exact", "person", "miners", "released", "incremental")
        return Claims(counts=(nine,) if start >= 0 else (), reader=name[0])

    def find(reports, options=None):
        for report in reports:
            yield Reading(report, read(report))

    monkeypatch.setattr("sayso.extract.find_claims", find)
    monkeypatch.setattr("sayso.extract.read_claims", read)
    return name


def keep_text(ledger, keep="full", place="/one.txt"):
    from sayso.extract import find_claims
    from sayso.ingest import read_snapshot

    snapshot = replace(
        make_snapshot(make_report(f"{WORDS}\n\nMore at {place}.\n", identity=place), keep=keep), origin=place
    )
    report = replace(next(read_snapshot(replace(snapshot, keep="full"))).report, identity=place)
    (reading,) = find_claims([report])
    ledger.keep_reading(reading, replace(snapshot, content=b"") if keep == "hash" else snapshot)
    return reading


def test_the_same_reader_adds_nothing(ledger, engine):
    keep_text(ledger)
    done = reread_ledger(ledger, None, "mira", "again")
    assert (done.reread, done.unchanged, done.not_held) == (0, 1, 0)
    assert len(list(ledger.transactions())) == 1


def test_a_better_reader_supersedes_and_reviews_hold(ledger, engine):
    reading = keep_text(ledger)
    claim = claim_ids(reading.report, reading.claims)["c1"]
    decide(ledger, Record(), Decided(claim, "accept", "saw the list", "mira"))
    then = list(ledger.transactions())[-1].at
    engine[0] = "engine 2"
    done = reread_ledger(ledger, None, "mira", "a better reader")
    assert (done.reread, done.unchanged, done.queued) == (1, 0, 0)
    assert [r.claims.reader for r in ledger.readings()] == ["engine 2"]
    assert [r.claims.reader for r in ledger.readings(then)] == ["engine 1"]
    (now,) = ledger.readings()
    assert [r.state for r in ledger.reviews() if r.claim == claim_ids(now.report, now.claims)["c1"]] == ["accepted"]
    assert list(ledger.transactions())[-1].model == "engine 2"


def test_what_a_person_entered_is_read_again_under_the_same_speaker(ledger, engine):
    add_claim(ledger, Entry("mira", "call", WORDS, "2031-05-07", "a guard", "in_custody"))
    assert reread_ledger(ledger, None, "jo", "again").unchanged == 1
    engine[0] = "engine 2"
    assert reread_ledger(ledger, None, "jo", "again").reread == 1
    (now,) = ledger.readings()
    assert now.claims.attributions[0].speaker.name == "a guard"
    assert now.claims.attributions[0].circumstance == "in_custody"
    assert now.claims.counts[0].attribution == now.claims.attributions[0].id
    assert ledger.look.entry_of(now.report.id).author == "mira"


def test_what_is_kept_as_a_hash_only_cannot_be_read_again_and_says_so(ledger, engine):
    keep_text(ledger, keep="hash")
    seen = []
    engine[0] = "engine 2"
    done = reread_ledger(ledger, None, "mira", "again", seen.append)
    assert (done.reread, done.not_held) == (0, 1)
    assert [problem.what for step in seen for problem in step.problems] == ["text not held"]
