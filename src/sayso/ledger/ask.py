"""Asking: readings as known at a moment, what an id stands for, what was written when, what a claim rests on."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, RowMapping, Select, Table, func, select

from sayso.errors import AmbiguousId, UnknownId, UsageError
from sayso.ledger import files
from sayso.ledger.chain import Store, Transaction, read_undone, transaction_from
from sayso.ledger.clock import read_moment, write_moment
from sayso.ledger.engine import begin_reading
from sayso.ledger.keep import ITEMS
from sayso.ledger.schema import CLAIMS, JUDGEMENTS, RENDITIONS, REPORTS, REVIEWS, SNAPSHOTS, TRANSACTIONS
from sayso.ledger.trim import fill_text
from sayso.model import Claims, Reading, Report, Snapshot, from_plain

IdKind = Literal["claim", "report", "rendition", "snapshot", "transaction", "judgement", "review"]
SHORTEST = 8  # hex digits: in a ledger of a million ids one in four thousand is then ambiguous
_IDS = 500  # ids in one question
_CHUNK = 64  # renditions read at once: keeps memory flat whatever the ledger's size


@dataclass(frozen=True, slots=True)
class Found:
    """What a short id stands for."""

    kind: IdKind
    id: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a claim of a reading rests on: its rendition, its bytes, the transaction that recorded both.

    `held` is what may be kept of the bytes (full, quotes or hash), `recorded` an instant, `transaction` an id.
    """

    report: str
    rendition: str
    reader: str
    engine: str
    text_sha256: str
    snapshot_sha256: str
    held: str
    recorded: str
    author: str
    software: str
    reason: str
    transaction: str


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim as one rendition states it. `address` is its place in the reading ("c7", "e3/date"); `before` and
    `after` are the words around it, null where only quotes or a hash may be kept; `in_force` is false once superseded.
    """

    id: str
    kind: str
    address: str
    property: str
    value: str
    polarity: bool
    modality: str
    speaker: str | None
    circumstance: str | None
    start: int
    end: int
    words: str
    before: str | None
    after: str | None
    report: str
    rendition: str
    in_force: bool


def list_current(
    connection: Connection,
    known_at: int | None,
    published_by: int | None = None,
    reports: Collection[int] | None = None,
) -> list[int]:
    """Give the row of the rendition in force of every report (or of these), oldest first, as known at a moment."""
    undone = read_undone(connection, known_at)
    query = select(RENDITIONS.c.report, RENDITIONS.c.row, RENDITIONS.c.tx).join(
        TRANSACTIONS, TRANSACTIONS.c.seq == RENDITIONS.c.tx
    )
    if known_at is not None:
        query = query.where(TRANSACTIONS.c.at <= known_at)
    if published_by is not None:
        query = query.where(RENDITIONS.c.published_by <= published_by)
    if reports is not None:
        query = query.where(RENDITIONS.c.report.in_(reports))
    latest = {
        report: row for report, row, tx in connection.execute(query.order_by(RENDITIONS.c.row)) if tx not in undone
    }
    return sorted(latest.values())


def list_readings(
    store: Store, as_known_at: str | None = None, as_published_by: str | None = None
) -> Iterator[Reading]:
    """Give the reading in force of every report, in the order in which these were kept, each with its instant."""
    yield from read_renditions(store, list_in_force(store, as_known_at, as_published_by))


def list_in_force(store: Store, as_known_at: str | None = None, as_published_by: str | None = None) -> list[int]:
    """Give the row of the rendition in force of every report, in the order in which these were kept."""
    known_at = None if as_known_at is None else read_moment(as_known_at)
    published_by = None if as_published_by is None else read_moment(as_published_by)
    with begin_reading(store.engine, store.path) as connection:
        return list_current(connection, known_at, published_by)


def read_renditions(store: Store, rows: Sequence[int]) -> Iterator[Reading]:
    """Give the readings of renditions by their rows, in the order of the rows."""
    for start in range(0, len(rows), _CHUNK):
        with begin_reading(store.engine, store.path) as connection:
            chunk = _read_chunk(connection, rows[start : start + _CHUNK])
        yield from chunk


def count_erasures(store: Store) -> int:
    """Give how often something was erased: what a row gave before then is not to be kept."""
    query = select(func.count()).select_from(TRANSACTIONS).where(TRANSACTIONS.c.kind == "erase")
    with begin_reading(store.engine, store.path) as connection:
        return connection.execute(query).scalar_one()


def find_reading(store: Store, report: str, as_known_at: str | None = None) -> Reading | None:
    """Give the reading in force of the report that readings call by this id, as known at a moment; None for none."""
    known_at = None if as_known_at is None else read_moment(as_known_at)
    same = select(RENDITIONS.c.report).where(RENDITIONS.c.report_id == report)
    query = _WITH_TRANSACTION.where(RENDITIONS.c.report.in_(same)).order_by(RENDITIONS.c.row.desc())
    if known_at is not None:
        query = query.where(TRANSACTIONS.c.at <= known_at)
    with begin_reading(store.engine, store.path) as connection:
        undone = read_undone(connection, known_at)
        row = next((row["row"] for row in connection.execute(query).mappings() if row["tx"] not in undone), None)
        return None if row is None else _read_chunk(connection, [row])[0]


def list_revisions(store: Store, report: str) -> Iterator[Reading]:
    """Give every rendition in force of the report that readings call by this id, under all ids it has had, oldest first."""
    same = select(RENDITIONS.c.report).where(RENDITIONS.c.report_id == report)
    query = select(RENDITIONS.c.row, RENDITIONS.c.tx).where(RENDITIONS.c.report.in_(same)).order_by(RENDITIONS.c.row)
    with begin_reading(store.engine, store.path) as connection:
        undone = read_undone(connection)
        rows = [row for row, tx in connection.execute(query) if tx not in undone]
        found = _read_chunk(connection, rows)
    yield from found


def _read_chunk(connection: Connection, rows: Sequence[int]) -> list[Reading]:
    query = select(RENDITIONS, TRANSACTIONS.c.at).join(TRANSACTIONS, TRANSACTIONS.c.seq == RENDITIONS.c.tx)
    renditions = connection.execute(query.where(RENDITIONS.c.row.in_(rows)).order_by(RENDITIONS.c.row)).mappings().all()
    items = (
        select(CLAIMS.c.rendition, CLAIMS.c.kind, CLAIMS.c.body)
        .where(CLAIMS.c.rendition.in_(rows), CLAIMS.c.body.is_not(None))
        .order_by(CLAIMS.c.rendition, CLAIMS.c.row)
    )
    bodies: dict[int, dict[str, list[Any]]] = {}
    for rendition, kind, body in connection.execute(items):
        bodies.setdefault(rendition, {}).setdefault(ITEMS[kind], []).append(json.loads(body))
    return [_build_reading(row, bodies.get(row["row"], {})) for row in renditions]


def _build_reading(row: RowMapping, items: dict[str, Any]) -> Reading:
    text = row["text"]
    if text is None:
        text = fill_text(row["length"], items) if row["keep"] == "quotes" else ""
    report = from_plain(Report, {**json.loads(row["fields"]), "text": text})
    return Reading(report, from_plain(Claims, {**items, "reader": row["engine"]}), write_moment(row["at"]))


def find_id(store: Store, short: str, kinds: Sequence[IdKind] = get_args(IdKind)) -> Found:
    """Say what a short id (8 or more hex digits) stands for; raises `UnknownId`, or `AmbiguousId` with every candidate."""
    digits = short.casefold()
    if len(digits) < SHORTEST or set(digits) - set("0123456789abcdef"):
        raise UsageError(f"{short!r} is not an id; ids are {SHORTEST} or more of the digits 0-9 and a-f")
    with begin_reading(store.engine, store.path) as connection:
        found = {
            (kind, str(given))
            for kind in kinds
            for (given,) in connection.execute(_starting_with(_ID_OF[kind], digits))
        }
    candidates = sorted({given for _, given in found})
    if not candidates:
        where = _WHERE_PRINTED.get(kinds[0] if len(kinds) == 1 else "", "`sayso show` lists what there is")
        raise UnknownId(f"no {' or '.join(kinds)} in this ledger begins with {short}: {where}")
    if len(candidates) > 1:
        raise AmbiguousId(short, candidates)
    return min((Found(kind, given) for kind, given in found), key=lambda one: kinds.index(one.kind))


_WHERE_PRINTED: dict[str, str] = {
    "claim": "`sayso why` and `sayso review` print them",
    "report": "`sayso show --json` prints them",
    "transaction": "`sayso why` and every verb that writes print them",
}
_ID_OF: dict[str, tuple[Table, str]] = {
    "claim": (CLAIMS, "id"),
    "report": (REPORTS, "id"),
    "rendition": (RENDITIONS, "id"),
    "snapshot": (SNAPSHOTS, "sha256"),
    "transaction": (TRANSACTIONS, "id"),
    "judgement": (JUDGEMENTS, "id"),
    "review": (REVIEWS, "id"),
}


def _starting_with(where: tuple[Table, str], digits: str) -> Select[Any]:
    column = where[0].c[where[1]]
    return select(column).where(column >= digits, column < digits + "g").distinct().limit(20)


def find_provenance(store: Store, reading: Reading) -> Provenance:
    """Give what a reading that this ledger gave rests on; raises `UnknownId` for one that it did not."""
    query = _WITH_TRANSACTION.where(RENDITIONS.c.report_id == reading.report.id)
    with begin_reading(store.engine, store.path) as connection:
        for row in connection.execute(query.order_by(RENDITIONS.c.row.desc())).mappings():
            if write_moment(row["at"]) == reading.recorded:
                return _provenance_from(row)
    raise UnknownId(f"report {reading.report.id[:12]} is not in this ledger as it was given")


def list_stated(store: Store, claim: str) -> Iterator[Stated]:
    """Give where a claim (full id) is stated, once for each rendition that states it, oldest first."""
    query = (
        select(
            CLAIMS,
            RENDITIONS.c.report.label("of_report"),
            RENDITIONS.c.report_id.label("report"),
            RENDITIONS.c.id.label("in_rendition"),
        )
        .join(RENDITIONS, RENDITIONS.c.row == CLAIMS.c.rendition)
        .where(CLAIMS.c.id == claim)
        .order_by(CLAIMS.c.row)
    )
    with begin_reading(store.engine, store.path) as connection:
        rows = connection.execute(query).mappings().all()
        current = set(list_current(connection, None, reports={row["of_report"] for row in rows}))
    for row in rows:
        told = {name: row[name] for name in _STATED}
        yield Stated(
            **told, rendition=row["in_rendition"], polarity=bool(row["polarity"]), in_force=row["rendition"] in current
        )


_STATED = (
    "id", "kind", "address", "property", "value", "modality", "speaker", "circumstance", "start", "end", "words",
    "before", "after", "report",
)  # fmt: skip


def find_transaction_of(store: Store, full: str) -> Transaction:
    """Give the transaction that first recorded a claim, judgement or review (full id); raises `UnknownId`."""
    with begin_reading(store.engine, store.path) as connection:
        for table in (CLAIMS, JUDGEMENTS, REVIEWS):
            query = select(TRANSACTIONS).join(table, table.c.tx == TRANSACTIONS.c.seq).where(table.c.id == full)
            row = connection.execute(query.order_by(table.c.row).limit(1)).mappings().first()
            if row is not None:
                return transaction_from(row)
    raise UnknownId(f"no claim, judgement or review {full[:12]} in this ledger")


def list_superseded(store: Store, ids: Iterable[str]) -> set[str]:
    """Give those of the claim ids that were stated once and are stated by no rendition in force now."""
    wanted = sorted(set(ids))
    stated: dict[str, bool] = {}
    with begin_reading(store.engine, store.path) as connection:
        current = set(list_current(connection, None))
        for start in range(0, len(wanted), _IDS):
            query = select(CLAIMS.c.id, CLAIMS.c.rendition).where(CLAIMS.c.id.in_(wanted[start : start + _IDS]))
            for claim, rendition in connection.execute(query):
                stated[claim] = stated.get(claim, False) or rendition in current
    return {claim for claim, in_force in stated.items() if not in_force}


def find_successor(store: Store, claim: str) -> str | None:
    """Give the claim in force that took the place of a superseded one: the same report's same words say the same thing.

    Where the words stand more than once, the one with most of the same text around it is taken; None where none says it.
    """
    old = next(iter(list_stated(store, claim)), None)
    if old is None:
        return None
    with begin_reading(store.engine, store.path) as connection:
        own = select(RENDITIONS.c.report).where(RENDITIONS.c.report_id == old.report)
        current = list_current(connection, None, reports=set(connection.execute(own).scalars()))
        alike = select(CLAIMS).where(
            CLAIMS.c.rendition.in_(current),
            *(CLAIMS.c[name] == getattr(old, name) for name in ("kind", "property", "value", "words")),
        )
        rows = connection.execute(alike).mappings().all()

    def distance(row: RowMapping) -> tuple[int, int]:
        before = _count_alike((row["before"] or "")[::-1], (old.before or "")[::-1])
        after = _count_alike(row["after"] or "", old.after or "")
        return -before - after, abs(int(row["start"]) - old.start)

    return str(min(rows, key=distance)["id"]) if rows else None


def _count_alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def find_present_name(store: Store, report: str) -> str | None:
    """Give what the report that was once called `report` is called by its reading in force; None where there is none."""
    same = select(RENDITIONS.c.report).where(RENDITIONS.c.report_id == report)
    query = select(RENDITIONS.c.report_id, RENDITIONS.c.tx).where(RENDITIONS.c.report.in_(same))
    with begin_reading(store.engine, store.path) as connection:
        undone = read_undone(connection)
        rows = connection.execute(query.order_by(RENDITIONS.c.row.desc())).all()
    return next((str(name) for name, tx in rows if tx not in undone), None)


_WITH_TRANSACTION = select(
    RENDITIONS,
    *(
        TRANSACTIONS.c[name].label(name if name != "id" else "transaction")
        for name in ("at", "author", "software", "reason", "id")
    ),
).join(TRANSACTIONS, TRANSACTIONS.c.seq == RENDITIONS.c.tx)


def _provenance_from(row: RowMapping) -> Provenance:
    same = ("reader", "engine", "text_sha256", "author", "software", "reason", "transaction")
    return Provenance(
        report=row["report_id"],
        rendition=row["id"],
        snapshot_sha256=row["sha256"],
        held=row["keep"],
        recorded=write_moment(row["at"]),
        **{name: row[name] for name in same},
    )


def list_transactions(store: Store, since: str | None = None, until: str | None = None) -> Iterator[Transaction]:
    """Give the transactions after `since` up to and with `until`, oldest first."""
    query = select(TRANSACTIONS).order_by(TRANSACTIONS.c.seq)
    if since is not None:
        query = query.where(TRANSACTIONS.c.at > read_moment(since))
    if until is not None:
        query = query.where(TRANSACTIONS.c.at <= read_moment(until))
    with begin_reading(store.engine, store.path) as connection:
        rows = connection.execute(query).mappings().all()
    yield from map(transaction_from, rows)


def list_snapshots(store: Store) -> Iterator[tuple[Report, Snapshot]]:
    """Give, of every report in force, the report as it was read and its bytes, for a better reader to read again.

    `content` is empty where the bytes are not held. Raises `CheckFailed` where they have changed.
    """
    for reading in list_readings(store):
        query = select(SNAPSHOTS).where(SNAPSHOTS.c.sha256 == reading.report.sha256).order_by(SNAPSHOTS.c.row.desc())
        with begin_reading(store.engine, store.path) as connection:
            row = connection.execute(query.limit(1)).mappings().first()
        if row is not None:
            content = files.read_snapshot(store.files, row["sha256"]) or b""
            told = {
                name: row[name]
                for name in ("sha256", "media_type", "url", "outlet", "published", "retrieved", "origin", "keep")
            }
            yield reading.report, Snapshot(content=content, **told)


def count_rows(store: Store) -> dict[str, int]:
    """Give how many reports, renditions and claims are held, and the number of the last transaction."""
    with begin_reading(store.engine, store.path) as connection:
        counted = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (REPORTS, RENDITIONS, CLAIMS)
        }
        return {**counted, "transactions": connection.execute(select(func.max(TRANSACTIONS.c.seq))).scalar() or 0}
