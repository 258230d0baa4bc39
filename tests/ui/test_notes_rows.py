"""The rows of the journal: what stands in them, keys of every layout, and words that would harm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.desk.journal import Line
from hubdesk.model.records import Note
from hubdesk.ui.notes import journal_view
from hubdesk.ui.notes.journal import NEWEST, VISIBILITY, Journal
from hubdesk.ui.notes.journal_view import JournalView
from hubdesk.ui.words import tell

EVENT = "e" * 32
EVIL = '<img src="/etc/passwd"> \u202e txt &amp; {0} %s \x00 \ud800'


def note(n: int, **fields: object) -> Note:
    return Note(id=f"{n:032x}", event=EVENT, order=f"{n:012x}", **{"text": f"line {n}", **fields})


@pytest.fixture
def home(qtbot, preferences) -> QWidget:
    made = QWidget()
    made.resize(700, 500)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def journal(notes: list[Note]) -> Journal:
    made = Journal(lambda _note, wid: f"§{wid}")
    made.fill(notes)
    return made


# ---- the journal


def test_replies_stand_under_what_they_answer_wherever_they_were_typed() -> None:
    model = journal([note(1), note(2), note(3, parent=note(1).id), note(4, parent=note(3).id)])
    lines = [model.line(row) for row in range(model.rowCount())]
    assert [(each.note.text, each.depth) for each in lines if each] == [
        ("line 1", 0),
        ("line 3", 1),
        ("line 4", 2),
        ("line 2", 0),
    ]


def test_a_line_more_is_one_row_more_and_a_change_is_no_reset(qtbot) -> None:
    model = journal([note(n) for n in range(1, 6)])
    with qtbot.assertNotEmitted(model.modelReset):
        with qtbot.waitSignal(model.rowsInserted):
            model.take([note(6).id], [note(6)])
        with qtbot.waitSignal(model.dataChanged):
            model.take([note(3).id], [note(3, text="changed")])
    assert model.line(2) == Line(note(3, text="changed"), 0)
    with qtbot.waitSignal(model.modelReset):
        model.take([note(2).id], [])
    assert model.rowCount() == 5
    assert model.row_of(note(2).id) == -1


CHANGES = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from(["say", "remove", "reply", "later", "gap"]), st.integers(1, 9)),
    max_size=30,
)


@given(CHANGES)
def test_line_by_line_the_journal_is_the_one_that_is_read_at_once(changes) -> None:
    model, there = journal([]), {}
    for number, (n, what, other) in enumerate(changes):
        now = replace(there.get(n, note(n)), text=f"said {number}")
        if what == "reply":
            now = replace(now, parent=note(other).id)
        elif what == "later":
            now = replace(now, order=f"{90 + number:012x}")
        elif what == "gap":
            now = replace(now, gap=True)
        there.pop(n, None)
        if what != "remove":
            there[n] = now
        model.take([note(n).id], [now] if what != "remove" else [])
        whole = journal(list(there.values()))
        assert [model.line(row) for row in range(model.rowCount())] == [
            whole.line(row) for row in range(whole.rowCount())
        ]
        assert [model.row_of(each.id) for each in there.values()] == [whole.row_of(each.id) for each in there.values()]


def test_only_the_newest_are_rows_until_somebody_asks() -> None:
    model = journal([note(n) for n in range(3 * NEWEST)])
    assert (model.rowCount(), model.earlier) == (NEWEST, 2 * NEWEST)
    model.show_earlier()
    model.show_earlier()
    assert model.earlier == 0
    assert model.last() == note(3 * NEWEST - 1)


def test_a_gap_is_no_line_to_answer_or_to_change() -> None:
    model = journal([note(1), note(2, gap=True, text="")])
    assert model.last() == note(1)
    assert model.index(1).data() == "Off the record"
    assert not model.flags(model.index(1)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize("visibility", VISIBILITY)
def test_what_is_not_public_says_so(visibility: str, preferences) -> None:
    told = [text for text, _ in journal([]).chips(note(1, visibility=visibility))]
    assert (tell(VISIBILITY[visibility]) in told) == (visibility != "public")


def test_a_kind_from_a_newer_program_is_no_trouble(preferences) -> None:
    assert journal([]).chips(note(1, form="song", kind="unheard of", visibility="secret")) == [("Not public", "error")]


@pytest.mark.parametrize("language", ["en", "ar", "und", "", "xx-Arab", "zz"])
@pytest.mark.parametrize("text", ["", EVIL.replace("\ud800", ""), "x" * 5_000, "مرحبا 🙂 " * 40, "\n\n\t"])
def test_any_words_can_be_painted(home, language: str, text: str) -> None:
    view = JournalView(journal([note(1, text=text, language=language, keywords=frozenset({text[:200] or "k"}))]))
    view.setParent(home)
    view.resize(320, 200)
    view.show()
    assert not view.grab().isNull()
    assert view.visualRect(view.journal.index(0)).height() > 10


@pytest.mark.parametrize(("letter", "code"), [("ن", 45), ("л", 45), ("क", 45)])
def test_a_key_sorts_by_its_place_where_the_layout_types_other_letters(home, letter: str, code: int) -> None:
    view = JournalView(journal([note(1)]))
    view.setParent(home)
    asked: list[str] = []
    view.asked.connect(asked.append)
    here = next(place for place, typed in journal_view._PLACES.items() if typed == "k")
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, 0, none, here, 0, 0, letter))
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, 0, none, 99, 0, 0, letter))
    assert asked == ["kind"]


@pytest.mark.parametrize("typed", ["3", "٣", "३"])
def test_digits_of_every_script_choose_a_recent_tag(home, typed: str) -> None:
    view = JournalView(journal([note(1)]))
    view.setParent(home)
    asked: list[str] = []
    view.asked.connect(asked.append)
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, typed))
    assert asked == ["recent:3"]
