"""Which body acted: who freed, took, handed over, as each report names it, and where two reports name others.

A group and its wing, a state and its prison service are one told more and less exactly; two bodies that one report names
acted together. What is left are rivals only where both are said to have done one thing to the same people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from sayso.language.bodies import compare_bodies
from sayso.language.names import fold_word
from sayso.model import ACTED_BY, Difference, Entity, EventClaim, Person, Reading, Value
from sayso.reconcile.differences import Found
from sayso.reconcile.parties import OPENING, STEM
from sayso.reconcile.saying import Said, Sayer
from sayso.reconcile.tellings import Telling
from sayso.reconcile.values import Property, gather_bodies

ROLES = ("agent", "party")
SAID = ("asserted", "alleged", "planned")  # what is denied, demanded or conditional names nobody who acted
SEVERAL = ("exchange", "agreement", "meeting", "other")  # acts of more than one side, or of no one kind
MOST = 12  # bodies of one event that are held against each other: a longer list is a war, and no act


@dataclass(frozen=True, slots=True)
class Body:
    """A body that acts, or stands above one that does: `key` is its id in the record, of a place its folded name.

    `parents` are the keys of the bodies and places whose part the reports call it.
    """

    key: str
    name: str
    kind: str
    parents: tuple[str, ...] = ()


Bodies = Mapping[str, Body]  # by key


@dataclass(frozen=True, slots=True)
class Doing:
    """A claim that a body did something: in which role, what kind of act, and to whom: figures and joined people."""

    body: str
    role: str
    act: str
    done_to: frozenset[object]
    said: Said


def list_bodies(
    read: Sequence[tuple[Reading, Mapping[str, str]]], tellings: Sequence[Telling], people: Mapping[str, Person]
) -> tuple[Body, ...]:
    """List the bodies that act in an event's tellings and those above them, by key.

    `read` are its readings, each with the record's ids of people and bodies by local id; `people` those of the record by id.
    """
    entities = {(r.report.id, e.id): e for r, _ in read for e in r.claims.entities}
    joined = {r.report.id: own for r, own in read}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    parents: dict[str, set[str]] = defaultdict(set)
    waiting: list[str] = []
    for address in sorted((t.report, local) for t in tellings for local in _list_acting(t.events)):
        entity, mine = entities.get(address), joined[address[0]]
        key = _key_of(entity, mine) if entity else None
        if entity is None or key is None:
            continue
        names[key][entity.name] += 1
        waiting.append(key)
        owner = entities.get((address[0], entity.parent or ""))
        above = _key_of(owner, mine) if owner else None
        if owner is not None and above is not None and above != key:
            names[above][owner.name] += 1
            parents[key].add(above)
            waiting.append(above)
    found: dict[str, Body] = {}
    while waiting:
        key = waiting.pop()
        person = people.get(key)
        if key in found or (person is not None and person.kind not in ("organization", "group")):
            continue
        if person is not None and person.parent:
            parents[key].add(person.parent)
            waiting.append(person.parent)
        name = person.name if person else min(names[key], key=lambda n: (-names[key][n], n), default=key)
        found[key] = Body(key, name, person.kind if person else "place", tuple(sorted(parents[key])))
    return tuple(found[key] for key in sorted(found))


def _list_acting(events: Sequence[EventClaim]) -> Set[str]:
    return {p.entity for e in events for p in e.participants if p.role in ROLES and p.entity}


def _key_of(entity: Entity, people: Mapping[str, str]) -> str | None:
    """The key of a body or place of one report; null for persons and outlets."""
    if entity.kind == "place":
        words = [w for w in entity.name.casefold().split() if w not in OPENING]
        return f"place {' '.join(fold_word(w) or w for w in words)}"
    return people.get(entity.id) if entity.kind in ("organization", "group") else None


def say_acting(sayer: Sayer, telling: Telling, bodies: Bodies) -> Iterator[Doing]:
    """Turn those who act in a telling into claims, each body once for each kind of act; persons are left out."""
    entities = {e.id: e for e in sayer.reading.claims.entities}
    met: set[tuple[str, str, str]] = set()
    for event in telling.events:
        numbers: Counter[str] = Counter()
        for one in event.participants:
            address = f"{event.id}/{one.role}/{numbers[one.role]}"
            numbers[one.role] += 1
            entity = entities.get(one.entity or "")
            key = _key_of(entity, sayer.people) if entity and one.role in ROLES and event.modality in SAID else None
            if key is None or key not in bodies or (key, one.role, event.type) in met:
                continue
            met.add((key, one.role, event.type))
            claim = sayer.say(address, one.span, event.attribution, event.id)
            said = Said(claim, sayer.reading, telling, None, event, sayer.speaker_of(event.attribution))
            yield Doing(key, one.role, event.type, _done_to(sayer, event), said)


def _done_to(sayer: Sayer, event: EventClaim) -> frozenset[object]:
    """Whom an act befell: exact figures of people, and those named."""
    counts = (c for c in sayer.reading.claims.counts if c.event == event.id or c.id in event.counts)
    figures = (c.value.best for c in counts if c.hedge == "exact" and c.unit == "person" and c.basis == "incremental")
    named = (sayer.people.get(p.entity or "") for p in event.participants if p.role in ("held", "victim"))
    return frozenset((*(f for f in figures if f is not None), *(n for n in named if n)))


def gather_acting(doings: Sequence[Doing], bodies: Bodies) -> Property | None:
    """Gather who acted under one property, each body one value, whatever the reports call it."""
    return gather_bodies([(d.said, d.body) for d in doings], {key: b.name for key, b in bodies.items()}, ACTED_BY)


@dataclass(frozen=True, slots=True)
class _Side:
    """One body of two, with its value and the claims that it acted."""

    body: Body
    value: Value
    doings: Sequence[Doing]


def compare_acting(prop: Property, doings: Sequence[Doing], bodies: Bodies, event: str) -> tuple[Difference, ...]:
    """Compare those who act in one event, pair by pair: `prop` is their property with its origins."""
    by_claim = {d.said.claim.id: d for d in doings}
    sides = []
    for value, told in prop.values if len(prop.values) <= MOST else ():
        own = [by_claim[s.claim.id] for s in told if s.claim.review != "rejected"]
        if own:
            sides.append(_Side(bodies[own[0].body], value, own))
    together = _name_together(doings)
    found = []
    for one, other in combinations(sides, 2):
        classed = _class_of_kin(one.body, other.body, bodies) or _class_of_rivals(one, other, together, bodies)
        if classed:
            found.append(Difference((one.value.id, other.value.id), *classed, event))
    return tuple(found)


def _name_together(doings: Sequence[Doing]) -> Mapping[str, frozenset[str]]:
    """By report: the bodies that it names as acting."""
    named: dict[str, set[str]] = defaultdict(set)
    for one in doings:
        named[one.said.claim.report].add(one.body)
    return {report: frozenset(own) for report, own in named.items()}


def _class_of_kin(one: Body, other: Body, bodies: Bodies) -> Found | None:
    """A body and whose part it is, as a report says or its name does: one is told more exactly."""
    for part, whole in ((one, other), (other, one)):
        if whole.key in _list_above(part, bodies):
            return "refinement", f"{part.name} is called a part of {whole.name}: one names the body more exactly"
    if "place" not in (one.kind, other.kind) and compare_bodies(one.name, other.name) != "other":
        return "refinement", f"{one.name} and {other.name}: one body named more exactly"
    return None


def _list_above(body: Body, bodies: Bodies) -> Set[str]:
    """All that stands above a body; a circle of parents ends."""
    found: set[str] = set()
    waiting = list(body.parents)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += bodies[key].parents if key in bodies else ()
    return found - {body.key}


def _class_of_rivals(one: _Side, other: _Side, together: Mapping[str, frozenset[str]], bodies: Bodies) -> Found | None:
    """Two bodies, each said to have done one thing to the same people; null wherever both can have had a part.

    A state is no rival of a group: who acts for it need not bear its name.
    """
    if any({one.body.key, other.body.key} <= own for own in together.values()):
        return None
    if not all(_is_name(side.body) for side in (one, other)) or _stems(one.body) & _stems(other.body):
        return None
    pairs = [(a, b) for a in one.doings for b in other.doings if _is_one_act(a, b)]
    if not pairs:
        return None
    shared = _list_above(one.body, bodies) & _list_above(other.body, bodies)
    if shared:
        above = min(bodies[key].name if key in bodies else key for key in shared)
        return (
            "scope",
            f"{one.body.name} and {other.body.name} are both called parts of {above}: each may have had its share",
        )
    alone = any(len(together[a.said.claim.report]) == len(together[b.said.claim.report]) == 1 for a, b in pairs)
    if alone and _are_distinct(one.value, other.value):
        act = pairs[0][0].act.replace("_", " ")
        who = [next(o.name for o in s.value.origins if o.standing == "known") for s in (one, other)]
        said = f"{who[0]} names {one.body.name} alone, {who[1]} {other.body.name} alone"
        return "contradiction", f"{said}: of one {act} of the same people"
    return "scope", f"{one.body.name} here and {other.body.name} there: each may have had a part in it"


def _is_one_act(a: Doing, b: Doing) -> bool:
    """One kind of act, by somebody alone, that was done, mainly told by both reports, to people in common."""
    told = all(d.said.telling and d.said.telling.main and d.said.event for d in (a, b))
    done = all(d.said.event is not None and d.said.event.modality == "asserted" for d in (a, b))
    return (
        told and done and a.act == b.act not in SEVERAL and a.role == b.role == "agent" and bool(a.done_to & b.done_to)
    )


def _are_distinct(one: Value, other: Value) -> bool:
    """True where each is said by a named origin that is not the other's."""
    known = [{o.name for o in v.origins if o.standing == "known"} for v in (one, other)]
    return bool(known[0]) and bool(known[1]) and not known[0] & known[1]


def _is_name(body: Body) -> bool:
    """True for a body under a name of its own; "the army" may be anybody's, and a state acts through others."""
    return body.kind != "place" and any(w[:1].isupper() for w in body.name.split() if w.casefold() not in OPENING)


def _stems(body: Body) -> Set[str]:
    return {fold_word(w)[:STEM] for w in body.name.split() if w[:1].isupper() and w.casefold() not in OPENING}
