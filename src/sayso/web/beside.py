"""What is made beside the answering of pages, each thing once however often it is asked for meanwhile."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sayso.errors import SaysoError, StillSettling

log = logging.getLogger(__name__)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Beside:
    """Things under way by name, each in a thread of its own."""

    under_way: dict[object, "Future[Any]"] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, name: object, make: Callable[[], Any]) -> "Future[Any]":
        """Have something made, unless it is under way already."""
        with self.lock:
            found = self.under_way.get(name)
            if found is None:
                found = self.under_way[name] = Future()
                threading.Thread(target=self._work, args=(name, found, make), name="settling", daemon=True).start()
        return found

    def await_made(self, name: object, make: Callable[[], Made], patience: float | None) -> Made:
        """Give what is made under a name; raises `StillSettling` where that takes longer than `patience` (seconds)."""
        if patience is None:
            return make()
        try:
            made: Made = self.begin(name, make).result(patience)
        except TimeoutError as err:
            raise StillSettling("the record is being settled: ask again in some seconds") from err
        return made

    def wait(self) -> None:
        """Wait until nothing is under way any more, whether it was made or failed."""
        for found in list(self.under_way.values()):
            found.exception()

    def _work(self, name: object, under_way: "Future[Any]", make: Callable[[], Any]) -> None:
        made, trouble = None, None
        try:
            made = make()
        except (SaysoError, OSError) as err:
            log.warning("not settled: %s", err)
            trouble = err
        finally:
            with self.lock:
                self.under_way.pop(name, None)
            if trouble is None:
                under_way.set_result(made)
            else:
                under_way.set_exception(trouble)
