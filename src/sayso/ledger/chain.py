"""Transactions: every write belongs to one, and each one's hash covers the one before, its header and all its rows.

A row enters the hash only as a digest keyed with the ledger's own random key (HMAC-SHA256), and the digest stays in
the row's tombstone when the row is erased: so an erased row still verifies, and nobody who sees the chain can test a
guessed name against it. A null column is left out of a digest: a later step may add columns without changing it.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, Table, func, insert, select

from sayso.errors import LedgerDamaged, SaysoError
from sayso.ledger import files, journal
from sayso.ledger.clock import microseconds_now, write_moment
from sayso.ledger.engine import begin_writing
from sayso.ledger.schema import FACTS, SNAPSHOTS, TOMBSTONES, TRANSACTIONS, UNDOS
from sayso.model import Snapshot

GENESIS = "0" * 64
Row = Mapping[str, Any] | RowMapping


@dataclass(frozen=True, slots=True)
class Store:
    """An open ledger: where it stands, the way in, its key, and whether what is answered survives a power cut."""

    path: Path
    files: Path
    engine: Engine = field(repr=False)
    key: bytes = field(repr=False)
    software: str
    durable: bool = True

    @property
    def journal(self) -> Path:
        """The journal's place."""
        return journal.journal_of(self.files)


@dataclass(frozen=True, slots=True)
class Transaction:
    """One write: when, who or what, by which software and model, why, and its place in the chain. `id` is its hash."""

    seq: int
    id: str
    at: str
    kind: str
    author: str
    software: str
    model: str
    reason: str
    previous: str
    rows: int


@dataclass(frozen=True, slots=True)
class Header:
    """Who or what writes, and why; `kind` is one of read, enter, judge, review, undo, clear, export, erase."""

    kind: str
    author: str
    reason: str
    model: str = ""


class Draft:
    """A transaction's rows before it is written: numbers are given at once, so that rows can point at each other."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rows: list[tuple[Table, dict[str, Any]]] = []
        self.snapshot: Snapshot | None = None
        self._next: dict[str, int] = {}

    def number(self, table: Table) -> int:
        """Give the number that the table's next row will have."""
        if table.name not in self._next:
            self._next[table.name] = next_number(self.connection, table)
        return self._next[table.name]

    def add(self, table: Table, **columns: Any) -> int:
        """Add a row and give its number."""
        number = self.number(table)
        self._next[table.name] = number + 1
        self.rows.append((table, {"row": number, **columns}))
        return number


@dataclass(slots=True)
class Written:
    """Filled when the transaction is kept; `transaction` stays empty where there was nothing to write."""

    transaction: Transaction | None = None
    announced: bool = False


def next_number(connection: Connection, table: Table) -> int:
    """Give the number of the table's next row: one that no row has, nor had before it was erased."""
    last, buried = connection.execute(_last_numbers(table)).one()
    return max(int(last or 0), int(buried or 0)) + 1


@cache
def _last_numbers(table: Table) -> Select[Any]:
    buried = select(func.max(TOMBSTONES.c.gone)).where(TOMBSTONES.c.relation == table.name)
    return select(select(func.max(table.c.row)).scalar_subquery(), buried.scalar_subquery())


def digest_row(key: bytes, table: str, row: Row) -> bytes:
    """Give the keyed digest (32 bytes) of a row, of everything but the digest itself."""
    said = {name: value for name, value in row.items() if name != "digest" and value is not None}
    return hmac.digest(key, _WRITER.encode([table, said]).encode("utf8"), "sha256")


_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=bytes.hex)


def hash_transaction(key: bytes, header: Row, digests: Sequence[bytes]) -> str:
    """Give the hash (64 hex digits) of a transaction from its header without the id, and its rows' digests in order."""
    total = hashlib.sha256(bytes.fromhex(header["previous"]))
    total.update(digest_row(key, "transactions", {k: v for k, v in header.items() if k != "id"}))
    for digest in digests:
        total.update(digest)
    return total.hexdigest()


