"""What a figure without a noun counts: it takes it from the figures and nouns that stand before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.counting.fates import find_noun_fate
from sayso.extract.counting.items import CORRECTED
from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import STATE_WORDS, Phrase, read_phrase, token_at
from sayso.extract.counting.tolls import read_toll
from sayso.language.counted import find_unit, is_plural
from sayso.language.numbers import QuantityFound, find_quantities, shift_quantity
from sayso.model import Count
from sayso.model.claim import Status, Unit

_PEOPLE_FATES = frozenset(
    {
        "held",
        "released",
        "captured",
        "exchanged",
        "deported",
        "killed",
        "wounded",
        "missing",
        "displaced",
        "rescued",
        "hospitalised",
    }
)
_APART = frozenset({"killed", "wounded", "missing", "displaced"})
_PART_BEFORE = re.compile(r"(?:\b(?:including|of whom|among them|of them|namely)\s+(?:\w+\s+)?|:\s*)$", re.IGNORECASE)
_LISTED = re.compile(r"^[^.;:]{0,60}(?:,|\band\b)\s*(?:\w+\s+)?$", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|of|includ\w+)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:another|a further|further|an additional)\s+$", re.IGNORECASE)
DIVISIONS = frozenset(
    "batches groups phases stages rounds waves steps days swaps flights buses provinces cities districts parts sides".split()
)
_OF_NUMBER = re.compile(
    r"^\s+(?:of|out of|among)\s+(?:(?:the|these|those|its|their|her|his|our|all|an?|(?:the )?[\w-]+[’']s)\s+)*(?:(?:\w+ed|first|remaining|total of|original|initial|entire|missing)\s+)?(?=[\w\d])"
)
_RELATIVE = re.compile(r"\s+(?:who|whom|whose)\b")
_WE_ARE = re.compile(r"\b(?:we|they|you) (?:were|are|numbered|had been)\s+$", re.IGNORECASE)
_NUMBERS = re.compile(
    r"\b(?:batch|group|party|convoy|column|lot|crew|contingent|wave|list|those|they|who)\b[^.;:]{0,40}\bnumber(?:s|ed|ing)?\s+$",
    re.I,
)
_OTHER_CLAUSE = re.compile(r"\b(?:as|while|whereas|after|before|for)\s+(?:about |some |nearly )?$", re.IGNORECASE)
_RIVAL = re.compile(
    r"\b(?:figure|count|number|total|tally)\s+(?:of|at|as|is|was|remains?|stands at|to)\s+$", re.IGNORECASE
)
_TOTAL = re.compile(
    r"\b(?:total|tally|number|figure)\b[^.;:]{0,30}\b(?:at|to|is|was|reached|reaches|hit)\s+(?:now )?$", re.IGNORECASE
)
_SWAP = re.compile(r"\b(?:exchange|swap|trade)\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(r"\s+(?:for|against) \d+\s*(?:[.,;]|$)")
_FOR_THOSE = re.compile(r"\b\d+ (?:for|against)\s+$")
_COUNTED = re.compile(
    r"\b(?:count|give|gave|insist\w* on|admit\w* (?:to|only)|sp[eo]a?ke?s? of|acknowledg\w+|claim|put it at|listed|recorded|named|(?:that|which|it|this) (?:makes?|leaves?|left)|"
    r"(?:that|which|it|this) would (?:make|leave)|(?:that|it) made)(?:s|ed)?\s+(?:only |just )?$",
    re.IGNORECASE,
)
_THIS_TIME = re.compile(r"\s+(?:this|that|the first|the second|the last) time\b", re.IGNORECASE)
_REST = re.compile(r"\b(?:the|its|their) (?:other|remaining|first|last)\s+$", re.IGNORECASE)
_FRONTED = re.compile(r"^\W*(?:[AQ]:\s*)?$")
_SAID_OF = re.compile(
    r"\s*(?:,\s+(?:say|said|accord)|\s(?:we|they|he|she|i|you|the|whose|by|according)\b)", re.IGNORECASE
)
_THE = re.compile(r"\b(?:the|these|those|all)\s+(?:other |remaining |last |first )?$", re.IGNORECASE)
_ACTS = re.compile(r"\s+(?:were|was|are|is|have|had|has|will|would|\w+ed)\b")
_APPOSED = re.compile(
    r"\b(?:the|all|other|remaining|these|those|our|their|its)\s+(?:(?!(?:are|were|is|was|have|had|said|that|who)\b)[\w’'-]+\s+){0,2}([\w’'-]+),\s+$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r",\s+(?:of|among) (?:whom|which)\b,?[^.;]{0,60}$", re.IGNORECASE
)  # "the sick, of whom 70 need care"
_FOR_SO_MANY = re.compile(r"^\W*(?:for|in|from|with|about|on)\s+$", re.IGNORECASE)
_NOTHING = re.compile(r"\s+(?:no|nothing|nobody|none|there)\b")  # "For seven no cause was given"
_CARRIES = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)|transport(?:s|ed|ing)|flew|evacuat(?:es?|ed|ing)|hous(?:es?|ed|ing))\s+(?:only |just |another )?$",
    re.IGNORECASE,
)
_GROUP_OF = re.compile(
    r"\b(?:group|party|batch|crew|team|contingent|band|convoy|patrol|platoon|squad|column|caravan|delegation|garrison|force|staff|family|expedition|"
    r"detachment|class),? of\s+$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"^\W*(?:of|among) (?:all (?:of )?)?(?:them|these|those|whom)\b", re.IGNORECASE)
_SHARE_AFTER = re.compile(r"^\s*(?:\(|, or |, )\s*(?:about |some |nearly )?[\w.-]+\s?(?:%|per ?cent\b)", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"(?:(?:%|per ?cent) \(|\bof (?:them|these|those|whom),\s+)$", re.IGNORECASE)
_WERE = re.compile(r"^[^,;:]{3,60}\b(?:were|are|numbered|totalled|came to|reached|stood at|stand at)\s+$")
_LISTED_PLACE = re.compile(r":\s*(?:.*[,;]\s*)?(?:and\s+)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}:?\s+$")
_KNOWN = re.compile(
    r"\b(?:there (?:were|are|was)|know of|knew of|heard (?:from|of)|spoken to|spoke to|waiting for)\s+$", re.IGNORECASE
)
_ALL = re.compile(r"\ball\s+$", re.IGNORECASE)
_NAMED = re.compile(r",\s+(?:(?:the|an?) )?(?:\w+ )?[A-Z]")
_ENDS = re.compile(r"^\s*(?:[.,;!?…”’\"]|$)")
_HALF = re.compile(
    r"\b(?:half|a (?:third|quarter|fifth)|(?:the|a) majority|most|the rest|(?:nearly |almost )?all)(?: of them)?,? \(?(?:or |that is,? |namely )?$",
    re.IGNORECASE,
)
_BEING = frozenset("are were is was".split())
FEW = 6  # groups: in so few, a figure below their number is one of groups
_FAR_SAME = 15  # sentences back in which "the 137" finds its first telling
_FAR = 3  # sentences back in which a figure may still find what it counts


@dataclass(frozen=True, slots=True)
class Known:
    """A count already read, its sentence and passage, how it was written, and whether it is listed as a part."""

    count: Count
    sentence: int
    passage: int
    quantity: QuantityFound
    phrase: Phrase
    inside: bool = False  # after "including", "of whom", a colon: later figures lean on its whole


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a bare figure counts, and the count it was taken from (None: from a noun of its own sentence)."""

    unit: Unit
    of: str | None
    status: Status | None
    source: Known | None = None
    rival: bool = False  # said in place of the source's figure: "puts that number at 182"


