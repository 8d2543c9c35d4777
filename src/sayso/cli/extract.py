"""`sayso extract`: what each report says, as JSON lines, touching no ledger."""

import json
import sys
from typing import Annotated, Literal

import typer

from sayso.cli.options import As, Inputs, Outlet, Published, Url
from sayso.cli.running import extract_options, print_problem, read_options


def extract(
    inputs: Inputs,
    format: Annotated[
        Literal["jsonl"], typer.Option("--format", help="The interchange format, one object a report.")
    ] = "jsonl",
    as_: As = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Print what each report says: attributions, events, counts, sums, entities. Touches no ledger."""
    from sayso.flow.library import read_intakes
    from sayso.ingest import read_reports
    from sayso.publish import write_reading

    unread = 0
    options = read_options(inputs, as_, outlet, published, url)
    for intake, reading in read_intakes(read_reports(inputs, options, sys.stdin.buffer), extract_options()):
        if reading is None:
            unread += 1
            for problem in intake.problems:
                print_problem(intake.origin, problem)
            continue
        sys.stdout.write(json.dumps(write_reading(reading), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if unread:
        raise typer.Exit(1)
