"""Opening: a new ledger, an old one, a newer one, a damaged one, and files that are none."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from tests.ledger.readings import make_reading, make_snapshot

from sayso.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerTooNew, SetupError
from sayso.ledger import Opening, open_ledger
from sayso.ledger.engine import trouble_of
from sayso.ledger.migrations import HEAD, KNOWN, VERSIONS
from sayso.ledger.schema import METADATA


def test_a_ledger_is_made_where_none_is_and_opened_where_one_is(tmp_path):
    made = open_ledger(tmp_path / "deep" / "sayso.db")
    key = made.store.key
    made.close()
    again = open_ledger(str(tmp_path / "deep" / "sayso.db"), create=False)
    assert again.store.key == key
    assert len(key) == 32
    again.close()


def test_two_ledgers_have_two_keys(tmp_path):
    one, two = open_ledger(tmp_path / "one.db"), open_ledger(tmp_path / "two.db")
    assert one.disclosure.key_id("Ana Dorr") != two.disclosure.key_id("Ana Dorr")
    one.close()
    two.close()


def test_none_is_made_where_none_was_asked_for(tmp_path):
    with pytest.raises(SetupError, match="sayso read"):
        open_ledger(tmp_path / "sayso.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_the_migrations_lead_to_the_tables_of_the_schema(ledger):
    with ledger.store.engine.connect() as connection:
        keep = {"include_object": lambda obj, name, *rest: not (name or "").startswith("words")}
        assert compare_metadata(MigrationContext.configure(connection, opts=keep), METADATA) == []


def test_the_known_steps_are_those_on_disk():
    steps = [s.revision for s in ScriptDirectory(str(VERSIONS)).walk_revisions()]
    assert tuple(reversed(steps)) == KNOWN
    assert KNOWN[-1] == HEAD


def test_every_table_is_strict_and_the_file_is_in_wal_mode(ledger):
    database = sqlite3.connect(ledger.store.path)
    tables = database.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {name for name, strict in tables if not strict}
    assert loose == {"alembic_version", "sqlite_schema"}
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_a_ledger_of_a_newer_sayso_is_left_alone(ledger):
    database = sqlite3.connect(ledger.store.path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    with pytest.raises(LedgerTooNew, match=r"version 9999.*pip install --upgrade sayso"):
        open_ledger(ledger.store.path)
    assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    database.close()


def test_a_file_that_is_no_database_is_named_and_left_as_it_is(tmp_path):
    path = tmp_path / "sayso.db"
    path.write_text("not a ledger, but somebody's notes")
    with pytest.raises(LedgerDamaged, match="sayso backup"):
        open_ledger(path)
    assert path.read_text() == "not a ledger, but somebody's notes"


def test_the_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "sayso.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE contacts (name TEXT)")
    database.commit()
    with pytest.raises(SetupError, match="another program"):
        open_ledger(path)
    assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("contacts",)]
    database.close()


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(SetupError, match="is a folder"):
        open_ledger(tmp_path)


@pytest.mark.parametrize("where", [0.3, 0.6, 0.9])
def test_a_damaged_file_says_so_and_what_to_do(ledger, keep, where):
    keep()
    ledger.close()
    path = ledger.store.path
    whole = path.read_bytes()
    start = int(len(whole) * where) // 4096 * 4096
    path.write_bytes(whole[:start] + b"\x5a" * 8192 + whole[start + 8192 :])
    try:
        again = open_ledger(path)
        wrong = [f.text for f in again.verify() if not f.holds]
        again.close()
    except LedgerDamaged as err:
        wrong = [str(err)]
        assert "sayso backup" in wrong[0]
    assert wrong


def test_a_file_cut_short_says_so(ledger, keep):
    keep()
    ledger.close()
    path = ledger.store.path
    path.write_bytes(path.read_bytes()[:10_000])
    with pytest.raises(LedgerDamaged, match="not a sound ledger"):
        open_ledger(path)


def test_a_disk_that_refuses_to_make_the_folder_is_named(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(SetupError, match=r"Permission denied.*right to write"):
        open_ledger(tmp_path / "closed" / "sayso.db")


def test_a_writer_that_does_not_finish_is_waited_for_and_then_named(ledger):
    other = sqlite3.connect(ledger.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    hasty = open_ledger(ledger.store.path, opening=Opening(patience=0.2))
    reading = make_reading()
    with pytest.raises(LedgerBusy, match="another sayso is writing"):
        hasty.keep_reading(reading, make_snapshot(reading.report))
    assert list(hasty.readings()) == []  # reading never waits
    other.execute("ROLLBACK")
    assert hasty.keep_reading(reading, make_snapshot(reading.report)).state == "new"
    hasty.close()
    other.close()


@pytest.mark.parametrize(
    ("said", "kind", "advice"),
    [
        ("unable to open database file", SetupError, "the right to write in"),
        ("attempt to write a readonly database", SetupError, "the right to write in"),
        ("database is locked", LedgerBusy, "run again"),
        ("database or disk is full", LedgerError, "Free some space"),
        ("disk I/O error", LedgerError, "sayso verify"),
        ("database disk image is malformed", LedgerDamaged, "sayso backup"),
        ("file is not a database", LedgerDamaged, "sayso backup"),
    ],
)
def test_what_sqlite_says_is_told_with_what_to_do_next(tmp_path, said, kind, advice):
    found = trouble_of(sqlite3.OperationalError(said), tmp_path / "sayso.db")
    assert type(found) is kind
    assert advice in str(found)


def test_the_tables_can_be_made_on_postgresql_too():
    """Nothing of SQLite's own in the schema: whole numbers are wide, and STRICT is left out."""
    made = "".join(str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in METADATA.sorted_tables)
    assert "STRICT" not in made
    assert "BIGINT" in made
    assert "BYTEA" in made
    assert " INTEGER" not in made