def is_listed_part(text: str, start: int, before: Known | None) -> bool:
    """Tell whether the figure at `start` of a sentence is listed as a part: itself after "including", or in such a list."""
    if _PART_BEFORE.search(text[:start]):
        return True
    if before is None or not before.inside:
        return False
    gap = text[before.quantity.end : start]
    return bool(_LISTED.match(gap))


def find_unsaid(
    line: Line, quantity: QuantityFound, phrase: Phrase, known: Sequence[Known], fate: Status | None
) -> Unsaid | None:
    """Find what a figure counts that has no noun of its own, or None where nothing before or beside it says."""
    lending = [k for k in known if k.count.unit not in ("ordinal", "percent")]
    here = [k for k in lending if k.sentence == line.index and k.quantity.start < quantity.start]
    before = [k for k in lending if line.index - _FAR <= k.sentence < line.index]
    bare = phrase.head is None and not phrase.pronoun
    found = _same_figure(quantity, phrase, line, lending) or (_read_noun(line, quantity) if bare else None)
    if found:
        return found
    if bare and _NUMBERS.search(line.text[: quantity.start]):
        return _lean_on_plural(line, quantity, fate, people=True) or Unsaid("person", None, fate)
    if quantity.form == "vague" and bare:
        word = line.text[quantity.start : quantity.end].casefold()
        return Unsaid("person", None, fate) if fate or not word.endswith("millions") else None
    of_whom = not here and _OF_WHOM.search(line.text[: quantity.start])
    if of_whom or (phrase.partitive and line[phrase.last - 1].lower_ == "which"):
        return _lean_on_plural(line, quantity, fate)
    if bare and _ALL.search(line.text[: quantity.start]) and _is_of_several(quantity, before):
        return Unsaid("person", None, fate)
    lead = _choose_lead(line, quantity, phrase, here, before)
    if lead is not None and lead.sentence == line.index:
        lent = _lend(lead, fate)
        apart = fate and _OTHER_CLAUSE.search(line.text[lead.quantity.end : quantity.start])
        larger = (quantity.value.best or 0) > (lead.count.value.best or 0)
        return Unsaid(lent.unit, None, fate, lead) if apart and larger and lent.unit == "person" else lent
    if here and lead is None and not phrase.pronoun:
        return _lean_on_plural(line, quantity, fate, people=True)
    if bare and not here and _RELATIVE.match(line.text[quantity.end :]):
        return Unsaid("person", None, fate)
    found = _lean_on_earlier(line, quantity, phrase, before, fate)
    if found is None and phrase.pronoun and line[phrase.last - 1].lower_ in ("us", "you", "whom"):
        return Unsaid("person", None, fate)
    return found or (_find_by_wording(line, quantity, lending, before, fate) if bare else None)


