"""How fast the desk answers over a ledger of 100,000 claims, all of them made by this script, with four clients at once.

Every page is asked over loopback, and a bare query of the same rows beside it. By hand, with `make bench`:
`python -m evals.desk [--reports N] [--rounds N] [--ledger KEPT.db] [--json]`.
"""

import argparse
import contextlib
import hashlib
import json
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from sayso.ledger import Opening, open_ledger
from sayso.model import (
    Attribution,
    Claims,
    Count,
    DateRange,
    EventClaim,
    Place,
    Quantity,
    Reading,
    Report,
    Snapshot,
    Speaker,
    span_of,
)

TOWNS = ("Ostrel", "Karvel", "Tessin", "Morava Gate", "Lindau Bridge", "Pell", "Ardo", "Quent", "Virra", "Sobel")
GROUPS = (
    "miners",
    "teachers",
    "sailors",
    "drivers",
    "nurses",
    "farmers",
    "students",
    "guards",
    "clerks",
    "pilots",
    "weavers",
)
SPEAKERS = ("Ilse Corr", "Tomas Veld", "Ruvan Ostrey", "Mira Sandal", "Oran Tessil", "Corisa Ventry", "Jon Abel")
EVENTS, SENTENCES = 4, 7  # of a report, and of an event: two statements each, and the event's three: some 67 a report
TELLERS = 5  # reports of one event
CLIENTS = 4
WRITES = 10  # acts of review after each of which the pages are asked
SLOW = 0.150  # seconds that the slowest of twenty answers may take


def make_reading(number: int) -> tuple[Reading, Snapshot]:
    """Make the reading of an invented report on several of many releases, and its bytes."""
    told = number // TELLERS
    day = time.strftime("%Y-%m-%d", time.gmtime(1_900_000_000 + told * 86_400 * 2))
    text = f"Report {number}. "
    for e in range(EVENTS):
        text += f"Captives of camp {told} were freed in {TOWNS[(told + e) % 10]} {told}. "
        for i in range(e * SENTENCES, (e + 1) * SENTENCES):
            figure = 10 + (told * 7 + i * 3 + (number % TELLERS == 4 and i % SENTENCES == 0)) % 90
            text += f"{SPEAKERS[(told + i) % 7]} said {figure} {GROUPS[i % 11]} of ward {i} were freed. "
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    report = Report(
        id=sha256, sha256=sha256, outlet=f"Outlet {number % 40}", title=f"Report {number}", byline=(), published=day,
        url=None, language="en", credits=(), text=text, segments=(), identity=f"/made/{number}.txt", reader="made",
    )  # fmt: skip
    snapshot = Snapshot(sha256, "text/plain", content, None, report.outlet, day, "2031-05-06T10:00:00Z", "made")
    return Reading(report, _make_claims(text, day)), snapshot


def _make_claims(text: str, day: str) -> Claims:
    events, said, counts = [], [], []
    for e, told in enumerate(re.finditer(r"were (freed) in ([\w ]+ \d+)\.", text)):
        place, trigger = span_of(text, *told.span(2)), span_of(text, *told.span(1))
        when = DateRange(None, None, day, day, "published", "made")
        held = tuple(f"c{i}" for i in range(e * SENTENCES, (e + 1) * SENTENCES))
        events.append(
            EventClaim(
                f"e{e}", "release", "asserted", trigger, place=Place(place, told[2], "town"), date=when, counts=held
            )
        )
    for i, found in enumerate(re.finditer(r"(\w+ \w+) said ((\d+) (\w+)) of (ward \d+) were freed", text)):
        name, figure = (span_of(text, *found.span(g)) for g in (1, 2))
        content = span_of(text, found.start(2), found.end())
        said.append(
            Attribution(
                f"a{i}", "indirect", True, 0.8, "said", None, (content,), (name,), None, Speaker(found[1], "person"), ()
            )
        )
        n = int(found[3])
        counts.append(Count(
            f"c{i}", figure, Quantity(n, n, n), "exact", "person", f"{found[4]} of {found[5]}", "released", "incremental",
            event=f"e{i // SENTENCES}", attribution=f"a{i}",
        ))  # fmt: skip
    return Claims(attributions=tuple(said), events=tuple(events), counts=tuple(counts), reader="made")


def make_ledger(path: Path, reports: int) -> float:
    """Keep so many made readings; gives the seconds it took."""
    began = time.monotonic()
    ledger = open_ledger(path, opening=Opening(durable=False))
    for number in range(reports):
        ledger.keep_reading(*make_reading(number), author="bench")
    ledger.close()
    return time.monotonic() - began


