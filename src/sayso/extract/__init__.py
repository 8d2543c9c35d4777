"""Reports go in, claims come out: attributions, counts and their sums, events, deals, entities.

Arrives: `Report` values. Leaves: `Reading` values, every span exact in the report's text.
Refuses: to read files, to join reports, to judge which claim is right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model import Claims, Reading, Report


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """How to read: the spaCy model, the lowest score of an attribution (-1: as measured), sentences in one parse batch."""

    model: str = "en_core_web_sm"
    threshold: float = -1.0
    batch_size: int = 64


def find_claims(reports: Iterable[Report], options: ExtractOptions | None = None) -> Iterator[Reading]:
    """Read reports one after another, giving each with its claims in the order in which they came.

    Raises `SetupError` where the language model is not installed; trouble in a report is a `Problem` in its claims.
    """
    from sayso.extract.assemble import assemble_readings

    return assemble_readings(reports, options or ExtractOptions())


def read_claims(report: Report, options: ExtractOptions | None = None) -> Claims:
    """Read one report."""
    return next(find_claims([report], options)).claims


__all__ = ["ExtractOptions", "find_claims", "read_claims"]
