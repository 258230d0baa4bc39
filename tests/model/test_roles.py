"""Roles in our languages are no names, and whoever is no role becomes a participant."""

import pytest

from hubdesk.model.roles import is_role, strangers, without_strangers


@pytest.mark.parametrize(
    "name", ["participant", "Facilitator", "note-taker", "table_2", "participant 3", "Interpreter", "TABLE2"]
)
def test_roles(name: str) -> None:
    assert is_role(name)


@pytest.mark.parametrize("name", ["Zyxmira", "participants_friend", "7", "", "Will", "王小明"])
def test_names(name: str) -> None:
    assert not is_role(name)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("@Zyxmira hello", "@participant hello"),
        ("c: @Zyxmira: hello @Zyx_mira @facilitator", "c: @participant: hello @participant @facilitator"),
        ("as ＠Zyxmira said", "as @participant said"),
        ("write to a@b.example", "write to a@b.example"),
        ("", ""),
    ],
)
def test_a_line_without_strangers(line: str, kept: str) -> None:
    assert without_strangers(line, "en") == kept
    assert strangers(kept) == []


def test_every_line_of_a_text_is_read() -> None:
    text = "first\n@Zyxmira hello"
    assert [text[start:end] for start, end in strangers(text)] == ["@Zyxmira"]
