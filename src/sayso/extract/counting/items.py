"""Counts with the words around them, in the order of the text: what the rules for parts and wholes look at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Count

_BULLET = re.compile(r"^\s*(?:[•‣◦▪●*·–—-]|\d{1,2}[.)])\s+")
_IN_PLACE_OF = re.compile(
    r"^,?\s*(?:and )?(?:up |down )?(?:from|to|not|instead of|rather than|against|compared (?:with|to)|where)\s+(?:an? )?(?:the )?(?:\w+ )?(?:figure of |count of )?$",
    re.IGNORECASE,
)
CORRECTED = re.compile(
    r"^\W*(?:it|that|the (?:\w+ )?(?:number|figure|total|count|toll)) (?:was|is|should (?:be|have been|read))\s+(?:in fact |really |only )?$",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"^,?\s*(?:and )?(?:up |down )?(?:from|not|instead of|rather than|against|compared (?:with|to))\s+(?:an? )?(?:the )?(?:\w+ )?(?:figure of |count of )?$",
    re.IGNORECASE,
)
_ROOM_FOR = re.compile(
    r"\b(?:rooms?|cells?|space|beds|built|meant|designed|made) for\s+$", re.IGNORECASE
)  # "46 of us in a cell for 20"
_UP_FROM = re.compile(r",\s+(?:up|down) (?:from|on)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:the|all|these|those)\s*$", re.IGNORECASE)  # "overall 40" is none
_OWN_FIGURE = re.compile(r"\b(?:own|rival|its|their) (?:figure|count|number|total|tally) of\s+$", re.IGNORECASE)
_RIVAL_SHARE = 0.75  # of the larger figure, from which on two speakers' figures are rivals
ALIKE = {
    "released": "free", "exchanged": "free", "transferred": "free", "rescued": "free", "deported": "free",
    "captured": "taken", "held": "taken",
}  # fmt: skip
_ROLES: Mapping[str, str] = MappingProxyType(
    {"nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "pobj": "object"}
)
_WITHIN = frozenset(
    {"nummod", "quantmod", "amod", "compound", "advmod", "det", "pobj", "prep"}
)  # on the way to the head of a phrase
_HELD_WORDS = (frozenset("prisoner detainee inmate internee pow".split()), frozenset("captive hostage".split()))
CAPTIVES = _HELD_WORDS[0] | _HELD_WORDS[1]
_ANYBODY = frozenset(
    (
        "people person others other survivor passenger colleague workmate comrade companion man woman men women child children civilian citizen member death injury casualty fatality "
        "dead missing wounded injured freed released detained captured arrested deported rescued displaced disappeared abducted kidnapped "
        "body bodie remain remains corpse coffin"
    ).split()
)
GENERAL = CAPTIVES | (_ANYBODY - {"man", "woman", "men", "women", "child", "children", "death", "injury"})


@dataclass(frozen=True, slots=True)
class Item:
    """A count, its place in the order, its sentence, and the words before (`lead`), after (`tail`) and within reach."""

    count: Count
    at: int
    sentence: int
    passage: int
    lead: str  # from the count before it in the sentence, or the sentence's start
    tail: str  # to the next count in the sentence, or the sentence's end
    sentence_text: str
    bullet: bool
    names: frozenset[str] = field(default=frozenset())  # capitalised words of the phrase and its tail

    speaker: str = ""  # whose figure it is; empty for the report's own
    role: str = ""  # "subject" or "object" of a verb, as the parse tells

    @property
    def number(self) -> float | int | None:
        """The figure as printed."""
        return self.count.value.best


def read_items(
    page: ParsedReport, counts: Sequence[Count], speakers: Mapping[str, str] = MappingProxyType({})
) -> list[Item]:
    """Set each count between the words around it; counts must be in the order of the text.

    `speakers` says for each attribution who speaks.
    """
    items: list[Item] = []
    placed = [(count, page.sentence_at(count.span.start)) for count in counts]
    beside: dict[int, list[Count]] = {}
    for count, sentence in placed:
        if sentence is not None:
            beside.setdefault(sentence.index, []).append(count)
    for count, sentence in placed:
        if sentence is None:
            continue
        row = beside[sentence.index]
        before = next((c for c in reversed(row) if c.span.end <= count.span.start), None)
        after = next((c for c in row if c.span.start >= count.span.end), None)
        text = page.report.text
        start, end = before.span.end if before else sentence.start, after.span.start if after else sentence.end
        passage = page.passages[sentence.passage]
        opens = text[passage.start : passage.start + 8]
        tail = text[count.span.end : end]
        items.append(
            Item(
                count, len(items), sentence.index, sentence.passage, text[start : count.span.start], tail,
                text[sentence.start : sentence.end], bool(_BULLET.match(opens)), _names(count.span.text + tail),
                speakers.get(count.attribution or "", ""), _find_role(sentence, count),
            )
        )  # fmt: skip
    return items


def _find_role(sentence: Sentence, count: Count) -> str:
    """Whether the figure, or the noun it counts, is the subject or the object of a verb; empty without a parse."""
    start, end = count.span.start - sentence.start, count.span.end - sentence.start
    figure = next((t for t in sentence.doc if start <= t.idx < end and t.like_num), None)
    while (
        figure is not None and figure.dep_ in _WITHIN and figure.head is not figure and start <= figure.head.idx < end
    ):
        figure = figure.head
    return _ROLES.get(figure.dep_, "") if figure is not None else ""


def _names(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in re.findall(r"\b[A-Z][\w’'-]{2,}", text))


def head_noun(item: Item) -> str:
    """Give the last word of what is counted, in the singular, or an empty string.

    >>> from sayso.model import Count, Quantity, Span
    >>> count = Count("c1", Span(0, 1, "9"), Quantity(9, 9, 9), "exact", "person", "the freed prisoners", "released", "stock")
    >>> head_noun(Item(count, 0, 0, 0, "", "", "", False))
    'prisoner'
    """
    words = re.findall(r"[\w’'-]+", (item.count.of or "").casefold())
    if not words:
        return ""
    word = words[-1]
    return word if word in ("others", "people") else re.sub(r"(?<=[^s])s$", "", word)


def same_unit(left: Item, right: Item) -> bool:
    """Tell whether two counts may be added up: the dead are counted as people and as bodies.

    >>> from sayso.model import Count, Quantity, Span
    >>> def item(unit): return Item(Count("c", Span(0, 1, "9"), Quantity(9, 9, 9), "exact", unit, None, "other", "stock"), 0, 0, 0, "", "", "", False)
    >>> same_unit(item("person"), item("body")), same_unit(item("person"), item("vehicle"))
    (True, False)
    """
    units = {left.count.unit, right.count.unit}
    return len(units) == 1 or units == {"person", "body"}


def same_kind(whole: Item, part: Item) -> bool:
    """Tell whether the two count the same kind of thing by unit and noun: prisoners and detainees, people and anybody."""
    if not same_unit(whole, part):
        return False
    left, right = head_noun(whole), head_noun(part)
    if left == right or not left or not right:
        return True
    if whole.count.unit not in ("person", "body"):
        return False
    if any(left in group and right in group for group in _HELD_WORDS):
        return _adjectives(whole) >= _adjectives(part) or _adjectives(part) >= _adjectives(whole)
    return left in _ANYBODY or right in _ANYBODY


def _adjectives(item: Item) -> frozenset[str]:
    words = re.findall(r"\b[A-Z][\w’'-]+", item.count.of or "")
    return frozenset(w.removesuffix("s") for w in words if w not in ("The", "Of"))


def sides_differ(whole: Item, part: Item) -> bool:
    """Tell whether both name a nationality or side, and different ones: "Dorian hostages", "Selvian prisoners"."""
    left, right = _adjectives(whole), _adjectives(part)
    return bool(left and right and not left & right)


def held_differ(whole: Item, part: Item) -> bool:
    """Tell whether one is called hostages and the other prisoners: the two sides of a conflict call each other's captives so."""
    left, right = head_noun(whole), head_noun(part)
    return any(left in group and right in other for group, other in (_HELD_WORDS, _HELD_WORDS[::-1]))


