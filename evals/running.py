"""What every eval needs: where the shared sets lie, how a reading is written for the scorers, how figures are printed."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sayso.extract import ExtractOptions, find_claims
from sayso.ingest import ReadOptions, read_reports
from sayso.model import Report
from sayso.publish import write_reading

ROOT = Path(__file__).parents[1]


def shared() -> Path:
    """Where the shared sets lie: SAYSO_SHARED, else ../shared from the repository's root."""
    return Path(os.environ.get("SAYSO_SHARED") or ROOT / ".." / "shared")


def score(what: str, gold: Path, predicted: Path, *more: str) -> dict[str, Any]:
    """Run the shared scorer where it lies and give the figures it prints."""
    command = [sys.executable, str(shared() / "score" / "score.py"), what, str(gold), str(predicted), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    sys.stderr.write(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def reports_of(path: Path) -> list[Report]:
    """Read a JSONL set as reports, in order."""
    return [i.report for i in read_reports([str(path)], ReadOptions()) if i.report is not None]


def write_predictions(reports: Iterable[Report], path: Path, options: ExtractOptions | None = None) -> None:
    """Read the reports and write one interchange line each."""
    with path.open("w", encoding="utf8") as out:
        for reading in find_claims(reports, options):
            out.write(json.dumps(write_reading(reading), ensure_ascii=False) + "\n")


def scored(what: str, data: Path, *more: str) -> dict[str, Any]:
    """Read a gold set and score what was read."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        write_predictions(reports_of(data), predicted)
        return score(what, data, predicted, *more)


def run(doc: str | None, default: Path, measure: Callable[[Path], dict[str, Any]]) -> None:
    """Be the command line of one eval: `--data PATH` and `--json` (one object on standard output)."""
    args = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=Path, default=default)
    args.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    given = args.parse_args()
    if not given.data.exists():
        sys.exit(f"{given.data}: not there; set SAYSO_SHARED or --data")
    figures = measure(given.data)
    print(json.dumps(figures, indent=None if given.json else 1))
