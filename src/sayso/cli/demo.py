"""`sayso demo`: a dozen invented reports, the whole way."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sayso.cli.options import AsJson
from sayso.cli.page import write_text
from sayso.cli.read import print_summary, reading_progress
from sayso.cli.record_text import print_events
from sayso.cli.running import extract_options, make_console, open_or_make, print_json, read_options
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
    console.print(Text("The dozen reports are invented: country, parties, people and all.", "italic"))
    console.print(Text(f"one page of all this:  {page}"))
    console.print(Text(f"ask of any value:      sayso why VALUE --ledger {ledger}"))
    console.print(Text(f"open the desk:         sayso serve --ledger {ledger}   (then http://127.0.0.1:8400)"))


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
