"""Paragraphs → attributions found in them, outer and inner ones, with calibrated scores."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from sayso.errors import SetupError
from sayso.extract.reader.decode import (
    CONTENT,
    CUE,
    SOURCE,
    Chain,
    Spans,
    find_runs,
    span_words,
    trim_content,
    trim_edges,
)
from sayso.extract.reader.engine import Candidate, Engine
from sayso.extract.reader.wordpieces import Words, split_words

WEIGHTS = Path(__file__).parent / "weights"
DEEPEST = 3  # how often the reader looks inside what it found: news nests no deeper
UNSURE = 0.75  # on 40 training reports kept back: content F1 + 0.4 at both overlaps; relays score higher
SHORTEST = 12  # characters: shorter content holds no attribution of its own


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution; spans are code points of the paragraph, end exclusive, in order and apart."""

    cue: Spans
    source: Spans  # empty where the paragraph names none
    content: Spans  # never empty
    score: float  # calibrated probability that the content is what a careful reader would mark
    within: int | None  # index in the same list of the attribution that this one stands inside


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a candidate's evidence becomes a probability: logistic, fitted on reports kept back from training."""

    weights: tuple[float, ...]  # one for each of EVIDENCE
    bias: float

    def weigh(self, evidence: tuple[float, ...]) -> float:
        x = self.bias + sum(w * e for w, e in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


class Reader:
    """Reads attributions; `name` and `version` say which weights did."""

    def __init__(self, folder: Path, threshold: float | None, threads: int) -> None:
        config = read_config(folder)
        self.name: str = config["name"]
        self.version: str = config["version"]
        self.threshold: float = config["threshold"] if threshold is None else threshold
        self.weighing = Weighing(tuple(config["weighing"]["weights"]), config["weighing"]["bias"])
        self.lexicon = frozenset(config["lexicon"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        chain = Chain(*(np.array(config["chain"][k], dtype=np.float32) for k in ("moves", "first", "last")))
        self.engine = Engine(folder, chain, config["anchor_floor"], threads)

    def read(self, paragraphs: Sequence[str]) -> list[list[Found]]:
        """Find the attributions of each paragraph, sorted by where they begin; inner ones point to their outer one."""
        found: list[list[Found]] = [[] for _ in paragraphs]
        places = {text: i for i, text in enumerate(dict.fromkeys(paragraphs))}
        once = self.read_once(list(places))
        asked = [(i, f) for i, text in enumerate(paragraphs) for f in once[places[text]]]
        for i, f in asked:
            found[i].append(f)
        for _ in range(DEEPEST):
            pieces = [(i, s, e) for i, f in asked for s, e in f.content if self.may_hold(paragraphs[i][s:e])]
            inner = self.read_once([paragraphs[i][s:e] for i, s, e in pieces])
            asked = []
            for (i, start, _), fresh in zip(pieces, inner, strict=True):
                for f in fresh:
                    moved = shift(f, start)
                    if not any(overlap(moved.cue, other.cue) for other in found[i]):
                        found[i].append(moved)
                        asked.append((i, moved))
            if not asked:
                break
        return [nest(fs) for fs in found]

    def may_hold(self, content: str) -> bool:
        """True where content is long enough and holds a word that is known to carry cues."""
        if len(content) < SHORTEST:
            return False
        return any(word.strip(".,;:!?'’\"“”()-") in self.lexicon for word in content.casefold().split())

    def read_once(self, texts: Sequence[str]) -> list[list[Found]]:
        """Find the attributions of each text in one pass, without looking inside what is found."""
        windows: list[Words] = []
        owner: list[int] = []
        for i, text in enumerate(texts):
            if not any(c.isalnum() for c in text):
                continue
            for w in split_words(text, self.tokenizer.encode(sound(text), add_special_tokens=False)):
                windows.append(w)
                owner.append(i)
        out: list[list[Found]] = [[] for _ in texts]
        for i, w, candidates in zip(owner, windows, self.engine.find_candidates(windows), strict=True):
            out[i] += self.choose(texts[i], w, candidates)
        return out

    def choose(self, text: str, words: Words, candidates: Sequence[Candidate]) -> list[Found]:
        """Keep the candidates over the threshold, best first, that tell nothing which a kept one tells."""
        kept: list[Found] = []
        scored = [(self.weighing.weigh(c.evidence), c) for c in candidates]
        for score, candidate in sorted(scored, key=lambda t: (-t[0], t[1].anchor)):
            if score < self.threshold:
                break
            f = as_found(text, words, candidate, score)
            if f is not None and not any(repeats(f, k) for k in kept):
                kept.append(f)
        return [f for f in kept if not any(unseats(k, f) for k in kept)]


def sound(text: str) -> str:
    """The text with lone surrogates replaced, one for one: the tokenizer takes only what UTF-8 can carry."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def as_found(text: str, words: Words, candidate: Candidate, score: float) -> Found | None:
    """Turn a candidate's labels into spans; None where no content is left."""
    path = candidate.path
    content = trim_content(text, span_words(text, words, find_runs(path, CONTENT)))
    if not content:
        return None
    cue_runs = find_runs(path, CUE) or [(candidate.anchor, candidate.anchor + 1)]
    marked = span_words(text, words, cue_runs)
    cue = trim_edges(text, marked) or tuple(marked)  # a colon or a dash may be all that says so
    source = trim_edges(text, span_words(text, words, find_runs(path, SOURCE)))
    return Found(cue, source, content, score, None)


def size(spans: Spans) -> int:
    """How many code points the spans cover."""
    return sum(e - s for s, e in spans)


def shared(a: Spans, b: Spans) -> int:
    """Characters that both cover."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def overlap(a: Spans, b: Spans) -> bool:
    """Whether two lists of spans share a code point."""
    return shared(a, b) > 0


def repeats(new: Found, kept: Found) -> bool:
    """True where two words of one cue led to the same attribution, or the new one's content is the kept one's again."""
    common = shared(new.content, kept.content)
    union = size(new.content) + size(kept.content) - common
    if overlap(new.cue, kept.cue):
        return True
    return common > 0.8 * union and not overlap(new.cue, kept.content) and not overlap(kept.cue, new.content)


def unseats(inner: Found, outer: Found) -> bool:
    """True where an unsure attribution swallows a surer one of the same pass: the network reads siblings, not nests."""
    swallows = size(inner.content) < size(outer.content) and all(
        inside(s, outer.content) for s in inner.cue + inner.content
    )
    return swallows and outer.score < min(inner.score, UNSURE)


def shift(f: Found, by: int) -> Found:
    """Move what was found in a piece of a paragraph to where the piece begins."""
    move = [tuple((s + by, e + by) for s, e in spans) for spans in (f.cue, f.source, f.content)]
    return Found(move[0], move[1], move[2], f.score, None)


def nest(found: list[Found]) -> list[Found]:
    """Sort by place and point each attribution to the smallest one whose content holds its cue and content."""
    order = sorted(found, key=lambda f: (min(f.cue + f.source + f.content), -size(f.content), f.cue))
    out = []
    for i, f in enumerate(order):
        outer = [
            k
            for k, g in enumerate(order)
            if k != i and size(g.content) > size(f.content) and all(inside(s, g.content) for s in f.cue + f.content)
        ]
        out.append(replace(f, within=min(outer, key=lambda k: size(order[k].content), default=None)))
    return out


def inside(span: tuple[int, int], spans: Spans) -> bool:
    """Whether one of the spans holds another whole."""
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def read_config(folder: Path) -> dict[str, Any]:
    """Load the weights' config; raises `SetupError` where the weights are missing."""
    try:
        config: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf8"))
    except FileNotFoundError as gone:
        raise SetupError(f"The reader's weights are missing ({gone.filename}): install sayso anew.") from gone
    return config


@lru_cache(maxsize=4)
def load_reader(threshold: float | None = None, threads: int = 1) -> Reader:
    """Load the reader once a process; `threshold` is the lowest score told (None: as measured best on polnear/dev).

    Raises `SetupError` where the weights are missing.
    """
    return Reader(WEIGHTS, threshold, threads)
