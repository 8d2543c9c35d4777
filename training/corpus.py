"""PolNeAR → paragraphs with word labels: anchors, hard negatives, and copies with other marks, case and names."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.extract.reader.wordpieces import LONGEST, Words, split_words
from sayso.language.casing import restore_case

NOTHING, CUE, SOURCE, CONTENT = range(4)
PARTS = (("source", SOURCE), ("cue", CUE), ("content", CONTENT))
Spans = list[tuple[int, int]]
SENTENCE_END = re.compile(r"(?<=[.!?\"”]) +(?=[A-Z\"“])")
WORD = re.compile(r"\w+|[^\w\s]")
TITLES = frozenset(
    [
        "president",
        "sen",
        "rep",
        "gov",
        "mr",
        "mrs",
        "ms",
        "dr",
        "senator",
        "governor",
        "secretary",
        "general",
        "judge",
        "justice",
        "minister",
        "prime",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "i",
    ]
)
WEAK = frozenset(  # words that stand in cues but never carry one
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "it",
        "its",
        "he",
        "she",
        "they",
        "him",
        "her",
        "his",
        "their",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "about",
        "with",
        "by",
        "as",
        "from",
        "into",
        "over",
        "against",
        "out",
        "up",
        "and",
        "or",
        "not",
        "never",
        "n't",
        "also",
        "has",
        "have",
        "had",
        "having",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "will",
        "would",
        "could",
        "should",
        "may",
        "might",
        "can",
        "must",
        "more",
        "most",
        "than",
        "very",
        "s",
        "t",
        ":",
        "who",
        "which",
        "what",
    ]
)
CUE_MARKS = (":", "—", "–", "―", "-")  # "Mayor: ‘No comment’"; these anchor a cue that holds no word
QUOTATION_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("", ""))
STYLE_ODDS = (3, 3, 2, 1, 0.5, 1)


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as spans of a paragraph's characters."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    marked: list[Marked] | None  # None: nobody has read it


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph ready to learn from: gold as (anchor word, labels [words]), all words of cues, words like cues.

    Where nobody marked the paragraph there is no gold: what the teachers make of it is learnt alone.
    """

    words: Words
    gold: list[tuple[int, NDArray[np.int64]]]
    cue_words: list[list[int]]
    lookalikes: list[int]
    unmarked: bool


