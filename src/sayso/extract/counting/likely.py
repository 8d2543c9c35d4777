"""Parts that no word tells: same kind, same fate, smaller, soon after. Every such link is inferred and says so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sayso.extract.counting.items import Item, fits, head_noun, may_hold, same_fate, same_kind, sides_differ
from sayso.extract.counting.wholes import LOOK_BACK, Link, is_bare

_OTHER_TIME = re.compile(
    r"\b(?:last (?:week|month|year)|earlier (?:this|in)|in (?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|\d{4})|(?:on|In|since|after) (?:January|February|March|April|June|July|August|September|October|"
    r"November|December)|since|ago|previous(?:ly)?|another|so far|in the past)\b",
    re.IGNORECASE,
)
_TOTALS = re.compile(r"\b(?:toll|total|number|tally|figure)\b", re.IGNORECASE)
_SUPERSEDED = re.compile(
    r"\b(?:earlier|previous|initial|first|provisional) (?:\w+ )?(?:toll|count|tally|figure|report)\b", re.IGNORECASE
)
_IN_RETURN = re.compile(r"\bfor(?: the)?\s*$", re.IGNORECASE)
_SUBJECT = re.compile(r"^\s+(?:are|were|have|had|was|is|went|remain(?:ed)?|died|\w+ed)\b")
_MORE = re.compile(r"\b(?:more(?! than)|others?|another|additional|further)\b", re.IGNORECASE)
_NOBODY: Mapping[str, str] = MappingProxyType({})
_APART = frozenset({"killed", "wounded", "missing"})


def find_likely_links(
    items: Sequence[Item], links: dict[int, Link], speakers: Mapping[str, str] = _NOBODY
) -> Iterator[Link]:
    """Give parts that only likeness tells: same kind, same fate, smaller, soon after, at no other time. All are inferred.

    `speakers` says for each attribution who speaks.
    """
    for item in items:
        if item.at in links or item.number is None or item.count.unit != "person" or item.count.hedge == "vague":
            continue
        before = item.sentence_text[: max(0, item.sentence_text.find(item.count.span.text))]
        around = before[-160:] + " " + item.tail[:40]
        if (
            _OTHER_TIME.search(around)
            or _TOTALS.search(item.lead)
            or _IN_RETURN.search(item.lead)
            or _MORE.search(item.count.span.text)
            or _says_again(item)
        ):
            continue
        found: tuple[bool, float, int] | None = None
        for whole in items[: item.at]:
            if (
                not 0 < item.sentence - whole.sentence <= LOOK_BACK + 2
                or not fits(whole, item)
                or whole.number == item.number
            ):
                continue
            if (
                whole.at in links
                or not same_kind(whole, item)
                or sides_differ(whole, item)
                or not _likely_fate(whole, item)
            ):
                continue
            if _is_told_otherwise(whole, item, speakers):
                continue
            if any(i.number == item.number and same_kind(i, item) and i.at < whole.at for i in items):
                continue
            rank = (whole.count.hedge == "exact", float(whole.number or 0), whole.at)
            found = max(found, rank) if found else rank
        bare = _choose_before(items, item) if is_bare(item.count.span.text) and _SUBJECT.match(item.tail) else None
        if bare is not None:
            yield Link(item.at, bare.at, False, "a bare figure after the count it takes its noun from")
        elif found is not None:
            yield Link(item.at, found[2], False, "smaller, of the same kind and fate")


def _is_told_otherwise(whole: Item, item: Item, speakers: Mapping[str, str]) -> bool:
    """Of the dead and the hurt, what one source tells is no part of what another does: it may be another event."""
    if item.count.status not in _APART:
        return False
    by = {speakers.get(c.attribution or "") for c in (item.count, whole.count)}
    return (len(by) == 2 and None not in by) or bool(_SUPERSEDED.search(whole.lead))


def _says_again(item: Item) -> bool:
    """ "The three had been held": a figure told before, told again."""
    return item.lead.rstrip().casefold().endswith(("the", "all", "these", "those"))


def _choose_before(items: Sequence[Item], item: Item) -> Item | None:
    """The nearest count of the sentence before, or of the one before that, that a bare figure may be a part of."""
    if len(item.lead) > 24 or not item.sentence_text.startswith(item.lead) or item.count.status == "captured":
        return None
    for whole in reversed(items[: item.at]):
        if item.sentence - whole.sentence > 2:
            return None
        if whole.sentence == item.sentence or not fits(whole, item) or whole.number == item.number:
            continue
        if same_kind(whole, item) and may_hold(whole, item) and whole.count.basis != "ordinal":
            return whole
    return None


def _likely_fate(whole: Item, item: Item) -> bool:
    if whole.count.status == "other" or (item.count.status in _APART and not same_fate(whole, item)):
        return False
    if same_fate(whole, item):
        return True
    noun = head_noun(item)
    return noun == head_noun(whole) and noun not in ("", "people", "person", "others") and may_hold(whole, item)
