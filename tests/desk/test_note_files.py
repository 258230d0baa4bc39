"""A file of notes is read as text with care, and kept as a whole or not at all."""

from datetime import UTC, datetime

import pytest

from hubdesk.desk import events, notes
from hubdesk.desk.desk import Desk
from hubdesk.desk.note_files import line_of, lines_of
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.model.records import Note

SAID = "Мы говорили о деньгах.\n\nИ о времени: долго\r\nВсё."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16", "utf-16-le", "utf-16-be"])
def test_lines_come_out_of_every_encoding(encoding: str) -> None:
    found = lines_of(SAID.encode(encoding))
    assert found.lines == ("Мы говорили о деньгах.", "И о времени: долго", "Всё.")
    assert found.damaged == ()


@pytest.mark.parametrize(
    "data",
    [
        b"a\0b\n",
        b"We met at the library.\nHubs ne\0ed fun\0ds.\n",
        b"PK\x03\x04 something",
        b"%PDF-1.7\n",
        bytes(range(256)) * 9,
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        lines_of(data)
    assert refused.value.exit_code == 3


def test_a_line_that_is_too_long_is_named() -> None:
    with pytest.raises(Usage) as wrong:
        lines_of(b"one\n\n" + b"x" * 20_001)
    assert "3" in wrong.value.told("en")[0]
    assert lines_of(b"") == lines_of(b" \n\t\n")
    assert lines_of(b"").lines == ()


def test_damaged_letters_are_told_by_line() -> None:
    found = lines_of(("Привет всем\n" * 20).encode() + b"Bro\xffken\nrest\n")
    assert found.damaged == (21,)


def test_a_stream_is_in_utf_8() -> None:
    assert line_of("\ufeffПривет\r\n".encode(), 1) == "Привет"
    assert line_of(b" \n", 1) == ""
    for raw in ("Привет".encode("cp1251"), b"a\0b\n"):
        with pytest.raises(Refused) as refused:
            line_of(raw, 7)
        assert "7" in refused.value.told("en")[0]


def test_no_control_characters_stand_in_a_note(desk: Desk) -> None:
    event = events.create(desk, "Tea", start=datetime(2027, 5, 8, 9, 0, tzinfo=UTC))
    note = desk.read.get(Note, notes.add(desk, event, "one\x0btwo\tth\x00r\x07ee\x7f\x85four"))
    assert note.text == note.line == "one two three four"
    assert lines_of(b"\x01\nWords\x02\n").lines == ("Words",)


def test_many_lines_are_one_step_in_their_order(desk: Desk) -> None:
    event = events.create(desk, "Tea", start=datetime(2027, 5, 8, 9, 0, tzinfo=UTC))
    made = notes.add_all(desk, event, ["one", "q: two?", "three"])
    assert [note.text for note in desk.read.notes(event)] == ["one", "two?", "three"]
    assert [note.id for note in desk.read.notes(event)] == made
    desk.undo()
    assert desk.read.notes(event) == []
    with pytest.raises(HubDeskError):
        notes.add_all(desk, event, ["one", ""])
    assert desk.read.notes(event) == []
