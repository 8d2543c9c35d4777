"""The figures of copy that nobody who mends has read, as the README and the docs print them, out of `bench/heldout.json`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"
KEPT = Path(__file__).parents[1] / "bench" / "heldout.json"
# The newest sets: older ones were scored, or looked at in kinds, while rules were mended.
SINGLE, JOINED = "fourth", "record_fourth"
READING = (
    ("claims found, F1 at half overlap", "claims@0.5/f1"),
    ("claims found, F1 at four fifths", "claims@0.8/f1"),
    ("speaker's name", "speaker_name_right"),
    ("relays: precision", "relay_precision"),
    ("relays: recall", "relay_recall"),
    ("events, F1", "events/f1"),
    ("event: modality", "event_modality_right"),
    ("event: date", "event_date_right"),
    ("event: place", "event_place_right"),
    ("whole lines (figure, hedge, date, whose word: all right)", "lines_right"),
    ("counts, F1", "counts/f1"),
    ("hedges", "hedge_right"),
    ("part of what", "part_of_right"),
)
JOINING = (
    ("reports of one event, B³ F1", "clustering/b3/f1"),
    ("values: precision", "values/p"),
    ("values: recall", "values/r"),
    ("differences: recall", "differences/r"),
    ("origins: both numbers right", "origins/both_right"),
    ("echoes, F1", "echoes/f1"),
    ("people: spellings joined", "people/joined"),
    ("people: kept apart", "people/apart"),
)


def honest_rows() -> Iterator[tuple[str, float]]:
    """Give each measure's name and its figure in percent: of single reports, then of joined ones."""
    figures = json.loads(KEPT.read_text("utf8"))["figures"]
    yield from ((name, _at(figures[SINGLE], path)) for name, path in READING)
    yield from ((f"joined: {name}", _at(figures[JOINED], path)) for name, path in JOINING)


# What the README prints of them: a stranger's questions first.
FRONT = (
    "claims found, F1 at half overlap", "speaker's name", "relays: precision", "relays: recall", "events, F1", "event: date",
    "counts, F1", "hedges", "whole lines (figure, hedge, date, whose word: all right)", "reports of one event, B³ F1",
    "values: precision", "values: recall", "differences: recall", "origins: both numbers right", "echoes, F1",
    "people: kept apart",
)  # fmt: skip


def front_rows() -> Iterator[tuple[str, float, float | str]]:
    """Give each measure's name, its figure on copy that nobody tuned on, and its floor on the sets that rules were mended on."""
    figures, floors = json.loads(KEPT.read_text("utf8"))["figures"], json.loads(FLOORS.read_text("utf8"))
    for rows, kept, gate, joined in (
        (READING, SINGLE, "reports", ""),
        (JOINING, JOINED, "record", "joined: "),
    ):
        held = floors[gate]["floors"]
        for name, path in rows:
            if name in FRONT:
                yield joined + name, _at(figures[kept], path), held.get(path, "")


def _at(figures: dict[str, Any], path: str) -> float:
    found: Any = figures
    for key in path.split("/"):
        found = found[key]
    return float(found)
