"""Incidents told by several reports: numbers killed and injured from all of them, and the grouping of the reports.

`python -m evals.incidents --data dev.jsonl --json`. Everything fitted is cross-validated by incident: a pair of reports is
judged by weights fitted on the incidents of neither. Shootings are not exchanges: see `evals/shootings.py`.
"""

import argparse
import hashlib
import itertools
import json
import math
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from evals.readings import name_reader, read_kept
from evals.running import reports_of, shared
from evals.shootings import MOST, answer_incidents, tell_incident
from sayso.model import Reading
from sayso.reconcile.echoes import share_passages
from sayso.reconcile.joining import LEAST, Profile, Weights, group_tellings, pair_features
from sayso.reconcile.marks import find_marks
from sayso.reconcile.memory import Memory
from sayso.reconcile.settle import lay_out
from sayso.reconcile.sheets import shelve

FOLDS = 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SAME = 0.35  # of an average over pairs: F1 is flat between 0.25 and 0.4
LEAD = 3500  # code points of a report that are read: the rest is other news of the page


def load(path: Path) -> list[dict[str, Any]]:
    """Give the incidents, in order."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_incidents(incidents: Sequence[Mapping[str, Any]]) -> list[Reading]:
    """Read all reports; ids are "incident/document"."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        with path.open("w", encoding="utf8") as out:
            for incident in incidents:
                for doc in incident["docs"]:
                    row = {"id": f"{incident['incident_id']}/{doc['doc_id']}", "text": doc["content"][:LEAD]}
                    out.write(json.dumps(row | {"title": doc["title"], "published": doc["dct"]}) + "\n")
        return read_kept(reports_of(path))


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
    said = answer_incidents(told, [k for k, _ in truth], [i for _, i in truth])
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
    rows = np.array([(1.0, *own, *trace_features(traces, *p)) for p, own in zip(pairs, features, strict=True)])
    same = np.array([_incident(a) == _incident(b) for a, b in pairs], float)
    folds = {key: int(hashlib.sha256(_incident(key).encode()).hexdigest(), 16) % FOLDS for key in scene}
    scores = _score_pairs(pairs, rows, same, folds)

    def score(left: Profile, right: Profile) -> float:
        return scores.get((left.report, right.report), 0.0)

    grouping = group_tellings(scene, pairs, (), Weights(0.0, (), SAME, SAME), score)
    home = {key: n for n, members in enumerate(grouping.groups) for key in members}
    return b_cubed({key: _incident(key) for key in scene}, home)


def _keep_alike(
    scene: Mapping[str, Profile], pairs: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[float, ...]]]:
    """Give the pairs whose wording is alike enough to be compared, and the features of each."""
    told = [(pair, pair_features(scene[pair[0]], scene[pair[1]])) for pair in pairs]
    kept = [(pair, own) for pair, own in told if own[0] >= LEAST]
    return [pair for pair, _ in kept], [own for _, own in kept]


Trace = dict[str, dict[str, float]]


def trace_reports(readings: Sequence[Reading], dated: bool) -> tuple[Trace, Trace, Trace]:
    """Give what short news of one place shares beyond its wording: capitalised word pairs, days named, figures and ages."""
    names, days, figures = {}, {}, {}
    for reading in readings:
        text = f"{reading.report.title or ''}. {reading.report.text}"
        names[reading.report.id] = Counter(_name_pairs(text))
        days[reading.report.id] = Counter(_days_named(text[:2000], reading.report.published if dated else None))
        figures[reading.report.id] = Counter(re.findall(r"\b\d[\d,]*(?:-year|-month)?\b", text[:1500]))
    return _unit(names), _unit(days), _unit(figures)


def _name_pairs(text: str) -> Iterator[str]:
    for match in re.finditer(r"\b[A-Z][a-zA-Z'’-]+(?:\s+[A-Z][a-zA-Z'’.-]*){1,3}\b", text):
        words = [w.strip(".'’-").lower() for w in match[0].split()]
        yield from (f"{a} {b}" for a, b in itertools.pairwise(words))


