"""Fit the score on training reports kept back, and the threshold on dev: python training/calibrate_reader.py DIR.

DIR holds the exported files. The score is a logistic weighing of the evidence; it learns whether a
candidate's content overlaps gold content by half. The threshold is the lowest whose mean of content F1 at 0.5 and 0.8 on
polnear/dev lies within SLACK of the best: what is not found is lost in silence, what is found in error shows its score. Both go into DIR/reader.json, with a table of precision and recall by threshold.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Paragraph, read_reports, split_paragraphs
from sayso.extract.reader.reading import Found, Reader, as_found, repeats
from sayso.extract.reader.wordpieces import split_words
from train_reader import HELD_OUT, SEED, find_shared

Row = dict[str, float]
THRESHOLDS = [round(0.05 * k, 2) for k in range(2, 19)]
SLACK = 0.75
CHOICES = [round(0.01 * k, 2) for k in range(30, 61)]


def letters(text: str, spans: Any) -> frozenset[int]:
    return frozenset(i for s, e in spans for i in range(s, e) if text[i].isalnum())


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def pair_best(gold: list[frozenset[int]], said: list[frozenset[int]], floor: float) -> list[tuple[int, int]]:
    """One-to-one pairs, best first, as the shared scorer makes them."""
    table = sorted(((-jaccard(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said)))
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for value, i, j in table:
        if -value >= floor and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def evidence_rows(reader: Reader, paragraphs: list[Paragraph]) -> tuple[np.ndarray, np.ndarray]:
    """Evidence [n, 6] of the best candidate of each cue, and whether its content is gold's [n]."""
    rows, right = [], []
    encoded = [split_words(p.text, reader.tokenizer.encode(p.text, add_special_tokens=False)) for p in paragraphs]
    flat = [(p, w) for p, windows in zip(paragraphs, encoded, strict=True) for w in windows]
    for (p, w), candidates in zip(flat, reader.engine.find_candidates([w for _, w in flat]), strict=True):
        kept: list[Found] = []
        for c in sorted(candidates, key=lambda c: -sum(c.evidence[:2])):
            f = as_found(p.text, w, c, 0.0)
            if f is None or any(repeats(f, k) for k in kept):
                continue
            kept.append(f)
            rows.append(c.evidence)
            said = letters(p.text, f.content)
            right.append(any(jaccard(letters(p.text, m.content), said) >= 0.5 for m in p.marked))
    return np.array(rows), np.array(right, dtype=float)


def fit_logistic(x: np.ndarray, y: np.ndarray) -> tuple[list[float], float]:
    """Weights and bias by Newton's method with a light ridge."""
    design = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ w))
        slope = design.T @ (y - p) - 1e-2 * w
        curve = (design * (p * (1 - p))[:, None]).T @ design + 1e-2 * np.eye(len(w))
        w += np.linalg.solve(curve, slope)
    return [round(float(v), 5) for v in w[:-1]], round(float(w[-1]), 5)


def measure_at(threshold: float, judged: list[tuple[list[tuple[float, frozenset[int]]], list[frozenset[int]]]]) -> Row:
    """Content precision, recall and F1 in percent at overlap 0.5 and 0.8; outermost attributions alone."""
    row: Row = {"threshold": threshold}
    for floor in (0.5, 0.8):
        hit = said = gold = 0
        for found, want in judged:
            have = [content for score, content in found if score >= threshold]
            hit, said, gold = hit + len(pair_best(want, have, floor)), said + len(have), gold + len(want)
        row |= {f"p@{floor}": round(100 * hit / max(1, said), 1), f"r@{floor}": round(100 * hit / max(1, gold), 1)}
        row[f"f1@{floor}"] = round(200 * hit / max(1, said + gold), 1)
    return row


def judge(reader: Reader, paragraphs: list[Paragraph]) -> list[tuple[list[tuple[float, frozenset[int]]], Any]]:
    """For each paragraph the scored contents found, outermost alone, and the gold contents, as sets of letters."""
    return [
        (
            [(f.score, letters(p.text, f.content)) for f in found if f.within is None],
            [letters(p.text, m.content) for m in p.marked],
        )
        for p, found in zip(paragraphs, reader.read([p.text for p in paragraphs]), strict=True)
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    polnear = find_shared() / "data/polnear"
    rng = random.Random(SEED)
    random.seed(SEED)
    train = [split_paragraphs(r) for r in read_reports(polnear / "train.jsonl")]
    rng.shuffle(train)
    held = [p for r in train[:HELD_OUT] for p in r]
    dev = [p for r in read_reports(polnear / "dev.jsonl") for p in split_paragraphs(r)]
    config = json.loads((folder / "reader.json").read_text(encoding="utf8"))
    x, y = evidence_rows(Reader(folder, 0.0, 1), held)
    weights, bias = fit_logistic(x, y)
    config["weighing"] = {"weights": weights, "bias": bias}
    (folder / "reader.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")
    judged = judge(Reader(folder, min(THRESHOLDS), 1), dev)
    table = [measure_at(threshold, judged) for threshold in THRESHOLDS]
    rows = [measure_at(t, judged) for t in CHOICES]
    best = max(row["f1@0.5"] + row["f1@0.8"] for row in rows)
    chosen = next(row for row in rows if row["f1@0.5"] + row["f1@0.8"] >= best - 2 * SLACK)
    config["threshold"] = chosen["threshold"]
    config["measured"] = {"on": "polnear/dev, line by line, attributions that cross a line left out", "table": table}
    (folder / "reader.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")
    for row in table:
        print(row)
    print("chosen", chosen)
    print("weighing", weights, bias, "from", len(x), "candidates,", int(y.sum()), "right")


if __name__ == "__main__":
    main()
