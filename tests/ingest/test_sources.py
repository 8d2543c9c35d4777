"""Where inputs lie: files, folders, standard input; what cannot be read is said, never raised."""

import io
import os
from datetime import datetime
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.ingest import ReadOptions, read_reports, read_snapshot, report_from_bytes, report_from_text

TEXT = "The six guards are home, the army said on Saturday.\n"
PAGE = f"<html><head><title>Six guards are home</title></head><body><article><h1>Six guards are home</h1><p>{TEXT}</p><p>{TEXT} They will sleep until Sunday, it was said.</p></article></body></html>"


def read(*inputs, stdin=None, **options):
    return list(read_reports([str(i) for i in inputs], ReadOptions(**options), stdin))


def problem(intake):
    assert intake.report is None
    return intake.problems[0].what


def test_a_folder_is_read_through_in_the_order_of_names_without_hidden_files(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "d.docx").write_bytes(b"PK")
    intakes = read(tmp_path)
    assert [os.path.relpath(i.origin, tmp_path) for i in intakes] == ["a.html", "b/a.txt", "c.txt", "d.docx"]
    assert problem(intakes[3]) == "unknown format"


def test_the_folder_of_parts_beside_a_saved_page_is_left_out(tmp_path):
    (tmp_path / "news.html").write_text(PAGE)
    (tmp_path / "news_files").mkdir()
    (tmp_path / "news_files" / "frame.html").write_text("<p>advertisement</p>")
    assert [Path(i.origin).name for i in read(tmp_path)] == ["news.html"]


def test_paths_that_cannot_be_read_are_problems(tmp_path, monkeypatch):
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "a.txt").write_text(TEXT)
    (tmp_path / "locked.txt").write_text(TEXT)
    assert problem(read(tmp_path / "nowhere.txt")[0]) == "not found"
    assert problem(read("/dev/null")[0]) == "not a file"
    assert problem(read(tmp_path / "name\0zero.txt")[0]) in ("unreadable", "not found")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sayso.ingest.sources.os.scandir", refuse)
    assert problem(read(tmp_path / "shut")[0]) == "no right to read"
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert problem(read(tmp_path / "locked.txt")[0]) == "no right to read"


def test_a_folder_without_rights(tmp_path):
    (tmp_path / "shut").mkdir(mode=0o000)
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)  # root opens every folder, nobody does not
    try:
        assert problem(read(tmp_path / "shut")[0]) == "no right to read"
    finally:
        os.seteuid(was)


def test_an_unknown_format_is_named_and_not_guessed(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "noending").write_text(TEXT)
    assert [problem(i) for i in read(tmp_path / "a.pdf", tmp_path / "noending")] == ["unknown format"] * 2
    assert read(tmp_path / "noending", as_="txt")[0].report.text == TEXT


def test_a_file_too_large_is_refused_by_name(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT * 10)
    assert problem(read(tmp_path / "a.txt", max_bytes=100)[0]) == "too large"
    assert problem(read("-", stdin=io.BytesIO(b"x" * 200), as_="txt", max_bytes=100)[0]) == "too large"


def test_standard_input_needs_to_be_told_what_it_holds():
    with pytest.raises(UsageError, match="--as"):
        read("-", stdin=io.BytesIO(b"x"))
    assert read("-", stdin=io.BytesIO(TEXT.encode()), as_="txt")[0].report.text == TEXT
    assert read("-", stdin=io.BytesIO(b'{"id": "1", "text": "Six are home."}'), as_="jsonl")[0].report.id == "1"
    assert read("-", stdin=io.BytesIO(PAGE.encode()), as_="html")[0].report.title == "Six guards are home"


def test_a_text_file_is_known_by_its_path_and_its_bytes(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    (intake,) = read("a.txt")
    report, snapshot = intake.report, intake.snapshot
    assert report.text == TEXT.replace("\n", "\r\n")
    assert report.id == report.sha256 == snapshot.sha256
    assert report.identity == str(tmp_path / "a.txt")
    assert (intake.origin, snapshot.origin) == ("a.txt", str(tmp_path / "a.txt"))
    assert datetime.fromisoformat(snapshot.retrieved).tzinfo is not None


def test_a_page_is_known_by_its_canonical_address(tmp_path):
    page = PAGE.replace("<head>", '<head><link rel="canonical" href="https://Herald.example/a?utm_medium=x#top">')
    (tmp_path / "a.html").write_text(page)
    (intake,) = read(tmp_path / "a.html")
    assert intake.report.identity == "https://herald.example/a"
    assert intake.report.reader.startswith("trafilatura ")


def test_an_address_given_by_option_is_what_a_file_is_known_by(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (intake,) = read(tmp_path / "a.txt", url="https://herald.example/b")
    assert (intake.report.identity, intake.snapshot.url) == ("https://herald.example/b",) * 2


@pytest.mark.parametrize(("name", "content"), [("a.txt", TEXT), ("a.html", PAGE)])
def test_a_kept_snapshot_reads_to_the_same_report(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    (intake,) = read(tmp_path / name, outlet="Herald", published="2025-10-18")
    (again,) = read_snapshot(intake.snapshot)
    assert again.report == intake.report
    assert again.snapshot.retrieved == intake.snapshot.retrieved


def test_a_snapshot_without_bytes_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (intake,) = read(tmp_path / "a.txt", keep="hash")
    assert intake.report.text == TEXT
    assert (intake.snapshot.content, intake.snapshot.keep) == (b"", "hash")
    (again,) = read_snapshot(intake.snapshot)
    assert problem(again) == "text not held"


def test_pasted_text_and_bytes_become_reports():
    assert report_from_text(TEXT).report.text == TEXT
    assert report_from_bytes(PAGE.encode(), "html").report.title == "Six guards are home"
    assert report_from_bytes(b'{"id": "1", "text": "Six are home."}', "jsonl").report.id == "1"
    assert report_from_text("half \ud83d").problems[0].what == "broken characters"


def test_problems_of_a_report_carry_its_id():
    intake = report_from_text(TEXT, ReadOptions(published="on Saturday"))
    assert [(p.what, p.report) for p in intake.problems] == [("date not read", intake.report.id)]
