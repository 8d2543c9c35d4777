"""`read(text, (content, source, cue), ...)`: attributions of an inline report, what the reader would find given as words."""

from dataclasses import replace

import pytest

from sayso.extract.attributions import find_attributions
from sayso.extract.entities import find_entities
from sayso.extract.reader import Found
from sayso.language.parsing import parse_reports
from sayso.language.segments import report_of_text
from sayso.model import Post, Segment

OUTLET = "The Quay Observer"


def places(text, pieces):
    pieces = (pieces,) if isinstance(pieces, str) else pieces
    return tuple((text.index(p), text.index(p) + len(p)) for p in pieces if p)


@pytest.fixture
def read():
    def read(text, *found, outlet=OUTLET, posts=None, kinds=None, signed=(), credited=(), score=0.9):
        report = report_of_text(text, outlet=outlet, published="2025-10-19")
        report = replace(report, byline=signed, credits=credited)
        segments = list(report.segments)
        for i, (author, handle) in (posts or {}).items():
            post = Post("x", author, handle, "2025-10-18", None, text[: segments[i].end].endswith(("…", "...")))
            segments[i] = Segment("post", segments[i].start, segments[i].end, post)
        for i, kind in (kinds or {}).items():
            segments[i] = Segment(kind, segments[i].start, segments[i].end)
        report = replace(report, segments=tuple(segments))
        page = next(parse_reports([report]))
        lists = [[] for _ in page.passages]
        for content, source, cue, *more in found:
            first = content if isinstance(content, str) else content[0]
            passage = next(p for p in page.passages if first in text[p.start : p.end])
            words = text[passage.start : passage.end]
            within = more[0] if more else None
            lists[passage.index].append(
                Found(places(words, cue), places(words, source), places(words, content), score, within)
            )
        result = find_attributions(page, lists, find_entities(page))
        for a in result.attributions:
            for span in (*a.content, *(a.source or ()), *(a.cue or ())):
                assert text[span.start : span.end] == span.text
        return result

    return read


@pytest.fixture
def chain():
    def chain(attribution):
        return [(h.name, h.act) for h in attribution.chain]

    return chain
