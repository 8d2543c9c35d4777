"""Who is protected in one report, by the part people have in its events and by the words beside their names."""

import re
from collections.abc import Iterable, Iterator

from sayso.language.lexicon import lexicon_table
from sayso.model import Entity, EventClaim, Participant, Reading, Span
from sayso.publish.protected import (
    CAPTIVITY,
    IN_CUSTODY,
    OF_AGE,
    ORDER,
    SET_FREE,
    SHARED_CALLINGS,
    Protected,
    Standing,
    fold_name,
    load_public_roles,
    load_roles,
    looks_like_a_name,
    split_words,
    surname_of,
)
from sayso.publish.unread_names import find_unread_names

LAWS = frozenset({"act", "law", "code"})
Given = dict[str, list[Standing]]


def find_in_reading(reading: Reading) -> Iterator[Protected]:
    """Find everybody in one reading whom the default policy protects."""
    people = list_people(reading)
    given: Given = {ident: [] for ident in people}
    yield from _stand_by_part(reading, people, given)
    yield from _stand_by_circumstance(reading, people, given)
    for person in people.values():
        given[person.id].extend(_stand_by_words(person, reading))
    if tells_of_captivity(reading):
        held = {surname_of(people[ident].name) for ident, standings in given.items() if standings}
        yield from _find_kin_who_post(reading, held)
        _stand_by_default(reading, people, given, held)
        # A name that ends as that of somebody who was read is another spelling of it, found where words are matched.
        read = {surname_of(name) for person in people.values() for name in (person.name, *person.names)}
        for name in dict.fromkeys(s.text for s in find_unread_names(reading)):
            if surname_of(name) not in read:
                yield Protected((name,), "person of unknown standing")
    for person in people.values():
        if given[person.id]:
            names = (person.name, *person.names, *_proper(person.mentions))
            yield Protected(tuple(dict.fromkeys(names)), min(given[person.id], key=ORDER.index))


def list_people(reading: Reading) -> dict[str, Entity]:
    """Give the people of a reading by id, without what only looks like one: bodies, and the outlet itself."""
    outlet = (reading.report.outlet or "").casefold()
    return {
        e.id: e
        for e in reading.claims.entities
        if e.kind == "person" and not is_a_body(e.name) and (not outlet or e.name.casefold() not in outlet)
    }


def is_a_body(name: str) -> bool:
    """Whether a name holds the head noun of a body: a committee that posts is nobody in custody."""
    return bool(
        split_words(name) & (lexicon_table("body_words").keys() | lexicon_table("document_words").keys() | LAWS)
    )


def tells_of_captivity(reading: Reading) -> bool:
    """Whether a reading holds any event of captivity."""
    return any(e.type in CAPTIVITY for e in reading.claims.events)


def holds_public_role(person: Entity) -> bool:
    """Whether a description of a person names an office, or the press."""
    return any(split_words(role.text) & load_public_roles() for role in person.roles)


def _stand_by_part(reading: Reading, people: dict[str, Entity], given: Given) -> Iterator[Protected]:
    """By their part in events; who is named there and is no entity of the reading comes back alone."""
    known = {e.id for e in reading.claims.entities}
    for event in reading.claims.events:
        for participant in event.participants:
            standing = _standing_in(event, participant, reading.report.text)
            if standing is None:
                continue
            if participant.entity in people:
                given[participant.entity].append(standing)
            elif participant.entity not in known and looks_like_a_name(participant.name):
                yield Protected(tuple(dict.fromkeys((participant.name, *_proper([participant.span])))), standing)


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


AGE_AFTER = re.compile(
    r"\s*,?\s*(?:who\s+(?:is|was|turned)\s+)?(?:only\s+)?(?:aged?\s+|\()?(\d{1,2})\b(?!\s*(?:,\d|percent|%|others|people))",
    re.IGNORECASE,
)
AGE_BEFORE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b[^.;]{0,40}$", re.IGNORECASE)


