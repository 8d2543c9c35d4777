"""The invented gold says nothing that its own reports do not say; misses are named by report and key, never by words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

HELDOUT = Path(__file__).parents[2] / "evals" / "heldout"
PIECES = {
    "claims": ("content", "speaker", "cue"),
    "events": ("trigger", "agent", "count_text", "place"),
    "counts": ("text",),
}


def absent_pieces(report: dict) -> Iterator[str]:
    for kind, keys in PIECES.items():
        for number, row in enumerate(report[kind]):
            for key in keys:
                if (row.get(key) or "") not in report["text"]:
                    yield f"{report['id']} {kind}[{number}].{key}"


@pytest.mark.parametrize("path", sorted(HELDOUT.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_piece_of_gold_stands_in_its_report(path):
    reports = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    assert reports
    assert [piece for report in reports for piece in absent_pieces(report)] == []


def absent_spans(events: dict, texts: dict[str, str]) -> Iterator[str]:
    for event in events["events"]:
        for number, value in enumerate(event["values"]):
            for name, (start, end) in value["at"].items():
                if texts[name][start:end] != value["exact"][name]:
                    yield f"{event['event']} values[{number}] in {name}"


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in HELDOUT.glob("*/events.json")), ids=lambda path: path.stem
)
def test_every_joined_value_stands_where_the_gold_says(folder):
    reports = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf8").splitlines()]
    texts = {report["id"]: report["text"] for report in reports}
    assert list(absent_spans(json.loads((folder / "events.json").read_text("utf8")), texts)) == []
    assert sorted(json.loads((folder / "clusters.json").read_text("utf8"))) == sorted(texts)
