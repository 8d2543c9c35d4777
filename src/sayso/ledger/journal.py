"""The journal: one line a transaction, in a file beside the database, that only grows.

It is a second witness. The database holds its own key, so whoever may write it could rewrite the whole chain; the
journal can be copied off the machine, and then cannot be made to agree. It is a file and not a table for that reason,
and it holds hashes and no words, so that erasing what was said of a person never has to rewrite it.

A line is written, with its snapshot's hash, before the database commits: so the journal is never behind. A run that is
killed in between leaves one line too many, which the next writer takes back together with the snapshot it announced.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.model import from_plain, to_plain

_TAIL = 4096  # bytes: more than the longest line there can be


@dataclass(frozen=True, slots=True)
class Line:
    """What the journal says of one transaction; `snapshot` is the SHA-256 of the bytes kept with it."""

    seq: int
    id: str
    previous: str
    at: str
    rows: int
    snapshot: str | None = None


def journal_of(files: Path) -> Path:
    """Give the journal's place in the ledger's folder."""
    return files / "journal.jsonl"


def append_line(journal: Path, line: Line, durable: bool) -> None:
    """Add a line; where the disk refuses, the journal is left as it was and `OSError` raised."""
    with journal.open("ab") as out:
        before = out.tell()
        try:
            out.write(json.dumps(to_plain(line), separators=(",", ":")).encode() + b"\n")
            out.flush()
            if durable:
                os.fsync(out.fileno())
        except BaseException:
            os.truncate(journal, before)
            raise


def read_lines(journal: Path) -> Iterator[Line | None]:
    """Give every line in order; None for one that cannot be read (a line cut off, or written by another hand)."""
    if journal.exists():
        with journal.open("rb") as lines:
            for raw in lines:
                yield _parse(raw)


def last_line(journal: Path) -> tuple[Line | None, int]:
    """Give the last whole line and the byte at which it begins; a rest that was cut off comes as (None, its beginning).

    An empty or missing journal gives (None, -1).
    """
    if not journal.exists() or journal.stat().st_size == 0:
        return None, -1
    with journal.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    begins = tail.rfind(b"\n", 0, len(tail) - 1) + 1
    return _parse(tail[begins:]), size - len(tail) + begins


def cut_journal(journal: Path, size: int) -> None:
    """Take back what stands from byte `size` on: a line whose transaction never came to be."""
    os.truncate(journal, size)


def _parse(raw: bytes) -> Line | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        return from_plain(Line, json.loads(raw))
    except (ValueError, KeyError, TypeError):
        return None
