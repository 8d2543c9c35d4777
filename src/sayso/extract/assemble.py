"""The order inside the room: parse, attributions, counts, events, sums, deals; each part finds, this file ties.

Reports are taken in small chunks, so that the parser and the reader get full batches while memory stays flat.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.deserving import choose_sentences
from sayso.extract.garbled import find_garbled
from sayso.extract.leftovers import even_marks
from sayso.extract.recased import give_case, quote_print
from sayso.language.parsing import ParsedReport, load_parser, parse_reports
from sayso.model import Claims, Problem, Reading, Report

if TYPE_CHECKING:
    from sayso.extract import ExtractOptions
    from sayso.extract.reader import Found, Reader

CHUNK = 24_000  # code points of text taken together: some 30 paragraphs fill the reader's batches
READ_ALOUD = frozenset({"title", "standfirst", "heading", "paragraph", "post", "caption"})
READ_LANGUAGES = (None, "en")


def assemble_readings(reports: Iterable[Report], options: "ExtractOptions") -> Iterator[Reading]:
    """Read reports chunk by chunk, in order; a report in a language that is not read yields a `Problem` and no claims."""
    from sayso.extract.reader import load_reader

    reader = load_reader(None if options.threshold < 0 else options.threshold)
    nlp = load_parser(options.model)
    name = f"{reader.name} {reader.version}, {nlp.meta['name']} {nlp.meta['version']}"
    for chunk in _chunk(reports):
        # A memory zone frees what the parser cached for this chunk: 10,000 reports take no more room than ten.
        with nlp.memory_zone() if hasattr(nlp, "memory_zone") else nullcontext():
            readings = list(_read_chunk(chunk, reader, options))
        for reading in readings:
            yield replace(reading, claims=replace(reading.claims, reader=name))


def _chunk(reports: Iterable[Report]) -> Iterator[list[Report]]:
    held: list[Report] = []
    size = 0
    for report in reports:
        held.append(report)
        size += len(report.text)
        if size >= CHUNK:
            yield held
            held, size = [], 0
    if held:
        yield held


def _read_chunk(reports: Sequence[Report], reader: "Reader", options: "ExtractOptions") -> Iterator[Reading]:
    readable = [r for r in reports if r.language in READ_LANGUAGES and r.text.strip()]
    parsed = parse_reports(
        map(even_marks, readable), choose_sentences(options.model), options.model, options.batch_size
    )
    pages = [give_case(page) for page in parsed]
    read = dict(zip(map(id, readable), zip(pages, _find_words(pages, reader), strict=True), strict=True))
    for report in reports:
        page, found = read.get(id(report), (None, ()))
        claims = _read_page(page, found) if page else Claims(problems=_say_unread(report))
        if page is not None and page.report is not report:
            claims = quote_print(claims, report.text)
        yield Reading(report, replace(claims, problems=(*_say_garbled(report), *claims.problems)) if page else claims)


def _say_unread(report: Report) -> tuple[Problem, ...]:
    if not report.text.strip():
        return (Problem("empty report", "it holds no text to read", None, report.id),)
    why = f"the text seems to be in {report.language!r}; only English is read. Enter what it says by hand with `sayso add`"
    return (Problem("language not read", why, None, report.id),)


def _say_garbled(report: Report) -> tuple[Problem, ...]:
    return tuple(replace(p, report=report.id) for p in find_garbled(report))


def _find_words(pages: Sequence[ParsedReport], reader: "Reader") -> list[list[list["Found"]]]:
    """Run the reader over each page: a list of what was found in each passage.

    One page at a time: the weights are int8 and their scales are taken from what is read together, so that reading
    two reports together would let the one change what is read in the other.
    """
    found: list[list[list[Found]]] = []
    for page in pages:
        aloud = [p for p in page.passages if p.segment.kind in READ_ALOUD]
        words = reader.read([page.report.text[p.start : p.end] for p in aloud])
        mine: list[list[Found]] = [[] for _ in page.passages]
        for passage, those in zip(aloud, words, strict=True):
            mine[passage.index] = those
        found.append(mine)
    return found


def _read_page(page: ParsedReport, found: Sequence[Sequence["Found"]]) -> Claims:
    from sayso.extract.attributions import find_attributions
    from sayso.extract.counts import find_counts
    from sayso.extract.deals import find_deals
    from sayso.extract.entities import find_entities
    from sayso.extract.events import find_events
    from sayso.extract.settings import find_settings
    from sayso.extract.sums import find_sums

    index = find_entities(page)
    said = find_attributions(page, found, index)
    counted = find_counts(page, said.attributions)
    happened = find_events(page, said.attributions, counted.counts, index)
    summed = find_sums(page, happened.counts, happened.events, said.attributions)
    deals = find_deals(page, said.attributions, summed.counts, happened.events)
    problems = (*said.problems, *counted.problems, *happened.problems, *summed.problems)
    return Claims(
        attributions=said.attributions,
        events=happened.events,
        deals=deals,
        counts=summed.counts,
        sums=summed.sums,
        entities=said.entities if hasattr(said, "entities") else index.entities,
        problems=tuple(replace(p, report=page.report.id) for p in problems),
        settings=find_settings(page, said.attributions, happened, index),
    )
