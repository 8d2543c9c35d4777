"""How a better reader reaches an old ledger: kept snapshots are read again, and what people judged carries over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.flow.library import read_intakes
from sayso.flow.serial import Outcome, Step
from sayso.model import Intake, Problem, Snapshot
from sayso.model.identity import statements_of

if TYPE_CHECKING:
    from sayso.extract import ExtractOptions
    from sayso.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Reread:
    """How a rereading ended: reports by outcome, and reviews and judgements carried over or queued."""

    reread: int
    unchanged: int
    not_held: int
    carried: int
    queued: int


def reread_ledger(
    ledger: "Ledger",
    extract: "ExtractOptions | None",
    author: str,
    reason: str,
    watch: Callable[[Step], None] = lambda step: None,
) -> Reread:
    """Read every kept snapshot again with the present reader; its claims supersede, the old ones stay as known then."""
    from sayso.flow.review import carry_over

    tally: dict[Outcome, int] = {}
    snapshots = {}

    def hand_in() -> Iterator[Intake]:
        for report, snapshot in ledger.look.snapshots():
            intake = _read_again(report.id, snapshot)
            snapshots[snapshot.sha256] = snapshot
            # The report keeps the name and the gaps that were filled when it first came.
            filled = intake.report and replace(
                intake.report,
                id=report.id,
                outlet=report.outlet,
                published=report.published,
                url=report.url,
                identity=report.identity,
            )
            yield replace(intake, report=filled, snapshot=snapshot)

    for intake, reading in read_intakes(hand_in(), extract):
        if reading is None or intake.snapshot is None:
            step = Step(intake.origin, "unread", None, 0, intake.problems)
        else:
            kept = ledger.keep_reading(reading, intake.snapshot, author=author, reason=reason)
            outcome: Outcome = "reread" if kept.state in ("reread", "new", "revised") else "unchanged"
            step = Step(
                intake.origin, outcome, kept.report, len(statements_of(reading)), reading.problems, kept.transaction
            )
        tally[step.outcome] = tally.get(step.outcome, 0) + 1
        watch(step)
    carried, queued = carry_over(ledger, author)
    return Reread(tally.get("reread", 0), tally.get("unchanged", 0), tally.get("unread", 0), carried, queued)


def _read_again(report: str, snapshot: Snapshot) -> Intake:
    from sayso.ingest import read_snapshot

    again = next(read_snapshot(snapshot), None)
    if again is None:
        problem = Problem("text not held", "its snapshot holds no report any more", None, report)
        return Intake(None, snapshot, (problem,), snapshot.origin)
    return again
