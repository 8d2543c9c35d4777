"""How the ledger bears its size: writing and asking a ledger of 100,000 claims, all of them made by this script.

Prints the cost of keeping a report early and late and their ratio (1.0 means that size costs nothing), and of each
question in milliseconds of processor time. By hand, with `make bench`: `python -m evals.ledger [--reports N] [--json]`.
"""

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.ledger import Ledger, Opening, open_ledger
from sayso.model import (
    Attribution,
    Claims,
    Count,
    Entity,
    EventClaim,
    Quantity,
    Reading,
    Report,
    Review,
    Snapshot,
    Speaker,
    span_of,
)

SENTENCE = "Warden Ilse Corr said {n} miners were freed in Ostrel. "
A_REPORT = 25  # sentences of four claims each: a hundred claims a report
FEW = 100  # reports at either end whose cost is compared


def make_reading(number: int) -> tuple[Reading, Snapshot]:
    """Make the reading of an invented report with a hundred claims, and its bytes."""
    text = "".join(SENTENCE.format(n=10 + (number + i) % 80) for i in range(A_REPORT))
    text = f"Report {number}. " + text
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    report = Report(
        id=sha256, sha256=sha256, outlet=f"Outlet {number % 40}", title=f"Report {number}", byline=(), published="2031-05-06",
        url=None, language="en", credits=(), text=text, segments=(), identity=f"/made/{number}.txt", reader="made",
    )  # fmt: skip
    claims = Claims(reader="made")
    at = text.index("Warden")
    for i in range(A_REPORT):
        end = text.index(". ", at)
        claims = _add_sentence(claims, text, (at, end), i)
        at = end + 2
    snapshot = Snapshot(
        sha256, "text/plain", content, None, report.outlet, "2031-05-06", "2031-05-06T10:00:00Z", "made"
    )
    return Reading(report, claims), snapshot


def _add_sentence(claims: Claims, text: str, place: tuple[int, int], i: int) -> Claims:
    start, end = place
    figure = text.index("said ", start) + 5
    miners = span_of(text, figure, text.index(" were", figure))
    best = int(miners.text.split()[0])
    freed = span_of(text, text.index("freed", start), text.index("freed", start) + 5)
    name = span_of(text, start + 7, start + 16)
    return replace(
        claims,
        attributions=(*claims.attributions, Attribution(
            f"a{i}", "indirect", True, 0.75, "said", None, (span_of(text, figure, end),), (name,), None,
            Speaker("Ilse Corr", "person"), ())),
        events=(*claims.events, EventClaim(f"e{i}", "release", "asserted", freed, counts=(f"c{i}",), attribution=f"a{i}")),
        counts=(*claims.counts, Count(
            f"c{i}", miners, Quantity(best, best, best), "exact", "person", "miners", "released", "incremental",
            event=f"e{i}", attribution=f"a{i}")),
        entities=(*claims.entities, Entity(f"n{i}", "person", "Ilse Corr", ("Ilse Corr",), (), None, (name,))),
    )  # fmt: skip


def spend(ask: Callable[[], Any]) -> float:
    """Give the processor time, in milliseconds, of asking once."""
    began = time.process_time()
    ask()
    return round((time.process_time() - began) * 1000, 2)


def measure(reports: int, folder: Path) -> dict[str, Any]:
    """Write a ledger of so many reports and ask it everything once."""
    ledger = open_ledger(folder / "sayso.db", opening=Opening(durable=False))
    costs = []
    for number in range(reports):
        reading, snapshot = make_reading(number)
        costs.append(spend(lambda given=(reading, snapshot): ledger.keep_reading(*given)))  # type: ignore[misc]
    few = min(FEW, reports // 2)
    early, late = sum(costs[few // 5 : few]) / (few - few // 5), sum(costs[-few:]) / few
    figures: dict[str, Any] = {"claims": ledger.look.counts()["claims"], "keep_early_ms": round(early, 2)}
    figures |= {"keep_late_ms": round(late, 2), "keep_ratio": round(late / early, 2)}
    figures |= ask_everything(ledger)
    figures["megabytes"] = round((folder / "sayso.db").stat().st_size / 1e6, 1)
    ledger.close()
    return figures


def ask_everything(ledger: Ledger) -> dict[str, float]:
    """Give the milliseconds that each question takes."""
    first = next(ledger.readings())
    claim = next(ledger.look.added()).claims[3]
    asked: dict[str, Callable[[], Any]] = {
        "find_id": lambda: ledger.find_id(claim[:10]),
        "where_a_claim_stands": lambda: list(ledger.look.statements(claim)),
        "one_reading": lambda: ledger.look.reading(first.report.id),
        "provenance": lambda: ledger.look.provenance(first),
        "known": lambda: ledger.known(first.report),
        "review": lambda: ledger.review(Review(claim, "accepted", "heard it", "bench")),
        "reviews": ledger.reviews,
        "search_a_rare_word": lambda: list(ledger.search("77")),
        "search_a_common_word": lambda: list(ledger.search("miners")),
        "all_readings": lambda: sum(1 for _ in ledger.readings()),
        "verify": lambda: list(ledger.verify()),
    }
    return {f"{name}_ms": spend(ask) for name, ask in asked.items()}


def main() -> None:
    """Measure, and print one JSON object or a line a figure."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--reports", type=int, default=1000)
    given.add_argument("--json", action="store_true")
    args = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(args.reports, Path(folder))
    print(json.dumps(figures) if args.json else "\n".join(f"{name:28} {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
