"""Which count is a part of which: rules from the surest wording on; each link names its rule.

A link is stated where the text says it ("of whom", "including", "among the 58") and inferred where only sense tells.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.extract.counting.back_words import link_back_words, link_part_nouns
from sayso.extract.counting.basis import NEW
from sayso.extract.counting.items import (
    Item,
    fits,
    head_noun,
    is_definite,
    is_superseded,
    may_hold,
    same_fate,
    same_kind,
    same_unit,
    sides_differ,
)
from sayso.extract.counting.siblings import link_groups_of_row, link_left, link_lists, link_siblings
from sayso.extract.counting.wholes import (
    LOOK_BACK,
    OF_NAMED,
    OF_PRONOUN,
    Link,
    Links,
    Row,
    choose_whole,
    is_bare,
)

_OPENS = re.compile(
    r"(?:\b(?:including|included|includes?|among (?:them|whom|which|those)|of (?:whom|them|which|these|those)|compris\w+|"
    r"consist\w* of|made up of|composed of|that is|namely|i\.e\.|divided into)\b|:)[^.;]{0,40}$",
    re.IGNORECASE,
)
_SOME_OF_THEM = re.compile(  # "most of them without charge, and 286 ...": opens no list
    r"\b(?:most|some|many|all|none|half|few|several|both|each|any|majority|third|quarter) of (?:them|whom|which|these|those)\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"^\W*(?:(?:(?:more|fewer|less) than |about |nearly |almost |over )?(?:half|most|some|many|few|none|all|a (?:third|quarter))\s+)?(?:of|among|out of)\s+(?:the |these |those |its |their |all )*$",
    re.IGNORECASE,
)
_OF_WHOLE_INSIDE = re.compile(
    r"(?:(?:[,;]|\band\b)\s+of (?:the |these |those |all )+|\bthat of (?:the |these |those |all )*)$", re.IGNORECASE
)
_PART_OF = re.compile(
    r"^\s*(?:(?:were|are|was|is|being)\s+)?(?:of|among|out of)\s+(?:(?:the|these|those|its|their|her|his|our|all|an?|(?:the )?[\w-]+[’']s)\s+)?(?:(?:\w+ed|first|remaining|total of|original|initial|entire|missing)\s*)?$",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(r";")
_IS_PART_OF = re.compile(
    r"^\W*(?:that|this|which|it|they|these) (?:is|was|are|were|makes?|made)(?: up)? (?:[\w-]+ ){0,5}(?:part|fraction|share|third|quarter|half|some) of "
    r"(?:the |all )*$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"^[^.;:]{0,80}\b(?:out|part|fraction|share) of (?:the |a total of |some |all )*$", re.IGNORECASE)
_OF_TOTAL = re.compile(r"\bof (?:the|this|that) (?:total|whole|lot)$", re.IGNORECASE)
_NESTED = re.compile(r"\bof (?:those|these)$", re.IGNORECASE)  # "ninety of them were minors, and 15 of those girls"
_DESCRIBED = re.compile(
    r"^\s+(?:who|whom|that|which|\w+ed|held|taken|sent|left|brought|caught|shot|found|kept|led|let|put|set|in|on|at|from|still|to|it|he|she|they)\b[^.;,]*",
    re.IGNORECASE,
)
_OWN_CLAUSE = re.compile(r"^\s+(?:have|has|had|were|are|was|is)\b")
_REST = re.compile(r"\b(?:the|its|their) (?:other|remaining)\s*$|\bremaining\s*$", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r";|\b(?:that|said|says|but|added|told)\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:--|—|–|:|(?:that|which|it) ma(?:kes?|de)|for a total of|a total of|making|bringing the total to|totalling|totaling|in all,?|all told,?)\W*$",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"^\s*(?:people )?(?:in all|in total|altogether|all told|overall)\b", re.IGNORECASE)
_GROUP_OF = re.compile(
    r"\b(?:in|as part of|part of|among|from) (?:an?|the|that)\b[^.;]{0,30}\b(?:exchange|swap|release|group|total|batch|deal|list)\b"
    r"[^.;]{0,12}\bof (?:the )?$",
    re.IGNORECASE,
)
_BRINGS_TO = re.compile(r"\b(?:br[io]ng(?:s|ing)?|brought|rais(?:es?|ed|ing)|tak(?:es|ing)|took) to\s+$", re.IGNORECASE)
_THE_NUMBER = re.compile(r"\s+the (?:\w+ )?(?:toll|total|number|tally|figure)\b", re.IGNORECASE)
_RISEN = re.compile(
    r"\b(?:toll|total|number|tally|figure)\b[^.;]{0,70}\b(?:r[io]sen? to|rises to|gr[eo]wn? to|climbed to|reach(?:ed|es)|(?:now )?st(?:ood|ands) at)\s+$",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"\b(?:br[io]ng(?:s|ing)?|brought|tak(?:es?|ing)|took|rais(?:es?|ed|ing)|push(?:es|ed|ing)?|lift\w*)\b[^.;]{0,50}"
    r"\b(?:toll|total|number|tally|figure|those)\b[^.;]{0,50}$",
    re.IGNORECASE,
)


def find_links(items: Sequence[Item]) -> dict[int, Link]:
    """Give for each part the one whole it belongs to; surer rules win over later ones."""
    links: dict[int, Link] = {}
    by_sentence: dict[int, list[Item]] = {}
    for item in items:
        by_sentence.setdefault(item.sentence, []).append(item)
    rules = (
        _link_named_wholes, _link_openers, _link_pronouns, _link_bullets, _link_groups, _link_rest, _link_totals, _link_tolls, link_back_words,
        link_part_nouns, _link_ordinals, _link_said_parts, link_lists, link_siblings, link_left, link_groups_of_row,
    )  # fmt: skip
    for row in by_sentence.values():
        for rule in rules:
            for link in rule(row, items, links):
                if link.part != link.whole and link.part not in links and not _circles(links, link):
                    links[link.part] = link
    return links


def _circles(links: dict[int, Link], link: Link) -> bool:
    at, seen = link.whole, 0
    while at in links and seen < 20:
        at, seen = links[at].whole, seen + 1
        if at == link.part:
            return True
    return False


def _row_after(row: Sequence[Item], whole: Item, until: re.Pattern[str] = _NEW_CLAUSE) -> list[Item]:
    """The counts after a whole in its sentence that could be its parts: same unit, no larger, until a whole of its own."""
    parts: list[Item] = []
    for item in row:
        if item.at <= whole.at or item.count.unit == "percent":
            continue
        if parts and until.search(item.lead):
            break
        if not same_unit(item, whole):
            if parts and re.search(r"\b(?:and|while|but)\b", item.lead):
                break
            continue
        if not fits(whole, item):
            break
        parts.append(item)
    return parts


def _link_named_wholes(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "Of the 58, 41 ... and 17 ..." and "41 of the 58"."""
    for place, item in enumerate(row):
        opens = place == 0 and _OF_WHOLE.match(item.lead) and not _points_back(item)
        if opens or (_OF_WHOLE_INSIDE.search(item.lead) and re.match(r"^,?\s*(?:only |just )?$", item.tail)):
            for part in _until_change(item, _row_after(row, item, _NEW_SENTENCE)):
                if OF_PRONOUN.search(part.count.span.text) and part is not row[place + 1]:
                    continue  # "Among the 140 were 22 women, nine of them mothers"
                yield Link(part.at, item.at, True, "of the whole named first")
        part_of = place and (_PART_OF.match(item.lead) or _is_out_of(row[place - 1], item))
        if part_of and item.count.unit not in ("ordinal",) and fits(item, row[place - 1]):
            yield Link(row[place - 1].at, item.at, True, OF_NAMED)
            for part in _row_after(row, item):
                if re.match(r"^[^.;]{0,60}(?:,|\band\b|\bwhile\b)\s*$", part.lead) and _sums_below(
                    item, row[place - 1], part
                ):
                    yield Link(part.at, item.at, True, "of the whole named before it")


