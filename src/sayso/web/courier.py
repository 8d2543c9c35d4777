"""Carrying what changed to the addresses that stand: once the ledger has been quiet for a moment, again where it failed."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sayso.errors import SaysoError
from sayso.flow.settling import Moment
from sayso.web.desk import Desk
from sayso.web.hooks import Hook, Hooks
from sayso.web.webhook import post_changes

LOOK_EVERY = 3.0  # seconds; a ledger that was not written to between two looks is quiet
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Courier:
    """Tells the hooks of a desk what changed. `quiet` is the last transaction that was seen on two looks in a row."""

    desk: Desk
    hooks: Hooks
    allow_private: bool = False
    every: float = LOOK_EVERY
    clock: Callable[[], float] = time.time
    stopped: threading.Event = field(default_factory=threading.Event)
    seen: str = ""
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look at the ledger, beside whatever else this program does."""
        self.thread = threading.Thread(target=self._run, name="courier", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """End after the post that is under way."""
        self.stopped.set()
        if self.thread is not None:
            self.thread.join(5)

    def _run(self) -> None:
        while not self.stopped.wait(self.every):
            try:
                self.look()
            except (SaysoError, OSError):
                log.exception("the webhooks could not be looked after; trying again")

    def look(self) -> None:
        """Tell each hook that is due what it has not been told, if the ledger is quiet."""
        due = [hook for hook in self.hooks.standing() if hook.due <= self.clock()]
        if not due:
            return
        with self.desk.open() as ledger:
            last = ledger.cache.last_transaction()
        if last != self.seen:
            self.seen = last
            return
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        for hook in due:
            if not self.stopped.is_set() and self._transaction_at(hook.told) != self._transaction_at(now):
                self.tell(hook, now)

    def _transaction_at(self, moment: str) -> str:
        with self.desk.open() as ledger:
            return ledger.cache.last_transaction(moment)

    def tell(self, hook: Hook, until: str) -> None:
        """Post to one hook what was recorded after what it was told, as others may see it, and note how that went."""
        changes = self.desk.changes(self.desk.view("others", Moment(until)), hook.told)
        if not changes:
            self.hooks.pass_over(hook, until)
            return
        problem = None
        try:
            post_changes(hook.address, changes, hook.told, hook.secret, allow_private=self.allow_private)
        except SaysoError as err:
            problem = str(err)
        self.hooks.note(hook, until, len(changes), problem, self.clock())
