"""What is true of SQLite alone: how a ledger's file is opened and locked, and how its errors are read.

Reading and writing never wait for each other (WAL); writers wait for one another, at most `patience` seconds.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, DBAPIError

from sayso.errors import LedgerBusy, LedgerDamaged, LedgerError, SetupError

APPLICATION_ID = 0x53415953  # "SAYS", in the file's header: what tells a ledger from another program's database


@dataclass(frozen=True, slots=True)
class Opening:
    """How a ledger is opened: whether what is answered survives a power cut, and how many seconds a writer waits."""

    durable: bool = True
    patience: float = 60.0


def start_engine(path: Path, opening: Opening) -> Engine:
    """Give an engine on the SQLite file at `path`; nothing is opened until it is used."""
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        connect_args={"timeout": opening.patience, "isolation_level": None, "check_same_thread": False},
    )
    synchronous = "FULL" if opening.durable else "OFF"

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in ("foreign_keys = ON", "recursive_triggers = ON", f"synchronous = {synchronous}"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size = -16000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # the driver's own idea of transactions is off: a writer takes its lock first, so that what it read still holds
        writing = connection.get_execution_options().get("sayso_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def begin_reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """Open a connection that sees one moment of the ledger; raises `LedgerError` and its kin for the file's trouble."""
    with name_trouble(path), engine.begin() as connection:
        yield connection


@contextmanager
def begin_writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """Open a connection that alone may write, all or nothing; raises `LedgerBusy` when another does not finish."""
    with name_trouble(path), engine.execution_options(sayso_writing=True).begin() as connection:
        yield connection


@contextmanager
def name_trouble(path: Path) -> Iterator[None]:
    """Turn what SQLite reports of the file at `path` into sayso's errors, each saying what to do next."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as err:
        raise trouble_of(err, path) from err


def trouble_of(err: Exception, path: Path) -> Exception:
    """Name the trouble that SQLite reports of the file at `path`; a fault of our own comes back as it was."""
    said = str(err.orig if isinstance(err, DBAPIError) else err)
    if "locked" in said or "busy" in said:
        return LedgerBusy(f"{path}: another sayso is writing and did not finish; wait for it, or end it, and run again")
    if "full" in said:
        return LedgerError(f"{path}: the disk is full; nothing of this step was kept. Free some space and run again")
    if "readonly" in said or "unable to open" in said:
        return SetupError(f"{path}: cannot be opened for writing; sayso needs the right to write in {path.parent}")
    if "I/O error" in said:
        return LedgerError(f"{path}: the disk failed to read or write; check it, then run `sayso verify`")
    if any(sign in said for sign in ("malformed", "not a database", "corrupt", "no such table")):
        return damage_of(path, said)
    if isinstance(err, DatabaseError | sqlite3.Error) and "append only" in said:
        return LedgerError(f"{path}: {said}")
    return err


def damage_of(path: Path, why: str) -> LedgerDamaged:
    """Say that the file is no sound ledger, why, and what to do."""
    return LedgerDamaged(
        f"{path}: not a sound ledger ({why}). Put the last `sayso backup` in its place; "
        f"before that, `sqlite3 {path.name} .recover` may save what can still be read"
    )


def set_wal(engine: Engine, path: Path) -> None:
    """Put the file into WAL mode, in which readers and a writer do not wait for each other; the mode stays with it."""
    with name_trouble(path):
        raw = engine.raw_connection()
        try:
            mode = raw.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
        finally:
            raw.close()
    if mode is None or mode[0] != "wal":
        raise SetupError(f"{path}: this file system does not allow SQLite's WAL mode; keep the ledger on a local disk")


def read_pragma(connection: Connection, name: str) -> Any:
    """Give the first value of one of SQLite's settings of this file."""
    return connection.execute(text(f"PRAGMA {name}")).scalar()
