"""The arithmetic of a report: which counts are parts of which, and whether the parts make up the whole.

A breakdown that does not add up is kept with both figures, marked as not holding, and a `Problem` names the difference.
Overlapping subsets are never added together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sayso.extract.counting.items import (
    Item,
    fits,
    is_definite,
    may_hold,
    read_items,
    rivals,
    same_fate,
    same_kind,
    same_unit,
    sides_differ,
    told_by_another,
)
from sayso.extract.counting.likely import find_likely_links
from sayso.extract.counting.links import find_links
from sayso.extract.counting.remainders import find_remainders, find_revised, find_runs, find_stated_totals
from sayso.extract.counting.retold import find_aboard, find_retold, find_running, find_taken
from sayso.extract.counting.shares import find_shares
from sayso.extract.counting.wholes import Link
from sayso.language.parsing import ParsedReport
from sayso.model import Attribution, Count, EventClaim, Problem, Sum

_UNNUMBERED_REST = re.compile(r"\b(?:the|its|their) (?:rest|others|remainder)\b", re.IGNORECASE)
_OWN_SIDE = re.compile(
    r"(?:our|its|their|his|her)\b", re.IGNORECASE
)  # "61 of our men ... and three": parts, and no rival figure
_ADDED = re.compile(
    r"\b(?:more(?! than)|another|further)\b", re.IGNORECASE
)  # "a hundred more will go": besides those told before
_FIRM = frozenset({"exact", "at_least"})  # rounded figures that happen to add up prove nothing
_NEAR_MISS = 0.2  # a listed breakdown this close to its whole was meant to add up
_SURE_SIZE = 10  # a chance agreement of smaller figures proves nothing
_REACH = 4  # sentences between parts and the whole that only their sum ties together


@dataclass(frozen=True, slots=True)
class SumsFound:
    """Counts with their wholes and events filled in, the sums and subsets, and the sums that do not hold as problems."""

    counts: tuple[Count, ...]
    sums: tuple[Sum, ...]
    problems: tuple[Problem, ...] = ()


def find_sums(
    page: ParsedReport, counts: Sequence[Count], events: Sequence[EventClaim], said: Sequence[Attribution] = ()
) -> SumsFound:
    """Find parts and wholes among the counts of one report, within and over sentences, and check the sums.

    `stated` is true where the words tell the parts ("including", "of whom", "in all"), false where only sense or the
    figures themselves do. `said` tells whose figures they are: rival tolls of two speakers are no parts of each other.
    """
    speakers = {a.id: a.speaker.name for a in said if a.speaker is not None}
    items = read_items(page, counts, speakers)
    links = find_links(items)
    sums = [*_find_stated_sums(items, links)]
    sums += [
        Sum("sum", w.count.id, tuple(p.count.id for p in run), True, True) for w, *run in find_stated_totals(items)
    ]
    sums += _find_sums_over_sentences(items, links, sums)
    for found in _find_matching_sums(items, links):
        sums.append(found)
    sums.extend(_find_sums_of_likely(items, links, sums))
    sums.extend(_find_sums_of_remainders(items, links, sums))
    for link in find_likely_links(items, links, speakers):
        links.setdefault(link.part, link)
    for find in (find_running, find_taken, find_aboard, find_retold):
        for link in find(items, links):
            links.setdefault(link.part, link)
    for link in find_shares(items, links):
        links.setdefault(link.part, link)
    sums.extend(_find_sums_over_sentences(items, links, sums))
    sums.extend(_find_sums_of_likely(items, links, sums))
    held = {s.whole for s in sums if s.relation == "sum" and s.holds}
    sums = [
        s for s in sums if s.holds or s.whole not in held
    ]  # "12 of the 15 alive and one dead. Two are missing": adds up later
    sums.extend(_find_subsets(items, links, sums))
    by_event = {c: e.id for e in reversed(events) for c in e.counts}
    wholes = {items[k.part].count.id: (items[k.whole].count.id, not k.stated) for k in links.values()}
    filled = tuple(
        replace(
            count,
            whole=wholes.get(count.id, (count.whole, count.whole_inferred))[0],
            whole_inferred=wholes.get(count.id, (count.whole, count.whole_inferred))[1],
            event=by_event.get(count.id, count.event),
        )
        for count in counts
    )
    known = {i.count.id: i for i in items}
    problems = tuple(_say_difference(known, s) for s in dict.fromkeys(sums) if not s.holds)
    return SumsFound(filled, tuple(dict.fromkeys(sums)), problems)


def _groups(items: Sequence[Item], links: dict[int, Link]) -> Iterator[tuple[Item, list[Item]]]:
    """Parts of one whole that stand together: in one sentence, or as lines of one list."""
    groups: dict[tuple[int, int], list[Item]] = {}
    for link in links.values():
        part = items[link.part]
        groups.setdefault((link.whole, -1 if part.bullet else part.sentence), []).append(part)
    for (whole, _), parts in sorted(groups.items()):
        yield items[whole], sorted(parts, key=lambda p: p.at)


def _find_stated_sums(items: Sequence[Item], links: dict[int, Link]) -> Iterator[Sum]:
    for whole, parts in _groups(items, links):
        counted = [p for p in parts if p.number is not None and same_unit(p, whole)]
        if len(counted) < 2 or whole.number is None:
            continue
        stated, done = all(links[p.at].stated for p in counted), False
        exact = _exact_run(whole, counted)
        while exact:
            yield Sum("sum", whole.count.id, tuple(p.count.id for p in exact), True, stated)
            counted = [
                p for p in counted if p not in exact
            ]  # "58, of whom 40 are Dorians and 18 Lenters": made up anew
            exact, done = _exact_run(whole, counted), True
        if not done and stated and _meant_to_add_up(items, whole, counted, links):
            yield Sum("sum", whole.count.id, tuple(p.count.id for p in counted), False, True)


def _find_sums_over_sentences(items: Sequence[Item], links: dict[int, Link], sums: Sequence[Sum]) -> Iterator[Sum]:
    """Parts of one whole told in several sentences that make it up: "two of the eight ... the other six"."""
    done = {s.whole for s in sums if s.relation == "sum" and s.holds}
    for whole in items:
        parts = [items[k.part] for k in links.values() if k.whole == whole.at]
        parts = sorted((p for p in parts if same_unit(p, whole) and p.number), key=lambda p: p.at)
        if whole.count.id in done or len(parts) < 2 or {p.sentence for p in parts} == {whole.sentence}:
            continue
        if sum(p.number or 0 for p in parts) == whole.number:
            stated = all(links[p.at].stated for p in parts)
            yield Sum("sum", whole.count.id, tuple(p.count.id for p in parts), True, stated)


def _exact_run(whole: Item, parts: Sequence[Item]) -> Sequence[Item]:
    """The longest run of neighbouring parts that makes up the whole exactly."""
    for size in range(len(parts), 1, -1):
        for start in range(len(parts) - size + 1):
            run = parts[start : start + size]
            if sum(p.number or 0 for p in run) == whole.number:
                return run
    return ()


def _meant_to_add_up(items: Sequence[Item], whole: Item, parts: Sequence[Item], links: dict[int, Link]) -> bool:
    if whole.number is None or any(i.count.hedge not in ("exact",) for i in (whole, *parts)):
        return False
    rules = {links[p.at].rule for p in parts}
    if not rules & {"of the whole named first", "of the whole named after it", "lines of a list", "back to a whole named earlier",
                    "listed after ':'", "listed after 'comprising'"}:  # fmt: skip
        return False
    if rules == {"back to a whole named earlier"} and not re.match(r"\W*(?:of|among)\b", parts[0].sentence_text, re.I):
        return False
    if rules == {"lines of a list"} and _lists_unnumbered(items, whole, parts):
        return False
    if _UNNUMBERED_REST.search(parts[-1].sentence_text):
        return False  # "the rest come from Lent"
    gap = abs(sum(p.number or 0 for p in parts) - whole.number)
    return 0 < gap <= _NEAR_MISS * whole.number and not any(
        re.search(r"\bof (?:them|whom)\b", p.count.span.text) for p in parts
    )


def _lists_unnumbered(items: Sequence[Item], whole: Item, parts: Sequence[Item]) -> bool:
    """Whether a list has lines without a figure, such as one person's name: then its figures need not make up the whole."""
    lines = {p.passage for p in parts}
    return len(lines) < max(lines) - whole.passage


