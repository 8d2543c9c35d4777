"""Dated counts of a camp's population, each with the sentence that states it (`python -m evals.camp_counts --data FILE`).

Asked are the 14 rows whose sentence prints the figure, hedge and all; two print it in two parts that must be added, one of them with hedges
(more than 120, approximately 50: more than 170). A row is right where some figure read, or the sum of all that the sentence
counts of the held, has the printed number and its hedge.
"""

import csv
import re
from pathlib import Path
from typing import Any

from evals.running import run, shared
from sayso.extract.counts import find_counts
from sayso.language.parsing import parse_reports
from sayso.model import Count, Report, Segment

HEDGES = {"=": ("exact",), ">": ("more_than", "at_least"), "~": ("about",)}


def measure(path: Path) -> dict[str, Any]:
    """Give how many of the rows that print their figure are right."""
    with path.open(encoding="utf8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if _prints(r)]
    pages = parse_reports([_report(str(i), r["quote"]) for i, r in enumerate(rows)])
    right = [_is_right(r["expression"], find_counts(page, ()).counts) for r, page in zip(rows, pages, strict=True)]
    return {"right": sum(right), "n": len(rows)}


def _prints(row: dict[str, str]) -> bool:
    figures = [int(n) for n in re.findall(r"\b\d+\b", row["quote"])]
    want = int(row["population"])
    if row["expression"].startswith("~") and not re.search(
        r"\b(?:about|some|around|approximately|roughly)\b", row["quote"]
    ):
        return False  # the coder's own "about": the sentence has none
    return want > 0 and (want in figures or want in (sum(figures[:2]), sum(figures)))


def _report(name: str, text: str) -> Report:
    return Report(name, "", None, None, (), None, None, "en", (), text, (Segment("paragraph", 0, len(text)),))


def _is_right(expression: str, counts: tuple[Count, ...]) -> bool:
    hedges, want = HEDGES[expression[0]], int(expression[1:])
    people = [c for c in counts if c.unit == "person" and c.value.best is not None]
    if any(c.value.best == want and c.hedge in hedges for c in people):
        return True
    whole = [c for c in people if c.whole is None]
    summed = sum(c.value.best or 0 for c in whole)
    loose = any(c.hedge in hedges for c in whole) if expression[0] != "=" else all(c.hedge == "exact" for c in whole)
    return len(whole) > 1 and summed == want and loose


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "camp_counts" / "gitmo_camp.csv", measure)
