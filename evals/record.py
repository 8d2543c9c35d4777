"""The joined record against the gold of joined events, by the shared scorer; grouping with and without dates.

`python -m evals.record --data EVENTS.json --clusters CLUSTERS.json --reports REPORTS.jsonl ... --json`
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.readings import read_kept, without_dates
from evals.running import shared
from sayso.ingest import ReadOptions, read_reports
from sayso.ledger import Opening, open_ledger
from sayso.model import Report, Snapshot
from sayso.publish import write_record
from sayso.reconcile import settle_claims

SETS = ("gold_dev.jsonl", "unlabelled.jsonl", "invented.jsonl")


def take_in(paths: list[Path]) -> list[tuple[Report, Snapshot]]:
    """Take in sets of reports, each report with the bytes it came from."""
    intakes = read_reports([str(path) for path in paths], ReadOptions())
    return [(i.report, i.snapshot) for i in intakes if i.report is not None and i.snapshot is not None]


def settle_reports(taken: list[tuple[Report, Snapshot]]) -> dict[str, Any]:
    """Read reports into a fresh ledger and settle what it holds, as the record interchange object."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "record.db", opening=Opening(durable=False))
        try:
            for reading, (_, snapshot) in zip(read_kept([report for report, _ in taken]), taken, strict=True):
                ledger.keep_reading(reading, snapshot, author="evals", reason="measure the record")
            readings = list(ledger.readings())
        finally:
            ledger.close()
    return write_record(settle_claims(readings), readings)


def score_record(events: Path, clusters: Path, record: dict[str, Any], *more: str) -> dict[str, Any]:
    """Score one record by the shared scorer, where it lies."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get("SAYSO_RECORD") or Path(folder) / "record.json")
        path.write_text(json.dumps(record), "utf8")
        command = [sys.executable, str(shared() / "score" / "record.py"), str(events), str(clusters), str(path), *more]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    sys.stderr.write(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measure(events: Path, clusters: Path, reports: list[Path], *more: str) -> dict[str, Any]:
    """Score the record of all reports, and the grouping of the same reports with their dates withheld."""
    taken = take_in(reports)
    figures = score_record(events, clusters, settle_reports(taken), *more)
    undated_reports = without_dates(report for report, _ in taken)
    bare = [
        (report, replace(snapshot, published=None))
        for report, (_, snapshot) in zip(undated_reports, taken, strict=True)
    ]
    undated = score_record(events, clusters, settle_reports(bare))
    return figures | {"clustering_undated": undated["clustering"]}


def main() -> None:
    """Be the command line."""
    folder = shared() / "reports"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=folder / "dev_events.json")
    parser.add_argument("--clusters", type=Path, default=folder / "dev_clusters.json")
    parser.add_argument("--reports", type=Path, nargs="+", default=[folder / name for name in SETS])
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false alarms of each kind")
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    args = parser.parse_args()
    if not args.data.exists():
        sys.exit(f"{args.data}: not there; set SAYSO_SHARED or --data")
    figures = measure(args.data, args.clusters, args.reports, "--show", str(args.show))
    print(json.dumps(figures, indent=None if args.json else 1))


if __name__ == "__main__":
    main()