def _find_by_wording(
    line: Line, quantity: QuantityFound, lending: Sequence[Known], before: Sequence[Known], fate: Status | None
) -> Unsaid | None:
    """A figure that no noun or verb tells of, but that its wording makes one of people: "its own figure of 151", "Seven we know"."""
    lead, tail = line.text[: quantity.start], line.text[quantity.end :]
    if _WE_ARE.search(lead):
        return Unsaid("person", None, fate)
    plural = _lean_on_plural(line, quantity, fate, people=True) if _WERE.match(lead) else None
    if plural is not None:
        return plural
    people = [k for k in lending if k.count.unit == "person" and not k.inside]
    near = [k for k in before if k.count.unit == "person"]
    if _SWAP.search(line.text) and (_FOR_OTHERS.match(tail) or _FOR_THOSE.search(lead)):
        return Unsaid("person", None, fate or "exchanged")
    set_against = _RIVAL.search(lead) or (near and _COUNTED.search(lead))
    rival = _find_rival(quantity, people) if set_against else None
    if rival is not None:
        return Unsaid("person", rival.count.of, fate or rival.count.status, rival, True)
    if near and CORRECTED.match(lead) and _ENDS.match(tail):
        return Unsaid("person", near[-1].count.of, fate or near[-1].count.status, near[-1], True)
    if near and (_COUNTED.search(lead) or _THIS_TIME.match(tail) or _is_object(line, quantity)):
        return Unsaid("person", near[-1].count.of, fate or near[-1].count.status, near[-1])
    if near and _TOTAL.search(lead) and _ENDS.match(tail):
        return Unsaid("person", near[-1].count.of, fate or near[-1].count.status, near[-1])
    if near and _RIVAL.search(lead):
        return Unsaid("person", near[-1].count.of, fate, near[-1])
    whole = [k for k in near if not k.inside and k.phrase.head is not None] or near
    if near and (_OF_THEM.match(lead) or _HALF.search(lead) or _SHARE_AFTER.match(tail) or _SHARE_BEFORE.search(lead)):
        return Unsaid("person", whole[-1].count.of, fate, whole[-1])
    apposed = quantity.value.best == 1 and _NAMED.match(tail)  # "One, Mr Narv, was freed"
    if near and (_REST.search(lead) or (_FRONTED.match(lead) and (_SAID_OF.match(tail) or apposed))):
        return Unsaid("person", near[-1].count.of, fate, near[-1])
    if ":" in lead:
        named = _last_plural(line, quantity, people=True)
        if named and _LISTED_PLACE.search(lead):
            return Unsaid(named[0], named[1], fate)
    if near and _FOR_SO_MANY.match(lead) and _NOTHING.match(tail):
        return Unsaid("person", near[-1].count.of, fate, near[-1])
    if near and _ALL.search(lead):
        return Unsaid("person", None, fate, near[-1])  # "ready to exchange all five"
    if _CARRIES.search(lead) and _ENDS.match(tail):
        return Unsaid("person", None, fate)
    people_told = (_THE.search(lead) and _ACTS.match(tail)) or (_KNOWN.search(lead) and _ENDS.match(tail))
    answers = _FRONTED.match(lead) and (_ENDS.match(tail) or _ACTS.match(tail))
    return Unsaid("person", None, fate) if people_told or answers else None


