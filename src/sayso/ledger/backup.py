"""A backup: database, journal and snapshots as of one moment, while others read and write."""

import hashlib
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SetupError
from sayso.ledger import files, journal
from sayso.ledger.chain import Store
from sayso.ledger.engine import name_trouble


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, and the snapshots that could not be copied because they are missing or have changed."""

    ledger: Path
    transactions: int
    snapshots: int
    missing: tuple[str, ...] = ()


def back_up(store: Store, dest: Path) -> Backup:
    """Copy a ledger into the folder `dest`, which must be new or empty: all of it appears there at once, or nothing.

    Raises `SetupError` where the folder is in use or the disk refuses.
    """
    dest = dest.expanduser().absolute()
    if dest.exists() and (not dest.is_dir() or any(dest.iterdir())):
        raise SetupError(f"{dest} is not empty; name a new folder for the backup")
    with files.name_disk_trouble(dest):
        dest.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{dest.name}.", dir=dest.parent))
    try:
        with files.name_disk_trouble(dest), name_trouble(store.path):
            made = _copy_all(store, part)
            part.chmod(0o755)
            part.rename(dest)
            files.sync_folder(dest.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Backup(dest / store.path.name, made.transactions, made.snapshots, made.missing)


def _copy_all(store: Store, part: Path) -> Backup:
    copy = part / store.path.name
    folder = files.files_beside(copy)
    folder.mkdir()
    _copy_database(store.path, copy)
    with sqlite3.connect(copy) as database:
        last = database.execute("SELECT coalesce(max(seq), 0) FROM transactions").fetchone()[0]
        wanted = [sha for (sha,) in database.execute("SELECT DISTINCT sha256 FROM snapshots WHERE keep = 'full'")]
    database.close()
    _copy_journal(store.journal, journal.journal_of(folder), last)
    missing = tuple(sha256 for sha256 in wanted if not _copy_snapshot(store.files, folder, sha256))
    return Backup(copy, last, len(wanted) - len(missing), missing)


def _copy_database(source: Path, copy: Path) -> None:
    """Copy the pages of one moment with SQLite's own online backup: a writer is not held up, and not half copied."""
    reading, writing = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(copy)
    try:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # so that the copy is one file; opening it sets WAL again
    finally:
        reading.close()
        writing.close()


def _copy_journal(source: Path, copy: Path, last: int) -> None:
    """Copy the lines of the transactions that the copied database holds; a later one was written meanwhile."""
    with copy.open("wb") as out:
        if source.exists():
            with source.open("rb") as lines:
                for n, line in enumerate(lines, 1):
                    if n > last:
                        break
                    out.write(line)


def _copy_snapshot(source: Path, folder: Path, sha256: str) -> bool:
    try:
        content = files.place_of(source, sha256).read_bytes()
    except FileNotFoundError:
        return False
    if hashlib.sha256(content).hexdigest() != sha256:
        return False
    place = files.place_of(folder, sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return True
