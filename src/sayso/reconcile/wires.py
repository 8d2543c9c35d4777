"""Names of agencies and outlets: what one goes by, and what a report that cites it calls it."""

import re
from functools import lru_cache

from sayso.language.bodies import is_any_agency
from sayso.language.names import fold_word
from sayso.model import Reading

_IDLE = frozenset(
    "the of and news agency service newspaper daily's state run official semi owned private local website broadcaster".split()
)
_AGENCIES = frozenset(["news", "agency", "service"])
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


@lru_cache(maxsize=20_000)
def cite_keys(name: str | None) -> frozenset[str]:
    """Give what a cited name can be recognised by: its words folded together, and any initials written out in capitals.

    Nothing where it says only that some agency wrote.

    >>> sorted(cite_keys("the state-run LPA")), sorted(cite_keys("Lowland Press Agency (LPA)"))
    (['lpa'], ['lovlandpres', 'lpa'])
    >>> sorted(cite_keys("Calmar News Agency")), sorted(cite_keys("Calmar"))
    (['kalmar agency'], ['kalmar'])
    """
    if name and is_any_agency(name):
        return frozenset()
    words = re.findall(r"[^\W_]+", _BRACKETS.sub("", name or ""))
    behind = {w.lower() for found in _BRACKETS.findall(name or "") for w in found.split() if w.isupper() and len(w) > 1}
    bearing = [w for w in words if w.casefold() not in _IDLE]
    keys = {w.lower() for w in bearing if w.isupper() and 1 < len(w) <= 6}
    whole = "".join(fold_word(w) or w.lower() for w in bearing)
    if len(bearing) == 1 and any(w.casefold() in _AGENCIES for w in words):
        whole += " agency"  # "the Calmar agency" is not Calmar
    return frozenset(behind | (keys or ({whole} if len(whole) > 2 else set())))


@lru_cache(maxsize=20_000)
def home_keys(outlet: str | None) -> frozenset[str]:
    """Give what an outlet's own reports are recognised by: as cited, and by the initials of its words.

    >>> sorted(home_keys("Lowland Press Agency"))
    ['lovlandpres', 'lpa']
    """
    words = [
        w for w in re.findall(r"[^\W_]+", _BRACKETS.sub("", outlet or "")) if w.casefold() not in ("the", "of", "and")
    ]
    initials = "".join(w[0] for w in words).lower()
    own = cite_keys(_BRACKETS.sub("", outlet or ""))
    if len(words) < 3:  # of so short a name the agency is known by its one word, with "agency" and without
        own |= {k.removesuffix(" agency") for k in own} | {f"{k.removesuffix(' agency')} agency" for k in own}
    return own | (frozenset([initials]) if len(words) >= 3 else frozenset())


def credit_names(reading: Reading) -> tuple[str, ...]:
    """Give the one agency under whose credit a report stands, in its credit line or behind the outlet's name; else none."""
    behind = _BRACKETS.search(reading.report.outlet or "")
    named = [*reading.report.credits, *(behind[1].split(",") if behind else ())]
    own = home_keys(reading.report.outlet)
    others = tuple(dict.fromkeys(n.strip() for n in named if n.strip() and not cite_keys(n) & own))
    return others if len(others) == 1 else ()


def named_wires(reading: Reading) -> set[str]:
    """Give the agencies, outlets and bodies that a report names as those from whom it has its words."""
    named = set(credit_names(reading))
    for told in reading.claims.attributions:
        named |= {h.name for h in told.chain[:-1] if h.kind in ("agency", "outlet", "organization")}
        if told.speaker and told.speaker.kind in ("agency", "outlet", "organization"):
            named.add(told.speaker.name)
    return named
