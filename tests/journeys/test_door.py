"""The role door: two desks, a queue of guests of all scripts, a scanner, and one list in the end."""

from PySide6.QtCore import Qt

from hubdesk.desk import attendance, care, events, exchange, merging, people
from hubdesk.model.records import Headcount, Mark, Person
from tests.journeys.laptop import CONTROL, ENTER, EVENING

Key = Qt.Key
#: Who comes, and the fewest letters that lead to them alone.
GUESTS = {"Ольга Петровна": "оль", "王小明": "王", "राधा शर्मा": "रा", "محمد الأمين": "مح", "Zoë Šimková": "zo"}


def test_two_desks_one_list(laptops, tmp_path):
    front = laptops("front")
    event = events.create(front.desk, "An evening about hubs", start=EVENING)
    for number, name in enumerate(GUESTS, start=1):
        people.add(front.desk, event, name, badge=str(40 + number))
    package = exchange.write_kit(front.desk, event, tmp_path / "evening.hubbundle", people=True)
    back = laptops("back")
    assert merging.open_kit(back.desk, package.path, package.words) == event

    # a known guest: at most three letters and Enter
    front.sits_down()
    door = front.at(event, "attendance")
    for name, letters in GUESTS.items():
        before = front.gestures
        front.types(door.field, letters)
        assert (door.result.what.text(), door.result.who.text()) == ("Checked in", name)
        assert front.gestures - before <= 4
    # a walk-in: three keys beyond the name; out and back; one too many is undone, and its name said
    before = front.gestures
    front.types(door.field, "Nadia Quill")
    front.presses(door.field, ENTER)
    assert front.gestures - before - len("Nadia Quill") <= 10
    front.writes(door.field, "zo")
    front.presses(door.field, ENTER, CONTROL)
    front.presses(door.field, ENTER, CONTROL)
    assert door.result.what.text() == "Welcome back"
    front.types(door.field, "+3 children")
    front.types(door.field, "+20")
    front.presses(door.field, Key.Key_Z, CONTROL)

    # the other desk, without a network: the same guest is scanned there, and a stranger's ticket
    back.sits_down()
    other = back.at(event, "attendance")
    back.types(other.field, "42")
    back.types(other.field, "999")
    assert other.result.what.text() == "Nobody has this number"
    back.types(other.field, "42")
    assert "Already here since" in other.result.what.text()
    back.types(other.field, "+1 Children")

    # the files meet in either order: one list, nobody twice
    files = [
        exchange.write_bundle(each.desk, event, "team", tmp_path / f"{each.name}.hubbundle") for each in (front, back)
    ]
    for each, order in ((front, files), (back, files[::-1])):
        for file in order:
            merging.absorb(each.desk, [file.path])
    assert [one.log for one in care.digest(front.desk)] == [one.log for one in care.digest(back.desk)]
    for each in (front, back):
        counts = attendance.counts(each.desk, event)
        assert (counts.here, counts.came, counts.walk_in, counts.heads) == (6, 6, 1, 4)
        assert list(attendance.categories(each.desk, event).values()) == [4], "one category, however it is written"
        assert len(each.desk.read.all(Person, event=event)) == 6
    assert len(front.desk.read.all(Mark, event=event)) == 9 and len(front.desk.read.all(Headcount, event=event)) == 2

    # who was scanned at the wrong desk is put right: the marks stay in the history
    front.sits_down()
    door = front.at(event, "attendance")
    front.writes(door.field, "王")
    front.presses(door.field, Key.Key_C, Qt.KeyboardModifier.AltModifier)
    card = door.correcting.card
    assert len(card.lines) == 2
    front.presses(list(card.buttons.values())[-1], Key.Key_Space)
    assert len(attendance.presence(front.desk, event)) == 6
    front.at(event, "history")
    told = [str(front.window.page("history").table.model().index(row, 0).data()) for row in range(3)]
    assert any("Take a mark of" in line and "王小明" in line for line in told)
