"""What is left of a whole: held = freed + still held, told in three places and tied by nothing but the subtraction; totals told last."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from sayso.extract.counting.items import ALIKE, Item, is_definite, is_said_instead, same_kind, sides_differ
from sayso.extract.counting.wholes import Link, is_bare

_LEFT = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|left|leav(?:es|ing)|rest|others?|yet to|not yet|unaccounted|missing|no (?:word|trace|news))\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:that|which|it|this|those figures|these figures|the figures|together they|they) (?:mak(?:es?|ing)|made|adds? up to|comes? to|totals?)(?: up)?\s+$|"
    r"\b(?:in all|all told|altogether),?\s+$",
    re.IGNORECASE,
)
_FIGURES_MAKE = re.compile(
    r"^\W*(?:those|these|the|its|his|her|their) (?:\w+ )?(?:figures|numbers|parts|sums|items) (?:only )?(?:make|made|add up to|come to|came to|total|give)\s+(?:only )?$",
    re.IGNORECASE,
)
_OLD_FIGURE = re.compile(
    r"\b(?:earlier|previous|initial|first|provisional|former|original) (?:[\w’'-]+ )?(?:figure|count|toll|number|total|estimate|tally) (?:of|at) $|"
    r"\bdown from $",
    re.IGNORECASE,
)
_LONGEST_RUN = 6
_NEAREST = 24  # counts beside a figure among which its whole and its fellow are looked for: pairs of them are tried
_LEAVES = re.compile(r"\b(?:leav(?:es?|ing)|left)\s+(?:only |just )?$", re.IGNORECASE)
_THE_OTHER = re.compile(r"\b(?:the|its|their) (?:other|remaining|last)\s+$", re.IGNORECASE)
_NEAREST_GONE = 8  # of those that went, among which pairs and threes are tried
_NEXT = 40  # code points after a figure in which "remain" or "still" tells of it
_REACH = 8  # sentences from the first to the last of the three
_TAKEN = frozenset({"captured", "held", "missing"})
_ENDED = frozenset({"killed", "hospitalised", "remains_returned"})


def find_remainders(items: Sequence[Item], links: dict[int, Link]) -> Iterator[tuple[Item, ...]]:
    """Give (whole, gone ..., left) where a figure is the sum of those that left the group and one that is said to be left of it.

    Every such link is inferred; a figure that belongs elsewhere by its words is never taken.
    """
    people = [
        i for i in items if i.number and i.count.hedge == "exact" and i.count.unit in ("person", "family", "body")
    ]
    taken: set[int] = set()
    for left in people:
        if left.at in taken:
            continue
        told = _left_of(left, people, links)
        if told:
            taken.update(p.at for p in (left, *told[1:]))
            yield *told, left
            continue
        hit = next(_wholes(left, people, links), None) if _is_left(left) else None
        if hit is None and left.at not in links and (_is_left(left) or is_definite(left)):
            yield from _leave(left, people, links)
        if hit:
            whole, gone = hit
            taken.update((left.at, gone.at))
            yield whole, gone, left


def _wholes(left: Item, people: Sequence[Item], links: dict[int, Link]) -> Iterator[tuple[Item, Item]]:
    """Pairs of a whole and the part that went from it, nearest to the part that is left first."""
    near = [i for i in people if abs(i.sentence - left.sentence) <= _REACH and i.at != left.at]
    near.sort(key=lambda i: (abs(i.sentence - left.sentence), i.at))
    near = near[:_NEAREST]
    for first, second in combinations(near, 2):
        whole, gone = sorted((first, second), key=lambda i: -(i.number or 0))
        if (whole.number or 0) != (gone.number or 0) + (left.number or 0) or not _is_gone(gone) or _is_gone(whole):
            continue
        if any(p.at in links and not _may_follow(links, p.at, whole.at) for p in (gone, left)) or whole.at in links:
            continue
        if all(same_kind(whole, p) and not sides_differ(whole, p) for p in (gone, left)):
            yield whole, gone


def find_runs(items: Sequence[Item], links: dict[int, Link]) -> Iterator[tuple[Item, ...]]:
    """Give (whole, parts ...) where the figures right before or after one add up to it: "Six are home, three dead. Thirteen went".

    Two need not be bare to agree by chance, so two count only where both are bare or one says that it is the rest.
    """
    people = [i for i in items if i.number and i.count.unit in ("person", "body") and i.count.basis != "ordinal"]
    for place, whole in enumerate(people):
        if whole.at in links or any(k.whole == whole.at for k in links.values()) or whole.count.hedge != "exact":
            continue
        for run in _runs_beside(people, place):
            if sum(p.number or 0 for p in run) == whole.number and _may_make_up(whole, run, links):
                yield whole, *run
                break


def _runs_beside(people: Sequence[Item], place: int) -> Iterator[Sequence[Item]]:
    for size in range(_LONGEST_RUN, 1, -1):
        for start in (place + 1, place - size):
            run = people[start : start + size] if start >= 0 else ()
            if len(run) == size and abs(run[0 if start > place else -1].sentence - people[place].sentence) <= 2:
                yield run


def _may_make_up(whole: Item, run: Sequence[Item], links: dict[int, Link]) -> bool:
    if any(p.count.hedge != "exact" or p.at in links or sides_differ(whole, p) or is_said_instead(p) for p in run):
        return False
    if not all(same_kind(whole, p) for p in run) or {p.sentence for p in run} == {whole.sentence}:
        return False
    if any(abs(a.sentence - b.sentence) > 1 for a, b in pairwise(run)):
        return False
    sure = len(run) > 2 or any(_is_left(p) for p in run) or _tells_total(whole, run)
    return sure or all(is_bare(p.count.span.text) and p.number != 1 for p in run)


def _tells_total(whole: Item, run: Sequence[Item]) -> bool:
    """Whether a figure after others is told as all of them: "all eight", "which makes eleven"."""
    return run[-1].at < whole.at and (is_definite(whole) or _TOTAL.search(whole.lead) is not None)


def find_stated_totals(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """Give (total, parts ...) where the report itself adds up the figures of the sentence before: "Those figures make 202".

    The parts may belong to another whole too, the one that their speaker gives.
    """
    for whole in items:
        if not whole.number or not _FIGURES_MAKE.match(whole.lead):
            continue
        before = [
            i
            for i in items[: whole.at]
            if i.sentence == whole.sentence - 1 and i.count.unit == whole.count.unit and i.number
        ]
        for size in range(len(before), 1, -1):
            for run in (before[at : at + size] for at in range(len(before) - size + 1)):
                if sum(p.number or 0 for p in run) == whole.number:
                    yield whole, *run
                    return


def find_revised(items: Sequence[Item], links: dict[int, Link]) -> Iterator[tuple[Item, ...]]:
    """Give (old figure, new figure, difference) where those who turned up explain a correction.

    "31 were taken, it said, revising an earlier figure of 41. Ten first listed as missing had hidden in an orchard."
    """
    for old in items:
        if not old.number or old.at in links or not _OLD_FIGURE.search(old.lead):
            continue
        new = next((i for i in reversed(items[: old.at]) if same_kind(old, i) and i.sentence == old.sentence), None)
        if new is None or not new.number or new.number >= old.number or new.at in links:
            continue
        for found in items[old.at + 1 :]:
            if found.sentence - old.sentence > _REACH:
                break
            if found.number == old.number - new.number and same_kind(old, found) and found.at not in links:
                yield old, new, found
                break


def _left_of(left: Item, people: Sequence[Item], links: dict[int, Link]) -> tuple[Item, ...]:
    """The whole that a figure is said to be left of, and those that went: "That leaves five of the 47", after 27 and 15."""
    if not (_LEAVES.search(left.lead) or _is_left(left)):
        return ()
    if left.at in links:
        wholes = [w for w in people if w.at == links[left.at].whole and w.at not in links]
    else:
        wholes = [w for w in reversed(people) if w.at < left.at and left.sentence - w.sentence <= _REACH][
            :_NEAREST_GONE
        ]
    return next(filter(None, (_went(left, w, people, links) for w in wholes)), ())


def _went(left: Item, whole: Item, people: Sequence[Item], links: dict[int, Link]) -> tuple[Item, ...]:
    """The whole and one to three figures that went from it and leave just so many; those told between are tried first."""
    near = [
        p for p in people
        if p.at not in (whole.at, left.at) and abs(p.sentence - left.sentence) <= _REACH and (p.number or 0) < (whole.number or 0)
        and same_kind(whole, p) and not sides_differ(whole, p) and (p.at not in links or _may_follow(links, p.at, whole.at))
    ]  # fmt: skip
    if left.at not in links:
        near = [p for p in near if whole.at < p.at < left.at or (p.at in links and links[p.at].whole == whole.at)]
    near = sorted(near, key=lambda p: (abs(p.sentence - left.sentence), p.at))[:_NEAREST_GONE]
    sure = left.at in links or (_THE_OTHER.search(left.lead) and whole.at not in links)
    grouped = whole.count.status in _TAKEN or whole.at in links or any(k.whole == whole.at for k in links.values())
    if not sure and not grouped:
        return ()  # three figures agree too easily by chance where the whole is no group that others leave
    for size in (1, 2, 3) if sure else (2, 3):
        for gone in combinations(near, size):
            if sum(p.number or 0 for p in gone) + (left.number or 0) == whole.number:
                return whole, *gone
    return ()


def _leave(left: Item, people: Sequence[Item], links: dict[int, Link]) -> Iterator[tuple[Item, ...]]:
    """A whole whose parts told so far leave just so many: "Of ten, two children were freed and four women. Four men remain"."""
    for whole in reversed(people):
        if not 0 <= left.sentence - whole.sentence <= _REACH or whole.at == left.at or whole.at in links:
            continue
        parts = [p for p in people if p.at in links and links[p.at].whole == whole.at and p.at < left.at]
        gone = sum(p.number or 0 for p in parts)
        if parts and gone + (left.number or 0) == whole.number and not sides_differ(whole, left):
            yield whole, *parts, left
            return


def _may_follow(links: dict[int, Link], part: int, whole: int) -> bool:
    return links[part].whole == whole or not links[part].stated


def _is_left(item: Item) -> bool:
    around = item.lead[-_NEXT:] + " " + item.count.span.text + " " + item.tail[:_NEXT]
    apart = ("held", "missing", "other", "captured")
    return item.count.status in apart and _LEFT.search(around) is not None


def _is_gone(item: Item) -> bool:
    return ALIKE.get(item.count.status or "") == "free" or item.count.status in _ENDED
