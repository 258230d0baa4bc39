"""What holds for every test: properties are tried the same way each time, and cycles are collected between tests."""

import gc
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from pytestqt.qtbot import QtBot

from hubdesk.ui.collector import Rounds

rounds = Rounds(away=lambda: True)

# `make test` tries the same examples each time, so that red means changed; `make soak` looks for new ones. Whether any
# fails is all that `make mutants` asks: the shortest example is not looked for.
# How long an example takes is no property: a machine with other work is no fault of ours.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", patient, derandomize=True)
settings.register_profile("new", patient, print_blob=True)
settings.register_profile("mutants", patient, derandomize=True, phases=[Phase.explicit, Phase.generate])


def pytest_configure(config: pytest.Config) -> None:
    """Try the same examples unless --hypothesis-profile says otherwise."""
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _no_collection_in_other_threads() -> Iterator[None]:
    # in the main thread only, as in the window: hubdesk/ui/collector.py
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait longer than usual for a state: a machine with other work is no fault of ours."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=30_000)
    return qtbot


def pytest_runtest_logfinish() -> None:
    """Collect when a test is over and its windows are closed."""
    rounds.ask()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was tried how often, as the tests tell it by `record_property("tried", …)` in whichever process."""
    reports = (each for each in terminalreporter.getreports("passed") if each.when == "call")
    for told in sorted(value for each in reports for name, value in each.user_properties if name == "tried"):
        terminalreporter.write_line(f"tried: {told}")
