"""What settling adds to reading: the dozen invented reports of the demo, read and settled on one core.

`python -m evals.reconcile_share [--json]`; exits 1 where settling costs over `MOST` percent of reading. Keeping in the ledger is
left out of both.
"""

import argparse
import json
import sys
import time

from sayso.demo import demo_paths
from sayso.extract import find_claims
from sayso.ingest import ReadOptions, read_reports
from sayso.reconcile import settle_claims

MOST = 25.0
ROUNDS = 3


def measure() -> dict[str, float]:
    """Read and settle, each so often as it takes to warm up and be sure; processor seconds of the fastest round."""
    intakes = read_reports([str(path) for path in demo_paths()], ReadOptions())
    reports = [i.report for i in intakes if i.report is not None]
    read, settled = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        readings = list(find_claims(reports))
        read.append(time.process_time() - began)
        began = time.process_time()
        settle_claims(readings)
        settled.append(time.process_time() - began)
    return {
        "reports": len(reports),
        "reading": round(min(read), 2),
        "settling": round(min(settled), 3),
        "percent": round(100 * min(settled) / min(read), 1),
        "most": MOST,
    }


def main() -> None:
    """Be the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    args = parser.parse_args()
    figures = measure()
    print(json.dumps(figures, indent=None if args.json else 1))
    if figures["percent"] > MOST:
        sys.exit(f"settling costs over {MOST} percent of reading")


if __name__ == "__main__":
    main()