def _is_of_several(quantity: QuantityFound, before: Sequence[Known]) -> bool:
    """Whether "all seven" sums up people of several nouns: it is larger than each of the figures before it."""
    near = [k.count.value.best or 0 for k in before if k.count.unit == "person"]
    return len(near) > 1 and (quantity.value.best or 0) > max(near)


def _is_object(line: Line, quantity: QuantityFound) -> bool:
    """Whether a bare figure is the object of a verb and ends its clause: "the first carried just 14", "doctors saw 90"."""
    token = line[token_at(line, quantity.figure[0])]
    return token.dep_ == "dobj" and _ENDS.match(line.text[quantity.end :]) is not None


def _find_rival(quantity: QuantityFound, people: Sequence[Known]) -> Known | None:
    """The latest count of people about as large as a figure that somebody sets against it: 149, and "its own figure of 151"."""
    number = quantity.value.best or quantity.value.low or 1
    near = [k for k in people if k.count.value.best and 0.5 <= k.count.value.best / number <= 2]
    return near[-1] if near else None


def _choose_lead(
    line: Line, quantity: QuantityFound, phrase: Phrase, here: Sequence[Known], before: Sequence[Known]
) -> Known | None:
    """The count of the same sentence that a figure leans on: the last that is no listed part, never a mere division."""
    main = [k for k in here if not k.inside] or list(here)
    if not main:
        return None
    lead = main[0] if _FURTHER.search(line.text[: quantity.start]) else main[-1]
    if (lead.count.of or "").split(" ")[-1].casefold() in DIVISIONS and not phrase.pronoun:
        if (quantity.value.best or FEW) < min(lead.count.value.best or 0, FEW):
            return lead  # "split into three groups, of which one", "in two batches, one on Monday"
        return next((k for k in reversed([*before, *here]) if k.count.unit == "person"), None)
    return lead


def _lean_on_earlier(
    line: Line, quantity: QuantityFound, phrase: Phrase, before: Sequence[Known], fate: Status | None
) -> Unsaid | None:
    """Lean on a count of the sentences before, or on a plural of this one."""
    main = [k for k in before if not k.inside] or list(before)
    if _names_people(line, quantity, fate) and not phrase.pronoun:
        lender = next((k for k in reversed(main) if k.count.unit == "person"), None)
        if lender is None or (fate is not None and fate != lender.count.status and fate in _APART):
            return Unsaid("person", None, fate)
        return Unsaid("person", lender.count.of, fate, lender)
    follows = _is_clause(line, quantity)
    if follows and fate is None and not phrase.pronoun and not phrase.other:
        thing = _last_plural(line, quantity)
        if thing and thing[0] in ("building", "vehicle", "animal", "thing"):
            return Unsaid(thing[0], thing[1], None)
    if main and (phrase.pronoun or phrase.other or follows or quantity.hedge != "exact"):
        lender = _choose_lender(line, quantity, main)
        return Unsaid(lender.count.unit, lender.count.of, fate, lender)
    among = follows and _AMONG.search(line.text[: quantity.start])
    return _lean_on_plural(line, quantity, fate) if phrase.pronoun or phrase.other or among else None


