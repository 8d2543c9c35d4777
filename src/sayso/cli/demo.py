"""`sayso demo`: a dozen invented reports, the whole way."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import AsJson
from sayso.cli.page import write_text
from sayso.cli.read import print_summary, reading_progress
from sayso.cli.record_text import print_events
from sayso.cli.running import extract_options, make_console, name_command, open_or_make, print_json, read_options
from sayso.cli.sayings import short_id
from sayso.cli.telling import tell
from sayso.errors import UsageError


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where the demo ledger and page are written.")
    ] = Path("demo-out"),
    as_json: AsJson = False,
) -> None:
    """Read a dozen invented reports into a new ledger, print the record of what happened, write it as one HTML page."""
    from sayso.demo import demo_paths
    from sayso.flow.serial import ReadPlan, read_into
    from sayso.flow.settling import settle_ledger
    from sayso.publish import record_page
    from sayso.publish.rendering import describe_value

    ledger = _fresh_ledger(folder)
    inputs = [str(p) for p in demo_paths()]
    plan = ReadPlan(tuple(inputs), read_options(inputs), extract_options(), "demo", "demo")
    with open_or_make(ledger) as opened:
        with reading_progress(len(inputs), quiet=as_json) as watch:
            summary = read_into(opened, plan, watch)
        settled = settle_ledger(opened)
    page = folder / "record.html"
    write_text(page, record_page(settled.record, settled.readings, audience="desk"))
    if as_json:
        print_json({"ledger": str(ledger), "page": str(page), "events": len(settled.record.events)})
        return
    console = make_console()
    print_summary(summary, ledger)
    console.print()
    print_events(settled, console)
    console.print()
    tell(console, "The dozen reports are invented: country, parties, people and all.", style="italic")
    main = max(settled.record.events, key=lambda e: len(e.reports))
    rivals = Counter(v.property for v in main.values)
    people = [v for v in main.values if v.unit == "person"]
    figure = max(people, key=lambda v: (rivals[v.property], len(v.claims)))
    verb = name_command()
    for does, how in (
        ("all of it on one page", str(page)),
        (f"why {describe_value(figure)}?", f"{verb} why {short_id(figure.id)} --ledger {ledger}"),
        ("that event whole", f"{verb} show {short_id(main.id)} --ledger {ledger}"),
        ("the desk, in a browser", f"{verb} serve --ledger {ledger}   (then http://127.0.0.1:8400)"),
        ("reports of your own", f"{verb} read PATH|URL ..."),
    ):
        tell(console, f"{does + ':':<24}{how}")


def _fresh_ledger(folder: Path) -> Path:
    """The demo ledger's path in a folder that holds nothing but an earlier demo, which is cleared away."""
    import shutil

    ledger = folder / "demo.db"
    if folder.exists():
        strange = [p.name for p in folder.iterdir() if not p.name.startswith("demo.db") and p.name != "record.html"]
        if strange:
            raise UsageError(f"{folder} holds other files ({', '.join(sorted(strange)[:3])}): name an empty folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return ledger
