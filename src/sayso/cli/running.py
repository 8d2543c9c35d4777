"""What verbs do before and after their work: settings into options, the ledger opened, trouble printed."""

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import UnknownId, UsageError
from sayso.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.extract import ExtractOptions
    from sayso.ingest import Format, ReadOptions
    from sayso.ledger import Ledger
    from sayso.model import Event, Problem, Record
    from sayso.model.report import Keep


def read_options(
    inputs: Sequence[str],
    as_: "Format | None" = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    keep: str | None = None,
) -> "ReadOptions":
    """Turn the options of a reading verb into `ReadOptions`; `-` needs `--as`."""
    from sayso.ingest import ReadOptions

    if "-" in inputs and as_ is None:
        raise UsageError("say what standard input is: --as txt, --as html or --as jsonl")
    settings = load_settings()
    kept = keep or settings.keep
    choices: dict[str, Keep] = {"full": "full", "quotes": "quotes", "hash": "hash"}
    if kept not in choices:
        raise UsageError(f"--keep {kept}: write full, quotes or hash")
    return ReadOptions(
        outlet=outlet, published=published, url=url, as_=as_, keep=choices[kept],
        allow_private=settings.allow_private, timeout=settings.timeout, max_bytes=settings.max_bytes,
    )  # fmt: skip


def extract_options() -> "ExtractOptions":
    """Turn settings into `ExtractOptions`."""
    from sayso.extract import ExtractOptions

    settings = load_settings()
    return ExtractOptions(model=settings.model, threshold=settings.threshold)


def ledger_path(given: Path | None, settings: Settings | None = None) -> Path:
    """The ledger's path: --ledger, else SAYSO_LEDGER, else ./sayso.db."""
    return given or (settings or load_settings()).ledger


@contextmanager
def open_existing(given: Path | None) -> "Iterator[Ledger]":
    """Open the ledger for looking at, for as long as the block runs; an absent one is wrong use, not a new one."""
    path = ledger_path(given)
    if not path.exists():
        raise UsageError(f"there is no ledger at {path}: `sayso read PATH` makes one, --ledger names another")
    if path.is_file() and path.stat().st_size == 0:
        raise UsageError(f"{path} is an empty file, and no ledger yet: `sayso read PATH` makes it one")
    with open_or_make(path) as opened:
        yield opened


@contextmanager
def open_or_make(path: Path) -> "Iterator[Ledger]":
    """Open the ledger at a path, or make it, for as long as the block runs."""
    from sayso.ledger import open_ledger

    opened = open_ledger(path)
    try:
        yield opened
    finally:
        opened.close()


def author_name(given: str | None) -> str:
    """Who does this: --author, else the login name, else "unknown"."""
    try:
        return given or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def policy_name(given: str | None) -> str:
    """The policy: --policy, else SAYSO_POLICY, else "default"."""
    return given or load_settings().policy


def find_event(record: "Record", short: str) -> "Event":
    """Find an event by the beginning of its id; see `flow.explaining.match_id` for what is raised."""
    from sayso.flow.explaining import match_id

    events = {event.id: event for event in record.events}
    try:
        return events[match_id(short, set(events), "event")]
    except UnknownId:
        if any(value.id.startswith(short.lower()) for event in record.events for value in event.values):
            raise UsageError(f"{short} is a value: `sayso why {short}` says who stands behind it") from None
        raise


def name_command() -> str:
    """How a person calls us from where they stand: `sayso` where it is on the path, else as it was called now."""
    import shutil

    called = Path(sys.argv[0])
    if shutil.which("sayso"):
        return "sayso"
    return str(called) if called.name == "sayso" else "python -m sayso"


def make_console(stderr: bool = False) -> "Console":
    """A console that wraps where a person reads and not where a program does."""
    from sayso.cli.telling import Window

    stream = sys.stderr if stderr else sys.stdout
    return Window(stderr=stderr, highlight=False, soft_wrap=not stream.isatty(), width=None if stream.isatty() else 100)


def print_json(value: Any) -> None:
    """Print one JSON value to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_problem(origin: str, problem: "Problem") -> None:
    """Print one problem to standard error: where, what, why."""
    where = f"{origin}:{problem.span.start}-{problem.span.end}" if problem.span else origin
    sys.stderr.write(f"sayso: {where}: {problem.what}: {problem.why}\n")
