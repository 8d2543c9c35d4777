"""Parts that no word tells: same kind, same fate, smaller, soon after. Every such link is inferred and says so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sayso.extract.counting.fates import find_fate_before
from sayso.extract.counting.items import (
    ALIKE,
    GENERAL,
    Item,
    clause_lead,
    fits,
    head_noun,
    is_definite,
    is_said_instead,
    is_superseded,
    may_hold,
    rivals,
    same_fate,
    same_kind,
    same_unit,
    sides_differ,
)
from sayso.extract.counting.wholes import LOOK_BACK, OF_NAMED, Link, is_bare
from sayso.language.counted import find_unit

_OTHER_TIME = re.compile(
    r"\b(?:last (?:week|month|year)|earlier (?:this|in)|in (?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|\d{4})|(?:on|In|since|after) (?:January|February|March|April|June|July|August|September|October|"
    r"November|December)|(?:\w+day|yesterday|last week|last month)[’']s (?:exchange|swap|round|release|raid|flight|batch|group)|since|ago|previous(?:ly)?|another|so far|in the past)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_EXCHANGED = re.compile(r"\b(?:exchange|swap|in return)\b|\bfor\s+(?:\w+\s+)?\d", re.IGNORECASE)
_SUBJECT_LEAD = 24  # code points before a figure that still opens its sentence
_NEAR = 3  # sentences
_COMING = r"(?:will|would|shall|(?:is|are|was|were|has|have) (?:still )?to)"
_TO_COME_BEFORE = re.compile(rf"\b{_COMING} (?:be )?\w+(?: (?:up|over|back|go))?\s+$", re.IGNORECASE)
_TO_COME_AFTER = re.compile(rf"[^.,;:\d]{{0,40}}\s+{_COMING}\b", re.IGNORECASE)
_OF_WHOM = re.compile(
    r",\s+(?:of|among) (?:whom|which)\b", re.IGNORECASE
)  # said of those named before it, who have no figure
STAYED_APART = re.compile(
    r"^\s+(?:(?:had |have |has )?(?:declined|refused|chosen? not|chose not|unwilling)|this time)\b", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:last|previous(?:ly)?|earlier|ago|since|in \d{4})\b", re.IGNORECASE)
_TOTALS = re.compile(r"\b(?:toll|total|number|tally|figure)\b", re.IGNORECASE)
_SUPERSEDED = re.compile(
    r"\b(?:earlier|previous|initial|first|provisional) (?:\w+ )?(?:toll|count|tally|figure|report)\b", re.IGNORECASE
)
_SET_AGAINST = re.compile(
    r"\b(?:(?:figure|count|number|total|tally)\s+(?:of|at|as|is|was|remains?|stands at|to)|count(?:s|ed)?|g[ia]ves?|insist\w* on|put it at|"
    r"admit\w*(?: to)?|confirm\w*|acknowledg\w*|sp(?:eaks?|oke|oken) of|offer\w*|not|from|instead of|rather than)\s+(?:only\s+)?$",
    re.IGNORECASE,
)
_REST = re.compile(r"\b(?:the|its|their) (?:other|remaining|rest,?)\s*$", re.IGNORECASE)
_LEFT = re.compile(r"^\s+(?:(?:are|were|is|was)\s+)?(?:still|remain\w*)\b", re.IGNORECASE)
_IN_RETURN = re.compile(r"\bfor(?: the)?\s*$", re.IGNORECASE)
_FRONTED = re.compile(r"^\W*$")
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:another|a further|further)\s*$", re.IGNORECASE)
_BARE_MORE = re.compile(r"\b(?:others?|more)$", re.IGNORECASE)  # added to the parts before: "freed three more"
_BESIDE = re.compile(r"(?:,|;|\band\b|\bwhile\b|\bbut\b)\s*(?:\w+\s+){0,6}$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^,?\s+(?:(?:now|still|later|also|already)\s+)?(?:are|were|have|had|was|is|will|remain|got|went|came|ran|fled|left|lost|made|took|"
    r"lay|lie|said|say|fell|stood|hid|spent|broke|need|\w+ed)\b"
)
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
        if item.at not in links and _may_be_part(item):
            whole, rule = _choose(items, item, links, speakers)
            if whole is not None:
                yield Link(item.at, whole.at, False, rule)


def _may_be_part(item: Item) -> bool:
    """Whether nothing in the words around a count sets it apart: a total, something given in return, a rival figure."""
    counted = item.count.unit in ("person", "body") or (item.role == "subject" and is_bare(item.count.span.text))
    if item.number is None or not counted or item.count.unit in ("percent", "ordinal") or item.count.hedge == "vague":
        return False
    return not (
        _TOTALS.search(item.lead)
        or _IN_RETURN.search(item.lead)
        or _SET_AGAINST.search(item.lead)
        or is_said_instead(item)
        or _OF_WHOM.search(item.lead)
        or STAYED_APART.match(item.tail)
        or (_MORE.search(item.count.span.text) and not _BARE_MORE.search(item.count.span.text))
    )


def _choose(
    items: Sequence[Item], item: Item, links: Mapping[int, Link], speakers: Mapping[str, str]
) -> tuple[Item | None, str]:
    """The whole that a count is likely a part of, and the rule that tells."""
    if _REST.search(item.lead):
        return _choose_rest(items, item, links), "the rest of a whole named earlier"
    if is_definite(item) and any(i.number == item.number and same_kind(i, item) for i in items[: item.at]):
        return None, ""  # told again
    beside = _choose_beside(items, item, links)
    if beside is not None:
        return beside, "beside a part of it in the same sentence"
    bare = is_bare(item.count.span.text) and not _EARLIER.search(item.lead)
    if (
        bare
        and not _ADDED.search(item.lead)
        and (item.role == "subject" or _SUBJECT.match(item.tail) or _FRONTED.match(item.lead))
    ):
        before_it = _choose_before(items, item, links)
        if before_it is not None:
            return before_it, "a bare figure after the count it takes its noun from"
    if is_definite(item):
        return _choose_general(items, item, links) if _DEFINITE.search(
            item.lead
        ) else None, "so many of a whole named earlier"
    before = item.sentence_text[: max(0, item.sentence_text.find(item.count.span.text))]
    if _MORE.search(item.count.span.text) or _OTHER_TIME.search(before[-160:] + " " + item.tail[:40]):
        return None, ""
    alike = _choose_alike(items, item, links, speakers)
    if alike is not None or _is_acted_on(item) or _EXCHANGED.search(item.sentence_text):
        return alike, "smaller, of the same kind and fate"
    return _choose_general(items, item, links), "people of a whole told in a general word"


def _is_acted_on(item: Item) -> bool:
    """Whether a count does not open its sentence, or a verb stands before it: "The Front hands over 12 soldiers" is a leg of its own."""
    words = item.lead.split()
    if len(item.lead) > _SUBJECT_LEAD:
        return True
    return any(find_fate_before(" ".join(words[-n:])) for n in (1, 2) if len(words) >= n)


def _choose_general(items: Sequence[Item], item: Item, links: Mapping[int, Link]) -> Item | None:
    """The whole told in a general word ("prisoners", "people") whose fate people of a narrower word share: "four journalists landed"."""
    noun = head_noun(item)
    if not noun or item.number == 1 or noun in GENERAL or item.count.status not in ALIKE:
        return None
    if any(head_noun(i) == noun and i.count.unit == item.count.unit for i in items[: item.at]):
        return None  # told before, perhaps of the other side
    for whole in reversed(items[: item.at]):
        if item.sentence - whole.sentence > _NEAR:
            return None
        if whole.sentence == item.sentence:
            continue
        general = head_noun(whole) in GENERAL and whole.count.unit == item.count.unit == "person"
        if general and whole.number == sum(
            p.number or 0 for p in items if p.at in links and links[p.at].whole == whole.at
        ):
            return None  # made up already
        if general and whole.number and (item.number or 0) < whole.number and not sides_differ(whole, item):
            return whole if same_fate(whole, item) or ALIKE.get(whole.count.status or "") == "taken" else None
    return None


def _choose_rest(items: Sequence[Item], item: Item, links: Mapping[int, Link]) -> Item | None:
    """ "Of the other twelve": the whole of the figures before, or the last larger figure that is no part itself."""
    for whole in reversed(items[: item.at]):
        if item.sentence - whole.sentence > LOOK_BACK:
            return None
        root = items[links[whole.at].whole] if whole.at in links else whole
        if root.sentence == item.sentence and not any(k.whole == root.at for k in links.values()):
            continue  # "31 got away; the remaining 23 were led off"
        if (
            root.number != item.number
            and fits(root, item)
            and root.count.unit == item.count.unit
            and same_kind(root, item)
        ):
            return root
    return None


def _choose_beside(items: Sequence[Item], item: Item, links: Mapping[int, Link]) -> Item | None:
    """ "Three were ..., eight others ..., and two died": the whole of the figure before it in the sentence."""
    before = items[item.at - 1] if item.at else None
    bare = is_bare(item.count.span.text) or _BARE_MORE.search(item.count.span.text)
    if before is None or before.sentence != item.sentence or before.at not in links or not bare:
        return None
    link = links[before.at]
    whole = items[link.whole]
    if whole.sentence == item.sentence or whole.count.unit != item.count.unit or not _BESIDE.search(item.lead):
        return None
    return (
        whole if fits(whole, item) else None
    )  # "twelve said they were struck, nine that they starved": they may overlap


def _choose_alike(
    items: Sequence[Item], item: Item, links: Mapping[int, Link], speakers: Mapping[str, str]
) -> Item | None:
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
        if _is_told_otherwise(whole, item, speakers) or rivals(items, whole, item) or is_said_instead(whole):
            continue
        if (not head_noun(whole) and head_noun(item) not in GENERAL | {""}) or is_to_come(item) > is_to_come(whole):
            continue
        if any(i.number == item.number and same_kind(i, item) and i.at < whole.at for i in items):
            continue
        rank = (whole.count.hedge == "exact", float(whole.number or 0), whole.at)
        found = max(found, rank) if found else rank
    return items[found[2]] if found else None


def is_to_come(item: Item) -> bool:
    """Whether a count is of what is still to be done: "is to release 20 captives"."""
    return _TO_COME_BEFORE.search(item.lead) is not None or _TO_COME_AFTER.match(item.tail) is not None


def _is_told_otherwise(whole: Item, item: Item, speakers: Mapping[str, str]) -> bool:
    """Of the dead and the hurt, what one source tells is no part of what another does: it may be another event."""
    if item.count.status not in _APART:
        return False
    by = {speakers.get(c.attribution or "") for c in (item.count, whole.count)}
    return (len(by) == 2 and None not in by) or bool(_SUPERSEDED.search(whole.lead))


def _choose_before(items: Sequence[Item], item: Item, links: Mapping[int, Link]) -> Item | None:
    """The nearest count of the sentence before, or of the one before that, that a bare figure may be a part of.

    Where that count is a part itself, the figure stands beside it: "Three were ... . Two died" are both of the whole.
    """
    if (
        len(clause_lead(item)) > _SUBJECT_LEAD
        or not (item.sentence_text.startswith(item.lead) or ";" in item.lead)
        or item.count.status == "captured"
    ):
        return None
    for near in _order_before(items, item):
        if near.count.basis == "ordinal" and _is_of_people(near) and fits(near, item) and item.count.unit == "person":
            return near  # "the 23rd teacher to vanish ... Six have been found"
        whole = _find_topic(items, near, item, links) or _rise(items, near, item, links)
        if whole.sentence == item.sentence or not fits(whole, item) or whole.number == item.number:
            continue
        if same_kind(whole, item) and may_hold(whole, item) and whole.count.basis != "ordinal":
            root = items[links[whole.at].whole] if whole.at in links else whole
            apart = _LEFT.match(item.tail) and ALIKE.get(whole.count.status or "") == "free"
            if whole is not near and not apart:
                return whole
            if (
                root is not whole
                and links[whole.at].rule != OF_NAMED
                and root.sentence < item.sentence
                and _stands_beside(root, whole, item)
            ):
                return root
            if not apart:
                return whole
    return None


def _order_before(items: Sequence[Item], item: Item) -> list[Item]:
    """The counts of the two sentences before, nearest first; of the dead those told of the dead before any others."""
    near = [w for w in reversed(items[: item.at]) if item.sentence - w.sentence <= 2 and not is_superseded(w)]
    return sorted(near, key=lambda w: item.count.status in _APART and not same_fate(w, item))


def _find_topic(items: Sequence[Item], whole: Item, item: Item, links: Mapping[int, Link]) -> Item | None:
    """Those told of in "found 19 of the 21 guilty. Eleven were given life": the 19, where nothing says what became of the others."""
    for part in (whole, *items[max(0, whole.at - 1) : whole.at]):
        link = links.get(part.at)
        if link is None or link.rule != OF_NAMED or whole.at not in (part.at, link.whole):
            continue
        left = (items[link.whole].number or 0) - (part.number or 0)
        listed = sum(i.number or 0 for i in items if i.sentence == item.sentence and is_bare(i.count.span.text))
        same = listed <= (part.number or 0) and item.count.status in ("other", "hospitalised", part.count.status)
        if same and fits(part, item) and item.number not in (left, part.number):
            return part
    return None


def _rise(items: Sequence[Item], part: Item, item: Item, links: Mapping[int, Link]) -> Item:
    """The whole of a breakdown where a figure follows one of its parts: no part of it holds what is told after it."""
    root = items[links[part.at].whole] if part.at in links else part
    listed = sum(
        p.at in links and links[p.at].whole == root.at and p.sentence == part.sentence for p in items[: item.at]
    )
    broken_down = root.sentence == part.sentence or listed > 1
    return root if broken_down and fits(root, item) and same_unit(root, item) else part


def _is_of_people(item: Item) -> bool:
    return find_unit(head_noun(item)) == "person" and item.number is not None and item.number > 2


def _stands_beside(root: Item, part: Item, item: Item) -> bool:
    """Whether a figure shares the whole of the bare figure before it: room is left, and neither leans on the other."""
    sibling = is_bare(part.count.span.text) or _OTHERS.search(part.count.span.text) is not None
    room = (part.number or 0) + (item.number or 0) <= (root.number or 0)
    return sibling and room and fits(root, item) and same_unit(root, item)


def _likely_fate(whole: Item, item: Item) -> bool:
    if whole.count.status == "other" or (item.count.status in _APART and not same_fate(whole, item)):
        return False
    if same_fate(whole, item):
        return True
    noun = head_noun(item)
    return noun == head_noun(whole) and noun not in ("", "people", "person", "others") and may_hold(whole, item)
