"""Upper-case copy is read with its case restored, everywhere; what is quoted from it stays as it was printed.

Rules and lexicons of this room know words in ordinary case. Restored text has the same offsets, so that a reading of it becomes
a reading of the report once every span takes its words from the report again.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from sayso.extract.leftovers import take_whole
from sayso.language.casing import is_upper
from sayso.language.parsing import ParsedReport
from sayso.model import Claims, Span, span_of


def give_case(page: ParsedReport) -> ParsedReport:
    """Give the page of a report whose text has its case restored wherever a sentence was printed in capitals."""
    text, pieces, at = page.report.text, [], 0
    for sentence in page.sentences:
        printed = text[sentence.start : sentence.end]
        if not is_upper(printed):
            continue
        cased = "".join(p if p.isspace() else c for p, c in zip(printed, sentence.doc.text, strict=True))
        pieces += [text[at : sentence.start], cased]
        at = sentence.end
    if not pieces:
        return page
    return replace(page, report=replace(page.report, text="".join([*pieces, text[at:]])))


def quote_print(claims: Claims, text: str) -> Claims:
    """Give the claims with the words of every span as `text` prints them; names keep the case that was restored."""
    printed: Claims = _quote(claims, text)
    return printed


def _quote(value: Any, text: str) -> Any:
    if isinstance(value, Span):
        return span_of(text, *take_whole(text, value.start, value.end))
    if isinstance(value, tuple):
        return tuple(_quote(v, text) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _quote(getattr(value, f.name), text) for f in fields(value)})
    return value
