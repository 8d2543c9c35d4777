"""The report gold: claims, speakers, relays, events, counts, sums, posts, by the shared scorer."""

import json
import tempfile
from pathlib import Path
from typing import Any

from evals.running import run, scored, shared


def measure(data: Path) -> dict[str, Any]:
    """All reports together, and the worked report `seed` alone where the set holds it."""
    figures = scored("reports", data)
    rows = [line for line in data.read_text("utf8").split("\n") if line.strip()]
    seed = [line for line in rows if json.loads(line)["id"] == "seed"]
    if seed and len(rows) > 1:
        with tempfile.TemporaryDirectory() as folder:
            alone = Path(folder) / "seed.jsonl"
            alone.write_text(seed[0] + "\n", "utf8")
            figures["seed"] = scored("reports", alone)
    return figures


if __name__ == "__main__":
    run(__doc__, shared() / "reports" / "gold_dev.jsonl", measure)
