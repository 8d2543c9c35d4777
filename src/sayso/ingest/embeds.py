"""Embedded posts, taken out of a page's HTML in the platforms' own embed markup before the page is cleaned.

Markup as the platforms' embed dialogs give it and as browsers save it: X (blockquote.twitter-tweet, its rendered iframe),
Telegram (script and iframe of a post, the widget's own divs), Facebook (div.fb-post, plugins/post.php), Instagram
(blockquote.instagram-media and its iframe), and the quotes of TikTok, Bluesky, Mastodon and Threads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sayso.ingest.posts import is_truncated, platform_of
from sayso.ingest.printed_dates import FULL_DATE, read_full_date
from sayso.model.report import Post

Element = Any  # lxml has stubs for its factories, not for elements that change under our hands

NO_TEXT = frozenset(("script", "style", "svg", "noscript", "template", "canvas", "object", "head"))
_BREAKS = frozenset(("p", "div", "li", "tr", "blockquote", "section", "br"))
QUOTES = {
    "twitter-tweet": "X",
    "twitter-video": "X",
    "instagram-media": "Instagram",
    "tiktok-embed": "TikTok",
    "bluesky-embed": "Bluesky",
    "mastodon-embed": "Mastodon",
    "text-post-media": "Threads",
}
# AMP components (amp.dev): the attribute that names the post, the address it stands for
_AMP = {
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
}
_FRAMES = re.compile(
    r"//(?:platform\.twitter\.com/embed|platform\.x\.com/embed|t\.me/\w+/\d+\?embed|telegram\.me/\w+/\d+\?embed"
    r"|www\.facebook\.com/(?:v[\d.]+/)?plugins/(?:post|video)\.php|www\.instagram\.com/(?:p|reel|tv)/[\w-]+/embed)"
)
_SIGNED = re.compile(r"[—–]\s{0,3}(?P<author>[^—–\n]{0,100}?)\s{0,3}\((?P<handle>@[\w.]{1,60}(?:@[\w.-]{3,60})?)\)")
_SHARED_BY = re.compile(
    r"A (?:post|photo|video|reel) (?:shared|posted) by\s{0,3}(?P<author>[^\n(]{0,100}?)\s{0,3}(?:\((?P<handle>@[\w.]{1,60})\)|(?=$|\n| on ))"
)
_POSTED_BY = re.compile(
    r"(?:Posted|Publi\w+|Gepostet) (?:by|von|par|por)\s{1,3}(?P<author>[^\n]{1,100}?)\s{1,3}(?:on|am|le|el)\s"
)
_TRAILING_LINK = re.compile(r"\s*(?:pic\.twitter\.com/\w+|https?://t\.co/\w+)\s*$")
_SNOWFLAKE = re.compile(r"/status(?:es)?/(\d{15,20})")
_SNOWFLAKE_EPOCH = 1_288_834_974_657  # ms: X counts its ids from 4 November 2010, 01:42:54.657 UTC (twitter/snowflake)
_ACCOUNT = re.compile(r"^/@?(?P<account>[\w.]{1,60})/(?:status(?:es)?/\d|\d)")


@dataclass(frozen=True, slots=True)
class EmbeddedPost:
    """A post as its embed code holds it: its words (empty where the page has none), the line that signs it, its facts."""

    words: str
    signature: str
    post: Post


def find_embeds(tree: Element) -> Iterator[tuple[Element, EmbeddedPost]]:
    """Give the elements of a page that embed a post, outermost first, each with its post."""
    taken: set[Element] = set()
    for element in tree.iter("blockquote", "div", "iframe", "script", *_AMP):
        if taken and any(above in taken for above in element.iterancestors()):
            continue
        if (found := _read_embed(element)) is not None:
            taken.add(element)
            yield element, found


def _read_embed(element: Element) -> EmbeddedPost | None:
    classes = (element.get("class") or "").split()
    if element.tag in _AMP:
        attribute, address = _AMP[element.tag]
        return _bare_post(address.format(element.get(attribute))) if element.get(attribute) else None
    if element.tag == "script":
        name = element.get("data-telegram-post")
        return _bare_post(f"https://t.me/{name}") if name else None
    if element.tag == "iframe":
        return _read_frame(element)
    if "fb-post" in classes or "fb-video" in classes:
        return _read_facebook(element)
    if "tgme_widget_message" in classes and element.get("data-post"):
        return _read_telegram(element)
    platform = next((QUOTES[c] for c in classes if c in QUOTES), None)
    if platform is None:
        return _read_bare_quote(element) if element.tag == "blockquote" else None
    if element.tag == "div":  # a rendered embed: its words are inside a frame that the page does not hold
        frame = next(element.iter("iframe"), None)
        return _read_frame(frame) if frame is not None else None
    return _read_instagram(element) if platform == "Instagram" else _read_quote(element, platform)


def _read_quote(element: Element, platform: str) -> EmbeddedPost | None:
    paragraphs = list(element.iter("p", "section"))
    text = text_of(element)
    signed = None
    for signed in _SIGNED.finditer(text):  # noqa: B007 - the last one signs
        pass
    words = (
        "\n".join(filter(None, (text_of(p) for p in paragraphs)))
        if paragraphs
        else text[: signed.start()]
        if signed
        else text
    )
    if signed and words.endswith(text[signed.start() :]):
        words = words[: -len(text[signed.start() :])]
    links = [a for a in element.iter("a") if a.get("href")]
    url = (
        element.get("cite")
        or element.get("data-embed-url")
        or element.get("data-text-post-permalink")
        or _post_link(links)
    )
    if not words.strip() and url is None:
        return None
    printed = _printed_date(text[signed.end() :] if signed else "", links)
    facts = (signed.group("author").strip() or None, signed.group("handle")) if signed else (None, _account(url))
    return _embedded(words, platform, facts, printed, url)


def _read_bare_quote(element: Element) -> EmbeddedPost | None:
    """A quote that lost its class on the way, and is still signed with a handle and linked to the post."""
    links = [a for a in element.iter("a") if platform_of(a.get("href")) == "X"]
    url = _post_link(links)
    return _read_quote(element, "X") if url and _SIGNED.search(text_of(element)) else None


def _read_instagram(element: Element) -> EmbeddedPost | None:
    url = element.get("data-instgrm-permalink") or _post_link([a for a in element.iter("a") if a.get("href")])
    text = text_of(element)
    shared = _SHARED_BY.search(text)
    lines = [text_of(p) for p in element.iter("p")]
    words = "\n".join(
        line for line in lines if line and not _SHARED_BY.match(line) and not line.startswith("View this post")
    )
    moment = next((t.get("datetime") for t in element.iter("time") if t.get("datetime")), None)
    author, handle = (shared.group("author").strip() or None, shared.group("handle")) if shared else (None, None)
    if author and author.startswith("@") and handle is None:
        author, handle = None, author
    return _embedded(words, "Instagram", (author, handle), moment[:10] if moment else None, url)


def _read_facebook(element: Element) -> EmbeddedPost | None:
    url = element.get("data-href")
    quote = next(element.iter("blockquote"), None)
    if quote is None:
        return _bare_post(url) if url else None
    words = "\n".join(filter(None, (text_of(p) for p in quote.iter("p"))))
    links = [a for a in quote.iter("a") if a.get("href")]
    posted = _POSTED_BY.search(text_of(quote))
    author = posted.group("author") if posted else (text_of(links[-2]) or None if len(links) > 1 else None)
    return _embedded(
        words,
        "Facebook",
        (author, None),
        _printed_date(text_of(links[-1]) if links else "", []),
        url or quote.get("cite"),
    )


def _read_telegram(element: Element) -> EmbeddedPost:
    def part(name: str) -> str:
        return next((text_of(e) for e in element.iter() if name in (e.get("class") or "").split()), "")

    name = element.get("data-post")
    moments = [t.get("datetime") for t in element.iter("time") if t.get("datetime")]
    channel = name.partition("/")[0]
    return _embedded(
        part("tgme_widget_message_text"), "Telegram", (part("tgme_widget_message_owner_name") or None, f"@{channel}"),
        moments[-1][:10] if moments else None, f"https://t.me/{name}",
    )  # fmt: skip


def _read_frame(frame: Element) -> EmbeddedPost | None:
    if frame.get("srcdoc"):  # pages saved into one file carry a frame's document in the frame
        from lxml import html

        inner = html.document_fromstring(frame.get("srcdoc") or "<p></p>")
        return next((post for _, post in find_embeds(inner)), None)
    source = frame.get("src") or frame.get("data-src") or ""
    if (number := frame.get("data-tweet-id")) and number.isdigit():
        return _bare_post(f"https://twitter.com/i/status/{number}")
    if not _FRAMES.search(source):
        return None
    query = parse_qs(urlsplit(source).query)
    if "href" in query:
        return _bare_post(query["href"][0])
    if "id" in query and "twitter" in source:
        return _bare_post(f"https://twitter.com/i/status/{query['id'][0]}")
    return _bare_post(
        source.partition("?")[0].removesuffix("/").removesuffix("/embed/captioned").removesuffix("/embed")
    )


def _bare_post(url: str) -> EmbeddedPost:
    """A post of which the page holds the address alone."""
    return _embedded("", platform_of(url), (None, _account(url)), None, url)


def _embedded(
    words: str, platform: str | None, who: tuple[str | None, str | None], day: str | None, url: str | None
) -> EmbeddedPost:
    """`day` is a date as printed or YYYY-MM-DD; without one, an X post's own number says when it was sent (UTC)."""
    words = words.strip()
    while match := _TRAILING_LINK.search(words, max(0, len(words) - 200)):
        words = words[: match.start()].rstrip()
    author, handle = who
    date = read_full_date(day) if day else None
    if date is None and platform == "X":
        date = _date_of_number(url)
    signature = " ".join(filter(None, ("—", author, f"({handle})" if author and handle else handle, day or date)))
    address = url.partition("?")[0] if url and platform in ("X", "Instagram", "Telegram") else url
    return EmbeddedPost(
        words, signature if author or handle else "", Post(platform, author, handle, date, address, is_truncated(words))
    )


