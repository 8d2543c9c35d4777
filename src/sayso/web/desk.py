"""What every page of the desk stands on: the ledger, the record settled as known at a moment, and what may be seen of it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from sayso.flow.apart import Apart, AskChanges
from sayso.flow.changing import Change, compare_settled
from sayso.flow.disclosing import Shown, show_to
from sayso.flow.previewing import preview_reading
from sayso.flow.review import VERDICTS
from sayso.flow.settling import NOW, Moment, Settled, Settler, without_pauses
from sayso.ledger import Ledger, open_ledger
from sayso.model import Reading
from sayso.publish import Audience
from sayso.web.beside import Beside
from sayso.web.index import RecordIndex, index_record

KEPT_DRAWINGS = 400  # parts of pages held at once, each some tens of kilobytes
KEPT_VIEWS = 8  # settled records held at once: now, and a few moments that people look back to
LARGE = 300  # reports from which settling takes longer than a person waits for a page (1,500 reports: some seconds)
PATIENCE = 4.0  # seconds that a page of a large ledger waits for what is not settled yet
BEHIND = "still being settled and not in the figures on this page yet"
Made = TypeVar("Made")
Settle = Callable[[Ledger, str | None, str], Settled]
ViewKey = tuple[str, Audience, str | None, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class View:
    """The record as one audience may see it at one moment; `notice` are the lines for the face of every page.

    `kept` holds what pages derive from it (facets, tallies), made once: a view never changes. It is `behind` where the
    ledger was written to since and the settling of that is under way.
    """

    settled: Settled
    audience: Audience
    notice: tuple[str, ...]
    moment: Moment
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


@dataclass(frozen=True, slots=True)
class Views:
    """The views that are held, those asked for last at the end."""

    kept: "OrderedDict[ViewKey, View]" = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: ViewKey) -> View | None:
        """Give the view under a key, None for none."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def last(self, key: ViewKey) -> View | None:
        """Give the newest view of now for a key's audience, None where none was settled; for others, under its rules.

        What is withheld again since is not shown for another moment.
        """
        _, audience, _, rules = key
        with self.lock:
            views = [(k, v) for k, v in self.kept.items() if k[1] == audience and v.moment == NOW]
        return next((v for k, v in reversed(views) if audience == "desk" or k[3] == rules), None)

    def keep(self, key: ViewKey, view: View) -> None:
        """Hold a view, letting that go which nobody asked for the longest."""
        with self.lock:
            self.kept[key] = view
            while len(self.kept) > KEPT_VIEWS:
                self.kept.popitem(last=False)


Warm = Callable[[View, "Desk"], object]


