"""Short invented reports in many styles: every figure, what befell the counted, its whole, and the sums."""

from pathlib import Path

import pytest

from sayso.extract.counts import find_counts
from sayso.extract.sums import find_sums
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text

BLOCKS = [b.split("\n", 1) for b in Path(__file__).with_name("told.txt").read_text("utf-8").split("\n## ")[1:]]


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _ in BLOCKS])
def test_what_is_told_is_counted(name, block):
    text, table = block.rstrip().split("\n--\n")
    (page,) = parse_reports([report_of_text(text)])
    found = find_sums(page, find_counts(page, ()).counts, ())
    printed = {c.id: c.value.best for c in found.counts}
    wanted = [[w.strip() for w in line.split("|")] for line in table.splitlines() if not line.startswith("=")]
    told, at = [], 0
    for count in found.counts:
        row = wanted[len(told)] if len(told) < len(wanted) else ["", "", "", ""]
        at = text.find(row[0], at) if row[0] in text[at:] else at
        status = "*" if row[2] == "*" else count.status
        whole = "*" if row[3] == "*" else f"{printed.get(count.whole, '-')}"
        meets = count.span.start < at + len(row[0]) and at < count.span.end
        told.append([row[0] if meets else count.span.text, f"{count.value.best}", status, whole])
    assert told == wanted
    sums = sorted(f"= {printed[s.whole]}: {' + '.join(str(n) for n in sorted(printed[p] for p in s.parts))}"
                  for s in found.sums if s.relation == "sum" and s.holds)  # fmt: skip
    assert sums == sorted(line for line in table.splitlines() if line.startswith("="))
