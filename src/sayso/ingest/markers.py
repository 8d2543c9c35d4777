"""Posts and captions keep their place: a marking word stands in for each while the page around it is cleaned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ingest.embeds import NO_TEXT, Element, EmbeddedPost, find_embeds, text_of

NEAR = 8  # levels of the tree within which a paragraph is a post's neighbour
MOST_NEIGHBOURS = 12  # paragraphs before a post that are looked at
_APART = ("article", "main", "nav", "footer", "header")
_WRAPPERS = ("div", "figure", "p", "span", "center", "section")
_EMBED_CLASS = re.compile(
    r"class=[\"'][^\"'<>]{0,200}?(?:twitter-tweet|instagram-media|fb-post|tgme_widget_message|tiktok-embed|bluesky-embed)"
)
_CAPTION_CLASSES = ("wp-caption-text", "caption-text", "image-caption")


@dataclass(frozen=True, slots=True)
class Marked:
    """What was taken out of a page: embedded posts, and captions as text; the n-th is marked by `word(n)`."""

    token: str
    held: tuple[EmbeddedPost | str, ...]

    def word(self, number: int) -> str:
        return f"{self.token}mark{number}end"

    @property
    def pattern(self) -> "re.Pattern[str]":
        return re.compile(rf"{self.token}mark(\d+)end")


def mark_embeds(tree: Element, token: str) -> Marked:
    """Put a paragraph of one marking word in the place of every embedded post and caption of a page (changes `tree`)."""
    from lxml import html

    held: list[EmbeddedPost | str] = []

    def stand_in(element: Element, thing: EmbeddedPost | str) -> None:
        marker = html.Element("p")
        marker.text = f"{token}mark{len(held)}end"
        held.append(thing)
        _replace(_outermost(element), marker)

    _open_placeholders(tree)
    for element, post in list(find_embeds(tree)):
        stand_in(element, post)
    for element, words in list(_find_captions(tree)):
        if token not in text_of(element):
            stand_in(element, words)
    return Marked(token, tuple(held))


def _find_captions(tree: Element) -> Iterator[tuple[Element, str]]:
    for element in tree.iter("figcaption", "p", "div"):
        classes = (element.get("class") or "").split()
        if element.tag == "figcaption" or any(c in _CAPTION_CLASSES for c in classes):
            figure = next((a for a in element.iterancestors("figure")), element)
            if words := " ".join(text_of(element).split()):
                yield figure, words


def _open_placeholders(tree: Element) -> None:
    """Posts that wait for the reader's consent are held as text, in a hidden field or a template: make them elements."""
    from lxml import etree, html

    for holder in list(tree.iter("textarea", "template", "script", "noscript")):
        if holder.tag == "script" and (holder.get("type") or "") not in ("text/template", "text/plain", "text/html"):
            continue
        if _EMBED_CLASS.search(holder.text or "") and holder.getparent() is not None:
            try:
                inner = html.fragment_fromstring(holder.text or "", create_parent="div")
            except (etree.ParserError, etree.XMLSyntaxError, ValueError):
                continue
            inner.tail, holder.tail = holder.tail, None
            holder.getparent().replace(holder, inner)


def _outermost(element: Element) -> Element:
    """Climb while the element is all that its parent holds: wrappers named "embed" are thrown away by cleaners."""
    while (parent := element.getparent()) is not None and parent.tag in _WRAPPERS:
        if parent.getparent() is None or parent.getparent().tag == "html":
            break
        if _has_words(parent.text) or any(_has_words(c.tail) or (c is not element and _holds_words(c)) for c in parent):
            break
        element = parent
    return element


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())


def _holds_words(element: Element) -> bool:
    return any(
        _has_words(e.text) or _has_words(e.tail) for e in element.iter() if e.tag not in NO_TEXT and e is not element
    ) or (element.tag not in NO_TEXT and _has_words(element.text))


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


def neighbours_before(marker: Element) -> Iterator[str]:
    """The first words of the paragraphs that stand before an element, nearest first, among its near relations.

    None where the element stands outside the article of a page that has one.
    """
    if not any(True for _ in marker.iterancestors("article", "main")) and _has_article(marker):
        return
    element, seen = marker, 0
    for _ in range(NEAR):
        for earlier in element.itersiblings(preceding=True):
            if earlier.tag in _APART:
                return
            paragraphs = [earlier] if earlier.tag == "p" else list(earlier.iter("p"))
            for paragraph in reversed(paragraphs[-MOST_NEIGHBOURS:]):
                words = text_of(paragraph).partition("\n")[0]
                if len(words) > 30 and (seen := seen + 1) <= MOST_NEIGHBOURS:
                    yield words[:80]
            if seen >= MOST_NEIGHBOURS:
                return
        element = element.getparent()
        if element is None or element.tag in ("body", "html"):
            return


def _has_article(element: Element) -> bool:
    return next(element.getroottree().getroot().iter("article", "main"), None) is not None