@dataclass(frozen=True, slots=True)
class Desk:
    """The ledger behind the pages. Settled views are kept under the ledger's last transaction: a write makes new ones.

    Of a large ledger the last view is shown, and says so, while what was written since is settled in another Python; where
    there is no view yet, whoever is patient waits, and others are told to ask again (`StillSettling`).
    """

    path: Path
    policy: str = "default"
    warm: tuple[Warm, ...] = ()  # what pages derive from a view, made of a large ledger's before anybody sees it
    ahead: tuple[Warm, ...] = ()  # what takes longer, made once it is seen
    settle: Settle | None = None  # null: by the settler, of a large ledger apart
    settler: Settler = field(default_factory=Settler)
    views: Views = field(default_factory=Views)
    opened: list[Ledger] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)  # of what is held here, never for long
    making: threading.Lock = field(default_factory=threading.Lock)  # one view is made at a time
    beside: Beside = field(default_factory=Beside)
    lately: dict[str, tuple[str, object]] = field(default_factory=dict)
    apart: Apart = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "apart", Apart(self.path, self.policy))

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        """Give the ledger: opened once for all requests, since each of its reads and writes takes its own connection."""
        with self.lock:
            if not self.opened:
                self.opened.append(open_ledger(self.path, create=False))
        yield self.opened[0]

    def start(self, audiences: Sequence[Audience]) -> None:
        """Begin to settle a large ledger before anybody asks."""
        with self.open() as ledger:
            large = self._is_large(ledger)
        for audience in audiences if large else ():
            self.beside.begin(("now", audience), partial(self._settle_now, audience))

    def close(self) -> None:
        """End what is being settled and let go of the ledger."""
        self.apart.close()
        self.beside.wait()
        with self.lock:
            while self.opened:
                self.opened.pop().close()

    def view(self, audience: Audience, moment: Moment = NOW, patience: float | None = None) -> View:
        """Give the record as an audience may see it at a moment: of now, where the ledger is large, nearly so.

        Raises `StillSettling` where a large ledger's is not settled within `patience` (seconds; null: it is waited for).
        """
        with self.open() as ledger:
            key = self._name_view(ledger, audience, moment)
            view = self.views.find(key)
            if view is None and moment == NOW:
                last = self.views.last(key)
                if last is not None and len(last.settled.readings) >= LARGE:
                    self.beside.begin(("now", audience), partial(self._settle_now, audience))
                    return replace(last, behind=True, notice=(*last.notice, _say_behind(ledger, last)))
            if view is None and patience is not None and self._is_large(ledger):
                what = ("now", audience) if moment == NOW else key
                view = self.beside.await_made(what, lambda: self._make_view(key, audience, moment), patience)
            view = view or self._make_view(key, audience, moment)
        # Two moments with one last transaction have one record: only the moment on the page's face differs.
        return view if view.moment == moment else replace(view, moment=moment)

    def changes(self, after: View, since: str, patience: float | None = None) -> tuple[Change, ...]:
        """Give what changed between a moment of the ledger's clock and a view, made once for a view."""
        begin = replace(after.moment, as_known_at=since)
        with self.open() as ledger:
            key = ("changes", ledger.cache.last_transaction(since))
            if key[1] == after.transaction:
                return ()
            if key in after.kept:
                return after.once(key, tuple)
            if not (self.settle is None and self._is_large(ledger)):
                before = self.view(after.audience, begin)
                return after.once(key, lambda: tuple(compare_settled(before.settled, after.settled)))

        def compare() -> tuple[Change, ...]:
            until = None if after.moment == NOW else after.moment
            return after.once(key, lambda: self.apart.list_changes(AskChanges(after.audience, begin, until)))

        return self.beside.await_made((key, after.audience, after.transaction, after.moment), compare, patience)

    def preview(self, reading: Reading) -> tuple[Change, ...]:
        """Give what a reading that is not kept would change."""
        with self.open() as ledger:
            if self.settle is None and self._is_large(ledger):
                return self.apart.preview(reading)
        return preview_reading(self.view("desk").settled, reading, self.settler).changes

    def fresh(self, name: str, make: Callable[[Ledger], Made]) -> Made:
        """Give what was made of the ledger as it stands now, making it anew after each write; it waits for no settling."""
        with self.open() as ledger:
            last = ledger.cache.last_transaction()
            known, made = self.lately.get(name, ("", None))
            if made is None or known != last:
                made = make(ledger)
                self.lately[name] = (last, made)
        return made  # type: ignore[return-value]

    def at_hand(self, audience: Audience) -> View | None:
        """Give the view of now that was settled last, however old it is; a small ledger's is settled, since it is soon done."""
        with self.open() as ledger:
            last = self.views.last(self._name_view(ledger, audience, NOW))
            return last if last or self._is_large(ledger) else self.view(audience)

    def view_for(self, decision: str, patience: float | None = None) -> View:
        """Give the view that a decision is checked against: for a pair as it stands now, for a claim the last one settled.

        A claim's review rests on the ledger alone, so it need not wait until the reviews before it are settled.
        """
        with self.open() as ledger:
            key = self._name_view(ledger, "desk", NOW)
        found = self.views.find(key) if decision in VERDICTS else self.views.last(key)
        return found or self.beside.await_made(("now", "desk"), lambda: self._settle_now("desk"), patience)

    def _name_view(self, ledger: Ledger, audience: Audience, moment: Moment) -> ViewKey:
        """What a view rests on: what was written by then, and what was cleared or erased up to now, also of what was then."""
        rules: tuple[object, ...] = self.fresh("rules", _list_rules)
        return ledger.cache.last_transaction(moment.as_known_at), audience, moment.as_published_by, rules

    def _is_large(self, ledger: Ledger) -> bool:
        return self.fresh("reports", lambda _: ledger.look.counts()["reports"]) >= LARGE

    def _settle_now(self, audience: Audience) -> View:
        with self.open() as ledger:
            key = self._name_view(ledger, audience, NOW)
        return self.views.find(key) or self._make_view(key, audience, NOW)

    def _make_view(self, key: ViewKey, audience: Audience, moment: Moment) -> View:
        with self.making:
            made = self.views.find(key)  # somebody may have made it while this one waited
            if made is not None:
                return made
            with without_pauses():
                shown = self._settle(audience, moment)
                view = View(shown.settled, audience, shown.notice, moment, key[0])
                view.once("index", lambda: index_record(shown.settled.record))
                warms = moment == NOW and len(view.settled.readings) >= LARGE
                for derive in self.warm if warms else ():
                    derive(view, self)
            self.views.keep(key, view)
        for derive in self.ahead if warms else ():
            self.beside.begin((derive, audience), partial(derive, view, self))
        return view

    def _settle(self, audience: Audience, moment: Moment) -> Shown:
        with self.open() as ledger:
            if self.settle is not None:
                return show_to(self.settle(ledger, moment.as_known_at, self.policy), ledger, audience)
            if self._is_large(ledger):
                return self.apart.settle(audience, moment)
            settled = self.settler.settle(ledger, moment.as_known_at, self.policy, moment.as_published_by)
            return show_to(settled, ledger, audience)


def _list_rules(ledger: Ledger) -> tuple[object, ...]:
    cleared = sorted((c.subject, c.field) for c in ledger.disclosure.clearances())
    return ledger.look.erasures(), tuple(cleared)


def _say_behind(ledger: Ledger, last: View) -> str:
    """What can be said of what is not settled yet: how much it is, and since when."""
    count, first = ledger.cache.count_since(last.transaction)
    since = f" since {first[11:16]} UTC" if first else ""
    return f"{count} {'act' if count == 1 else 'acts'}{since}, safe on record, {'is' if count == 1 else 'are'} {BEHIND}"
