"""sayso's settings: one frozen table of name, default and meaning, loaded once, by a door.

Each setting is an environment variable `SAYSO_<NAME>`; a command-line option of the same meaning goes before it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from sayso.errors import SettingError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. Doors read it; rooms are handed values."""

    ledger: Path = Path("sayso.db")
    model: str = "en_core_web_sm"
    threshold: float = -1.0
    keep: str = "full"
    policy: str = "default"
    allow_private: bool = False
    timeout: float = 20.0
    max_bytes: int = 25_000_000
    shared: Path = Path("../shared")
    chromium: str = "chromium"


MEANINGS: Mapping[str, str] = {
    "ledger": "the ledger file; snapshots stand beside it in LEDGER.files/",
    "model": "the spaCy model that parses: any installed en_core_web_*",
    "threshold": "lowest score of an attribution that is kept, 0 to 1; -1 takes the one measured for the reader's weights",
    "keep": "what is kept of a snapshot: full, quotes or hash",
    "policy": "how low, best and high are chosen: the name of a built-in policy or the path of a policy file",
    "allow_private": "whether `read` may fetch from private network addresses: 0 or 1",
    "timeout": "seconds that one fetch may take",
    "max_bytes": "the largest file or answer that is read, in bytes",
    "shared": "where the evaluation sets lie (evals and tests only)",
    "chromium": "the Chromium that page tests drive",
}


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read `SAYSO_*` variables into `Settings`; raises `SettingError` for a value that cannot be meant."""
    environ = os.environ if environ is None else environ
    given: dict[str, object] = {}
    for f in fields(Settings):
        raw = environ.get(f"SAYSO_{f.name.upper()}")
        if raw is not None:
            given[f.name] = _convert(f.name, raw, f.default)
    return Settings(**given)  # type: ignore[arg-type]


def _convert(name: str, raw: str, default: object) -> object:
    shown = f"SAYSO_{name.upper()}={raw!r}"
    if isinstance(default, bool):
        if raw.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise SettingError(f"{shown}: write 0 or 1 ({MEANINGS[name]})")
        return raw.lower() in ("1", "true", "yes")
    if name == "keep" and raw not in ("full", "quotes", "hash"):
        raise SettingError(f"{shown}: write full, quotes or hash ({MEANINGS[name]})")
    try:
        if isinstance(default, Path):
            return Path(raw)
        if isinstance(default, int):
            return int(raw)
        return float(raw) if isinstance(default, float) else raw
    except ValueError as err:
        raise SettingError(f"{shown}: not a number ({MEANINGS[name]})") from err
