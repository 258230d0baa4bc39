"""How many lies are told: in every run, and in `make soak`."""

import pytest


def times(now: int, soak: int) -> pytest.MarkDecorator:
    """Try a test with this many lies, and with other, many more ones in the long run."""
    return pytest.mark.parametrize("lies", [now, pytest.param(soak, marks=pytest.mark.soak)])


#: Bytes of a good file changed anyhow.
BYTES = times(3_000, 10_000_000)
#: Lines, and manifests, that were changed and signed again at every layer.
LINES = times(2_000, 500_000)
MANIFESTS = times(1_500, 200_000)
#: Whole logs of laptops of the team, good in form and wild in content, taken in by a real workspace.
LOGS = times(120, 5_000)