def _find_matching_sums(items: Sequence[Item], links: dict[int, Link]) -> Iterator[Sum]:
    """Neighbouring counts that add up to a count near them exactly: inferred, and only where chance is unlikely."""
    for row in _rows(items):
        for size in range(len(row), 1, -1):
            hit = next(
                (
                    (whole, run)
                    for start in range(len(row) - size + 1)
                    for run in [row[start : start + size]]
                    for whole in _wholes_of(items, run, links)
                ),
                None,
            )
            if hit:
                whole, run = hit
                for part in run:
                    links[part.at] = Link(part.at, whole.at, False, "adds up to it")
                _follow(row, run, whole, links)
                yield Sum("sum", whole.count.id, tuple(p.count.id for p in run), True, False)
                break


def _rows(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Neighbouring counts of one unit in one sentence, or in the lines of one list."""
    row: list[Item] = []
    for item in items:
        if item.number is None or item.count.unit in ("percent", "ordinal"):
            continue
        together = row and item.count.unit == row[-1].count.unit
        if together and not (
            item.sentence == row[-1].sentence
            or (item.bullet and row[-1].bullet and item.passage - row[-1].passage <= 3)
        ):
            together = False
        if not together:
            if len(row) > 1:
                yield row
            row = []
        row.append(item)
    if len(row) > 1:
        yield row


def _wholes_of(items: Sequence[Item], run: Sequence[Item], links: dict[int, Link]) -> Iterator[Item]:
    total = sum(p.number or 0 for p in run)
    if any(p.count.hedge not in _FIRM for p in run):
        return
    if any(p.at in links and links[p.at].stated for p in run):
        return
    for whole in sorted(items, key=lambda i: abs(i.sentence - run[0].sentence)):
        if (
            _ADDED.search(whole.count.span.text)
            or whole.number != total
            or whole.count.unit != run[0].count.unit
            or whole in run
        ):
            continue
        if total < _SURE_SIZE and not (is_definite(whole) and 0 < whole.sentence - run[-1].sentence <= 2):
            continue
        if not 0 < abs(whole.sentence - run[0].sentence) <= _REACH or whole.count.unit == "ordinal":
            continue
        if any(
            sides_differ(whole, p)
            or rivals(items, whole, p)
            or (told_by_another(whole, p) and not _OWN_SIDE.match(run[0].count.of or ""))
            for p in run
        ) or not _parallel(run):
            continue
        if whole.count.unit != "person" and not all(same_kind(whole, p) for p in run):
            continue
        if all(same_fate(whole, p) or "other" in (whole.count.status, p.count.status) or total >= 30 for p in run):
            yield whole


def _parallel(run: Sequence[Item]) -> bool:
    """Whether figures stand in one row: joined by commas and "and", without another sentence between them."""
    return all(p.bullet or re.search(r"(?:,|\band\b|\bwhile\b|;|/)[^,;]{0,60}$", p.lead) for p in run[1:])


def _follow(row: Sequence[Item], run: Sequence[Item], whole: Item, links: dict[int, Link]) -> None:
    """A figure beside the parts that is no part of the sum itself is still inside their whole, where it was a part at all."""
    for item in row:
        if item not in run and item.at in links and fits(whole, item) and not links[item.at].stated:
            links[item.at] = Link(item.at, whole.at, False, "beside the parts of it")


def _find_sums_of_remainders(items: Sequence[Item], links: dict[int, Link], sums: Sequence[Sum]) -> Iterator[Sum]:
    done = {s.whole for s in sums if s.relation == "sum"}
    for whole, *parts in (*find_remainders(items, links), *find_runs(items, links), *find_revised(items, links)):
        if whole.count.id in done:
            continue
        for part in parts:
            if part.at not in links or links[part.at].whole != whole.at:
                links[part.at] = Link(part.at, whole.at, False, "what went and what is left of it")
        yield Sum("sum", whole.count.id, tuple(p.count.id for p in sorted(parts, key=lambda p: p.at)), True, False)


def _find_sums_of_likely(items: Sequence[Item], links: dict[int, Link], sums: Sequence[Sum]) -> Iterator[Sum]:
    """All likely parts of one whole, or two or three of one fate near it, that make it up exactly."""
    done = {s.whole for s in sums if s.relation == "sum"}
    for whole in items:
        if (
            whole.number is None
            or whole.number < 50
            or whole.count.hedge not in _FIRM
            or whole.count.id in done
            or whole.at in links
        ):
            continue
        near = [
            p
            for p in items
            if p is not whole and p.number is not None and p.count.hedge in _FIRM and p.count.unit == whole.count.unit and p.number < whole.number
            and abs(p.sentence - whole.sentence) <= 2 * _REACH and not sides_differ(whole, p) and not rivals(items, whole, p) and not told_by_another(whole, p) and (p.count.unit == "person" or same_kind(whole, p))
            and (links[p.at].whole == whole.at if p.at in links else same_fate(whole, p) or (whole.number >= 100 and may_hold(whole, p)))
        ]  # fmt: skip
        distinct = list({p.number: p for p in reversed(near)}.values())[::-1]
        for size in (2, 3):
            tried = distinct if size == 2 else [p for p in distinct if p.number != 1]  # a one more fits by chance
            hits = [c for c in combinations(tried, size) if sum(p.number or 0 for p in c) == whole.number]
            if len(hits) == 1:
                for part in hits[0]:
                    links.setdefault(part.at, Link(part.at, whole.at, False, "adds up to it"))
                yield Sum("sum", whole.count.id, tuple(p.count.id for p in hits[0]), True, False)
                break


def _find_subsets(items: Sequence[Item], links: dict[int, Link], sums: Sequence[Sum]) -> Iterator[Sum]:
    summed = {(s.whole, p) for s in sums for p in s.parts}
    for link in sorted(links.values(), key=lambda k: k.part):
        whole, part = items[link.whole].count.id, items[link.part].count.id
        if (whole, part) not in summed:
            holds = items[link.part].count.unit == "percent" or fits(items[link.whole], items[link.part])
            yield Sum("subset", whole, (part,), holds, link.stated)


def _say_difference(known: dict[str, Item], said: Sum) -> Problem:
    whole, parts = known[said.whole], [known[p] for p in said.parts]
    total = sum(p.number or 0 for p in parts)
    gap = total - (whole.number or 0)
    listed = " + ".join(f"{p.number:,}" for p in parts)
    side = "more" if gap > 0 else "fewer"
    why = f"{listed} = {total:,}, which is {abs(gap):,} {side} than {whole.number:,}; both figures are kept"
    return Problem("sum does not hold", why, whole.count.span)
