"""The joined record as tables: one row an event, one a value with its origins, one a claim; with a codebook."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from sayso.errors import SetupError
from sayso.model import Claim, Event, Reading, Record, Value
from sayso.publish.codebook import TABLES
from sayso.publish.disclosure import FACES, Audience, Disclosure, Readings, disclose_record
from sayso.publish.phrases import REVIEW_WORDS, UNCHECKED
from sayso.publish.rendering import describe_value

Format = Literal["csv", "xlsx", "parquet"]
Cell = str | int | float | bool | None
Rows = dict[str, list[tuple[Cell, ...]]]
# A spreadsheet takes text that begins so for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
CODEBOOK = "codebook.csv"
LONGEST_CELL = 32_767  # characters that a cell of an XLSX file holds; longer text is cut there and ends in "…"


def write_tables(
    record: Record,
    readings: Readings,
    dest: Path,
    format: Format,  # noqa: A002
    *,
    audience: Audience = "desk",
    disclosure: Disclosure | None = None,
) -> list[Path]:
    """Write the record into the folder `dest` as CSV, XLSX or Parquet with a codebook; gives the files written.

    Text that a spreadsheet would take for a formula gets an apostrophe before it in CSV and XLSX. Parquet needs the
    extra "tables". Raises `SetupError` where the folder cannot be written or the library is missing.
    """
    shown, given, notice = disclose_record(record, readings, audience, disclosure)
    rows = list_rows(shown, {r.report.id: r for r in given}, FACES[audience])
    writers: Mapping[Format, Callable[[Rows, Path, Sequence[str]], Iterator[Path]]] = {
        "csv": _write_csv,
        "xlsx": _write_xlsx,
        "parquet": _write_parquet,
    }
    try:
        dest.mkdir(parents=True, exist_ok=True)
        written = list(writers[format](rows, dest, (FACES[audience], *notice)))
        return [*written, _write_codebook(dest, (FACES[audience], *notice))]
    except OSError as err:
        raise SetupError(f"{dest} cannot be written ({err.strerror}): name another folder") from err


def list_rows(record: Record, readings: Mapping[str, Reading], made_for: str) -> Rows:
    """Give the rows of the three tables of a record (already disclosed), columns as in the codebook."""
    rows: Rows = {"events": [], "values": [], "claims": []}
    for event in record.events:
        rows["events"].append((*_write_event_row(event, record, readings), made_for))
        for value in event.values:
            rows["values"].append((*_write_value_row(value, event, record), made_for))
            for place, claim in enumerate(value.claims):
                origin = next((n for n, o in enumerate(value.origins, 1) if place in o.claims), None)
                rows["claims"].append((*_write_claim_row(claim, value, event, origin, readings), made_for))
    return rows


def _write_event_row(event: Event, record: Record, readings: Mapping[str, Reading]) -> Iterator[Cell]:
    first, _, last = (event.date or "").partition("/")
    own = {v.id for v in event.values}
    yield from (event.id, event.type, event.modality, first or None, last or first or None, event.place)
    for role in ("agent", "held", "recipient", "mediator", "party"):
        yield "; ".join(p.name for p in event.parties if p.role == role) or None
    outlets = [readings[r].report.outlet for r in (*event.reports, *event.mentioned_in) if r in readings]
    yield from (len(event.reports), len(event.mentioned_in), "; ".join(dict.fromkeys(filter(None, outlets))) or None)
    yield from (len(event.values), sum(1 for d in record.differences if own & set(d.values)), event.deal)


def _write_value_row(value: Value, event: Event, record: Record) -> Iterator[Cell]:
    told = value.value
    yield from (value.id, event.id, value.property, describe_value(value))
    yield None if isinstance(told, str) else told
    yield from (value.low, value.high, told if isinstance(told, str) else None)
    yield from (value.hedge, value.unit, value.basis, value.of, value.known_distinct, value.possibly_distinct)
    yield "; ".join(f"{o.name or 'no source named'} ({o.standing}, {len(o.claims)})" for o in value.origins) or None
    yield "; ".join(o.reason for o in value.origins) or None
    differs = [
        f"{other} ({d.class_})"
        for d in record.differences
        if value.id in d.values
        for other in d.values
        if other != value.id
    ]
    states = dict.fromkeys(c.review for c in value.claims)
    yield from (len(value.claims), "; ".join(differs) or None)
    yield "; ".join(REVIEW_WORDS[s] for s in states) or UNCHECKED


def _write_claim_row(
    claim: Claim, value: Value, event: Event, origin: int | None, readings: Mapping[str, Reading]
) -> Iterator[Cell]:
    reading = readings.get(claim.report)
    report = reading.report if reading else None
    yield from (claim.id, value.id, event.id, value.property, describe_value(value), origin, claim.report)
    yield from (getattr(report, name, None) for name in ("outlet", "title", "published", "url", "language"))
    yield from (claim.start, claim.end, claim.text, claim.speaker, " > ".join(claim.chain) or None)
    yield from (claim.hand, claim.modality, claim.polarity, claim.inferred, claim.circumstance)
    yield from (claim.said, claim.recorded, claim.by_hand, REVIEW_WORDS[claim.review])


def _neutralise(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _write_csv(rows: Rows, dest: Path, _face: Sequence[str]) -> Iterator[Path]:
    for table, lines in rows.items():
        yield _write_csv_file(dest / f"{table}.csv", [name for name, _, _ in TABLES[table]], lines)


def _write_csv_file(path: Path, header: Sequence[str], lines: Sequence[Sequence[Cell]]) -> Path:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_neutralise(cell) for cell in line] for line in lines)
    return _put(path, text.getvalue().encode("utf-8"))


def _put(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        return part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write_codebook(dest: Path, face: Sequence[str]) -> Path:
    lines = [(table, *column) for table, columns in TABLES.items() for column in columns]
    return _write_csv_file(dest / CODEBOOK, ("table", "column", "type", f"meaning ({'; '.join(face)})"), lines)


def _write_xlsx(rows: Rows, dest: Path, face: Sequence[str]) -> Iterator[Path]:
    import xlsxwriter

    book_bytes = io.BytesIO()
    book = xlsxwriter.Workbook(book_bytes, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    about = book.add_worksheet("about")
    about.set_column(0, 3, 26)
    for number, line in enumerate(face):
        about.write_string(number, 0, line)
    codebook = [("table", "column", "type", "meaning"), *((t, *c) for t, columns in TABLES.items() for c in columns)]
    for number, cells in enumerate(codebook, len(face) + 1):
        for place, cell in enumerate(cells):
            about.write_string(number, place, cell, bold if number == len(face) + 1 else None)
    for table, lines in rows.items():
        sheet = book.add_worksheet(table)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(TABLES[table]) - 1, 18)
        for place, (name, _, _) in enumerate(TABLES[table]):
            sheet.write_string(0, place, name, bold)
        for number, row in enumerate(lines, 1):
            for place, told in enumerate(row):
                _write_cell(sheet, number, place, _neutralise(told))
    book.close()
    yield _put(dest / "record.xlsx", book_bytes.getvalue())


def _write_cell(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        fits = len(cell) <= LONGEST_CELL
        sheet.write_string(row, column, cell if fits else cell[: LONGEST_CELL - 1] + "…")


def _write_parquet(rows: Rows, dest: Path, face: Sequence[str]) -> Iterator[Path]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise SetupError("Parquet needs pyarrow: pip install 'sayso[tables]'") from missing
    kinds = {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "whole number": pyarrow.int64(),
        "true or false": pyarrow.bool_(),
    }
    for table, lines in rows.items():
        schema = pyarrow.schema(
            [pyarrow.field(name, kinds[kind], metadata={"meaning": meaning}) for name, kind, meaning in TABLES[table]],
            metadata={"made_for": "; ".join(face)},
        )
        columns = [list(column) for column in zip(*lines, strict=True)] or [[] for _ in schema]
        arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        content = io.BytesIO()
        pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), content)
        yield _put(dest / f"{table}.parquet", content.getvalue())
