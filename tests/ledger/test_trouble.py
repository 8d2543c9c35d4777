"""A full disk, a kill, two writers: what was finished stays, the report in hand leaves no trace, nothing is half-written."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.readings import TEXT, make_claims, make_reading, make_report, make_snapshot

from sayso.errors import SaysoError, SetupError
from sayso.ledger import Opening, open_ledger
from sayso.ledger import chain as chain_module
from sayso.ledger import files as files_module
from sayso.ledger import journal as journal_module
from sayso.model.identity import claim_ids

ROOT = Path(__file__).parents[2]
# what each subprocess does: keep reports of its own, saying after each that it is kept
WRITER = """
import sys
from sayso.ledger import open_ledger
from tests.ledger.readings import TEXT, make_reading, make_snapshot
ledger = open_ledger(sys.argv[1])
for n in range(int(sys.argv[3])):
    reading = make_reading(f"{TEXT} Told by {sys.argv[2]} as number {n}.", identity=f"{sys.argv[2]}/{n}")
    ledger.keep_reading(reading, make_snapshot(reading.report), author=sys.argv[2])
    print(reading.report.sha256, flush=True)
"""
REVIEWER = """
import sys
from sayso.ledger import open_ledger
from sayso.model import Review
ledger = open_ledger(sys.argv[1])
for n in range(int(sys.argv[3])):
    print(ledger.review(Review(sys.argv[2], "deferred", f"look {n}", "mira")), flush=True)
"""


def start_writer(path, name, count, does=WRITER):
    given = [sys.executable, "-c", does, str(path), name, str(count)]
    return subprocess.Popen(given, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def files_of(ledger):
    return sorted(place.name for place in ledger.store.files.rglob("*") if place.is_file())


def state_of(ledger):
    journal = ledger.store.journal
    return ledger.look.counts(), files_of(ledger), journal.read_bytes() if journal.exists() else b""


def full_disk(*args, **kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "sayso.db.files")


@pytest.mark.parametrize("where", ["journal", "snapshot", "move", "rows", "commit"])
def test_a_full_disk_at_any_step_leaves_the_ledger_as_it_was(ledger, keep, monkeypatch, where):
    keep()
    before = state_of(ledger)
    with monkeypatch.context() as full:
        if where == "journal":
            full.setattr(journal_module, "append_line", full_disk)
        elif where == "snapshot":
            full.setattr(files_module, "write_whole", full_disk)
        elif where == "move":
            full.setattr("pathlib.Path.replace", full_disk)
        elif where == "rows":
            full.setattr(chain_module, "transaction_from", full_disk)
        else:
            full.setattr("sqlalchemy.engine.default.DefaultDialect.do_commit", full_disk)
        with pytest.raises(SetupError, match="No space left on device"):
            keep(make_reading(TEXT + " More."))
    assert state_of(ledger) == before
    assert all(finding.standing == "holds" for finding in ledger.verify())
    assert keep(make_reading(TEXT + " More.")).state == "revised"
    assert all(finding.standing == "holds" for finding in ledger.verify())


def test_a_database_that_may_not_grow_keeps_what_was_finished(ledger, keep):
    """SQLite's own answer to a full disk, by a limit on its pages."""
    keep()
    before = state_of(ledger)
    with ledger.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(SaysoError, match=r"disk is full.*Free some space"):
        keep(make_reading(TEXT * 40))
    assert state_of(ledger) == before
    assert all(finding.standing == "holds" for finding in ledger.verify())


@pytest.mark.parametrize("step", ["append_line", "write_whole", "transaction_from"])
def test_control_c_at_any_step_leaves_no_trace_of_the_report_in_hand(ledger, keep, monkeypatch, step):
    keep()
    before = state_of(ledger)
    module = {"append_line": journal_module, "write_whole": files_module, "transaction_from": chain_module}[step]
    true_one = getattr(module, step)

    def interrupt(*args, **kwargs):
        true_one(*args, **kwargs)
        raise KeyboardInterrupt

    with monkeypatch.context() as pressed:
        pressed.setattr(module, step, interrupt)
        with pytest.raises(KeyboardInterrupt):
            keep(make_reading(TEXT + " More."))
    assert state_of(ledger) == before


@pytest.mark.parametrize("step", ["append_line", "write_whole"])
def test_a_kill_between_announcing_and_keeping_is_taken_back_by_the_next_writer(ledger, keep, monkeypatch, step):
    """As after kill -9: nothing tidies up, the announced line and the snapshot stay behind until somebody writes."""
    keep()
    before = state_of(ledger)
    module = {"append_line": journal_module, "write_whole": files_module}[step]
    true_one = getattr(module, step)

    def die(*args, **kwargs):
        true_one(*args, **kwargs)
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(module, step, die)
        lock = [chain_module.take_back_unfinished, lambda *args: None]
        killed.setattr(chain_module, "take_back_unfinished", lambda *args: lock.pop(0)(*args))  # noqa: PLW0108  (each call takes the next)
        with pytest.raises(KeyboardInterrupt):
            keep(make_reading(TEXT + " More."))
    (ledger.store.files / "unfinished" / "half").write_bytes(b"half a snapsh")
    assert state_of(ledger) != before
    assert {f.standing for f in ledger.verify()} == {"holds", "unfinished"}
    other = keep(make_reading(TEXT + " Something else.", identity="/else.txt"))
    assert other.state == "new"
    assert all(finding.standing == "holds" for finding in ledger.verify())
    assert len(files_of(ledger)) == 3  # two snapshots and the journal


