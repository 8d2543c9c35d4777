"""Settling readings made by a script: the cost of the n-th thousand, of one report more, memory, the share of each step.

`python -m evals.reconcile_curve [--sizes 1000 2000 ...] [--json]`; the readings are those of `evals/made.py`. Exits 1 where a
thousand reports more cost over `MOST` times what the second thousand cost.
"""

import argparse
import gc
import json
import resource
import sys
import time
from collections import defaultdict
from typing import Any

import sayso.reconcile.settle as settling
from evals.made import make_readings
from sayso.reconcile.memory import Memory

SIZES = (1000, 2000, 4000, 8000, 16000, 32000, 50000)
MOST = 1.5
STEPS = (
    "shelve", "share_passages", "_group", "join_people", "link_echoes", "place_passing", "list_carried", "_draft_events",
    "_assemble",
)  # fmt: skip


def _pace() -> float:
    """Processor seconds of a fixed piece of work: on a shared machine the same settling takes twice as long at times."""
    began = time.process_time()
    counted: dict[str, int] = {}
    for n in range(400_000):
        key = str(n % 5000)
        counted[key] = counted.get(key, 0) + n
    return time.process_time() - began


def measure(sizes: list[int]) -> dict[str, Any]:
    """Settle sets of growing size, each from nothing and then with one report more.

    Processor seconds, at the pace that the machine had in the beginning.
    """
    spent: dict[str, float] = defaultdict(float)
    for name in STEPS:
        setattr(settling, name, _timed(getattr(settling, name), name, spent))
    rows: list[dict[str, Any]] = []
    before = (0, 0.0)
    readings = list(make_readings(max(sizes) + 1))
    gc.freeze()  # what the script made is no part of the settling: let the collector pass it over
    settling.settle_claims(readings[:200])  # lexicons and tables are read once, which is no cost of the first thousand
    pace = min(_pace() for _ in range(5))
    for size in sizes:
        spent.clear()
        memory = Memory()
        paces = [_pace()]
        began = time.process_time()
        record = settling.settle_claims(readings[:size], memory=memory)
        spent_all = time.process_time() - began
        paces.append(_pace())
        took = spent_all * 2 * pace / sum(paces)
        shares = {name: round(100 * s / spent_all, 1) for name, s in sorted(spent.items(), key=lambda x: -x[1])}
        began = time.process_time()
        settling.settle_claims(readings[: size + 1], memory=memory)
        rows.append(
            {
                "reports": size,
                "seconds": round(took, 2),
                "next_thousand": round((took - before[1]) / (size - before[0]) * 1000, 3),
                "one_more": round((time.process_time() - began) * pace / paces[1], 2),
                "pace": round(sum(paces) / 2 / pace, 2),
                "events": len(record.events),
                "shares": shares,
            }
        )
        before = (size, took)
        print(rows[-1], file=sys.stderr)
        del record, memory
        gc.collect()
    second = rows[1]["next_thousand"] if len(rows) > 1 else rows[0]["next_thousand"]
    return {
        "curve": rows,
        "worst_against_second_thousand": round(max(r["next_thousand"] for r in rows[1:] or rows) / second, 2),
        "most": MOST,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _timed(function: Any, name: str, spent: dict[str, float]) -> Any:
    def run(*args: Any, **more: Any) -> Any:
        began = time.process_time()
        try:
            return function(*args, **more)
        finally:
            spent[name] += time.process_time() - began

    return run


def main() -> None:
    """Be the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    args = parser.parse_args()
    figures = measure(args.sizes)
    print(json.dumps(figures, indent=None if args.json else 1))
    if figures["worst_against_second_thousand"] > MOST:
        sys.exit(f"a thousand reports more cost over {MOST} times the second thousand")


if __name__ == "__main__":
    main()
