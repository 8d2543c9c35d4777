"""What may be kept of a report: all of it, its quoted words only, or nothing but its hash and what was claimed.

Under "quotes" the text that comes back is as long as the one that was read, with every word that no claim rests on
blanked out, so that offsets still hold. Under "hash" no words come back: values, offsets and names of speakers stay.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.model import Claims, Reading, Span, from_plain, to_plain
from sayso.model.report import Keep

_SPAN = frozenset(("start", "end", "text"))
BLANK = " "


def list_spans(plain: Any) -> Iterator[dict[str, Any]]:
    """Give every span in a plain value, however deep: each object whose keys are start, end and text."""
    if isinstance(plain, dict):
        if plain.keys() == _SPAN:
            yield plain
        else:
            for inner in plain.values():
                yield from list_spans(inner)
    elif isinstance(plain, list):
        for inner in plain:
            yield from list_spans(inner)


def list_said(noun: Any) -> Iterator[Span]:
    """Give every span in a noun, however deep."""
    if isinstance(noun, Span):
        yield noun
    elif isinstance(noun, tuple):
        for inner in noun:
            yield from list_said(inner)
    elif (slots := getattr(noun, "__slots__", None)) is not None:
        for name in slots:
            inner = getattr(noun, name)
            if inner is not None and not isinstance(inner, str | int | float):
                yield from list_said(inner)


def trim_reading(reading: Reading, keep: Keep) -> Reading:
    """Give what may be kept of a reading: the same claims, without the words that may not."""
    if keep == "full":
        return reading
    report = reading.report
    if keep == "quotes":
        return replace(reading, report=replace(report, text=""))
    bare = replace(report, text="", title=None, byline=(), credits=(), segments=())
    return Reading(bare, from_plain(Claims, _without_words(to_plain(reading.claims))), reading.recorded)


def fill_text(length: int, plain: Any) -> str:
    """Rebuild, from the spans in a plain value, a text of `length` code points in which only their words stand."""
    text = [BLANK] * length
    for span in list_spans(plain):
        text[span["start"] : span["end"]] = span["text"]
    return "".join(text)


def _without_words(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_without_words(inner) for inner in plain]
    if not isinstance(plain, dict):
        return plain
    if plain.keys() == _SPAN:
        return {**plain, "text": ""}
    said = {"of", "condition"} | ({"text"} if "earliest" in plain else set())  # the source's own words outside spans
    return {key: None if key in said else _without_words(inner) for key, inner in plain.items()}