def test_a_line_cut_off_by_a_power_cut_is_taken_back(ledger, keep):
    keep()
    with ledger.store.journal.open("ab") as journal:
        journal.write(b'{"seq":2,"id":"ab')
    keep(make_reading(TEXT + " More.", identity="/more.txt"))
    assert all(finding.standing == "holds" for finding in ledger.verify())


@pytest.mark.parametrize("wait", [0.0, 0.05])
def test_kill_9_while_reading_loses_nothing_that_was_answered(tmp_path, wait):
    path = tmp_path / "sayso.db"
    open_ledger(path).close()
    before = set()
    for n in range(2):
        writer = start_writer(path, f"writer{n}", 500)
        answered = [writer.stdout.readline().strip() for _ in range(4)]
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        answered += [line.strip() for line in writer.stdout if len(line) == 65]
        writer.wait()
        writer.stdout.close()
        writer.stderr.close()
        ledger = open_ledger(path)
        held = {reading.report.sha256 for reading in ledger.readings()}
        assert set(answered) <= held
        assert len(held - before - set(answered)) <= 1  # kept, and killed before it could say so
        assert all(finding.holds for finding in ledger.verify())
        reading = make_reading(f"{TEXT} After {n} {wait}.", identity=f"/after/{n}")
        before = held | {reading.report.sha256}
        ledger.keep_reading(reading, make_snapshot(reading.report))
        assert all(finding.standing == "holds" for finding in ledger.verify())
        ledger.close()


@pytest.mark.parametrize("answers", [1, 17])
def test_kill_9_in_the_middle_of_200_reviews_loses_none_that_was_answered(ledger, keep, answers):
    keep()
    claim = claim_ids(make_report(), make_claims())["c1"]
    reviewer = start_writer(ledger.store.path, claim, 200, REVIEWER)
    answered = [reviewer.stdout.readline().strip() for _ in range(answers)]
    reviewer.kill()
    answered += [line.strip() for line in reviewer.stdout if len(line) == 65]
    reviewer.wait()
    reviewer.stdout.close()
    reviewer.stderr.close()
    held = [t.id for t in ledger.transactions() if t.kind == "review"]
    assert held[: len(answered)] == answered
    assert len(held) <= len(answered) + 1
    assert [r.reason for r in ledger.reviews(every=True)] == [f"look {n}" for n in range(len(held))]
    assert all(finding.holds for finding in ledger.verify())


def test_two_that_read_into_one_ledger_at_once_both_finish(tmp_path):
    path = tmp_path / "sayso.db"  # not made before: they also race to make it
    writers = [start_writer(path, name, 12) for name in ("east", "west")]
    for writer in writers:
        said, trouble = writer.communicate(timeout=120)
        assert (writer.returncode, trouble) == (0, "")
        assert len(said.split()) == 12
    ledger = open_ledger(path)
    assert len(list(ledger.readings())) == 24
    assert sorted({t.author for t in ledger.transactions()}) == ["east", "west"]
    assert all(finding.standing == "holds" for finding in ledger.verify())
    ledger.close()


def test_two_that_read_the_same_report_at_once_keep_it_once(tmp_path):
    path = tmp_path / "sayso.db"
    writers = [start_writer(path, "same", 6) for _ in range(2)]
    for writer in writers:
        _, trouble = writer.communicate(timeout=120)
        assert (writer.returncode, trouble) == (0, "")
    ledger = open_ledger(path)
    assert ledger.look.counts()["transactions"] == 6
    ledger.close()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(["new", "again", "revise", "reread", "fail", "cut"]), min_size=1, max_size=6))
def test_any_order_of_luck_and_trouble_leaves_a_sound_chain(tmp_path_factory, empty, steps):
    folder = tmp_path_factory.mktemp("steps")
    shutil.copytree(empty, folder, dirs_exist_ok=True)
    ledger = open_ledger(folder / "sayso.db", opening=Opening(durable=False))
    for n, step in enumerate(steps):
        text = TEXT if step in ("again", "reread") else f"{TEXT} Number {n}."
        reading = make_reading(text, identity=f"/{n}.txt" if step == "new" else "/one.txt")
        if step == "reread":
            reading = replace(reading, claims=replace(reading.claims, reader=f"engine {n}"))
        if step == "cut" and ledger.store.journal.exists():
            with ledger.store.journal.open("ab") as journal:
                journal.write(b'{"seq":')
        if step == "fail":
            with pytest.raises(SaysoError):
                ledger.keep_reading(reading, make_snapshot(reading.report, content=b"wrong"))
        else:
            ledger.keep_reading(reading, make_snapshot(reading.report))
    found = [f.text for f in ledger.verify() if f.standing != "holds"]
    ledger.close()
    assert found == []
