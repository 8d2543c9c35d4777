"""Turn a checkpoint into the files that ship: python training/export_reader.py CHECKPOINT --out DIR [--version V].

Writes encoder.onnx and tagger.onnx (int8 weights), tokenizer.json and reader.json (chain costs, cue lexicon; score
weighing and threshold are fitted by calibrate_reader.py).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from network import Network, size_of
from train_reader import find_minilm

ANCHOR_FLOOR = -3.0  # log odds: under it a word is no candidate; -1.5 saves a sixth of the time and loses one in a hundred indirect attributions


def export_graph(module: torch.nn.Module, given: dict[str, torch.Tensor], gives: list[str], path: Path) -> None:
    """Write one module as an ONNX graph with free batch and length."""
    axes = {name: dict(enumerate(("n", "t")[: value.dim()])) for name, value in given.items()}
    axes |= {name: {0: "n", 1: "t"} if name != "cue" else {0: "n"} for name in gives}
    torch.onnx.export(
        module,
        tuple(given.values()),
        str(path),
        input_names=list(given),
        output_names=gives,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(plain: Path, path: Path) -> None:
    """Give the weights of products and tables 8 bits, a scale a column; 7 are used, as older processors need."""
    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(path),
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--version", default="1")
    a = arguments.parse_args()
    state = torch.load(a.checkpoint, weights_only=True)
    network = Network(size_of(state))
    network.load_state_dict(state)
    network.eval()
    a.out.mkdir(parents=True, exist_ok=True)
    n, t = 2, 12
    whole = torch.ones(n, t, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        encoder, tagger = Path(folder) / "encoder.onnx", Path(folder) / "tagger.onnx"
        export_graph(
            network.encoder, {"pieces": whole, "features": whole, "mask": whole.float()}, ["states", "anchors"], encoder
        )
        given = {
            "states": torch.randn(n, t, network.size.width),
            "distances": whole,
            "anchor": torch.ones(n, dtype=torch.long),
            "mask": whole.float(),
        }
        export_graph(network.tagger, given, ["labels", "cue"], tagger)
        quantise(encoder, a.out / "encoder.onnx")
        quantise(tagger, a.out / "tagger.onnx")
    shutil.copy(find_minilm() / "tokenizer.json", a.out / "tokenizer.json")
    chain = {
        k: [[round(x, 4) for x in row] for row in v] if v and isinstance(v[0], list) else [round(x, 4) for x in v]
        for k, v in ((k, getattr(network.chain, k).tolist()) for k in ("moves", "first", "last"))
    }
    config = {
        "name": "sayso-reader-minilm-l6",
        "version": a.version,
        "threshold": 0.5,
        "anchor_floor": ANCHOR_FLOOR,
        "weighing": {"weights": [0.5, 0.5, 0.0, 0.0, 0.0, 0.0], "bias": 0.0},
        "chain": chain,
        "lexicon": json.loads((a.checkpoint.parent / "lexicon.json").read_text(encoding="utf8")),
    }
    (a.out / "reader.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
