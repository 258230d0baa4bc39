"""Two laptops and a stick, through the window alone: a package, parallel work, two versions, a merge taken back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.desk import care, events, notes
from hubdesk.model.records import Event
from tests.journeys.laptop import EVENING, Laptop
from tests.journeys.sticks import SOON, merges, opens_a_package, writes, writes_a_package


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that both laptops see, one after the other."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def lines(laptop: Laptop, event: str) -> set[str]:
    return {note.text for note in laptop.desk.read.notes(event)}


def test_two_laptops_and_a_stick(laptops, stick):
    # at home, the first laptop prepares the evening and its package
    door = laptops("door")
    event = events.create(door.desk, "An evening about hubs", start=EVENING)
    door.types(door.at(event, "notes").line, "Welcome and round of names")
    words = writes_a_package(door, event, stick / "evening.hubbundle")

    # the second laptop held another event before; now it opens the package with the five words
    table = laptops("table")
    events.create(table.desk, "Something else before")
    opens_a_package(table, stick / "evening.hubbundle", words)
    assert lines(table, event) == {"Welcome and round of names"}

    # both work at the same time, and both sharpen the same line
    for laptop, more in ((door, "Said at the door"), (table, "Said at the table")):
        notes_page = laptop.at(event, "notes")
        laptop.types(notes_page.line, more)
    (shared,) = (note for note in door.desk.read.notes(event) if note.text.startswith("Welcome"))
    notes.retype(door.desk, shared.id, "Welcome by Amina, round of names")
    notes.retype(table.desk, shared.id, "Welcome and a long round of names")

    # the stick goes to the door: two versions wait, counted on the rail
    merges(door, event, writes(table, event, stick / "table.hubbundle"))
    assert lines(door, event) >= {"Said at the door", "Said at the table"}
    assert "two versions" in door.window.rail.button("share").accessibleName()
    share = door.at(event, "share")
    (split,) = share.versions.splits
    chosen = next(place for place, side in enumerate(split.sides) if "Amina" in side.values["text"])
    share.versions.buttons[chosen].click()
    QApplication.processEvents()
    assert not share.versions.isVisible()

    # that merge was too early: it goes as a whole, while the choice and the own words stay; then it comes in again
    mine = {"Said at the door", "Welcome by Amina, round of names"}
    share.merged.buttons[0].click()
    door.qtbot.waitUntil(lambda: lines(door, event) == mine, timeout=SOON)
    door.qtbot.waitUntil(lambda: share.merged.buttons[0].text() == "Bring it in again", timeout=SOON)
    share.merged.buttons[0].click()
    everything = mine | {"Said at the table"}
    door.qtbot.waitUntil(lambda: lines(door, event) == everything, timeout=SOON)

    # the stick goes back: both laptops hold the same, word for word, and the other event stayed where it was
    merges(table, event, writes(door, event, stick / "door.hubbundle"))
    assert lines(table, event) == everything
    held = [
        {one.book.id: one.state for one in care.digest(each.desk) if one.book.subject == event}
        for each in (door, table)
    ]
    assert held[0] == held[1]
    assert {each.title for each in table.desk.read.all(Event)} == {"Something else before", "An evening about hubs"}
