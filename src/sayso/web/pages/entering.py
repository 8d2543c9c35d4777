"""Add: a claim by hand. Paste: what sayso reads in a text, before anything is kept. Both then keep, if a person says so."""

import hashlib

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.flow.adding import add_claim
from sayso.flow.library import read_intakes
from sayso.flow.previewing import Preview
from sayso.ingest import Format, ReadOptions, read_reports, report_from_bytes
from sayso.ledger import Entry
from sayso.model import Intake
from sayso.web.drawing import draw
from sayso.web.guard import read_form, require

LARGEST_PASTE = 5_000_000  # bytes of one pasted text or dropped file


def show_add(request: Request) -> Response:
    """The form for a claim by hand; words selected in a report may come along (?words=, ?report=)."""
    require(request, "reviewer")
    asked = request.query_params
    report = asked.get("report", "")
    values = {
        "words": asked.get("words", ""),
        "medium": "report" if report else "",
        "note": f"from report {report}" if report else "",
    }
    return draw(request, "add.html.j2", values)


async def take_claim(request: Request) -> Response:
    """Keep a claim by hand."""
    from starlette.concurrency import run_in_threadpool

    asking = require(request, "reviewer")
    form = await read_form(request)
    told = {
        k: str(form.get(k) or "").strip()
        for k in ("words", "speaker", "medium", "said", "circumstance", "language", "note")
    }
    if not told["words"] or not told["medium"]:
        raise UsageError("a claim by hand wants its words and how they came")
    entry = Entry(asking.person.name, told["medium"], told["words"], told["said"] or None, told["speaker"] or None,
                  told["circumstance"] or None, told["language"] or None, told["note"] or None)  # fmt: skip

    def keep() -> str:
        with request.app.state.desk.open() as ledger:
            return add_claim(ledger, entry).report

    return RedirectResponse(f"/reports/{await run_in_threadpool(keep)}", 303)


def show_paste(request: Request) -> Response:
    """The form for a text, a file or an address."""
    require(request, "reviewer")
    return draw(request, "paste.html.j2", {})


async def preview_paste(request: Request) -> Response:
    """Show what sayso reads in a text, and what it would add to or change in the record; nothing is kept, unless asked."""
    from starlette.concurrency import run_in_threadpool

    asking = require(request, "reviewer")
    form = await read_form(request)
    content = await _take_content(form.get("file"), str(form.get("text") or ""))
    await form.close()  # the file that a browser always sends along, be it empty
    options = ReadOptions(
        outlet=str(form.get("outlet") or "") or None, published=str(form.get("published") or "") or None
    )
    address = str(form.get("url") or "").strip()
    desk = request.app.state.desk

    def read() -> Response:
        intakes = _take_in(content, address, options)
        pairs = [(i, r) for i, r in read_intakes(iter(intakes))]
        if form.get("keep"):
            with desk.open() as ledger:
                for intake, reading in pairs:
                    if reading is not None and intake.snapshot is not None:
                        ledger.keep_reading(
                            reading, intake.snapshot, author=asking.person.name, reason="pasted at the desk"
                        )
            return RedirectResponse("/", 303)
        previews = [Preview(reading, desk.preview(reading)) for _, reading in pairs if reading is not None]
        problems = [p for intake, reading in pairs if reading is None for p in intake.problems]
        told = {
            "text": content.decode("utf8", "replace") if content else "",
            "url": address,
            "outlet": options.outlet or "",
            "published": options.published or "",
        }
        return draw(request, "paste.html.j2", {"previews": previews, "problems": problems, "told": told})

    return await run_in_threadpool(read)


async def _take_content(file: object, text: str) -> bytes:
    content = await file.read(LARGEST_PASTE + 1) if isinstance(file, UploadFile) else b""
    content = content or text.encode("utf8")
    if len(content) > LARGEST_PASTE:
        raise UsageError(f"that is over {LARGEST_PASTE // 1_000_000} MB: `sayso read` takes larger files")
    return content


def _take_in(content: bytes, address: str, options: ReadOptions) -> list[Intake]:
    if address:
        if not address.startswith(("http://", "https://")):
            raise UsageError("an address begins with http:// or https://")
        return list(read_reports([address], options))
    if not content.strip():
        raise UsageError("there is nothing to read: paste a text, choose a file or give an address")
    if content.startswith(b"%PDF") or (b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise UsageError("that file is neither a text nor a saved page: save it as one, or paste its words")
    kind: Format = "html" if content[:2000].lower().find(b"<html") >= 0 else "txt"
    # A pasted text is known by its words: another paste is another report, not a revision of the last one.
    return [report_from_bytes(content, kind, options, f"pasted:{hashlib.sha256(content).hexdigest()}")]
