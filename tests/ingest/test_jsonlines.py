"""JSONL is taken as it is: text untouched, id given; what cannot be read is named by its line."""

import json

from sayso.ingest import ReadOptions, read_reports, read_snapshot

TEXT = " SORREL BRIDGE, October 18 (CPA) - Six guards\u00a0are home. \r\n"


def write(tmp_path, *lines, name="wire.jsonl"):
    path = tmp_path / name
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines)
    )
    return str(path)


def test_text_id_and_fields_are_untouched(tmp_path):
    line = {
        "id": "7",
        "text": TEXT,
        "outlet": "Hill Country News",
        "title": "Six home",
        "published": "2025-10-18",
        "url": "https://hill.example/7?utm_source=x",
    }
    (intake,) = read_reports([write(tmp_path, line)], ReadOptions())
    report = intake.report
    assert (report.id, report.text, report.outlet, report.title) == ("7", TEXT, "Hill Country News", "Six home")
    assert (report.published, report.url) == ("2025-10-18", "https://hill.example/7?utm_source=x")
    assert report.identity == "https://hill.example/7"
    assert "title" not in [s.kind for s in report.segments]
    assert [s.kind for s in report.segments] == ["dateline", "paragraph"]


def test_each_line_has_a_snapshot_of_its_own_that_reads_to_the_same_report(tmp_path):
    path = write(
        tmp_path, {"id": "1", "text": "Six are home, the army said."}, {"id": "2", "text": TEXT, "outlet": "B"}
    )
    intakes = list(read_reports([path], ReadOptions()))
    assert intakes[0].snapshot.sha256 != intakes[1].snapshot.sha256
    assert json.loads(intakes[1].snapshot.content)["id"] == "2"
    for intake in intakes:
        (again,) = read_snapshot(intake.snapshot)
        assert again.report == intake.report


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path):
    path = write(
        tmp_path, {"id": "1", "text": "One came home."}, b'{"id": "2", "text": "cut', b"\xff\xfe{}", {"text": "no id"}, {"id": "5"},
        b"[1]", {"id": "7", "text": " "}, b'{"id": "8", "text": "half \\ud83d"}', b"", {"id": "9", "text": "Nine came home."},
    )  # fmt: skip
    intakes = list(read_reports([path], ReadOptions()))
    assert [i.report.id for i in intakes if i.report] == ["1", "9"]
    problems = [(i.origin.rpartition(":")[2], i.problems[0].what, i.problems[0].why) for i in intakes if not i.report]
    assert [number for number, _, _ in problems] == ["2", "3", "4", "5", "6", "7", "8"]
    assert {what for _, what, _ in problems} == {"broken line"}
    assert all(f"line {number}" in why for number, _, why in problems)


def test_a_duplicated_id_is_a_problem_and_the_first_stands(tmp_path):
    path = write(
        tmp_path,
        {"id": "1", "text": "One came home."},
        {"id": "1", "text": "Two came home."},
        {"id": "1", "text": "Three.", "outlet": "Another"},
    )
    first, second, third = read_reports([path], ReadOptions())
    assert first.report.text == "One came home."
    assert second.report is None
    assert second.problems[0].what == "duplicated id"
    assert "line 2" in second.problems[0].why
    assert "line 1" in second.problems[0].why
    assert third.report is not None


def test_fields_of_another_kind_are_left_out_and_named(tmp_path):
    (intake,) = read_reports([write(tmp_path, {"id": 7, "text": "One came home.", "outlet": ["A"]})], ReadOptions())
    assert (intake.report.id, intake.report.outlet) == ("7", None)
    assert [p.what for p in intake.problems] == ["wrong field"]


def test_a_publication_date_that_is_none_is_named(tmp_path):
    lines = [
        {"id": str(n), "text": "One came home.", "published": p}
        for n, p in enumerate(["yesterday", "2025-10-18T09:00:00", "2025-10-18T09:00:00+03:00"])
    ]
    none, day, instant = read_reports([write(tmp_path, *lines)], ReadOptions())
    assert (none.report.published, none.problems[0].what) == (None, "date not read")
    assert (day.report.published, day.problems[0].what) == ("2025-10-18", "date without zone")
    assert (instant.report.published, instant.problems) == ("2025-10-18T09:00:00+03:00", ())


def test_identity_is_id_and_outlet_or_else_the_place_of_the_file(tmp_path):
    path = write(tmp_path, {"id": "1", "text": "One came home.", "outlet": "A"}, {"id": "2", "text": "Two came home."})
    named, bare = read_reports([path], ReadOptions())
    assert named.report.identity == "jsonl:A#1"
    assert bare.report.identity == f"{path}#2"


def test_a_byte_order_mark_and_blank_lines_are_no_trouble(tmp_path):
    path = write(
        tmp_path,
        b"\xef\xbb\xbf" + b'{"id": "1", "text": "One came home."}\r',
        b"  ",
        b'{"id": "2", "text": "Two came home."}',
    )
    intakes = list(read_reports([path], ReadOptions()))
    assert [i.report.id for i in intakes] == ["1", "2"]
    assert intakes[1].origin.endswith(":3")


def test_a_line_too_long_is_refused_by_name_and_the_next_is_read(tmp_path):
    path = write(tmp_path, {"id": "1", "text": "x" * 5000}, {"id": "2", "text": "Two came home."})
    long, short = read_reports([path], ReadOptions(max_bytes=1000))
    assert long.problems[0].what == "too large"
    assert short.report.id == "2"


def test_an_empty_file_is_named(tmp_path):
    (intake,) = read_reports([write(tmp_path)], ReadOptions())
    assert intake.problems[0].what == "empty file"
