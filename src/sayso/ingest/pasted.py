"""Reports from what a caller already holds: bytes of a known format, or a text."""

from sayso.ingest.arrivals import Arrival, refuse
from sayso.ingest.options import Format, ReadOptions
from sayso.ingest.printed_dates import now
from sayso.ingest.sources import read_arrival
from sayso.model.report import Intake


def report_from_bytes(
    content: bytes, format_: Format, options: ReadOptions | None = None, origin: str = "bytes"
) -> Intake:
    """Read one report out of bytes; of JSONL, the first line. The intake has no report where its problems say why."""
    options = options or ReadOptions()
    arrival = Arrival(content, format_, origin, retrieved=now())
    return next(read_arrival(arrival, options), None) or refuse(origin, "empty file", "it holds no lines")


def report_from_text(text: str, options: ReadOptions | None = None, origin: str = "pasted text") -> Intake:
    """Read a text that was typed or pasted, as a text file of the same words would be read (UTF-8)."""
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as err:
        return refuse(origin, "broken characters", f"half of a character (a lone surrogate) stands at {err.start}")
    return report_from_bytes(content, "txt", options, origin)
