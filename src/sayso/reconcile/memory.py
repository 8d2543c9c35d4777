"""What was derived before, kept under exactly what it was derived from: settling again costs what is new, and says the same.

Keys are objects that are made once (compared by identity) and plain values; whatever a derivation reads is in its key. So a
settling with a memory equals one without, which `tests/reconcile/test_increments.py` holds over random orders.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
KEPT_TURNS = (
    3  # settlings through which a thing that nobody asked for is kept: now, and a moment that is looked back to
)
_MISSING = object()


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
        self._turns: list[dict[str, dict[Hashable, Any]]] = [{}]

    def recall(self, what: str, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made of `key` before, else make and keep it."""
        now = self._turns[0].setdefault(what, {})
        found: Any = now.get(key, _MISSING)
        if found is _MISSING:
            found = self._find_older(what, key)
            if found is _MISSING:
                found = make()
            now[key] = found
        return found  # type: ignore[no-any-return]

    def _find_older(self, what: str, key: Hashable) -> Any:
        for turn in self._turns[1:]:
            found = turn.get(what, {}).pop(key, _MISSING)
            if found is not _MISSING:
                return found
        return _MISSING

    def turn(self) -> None:
        """End one settling: what none of the last few asked for is let go."""
        self._turns = [{}, *self._turns[: KEPT_TURNS - 1]]