def serve(path: Path) -> tuple[str, "subprocess.Popen[bytes]"]:
    """Serve the desk on loopback as `sayso serve` does, in a Python of its own; gives its address and what runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run = [sys.executable, "-m", "sayso", "serve", "--ledger", str(path), "--port", str(port)]
    return f"http://127.0.0.1:{port}", subprocess.Popen(run, stdout=subprocess.DEVNULL)


def wait_for(base: str, settled: bool = False) -> float:
    """Ask for the front page until it comes (and until all that was written is on it); gives the seconds it took."""
    began = time.monotonic()
    while True:
        with contextlib.suppress(httpx.ConnectError):
            answer = httpx.get(base, timeout=60, trust_env=False)
            if answer.is_success and not (settled and "still being settled" in answer.text):
                return time.monotonic() - began
        time.sleep(0.2)


def weigh(pid: int) -> dict[str, int]:
    """Give the megabytes of memory that who serves holds now, and those of who settles, where the system tells them."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return {}
    every = {"serves": pid} | dict.fromkeys(["settles"], int(children.read_text().split()[0]))
    return {
        name: int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{who}/status").read_text())[1]) // 1024  # type: ignore[index]
        for name, who in every.items()
    }


def list_pages(base: str) -> dict[str, list[str]]:
    """Find addresses of each kind of page, several of those that are many; of the API, so that no page is asked for it."""
    with httpx.Client(base_url=base, timeout=900, trust_env=False) as client:
        told = {
            name: client.get(f"/api/{name}?limit=8&offset=40").json()["rows"]
            for name in ("events", "reports", "sources")
        }
    events = [f"/events/{event['id']}" for event in told["events"]]
    values = [f"/values/{event['values'][0]['id']}" for event in told["events"]]
    reports = [f"/reports/{report['id']}" for report in told["reports"]]
    sources = [f"/sources/{source['name']}" for source in told["sources"]]
    drawn = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {
        "record": ["/", "/?page=3"], "record narrowed": ["/?type=release&agreement=accounts+differ", "/?from=2030-06-01&to=2031-06-01"],
        "timeline": ["/timeline"], "event": events, "value": values, "report": reports, "coverage": ["/coverage", "/coverage?page=4"],
        "people": ["/people"], "sources": ["/sources"], "source": sources, "held": ["/held"], "review": ["/review"], "history": ["/history"],
        "changes": ["/changes"], "feed": ["/changes.atom"], "search": ["/search?q=teachers+ward", "/search?q=Karvel"],
        "sample": [f"/sample?size=20&seed=bench&drawn={drawn}"], "add": ["/add"], "paste": ["/paste"],
        "api events": ["/api/events?limit=20"], "api event": [f"/api{e}" for e in events], "api value": [f"/api{v}" for v in values],
    }  # fmt: skip


def ask_first(base: str, pages: dict[str, list[str]]) -> dict[str, float]:
    """Ask a page of each kind for the first time, one after another; gives milliseconds."""
    told = {}
    with httpx.Client(base_url=base, timeout=900, trust_env=False) as client:
        for name, addresses in pages.items():
            began = time.perf_counter()
            client.get(addresses[0]).raise_for_status()
            told[name] = round(1000 * (time.perf_counter() - began), 1)
    return told


def ask_pages(base: str, pages: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """Ask every page so many times by four clients at once; gives milliseconds in the middle and of the slowest twentieth."""
    found: dict[str, list[float]] = {name: [] for name in pages}

    def ask(client: httpx.Client, name: str, address: str) -> None:
        began = time.perf_counter()
        answer = client.get(address)
        answer.raise_for_status()
        found[name].append(1000 * (time.perf_counter() - began))

    def be_a_client(first: int) -> None:
        asked = [(name, a) for name, addresses in pages.items() for a in addresses]
        with httpx.Client(base_url=base, timeout=900, trust_env=False) as client:
            for _ in range(rounds):
                random.Random(first).shuffle(asked)
                for name, address in asked:
                    ask(client, name, address)

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(be_a_client, range(CLIENTS)))
    return {
        name: {
            "p50": round(statistics.median(ms), 1),
            "p95": round(sorted(ms)[int(0.95 * (len(ms) - 1))], 1),
            "n": len(ms),
        }
        for name, ms in found.items()
    }


BARE = {  # what a page's rows cost as rows: the claims of one report, the reports of a list, the transactions of the history
    "claims of a report": (
        "SELECT c.* FROM claims c WHERE c.rendition = (SELECT max(row) FROM renditions)",
        (),
    ),
    "claims of the reports of an event": (
        "SELECT c.* FROM claims c WHERE c.rendition IN (SELECT row FROM renditions ORDER BY row DESC LIMIT ?)",
        (TELLERS,),
    ),
    "words that reports hold": (
        "SELECT w.kind, snippet(words, 0, '', '', '', 24), r.report_id FROM words w JOIN renditions r ON r.row = w.rendition "
        "WHERE words MATCH ? ORDER BY rank LIMIT 50",
        ("teachers ward",),
    ),
    "reviews and judgements": ("SELECT * FROM reviews LEFT JOIN judgements ON judgements.tx = reviews.tx", ()),
    "a hundred reports": ("SELECT * FROM reports ORDER BY row DESC LIMIT 100", ()),
    "a hundred transactions": ("SELECT * FROM transactions ORDER BY seq DESC LIMIT 100", ()),
}

