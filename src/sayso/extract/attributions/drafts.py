"""An attribution while it is being built: the draft, the scene that it stands in, and the measuring of places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.language.parsing import ParsedReport
from sayso.language.quotations import Quotation, find_quotations
from sayso.model import Speaker

Place = tuple[int, int]  # start and end in `report.text`

_EDGE_LEFT = re.compile(r"[\s,;:.…–—-]+")
_THAT = re.compile(r"that,?\s+", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """An attribution in the making; places are offsets in `report.text`. Replaced by `model.Attribution` in the end."""

    passage: int
    content: list[Place]
    source: list[Place]
    cue: list[Place]
    score: float
    within: "Draft | None" = None
    quotation: str = "indirect"
    act: str = "said"
    claim: bool = True
    known: bool = True  # the lexicon of acts knows the cue
    by_figure: bool = False  # found by what is counted ("gave the dead as 40"): no act need be known
    speaker: Speaker | None = None
    rule: str | None = None  # why the speaker is held to be this one where the sentence does not say so
    carriers: list["Carrier"] = field(default_factory=list)
    cited: list[Place] = field(default_factory=list)  # those on whose word a medium hands these words on
    circumstance: str | None = None
    carried_by: "Draft | None" = None  # the attribution whose speaker goes on speaking here

    @property
    def start(self) -> int:
        """Where the attribution begins: its first word of content, source or cue."""
        return min(s for s, _ in (*self.content, *self.source, *self.cue))

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return max(e for _, e in (*self.content, *self.source, *self.cue))


@dataclass(frozen=True, slots=True)
class Carrier:
    """A station that carried the words, with the place that says so."""

    name: str
    kind: str
    act: str
    place: Place | None


@dataclass(slots=True)
class Scene:
    """One report under the pen: its passages' quotations and all drafts so far."""

    page: ParsedReport
    quotations: list[list[Quotation]]  # for each passage, with offsets in `report.text`
    drafts: list[Draft] = field(default_factory=list)
    media: frozenset[str] = (
        frozenset()
    )  # ids of the entities that this report shows to be outlets, agencies or platforms
    media_names: frozenset[str] = frozenset()  # the names of the same

    @property
    def text(self) -> str:
        """The report's text."""
        return self.page.report.text


def open_scene(page: ParsedReport) -> Scene:
    """Look through a report for quotations before anything else is known."""
    marks = []
    for passage in page.passages:
        b = passage.start
        found = find_quotations(page.report.text[passage.start : passage.end])
        marks.append([Quotation(q.start + b, q.end + b, q.inner_start + b, q.inner_end + b, q.closed) for q in found])
    return Scene(page, marks)


def trim(text: str, start: int, end: int) -> Place:
    """Move both edges inward past blanks, joining marks and a leading "that"; one pair of marks around all is left out."""
    opened = _EDGE_LEFT.match(text, start, end)
    start = opened.end() if opened else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
        # A comma before a closing mark stays: it was printed as part of the quotation.
        if text[end - 1] == "," and text[end : end + 1] in ("”", '"', "’", "'", "»"):
            break
        end -= 1
    that = _THAT.match(text, start, end)
    start = that.end() if that else start
    marks = find_quotations(text[start:end])
    whole = len(marks) == 1 and marks[0].start == 0 and marks[0].end == end - start
    if whole and (marks[0].closed or text[end : end + 1] in ("”", '"', "»", "", "\n")):
        start, end = start + marks[0].inner_start, start + marks[0].inner_end
    while start < end and text[start].isspace():
        start += 1
    return _outward(text, start, end)


def _outward(text: str, start: int, end: int) -> Place:
    """Never begin or end inside a word."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def without(start: int, end: int, holes: Sequence[Place]) -> list[Place]:
    """Give what is left of a place when others are cut out of it."""
    pieces = [(start, end)]
    for s, e in holes:
        cut = []
        for a, b in pieces:
            if e <= a or b <= s:
                cut.append((a, b))
            else:
                cut.extend(p for p in ((a, s), (e, b)) if p[0] < p[1])
        pieces = cut
    return pieces


def shared_with(a: Sequence[Place], b: Sequence[Place]) -> int:
    """How many characters two lists of places share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def size_of(places: Sequence[Place]) -> int:
    """How many characters a list of places covers."""
    return sum(e - s for s, e in places)
