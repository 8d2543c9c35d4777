"""Parts whose words lead back to a whole of an earlier sentence: "Of these, 150 ...", "Among the dead are ...", "29 of the freed prisoners"."""

import re
from collections.abc import Iterator, Sequence

from sayso.extract.counting.fates import read_fate_words
from sayso.extract.counting.items import Item, fits, head_noun, same_kind, same_unit
from sayso.extract.counting.wholes import LOOK_BACK, POINTED, Link, Links, Row, choose_whole, names_whole

_BACK = re.compile(
    r"^\W*(?:of|among) (?:all (?:of )?)?(?:them|these|those|whom)\b|\b(?:are|were|was|is|be) among (?:them|these|those)\b",
    re.IGNORECASE,
)
_NOUN_BACK = re.compile(
    r"^\W*(?:of|among) (?:the|those|all the) (?P<noun>[^,\d]{3,60}?)(?:,|\s(?:are|were|is|was)\b)", re.IGNORECASE
)
_AMONG_NOUN = re.compile(
    r"\b(?:are|were|was|is|be) among (?:the|those) (?P<noun>[^\W\d][\w’'-]*(?: [\w’'-]+){0,2})", re.IGNORECASE
)
_CONTAINS = re.compile(
    r"^\W*(?P<subject>.{0,80}?)\b(?:included?s?|including|compris\w+|consist\w* of|contain\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_OF_FELLOWS = re.compile(
    r"\bof (?:their|his|her|its) (?:\w+ )?(?:colleagues|comrades|workmates|fellows|companions|shipmates|classmates|cellmates|countrymen)$",
    re.IGNORECASE,
)
_PART_NOUN = re.compile(r"\bof (?:the|those|these)\s+(?P<noun>.+)$", re.IGNORECASE)


def link_back_words(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "Of these, 150 ... while 32 ..."; "Among the dead are 50 children"; "They include 108 ...": back to an earlier count."""
    if not row:
        return
    first = row[0]
    back, noun, holds = _BACK.search(first.sentence_text), _NOUN_BACK.match(first.lead), _CONTAINS.match(first.lead)
    noun = noun or _AMONG_NOUN.search(first.sentence_text)
    if not (back or noun or holds):
        return
    words = noun.group("noun") if noun else (holds.group("subject") if holds and not back else "")
    parts = [i for i in row if i.count.unit == first.count.unit]
    whole = choose_whole(first, items, words, parts, links) or (_find_ahead(row[-1], items, words) if holds else None)
    if whole is None:
        return
    stated = (
        (bool(back) and not noun)
        or sum(p.number or 0 for p in parts) == whole.number
        or names_whole(words, whole)
        or bool(POINTED.search(words))
    )
    for part in parts:
        if fits(whole, part):
            yield Link(part.at, whole.at, stated, "back to a whole named earlier")


def _find_ahead(last: Item, items: Sequence[Item], words: str) -> Item | None:
    """ "The dead include four guards. In all 17 people were killed": the whole told right after its parts."""
    fate = read_fate_words(words)
    near = [w for w in items[last.at + 1 :] if w.sentence - last.sentence == 1]
    return next((w for w in near if fate is not None and w.count.status == fate and fits(w, last)), None)


def link_part_nouns(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "29 of the freed prisoners ..., seven ...": the noun leads to an earlier count; figures beside it share its whole."""
    for place, item in enumerate(row):
        fellows = _OF_FELLOWS.search(item.count.span.text)
        if fellows:
            told = next(
                (
                    links[p.at].whole
                    for p in reversed(items[: item.at])
                    if p.at in links and item.sentence - p.sentence <= LOOK_BACK
                ),
                None,
            )
            if told is not None and fits(items[told], item) and same_unit(items[told], item):
                yield Link(item.at, told, False, "fellows of those told of before")
            continue
        named = _PART_NOUN.search(item.count.span.text)
        if not named or item.count.unit in ("percent", "ordinal"):
            continue
        here = [w for w in row[:place] if same_kind(w, item) and fits(w, item) and w.number != item.number]
        here = [
            w for w in here if head_noun(w) == head_noun(item)
        ] or here  # "four of the women", after nine women and seven men
        whole = here[-1] if here else choose_whole(item, items, named.group("noun"), [item], links)
        if whole is None:
            continue
        yield Link(item.at, whole.at, bool(here), "of the ones named earlier")
        for part in row[place + 1 :]:
            if (
                part.count.unit == item.count.unit
                and part.count.of in (item.count.of, None, "others")
                and fits(whole, part)
            ):
                yield Link(part.at, whole.at, False, "beside a part of it")
