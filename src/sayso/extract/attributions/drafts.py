"""An attribution while it is being built, and the cleaning of what the reader found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.extract.reader import Found
from sayso.language.parsing import ParsedReport
from sayso.language.quotations import Quotation, find_quotations
from sayso.model import Speaker

Place = tuple[int, int]  # start and end in `report.text`

_DATED = re.compile(
    r"(?:(?:on|late|early)\s)?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|evening|night|afternoon))?)\s(?=\w)|"
    r"(?<=day\s)(?:morning|evening|night|afternoon)\s(?=\w)"
)
_NOBODY = re.compile(r"(?:\b(?:the|an?|of|by|to|in|on|at|and|that)\b|[\W\d_])*", re.IGNORECASE)
_STATED_BY = re.compile(
    r"(?:an?|the|its|their|his|her)\s(?:[\w-]+\s)?(?:statement|report|announcement|message|letter|post)\s(?:by|from|of)\s(?:the\s)?$"
)
_ACCUSES = re.compile(r"\b(?:accus|charg|suspect|warn|inform|convict|absolv)\w*$", re.IGNORECASE)
_OF_WHAT = re.compile(r"(?:[\w’'.-]+\s){1,5}?(?:of|with|for)\s(?=[\w“\"])")
_NAMELESS = re.compile(r"(?:on\s)?(?:the\s)?condition (?:of anonymity|that (?:he|she|they) not be named)\s(?:that\s)?")
_REPORTS_THAT = re.compile(
    r"(?:(?:the|any|all|such|earlier|media|press)\s)*(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs|speculation)\b"
    r"(?:\s(?:in|by|from|of|on)\s[^,.;:“”\"]{2,50}?)?\sthat\s",
    re.IGNORECASE,
)
_ENDS_IN = re.compile(r"\b(?:in|at|on|during)$")
_IN_WHAT = re.compile(r"(?:the|an?|its|his|her|their)\s(?:[\w-]+\s){1,2}?(?:that\s|(?=to\s))")
_ON_PLATFORM = re.compile(r"\s(?:on|via)\s(?:X|Twitter|Telegram|Facebook|Instagram|Truth Social|YouTube|TikTok)$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|seems?|seemed|appears?|appeared)\b", re.IGNORECASE)
_EDGE_LEFT = re.compile(r"[\s,;:.…–—-]+")
_JOINED = re.compile(r"(?:But|And|Yet|However|Meanwhile),?\s+(?=\w)")
_THAT = re.compile(r"that,?\s+", re.IGNORECASE)
_PARTS_ONLY = re.compile(r"^[\W_]*$")


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
    speaker: Speaker | None = None
    rule: str | None = None  # why the speaker is held to be this one where the sentence does not say so
    carriers: list["Carrier"] = field(default_factory=list)
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


def draft_found(scene: Scene, found: Sequence[Sequence[Found]]) -> None:
    """Turn what the reader found into drafts: exact places, quotations taken whole, nobody's cue inside the content."""
    for passage, words in zip(scene.page.passages, found, strict=False):
        made: list[Draft | None] = []
        for f in words:
            base = passage.start
            source = [(s + base, e + base) for s, e in f.source]
            cue = [(s + base, e + base) for s, e in f.cue]
            source = [trimmed for s, e in source if (trimmed := _trim_source(scene.text, s, e)) is not None]
            content = [(s + base, e + base) for s, e in f.content]
            content, source = _move_pronoun(scene.text, content, source, cue)
            content = _keep_to_sentence(scene, passage.index, content, cue)
            content = clean_content(scene, passage.index, content, [*source, *cue])
            content = _leave_addressee(scene.text, content, cue)
            made.append(Draft(passage.index, content, source, cue, f.score) if content else None)
        for f, draft in zip(words, made, strict=True):
            if draft is not None and f.within is not None and 0 <= f.within < len(made):
                draft.within = made[f.within]
        scene.drafts.extend(d for d in made if d is not None)


def _trim_source(text: str, start: int, end: int) -> Place | None:
    """Leave out a date at the front, take in "a statement by" before it; None where no letter is left."""
    joined = _JOINED.match(text, start, end)
    start = joined.end() if joined else start
    dated = _DATED.match(text, start, end)
    start = dated.end() if dated else start
    stated = _STATED_BY.search(text[max(0, start - 40) : start])
    if stated:
        start = max(0, start - 40) + stated.start()
    return None if _NOBODY.fullmatch(text[start:end]) else (start, end)


