"""Options that several verbs share, so that one word means one thing on every command line."""

from pathlib import Path
from typing import Annotated, Literal

import typer

LedgerPath = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="FILE", help="The ledger; else SAYSO_LEDGER, else ./sayso.db.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
AsKnownAt = Annotated[
    str | None,
    typer.Option(
        "--as-known-at", metavar="TIME", help="The record as it was known then; a bare day means its end, UTC."
    ),
]
AsPublishedBy = Annotated[
    str | None,
    typer.Option(
        "--as-published-by",
        metavar="TIME",
        help="Only what was published by then; a bare day means its end, UTC. Reports without a date are left out.",
    ),
]
PolicyName = Annotated[
    str | None,
    typer.Option("--policy", metavar="NAME|FILE", help="How low, best and high are chosen.", show_default=False),
]
Audience = Literal["desk", "others"]
ForWhom = Annotated[
    Audience,
    typer.Option(
        "--for", help="desk: everything, and it says so on its face; others: names that can hurt people are withheld."
    ),
]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH|URL|-...", help="Files, folders and addresses of .txt, .html, .jsonl; - reads standard input."
    ),
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="The outlet, where a file does not name it.")]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="The day or instant of publication, where a file lacks it."),
]
Url = Annotated[str | None, typer.Option("--url", help="The address, where a file lacks it.")]
As = Annotated[
    Literal["txt", "html", "jsonl"] | None, typer.Option("--as", help="What standard input is; needed with -.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the transaction.")]
Author = Annotated[
    str | None,
    typer.Option("--author", envvar="SAYSO_AUTHOR", help="Who does this; else the login name.", show_default=False),
]
