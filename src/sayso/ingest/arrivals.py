"""What arrives before it is read: bytes with where they came from, and the report and snapshot that come of them."""

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from sayso.ingest.addresses import canonical_address
from sayso.ingest.options import Format, ReadOptions
from sayso.ingest.printed_dates import now, read_instant
from sayso.model.report import Intake, Problem, Report, Snapshot

MEDIA_TYPES: dict[Format, str] = {"txt": "text/plain", "html": "text/html", "jsonl": "application/jsonl"}
ENDINGS: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes as they came. `origin` is what the user gave (with a line number for JSONL), `place` the absolute path or
    final address, `charset` the encoding that came with them; `retrieved` is an ISO 8601 instant.
    """

    content: bytes
    format: Format
    origin: str
    place: str | None = None
    charset: str | None = None
    retrieved: str = ""
    fetched: bool = False  # `place` is an address

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.format] + (f"; charset={self.charset}" if self.charset else "")


def refuse(origin: str, what: str, why: str) -> Intake:
    """Give the intake of an input that yielded no report, and why."""
    return Intake(None, None, (Problem(what, why),), origin)


def take_in(arrival: Arrival, report: Report, problems: tuple[Problem, ...], options: ReadOptions) -> Intake:
    """Complete a report from the options, keep its bytes, tie its problems to it."""
    published, told = fill_published(report.published, options)
    report = replace(
        report,
        outlet=report.outlet or options.outlet,
        published=published,
        url=report.url or options.url,
        identity=report.identity or canonical_address(options.url) or "",
    )
    if not report.identity:
        report = replace(report, identity=arrival.place or f"sha256:{report.sha256}")
    if report.language not in (None, "en"):
        told += (
            Problem("language not read", f"the text is in another language ({report.language}); sayso reads English"),
        )
    snapshot = Snapshot(
        sha256=report.sha256,
        media_type=arrival.media_type,
        content=b"" if options.keep == "hash" else arrival.content,
        url=report.url,
        outlet=report.outlet,
        published=report.published,
        retrieved=arrival.retrieved or now(),
        origin=arrival.place or arrival.origin,
        keep=options.keep,
    )
    found = tuple(replace(problem, report=report.id) for problem in (*problems, *told))
    return Intake(report, snapshot, found, arrival.origin)


def fill_published(found: str | None, options: ReadOptions) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the publication date as a day or an instant with a zone; what else it held is told."""
    given = found or options.published
    if given is None:
        return None, ()
    published, whole = read_instant(given)
    if whole:
        return published, ()
    if published is None:
        return None, (
            Problem(
                "date not read", f"{given!r} is no publication date: write YYYY-MM-DD, or an instant with its zone"
            ),
        )
    return published, (Problem("date without zone", f"{given!r} names an hour and no zone: only its day is kept"),)


@cache
def reader_of_text() -> str:
    """Give name and version of what reads plain text."""
    return f"sayso {version('sayso')}"
