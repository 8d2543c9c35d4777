"""Where inputs lie: files, folders, addresses, standard input. Each yields the intakes of its reports, in order."""

import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sayso.errors import UsageError
from sayso.ingest.addresses import is_address
from sayso.ingest.arrivals import ENDINGS, Arrival, refuse
from sayso.ingest.fetching import fetch
from sayso.ingest.jsonlines import read_line, read_lines
from sayso.ingest.options import Format, ReadOptions
from sayso.ingest.pages import read_page
from sayso.ingest.printed_dates import now
from sayso.ingest.texts import read_text
from sayso.model.report import Intake, Snapshot

STDIN = "-"


def read_reports(
    inputs: Iterable[str], options: ReadOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Intake]:
    """Read files, folders (recursively, by name, hidden ones left out), http(s) addresses and "-", one intake a report.

    An input that cannot be read gives an intake without a report whose problems say why. Raises `UsageError` where "-"
    is given and `options.as_` does not say what it holds.
    """
    options = options or ReadOptions()
    for given in inputs:
        if given == STDIN:
            yield from _read_stdin(options, stdin)
        elif is_address(given):
            yield from _read_address(given, options)
        else:
            yield from _read_path(Path(given), options)


def read_arrival(arrival: Arrival, options: ReadOptions) -> Iterator[Intake]:
    """Read bytes of a known format that are held in memory."""
    if arrival.format == "jsonl":
        yield from read_lines(BytesIO(arrival.content), arrival, options)
    elif not arrival.content.strip():
        yield refuse(
            arrival.origin, "empty file", "it holds nothing but white space" if arrival.content else "it holds no bytes"
        )
    elif arrival.format == "html":
        yield read_page(arrival, options)
    else:
        yield read_text(arrival, options)


def read_snapshot(snapshot: Snapshot) -> Iterator[Intake]:
    """Read the kept bytes of one report again, by their media type, as they would be read today.

    A snapshot of which only the hash is kept gives an intake without a report.
    """
    kind, _, rest = snapshot.media_type.partition(";")
    format_: Format | None = next((f for f, media in _BY_MEDIA.items() if kind.strip() in media), None)
    if format_ is None:
        yield refuse(snapshot.origin, "unknown format", f"sayso does not read {snapshot.media_type}")
        return
    if not snapshot.content:
        yield refuse(snapshot.origin, "text not held", "only the hash of this snapshot is kept")
        return
    charset = rest.partition("charset=")[2].strip() or None
    options = ReadOptions(
        outlet=snapshot.outlet, published=snapshot.published, url=snapshot.url, keep=snapshot.keep,
        max_bytes=max(len(snapshot.content), ReadOptions().max_bytes),
    )  # fmt: skip
    fetched = is_address(snapshot.origin)
    arrival = Arrival(snapshot.content, format_, snapshot.origin, snapshot.origin, charset, snapshot.retrieved, fetched)
    if format_ == "jsonl":
        file, _, number = snapshot.origin.rpartition(":")
        yield read_line(arrival, options, int(number) if number.isdigit() else 1, file or snapshot.origin)
    else:
        yield from read_arrival(arrival, options)


_BY_MEDIA: dict[Format, tuple[str, ...]] = {
    "txt": ("text/plain",),
    "html": ("text/html", "application/xhtml+xml"),
    "jsonl": ("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/jsonlines"),
}


def _read_stdin(options: ReadOptions, stdin: BinaryIO | None) -> Iterator[Intake]:
    if options.as_ is None:
        raise UsageError("standard input (-) has no ending to go by: say what it holds with --as txt, html or jsonl")
    stream = stdin or sys.stdin.buffer
    if options.as_ == "jsonl":
        yield from read_lines(stream, Arrival(b"", "jsonl", STDIN), options)
        return
    content = stream.read(options.max_bytes + 1)
    if len(content) > options.max_bytes:
        yield refuse(STDIN, "too large", f"it holds more than {options.max_bytes} bytes")
        return
    yield from read_arrival(Arrival(content, options.as_, STDIN, retrieved=now()), options)


def _read_address(url: str, options: ReadOptions) -> Iterator[Intake]:
    answer = fetch(url, options)
    if isinstance(answer, Intake):
        yield answer
        return
    media = answer.media_type
    format_ = next((f for f, kinds in _BY_MEDIA.items() if media in kinds), None)
    if format_ is None and media in ("", "application/octet-stream", "binary/octet-stream"):
        format_ = ENDINGS.get(Path(answer.url.partition("?")[0]).suffix.lower()) or options.as_
    if format_ is None:
        yield refuse(
            url, "unknown format", f"the answer is {media or 'of no named type'}; sayso reads text, HTML and JSONL"
        )
        return
    arrival = Arrival(answer.content, format_, url, answer.url, answer.charset, answer.retrieved, fetched=True)
    yield from read_arrival(arrival, options)


def _read_path(path: Path, options: ReadOptions) -> Iterator[Intake]:
    try:
        if path.is_dir():
            held = _read_folder(path, options)
            yield next(held, refuse(str(path), "empty folder", "it holds no file to read"))
            yield from held
        elif not path.exists():
            yield refuse(str(path), "not found", "there is no such file or folder")
        elif not path.is_file():
            yield refuse(str(path), "not a file", "it is neither a file nor a folder")
        else:
            yield from _read_file(path, options, ENDINGS.get(path.suffix.lower()) or options.as_)
    except OSError as err:
        yield refuse(str(path), *_name_failure(err))


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Intake]:
    """Read a folder's files in the order of their names; a saved page's own folder of parts is left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as err:
        yield refuse(str(folder), *_name_failure(err))
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or (entry.is_symlink() and entry.is_dir()):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not (
                entry.name.endswith(("_files", "-Dateien", "_fichiers"))
                and entry.name.rpartition("_")[0].partition("-Dateien")[0] in pages
            ):
                yield from _read_folder(path, options)
        else:
            yield from _read_path_in(path, options)


def _read_path_in(path: Path, options: ReadOptions) -> Iterator[Intake]:
    try:
        yield from _read_file(path, options, ENDINGS.get(path.suffix.lower()))
    except OSError as err:
        yield refuse(str(path), *_name_failure(err))


def _read_file(path: Path, options: ReadOptions, format_: Format | None) -> Iterator[Intake]:
    if format_ is None:
        ending = f"its ending {path.suffix!r} names none" if path.suffix else "it has no ending"
        yield refuse(str(path), "unknown format", f"{ending} that sayso reads: .txt, .html, .jsonl")
        return
    place = str(path.absolute())
    if format_ == "jsonl":
        with path.open("rb") as stream:
            yield from read_lines(stream, Arrival(b"", "jsonl", str(path), place), options)
        return
    size = path.stat().st_size
    if size > options.max_bytes:
        yield refuse(str(path), "too large", f"it holds {size} bytes; more than {options.max_bytes} are not read")
        return
    yield from read_arrival(Arrival(path.read_bytes(), format_, str(path), place, retrieved=now()), options)


def _name_failure(err: OSError) -> tuple[str, str]:
    if isinstance(err, PermissionError):
        return "no right to read", "the system refuses to open it"
    if isinstance(err, FileNotFoundError):
        return "not found", "there is no such file or folder"
    return "unreadable", err.strerror or str(err)