def _days_named(text: str, published: str | None) -> Iterator[str]:
    yield from (m for m in find_marks(text) if "-" in m)
    if published:
        day = date.fromisoformat(published[:10])
        for found in re.findall(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", text):
            back = (day.weekday() - WEEKDAYS.index(found)) % 7
            yield (day - timedelta(days=back)).isoformat()[5:]


def _unit(counted: Mapping[str, Counter[str]]) -> Trace:
    met = Counter(w for counts in counted.values() for w in counts)
    many = 1 + len(counted)
    vectors: Trace = {}
    for key, counts in counted.items():
        raw = {w: (1 + math.log(n)) * math.log(many / met[w]) for w, n in counts.items()}
        length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        vectors[key] = {w: x / length for w, x in raw.items()}
    return vectors


def trace_features(traces: tuple[Trace, Trace, Trace], left: str, right: str) -> tuple[float, ...]:
    """Give the cosines of two reports' traces, and whether one of them names no day."""
    names, days, figures = traces
    silent = float(not days[left] or not days[right])
    return (*(_cosine(t[left], t[right]) for t in (names, days, figures)), silent)


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(left[word] * right[word] for word in left.keys() & right.keys())


def _incident(key: str) -> str:
    return key.split("/", maxsplit=1)[0]


def _score_pairs(
    pairs: Sequence[tuple[str, str]],
    rows: "np.ndarray[Any, Any]",
    same: "np.ndarray[Any, Any]",
    folds: Mapping[str, int],
) -> dict[tuple[str, str], float]:
    """Judge every pair by weights fitted on pairs of which neither report is of the two folds."""
    ends = np.array([(folds[a], folds[b]) for a, b in pairs])
    scores: dict[tuple[str, str], float] = {}
    for one, other in itertools.combinations_with_replacement(range(FOLDS), 2):
        held = ((ends[:, 0] == one) & (ends[:, 1] == other)) | ((ends[:, 0] == other) & (ends[:, 1] == one))
        outside = ~np.isin(ends[:, 0], (one, other)) & ~np.isin(ends[:, 1], (one, other))
        weights = fit_logistic(rows[outside], same[outside])
        likely = 1 / (1 + np.exp(-np.clip(rows[held] @ weights, -30, 30)))
        scores |= {pairs[i]: float(s) for i, s in zip(np.flatnonzero(held), likely, strict=True)}
    return scores


def fit_logistic(
    rows: "np.ndarray[Any, Any]", truth: "np.ndarray[Any, Any]", ridge: float = 2.0
) -> "np.ndarray[Any, Any]":
    """Fit a logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (likely - truth) + ridge * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge * np.eye(rows.shape[1])
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def b_cubed(gold: Mapping[str, str], said: Mapping[str, int]) -> dict[str, float]:
    """Give B3 precision, recall and F1 in percent."""
    true, told = defaultdict(set), defaultdict(set)
    for key, name in gold.items():
        true[name].add(key)
        told[said[key]].add(key)
    shared_ = {k: len(true[gold[k]] & told[said[k]]) for k in gold}
    p = sum(n / len(told[said[k]]) for k, n in shared_.items()) / len(gold)
    r = sum(n / len(true[gold[k]]) for k, n in shared_.items()) / len(gold)
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / (p + r), 1)}


def measure(data: Path) -> dict[str, Any]:
    """Read, answer and group."""
    incidents = load(data)
    readings = read_incidents(incidents)
    figures: dict[str, Any] = answer(incidents, readings)
    figures |= {"b3": group(readings, True), "b3_undated": group(readings, False), "n": len(incidents)}
    return figures | {"reports": len(readings), "reader": name_reader()}


def main() -> None:
    """Be the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=shared() / "data" / "incidents" / "dev.jsonl")
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    args = parser.parse_args()
    if not args.data.exists():
        sys.exit(f"{args.data}: not there; set SAYSO_SHARED or --data")
    print(json.dumps(measure(args.data), indent=None if args.json else 1))


if __name__ == "__main__":
    main()
