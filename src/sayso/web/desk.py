"""What every page of the desk stands on: the ledger, the record settled as known at a moment, and what may be seen of it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from sayso.flow.disclosing import disclosure_of
from sayso.flow.review import VERDICTS
from sayso.flow.settling import Settled, Settler
from sayso.ledger import Ledger, open_ledger
from sayso.model import Record
from sayso.publish import Audience, disclose_record
from sayso.web.index import RecordIndex, index_record

KEPT_DRAWINGS = 400  # parts of pages held at once, each some tens of kilobytes
KEPT_VIEWS = 8  # settled records held at once: now, and a few moments that people look back to
Made = TypeVar("Made")
Settle = Callable[[Ledger, str | None, str], Settled]


@dataclass(frozen=True, slots=True)
class View:
    """The record as one audience may see it at one moment; `notice` are the lines for the face of every page.

    `kept` holds what pages derive from it (facets, tallies), made once: a view never changes.
    """

    settled: Settled
    audience: Audience
    notice: tuple[str, ...]
    as_known_at: str | None
    transaction: str
    kept: dict[object, object] = field(default_factory=dict)
    drawn: dict[object, object] = field(default_factory=dict)

    def once(self, name: object, make: Callable[[], Made]) -> Made:
        """Give what was made of this view under a name, making it the first time."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]  # type: ignore[return-value]

    def lately(self, name: object, make: Callable[[], Made]) -> Made:
        """Give what was drawn of this view under a name, if that was among the last few; else draw it."""
        drawn = self.drawn.get(name)
        if drawn is None:
            drawn = make()
            while len(self.drawn) >= KEPT_DRAWINGS:
                self.drawn.pop(next(iter(self.drawn), None), None)
            self.drawn[name] = drawn
        return drawn  # type: ignore[return-value]

    @property
    def index(self) -> RecordIndex:
        """Where everything in the record stands."""
        return self.once("index", lambda: index_record(self.settled.record))


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger behind the pages. Settled views are kept under the ledger's last transaction: a write makes new ones."""

    path: Path
    policy: str = "default"
    settle: Settle | None = None  # null: by the settler
    settler: Settler = field(default_factory=Settler)
    views: "OrderedDict[tuple[str, str], View]" = field(default_factory=OrderedDict)
    opened: list[Ledger] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        """Give the ledger: opened once for all requests, since each of its reads and writes takes its own connection."""
        with self.lock:
            if not self.opened:
                self.opened.append(open_ledger(self.path, create=False))
        yield self.opened[0]

    def close(self) -> None:
        """Let go of the ledger."""
        with self.lock:
            while self.opened:
                self.opened.pop().close()

    def view(self, audience: Audience, as_known_at: str | None = None) -> View:
        """Give the record as an audience may see it, as known at a moment (None: now)."""
        with self.open() as ledger:
            key = (ledger.cache.last_transaction(as_known_at), audience)
            with self.lock:
                if key not in self.views:
                    self.views[key] = self._make_view(ledger, audience, as_known_at, key[0])
                self.views.move_to_end(key)
                while len(self.views) > KEPT_VIEWS:
                    self.views.popitem(last=False)
                view = self.views[key]
        # Two moments with one last transaction have one record: only the moment on the page's face differs.
        return view if view.as_known_at == as_known_at else replace(view, as_known_at=as_known_at)

    def record_for(self, decision: str) -> Record:
        """Give the record that a decision is checked against: for a pair as it stands now, for a claim the last one settled.

        A claim's review rests on the ledger alone, so it need not wait until the reviews before it are settled.
        """
        if decision not in VERDICTS:
            with self.lock:
                for (_, audience), view in reversed(self.views.items()):
                    if audience == "desk" and view.as_known_at is None:
                        return view.settled.record
        return self.view("desk").settled.record

    def _make_view(self, ledger: Ledger, audience: Audience, as_known_at: str | None, transaction: str) -> View:
        settled = (self.settle or self.settler.settle)(ledger, as_known_at, self.policy)
        rules = disclosure_of(ledger, as_known_at)
        record, readings, notice = disclose_record(settled.record, settled.readings, audience, rules)
        shown = Settled(record, {r.report.id: r for r in readings})
        return View(shown, audience, notice, as_known_at, transaction)
