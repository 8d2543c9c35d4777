"""What to expect on other outlets: the shipped reading by house style, on reports that its reader did not learn from.

    python -m evals.folds --data ../shared/data/polnear/dev.jsonl --json

PolNeAR's reports come without outlet and date, and one in twelve prints a dated year. What tells outlets apart is how
they set type: double marks, apostrophes, dashes, "Mr.". Reports set alike go into the same one of five folds, so that
a fold is an outlet or a few. `training/folds.py` trains anew without each fold; here the weights are those that ship.
"""

import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.running import reports_of, run, score, shared, write_predictions

FOLDS = 5
MARKS = ("“", '"', "''")
DASHES = ("—", "--", " – ", " - ")
FIGURES = ("content@0.5", "content@0.8", "whole@0.5", "whole@0.8")


def style_of(text: str) -> tuple[str, str, bool, str]:
    """How a report is set: its double marks, apostrophes, whether it says "Mr.", its dashes (empty where it has none)."""
    marks = max(MARKS, key=text.count)
    apostrophe = "’" if text.count("’") > text.count("'") else "'"
    dash = max(DASHES, key=text.count)
    return marks, apostrophe, bool(re.search(r"\bM(?:r|r?s)\. [A-Z]", text)), dash if dash in text else ""


def split_by_style(texts: Sequence[str]) -> list[list[int]]:
    """Indices of the reports in FOLDS folds of like size; reports set alike are never parted."""
    by_style: dict[tuple[str, str, bool, str], list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        by_style[style_of(text)].append(i)
    folds: list[list[int]] = [[] for _ in range(FOLDS)]
    for _, members in sorted(by_style.items(), key=lambda kv: (-len(kv[1]), kv[0])):
        min(folds, key=len).extend(members)
    return [sorted(fold) for fold in folds]


def describe(texts: Sequence[str]) -> str:
    """The most frequent style of a fold, in words."""
    marks, apostrophe, titles, dash = Counter(map(style_of, texts)).most_common(1)[0][0]
    return f"marks {marks}, apostrophe {apostrophe}, dash {dash.strip() or 'none'}{', Mr.' if titles else ''}"


def spread(folds: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Mean, lowest and highest of each figure over the folds."""
    out = {}
    for key in FIGURES:
        values = [fold[key] for fold in folds]
        out[key] = {"mean": round(sum(values) / len(values), 1), "lowest": min(values), "highest": max(values)}
    return out


def score_fold(rows: Sequence[str], predicted: Sequence[str], folder: Path) -> dict[str, Any]:
    """The scorer's F1s on some reports: gold and predicted JSON lines of the same reports."""
    gold, said = folder / "gold.jsonl", folder / "said.jsonl"
    gold.write_text("".join(rows), "utf8")
    said.write_text("".join(predicted), "utf8")
    figures = score("attributions", gold, said)
    return {"reports": len(rows), "attributions": figures["attributions"]} | {k: figures[k]["f1"] for k in FIGURES}


def measure(data: Path) -> dict[str, Any]:
    """Figures of each fold, and their spread."""
    rows = data.read_text("utf8").splitlines(keepends=True)
    texts = [json.loads(row)["text"] for row in rows]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_predictions(reports_of(data), folder / "all.jsonl")
        by_id = {json.loads(p)["report"]["id"]: p for p in (folder / "all.jsonl").open(encoding="utf8")}
        predicted = [by_id[json.loads(row)["id"]] for row in rows]
        folds = [
            {"set": describe([texts[i] for i in fold])}
            | score_fold([rows[i] for i in fold], [predicted[i] for i in fold], folder)
            for fold in split_by_style(texts)
        ]
    return {"folds": folds, "spread": spread(folds)}


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "polnear" / "dev.jsonl", measure)
