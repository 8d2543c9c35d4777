"""Shares in per cent: the count that each is a share of, by brackets, by "of them", by fate, by the share told before it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.extract.counting.fates import read_fate_words
from sayso.extract.counting.items import Item, fits
from sayso.extract.counting.wholes import LOOK_BACK, Link, is_bare

_AFTER_COUNT = re.compile(
    r"^[^()\[\].;\d]{0,40}[(\[]\s*$|^\s*(?:,|--|–|—)\s*(?:or|that is|i\.e\.|namely|which is)?,?\s*$"
)
_COUNT_INSIDE = re.compile(r"^[^().;\d]{0,12}\(\s*$")
_OF_WHOLE = re.compile(r"^\W*(?:of|among|out of)\s+(?:the |these |those |its |their |all )*$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\bof (?:them|whom|which|these|those(?: \w+ed)?|(?:the|this|that) (?:total|whole|sample|group|lot|number|dead|detained|freed|victims|missing|cases))\b",
    re.IGNORECASE,
)
_BEFORE_SHARE = re.compile(r"\b(?:of|among) (?:them|whom|which|these|those|all)\b[^.;]{0,20}$", re.IGNORECASE)
_TOLD_OF = re.compile(r"^\s+(?:had|have|has|were|are|was|is|said|say|told|reported|gave|lost)\b", re.IGNORECASE)
_MAKE_UP = re.compile(
    r"\b(?:ma[dk]e(?:s)? up|account(?:s|ed)? for|represent(?:s|ed)?|form(?:s|ed)?|were|are|constituted?)\s+(?:only |just )?$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:against|compared (?:with|to)|from|than|rate|last (?:year|month)|a year earlier|previous\w*|elsewhere)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def find_shares(items: Sequence[Item], links: Mapping[int, Link]) -> Iterator[Link]:
    """Give for each share in per cent that is not linked yet the count it is a share of, and for the count beside it too.

    `links` may grow between two of the links given: a share may lean on the share before it.
    """
    for item in items:
        if item.count.unit != "percent" or item.at in links:
            continue
        beside = _find_beside(items, item)
        link = _follow(items, item, beside, links) if beside is not None else None
        link = link or _find_share(items, item, links)
        if link is None:
            continue
        yield link
        if (
            beside is not None
            and beside.at not in links
            and fits(items[link.whole], beside)
            and beside.at != link.whole
        ):
            yield Link(beside.at, link.whole, False, "the count of a share")


def _find_share(items: Sequence[Item], item: Item, links: Mapping[int, Link]) -> Link | None:
    """The whole of a share that its own words, or the share before it, tell."""
    row = [i for i in items if i.sentence == item.sentence]
    if row[0] is not item and row[0].count.unit != "percent" and _OF_WHOLE.match(row[0].lead):
        return Link(item.at, row[0].at, True, "share of the whole named first")
    of = item.count.span.text + item.tail[:40]
    fated = _find_fated(items, item, read_fate_words(of))
    if fated is not None:
        return Link(item.at, fated, False, "share of a count named earlier")
    if _OTHER_TIME.search(item.lead):
        return None
    before = [p for p in items[: item.at] if p.count.unit == "percent" and item.sentence - p.sentence <= 1]
    if before and before[-1].at in links:
        return Link(item.at, links[before[-1].at].whole, False, "a further share of the same")
    told = item.count.of is None and (_TOLD_OF.match(item.tail) or _MAKE_UP.search(item.lead))
    beside = _find_beside(items, item) is not None
    if beside or told or _OF_THEM.search(of) or _BEFORE_SHARE.search(item.lead) or _names_same(items, item):
        main = _find_main(items, item, links)
        return Link(item.at, main, False, "share of them") if main is not None else None
    return None


def _find_beside(items: Sequence[Item], item: Item) -> Item | None:
    """The count that a share is put beside: "52 (41%)", "52, or 41%", "41% (52 of 126)"."""
    before = items[item.at - 1] if item.at else None
    after = items[item.at + 1] if item.at + 1 < len(items) else None
    if before is not None and before.sentence == item.sentence and _AFTER_COUNT.search(item.lead):
        return before if before.count.unit != "percent" else None
    if after is not None and after.sentence == item.sentence and _COUNT_INSIDE.match(after.lead):
        return after
    return None


def _follow(items: Sequence[Item], item: Item, beside: Item, links: Mapping[int, Link]) -> Link | None:
    """The whole of the count beside a share; in "52 of 126 men (41%)" that count is the whole itself."""
    part = items[beside.at - 1] if beside.at else None
    if part is not None and part.at in links and links[part.at].whole == beside.at and part.sentence == item.sentence:
        return Link(item.at, beside.at, links[part.at].stated, "share of the whole beside it")
    if beside.at in links:
        return Link(
            item.at, links[beside.at].whole, links[beside.at].stated, "share of the whole of the count beside it"
        )
    return None


def _find_fated(items: Sequence[Item], item: Item, fate: str | None) -> int | None:
    """ "73% of those killed in the north": the count with the same fate, best with the same place."""
    scored = [
        (2.0 * bool(item.names & w.names) - 0.3 * (item.sentence - w.sentence), w.at)
        for w in items[: item.at]
        if w.count.unit not in ("percent", "ordinal") and fate is not None and w.count.status == fate
        and item.sentence - w.sentence <= LOOK_BACK
    ]  # fmt: skip
    return max(scored)[1] if scored else None


def _names_same(items: Sequence[Item], item: Item) -> bool:
    """Whether the share is of people in the very words of a count before it: "41 per cent of former detainees"."""
    words = re.findall(r"[a-z’'-]+", (item.count.of or "").casefold())
    return bool(words) and any(
        (w.count.of or "").casefold().split()[-1:] == words[-1:] and w.count.unit == "person" for w in items[: item.at]
    )


def _find_main(items: Sequence[Item], item: Item, links: Mapping[int, Link]) -> int | None:
    """The last count of people before a share that has a noun and is no part itself, in its sentence or near before it."""
    beside = _find_beside(items, item)
    near = [
        w
        for w in reversed(items[: item.at])
        if item.sentence - w.sentence <= LOOK_BACK and w.count.unit in ("person", "body") and w is not beside
    ]
    whole = [
        w
        for w in near
        if w.at not in links and (w.count.of or not is_bare(w.count.span.text) or w.count.status == "killed")
    ]
    chosen = next(iter(whole or near), None)
    return chosen.at if chosen is not None else None