def same_fate(whole: Item, part: Item) -> bool:
    """Tell whether the same happened to both, taking freed, swapped and handed over for one."""
    left, right = whole.count.status, part.count.status
    return left == right or (left in ALIKE and ALIKE.get(left) == ALIKE.get(right))


def may_hold(whole: Item, part: Item) -> bool:
    """Tell whether a fate may befall a part of the whole: some of the freed are deported, none of the dead are missing."""
    left, right = whole.count.status, part.count.status
    if same_fate(whole, part) or "other" in (left, right):
        return True
    apart = {"killed", "wounded", "missing", "rescued"}
    if right in ("held", "missing") and left in ("released", "rescued", "exchanged"):
        return False
    if left in apart:
        return (left == "missing" and right in ("killed", "rescued")) or (left == "wounded" and right == "killed")
    return (
        right not in apart
        or left in ("held", "captured", "released")
        or (right == "killed" and left != "remains_returned")
    )


def rivals(items: Sequence[Item], left: Item, right: Item) -> bool:
    """Tell whether one of two figures is said in place of the other: "corrected to 61, from 58", "were 33, not 36"."""
    first, second = sorted((left, right), key=lambda i: i.at)
    return (
        first.sentence == second.sentence
        and second.at == first.at + 1
        and first.count.unit == second.count.unit
        and is_said_instead(second)
    )


def told_by_another(whole: Item, part: Item) -> bool:
    """Tell whether two speakers give nearly the same figure of what may be one thing: rivals, and no part and whole."""
    if whole.speaker == part.speaker and not _OWN_FIGURE.search(whole.lead):
        return False
    if not (whole.speaker and part.speaker) and not (same_fate(whole, part) or _OWN_FIGURE.search(whole.lead)):
        return False
    return (part.number or 0) > _RIVAL_SHARE * (whole.number or 0)


def is_said_instead(item: Item) -> bool:
    """Tell whether a figure follows another in whose place it is said: the 11 of "raised from nine to 11", of "It was 11"."""
    if item.sentence_text.startswith(item.lead):
        return CORRECTED.match(item.lead) is not None
    return _IN_PLACE_OF.match(item.lead) is not None or _UP_FROM.search(item.lead) is not None


def is_superseded(item: Item) -> bool:
    """Tell whether another figure is said in place of this one: the 84 of "fallen to 61 from 84", the 36 of "33, not 36", or it is no people at all, the 20 of "a cell for 20"."""
    return any(told.search(item.lead) for told in (_OLD, _UP_FROM, _ROOM_FOR))


def clause_lead(item: Item) -> str:
    """Give the words before a figure in its own clause: after the last ";" or ":"."""
    return re.split(r"[;:]\s*", item.lead)[-1]


def is_definite(item: Item) -> bool:
    """Tell whether a figure is told as known: "the five", "all 13"."""
    return _KNOWN.search(item.lead) is not None


def fits(whole: Item, part: Item) -> bool:
    """Tell whether the part is no larger than the whole, as far as their bounds tell."""
    most = whole.count.value.high if whole.count.hedge == "range" else whole.number
    if part.number is None or most is None:
        return False
    return part.number <= most
