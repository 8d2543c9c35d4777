"""Wholes far from their parts: a part told again, an event of a running total, the freed and the dead out of all who were taken."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.extract.counting.items import (
    ALIKE,
    CAPTIVES,
    GENERAL,
    Item,
    head_noun,
    held_differ,
    is_said_instead,
    same_fate,
    same_kind,
    sides_differ,
)
from sayso.extract.counting.likely import STAYED_APART, is_to_come
from sayso.extract.counting.wholes import Link

_NEAR = 3  # sentences between the dead and the captives they are said of
_FAR = 12  # sentences between those freed and all who were taken
_REACH = 3  # sentences between an event's figure and the running total that holds it
_ON_BOARD = re.compile(r"\b(?:passengers?|aboard|on board)\b", re.IGNORECASE)
_CARRIERS = re.compile(
    r"\b(flight|plane|aircraft|helicopter|bus|coach|boat|ship|ferry|train|convoy|lorry|truck)(?:s|es)?\b", re.IGNORECASE
)
_MOVED = frozenset({"released", "transferred", "deported", "exchanged", "rescued"})
_OVER_TIME = re.compile(
    r"\b(?:since|so far|to date|totals?|(?:official )?(?:figures|statistics|records|data) (?:show|say|suggest)|(?:this|per|every|each|a) (?:year|month)|(?:in|over|during|within) the (?:last|past|first|previous|same)|"
    r"year-on-year|annual\w*|in (?:nine|ten|\w+) years)\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"^\s+(?:[a-z]+ed|held|taken|lost|caught|hidden|stolen|who|that|whose|from)\b"
)  # people of another story
_OF_ALL = re.compile(r"^\W*(?:(?:more|fewer|less) than half )?(?:of|among) (?:the|those|all) $", re.IGNORECASE)
_DEAD = frozenset({"dead", "death", "fatality"})
_RUNNING = "an event of a running total"
_LATER = frozenset(
    {"released", "transferred", "rescued", "deported", "killed", "held", "missing", "remains_returned", "hospitalised"}
)
_OF_BOTH = frozenset("woman women man men child children girl boy teenager minor".split())
_ARMED = frozenset(
    "fighter militant rebel gunman gunmen insurgent guerrilla bandit attacker assailant captor kidnapper pirate soldier troop commander leader chief member".split()
)
_ABOARD = re.compile(
    r"\b(?:aboard|on board|crew|passengers?|travell?ing|in the (?:party|group|convoy|bus|column|caravan))\b",
    re.IGNORECASE,
)
_LEGS = re.compile(r"\b(?:exchange|swap|in return|trade)\b|\bfor\s+(?:\w+\s+)?(?:\d|the \w+s\b)", re.IGNORECASE)


def find_retold(items: Sequence[Item], links: Mapping[int, Link]) -> Iterator[Link]:
    """Give the whole of a part for each later telling of the same part: "Ten of the 47 ... The ten are in Holt"."""
    for item in items:
        if item.at in links or item.number is None or item.number == 1 or item.count.unit != "person":
            continue
        before = [
            i for i in items[: item.at]
            if i.number == item.number and i.count.hedge == item.count.hedge and same_kind(i, item) and not sides_differ(i, item)
        ]  # fmt: skip
        if before and all(i.at in links for i in before) and links[before[-1].at].whole != item.at:
            yield Link(item.at, links[before[-1].at].whole, False, "a part told again")


def find_running(items: Sequence[Item], links: Mapping[int, Link]) -> Iterator[Link]:
    """Give for what one event did the running total that holds it: "six on Friday", and "eight since July" in another sentence.

    The smallest total that is large enough holds it. Tolls are left out (`ALIKE` holds none): two sources count them differently.
    """
    totals = [
        i
        for i in items
        if i.count.basis == "cumulative" and i.number and i.count.unit == "person" and i.at not in links
    ]
    for item in items:
        if item.at in links or item.number is None or item.count.unit != "person" or item.count.basis != "incremental":
            continue
        if item.count.status not in ALIKE or is_said_instead(item):
            continue
        holding = [
            t for t in totals
            if t is not item and t.sentence != item.sentence and abs(t.sentence - item.sentence) <= _REACH
            and (t.number or 0) > (item.number or 0) and same_fate(t, item) and not sides_differ(t, item)
            and (same_kind(t, item) or (head_noun(t) in GENERAL and head_noun(item) not in GENERAL))
        ]  # fmt: skip
        if holding:
            whole = min(holding, key=lambda t: (t.number or 0, abs(t.sentence - item.sentence)))
            yield Link(item.at, whole.at, False, _RUNNING)


def find_aboard(items: Sequence[Item], links: Mapping[int, Link]) -> Iterator[Link]:
    """Give for those aboard a flight, bus or boat the count of all who were moved by such: "flown home on 14 flights"."""
    for item in items:
        carriers = {c.casefold() for c in _CARRIERS.findall(item.sentence_text)}
        if item.at in links or not item.number or item.count.unit != "person" or not carriers:
            continue
        if not _ON_BOARD.search(f"{item.count.span.text} {item.count.of} {item.tail[:60]}"):
            continue
        holding = [
            w for w in items[: item.at]
            if 0 < item.sentence - w.sentence <= _NEAR and w.count.unit == "person" and w.count.status in _MOVED
            and (w.number or 0) > item.number and carriers & {c.casefold() for c in _CARRIERS.findall(w.sentence_text)}
        ]  # fmt: skip
        if holding:
            yield Link(item.at, holding[-1].at, False, "aboard, of all who were moved")


def find_taken(items: Sequence[Item], links: Mapping[int, Link]) -> Iterator[Link]:
    """Give for those freed, held or killed the count of all who were taken, or who were aboard, wherever it is told.

    The nearest count that is large enough holds them. Legs of an exchange are left out unless the same noun says whose they are.
    """
    wholes = [
        i for i in items
        if i.number and i.count.unit == "person" and (i.at not in links or links[i.at].rule == _RUNNING) and _is_of_all(i)
    ]  # fmt: skip
    for item in items:
        if item.at in links or not item.number or item.count.status not in _LATER or item.count.basis == "cumulative":
            continue
        if is_said_instead(item) or STAYED_APART.match(item.tail):
            continue
        holding = [
            w for w in wholes
            if w is not item and w.sentence != item.sentence and abs(w.sentence - item.sentence) <= _FAR
            and (w.number or 0) > item.number and _may_be_of(w, item)
            and (item.count.status != "killed" or abs(w.sentence - item.sentence) <= _NEAR)
        ]  # fmt: skip
        if holding:
            whole = min(holding, key=lambda w: (abs(w.sentence - item.sentence), w.at))
            yield Link(item.at, whole.at, False, "out of all who were taken")


def _is_of_all(item: Item) -> bool:
    around = item.lead + item.count.span.text + item.tail[:60]
    if item.count.basis == "cumulative" or _OVER_TIME.search(around):
        return False  # a count over many events: no one group that parts are freed from
    if _OF_ALL.match(item.lead) and not item.tail.startswith(","):
        return True
    return item.count.status == "captured" or (item.count.status == "other" and _ABOARD.search(around) is not None)


def _may_be_of(whole: Item, item: Item) -> bool:
    if sides_differ(whole, item) or held_differ(whole, item) or item.count.unit not in ("person", "body"):
        return False
    if same_kind(whole, item) and head_noun(whole) == head_noun(item) != "":
        return True
    noun = head_noun(item)
    if noun in _DEAD and _OF_ALL.match(whole.lead):
        return True  # "Of the 4,800 men sent there few came back. The office gave the dead as 2,611"
    if _OF_ALL.match(whole.lead) and whole.count.status != "captured":
        return False
    if _LEGS.search(item.sentence_text) or (item.count.status == "killed" and noun != ""):
        return False
    if _ABOARD.search(whole.count.span.text + whole.tail[:40]) and is_to_come(item):
        return False
    if whole.count.of and whole.count.of.split()[-1][:1].isupper() and noun in CAPTIVES:
        return False  # "Selvians" and "hostages": of two sides, as far as the words tell
    if head_noun(whole) in GENERAL or noun in GENERAL or noun in _OF_BOTH or noun == "":
        return True
    return whole.count.status == "captured" and not _has_story(item) and not {noun, head_noun(whole)} & _ARMED


def _has_story(item: Item) -> bool:
    """Whether a participle or clause after the noun tells what befell just these: "nine journalists arrested at a rally"."""
    finite = item.role == "subject" and not re.match(r"\s+(?:who|that|whose)\b", item.tail)
    return _DESCRIBED.match(item.tail) is not None and not finite
