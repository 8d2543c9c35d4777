"""The floors: every eval named in floors.json is run, its table printed, and no figure may lie under its floor.

`--lower` writes floors down to what was measured (an explicit act, seen in the diff); `--raise` lifts them to it.
Each floor stands beside the digest of the set it was measured on: other data, no verdict.
"""

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from evals.running import ROOT, shared

FLOORS = ROOT / "evals" / "floors.json"


def figure(figures: dict[str, Any], key: str) -> float | None:
    """Follow a dotted key ("events.f1") into the figures of one eval."""
    value: Any = figures
    for part in key.split("/"):
        value = value.get(part) if isinstance(value, dict) else None
    return value if isinstance(value, int | float) else None


def digest(path: Path) -> str:
    """SHA-256 of a set, so that a floor is only held against the data it was measured on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def measure(name: str, data: Path, more: list[str]) -> dict[str, Any]:
    """Run one eval as its own process, as anybody would on their own data, and give the JSON object it prints."""
    command = [sys.executable, "-m", f"evals.{name}", "--data", str(data), *more, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"evals.{name} failed:\n{done.stderr[-3000:]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def below(value: float | None, floor: float, at_most: bool) -> bool:
    """Whether a figure misses its floor (or passes its ceiling); a figure that is missing always does."""
    return value is None or math.isnan(value) or (value > floor if at_most else value < floor)


def main() -> None:
    """Run all evals, print one line a floor, exit 1 where one is not held."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--only", nargs="*", help="run these evals alone")
    args.add_argument("--lower", action="store_true", help="write lower floors: say why in the commit")
    args.add_argument("--raise", dest="lift", action="store_true", help="write higher floors")
    given = args.parse_args()
    table, missed, skipped = json.loads(FLOORS.read_text("utf8")), [], []
    for name, entry in table.items():
        if given.only and name not in given.only:
            continue
        path = shared() / entry["data"]
        if not path.exists():
            skipped.append(name)
            continue
        if digest(path) != entry["digest"] and not given.lower:
            missed.append(f"{name}: {entry['data']} is not the set that the floors were measured on")
            continue
        began = time.monotonic()
        figures = measure(name, path, [a.replace("SHARED", str(shared())) for a in entry.get("args", [])])
        print(f"\n{name} on {entry['data']} ({time.monotonic() - began:.0f} s)")
        for kind in ("floors", "ceilings"):
            for key, floor in entry.get(kind, {}).items():
                value, at_most = figure(figures, key), kind == "ceilings"
                low = below(value, floor, at_most)
                print(
                    f"  {key:<34} {'-' if value is None else value:>8}  {'at most' if at_most else 'floor'} {floor}{'   MISSED' if low else ''}"
                )
                if low:
                    missed.append(f"{name} {key}: {value}, wanted {floor}")
                if value is not None and ((low and given.lower) or (given.lift and not low)):
                    entry[kind][key] = value
        entry["digest"] = digest(path)
    if given.lower or given.lift:
        FLOORS.write_text(json.dumps(table, indent=1) + "\n", "utf8")
        return
    for name in skipped:
        print(f"\n{name}: skipped, its set is absent")
    if missed or (skipped and os.environ.get("SAYSO_CI")):
        sys.exit("\n".join(["", "not held:", *missed, *(f"{s}: skipped" for s in skipped)]))
    print("\nall floors held")


if __name__ == "__main__":
    main()
