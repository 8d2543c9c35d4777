"""How a better reader reaches an old ledger: kept snapshots are read again, and what people judged carries over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.flow.adding import give_words
from sayso.flow.library import read_intakes
from sayso.flow.serial import Outcome, Step
from sayso.model import Intake, Problem, Report, Snapshot
from sayso.model.identity import count_claims

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
    taken = (_take_again(report, snapshot) for report, snapshot in ledger.look.snapshots())
    for intake, reading in read_intakes(taken, extract):
        if reading is None or intake.snapshot is None:
            step = Step(intake.origin, "unread", None, 0, intake.problems)
        else:
            entry = ledger.look.entry_of(reading.report.id)
            if entry is not None:
                reading = replace(reading, claims=give_words(reading.report, reading.claims, entry))  # noqa: PLW2901
            kept = ledger.keep_reading(reading, intake.snapshot, author=author, reason=reason, entry=entry)
            outcome: Outcome = "reread" if kept.state in ("reread", "new", "revised") else "unchanged"
            step = Step(intake.origin, outcome, kept.report, count_claims(reading), reading.problems, kept.transaction)
        tally[step.outcome] = tally.get(step.outcome, 0) + 1
        watch(step)
    carried, queued = carry_over(ledger, author)
    return Reread(tally.get("reread", 0), tally.get("unchanged", 0), tally.get("unread", 0), carried, queued)


def _take_again(report: Report, snapshot: Snapshot) -> Intake:
    """The report as its bytes are read today, under the name and with the gaps filled as when it first came."""
    from sayso.ledger import is_by_hand

    if is_by_hand(report):  # its words are the report: only what is found in them can change
        return Intake(report, snapshot, (), snapshot.origin)
    intake = _read_again(report.id, snapshot)
    told = {name: getattr(report, name) for name in ("id", "outlet", "published", "url", "identity")}
    return replace(intake, report=intake.report and replace(intake.report, **told), snapshot=snapshot)


def _read_again(report: str, snapshot: Snapshot) -> Intake:
    from sayso.ingest import read_snapshot

    again = next(read_snapshot(snapshot), None)
    if again is None:
        problem = Problem("text not held", "its snapshot holds no report any more", None, report)
        return Intake(None, snapshot, (problem,), snapshot.origin)
    return again
