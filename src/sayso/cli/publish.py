"""`sayso publish`: the record as pages and tables for others, or for the desk."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from sayso.cli.options import AsJson, AsKnownAt, AsPublishedBy, ForWhom, LedgerPath, PolicyName
from sayso.cli.page import write_text
from sayso.cli.running import author_name, find_event, open_existing, policy_name, print_json
from sayso.errors import UsageError

Format = Literal["html", "csv", "xlsx", "parquet", "json"]


def publish(
    dest: Annotated[Path, typer.Argument(metavar="DEST", help="A file (html, json) or a folder (csv, xlsx, parquet).")],
    format: Annotated[
        Format, typer.Option("--format", help="A page, or tables with a codebook, or the record's JSON.")
    ] = "html",
    event: Annotated[str | None, typer.Option("--event", help="One event alone (html).")] = None,
    ledger: LedgerPath = None,
    as_known_at: AsKnownAt = None,
    as_published_by: AsPublishedBy = None,
    policy: PolicyName = None,
    for_: ForWhom = "others",
    as_json: AsJson = False,
) -> None:
    """Write the joined record: pages, tables with a codebook, or JSON. For others by default: the disclosure policy holds."""
    from sayso.flow.disclosing import disclosure_of, log_copies
    from sayso.flow.settling import settle_ledger
    from sayso.publish import event_page, record_page, write_record_file, write_tables

    if event is not None and format != "html":
        raise UsageError("--event goes with --format html")
    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, as_known_at, policy_name(policy), as_published_by)
        rules = disclosure_of(opened, as_known_at)
        record, readings = settled.record, settled.readings
        written = [dest]
        if format == "json":
            write_text(dest, write_record_file(record, readings, audience=for_, disclosure=rules))
        elif format != "html":
            written = write_tables(record, readings, dest, format, audience=for_, disclosure=rules)
        elif event is None:
            write_text(dest, record_page(record, readings, audience=for_, disclosure=rules))
        else:
            found = find_event(record, event).id
            write_text(dest, event_page(record, found, readings, audience=for_, disclosure=rules))
        log_copies(opened, written, for_, readings, author_name(None))
    if as_json:
        print_json({"written": [str(p) for p in written], "for": for_})
    else:
        for path in written:
            typer.echo(str(path))
