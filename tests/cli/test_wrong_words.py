"""Words on the command line as nobody means them are refused as a wrong use, and are no fault of the program."""

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


@pytest.mark.parametrize(
    "words",
    [
        ("note", "add", "more boats", "--event=--"),
        ("note", "add", "more boats", "--event", "Evening", "--charter=--"),
        ("note", "list", "--search=--"),
        ("charter", "import", "rules.md", "--charter=--"),
        ("event", "add", "Evening", "--start=--"),
        ("--author=--", "event", "list"),
    ],
)
def test_two_dashes_as_the_words_of_an_option_are_a_wrong_use(tmp_path, capfd, words) -> None:
    home = ["--data-dir", str(tmp_path)]
    assert run([*home, "event", "add", "Evening"]) == 0
    capfd.readouterr()
    with pytest.raises(SystemExit) as left:
        run([*home, *words])
    told = capfd.readouterr().err
    assert left.value.code == 2 and "=--" not in told
    assert f"argument {next(word for word in words if word.endswith('--'))[:-3]}: two dashes are no value" in told


def test_two_dashes_before_a_line_let_it_begin_with_one(tmp_path, capfd) -> None:
    home = ["--data-dir", str(tmp_path)]
    assert run([*home, "event", "add", "Evening"]) == 0
    assert run([*home, "note", "add", "--event", "Evening", "--", "--event=--"]) == 0
    assert run([*home, "note", "list", "--event", "Evening"]) == 0
    assert "--event=--" in capfd.readouterr().out