def _age_beside(text: str, span: Span) -> int | None:
    """The age printed beside a name ("Name, 34," or "34-year-old Name"), null where none stands there."""
    after = text[span.end : span.end + 24]
    if (match := AGE_AFTER.match(after)) and after[:1] in ", (":
        return int(match[1])
    match = AGE_BEFORE.search(text[max(0, span.start - 60) : span.start])
    return int(match[1]) if match else None


def _stand_by_circumstance(reading: Reading, people: dict[str, Entity], given: Given) -> Iterator[Protected]:
    """Who speaks while held; who only names a body or an account is passed over."""
    for attribution in reading.claims.attributions:
        speaker = attribution.speaker
        if speaker is None or attribution.circumstance != "in_custody" or speaker.kind != "person":
            continue
        if speaker.entity in people:
            given[speaker.entity].append("person in custody")
        elif not is_a_body(speaker.name) and looks_like_a_name(speaker.name, shortest=1):
            yield Protected((speaker.name,), "person in custody")


def _stand_by_words(person: Entity, reading: Reading) -> Iterator[Standing]:
    """What the words beside a name say: a relative of somebody, or somebody held or freed."""
    described = [split_words(role.text) for role in person.roles]
    for words in described:
        if words & load_roles("captive") and not words & load_roles("office"):
            freed = words & {"freed", "released", "former", "ex", "rescued", "escaped"}
            yield "released person" if freed else "person in custody"
    if not tells_of_captivity(reading):
        return
    if any(words & load_roles("kin") and not words & load_public_roles() for words in described):
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


def _find_kin_who_post(reading: Reading, held: set[str]) -> Iterator[Protected]:
    """Who posts or speaks under the family name of somebody withheld, and is no entity of the reading."""
    posts = [s.post.author for s in reading.report.segments if s.post and s.post.author]
    speakers = [a.speaker.name for a in reading.claims.attributions if a.speaker and a.speaker.kind == "person"]
    for name in dict.fromkeys((*posts, *speakers)):
        bare = name.partition("(")[0].strip()
        read = any(fold_name(bare) == fold_name(person.name) for person in list_people(reading).values())
        if " " in bare and surname_of(bare) in held and not is_a_body(bare) and not read:
            yield Protected((bare,), "relative")


def _stand_by_default(reading: Reading, people: dict[str, Entity], given: Given, held: set[str]) -> None:
    """Give a standing to everybody else of whom nothing says that they act, or speak in an office of their own."""
    open_people = _list_open(reading)
    for person in people.values():
        if given[person.id] or holds_public_role(person):
            continue
        if surname_of(person.name) in held:
            given[person.id].append("relative")
        elif not _stays_named(person, open_people):
            given[person.id].append("person of unknown standing")


def _list_open(reading: Reading) -> dict[str, set[str | None]]:
    """Who acts, who speaks, and who signs the report or a post in it."""
    parts = [p for e in reading.claims.events for p in e.participants]
    posts = [s.post.author for s in reading.report.segments if s.post and s.post.author]
    return {
        "acts": {p.entity for p in parts if p.role in ("agent", "mediator", "party") or _is_of_age(reading, p)},
        "speaks": {a.speaker.entity for a in reading.claims.attributions if a.speaker and a.claim},
        "signs": {name.casefold() for name in (*reading.report.byline, *posts)},
    }


def _stays_named(person: Entity, open_people: dict[str, set[str | None]]) -> bool:
    """Freed people are among those who speak, so that to speak alone keeps no name; a calling beside it does."""
    if any(person.name.casefold() in (name or "") for name in open_people["signs"]):
        return True
    calling = any(split_words(role.text) & SHARED_CALLINGS for role in person.roles)
    return person.id in open_people["acts"] or (calling and person.id in open_people["speaks"])


def _is_of_age(reading: Reading, participant: Participant) -> bool:
    age = _age_beside(reading.report.text, participant.span)
    return age is not None and age >= OF_AGE


def _proper(mentions: Iterable[Span]) -> Iterator[str]:
    """Mentions that are names: no pronouns, no "the captive"."""
    return (m.text for m in mentions if looks_like_a_name(m.text, shortest=1))
