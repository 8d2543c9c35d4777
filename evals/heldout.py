"""Invented copy of many styles with hand-made gold, each kind in a file of its own under `heldout/`.

`looked_at` was read while rules were mended; `unseen` was tuned on by nobody; `second` is by a hand that writes no
rules, and nobody who mends reads it; `record` are reports by that hand, joined. `--data` takes the folder or one file of it.
"""

from pathlib import Path
from typing import Any

from evals import record
from evals.running import run, scored

KINDS = ("looked_at", "unseen", "second")


def measure(data: Path) -> dict[str, Any]:
    """Score each kind apart: the figures of copy that mending looked at are no honest figures."""
    if data.is_file():
        return {data.stem: scored("reports", data)}
    figures = {kind: scored("reports", data / f"{kind}.jsonl") for kind in KINDS}
    joined = data / "record"
    figures["record"] = record.measure(joined / "events.json", joined / "clusters.json", [joined / "reports.jsonl"])
    return figures


if __name__ == "__main__":
    run(__doc__, Path(__file__).parent / "heldout", measure)
