"""Runs the two ONNX graphs: paragraphs → candidates, each the word that may carry a cue with its labels and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.extract.reader.decode import CONTENT, Chain, Floats, Ints, best_paths
from sayso.extract.reader.wordpieces import CLS, SEP, SHAPES, Words

EDGES = np.array((1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193))  # as in training/network.py
ENCODER_TOKENS = 384  # padded pieces a batch: measured, larger ones fall out of the cache (1024: 14 % slower)
TAGGER_TOKENS = 384


EVIDENCE = ("anchor", "cue", "mean_margin", "least_margin", "length", "quoted")
"""What a score is made from: log odds of both heads; by how much the content's words are content rather than anything
else, on average and at least; log of the content's words; the share of them in quotation marks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One word that may carry a cue: labels [words] and the evidence that its score is made from (log odds)."""

    anchor: int
    path: Ints
    evidence: tuple[float, ...]  # as in EVIDENCE


@dataclass(frozen=True, slots=True)
class Asked:
    """A word to be read as an anchor: the states of its window's words [words, width], which of them are quoted."""

    window: int
    anchor: int
    states: Floats
    quoted: NDArray[np.bool_]
    odds: float


def start_session(path: Path, threads: int) -> Any:
    """Open an ONNX graph on the CPU."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def group_lengths(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices in batches of like length whose padded size stays within the budget; a batch holds at least one."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    batch: list[int] = []
    for i in order:
        if batch and lengths[i] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


class Engine:
    """Both graphs and the chain's costs; holds no state between calls."""

    def __init__(self, folder: Path, chain: Chain, floor: float, threads: int) -> None:
        self.encoder = start_session(folder / "encoder.onnx", threads)
        self.tagger = start_session(folder / "tagger.onnx", threads)
        self.chain = chain
        self.floor = floor  # log odds of the anchor head under which a word is no candidate

    def find_candidates(self, windows: Sequence[Words]) -> list[list[Candidate]]:
        """Candidates of each window, in the order of the windows."""
        found: list[list[Candidate]] = [[] for _ in windows]
        for batch in group_lengths([len(w.pieces) + 2 for w in windows], ENCODER_TOKENS):
            states, anchors = self.encode([windows[i] for i in batch])
            asked: list[Asked] = []
            for row, i in enumerate(batch):
                first = windows[i].first + 1
                odds = anchors[row][first]
                words = np.flatnonzero(odds > self.floor)
                if len(words):
                    by_word, quoted = states[row][first], windows[i].features[windows[i].first] >= SHAPES
                    asked += [Asked(i, int(word), by_word, quoted, float(odds[word])) for word in words]
            for group in group_lengths([len(a.states) for a in asked], TAGGER_TOKENS):
                chosen = [asked[k] for k in group]
                for a, candidate in zip(chosen, self.tag(chosen), strict=True):
                    found[a.window].append(candidate)
        return found

    def encode(self, windows: Sequence[Words]) -> tuple[Floats, Floats]:
        """States [n, t, width] and anchor log odds [n, t] of windows; [CLS] is piece 0."""
        n, t = len(windows), max(len(w.pieces) for w in windows) + 2
        pieces, features = np.zeros((n, t), dtype=np.int64), np.zeros((n, t), dtype=np.int64)
        mask = np.zeros((n, t), dtype=np.float32)
        for row, w in enumerate(windows):
            k = len(w.pieces)
            pieces[row, 0], pieces[row, 1 : k + 1], pieces[row, k + 1] = CLS, w.pieces, SEP
            features[row, 1 : k + 1] = w.features
            mask[row, : k + 2] = 1
        states, anchors = self.encoder.run(None, {"pieces": pieces, "features": features, "mask": mask})
        return states, anchors

    def tag(self, asked: Sequence[Asked]) -> list[Candidate]:
        """Read the cue, source and content of each asked anchor."""
        lengths = np.array([len(a.states) for a in asked], dtype=np.int64)
        n, w = len(asked), int(lengths.max())
        states = np.zeros((n, w, asked[0].states.shape[1]), dtype=np.float32)
        mask = np.zeros((n, w), dtype=np.float32)
        quoted = np.zeros((n, w), dtype=np.bool_)
        for row, a in enumerate(asked):
            k = len(a.states)
            states[row, :k], mask[row, :k], quoted[row, :k] = a.states, 1, a.quoted
        anchor = np.array([a.anchor for a in asked], dtype=np.int64)
        gap = np.arange(w)[None] - anchor[:, None]
        bucket = np.searchsorted(EDGES, np.abs(gap), side="right")
        distances = np.where(gap < 0, bucket + len(EDGES), bucket).astype(np.int64)
        feed = {"states": states, "distances": distances, "anchor": anchor, "mask": mask}
        logits, cue = self.tagger.run(None, feed)
        paths = best_paths(logits, lengths, self.chain)
        inside = (paths == CONTENT) & (mask > 0)
        words = np.maximum(inside.sum(axis=1), 1)
        margins = logits[:, :, CONTENT] - np.delete(logits, CONTENT, axis=2).max(axis=2)
        mean = (margins * inside).sum(axis=1) / words
        least = np.where(inside, margins, 99.0).min(axis=1)
        share = (inside & quoted).sum(axis=1) / words
        heads = np.array([a.odds for a in asked])
        evidence = np.stack([heads, cue, mean, np.minimum(least, mean), np.log1p(words), share], axis=1)
        return [Candidate(a.anchor, paths[i, : lengths[i]], tuple(evidence[i].tolist())) for i, a in enumerate(asked)]
