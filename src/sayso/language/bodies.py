"""Names of bodies: ministries, agencies, groups, armies. Short forms, initials and owners ("the board", "ICRC").

A body is known by all its words; one that keeps some of them in order may be the same body called shortly, which the
caller decides from what else is said of the two.
"""

import re
from functools import lru_cache
from typing import Literal

from sayso.language.lexicon import lexicon_table
from sayso.language.names import fold_word

Likeness = Literal["same", "short form", "other"]
_WORD = re.compile(r"[^\W_]+")
ANY_AGENCY = r"(?i:(?:(?:news|wire|press)\s)?agenc(?:y|ies)(?:\s(?:inputs?|reports?|services?))?|wires|wire\s(?:inputs?|reports?|services?))"
_SMALL = frozenset(("the", "of", "for", "and", "in", "to", "a", "an", "al", "el", "on", "s", "de", "la", "du", "des"))


def is_any_agency(name: str) -> bool:
    """Tell whether a name says only that some news agency, or several, wrote: two outlets' "Agencies" need not be the same.

    >>> is_any_agency("Agencies"), is_any_agency("wire services"), is_any_agency("Hill News Agency")
    (True, True, False)
    """
    return re.fullmatch(ANY_AGENCY, name.strip()) is not None


@lru_cache(maxsize=50_000)
def body_words(name: str) -> tuple[str, ...]:
    """Give the bearing words of a body's name, folded by sound, without what stands in brackets.

    >>> body_words("the International Committee of the Red Cross (ICRC)")
    ('international', 'komiti', 'red', 'kros')
    """
    bare = re.sub(r"\([^)]*\)", " ", name)
    bare = re.sub(r"['’]s\b|['’](?=\s|$)", " ", bare)
    return tuple(fold_word(w) or w.casefold() for w in _WORD.findall(bare) if w.casefold() not in _SMALL)


@lru_cache(maxsize=50_000)
def body_initials(name: str) -> frozenset[str]:
    """Give the initials that a body goes by: those in brackets, its own if it is one word in capitals, those of its words.

    >>> sorted(body_initials("International Committee of the Red Cross"))
    ['ICRC']
    >>> sorted(body_initials("the ICRC"))
    ['ICRC']
    """
    found = set(re.findall(r"\(([A-Z][A-Z.&-]+)\)", name))
    words = [w for w in _WORD.findall(re.sub(r"\([^)]*\)", " ", name)) if w.casefold() not in _SMALL]
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        found.add(words[0])
    if len(words) >= 3:
        found.add("".join(w[0] for w in words).upper())
    return frozenset(re.sub(r"[^A-Z]", "", f) for f in found)


def compare_bodies(a: str, b: str) -> Likeness:
    """Say whether two names are of one body: the same words or initials, a short form of the other, or another body.

    >>> compare_bodies("ICRC", "International Committee of the Red Cross")
    'same'
    >>> compare_bodies("the Prison Service", "Israel's Prison Service")
    'short form'
    >>> compare_bodies("Ministry of Health", "Ministry of Justice")
    'other'
    >>> compare_bodies("Calmar", "Calmar Press Agency"), compare_bodies("Ostal", "Ostal Front")
    ('other', 'short form')
    """
    left, right = body_words(a), body_words(b)
    if left == right and left:
        return "same"
    if any(len(i) > 2 for i in body_initials(a) & body_initials(b)) and 1 in (len(left), len(right)):
        return "same"
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if not short or not _stands_in(short, long):
        return "other"
    if len(short) > 1 or long[-1] == short[0]:
        return "short form"
    return "short form" if long[0] == short[0] and not _names_office(b if long is right else a) else "other"


def _names_office(name: str) -> bool:
    """Whether a body is somebody's ("Calmar Press Agency"): its first word then names the owner, which is another body."""
    kinds = lexicon_table("body_words")
    words = [w.casefold() for w in _WORD.findall(re.sub(r"\([^)]*\)", " ", name))]
    return any(kinds.get(w) in ("organization", "outlet") and w != "league" for w in words[1:])


def _stands_in(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
