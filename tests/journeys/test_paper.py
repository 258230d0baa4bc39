"""The role paper: people signed in on a printed sheet, and somebody types its rows when the evening is over."""

from PySide6.QtCore import Qt

from hubdesk.desk import attendance, events, packs, people
from hubdesk.model.records import Mark, Person
from tests.journeys.laptop import CONTROL, EVENING

ALT = Qt.KeyboardModifier.AltModifier


def test_a_sheet_of_paper(laptops):
    laptop = laptops("front desk")
    desk = laptop.desk
    event = events.create(desk, "An evening without screens", start=EVENING, zone="Asia/Kolkata")
    for number in range(1, 25):
        people.add(desk, event, f"Guest {number:02}", sheet=number)
    printed = [guest.code for guest in packs.gather(desk, event, packs.Choice()).pack.guests]
    assert printed == [str(number) for number in range(1, 25)]

    page = laptop.at(event, "attendance")
    laptop.presses(page.field, Qt.Key.Key_P, ALT)
    assert page.paper.time.hour.line.text() == "23:30", "the beginning, on the clocks of the place"
    before = laptop.gestures
    for typed in ("12", "15-18", "1,4,7-9", "२०–२१", "43 Nadia Quill"):
        laptop.types(page.field, typed)
    assert laptop.gestures - before < 50, "thirteen people"
    assert {mark.at for mark in desk.read.all(Mark, event=event)} == {"2026-10-01T18:00:00+00:00"}
    assert attendance.counts(desk, event).came == 13

    # a number that is not on the sheet stays in the field, and is typed over
    laptop.types(page.field, "22-27")
    assert page.field.text() == "25 26 27" and "25 26 27" in page.result.more.text()
    laptop.types(page.field, "5")
    assert page.field.text() == "" and attendance.counts(desk, event).came == 17

    # one Enter, one step; a wrong row is taken back whole, the others stay
    laptop.types(page.field, "10 11")
    laptop.presses(page.field, Qt.Key.Key_Z, CONTROL)
    assert attendance.counts(desk, event).came == 17
    (nadia,) = desk.read.all(Person, event=event, walk_in=True)
    assert (nadia.name, nadia.sheet) == ("Nadia Quill", 43)

    # back at the door her number finds her
    laptop.presses(page.field, Qt.Key.Key_P, ALT)
    laptop.types(page.field, "43")
    assert "Already here since" in page.result.what.text() and page.result.who.text() == "Nadia Quill"
