"""Figures over time and the timeline of an event: who said which figure when, and when it was recorded."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import NAMED_BESIDE, Event, Origin, Reading, Value
from sayso.publish.drawings import ChartDrawing, Point, draw_chart
from sayso.publish.phrases import write_day, write_label
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_value


@dataclass(frozen=True, slots=True)
class ChartView:
    """Figures of one property over time, drawn and as rows (origin, when, figure)."""

    property: str
    drawing: ChartDrawing
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One report on the timeline: when it was published and recorded, and which figures it gives."""

    when: str
    recorded: str | None
    outlet: str
    figures: tuple[tuple[str, str], ...]  # anchor, words
    report: str


def name_origin(origin: Origin, value: Value) -> str | None:
    """Name who stands behind an origin; null where none of its claims names a source."""
    if origin.standing == "known":
        return origin.name
    speakers = (value.claims[i].speaker for i in origin.claims)
    return next((s for s in speakers if s), None)


def number_of(value: Value) -> float | int | None:
    """Give the figure by which a value is drawn: as printed, else its lower, else its upper bound."""
    given = (value.value, value.low, value.high)
    return next((n for n in given if isinstance(n, int | float)), None)


def view_charts(event: Event, names: Collection[str]) -> Iterator[ChartView]:
    """Draw the figures of these properties over time, those of which more than one figure is told."""
    for name in names:
        lines: dict[str, list[Point]] = {}
        for value in event.values:
            if value.property == name and number_of(value) is not None and value.unit not in ("date", "ordinal"):
                for label, point in _find_points(value):
                    lines.setdefault(label, []).append(point)
        points = [p for series in lines.values() for p in series]
        if len({p.words for p in points}) < 2:
            continue
        rows = sorted((p.when, label, p.shown, p.words) for label, series in lines.items() for p in series)
        yield ChartView(
            name, draw_chart(list(lines.items())), tuple((label, shown, words) for _, label, shown, words in rows)
        )


def _find_points(value: Value) -> Iterator[tuple[str, Point]]:
    """One point an origin: the first time that it gave this figure."""
    for origin in value.origins:
        claims = [value.claims[i] for i in origin.claims]
        dated = [(c.said, c) for c in claims if c.said and _days(c.said) is not None]
        if not dated:
            continue
        said, claim = min(dated, key=lambda d: d[0])
        best = value.value if isinstance(value.value, int | float) else None
        outlet = origin.name or (claim.chain[-1] if claim.chain else "")
        label = name_origin(origin, value) or (f"{outlet}, no source named" if outlet else "no source named")
        yield label, Point(_days(said) or 0.0, write_day(said[:10]), best, value.low, value.high, describe_value(value))


def _days(when: str) -> float | None:
    try:
        moment = datetime.datetime.fromisoformat(when)
    except ValueError:
        return None
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def view_timeline(
    event: Event, readings: Mapping[str, Reading], anchors: Mapping[str, str], main: Sequence[str]
) -> Iterator[Told]:
    """Give each report that tells of an event, by the day of its publication, with its figures, those of `main` first."""
    told: dict[str, list[tuple[str, str]]] = {}
    own = (v for v in event.values if v.property not in NAMED_BESIDE)
    for value in sorted(own, key=lambda v: main.index(v.property) if v.property in main else len(main)):
        for claim in value.claims:
            line = (anchors[value.id], f"{write_label(value.property)}: {describe_value(value)}")
            if line not in told.setdefault(claim.report, []):
                told[claim.report].append(line)
    first = {c.report: c for v in event.values for c in reversed(v.claims)}
    entries = []
    for ident, figures in told.items():
        reading, claim = readings.get(ident), first[ident]
        when = (reading.report.published if reading else None) or claim.said or ""
        recorded = (reading.recorded if reading else None) or claim.recorded
        outlet = name_report(reading.report if reading else None, ident)
        entries.append(Told(when, recorded, outlet, tuple(figures), ident))
    yield from sorted(entries, key=lambda t: (t.when or "9", t.outlet, t.report))
