"""Asking: as known at a moment, ids, what was written when, searching."""

import pytest
from tests.ledger.readings import REVISED, TEXT, make_claims, make_reading, make_report

from sayso.errors import AmbiguousId, UnknownId, UsageError
from sayso.ledger import Export
from sayso.ledger.clock import read_moment, read_published, write_moment
from sayso.model.identity import claim_ids


def moments(ledger):
    return [t.at for t in ledger.transactions()]


def test_readings_are_those_known_at_a_moment_to_the_microsecond(ledger, keep):
    keep()
    keep(make_reading(REVISED))
    first, second = moments(ledger)
    before = write_moment(read_moment(first) - 1)
    assert list(ledger.readings(before)) == []
    assert [r.report.text for r in ledger.readings(first)] == [TEXT]
    assert [r.report.text for r in ledger.readings(second)] == [REVISED]


def test_a_bare_day_means_its_end_in_utc_and_an_hour_needs_a_zone(ledger, keep):
    keep()
    day = moments(ledger)[0][:10]
    assert len(list(ledger.readings(day))) == 1
    assert list(ledger.readings("2000-01-01")) == []
    with pytest.raises(UsageError, match="no zone"):
        list(ledger.readings(f"{day}T10:00"))
    with pytest.raises(UsageError, match="not a time"):
        list(ledger.readings("yesterday"))


def test_the_other_clock_is_when_it_was_published(ledger, keep):
    keep(make_reading(published="2031-05-06"))
    keep(make_reading(TEXT + " Later.", identity="/later", published="2031-05-08T09:00:00+02:00"))
    keep(make_reading(TEXT + " Undated.", identity="/undated", published=None))
    assert len(list(ledger.readings(as_published_by="2031-05-06"))) == 1
    assert list(ledger.readings(as_published_by="2031-05-06T12:00Z")) == []  # nobody knows at which hour of the day
    assert len(list(ledger.readings(as_published_by="2031-05-08T07:00Z"))) == 2
    assert len(list(ledger.readings(as_published_by="2031-05-08T06:59Z"))) == 1


def test_an_hour_without_a_zone_was_published_by_the_end_of_that_hour_everywhere():
    assert write_moment(read_published("2031-05-06T10:00")) == "2031-05-06T22:00:00.000000Z"
    assert read_published("early May") is None


def test_a_clock_that_was_put_back_does_not_reorder_what_was_known(ledger, keep, monkeypatch):
    keep()
    monkeypatch.setattr("sayso.ledger.chain.microseconds_now", lambda: 5)
    keep(make_reading(REVISED))
    first, second = moments(ledger)
    assert first < second


def test_short_ids_are_found_and_ambiguous_ones_list_their_candidates(ledger, keep):
    kept = keep()
    (reading,) = ledger.readings()
    ids = claim_ids(reading.report, reading.claims)
    assert ledger.find_id(ids["c1"][:8]).kind == "claim"
    assert ledger.find_id(ids["c1"][:8].upper()).id == ids["c1"]
    assert (ledger.find_id(kept.rendition[:12]).kind, ledger.find_id(kept.transaction[:12]).kind) == (
        "rendition",
        "transaction",
    )
    assert ledger.find_id(make_report().sha256[:10]).kind == "snapshot"
    with pytest.raises(UnknownId, match="sayso show"):
        ledger.find_id("0" * 9)
    with pytest.raises(UnknownId):
        ledger.find_id(ids["c1"], ("transaction",))
    for bad in (ids["c1"][:7], "not hexadecimal"):
        with pytest.raises(UsageError, match="8 or more"):
            ledger.find_id(bad)


def test_an_ambiguous_id_names_every_candidate(ledger, monkeypatch, keep):
    monkeypatch.setattr("sayso.ledger.judge._name_row", lambda draft, table, plain: "abcdabcd" + plain["right"][8:])
    from sayso.model import Judgement

    pairs = [Judgement("person", "a" * 64, digit * 64, "same", author="jo") for digit in "bc"]
    ledger.judge(pairs, author="jo")
    with pytest.raises(AmbiguousId) as caught:
        ledger.find_id("abcdabcd")
    assert caught.value.candidates == ("abcdabcd" + "b" * 56, "abcdabcd" + "c" * 56)


