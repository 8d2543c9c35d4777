"""Memory over many reports: resident megabytes after each tenth of the run. Flat is the answer we want.

The reports are made here, of invented places and people, every one with its own names and figures, so that nothing in
the parser's vocabulary repeats for free.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.extract import find_claims
from sayso.language.segments import report_of_text
from sayso.model import Report

SYLLABLES = "ka lo mir ten dra vel os un bri sha tor gan pel is ra dun met kor ly an".split()
TEXT = """{town}, June {day} ({agency}) - The {a} freed {n} captives at the {town} crossing on {weekday}, the {b} ministry said.

In exchange, {b} released {m} prisoners, including {p} serving life terms and {q} held without trial, according to a list
provided by the {c} commission.

“We got them back,” {name}, head of the {c} mission, told {agency}. “Nobody was left behind.”"""


def make_reports(count: int, seed: int = 7) -> Iterator[Report]:
    """Make `count` short reports, one after another."""
    rng = random.Random(seed)

    def word() -> str:
        return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).capitalize()

    for _ in range(count):
        p, q = rng.randint(2, 99), rng.randint(2, 400)
        text = TEXT.format(
            town=word(), day=rng.randint(1, 29), agency=word(), a=f"{word()} Front", b=word(), c=word(), n=rng.randint(2, 40),
            m=p + q, p=p, q=q, name=f"{word()} {word()}", weekday=rng.choice(["Friday", "Sunday"]),
        )  # fmt: skip
        yield report_of_text(text, outlet=word(), published="2031-06-15")


def resident() -> int:
    """Resident memory of this process in megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def measure_run(count: int) -> dict[str, Any]:
    """Read `count` made reports and give the memory after each tenth, and the growth from the second tenth to the last."""
    marks: list[int] = []
    began = time.perf_counter()
    for number, _ in enumerate(find_claims(make_reports(count)), 1):
        if number % max(1, count // 10) == 0:
            marks.append(resident())
    growth = round(100 * (marks[-1] / marks[1] - 1), 1) if len(marks) > 1 else None
    return {
        "reports": count,
        "megabytes": marks,
        "growth_percent": growth,
        "seconds": round(time.perf_counter() - began),
    }


if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reports", type=int, default=10_000)
    args.add_argument("--json", action="store_true")
    given = args.parse_args()
    print(json.dumps(measure_run(given.reports), indent=None if given.json else 1))
