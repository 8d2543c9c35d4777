"""What all tests share: a command line that runs in this process, and the rule that a skip is counted and named."""

import os

import pytest
from hypothesis import HealthCheck, settings

# How long a draw takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("sayso", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sayso")


@pytest.fixture
def sayso(capsys):
    """Run the command line in this process; gives (exit code, standard output, standard error)."""
    from sayso.cli import run_command

    def run(*arguments):
        capsys.readouterr()
        code = run_command([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory):
    """The demo reports in a ledger, read once for the whole run; tests that write take a copy."""
    from sayso.cli import run_command

    folder = tmp_path_factory.mktemp("demo") / "out"
    assert run_command(["demo", str(folder)]) == 0
    return folder / "demo.db"


@pytest.fixture
def own_ledger(demo_ledger, tmp_path):
    """A copy of the demo ledger that a test may write to."""
    from sayso.ledger import open_ledger

    ledger = open_ledger(demo_ledger)
    copy = ledger.backup(tmp_path / "copy")
    ledger.close()
    return copy.ledger


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skip is a failure: what was skipped was not checked."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("SAYSO_CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, which counts as failed: {report.longrepr}"
