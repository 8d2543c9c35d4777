"""Five-fold figures over outlets: train without each fold, read it: PYTHONPATH=src:. python training/folds.py --json.

Folds go by house style (evals/folds.py says why), over PolNeAR train and dev together. The weights of a fold are exported
as those that ship are; weighing and threshold are the shipped ones, since nothing may be fitted on a fold. Figures are of the
reader alone, line by line. A full course is five times the training of `train_reader.py`; --epochs and --limit shorten it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from evals.attributions import interchange
from evals.folds import describe, score_fold, split_by_style, spread

from sayso.extract.reader.reading import WEIGHTS, Reader
from train_reader import find_shared

HERE = Path(__file__).parent
FITTED = ("weighing", "threshold")


def train_without(rows: list[str], folder: Path, epochs: int) -> Reader:
    """Train on the rows, export, and give a reader that scores as the shipped one does."""
    folder.mkdir(parents=True, exist_ok=True)
    data, weights = folder / "train.jsonl", folder / "weights"
    data.write_text("".join(rows), "utf8")
    course = ["--out", str(folder), "--data", str(data), "--epochs", str(epochs)]
    subprocess.run([sys.executable, str(HERE / "train_reader.py"), *course], check=True, stdout=sys.stderr)
    export = [str(folder / f"epoch{epochs}.pt"), "--out", str(weights)]
    subprocess.run([sys.executable, str(HERE / "export_reader.py"), *export], check=True, stdout=sys.stderr)
    config, shipped = (json.loads((d / "reader.json").read_text("utf8")) for d in (weights, WEIGHTS))
    (weights / "reader.json").write_text(json.dumps(config | {k: shipped[k] for k in FITTED}), "utf8")
    return Reader(weights, None, 1)


def read_fold(reader: Reader, rows: list[str]) -> list[str]:
    """What the reader finds in each report, as interchange lines."""
    reports = [json.loads(row) for row in rows]
    return [json.dumps(interchange(r["id"], r["text"], reader)) + "\n" for r in reports]


def measure(work: Path, epochs: int, limit: int | None) -> dict[str, Any]:
    """Figures of each fold by a reader that did not learn from it, and their spread."""
    polnear = find_shared() / "data/polnear"
    rows = [row for name in ("train", "dev") for row in (polnear / f"{name}.jsonl").open(encoding="utf8")]
    texts = [json.loads(row)["text"] for row in rows]
    folds = []
    for k, fold in enumerate(split_by_style(texts)):
        left_out = set(fold)
        learnt = [row for i, row in enumerate(rows) if i not in left_out][:: max(1, len(rows) // (limit or len(rows)))]
        reader = train_without(learnt, work / f"fold{k}", epochs)
        asked = [rows[i] for i in fold]
        figures = score_fold(asked, read_fold(reader, asked), work)
        folds.append({"set": describe([texts[i] for i in fold]), "learnt_from": len(learnt)} | figures)
    return {"epochs": epochs, "folds": folds, "spread": spread(folds)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--work", type=Path, help="where the folds' checkpoints are kept (default: nowhere)")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--limit", type=int, help="learn from about N reports a fold")
    arguments.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    a = arguments.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        figures = measure(a.work or Path(passing), a.epochs, a.limit)
    print(json.dumps(figures, indent=None if a.json else 1))


if __name__ == "__main__":
    main()
