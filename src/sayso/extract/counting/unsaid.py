"""What a figure without a noun counts: it takes it from the figures and nouns that stand before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.counting.fates import find_noun_fate, read_fate_words
from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import STATE_WORDS, Phrase, read_phrase, token_at
from sayso.language.counted import find_unit, is_plural
from sayso.language.numbers import QuantityFound, find_quantities, shift_quantity
from sayso.model import Count
from sayso.model.claim import Status, Unit

_TOLL = re.compile(
    r"\b(?:death toll|toll|number (?:still |so far |now )?(?P<done>held|freed|released|killed|missing|injured|wounded|detained|arrested|"
    r"displaced|dead|rescued|captured)|number of (?P<of>(?:[\w’'-]+\s+){0,3}?[\w’'-]+)|(?P<those>those \w+)|figure for (?P<fig>\w+)|"
    r"the (?P<the>displaced|wounded|injured|dead|missing|rescued|freed|deportees)(?!\s+(?:people|\w+s)\b))\b",
    re.IGNORECASE,
)
_PEOPLE_FATES = frozenset(
    {"held", "released", "captured", "deported", "killed", "wounded", "missing", "displaced", "rescued", "hospitalised"}
)
_PART_BEFORE = re.compile(r"\b(?:including|of whom|among them|of them)\s+(?:\w+\s+)?$", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:among|of|includ\w+)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:another|a further|further|an additional)\s+$", re.IGNORECASE)
_DIVISIONS = frozenset(
    "batches groups phases stages rounds waves steps days swaps flights buses provinces cities districts parts".split()
)
_APART = frozenset({"killed", "wounded", "missing", "displaced"})
_OF_NUMBER = re.compile(r"^\s+(?:of|out of|among)\s+(?:(?:the|these|those|its|their|all)\s+)*(?=[\w\d])")
_OF_WHOLE = re.compile(r"^\W*(?:of|among) (?:the|those|these|all the) (?P<of>[^,\d]{3,60}),", re.IGNORECASE)
_FAR_SAME = 15  # sentences back in which "the 137" finds its first telling
_FAR = 3  # sentences back in which a figure may still find what it counts


@dataclass(frozen=True, slots=True)
class Known:
    """A count already read, with the sentence and passage it stands in and how it was written."""

    count: Count
    sentence: int
    passage: int
    quantity: QuantityFound
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a bare figure counts, and the count it was taken from (None: from a noun of its own sentence)."""

    unit: Unit
    of: str | None
    status: Status | None
    source: Known | None = None


def find_unsaid(
    line: Line, quantity: QuantityFound, phrase: Phrase, known: Sequence[Known], fate: Status | None
) -> Unsaid | None:
    """Find what a figure counts that has no noun of its own, or None where nothing before or beside it says."""
    here = [k for k in known if k.sentence == line.index and _may_lend(k) and k.quantity.start < quantity.start]
    before = [k for k in known if line.index - _FAR <= k.sentence < line.index and _may_lend(k)]
    same = _same_figure(quantity, phrase, line, [k for k in known if _may_lend(k)])
    if same:
        return same
    told = (
        None
        if phrase.pronoun or phrase.head is not None
        else _read_of_whole(line, quantity) or _read_toll(line, quantity)
    )
    if told:
        return told
    if quantity.form == "vague" and phrase.head is None and not phrase.pronoun:
        word = line.text[quantity.start : quantity.end].casefold()
        return Unsaid("person", None, fate) if fate or not word.endswith("millions") else None
    main = [k for k in here if not _PART_BEFORE.search(line.text[: k.quantity.start])]
    if phrase.partitive and line[phrase.last - 1].lower_ == "which":
        plural = _last_plural(line, quantity)
        return Unsaid(plural[0], plural[1], fate) if plural else None
    lead = main[-1] if main else here[-1] if here else None
    if lead is not None and _FURTHER.search(line.text[: quantity.start]):
        lead = main[0] if main else lead
    if lead is not None and (lead.count.of or "").split(" ")[-1].casefold() in _DIVISIONS and not phrase.pronoun:
        lead = next((k for k in reversed([*before, *here]) if k.count.unit == "person"), None)
        plural = None if lead else _last_plural(line, quantity, people=True)
        if plural:
            return Unsaid(plural[0], plural[1], fate)
    if lead is not None:
        return _lend(lead, fate, phrase)
    if _names_people(line, quantity, fate) and not phrase.pronoun:
        lender = _last_people(before)
        if lender is None or (fate is not None and fate != lender.count.status and fate in _APART):
            return Unsaid("person", None, fate)
        return Unsaid("person", lender.count.of, fate, lender)
    if before and (phrase.pronoun or phrase.other or _is_clause(line, quantity)):
        lender = before[-1]
        return Unsaid(lender.count.unit, lender.count.of, fate, lender)
    lends = (
        phrase.pronoun or phrase.other or (_is_clause(line, quantity) and _AMONG.search(line.text[: quantity.start]))
    )
    plural = _last_plural(line, quantity) if lends else None
    return Unsaid(plural[0], plural[1], fate) if plural else None


