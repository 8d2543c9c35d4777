"""sayso as a library: inputs in, readings out, no ledger touched."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import Claims, Intake, Reading, Report

if TYPE_CHECKING:
    from sayso.extract import ExtractOptions
    from sayso.ingest import ReadOptions


def read(
    inputs: str | Path | Iterable[str | Path],
    options: "ReadOptions | None" = None,
    extract: "ExtractOptions | None" = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading]:
    """Read files, folders and addresses; give one `Reading` a report, in order, as each is ready.

    An input that could not be read gives a reading with an empty report whose `claims.problems` say why.
    Raises `SetupError` where the language model is missing, `UsageError` for options that contradict each other.
    """
    from sayso.ingest import ReadOptions, read_reports

    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    intakes = read_reports([str(p) for p in paths], options or ReadOptions(), stdin)
    for intake, reading in read_intakes(intakes, extract):
        yield reading or Reading(_nothing(intake), Claims(problems=intake.problems))


def read_intakes(
    intakes: Iterable[Intake], options: "ExtractOptions | None" = None
) -> Iterator[tuple[Intake, Reading | None]]:
    """Pair each input, in order, with what its report says (None where there is no report).

    The problems met at the door travel on with those met in the text.
    """
    from sayso.extract import find_claims

    waiting: deque[Intake] = deque()

    def hand_in() -> Iterator[Report]:
        for intake in intakes:
            waiting.append(intake)
            if intake.report is not None:
                yield intake.report

    for reading in find_claims(hand_in(), options):
        while waiting[0].report is None:
            yield waiting.popleft(), None
        intake = waiting.popleft()
        again = {p.what for p in reading.claims.problems if p.span is None}  # as that a language is not read
        problems = (*(p for p in intake.problems if p.what not in again), *reading.claims.problems)
        yield intake, replace(reading, claims=replace(reading.claims, problems=problems))
    while waiting:
        yield waiting.popleft(), None


def _nothing(intake: Intake) -> Report:
    return Report(
        id="", sha256="", outlet=None, title=None, byline=(), published=None, url=None, language=None,
        credits=(), text="", segments=(), identity=intake.origin,
    )  # fmt: skip
