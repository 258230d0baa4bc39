"""What a record is: what the plainest reading of the rules would have it be, in whatever order its saves come."""

import pytest

from hubdesk.model.merge import Knowledge, Write, state

ONE, TWO = "1" * 32, "2" * 32


@pytest.mark.parametrize(
    "base", ["", "-", f"{ONE}-", f"{ONE}-²", f"{ONE}-{'9' * 5000}", f"{ONE}-0", "x-1", f"{ONE}-1\n"]
)
def test_a_base_that_is_none_has_seen_nothing(base):
    saves = [Write(10, ONE, 2, {"text": "one"}), Write(20, TWO, 2, {"text": "two", "~base": base})]
    found = state(saves, lambda: Knowledge([(TWO, 1, ONE, 2)]))
    assert found is not None
    assert found.open == {"text": ("two", "one")}
