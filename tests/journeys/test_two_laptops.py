"""Two laptops and a stick, through the window alone: a package, parallel work, two versions, a merge taken back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.desk import care, events, notes
from hubdesk.model.records import Event
from tests.journeys.laptop import EVENING, Laptop

SOON = 20_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that both laptops see, one after the other."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


def writes(laptop: Laptop, event: str, path: Path) -> Path:
    """Write the team file of an event onto the stick, on the page Share."""
    page = laptop.at(event, "share")
    page.write.write_to([path])
    laptop.qtbot.waitUntil(page.write.done.isVisible, timeout=SOON)
    return path


def merges(laptop: Laptop, event: str, path: Path) -> None:
    """Look into a file and merge it; no question of trust is asked."""
    page = laptop.at(event, "share")
    page.merge.look_into([path])
    laptop.qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    assert not page.merge.trust.isVisible() and not page.waiting.isVisible()
    assert page.merge.do.isEnabled()
    page.merge.do.click()
    laptop.qtbot.waitUntil(page.merge.start.isVisible, timeout=SOON)


def lines(laptop: Laptop, event: str) -> set[str]:
    return {note.text for note in laptop.desk.read.notes(event)}


def test_two_laptops_and_a_stick(laptops, stick):
    # at home, the first laptop prepares the evening and its package
    door = laptops("door")
    event = events.create(door.desk, "An evening about hubs", start=EVENING)
    door.types(door.at(event, "notes").line, "Welcome and round of names")
    door.at(event, "prepare").arrive("package")
    package = door.window.page("prepare").part("package")
    package.write_to([stick / "evening.hubbundle"])
    door.qtbot.waitUntil(package.done.isVisible, timeout=SOON)
    words = package.words.text()

    # the second laptop held another event before; now it opens the package with the five words
    table = laptops("table")
    events.create(table.desk, "Something else before")
    table.window.frame.go("opening", str(stick / "evening.hubbundle"))
    opening = table.window.page("opening")
    table.qtbot.waitUntil(opening.words.isVisible, timeout=SOON)
    table.types(opening.words, words)
    table.qtbot.waitUntil(opening.roles.isVisible, timeout=SOON)
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
