"""The tables of the ledger, as they stand after the last migration: what is kept, and what is merely derived.

Every fact table has the same four columns first: `row` (its number, never given twice), `tx` (the transaction that
wrote it), `digest` (the keyed HMAC-SHA256 of the rest, see `chain`) and, where it can be named, `id`.
Instants are whole microseconds since 1970, UTC. What is only true of SQLite stands in `engine` and in the migrations.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import REAL, Double, TypeEngine

METADATA = MetaData()
# BIGINT on PostgreSQL; SQLite's INTEGER is wide enough, and the only name that STRICT tables and row numbers take
WHOLE: TypeEngine[Any] = BigInteger().with_variant(Integer(), "sqlite")
BROKEN: TypeEngine[Any] = Double().with_variant(REAL(), "sqlite")


def _table(name: str, *columns: Column[Any] | CheckConstraint | Index) -> Table:
    return Table(name, METADATA, *columns, sqlite_strict=True)


def _number(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, WHOLE, nullable=null)


def _text(name: str, *, null: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=null)


def _points_to(name: str, target: str, *, null: bool = False) -> Column[Any]:
    return Column(name, WHOLE, ForeignKey(target), nullable=null)


def _fact(name: str, *columns: Column[Any] | CheckConstraint) -> Table:
    return _table(
        name,
        Column("row", WHOLE, primary_key=True, autoincrement=False),
        _points_to("tx", "transactions.seq"),
        Column("digest", LargeBinary, nullable=False),
        *columns,
        Index(f"{name}_by_tx", "tx"),
    )


LEDGER = _table(
    "ledger",  # one row: what makes this ledger itself
    Column("row", WHOLE, CheckConstraint("row = 1", name="ledger_is_one"), primary_key=True, autoincrement=False),
    _text("id"),
    Column("key", LargeBinary, nullable=False),
    _number("at"),
)
TRANSACTIONS = _table(
    "transactions",
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),  # the hash: over the one before, the header and every row's digest
    _number("at"),
    _text("kind"),
    _text("author"),
    _text("software"),
    _text("model"),
    _text("reason"),
    _text("previous"),
    _number("rows"),
    Index("transactions_by_time", "at"),
)
REPORTS = _fact(
    "reports",
    Column("id", Text, nullable=False, unique=True),  # SHA-256 of the identity
    _text("identity"),
)
SNAPSHOTS = _fact(
    "snapshots",
    _points_to("report", "reports.row"),
    _text("sha256"),
    _text("media_type"),
    _number("size"),
    _text("url", null=True),
    _text("outlet", null=True),
    _text("published", null=True),
    _text("retrieved"),
    _text("origin"),
    _text("keep"),
)
ENTRIES = _fact(
    "entries",  # what a person entered: who took it down, when and how it was said
    _text("id"),
    _text("author"),
    _text("medium"),
    _text("said", null=True),
    _text("speaker", null=True),
    _text("circumstance", null=True),
    _text("language", null=True),
    _text("note", null=True),
)
RENDITIONS = _fact(
    "renditions",
    _text("id"),
    _points_to("report", "reports.row"),
    _points_to("snapshot", "snapshots.row"),
    _points_to("entry", "entries.row", null=True),
    _text("report_id"),  # what the report is called in every reading: its JSONL id, else its SHA-256
    _text("sha256"),
    _text("reader"),
    _text("engine"),
    _text("keep"),
    _text("fields"),  # the report without its text, as canonical JSON
    _text("text", null=True),
    _text("text_sha256"),
    _number("length"),
    _number("published_by", null=True),  # the last moment at which it can have been published
)
CLAIMS = _fact(
    "claims",
    _text("id"),
    _points_to("rendition", "renditions.row"),
    _text("kind"),
    _text("address"),
    _text("item"),
    _text("property"),
    _text("value"),
    Column("low", BROKEN),
    Column("high", BROKEN),
    _number("polarity"),
    _text("modality"),
    _text("attribution", null=True),
    _text("speaker", null=True),
    _text("circumstance", null=True),
    _number("start"),
    _number("end"),
    _text("words"),
    _text("before", null=True),
    _text("after", null=True),
    _text("body", null=True),  # the item as read, canonical JSON; null where the statement is a part of another's body
    CheckConstraint("polarity IN (0, 1)", name="claims_polarity"),
)
JUDGEMENTS = _fact(
    "judgements",
    _text("id"),
    _text("kind"),
    _text("left"),
    _text("right"),
    _text("verdict"),
    Column("score", BROKEN),
    _text("features"),
    _text("reason"),
    _text("author"),
)
REVIEWS = _fact(
    "reviews",
    _text("id"),
    _text("claim"),
    _text("state"),
    _text("reason"),
    _text("author"),
    _text("correction", null=True),
    _text("report", null=True),  # where the claim stood, so that a review can follow its words into a later rendition
    _number("start", null=True),
    _number("end", null=True),
    _text("words", null=True),
)
UNDOS = _fact(
    "undos",
    _points_to("undone", "transactions.seq"),
    _text("reason"),
    _text("author"),
)
EXPORTS = _fact(
    "exports",
    _text("id"),
    _text("what"),
    _text("audience"),
    _text("policy"),
    _text("sha256"),
    _text("place"),
    _text("holds"),  # JSON list of the ids that it holds
)
CLEARANCES = _fact(
    "clearances",
    _text("id"),
    _text("subject"),
    _text("field"),
    _number("cleared"),
    _text("reason"),
    _text("author"),
    CheckConstraint("cleared IN (0, 1)", name="clearances_cleared"),
)
ERASURES = _fact(
    "erasures",
    _text("id"),
    _text("subject"),  # keyed
    _text("reason"),
    _text("author"),
    _text("exports"),  # JSON list of the exports that held it
)
TOMBSTONES = _fact(
    "tombstones",
    _points_to("erasure", "erasures.row"),
    _text("relation"),
    _number("gone"),  # the number of the row that went
    _points_to("gone_tx", "transactions.seq"),
    Column("gone_digest", LargeBinary, nullable=False),
    _text("subject", null=True),  # keyed id of what went
)
RECORDS = _table(
    "records",  # derived: settled records, kept to answer faster
    Column("key", Text, primary_key=True),
    _number("at"),
    _text("record"),
)

Index("snapshots_by_sha", SNAPSHOTS.c.sha256)
Index("renditions_by_report", RENDITIONS.c.report, RENDITIONS.c.row)
Index("renditions_by_id", RENDITIONS.c.id)
Index("renditions_by_sha", RENDITIONS.c.sha256)
Index("renditions_by_report_id", RENDITIONS.c.report_id)
Index("claims_by_id", CLAIMS.c.id)
Index("claims_by_rendition", CLAIMS.c.rendition, CLAIMS.c.row)
Index("judgements_by_id", JUDGEMENTS.c.id)
Index("reviews_by_id", REVIEWS.c.id)
Index("reviews_by_claim", REVIEWS.c.claim)
Index("tombstones_by_row", TOMBSTONES.c.relation, TOMBSTONES.c.gone)

FACTS: tuple[Table, ...] = (
    REPORTS, SNAPSHOTS, ENTRIES, RENDITIONS, CLAIMS, JUDGEMENTS, REVIEWS, UNDOS, EXPORTS, CLEARANCES, ERASURES, TOMBSTONES,
)  # fmt: skip
