"""What an organizer sets up before people talk, and how they come in at the door."""

from pathlib import Path

from PySide6.QtCore import Qt

from hubdesk.desk import attendance
from hubdesk.model.records import Event, Person
from tests.journeys.laptop import Laptop
from tests.journeys.sticks import SOON
from tests.journeys.workshop import LANGUAGES, PEOPLE, charter

Key = Qt.Key


def an_event_is_started(laptop: Laptop) -> str:
    laptop.window.frame.go("first", "new")
    laptop.types(laptop.window.page("first").name, "A workshop at the quay")
    (event,) = laptop.desk.read.all(Event)
    prepare = laptop.at(event.id, "prepare")
    prepare.arrive("facts")
    for tag in LANGUAGES[1:]:
        laptop.types(prepare.part("facts").fields["languages"].editor, tag)
    return event.id


def thirty_people_come_from_a_list(laptop: Laptop, event: str, folder: Path) -> None:
    rows = [f"{name};{name.split()[0].lower()}{place}@quay.example" for place, name in enumerate(PEOPLE)]
    (folder / "people.csv").write_text("\n".join(["Name;E-mail", *rows]), "utf-8")
    prepare = laptop.at(event, "prepare")
    prepare.arrive("roster")
    roster = prepare.part("roster")
    roster.read_files([folder / "people.csv"])
    laptop.qtbot.waitUntil(roster.preview.take.isVisible, timeout=SOON)
    laptop.presses(roster.preview.take, Key.Key_Space)
    laptop.qtbot.waitUntil(lambda: len(laptop.desk.read.all(Person, event=event)) == len(PEOPLE), timeout=SOON)


def a_charter_comes_in_four_languages(laptop: Laptop, event: str, folder: Path, *, later: bool = False) -> None:
    files = [folder / ("Quay.wiki" if tag == "en" else f"Quay-{tag}.wiki") for tag in LANGUAGES]
    for tag, path in zip(LANGUAGES, files, strict=True):
        path.write_text(charter(tag, later=later), "utf-8")
    prepare = laptop.at(event, "prepare")
    prepare.arrive("document")
    document = prepare.part("document")
    document.read_files(files)
    laptop.qtbot.waitUntil(document.take.isVisible, timeout=SOON)
    laptop.presses(document.take, Key.Key_Space)
    laptop.qtbot.waitUntil(document.choose.isVisible, timeout=SOON)


def everybody_is_checked_in(laptop: Laptop, event: str) -> None:
    door = laptop.at(event, "attendance")
    for name in PEOPLE:
        laptop.types(door.field, name)
    assert attendance.counts(laptop.desk, event).came == len(PEOPLE)
