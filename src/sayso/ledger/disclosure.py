"""What leaves the desk: the fields that were cleared and why, the exports that went out, ids that tell nothing."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from sayso.errors import UsageError
from sayso.ledger.canonical import write_canonical
from sayso.ledger.chain import Header, Store, read_undone, write_transaction
from sayso.ledger.clock import read_moment, write_moment
from sayso.ledger.engine import begin_reading
from sayso.ledger.schema import CLEARANCES, EXPORTS, TRANSACTIONS


@dataclass(frozen=True, slots=True)
class Clearance:
    """One field of one subject that may leave the desk (or, with `cleared` false, may no longer), and why."""

    subject: str
    field: str
    reason: str
    author: str
    cleared: bool = True
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A file or page that left the desk: for whom, under which policy, its hash, where it went, the ids that it holds."""

    what: str
    audience: str
    policy: str
    sha256: str
    place: str
    holds: tuple[str, ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The ledger's part in disclosure: it keeps what was decided and what went out; `publish` holds the policy."""

    store: Store

    def clear_field(self, clearance: Clearance) -> str | None:
        """Keep that a field was cleared, or that its clearance was withdrawn; raises `UsageError` where no reason is given."""
        if not clearance.reason.strip():
            raise UsageError(f"a clearance of {clearance.subject!r} wants its reason: say who agreed, and when")
        header = Header("clear", clearance.author, clearance.reason)
        with write_transaction(self.store, header) as (draft, written):
            said = {"subject": clearance.subject, "field": clearance.field, "cleared": int(clearance.cleared)}
            told = {"reason": clearance.reason, "author": clearance.author}
            name = _hash(write_canonical([draft.number(CLEARANCES), said, told]))
            draft.add(CLEARANCES, id=name, **said, **told)
        return written.transaction.id if written.transaction else None

    def clearances(self, as_known_at: str | None = None) -> Iterator[Clearance]:
        """Give the clearances in force as known at a moment: the last decision on each field, where it cleared it."""
        last: dict[tuple[str, str], Clearance] = {}
        for row in self._list_rows(CLEARANCES, as_known_at):
            pair = (row["subject"], row["field"])
            told = {"reason": row["reason"], "author": row["author"], "cleared": bool(row["cleared"])}
            last[pair] = Clearance(*pair, **told, at=write_moment(row["at"]))
        yield from (clearance for clearance in last.values() if clearance.cleared)

    def log_export(self, export: Export, author: str) -> str | None:
        """Keep that something left the desk, so that an erasure can name what held the erased."""
        with write_transaction(self.store, Header("export", author, export.what)) as (draft, written):
            said = {"what": export.what, "audience": export.audience, "policy": export.policy}
            told = {"sha256": export.sha256, "place": export.place, "holds": write_canonical(list(export.holds))}
            draft.add(EXPORTS, id=_hash(write_canonical([draft.number(EXPORTS), said, told])), **said, **told)
        return written.transaction.id if written.transaction else None

    def exports(self, holding: Iterable[str] = ()) -> Iterator[Export]:
        """Give the exports, oldest first; those that hold one of the ids, where ids are given."""
        wanted = set(holding)
        for row in self._list_rows(EXPORTS, None):
            holds = tuple(json.loads(row["holds"]))
            if not wanted or wanted & set(holds):
                same = {name: row[name] for name in ("what", "audience", "policy", "sha256", "place")}
                yield Export(**same, holds=holds, at=write_moment(row["at"]))

    def key_id(self, said: str) -> str:
        """Give an id (64 hex digits) for what leaves the desk: nobody without this ledger can test a guess against it."""
        return hmac.new(self.store.key, b"leaves the desk\n" + said.encode("utf8"), "sha256").hexdigest()

    def _list_rows(self, table: Table, as_known_at: str | None) -> list[dict[str, Any]]:
        known_at = None if as_known_at is None else read_moment(as_known_at)
        query = (
            select(table, TRANSACTIONS.c.at).join(TRANSACTIONS, TRANSACTIONS.c.seq == table.c.tx).order_by(table.c.row)
        )
        if known_at is not None:
            query = query.where(TRANSACTIONS.c.at <= known_at)
        with begin_reading(self.store.engine, self.store.path) as connection:
            undone = read_undone(connection, known_at)
            return [dict(row) for row in connection.execute(query).mappings() if row["tx"] not in undone]


def _hash(said: str) -> str:
    return hashlib.sha256(said.encode("utf8")).hexdigest()
