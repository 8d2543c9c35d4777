"""Looking closer: what one claim rests on, the bytes as they came, what was added when, how much is held."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sayso.ledger import ask, files
from sayso.ledger.ask import Provenance, Stated
from sayso.ledger.chain import Store, Transaction, read_undone, transaction_from
from sayso.ledger.clock import read_moment
from sayso.ledger.engine import begin_reading
from sayso.ledger.hand import Entry
from sayso.ledger.schema import CLAIMS, ENTRIES, RENDITIONS, TRANSACTIONS
from sayso.model import Reading, Report, Snapshot


@dataclass(frozen=True, slots=True)
class Added:
    """What one transaction brought: a rendition of a report with these claims, or a decision (its kind stands in it)."""

    transaction: Transaction
    report: str | None
    claims: tuple[str, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """Closer questions to the ledger, none of which changes anything."""

    store: Store

    def reading(self, report: str, as_known_at: str | None = None) -> Reading | None:
        """Give the reading in force of one report, by the id that readings call it; None where there is none."""
        return ask.find_reading(self.store, report, as_known_at)

    def in_force(self, as_known_at: str | None = None, as_published_by: str | None = None) -> list[int]:
        """Give the row of the rendition in force of every report, as known at a moment and as published by another.

        A row never gives another reading.
        """
        return ask.list_in_force(self.store, as_known_at, as_published_by)

    def readings(self, rows: Sequence[int]) -> Iterator[Reading]:
        """Give the readings of renditions by their rows (ascending), in that order."""
        return ask.read_renditions(self.store, rows)

    def erasures(self) -> int:
        """Give how often something was erased: readings held from before the last time are to be let go."""
        return ask.count_erasures(self.store)

    def provenance(self, reading: Reading) -> Provenance:
        """Give what a reading that this ledger gave rests on: rendition, bytes, transaction; raises `UnknownId`."""
        return ask.find_provenance(self.store, reading)

    def statements(self, claim: str) -> Iterator[Stated]:
        """Give where a claim (full id) is stated, once for each rendition that states it, oldest first."""
        return ask.list_stated(self.store, claim)

    def superseded(self, claims: Iterable[str]) -> set[str]:
        """Give those of the claim ids that were stated once and are stated by no reading in force."""
        return ask.list_superseded(self.store, claims)

    def successor(self, claim: str) -> str | None:
        """Give the claim in force that took the place of a superseded one: the same words of the report say the same."""
        return ask.find_successor(self.store, claim)

    def present_name(self, report: str) -> str | None:
        """Give what a report that was once called so is called by its reading in force; None where there is none."""
        return ask.find_present_name(self.store, report)

    def snapshots(self) -> Iterator[tuple[Report, Snapshot]]:
        """Give every report in force with its bytes, for a better reader to read again."""
        return ask.list_snapshots(self.store)

    def snapshot_bytes(self, sha256: str) -> bytes | None:
        """Give the bytes of a snapshot, None where they are not held; raises `CheckFailed` where they have changed."""
        return files.read_snapshot(self.store.files, sha256)

    def revisions(self, report: str) -> Iterator[Reading]:
        """Give every rendition ever kept of a report (by the id that readings call it, or a claim's), oldest first."""
        return ask.list_revisions(self.store, report)

    def counts(self) -> dict[str, int]:
        """Give how many reports, renditions, claims and transactions are held."""
        return ask.count_rows(self.store)

    def entry_of(self, report: str) -> Entry | None:
        """Give what a person noted who entered a report by hand; None for a report that was read."""
        query = (
            select(ENTRIES, RENDITIONS.c.text)
            .join(RENDITIONS, RENDITIONS.c.entry == ENTRIES.c.row)
            .where(RENDITIONS.c.report_id == report)
            .order_by(RENDITIONS.c.row.desc())
        )
        with begin_reading(self.store.engine, self.store.path) as connection:
            row = connection.execute(query.limit(1)).mappings().first()
        if row is None:
            return None
        told = ("author", "medium", "said", "speaker", "circumstance", "language", "note")
        return Entry(words=row["text"] or "", **{name: row[name] for name in told})

    def added(self, since: str | None = None, until: str | None = None) -> Iterator[Added]:
        """Give what each transaction after `since`, up to and with `until`, brought; oldest first."""
        query = select(TRANSACTIONS).order_by(TRANSACTIONS.c.seq)
        if since is not None:
            query = query.where(TRANSACTIONS.c.at > read_moment(since))
        if until is not None:
            query = query.where(TRANSACTIONS.c.at <= read_moment(until))
        with begin_reading(self.store.engine, self.store.path) as connection:
            undone = read_undone(connection)
            headers = connection.execute(query).mappings().all()
        for header in headers:
            with begin_reading(self.store.engine, self.store.path) as connection:
                seq = header["seq"]
                report = connection.execute(select(RENDITIONS.c.report_id).where(RENDITIONS.c.tx == seq)).scalar()
                claims = (
                    connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.tx == seq).order_by(CLAIMS.c.row))
                    .scalars()
                    .all()
                )
            yield Added(transaction_from(header), report, tuple(claims), seq in undone)
