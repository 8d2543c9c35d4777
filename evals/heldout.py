"""Invented copy of many styles with hand-made gold, each kind in a file of its own under `heldout/`.

`looked_at` and `practice` were read while rules were mended; `unseen` was tuned on by nobody; `second`, `third` and `fourth` are by
hands that write no rules, and nobody who mends reads them; `record`, `record_third` and `record_fourth` are reports by those hands,
joined. `--data` takes the folder or one file of it.
"""

from pathlib import Path
from typing import Any

from evals import record
from evals.running import run, scored

KINDS = ("looked_at", "practice", "unseen", "second", "third", "fourth")
JOINED = ("record", "record_third", "record_fourth")


def measure(data: Path) -> dict[str, Any]:
    """Score each kind apart: the figures of copy that mending looked at are no honest figures."""
    if data.is_file():
        return {data.stem: scored("reports", data)}
    figures = {kind: scored("reports", data / f"{kind}.jsonl") for kind in KINDS}
    for kind in JOINED:
        joined = data / kind
        figures[kind] = record.measure(joined / "events.json", joined / "clusters.json", [joined / "reports.jsonl"])
    return figures


if __name__ == "__main__":
    run(__doc__, Path(__file__).parent / "heldout", measure)
