"""The words that tell events, loaded once from lexicons/happenings.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from sayso.model.claim import EventType


@dataclass(frozen=True, slots=True)
class Entry:
    """One word's frame: the event it tells, where those it happens to stand, and what else must stand with it."""

    type: EventType
    noun: bool
    held: Literal["object", "subject"] = "object"
    words: frozenset[str] = frozenset()  # one of these must stand in the verb's phrase
    of: str = "people"  # people, sure, held, named, effects, escape, sides, carried, travellers, found, asked, crewed, kept, shot, or a frame of its own (frames.py): what the object must be
    context: bool = False  # only where the report tells of captivity elsewhere
    needs_goal: bool = False  # only with "to", "into" or a place gone to


@dataclass(frozen=True, slots=True)
class Words:
    """The whole lexicon: entries by lemma, and the lists of nouns that decide."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    traps: frozenset[str]
    prisons: frozenset[str]
    held: frozenset[str]
    bodies: frozenset[str]
    gatherings: frozenset[str]


@cache
def load_words() -> Words:
    """Give the lexicon of happenings."""
    with (resources.files("sayso.language") / "lexicons" / "happenings.toml").open("rb") as file:
        raw = tomllib.load(file)
    found: dict[str, dict[str, list[Entry]]] = {"verb": {}, "noun": {}}
    for kind, table in found.items():
        for row in raw[kind]:
            entry = Entry(
                row["type"],
                kind == "noun",
                row.get("held", "object"),
                frozenset(row.get("with", ())),
                row.get("of", "people"),
                row.get("context", False),
                row.get("needs_goal", False),
            )
            for lemma in row["lemmas"]:
                table.setdefault(lemma, []).append(entry)
    lists = (frozenset(raw[name]["words"]) for name in ("traps", "prisons", "held", "bodies", "gatherings"))
    verbs, nouns = ({k: tuple(v) for k, v in found[kind].items()} for kind in ("verb", "noun"))
    return Words(verbs, nouns, *lists)