def _lend(lead: Known, fate: Status | None, phrase: Phrase) -> Unsaid:
    """Take unit and words from the figure before; its fate too, unless this one has its own. The dead lend no wounded."""
    status = fate or lead.count.status
    of = lead.count.of
    if of is not None and status != lead.count.status and find_noun_fate(of.split()[-1]) not in (None, status):
        of = None
    return Unsaid(lead.count.unit, of, status, lead)


def _may_lend(known: Known) -> bool:
    return known.count.unit not in ("ordinal", "percent")


def _same_figure(quantity: QuantityFound, phrase: Phrase, line: Line, before: Sequence[Known]) -> Unsaid | None:
    """ "The 137 were rescued", "41 of the 58": the same figure again tells what it counts."""
    text = line.text
    wanted, figures = quantity.value.best, []
    named = _OF_NUMBER.match(text[quantity.end :])
    if named:
        figures = [q for q in find_quantities(text[quantity.end :]) if q.start == named.end()]
        wanted = figures[0].value.best if figures else None
    elif phrase.pronoun or not text[: quantity.start].rstrip().casefold().endswith(("the", "these", "those", "all")):
        return None
    if named and wanted is not None:
        beside = read_phrase(line, shift_quantity(figures[0], quantity.end))
        if beside.unit is not None:
            return Unsaid(beside.unit, beside.of, None)
    for known in reversed(before):
        if known.count.value.best == wanted is not None and known.sentence >= line.index - _FAR_SAME:
            return Unsaid(known.count.unit, known.count.of, None, known)
    return None


def _read_of_whole(line: Line, quantity: QuantityFound) -> Unsaid | None:
    """ "Of the refugees freed, 1,718 ...": the words before the figure say what it counts."""
    match = _OF_WHOLE.match(line.text[: quantity.start])
    if not match:
        return None
    words = match.group("of")
    for word in reversed(words.split()):
        unit = find_unit(word)
        if unit is not None or word.casefold() in STATE_WORDS:
            return Unsaid(unit or "person", words, find_noun_fate(words.split()[-1]))
    return None


def _read_toll(line: Line, quantity: QuantityFound) -> Unsaid | None:
    """ "the toll rose to 92", "Those injured number 2,644": the subject says what is counted."""
    text = line.text[: quantity.start]
    matches = list(_TOLL.finditer(text))
    match = matches[-1] if matches else None
    if match is None or ";" in text[match.end() :]:
        return None
    words = match.group("of") or match.group("those") or match.group("fig") or match.group("the")
    if match.group("done"):
        return Unsaid("person", None, read_fate_words(match.group("done")))
    if words is None:
        return Unsaid("person", "deaths", "killed")
    last = words.split()[-1]
    fate = find_noun_fate(last)
    unit = find_unit(last) or next((find_unit(w) for w in words.split() if find_unit(w)), None)
    if unit is None and last.casefold() in STATE_WORDS:
        unit = "person"
    return Unsaid(unit, words, fate) if unit else None


def _names_people(line: Line, quantity: QuantityFound, fate: Status | None) -> bool:
    at = token_at(line, quantity.end)
    word = line[at].lower_ if at < len(line) else ""
    return word in STATE_WORDS or fate in _PEOPLE_FATES


def _last_people(known: Sequence[Known]) -> Known | None:
    return next((k for k in reversed(known) if k.count.unit == "person"), None)


def _is_clause(line: Line, quantity: QuantityFound) -> bool:
    """Whether a verb or preposition follows the bare figure at once: "Seventy were", "seven from"."""
    at = token_at(line, quantity.end)
    if at >= len(line):
        return False
    word = line[at]
    return word.pos_ in ("AUX", "VERB", "ADP", "ADV") or word.lower_ in STATE_WORDS


def _last_plural(line: Line, quantity: QuantityFound, people: bool = False) -> tuple[Unit, str] | None:
    for token in reversed(line[: token_at(line, quantity.start)]):
        unit = find_unit(token.text)
        if unit is not None and is_plural(token.text) and (unit == "person" or not people):
            return unit, token.text
    return None
