"""Shipped int8 graphs → a checkpoint to go on from: the weights as they are read, rounded once, none of them missing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

TABLES = {"encoder": ("features",), "tagger": ("distances",)}  # words and positions are MiniLM's own, never trained


def read_back(folder: Path) -> dict[str, Tensor]:
    """Give the trained parameters of encoder.onnx, tagger.onnx and reader.json in `folder`, named as in the network."""
    state: dict[str, Tensor] = {}
    for graph in TABLES:
        state |= {f"{graph}.{name}": torch.tensor(value) for name, value in read_graph(folder, graph).items()}
    chain = json.loads((folder / "reader.json").read_text(encoding="utf8"))["chain"]
    return state | {f"chain.{name}": torch.tensor(value) for name, value in chain.items()}


def read_graph(folder: Path, name: str) -> dict[str, np.ndarray]:
    """Parameters of one graph: plain ones by their names, int8 ones by the module that multiplies with them."""
    graph = onnx.load(str(folder / f"{name}.onnx")).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {n: v for n, v in held.items() if n.endswith((".bias", ".weight")) and v.dtype == np.float32}
    for table in TABLES[name]:
        out[f"{table}.weight"] = widen(held, f"{table}.weight_quantized")
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            module = node.output[0].removeprefix("/").rsplit("/", 1)[0].replace("/", ".")
            out[f"{module}.weight"] = widen(held, node.input[1]).T.copy()
    return out


def widen(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """Int8 values with their scales (one, or one a column) as floating point."""
    stem = name.removesuffix("_quantized")
    zero = held[f"{stem}_zero_point"].astype(np.float32)
    return ((held[name].astype(np.float32) - zero) * held[f"{stem}_scale"]).astype(np.float32)
