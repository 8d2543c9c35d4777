"""The outside world comes in as reports: files, folders, saved pages with their posts, JSONL, addresses, pasted text.

What arrives is bytes; what leaves is an `Intake` for each report: the report, the snapshot of its bytes, and the
problems met. Refused: formats without a name, bytes that are no text, pages without an article, addresses inside private
networks. Nothing is raised for what an input holds, and nothing is filled in that it does not give.
"""

from sayso.ingest.addresses import canonical_address
from sayso.ingest.options import Format, ReadOptions
from sayso.ingest.pasted import report_from_bytes, report_from_text
from sayso.ingest.sources import read_reports, read_snapshot

__all__ = [
    "Format",
    "ReadOptions",
    "canonical_address",
    "read_reports",
    "read_snapshot",
    "report_from_bytes",
    "report_from_text",
]
