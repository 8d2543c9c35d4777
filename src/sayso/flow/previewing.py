"""What a reading would add to or change in the record, before anything is kept."""

from dataclasses import dataclass

from sayso.flow.changing import Change, compare_settled
from sayso.flow.settling import Settled, Settler
from sayso.model import Reading


@dataclass(frozen=True, slots=True)
class Preview:
    """A reading that is not kept, and each change it would make."""

    reading: Reading
    changes: tuple[Change, ...]


def preview_reading(settled: Settled, reading: Reading, settler: Settler) -> Preview:
    """Settle the record's readings with one more and compare. Judgements of people are not asked, since nothing is kept."""
    readings = settled.readings
    before = Settled(settler.try_out(readings.values()), readings)
    others = {key: r for key, r in readings.items() if r.report.identity != reading.report.identity}
    having = {**others, reading.report.id: reading}
    after = Settled(settler.try_out(having.values()), having)
    return Preview(reading, tuple(compare_settled(before, after)))
