"""Social-media posts as plain text prints them: "words — Author (@handle) February 15, 2025"."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.ingest.printed_dates import FULL_DATE, read_full_date
from sayso.language.lexicon import read_lexicon
from sayso.model.report import Post

MOST_LINKS = 10  # between a post's words and its signature
LONGEST_NAME = 100  # code points between the dash and the handle
_DASH = r"(?:[—–―]|&mdash;|--)"
_SIGNATURE = re.compile(
    rf"{_DASH}\s{{0,3}}(?P<author>[^—–―\n]{{0,{LONGEST_NAME}}}?)\s{{0,3}}\((?P<handle>@[\w.]{{1,50}})\)"
    rf"(?:,?\s{{1,3}}(?:on\s)?(?P<date>{FULL_DATE}))?\s*$"
)
_INNER_SIGNATURE = re.compile(
    rf"{_DASH}\s{{0,3}}[^—–―\n]{{0,{LONGEST_NAME}}}?\s{{0,3}}\(@[\w.]{{1,50}}\),?\s{{1,3}}(?:on\s)?{FULL_DATE}(?=\s)"
)
_BARE_HANDLE = re.compile(rf"{_DASH}\s{{0,3}}(?P<handle>@[\w.]{{1,50}})(?:,?\s{{1,3}}(?P<date>{FULL_DATE}))?\s*$")
_LINK = re.compile(r"(?:pic\.twitter\.com/\w+|https?://[^\s<>]{1,400}|t\.me/\w[\w/]{1,80})")
_LAST_LINK = re.compile(rf"\s*(?P<link>{_LINK.pattern})\s*$")
_HOST = re.compile(
    r"(?:https?://)?(?:[\w-]{1,60}\.){0,3}?(?P<host>[\w-]{1,60}\.[a-z]{2,12})(?=[/:?#]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line that carries a post: its words end at `words_end` (0 where the line is the signature alone)."""

    post: Post
    words_end: int


def read_signed_line(line: str) -> SignedLine | None:
    """Give the post that a line of plain text carries, or None where nothing signs it with a handle.

    `words_end` counts code points of `line`; links that stand between the words and the signature are not words.
    """
    tail_at = max(0, len(line) - 3 * LONGEST_NAME)
    tail = line[tail_at:]
    if "@" not in tail:
        return None
    signature = _SIGNATURE.search(tail) or _BARE_HANDLE.search(tail)
    if signature is None:
        return None
    words_end, link = _cut_links(line, tail_at + signature.start())
    found = signature.groupdict()
    post = Post(
        platform=platform_of(link),
        author=(found.get("author") or "").strip() or None,
        handle=found["handle"],
        date=read_full_date(found["date"]) if found["date"] else None,
        url=link,
        truncated=is_truncated(line[:words_end]),
    )
    return SignedLine(post, words_end)


def find_inner_signatures(line: str) -> list[int]:
    """Give where dated signatures end inside a line that goes on after them: posts that were run together with prose."""
    if "(@" not in line:
        return []
    ends = [match.end() for match in _INNER_SIGNATURE.finditer(line)]
    return [end for end in ends if line[end:].strip()]


def _cut_links(line: str, end: int) -> tuple[int, str | None]:
    link = None
    for _ in range(MOST_LINKS):
        match = _LAST_LINK.search(line, max(0, end - 500), end)
        if match is None:
            break
        end, link = match.start(), match.group("link")
    words_end = len(line[:end].rstrip())
    if words_end == 0 and link is not None:  # a post that is nothing but a link: the link is its words
        at = line.find(link)
        return at + len(link), link
    if link is None and (within := _LINK.search(line, 0, words_end)) and platform_of(within.group()):
        link = within.group()
    return words_end, link


def is_truncated(words: str) -> bool:
    """Tell whether a post's words break off ("…", "...")."""
    return words.rstrip().rstrip("\"'”’)").endswith(("…", "..."))


@cache
def _platforms() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row[0], frozenset(row[1].split("|"))) for row in read_lexicon("platforms"))


def platform_of(link: str | None) -> str | None:
    """Give the platform that a link belongs to, or None where the link names none."""
    match = _HOST.match(link) if link else None
    host = match.group("host").casefold() if match else None
    return next((name for name, hosts in _platforms() if host in hosts), None)
