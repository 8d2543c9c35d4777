"""Handing a settled record over to somebody who holds an earlier one: what both have is named by its place, the rest is given.

After a review of one claim in a hundred thousand, one event is given and all others are places in a list.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sayso.flow.settling import Settled
from sayso.model import Event, Person, Reading, Record

READINGS = "readings"
NEW = -1  # the place of a thing that was not there before


@dataclass(frozen=True, slots=True)
class Outline:
    """A settled record by what was held before it.

    `places` gives, for each list of the record and for the readings, where each thing stood, NEW for what is `new` (in that
    order); `plain` are the record's fields that are no lists.
    """

    plain: Mapping[str, Any]
    places: Mapping[str, tuple[int, ...]]
    new: Mapping[str, tuple[Any, ...]]


def outline(settled: Settled, held: Settled | None) -> Outline:
    """Give what somebody who holds `held` needs in order to have `settled`."""
    before = _list_parts(held) if held else {}
    placed = {name: _place(things, before.get(name, ())) for name, things in _list_parts(settled).items()}
    return Outline(
        {f.name: getattr(settled.record, f.name) for f in fields(Record) if not _is_list(settled.record, f.name)},
        {name: places for name, (places, _) in placed.items()},
        {name: new for name, (_, new) in placed.items()},
    )


def restore(outlined: Outline, held: Settled | None) -> Settled:
    """Give the settled record that an outline was made of, with the very things that were held before."""
    before = _list_parts(held) if held else {}
    parts: dict[str, Any] = {}
    for name, places in outlined.places.items():
        new, old = iter(outlined.new[name]), before.get(name, ())
        parts[name] = tuple(next(new) if place == NEW else old[place] for place in places)
    readings = parts.pop(READINGS)
    return Settled(Record(**outlined.plain, **parts), {r.report.id: r for r in readings})


def _is_list(record: Record, name: str) -> bool:
    return isinstance(getattr(record, name), tuple)


def _list_parts(settled: Settled) -> dict[str, tuple[Any, ...]]:
    record = settled.record
    parts = {f.name: getattr(record, f.name) for f in fields(Record) if _is_list(record, f.name)}
    return {**parts, READINGS: tuple(settled.readings.values())}


def _place(things: Sequence[Any], held: Sequence[Any]) -> tuple[tuple[int, ...], tuple[Any, ...]]:
    """Find each thing among those held: mostly it is the same object, else one that says the same."""
    same = {id(thing): place for place, thing in enumerate(held)}
    places = [same.get(id(thing), NEW) for thing in things]
    if NEW in places and held:
        alike = _name_all(held)
        for n, thing in enumerate(things):
            place = alike.get(_name(thing), NEW) if places[n] == NEW else NEW
            if place != NEW and held[place] == thing:
                places[n] = place
    return tuple(places), tuple(thing for thing, place in zip(things, places, strict=True) if place == NEW)


def _name_all(things: Iterable[Any]) -> dict[Hashable, int]:
    return {_name(thing): place for place, thing in enumerate(things)}


def _name(thing: Any) -> Hashable:
    """What a thing is found by: large nouns by their id, since to hash one walks all that it holds."""
    if isinstance(thing, Event | Person):
        return thing.id
    return thing.report.id if isinstance(thing, Reading) else thing
