"""From a ledger to the joined record: readings as known at a moment, settled under a policy, kept until something new comes."""

import gc
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from sayso.model import Estimate, Event, Reading, Record, Value, from_plain, to_plain

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.reconcile import Memory, Policy

SPARE = 2  # times as many readings are held as are in force, before those that are not are let go


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of the record by its two clocks (ISO 8601): what was recorded here, and what was published, by then.

    A bare day means its end, UTC; null is no limit.
    """

    as_known_at: str | None = None
    as_published_by: str | None = None


NOW = Moment()


@dataclass(frozen=True, slots=True)
class Settled:
    """The joined record with the readings that it rests on, by report id."""

    record: Record
    readings: dict[str, Reading]


@contextmanager
def without_pauses() -> Iterator[None]:
    """Settle without the collector of cycles, and keep what was made out of its sight.

    A record of 100,000 claims is some millions of objects without a cycle; to walk them all stops a program for three
    seconds (measured on two cores), again and again while more of them are made.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle_ledger(
    ledger: "Ledger", as_known_at: str | None = None, policy: str = "default", as_published_by: str | None = None
) -> Settled:
    """Settle what the ledger holds, as known at a moment (ISO 8601; a bare day means its end, UTC; None: now).

    `as_published_by` leaves out what was published later, and reports of which nobody knows when they were.
    Raises `SettingError` for a policy that does not exist. A settled record is derived: it is cached under the last
    transaction, the policy and the version of the settling, and made anew when one of them changes.
    """
    return Settler().settle(ledger, as_known_at, policy, as_published_by)


@dataclass(slots=True)
class Settler:
    """Settles one ledger again and again, as a desk must: what one write touches is settled anew, the rest is held.

    Holds the readings in force and what was derived of them, in memory; may be asked from several threads.
    """

    held: dict[int, Reading] = field(default_factory=dict)  # by row of the rendition
    memory: "Memory | None" = None
    erasures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def settle(
        self,
        ledger: "Ledger",
        as_known_at: str | None = None,
        policy: str = "default",
        as_published_by: str | None = None,
    ) -> Settled:
        """Give what `settle_ledger` gives."""
        from sayso.reconcile import SETTLING, load_policy

        chosen = load_policy(policy)
        with self.lock:
            last = ledger.cache.last_transaction(as_known_at)
            readings = self._take_readings(ledger, as_known_at, as_published_by)
            key = f"{last} {chosen} {SETTLING}" + (f" by {as_published_by}" if as_published_by else "")
            cached = ledger.cache.find_record(key) if self.memory is None else None
            if cached is not None:
                record = from_plain(Record, cached)
            else:
                anew = self.memory is None
                record = self._settle_anew(ledger, readings, as_known_at, chosen)
                # What a held ledger settles after every write is not written out: it would cost more than the settling.
                if anew and ledger.cache.last_transaction(as_known_at) == last:  # nobody wrote meanwhile
                    ledger.cache.keep_record(key, to_plain(record))
            estimated = _estimate_figures(
                replace(record, as_known_at=as_known_at, as_published_by=as_published_by), chosen, self.memory
            )
        return Settled(estimated, {r.report.id: r for r in readings})

    def prepare(self, ledger: "Ledger", policy: str = "default") -> None:
        """Derive once what a record that was kept was derived of, so that the next write costs only what it touches."""
        from sayso.reconcile import load_policy

        with self.lock:
            if self.memory is None:
                self._settle_anew(ledger, self._take_readings(ledger, None), None, load_policy(policy))

    def try_out(self, readings: Iterable[Reading]) -> Record:
        """Settle readings of which some are not kept, for a preview; nobody's judgement is asked."""
        from sayso.reconcile import Memory, settle_claims

        with self.lock:
            self.memory = self.memory or Memory()
            return settle_claims(readings, memory=self.memory)

    def _take_readings(
        self, ledger: "Ledger", as_known_at: str | None, as_published_by: str | None = None
    ) -> list[Reading]:
        """Give the readings in force, from memory as far as they are held: the same rows give the same objects."""
        erasures = ledger.look.erasures()
        if erasures != self.erasures:
            self.held.clear()
            self.memory, self.erasures = None, erasures
        rows = ledger.look.in_force(as_known_at, as_published_by)
        new = [row for row in rows if row not in self.held]
        if len(self.held) > SPARE * (len(rows) + 1000):
            self.held = {row: self.held[row] for row in rows if row in self.held}
        self.held |= dict(zip(new, ledger.look.readings(new), strict=True))
        return [self.held[row] for row in rows]

    def _settle_anew(
        self, ledger: "Ledger", readings: list[Reading], as_known_at: str | None, policy: "Policy"
    ) -> Record:
        from sayso.reconcile import Memory, settle_claims

        self.memory = self.memory or Memory()
        judged, reviewed = ledger.judgements(as_known_at), ledger.reviews(as_known_at)
        return settle_claims(readings, judged, reviewed, policy, self.memory)


def _estimate_figures(record: Record, policy: "Policy", memory: "Memory | None") -> Record:
    """Put beside each event's figures what the policy makes of them: low, best and high, with the reason."""
    from sayso.reconcile import Memory, Same, replaced_values

    memory = memory or Memory()
    replaced = replaced_values(record)
    events = []
    for event in record.events:
        own = tuple((v.id, replaced[v.id]) for v in event.values if v.id in replaced)
        made = memory.recall("estimates", (Same(event), own, policy), partial(_estimate, event, policy, dict(own)))
        events.append(made)
    return replace(record, events=tuple(events))


def _estimate(event: Event, policy: "Policy", replaced: dict[str, str]) -> Event:
    from sayso.reconcile import settle_value

    figures: dict[str, list[Value]] = defaultdict(list)
    for value in event.values:
        if value.unit not in ("date", "place", "text", "ordinal"):
            figures[value.property].append(value)
    made = {name: settle_value(values, policy, replaced) for name, values in figures.items()}
    estimates = tuple(Estimate(name, s.low, s.best, s.high, s.reason) for name, s in made.items())
    return replace(event, estimates=estimates)
