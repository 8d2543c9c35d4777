"""Tables: one row an event, a value, a claim; the same in every format; nothing a spreadsheet would run."""

import csv
import dataclasses
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pyarrow.parquet
import pytest
from tests.publish.sample_record import exchange, readings, record

from sayso.errors import SetupError
from sayso.publish import Disclosure, write_tables
from sayso.publish.codebook import TABLES


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_one_row_an_event_a_value_a_claim(tmp_path: Path) -> None:
    write_tables(record, readings, tmp_path, "csv")
    rows = {name: read_csv(tmp_path / f"{name}.csv") for name in TABLES}
    assert {name: len(r) for name, r in rows.items()} == {"events": 2, "values": 5, "claims": 6}
    value = rows["values"][0]
    assert (value["figure"], value["low"], value["high"]) == ("at least 120 people", "120", "")
    assert value["origins"] == "Prisoners' Union (known, 2)"
    assert value["differs_from"] == f"{'v2' * 8} (contradiction)"
    assert value["review"] == "read by machine, not checked"
    claim = rows["claims"][1]
    assert (claim["words"], claim["chain"], claim["origin"]) == (
        "at least 120",
        "Prisoners' Union > SNA > Radio Sellen",
        "1",
    )
    assert rows["events"][1]["date_to"] == "2031-05-12"


def test_a_date_is_text_and_a_vague_figure_has_no_number(tmp_path: Path) -> None:
    write_tables(record, readings, tmp_path, "csv")
    by_property = {r["property"]: r for r in read_csv(tmp_path / "values.csv")}
    assert (by_property["date"]["text"], by_property["date"]["number"]) == ("2031-05-03", "")
    assert (by_property["taken_to_hospital"]["number"], by_property["taken_to_hospital"]["low"]) == ("", "24")


def test_the_codebook_names_every_column_of_every_table(tmp_path: Path) -> None:
    write_tables(record, readings, tmp_path, "csv")
    named = [(r["table"], r["column"]) for r in read_csv(tmp_path / "codebook.csv")]
    for table in TABLES:
        header = (tmp_path / f"{table}.csv").read_text("utf-8").splitlines()[0].split(",")
        assert [c for t, c in named if t == table] == header


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path, start: str) -> None:
    bad = dataclasses.replace(record, events=(dataclasses.replace(exchange, place=start),))
    write_tables(bad, readings, tmp_path, "csv")
    assert read_csv(tmp_path / "events.csv")[0]["place"] == f"'{start}"
    write_tables(bad, readings, tmp_path, "xlsx")
    with zipfile.ZipFile(tmp_path / "record.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in s for s in sheets)


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    value = dataclasses.replace(exchange.values[0], value=-3)
    write_tables(
        dataclasses.replace(record, events=(dataclasses.replace(exchange, values=(value,)),)), readings, tmp_path, "csv"
    )
    assert read_csv(tmp_path / "values.csv")[0]["number"] == "-3"


def test_xlsx_holds_the_tables_and_says_for_whom(tmp_path: Path) -> None:
    written = write_tables(record, readings, tmp_path, "xlsx")
    assert [p.name for p in written] == ["record.xlsx", "codebook.csv"]
    with zipfile.ZipFile(tmp_path / "record.xlsx") as book:
        tree = ElementTree.fromstring(book.read("xl/workbook.xml"))  # noqa: S314  written a line above
        strings = book.read("xl/sharedStrings.xml").decode()
    names = [s.get("name") for s in tree.iter() if s.tag.endswith("}sheet")]
    assert names == ["about", "events", "values", "claims"]
    assert "For the desk: holds names" in strings


def test_parquet_has_typed_columns_with_their_meaning(tmp_path: Path) -> None:
    write_tables(record, readings, tmp_path, "parquet")
    table = pyarrow.parquet.read_table(tmp_path / "values.parquet")
    assert table.num_rows == 5
    assert str(table.schema.field("low").type) == "double"
    assert table.schema.field("low").metadata[b"meaning"] == b"lower bound"
    assert table.schema.metadata[b"made_for"] == b"For the desk: holds names"


def test_an_empty_record_gives_empty_tables(tmp_path: Path) -> None:
    for format_ in ("csv", "xlsx", "parquet"):
        write_tables(type(record)(), {}, tmp_path / format_, format_)  # type: ignore[arg-type]
    assert read_csv(tmp_path / "csv" / "events.csv") == []


def test_tables_for_others_hold_no_protected_name_and_no_own_id(tmp_path: Path) -> None:
    write_tables(record, readings, tmp_path, "csv", audience="others", disclosure=Disclosure(b"k" * 32))
    text = "".join((tmp_path / f"{name}.csv").read_text("utf-8") for name in TABLES)
    assert "Oslen" not in text
    assert exchange.id not in text
    assert "For others: names are withheld by the disclosure policy" in text
    claims, values = read_csv(tmp_path / "claims.csv"), read_csv(tmp_path / "values.csv")
    assert {c["value"] for c in claims} == {v["value"] for v in values}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SetupError, match="name another folder"):
        write_tables(record, readings, tmp_path / "file" / "in", "csv")
