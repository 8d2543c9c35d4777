"""Which earlier count a part belongs to, where several could be meant: the one that fits best in sum, words and fate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log10

from sayso.extract.counting.fates import read_fate_words
from sayso.extract.counting.items import CAPTIVES, Item, fits, may_hold, same_unit
from sayso.language.numbers import find_quantities

POINTED = re.compile(r"\b(?:latter|former)(?=\W*$|\s+(?:group|figure|number)\b)", re.IGNORECASE)
OF_PRONOUN = re.compile(r"\bof\s+(?:them|whom|these|those|which)$", re.IGNORECASE)
_THOSE = re.compile(r"^\W*of (?:these|those),", re.IGNORECASE)
_TO_COME = re.compile(r"\s*(?:\w+\s){0,2}(?:will|would|to be|are to|is to)\b", re.IGNORECASE)
_FATES = {"exchanged": "released"}  # who is swapped is freed
OF_NAMED = "of the whole named after it"  # the rule of "19 of the 21"
_NEAR_NAME = 24  # code points before a figure in which its side is named: "and Ardane 54"
LOOK_BACK = 6  # sentences in which a whole is looked for


@dataclass(frozen=True, slots=True)
class Link:
    """One count inside another: indexes of items, whether the text states it, and the rule that tells."""

    part: int
    whole: int
    stated: bool
    rule: str


Row = Sequence[Item]
Links = dict[int, Link]


def choose_whole(part: Item, items: Sequence[Item], words: str, parts: Sequence[Item], links: Links) -> Item | None:
    """The earlier count that fits best: adds up exactly, is named by the same words, stands nearest; "the latter" is the last."""
    pointed = POINTED.search(words)
    if pointed:
        return _find_pointed(part, items, pointed.group().casefold() == "latter")
    if not words and _THOSE.match(part.sentence_text):
        last = [w for w in items[: part.at] if w.sentence == part.sentence - 1]
        if len(last) == 1 and fits(last[0], part) and same_unit(last[0], part) and last[0].number != part.number:
            return last[0]
    total = sum(p.number or 0 for p in parts)
    wanted = {re.sub(r"s$", "", w) for w in re.findall(r"[a-z’'-]{3,}", words.casefold())} - {
        "the",
        "released",
        "freed",
    }
    fate, told_of, to_come = read_fate_words(words), _names(part.sentence_text), _TO_COME.match(part.tail)
    best: tuple[float, Item] | None = None
    for whole in items[: part.at]:
        distance = part.sentence - whole.sentence
        if distance > LOOK_BACK + 6 or distance <= 0 or not fits(whole, part) or whole.number == part.number:
            continue
        if whole.count.unit != part.count.unit or whole.number == 1:
            continue
        if words and _sides_differ_words(words, whole):
            continue
        mine = {re.sub(r"s$", "", w) for w in re.findall(r"[a-z’'-]{3,}", (whole.count.of or "").casefold())}
        named = {w[:6] for w in wanted if len(w) > 5} & {w[:6] for w in re.findall(r"[a-z]{6,}", whole.tail.casefold())}
        score = (
            4.0 * (total == whole.number)
            + 2.0 * bool(named or wanted & mine or (wanted & CAPTIVES and mine & CAPTIVES))
            - 0.3 * distance
        )
        score += 1.5 * bool(words.startswith("those ") and told_of & _names(whole.lead[-_NEAR_NAME:]))
        score -= 2.0 * bool(_TO_COME.match(whole.tail) and not to_come)
        score += 1.5 * (fate is not None and fate == _FATES.get(whole.count.status or "", whole.count.status)) + (
            0.5 if may_hold(whole, part) else -1.0
        )
        score += log10(min(1000.0, max(1.0, float(whole.number or 1)))) - _standing_aside(
            whole, bool(wanted & mine), links
        )
        if best is None or score > best[0]:
            best = (score, whole)
    return best[1] if best and best[0] > -1.5 else None


def _names(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Z][\w-]{3,}", text))


def _find_pointed(part: Item, items: Sequence[Item], latter: bool) -> Item | None:
    """The last count of the nearest sentence before that has two, or the one before that last: "the latter", "the former"."""
    told = [
        w for w in items[: part.at]
        if w.number is not None and w.number != 1 and w.count.unit in ("person", "body", "family", "thing") and not OF_PRONOUN.search(w.count.span.text)
    ]  # fmt: skip
    for last, before in zip(reversed(told), reversed(told[:-1]), strict=False):
        if part.sentence - last.sentence > LOOK_BACK:
            return None
        if last.sentence == before.sentence:
            chosen = last if latter else before
            return chosen if fits(chosen, part) else None
    return None


def names_whole(words: str, whole: Item) -> bool:
    """Tell whether words such as "the released group of Dorians" share a noun or name with what the whole counts."""
    left = {w[:5] for w in re.findall(r"[a-z’'-]{4,}", words.casefold())}
    right = {w[:5] for w in re.findall(r"[a-z’'-]{4,}", (whole.count.of or "").casefold())}
    return bool(left & right) or read_fate_words(words) == whole.count.status


def _standing_aside(whole: Item, named: bool, links: Links) -> float:
    """How far a count is from standing for the whole group: a part itself, or a bare figure, stands for less."""
    partitive = (whole.count.of or "").casefold().startswith(("the ", "those ", "these "))
    return 2.0 * partitive + 1.0 * (whole.at in links and not named) + 1.0 * is_bare(whole.count.span.text)


@cache
def is_bare(text: str) -> bool:
    """Tell whether a count prints nothing but its figure and hedge.

    >>> is_bare("twelve"), is_bare("No more than 12"), is_bare("12 men")
    (True, True, False)
    """
    found = find_quantities(text)
    return bool(found) and (found[0].start, found[0].end) == (0, len(text))


def _sides_differ_words(words: str, whole: Item) -> bool:
    """Tell whether the words name another side or people than the whole does."""
    left = set(re.findall(r"\b[A-Z][\w’'-]{3,}", words)) - {"The", "Among", "Those", "They"}
    right = set(re.findall(r"\b[A-Z][\w’'-]{3,}", whole.count.of or ""))
    return bool(left and right and not {w[:5] for w in left} & {w[:5] for w in right})
