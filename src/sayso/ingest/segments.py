"""Plain text to segments: which line is title, standfirst, heading, paragraph, post, caption, credit or dateline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.ingest.datelines import read_dateline
from sayso.ingest.furniture import (
    TopLine,
    find_tail_credit,
    is_caption,
    is_rights_line,
    is_wire,
    read_credit_line,
    read_top_line,
)
from sayso.ingest.lines import BREAKS, Unit, find_units, looks_like_heading, looks_like_paragraph, share_of_words
from sayso.ingest.posts import SignedLine, find_inner_signatures, read_signed_line
from sayso.model.report import Segment, SegmentKind

TOP_UNITS = 8  # date and byline stand among the first lines
CREDIT_UNITS = 3  # credits stand among the last
DATELINE_UNITS = 3  # the dateline opens one of the first paragraphs
STANDFIRST_SHARE = (
    0.4  # of its longer words, which the lead repeats; set on the real report (.5) against leads (.1 to .3)
)
LONGEST_TITLE = 160
LONGEST_STANDFIRST = 260


@dataclass(frozen=True, slots=True)
class Layout:
    """The segments of a text in order, and what its lines say about the report; what no line says is empty."""

    segments: tuple[Segment, ...] = ()
    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    segments: list[Segment] = field(default_factory=list)
    title: str | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    credits: list[str] = field(default_factory=list)
    paragraphs: int = 0

    def add(self, kind: SegmentKind, start: int, end: int) -> None:
        if start < end:
            self.segments.append(Segment(kind, start, end))

    def take_top_line(self, top: TopLine) -> None:
        self.byline = self.byline or top.byline
        if top.outlet is not None and is_wire(top.outlet):  # "By Ada Quill, Reuters": its copy, whoever prints it
            self.agency = self.agency or top.outlet
        else:
            self.outlet = self.outlet or top.outlet
        self.published = self.published or top.published


def lay_out(
    text: str, given_title: str | None = None, find_title: bool = True, known: Mapping[int, Segment] | None = None
) -> Layout:
    """Give the kinds of a plain text's lines; every line that is not blank has a segment.

    With `find_title` the first line may be the title, where nothing else is possible; `given_title` is one known from
    elsewhere, which marks a first line that repeats it. `known` holds, by their start, segments that stand as they are.
    """
    known = known or {}
    units = [piece for unit in find_units(text, wrapped=not known) for piece in _part_posts(unit)]
    draft = _Draft()
    kinds = [_kind_of(units, i) for i in range(len(units))]
    signed = {i: line for i, u in enumerate(units) if (line := read_signed_line(u.text))}
    for i, unit in enumerate(units):
        if unit.start in known:
            draft.segments.append(known[unit.start])
        elif draft.segments and unit.end <= draft.segments[-1].end:
            continue  # a further line of a known segment
        elif i in signed:
            _add_post(draft, units, i, signed[i])
        elif not _add_edge(draft, units, i):
            kind = kinds[i]
            if i == 0 and kind == "title":
                _add_title(draft, unit, given_title, find_title)
            elif kind == "paragraph":
                _add_paragraph(draft, units, i)
            else:
                draft.add("heading" if kind == "title" else kind, unit.start, unit.end)
    return _finish(draft)


def _part_posts(unit: Unit) -> Iterator[Unit]:
    """A unit in which signed posts and prose were run together, in pieces that end with a signature."""
    cuts = [0, *find_inner_signatures(unit.text), len(unit.text)]
    for start, end in pairwise(cuts):
        piece = unit.text[start:end]
        begin = unit.start + start + len(piece) - len(piece.lstrip())
        yield Unit(begin, unit.start + start + len(piece.rstrip()), unit.block, unit.lines, piece.strip())


def _finish(draft: _Draft) -> Layout:
    outlet = draft.outlet
    for segment in draft.segments:  # an outlet's own post prints its name in full
        author = segment.post.author if segment.post else None
        if outlet and author and author.casefold() == f"the {outlet}".casefold():
            outlet = author
    agencies = [draft.agency] if draft.agency else []
    named = tuple(dict.fromkeys(agencies + draft.credits))
    return Layout(tuple(draft.segments), draft.title, draft.byline, outlet, draft.agency, draft.published, named)


def _kind_of(units: list[Unit], i: int) -> SegmentKind:
    unit, after = units[i], units[i + 1] if i + 1 < len(units) else None
    if is_caption(unit.text):
        return "caption"
    if i < TOP_UNITS and (dateline := read_dateline(unit.text)) and dateline.end == len(unit.text):
        return "paragraph"
    follows = after is not None and (looks_like_paragraph(after) or (i < TOP_UNITS and bool(read_top_line(after.text))))
    if i == 0 and follows and looks_like_heading(unit, LONGEST_TITLE):
        return "title"
    alone = not (i and looks_like_heading(units[i - 1]) and units[i - 1].block == unit.block)
    if i and follows and alone and looks_like_heading(unit):
        return "heading"
    return "paragraph"


def _add_title(draft: _Draft, unit: Unit, given: str | None, find_title: bool) -> None:
    if given is not None and given.strip().casefold() == unit.text.casefold():
        draft.add("title", unit.start, unit.end)
    elif find_title and given is None:
        draft.title = unit.text
        draft.add("title", unit.start, unit.end)
    else:
        draft.add("heading", unit.start, unit.end)


def _add_post(draft: _Draft, units: list[Unit], i: int, signed: SignedLine) -> None:
    """A signed line is a post; a signature that stands alone signs the lines above it, back to the blank line."""
    unit = units[i]
    if signed.words_end:
        draft.segments.append(Segment("post", unit.start, unit.start + signed.words_end, signed.post))
        rest = unit.text[signed.words_end :]
        if broken := BREAKS.search(rest):  # the signature stands on a line of its own
            draft.add("credit", unit.end - len(rest[broken.end() :].lstrip()), unit.end)
        return
    begins = i
    while begins and units[begins - 1].block == (
        unit.block if begins < i or units[i - 1].block == unit.block else unit.block - 1
    ):
        begins -= 1
        if units[begins].block != unit.block:
            break
    words = units[begins:i]
    if not words:
        draft.add("credit", unit.start, unit.end)
        return
    draft.segments = [s for s in draft.segments if s.start < words[0].start]
    text = words[-1].text
    at_end = read_signed_line(f"{text} — {signed.post.handle}")
    end = words[-1].start + (at_end.words_end if at_end and at_end.words_end else len(text))
    post = signed.post
    if at_end:
        link = post.url or at_end.post.url
        post = type(post)(
            post.platform or at_end.post.platform, post.author, post.handle, post.date, link, at_end.post.truncated
        )
    draft.segments.append(Segment("post", words[0].start, end, post))
    draft.add("credit", unit.start, unit.end)


def _add_edge(draft: _Draft, units: list[Unit], i: int) -> bool:
    """Take a line above the copy (date, byline) or below it (credits); tells whether it was one."""
    unit = units[i]
    if i < TOP_UNITS and draft.paragraphs <= DATELINE_UNITS and (top := read_top_line(unit.text)):
        if not (top.byline or top.published) and draft.paragraphs:
            return _add_credit(draft, units, i)  # an agency alone below the copy
        draft.take_top_line(top)
        draft.add("dateline", unit.start, unit.end)
        return True
    if i and is_rights_line(unit.text):
        draft.add("credit", unit.start, unit.end)
        return True
    return _add_credit(draft, units, i)


def _add_credit(draft: _Draft, units: list[Unit], i: int) -> bool:
    unit = units[i]
    if i and i >= len(units) - CREDIT_UNITS and (agencies := read_credit_line(unit.text)) is not None:
        draft.credits.extend(agencies)
        draft.add("credit", unit.start, unit.end)
        return True
    return False


def _add_paragraph(draft: _Draft, units: list[Unit], i: int) -> None:
    unit = units[i]
    draft.paragraphs += 1
    start, end = unit.start, unit.end
    if draft.agency is None and draft.paragraphs <= DATELINE_UNITS and (line := read_dateline(unit.text)):
        draft.agency, draft.published = line.agency, draft.published or line.published
        draft.add("dateline", start, start + line.end)
        start += line.end + len(unit.text[line.end :]) - len(unit.text[line.end :].lstrip())
        draft.paragraphs = DATELINE_UNITS  # one dateline a report
    tail = find_tail_credit(unit.text) if i == len(units) - 1 else None
    if tail:
        draft.credits.extend(tail[1])
        end = unit.start + len(unit.text[: tail[0]].rstrip())
    kind: SegmentKind = "standfirst" if draft.paragraphs == 1 and _is_standfirst(draft, units, i) else "paragraph"
    draft.add(kind, start, end)
    if tail:
        draft.add("credit", unit.start + tail[0], unit.end)


def _is_standfirst(draft: _Draft, units: list[Unit], i: int) -> bool:
    unit, after = units[i], units[i + 1] if i + 1 < len(units) else None
    if (
        after is None
        or len(unit.text) > LONGEST_STANDFIRST
        or ". " in unit.text.strip()
        or not looks_like_paragraph(unit)
    ):
        return False
    if read_top_line(after.text):
        return True
    opened = any(s.kind in ("title", "dateline") for s in draft.segments)
    if not opened or not looks_like_paragraph(after):
        return False
    return bool(read_dateline(after.text)) or share_of_words(unit.text, after.text) >= STANDFIRST_SHARE
