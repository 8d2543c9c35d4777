"""Figures become counts: what is counted, how many, what happened to them, and in whose words.

A figure with no noun of its own ("Nordhavn 306, Sund 299") takes unit, words and fate from the figure that it follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.counting.basis import find_basis
from sayso.extract.counting.fates import find_fate, find_fate_before
from sayso.extract.counting.lines import Line, read_line
from sayso.extract.counting.phrases import Phrase, names_bodies, read_phrase, share_phrase, token_at
from sayso.extract.counting.singles import find_singles, is_counting_one
from sayso.extract.counting.unsaid import Known, Unsaid, find_unsaid, is_listed_part
from sayso.language.counted import is_plural
from sayso.language.numbers import COUNTING, QuantityFound, bound_quantity, find_quantities
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution, Count, Problem, Span
from sayso.model.claim import Status, Unit

_COUNTED_KINDS = frozenset({"title", "standfirst", "heading", "paragraph", "post", "caption"})
_IN_ALL = re.compile(r"\s*(?:in all|in total|altogether|all told)\b", re.IGNORECASE)
_OF_THE = re.compile(r"\W*(?:of|among) (?:the|these|those|all)\s*$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\b(?:all|everybody|everyone) (?:but|except)(?: for)?\s+$", re.IGNORECASE)
_LIVING = frozenset({"person", "body", "family", "animal", "vehicle", None})
_FATED = frozenset({"person", "body", "family", "animal", "percent", "ordinal"})
_FATES_OF_THE_LIVING = frozenset({"killed", "wounded", "captured", "held", "missing", "displaced"})
_WEAK = frozenset({None, "transferred", "other"})  # what a toll's own meaning overrules: "the toll reached 92"
_NOWHERE = Span(0, 0, "")
_ONLY_TITLE = "the text counts nobody, and a claim must quote the text; enter the title's figure with `sayso add`"
_NO_UNIT = "neither its words nor those before it say what it counts"


@dataclass(frozen=True, slots=True)
class CountsFound:
    """The counts of one report, in the order of the text, and the figures whose meaning the text does not give."""

    counts: tuple[Count, ...]
    problems: tuple[Problem, ...] = ()


def find_counts(page: ParsedReport, attributions: Sequence[Attribution]) -> CountsFound:
    """Read every figure of a parsed report that counts something; dates, ages, money and measures are none.

    Spans cover hedge, figure and noun phrase. A figure that takes no unit from its words or from those before it yields a
    `Problem` with its place; it is kept as a count of things only where a hedge shows that it counts.
    """
    known: list[Known] = []
    problems: list[Problem] = []
    for sentence in page.sentences:
        if page.passages[sentence.passage].segment.kind not in _COUNTED_KINDS:
            continue
        found = find_quantities(sentence.doc.text)
        if found:
            problems.extend(_read_sentence(page, sentence, found, known))
    counts = (
        replace(k.count, id=f"c{n}", attribution=_find_speaker(k.count, attributions)) for n, k in enumerate(known, 1)
    )
    return CountsFound(tuple(counts), (*problems, *_miss_title(page, known)))


def _miss_title(page: ParsedReport, known: Sequence[Known]) -> list[Problem]:
    """Name the figure of a title that stands outside the text, where the text counts nobody: a claim quotes its words."""
    title = page.report.title or ""
    if not title or title in page.report.text or any(k.count.unit in ("person", "body") for k in known):
        return []
    told = [q for q in find_quantities(title) if q.kind == "count" and (q.value.best or 0) > 1]
    words = ", ".join(title[q.start : q.end] for q in told)
    return [Problem("figure only in the title", f"{words}: {_ONLY_TITLE}")] if told else []


def _read_sentence(
    page: ParsedReport, sentence: Sentence, found: Sequence[QuantityFound], known: list[Known]
) -> list[Problem]:
    """Add the counts of one sentence to those known so far; gives the figures that no unit was found for."""
    line = read_line(sentence.doc, sentence.index)
    counting = [q for q in found if q.kind in COUNTING]
    problems: list[Problem] = []
    for quantity in counting:
        phrase = read_phrase(line, quantity)
        if not phrase.partitive and not (phrase.head is not None and is_plural(line[phrase.head].text)):
            phrase = share_phrase(line, phrase, counting)
        if quantity.value.best == 1 and not is_counting_one(line, quantity, phrase, counting):
            continue
        if quantity.form == "vague" and (quantity.value.low or 0) < 20 and phrase.unit not in _LIVING:
            continue  # "several provinces", "a number of posts": no figure of people
        end = _end_of(line, quantity, phrase)
        where = page.span(sentence.start + quantity.start, sentence.start + end)
        count = _read_count(line, quantity, phrase, known)
        if count is None:
            problems.append(Problem("figure without a unit", _NO_UNIT, where))
        else:
            last = next((k for k in reversed(known) if k.sentence == sentence.index), None)
            inside = is_listed_part(line.text, quantity.start, last)
            known.append(Known(replace(count, span=where), sentence.index, sentence.passage, quantity, phrase, inside))
        for (start, stop), words in find_singles(line, quantity, phrase):
            single = _read_single(line, start, stop, words)
            where = page.span(sentence.start + start, sentence.start + stop)
            known.append(Known(replace(single, span=where), sentence.index, sentence.passage, quantity, phrase, True))
    known.sort(key=lambda k: k.count.span.start)
    return problems


def _end_of(line: Line, quantity: QuantityFound, phrase: Phrase) -> int:
    if phrase.last <= phrase.first:
        return quantity.end
    last = line[phrase.last - 1]
    return max(quantity.end, last.idx + len(last))


def _read_count(line: Line, quantity: QuantityFound, phrase: Phrase, known: Sequence[Known]) -> Count | None:
    """Unit, own words, fate and basis of one figure; None where no unit is found. Span and id are filled in later."""
    at = phrase.head if phrase.head is not None else token_at(line, quantity.figure[0])
    fate = find_fate(line, at, _end_of(line, quantity, phrase))
    before = token_at(line, quantity.start) - 1
    if fate is None and before >= 0:
        fate = find_fate_before(line[before].text) or (
            find_fate_before(f"{line[before - 1].text} {line[before].text}") if before else None
        )
    if _ALL_BUT.search(line.text[: quantity.start]):
        fate = None  # what befell all the others
    unit: Unit | None = phrase.unit
    of, inherited = phrase.of, None
    if quantity.kind in ("ordinal", "percent"):
        unit = "ordinal" if quantity.kind == "ordinal" else "percent"
    elif phrase.unit is None or phrase.pronoun or phrase.other:
        inherited = find_unsaid(line, quantity, phrase, known, fate)
        if inherited is not None:
            unit = phrase.unit or inherited.unit
            of = of if of and (of != "others" or fate not in (None, inherited.status)) else (inherited.of or of)
            if inherited.source is not None and _OF_THE.match(line.text[: quantity.start]):
                fate = None  # "Among the 95 were 48 who ...": what follows is told of the part
            fate = _inherit_fate(line, quantity, fate, inherited)
    elif phrase.unit == "person" and names_bodies(line, at):
        unit = "body"
    if unit is None and quantity.hedge != "exact":
        unit = "thing"
    if unit is None:
        return None
    names = phrase.head is not None and line[phrase.head].lower_ == "names"
    status = "other" if names else _settle_status(unit, fate)  # a list holds names, a prison people
    instead = inherited.source if inherited is not None and inherited.rival else None
    basis = instead.count.basis if instead else find_basis(line, quantity, phrase, status)
    return Count("", _NOWHERE, quantity.value, quantity.hedge, unit, of, status, basis)


def _inherit_fate(line: Line, quantity: QuantityFound, fate: Status | None, inherited: Unsaid) -> Status | None:
    if inherited.source is None:
        return inherited.status if inherited.status and fate in _WEAK else fate or inherited.status
    if _IN_ALL.match(line.text[quantity.end :]):
        return None  # a total over several fates
    return fate or inherited.status


def _settle_status(unit: Unit, fate: Status | None) -> Status:
    """A house is not wounded, and bodies that are let go are remains returned."""
    if unit not in _FATED and fate in _FATES_OF_THE_LIVING:
        return "other"
    if unit == "body" and fate in ("released", "transferred", "exchanged"):
        return "remains_returned"
    return fate or "other"


def _read_single(line: Line, start: int, end: int, words: str) -> Count:
    """ "a nurse" in one row with "three drivers": a count of one."""
    status = find_fate(line, token_at(line, end - 1), end) or "other"
    return Count("", _NOWHERE, bound_quantity(1, "exact"), "exact", "person", words, status, "incremental")


def _find_speaker(count: Count, attributions: Sequence[Attribution]) -> str | None:
    """The innermost claim whose content holds the figure."""
    holding = (
        (span.end - span.start, a.id)
        for a in attributions
        if a.claim
        for span in a.content
        if span.start <= count.span.start and count.span.end <= span.end
    )
    return min(holding, default=(0, None), key=lambda w: w[0])[1]
