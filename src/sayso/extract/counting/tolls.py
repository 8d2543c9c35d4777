"""Nouns that say what a bare figure counts: "the toll rose to 92", "Of the refugees freed, 40", "the number held"."""

import re
from dataclasses import dataclass

from sayso.extract.counting.fates import find_noun_fate, read_fate_words
from sayso.extract.counting.phrases import STATE_WORDS
from sayso.language.counted import find_unit, is_plural
from sayso.language.numbers import COUNTING, find_quantities
from sayso.model.claim import Status, Unit

_DONE = r"taken|seized|kidnapped|hijacked|banished|exiled|let go|sent home|handed over|held|freed|released|killed|missing|injured|wounded|detained|arrested|displaced|dead|rescued|captured|deported|abducted"
_WHO = (
    r"(?:[\w’'-]+\s+){0,5}?[\w’'-]+(?=\s+(?:in|on|at|to|from|by|for|since|was|were|is|are|has|had|have|who|whom|that|still|now|remain\w*|"
    r"stands?|stood|rose|risen|r[ea]ach\w*|fell|grew|climb\w*|number\w*|total\w*|so far)\b|\s*(?:[,;:(]|$))"
)
_TOLL = re.compile(
    rf"\b(?:(?P<toll>death toll|toll)|number (?:still |so far |now )?(?P<done>{_DONE})|"
    rf"(?:numbers?|total|tally|count) of (?P<of>{_WHO})|(?P<those>(?<!of )(?:those|the ones) {_WHO})|figure for (?P<fig>\w+)|"
    r"the (?P<the>displaced|wounded|injured|dead|missing|rescued|freed|deportees)(?!\s+(?:people|(?!(?:as|is|was|has|rises)\b)\w+s)\b)|"
    r"(?P<deeds>arrests|deaths|fatalities|injuries|abductions|detentions|deportations|releases)\b[^.;:]{0,60}?"
    r"\b(?:passed|reached|topped|exceed(?:ed|s)|risen to|rose to|stood at|stands at|number(?:ed)?))\b",
    re.IGNORECASE,
)
_TOLL_AFTER = re.compile(
    rf"^\s*,?\s+the (?:(?P<toll>death toll|toll)|(?:number|total)(?: of (?P<of>\w+))?(?: (?:still |now )?(?P<done>{_DONE}|put to death))?)\b",
    re.IGNORECASE,
)
_NAMES_OF = re.compile(
    r"\b(?:names?|photographs?|photos|pictures|portraits|fates?|whereabouts|identit(?:y|ies)|files|cases) of (?:another |a further |some |about |at least |only |just )*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?P<label>[A-Z][^:;.\d]{2,40}[^:;.]{0,20}):\s*$")
_CUT_LABEL = re.compile(r"\s+(?:on|in|at|during|by|since|as of|of|from|to|so far)\b")
_THOSE = re.compile(r"(?:those|the ones)\b", re.IGNORECASE)
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
    label = _LABEL.match(before)
    if label and not any(q.kind in COUNTING for q in find_quantities(label.group("label"))):
        return _read_label(label.group("label"))
    if _NAMES_OF.search(before):
        return Toll("person", None, None)  # "it holds the names of 188"
    matches = list(_TOLL.finditer(before))
    match = matches[-1] if matches else None
    if match is not None and ";" not in before[match.end() :]:
        return _read_match(match, match.group("of") or match.group("those") or match.group("fig") or match.group("the"))
    after_it = _TOLL_AFTER.match(after)
    return _read_match(after_it, after_it.group("of")) if after_it else None


def _read_label(label: str) -> Toll | None:
    """ "Persons held on 1 March: 412", "Released during the month: 214": what stands before a colon says what is counted."""
    words = _CUT_LABEL.split(label)[0].strip()
    fated = read_fate_words(words) is not None and not any(is_plural(w) and find_unit(w) for w in words.split())
    named = _name(words) if words and not fated else None
    if named is not None:
        return named
    fate = read_fate_words(words)
    return Toll("person", None, fate) if fate else None


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
    fate = find_noun_fate(last) or read_fate_words(words)
    if _THOSE.match(words) and unit not in ("person", "body", "family"):
        unit = "person"  # "those in its hands"
    if unit is None and any(w.casefold() in STATE_WORDS for w in words.split()):
        unit = "person"
    return Toll(unit, _cut_fate(words), fate) if unit else None


def _cut_fate(words: str) -> str | None:
    """The counted without what befell them: "detainees released" are detainees, "those released" have no noun."""
    noun = words.split()
    while noun and (noun[-1].casefold() in STATE_WORDS or find_unit(noun[-1]) is None):
        noun.pop()
    if noun:
        return " ".join(noun)
    return words if find_unit(words.rsplit(maxsplit=1)[-1]) else None  # "the dead", "the missing"
