"""The laws of the log for hours instead of seconds; only in `make soak`."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.store import test_laws, test_steps

LONG = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.mark.soak
def test_twenty_thousand_evenings():
    test_laws.Evening.ended = 0
    run_state_machine_as_test(test_laws.Evening, settings=settings(max_examples=20_000, stateful_step_count=40, **LONG))
    assert test_laws.Evening.ended >= 20_000


@pytest.mark.soak
def test_twenty_thousand_sequences_of_steps():
    run_state_machine_as_test(test_steps.Typing, settings=settings(max_examples=20_000, stateful_step_count=40, **LONG))
