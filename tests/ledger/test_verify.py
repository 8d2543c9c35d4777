# ruff: noqa: S608  (tampering is done in SQL made here)
"""Whatever is changed behind the ledger's back is found, and named."""

import json
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.readings import REVISED, TEXT, make_reading

from sayso.ledger import open_ledger
from sayso.ledger.engine import Opening
from sayso.ledger.schema import FACTS
from sayso.model import Judgement, Review
from sayso.model.identity import claim_ids


def tamper(path, *statements):
    """Change the file as somebody would who knows SQL and drops the guards first."""
    database = sqlite3.connect(path)
    guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        database.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        database.execute(statement)
    for _, sql in guards:
        database.execute(sql)
    database.commit()
    database.close()


def broken(ledger):
    return [(f.what, f.where) for f in ledger.verify() if not f.holds]


@pytest.fixture
def full(ledger, keep):
    """A ledger in which every table that can have rows has some."""
    keep()
    keep(make_reading(REVISED))
    (reading,) = ledger.readings()
    ids = claim_ids(reading.report, reading.claims)
    ledger.review(Review(ids["c1"], "accepted", "heard it", "mira"))
    ledger.judge(
        Judgement("person", ids["n1"], "ab" * 32, "different", 0.25, (("name", "0.2"),), "other age", "mira"),
        author="mira",
    )
    done = ledger.review(Review(ids["c2"], "rejected", "misread", "jo"))
    ledger.undo(done, author="jo", reason="was right")
    return ledger


def test_a_sound_ledger_holds_in_every_part(full):
    findings = list(full.verify())
    assert {f.standing for f in findings} == {"holds"}
    assert [f.what for f in findings] == ["file", "transaction", "span", "snapshot", "journal"]


@pytest.mark.parametrize("table", ["ledger", "transactions", *(t.name for t in FACTS)])
def test_the_database_refuses_to_change_or_delete_facts(full, table):
    database = sqlite3.connect(full.store.path)
    column = "id" if table in ("ledger", "transactions") else "tx"
    statements = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if not database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
        assert table in ("entries", "exports", "clearances", "erasures", "tombstones")
    else:
        for statement in [*statements, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"]:
            with pytest.raises(sqlite3.IntegrityError, match="append only"):
                database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        ("UPDATE claims SET value = 'exact 10' WHERE address = 'c2'", "row", "claims"),
        ("UPDATE claims SET speaker = NULL WHERE address = 'c2'", "row", "claims"),
        ("UPDATE renditions SET fields = replace(fields, 'Ivo', 'Ida')", "row", "renditions"),
        ("UPDATE reviews SET state = 'rejected' WHERE state = 'accepted'", "row", "reviews"),
        ("UPDATE judgements SET verdict = 'same'", "row", "judgements"),
        ("UPDATE undos SET undone = 1", "row", "undos"),
        ("UPDATE snapshots SET published = '2031-01-01' WHERE row = 1", "row", "snapshots 1"),
        ("DELETE FROM reviews WHERE state = 'rejected'", "transaction", "5"),
        ("UPDATE transactions SET author = 'nobody' WHERE seq = 3", "transaction", "3"),
        ("UPDATE transactions SET at = at - 1 WHERE seq = 3", "transaction", "3"),
        ("INSERT INTO reviews SELECT 99, tx, digest, id, claim, state, reason, author, correction, report, start, end, words"
         " FROM reviews WHERE row = 1", "row", "reviews 99"),
    ],
)  # fmt: skip
def test_a_changed_row_is_named(full, change, what, where):
    tamper(full.store.path, change)
    found = broken(full)
    assert found[0][0] == what
    assert found[0][1].startswith(where)


def test_a_removed_guard_is_named(full):
    database = sqlite3.connect(full.store.path)
    database.execute("DROP TRIGGER claims_no_delete")
    database.commit()
    database.close()
    assert ("file", "claims_no_delete") in broken(full)


def test_changed_bytes_of_a_snapshot_are_named(full):
    place = next((full.store.files / "snapshots").glob("*/*"))
    place.write_bytes(b"other words")
    assert [what for what, _ in broken(full)] == ["snapshot"]


def test_a_missing_snapshot_is_named(full):
    place = next((full.store.files / "snapshots").glob("*/*"))
    place.unlink()
    (found,) = [f for f in full.verify() if not f.holds]
    assert (found.what, found.where[:12]) == ("snapshot", place.name[:12])
    assert "missing" in found.text


@pytest.mark.parametrize("lines", [0, 1, 3])
def test_a_journal_that_was_cut_is_named(full, lines):
    said = full.store.journal.read_bytes().splitlines(keepends=True)
    full.store.journal.write_bytes(b"".join(said[:lines]))
    (found,) = [f for f in full.verify() if not f.holds]
    assert found.what == "journal"
    assert f"ends after transaction {lines}, the database goes on to 6" in found.why


