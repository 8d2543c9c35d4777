"""The ledger as its users hold it: one object with the verbs, each answered by the module of its topic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sayso.ledger import ask, judge, keep, words
from sayso.ledger.ask import Found, IdKind
from sayso.ledger.backup import Backup, back_up
from sayso.ledger.cache import Cache
from sayso.ledger.chain import Header, Store, Transaction
from sayso.ledger.disclosure import Disclosure
from sayso.ledger.engine import begin_reading
from sayso.ledger.hand import Entry
from sayso.ledger.keep import Kept, Offer
from sayso.ledger.look import Look
from sayso.ledger.verify import Finding, verify_ledger
from sayso.model import Claim, Claims, Judgement, Reading, Report, Review, Snapshot

NO_BYTES = Snapshot("", "", b"", None, None, None, "", "")


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger. Nothing in it is changed or deleted: every write is one transaction, all of it or nothing."""

    store: Store
    cache: Cache
    disclosure: Disclosure
    look: Look

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

    def transaction_of(self, full: str) -> Transaction:
        """Give the transaction that first recorded a claim, judgement or review (full id); raises `UnknownId`."""
        return ask.find_transaction_of(self.store, full)

    def transactions(self, since: str | None = None, until: str | None = None) -> Iterator[Transaction]:
        """Give the transactions after one moment, up to and with another, oldest first."""
        return ask.list_transactions(self.store, since, until)

    def judge(
        self, judgements: Judgement | Iterable[Judgement], *, author: str, reason: str = "", after: str | None = None
    ) -> str | None:
        """Keep judgements, give the transaction's id; `after`: the judgement the person saw last on this pair, "": none."""
        given = (judgements,) if isinstance(judgements, Judgement) else judgements
        return judge.keep_judgements(self.store, given, Header("judge", author, reason), after)

    def judgements(self, as_known_at: str | None = None, *, every: bool = False) -> tuple[Judgement, ...]:
        """Give the judgement that holds on each pair, as known at a moment; or `every` one in force."""
        return judge.list_judgements(self.store, as_known_at, every)

    def review(
        self, review: Review, *, about: Claim | None = None, after: str | None = None, author: str | None = None
    ) -> str:
        """Keep a review, give the transaction's id. `about` is the claim where the ledger has no row of it.

        `after` is the id of the review that the person saw last, "" for none: raises `RefusedError` if there is a later.
        `author` is who writes, where that is not the reviewer: a rereading that carries the review over.
        """
        header = Header("review", author or review.author, review.reason)
        return judge.keep_review(self.store, review, header, about, after)

    def reviews(self, as_known_at: str | None = None, *, every: bool = False) -> tuple[Review, ...]:
        """Give the last review of each claim, as known at a moment; or `every` one in force."""
        return judge.list_reviews(self.store, as_known_at, every)

    def undo(self, transaction: str, *, author: str, reason: str) -> str:
        """Take a transaction (full or short id) out of force, give the undoing one's id; undoing that brings it back.

        Raises `RefusedError` naming what rests on it.
        """
        found = self.find_id(transaction, ("transaction",))
        return judge.undo_transaction(self.store, found.id, Header("undo", author, reason))

    def search(
        self, query: str, kinds: Sequence[words.Kind] = get_args(words.Kind), limit: int = 50
    ) -> Iterator[words.Hit]:
        """Give the places where all words of a query stand, best first: in reports, quotations and names."""
        return words.search_words(self.store, query, kinds, limit)

    def verify(self) -> Iterator[Finding]:
        """Check every hash, span, chain and file again; give what is wrong or missing, and what holds."""
        return verify_ledger(self.store)

    def backup(self, dest: Path | str) -> Backup:
        """Copy database, journal and snapshots of one moment into a new folder, all of it or nothing."""
        return back_up(self.store, Path(dest))

    def close(self) -> None:
        """Let go of the file."""
        self.store.engine.dispose()
