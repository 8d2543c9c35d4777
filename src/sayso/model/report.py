"""A report as it was read: its text, the kinds of text in it, and the bytes it came from."""

from dataclasses import dataclass, field
from typing import Literal

SegmentKind = Literal["title", "standfirst", "heading", "paragraph", "post", "caption", "credit", "dateline"]
Keep = Literal["full", "quotes", "hash"]


@dataclass(frozen=True, slots=True)
class Span:
    """Unicode code points of one rendition's text, end exclusive: `text` is always exactly `report.text[start:end]`."""

    start: int
    end: int
    text: str


def span_of(text: str, start: int, end: int) -> Span:
    """Give the span of `text` from code point `start` to `end` (exclusive), with its exact words.

    >>> span_of("four were freed", 0, 4)
    Span(start=0, end=4, text='four')
    """
    return Span(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble in data: what was met (a short kind such as "empty file"), why it could not be read, and where."""

    what: str
    why: str
    span: Span | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A social-media post that stands inside a report; `date` is YYYY-MM-DD, `truncated` where it ends in "..."."""

    platform: str | None
    author: str | None
    handle: str | None
    date: str | None
    url: str | None
    truncated: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the text of one kind. A post's segment covers its own words, not the line of author and date."""

    kind: SegmentKind
    start: int
    end: int
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One rendition of one report. Offsets everywhere count code points of `text`.

    `id` is the JSONL id, else the SHA-256 of the bytes. `published` is YYYY-MM-DD or an ISO 8601 instant with a zone.
    `identity` is what a report is known by when its bytes change: canonical URL, else JSONL id and outlet, else path.
    """

    id: str
    sha256: str
    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    credits: tuple[str, ...]
    text: str
    segments: tuple[Segment, ...]
    identity: str = ""
    reader: str = ""  # name and version of what made this text out of the bytes, e.g. "trafilatura 2.0.0"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes as they came. `content` is empty where only a hash may be kept; instants are ISO 8601 with a zone."""

    sha256: str
    media_type: str
    content: bytes = field(repr=False)
    url: str | None
    outlet: str | None
    published: str | None
    retrieved: str
    origin: str  # path or address as it was given
    keep: Keep = "full"


@dataclass(frozen=True, slots=True)
class Intake:
    """What one input yielded: a report with its snapshot, or nothing but problems (an input that was not read)."""

    report: Report | None
    snapshot: Snapshot | None
    problems: tuple[Problem, ...] = ()
    origin: str = ""
