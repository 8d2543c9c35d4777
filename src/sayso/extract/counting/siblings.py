"""Parts that stand beside other parts: bare figures after ";" or "and", a list after its whole, so many of the flights told before."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.extract.counting.items import Item, clause_lead, fits, head_noun, same_kind, same_unit
from sayso.extract.counting.unsaid import DIVISIONS, FEW
from sayso.extract.counting.wholes import OF_PRONOUN, Link, Links, Row, is_bare

_BESIDE = re.compile(r"(?:[;,]|\b(?:and|while|but)\b)\s*(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:(?:the|its|their) (?:other|remaining|last)|which|who|whose|according|said|says|told|added|reported|but that|while that)\b",
    re.IGNORECASE,
)
_OPENS_LIST = re.compile(r"[;:]\s*(?:[\w’'-]+\s+){0,2}$")
_ONE_OF_ROW = re.compile(r"\b(?:the|its|their) (?:last|first|latest|final|next|other|previous)\s+$", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b[^.;,]{0,5}$", re.IGNORECASE)  # "only nine buses were let through", of eleven
_STILL = re.compile(r"^\s+(?:(?:are|were|of them)\s+)?(?:still\b|remain\w*)", re.IGNORECASE)
_LISTED = 2  # figures that make a list


def link_siblings(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "28 of the 40 have walked out; twelve are inside": a bare figure beside a part shares its whole."""
    for before, item in pairwise(row):
        whole_at = links[before.at].whole if before.at in links else before.at
        if item.at in links or not _may_stand_beside(item):
            continue
        if before.at not in links and not any(p.at in links and links[p.at].whole == before.at for p in row):
            continue
        whole, run = items[whole_at], _bare_run(row, item)
        if OF_PRONOUN.search(before.count.span.text) and _sum(run) == before.number:
            for part in run:
                yield Link(part.at, before.at, False, "make up the part before them")
            continue
        told = _sum([p for p in row if p.at in links and links[p.at].whole == whole.at])
        if told + _sum(run) == whole.number and same_unit(whole, item):
            yield from (Link(part.at, whole.at, False, "make up the rest of it") for part in run)
            continue
        if item.role == "object":
            continue  # "and killed 15": of nobody knows whom
        if same_unit(whole, item) and fits(whole, item):
            yield Link(item.at, whole.at, False, "beside a part of it")


def link_lists(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "2,310 people were taken; 1,840 went home, 150 were rescued and 210 died": bare figures listed after their whole."""
    row = [i for i in row if i.count.unit != "percent"]
    for place, whole in enumerate(row[:-1]):
        first = next((i for i in row[place + 1 :] if same_unit(whole, i)), whole)
        run = _bare_run(row, first)
        told = len(run) >= _LISTED or (first.role == "subject" and ";" in first.lead)
        if (
            is_bare(whole.count.span.text)
            or first is whole
            or not told
            or not _OPENS_LIST.search(first.lead)
            or _APART.search(clause_lead(first))
            or any(not same_unit(whole, p) or not fits(whole, p) or p.at in links for p in run)
        ):
            continue
        if _sum(run) <= (whole.number or 0):
            for part in run:
                yield Link(part.at, whole.at, _sum(run) == whole.number, "listed after it")
            return


def link_left(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "1,450 conscripts were captured and 900 remain in captivity": a bare figure of those still held, after those taken."""
    for before, item in pairwise(row):
        if item.at in links or before.at in links or not is_bare(item.count.span.text):
            continue
        left = item.count.status in ("held", "missing") and _STILL.match(item.tail) and same_unit(before, item)
        if (
            left
            and before.count.status in ("captured", "held", "missing")
            and fits(before, item)
            and item.number != before.number
        ):
            yield Link(item.at, before.at, False, "those still held of those taken")


def link_groups_of_row(row: Row, items: Sequence[Item], links: Links) -> Iterator[Link]:
    """ "in three groups, and one was moved": a bare figure of groups; "the last two flights" of 14 flights told before."""
    for place, item in enumerate(row):
        if item.at in links or item.number is None or item.count.unit in ("percent", "ordinal"):
            continue
        before = row[place - 1] if place else None
        groups = before is not None and (before.count.of or "").split(" ")[-1].casefold() in DIVISIONS
        if (
            groups
            and before is not None
            and before.count.of == item.count.of
            and is_bare(item.count.span.text)
            and item.number < (before.number or 0) <= FEW
        ):
            yield Link(item.at, before.at, False, "one of so many groups")
        elif (
            _ONE_OF_ROW.search(item.lead) or _ONLY.search(item.lead + item.count.span.text[:5])
        ) and item.count.unit not in ("person", "body"):
            held = [w for w in items[: item.at] if _is_row_of(w, item)]
            if held:
                yield Link(item.at, held[-1].at, False, "the last or first of so many")


def _is_row_of(whole: Item, item: Item) -> bool:
    noun = head_noun(item)
    return (
        noun != "" and noun == head_noun(whole) and same_kind(whole, item) and (whole.number or 0) > (item.number or 0)
    )


def _bare_run(row: Row, first: Item) -> list[Item]:
    """The bare figures from one on, to the end of the sentence or the first figure with a noun of its own."""
    run: list[Item] = []
    for item in row:
        if item.at < first.at:
            continue
        if not is_bare(item.count.span.text) or item.count.unit != first.count.unit or item.number is None:
            break
        run.append(item)
    return run


def _may_stand_beside(item: Item) -> bool:
    """Whether a figure without a noun follows a comma, a semicolon or "and", and is neither the rest of something nor said by another."""
    bare = is_bare(item.count.span.text) and item.number is not None and item.count.unit not in ("percent", "ordinal")
    return bare and _BESIDE.search(item.lead) is not None and not _APART.search(clause_lead(item))


def _sum(row: Sequence[Item]) -> float:
    return sum(p.number or 0 for p in row)
