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
from sayso.extract.counting.wholes import Link

_NEAR = 3  # sentences between the dead and the captives they are said of
_FAR = 12  # sentences between those freed and all who were taken
_REACH = 10  # sentences between an event's figure and the running total that holds it
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
_TOLLS = frozenset({"killed", "wounded", "missing"})


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

    The smallest total that is large enough holds it. Tolls are left out: two sources count them differently.
    """
    totals = [
        i
        for i in items
        if i.count.basis == "cumulative" and i.number and i.count.unit == "person" and i.at not in links
    ]
    for item in items:
        if item.at in links or item.number is None or item.count.unit != "person" or item.count.basis != "incremental":
            continue
        if item.count.status not in ALIKE or item.count.status in _TOLLS or is_said_instead(item):
            continue
        holding = [
            t for t in totals
            if t is not item and t.sentence != item.sentence and abs(t.sentence - item.sentence) <= _REACH
            and (t.number or 0) > (item.number or 0) and same_fate(t, item) and not sides_differ(t, item)
            and (same_kind(t, item) or (head_noun(t) in GENERAL and head_noun(item) not in GENERAL))
        ]  # fmt: skip
        if holding:
            whole = min(holding, key=lambda t: (t.number or 0, abs(t.sentence - item.sentence)))
            yield Link(item.at, whole.at, False, "an event of a running total")


def find_taken(items: Sequence[Item], links: Mapping[int, Link]) -> Iterator[Link]:
    """Give for those freed, held or killed the count of all who were taken, or who were aboard, wherever it is told.

    The nearest count that is large enough holds them. Legs of an exchange are left out unless the same noun says whose they are.
    """
    wholes = [i for i in items if i.number and i.count.unit == "person" and i.at not in links and _is_of_all(i)]
    for item in items:
        if item.at in links or not item.number or item.count.status not in _LATER or item.count.basis == "cumulative":
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
    return item.count.status == "captured" or (item.count.status == "other" and _ABOARD.search(around) is not None)


def _may_be_of(whole: Item, item: Item) -> bool:
    if sides_differ(whole, item) or held_differ(whole, item) or item.count.unit not in ("person", "body"):
        return False
    if same_kind(whole, item) and head_noun(whole) == head_noun(item) != "":
        return True
    noun = head_noun(item)
    if _LEGS.search(item.sentence_text) or (item.count.status == "killed" and noun != ""):
        return False
    if whole.count.of and whole.count.of.split()[-1][:1].isupper() and noun in CAPTIVES:
        return False  # "Selvians" and "hostages": of two sides, as far as the words tell
    if head_noun(whole) in GENERAL or noun in GENERAL or noun in _OF_BOTH or noun == "":
        return True
    return whole.count.status == "captured" and not {noun, head_noun(whole)} & _ARMED
