"""JSONL: one report a line, taken as it is; a line that cannot be read is named by its number, the others are read."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from sayso.ingest.addresses import canonical_address
from sayso.ingest.arrivals import Arrival, reader_of_text, refuse, take_in
from sayso.ingest.options import ReadOptions
from sayso.ingest.segments import lay_out
from sayso.ingest.tongues import recognise_language
from sayso.model.report import Intake, Problem, Report

_OPTIONAL = ("outlet", "title", "published", "url")
_BOM = b"\xef\xbb\xbf"


def read_lines(stream: BinaryIO, arrival: Arrival, options: ReadOptions) -> Iterator[Intake]:
    """Read the lines of a JSONL stream one at a time: memory holds one line, and the ids met so far."""
    met: dict[tuple[str, str | None], int] = {}
    read = False
    for number, line in _numbered(stream, options.max_bytes):
        read = True
        piece = replace(arrival, content=line, origin=f"{arrival.origin}:{number}", place=_line_place(arrival, number))
        if len(line) > options.max_bytes:
            yield refuse(piece.origin, "too large", f"line {number} is longer than {options.max_bytes} bytes")
            continue
        intake = read_line(piece, options, number, arrival.place)
        if intake.report is None:
            yield intake
            continue
        key = (intake.report.id, intake.report.outlet)
        if key in met:
            why = f"line {number} has the id of line {met[key]} ({intake.report.id!r}) and was not read"
            yield refuse(piece.origin, "duplicated id", why)
            continue
        met[key] = number
        yield intake
    if not read:
        yield refuse(arrival.origin, "empty file", "it holds no lines")


def _numbered(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        whole = line.endswith(b"\n")
        kept = line
        while len(line) > limit and not whole and line:  # skip the rest of a line that is too long
            line = stream.readline(limit + 1)
            whole = line.endswith(b"\n")
        if number == 1:
            kept = kept.removeprefix(_BOM)
        kept = kept.rstrip(b"\r\n") if len(kept) <= limit else kept
        if kept.strip():
            yield number, kept


def _line_place(arrival: Arrival, number: int) -> str | None:
    return f"{arrival.place}:{number}" if arrival.place else None


def read_line(arrival: Arrival, options: ReadOptions, number: int = 1, file: str | None = None) -> Intake:
    """Read one line of JSONL (`arrival.content`, without its line end); `file` is the path or address it stood in."""
    try:
        record = json.loads(arrival.content.decode("utf-8"))
    except UnicodeDecodeError as err:
        return refuse(arrival.origin, "broken line", f"line {number} is not UTF-8 (byte {err.start})")
    except (json.JSONDecodeError, RecursionError) as err:
        where = f"column {err.colno}: {err.msg}" if isinstance(err, json.JSONDecodeError) else "nested too deep"
        return refuse(arrival.origin, "broken line", f"line {number} is not JSON ({where})")
    if trouble := _find_trouble(record):
        return refuse(arrival.origin, "broken line", f"line {number} {trouble}")
    wrong = tuple(
        Problem("wrong field", f"line {number}: {key!r} is not text and was left out")
        for key in _OPTIONAL
        if record.get(key) is not None and not isinstance(record[key], str)
    )
    report = _build_report(record, arrival, options, file)
    return take_in(arrival, report, wrong, options)


def _find_trouble(record: Any) -> str | None:
    if not isinstance(record, dict):
        return "is not an object"
    if not isinstance(record.get("id"), str | int) or isinstance(record.get("id"), bool) or record["id"] == "":
        return "has no id"
    if not isinstance(record.get("text"), str):
        return "has no text"
    if not record["text"].strip():
        return "has an empty text"
    held = "".join(str(record.get(key) or "") for key in ("id", "text", *_OPTIONAL))
    if any("\ud800" <= c <= "\udfff" for c in held):
        return "holds half of a character (a lone surrogate)"
    return None


def _build_report(record: dict[str, Any], arrival: Arrival, options: ReadOptions, file: str | None) -> Report:
    given = {key: value for key in _OPTIONAL if isinstance(value := record.get(key), str) and value.strip()}
    text, name = record["text"], str(record["id"])
    laid = lay_out(text, given.get("title"), find_title=False)
    inferred = laid.outlet or laid.agency
    outlet = given.get("outlet") or laid.outlet or options.outlet or laid.agency
    # an inferred outlet does not tell two files with the ids "1", "2" apart
    named = given.get("outlet") or (options.outlet if options.outlet != inferred else None)
    known = f"jsonl:{named}#{name}" if named else f"{file or 'jsonl:'}#{name}"
    url = given.get("url")
    return Report(
        id=name,
        sha256=arrival.sha256,
        outlet=outlet,
        title=given.get("title"),
        byline=laid.byline,
        published=given.get("published") or laid.published,
        url=url,
        language=recognise_language(text),
        credits=laid.credits,
        text=text,
        segments=laid.segments,
        identity=canonical_address(url) or known,
        reader=reader_of_text(),
    )
