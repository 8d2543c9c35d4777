"""Handing over: whoever holds an earlier record has the later one in full, and keeps the very things that did not change."""

from dataclasses import replace

import pytest

from sayso.flow.handing import NEW, outline, restore
from sayso.flow.settling import Settler
from sayso.ledger import open_ledger
from sayso.model import Review


@pytest.fixture(scope="module")
def two_records(demo_ledger, tmp_path_factory):
    """The demo record before and after a review, the second settled anew, so that no object of the first stands in it."""
    ledger = open_ledger(demo_ledger)
    copy = open_ledger(ledger.backup(tmp_path_factory.mktemp("handing") / "copy").ledger)
    ledger.close()
    before = Settler().settle(copy)
    claim = before.record.events[0].values[0].claims[0]
    copy.review(Review(claim.id, "accepted", "looked", "jo"))
    after = Settler().settle(copy)
    copy.close()
    return before, after


def test_nothing_held_everything_is_new(two_records):
    settled, _ = two_records
    told = outline(settled, None)
    assert restore(told, None) == settled
    assert all(set(places) <= {NEW} for places in told.places.values())


def test_what_says_the_same_is_named_by_its_place_and_kept(two_records):
    before, after = two_records
    told = outline(after, before)
    assert restore(told, before) == after
    assert len(told.new["events"]) == 1
    assert told.new["people"] == told.new["readings"] == told.new["differences"] == ()
    kept = restore(told, before)
    assert all(kept.readings[r] is before.readings[r] for r in kept.readings)
    assert (
        sum(any(e is other for other in before.record.events) for e in kept.record.events)
        == len(after.record.events) - 1
    )


def test_what_is_gone_or_stands_elsewhere_is_not_mixed_up(two_records):
    settled, _ = two_records
    fewer = replace(settled, record=replace(settled.record, events=settled.record.events[:0:-1], differences=()))
    assert restore(outline(fewer, settled), settled) == fewer
    assert restore(outline(settled, fewer), fewer) == settled
