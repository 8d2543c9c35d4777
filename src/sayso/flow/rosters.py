"""Lists of names as reports rely on them: a document that speaks, who issued it, what it says, the names it prints."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model import Reading, Span


@dataclass(frozen=True, slots=True)
class Roster:
    """One list in one report. `says` are the words given to it, `entries` the names of people inside those words."""

    name: str
    issuer: str | None
    report: str
    outlet: str | None
    published: str | None
    says: tuple[Span, ...]
    entries: tuple[Span, ...]


def find_rosters(readings: Iterable[Reading]) -> Iterator[Roster]:
    """Give the lists that speak in the readings, one row for each list of each report, in the order read."""
    for reading in readings:
        speaking: dict[tuple[str, str | None], list[Span]] = {}
        for said in reading.claims.attributions:
            speaker = said.speaker
            listed = said.act == "listed" or (speaker is not None and "list" in speaker.name.casefold().split())
            if speaker is not None and speaker.kind == "document" and listed:
                speaking.setdefault((speaker.name, speaker.issuer), []).extend(said.content)
        for (name, issuer), says in speaking.items():
            report = reading.report
            entries = tuple(_names_inside(reading, says))
            yield Roster(name, issuer, report.id, report.outlet, report.published, tuple(says), entries)


def _names_inside(reading: Reading, says: Iterable[Span]) -> Iterator[Span]:
    ranges = [(s.start, s.end) for s in says]
    for entity in reading.claims.entities:
        if entity.kind == "person":
            for mention in entity.mentions:
                if any(start <= mention.start and mention.end <= end for start, end in ranges):
                    yield mention
