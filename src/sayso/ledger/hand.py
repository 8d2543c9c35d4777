"""What a person enters: a call, a broadcast, a page in a language that is not read; a report like any other."""

import hashlib
from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.ledger.canonical import write_canonical
from sayso.ledger.clock import read_moment
from sayso.model import Report, Segment, Snapshot, to_plain

BY_HAND = "by hand"  # the reader of every report that a person entered


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person took down: who did, over which medium it came, who said it and when, and in which circumstance.

    `said` is YYYY-MM-DD or an ISO 8601 instant with a zone. `circumstance` is "in_custody" for what held people say.
    """

    author: str
    medium: str
    words: str
    said: str | None = None
    speaker: str | None = None
    circumstance: str | None = None
    language: str | None = None
    note: str | None = None


def report_entry(entry: Entry, taken: str) -> tuple[Report, Snapshot]:
    """Make a report, and its bytes, out of what a person entered; `taken` is when (ISO 8601 with a zone).

    The report's text is exactly the words; its reader is "by hand", its outlet the medium, its byline the author.
    The bytes are the entry as canonical JSON, so the same entry made twice is one report. Raises `UsageError` where
    there are no words, or when they were said is no time.
    """
    if not entry.words.strip():
        raise UsageError("there are no words to enter: quote what was said")
    if entry.said is not None:
        read_moment(entry.said)
    content = write_canonical(to_plain(entry)).encode("utf8")
    sha256 = hashlib.sha256(content).hexdigest()
    report = Report(
        id=sha256, sha256=sha256, outlet=entry.medium, title=None, byline=(entry.author,), published=entry.said,
        url=None, language=entry.language, credits=(), text=entry.words, segments=(Segment("paragraph", 0, len(entry.words)),),
        identity=f"by hand:{sha256}", reader=BY_HAND,
    )  # fmt: skip
    snapshot = Snapshot(
        sha256, "application/json", content, None, entry.medium, entry.said, taken, f"{BY_HAND}: {entry.author}"
    )
    return report, snapshot


def is_by_hand(report: Report) -> bool:
    """Whether a person entered this report."""
    return report.reader == BY_HAND
