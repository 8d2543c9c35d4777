"""Speed of the whole reading as a ratio to bare spaCy in the same run, on one core, and what each part costs.

Both read the same texts in turn, batch by batch, so that a noisy machine slows both alike. Figures in percent of bare
spaCy's words a second; `parts` are shares of sayso's own time; `first_result` is seconds from start to first result.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from evals.running import reports_of, run, shared

BATCH = 6
REPORTS = int(os.environ.get("SAYSO_SPEED_REPORTS", "42"))
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "SAYSO_SPEED_INNER": "1"}
PARTS = {
    "reader": ("sayso.extract.assemble", "_find_words"),
    "parse": ("sayso.extract.assemble", "parse_reports"),
    "entities": ("sayso.extract.entities", "find_entities"),
    "attributions": ("sayso.extract.attributions", "find_attributions"),
    "counts": ("sayso.extract.counts", "find_counts"),
    "events": ("sayso.extract.events", "find_events"),
    "sums": ("sayso.extract.sums", "find_sums"),
    "deals": ("sayso.extract.deals", "find_deals"),
}


@contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Count the seconds that each part takes, for as long as the block runs."""
    import importlib

    kept = []
    for part, (module_name, name) in PARTS.items():
        module = importlib.import_module(module_name)
        inner = getattr(module, name)
        kept.append((module, name, inner))
        setattr(module, name, _clocked(inner, part, spent))
    try:
        yield
    finally:
        for module, name, inner in kept:
            setattr(module, name, inner)


def _clocked(inner: Callable[..., Any], part: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(inner)
    def clocked(*args: Any, **options: Any) -> Any:
        began = time.perf_counter()
        result = inner(*args, **options)
        if part == "parse":
            result = list(result)
        spent[part] = spent.get(part, 0.0) + time.perf_counter() - began
        return result

    return clocked


def measure(data: Path) -> dict[str, Any]:
    """Measure in a fresh process on one core, so that nothing loaded before counts."""
    env = {**os.environ, **ONE_CORE}
    command = [sys.executable, "-m", "evals.speed", "--data", str(data), "--json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measure_here(data: Path) -> dict[str, Any]:
    """Time both on the same batches, in turn."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    from sayso.extract import find_claims
    from sayso.language.parsing import load_parser

    reports = reports_of(data)[:REPORTS]
    next(iter(find_claims(reports[:1])))
    first = time.perf_counter() - began
    nlp = load_parser()
    list(nlp.pipe([reports[0].text]))
    bare = ours = words = 0.0
    spent: dict[str, float] = {}
    for at in range(0, len(reports), BATCH):
        batch = reports[at : at + BATCH]
        began = time.perf_counter()
        for doc in nlp.pipe([r.text for r in batch], batch_size=64):
            words += sum(not t.is_space for t in doc)
        middle = time.perf_counter()
        with timed(spent):
            for _ in find_claims(batch):
                pass
        bare, ours = bare + middle - began, ours + time.perf_counter() - middle
    return {
        "ratio": round(100 * bare / ours, 1),
        "words_per_second": {"bare": round(words / bare), "sayso": round(words / ours)},
        "parts": {part: round(100 * seconds / ours, 1) for part, seconds in sorted(spent.items(), key=lambda x: -x[1])},
        "first_result": round(first, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "reports": len(reports),
    }


if __name__ == "__main__":
    run(
        __doc__,
        shared() / "data" / "polnear" / "dev.jsonl",
        measure_here if os.environ.get("SAYSO_SPEED_INNER") else measure,
    )
