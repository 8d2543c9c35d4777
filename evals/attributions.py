"""Attributions by the shared scorer, with recall by kind of speech (told by the quotation marks in the gold content).

python -m evals.attributions --data ../shared/data/polnear/dev.jsonl --json
"""

import importlib.util
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from evals.running import reports_of, run, score, shared, write_predictions

MARKS = '"“”„«»'
FLOORS = (0.5, 0.8)


def load_scorer() -> ModuleType:
    """The shared scorer as a module, so that recall by kind pairs gold and reading as it does."""
    spec = importlib.util.spec_from_file_location("shared_score", shared() / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def kind_of(text: str, content: list[list[int]]) -> str:
    """`direct` where all words of it stand in quotation marks, `mixed` where some, `indirect` where none do."""
    words = "\n".join(text[s:e] for s, e in content)
    if not any(mark in words for mark in MARKS) and not re.search(r"''|``", words):
        return "indirect"
    bare = re.sub(r"[\"“”„«»]|''|``", "\x00", words)
    inside, out = False, 0
    for c in bare:
        if c == "\x00":
            inside = not inside
        elif c.isalnum() and not inside:
            out += 1
    return "direct" if out == 0 else "mixed"


def recall_by_kind(gold_path: Path, predicted: Path) -> dict[str, Any]:
    """Recall in percent for each kind at content overlap 0.5 and 0.8."""
    scorer = load_scorer()
    seen: Counter[str] = Counter()
    hit: Counter[tuple[str, float]] = Counter()
    for g, p in scorer.predictions(predicted, scorer.load(gold_path)):
        gold = [a for a in g["attributions"] if a["content"]]
        kinds = [kind_of(g["text"], a["content"]) for a in gold]
        want = [scorer.chars(g["text"], a["content"]) for a in gold]
        have = [h["content"] for h in scorer.said_attributions(g["text"], p) if not h["within"]]
        seen.update(kinds)
        for floor in FLOORS:
            hit.update((kinds[i], floor) for i, _ in scorer.pair(want, have, scorer.jaccard, floor))
    return {
        kind: {f"@{floor}": scorer.pct(hit[kind, floor], seen[kind]) for floor in FLOORS} | {"n": seen[kind]}
        for kind in ("direct", "mixed", "indirect")
    }


def measure(data: Path) -> dict[str, Any]:
    """The scorer's figures, and `recall` by kind."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        write_predictions(reports_of(data), predicted)
        return score("attributions", data, predicted) | {"recall": recall_by_kind(data, predicted)}


def reader_alone(data: Path, predicted: Path, threshold: float | None = None) -> None:
    """Write what the reader finds line by line, without the rest of the reading: the measure of the weights alone."""
    from sayso.extract.reader import load_reader

    reader = load_reader(threshold)
    with predicted.open("w", encoding="utf8") as out, data.open(encoding="utf8") as lines:
        for line in lines:
            report = json.loads(line)
            out.write(json.dumps(interchange(report["id"], report["text"], reader), ensure_ascii=False) + "\n")


def interchange(name: str, text: str, reader: Any) -> dict[str, Any]:
    """One report's attributions as the scorer reads them; paragraphs end at line ends."""
    bounds = [m.span() for m in re.finditer(r"[^\n]+", text)]
    attributions = []
    for n, ((at, _), found) in enumerate(zip(bounds, reader.read([text[s:e] for s, e in bounds]), strict=True)):
        for k, f in enumerate(found):
            spans = {
                part: [{"start": s + at, "end": e + at, "text": text[s + at : e + at]} for s, e in getattr(f, part)]
                for part in ("source", "cue", "content")
            }
            within = None if f.within is None else f"{n}.{f.within}"
            attributions.append({"id": f"{n}.{k}", "score": f.score, "within": within, **spans})
    return {"report": {"id": name, "text": text}, "attributions": attributions}


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "polnear" / "dev.jsonl", measure)
