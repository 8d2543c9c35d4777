"""What trafilatura found, written out as a text that begins with its title, posts and captions back in their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from sayso.ingest.embeds import Element, EmbeddedPost
from sayso.ingest.markers import Marked, neighbours_before
from sayso.language.lexicon import read_lexicon
from sayso.model.report import Problem, Segment, SegmentKind

LONGEST_FURNITURE = 160  # code points
MOST_LOST = 50  # embeds outside the main text whose place is looked for
_BLOCKS = ("p", "head", "list", "table", "quote", "div", "body", "code", "ab", "item", "row")


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the rendition before it has its place; what follows `close` stands on the next line, as rows do."""

    kind: SegmentKind | None
    text: str
    embed: EmbeddedPost | None = None
    close: bool = False


@dataclass(slots=True)
class _Page:
    pieces: list[str] = field(default_factory=list)
    known: dict[int, Segment] = field(default_factory=dict)
    length: int = 0

    def write(self, block: Block) -> None:
        if self.pieces:
            gap = "\n" if block.close else "\n\n"
            self.pieces.append(gap)
            self.length += len(gap)
        start, end = self.length, self.length + len(block.text)
        if block.kind is not None:
            self.known[start] = Segment(block.kind, start, end, block.embed.post if block.embed else None)
        self.pieces.append(block.text)
        self.length = end


def compose_blocks(body: Element, marked: Marked, tree: Element) -> tuple[list[Block], tuple[Problem, ...]]:
    """Give the blocks of the rendition in order, and the problems of posts that are left out or have no words.

    `body` is what trafilatura found in `tree`, the page that `marked` was taken out of.
    """
    blocks: list[Block] = []
    placed: set[int] = set()
    for block in (b for b in _walk(body) if not is_page_furniture(b.text)):
        for i, piece in enumerate(marked.pattern.split(block.text)):
            if i % 2 == 0 and piece.strip():
                blocks.append(replace(block, text=piece.strip()))
            elif i % 2 and int(piece) not in placed:
                placed.add(int(piece))
                blocks.append(_held_block(marked.held[int(piece)]))
    posts = [i for i, thing in enumerate(marked.held) if isinstance(thing, EmbeddedPost)]
    placed |= _restore(blocks, marked, [i for i in posts if i not in placed], tree)
    return blocks, tuple(problem for i in posts if (problem := _name_loss(marked.held[i], i in placed)))


def is_page_furniture(line: str) -> bool:
    """Tell whether a line belongs to the page and not to the report: invitations to read on, to sign up, to share."""
    return len(line) <= LONGEST_FURNITURE and bool(_furniture().match(line.casefold()))


@cache
def _furniture() -> "re.Pattern[str]":
    return re.compile(r"\W{0,3}(?:" + "|".join(f"(?:{row[0]})" for row in read_lexicon("page_furniture")) + ")")


def _name_loss(thing: EmbeddedPost | str, placed: bool) -> Problem | None:
    if isinstance(thing, str):
        return None
    where = thing.post.url or thing.words[:60]
    if not placed:
        return Problem("post left out", f"a post stands outside the main text: {where}")
    if not thing.words:
        return Problem("post without words", f"the page holds only the address of a post: {where}")
    return None


def _restore(blocks: list[Block], marked: Marked, lost: list[int], tree: Element) -> set[int]:
    """Put posts whose wrapper was thrown away back below the paragraph they followed, where that is in the text."""
    back: set[int] = set()
    words = {marked.word(i): i for i in lost[:MOST_LOST]}
    for marker in [p for p in tree.iter("p") if p.text in words] if words else []:
        number = words[marker.text]
        starts = (
            (before, k)
            for before in neighbours_before(marker)
            for k, b in enumerate(blocks)
            if b.text.startswith(before)
        )
        at = next((k for _, k in starts), None)
        if at is not None:
            while at + 1 < len(blocks) and blocks[at + 1].embed:
                at += 1
            blocks.insert(at + 1, _held_block(marked.held[number]))
            back.add(number)
    return back


def _held_block(thing: EmbeddedPost | str) -> Block:
    if isinstance(thing, str):
        return Block("caption", thing)
    return Block("post", thing.words or thing.post.url or "", thing)


def _walk(element: Element) -> Iterator[Block]:
    """Go through trafilatura's body: heads, paragraphs, quotations, items of lists, rows of tables."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _lines("".join(loose))
            loose = []
            yield from _walk_block(child)
        else:
            loose.append("\n" if child.tag == "lb" else _inner_text(child))
        loose.append(child.tail or "")
    yield from _lines("".join(loose))


def _walk_block(child: Element) -> Iterator[Block]:
    if child.tag == "head":
        if words := " ".join(_inner_text(child).split()):
            yield Block("heading", words)
    elif child.tag == "list":
        yield from _walk_rows(" ".join(_inner_text(item, "list").split()) for item in child.iter("item"))
    elif child.tag == "table":
        cells = (
            [" ".join(_inner_text(cell, "row").split()) for cell in row.iterchildren("cell")]
            for row in child.iter("row")
        )
        yield from _walk_rows(" | ".join(row) if any(row) else "" for row in cells)
    else:
        yield from _walk(child)


def _walk_rows(rows: Iterator[str]) -> Iterator[Block]:
    first = True
    for words in rows:
        if words:
            yield Block("paragraph", words, close=not first)
            first = False


def _inner_text(element: Element, without: str = "") -> str:
    """The text inside an element; elements named `without` are left out, since they are walked by themselves."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("\n")
        elif child.tag != without:
            pieces.append(_inner_text(child, without))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _lines(text: str) -> Iterator[Block]:
    for line in text.split("\n"):
        if words := " ".join(line.split()):
            yield Block(None, words)


def render(title: str | None, blocks: list[Block], description: str | None) -> tuple[str, dict[int, Segment]]:
    """Write the rendition, which begins with the title; gives the text and, by their start, the segments that are known."""
    page = _Page()
    if title:
        page.write(Block("title", title))
        if blocks and blocks[0].text.casefold() == title.casefold():
            blocks = blocks[1:]
    for i, block in enumerate(blocks):
        page.write(replace(block, kind="standfirst") if i < 2 and _is_description(block, description) else block)
        if block.embed and block.embed.signature:
            page.write(Block("credit", block.embed.signature, close=True))
    return "".join(page.pieces), page.known


def _is_description(block: Block, description: str | None) -> bool:
    """A standfirst is what the page gives as its own summary, whole; a lead is longer than the summary cut from it."""
    if block.kind not in (None, "heading") or not description:
        return False
    words, summary = block.text.rstrip(" ."), " ".join(description.split()).rstrip(" .…")
    return len(words) > 30 and (words == summary or summary.startswith(words))
