"""Nouns to plain JSON values and back: the one place where field names become keys.

A trailing underscore is dropped (`class_` is the key "class"); tuples become lists; nothing is left out.
"""

import dataclasses
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

T = TypeVar("T")


@cache
def _keys(cls: Any) -> tuple[tuple[str, str], ...]:
    return tuple((f.name, f.name.removesuffix("_")) for f in dataclasses.fields(cls))


@cache
def _fields(cls: Any) -> tuple[tuple[str, str, Any, Any], ...]:
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
    kind: Any = type(value)
    return {key: to_plain(getattr(value, name)) for name, key in _keys(kind)}


def from_plain(cls: type[T], value: Any) -> T:
    """Rebuild a noun from what `to_plain` gave; unknown keys are ignored, missing ones take the field's default.

    Raises `KeyError` for a missing key without default, `TypeError` where the value has another shape.
    """
    kind: Any = cls
    build = _builder(kind)
    built: T = value if build is None or value is None else build(value)
    return built


Build = Callable[[Any], Any]


@cache
def _builder(kind: Any) -> Build | None:
    """Give what rebuilds a value of this type, None where the plain value is the value: worked out once for each type."""
    origin = typing.get_origin(kind)
    if kind is Any or origin is Literal:
        return None
    if origin is tuple:
        return _tuple_builder(typing.get_args(kind))
    if origin in (typing.Union, types.UnionType):
        builders = [build for k in typing.get_args(kind) if (build := _builder(k)) is not None]
        return builders[0] if builders else None
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _noun_builder(kind)
    return None


def _tuple_builder(inner: tuple[Any, ...]) -> Build:
    if len(inner) == 2 and inner[1] is Ellipsis:
        build = _builder(inner[0])
        if build is None:
            return tuple
        return lambda values: tuple([None if v is None else build(v) for v in values])
    builders = [_builder(k) for k in inner]
    return lambda values: tuple([v if b is None or v is None else b(v) for b, v in zip(builders, values, strict=True)])


def _noun_builder(cls: type) -> Build:
    parts = [(name, key, _builder(hint), default) for name, key, hint, default in _fields(cls)]

    def build(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"{cls.__name__} wants an object, not {type(value).__name__}")
        given = {}
        for name, key, inner, default in parts:
            if key in value:
                part = value[key]
                given[name] = part if inner is None or part is None else inner(part)
            elif default is dataclasses.MISSING:
                raise KeyError(key)
        return cls(**given)

    return build
