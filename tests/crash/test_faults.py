"""A disk that fails at any single point of a short evening: nothing acknowledged is lost, and nothing wrong is told."""

import pytest

from tests.crash import apart
from tests.crash.faults import ERRORS

#: Of the hundreds of pages that are written each so many'th fails in the default run, of all other calls every one.
EVERY = {"pwrite64": 20}


@pytest.mark.parametrize("call", ERRORS)
def test_a_call_that_fails_is_told_and_loses_nothing(call: str, record_property) -> None:
    tried, there = map(int, apart.run("faults", call, EVERY.get(call, 1)).split())
    assert tried > there // EVERY.get(call, 1)
    record_property("tried", f"{tried} calls of {call} that fail")


@pytest.mark.soak
@pytest.mark.parametrize("call", EVERY)
def test_every_page_that_fails_is_told_and_loses_nothing(call: str) -> None:
    apart.run("faults", call, 1)
