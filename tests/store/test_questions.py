"""What is asked of one event is found by its book, however many others there are."""

from threading import Thread

import pytest

from hubdesk.desk import (
    attendance,
    attendance_correcting,
    attendance_list,
    attendance_sheet,
    events,
    notes,
    people,
)
from hubdesk.desk.desk import event_book
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.records import RECORDS, Mark, Note, Person
from tests.store.test_steps import open_desk


def test_a_question_about_one_event_reads_no_table_from_end_to_end(tmp_path):
    desk = open_desk(tmp_path)
    event, asked = events.create(desk, "Evening"), []
    desk.read.watch = asked.append
    for kind in (Mark, Note, Person):
        desk.read.all(kind, event=event)
        desk.read.count(kind, event=event)
        desk.read.some(kind, ["event"], event=event)
        desk.read.deleted(kind, event=event)
    desk.read.all(Mark, event=event, person="a" * 32)
    desk.read.notes(event, search="words", section="s1", untagged=True)
    desk.read.search(Person, "Ada", event=event)
    desk.read.versions(event)
    desk.read.count_versions(event)
    desk.read.watch = None
    assert len(asked) > 20
    for sql in asked:
        values = [""] * (1 if "?1" in sql else sql.count("?"))
        plan = [row[3] for row in desk.read.rows(f"explain query plan {sql}", values)]
        whole = [line for line in plan if line.startswith("SCAN") and line.split()[1] in RECORDS]
        assert whole == [], sql
    desk.close()


def test_no_question_of_the_door_reads_a_table_from_end_to_end(tmp_path):
    desk = open_desk(tmp_path)
    event, asked = events.create(desk, "Evening"), []
    ana = people.add(desk, event, "Ana", sheet=1)
    roster = attendance_list.Roster(desk, event)
    desk.listen(roster.refresh)
    desk.read.watch = asked.append
    for typed in ("a", "an", "1"):
        roster.search(typed), roster.answering(typed)
    attendance.check_in(desk, ana, event, at=desk.now()), attendance.check_out(desk, ana, event, at=desk.now())
    attendance.walk_in(desk, event, "Bo", at=desk.now()), attendance.heads(desk, event, 3, category="children")
    attendance_sheet.copy(desk, event, "1 40 41 Nadia", at=desk.now(), roster=roster)
    for mark in attendance_correcting.marks(desk, ana, event)[:1]:
        attendance_correcting.take_back(desk, mark.id)
    people.consents(desk, ana), attendance.counts(desk, event), attendance.over_time(desk, event)
    desk.read.watch = None
    assert len(asked) > 30
    for sql in asked:
        plan = [row[3] for row in desk.read.rows(f"explain query plan {sql}", [""] * sql.count("?"))]
        assert [line for line in plan if line.startswith("SCAN") and line.split()[1] in RECORDS] == [], sql
    desk.close()


def test_a_record_is_of_the_event_whose_book_it_stands_in(tmp_path):
    desk = open_desk(tmp_path)
    one, other = events.create(desk, "One"), events.create(desk, "Other")
    kept = notes.add(desk, one, "nobody else may read this", visibility="sensitive")
    said = notes.add(desk, one, "all may read this")
    with desk.action(say("Write about another event")) as put:
        put(Note, event=one, text="stands in the book of another", book=event_book(other))
    assert [note.id for note in desk.read.notes(one)] == [kept, said]
    assert desk.read.search(Note, "read this", event=one) == [said, kept]
    assert desk.read.count(Note, event=one) == 2 and desk.read.notes(other) == []
    assert desk.read.search(Note, "stands", event=one) == []
    desk.close()


def test_a_workspace_that_was_closed_is_not_opened_again_by_who_still_reads(tmp_path):
    desk = open_desk(tmp_path)
    event, told = events.create(desk, "Evening"), []

    def ask() -> None:
        for question in (lambda: desk.read.notes(event), desk.next_undo):
            with pytest.raises(HubDeskError) as caught:
                question()
            told.append(caught.value.code)

    desk.close()
    ask()
    other = Thread(target=ask)
    other.start()
    other.join()
    assert told == ["closed"] * 4


def test_who_reads_while_the_workspace_closes_is_told_so(tmp_path):
    desk = open_desk(tmp_path)
    event, told = events.create(desk, "Evening"), []

    def read_on() -> None:
        try:
            while True:
                desk.read.notes(event)
        except HubDeskError as error:
            told.append(error.code)

    reading, asked = Thread(target=read_on), []
    desk.read.watch = asked.append
    reading.start()
    while len(asked) < 20:
        pass
    desk.close()
    reading.join()
    assert told == ["closed"]
