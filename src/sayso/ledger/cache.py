"""Settled records, kept to answer faster: derived, so that losing one loses nothing."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select

from sayso.errors import LedgerError, SetupError
from sayso.ledger.chain import Store, read_undone
from sayso.ledger.clock import microseconds_now, read_moment, write_moment
from sayso.ledger.engine import begin_reading, begin_writing
from sayso.ledger.schema import RECORDS, TRANSACTIONS

MOST = 8  # records kept: the present one under a few policies and moments; each may take megabytes


@dataclass(frozen=True, slots=True)
class Cache:
    """Records as JSON under a key that names the last transaction, the policy and the version of what settled them."""

    store: Store

    def last_transaction(self, as_known_at: str | None = None) -> str:
        """Give the id of the last transaction as known at a moment, "" for none: what any derived value depends on.

        That something left the desk changes nothing that is on record: exports are passed over.
        """
        query = select(TRANSACTIONS.c.id).where(TRANSACTIONS.c.kind != "export")
        query = query.order_by(TRANSACTIONS.c.seq.desc()).limit(1)
        if as_known_at is not None:
            query = query.where(TRANSACTIONS.c.at <= read_moment(as_known_at))
        with begin_reading(self.store.engine, self.store.path) as connection:
            return connection.execute(query).scalar() or ""

    def count_since(self, transaction: str) -> tuple[int, str | None]:
        """Give how many transactions were written after one (full id, "" for none), and when the first of them was."""
        after = select(TRANSACTIONS.c.seq).where(TRANSACTIONS.c.id == transaction).scalar_subquery()
        query = select(func.count(), func.min(TRANSACTIONS.c.at)).where(TRANSACTIONS.c.kind != "export")
        query = query.where(TRANSACTIONS.c.seq > func.coalesce(after, 0))
        with begin_reading(self.store.engine, self.store.path) as connection:
            count, first = connection.execute(query).one()
        return count, None if first is None else write_moment(first)

    def undone(self) -> set[int]:
        """Give the numbers (`seq`) of the transactions that are out of force, on which nothing derived rests."""
        with begin_reading(self.store.engine, self.store.path) as connection:
            return read_undone(connection)

    def find_record(self, key: str) -> Any:
        """Give the record (plain JSON values) kept under a key, None for none."""
        with begin_reading(self.store.engine, self.store.path) as connection:
            found = connection.execute(select(RECORDS.c.record).where(RECORDS.c.key == key)).scalar()
            return None if found is None else json.loads(found)

    def keep_record(self, key: str, record: Any) -> bool:
        """Keep a record (plain JSON values), letting the oldest go; false where the ledger cannot be written just now."""
        said = json.dumps(record, ensure_ascii=False)
        try:
            with begin_writing(self.store.engine, self.store.path) as connection:
                connection.execute(delete(RECORDS).where(RECORDS.c.key == key))
                connection.execute(insert(RECORDS), {"key": key, "at": microseconds_now(), "record": said})
                count = connection.execute(select(func.count()).select_from(RECORDS)).scalar_one()
                if count > MOST:
                    oldest = select(RECORDS.c.key).order_by(RECORDS.c.at).limit(count - MOST)
                    connection.execute(delete(RECORDS).where(RECORDS.c.key.in_(oldest)))
        except (LedgerError, SetupError):
            return False
        return True
