"""Renditions of one address side by side: the words that went and came, and only the claims that this moved."""

import re

from starlette.testclient import TestClient

from sayso.web import make_desk
from sayso.web.revisions import align_texts

BEFORE = "KARVEL, May 4, 2031 - Nine captives were freed at Karvel, the Tarn Front said.\n\nTwo guards stayed behind.\n"
AFTER = BEFORE.replace("Nine", "Late on Sunday, ten")


def test_only_what_a_revision_says_otherwise_has_moved(sayso, tmp_path):
    report, ledger = tmp_path / "report.txt", tmp_path / "r.db"
    for text in (BEFORE, AFTER):
        report.write_text(text)
        assert sayso("read", report, "--ledger", ledger)[0] == 0
    desk = TestClient(make_desk(ledger), base_url="http://127.0.0.1")
    ident = desk.get("/api/reports").json()["rows"][0]["id"]
    page = desk.get(f"/reports/{ident}/revisions").text
    assert "<del>Nine</del>" in page
    gone = re.findall(r"<del><q dir=\"auto\">(.*?)</q>", page)
    new = re.findall(r"<ins><q dir=\"auto\">(.*?)</q>", page)
    assert "Nine captives" in gone
    assert any("ten captives" in words for words in new)
    assert not any("guards" in words for words in (*gone, *new))  # it stands further on, and says the same


def test_a_paragraph_that_one_text_alone_has_faces_nothing():
    rows = align_texts("One was freed.\nAll slept.", "One was freed.\nNobody spoke of the other two.\nAll slept.")
    assert [(bool(left), bool(right)) for left, right, _ in rows] == [(True, True), (False, True), (True, True)]
