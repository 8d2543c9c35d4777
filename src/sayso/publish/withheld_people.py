"""Who is protected: the people whose names stay inside the desk, and why. Part of the disclosure policy alone.

The rule is the record's tenth: minors and people of unknown age in custody, released people, their relatives, people
alleged to have been mistreated. A person named beside a captivity event, of whom nothing says that they hold a public
role, is protected too: what the reader missed must not get out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from anyascii import anyascii

from sayso.language.lexicon import lexicon_table
from sayso.model import Entity, EventClaim, Participant, Person, Reading, Record, Span
from sayso.publish.unread_names import cut_stretches, find_unread_names

Standing = Literal[
    "minor in custody",
    "released person",
    "person alleged to have been mistreated",
    "person in custody",
    "relative",
    "person named beside a captivity event",
]
# The earlier standing is printed where several hold.
ORDER: tuple[Standing, ...] = (
    "minor in custody",
    "person alleged to have been mistreated",
    "released person",
    "person in custody",
    "relative",
    "person named beside a captivity event",
)
SET_FREE = frozenset({"release", "exchange", "rescue", "escape", "deportation"})
IN_CUSTODY = frozenset({"capture", "transfer", "death_in_custody", "return_of_remains"})
CAPTIVITY = SET_FREE | IN_CUSTODY | {"mistreatment"}
OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Protected:
    """One person whose names are withheld: every spelling met, and the standing that is printed in their place."""

    names: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Standings:
    """Who is protected, and the names of everybody and everything else, which stay."""

    protected: tuple[Protected, ...]
    kept: tuple[str, ...]


@cache
def load_roles(sort: Literal["office", "trade", "captive", "kin"]) -> frozenset[str]:
    """Load the nouns of one sort of role, lower case; friends and families are not kin here."""
    words = {word for word, of in lexicon_table("roles").items() if of == sort}
    return frozenset(words - {"friend", "family", "partner"} if sort == "kin" else words)


def find_standings(readings: Iterable[Reading], record: Record | None = None) -> Standings:
    """Find whom the default policy protects in these readings and in the record that joins them."""
    found: list[Protected] = []
    kept: list[str] = []
    for reading in readings:
        here = tuple(_find_in_reading(reading))
        found += here
        kept += _list_kept(reading, {name for p in here for name in p.names})
    if record is not None:
        found = _join_people(found + list(_find_in_record(record)), record.people)
    return Standings(tuple(_merge(found)), tuple(dict.fromkeys(kept)))


def _find_in_reading(reading: Reading) -> Iterator[Protected]:
    people = {e.id: e for e in reading.claims.entities if e.kind == "person"}
    kinds = {e.id: e.kind for e in reading.claims.entities}
    standings: dict[str, list[Standing]] = {}
    for event in reading.claims.events:
        for participant in event.participants:
            standing = _standing_in(event, participant, reading.report.text)
            if standing is None:
                continue
            if participant.entity in people:
                standings.setdefault(participant.entity, []).append(standing)
            elif kinds.get(participant.entity or "", "person") == "person" and _looks_like_a_name(participant.name):
                yield Protected((participant.name, participant.span.text), standing)
    for attribution in reading.claims.attributions:
        speaker = attribution.speaker
        if speaker and attribution.circumstance == "in_custody" and speaker.kind == "person":
            if speaker.entity in people:
                standings.setdefault(speaker.entity, []).append("person in custody")
            else:
                yield Protected((speaker.name,), "person in custody")
    for person in people.values():
        standings.setdefault(person.id, []).extend(_standings_by_words(person, reading))
    held_surnames = {_surname(people[i].name) for i, s in standings.items() if s}
    stretches = _cut_captivity(reading)
    yield from (
        Protected((s.text,), "person named beside a captivity event") for s in find_unread_names(reading, stretches)
    )
    for person in people.values():
        given = standings[person.id]
        if not given and _surname(person.name) in held_surnames and not _holds_public_role(person):
            given.append("relative")
        if not given and _stands_beside(person, reading, stretches):
            given.append("person named beside a captivity event")
        if given:
            names = (person.name, *person.names, *_proper(person.mentions))
            yield Protected(tuple(dict.fromkeys(names)), min(given, key=ORDER.index))


def _standing_in(event: EventClaim, participant: Participant, text: str) -> Standing | None:
    if participant.role not in ("held", "victim"):
        return None
    age = _age_beside(text, participant.span)
    if event.type in CAPTIVITY and participant.role == "held" and age is not None and age < OF_AGE:
        return "minor in custody"
    if event.type == "mistreatment":
        return "person alleged to have been mistreated"
    if event.type in SET_FREE and event.modality == "asserted":
        return "released person"
    if event.type in SET_FREE | IN_CUSTODY:
        return None if age is not None and age >= OF_AGE else "person in custody"
    return None


AGE_AFTER = re.compile(r"\s*,?\s*(?:aged?\s+|\()?(\d{1,2})\b(?!\s*(?:,\d|percent|%|others|people))", re.IGNORECASE)
AGE_BEFORE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b[^.;]{0,40}$", re.IGNORECASE)


def _age_beside(text: str, span: Span) -> int | None:
    """The age printed beside a name ("Name, 34," or "34-year-old Name"), null where none stands there."""
    after = text[span.end : span.end + 24]
    if (match := AGE_AFTER.match(after)) and after[:1] in ", (":
        return int(match[1])
    match = AGE_BEFORE.search(text[max(0, span.start - 60) : span.start])
    return int(match[1]) if match else None


def _standings_by_words(person: Entity, reading: Reading) -> Iterator[Standing]:
    """What the words beside a name say: a relative of somebody, or somebody held or freed."""
    described = [_words(role.text) for role in person.roles]
    for words in described:
        if words & load_roles("captive"):
            freed = words & {"freed", "released", "former", "ex", "rescued", "escaped"}
            yield "released person" if freed else "person in custody"
    if not _tells_of_captivity(reading):
        return
    if any(words & load_roles("kin") for words in described):
        yield "relative"
    kin = "|".join(sorted(map(re.escape, load_roles("kin")), key=len, reverse=True))
    before = re.compile(
        rf"(?:['’]s?|\b(?:his|her|their|whose|the|a))\s+(?:[\w-]+\s+){{0,2}}(?:{kin}),?\s+$", re.IGNORECASE
    )
    after = re.compile(
        rf"^,?\s+(?:who is\s+|whose\s+|(?:the|a|his|her|their)\s+)?(?:[\w-]+\s+)?(?:{kin})\b", re.IGNORECASE
    )
    for mention in person.mentions:
        text = reading.report.text
        left, right = text[max(0, mention.start - 60) : mention.start], text[mention.end : mention.end + 60]
        if before.search(left) or after.search(right):
            yield "relative"
            return


def _tells_of_captivity(reading: Reading) -> bool:
    return any(e.type in CAPTIVITY for e in reading.claims.events)


def _holds_public_role(person: Entity) -> bool:
    return any(_words(role.text) & (load_roles("office") | PRESS) for role in person.roles)


def _cut_captivity(reading: Reading) -> list[tuple[int, int]]:
    """The sentences that tell of captivity."""
    spots = [span.start for e in reading.claims.events if e.type in CAPTIVITY for span in (e.trigger, *e.mentions)]
    return cut_stretches(reading.report.text, spots)


def _stands_beside(person: Entity, reading: Reading, stretches: list[tuple[int, int]]) -> bool:
    """Named in the sentence of a captivity event, with no public role, no part in it, and not as its speaker."""
    if _holds_public_role(person) or person.name in reading.report.byline:
        return False
    parts = [p for e in reading.claims.events for p in e.participants]
    acting = {p.entity for p in parts if p.role in ("agent", "mediator", "party") or _is_of_age(reading, p)}
    speaking = {a.speaker.entity for a in reading.claims.attributions if a.speaker}
    if person.id in acting | speaking:
        return False
    return any(start <= m.start < end for m in person.mentions for start, end in stretches)


def _is_of_age(reading: Reading, participant: Participant) -> bool:
    age = _age_beside(reading.report.text, participant.span)
    return age is not None and age >= OF_AGE


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
        spellings = {_fold(n) for n in (person.name, *person.names)}
        hit = next((p for p in found if person.kind == "person" and spellings & {_fold(n) for n in p.names}), None)
        if hit is not None:
            joined.append(Protected((*hit.names, person.name, *person.names), hit.standing))
    return joined


def _merge(found: Iterable[Protected]) -> Iterator[Protected]:
    """Join what shares a full name (two words or more), the earlier standing first."""
    merged: list[Protected] = []
    for person in found:
        own = {_fold(n) for n in person.names}
        full = {n for n in own if " " in n}
        at = next((i for i, m in enumerate(merged) if _shares(own, full, m)), None)
        if at is None:
            merged.append(Protected(tuple(dict.fromkeys(person.names)), person.standing))
        else:
            names = tuple(dict.fromkeys((*merged[at].names, *person.names)))
            merged[at] = Protected(names, min(merged[at].standing, person.standing, key=ORDER.index))
    return iter(merged)


def _shares(own: set[str], full: set[str], other: Protected) -> bool:
    theirs = {_fold(n) for n in other.names}
    return bool(full & theirs) or own == theirs


def _list_kept(reading: Reading, protected: set[str]) -> Iterator[str]:
    """Names that stay: bodies and places, and people of two names or more who are not protected."""
    for entity in reading.claims.entities:
        names = {entity.name, *entity.names}
        if names & protected:
            continue
        yield from (n for n in names if entity.kind != "person" or " " in n)
    yield from (e.place.name for e in reading.claims.events if e.place)


def _proper(mentions: Iterable[Span]) -> Iterator[str]:
    """Mentions that are names: no pronouns, no "the captive"."""
    return (m.text for m in mentions if _looks_like_a_name(m.text, shortest=1))


def _looks_like_a_name(words: str, shortest: int = 2) -> bool:
    """Whether printed words could be a person's name: capitals (or a script without case) in two to five words."""
    tokens = words.replace("-", " ").split()
    if not shortest <= len(tokens) <= 5 or any(c.isdigit() for c in words):
        return False
    if _words(words) & (load_roles("captive") | load_roles("kin")):
        return False
    return all(t[0].isupper() or t[0].lower() == t[0].upper() or t.lower() in PARTICLES for t in tokens)


PRESS = frozenset(("journalist", "reporter", "correspondent", "editor", "presenter", "anchor", "columnist"))
PARTICLES = frozenset(
    ("al", "el", "ibn", "bin", "bint", "ben", "abu", "umm", "de", "di", "da", "van", "von", "der", "of")
)


def _surname(name: str) -> str:
    return _fold(name).rpartition(" ")[2]


def _fold(name: str) -> str:
    return " ".join(re.findall(r"\w+", str(anyascii(name)).lower()))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w]+(?:-in-law)?", text.lower()))
