"""What a caller may say about inputs: what fills the gaps in a file, and how far the outside world is let in."""

from dataclasses import dataclass
from typing import Literal

from sayso.model.report import Keep

Format = Literal["txt", "html", "jsonl"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`outlet`, `published` and `url` fill what a file lacks; `timeout` is seconds one fetch may take, `max_bytes` the
    largest file, line or answer that is read. `as_` says what standard input (or a file without a known ending) holds.
    """

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    as_: Format | None = None
    keep: Keep = "full"
    allow_private: bool = False
    timeout: float = 20.0
    max_bytes: int = 25_000_000
