"""The laws of the log for hours instead of seconds; only in `make soak`."""

import gc
import importlib

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

RUNS = 20_000
#: So many in one go: what is remembered of every run, so that none comes twice, would else fill gigabytes.
TOGETHER = 500
LONG = {"deadline": None, "database": None, "derandomize": False, "suppress_health_check": list(HealthCheck)}


@pytest.mark.soak
@pytest.mark.parametrize("module, machine", [("test_laws", "Evening"), ("test_steps", "Typing")])
def test_twenty_thousand_runs(module, machine):
    made = getattr(importlib.import_module(f"tests.store.{module}"), machine)
    made.ended = 0
    while made.ended < RUNS:
        gc.collect()  # else nothing is collected before the test is over
        run_state_machine_as_test(made, settings=settings(max_examples=TOGETHER, stateful_step_count=40, **LONG))
        print(f"{machine}: {made.ended:,} runs", flush=True)
