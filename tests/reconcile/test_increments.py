"""One more report, judgement or review: what is settled again with a memory equals what is settled whole, in any order."""

import random

import pytest
from evals.made import make_readings

from sayso.model import Judgement, Review
from sayso.model.identity import claim_ids
from sayso.reconcile import settle_claims
from sayso.reconcile.memory import Memory


@pytest.fixture(scope="module")
def readings():
    """Forty of many: some alone with their event, some among others, some without a date."""
    return list(make_readings(160, seed=11))[::4]


def test_fifty_random_orders_settle_into_one_record(readings):
    few = readings[:20]
    whole = settle_claims(few)
    assert len(whole.events) > 3
    assert whole.echoes
    for seed in range(50):
        assert settle_claims(random.Random(seed).sample(few, len(few))) == whole


@pytest.mark.parametrize("seed", range(4))
def test_reports_that_come_one_after_another_settle_as_all_at_once(readings, seed):
    random_ = random.Random(seed)
    coming = random_.sample(readings, len(readings))
    memory, here = Memory(), []
    while coming:
        take = random_.choice((1, 1, 2, 5))
        here, coming = here + coming[:take], coming[take:]
        assert settle_claims(here, memory=memory) == settle_claims(here)


def test_what_is_withdrawn_judged_and_reviewed_settles_as_if_it_had_been_so_from_the_start(readings):
    memory = Memory()
    whole = settle_claims(readings, memory=memory)
    fewer = readings[:9] + readings[14:]
    assert settle_claims(fewer, memory=memory) == settle_claims(fewer)
    first, other = (
        next(e for e in whole.events if e.reports and e.id != not_this).id for not_this in ("", whole.events[0].id)
    )
    judged = [Judgement("event", first, other, "same", author="desk")]
    people = sorted(p.id for p in whole.people)
    judged.append(Judgement("person", people[0], people[1], "different", author="desk"))
    assert settle_claims(readings, judged, memory=memory) == settle_claims(readings, judged)
    claim = claim_ids(readings[3].report, readings[3].claims)["c1"]
    for review in (
        Review(claim, "rejected", "misread", "desk"),
        Review(claim, "corrected", "63 stand there", "desk", "63"),
    ):
        assert settle_claims(readings, judged, [review], memory=memory) == settle_claims(readings, judged, [review])
    assert settle_claims(readings, memory=memory) == whole


def test_one_report_more_leaves_the_other_events_as_they_were(readings):
    memory = Memory()
    before = {e.id: e for e in settle_claims(readings[:-1], memory=memory).events}
    after = settle_claims(readings, memory=memory).events
    own = readings[-1].report.id
    for event in after:
        if (
            own not in (*event.reports, *event.mentioned_in)
            and event.id in before
            and event.deal == before[event.id].deal
        ):
            assert event.values is before[event.id].values
