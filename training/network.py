"""The network: an encoder that scores anchors (words that carry a cue), and a tagger that reads one anchor.

What ships has MiniLM's size; a larger one, from MPNet, only teaches.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

FURTHER = 2  # layers of the tagger
LABELS = 4  # O, cue, source, content
FEATURES = 15
MPNET_MARKS = {0: 1, 101: 0, 102: 2, 103: 30526}  # padding, [CLS], [SEP], [MASK]: MiniLM's piece → MPNet's
EDGES = (1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193)  # words between a token and the anchor, lower edges
DISTANCES = 2 * len(EDGES) + 1


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is; `near` is the number of buckets of distance that its attention knows (0: none)."""

    width: int
    heads: int
    inner: int
    layers: int
    eps: float
    near: int


SMALL = Size(384, 12, 1536, 6, 1e-12, 0)  # MiniLM-L6
LARGE = Size(768, 12, 3072, 12, 1e-5, 32)  # MPNet base


def size_of(state: dict[str, Tensor]) -> Size:
    """The size of the network that a checkpoint holds."""
    width = state["encoder.norm.weight"].numel()
    return next(size for size in (SMALL, LARGE) if size.width == width)


class Layer(nn.Module):
    """A BERT layer with plain (eager) attention: on a CPU it beats the fused kernels in training."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads, width = size.heads, size.width
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=size.eps)
        self.up = nn.Linear(width, size.inner)
        self.down = nn.Linear(size.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=size.eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n, t, width = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask, dim=-1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(n, t, width)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces, features, mask (1 a piece, 0 padding), all [n, t] → states [n, t, width], anchor logits [n, t]."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, size.width)
        self.positions = nn.Embedding(512, size.width)
        self.features = nn.Embedding(FEATURES, size.width)
        self.near = nn.Embedding(size.near, size.heads) if size.near else None
        self.norm = nn.LayerNorm(size.width, eps=size.eps)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.anchor = nn.Linear(size.width, 1)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        places = torch.arange(pieces.shape[1], device=pieces.device)[None]
        x = self.dropout(self.norm(self.words(pieces) + self.positions(places) + self.features(features)))
        hidden = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        if self.near is not None:
            hidden = hidden + self.near(bucket_gaps(pieces.shape[1], self.near.num_embeddings)).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, hidden)
        return x, self.anchor(x).squeeze(-1)


class Tagger(nn.Module):
    """Reads the cue, source and content of one anchor a row.

    States of words [n, w, width], distance buckets [n, w], anchor index [n], mask [n, w] → label logits [n, w, LABELS],
    cue logit [n].
    """

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.distances = nn.Embedding(DISTANCES, size.width)
        self.query = nn.Linear(size.width, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.eps)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(FURTHER))
        self.labels = nn.Linear(size.width, LABELS)
        self.is_cue = nn.Linear(size.width, 1)

    def forward(self, states: Tensor, distances: Tensor, anchor: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        index = anchor[:, None, None].expand(-1, 1, states.shape[2])
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


def bucket_gaps(t: int, buckets: int) -> Tensor:
    """MPNet's buckets [t, t] of how far the second piece stands from the first: half of them before it, half behind,
    exact while near and in steps of a logarithm up to 128."""
    gap = torch.arange(t)[:, None] - torch.arange(t)[None]
    half, exact = buckets // 2, buckets // 4
    far = exact + (torch.log(gap.abs().clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
    return torch.where(gap.abs() < exact, gap.abs(), far.clamp(max=half - 1)) + half * (gap < 0)


class Network(nn.Module):
    """The encoder, the tagger and the chain."""

    def __init__(self, size: Size = SMALL, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.encoder = Encoder(size, dropout)
        self.tagger = Tagger(size, dropout)
        self.chain = Chain()


def load_minilm(network: Network, weights: dict[str, Tensor]) -> None:
    """Fill the encoder from MiniLM's weights."""
    e = "embeddings."
    weights[e + "position_embeddings.weight"] += weights[e + "token_type_embeddings.weight"][0]
    fill(
        network,
        weights,
        {
            "attn": "attention.self.{}",
            "qkv": ("query", "key", "value"),
            "out": "attention.output.dense",
            "norm": "attention.output.LayerNorm",
        },
    )


def load_mpnet(network: Network, weights: dict[str, Tensor]) -> None:
    """Fill the encoder from MPNet's weights: the same word pieces four places on, marks of its own, two unused positions."""
    e = "embeddings."
    words, positions = weights[e + "word_embeddings.weight"], weights[e + "position_embeddings.weight"]
    own = words[4:30526].clone()
    for piece, place in MPNET_MARKS.items():
        own[piece] = words[place]
    weights |= {e + "word_embeddings.weight": own, e + "position_embeddings.weight": positions[2:]}
    fill(
        network,
        weights,
        {"attn": "attention.attn.{}", "qkv": ("q", "k", "v"), "out": "attention.attn.o", "norm": "attention.LayerNorm"},
    )
    assert network.encoder.near is not None
    network.encoder.near.load_state_dict({"weight": weights["encoder.relative_attention_bias.weight"]})


def fill(network: Network, weights: dict[str, Tensor], names: dict[str, Any]) -> None:
    """Fill the encoder; the tagger's layers begin as copies of the encoder's last two."""
    state: dict[str, Tensor] = {}
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["positions.weight"] = weights["embeddings.position_embeddings.weight"]
    for part in ("weight", "bias"):
        state["norm." + part] = weights["embeddings.LayerNorm." + part]
    for i in range(network.size.layers):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            state[f"{new}qkv.{part}"] = torch.cat(
                [weights[f"{old}{names['attn'].format(x)}.{part}"] for x in names["qkv"]]
            )
            state[f"{new}out.{part}"] = weights[f"{old}{names['out']}.{part}"]
            state[f"{new}norm1.{part}"] = weights[f"{old}{names['norm']}.{part}"]
            state[f"{new}up.{part}"] = weights[f"{old}intermediate.dense.{part}"]
            state[f"{new}down.{part}"] = weights[f"{old}output.dense.{part}"]
            state[f"{new}norm2.{part}"] = weights[f"{old}output.LayerNorm.{part}"]
    missing, extra = network.encoder.load_state_dict(state, strict=False)
    if extra or set(missing) - {"features.weight", "anchor.weight", "anchor.bias", "near.weight"}:
        raise ValueError(f"these weights do not fit: missing {missing}, unexpected {extra}")
    for i, layer in enumerate(network.tagger.layers):
        layer.load_state_dict(network.encoder.layers[network.size.layers - FURTHER + i].state_dict())
    for table in (network.encoder.features, network.tagger.distances):
        nn.init.normal_(table.weight, std=0.01)
    for head in (network.encoder.anchor, network.tagger.labels, network.tagger.is_cue, network.tagger.query):
        nn.init.normal_(head.weight, std=0.02)
        nn.init.zeros_(head.bias)
    nn.init.constant_(network.encoder.anchor.bias, -3.0)
