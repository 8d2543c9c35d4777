"""Runs the two ONNX graphs: paragraphs → candidates, each the word that may carry a cue with its labels and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.extract.reader.decode import CONTENT, Chain, Floats, Ints, best_paths
from sayso.extract.reader.wordpieces import CLS, SEP, Words

EDGES = np.array((1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193))  # as in training/network.py
ENCODER_TOKENS = 384  # padded pieces a batch: measured, larger ones fall out of the cache (1024: 14 % slower)
TAGGER_TOKENS = 384


@dataclass(frozen=True, slots=True)
class Candidate:
    """One word that may carry a cue: labels [words] and the evidence that its score is made from (log odds)."""

    anchor: int
    path: Ints
    evidence: tuple[float, float, float]  # the anchor head, the cue head, mean margin of the content's words


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
            asked: list[tuple[int, int, Floats, float]] = []
            for row, i in enumerate(batch):
                first = windows[i].first + 1
                odds = anchors[row][first]
                words = np.flatnonzero(odds > self.floor)
                if len(words):
                    by_word = states[row][first]
                    asked += [(i, int(word), by_word, float(odds[word])) for word in words]
            for group in group_lengths([len(a[2]) for a in asked], TAGGER_TOKENS):
                chosen = [asked[k] for k in group]
                for (i, _, _, _), candidate in zip(chosen, self.tag(chosen), strict=True):
                    found[i].append(candidate)
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

    def tag(self, asked: Sequence[tuple[int, int, Floats, float]]) -> list[Candidate]:
        """Read each asked (window, anchor word, states [words, width], anchor log odds)."""
        lengths = np.array([len(states) for _, _, states, _ in asked], dtype=np.int64)
        n, w = len(asked), int(lengths.max())
        states = np.zeros((n, w, asked[0][2].shape[1]), dtype=np.float32)
        mask = np.zeros((n, w), dtype=np.float32)
        for row, (_, _, own, _) in enumerate(asked):
            states[row, : len(own)], mask[row, : len(own)] = own, 1
        anchor = np.array([word for _, word, _, _ in asked], dtype=np.int64)
        gap = np.arange(w)[None] - anchor[:, None]
        bucket = np.searchsorted(EDGES, np.abs(gap), side="right")
        distances = np.where(gap < 0, bucket + len(EDGES), bucket).astype(np.int64)
        feed = {"states": states, "distances": distances, "anchor": anchor, "mask": mask}
        logits, cue = self.tagger.run(None, feed)
        paths = best_paths(logits, lengths, self.chain)
        others = np.delete(logits, CONTENT, axis=2).max(axis=2)
        margins, inside = logits[:, :, CONTENT] - others, (paths == CONTENT) * mask
        mean = (margins * inside).sum(axis=1) / np.maximum(inside.sum(axis=1), 1)
        return [
            Candidate(int(anchor[i]), paths[i, : lengths[i]], (asked[i][3], float(cue[i]), float(mean[i])))
            for i in range(n)
        ]
