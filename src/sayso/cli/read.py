"""`sayso read`: reports into the ledger, the whole way."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sayso.cli.options import As, AsJson, Author, Inputs, LedgerPath, Outlet, Published, Reason, Url
from sayso.cli.running import (
    author_name,
    extract_options,
    ledger_path,
    make_console,
    open_or_make,
    print_json,
    print_problem,
    read_options,
)  # fmt: skip
from sayso.cli.sayings import say_many
from sayso.cli.telling import tell
from sayso.flow.serial import ReadPlan, ReadSummary, Step


def read(
    inputs: Inputs,
    ledger: LedgerPath = None,
    as_: As = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    keep: Annotated[
        str | None,
        typer.Option("--keep", help="What is kept of each snapshot: full, quotes or hash.", show_default=False),
    ] = None,
    reason: Reason = "read",
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """Read reports into the ledger. The same bytes again add nothing; changed bytes become a new snapshot."""
    from sayso.flow.serial import read_into

    options = read_options(inputs, as_, outlet, published, url, keep)
    plan = ReadPlan(tuple(inputs), options, extract_options(), author_name(author), reason, sys.stdin.buffer)
    path = ledger_path(ledger)
    with open_or_make(path) as opened, reading_progress(count_inputs(inputs), quiet=as_json) as watch:
        summary = read_into(opened, plan, watch)
    if as_json:
        print_json(summary_as_json(summary, path))
    else:
        print_summary(summary, path)
        if any(step.report and step.problems for step in summary.steps):
            tell(
                make_console(),
                "`sayso page PATH` shows each problem of a report where it stands",
                indent=2,
                style="dim",
            )
    if summary.count("unread"):
        raise typer.Exit(1)


def count_inputs(inputs: list[str]) -> int | None:
    """How many inputs there are, folders walked; None where standard input or a file of many reports is among them."""
    total = 0
    for given in inputs:
        path = Path(given)
        if given == "-" or path.suffix == ".jsonl":
            return None
        try:
            found = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        except OSError:
            found = [path]
        if any(p.suffix == ".jsonl" for p in found):
            return None
        total += len(found)
    return total


class reading_progress:  # noqa: N801 - used as a verb, like `open`
    """A progress bar on standard error for as long as the block runs; gives the function that each step is told to."""

    def __init__(self, total: int | None, quiet: bool) -> None:
        self.quiet = quiet or not sys.stderr.isatty()
        columns = (
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[last]}", markup=False),
        )
        self.progress = Progress(*columns, console=make_console(stderr=True), transient=True, disable=self.quiet)
        self.task = self.progress.add_task("reading", total=total, last="")

    def __enter__(self) -> "reading_progress":
        self.progress.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.progress.stop()

    def __call__(self, step: Step) -> None:
        """Take one step: move the bar, and print what could not be read at once."""
        self.progress.update(self.task, advance=1, last=Path(step.origin).name[-40:])
        if step.outcome == "unread":
            for problem in step.problems:
                print_problem(step.origin, problem)


def summary_as_json(summary: ReadSummary, path: Path) -> dict[str, object]:
    """The summary as one JSON object."""
    steps = [
        {"origin": s.origin, "outcome": s.outcome, "report": s.report, "claims": s.claims, "transaction": s.transaction,
         "problems": [{"what": p.what, "why": p.why} for p in s.problems]}
        for s in summary.steps
    ]  # fmt: skip
    counts = {o: summary.count(o) for o in ("read", "unchanged", "revised", "reread", "unread")}
    return {"ledger": str(path), **counts, "problems": dict(summary.problems), "inputs": steps}


def print_summary(summary: ReadSummary, path: Path) -> None:
    """Say how a run ended: read, unchanged, revised, unread, and problems by kind."""
    console = make_console()
    told = [
        f"{summary.count(o)} {o}"
        for o in ("read", "unchanged", "revised", "reread", "unread")
        if o == "read" or summary.count(o)
    ]
    claims = sum(s.claims for s in summary.steps)
    tell(console, f"{', '.join(told)}; {say_many(claims, 'claim')} kept in {path}")
    for step in summary.steps:
        if step.outcome == "revised":
            tell(console, f"revised: {step.origin} is a new snapshot of a report already held", indent=2)
    if summary.problems:
        kinds = ", ".join(f"{what} ({n})" for what, n in summary.problems)
        tell(console, f"problems: {kinds}")