def _points_back(item: Item) -> bool:
    """ "Of these 610 are abroad": the figure is the part, and no whole named first."""
    return (
        re.match(r"^\W*(?:of|among) (?:these|those) $", item.lead, re.I) is not None
        and _OWN_CLAUSE.match(item.tail) is not None
    )


def _link_said_parts(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "That is only a fraction of the 9,200 they each name": the count told before it is the part."""
    whole = row[0]
    if not _IS_PART_OF.match(whole.lead):
        return
    for part in reversed(items[: whole.at]):
        if whole.sentence - part.sentence > 1:
            return
        if same_kind(whole, part) and fits(whole, part) and part.number != whole.number and part.at not in links:
            yield Link(part.at, whole.at, True, "said to be a part of it")
            return


def _is_out_of(part: Item, whole: Item) -> bool:
    """ "Nine soldiers were freed, out of 22 captured": the whole told at the end of the clause."""
    return (
        _OUT_OF.search(whole.lead) is not None and part.count.unit == whole.count.unit and part.number != whole.number
    )


def _sums_below(whole: Item, *parts: Item) -> bool:
    return whole.number is not None and sum(p.number or 0 for p in parts) <= whole.number


def _link_openers(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "369 ..., including 36 ... and 333 others"; "137, that is 76 ... and 61 ..."; a colon before a list."""
    for whole, first in pairwise(row):
        if not same_unit(whole, first) or not fits(whole, first) or whole.number == 1:
            continue
        opens = _OPENS.search(_SOME_OF_THEM.sub("", first.lead))
        listed = _row_after(row, whole)
        if opens:
            for part in _until_change(whole, listed):
                yield Link(part.at, whole.at, True, f"listed after {opens.group().strip().split(' ')[0].casefold()!r}")
        elif re.match(r"^\s*(?:,|–|—|\()\s*$", first.lead) and re.match(r"\s*(?:from |by |on )?each\b", first.tail):
            yield Link(first.at, whole.at, True, "so many on each side")
        elif (
            _adds_up(whole, listed)
            and not whole.role == first.role == "subject"
            and re.match(r"^[^;]{0,60}[,(—–-]", first.lead)
        ):
            for part in _prefix(whole, listed):
                yield Link(part.at, whole.at, True, "parts in apposition that add up")


def _until_change(whole: Item, listed: Sequence[Item]) -> Iterator[Item]:
    total: float = 0
    for item in listed:
        total += item.number or 0
        if (
            item is not listed[0]
            and whole.number is not None
            and total > whole.number
            and not OF_PRONOUN.search(item.count.span.text)
        ) and not re.match(r"^[^.;]{0,80}(?:,|\band\b|\bwhile\b)\s*$", item.lead):
            return
        yield item


def _prefix(whole: Item, listed: Sequence[Item]) -> Sequence[Item]:
    total: float = 0
    for place, item in enumerate(listed):
        total += item.number or 0
        if total == whole.number:
            return listed[: place + 1]
    return ()


def _adds_up(whole: Item, listed: Sequence[Item]) -> bool:
    return len(_prefix(whole, listed)) >= 2


def _link_pronouns(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "95 of them", "of whom 30": the whole is the count before it that is no such part itself."""
    for item in row:
        total = _OF_TOTAL.search(item.count.span.text)
        described = _DESCRIBED.match(item.tail) if item.count.span.text.casefold().endswith(" those") else None
        if described:
            told = choose_whole(item, items, "those " + described.group(), [item], links)
            before = items[told.at - 1] if told is not None and told.at else None
            if (
                told is not None
                and before is not None
                and before.at in links
                and links[before.at].whole == told.at
                and before.sentence == told.sentence
            ):
                told = (
                    before if fits(before, item) else told
                )  # "150 of the 600 were brought up. Seventy of those brought up": of the 150
            if told is not None:
                yield Link(item.at, told.at, False, "of those told of earlier")
            continue
        if not (total or OF_PRONOUN.search(item.count.span.text)):
            continue
        for whole in _nearest_first(item, items, bool(_NESTED.search(item.count.span.text))):
            if total and whole.at in links:
                continue  # the total is no part of anything
            nested = (
                _NESTED.search(item.count.span.text) and whole.sentence == item.sentence and whole is items[item.at - 1]
            )
            if (
                is_superseded(whole)
                or (OF_PRONOUN.search(whole.count.span.text) and not nested)
                or whole.count.unit
                in (
                    "percent",
                    "ordinal",
                    "event",
                )
            ):
                continue
            if fits(whole, item) and whole.number != item.number and whole.count.unit == item.count.unit:
                yield Link(item.at, whole.at, whole.sentence == item.sentence, "of them")
                for part in _row_after(row, item):
                    if (
                        re.match(r"^[^.;]{0,60}\band\b\s*$", part.lead)
                        and _sums_below(whole, item, part)
                        and item.sentence == part.sentence
                        and not _OWN_CLAUSE.match(part.tail)
                    ):
                        yield Link(part.at, whole.at, whole.sentence == item.sentence, "of them")
                break


def _nearest_first(item: Item, items: Sequence[Item], pointing: bool = False) -> list[Item]:
    """Counts before one, nearest first; a bare figure of an earlier sentence stands behind those with a noun.

    What points ("three of these") means the one figure of the sentence before, bare or not.
    """
    near = [w for w in reversed(items[: item.at]) if item.sentence - w.sentence <= LOOK_BACK]
    if (
        pointing
        and [w.sentence for w in near[:2]].count(item.sentence - 1) == 1
        and near[0].sentence == item.sentence - 1
    ):
        return near
    return sorted(
        near,
        key=lambda w: w.sentence != item.sentence and is_bare(w.count.span.text) and not is_definite(w),
    )


def _link_bullets(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """Lines of a list belong to the figure that the line before the list ends with a colon."""
    for item in row:
        if not item.bullet:
            continue
        head = [w for w in items[: item.at] if not w.bullet]
        last = [w for w in head if w.sentence == head[-1].sentence and w.count.unit == item.count.unit] if head else []
        for whole in reversed(last):
            if whole.sentence_text.rstrip().endswith(":") and fits(whole, item) and item.passage - whole.passage <= 12:
                yield Link(item.at, whole.at, True, "lines of a list")
                break


def _link_groups(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "with 120 freed men, in an exchange of nearly 900": the part stands before the whole that it is taken from."""
    for part, whole in pairwise(row):
        if (
            part.count.unit == whole.count.unit
            and _GROUP_OF.search(whole.lead)
            and fits(whole, part)
            and part.number != whole.number
        ):
            yield Link(part.at, whole.at, True, "in a group of so many")


def _link_rest(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "two of the eight ... The other six": the rest of a whole, where another part leaves just so many."""
    for item in row:
        if not _REST.search(item.lead) or item.number is None:
            continue
        for whole in reversed(items[: item.at]):
            if item.sentence - whole.sentence > LOOK_BACK or whole.number is None:
                break
            left = whole.number - item.number
            told = any(
                i.number == left and i.at != whole.at and i.count.unit == whole.count.unit for i in items[: item.at]
            )
            if left > 1 and told and whole.count.unit == item.count.unit:
                yield Link(item.at, whole.at, False, "the rest of it")
                break


def _link_totals(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "8,649 dead and 13,262 missing -- 21,911 in all"."""
    for item in row:
        if not (_IN_ALL.match(item.tail) or _TOTAL.search(item.lead)):
            continue
        before = [p for p in row if p.at < item.at and p.count.unit == item.count.unit]
        for start in range(len(before) - 1):
            if sum(p.number or 0 for p in before[start:]) == item.number:
                for part in before[start:]:
                    yield Link(part.at, item.at, True, "total after its parts")
                break


def _link_tolls(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "37 new deaths bring the toll to 1,545, with 12,850 injured": what is new belongs to the running total."""
    tolls = [
        i
        for i in row
        if _TOLL.search(i.lead) or _RISEN.search(i.lead) or (_BRINGS_TO.search(i.lead) and _THE_NUMBER.match(i.tail))
    ]
    if not tolls:
        return
    for whole in [tolls[0], *(i for i in row if i.at > tolls[0].at and i.count.unit == "person")]:
        for part in reversed(items[: tolls[0].at]):
            if whole.sentence - part.sentence > 2:
                break
            new = NEW.search(part.count.span.text) and "other" in (part.count.status, whole.count.status)
            added = new or (part.sentence == whole.sentence and may_hold(whole, part))
            if (
                ((same_fate(whole, part) and part.count.status != "other") or added)
                and fits(whole, part)
                and part.count.unit == whole.count.unit
            ):
                yield Link(part.at, whole.at, True, "brings the toll to")
                break


def _link_ordinals(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "the fourth ... three others": those before an ordinal stand inside it; "two other captives" inside "three captives"."""
    for item in row:
        if item.number is None or item.count.unit != "person":
            continue
        if not re.search(r"\bother", item.count.span.text, re.IGNORECASE):
            continue
        for whole in reversed(items[: item.at]):
            if item.sentence - whole.sentence > LOOK_BACK * 3:
                break
            near = item.sentence - whole.sentence <= 2
            if whole.count.unit == "ordinal" and near and whole.number == item.number + 1:
                yield Link(item.at, whole.at, True, "before the one that the ordinal counts")
                break
            if whole.count.unit != "person" or whole.number is None or not item.number < whole.number:
                continue
            if head_noun(item) not in ("others", head_noun(whole)):
                continue
            if whole.number == item.number + 1 and same_kind(whole, item) and not sides_differ(whole, item):
                yield Link(item.at, whole.at, False, "the others of a whole named earlier")
                break
