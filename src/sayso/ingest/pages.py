"""Saved and fetched pages: posts and captions out first, then the main text by trafilatura, then all back in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from typing import Any

from sayso.ingest.addresses import canonical_address
from sayso.ingest.arrivals import Arrival, reader_of_text, refuse, take_in
from sayso.ingest.decoding import decode_bytes
from sayso.ingest.embeds import Element, EmbeddedPost, find_embeds, text_of
from sayso.ingest.furniture import split_names
from sayso.ingest.options import ReadOptions
from sayso.ingest.printed_dates import read_instant
from sayso.ingest.segments import lay_out
from sayso.ingest.tongues import recognise_language
from sayso.model.report import Intake, Problem, Report, Segment, SegmentKind

MOST_TEXT = 1_500_000  # code points of text in a page: a long book; news reports stay below 100,000
HUGE = 9_000_000  # bytes: beyond, libxml2 wants to be told that the tree may be huge
LEAST_WORDS = 8  # of the longest paragraph of an article
_NO_TEXT = ("script", "style", "svg", "noscript", "template", "canvas", "object", "head")
_WRAPPERS = ("div", "figure", "p", "span", "center", "section")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CAPTION_CLASSES = ("wp-caption-text", "caption-text", "image-caption")


@dataclass(frozen=True, slots=True)
class _Block:
    """One stretch of the rendition before it has its place; a post's `signature` follows its words on a line of its own."""

    kind: SegmentKind | None
    text: str
    embed: EmbeddedPost | None = None
    close: bool = False  # follows the block before it without a blank line, as rows of one list or table


def read_page(arrival: Arrival, options: ReadOptions) -> Intake:
    """Read the bytes of an HTML page; without an article in it, the intake has no report and a problem says so."""
    decoded = decode_bytes(arrival.content, arrival.charset, page=True)
    if decoded.text is None:
        return Intake(None, None, decoded.problems, arrival.origin)
    tree = _parse(decoded.text)
    if tree is None:
        return refuse(arrival.origin, "no article", "the bytes hold no HTML")
    length = sum(
        len(text)
        for element in tree.iter()
        if element.tag not in _NO_TEXT
        for text in (element.text, element.tail)
        if text
    )
    if length > MOST_TEXT:
        return refuse(
            arrival.origin,
            "too large",
            f"the page holds {length} characters of text; more than {MOST_TEXT} are not read",
        )
    published = _published_instant(tree)
    token = f"sayso{arrival.sha256[:10]}"
    marked = _mark(tree, token)
    document = _extract(tree, arrival.place if arrival.fetched else options.url)
    if document is None or document.body is None:
        return refuse(arrival.origin, "no article", "the page holds no main text")
    blocks, problems = _compose(document, marked, token)
    if not any(b.kind is None and len(b.text.split()) >= LEAST_WORDS for b in blocks):
        return refuse(arrival.origin, "no article", "no paragraph of the page is longer than a few words")
    report = _build_report(document, blocks, published, arrival)
    return take_in(arrival, report, (*decoded.problems, *problems), options)


def _parse(text: str) -> Element | None:
    from lxml import etree, html

    text = _DECLARATION.sub("", text.replace("\0", ""), count=1)
    content = text.encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=len(content) > HUGE)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _published_instant(tree: Element) -> str | None:
    """The instant that a page itself declares (Open Graph, schema.org), where it names its zone."""
    found = tree.xpath(
        "//meta[@property='article:published_time' or @property='og:article:published_time' or @itemprop='datePublished']/@content"
        "|//time[@itemprop='datePublished' or @pubdate]/@datetime"
    )
    told = [str(value) for value in found]
    for script in tree.xpath("//script[@type='application/ld+json']"):
        told += re.findall(r'"datePublished"\s*:\s*"([^"]{8,40})"', (script.text or "")[:200_000])
    instants = [instant for value in told if (instant := read_instant(value)[0])]
    return next((i for i in instants if len(i) > 10), next(iter(instants), None))


def _mark(tree: Element, token: str) -> list[EmbeddedPost | str]:
    """Put a paragraph of one marking word in the place of every embedded post and caption, so that cleaning keeps it."""
    from lxml import html

    held: list[EmbeddedPost | str] = []

    def stand_in(element: Element, thing: EmbeddedPost | str) -> None:
        marker = html.Element("p")
        marker.text = f"{token}mark{len(held)}end"
        held.append(thing)
        _replace(_outermost(element), marker)

    for element, post in list(find_embeds(tree)):
        stand_in(element, post)
    for element in list(tree.iter("figcaption", "p", "div")):
        captioned = element.tag == "figcaption" or any(
            c in _CAPTION_CLASSES for c in (element.get("class") or "").split()
        )
        if captioned and (words := text_of(element)) and token not in words:
            figure = next((a for a in element.iterancestors() if a.tag == "figure"), element)
            if token not in text_of(figure):
                stand_in(figure, " ".join(words.split()))
    return held


def _outermost(element: Element) -> Element:
    """Climb while the element is all that its parent holds: wrappers named "embed" are thrown away by cleaners."""
    while (parent := element.getparent()) is not None and parent.tag in _WRAPPERS and parent.getparent() is not None:
        others = [c for c in parent if c is not element and c.tag not in _NO_TEXT and text_of(c)]
        texts = [parent.text, *(child.tail for child in parent)]
        if others or any(text and text.strip() for text in texts) or (parent.getparent().tag == "html"):
            break
        element = parent
    return element


