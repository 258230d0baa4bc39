"""Undo and redo on a real desk: inverse to each other, kept over a restart, careful with the work of others."""

import itertools
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from hubdesk.desk.desk import Author, Desk, event_book, team_book
from hubdesk.i18n import say, words
from hubdesk.model.records import Event, Note
from hubdesk.paths import folders
from hubdesk.store import doctor
from tests.store.laptops import Laptop, noise

EVENT = "e" * 32
RUNS = 60
#: Where files cost no turn of a disk, if the system has such a place: nothing here is about power cuts.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


def open_desk(folder: Path, number: int = 1, key: str = "ab" * 32) -> Desk:
    clock = itertools.count()
    start = datetime(2026, 10, 1, 18, tzinfo=UTC) + timedelta(hours=number)
    return Desk.open(
        folder / f"{number}.hubdesk",
        author=Author(key, lambda message: bytes(64)),
        folders=folders(folder),
        now=lambda: start + timedelta(milliseconds=next(clock)),
        random=noise(number),
    )


def shown(desk: Desk) -> list[tuple]:
    """Return the visible records without their ids: a move gives new ones."""
    notes = [(n.text, n.kind, n.visibility, tuple(sorted(n.tags))) for n in desk.read.all(Note)]
    return sorted(notes) + sorted((e.title,) for e in desk.read.all(Event))


class Typing(RuleBasedStateMachine):
    ended = 0

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hubdesk-steps-", dir=MEMORY))
        self.desk = open_desk(self.folder)
        self.past, self.future, self.now = [], [], shown(self.desk)
        self.starts = 1

    def did(self):
        self.past.append(self.now)
        self.future.clear()
        self.now = shown(self.desk)

    @rule(text=st.sampled_from(["one", "two", "نص", "字"]))
    def add(self, text):
        with self.desk.action(say("Add a note")) as put:
            put(Note, event=EVENT, text=text)
        self.did()

    @rule(which=st.integers(0, 9), tag=st.sampled_from("xyz"), on=st.booleans())
    def tag(self, which, tag, on):
        for note in self._pick(which):
            with self.desk.action(say("Tag a note")) as put:
                put(Note, note.id, tags={tag: on}, kind=tag)
            self.did()

    @rule(which=st.integers(0, 9))
    def delete(self, which):
        for note in self._pick(which):
            with self.desk.action(say("Delete a note")) as put:
                put.delete(Note, note.id)
            self.did()

    @rule(which=st.integers(0, 9), sort=st.sampled_from(["public", "internal"]))
    def move(self, which, sort):
        book = event_book(EVENT) if sort == "public" else team_book(EVENT)
        for note in self._pick(which):
            if note.book != book.id:
                with self.desk.action(say("Show a note to others")) as put:
                    put.move(note, book, visibility=sort)
                self.did()

    @rule()
    def undo(self):
        if self.desk.undo() is not None:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self):
        if self.desk.redo() is not None:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def restart(self):
        self.desk.close()
        self.starts += 1
        self.desk = Desk.open(
            self.folder / "1.hubdesk",
            author=Author("ab" * 32, lambda message: bytes(64)),
            folders=folders(self.folder),
            random=noise(self.starts * 100),
        )

    @invariant()
    def the_page_would_agree(self):
        assert shown(self.desk) == self.now

    def teardown(self):
        while self.desk.undo() is not None:
            pass
        assert shown(self.desk) == (self.past[0] if self.past else self.now)
        while self.desk.redo() is not None:
            pass
        assert self.desk.store.check(rebuild=True).damage == ()
        self.desk.close()
        shutil.rmtree(self.folder)
        type(self).ended += 1

    def _pick(self, which):
        notes = self.desk.read.all(Note)
        return [notes[which % len(notes)]] if notes else []


def test_undo_and_redo_take_any_steps_back_and_again(record_property):
    Typing.ended = 0
    how = {"deadline": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(Typing, settings=settings(max_examples=RUNS, stateful_step_count=20, **how))
    assert Typing.ended >= RUNS
    record_property("tried", f"{Typing.ended} rows of steps back and again")


def test_undo_leaves_what_somebody_else_has_set_since(tmp_path):
    mine, theirs = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    note = "a" * 32
    mine.put("note", note, event=EVENT, text="first")
    mine.put("note", note, text="mine", kind="concern")
    theirs.take(mine.file())
    theirs.put("note", note, text="theirs")
    mine.take(theirs.file())

    step = mine.store.step(back=True)

    assert step is not None
    found = mine.store.views.get(Note, note)
    assert (found.text, found.kind) == ("theirs", "")
    mine.store.step(back=True)
    assert mine.store.views.get(Note, note).text == "theirs"
    for laptop in (mine, theirs):
        laptop.store.close()


def test_state_digest_after_undoing_everything_is_the_start(tmp_path):
    desk = open_desk(tmp_path)
    start = doctor.state_digest(desk.store.connection)
    with desk.action(say("Make the event {title}", title="Evening")) as put:
        event = put(Event, title="Evening", languages={"ar": True})
    with desk.action(say("Edit the event")) as put:
        put(Event, event, title="Late evening", languages={"ar": False, "hi": True})
    assert words("en")(desk.undo()) == "Edit the event"
    assert words("en")(desk.undo()) == "Make the event \u2068Evening\u2069"
    assert doctor.state_digest(desk.store.connection) == start
    assert desk.undo() is None
    desk.redo(), desk.redo()
    assert desk.read.get(Event, event).languages == {"hi"}
    desk.close()


def test_history_is_worded_when_it_is_shown(tmp_path):
    desk = open_desk(tmp_path)
    with desk.action(say("Make the event {title}", title="Evening")) as put:
        event = put(Event, title="Evening")
    with desk.action(say("Edit the event {title}", title="Evening"), about=event) as put:
        put(Event, event, title="Night")
    assert [words("en")(entry.sentence) for entry in desk.read.history()] == [
        "Edit the event \u2068Night\u2069",
        "Make the event \u2068Night\u2069",
    ]
    bodies = desk.store.connection.execute("select body from fact where op = 'save'").fetchall()
    assert "Evening" not in str([b for (b,) in bodies[1:]])
    desk.close()
