"""What a reading would add to or change in the record, before anything is kept."""

from dataclasses import dataclass

from sayso.flow.changing import Change, compare_records
from sayso.flow.settling import Settled, Settler
from sayso.model import Reading


@dataclass(frozen=True, slots=True)
class Preview:
    """A reading that is not kept, and each change it would make."""

    reading: Reading
    changes: tuple[Change, ...]


def preview_reading(settled: Settled, reading: Reading, settler: Settler) -> Preview:
    """Settle the record's readings with one more and compare. Judgements of people are not asked, since nothing is kept."""
    readings = list(settled.readings.values())
    before = settler.try_out(readings)
    after = settler.try_out([*(r for r in readings if r.report.identity != reading.report.identity), reading])
    return Preview(reading, tuple(compare_records(before, after)))
