"""A report's text cut into runs that each carry all marks over them, so that overlapping spans print as flat HTML."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model import Claims, Post, Report, Segment, Span
from sayso.publish.phrases import find_direction

VISIBLE = ("content", "source", "cue", "trigger", "count")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one item: `item` is the id of the attribution, event or count; `kind` says which part of it."""

    item: str
    kind: str
    start: int
    end: int
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words under one and the same set of marks. `opens` are items whose first mark begins here, `closes` end here."""

    text: str
    classes: str
    link: str | None
    opens: tuple[str, ...]
    closes: tuple[tuple[str, str], ...]  # (kind, item)


@dataclass(frozen=True, slots=True)
class Block:
    """One segment of the text (or a stretch outside all segments, kind "gap") as runs."""

    kind: str
    runs: tuple[Run, ...]
    post: Post | None = None

    @property
    def direction(self) -> str:
        """The way that most of its letters run: a line of English that begins with a name in Hebrew stays English."""
        return find_direction("".join(run.text for run in self.runs))


def mark_claims(claims: Claims) -> tuple[Mark, ...]:
    """Give every span of attributions, events and counts as a mark, widest first."""
    found = [*_mark_attributions(claims), *_mark_events(claims), *_mark_counts(claims)]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.item)))


def _mark_attributions(claims: Claims) -> Iterator[Mark]:
    for a in claims.attributions:
        yield from _marks(a.id, "content", a.content, a.quotation)
        yield from _marks(a.id, "source", a.source or ())
        yield from _marks(a.id, "cue", a.cue or ())
        yield from _marks(a.id, "hop", [h.span for h in a.chain if h.span])


def _mark_events(claims: Claims) -> Iterator[Mark]:
    for e in claims.events:
        yield from _marks(e.id, "trigger", (e.trigger, *e.mentions), e.modality)
        yield from _marks(e.id, "role", [p.span for p in e.participants])
        yield from _marks(e.id, "when", [e.date.span] if e.date and e.date.span else ())
        yield from _marks(e.id, "where", [e.place.span] if e.place else ())
    for d in claims.deals:
        yield from _marks(d.id, "deal", (d.span, *(t.span for t in d.terms)))


def _mark_counts(claims: Claims) -> Iterator[Mark]:
    for c in claims.counts:
        yield from _marks(c.id, "count", (c.span,), c.hedge)


def _marks(item: str, kind: str, spans: Iterable[Span], variant: str = "") -> Iterator[Mark]:
    for span in spans:
        if span.end > span.start:
            yield Mark(item, kind, span.start, span.end, variant)


def cut_blocks(report: Report, marks: Iterable[Mark], prefix: str = "") -> tuple[Block, ...]:
    """Cut a report's text into blocks of runs; every character of the text stands in exactly one run.

    Blank stretches between segments are dropped, for they are drawn as space; words outside every segment are kept as
    blocks of kind "gap". `prefix` goes before each item's id, so that several reports can stand on one page.
    """
    waiting = sorted(marks, key=lambda m: (m.start, -m.end, m.item), reverse=True)
    near: list[Mark] = []
    blocks = []
    for segment in _outline(report):
        while waiting and waiting[-1].start < segment.end:
            near.append(waiting.pop())
        near = [m for m in near if m.end > segment.start]
        runs = tuple(_cut_runs(report, segment, near, prefix))
        if runs:
            blocks.append(Block(segment.kind if isinstance(segment, Segment) else "gap", runs, segment.post))
    return _keep_first_anchors(blocks)


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int
    post: None = None


def _outline(report: Report) -> Iterator[Segment | _Gap]:
    """Walk segments in order without overlap; what lies between them comes as gaps."""
    cursor = 0
    for segment in sorted(report.segments, key=lambda s: (s.start, -s.end)):
        start, end = max(segment.start, cursor), segment.end
        if end <= start:
            continue
        if report.text[cursor:start].strip():
            yield _Gap(cursor, start)
        yield segment if start == segment.start else Segment(segment.kind, start, end, segment.post)
        cursor = end
    if report.text[cursor:].strip():
        yield _Gap(cursor, len(report.text))


def _cut_runs(report: Report, block: Segment | _Gap, marks: list[Mark], prefix: str) -> Iterator[Run]:
    start, end = _trim(report.text, block.start, block.end)
    inside = [m for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(min(max(p, start), end) for m in inside for p in (m.start, m.end))})
    waiting, over = inside[::-1], list[Mark]()
    for left, right in itertools.pairwise(cuts):
        while waiting and waiting[-1].start <= left:
            over.append(waiting.pop())
        over = [m for m in over if m.end >= right]
        yield Run(
            text=report.text[left:right],
            classes=_name_classes(over, prefix) + _name_edges(over, left, right),
            link=_pick_link(over, prefix),
            opens=tuple(dict.fromkeys(prefix + m.item for m in over if m.start == left)),
            closes=tuple(dict.fromkeys((m.kind, m.item) for m in over if m.end == right and _labelled(m))),
        )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _labelled(mark: Mark) -> bool:
    return mark.kind in ("content", "trigger", "count")


def _name_classes(over: list[Mark], prefix: str) -> str:
    visible = [m for m in over if m.kind in VISIBLE]
    names = [f"k-{m.kind}" for m in visible]
    names += [f"v-{m.variant}" for m in visible if m.variant]
    depth = len({m.item for m in visible if m.kind == "content"})
    if depth > 1:
        names.append("deep")
    names += [f"m-{prefix}{m.item}" for m in over]
    return " ".join(dict.fromkeys(names))


def _name_edges(over: list[Mark], left: int, right: int) -> str:
    """Where the box around a figure opens and closes, when other marks cut the figure into several runs."""
    first = " kf" if any(m.kind == "count" and m.start == left for m in over) else ""
    return first + (" kl" if any(m.kind == "count" and m.end == right for m in over) else "")


def _pick_link(over: list[Mark], prefix: str) -> str | None:
    """The narrowest visible mark wins: a figure inside a quotation opens the figure, which names its quotation."""
    visible = [m for m in over if m.kind in VISIBLE]
    if not visible:
        return None
    order = {"count": 0, "trigger": 1, "cue": 2, "source": 3, "content": 4}
    best = min(visible, key=lambda m: (m.end - m.start, order[m.kind]))
    return prefix + best.item


def _keep_first_anchors(blocks: list[Block]) -> tuple[Block, ...]:
    """An id may stand once on a page: the first run that opens an item carries its anchor."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        runs = []
        for run in block.runs:
            fresh = tuple(item for item in run.opens if item not in seen)
            seen.update(fresh)
            runs.append(Run(run.text, run.classes, run.link, fresh, run.closes))
        kept.append(Block(block.kind, tuple(runs), block.post))
    return tuple(kept)


def words_around(text: str, start: int, end: int, *, width: int = 160) -> tuple[str, str, str]:
    """Give (before, exact words, after) for code points `start` to `end`: the sentence or at most `width` either side."""
    before, exact, after = text[max(0, start - width) : start], text[start:end], text[end : end + width]
    cut = max(before.rfind(mark) + len(mark) if mark in before else 0 for mark in (". ", "? ", "! ", "\n", "” "))
    if cut:
        before = before[cut:]
    elif start > width:
        before = "…" + before.partition(" ")[2]
    ends = [after.find(mark) + 1 for mark in (". ", "? ", "! ", "\n") if mark in after]
    if ends:
        after = after[: min(ends)].rstrip("\n")
    elif end + width < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, exact, after