def _choose_lender(line: Line, quantity: QuantityFound, main: Sequence[Known]) -> Known:
    """The last count before, but "Thirty are women" leans on people, and on as many as there are."""
    at = token_at(line, quantity.end)
    told = {find_unit(t.text) for t in line[at : at + 6]} if at < len(line) and line[at].lower_ in _BEING else set()
    if "person" not in told or main[-1].count.unit == "person":
        return main[-1]
    people = [k for k in main if k.count.unit == "person"]
    enough = [k for k in people if (k.count.value.best or 0) >= (quantity.value.best or 0)]
    return (enough or people or main)[-1]


def _lend(lead: Known, fate: Status | None) -> Unsaid:
    """Take unit and words from the figure before; its fate too, unless this one has its own. The dead lend no wounded."""
    status = fate or lead.count.status
    of = lead.count.of
    if of is not None and status != lead.count.status and find_noun_fate(of.split()[-1]) not in (None, status):
        of = None
    return Unsaid(lead.count.unit, of, status, lead)


def _same_figure(quantity: QuantityFound, phrase: Phrase, line: Line, before: Sequence[Known]) -> Unsaid | None:
    """ "The 137 were rescued", "41 of the 58": the same figure again tells what it counts."""
    text = line.text
    wanted, figures, near = quantity.value.best, [], False
    named = _OF_NUMBER.match(text[quantity.end :])
    if named:
        figures = [q for q in find_quantities(text[quantity.end :]) if q.start == named.end()]
        wanted = figures[0].value.best if figures else None
    elif phrase.pronoun or not text[: quantity.start].rstrip().casefold().endswith(("the", "these", "those", "all")):
        return None
    if named and wanted is not None:
        near = any(k.count.unit == "person" and k.sentence >= line.index - _FAR for k in before)
        beside = read_phrase(line, shift_quantity(figures[0], quantity.end))
        if beside.unit is not None:
            return Unsaid(beside.unit, beside.of, None)
        after = re.match(r"\s+([\w’'-]+)", text[quantity.end + figures[0].end :])
        if after and (after.group(1).casefold() in STATE_WORDS or after.group(1) in ("who", "whom", "whose")):
            return Unsaid("person", None, None)  # "seven of the 18 accused", "of the eleven who stood trial"
    for known in reversed(before):
        if known.count.value.best == wanted is not None and known.sentence >= line.index - _FAR_SAME:
            return Unsaid(known.count.unit, known.count.of, None, known)
    if named and wanted is not None and near:
        return Unsaid("person", None, None)  # "leaves five of the original 47": whoever they are, people were told of
    return None


def _read_noun(line: Line, quantity: QuantityFound) -> Unsaid | None:
    before = line.text[: quantity.start]
    beside = _APPOSED.search(before)
    if beside and find_unit(beside.group(1)) == "person" and is_plural(beside.group(1)):
        return Unsaid("person", beside.group(1), None)
    if _GROUP_OF.search(before):
        return Unsaid("person", None, None)
    toll = read_toll(before, line.text[quantity.end :])
    return Unsaid(toll.unit, toll.of, toll.status) if toll else None


def _names_people(line: Line, quantity: QuantityFound, fate: Status | None) -> bool:
    at = token_at(line, quantity.end)
    word = line[at].lower_ if at < len(line) else ""
    return word in STATE_WORDS or fate in _PEOPLE_FATES


def _is_clause(line: Line, quantity: QuantityFound) -> bool:
    """Whether a verb or preposition follows the bare figure at once: "Seventy were", "seven from"."""
    at = token_at(line, quantity.end)
    if at >= len(line):
        return False
    word = line[at]
    return word.pos_ in ("AUX", "VERB", "ADP", "ADV") or word.lower_ in STATE_WORDS


def _lean_on_plural(line: Line, quantity: QuantityFound, fate: Status | None, people: bool = False) -> Unsaid | None:
    plural = _last_plural(line, quantity, people)
    return Unsaid(plural[0], plural[1], fate) if plural else None


def _last_plural(line: Line, quantity: QuantityFound, people: bool = False) -> tuple[Unit, str] | None:
    for token in reversed(line[: token_at(line, quantity.start)]):
        unit = find_unit(token.text)
        if (
            unit is not None
            and is_plural(token.text)
            and token.lower_ != "figures"
            and (unit == "person" or not people)
        ):
            return unit, token.text
    return None
