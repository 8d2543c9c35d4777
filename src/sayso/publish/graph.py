"""Geometry of the relay graph: names in columns from the utterer at the left to the outlet at the right."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT, WAY_HEIGHT, COLUMN_GAP, ROW_GAP = 190.0, 46.0, 6.0, 110.0, 14.0


@dataclass(frozen=True, slots=True)
class Station:
    """A name on the way of a claim; `kind` is origin, relay, report or folded."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the graph with its name in lines; x and y in drawing units."""

    name: str
    lines: tuple[str, ...]
    column: int
    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes, as an SVG path."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class GraphDrawing:
    """The relay graph: who said it at the left, through whom, who printed it at the right."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


# A stop on a line that passes a column by: between which stations, in which column.
Way = tuple[Station, Station, int]
Stop = Station | Way


def draw_relays(paths: Sequence[Sequence[Station]]) -> GraphDrawing:
    """Lay out ways of claims (utterer first, outlet last) in columns; a line that passes a column by keeps a lane there."""
    columns = _place_columns(paths)
    pairs = list(dict.fromkeys((a, b) for path in paths for a, b in itertools.pairwise(path) if a != b))
    lanes = {(a, b): _list_lanes(a, b, columns) for a, b in pairs}
    rows = _order_rows(columns, lanes)
    height = max((_height(row) for row in rows.values()), default=0.0) + 2 * ROW_GAP
    spots: dict[Stop, tuple[float, float]] = {}
    for column, row in rows.items():
        spare = (height - _height(row)) / (len(row) + 1)  # a short column is spread over the whole height
        y = spare
        for stop in row:
            spots[stop] = (column * (BOX_WIDTH + COLUMN_GAP) + 2, y)
            y += (BOX_HEIGHT if isinstance(stop, Station) else WAY_HEIGHT) + ROW_GAP + spare
    nodes = tuple(
        Node(stop.name, wrap_name(stop.name), columns[stop], x, y, stop.kind)
        for stop, (x, y) in spots.items()
        if isinstance(stop, Station)
    )
    edges = tuple(Edge(_draw_edge(a, b, lanes[a, b], spots), b.kind) for a, b in pairs)
    depth = max(columns.values(), default=0)
    return GraphDrawing((depth + 1) * BOX_WIDTH + depth * COLUMN_GAP + 4, height, nodes, edges)


def _place_columns(paths: Sequence[Sequence[Station]]) -> dict[Station, int]:
    """Each station as far right as its longest way from an utterer; a circle stops where it would meet itself."""
    columns: dict[Station, int] = {}
    longest = max((len(path) for path in paths), default=1)
    for _ in range(longest):
        for path in paths:
            for place, station in enumerate(path):
                before = columns.get(path[place - 1], 0) + 1 if place else 0
                columns[station] = min(max(columns.get(station, 0), before), longest - 1)
    last = max(1, *columns.values()) if columns else 0
    for path in paths:
        if path and path[-1].kind in ("report", "folded"):
            columns[path[-1]] = last
    return columns


def _list_lanes(a: Station, b: Station, columns: Mapping[Station, int]) -> tuple[Way, ...]:
    return tuple((a, b, column) for column in range(columns[a] + 1, columns[b]))


def _order_rows(
    columns: Mapping[Station, int], lanes: Mapping[tuple[Station, Station], tuple[Way, ...]]
) -> dict[int, list[Stop]]:
    """Stack each column so that lines cross little: every stop near the middle of those that lead to it."""
    rows: dict[int, list[Stop]] = {column: [] for column in sorted(set(columns.values()))}
    before: dict[Stop, list[Stop]] = {}
    for station, column in columns.items():
        rows[column].append(station)
    for (a, b), ways in lanes.items():
        stops: list[Stop] = [a, *ways, b]
        for way in ways:
            rows.setdefault(way[2], []).append(way)
        for one, other in itertools.pairwise(stops):
            before.setdefault(other, []).append(one)
    after: dict[Stop, list[Stop]] = {}
    for stop, sources in before.items():
        for source in sources:
            after.setdefault(source, []).append(stop)
    for towards, order in ((before, sorted(rows)), (after, sorted(rows, reverse=True)), (before, sorted(rows))):
        places = {stop: (i + 0.5) / len(row) for row in rows.values() for i, stop in enumerate(row)}
        for column in order:
            _sort_row(rows[column], towards, places)
    return rows


def _sort_row(row: list[Stop], towards: Mapping[Stop, Sequence[Stop]], places: dict[Stop, float]) -> None:
    """Sort one column by the middle of what each stop is tied to in the columns before (or after) it."""
    middles = {stop: _mean([places[p] for p in towards.get(stop, ())], places[stop]) for stop in row}
    row.sort(key=lambda stop: middles[stop])
    places.update({stop: (i + 0.5) / len(row) for i, stop in enumerate(row)})


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _height(row: Sequence[Stop]) -> float:
    return sum((BOX_HEIGHT if isinstance(s, Station) else WAY_HEIGHT) + ROW_GAP for s in row) - ROW_GAP


def wrap_name(name: str, width: int = 24) -> tuple[str, ...]:
    """Break a name into at most two lines of `width` characters; what is cut ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], lines[1][: width - 1].rstrip() + "…"]
    return tuple(line if len(line) <= width else line[: width - 1] + "…" for line in lines)


def _draw_edge(a: Station, b: Station, ways: Sequence[Way], spots: Mapping[Stop, tuple[float, float]]) -> str:
    x, y = spots[a][0] + BOX_WIDTH, spots[a][1] + BOX_HEIGHT / 2
    path = f"M{x:g} {y:g}"
    end = spots[b][0], spots[b][1] + BOX_HEIGHT / 2
    if end[0] <= spots[a][0]:  # a circle, or a step within one column: leave and arrive at the right side
        return f"{path} C{x + 40:g} {y:g} {end[0] + BOX_WIDTH + 40:g} {end[1]:g} {end[0] + BOX_WIDTH:g} {end[1]:g}"
    for way in ways:
        left, lane = spots[way][0], spots[way][1] + WAY_HEIGHT / 2
        path += f"{_bend(x, y, left, lane)} L{left + BOX_WIDTH:g} {lane:g}"
        x, y = left + BOX_WIDTH, lane
    return path + _bend(x, y, *end)


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    half = (x2 - x1) / 2
    return f" C{x1 + half:g} {y1:g} {x2 - half:g} {y2:g} {x2:g} {y2:g}"
