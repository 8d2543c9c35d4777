"""Even hands: the two sides' names, nationalities and nouns exchanged in the report gold; no score may move by 2 points.

The exchange is made in the text and, word for word, in the gold that quotes it, so that every answer stays an answer. What
is exchanged is found in the set itself (the peoples and bodies that it names), not listed here by hand beyond their forms.
"""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from evals.running import run, score, shared, write_predictions
from sayso.ingest import ReadOptions, read_reports

# Forms of one side and the same form of the other. An exchange is its own inverse.
PAIRS: tuple[tuple[str, str], ...] = (
    ("Israel", "Palestine"),
    ("Israeli", "Palestinian"),
    ("Israelis", "Palestinians"),
    ("Russia", "Ukraine"),
    ("Russian", "Ukrainian"),
    ("Russians", "Ukrainians"),
    ("hostage", "prisoner"),
    ("hostages", "prisoners"),
    ("captive", "detainee"),
    ("captives", "detainees"),
    ("Hamas", "Likud"),
    ("militants", "soldiers"),
    ("fighters", "troops"),
)
KEPT = frozenset({"id", "outlet", "published", "note", "notes", "url"})
WATCHED = (
    "claims@0.5/f1", "claims@0.8/f1", "speaker_name_right", "relay_recall", "events/f1", "event_type_right",
    "event_date_right", "event_place_right", "event_agent_right", "event_count_right", "lines_right", "counts/f1",
    "hedge_right", "part_of_right",
)  # fmt: skip


def exchange(text: str, kept: tuple[str, ...] = ()) -> str:
    """Put each side's words in place of the other's, but in the names of agencies and outlets, which are not a side's."""
    table = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
    table |= {a.capitalize(): b.capitalize() for a, b in table.items() if a.islower()}
    forms = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    names = "".join(f"{re.escape(name)}|" for name in sorted(kept, key=len, reverse=True))
    return re.sub(rf"{names}\b(?:{forms})\b", lambda m: table.get(m.group(0), m.group(0)), text)


def exchange_all(value: Any, kept: tuple[str, ...]) -> Any:
    """Exchange the sides in every string of a gold row but its ids and dates."""
    if isinstance(value, str):
        return exchange(value, kept)
    if isinstance(value, list):
        return [exchange_all(v, kept) for v in value]
    if isinstance(value, dict):
        return {k: v if k in KEPT else exchange_all(v, kept) for k, v in value.items()}
    return value


def outlets_of(row: dict[str, Any]) -> tuple[str, ...]:
    """Give the names of the agencies and outlets of a row, as printed."""
    relays = {name.removeprefix("the ") for claim in row.get("claims", []) for name in claim["relay"]}
    return tuple(sorted({row.get("outlet") or "", *relays} - {""}))


def read_and_score(rows: list[dict[str, Any]], folder: Path, name: str) -> dict[str, Any]:
    """Write rows as a gold set, read it and score the reading."""
    gold, predicted = folder / f"{name}.jsonl", folder / f"{name}.read.jsonl"
    gold.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf8")
    found = [i.report for i in read_reports([str(gold)], ReadOptions()) if i.report is not None]
    write_predictions(found, predicted)
    return score("reports", gold, predicted)


def pick(figures: dict[str, Any], key: str) -> float | None:
    """Follow a path of keys into the figures."""
    value: Any = figures
    for part in key.split("/"):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def measure(data: Path) -> dict[str, Any]:
    """Score the set as it is and with the sides exchanged; `largest` is the widest move of any score, in points."""
    rows = [json.loads(line) for line in data.read_text("utf8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        plain = read_and_score(rows, Path(folder), "plain")
        turned = read_and_score([exchange_all(r, outlets_of(r)) for r in rows], Path(folder), "turned")
    moves = {}
    for key in WATCHED:
        before, after = pick(plain, key), pick(turned, key)
        if before is not None and after is not None:
            moves[key] = round(after - before, 1)
    return {"reports": len(rows), "largest": max(map(abs, moves.values()), default=0.0), "moves": moves}


if __name__ == "__main__":
    run(__doc__, shared() / "reports" / "gold_dev.jsonl", measure)
