"""Average linkage and union: the two ways in which things are brought together here. Neither depends on order of input."""

import heapq
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Union(Generic[K]):
    """Disjoint sets of keys; each join keeps its reason with the set."""

    def __init__(self, keys: Iterable[K]) -> None:
        self._parent: dict[K, K] = {key: key for key in keys}
        self._reasons: dict[K, list[str]] = {}

    def root(self, key: K) -> K:
        """Give the key that stands for the set of `key`."""
        parent = self._parent
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(self, one: K, other: K, reason: str = "") -> bool:
        """Bring two sets together; false where they were one already."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return False
        self._parent[b] = a
        told = self._reasons.setdefault(a, [])
        told += [r for r in (*self._reasons.pop(b, []), reason) if r and r not in told]
        return True

    def sets(self) -> list[tuple[list[K], tuple[str, ...]]]:
        """Give the sets, each with the reasons of its joins, in the order of the keys."""
        found: dict[K, list[K]] = {}
        for key in self._parent:
            found.setdefault(self.root(key), []).append(key)
        return [(members, tuple(self._reasons.get(root, ()))) for root, members in found.items()]


def link_average(size: int, likeness: Callable[[int, int], float], floor: float) -> list[list[int]]:
    """Group indexes 0 to `size` by average linkage: pairs of groups join, the most alike first, down to `floor`.

    Equal likenesses are taken in the order of the indexes.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    sums: dict[tuple[int, int], float] = {(i, j): likeness(i, j) for i in range(size) for j in range(i + 1, size)}
    heap = [(-s, i, j) for (i, j), s in sums.items() if s >= floor]
    heapq.heapify(heap)
    fresh = size
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        left, right = members.pop(i), members.pop(j)
        for k, others in members.items():
            total = sums[_pair(i, k)] + sums[_pair(j, k)]
            sums[_pair(k, fresh)] = total
            mean = total / (len(others) * (len(left) + len(right)))
            if mean >= floor:
                heapq.heappush(heap, (-mean, k, fresh))
        members[fresh] = left + right
        fresh += 1
    return sorted((sorted(m) for m in members.values()), key=_first)


def _pair(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _first(group: Sequence[int]) -> int:
    return group[0]
