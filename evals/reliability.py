"""Whether the reader's scores are probabilities: share of right contents by score, on PolNeAR-form gold.

    python -m evals.reliability --data ../shared/data/polnear/dev.jsonl --json

Right means: paired one to one with gold content at overlap 0.5. Inner attributions are left out, as the gold has none.
"""

from pathlib import Path
from typing import Any

from evals.attributions import interchange, load_scorer
from evals.running import run, shared

BINS = 10
LOWEST = 0.05  # scores under it are not asked for: they are many, and nobody sees them


def judged_scores(data: Path) -> tuple[list[tuple[float, bool]], int]:
    """(score, right) of every outermost attribution that the reader finds, and the number of gold ones."""
    from sayso.extract.reader import load_reader

    scorer, reader = load_scorer(), load_reader(LOWEST)
    out, gold = [], 0
    for g in scorer.load(data):
        want = [scorer.chars(g["text"], a["content"]) for a in g["attributions"] if a["content"]]
        said = [a for a in interchange(g["id"], g["text"], reader)["attributions"] if not a["within"]]
        have = [scorer.chars(g["text"], scorer.span_list(a["content"])) for a in said]
        hits = {j for _, j in scorer.pair(want, have, scorer.jaccard, 0.5)}
        out += [(a["score"], j in hits) for j, a in enumerate(said)]
        gold += len(want)
    return out, gold


def measure(data: Path) -> dict[str, Any]:
    """Ten bins of score with the share that is right, the expected calibration error in percent, and the threshold's table."""
    judged, gold = judged_scores(data)
    bins, error = [], 0.0
    for k in range(BINS):
        inside = [(s, r) for s, r in judged if k / BINS <= s < (k + 1) / BINS or (k == BINS - 1 and s == 1)]
        if inside:
            mean, right = sum(s for s, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += abs(mean - right) * len(inside) / len(judged)
            bins.append({"score": round(100 * mean, 1), "right": round(100 * right, 1), "n": len(inside)})
    table = []
    for threshold in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        over = [r for s, r in judged if s >= threshold]
        p, r = 100 * sum(over) / max(1, len(over)), 100 * sum(over) / max(1, gold)
        table.append({"threshold": threshold, "p": round(p, 1), "r": round(r, 1)})
    return {"reliability": bins, "calibration_error": round(100 * error, 1), "thresholds": table}


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "polnear" / "dev.jsonl", measure)
