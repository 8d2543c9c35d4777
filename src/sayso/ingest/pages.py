"""Saved and fetched pages: posts and captions out first, then the main text by trafilatura, then all back in its place."""

import logging
import re
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import Any

from sayso.ingest.arrivals import Arrival, reader_of_text, refuse, take_in
from sayso.ingest.decoding import decode_bytes
from sayso.ingest.embeds import NO_TEXT, Element, text_of
from sayso.ingest.furniture import split_names
from sayso.ingest.markers import Marked, mark_embeds
from sayso.ingest.options import ReadOptions
from sayso.ingest.printed_dates import read_instant
from sayso.ingest.renditions import Block, compose_blocks, render
from sayso.ingest.segments import lay_out
from sayso.ingest.texts import build_report
from sayso.model.report import Intake, Problem, Report

MOST_TEXT = 1_500_000  # code points of text in a page: a long book; news reports stay below 100,000
MOST_ELEMENTS = 40_000  # of a page once what is only drawn is out; the largest of 25 saved pages had 1,736
MOST_LEVELS = (
    250  # of elements within elements; saved pages stay below 60, and recursion in the extractor ends near 1,000
)
LEAST_WORDS = 8  # of a paragraph that counts as one
LEAST_ARTICLE = 20  # words in such paragraphs: a flash of news has more, a page of links or a log-in page fewer
_SENTENCE = re.compile(r"[.!?…。؟۔][\"'”’»)\]]*$")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛´`", "'"))
_Found = tuple[Any, list[Block], tuple[Problem, ...]]


def read_page(arrival: Arrival, options: ReadOptions) -> Intake:
    """Read the bytes of an HTML page; without an article in it, the intake has no report and a problem says so."""
    decoded = decode_bytes(arrival.content, arrival.charset, page=True)
    if decoded.text is None:
        return Intake(None, None, decoded.problems, arrival.origin)
    tree = _parse(decoded.text)
    if tree is None:
        return refuse(arrival.origin, "no article", "the bytes hold no HTML")
    if excess := _name_excess(tree):
        return refuse(arrival.origin, "too large", excess)
    published = _published_instant(tree)
    marked = mark_embeds(tree, f"sayso{arrival.sha256[:10]}")
    found = _find_article(tree, arrival.place if arrival.fetched else options.url, marked)
    if found is None:
        return refuse(arrival.origin, "no article", "the page holds no paragraph of sentences")
    report = _build_report(found, tree, published, arrival, options)
    return take_in(arrival, report, (*decoded.problems, *found[2]), options)


def _parse(text: str) -> Element | None:
    from lxml import etree, html

    content = _DECLARATION.sub("", text.replace("\0", ""), count=1).encode("utf-8", "replace")
    # without huge_tree libxml2 drops, in silence, what lies deeper than 255 levels; our own bounds come after
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _name_excess(tree: Element) -> str | None:
    """Drop what is drawn and never read (pictures held in the page make most of a huge one), then measure the rest."""
    for drawn in list(tree.iter("style", "svg", "canvas")):
        drawn.drop_tree()
    length = elements = 0
    for element in tree.iter():
        elements += 1
        if element.tag not in NO_TEXT and element.text:
            length += len(element.text)
        length += len(element.tail or "")
        for name in ("src", "srcset", "style"):
            if element.get(name, "")[:5] == "data:" or len(element.get(name, "")) > 2_000:
                del element.attrib[name]
    if (levels := _count_levels(tree)) > MOST_LEVELS:
        return f"the page nests {levels} levels of elements; more than {MOST_LEVELS} are not read"
    if length > MOST_TEXT:
        return f"the page holds {length} characters of text; more than {MOST_TEXT} are not read"
    if elements > MOST_ELEMENTS:
        return f"the page holds {elements} elements; more than {MOST_ELEMENTS} are not read"
    return None


def _count_levels(tree: Element) -> int:
    from lxml import etree

    deepest = level = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def _published_instant(tree: Element) -> str | None:
    """The instant that a page itself declares (Open Graph, schema.org), where it names its zone, else the day."""
    found = tree.xpath(
        "//meta[@property='article:published_time' or @property='og:article:published_time']/@content"
        "|//meta[@itemprop='datePublished']/@content|//time[@itemprop='datePublished' or @pubdate]/@datetime"
    )
    told = [str(value) for value in found]
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            told += re.findall(r'"datePublished"\s*:\s*"([^"]{8,40})"', (script.text or "")[:200_000])
    instants = [instant for value in told if (instant := read_instant(value)[0])]
    return next((i for i in instants if len(i) > 10), next(iter(instants), None))


def _find_article(tree: Element, url: str | None, marked: Marked) -> _Found | None:
    """Extract the main text; where that yields no sentences, once more with a wider net."""
    for wide in (False, True):
        document = _extract(tree, url, wide)
        if document is not None and document.body is not None:
            blocks, problems = compose_blocks(document.body, marked, tree)
            if _is_article(blocks):
                return document, blocks, problems
    return None


def _is_article(blocks: list[Block]) -> bool:
    sentences = [b.text for b in blocks if b.kind in (None, "paragraph") and _SENTENCE.search(b.text[-8:])]
    return sum(len(text.split()) for text in sentences if len(text.split()) >= LEAST_WORDS) >= LEAST_ARTICLE


def _extract(tree: Element, url: str | None, wide: bool = False) -> Any:
    from trafilatura import bare_extraction

    _keep_quiet()
    return bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        favor_recall=wide,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _build_report(
    found: _Found, tree: Element, published: str | None, arrival: Arrival, options: ReadOptions
) -> Report:
    document, blocks, _ = found
    title = _printed_title(document.title, tree, document.sitename)
    text, known = render(title, blocks, document.description)
    laid = lay_out(text, title, known=known)
    day = document.date or None
    if published and (day is None or published[:10] == day):
        day = published
    url = _own_address(document.url, arrival)
    site = _site_name(document.sitename)
    outlet = site if site != document.hostname else None
    return replace(
        build_report(text, laid, arrival.sha256, outlet or laid.outlet or options.outlet or site, url),
        title=title,
        byline=split_names(document.author) if document.author else laid.byline,
        published=day or laid.published,
        reader=_reader_of_pages(),
    )


def _site_name(declared: str | None) -> str | None:
    """The outlet a page declares; notices of rights and dates that stand in its place are no names."""
    name = re.sub(r"^\W*(?:©|\(c\)|Copyright)\s*|\s*\d{4}\W*$", "", declared or "").strip()
    return name if re.search(r"[^\W\d_]{2}", name) else None


def _printed_title(title: str | None, tree: Element, site: str | None) -> str | None:
    """The title as the page prints it: its main heading where the declared title begins with it, no site's name."""
    if not title:
        return None
    title = " ".join(title.split())
    for heading in (" ".join(text_of(h).split()) for h in tree.iter("h1")):
        if len(heading) > 10 and title.translate(_STRAIGHT).casefold().startswith(
            heading.translate(_STRAIGHT).casefold()
        ):
            return heading
    for separator in (" | ", " - ", " – ", " — "):
        if site and title.casefold().endswith((separator + site).casefold()):
            return title[: -len(separator + site)]
    return title


def _own_address(declared: str | None, arrival: Arrival) -> str | None:
    """The canonical address; one that points at a site's front page is a mistake of the site where we know better."""
    if arrival.fetched and (not declared or not re.search(r"//[^/]+/.", declared)):
        return arrival.place
    return declared or None


@cache
def _keep_quiet() -> None:
    """What these libraries log is said by our problems; without a handler Python prints it on standard error."""
    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())


@cache
def _reader_of_pages() -> str:
    return f"trafilatura {version('trafilatura')} ({reader_of_text()})"
