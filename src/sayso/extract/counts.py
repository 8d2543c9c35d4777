"""Figures become counts: what is counted, how many, what happened to them, and in whose words.

A figure with no noun of its own ("KPK 306, Balochistan 299") takes unit, words and fate from the figure that it follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.counting.basis import find_basis
from sayso.extract.counting.fates import find_fate
from sayso.extract.counting.phrases import Phrase, names_bodies, read_phrase, share_phrase, token_at
from sayso.extract.counting.singles import find_singles, is_counting_one
from sayso.extract.counting.unsaid import Known, find_unsaid
from sayso.language.numbers import COUNTING, QuantityFound, find_quantities
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution, Count, Problem
from sayso.model.claim import Status, Unit

_COUNTED_KINDS = frozenset({"title", "standfirst", "heading", "paragraph", "post", "caption"})


_IN_ALL = re.compile(r"\s*(?:in all|in total|altogether|all told)\b", re.IGNORECASE)
_LIVING = frozenset({"person", "body", "family", "animal", "vehicle", None})
_FATED = frozenset({"person", "body", "family", "animal", "percent", "ordinal"})  # a house is not wounded


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
    counts: list[Count] = []
    problems: list[Problem] = []
    known: list[Known] = []
    for sentence in page.sentences:
        if page.passages[sentence.passage].segment.kind not in _COUNTED_KINDS:
            continue
        found = find_quantities(sentence.doc.text)
        if not found:
            continue
        _read_sentence(page, sentence, found, known, problems)
    for number, item in enumerate(known, start=1):
        counts.append(replace(item.count, id=f"c{number}", attribution=_find_speaker(item.count, attributions)))
    return CountsFound(tuple(counts), tuple(problems))


def _read_sentence(
    page: ParsedReport,
    sentence: Sentence,
    found: Sequence[QuantityFound],
    known: list[Known],
    problems: list[Problem],
) -> None:
    doc = sentence.doc
    counting = [q for q in found if q.kind in COUNTING]
    for quantity in counting:
        phrase = read_phrase(doc, quantity)
        if phrase.head is None and not phrase.partitive:
            phrase = share_phrase(doc, phrase, counting)
        if quantity.value.best == 1 and not is_counting_one(doc, quantity, phrase, counting):
            continue
        if quantity.form == "vague" and (quantity.value.low or 0) < 20 and phrase.unit not in _LIVING:
            continue  # "several provinces", "a number of posts": no figure of people
        item = _read_count(page, sentence, quantity, phrase, known)
        if item is None:
            where = page.span(sentence.start + quantity.start, sentence.start + quantity.end)
            problems.append(
                Problem("figure without a unit", "neither its words nor those before say what it counts", where)
            )
        else:
            known.append(item)
        known.extend(_single(page, sentence, span, text, known) for span, text in find_singles(doc, quantity, phrase))
    known.sort(key=lambda k: k.count.span.start)


def _read_count(
    page: ParsedReport, sentence: Sentence, quantity: QuantityFound, phrase: Phrase, known: Sequence[Known]
) -> Known | None:
    doc = sentence.doc
    at = phrase.head if phrase.head is not None else token_at(doc, quantity.figure[0])
    ends = doc[phrase.last - 1].idx + len(doc[phrase.last - 1]) if phrase.last > phrase.first else quantity.end
    fate = find_fate(doc, at, max(ends, quantity.end))
    unit: Unit | None = "body" if phrase.unit == "person" and names_bodies(doc, at) else phrase.unit
    of, inherited = phrase.of, None
    if quantity.kind == "ordinal":
        unit = "ordinal"
    elif quantity.kind == "percent":
        unit = "percent"
    elif phrase.unit is None or phrase.pronoun or phrase.other:
        inherited = find_unsaid(sentence, quantity, phrase, known, fate)
        if inherited is not None:
            unit = phrase.unit or inherited.unit
            of = of if of and (of != "others" or fate not in (None, inherited.status)) else (inherited.of or of)
            told = inherited.source is None and inherited.status and fate in (None, "transferred", "other")
            fate = inherited.status if told else fate or inherited.status
            if inherited.source is not None and _IN_ALL.match(doc.text[quantity.end :]):
                fate = None  # a total over several fates
    if unit is None and quantity.hedge != "exact":
        unit = "thing"
    if unit is None:
        return None
    span = page.span(sentence.start + quantity.start, sentence.start + max(ends, quantity.end))
    status: Status = fate or "other"
    if unit not in _FATED and status in ("killed", "wounded", "captured", "held", "missing", "displaced"):
        status = "other"
    if unit == "body" and status in ("released", "transferred", "exchanged"):
        status = "remains_returned"
    basis = find_basis(doc, quantity, phrase, status)
    count = Count("", span, quantity.value, quantity.hedge, unit, of, status, basis)
    return Known(count, sentence.index, sentence.passage, quantity, phrase)


def _single(page: ParsedReport, sentence: Sentence, span: tuple[int, int], of: str, known: Sequence[Known]) -> Known:
    from sayso.language.numbers import bound_quantity

    doc = sentence.doc
    quantity = QuantityFound(span[0], span[1], span, bound_quantity(1, "exact"), "exact", "count", "words")
    phrase = read_phrase(doc, replace(quantity, end=span[0] + 1))
    at = token_at(doc, span[1] - 1)
    count = Count(
        "", page.span(sentence.start + span[0], sentence.start + span[1]), quantity.value, "exact", "person", of,
        find_fate(doc, at, span[1]) or "other", "incremental",
    )  # fmt: skip
    return Known(count, sentence.index, sentence.passage, quantity, phrase)


def _find_speaker(count: Count, attributions: Sequence[Attribution]) -> str | None:
    """The innermost claim whose content holds the figure."""
    best: tuple[int, str] | None = None
    for attribution in attributions:
        if not attribution.claim:
            continue
        for span in attribution.content:
            if span.start <= count.span.start and count.span.end <= span.end:
                width = span.end - span.start
                if best is None or width < best[0]:
                    best = (width, attribution.id)
    return best[1] if best else None
