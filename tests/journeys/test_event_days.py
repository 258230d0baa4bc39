"""Whole days at one window, one after the other: five hundred guests, thirty thousand keys, and nothing piles up."""

import gc
import os
import sys
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, cycle, islice, product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import attendance, care, events, exports, notes, reports
from hubdesk.model.records import Note, Person
from tests.journeys.laptop import Laptop
from tests.journeys.preparing import a_charter_comes_in_four_languages
from tests.journeys.sticks import SOON, merges, opens_a_package, writes, writes_a_package
from tests.journeys.workshop import LANGUAGES, remarks

GUESTS, KEYS, TAGS, MERGES, EXPORTS = 500, 30_000, 300, 20, 30
#: Invented, and told apart by three letters.
NAMES = ["".join(letters) for letters in islice(product("BDFGKLMNPRSTVZ", "aeiou", "bdfgklmnprstvz"), GUESTS)]
Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds: memory in MB, open files, widgets, and references to None."""

    memory: float
    files: int
    widgets: int
    nones: int

    @classmethod
    def now(cls) -> "Held":
        QApplication.processEvents()
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        return cls(memory, len(os.listdir("/proc/self/fd")), len(QApplication.allWidgets()), sys.getrefcount(None))


class Hall:
    """The laptop in the hall, and a colleague's who writes at a table; a day of both is one event."""

    def __init__(self, hall: Laptop, table: Laptop, stick: Path) -> None:
        self.hall, self.table, self.stick = hall, table, stick
        stick.mkdir()
        self._files = (stick / f"{number}.hubbundle" for number in count())

    def prepare(self, day: int) -> str:
        """Invite everybody, and give the colleague the event package."""
        hall = self.hall
        event = events.create(hall.desk, f"Day {day} at the quay", start=hall.began)
        if day == 1:
            a_charter_comes_in_four_languages(hall, event, self.stick)
        listed = self.stick / "people.csv"
        listed.write_text("\n".join(["Name", *(f"{name} Thistle" for name in NAMES)]), "utf-8")
        prepare = hall.at(event, "prepare")
        prepare.arrive("roster")
        roster = prepare.part("roster")
        roster.read_files([listed])
        hall.qtbot.waitUntil(roster.preview.take.isVisible, timeout=SOON)
        hall.presses(roster.preview.take, Key.Key_Space)
        hall.qtbot.waitUntil(lambda: len(hall.desk.read.all(Person, event=event)) == GUESTS, timeout=SOON)
        package = next(self._files)
        opens_a_package(self.table, package, writes_a_package(hall, event, package))
        hall.sits_down()
        return event

    def greet(self, event: str) -> None:
        """Check everybody in by three letters and Enter."""
        door = self.hall.at(event, "attendance")
        for name in NAMES:
            self.hall.types(door.field, name)
        assert attendance.counts(self.hall.desk, event).came == GUESTS

    def write(self, event: str, keys: int) -> int:
        """Type lines until so many keys were pressed; return how many lines."""
        page, until, said = self.hall.at(event, "notes"), self.hall.gestures + keys, 0
        lines = cycle(remarks("en", 56))
        while self.hall.gestures < until:
            remark = next(lines)
            if not remark.reply:
                self.hall.types(page.line, f"{remark.line} {said}")
                said += 1
        assert len(self.hall.desk.read.notes(event)) == said
        return said

    def tag(self, event: str) -> None:
        """Go up from the newest line and give each the keyword of the first by one key."""
        page, hall = self.hall.at(event, "notes"), self.hall
        hall.presses(page.line, Key.Key_Up)
        hall.writes(page.view, "/")
        hall.types(page.sorting.finder.field, "2.2")
        for _ in range(TAGS):
            hall.presses(page.view, Key.Key_Up)
            hall.writes(page.view, ".")
        hall.presses(page.view, Key.Key_Escape)
        wid = page.offers.sections.resolve("2.2")
        assert sum(wid in note.tags for note in hall.desk.read.all(Note, event=event)) >= TAGS

    def merge(self, event: str) -> None:
        """Take in what the colleague wrote, again and again."""
        for turn in range(MERGES):
            notes.add(self.table.desk, event, f"~: Said at the table in turn {turn} #ferry")
            merges(self.hall, event, writes(self.table, event, next(self._files)))

    def publish(self, event: str) -> None:
        """Make all there is, in four languages."""
        page = self.hall.at(event, "report")
        self.hall.qtbot.waitUntil(lambda: not self.hall.window.frame.jobs, timeout=SOON)
        forms, kinds = ("csv", "xlsx", "json", "html", "iso", "qdpx"), ("conversation", "annex", "minutes")
        makes = cycle([*(("pdf", kind) for kind in kinds), *(("export", form) for form in forms)])
        for number, (make, what), language in zip(range(EXPORTS), makes, cycle(LANGUAGES), strict=False):
            out = self.stick / f"out-{number}.{what}"
            if make == "pdf":
                assert reports.pdf(self.hall.desk, [event], out, kind=what, language=language).pages
            else:
                assert exports.export(self.hall.desk, what, out, events=[event], language=language).paths
        assert page.isVisible()


@pytest.mark.parametrize("days", [1, pytest.param(50, marks=pytest.mark.soak)])
def test_days_follow_one_another_and_nothing_piles_up(laptops, tmp_path, days: int) -> None:
    both = Hall(laptops("hall"), laptops("table"), tmp_path / "stick")
    held = []
    for day in range(1, days + 1):
        event = both.prepare(day)
        before = both.hall.gestures
        both.greet(event)
        said = both.write(event, KEYS - (both.hall.gestures - before))
        both.tag(event)
        both.merge(event)
        assert len(both.hall.desk.read.notes(event)) == said + MERGES
        both.publish(event)
        both.hall.began = both.table.began = both.hall.began + timedelta(days=1)
        held.append(Held.now())
        print(f"day {day}: {held[-1]}", flush=True)
    assert care.doctor(both.hall.desk, rebuild=True).damage == ()
    warm = held[min(5, days) - 1]
    assert held[-1].memory <= 1.1 * warm.memory
    assert held[-1].widgets == warm.widgets
    assert held[-1].files <= warm.files + 2, "SQLite puts one aside for the next who asks"
    assert held[-1].nones > 0.9 * warm.nones, "one lost with every call ends the process; one too many harms nobody"
