"""Geometry of the pictures: sums as bars, figures over time as lines. Templates draw them."""

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
        if not kept or (x - kept[-1][0] >= gap and words != kept[-1][1]):
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
