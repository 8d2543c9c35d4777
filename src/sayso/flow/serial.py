"""The whole way, here and one after another: inputs → reports → claims → ledger."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from sayso.flow.library import read_intakes
from sayso.model import Intake, Problem
from sayso.model.identity import count_claims

if TYPE_CHECKING:
    from sayso.extract import ExtractOptions
    from sayso.ingest import ReadOptions
    from sayso.ledger import Ledger

Outcome = Literal["read", "unchanged", "revised", "reread", "unread"]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one input: `claims` is the number of claims kept, `problems` what could not be read in it."""

    origin: str
    outcome: Outcome
    report: str | None
    claims: int
    problems: tuple[Problem, ...]
    transaction: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What to read and under whose name it is kept."""

    inputs: tuple[str, ...]
    options: "ReadOptions"
    extract: "ExtractOptions | None" = None
    author: str = "unknown"
    reason: str = ""
    stdin: BinaryIO | None = None


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """How a run ended: inputs by outcome, problems by kind."""

    outcomes: tuple[tuple[Outcome, int], ...]
    problems: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]

    def count(self, outcome: Outcome) -> int:
        """How many inputs ended so."""
        return dict(self.outcomes).get(outcome, 0)


def read_into(ledger: "Ledger", plan: ReadPlan, watch: Callable[[Step], None] = lambda step: None) -> ReadSummary:
    """Read every input into the ledger, one transaction a report; what was finished stays whatever happens later.

    An input whose bytes the ledger already holds under the same reader is not read again. Raises `LedgerError` where
    the ledger cannot take a report, `SetupError` where a model is missing.
    """
    from sayso.flow.review import carry_over
    from sayso.ingest import read_reports

    steps = []
    for step in _keep_all(ledger, read_reports(plan.inputs, plan.options, plan.stdin), plan):
        steps.append(step)
        watch(step)
    carry_over(ledger, plan.author)  # what people decided follows its words into revisions, also those of a killed run
    outcomes = Counter(step.outcome for step in steps)
    problems = Counter(problem.what for step in steps for problem in step.problems)
    return ReadSummary(tuple(outcomes.items()), tuple(problems.most_common()), tuple(steps))


def _keep_all(ledger: "Ledger", intakes: Iterable[Intake], plan: ReadPlan) -> Iterator[Step]:
    held: list[Step] = []

    def pass_new() -> Iterator[Intake]:
        for intake in intakes:
            if intake.report is not None and ledger.known(intake.report):
                held.append(Step(intake.origin, "unchanged", intake.report.id, 0, ()))
            else:
                yield intake

    for intake, reading in read_intakes(pass_new(), plan.extract):
        while held:
            yield held.pop(0)
        if reading is None or intake.snapshot is None:
            yield Step(intake.origin, "unread", None, 0, intake.problems)
            continue
        kept = ledger.keep_reading(reading, intake.snapshot, author=plan.author, reason=plan.reason)
        outcome: Outcome = "read" if kept.state == "new" else kept.state
        yield Step(intake.origin, outcome, kept.report, count_claims(reading), reading.problems, kept.transaction)
    yield from held
