"""An empty ledger, and a way to keep a reading in it."""

import shutil

import pytest
from tests.ledger.readings import make_reading, make_snapshot

from sayso.ledger import Opening, open_ledger


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """The folder of a new ledger, made once: making one takes a fifth of a second, copying it none."""
    folder = tmp_path_factory.mktemp("empty")
    open_ledger(folder / "sayso.db").close()
    return folder


@pytest.fixture
def ledger(tmp_path, empty):
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    opened = open_ledger(tmp_path / "sayso.db", opening=Opening(durable=False, patience=10))
    yield opened
    opened.close()


@pytest.fixture
def keep(ledger):
    def keep_one(reading=None, **more):
        reading = reading or make_reading()
        return ledger.keep_reading(reading, make_snapshot(reading.report, keep=more.pop("kept_as", "full")), **more)

    return keep_one
