"""Nouns to plain JSON values and back: the one place where field names become keys.

A trailing underscore is dropped (`class_` is the key "class"); tuples become lists; nothing is left out.
"""

import dataclasses
import types
import typing
from functools import cache
from typing import Any, Literal, TypeVar

T = TypeVar("T")


@cache
def _keys(cls: Any) -> tuple[tuple[str, str], ...]:
    return tuple((f.name, f.name.removesuffix("_")) for f in dataclasses.fields(cls))


@cache
def _fields(cls: type) -> tuple[tuple[str, str, Any, Any], ...]:
    hints = typing.get_type_hints(cls)
    return tuple((f.name, f.name.removesuffix("_"), hints[f.name], f.default) for f in dataclasses.fields(cls))


def to_plain(value: Any) -> Any:
    """Turn a noun (or a tuple of nouns) into dicts, lists and scalars that `json.dumps` takes.

    >>> from sayso.model.report import Span
    >>> to_plain(Span(0, 4, "four"))
    {'start': 0, 'end': 4, 'text': 'four'}
    """
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: to_plain(v) for k, v in value.items()}
    return {key: to_plain(getattr(value, name)) for name, key in _keys(type(value))}


def from_plain(cls: type[T], value: Any) -> T:
    """Rebuild a noun from what `to_plain` gave; unknown keys are ignored, missing ones take the field's default.

    Raises `KeyError` for a missing key without default, `TypeError` where the value has another shape.
    """
    built: T = _build(cls, value)
    return built


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if value is None or kind is Any or origin is Literal:
        return value
    if origin is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_build(inner[0], v) for v in value)
        return tuple(_build(k, v) for k, v in zip(inner, value, strict=True))
    if origin in (typing.Union, types.UnionType):
        options = [k for k in typing.get_args(kind) if k is not type(None)]
        shaped = [k for k in options if dataclasses.is_dataclass(k) or typing.get_origin(k) is tuple]
        return _build(shaped[0], value) if shaped else value
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if not isinstance(value, dict):
            raise TypeError(f"{kind.__name__} wants an object, not {type(value).__name__}")
        given = {}
        for name, key, hint, default in _fields(kind):
            if key in value:
                given[name] = _build(hint, value[key])
            elif default is dataclasses.MISSING:
                raise KeyError(key)
        return kind(**given)
    return value
