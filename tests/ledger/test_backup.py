"""A backup is a whole ledger of one moment, or nothing."""

import threading

import pytest
from tests.ledger.readings import TEXT, make_reading, make_snapshot

from sayso.errors import SetupError
from sayso.ledger import Opening, open_ledger


def standings(path):
    ledger = open_ledger(path, opening=Opening(durable=False))
    found = {finding.standing for finding in ledger.verify()}
    told = [t.id for t in ledger.transactions()]
    ledger.close()
    return found, told


def test_a_backup_opens_as_the_same_ledger(ledger, keep, tmp_path):
    keep()
    made = ledger.backup(tmp_path / "kept" / "monday")
    assert made.ledger == tmp_path / "kept" / "monday" / "sayso.db"
    assert (made.transactions, made.snapshots, made.missing) == (1, 1, ())
    assert standings(made.ledger) == ({"holds"}, [t.id for t in ledger.transactions()])
    copy = open_ledger(made.ledger)
    assert list(copy.readings()) == list(ledger.readings())
    reading = make_reading(TEXT + " More.")
    assert copy.keep_reading(reading, make_snapshot(reading.report)).state == "revised"
    copy.close()


def test_an_empty_folder_will_do_and_one_in_use_will_not(ledger, keep, tmp_path):
    keep()
    (tmp_path / "empty").mkdir()
    ledger.backup(tmp_path / "empty")
    with pytest.raises(SetupError, match="not empty"):
        ledger.backup(tmp_path / "empty")


def test_a_backup_that_fails_leaves_nothing(ledger, keep, tmp_path, monkeypatch):
    keep()
    before = sorted(p.name for p in tmp_path.iterdir())

    def full_disk(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sayso.ledger.backup._copy_journal", full_disk)
    with pytest.raises(SetupError, match="No space left"):
        ledger.backup(tmp_path / "monday")
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_a_snapshot_that_is_missing_is_named_and_the_rest_is_saved(ledger, keep, tmp_path):
    keep()
    next((ledger.store.files / "snapshots").glob("*/*")).unlink()
    made = ledger.backup(tmp_path / "monday")
    assert (made.snapshots, len(made.missing)) == (0, 1)


def test_a_backup_made_while_others_write_is_of_one_moment(ledger, tmp_path):
    writer = open_ledger(ledger.store.path, opening=Opening(durable=False))
    stop = threading.Event()

    def write():
        n = 0
        while not stop.is_set() and n < 400:
            reading = make_reading(f"{TEXT} {n}", identity=f"/{n}")
            writer.keep_reading(reading, make_snapshot(reading.report))
            n += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        made = [ledger.backup(tmp_path / f"backup {n}") for n in range(4)]
    finally:
        stop.set()
        thread.join()
    for one in made:
        found, told = standings(one.ledger)
        assert found == {"holds"}
        assert len(told) == one.transactions
    assert {finding.standing for finding in ledger.verify()} == {"holds"}
    writer.close()