ROWS_OF = {
    "report": "claims of a report", "event": "claims of the reports of an event", "value": "claims of the reports of an event",
    "coverage": "a hundred reports", "history": "a hundred transactions", "search": "words that reports hold",
    "review": "reviews and judgements",
}  # fmt: skip


def ask_bare(path: Path) -> tuple[dict[str, float], dict[str, Any]]:
    """Ask the same rows without a desk: milliseconds of each query, and the plan of the slowest."""
    db = sqlite3.connect(path)
    told: dict[str, float] = {}
    for name, (query, given) in BARE.items():
        times = []
        for _ in range(20):
            began = time.perf_counter()
            db.execute(query, given).fetchall()
            times.append(1000 * (time.perf_counter() - began))
        told[name] = round(statistics.median(times), 3)
    slowest = max(told, key=lambda name: told[name])
    query, given = BARE[slowest]
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", given)]
    db.close()
    return told, {"name": slowest, "query": query, "plan": plan}


def ask_after_writes(base: str, pages: dict[str, list[str]], acts: int) -> dict[str, Any]:
    """Defer claims of the queue one after another, asking a page of each kind right after each; gives milliseconds."""
    kept: list[float] = []
    answered: dict[str, list[float]] = {name: [] for name in pages}
    with httpx.Client(base_url=base, timeout=900, trust_env=False) as client:
        page = client.get("/review").text
        token = re.search(r'name="csrf" value="([^"]+)"', page)[1]  # type: ignore[index]
        items = re.findall(r'name="item" value="([0-9a-f]{64})"', page)[:acts]
        for item in items:
            began = time.perf_counter()
            act = {"item": item, "decision": "defer", "reason": "measured"}
            client.post("/api/review", json=act, headers={"x-csrf": token}).raise_for_status()
            kept.append(1000 * (time.perf_counter() - began))
            for name, addresses in pages.items():
                began = time.perf_counter()
                client.get(addresses[0]).raise_for_status()
                answered[name].append(1000 * (time.perf_counter() - began))
    settled = wait_for(base, settled=True)
    every = sorted(ms for times in answered.values() for ms in times)
    return {
        "acts": len(kept), "act": round(statistics.median(kept), 1), "p95 of all pages": round(every[int(0.95 * (len(every) - 1))], 1),
        "p50 by page": {name: round(statistics.median(times), 1) for name, times in answered.items()},
        "seconds until the last is settled": round(settled, 1),
    }  # fmt: skip


def measure(path: Path, reports: int, rounds: int) -> dict[str, Any]:
    """Make the ledger where it is not kept, warm the desk, ask every page, ask the bare rows."""
    made = make_ledger(path, reports) if not path.exists() else None
    base, desk = serve(path)
    try:
        opened = wait_for(base)  # the settling of the whole record is in it, where none was kept
        pages = list_pages(base)
        first = ask_first(base, pages)
        ask_pages(base, pages, 1)
        answered = ask_pages(base, pages, rounds)
        written = ask_after_writes(base, pages, WRITES)
        memory = weigh(desk.pid)
    finally:
        desk.terminate()
        desk.wait(60)
    bare, slowest = ask_bare(path)
    db = sqlite3.connect(path)
    claims = db.execute("SELECT count(*) FROM claims").fetchone()[0]
    db.close()
    worst = max(answered, key=lambda name: answered[name]["p95"])
    return {
        "claims": claims, "clients": CLIENTS, "seconds to make": made and round(made, 1), "seconds to settle and open": round(opened, 1),
        "first answer": first, "megabytes": memory, "pages": answered, "worst": {worst: answered[worst]["p95"]},
        "over 150 ms": sorted(name for name, ms in answered.items() if ms["p95"] > 1000 * SLOW),
        "right after a write": written,
        "bare": bare, "slowest bare query": slowest,
        "ratio of p50": {page: round(answered[page]["p50"] / bare[rows], 1) for page, rows in ROWS_OF.items()},
    }  # fmt: skip


def main() -> None:
    """Be the command line."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--reports", type=int, default=1_500)
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--ledger", type=Path, help="where to make the ledger, or where it was made")
    args.add_argument("--json", action="store_true", help="print one JSON object, nothing else")
    given = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(given.ledger or Path(folder) / "desk.db", given.reports, given.rounds)
    print(json.dumps(figures, indent=None if given.json else 1))


if __name__ == "__main__":
    main()
