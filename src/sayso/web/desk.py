"""What every page of the desk stands on: the ledger, the record settled as known at a moment, and what may be seen of it."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sayso.flow.disclosing import disclosure_of
from sayso.flow.settling import Settled, settle_ledger
from sayso.ledger import Ledger, open_ledger
from sayso.publish import Audience, disclose_record

KEPT_VIEWS = 8  # settled records held at once: now, and a few moments that people look back to


@dataclass(frozen=True, slots=True)
class View:
    """The record as one audience may see it at one moment; `notice` are the lines for the face of every page."""

    settled: Settled
    audience: Audience
    notice: tuple[str, ...]
    as_known_at: str | None
    transaction: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger behind the pages. Settled views are kept under the ledger's last transaction: a write makes new ones."""

    path: Path
    policy: str = "default"
    views: "OrderedDict[tuple[str, str, str | None], View]" = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        """Open the ledger for one request."""
        ledger = open_ledger(self.path, create=False)
        try:
            yield ledger
        finally:
            ledger.close()

    def view(self, audience: Audience, as_known_at: str | None = None) -> View:
        """Give the record as an audience may see it, as known at a moment (None: now)."""
        with self.open() as ledger:
            transaction = ledger.cache.last_transaction(as_known_at)
            key = (transaction, audience, as_known_at)
            with self.lock:
                if key in self.views:
                    self.views.move_to_end(key)
                    return self.views[key]
                settled = settle_ledger(ledger, as_known_at, self.policy)
                rules = disclosure_of(ledger, as_known_at)
                record, readings, notice = disclose_record(settled.record, settled.readings, audience, rules)
                shown = Settled(record, {r.report.id: r for r in readings})
                view = self.views[key] = View(shown, audience, notice, as_known_at, transaction)
                while len(self.views) > KEPT_VIEWS:
                    self.views.popitem(last=False)
                return view
