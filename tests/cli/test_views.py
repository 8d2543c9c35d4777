"""What a stranger sees: the answer first, who says each figure, lines that fit the window, JSON of every verb."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from sayso.cli.telling import tell
from sayso.cli.verbs import app

STORIES = {
    "a": "KESTREL, June 4 - The League freed 12 captives at the Olm ferry on Wednesday, the Relief Mission said.\n",
    "b": "On Wednesday 14 captives whom the League had held since spring were let go near the Olm ferry, "
    "according to Harbour Minister Ila Brandt, who met them there.\n",
}


@pytest.fixture
def ledger(tmp_path, sayso):
    for name, text in STORIES.items():
        line = {"id": name, "outlet": f"Post {name}", "published": "2031-06-05", "text": text}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n", "utf8")
    path = tmp_path / "x.db"
    assert sayso("read", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--ledger", path)[0] == 0
    return path


@pytest.fixture
def event(ledger, sayso):
    return json.loads(sayso("show", "--ledger", ledger, "--json")[1])[0]


def test_the_list_of_events_names_who_says_each_figure(sayso, ledger):
    out = sayso("show", "--ledger", ledger)[1]
    figures = {line.split()[0]: line for line in out.splitlines() if "1 origin " in line}
    assert "Relief Mission" in figures["12"]
    assert "Ila Brandt" in figures["14"]
    assert "published 5 June 2031" in out


def test_a_line_wraps_under_itself_in_a_window_and_not_at_all_in_a_pipe():
    window, pipe = io.StringIO(), io.StringIO()
    tell(Console(file=window, width=30), "one two three four five six seven [eight]", indent=2)
    tell(Console(file=pipe, width=30, soft_wrap=True), "one two three four five six seven [eight]", indent=2)
    assert [line.rstrip() for line in window.getvalue().splitlines()] == [
        "  one two three four five",
        "    six seven [eight]",
    ]
    assert pipe.getvalue() == "  one two three four five six seven [eight]\n"


@pytest.mark.parametrize("verb", ["show", "why", "people", "verify", "review", "record", "list"])
def test_a_reader_that_closes_early_is_no_failure(ledger, event, verb):
    what = {
        "show": [event["id"], "--all"],
        "why": [event["values"][0]["id"]],
        "record": ["--json"],
        "list": ["--json"],
    }.get(verb, [])
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "sayso", verb, *what, "--ledger", str(ledger)]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def every_verb(ledger, event, folder):
    """A call of each verb, without --json."""
    value, claim = event["values"][0], event["values"][0]["claims"][0]["id"]
    given = ["--ledger", ledger]
    said = ["--speaker", "Ila Brandt", "--medium", "call", "--said", "2031-06-06"]
    return {
        "read": ["read", folder / "a.jsonl", *given],
        "show": ["show", event["id"], *given],
        "why": ["why", value["id"], *given],
        "changes": ["changes", "--since", "2020-01-01", *given],
        "people": ["people", *given],
        "list": ["list", *given],
        "cite": ["cite", event["id"], *given],
        "review": ["review", claim, "accept", *given],
        "undo": ["undo", "{transaction}", "--reason", "again", *given],
        "clear": ["clear", "Ila Brandt", "name", "--reason", "she agreed", *given],
        "add": ["add", "Nine more were let go at dawn.", *said, *given],
        "extract": ["extract", folder / "a.jsonl"],
        "page": ["page", folder / "a.jsonl", "-o", folder / "a.html"],
        "record": ["record", *given],
        "publish": ["publish", folder / "record.html", *given],
        "account": ["account", "list", *given],
        "reread": ["reread", *given],
        "backup": ["backup", folder / "copy", *given],
        "verify": ["verify", *given],
        "demo": ["demo", folder / "demo"],
    }


def test_every_verb_prints_one_json_value(sayso, ledger, event, tmp_path):
    calls = every_verb(ledger, event, tmp_path)
    assert set(calls) | {"serve"} == {c.name for c in app.registered_commands}
    told = {}
    for verb, call in calls.items():
        transaction = told.get("review", {}).get("transaction", "")
        code, out, err = sayso(*[str(a).format(transaction=transaction) for a in call], "--json")
        assert code == 0, (verb, err)
        told[verb] = json.loads(out)


def test_serve_tells_its_address_as_json(sayso, ledger, monkeypatch):
    import uvicorn

    held = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda _, sockets: held.extend(sockets))
    code, out, _ = sayso("serve", "--ledger", ledger, "--port", "0", "--json")
    assert code == 0
    with held[0] as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    assert json.loads(out) == {"desk": address, "ledger": str(ledger), "accounts": False}


def test_help_says_where_to_begin(sayso):
    assert "Begin with `sayso demo`" in sayso("--help")[1]


def test_an_events_id_given_to_why_leads_on(sayso, ledger, event):
    code, _, err = sayso("why", event["id"][:8], "--ledger", ledger)
    assert code == 2
    assert f"sayso show {event['id'][:8]}" in err


def test_an_id_that_is_nowhere_says_where_such_ids_are_printed(sayso, ledger):
    assert "sayso why" in sayso("undo", "0123456789", "--reason", "x", "--ledger", ledger)[2]
    assert "sayso show" in sayso("show", "0123456789", "--ledger", ledger)[2]


def test_a_verb_that_looks_makes_no_ledger_of_an_empty_file(sayso, tmp_path):
    (tmp_path / "notes.txt").write_bytes(b"")
    code, _, err = sayso("verify", "--ledger", tmp_path / "notes.txt")
    assert code == 2
    assert "empty file" in err
    assert (tmp_path / "notes.txt").read_bytes() == b""


def test_a_record_of_nothing_says_so_and_claims_no_check(sayso, ledger):
    out = sayso("show", "--ledger", ledger, "--as-known-at", "2020-01-01")[1]
    assert out == "no event on record, as known at 2020-01-01\nrests on no report\n"


def test_verify_answers_in_its_first_line(sayso, ledger):
    assert sayso("verify", "--ledger", ledger)[1].startswith("sound: ")
    snapshot = next(p for p in Path(f"{ledger}.files").rglob("*") if p.is_file() and "journal" not in p.name)
    snapshot.chmod(0o600)
    snapshot.write_bytes(b"other bytes")
    code, out, _ = sayso("verify", "--ledger", ledger)
    assert code == 1
    first, second = out.splitlines()[:2]
    assert first == "not sound: 1 thing of this ledger does not hold"
    assert second.startswith("  broken: snapshot ")


def test_why_puts_each_claim_under_its_origin_known_ones_first(sayso, demo_ledger):
    events = json.loads(sayso("show", "--ledger", demo_ledger, "--json")[1])
    value = max((v for e in events for v in e["values"] if v["unit"] == "person"), key=lambda v: len(v["claims"]))
    told: list[list[str]] = []
    for line in sayso("why", value["id"], "--ledger", demo_ledger)[1].splitlines():
        if line.startswith("origin "):
            told.append([line.split(",")[1].split(":")[0].strip()])
        elif line.startswith("  claim "):
            told[-1].append(line.split()[1])
    ids = [c["id"][:8] for c in value["claims"]]
    assert sorted(sorted(o[1:]) for o in told) == sorted(sorted(ids[n] for n in origin) for origin in value["origins"])
    standings = [o[0] for o in told]
    assert standings == sorted(standings, key=lambda standing: standing != "known")
    assert {"known", "possibly distinct"} == set(standings)


def test_differences_that_can_all_be_right_are_counted_unless_asked_for(sayso, demo_ledger):
    events = json.loads(sayso("show", "--ledger", demo_ledger, "--json")[1])
    main = max(events, key=lambda e: len(e["reports"]))["id"]
    short, whole = (sayso("show", main, *more, "--ledger", demo_ledger)[1] for more in ((), ("--all",)))
    assert "refinement: " not in short
    assert "which can all be right: --all" in short
    assert "refinement: " in whole


def test_the_queue_says_how_many_wait_behind_it(sayso, demo_ledger):
    out = sayso("review", "--limit", "2", "--ledger", demo_ledger)[1]
    assert "more items: --limit " in out
