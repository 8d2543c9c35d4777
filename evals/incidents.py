"""Incidents told by several reports: numbers killed and injured from all of them, and the grouping of the reports.

`python -m evals.incidents --data dev.jsonl --json`. Everything fitted is cross-validated by incident: a pair of reports is
judged by weights fitted on the incidents of neither. Shootings are not exchanges: see `evals/shootings.py`.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from evals.incident_pairs import b_cubed, score_pairs, trace_features, trace_reports
from evals.mentions import MOST
from evals.readings import name_reader, read_kept
from evals.running import reports_of, shared
from evals.shootings import answer_incidents, cut_folds, tell_incident
from evals.votes import cast_votes
from sayso.model import Reading
from sayso.reconcile.echoes import share_passages
from sayso.reconcile.joining import LEAST, Profile, Weights, group_tellings, pair_features
from sayso.reconcile.memory import Memory
from sayso.reconcile.settle import lay_out
from sayso.reconcile.sheets import shelve

FOLDS = 5
SAME = 0.35  # of an average over pairs: F1 is flat between 0.25 and 0.4
LEAD = 3500  # code points of a report that are read: the rest is other news of the page


def load(path: Path) -> list[dict[str, Any]]:
    """Give the incidents, in order."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_incidents(incidents: Sequence[Mapping[str, Any]], workers: int = 1) -> list[Reading]:
    """Read all reports; ids are "incident/document"."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        with path.open("w", encoding="utf8") as out:
            for incident in incidents:
                for doc in incident["docs"]:
                    row = {"id": f"{incident['incident_id']}/{doc['doc_id']}", "text": doc["content"][:LEAD]}
                    out.write(json.dumps(row | {"title": doc["title"], "published": doc["dct"]}) + "\n")
        return read_kept(reports_of(path), workers)


def count_status(reading: Reading) -> dict[str, list[int]]:
    """Give the small figures that sayso reads of the killed and of the injured."""
    found: dict[str, list[int]] = {"killed": [], "injured": []}
    for count in reading.claims.counts:
        best, kind = count.value.best, "killed" if count.status == "killed" else "injured"
        if count.status in ("killed", "wounded", "hospitalised") and best and 0 < best < MOST and best == int(best):
            found[kind].append(int(best))
    return found


def answer(incidents: Sequence[Mapping[str, Any]], readings: Sequence[Reading]) -> dict[str, float]:
    """Give the share of incidents whose number killed, injured, and both, are right."""
    by_id = {r.report.id: count_status(r) for r in readings}
    told = [
        tell_incident(x["docs"], [by_id.get(f"{x['incident_id']}/{d['doc_id']}", {}) for d in x["docs"]])
        for x in incidents
    ]
    truth = [(int(x["num_killed"]), int(x["num_injured"])) for x in incidents]
    votes = cast_votes([x["docs"] for x in incidents], truth, cut_folds(len(incidents)))
    said = answer_incidents(told, votes, [k for k, _ in truth], [i for _, i in truth])
    right = [[a == t for a, t in zip(answered, true, strict=True)] for answered, true in zip(said, truth, strict=True)]
    many = len(truth)
    return {
        "killed": round(100 * sum(k for k, _ in right) / many, 1),
        "injured": round(100 * sum(i for _, i in right) / many, 1),
        "both": round(100 * sum(k and i for k, i in right) / many, 1),
    }


def group(readings: Sequence[Reading], dated: bool) -> dict[str, float]:
    """Group all reports by cross-validated weights and give B3; without dates what rests on them is taken away too."""
    memory = Memory()
    shelf = shelve(readings, (), memory)
    scene, pairs = lay_out(shelf, share_passages([sheet.passages for sheet in shelf], memory), memory)
    if not dated:
        scene = {k: replace(p, telling=replace(p.telling, days=None), published=None) for k, p in scene.items()}
    pairs, features = _keep_alike(scene, pairs)
    traces = trace_reports(readings, dated)
    rows = np.array([(*own, *trace_features(traces, *pair)) for pair, own in zip(pairs, features, strict=True)])
    same = np.array([_incident(a) == _incident(b) for a, b in pairs], float)
    folds = {key: int(hashlib.sha256(_incident(key).encode()).hexdigest(), 16) % FOLDS for key in scene}
    scores = score_pairs(pairs, rows, same, folds)

    def score(left: Profile, right: Profile) -> float:
        return scores.get((left.report, right.report), 0.0)

    grouping = group_tellings(scene, pairs, (), Weights(0.0, (), SAME, SAME), score)
    return b_cubed({key: _incident(key) for key in scene}, grouping.groups)


def _keep_alike(
    scene: Mapping[str, Profile], pairs: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[float, ...]]]:
    """Give the pairs whose wording is alike enough to be compared, and the features of each."""
    told = [(pair, pair_features(scene[pair[0]], scene[pair[1]])) for pair in pairs]
    kept = [(pair, own) for pair, own in told if own[0] >= LEAST]
    return [pair for pair, _ in kept], [own for _, own in kept]


def _incident(key: str) -> str:
    return key.split("/", maxsplit=1)[0]


def measure(data: Path, workers: int = 1) -> dict[str, Any]:
    """Read, answer and group."""
    incidents = load(data)
    readings = read_incidents(incidents, workers)
    figures: dict[str, Any] = answer(incidents, readings)
    figures |= {"b3": group(readings, True), "b3_undated": group(readings, False), "n": len(incidents)}
    return figures | {"reports": len(readings), "reader": name_reader()}


def main() -> None:
    """Be the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=shared() / "data" / "incidents" / "dev.jsonl")
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    parser.add_argument("--workers", type=int, default=1, help="processes that read (default 1)")
    args = parser.parse_args()
    if not args.data.exists():
        sys.exit(f"{args.data}: not there; set SAYSO_SHARED or --data")
    print(json.dumps(measure(args.data, args.workers), indent=None if args.json else 1))


if __name__ == "__main__":
    main()