def _move_pronoun(
    text: str, content: list[Place], source: list[Place], cue: list[Place]
) -> tuple[list[Place], list[Place]]:
    """A piece of content that is one pronoun before the cue is who speaks; a relative one elsewhere is nothing."""
    kept = []
    for start, end in content:
        word = text[start:end].casefold().strip(" ,")
        close = bool(cue) and 0 <= cue[0][0] - end <= 12 and not _PASSIVE.search(text[end : cue[-1][1]])
        if (
            len(content) > 1
            and close
            and (word == "who" or (word in ("he", "she", "it", "they", "we", "i") and not source))
        ):
            source = [(start, end)]
        elif not (len(content) > 1 and word in ("which", "that", "who", "it", "this", "them")):
            kept.append((start, end))
    return kept, source


def _keep_to_sentence(scene: Scene, passage: int, content: list[Place], cue: list[Place]) -> list[Place]:
    """Told words keep to the sentence of their cue; only quoted ones run on over a full stop."""
    sentence = scene.page.sentence_at(cue[0][0]) if cue else None
    if sentence is None:
        return content
    out = []
    for start, end in content:
        first = scene.page.sentence_at(start)
        if first is None or end <= first.end + 1:
            out.append((start, end))
            continue
        for other in scene.page.passages[passage].sentences:
            a, b = max(start, other.start), min(end, other.end)
            if a >= b:
                continue
            inside = [(max(a, q.start), min(b, q.end)) for q in scene.quotations[passage] if q.start < b and a < q.end]
            if other.index == sentence.index:
                out.append((a, b))
            else:
                out.extend(inside)
    return _joined(scene.text, out) or content


def _joined(text: str, places: list[Place]) -> list[Place]:
    """Join places between which only blanks and quotation marks stand."""
    out: list[Place] = []
    for start, end in sorted(places):
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _leave_addressee(text: str, content: list[Place], cue: list[Place]) -> list[Place]:
    """ "accused the army of lying": what is said is the lying; "alleged in the indictment that": what follows "that"."""
    if not content or not cue:
        return content
    start, end = content[0]
    printed = text[cue[0][0] : cue[-1][1]]
    nameless = _NAMELESS.match(text, start, end)
    if nameless:
        return [(nameless.end(), end), *content[1:]]
    reports = _REPORTS_THAT.match(text, start, end)
    if reports and start >= cue[-1][1] and end - reports.end() > 8:
        return [(reports.end(), end), *content[1:]]  # "denied reports that a ransom was paid"
    pattern = _OF_WHAT if _ACCUSES.search(printed) else _IN_WHAT if _ENDS_IN.search(printed) else None
    found = pattern.match(text, start, end) if pattern and start >= cue[-1][1] else None
    return [(found.end(), end), *content[1:]] if found and end - found.end() > 3 else content


def clean_content(scene: Scene, passage: int, content: list[Place], around: Sequence[Place]) -> list[Place]:
    """Take quotations whole, cut out the cue and source of the attribution itself, trim the edges."""
    text = scene.text
    pieces = []
    for place in content:
        start, end = _take_whole(scene.quotations[passage], *place)
        pieces.extend(without(start, end, around))
    pieces = [_without_platform(text, *trim(text, *p)) for p in sorted(pieces)]
    out: list[Place] = []
    for start, end in pieces:
        if _PARTS_ONLY.match(text[start:end]):
            continue
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _without_platform(text: str, start: int, end: int) -> Place:
    """ "confirmed the exchange on Telegram": where it was said is no part of what was said, if that is no clause."""
    found = _ON_PLATFORM.search(text, start, end)
    if (
        found
        and found.start() - start < 60
        and not re.search(r"[“”\"]|\b(?:was|were|is|are|had|has|have|would|will)\b", text[start:end])
    ):
        return start, found.start()
    return start, end


def _take_whole(quotations: Sequence[Quotation], start: int, end: int) -> Place:
    """Widen to the ends of a quotation where most of it is inside already: words are not cut off in mid-quotation."""
    for q in quotations:
        inside = min(end, q.inner_end) - max(start, q.inner_start)
        length = q.inner_end - q.inner_start
        if inside > 0.6 * length and length > 0:
            start, end = min(start, q.inner_start), max(end, q.inner_end)
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
    if whole and (marks[0].closed or text[end : end + 1] in ("”", '"', "»", "")):
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


def shared_with(a: Sequence[Place], b: Sequence[Place]) -> int:
    """How many characters two lists of places share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def size_of(places: Sequence[Place]) -> int:
    """How many characters a list of places covers."""
    return sum(e - s for s, e in places)