def _replace(element: Element, marker: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    if parent.tag == "p" and parent.getparent() is not None:  # a post inside a paragraph goes below it
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        else:
            parent.text = (parent.text or "") + (tail or "")
        parent.remove(element)
        marker.tail, parent.tail = parent.tail, None
        parent.addnext(marker)
    else:
        marker.tail = tail
        parent.replace(element, marker)


def _extract(tree: Element, url: str | None) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _compose(document: Any, marked: list[EmbeddedPost | str], token: str) -> tuple[list[_Block], tuple[Problem, ...]]:
    """Give the blocks of the rendition in order, and the problems of posts whose words the page does not hold."""
    pattern = re.compile(rf"{token}mark(\d+)end")
    blocks: list[_Block] = []
    problems: list[Problem] = []
    placed: set[int] = set()
    for block in _walk(document.body):
        pieces = pattern.split(block.text)
        for i, piece in enumerate(pieces):
            if i % 2 == 0 and piece.strip():
                blocks.append(replace(block, text=piece.strip()))
            elif i % 2 and int(piece) not in placed:
                placed.add(int(piece))
                blocks.append(_held_block(marked[int(piece)]))
    for i, thing in enumerate(marked):
        if isinstance(thing, EmbeddedPost):
            where = thing.post.url or thing.words[:60]
            if i not in placed:
                problems.append(Problem("post left out", f"a post stands outside the main text: {where}"))
            elif not thing.words:
                problems.append(Problem("post without words", f"the page holds only the address of a post: {where}"))
    return blocks, tuple(problems)


def _held_block(thing: EmbeddedPost | str) -> _Block:
    if isinstance(thing, str):
        return _Block("caption", thing)
    return _Block("post", thing.words or thing.post.url or "", thing)


def _walk(element: Element, kind: SegmentKind | None = None) -> Iterator[_Block]:
    """Go through trafilatura's body: heads, paragraphs, quotations, items of lists, rows of tables."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag in ("p", "head", "list", "table", "quote", "div", "body", "code", "ab", "item", "row"):
            yield from _lines("".join(loose), kind)
            loose = []
            yield from _walk_block(child, kind)
        else:
            loose.append("\n" if child.tag == "lb" else " ".join(_inner_text(child).split("\n")))
        loose.append(child.tail or "")
    yield from _lines("".join(loose), kind)


def _walk_block(child: Element, kind: SegmentKind | None) -> Iterator[_Block]:
    if child.tag == "head":
        yield from _lines(" ".join(_inner_text(child).split()), "heading")
    elif child.tag == "list":
        for i, item in enumerate(child.iter("item")):
            yield _Block("paragraph", " ".join(_inner_text(item).split()), close=i > 0)
    elif child.tag == "table":
        for i, row in enumerate(child.iter("row")):
            cells = [" ".join(_inner_text(cell).split()) for cell in row.iter("cell")]
            if any(cells):
                yield _Block("paragraph", " | ".join(cells), close=i > 0)
    else:
        yield from _walk(child, kind)


def _inner_text(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield "\n"
        else:
            yield from _pieces(child)
        yield child.tail or ""


def _lines(text: str, kind: SegmentKind | None) -> Iterator[_Block]:
    for line in text.split("\n"):
        if words := " ".join(line.split()):
            yield _Block(kind, words)


def _build_report(document: Any, blocks: list[_Block], published: str | None, arrival: Arrival) -> Report:
    title = " ".join(document.title.split()) if document.title else None
    text, known = _render(title, blocks, document.description)
    laid = lay_out(text, title, known=known)
    day = document.date or None
    if published and (day is None or published[:10] == day):
        day = published
    url = _own_address(document.url, arrival)
    return Report(
        id=arrival.sha256,
        sha256=arrival.sha256,
        outlet=document.sitename or laid.outlet,
        title=title,
        byline=split_names(document.author) if document.author else laid.byline,
        published=day or laid.published,
        url=url,
        language=recognise_language(text),
        credits=laid.credits,
        text=text,
        segments=laid.segments,
        identity=canonical_address(url) or "",
        reader=_reader_of_pages(),
    )


def _own_address(declared: str | None, arrival: Arrival) -> str | None:
    """The canonical address; one that points at a site's front page is a mistake of the site where we know better."""
    if arrival.fetched and (not declared or not re.search(r"//[^/]+/.", declared)):
        return arrival.place
    return declared or None


def _render(title: str | None, blocks: list[_Block], description: str | None) -> tuple[str, dict[int, Segment]]:
    """Write the rendition, which begins with the title, and note by their start the segments that are known."""
    pieces: list[str] = []
    known: dict[int, Segment] = {}
    at = 0

    def write(text: str, kind: SegmentKind | None, embed: EmbeddedPost | None = None, gap: str = "\n\n") -> None:
        nonlocal at
        if pieces:
            pieces.append(gap)
            at += len(gap)
        if kind is not None:
            known[at] = Segment(kind, at, at + len(text), embed.post if embed else None)
        pieces.append(text)
        at += len(text)

    if title:
        write(title, "title")
    body = blocks[1:] if title and blocks and blocks[0].text.casefold() == title.casefold() else blocks
    for i, block in enumerate(body):
        kind = "standfirst" if i < 2 and _is_description(block, description) else block.kind
        write(block.text, kind, block.embed, "\n" if block.close else "\n\n")
        if block.embed and block.embed.signature:
            write(block.embed.signature, "credit", gap="\n")
    return "".join(pieces), known


def _is_description(block: _Block, description: str | None) -> bool:
    """A standfirst is what the page gives as its own summary, whole; a lead is longer than the summary cut from it."""
    if block.kind not in (None, "heading") or not description:
        return False
    words, summary = block.text.rstrip(" ."), " ".join(description.split()).rstrip(" .…")
    return len(words) > 30 and (words == summary or summary.startswith(words))


@cache
def _reader_of_pages() -> str:
    return f"trafilatura {version('trafilatura')} ({reader_of_text()})"
