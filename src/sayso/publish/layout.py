"""What all events of one page share: the record, its readings, and where everything stands on the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Reading, Record, Report, Value


@dataclass(frozen=True, slots=True)
class Layout:
    """What all events of one page share: the record, its readings by id, and where each report stands on the page."""

    record: Record
    readings: Mapping[str, Reading]
    anchors: Mapping[str, str]  # report id: prefix of its section on this page
    values: Mapping[str, tuple[str, Value]]  # value id: anchor and value

    @property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {ident: reading.report for ident, reading in self.readings.items()}


def lay_out(record: Record, readings: Mapping[str, Reading], *, with_reports: bool) -> Layout:
    """Give every event, value and report its place on the page ("ev1", "ev1-v2", "r1-")."""
    values = {
        value.id: (f"ev{number}-v{place}", value)
        for number, event in enumerate(record.events, 1)
        for place, value in enumerate(event.values, 1)
    }
    anchors = {ident: f"r{number}-" for number, ident in enumerate(readings, 1)} if with_reports else {}
    return Layout(record, readings, anchors, values)
