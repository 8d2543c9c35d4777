import json

from sayso.demo import ABOUT, demo_paths


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
