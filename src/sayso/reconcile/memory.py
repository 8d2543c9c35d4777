"""What was derived before, kept under exactly what it was derived from: settling again costs what is new, and says the same.

Keys are objects that are made once (compared by identity) and plain values; whatever a derivation reads is in its key. So a
settling with a memory equals one without, which `tests/reconcile/test_increments.py` holds over random orders.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
KEPT_TURNS = (
    3  # settlings through which a thing that nobody asked for is kept: now, and a moment that is looked back to
)


class Same:
    """A thing that equals itself alone: frozen values of a thousand fields make slow keys."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


class Memory:
    """Derived things by what they are and what they were derived from. Not to be shared by threads."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[Hashable, list[Any]]] = defaultdict(
            dict
        )  # a thing, and the turn it was last asked for
        self._tables: dict[str, Any] = {}
        self._turn = 0

    def recall(self, what: str, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made of `key` before, else make and keep it."""
        kept = self._kept[what]
        found = kept.get(key)
        if found is None:
            made = make()
            kept[key] = [made, self._turn]
            return made
        found[1] = self._turn
        return found[0]  # type: ignore[no-any-return]

    def latest(self, what: str, none: T) -> T:
        """Give what was put last under a name: a table of many small things that is its own record of what it rests on."""
        return self._tables.get(what, none)  # type: ignore[no-any-return]

    def put(self, what: str, table: object) -> None:
        """Put a table in the place of the last one."""
        self._tables[what] = table

    def turn(self) -> None:
        """End one settling: what none of the last few asked for is let go."""
        self._turn += 1
        if self._turn % KEPT_TURNS == 0:
            oldest = self._turn - KEPT_TURNS
            for what, kept in self._kept.items():
                self._kept[what] = {key: found for key, found in kept.items() if found[1] >= oldest}
