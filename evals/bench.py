"""Long runs by hand: `make bench` runs each and commits nothing; its JSON is written to bench/NAME.json. One whose extra is
not installed is skipped by name.

Each file says the commit and the machine it was taken on. `python -m evals.bench NAME ...` runs some of them.
"""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from evals.running import ROOT

BENCH = ROOT / "bench"
RUNS: dict[str, list[str]] = {
    "speed": [sys.executable, "-m", "evals.speed", "--json"],
    "memory": [sys.executable, "-m", "evals.memory", "--json"],
    "mutations": [sys.executable, "-m", "pytest", "-q", "tests/extract/test_mutations.py", "-p", "no:cacheprovider"],
    "heldout": [sys.executable, "-m", "evals.heldout", "--json"],
    "incidents": [sys.executable, "-m", "evals.incidents", "--json"],
    "reconcile": [sys.executable, "-m", "evals.reconcile_curve", "--json"],
    "reconcile_share": [sys.executable, "-m", "evals.reconcile_share", "--json"],
    "fuzz": [sys.executable, "-m", "evals.fuzz"],
    "folds": [sys.executable, "-m", "evals.folds", "--json"],
    "folds_trained": [sys.executable, "training/folds.py", "--json"],
    "ledger": [sys.executable, "-m", "evals.ledger", "--json"],
    "desk": [sys.executable, "-m", "evals.desk", "--json"],
    "killed": [sys.executable, "-m", "pytest", "-q", "tests/web/test_killed.py", "-p", "no:cacheprovider"],
}
NEEDS = {"fuzz": ("atheris", "fuzz"), "folds_trained": ("torch", "train")}  # module and the extra that brings it
MORE = {
    "folds_trained": {"PYTHONPATH": f"src{os.pathsep}."},
    "mutations": {"SAYSO_MUTATIONS": "10000"},
    "speed": {"SAYSO_SPEED_REPORTS": "84"},
}


def machine() -> dict[str, Any]:
    """What the figures were taken on."""
    model = next(
        (x.split(":")[1].strip() for x in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in x), ""
    )
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "python": platform.python_version(),
        "system": platform.system(),
    }


def main() -> None:
    """Run the benches named, or all whose module is there."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("names", nargs="*", choices=[*RUNS, []])
    given = args.parse_args()
    BENCH.mkdir(exist_ok=True)
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    failed = []
    for name in given.names or RUNS:
        module, extra = NEEDS.get(name, ("", ""))
        if module and importlib.util.find_spec(module) is None:
            print(f'{name}: skipped, {module} is not installed: pip install "sayso[{extra}]"')
            continue
        began = time.monotonic()
        done = subprocess.run(
            RUNS[name], cwd=ROOT, env={**os.environ, **MORE.get(name, {})}, capture_output=True, text=True, check=False
        )
        last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
        try:
            figures: Any = json.loads(last)
        except ValueError:
            figures = {"printed": last}
        row = {
            "name": name,
            "commit": commit,
            "machine": machine(),
            "seconds": round(time.monotonic() - began),
            "figures": figures,
        }
        if done.returncode:
            failed.append(name)
            sys.stderr.write(done.stdout[-4000:] + done.stderr[-2000:])  # pytest tells what failed on standard output
            continue
        (BENCH / f"{name}.json").write_text(json.dumps(row, indent=1) + "\n", "utf8")
        print(f"{name}: {json.dumps(figures)}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
