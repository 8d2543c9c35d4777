import json

from sayso.demo import ABOUT, demo_paths
from sayso.ingest import ReadOptions, read_reports


def test_the_demo_ships_a_dozen_reports_in_three_formats():
    paths = demo_paths()
    lines = [
        json.loads(line) for path in paths if path.suffix == ".jsonl" for line in path.read_text("utf-8").splitlines()
    ]
    assert {path.suffix for path in paths} == {".txt", ".html", ".jsonl"}
    assert len([path for path in paths if path.suffix != ".jsonl"]) + len(lines) == 12
    assert "invented" in ABOUT


def test_the_demo_pages_hold_the_platforms_own_markup():
    pages = "".join(path.read_text("utf-8") for path in demo_paths() if path.suffix == ".html")
    for mark in (
        'class="twitter-tweet"',
        "data-telegram-post=",
        'class="fb-post"',
        'class="instagram-media"',
        'dir="rtl"',
    ):
        assert mark in pages


def test_every_demo_report_is_read_with_its_outlet_date_and_posts():
    intakes = list(read_reports([str(path) for path in demo_paths()], ReadOptions()))
    reports = [intake.report for intake in intakes]
    assert all(reports)
    assert [p.what for intake in intakes for p in intake.problems] == ["post without words"]
    assert len({report.outlet for report in reports}) >= 9
    assert all(report.published for report in reports)
    assert {report.language for report in reports} == {"en"}
    posts = [s.post for report in reports for s in report.segments if s.post]
    assert {post.platform for post in posts} == {"X", "Telegram", "Facebook", "Instagram"}
    assert any(post.truncated for post in posts)


def test_the_agency_copy_is_carried_by_three_outlets_one_of_them_edited_and_one_with_a_figure_of_its_own():
    reports = {
        i.report.outlet: i.report for i in read_reports([str(path) for path in demo_paths()], ReadOptions()) if i.report
    }
    said = "A spokesman for the Movement's Captives' Committee, Oran Tessil, put the number of those released at 151."
    carriers = {outlet for outlet, report in reports.items() if said in report.text.replace("’", "'")}
    assert carriers >= {"Hill Country News", "Littoral Post", "Port Calvane Herald"}
    assert "At least 11" in reports["Littoral Post"].text
    assert "CPA" in reports["Port Calvane Herald"].credits