def _post_link(links: list[Element]) -> str | None:
    """The last link that leads to a post: signatures and dates carry it."""
    hrefs = [str(a.get("href")) for a in links]
    own = [
        h for h in hrefs if re.search(r"/status(?:es)?/\d|/p/[\w-]{5}|/reel/|/post/|/video/\d|/posts/|t\.me/\w+/\d", h)
    ]
    return own[-1] if own else None


def _printed_date(after: str, links: list[Element]) -> str | None:
    for words in (after, *(text_of(a) for a in reversed(links))):
        if found := re.search(FULL_DATE, words[:200]):
            return found.group()
    return None


def _account(url: str | None) -> str | None:
    found = _ACCOUNT.match(urlsplit(url).path) if url else None
    return f"@{found.group('account')}" if found and found.group("account") not in ("i", "p", "c", "s") else None


def _date_of_number(url: str | None) -> str | None:
    found = _SNOWFLAKE.search(url) if url else None
    if found is None:
        return None
    moment = ((int(found.group(1)) >> 22) + _SNOWFLAKE_EPOCH) / 1000
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def text_of(element: Element) -> str:
    """Give the text of an element as a reader sees it: <br> and <p> break lines, other white space is one blank."""
    from lxml import etree

    pieces: list[str] = []
    hidden = 0
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        breaks = inner.tag in _BREAKS
        if event == "start":
            hidden += inner.tag in NO_TEXT
            pieces.append("\n" if breaks else "")
            pieces.append("" if hidden else (inner.text or "").replace("\n", " "))
        else:
            hidden -= inner.tag in NO_TEXT
            pieces.append("\n" if breaks and inner.tag != "br" else "")
            if inner is not element:
                pieces.append("" if hidden else (inner.tail or "").replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