def test_transactions_say_when_who_with_what_and_why(ledger, keep):
    keep(author="mira", reason="tonight's folder")
    keep(make_reading(REVISED), author="jo")
    first, second = ledger.transactions()
    assert (first.seq, first.kind, first.author, first.reason) == (1, "read", "mira", "tonight's folder")
    assert first.software.startswith("sayso ")
    assert first.model == "sayso 0 rules"
    assert second.previous == first.id
    assert [t.id for t in ledger.transactions(since=first.at)] == [second.id]
    assert [t.id for t in ledger.transactions(until=first.at)] == [first.id]


def test_what_was_added_since_names_the_claims(ledger, keep):
    keep()
    keep(make_reading(REVISED))
    first, second = moments(ledger)
    (added,) = ledger.look.added(since=first)
    assert (added.transaction.at, added.undone) == (second, False)
    reading = make_reading(REVISED)
    assert set(added.claims) == set(claim_ids(reading.report, reading.claims).values())


def test_provenance_leads_from_a_reading_to_its_bytes_and_its_transaction(ledger, keep):
    kept = keep(author="mira")
    (reading,) = ledger.readings()
    found = ledger.look.provenance(reading)
    assert (found.rendition, found.transaction, found.author) == (kept.rendition, kept.transaction, "mira")
    assert (found.snapshot_sha256, found.held, found.recorded) == (make_report().sha256, "full", reading.recorded)
    with pytest.raises(UnknownId):
        ledger.look.provenance(make_reading())


def test_provenance_is_that_of_the_moment_asked_for(ledger, keep):
    first = keep()
    keep(make_reading(engine="sayso 9 rules"))
    (then,) = ledger.readings(moments(ledger)[0])
    assert ledger.look.provenance(then).rendition == first.rendition


def test_search_finds_reports_quotations_and_names_and_shows_where(ledger, keep):
    keep()
    hits = list(ledger.search("walked feet"))
    assert {hit.kind for hit in hits} == {"report", "quotation"}
    (quotation,) = [hit for hit in hits if hit.kind == "quotation"]
    assert "«walked»" in quotation.cut
    assert quotation.claim == claim_ids(make_report(), make_claims())["a2"]
    assert [hit.kind for hit in ledger.search("dorr", kinds=("name",))] == ["name"]
    assert list(ledger.search('"')) == []
    assert list(ledger.search("")) == []
    assert list(ledger.search("nobody AND (")) == []


def test_search_passes_over_what_is_superseded_or_undone(ledger, keep):
    keep()
    kept = keep(make_reading(REVISED))
    assert [hit.rendition for hit in ledger.search("miners", kinds=("report",))] == [kept.rendition]
    assert list(ledger.search("late")) != []
    ledger.undo(kept.transaction, author="jo", reason="wrong file")
    assert list(ledger.search("late")) == []
    assert len(list(ledger.search("miners", kinds=("report",)))) == 1


def test_readings_stream_in_the_order_kept_and_more_than_one_chunk(ledger, keep):
    for n in range(70):
        keep(make_reading(f"{TEXT} {n}", identity=f"/{n}"))
    assert [r.report.identity for r in ledger.readings()] == [f"/{n}" for n in range(70)]


def test_a_settled_record_is_cached_and_the_oldest_goes(ledger, keep):
    assert ledger.cache.last_transaction() == ""
    kept = keep()
    assert ledger.cache.last_transaction() == kept.transaction
    assert ledger.cache.last_transaction("2000-01-01") == ""
    ledger.disclosure.log_export(Export("page", "others", "default", "c" * 64, "page.html"), "mira")
    assert ledger.cache.last_transaction() == kept.transaction  # that it was printed changes nothing on record
    for n in range(10):
        assert ledger.cache.keep_record(f"key {n}", {"events": [n], "name": "Štrbac"})
    assert ledger.cache.find_record("key 9") == {"events": [9], "name": "Štrbac"}
    assert ledger.cache.find_record("key 0") is None
    assert ledger.look.counts()["transactions"] == 2  # derived: no part of the chain


def test_one_report_is_asked_for_without_reading_the_others(ledger, keep):
    first = keep(make_reading(identity="/one"))
    keep(make_reading(TEXT + " Other.", identity="/two"))
    then = moments(ledger)[0]
    revised = keep(make_reading(REVISED, identity="/one"))
    assert ledger.look.reading(revised.report).report.text == REVISED
    assert ledger.look.reading(first.report).report.text == REVISED  # by the name that it had before, too
    assert ledger.look.reading(first.report, then).report.text == TEXT
    assert ledger.look.reading("nobody") is None
