"""A paper sheet is copied by its row numbers: at the sheet's time, one step an entry, nothing guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.desk import attendance, attendance_sheet, events, packs, people
from hubdesk.desk.attendance_list import Roster
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import words
from hubdesk.model.consent import PURPOSES
from hubdesk.model.records import Mark, Person
from hubdesk.model.signed_rows import signed

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", start=NINE)
    for sheet in range(1, 10):
        people.add(desk, made, f"Guest {sheet}", sheet=sheet)
    return made


def names(found: list[Person]) -> list[str]:
    return [each.name or each.badge for each in found]


def copy(desk: Desk, event: str, text: str, minutes: float = 0) -> attendance_sheet.Copied:
    return attendance_sheet.copy(desk, event, text, at=NINE + timedelta(minutes=minutes))


def test_rows_come_at_the_time_of_the_sheet_in_one_step(desk: Desk, event: str) -> None:
    assert names(copy(desk, event, "2 4-6").came) == ["Guest 2", "Guest 4", "Guest 5", "Guest 6"]
    assert {mark.at for mark in desk.read.all(Mark, event=event)} == {"2027-05-08T09:00:00+00:00"}
    told = desk.undo()
    assert told is not None and words("en")(told) == "Check in 4 people from the sheet"
    assert attendance.counts(desk, event).came == 0
    copy(desk, event, "٣")
    told = desk.undo()
    assert told is not None and words("en")(told, isolated=False) == "Check in Guest 3"


def test_who_is_in_already_stays_and_what_is_not_on_the_sheet_is_left(desk: Desk, event: str) -> None:
    copy(desk, event, "2")
    done = copy(desk, event, "1-3 8-11 40", 5)
    assert (names(done.came), names(done.already)) == (["Guest 1", "Guest 3", "Guest 8", "Guest 9"], ["Guest 2"])
    assert (done.unknown, done.left) == (["10", "11", "40"], "10 11 40")
    facts = desk.store.connection.execute("select count(*) from fact").fetchone()
    assert names(copy(desk, event, "1 2", 5).already) == ["Guest 1", "Guest 2"]
    assert copy(desk, event, "77").unknown == ["77"]
    assert desk.store.connection.execute("select count(*) from fact").fetchone() == facts


def test_the_sheet_may_tell_of_an_earlier_coming_than_the_desk(desk: Desk, event: str) -> None:
    (guest,) = copy(desk, event, "1", 30).came
    copy(desk, event, "1", 0)
    assert [stay.came[11:16] for stay in attendance.presence(desk, event)[guest.id]] == ["09:00"]


def test_every_printed_number_is_a_row_and_twins_are_asked_about(desk: Desk, event: str) -> None:
    people.add(desk, event, "Wearer", badge="2")
    people.add(desk, event, "Lettered", badge="A17")
    people.add(desk, event, "Twin", badge="30"), people.add(desk, event, "Other", badge="30")
    printed = [guest.code for guest in packs.gather(desk, event, packs.Choice(names=True)).pack.guests]
    done = copy(desk, event, " ".join(printed))
    assert len(done.came) == len(printed) and not done.left
    assert names(copy(desk, event, "a17 30").already) == ["Lettered"]
    assert copy(desk, event, "30 31").several == ["30"] and copy(desk, event, "30 31").left == "31 30"


def test_a_name_after_a_number_walked_in_there(desk: Desk, event: str) -> None:
    done = copy(desk, event, "9 43 Nadia  Quill")
    assert (names(done.came), names(done.walked)) == (["Guest 9"], ["Nadia Quill"])
    (nadia,) = done.walked
    assert (nadia.sheet, nadia.walk_in, nadia.private) == (43, True, True)
    assert attendance.find(desk, event, "43")[0].here and names(copy(desk, event, "43").already) == ["Nadia Quill"]
    assert not any(people.consents(desk, nadia.id)[purpose].holds for purpose in PURPOSES)
    told = desk.undo()
    assert told is not None and words("en")(told) == "Check in 2 people from the sheet"
    assert desk.read.find(Person, nadia.id) is None and attendance.counts(desk, event).came == 0


def test_a_name_in_the_row_of_somebody_else_is_refused_whole(desk: Desk, event: str) -> None:
    facts = desk.store.connection.execute("select count(*) from fact").fetchone()
    with pytest.raises(HubDeskError) as refused:
        copy(desk, event, "1 2 Nadia")
    assert refused.value.code == "row-taken"
    for text in ("", "Nadia", "1 2-", "1-999999", "1 + 2"):
        with pytest.raises(Usage):
            copy(desk, event, text)
    assert desk.store.connection.execute("select count(*) from fact").fetchone() == facts


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_the_number_and_no_name(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=NINE)
    (walked,) = copy(desk, quiet, "7 Nadia Quill").walked
    assert (walked.name, walked.badge) == ("", "7")
    assert desk.read.all(Mark, event=quiet)[0].at == "2027-05-08T00:00:00+00:00"
    log = desk.store.connection.execute("select group_concat(coalesce(body, '')) from fact").fetchone()[0]
    assert "Nadia" not in log and "Quill" not in log


def test_an_item_has_its_own_sheet(desk: Desk, event: str) -> None:
    item = "a" * 32
    copy(desk, event, "1-3")
    done = attendance_sheet.copy(desk, event, "2 3", at=NINE, item=item, roster=Roster(desk, event))
    assert names(done.came) == ["Guest 2", "Guest 3"]
    assert attendance.counts_of_item(desk, event, item).here == 2


def test_rows_are_read_before_they_are_copied(desk: Desk, event: str) -> None:
    seen = attendance_sheet.look(Roster(desk, event), signed("2 40 43 Nadia"))
    assert (names(seen.came), seen.unknown) == (["Guest 2"], ["40"])
    assert attendance.counts(desk, event).came == 0
