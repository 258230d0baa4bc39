"""Objects in cycles are collected between the tests and in the main thread, as the window does it while it runs."""

import gc
from collections.abc import Iterator

import pytest

from hubdesk.ui.collector import collect


@pytest.fixture(scope="session", autouse=True)
def _no_collection_in_other_threads() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def pytest_runtest_logfinish() -> None:
    """Collect when a test is over and its windows are closed."""
    collect()
