"""The ledger as its users hold it: one object with the verbs, each answered by the module of its topic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from sayso.ledger import ask, keep
from sayso.ledger.ask import Found, IdKind
from sayso.ledger.chain import Header, Store, Transaction
from sayso.ledger.engine import begin_reading
from sayso.ledger.hand import Entry
from sayso.ledger.keep import Kept, Offer
from sayso.model import Claims, Reading, Report, Snapshot

NO_BYTES = Snapshot("", "", b"", None, None, None, "", "")


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger. Nothing in it is changed or deleted: every write is one transaction, all of it or nothing."""

    store: Store

    def keep_reading(
        self,
        reading: Reading,
        snapshot: Snapshot,
        *,
        author: str = "sayso",
        reason: str = "read",
        entry: Entry | None = None,
    ) -> Kept:
        """Keep a reading with the bytes it came from; `entry` says who entered it by hand.

        Raises `CheckFailed` for a span that does not hold its words or bytes that do not have their hash.
        """
        header = Header("enter" if entry else "read", author, reason, reading.claims.reader)
        return keep.keep_reading(self.store, Offer(reading, snapshot, entry), header)

    def known(self, report: Report) -> bool:
        """Whether these bytes are held under this report already, so that they need not be read again."""
        offer = Offer(Reading(report, Claims()), NO_BYTES)
        with begin_reading(self.store.engine, self.store.path) as connection:
            return keep.find_standing(connection, offer).state in ("unchanged", "reread")

    def readings(self, as_known_at: str | None = None, as_published_by: str | None = None) -> Iterator[Reading]:
        """Give the reading in force of every report, as known here at a moment, and as published by another."""
        return ask.list_readings(self.store, as_known_at, as_published_by)

    def find_id(self, short: str, kinds: Sequence[IdKind] = get_args(IdKind)) -> Found:
        """Say what a short id stands for; raises `UnknownId`, `AmbiguousId`."""
        return ask.find_id(self.store, short, kinds)

    def transaction_of(self, claim: str) -> Transaction:
        """Give the transaction that recorded a claim (full id); raises `UnknownId`."""
        return ask.explain_claim(self.store, claim).transaction

    def transactions(self, since: str | None = None, until: str | None = None) -> Iterator[Transaction]:
        """Give the transactions after one moment, up to and with another, oldest first."""
        return ask.list_transactions(self.store, since, until)

    def close(self) -> None:
        """Let go of the file."""
        self.store.engine.dispose()
