"""Geometry of the pictures: sums as bars, relays as layered graphs, figures over time as lines. Templates draw them."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a bar: position and width in percent of the drawing, what it stands for and how it is drawn."""

    label: str
    words: str
    left: float
    width: float
    kind: str  # whole, part, missing, surplus, rest
    link: str | None = None


@dataclass(frozen=True, slots=True)
class SumDrawing:
    """A sum as two rows of bars on one scale, with the sentence that says whether it holds."""

    verdict: str
    holds: bool
    stated: bool
    whole: tuple[Bar, ...]
    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure to be drawn: its length on the scale, null where only words were given."""

    label: str
    words: str
    number: float | int | None
    link: str | None = None


def draw_sum(relation: str, holds: bool, stated: bool, whole: Amount, parts: Sequence[Amount]) -> SumDrawing:
    """Lay out a sum or subset as bars in percent of the longer of whole and parts.

    What the parts lack is drawn as "missing", what they exceed as "surplus"; the rest around a subset as "rest".
    """
    known = [p.number or 0 for p in parts]
    together, full = sum(known), whole.number or 0
    scale = max(together, full) or 1
    left, bars = 0.0, []
    for amount, number in zip(parts, known, strict=True):
        width = 100 * number / scale
        bars.append(Bar(amount.label, amount.words, left, width, "part", amount.link))
        left += width
    gap = full - together
    if gap > 0:
        kind, words = ("missing", f"{gap:,} missing") if relation == "sum" else ("rest", f"the other {gap:,}")
        bars.append(Bar(words, words, left, 100 * gap / scale, kind))
    top = [Bar(whole.label, whole.words, 0.0, 100 * full / scale, "whole", whole.link)]
    if gap < 0:
        words = f"{-gap:,} too many"
        top.append(Bar(words, words, 100 * full / scale, 100 * -gap / scale, "surplus"))
    return SumDrawing(_verdict(relation, holds, gap), holds, stated, tuple(top), tuple(bars))


def _verdict(relation: str, holds: bool, gap: float | int) -> str:
    if relation == "subset":
        return "A part of the whole; it is not added to other parts." if holds else "The part is larger than its whole."
    if holds:
        return "The parts add up to the whole."
    if gap > 0:
        return f"The parts do not add up: {gap:,} missing from the whole. Both figures stay."
    if gap < 0:
        return f"The parts do not add up: {-gap:,} more than the whole. Both figures stay."
    return "The parts do not add up within their bounds. Both figures stay."


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the relay graph; x and y in drawing units, `repeats` how many reports are folded into it."""

    name: str
    lines: tuple[str, ...]
    column: int
    x: float
    y: float
    kind: str  # origin, relay, report, folded
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the relay graph between two boxes, as an SVG path."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class GraphDrawing:
    """The relay graph: who said it at the left, through whom, who printed it at the right."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


BOX_WIDTH, BOX_HEIGHT, COLUMN_GAP, ROW_GAP = 190.0, 46.0, 70.0, 14.0


@dataclass(frozen=True, slots=True)
class Station:
    """A name on the way of a claim; `kind` is origin, relay, report or folded."""

    name: str
    kind: str
    link: str | None = None


def draw_relays(paths: Sequence[Sequence[Station]]) -> GraphDrawing:
    """Lay out ways of claims (utterer first, outlet last) in columns; the last station always stands rightmost."""
    columns = _place_columns(paths)
    rows: dict[int, list[Station]] = {}
    for station in _order_stations(paths):
        rows.setdefault(columns[station], []).append(station)
    depth = max(rows, default=0)
    tallest = max((len(row) for row in rows.values()), default=0)
    height = tallest * (BOX_HEIGHT + ROW_GAP) + ROW_GAP
    nodes: dict[Station, Node] = {}
    for column, row in rows.items():
        top = (height - len(row) * (BOX_HEIGHT + ROW_GAP) + ROW_GAP) / 2
        for place, station in enumerate(row):
            x, y = column * (BOX_WIDTH + COLUMN_GAP) + 2, top + place * (BOX_HEIGHT + ROW_GAP)
            nodes[station] = Node(station.name, _wrap(station.name), column, x, y, station.kind, station.link)
    pairs = dict.fromkeys((a, b) for path in paths for a, b in itertools.pairwise(path) if a != b)
    edges = tuple(Edge(_curve(nodes[a], nodes[b]), b.kind) for a, b in pairs)
    width = (depth + 1) * BOX_WIDTH + depth * COLUMN_GAP + 4
    return GraphDrawing(width, height, tuple(nodes.values()), edges)


def _place_columns(paths: Sequence[Sequence[Station]]) -> dict[Station, int]:
    """Each station as far right as its longest way from an utterer; a circle stops where it would meet itself."""
    columns: dict[Station, int] = {}
    longest = max((len(path) for path in paths), default=1)
    for _ in range(longest):
        for path in paths:
            for place, station in enumerate(path):
                before = columns.get(path[place - 1], 0) + 1 if place else 0
                columns[station] = min(max(columns.get(station, 0), before), longest - 1)
    last = max(columns.values(), default=0)
    for path in paths:
        if path and path[-1].kind in ("report", "folded"):
            columns[path[-1]] = max(last, 1)
    return columns


def _order_stations(paths: Sequence[Sequence[Station]]) -> list[Station]:
    return list(dict.fromkeys(station for path in paths for station in path))


def _wrap(name: str, width: int = 24) -> tuple[str, ...]:
    """Break a name into at most two lines of `width` characters; what is cut ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    lines = [line if len(line) <= width else line[: width - 1] + "…" for line in lines]
    if len(lines) > 2:
        lines = [lines[0], lines[1][: width - 1].rstrip() + "…"]
    return tuple(lines)


