"""The first tables: transactions, what was read, what was entered, what people decided; triggers that refuse changes.

In `FACTS`, "name" is text, "name#" a whole number, "name~" a number with a fraction, "name*" bytes, "name>table.column"
a number that points there; a "?" after it may be null (fractions always may).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

Kind = TypeEngine[Any]

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FACTS = {
    "reports": "id identity",
    "snapshots": "report>reports.row sha256 media_type size# url? outlet? published? retrieved origin keep",
    "entries": "id author medium said? speaker? circumstance? language? note?",
    "renditions": "id report>reports.row snapshot>snapshots.row entry>entries.row? report_id sha256 reader engine keep"
    " fields text? text_sha256 length# published_by#?",
    "claims": "id rendition>renditions.row kind address item property value low~ high~ polarity# modality attribution?"
    " speaker? circumstance? start# end# words before? after? body?",
    "judgements": "id kind left right verdict score~ features reason author",
    "reviews": "id claim state reason author correction? report? start#? end#? words?",
    "undos": "undone>transactions.seq reason author",
    "exports": "id what audience policy sha256 place holds",
    "clearances": "id subject field cleared# reason author",
    "erasures": "id subject reason author exports",
    "tombstones": "erasure>erasures.row relation gone# gone_tx>transactions.seq gone_digest* subject?",
}
CHECKS = {
    "claims": ("claims_polarity", "polarity IN (0, 1)"),
    "clearances": ("clearances_cleared", "cleared IN (0, 1)"),
}
INDEXES = {
    "transactions_by_time": ("transactions", ["at"]),
    "snapshots_by_sha": ("snapshots", ["sha256"]),
    "renditions_by_report": ("renditions", ["report", "row"]),
    "renditions_by_id": ("renditions", ["id"]),
    "renditions_by_sha": ("renditions", ["sha256"]),
    "renditions_by_report_id": ("renditions", ["report_id"]),
    "claims_by_id": ("claims", ["id"]),
    "claims_by_rendition": ("claims", ["rendition", "row"]),
    "judgements_by_id": ("judgements", ["id"]),
    "reviews_by_id": ("reviews", ["id"]),
    "reviews_by_claim": ("reviews", ["claim"]),
    "tombstones_by_row": ("tombstones", ["relation", "gone"]),
}
TOLD = ("kind", "author", "software", "model", "reason", "previous")
UNIQUE = {"reports": "id", "transactions": "id"}


def upgrade() -> None:
    """Make every table, index and trigger; SQLite gets a full-text index of the words too."""
    whole: Kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    broken: Kind = sa.Double().with_variant(sa.types.REAL(), "sqlite")
    op.create_table(
        "ledger",
        sa.Column(
            "row", whole, sa.CheckConstraint("row = 1", name="ledger_is_one"), primary_key=True, autoincrement=False
        ),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("at", whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "transactions",
        sa.Column("seq", whole, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("at", whole, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in TOLD),
        sa.Column("rows", whole, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "records",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("at", whole, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    for name, columns in FACTS.items():
        op.create_table(
            name,
            sa.Column("row", whole, primary_key=True, autoincrement=False),
            sa.Column("tx", whole, sa.ForeignKey("transactions.seq"), nullable=False),
            sa.Column("digest", sa.LargeBinary, nullable=False),
            *(_column(column, whole, broken, UNIQUE.get(name)) for column in columns.split()),
            *(sa.CheckConstraint(sql, name=called) for on, (called, sql) in CHECKS.items() if on == name),
            sqlite_strict=True,
        )
        op.create_index(f"{name}_by_tx", name, ["tx"])
    for name, (table, columns_of_index) in INDEXES.items():
        op.create_index(name, table, columns_of_index)
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes()
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5(said, kind UNINDEXED, rendition UNINDEXED, claim UNINDEXED,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )


def _column(said: str, whole: Kind, broken: Kind, unique: str | None) -> "sa.Column[Any]":
    null, said = said.endswith("?"), said.rstrip("?")
    if ">" in said:
        name, target = said.split(">")
        return sa.Column(name, whole, sa.ForeignKey(target), nullable=null)
    name = said.rstrip("#~*")
    kind = {"#": whole, "~": broken, "*": sa.LargeBinary()}.get(said[len(name) :], sa.Text())
    return sa.Column(name, kind, nullable=null or said.endswith("~"), unique=(name == unique) or None)


def _refuse_changes() -> None:
    """A fact is never changed or replaced; it goes only where a tombstone for exactly that row stands already."""
    for table in ("ledger", "transactions", *FACTS):
        number = "seq" if table == "transactions" else "row"
        same = f"{number} = NEW.{number}" + (f" OR {UNIQUE[table]} = NEW.{UNIQUE[table]}" if table in UNIQUE else "")
        buried = (
            f" WHEN NOT EXISTS (SELECT 1 FROM tombstones WHERE relation = '{table}' AND gone = OLD.row)"  # noqa: S608  (the names are ours)
            if table in FACTS and table not in ("tombstones", "erasures")
            else ""
        )
        for name, when in (
            ("update", f"BEFORE UPDATE ON {table}"),
            ("delete", f"BEFORE DELETE ON {table}{buried}"),
            ("replace", f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"),  # noqa: S608
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} {when} "
                f"BEGIN SELECT RAISE(ABORT, 'append only: nothing in {table} is changed or deleted'); END"
            )
