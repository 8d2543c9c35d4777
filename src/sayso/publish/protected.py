"""The nouns of the disclosure policy: who is protected and why; and the word lists that it goes by."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from anyascii import anyascii

from sayso.language.lexicon import lexicon_table

Standing = Literal[
    "minor in custody",
    "person alleged to have been mistreated",
    "released person",
    "person in custody",
    "relative",
    "person of unknown standing",
]
# The earlier standing is printed where several hold.
ORDER: tuple[Standing, ...] = (
    "minor in custody",
    "person alleged to have been mistreated",
    "released person",
    "person in custody",
    "relative",
    "person of unknown standing",
)
SET_FREE = frozenset({"release", "exchange", "rescue", "escape", "deportation"})
IN_CUSTODY = frozenset({"capture", "transfer", "death_in_custody", "return_of_remains"})
CAPTIVITY = SET_FREE | IN_CUSTODY | {"mistreatment"}
OF_AGE = 18
PRESS = frozenset(("journalist", "reporter", "correspondent", "editor", "presenter", "anchor", "columnist"))
# Ranks and callings that captives have as often as those who speak for the public: alone they keep no name in print.
SHARED_CALLINGS = frozenset(
    (
        *(
            "sergeant",
            "corporal",
            "captain",
            "major",
            "lieutenant",
            "colonel",
            "sgt",
            "cpl",
            "capt",
            "maj",
            "lt",
            "col",
        ),
        *("lawyer", "attorney", "counsel", "doctor", "dr", "medic", "surgeon", "nurse", "guard", "warden", "officer"),
        *("member", "researcher", "expert", "analyst", "professor", "prof", "executive", "manager", "imam", "sheikh"),
        *("bishop", "founder", "co-founder", "delegate", "soldier", "marshal", "general", "gen", "brig", "brigadier"),
    )
)
PARTICLES = frozenset(
    ("al", "el", "ibn", "bin", "bint", "ben", "abu", "umm", "de", "di", "da", "van", "von", "der", "of")
)


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


@cache
def load_public_roles() -> frozenset[str]:
    """Load the roles that keep a name in print: offices and the press, without what captives are called too."""
    return (load_roles("office") | PRESS) - SHARED_CALLINGS


def looks_like_a_name(words: str, shortest: int = 2) -> bool:
    """Whether printed words could be a person's name: capitals (or a script without case) in two to five words."""
    tokens = words.replace("-", " ").split()
    if not shortest <= len(tokens) <= 5 or any(c.isdigit() for c in words):
        return False
    if split_words(words) & (load_roles("captive") | load_roles("kin")):
        return False
    return all(t[0].isupper() or t[0].lower() == t[0].upper() or t.lower() in PARTICLES for t in tokens)


def fold_name(name: str) -> str:
    """Fold a name to lower-case Latin words with one blank between them."""
    return " ".join(re.findall(r"\w+", str(anyascii(name)).lower()))


def surname_of(name: str) -> str:
    """Give the last word of a name, folded."""
    return fold_name(name).rpartition(" ")[2]


def split_words(text: str) -> set[str]:
    """Give the lower-case words of a text; "mother-in-law" is one."""
    return set(re.findall(r"\w+(?:-in-law)?", text.lower()))