def test_a_missing_journal_is_named(full):
    full.store.journal.unlink()
    assert [what for what, _ in broken(full)] == ["journal"]


def test_a_rewritten_journal_is_named(full):
    lines = [json.loads(line) for line in full.store.journal.read_text().splitlines()]
    lines[2]["rows"] += 1
    full.store.journal.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert broken(full) == [("journal", "line 3")]


def test_whoever_rewrites_the_chain_with_the_ledgers_own_key_is_betrayed_by_the_journal(full):
    """The last transaction is forged whole, digest and hash: only the journal can tell."""
    from sayso.ledger.chain import digest_row, hash_transaction

    database = sqlite3.connect(full.store.path)
    database.row_factory = sqlite3.Row
    row = dict(database.execute("SELECT * FROM undos ORDER BY row DESC LIMIT 1").fetchone()) | {"reason": "forged"}
    header = dict(database.execute("SELECT * FROM transactions ORDER BY seq DESC LIMIT 1").fetchone())
    database.close()
    digest = digest_row(full.store.key, "undos", row)
    made = hash_transaction(full.store.key, header, [digest])
    tamper(
        full.store.path,
        f"UPDATE undos SET reason = 'forged', digest = x'{digest.hex()}' WHERE row = {row['row']}",
        f"UPDATE transactions SET id = '{made}' WHERE seq = {header['seq']}",
    )
    assert broken(full) == [("journal", "line 6")]


def test_an_older_database_in_its_place_is_refused_and_named(full, keep):
    from sayso.errors import LedgerDamaged

    last = sqlite3.connect(full.store.path)
    last.execute("PRAGMA foreign_keys = OFF")
    last.close()
    tamper(
        full.store.path,
        "DELETE FROM undos",
        "DELETE FROM reviews WHERE tx = 5",
        "DELETE FROM transactions WHERE seq > 4",
    )
    assert [what for what, _ in broken(full)] == ["journal"]
    with pytest.raises(LedgerDamaged, match="older database"):
        keep(make_reading(TEXT + " More."))


def test_an_erased_row_still_verifies(full):
    """Room for erasure: a row may go where its tombstone stands, and the chain holds over the digest left in it."""
    from sqlalchemy import delete, select

    from sayso.ledger.chain import Header, write_transaction
    from sayso.ledger.engine import begin_writing
    from sayso.ledger.schema import ERASURES, REVIEWS, TOMBSTONES

    with write_transaction(full.store, Header("erase", "mira", "asked for by the person")) as (draft, _):
        row = draft.connection.execute(select(REVIEWS).order_by(REVIEWS.c.row)).mappings().first()
        erasure = draft.add(ERASURES, id="e" * 64, subject="keyed", reason="safety", author="mira", exports="[]")
        draft.add(
            TOMBSTONES,
            erasure=erasure,
            relation="reviews",
            gone=row["row"],
            gone_tx=row["tx"],
            gone_digest=row["digest"],
        )
    with begin_writing(full.store.engine, full.store.path) as connection:
        connection.execute(delete(REVIEWS).where(REVIEWS.c.row == row["row"]))
    assert broken(full) == []
    assert all(review.id != row["id"] for review in full.reviews(every=True))
    later = full.review(Review(row["claim"], "deferred", "", "jo"))
    assert later
    assert broken(full) == []


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_change_of_any_value_of_any_row_goes_unseen(full, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("chain") / "copy"
    path = full.backup(folder).ledger
    database = sqlite3.connect(path)
    tables = ["transactions", "reports", "snapshots", "renditions", "claims", "reviews", "judgements", "undos"]
    table = data.draw(st.sampled_from(tables))
    columns = [c[1] for c in database.execute(f"PRAGMA table_info({table})") if c[1] not in ("row", "seq")]
    column = data.draw(st.sampled_from(columns))
    key = "seq" if table == "transactions" else "row"
    rows = [r[0] for r in database.execute(f"SELECT {key} FROM {table}")]
    row = data.draw(st.sampled_from(rows))
    old = database.execute(f"SELECT {column} FROM {table} WHERE {key} = {row}").fetchone()[0]
    database.close()
    if isinstance(old, bytes):
        new = "x'" + data.draw(st.binary(min_size=1, max_size=40).filter(lambda b: b != old)).hex() + "'"
    elif isinstance(old, int | float):
        new = str(1 - old if column == "polarity" else data.draw(st.integers(0, 10**6).filter(lambda n: n != old)))
    else:
        letters = st.text("abc\u05d0é", min_size=1, max_size=12)
        new = "'" + data.draw(letters.filter(lambda t: t != old)) + "'"
    if old is None and column in ("low", "high", "published_by", "entry"):
        new = "7"
    tamper(path, "PRAGMA foreign_keys = OFF", f"UPDATE {table} SET {column} = {new} WHERE {key} = {row}")
    ledger = open_ledger(path, opening=Opening(durable=False))
    found = [f for f in ledger.verify() if not f.holds]
    ledger.close()
    assert found, (table, column, old, new)