@contextmanager
def write_transaction(store: Store, header: Header) -> Iterator[tuple[Draft, Written]]:
    """Hold the write lock while a draft is filled, then keep all of it or nothing; an empty draft writes nothing.

    Raises `LedgerBusy`, `LedgerError`, `SetupError` for a full disk or a missing right; the ledger is then as before.
    """
    written = Written()
    try:
        with files.name_disk_trouble(store.path), begin_writing(store.engine, store.path) as connection:
            take_back_unfinished(store, connection)
            draft = Draft(connection)
            yield draft, written
            if draft.rows:
                written.announced = True
                written.transaction = _write(store, connection, header, draft)
    except BaseException:
        if written.announced:
            # tidy at once where that is possible; where it is not, the next writer does it
            with suppress(SaysoError, OSError), begin_writing(store.engine, store.path) as connection:
                take_back_unfinished(store, connection)
        raise


def _write(store: Store, connection: Connection, header: Header, draft: Draft) -> Transaction:
    last = connection.execute(select(TRANSACTIONS).order_by(TRANSACTIONS.c.seq.desc()).limit(1)).mappings().first()
    at = max(microseconds_now(), int(last["at"]) + 1 if last else 0)  # a clock put back must not reorder what was known
    top: dict[str, Any] = {
        "seq": int(last["seq"]) + 1 if last else 1,
        "at": at,
        "kind": header.kind,
        "author": header.author,
        "software": store.software,
        "model": header.model,
        "reason": header.reason,
        "previous": last["id"] if last else GENESIS,
        "rows": len(draft.rows),
    }
    by_table: dict[Table, list[dict[str, Any]]] = {}
    for table, row in draft.rows:
        row["tx"] = top["seq"]
        row["digest"] = digest_row(store.key, table.name, row)
        by_table.setdefault(table, []).append(row)
    ordered = [table for table in FACTS if table in by_table]
    top["id"] = hash_transaction(store.key, top, [row["digest"] for table in ordered for row in by_table[table]])
    kept = draft.snapshot if draft.snapshot is not None and draft.snapshot.keep == "full" else None
    line = journal.Line(
        top["seq"], top["id"], top["previous"], write_moment(at), top["rows"], kept.sha256 if kept else None
    )
    journal.append_line(store.journal, line, store.durable)
    if kept is not None:
        files.write_snapshot(store.files, kept.sha256, kept.content, store.durable)
    connection.execute(insert(TRANSACTIONS), top)
    for table in ordered:
        connection.execute(insert(table), by_table[table])
    return transaction_from(top)


def take_back_unfinished(store: Store, connection: Connection) -> None:
    """With the write lock held, take back what a killed run announced and never committed: its line, its snapshot.

    Raises `LedgerDamaged` where the journal knows more than one transaction that the database does not have: then the
    database was put back to an older state, and writing on would hide it.
    """
    files.sweep_unfinished(store.files)
    seq = int(connection.execute(select(func.max(TRANSACTIONS.c.seq))).scalar() or 0)
    line, begins = journal.last_line(store.journal)
    if begins == -1 or (line is not None and line.seq <= seq):
        return
    if line is not None and line.seq > seq + 1:
        raise LedgerDamaged(
            f"{store.path}: the journal goes on to transaction {line.seq}, the database only to {seq}: an older "
            "database was put in its place. Bring back the right one, or its backup; nothing was written"
        )
    journal.cut_journal(store.journal, begins)
    if line is not None and line.snapshot is not None:
        held = select(SNAPSHOTS.c.row).where(SNAPSHOTS.c.sha256 == line.snapshot, SNAPSHOTS.c.keep == "full").limit(1)
        if connection.execute(held).first() is None:
            files.place_of(store.files, line.snapshot).unlink(missing_ok=True)


def transaction_from(row: Row) -> Transaction:
    """Build the noun from a row of `transactions`."""
    return Transaction(
        **{**{name: row[name] for name in Transaction.__dataclass_fields__}, "at": write_moment(row["at"])}
    )


def read_undone(connection: Connection, known_at: int | None = None) -> set[int]:
    """Give the numbers of the transactions that were undone, as known at a moment; an undo can itself be undone."""
    query = select(UNDOS.c.tx, UNDOS.c.undone).join(TRANSACTIONS, TRANSACTIONS.c.seq == UNDOS.c.tx)
    if known_at is not None:
        query = query.where(TRANSACTIONS.c.at <= known_at)
    undone: set[int] = set()
    for tx, target in connection.execute(query.order_by(UNDOS.c.tx.desc())):
        if tx not in undone:
            undone.add(target)
    return undone
