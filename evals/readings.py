"""Readings of whole sets, kept in a temporary folder under their content and the sources that read them."""

import hashlib
import multiprocessing
import os
import pickle
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from evals.running import ROOT
from sayso.extract import find_claims
from sayso.model import Reading, Report

READERS = ("extract", "language", "model")
CHUNK = 200  # reports kept in one file


def digest_sources() -> str:
    """Give a digest of every source and lexicon that a reading depends on."""
    found = hashlib.sha256()
    for room in READERS:
        for path in sorted((ROOT / "src" / "sayso" / room).rglob("*")):
            if path.suffix in (".py", ".tsv", ".toml", ".txt", ".json", ".onnx") and path.is_file():
                found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def name_reader() -> str:
    """Give the digest of the sources whose readings are used: SAYSO_KEPT_READER where it is set, else today's."""
    return os.environ.get("SAYSO_KEPT_READER") or digest_sources()


def read_kept(reports: Sequence[Report], workers: int = 1) -> list[Reading]:
    """Read reports, or take what was read of the same ones by the same sources; SAYSO_KEPT_READER names another digest.

    What several workers read, each in its own process, is what one reads: every chunk is kept as soon as it is done.
    """
    folder = Path(tempfile.gettempdir()) / "sayso-readings" / name_reader()
    folder.mkdir(parents=True, exist_ok=True)
    chunks = [reports[start : start + CHUNK] for start in range(0, len(reports), CHUNK)]
    read = partial(_read_chunk, folder=folder)
    if workers == 1:
        return [reading for chunk in chunks for reading in read(chunk)]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        return [reading for readings in pool.map(read, chunks) for reading in readings]


def _read_chunk(reports: Sequence[Report], folder: Path) -> list[Reading]:
    key = hashlib.sha256(b"\0".join(f"{r.id} {r.published} {r.title}\n{r.text}".encode() for r in reports)).hexdigest()
    path = folder / f"{key[:32]}.pickle"
    if path.exists():
        return list(pickle.loads(path.read_bytes()))  # noqa: S301 - our own file of this run's user
    readings = list(find_claims(reports))
    path.write_bytes(pickle.dumps(readings))
    return readings


def without_dates(reports: Iterable[Report]) -> list[Report]:
    """Withhold the day of publication: what the text itself says remains."""
    return [replace(r, published=None) for r in reports]
