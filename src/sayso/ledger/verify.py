"""Checking everything again: the file, the chain, every row, every span, every snapshot, the journal.

What the database's own key could not betray, the journal does: whoever rewrites rows and chain alike cannot make a
copy of the journal agree.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, func, select, text

from sayso.errors import CheckFailed
from sayso.ledger import files, journal
from sayso.ledger.chain import GENESIS, Store, digest_row, hash_transaction
from sayso.ledger.clock import write_moment
from sayso.ledger.engine import begin_reading
from sayso.ledger.schema import CLAIMS, FACTS, LEDGER, RENDITIONS, SNAPSHOTS, TOMBSTONES, TRANSACTIONS
from sayso.ledger.trim import list_spans

_AT_ONCE = 100  # transactions whose rows are held in memory at one time


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: it holds, it is broken, it is not held here, or a killed run left it unfinished.

    `what` is the kind of thing (file, transaction, row, span, snapshot, journal), `where` names it, `why` says more.
    """

    standing: Literal["holds", "broken", "not held", "unfinished"]
    what: str
    where: str
    why: str

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong: what may not be held here, or was never finished, is not wrong."""
        return self.standing != "broken"

    @property
    def text(self) -> str:
        """The finding in one line."""
        return f"{self.what} {self.where}: {self.why}"


def verify_ledger(store: Store) -> Iterator[Finding]:
    """Check a ledger whole, while others go on reading and writing; give what is wrong or missing, in order.

    After each kind of thing one finding says how many hold. Raises `LedgerDamaged` where the file cannot be read at all.
    """
    with begin_reading(store.engine, store.path) as connection:
        yield from _check_file(connection)
        yield from _check_chain(store, connection)
        yield from _check_spans(connection)
        yield from _check_snapshots(store, connection)
        last = connection.execute(select(func.max(TRANSACTIONS.c.seq))).scalar() or 0
        told = connection.execute(select(TRANSACTIONS).order_by(TRANSACTIONS.c.seq)).mappings().all()
    yield from _check_journal(store, told, last)


def _check_file(connection: Connection) -> Iterator[Finding]:
    good = True
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            good = False
            yield Finding("broken", "file", "database", str(said))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        good = False
        yield Finding("broken", "row", f"{row[0]} {row[1]}", f"points to a row of {row[2]} that is not there")
    there = {name for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))}
    for table in (LEDGER, TRANSACTIONS, *FACTS):
        for kind in ("update", "delete", "replace"):
            if f"{table.name}_no_{kind}" not in there:
                good = False
                why = f"the guard that refuses to {kind} rows of {table.name} is gone"
                yield Finding("broken", "file", f"{table.name}_no_{kind}", why)
    if good:
        yield Finding("holds", "file", "database", "sound, and every guard against change in its place")


def _check_chain(store: Store, connection: Connection) -> Iterator[Finding]:
    previous, expected, rows_held, at = GENESIS, 1, 0, -1
    headers = connection.execute(select(TRANSACTIONS).order_by(TRANSACTIONS.c.seq)).mappings().all()
    good = True
    for start in range(0, len(headers), _AT_ONCE):
        some = headers[start : start + _AT_ONCE]
        digests, broken = _digest_rows(store, connection, some[0]["seq"], some[-1]["seq"])
        for header in some:
            wrong = broken.get(header["seq"], [])
            yield from wrong
            trouble = _weigh(store, header, digests.get(header["seq"], []), (previous, expected, at))
            if trouble and not wrong:
                yield Finding("broken", "transaction", f"{header['seq']} ({header['id'][:12]})", trouble)
            good = good and not trouble and not wrong
            previous, expected, at = header["id"], header["seq"] + 1, header["at"]
            rows_held += header["rows"]
    if good:
        yield Finding("holds", "transaction", f"{len(headers)}", f"the chain holds over {rows_held:,} rows")


def _weigh(store: Store, header: RowMapping, digests: list[bytes], due: tuple[str, int, int]) -> str | None:
    previous, expected, at = due
    if header["seq"] != expected:
        return f"transaction {expected} is missing before it"
    if header["previous"] != previous:
        return "it does not follow the transaction before it"
    if header["at"] <= at:
        return "it is older than the transaction before it"
    if len(digests) != header["rows"]:
        return f"it wrote {header['rows']} rows, and {len(digests)} are here"
    if hash_transaction(store.key, header, digests) != header["id"]:
        return "its hash does not hold: its header or its rows have been changed"
    return None


def _digest_rows(
    store: Store, connection: Connection, first: int, last: int
) -> tuple[dict[int, list[bytes]], dict[int, list[Finding]]]:
    """Give the digests of the rows of each transaction from `first` to `last`, in their order, and the rows that changed."""
    digests: dict[int, list[bytes]] = {}
    broken: dict[int, list[Finding]] = {}
    for table in FACTS:
        found: list[tuple[int, int, bytes]] = []
        for row in connection.execute(select(table).where(table.c.tx.between(first, last))).mappings():
            digest = digest_row(store.key, table.name, row)
            found.append((row["tx"], row["row"], digest))
            if digest != row["digest"]:
                where = f"{table.name} {row['row']}" + (f" ({row['id'][:12]})" if "id" in row else "")
                broken.setdefault(row["tx"], []).append(
                    Finding("broken", "row", where, "it has been changed since it was written")
                )
        buried = select(TOMBSTONES.c.gone_tx, TOMBSTONES.c.gone, TOMBSTONES.c.gone_digest).where(
            TOMBSTONES.c.relation == table.name, TOMBSTONES.c.gone_tx.between(first, last)
        )
        found += [(tx, number, bytes(digest)) for tx, number, digest in connection.execute(buried)]
        for tx, _, digest in sorted(found):
            digests.setdefault(tx, []).append(digest)
    return digests, broken


def _check_spans(connection: Connection) -> Iterator[Finding]:
    checked = not_held = 0
    good = True
    for row in connection.execute(select(RENDITIONS).order_by(RENDITIONS.c.row)).mappings().all():
        name = f"rendition {row['id'][:12]} of report {row['report_id'][:24]}"
        if row["text"] is None:
            not_held += 1
            yield Finding("not held", "text", name, f"text not held: only {_may_keep(row)} may be kept")
        elif hashlib.sha256(row["text"].encode("utf8")).hexdigest() != row["text_sha256"]:
            good = False
            yield Finding("broken", "text", name, "the text does not have its hash")
        claims = connection.execute(
            select(CLAIMS).where(CLAIMS.c.rendition == row["row"]).order_by(CLAIMS.c.row)
        ).mappings()
        for claim in claims:
            for start, end, words in _list_places(claim):
                checked += 1
                if not _stands(row, start, end, words):
                    good = False
                    where = f"claim {claim['id'][:12]} in {name}"
                    yield Finding("broken", "span", where, f"{words!r} does not stand at {start}-{end}")
    if good:
        held = f"; {not_held} renditions have no text here" if not_held else ""
        yield Finding("holds", "span", f"{checked}", f"each stands where it says{held}")


def _may_keep(row: RowMapping) -> str:
    return {"quotes": "quoted words", "hash": "its hash"}.get(row["keep"], f"{row['keep']!r}, which is no policy,")


def _list_places(claim: RowMapping) -> Iterator[tuple[int, int, str]]:
    yield claim["start"], claim["end"], claim["words"]
    try:
        body: Any = json.loads(claim["body"]) if claim["body"] else None
    except ValueError:
        return  # the chain has named this row already
    for span in list_spans(body):
        yield span["start"], span["end"], span["text"]


def _stands(rendition: RowMapping, start: int, end: int, words: str) -> bool:
    if rendition["text"] is None:
        return 0 <= start <= end <= rendition["length"] and words in ("", words[: end - start])
    stands: bool = rendition["text"][start:end] == words and 0 <= start <= end <= rendition["length"]
    return stands


def _check_snapshots(store: Store, connection: Connection) -> Iterator[Finding]:
    good, held = True, set()
    named = set()
    for row in connection.execute(select(SNAPSHOTS).order_by(SNAPSHOTS.c.row)).mappings():
        name = f"{row['sha256'][:12]} ({row['origin']})"
        named.add(row["sha256"])
        if row["keep"] != "full":
            yield Finding("not held", "snapshot", name, f"bytes not held: only {_may_keep(row)} may be kept")
        elif row["sha256"] not in held:
            trouble = _read_back(store, row["sha256"])
            if trouble:
                good = False
                yield Finding("broken", "snapshot", name, trouble)
            else:
                held.add(row["sha256"])
    for sha256 in files.list_snapshots(store.files):
        if sha256 not in named and not _named_since(store, sha256):
            yield Finding(
                "unfinished", "snapshot", sha256[:12], "a file that no transaction names; it rests on nothing"
            )
    if good:
        yield Finding("holds", "snapshot", f"{len(held)}", "each file has its hash")


def _read_back(store: Store, sha256: str) -> str | None:
    try:
        content = files.read_snapshot(store.files, sha256)
    except (CheckFailed, OSError) as err:
        return str(err)
    return f"its file {files.place_of(store.files, sha256)} is missing" if content is None else None


def _named_since(store: Store, sha256: str) -> bool:
    """Whether a transaction written since the check began names this snapshot."""
    with begin_reading(store.engine, store.path) as connection:
        return connection.execute(select(SNAPSHOTS.c.row).where(SNAPSHOTS.c.sha256 == sha256)).first() is not None


def _check_journal(store: Store, told: Any, last: int) -> Iterator[Finding]:
    lines = list(journal.read_lines(store.journal))
    with begin_reading(store.engine, store.path) as connection:
        latest = (
            connection.execute(select(func.max(TRANSACTIONS.c.seq))).scalar() or 0
        )  # after the journal: it is ahead
    for n, (line, row) in enumerate(zip(lines, told, strict=False), 1):
        if line is None:
            yield Finding("broken", "journal", f"line {n}", "it cannot be read: cut off, or written by another hand")
            return
        if (line.seq, line.id, line.previous, line.at, line.rows) != (
            row["seq"], row["id"], row["previous"], write_moment(row["at"]), row["rows"],
        ):  # fmt: skip
            yield Finding(
                "broken", "journal", f"line {n}", f"it does not agree with transaction {row['seq']} of the database"
            )
            return
    if len(lines) < last:
        missing = f"it ends after transaction {len(lines)}, the database goes on to {last}"
        yield Finding("broken", "journal", str(store.journal), f"{missing}: lines were cut off, or the file is gone")
    elif len(lines) > latest + 1:
        why = f"it goes on to line {len(lines)}, the database ends at {latest}: an older database was put in its place"
        yield Finding("broken", "journal", str(store.journal), why)
    else:
        if len(lines) == latest + 1:
            why = "its transaction was never finished; the next write takes it back"
            yield Finding("unfinished", "journal", f"line {len(lines)}", why)
        yield Finding("holds", "journal", f"{last}", "each line agrees with its transaction")
