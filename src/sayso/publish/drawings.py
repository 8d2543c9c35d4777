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
    shape: int = 0  # of its dots


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """Figures over time: lines, marks of the two axes, size in drawing units; `cut` where the axis does not begin at 0."""

    width: float
    height: float
    lines: tuple[Line, ...]
    x_marks: tuple[tuple[float, str], ...]
    y_marks: tuple[tuple[float, str], ...]
    cut: bool = False


CHART_WIDTH, CHART_HEIGHT, EDGE_LEFT, EDGE_RIGHT, EDGE_TOP, EDGE_BOTTOM = 560.0, 210.0, 64.0, 16.0, 16.0, 34.0
STYLES, SHAPES = 6, 4  # lines that colour and dashes tell apart, and shapes of dots that tell them apart again
CLOSE = 0.6  # figures that all lie above this share of the largest would be one flat line on an axis from 0


def draw_chart(origins: Sequence[tuple[str, Sequence[Point]]]) -> ChartDrawing:
    """Lay out figures over time, one line an origin; hedges become bands from their low to their high bound.

    A bound that is open upwards is drawn to the top edge, one open downwards to the bottom. The figure axis starts at 0,
    but for figures that lie so close that they could not be told apart on it.
    """
    points = [p for _, series in origins for p in series]
    first, last = min(p.when for p in points), max(p.when for p in points)
    numbers = [n for p in points for n in (p.best, p.low, p.high) if n is not None]
    floor, top = _find_axis(numbers)

    def x_of(when: float) -> float:
        share = (when - first) / (last - first) if last > first else 0.5
        return round(EDGE_LEFT + 14 + share * (CHART_WIDTH - EDGE_LEFT - EDGE_RIGHT - 28), 1)

    def y_of(number: float) -> float:
        share = max(0.0, (number - floor) / (top - floor))
        return round(CHART_HEIGHT - EDGE_BOTTOM - share * (CHART_HEIGHT - EDGE_BOTTOM - EDGE_TOP), 1)

    lines = []
    for style, (name, series) in enumerate(origins):
        ordered = sorted(series, key=lambda p: p.when)
        middles = [(x_of(p.when), y_of(_middle(p)), f"{name}: {p.words}, {p.shown}", p.link) for p in ordered]
        bands = tuple(_draw_band(p, x_of(p.when), y_of) for p in ordered if p.low != p.high)
        path = "M" + " L".join(f"{x:g} {y:g}" for x, y, _, _ in middles) if len(middles) > 1 else ""
        lines.append(Line(name, style % STYLES, tuple(middles), bands, path, style // STYLES % SHAPES))
    years = {p.shown[-4:] for p in points}
    shown = dict.fromkeys(
        (x_of(p.when), _shorten(p.shown, len(years) < 2)) for p in sorted(points, key=lambda p: p.when)
    )
    marks = _mark_axis(floor, top, y_of)
    return ChartDrawing(CHART_WIDTH, CHART_HEIGHT, tuple(lines), _thin(tuple(shown)), marks, floor > 0)


def _find_axis(numbers: Sequence[float]) -> tuple[float, float]:
    """Where the figure axis begins and ends."""
    most = max(numbers, default=1.0) or 1.0
    least = min(numbers, default=0.0)
    if len(set(numbers)) < 2 or least < CLOSE * most:
        return 0.0, most * 1.12
    step = _round_step((most - least) / 2)
    return max(0.0, (least // step - 1) * step), most + 0.5 * step


def _middle(point: Point) -> float:
    if point.best is not None:
        return point.best
    return point.low if point.low is not None else (point.high or 0.0)


def _draw_band(point: Point, x: float, y_of: Callable[[float], float]) -> tuple[float, float, float, bool]:
    top = EDGE_TOP if point.high is None else y_of(point.high)
    return x, top, y_of(point.low or 0.0), point.high is None


def _shorten(day: str, one_year: bool) -> str:
    """Write a day as it stands below an axis: "16 October 2031" gives "16 Oct", with the year where years differ."""
    parts = day.split()
    if len(parts) != 3:
        return day
    return f"{parts[0]} {parts[1][:3]}" + ("" if one_year else f" {parts[2]}")


def _thin(marks: tuple[tuple[float, str], ...], gap: float = 90.0) -> tuple[tuple[float, str], ...]:
    kept: list[tuple[float, str]] = []
    for x, words in marks:
        if not kept or (x - kept[-1][0] >= gap and words != kept[-1][1]):
            kept.append((x, words))
    return tuple(kept)


def _mark_axis(floor: float, top: float, y_of: Callable[[float], float]) -> tuple[tuple[float, str], ...]:
    step = _round_step((top - floor) / 4)
    first = -(-floor // step)
    marks = [step * (first + k) for k in range(int(top / step - first) + 1)]
    return tuple((y_of(mark), f"{mark:,g}") for mark in marks)


def _round_step(rough: float) -> float:
    power = 1.0
    while power * 10 <= rough:
        power *= 10
    return next((power * k for k in (1, 2, 5, 10) if power * k >= rough), power * 10)
