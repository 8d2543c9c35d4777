"""The folder beside the database: snapshots by their SHA-256, each written whole or not at all."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.errors import CheckFailed, SetupError


def files_beside(path: Path) -> Path:
    """Give the folder that belongs to the ledger at `path`: `sayso.db` has `sayso.db.files`."""
    return path.with_name(f"{path.name}.files")


def place_of(files: Path, sha256: str) -> Path:
    """Give where the snapshot with this SHA-256 stands, whether or not it is there."""
    return files / "snapshots" / sha256[:2] / sha256


def write_snapshot(files: Path, sha256: str, content: bytes, durable: bool) -> bool:
    """Put the bytes of a snapshot in their place, whole or not at all; true where they were not there before.

    Raises `CheckFailed` where the bytes do not have this SHA-256, `OSError` where the disk refuses them.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CheckFailed(f"the bytes of snapshot {sha256[:12]} do not match their hash; nothing was kept")
    place = place_of(files, sha256)
    if place.exists() and place.read_bytes() == content:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, content, folder_of_unfinished(files), durable)
    return True


def folder_of_unfinished(files: Path) -> Path:
    """Give the folder in which files are written before they take their place: what lies there was never finished."""
    return files / "unfinished"


def write_whole(place: Path, content: bytes, unfinished: Path, durable: bool) -> None:
    """Write a file beside and move it into its place, so that nobody ever sees half of it."""
    unfinished.mkdir(parents=True, exist_ok=True)
    part = unfinished / f"{place.name}.{os.getpid()}"
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            if durable:
                os.fsync(out.fileno())
        part.replace(place)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    if durable:
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_snapshot(files: Path, sha256: str) -> bytes | None:
    """Give the bytes of a snapshot as they came, None where they are not held; raises `CheckFailed` if they changed."""
    place = place_of(files, sha256)
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CheckFailed(f"{place}: the bytes have changed since they were kept; run `sayso verify`")
    return content


def list_snapshots(files: Path) -> Iterator[str]:
    """Give the SHA-256 of every snapshot that has a file, in order."""
    for folder in sorted((files / "snapshots").glob("??")):
        yield from sorted(place.name for place in folder.iterdir())


def sweep_unfinished(files: Path) -> None:
    """Remove what was being written when a run was ended; call it only with the ledger's write lock held."""
    folder = folder_of_unfinished(files)
    if folder.exists():
        for part in folder.iterdir():
            part.unlink(missing_ok=True)


@contextmanager
def name_disk_trouble(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into an error that says what to do; nothing of the step is kept."""
    try:
        yield
    except OSError as err:
        raise SetupError(
            f"{err.filename or path}: {err.strerror or err}. Nothing of this step was kept, what was finished before is. "
            f"Make room or give the right to write in {path.parent}, and run again"
        ) from err
