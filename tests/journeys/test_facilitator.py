"""A facilitator runs an evening by keyboard: the plan is made, slips, is put right, and the text is read in a round."""

from datetime import timedelta

from PySide6.QtCore import Qt

from hubdesk.desk import agenda, charters, events, merging
from hubdesk.desk.exchange import write_bundle, write_kit
from hubdesk.model.records import AgendaItem
from tests.journeys.laptop import CONTROL, EVENING

TEXT = b"# Harbour rules\n\n## Who belongs\n\nWhoever rows.\n\n## Who pays\n\nNobody alone.\n"
KEY = Qt.Key


def test_an_evening_is_run_from_the_agenda(laptops, tmp_path):
    front = laptops("front")
    desk = front.desk
    event = events.create(desk, "Reading at the harbour", template="reading", start=EVENING, languages=("en",))
    charters.take(desk, charters.preview([("rules.md", TEXT)], language="en"), event=event)
    package = write_kit(desk, event, tmp_path / "evening.hubbundle")

    # before: a song is added and put first, the reading round gets its sections
    page = front.at(event, "agenda")
    front.presses(page.sheet.table, KEY.Key_N, CONTROL)
    front.types(page.sheet.new, "A song for the river")
    for _ in range(6):
        front.presses(page.sheet.table, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    reading = next(item for item in agenda.items(desk, event) if item.type == "reading round")
    page.sheet.table.choose(reading.id)
    form = page.part("item")
    for number in ("1", "2"):
        front.types(form.place, number)
    assert [item.number for item in agenda.items(desk, event)] == list(range(1, 8))
    assert len(desk.read.get(AgendaItem, reading.id).sections) == 2

    # the evening begins nine minutes late; the end is kept
    front.began += timedelta(minutes=9)
    front.presses(page.sheet.table, KEY.Key_F8)
    assert page.now.what.text() == "A song for the river" and page.now.late.text() == "9 minutes behind"
    page.tabs.choose("plan")
    plan = page.part("plan")
    front.clicks(plan.keep_end)
    assert page.now.late.text() == "On time"
    now = agenda.standing(desk, event)
    assert now.ends == EVENING + timedelta(minutes=130) and desk.read.get(AgendaItem, reading.id).minutes == 65

    # the round: the first section is read, in silence, then everybody speaks; a step too far is taken back
    for minutes in (10, 19, 1, 3):
        front.began += timedelta(minutes=minutes)
        front.presses(page.sheet.table, KEY.Key_F7)
    part = page.part("round")
    assert part.phase.text() == "Reading aloud" and "Who pays" in part.where.text()
    front.presses(page, KEY.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    front.presses(page.sheet.table, KEY.Key_F7)
    assert page.now.what.text().startswith("Section by section")

    # a note that names no section stays without one, and the key 1 offers the section in focus
    noting = front.at(event, "notes")
    front.types(noting.line, "Fees keep people away")
    (note,) = desk.read.notes(event)
    assert note.item == reading.id and not note.tags
    front.presses(noting.line, KEY.Key_Up)
    front.presses(noting.view, KEY.Key_1)
    (note,) = desk.read.notes(event)
    assert note.tags == {charters.index(desk, event).resolve("2")}

    # the laptop dies; another one, opened from the package, goes on in the middle of the round
    written = write_bundle(desk, event, "team", tmp_path / "front.hubbundle")
    second = laptops("second")
    assert merging.open_kit(second.desk, package.path, package.words) == event
    merging.absorb(second.desk, [written.path])
    second.began = front.began + timedelta(minutes=5)
    there = second.at(event, "agenda")
    there.tabs.choose("round")
    second.presses(there, KEY.Key_F7)
    assert there.part("round").phase.text() == "Silent minutes"
    assert there.now.timer.isVisible() and there.now.timer.left.state == "running"
    second.presses(there.sheet.table, KEY.Key_F8)
    assert second.desk.read.get(AgendaItem, reading.id).stopped
