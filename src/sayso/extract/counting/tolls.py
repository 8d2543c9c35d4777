"""Nouns that say what a bare figure counts: "the toll rose to 92", "Of the refugees freed, 40", "the number held"."""

import re
from dataclasses import dataclass

from sayso.extract.counting.fates import find_noun_fate, read_fate_words
from sayso.extract.counting.phrases import STATE_WORDS
from sayso.language.counted import find_unit
from sayso.model.claim import Status, Unit

_DONE = r"held|freed|released|killed|missing|injured|wounded|detained|arrested|displaced|dead|rescued|captured|deported|abducted"
_TOLL = re.compile(
    rf"\b(?:(?P<toll>death toll|toll)|number (?:still |so far |now )?(?P<done>{_DONE})|"
    r"number of (?P<of>(?:[\w’'-]+\s+){0,3}?[\w’'-]+)|(?P<those>those \w+)|figure for (?P<fig>\w+)|"
    r"the (?P<the>displaced|wounded|injured|dead|missing|rescued|freed|deportees)(?!\s+(?:people|\w+s)\b)|"
    r"(?P<deeds>arrests|deaths|fatalities|injuries|abductions|detentions|deportations|releases)\b[^.;:]{0,60}?"
    r"\b(?:passed|reached|topped|exceed(?:ed|s)|risen to|rose to|stood at|stands at|number(?:ed)?))\b",
    re.IGNORECASE,
)
_TOLL_AFTER = re.compile(
    rf"^\s+the (?:(?P<toll>death toll|toll)|(?:number|total)(?: of (?P<of>\w+))?(?: (?:still |now )?(?P<done>{_DONE}|put to death))?)\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"^\W*(?:of|among) (?:the|those|these|all the) (?P<of>[^,\d]{3,60}),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Toll:
    """What a noun says of a bare figure: unit, own words, fate."""

    unit: Unit
    of: str | None
    status: Status | None


def read_toll(before: str, after: str) -> Toll | None:
    """Read what the words before a bare figure, or those right after it, say that it counts.

    >>> read_toll("The death toll rose to ", " on Friday")
    Toll(unit='person', of='deaths', status='killed')
    >>> read_toll("Those injured number ", ".")
    Toll(unit='person', of='Those injured', status='wounded')
    """
    whole = _OF_WHOLE.match(before)
    if whole:
        return _name(whole.group("of"))
    matches = list(_TOLL.finditer(before))
    match = matches[-1] if matches else None
    if match is not None and ";" not in before[match.end() :]:
        return _read_match(match, match.group("of") or match.group("those") or match.group("fig") or match.group("the"))
    after_it = _TOLL_AFTER.match(after)
    return _read_match(after_it, after_it.group("of")) if after_it else None


def _read_match(match: "re.Match[str]", words: str | None) -> Toll | None:
    groups = match.groupdict()
    if groups.get("toll"):
        return Toll("person", "deaths", "killed")
    if groups.get("done"):
        done = "killed" if "death" in match.group("done") else match.group("done")
        return Toll("person", words, read_fate_words(done))
    if groups.get("deeds"):
        return _name(match.group("deeds"))
    return _name(words) if words else None


def _name(words: str) -> Toll | None:
    last = words.rsplit(maxsplit=1)[-1]
    unit = find_unit(last) or next((u for w in reversed(words.split()) if (u := find_unit(w))), None)
    if unit is None and any(w.casefold() in STATE_WORDS for w in words.split()):
        unit = "person"
    return Toll(unit, words, find_noun_fate(last)) if unit else None