def read_reports(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def read_unmarked(path: Path) -> list[list[Paragraph]]:
    """Reports that nobody marked: a CSV that prints each in one line, or JSONL; upper-case copy gets its capitals."""
    if path.suffix == ".csv":
        with path.open(encoding="latin-1", newline="") as rows:
            return [cut_unprinted(row["article_content"].strip("' ")) for row in csv.DictReader(rows)]
    return [cut_wire(str(report["text"])) for report in read_reports(path)]


def cut_unprinted(text: str) -> list[Paragraph]:
    """Cut a report that has lost its paragraphs into some of one to five sentences, as news sets them."""
    rng, sentences, out = random.Random(text), SENTENCE_END.split(text), []
    while sentences:
        take = rng.choice((1, 2, 2, 3, 5))
        out.append(Paragraph(" ".join(sentences[:take]), None))
        sentences = sentences[take:]
    return out


def cut_wire(text: str) -> list[Paragraph]:
    """Cut wire copy, whose lines are broken by hand, at its empty lines."""
    pieces = [" ".join(piece.split()) for piece in re.split(r"\n\s*\n", text)]
    sentences = [SENTENCE_END.split(piece) for piece in pieces if piece]
    if text.isupper():
        cased = iter(restore_case([s for piece in sentences for s in piece]))
        sentences = [[next(cased) for _ in piece] for piece in sentences]
    return [Paragraph(" ".join(piece), None) for piece in sentences]


def split_paragraphs(report: dict) -> list[Paragraph]:
    """Cut a report at line ends. An attribution that crosses one (one in a hundred) stays with the line of its cue, without what
    other lines hold of it; those without cue or content are left out.
    """
    out = []
    for match in re.finditer(r"[^\n]+", report["text"]):
        lo, hi = match.span()
        marked = []
        for a in report["attributions"]:
            inside = {part: [(s - lo, min(e, hi) - lo) for s, e in a[part] if lo <= s < hi] for part, _ in PARTS}
            if inside["cue"] and len(inside["cue"]) == len(a["cue"]) and inside["content"]:
                marked.append(Marked(*(inside[part] for part, _ in PARTS)))
        out.append(Paragraph(match.group(), marked))
    return out


def join_paragraphs(parts: list[Paragraph]) -> Paragraph:
    """Set paragraphs in one line: reports without line ends look so."""
    text, marked = "", []
    for part in parts:
        at = len(text)
        marked += [
            Marked(*([(s + at, e + at) for s, e in spans] for spans in (m.source, m.cue, m.content)))
            for m in part.marked or ()
        ]
        text += part.text + " "
    return Paragraph(text, None if parts[0].marked is None else marked)


def rewrite(paragraph: Paragraph, edits: list[tuple[int, int, str]]) -> Paragraph:
    """Replace pieces of the text (start, end, new), in order and apart, and move the spans along."""
    text, at, moves = "", 0, np.arange(len(paragraph.text) + 1)
    for start, end, new in edits:
        text += paragraph.text[at:start] + new
        moves[start + 1 : end] = len(text)
        moves[end:] = len(text) + np.arange(len(paragraph.text) + 1 - end)
        moves[start] = len(text) - len(new)
        at = end
    text += paragraph.text[at:]

    def move(spans: Spans) -> Spans:
        return [(int(moves[s]), int(moves[e])) for s, e in spans]

    if paragraph.marked is None:
        return Paragraph(text, None)
    return Paragraph(text, [Marked(move(m.source), move(m.cue), move(m.content)) for m in paragraph.marked])


def change_marks(paragraph: Paragraph, rng: random.Random) -> Paragraph:
    """Set the quotation marks in another style, or leave them out."""
    opening, closing = rng.choices(QUOTATION_STYLES, STYLE_ODDS)[0]
    edits, inside = [], False
    for i, c in enumerate(paragraph.text):
        if c in '“”"':
            inside = c == "“" or (c == '"' and not inside)
            edits.append((i, i + 1, opening if inside else closing))
        elif c == "’" and rng.random() < 0.5:
            edits.append((i, i + 1, "'"))
    return rewrite(paragraph, edits)


def change_names(paragraph: Paragraph, proper: frozenset[str], pool: list[str], rng: random.Random) -> Paragraph:
    """Put names of other places for the paragraph's proper names; a name that comes twice stays one name."""
    chosen: dict[str, str] = {}
    edits = []
    for match in WORD.finditer(paragraph.text):
        word = match.group()
        if word in proper and (word in chosen or rng.random() < 0.8):
            edits.append((*match.span(), chosen.setdefault(word, rng.choice(pool))))
    return rewrite(paragraph, edits)


def change_case(paragraph: Paragraph, rng: random.Random) -> Paragraph:
    fold = str.upper if rng.random() < 0.75 else str.lower
    return Paragraph("".join(f if len(f := fold(c)) == 1 else c for c in paragraph.text), paragraph.marked)


def trim_ends(paragraph: Paragraph) -> Paragraph:
    """Begin in lower case and end without a full stop, as content that is read again does."""
    text = paragraph.text
    edits = [(0, 1, text[0].lower())] if len(text[:1].lower()) == 1 else []
    if len(text) > 1 and text.endswith("."):
        edits.append((len(text) - 1, len(text), ""))
    return rewrite(paragraph, edits)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Learnt from the training reports: how often a word stands in a cue, which ones anchor cues, which are names."""

    in_cue: Counter[str]
    seen: Counter[str]
    anchors: Counter[str]
    proper: frozenset[str]

    def rate(self, word: str) -> float:
        share = (self.in_cue[word] + 0.2) / (self.seen[word] + 3)
        return 0.01 * share if word in WEAK or not word[:1].isalpha() else share

    def looks_like_cue(self, word: str) -> bool:
        return word not in WEAK and self.anchors[word] >= 2 and self.anchors[word] >= 0.02 * self.seen[word]


def learn_lexicon(paragraphs: list[Paragraph]) -> Lexicon:
    in_cue: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    title: Counter[str] = Counter()
    for p in paragraphs:
        inside = {i for m in p.marked or () for s, e in m.cue for i in range(s, e)}
        for match in WORD.finditer(p.text):
            word = match.group()
            seen[word.lower()] += 1
            in_cue[word.lower()] += match.start() in inside
            if word[:1].isupper() and word[1:].islower():
                title[word] += 1
    proper = frozenset(
        w for w, n in title.items() if n > 0.9 * seen[w.lower()] and w.lower() not in TITLES and len(w) > 2
    )
    lexicon = Lexicon(in_cue, seen, Counter(), proper)
    for p in paragraphs:
        for m in p.marked or ():
            words = [w.group().lower() for s, e in m.cue for w in WORD.finditer(p.text[s:e])]
            if words:
                lexicon.anchors[max(words, key=lexicon.rate)] += 1
    return lexicon


def label_words(words: Words, text: str, marked: Marked) -> NDArray[np.int64]:
    """Labels [words] of one attribution: a word belongs to the part that covers its first character."""
    labels = np.zeros(len(words), dtype=np.int64)
    for spans, label in ((marked.source, SOURCE), (marked.content, CONTENT), (marked.cue, CUE)):
        for start, end in spans:
            labels[(words.starts < end) & (words.ends > start)] = label
    return labels


def make_example(paragraph: Paragraph, tokenizer: Tokenizer, lexicon: Lexicon) -> Example | None:
    windows = split_words(paragraph.text, tokenizer.encode(paragraph.text, add_special_tokens=False))
    if not windows:
        return None
    words = windows[0]
    forms = [paragraph.text[s:e].lower() for s, e in zip(words.starts, words.ends, strict=True)]
    gold, cue_words = [], []
    for m in paragraph.marked or ():
        if max(e for _, e in m.cue + m.source + m.content) > words.ends[-1]:
            continue
        labels = label_words(words, paragraph.text, m)
        inside = [int(i) for i in np.flatnonzero(labels == CUE) if forms[i][:1].isalnum()]
        inside = inside or [int(i) for i in np.flatnonzero(labels == CUE) if forms[i] in CUE_MARKS]
        if inside and (labels == CONTENT).any():
            gold.append((max(inside, key=lambda i: lexicon.rate(forms[i])), labels))
            cue_words.append(inside)
    taken = {i for inside in cue_words for i in inside}
    lookalikes = [i for i, form in enumerate(forms) if i not in taken and lexicon.looks_like_cue(form)]
    return Example(words, gold, cue_words, lookalikes, paragraph.marked is None)


def vary(
    reports: list[list[Paragraph]], pool: list[str], lexicon: Lexicon, rng: random.Random, share: float = 1.0
) -> list[Paragraph]:
    """One epoch's paragraphs: most as printed, some joined, some with other marks, names, case; `share` scales how many."""
    out = []
    for paragraphs in reports:
        at = 0
        while at < len(paragraphs):
            take = rng.choice((2, 3)) if rng.random() < 0.06 * share else 1
            group = paragraphs[at : at + take]
            p = join_paragraphs(group) if len(group) > 1 and sum(len(g.text) for g in group) < 3 * LONGEST else group[0]
            at += len(group) if p is not group[0] else 1
            if rng.random() < 0.3 * share:
                p = change_marks(p, rng)
            if rng.random() < 0.2 * share:
                p = change_names(p, lexicon.proper, pool, rng)
            if rng.random() < 0.05 * share:
                p = change_case(p, rng)
            if rng.random() < 0.06 * share:
                p = trim_ends(p)
            out.append(p)
    return out
