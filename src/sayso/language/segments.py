"""Running text that came without its page: paragraphs only, since nothing tells a heading or a post."""

import hashlib
import re

from sayso.model import Report, Segment

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")


def cut_paragraphs(text: str) -> tuple[Segment, ...]:
    """Cut a text into paragraphs at blank lines.

    >>> [(s.start, s.end) for s in cut_paragraphs("Four left.\\n\\nOne stayed.")]
    [(0, 10), (12, 23)]
    """
    found = ((m.start(), m.start() + len(m.group().rstrip())) for m in _BLOCK.finditer(text))
    return tuple(Segment("paragraph", start, end) for start, end in found)


def report_of_text(text: str, outlet: str | None = None, published: str | None = None) -> Report:
    """Make a report of a bare text: known by its own hash, in paragraphs.

    >>> report_of_text("Four left.", outlet="The Gazette").outlet
    'The Gazette'
    """
    digest = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
    return Report(
        id=digest, sha256=digest, outlet=outlet, title=None, byline=(), published=published, url=None,
        language=None, credits=(), text=text, segments=cut_paragraphs(text), identity=f"text:{digest}",
    )  # fmt: skip
