"""A settled record is kept under exactly what it was settled from."""

import signal
import subprocess
import sys

import pytest
from tests.ledger.readings import REVISED, TEXT, make_reading, make_snapshot

from sayso.flow.settling import Settler, settle_ledger
from sayso.ledger import Opening, open_ledger
from sayso.ledger.look import Look
from sayso.model import Judgement, Review


@pytest.fixture
def ledger(tmp_path):
    opened = open_ledger(tmp_path / "sayso.db", opening=Opening(durable=False))
    reading = make_reading()
    opened.keep_reading(reading, make_snapshot(reading.report))
    yield opened
    opened.close()


def cached(ledger):
    with ledger.store.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM records").scalar()


def test_the_second_asking_gives_the_same_record_from_the_cache(ledger):
    first = settle_ledger(ledger)
    assert cached(ledger) == 1
    assert settle_ledger(ledger) == first
    assert cached(ledger) == 1


def test_a_view_of_a_moment_says_so_also_from_the_cache(ledger):
    at = next(ledger.transactions()).at
    assert settle_ledger(ledger).record.as_known_at is None
    assert settle_ledger(ledger, at).record.as_known_at == at
    assert settle_ledger(ledger).record.as_known_at is None


def test_a_new_reading_is_seen_at_once(ledger):
    settle_ledger(ledger)
    reading = make_reading(REVISED)
    ledger.keep_reading(reading, make_snapshot(reading.report))
    assert set(settle_ledger(ledger).readings) == {reading.report.id}


def test_what_is_written_while_a_record_is_settled_keeps_it_out_of_the_cache(ledger, monkeypatch):
    true_readings = Look.readings

    def readings(self, *args):
        yield from true_readings(self, *args)
        ledger.judge(Judgement("person", "a" * 64, "b" * 64, "same", author="jo"), author="jo")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Look, "readings", readings)
        settle_ledger(ledger)
    assert cached(ledger) == 0


def test_a_held_ledger_settles_after_each_write_what_a_fresh_one_settles(ledger):
    settler = Settler()
    first = settler.settle(ledger)
    assert settler.settle(ledger) == first
    reading = make_reading(REVISED)
    kept = ledger.keep_reading(reading, make_snapshot(reading.report))
    revised = settler.settle(ledger)
    assert revised == settle_ledger(ledger)
    assert revised != first
    claim = next(c.id for e in revised.record.events for v in e.values for c in v.claims)
    ledger.review(Review(claim, "rejected", "misread", "jo"))
    assert settler.settle(ledger) == settle_ledger(ledger)
    assert settler.settle(ledger, kept_before(ledger)) == settle_ledger(ledger, kept_before(ledger))
    assert kept.state == "revised"


def kept_before(ledger):
    return next(ledger.transactions()).at


def test_a_held_ledger_reads_a_rendition_once(ledger, monkeypatch):
    settler = Settler()
    settler.settle(ledger)
    asked = []
    true_readings = Look.readings
    monkeypatch.setattr(Look, "readings", lambda self, rows: asked.extend(rows) or true_readings(self, rows))
    settler.settle(ledger)
    assert asked == []


def test_the_clock_of_publication_is_asked_apart_from_the_ledgers(ledger):
    later = make_reading(
        TEXT + "\n\nUpdated.", identity="https://courier.example/32", published="2031-05-08T21:30:00+02:00"
    )
    undated = make_reading(TEXT + "\n\nUndated.", identity="https://courier.example/33", published=None)
    for reading in (later, undated):
        ledger.keep_reading(reading, make_snapshot(reading.report))
    first = make_reading().report.id
    for moment, reports in (
        (None, {first, later.report.id, undated.report.id}),
        ("2031-05-08T19:31Z", {first, later.report.id}),
        ("2031-05-08T19:29Z", {first}),
        ("2031-05-05", set()),
    ):
        settled = settle_ledger(ledger, None, "default", moment)
        assert set(settled.readings) == reports
        assert settled.record.as_published_by == moment


KILLED = """
import os, signal, sys
import sayso.reconcile.settle as settling
from sayso.flow.settling import settle_ledger
from sayso.ledger import open_ledger
settling.place_passing = lambda *args: os.kill(os.getpid(), signal.SIGKILL)
settle_ledger(open_ledger(sys.argv[1]))
"""


def test_a_kill_in_the_middle_of_settling_leaves_the_ledger_as_before(tmp_path, ledger):
    path = ledger.store.path
    before, count = [t.id for t in ledger.transactions()], ledger.look.counts()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [t.id for t in ledger.transactions()] == before
    assert ledger.look.counts() == count
    assert cached(ledger) == 0
    assert {finding.standing for finding in ledger.verify()} == {"holds"}
    assert settle_ledger(ledger).record.events
