"""Numbers as nobody means them are refused like other words, and are no fault of the program."""

import pytest

from hubdesk.cli.main import run

MANY = "9" * 5_000


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("agenda", "begin", MANY, "--event", "Evening"), 2),
        (("agenda", "edit", "1", f"minutes={MANY}", "--event", "Evening"), 2),
        (("note", "edit", "NOTE", f"voices={MANY}"), 2),
    ],
)
def test_a_number_of_five_thousand_digits_is_refused(tmp_path, capfd, words, expected) -> None:
    home = ["--data-dir", str(tmp_path)]
    assert run([*home, "event", "add", "Evening"]) == 0
    capfd.readouterr()
    assert run([*home, "note", "add", "more boats", "--event", "Evening"]) == 0
    note = capfd.readouterr().out.split()[0]
    assert run([*home, *(note if word == "NOTE" else word for word in words)]) == expected
    assert "fault in HubDesk" not in capfd.readouterr().err
