"""Opening a ledger: a new one is made, an old one brought up to date, and what is none is refused by name."""

import secrets
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, text

from sayso.errors import SetupError
from sayso.ledger import files
from sayso.ledger.cache import Cache
from sayso.ledger.chain import Store
from sayso.ledger.clock import microseconds_now
from sayso.ledger.disclosure import Disclosure
from sayso.ledger.engine import (
    APPLICATION_ID,
    Opening,
    begin_reading,
    begin_writing,
    damage_of,
    read_pragma,
    set_wal,
    start_engine,
)
from sayso.ledger.ledger import Ledger
from sayso.ledger.look import Look
from sayso.ledger.migrations import HEAD, bring_up_to_date, version_of
from sayso.ledger.schema import LEDGER

KEY_BYTES = 32  # as long as the SHA-256 that it keys


def open_ledger(path: Path | str, *, create: bool = True, opening: Opening | None = None) -> Ledger:
    """Open the ledger at `path`, making it where it is missing and `create` is true; close it with `close()`.

    Raises `SetupError` where there is none or it may not be written, `LedgerDamaged`, `LedgerTooNew`, `LedgerBusy`.
    """
    path, opening = Path(path).expanduser().absolute(), opening or Opening()
    if not path.exists() and not create:
        raise SetupError(f"no ledger at {path}: `sayso read` makes one; --ledger or SAYSO_LEDGER names another place")
    with files.name_disk_trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = files.files_beside(path)
        folder.mkdir(exist_ok=True)
    _refuse_strangers(path)
    engine = start_engine(path, opening)
    try:
        key = _settle(engine, path)
    except BaseException:
        engine.dispose()
        raise
    store = Store(path, folder, engine, key, _name_software(), opening.durable)
    return Ledger(store, Cache(store), Disclosure(store), Look(store))


@cache
def _name_software() -> str:
    return f"sayso {version('sayso')}"


def _refuse_strangers(path: Path) -> None:
    """Look at the first bytes before SQLite does: a folder, a text or another program's database is no ledger."""
    if not path.exists():
        return
    if path.is_dir():
        raise SetupError(f"{path} is a folder; name a file, for instance {path / 'sayso.db'}")
    with files.name_disk_trouble(path), path.open("rb") as file:
        head = file.read(100)
    if head and not head.startswith(b"SQLite format 3\x00"):
        raise damage_of(path, "its first bytes are not those of a database")


def _settle(engine: Engine, path: Path) -> bytes:
    with begin_reading(engine, path) as connection:
        if version_of(connection) == HEAD and read_pragma(connection, "journal_mode") == "wal":
            return _read_key(connection, path)
    set_wal(engine, path)  # a new file, an old one, or a backup, which is kept without its companions
    with begin_writing(engine, path) as connection:
        standing = version_of(connection)
        if standing is None:
            _refuse_another_database(connection, path)
        bring_up_to_date(connection, standing)
        if connection.execute(select(LEDGER.c.row)).first() is None:
            made = {
                "row": 1,
                "id": secrets.token_hex(16),
                "key": secrets.token_bytes(KEY_BYTES),
                "at": microseconds_now(),
            }
            connection.execute(insert(LEDGER), made)
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        return _read_key(connection, path)


def _read_key(connection: Connection, path: Path) -> bytes:
    row = connection.execute(select(LEDGER.c.key)).first()
    if row is None:
        raise damage_of(path, "its key is missing")
    return bytes(row[0])


def _refuse_another_database(connection: Connection, path: Path) -> None:
    tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar()
    if tables and read_pragma(connection, "application_id") != APPLICATION_ID:
        raise SetupError(f"{path} is a database of another program; name another file with --ledger")
