"""`sayso page`: one report as one HTML file, marked in place."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import As, AsJson, ForWhom, Outlet, Published, Url
from sayso.cli.running import extract_options, print_json, print_problem, read_options
from sayso.errors import SetupError, UsageError


def page(
    path: Annotated[
        str, typer.Argument(metavar="PATH|URL|-", help="One report: a .txt, .html or .jsonl file, an address, or -.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the page is written.")] = Path(
        "page.html"
    ),
    number: Annotated[int, typer.Option("--number", help="Which report of a file that holds several, from 1.")] = 1,
    for_: ForWhom = "desk",
    as_: As = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Write a report as one self-contained HTML page with sources, cues, contents, counts and events marked in place."""
    from sayso.flow.library import read_intakes
    from sayso.ingest import read_reports
    from sayso.publish import report_page

    options = read_options([path], as_, outlet, published, url)
    seen = 0
    for intake, reading in read_intakes(read_reports([path], options, sys.stdin.buffer), extract_options()):
        if reading is None:
            for problem in intake.problems:
                print_problem(intake.origin, problem)
            continue
        seen += 1
        if seen == number:
            write_text(output, report_page(reading, audience=for_))
            if as_json:
                print_json({"page": str(output), "report": reading.report.id, "for": for_})
            else:
                typer.echo(str(output))
            return
    if seen:
        raise UsageError(f"{path} holds {seen} report{'s' if seen > 1 else ''}: --number {number} is not among them")
    raise typer.Exit(1)


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises `SetupError` where the place cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, "utf8")
        part.replace(path)
    except OSError as err:
        part.unlink(missing_ok=True)
        raise SetupError(f"{path} cannot be written ({err.strerror}): name another place") from err
