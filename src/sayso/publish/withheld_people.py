"""Who is protected, over all reports and the record that joins them. Part of the disclosure policy alone.

The rule is the record's tenth: minors and people of unknown age in custody, released people, their relatives, people
alleged to have been mistreated. In a report that tells of captivity a person is protected too of whom nothing says that
they hold an office, act or speak in public: what the reader missed must not get out.
"""

from collections.abc import Iterable, Iterator, Sequence

from sayso.model import Person, Reading, Record
from sayso.publish.protected import CAPTIVITY, ORDER, SET_FREE, Protected, Standings, fold_name, surname_of
from sayso.publish.report_standings import find_in_reading, holds_public_role, list_people

UNKNOWN = "person of unknown standing"


def find_standings(readings: Sequence[Reading], record: Record | None = None) -> Standings:
    """Find whom the default policy protects in these readings and in the record that joins them."""
    found = [person for reading in readings for person in find_in_reading(reading)]
    if record is not None:
        found = _join_people(found + list(_find_in_record(record)), record.people)
    public = _list_public(readings)
    merged = [p for p in _merge(found) if p.standing != UNKNOWN or not _is_public(p, public)]
    withheld = {fold_name(name) for p in merged for name in p.names}
    kept = (name for reading in readings for name in _list_kept(reading, withheld))
    return Standings(tuple(merged), tuple(dict.fromkeys(kept)))


def _find_in_record(record: Record) -> Iterator[Protected]:
    people = {p.id: p for p in record.people}
    for event in record.events:
        for party in event.parties:
            person = people.get(party.person or "")
            if party.role not in ("held", "victim") or event.type not in CAPTIVITY:
                continue
            if person is not None and person.kind == "person":
                free = event.type in SET_FREE and event.modality == "asserted"
                yield Protected((party.name, *person.names), "released person" if free else "person in custody")


def _join_people(found: list[Protected], people: Iterable[Person]) -> list[Protected]:
    """Add every spelling that the record joined to a protected name."""
    joined = list(found)
    for person in people:
        spellings = {fold_name(n) for n in (person.name, *person.names)}
        hit = next((p for p in found if person.kind == "person" and spellings & {fold_name(n) for n in p.names}), None)
        if hit is not None:
            joined.append(Protected((*hit.names, person.name, *person.names), hit.standing))
    return joined


def _merge(found: Iterable[Protected]) -> Iterator[Protected]:
    """Join what shares a full name (two words or more), the earlier standing first."""
    merged: list[Protected] = []
    for person in found:
        own = {fold_name(n) for n in person.names}
        full = {n for n in own if " " in n}
        at = next((i for i, m in enumerate(merged) if _shares(own, full, m)), None)
        if at is None:
            merged.append(Protected(tuple(dict.fromkeys(person.names)), person.standing))
        else:
            names = tuple(dict.fromkeys((*merged[at].names, *person.names)))
            merged[at] = Protected(names, min(merged[at].standing, person.standing, key=ORDER.index))
    return iter(merged)


def _shares(own: set[str], full: set[str], other: Protected) -> bool:
    theirs = {fold_name(n) for n in other.names}
    return bool(full & theirs) or own == theirs


def _list_public(readings: Sequence[Reading]) -> set[str]:
    """Full names of people who hold a public role in any of the readings, their surnames, and the outlets."""
    people = [p for reading in readings for p in list_people(reading).values() if holds_public_role(p)]
    names = {fold_name(name) for person in people for name in (person.name, *person.names)}
    outlets = {fold_name(reading.report.outlet) for reading in readings if reading.report.outlet}
    return names | {surname_of(name) for name in names if " " in name} | outlets


def _is_public(person: Protected, public: set[str]) -> bool:
    """Whether somebody of unknown standing here holds a public role in another report."""
    return any(fold_name(name) in public for name in person.names)


def _list_kept(reading: Reading, withheld: set[str]) -> Iterator[str]:
    """Names that stay: bodies and places, and people of two names or more who are not protected."""
    for entity in reading.claims.entities:
        names = {entity.name, *entity.names}
        if {fold_name(n) for n in names} & withheld:
            continue
        yield from (n for n in names if entity.kind != "person" or " " in n)
    yield from (e.place.name for e in reading.claims.events if e.place)