def _curve(a: Node, b: Node) -> str:
    x1, y1, x2, y2 = a.x + BOX_WIDTH, a.y + BOX_HEIGHT / 2, b.x, b.y + BOX_HEIGHT / 2
    if b.column <= a.column:  # a circle or a step within one column: leave and arrive at the right side
        x2 = b.x + BOX_WIDTH
        return f"M{x1:g} {y1:g} C{x1 + 40:g} {y1:g} {x2 + 40:g} {y2:g} {x2:g} {y2:g}"
    bend = (x2 - x1) / 2
    return f"M{x1:g} {y1:g} C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure at one time, with its bounds; instants in any ISO form that sorts within one chart."""

    when: float  # days since an epoch
    shown: str
    best: float | None
    low: float | None
    high: float | None
    words: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one origin over time, scaled to the drawing."""

    name: str
    style: int
    dots: tuple[tuple[float, float, str, str | None], ...]  # x, y, words, link
    bands: tuple[tuple[float, float, float, bool], ...]  # x, top, bottom, open upwards
    path: str


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """Figures over time: lines, marks of the two axes, size in drawing units."""

    width: float
    height: float
    lines: tuple[Line, ...]
    x_marks: tuple[tuple[float, str], ...]
    y_marks: tuple[tuple[float, str], ...]


CHART_WIDTH, CHART_HEIGHT, EDGE_LEFT, EDGE_RIGHT, EDGE_TOP, EDGE_BOTTOM = 720.0, 260.0, 64.0, 16.0, 16.0, 34.0


def draw_chart(origins: Sequence[tuple[str, Sequence[Point]]]) -> ChartDrawing:
    """Lay out figures over time, one line an origin; hedges become bands from their low to their high bound.

    A bound that is open upwards is drawn to the top edge. The figure axis starts at 0.
    """
    points = [p for _, series in origins for p in series]
    first, last = min(p.when for p in points), max(p.when for p in points)
    top = max((n for p in points for n in (p.best, p.low, p.high) if n is not None), default=1.0) * 1.12 or 1.0

    def x_of(when: float) -> float:
        share = (when - first) / (last - first) if last > first else 0.5
        return round(EDGE_LEFT + 14 + share * (CHART_WIDTH - EDGE_LEFT - EDGE_RIGHT - 28), 1)

    def y_of(number: float) -> float:
        return round(CHART_HEIGHT - EDGE_BOTTOM - number / top * (CHART_HEIGHT - EDGE_BOTTOM - EDGE_TOP), 1)

    lines = []
    for style, (name, series) in enumerate(origins):
        ordered = sorted(series, key=lambda p: p.when)
        middles = [(x_of(p.when), y_of(_middle(p)), f"{name}: {p.words}, {p.shown}", p.link) for p in ordered]
        bands = tuple(_draw_band(p, x_of(p.when), y_of) for p in ordered if p.low != p.high)
        path = "M" + " L".join(f"{x:g} {y:g}" for x, y, _, _ in middles) if len(middles) > 1 else ""
        lines.append(Line(name, style % 6, tuple(middles), bands, path))
    shown = dict.fromkeys((x_of(p.when), p.shown) for p in sorted(points, key=lambda p: p.when))
    return ChartDrawing(CHART_WIDTH, CHART_HEIGHT, tuple(lines), _thin(tuple(shown)), _mark_axis(top, y_of))


def _middle(point: Point) -> float:
    if point.best is not None:
        return point.best
    return point.low if point.low is not None else (point.high or 0.0)


def _draw_band(point: Point, x: float, y_of: Callable[[float], float]) -> tuple[float, float, float, bool]:
    top = EDGE_TOP if point.high is None else y_of(point.high)
    return x, top, y_of(point.low or 0.0), point.high is None


def _thin(marks: tuple[tuple[float, str], ...], gap: float = 110.0) -> tuple[tuple[float, str], ...]:
    kept: list[tuple[float, str]] = []
    for x, words in marks:
        if not kept or x - kept[-1][0] >= gap:
            kept.append((x, words))
    return tuple(kept)


def _mark_axis(top: float, y_of: Callable[[float], float]) -> tuple[tuple[float, str], ...]:
    step = _round_step(top / 4)
    return tuple((y_of(step * k), f"{step * k:,g}") for k in range(int(top / step) + 1))


def _round_step(rough: float) -> float:
    power = 1.0
    while power * 10 <= rough:
        power *= 10
    return next((power * k for k in (1, 2, 5, 10) if power * k >= rough), power * 10)
