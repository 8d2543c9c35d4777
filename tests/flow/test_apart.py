"""Settling in another Python: it says what this one would, ends with who asks it, and is started again where it ended."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest

from sayso.errors import SetupError, UsageError
from sayso.flow.apart import Apart, AskChanges
from sayso.flow.changing import compare_settled
from sayso.flow.disclosing import settle_for
from sayso.flow.settling import NOW, Moment, Settler
from sayso.ledger import open_ledger
from sayso.model import Review


@pytest.fixture
def apart(own_ledger):
    found = Apart(own_ledger)
    yield found
    found.close()
    assert found.running is None or found.running.poll() is not None


def is_gone(pid, seconds=20):
    for _ in range(10 * seconds):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def here(ledger, audience, moment=NOW):
    return settle_for(Settler(), ledger, audience, moment, "default")


def test_it_gives_what_settling_here_gives_before_and_after_a_write(apart, own_ledger):
    ledger = open_ledger(own_ledger)
    for audience in ("desk", "others"):
        assert apart.settle(audience) == here(ledger, audience)
    first = apart.given["desk"]
    claim = first.record.events[0].values[0].claims[0]
    ledger.review(Review(claim.id, "rejected", "misread", "jo"))
    for audience in ("desk", "others"):
        assert apart.settle(audience) == here(ledger, audience)
    then = Moment("2020-01-01", None)
    assert apart.settle("desk", then) == here(ledger, "desk", then)
    published = Moment(None, "2025-01-01")
    assert apart.settle("desk", published) == here(ledger, "desk", published)
    changes = apart.list_changes(AskChanges("desk", then, None))
    assert changes == tuple(compare_settled(here(ledger, "desk", then).settled, here(ledger, "desk").settled))
    assert changes
    assert all(apart.given["desk"].readings[r] is reading for r, reading in first.readings.items())
    ledger.close()


def test_what_is_wrong_with_a_question_is_raised_here_and_the_next_is_answered(apart):
    with pytest.raises(UsageError, match="yesterday"):
        apart.settle("desk", Moment(None, "yesterday"))
    assert apart.settle("desk").settled.record.events


def test_a_ledger_that_cannot_be_opened_is_named_and_asked_for_again(own_ledger):
    aside = own_ledger.rename(own_ledger.with_suffix(".aside"))
    apart = Apart(own_ledger)
    with pytest.raises(SetupError, match="no ledger at"):
        apart.settle("desk")
    aside.rename(own_ledger)
    assert apart.settle("desk").settled.record.events
    apart.close()


def test_where_it_was_killed_it_is_started_again(apart):
    before = apart.settle("desk")
    killed = apart.running.pid
    apart.running.send_signal(signal.SIGKILL)
    apart.running.wait()
    assert apart.settle("desk") == before
    assert apart.running.pid != killed


def test_closing_ends_it_in_the_middle_of_its_work(apart):
    apart.settle("desk")
    running, raised = apart.running, []

    def ask():
        try:
            apart.settle("others")
        except SetupError as err:
            raised.append(err)

    running.send_signal(signal.SIGSTOP)  # as if it were at work for long
    waits = threading.Thread(target=ask)
    waits.start()
    time.sleep(0.2)
    running.send_signal(signal.SIGCONT)
    apart.close()
    waits.join(20)
    assert not waits.is_alive()
    assert running.poll() is not None


ASK = """
import sys, time
from pathlib import Path
from sayso.flow.apart import Apart
apart = Apart(Path(sys.argv[1]))
apart.settle("desk")
print(apart.running.pid, flush=True)
time.sleep(600)
"""


def test_it_ends_when_who_asked_it_is_killed(own_ledger):
    asks = subprocess.Popen([sys.executable, "-c", ASK, str(own_ledger)], stdout=subprocess.PIPE, text=True)
    pid = int(asks.stdout.readline())
    os.kill(pid, 0)
    asks.kill()
    asks.communicate()
    assert is_gone(pid)


def test_it_ends_when_who_asked_it_is_killed_in_the_middle_of_a_question(own_ledger):
    command = [sys.executable, "-m", "sayso.flow.apart", str(own_ledger), "default"]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    running.communicate(pickle.dumps(b"a question" * 100)[:-300], timeout=60)
    assert running.returncode == 0
