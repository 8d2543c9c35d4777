"""The network: a MiniLM encoder that scores anchors (words that carry a cue), and a tagger that reads one anchor."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

WIDTH, HEADS, INNER, LAYERS, FURTHER = 384, 12, 1536, 6, 2
LABELS = 4  # O, cue, source, content
FEATURES = 15
EDGES = (1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193)  # words between a token and the anchor, lower edges
DISTANCES = 2 * len(EDGES) + 1


class Layer(nn.Module):
    """A BERT layer with plain (eager) attention: on a CPU it beats the fused kernels in training."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, dim=-1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(n, t, WIDTH)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, features, mask (1 a piece, 0 padding), all [n, t] → states [n, t, WIDTH], anchor logits [n, t]."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.anchor = nn.Linear(WIDTH, 1)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        places = torch.arange(pieces.shape[1], device=pieces.device)[None]
        x = self.dropout(self.norm(self.words(pieces) + self.positions(places) + self.features(features)))
        hidden = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return x, self.anchor(x).squeeze(-1)


class Tagger(nn.Module):
    """Reads the cue, source and content of one anchor a row.

    States of words [n, w, WIDTH], distance buckets [n, w], anchor index [n], mask [n, w] → label logits [n, w, LABELS],
    cue logit [n].
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.distances = nn.Embedding(DISTANCES, WIDTH)
        self.query = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(FURTHER))
        self.labels = nn.Linear(WIDTH, LABELS)
        self.is_cue = nn.Linear(WIDTH, 1)

    def forward(self, states: Tensor, distances: Tensor, anchor: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        index = anchor[:, None, None].expand(-1, 1, WIDTH)
        x = self.norm(states + self.distances(distances) + self.query(torch.gather(states, 1, index)))
        hidden = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        return self.labels(x), self.is_cue(torch.gather(x, 1, index)[:, 0]).squeeze(-1)


class Chain(nn.Module):
    """A linear chain over the words' labels: learns that content breaks off at a cue, not in the middle of a phrase."""

    def __init__(self) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.first = nn.Parameter(torch.zeros(LABELS))
        self.last = nn.Parameter(torch.zeros(LABELS))

    def forward(self, logits: Tensor, wanted: Odds, mask: Tensor) -> Tensor:
        """Cross-entropy [n] of the wanted odds with what the chain makes of logits [n, w, LABELS]; padding stands at the end."""
        ends = mask - nn.functional.pad(mask[:, 1:], (0, 1))
        score = (wanted.words * mask[:, :, None] * logits).sum((1, 2)) + wanted.words[:, 0] @ self.first
        score = (
            score + (wanted.pairs * self.moves).sum((1, 2, 3)) + (wanted.words * ends[:, :, None]).sum(1) @ self.last
        )
        alpha = self.first + logits[:, 0]
        for t in range(1, logits.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + self.moves, dim=1) + logits[:, t]
            alpha = torch.where(mask[:, t, None] > 0, step, alpha)
        return torch.logsumexp(alpha + self.last, dim=1) - score

    @torch.no_grad()
    def odds(self, logits: Tensor, mask: Tensor) -> Odds:
        """How likely each label of each word is, and each pair of neighbours (forward-backward)."""
        n, w, _ = logits.shape
        before, after = [self.first + logits[:, 0]], [self.last.expand(n, LABELS)]
        for t in range(1, w):
            step = torch.logsumexp(before[-1][:, :, None] + self.moves, dim=1) + logits[:, t]
            before.append(torch.where(mask[:, t, None] > 0, step, before[-1]))
        for t in range(w - 1, 0, -1):
            step = torch.logsumexp(self.moves + (logits[:, t] + after[-1])[:, None], dim=2)
            after.append(torch.where(mask[:, t, None] > 0, step, after[-1]))
        forward, backward = torch.stack(before, 1), torch.stack(after[::-1], 1)
        words = torch.softmax(forward + backward, dim=2) * mask[:, :, None]
        joint = forward[:, :-1, :, None] + self.moves + (logits[:, 1:] + backward[:, 1:])[:, :, None]
        pairs = torch.softmax(joint.flatten(2), dim=2).view_as(joint) * mask[:, 1:, None, None]
        return Odds(words, pairs)


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each label is: of words [n, w, LABELS], and of neighbours [n, w - 1, LABELS, LABELS]; 0 where padding stands."""

    words: Tensor
    pairs: Tensor

    def mix(self, other: Odds, share: Tensor) -> Odds:
        """The mean of both, `share` [n] of it the other's."""
        words = torch.lerp(self.words, other.words, share[:, None, None])
        return Odds(words, torch.lerp(self.pairs, other.pairs, share[:, None, None, None]))


def certain(labels: Tensor, mask: Tensor) -> Odds:
    """The odds of labels [n, w] that are known."""
    words = nn.functional.one_hot(labels, LABELS).float() * mask[:, :, None]
    return Odds(words, words[:, :-1, :, None] * words[:, 1:, None])


def bucket_distances(anchors: Tensor, width: int) -> Tensor:
    """Signed buckets [n, width] of the distance in words from each anchor [n]; the anchor itself is bucket 0."""
    gap = torch.arange(width)[None] - anchors[:, None]
    bucket = torch.bucketize(gap.abs(), torch.tensor(EDGES), right=True)
    return torch.where(gap < 0, bucket + len(EDGES), bucket)


class Network(nn.Module):
    """The encoder, the tagger and the chain."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.tagger = Tagger(dropout)
        self.chain = Chain()


def load_minilm(network: Network, weights: dict[str, Tensor]) -> None:
    """Fill the encoder from MiniLM's weights; the tagger's layers begin as copies of the encoder's last two."""
    state: dict[str, Tensor] = {}
    e = "embeddings."
    kinds = weights[e + "token_type_embeddings.weight"][0]
    state["words.weight"] = weights[e + "word_embeddings.weight"]
    state["positions.weight"] = weights[e + "position_embeddings.weight"] + kinds
    for part in ("weight", "bias"):
        state["norm." + part] = weights[e + "LayerNorm." + part]
    for i in range(LAYERS):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            state[f"{new}qkv.{part}"] = torch.cat(
                [weights[f"{old}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            )
            state[f"{new}out.{part}"] = weights[f"{old}attention.output.dense.{part}"]
            state[f"{new}norm1.{part}"] = weights[f"{old}attention.output.LayerNorm.{part}"]
            state[f"{new}up.{part}"] = weights[f"{old}intermediate.dense.{part}"]
            state[f"{new}down.{part}"] = weights[f"{old}output.dense.{part}"]
            state[f"{new}norm2.{part}"] = weights[f"{old}output.LayerNorm.{part}"]
    missing, extra = network.encoder.load_state_dict(state, strict=False)
    if extra or set(missing) - {"features.weight", "anchor.weight", "anchor.bias"}:
        raise ValueError(f"MiniLM weights do not fit: missing {missing}, unexpected {extra}")
    for i, layer in enumerate(network.tagger.layers):
        layer.load_state_dict(network.encoder.layers[LAYERS - FURTHER + i].state_dict())
    for table in (network.encoder.features, network.tagger.distances):
        nn.init.normal_(table.weight, std=0.01)
    for head in (network.encoder.anchor, network.tagger.labels, network.tagger.is_cue, network.tagger.query):
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
    nn.init.constant_(network.encoder.anchor.bias, -3.0)
