"""Invented copy of many styles with hand-made gold: the ten it was mended on, and the six it was never tuned on."""

import tempfile
from pathlib import Path
from typing import Any

from evals.running import run, scored

NEVER_TUNED_ON = '{"id": "unseen-'


def measure(data: Path) -> dict[str, Any]:
    """Score the reports that were looked at while mending and those that were not, apart: the second are the honest figures."""
    lines = [line for line in data.read_text("utf8").splitlines() if line.strip()]
    kinds = {
        "looked_at": [x for x in lines if not x.startswith(NEVER_TUNED_ON)],
        "unseen": [x for x in lines if x.startswith(NEVER_TUNED_ON)],
    }
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, rows in kinds.items():
            if rows:
                part = Path(folder) / f"{kind}.jsonl"
                part.write_text("\n".join(rows) + "\n", "utf8")
                figures[kind] = scored("reports", part)
    return figures


if __name__ == "__main__":
    run(__doc__, Path(__file__).parent / "heldout" / "reports.jsonl", measure)
