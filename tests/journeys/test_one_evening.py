"""One evening, from the empty program to the report, as the tour in the README tells it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import attendance, care, charters, events, exchange, merging, people, reports
from hubdesk.model.records import Mark
from tests.journeys.laptop import CONTROL, EVENING

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "charter"
LIST = "Имя;Почта\nОльга Петровна;olga@example.org\n王小明;xiaoming@example.org\nAmina Wanjiru;amina@example.org\n"


def test_one_evening(laptops, tmp_path):
    # at home: the gathering, the people who registered, the text in the languages of the room
    desk_laptop = laptops("front desk")
    desk = desk_laptop.desk
    event = events.create(desk, "An evening about hubs", start=EVENING, place="Harbour library", languages=("en", "ar"))
    taken = people.take(desk, event, people.preview(desk, event, LIST.encode("windows-1251", "xmlcharrefreplace")))
    assert taken.new == 3
    files = [(path.name, path.read_bytes()) for path in sorted(SAMPLE.glob("*.wiki"))]
    imported = charters.take(desk, charters.preview(files, title="Lantern Rivers"), event=event)
    assert imported.sections > 10 and {"en", "ar"} <= set(imported.languages)
    package = exchange.write_kit(desk, event, tmp_path / "evening.hubbundle")
    assert len(package.words.split()) == 5

    # at the door: one field, a few letters, Enter
    door = desk_laptop.at(event, "attendance")
    desk_laptop.types(door.field, "ольга")
    desk_laptop.types(door.field, "+2")
    desk_laptop.qtbot.keyClicks(door.field, "Joao")
    desk_laptop.qtbot.keyClick(door.field, Qt.Key.Key_N, CONTROL)
    QApplication.processEvents()
    counts = attendance.counts(desk, event)
    assert (counts.came, counts.walk_in, counts.heads) == (2, 1, 2)
    assert len(desk.read.all(Mark, event=event)) == 2

    # at the table: a second laptop, opened from the package, takes notes in its own language
    table = laptops("note table", language="ar")
    assert merging.open_kit(table.desk, package.path, package.words) == event
    page = table.at(event, "notes")
    table.types(page.line, "!: /2.1 Hubs need stable funding #funding x4")
    table.types(page.line, "نريد أن تبقى المراكز قريبة من الناس")
    table.types(page.line, "q: /1.1 who may copy the record?")
    notes = {note.text: note for note in table.desk.read.notes(event)}
    stable = notes["Hubs need stable funding"]
    assert (stable.kind, stable.voices, len(stable.tags)) == ("dealbreaker", 4, 1)
    assert notes["نريد أن تبقى المراكز قريبة من الناس"].language == "ar"
    assert notes["who may copy the record?"].form == "question"

    # afterwards: the files meet on a stick, in either order, and nobody is asked whether to trust anybody
    from_table = exchange.write_bundle(table.desk, event, "team", tmp_path / "table.hubbundle")
    from_desk = exchange.write_bundle(desk, event, "team", tmp_path / "desk.hubbundle")
    merged = merging.absorb(desk, [from_table.path])
    assert merged.quarantined == 0 and len(desk.read.notes(event)) == 3
    assert merging.absorb(table.desk, [from_desk.path]).quarantined == 0
    assert [one.log for one in care.digest(desk)] == [one.log for one in care.digest(table.desk)]
    assert attendance.counts(table.desk, event).came == 2

    # the same evening: the report in five languages, the text for the wiki, the file for the hub
    for language in ("en", "ar", "hi", "zh", "de"):
        made = reports.pdf(desk, [event], tmp_path / f"{language}.pdf", language=language)
        assert made.pages >= 3 and made.left_out == 0
    page_text = reports.text(desk, [event], "ambassador", language="en")
    assert "Hubs need stable funding" in page_text.text and "Number of participants: 4" in page_text.text
    assert "Ольга" not in page_text.text and page_text.page.endswith("An evening about hubs")
    upload = exchange.write_bundle(desk, event, "upload", tmp_path / "upload.hubbundle")
    assert upload.held_back == 0 and "olga" not in upload.path.read_bytes().decode("latin-1")

    # and a step too far can be taken back, also tomorrow
    note = next(iter(desk.read.notes(event)))
    desk_laptop.at(event, "feedback")
    with desk.action(events.say("Remove a note")) as put:
        put.delete(type(note), note.id)
    assert len(desk.read.notes(event)) == 2
    desk.undo()
    assert len(desk.read.notes(event)) == 3
    assert care.doctor(desk, rebuild=True).damage == ()
