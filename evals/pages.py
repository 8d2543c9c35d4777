"""Saved pages: segments that must and must not be in the main text, posts found, title and date where they are given."""

import json
from pathlib import Path
from typing import Any

from evals.running import run, shared
from sayso.ingest import ReadOptions, read_reports
from sayso.model import Report

ASIDE = ("caption", "credit", "post")  # kept beside the main text and marked so: not what "must not be in it" means


def measure(data: Path) -> dict[str, Any]:
    """Percent of `with` segments present, of `without` and `comments` segments absent, and how many posts were read."""
    gold = json.loads(data.read_text("utf8"))
    hits = {"with": [0, 0], "without": [0, 0], "title": [0, 0], "date": [0, 0]}
    posts = without_words = unread = 0
    for page in gold.values():
        path = data.parent / "pages" / page["file"]
        (intake,) = read_reports([str(path)], ReadOptions(max_bytes=50_000_000))
        if intake.report is None:
            unread += 1
        report = intake.report
        text, main = (_flat(report.text), _flat(main_text(report))) if report else ("", "")
        _count(hits["with"], [_flat(words) in text for words in page["with"]])
        _count(hits["without"], [_flat(words) not in main for words in page["without"] + page.get("comments", [])])
        if report and page.get("title"):
            _count(hits["title"], [_flat(page["title"]) == _flat(report.title or "")])
        if report and page.get("date"):
            _count(hits["date"], [(report.published or "")[:10] == page["date"]])
        posts += sum(s.kind == "post" for s in report.segments) if report else 0
        without_words += sum(p.what == "post without words" for p in intake.problems)
    shares = {key: round(100 * right / asked, 1) if asked else None for key, (right, asked) in hits.items()}
    return {"pages": len(gold), "unread": unread, **shares, "posts": posts, "posts_without_words": without_words}


def main_text(report: Report) -> str:
    """The text of a report without its captions, credits and posts."""
    return "\n".join(report.text[s.start : s.end] for s in report.segments if s.kind not in ASIDE)


def _count(tally: list[int], answers: list[bool]) -> None:
    tally[0] += sum(answers)
    tally[1] += len(answers)


def _flat(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "html" / "with_posts.json", measure)
