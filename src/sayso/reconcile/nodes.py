"""The persons and bodies that single reports name, each with what it is compared by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from sayso.language.bodies import body_initials, body_words
from sayso.language.lexicon import lexicon_table
from sayso.language.names import fold_word, name_keys, name_words
from sayso.model import Entity, Reading, Span, span_of
from sayso.model.identity import claim_id, report_key

BODIES = ("organization", "group", "agency", "outlet")
_AGE = re.compile(r"^,\s*(?:aged?\s+)?(\d{1,2})\b|^\s*\((\d{1,2})\)")
_AGED = re.compile(r"\b(\d{1,2})-year-old\s+(?:\w+\s+){0,2}$")
_LATIN = re.compile(r"[A-Za-z]")
_JOINT = re.compile(r",? and |, ")
_LAST_JOINT = re.compile(r"and $")
_INITIALS = re.compile(r" \([A-Z][A-Z.]{1,8}\)")
_SMALL = frozenset(["the", "a", "an", "of", "and", "for", "in", "who", "his", "her", "their", "former", "then", "late"])


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One entity of one report: `id` is its claim id, `full` the folded words of its name, `described` those of its roles.

    Two names of one event are compared where they share one of `keys`, two of different events only where they share one
    of `tight`: two words of a person's name by sound, all words of a body's or its initials.
    """

    id: str
    report: str
    entity: Entity
    body: bool
    full: tuple[str, ...]
    names: tuple[str, ...]
    keys: frozenset[str]
    tight: frozenset[str]
    described: frozenset[str]
    age: int | None = None
    script: str = "latin"
    forms: tuple[str, ...] = ()  # names as printed, with initials that stand behind them in brackets


def list_nodes(reading: Reading, ids: Mapping[str, str]) -> Iterator[Node]:
    """List the persons and bodies of a reading; `ids` are its claim ids by address."""
    text = reading.report.text
    for entity in reading.claims.entities:
        if entity.kind == "person" or entity.kind in BODIES:
            first, *namesakes = _split_by_age(text, entity)
            yield make_node(ids[entity.id], reading.report.id, first, said_age(text, first), _printed(text, first))
            for other in namesakes:
                age = said_age(text, other)
                identity = claim_id(
                    report_key(reading.report), "entity", other.mentions[0], "person", f"{other.name}, {age}"
                )
                yield make_node(identity, reading.report.id, other, age)
    yield from _list_units(reading)


def _split_by_age(text: str, entity: Entity) -> list[Entity]:
    """A name that one report prints with several ages names as many people; what has no age stays with the first.

    The others have no local id: nothing in the report refers to them but their own words.
    """
    by_age: dict[int, list[Span]] = {}
    for span in entity.mentions if entity.kind == "person" and len(entity.mentions) > 1 else ():
        age = _age_at(text, span)
        if age is not None:
            by_age.setdefault(age, []).append(span)
    if len(by_age) < 2:
        return [entity]
    others = [tuple(spans) for spans in by_age.values()][1:]
    taken = {span for spans in others for span in spans}
    first = replace(entity, mentions=tuple(s for s in entity.mentions if s not in taken))
    return [first, *(replace(entity, id="", mentions=spans, names=(entity.name,)) for spans in others)]


def make_node(identity: str, report: str, entity: Entity, age: int | None = None, forms: tuple[str, ...] = ()) -> Node:
    """Give the node of an entity, with the keys under which it is looked up."""
    body = entity.kind in BODIES
    given = tuple(dict.fromkeys((entity.name, *entity.names)))
    names = tuple(n for n in given if body or len(name_words(n)) > 1) or (entity.name,)
    full = body_words(entity.name) if body else tuple(w.folded for w in name_words(entity.name))
    keys, tight = (_body_keys if body else _person_keys)(names)
    script = "latin" if _LATIN.search(entity.name) else "other"
    return Node(identity, report, entity, body, full, names, keys, tight, _describe(entity), age, script, forms)


def _body_keys(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    words = {w[:6] for name in names for w in body_words(name)}
    initials = {"/" + i for name in names for i in body_initials(name)}
    return frozenset(words | initials), frozenset(initials | {" ".join(body_words(name)) for name in names})


def _person_keys(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    told = [sorted(name_keys(name)) for name in names]
    pairs = {f"{a} {b}" for keys in told for a, b in combinations(keys, 2)}
    return frozenset(k for keys in told for k in keys), frozenset(pairs)


def _describe(entity: Entity) -> frozenset[str]:
    said = " ".join(role.text for role in entity.roles)
    words = re.findall(r"[^\W\d_]+", said)
    return frozenset(fold_word(w) for w in words if w.casefold() not in _SMALL and len(w) > 2)


@cache
def occupations() -> frozenset[str]:
    """Give the folded words for an office or a trade: what somebody does tells a namesake from another."""
    sorts = ("office", "trade")
    return frozenset(fold_word(word) for word, sort in lexicon_table("roles").items() if sort in sorts)


def may_be_person(node: Node) -> bool:
    """True for what was read as a body but is written like a person's name."""
    words = node.entity.name.split()
    return node.body and 2 <= len(words) <= 3 and all(w[:1].isupper() and not w.isupper() for w in words)


def may_be_surname(node: Node) -> bool:
    """True for what was read as a body but is one capitalised word, as a surname alone is ("Dornik said")."""
    name = node.entity.name
    return node.body and len(node.full) == 1 and node.entity.kind == "organization" and name.istitle()


def _list_units(reading: Reading) -> Iterator[Node]:
    """People named together by given names alone ("Mira, Davit and Levon") are a unit besides: a family, a cell."""
    text = reading.report.text
    single = sorted(
        (s.start, s.end)
        for e in reading.claims.entities
        if e.kind == "person" and " " not in e.name
        for s in e.mentions
    )
    run: list[tuple[int, int]] = []
    for spot in [*single, (len(text) + 9, len(text) + 9)]:
        if run and _JOINT.fullmatch(text[run[-1][1] : spot[0]]):
            run.append(spot)
            continue
        if len(run) > 1 and _LAST_JOINT.search(text[run[-2][1] : run[-1][0]]):
            span = span_of(text, run[0][0], run[-1][1])
            identity = claim_id(report_key(reading.report), "entity", span, "group", span.text)
            yield make_node(
                identity, reading.report.id, Entity("", "group", span.text, (span.text,), (), None, (span,))
            )
        run = [spot]


def said_age(text: str, entity: Entity) -> int | None:
    """Read the age that stands beside a mention ("Halvik, 44," or "the 31-year-old driver Halvik")."""
    if entity.kind != "person":
        return None
    return next((age for span in entity.mentions if (age := _age_at(text, span)) is not None), None)


def _age_at(text: str, span: Span) -> int | None:
    after = _AGE.match(text[span.end : span.end + 12])
    found = after or _AGED.search(text[max(0, span.start - 40) : span.start])
    return int(next(g for g in found.groups() if g)) if found else None


def _printed(text: str, entity: Entity) -> tuple[str, ...]:
    """Names as they stand in the text, and once more with the initials that follow in brackets: "... (ICRC)"."""
    found: dict[str, None] = {}
    for span in entity.mentions:
        if span.text[:1].isupper() or span.text.startswith("the "):
            found[span.text] = None
            behind = _INITIALS.match(text, span.end)
            if behind:
                found[span.text + behind[0]] = None
    return tuple(found)
