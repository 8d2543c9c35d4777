"""What every page of the desk stands on: the ledger, the record settled as known at a moment, and what may be seen of it."""

import gc
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
LARGE = 300  # reports from which settling takes longer than a person waits for a page (1,500 reports: some seconds)
BEHIND = "What was written in the last moments is still being settled and not on this page yet"
Made = TypeVar("Made")
Settle = Callable[[Ledger, str | None, str], Settled]


@dataclass(frozen=True, slots=True)
class View:
    """The record as one audience may see it at one moment; `notice` are the lines for the face of every page.

    `kept` holds what pages derive from it (facets, tallies), made once: a view never changes. It is `behind` where the
    ledger was written to since and the settling of that is under way.
    """

    settled: Settled
    audience: Audience
    notice: tuple[str, ...]
    as_known_at: str | None
    transaction: str
    behind: bool = False
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


Warm = Callable[[View, Ledger], object]


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger behind the pages. Settled views are kept under the ledger's last transaction: a write makes new ones.

    Of a large ledger the last view is shown, and says so, while what was written since is settled beside it.
    """

    path: Path
    policy: str = "default"
    warm: tuple[Warm, ...] = ()  # what pages derive from a view, made of a large ledger's before anybody asks
    settle: Settle | None = None  # null: by the settler
    settler: Settler = field(default_factory=Settler)
    views: "OrderedDict[tuple[str, str], View]" = field(default_factory=OrderedDict)
    opened: list[Ledger] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)  # of what is held here, never for long
    making: threading.Lock = field(default_factory=threading.Lock)  # one view is made at a time
    beside: dict[Audience, threading.Thread] = field(default_factory=dict)
    lately: dict[str, tuple[str, object]] = field(default_factory=dict)

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        """Give the ledger: opened once for all requests, since each of its reads and writes takes its own connection."""
        with self.lock:
            if not self.opened:
                self.opened.append(open_ledger(self.path, create=False))
        yield self.opened[0]

    def close(self) -> None:
        """Let go of the ledger, once nothing is settled any more."""
        for thread in list(self.beside.values()):
            thread.join()
        with self.lock:
            while self.opened:
                self.opened.pop().close()

    def view(self, audience: Audience, as_known_at: str | None = None) -> View:
        """Give the record as an audience may see it, as known at a moment (None: now, or of a large ledger nearly so)."""
        with self.open() as ledger:
            key = (ledger.cache.last_transaction(as_known_at), audience)
            view = self._find_view(key)
            if view is None and as_known_at is None:
                last = self._last_view(audience)
                if last is not None and len(last.settled.readings) >= LARGE:
                    self._settle_beside(audience)
                    return replace(last, behind=True, notice=(*last.notice, BEHIND))
            view = view or self._make_view(ledger, key, audience, as_known_at)
        # Two moments with one last transaction have one record: only the moment on the page's face differs.
        return view if view.as_known_at == as_known_at else replace(view, as_known_at=as_known_at)

    def fresh(self, name: str, make: Callable[[Ledger], Made]) -> Made:
        """Give what was made of the ledger as it stands now, making it anew after each write; it waits for no settling."""
        with self.open() as ledger:
            last = ledger.cache.last_transaction()
            known, made = self.lately.get(name, ("", None))
            if made is None or known != last:
                made = make(ledger)
                self.lately[name] = (last, made)
        return made  # type: ignore[return-value]

    def record_for(self, decision: str) -> Record:
        """Give the record that a decision is checked against: for a pair as it stands now, for a claim the last one settled.

        A claim's review rests on the ledger alone, so it need not wait until the reviews before it are settled.
        """
        last = None if decision in VERDICTS else self._last_view("desk")
        return (last or self._settle_now("desk")).settled.record

    def _find_view(self, key: tuple[str, Audience]) -> View | None:
        with self.lock:
            if key in self.views:
                self.views.move_to_end(key)
            return self.views.get(key)

    def _last_view(self, audience: Audience) -> View | None:
        """The newest view of now that was settled for an audience, None where none was yet."""
        with self.lock:
            return next((v for (_, a), v in reversed(self.views.items()) if a == audience and not v.as_known_at), None)

    def _settle_beside(self, audience: Audience) -> None:
        with self.lock:
            under_way = self.beside.get(audience)
            if under_way is None or not under_way.is_alive():
                thread = threading.Thread(target=self._settle_now, args=(audience,), name="settling", daemon=True)
                self.beside[audience] = thread
                thread.start()

    def _settle_now(self, audience: Audience) -> View:
        with self.open() as ledger:
            key = (ledger.cache.last_transaction(), audience)
            return self._find_view(key) or self._make_view(ledger, key, audience, None)

    def _make_view(
        self, ledger: Ledger, key: tuple[str, Audience], audience: Audience, as_known_at: str | None
    ) -> View:
        with self.making:
            made = self._find_view(key)  # somebody may have made it while this one waited
            if made is not None:
                return made
            with _without_pauses():
                settled = (self.settle or self.settler.settle)(ledger, as_known_at, self.policy)
                rules = disclosure_of(ledger, as_known_at)
                record, readings, notice = disclose_record(settled.record, settled.readings, audience, rules)
                view = View(Settled(record, {r.report.id: r for r in readings}), audience, notice, as_known_at, key[0])
                view.once("index", lambda: index_record(record))
                if as_known_at is None and len(readings) >= LARGE:
                    for derive in self.warm:
                        derive(view, ledger)
        with self.lock:
            self.views[key] = view
            while len(self.views) > KEPT_VIEWS:
                self.views.popitem(last=False)
        return view


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Make a view without the collector of cycles, and keep what was made out of its sight.

    A record of 100,000 claims is some millions of objects without a cycle; to walk them all stops every request for
    three seconds (measured on two cores), again and again while more of them are made.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
