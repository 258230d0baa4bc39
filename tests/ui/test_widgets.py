"""Widgets that know no desk: fields that save, tables that answer, charts that mirror, text in its own direction."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolButton, QWidget

from hubdesk.i18n import FSI, PDI, say
from hubdesk.ui import theme
from hubdesk.ui.widgets.bars import Bar, Bars
from hubdesk.ui.widgets.buttons import Button, Tick
from hubdesk.ui.widgets.card import CardButton, Figure
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.dates import DayField, read_day, read_hours
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Choice, Field, Line, Paper
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.heat import Heat
from hubdesk.ui.widgets.label import Label, ShortLabel
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.widgets.table import Cells, Column, Table
from hubdesk.ui.widgets.tabs import Tabs
from tests.ui.conftest import commit
from tests.ui.walk import nameless

pytestmark = pytest.mark.usefixtures("preferences")


@pytest.fixture
def put(qtbot):
    """Show a widget of a given size."""

    def _put(widget, width=400, height=300):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return _put


def _rows(n: int) -> list[tuple[str, str, int]]:
    names = ("Zoë Novák", "Ольга", "王小明", "زينب", "देवी")
    return [(f"id{place}", f"{names[place % 5]} {place}", place) for place in range(n)]


def _table() -> Table:
    columns = [
        Column(say("Name"), lambda each: each[1], 0, order=lambda each: each[1]),
        Column(say("Number"), lambda each: str(each[2]), 90, order=lambda each: each[2]),
    ]
    return Table(columns, key=lambda each: each[0], name=say("People"))


@pytest.mark.parametrize("text", ["12", "v2.1 (Hubs)", "زينب", "Zoë"])
def test_a_label_stands_on_the_leading_side_whatever_it_says(put, preferences, text: str) -> None:
    label = put(Label(text), 300, 40)

    def middle() -> float:
        picture = label.grab().toImage()
        ground = picture.pixelColor(150, 1)
        inked = [x for x in range(300) for y in range(40) if picture.pixelColor(x, y) != ground]
        return sum(inked) / len(inked)

    assert middle() < 150
    preferences.speak("ar")
    assert middle() > 150


def test_a_long_label_ends_in_an_ellipsis_and_offers_the_whole(put) -> None:
    label = put(ShortLabel("word " * 60), 120, 30)
    assert label.toolTip().startswith("word word")
    label.resize(4000, 30)
    assert label.toolTip() == ""


def test_a_line_settles_once_after_enter_and_not_for_the_same_text(put, qtbot) -> None:
    line = put(Line(say("Name")))
    heard = []
    line.settled.connect(heard.append)
    qtbot.keyClicks(line, "Ami")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.clearFocus()
    assert heard == ["Ami"]
    commit(line, "न")
    line.settle()
    assert heard == ["Ami", "Amiन"]


def test_a_line_settles_after_a_pause(put, qtbot) -> None:
    line = put(Line(say("Name")))
    with qtbot.waitSignal(line.settled, timeout=30_000):
        qtbot.keyClicks(line, "Ami")


def test_what_is_saved_does_not_overwrite_what_somebody_types(put, qtbot) -> None:
    line = put(Line(say("Name")))
    line.show_text("Old")
    line.setFocus()
    line.end(False)
    qtbot.keyClicks(line, "er")
    line.show_text("From elsewhere")
    assert line.text() == "Older"
    line.settle()
    line.show_text("From elsewhere")
    assert line.text() == "From elsewhere"


def test_undo_belongs_to_the_window_when_nothing_is_typed(put, qtbot) -> None:
    line = put(Line(say("Name")))

    def wanted() -> bool:
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(line, event)
        return event.isAccepted()

    assert not wanted()
    qtbot.keyClicks(line, "x")
    assert wanted()
    line.clear()
    assert not wanted()


def test_paper_settles_when_it_is_left_and_tab_leaves_it(put, qtbot) -> None:
    box = QWidget()
    field, after = Field(say("Invitation"), Paper(lines=3)), Button(say("Next"))
    row = FlowBox()
    row.show_all([field, after])
    row.setParent(box)
    put(box)
    box.activateWindow()
    paper = field.editor
    heard = []
    paper.settled.connect(heard.append)
    paper.setFocus()
    qtbot.keyClicks(paper, "Come!")
    qtbot.keyClick(paper, Qt.Key.Key_Tab)
    assert heard == ["Come!"]
    assert box.focusWidget() is after


def test_a_choice_keeps_its_key_and_its_name_in_every_language(put, preferences) -> None:
    choice = Choice({"a": say("Undo"), "b": say("Redo")}, name=say("What"))
    put(choice)
    choice.show_key("b")
    preferences.speak("en-XA")
    assert choice.key == "b"
    assert choice.currentText().startswith("[")
    assert choice.accessibleName().startswith("[")
    choice.offer({"b": say("Redo"), "c": say("Other")})
    assert choice.key == "b"
    choice.show_key("from a newer program")
    assert choice.key == ""


def test_a_field_says_why_and_then_no_more(put) -> None:
    field = put(Field(say("Name"), Line(), help=say("A word")))
    field.trouble(say("Too long"))
    assert field.below.text() == "Too long"
    assert field.editor.property("wrong") == "true"
    field.trouble(None)
    assert field.below.text() == "A word"
    assert field.editor.accessibleName() == "Name"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-09", "2026-05-09"),
        ("9.5.2026", "2026-05-09"),
        ("9/5/26", "2026-05-09"),
        ("٢٠٢٦-٠٥-٠٩", "2026-05-09"),
        ("2026年5月9日", "2026-05-09"),
        ("", ""),
        ("31.2.2026", None),
        ("soon", None),
        ("99999999999999999999.1.1", None),
        ("32026-05-01", None),
        ("10000-1-1", None),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: str | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "hours"),
    [("9", "09:00"), ("930", "09:30"), ("14.30", "14:30"), ("٩:٠٥", "09:05"), ("", ""), ("25", None), ("9:75", None)],
)
def test_hours_are_read_as_people_write_them(text: str, hours: str | None) -> None:
    assert read_hours(text) == hours


def test_a_day_is_read_back_in_words_and_the_arrows_step(put, qtbot, preferences) -> None:
    field = put(DayField(say("Day")))
    qtbot.keyClicks(field.line, "2026-05-09")
    assert field.below.text() == "Saturday, 9 May 2026"
    preferences.speak("de")
    assert field.below.text() == "Samstag, 9. Mai 2026"
    preferences.speak("en")
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.line.iso == "2026-05-10"
    field.line.setText("never")
    assert "2026-05-09" in field.below.text()


def test_a_tick_answers_anywhere_and_shows_more_than_colour(put, qtbot) -> None:
    tick = put(Tick(say("Keep it")), 200, 40)
    before = tick.grab().toImage()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    assert tick.isChecked()
    assert tick.grab().toImage() != before
    assert tick.accessibleName() == "Keep it"


def test_a_table_finds_people_of_every_script_and_keeps_the_current_one(put) -> None:
    table = put(_table())
    table.fill(_rows(50))
    assert table.choose("id5")
    table.search("zoe 5")
    assert [table.rows.record(row)[0] for row in range(table.rows.rowCount())] == [
        f"id{n}" for n in (5, 15, 25, 35, 45)
    ]
    assert table.current[0] == "id5"
    table.search("ольга")
    assert table.rows.rowCount() == 10
    table.search("王")
    assert table.rows.rowCount() == 10
    table.search("")
    assert table.rows.rowCount() == 50


def test_a_row_can_be_chosen_in_a_mirrored_window(put, preferences) -> None:
    preferences.speak("ar")
    table = put(_table())
    table.fill(_rows(5))
    moved = []
    table.moved.connect(moved.append)
    assert table.choose("id3")
    assert [each[0] for each in table.selected] == ["id3"]
    assert moved[-1][0] == "id3"
    assert not table.choose("nobody")


def test_the_filter_of_many_rows_grows_no_faster_than_the_rows(put) -> None:
    table = put(_table())
    spent = []
    for n in (2_000, 20_000):
        table.fill(_rows(n))
        table.search("warm")
        began = time.process_time()
        for text in ("n", "no", "nov", "nová", "novák 1"):
            table.search(text)
        spent.append(time.process_time() - began)
    assert spent[1] < 40 * spent[0] + 0.05


def test_cells_keep_the_direction_of_their_own_text(put) -> None:
    table = put(_table())
    table.fill([("a", "(Hubs) v2.1", 1)])
    option = QStyleOptionViewItem()
    Cells(table).initStyleOption(option, table.rows.index(0, 0))
    assert option.text == f"{FSI}(Hubs) v2.1{PDI}"


def test_a_table_is_no_trap_has_a_name_and_sorts(put, qtbot, preferences) -> None:
    table = put(_table())
    table.fill(_rows(10))
    assert not table.tabKeyNavigation()
    assert nameless(table) == []
    table.choose("id3")
    table._sort(1)
    table._sort(1)
    assert table.rows.record(0)[2] == 9
    assert table.current[0] == "id3"
    opened = []
    table.opened.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened[0][0] == "id3"
    preferences.speak("en-XA")
    assert table.accessibleName().startswith("[")


def test_bars_mirror_show_zero_and_can_be_heard(put, preferences) -> None:
    bars = put(Bars(), 400, 100)
    bars.show_bars([Bar("Hubs", (3, 1)), Bar("Money", (0,))], "Notes by section", ["plain", "idea"])
    assert bars.accessibleDescription() == "Hubs: 4; Money: 0"
    first = QColor(theme.ramp("light", "series")[0])

    def fill() -> list[int]:
        picture = bars.grab().toImage()
        return [x for x in range(400) if picture.pixelColor(x, 12) == first]

    left = fill()
    preferences.speak("ar")
    right = fill()
    assert len(left) > 50
    assert min(left) > 20 and max(right) < 380
    assert 400 - max(right) == pytest.approx(min(left), abs=3)
    bars.show_bars([], "Nothing")
    bars.grab()


def test_heat_writes_every_number_and_can_be_heard(put) -> None:
    heat = put(Heat(), 400, 120)
    heat.show_cells(["Hubs", "Money"], ["18:00", "18:15"], [[0, 4], [1, 2]], "When people spoke")
    assert heat.accessibleDescription() == "Hubs, 18:15: 4; Money, 18:00: 1; Money, 18:15: 2"
    colours = {heat.grab().toImage().pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 120, 3)}
    assert set(theme.ramp("light", "heat")[-1:]) <= colours


def test_a_flow_breaks_lines_and_mirrors(put, preferences) -> None:
    box = put(FlowBox(), 260, 300)
    box.show_all([Button(say("Wide button {n}", n=n)) for n in range(4)])
    QApplication.processEvents()
    tops = [each.y() for each in box.widgets()]
    assert len(set(tops)) > 1
    assert box.widgets()[0].x() == 0
    preferences.speak("ar")
    QApplication.processEvents()
    assert box.widgets()[0].geometry().right() == box.width() - 1
    assert box.heightForWidth(1000) < box.heightForWidth(150)


def test_chips_show_words_as_they_are_and_can_be_removed(put) -> None:
    chips, removed = put(ChipLine()), []
    chips.show_chips(["<b>Hubs</b>", say("Sample")], removed.append)
    assert chips.texts == ["<b>Hubs</b>", "Sample"]
    button = next(each for each in chips.widgets() if isinstance(each, Button))
    assert "Remove" in button.accessibleName()
    button.click()
    assert removed == [0]
    chips.show_chips([])
    assert chips.texts == []


@pytest.mark.parametrize("tone", ["success", "info", "warning", "error", "question"])
def test_a_result_is_said_in_words_too(put, tone: str) -> None:
    card = put(ResultCard())
    card.show_result(tone, say("Checked in"), "Amina", say("Here since {time}", time="09:12"))
    assert card.accessibleName().replace("\u2068", "").replace("\u2069", "") == "Amina Checked in Here since 09:12"
    assert card.property("tone") in ("success", "info", "warning", "error")
    card.clear()
    assert card.isHidden()


def test_a_card_opens_by_enter_and_space_and_a_figure_speaks(put, qtbot) -> None:
    card, pressed = put(CardButton("Evening")), []
    card.clicked.connect(lambda: pressed.append(1))
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert len(pressed) == 2
    figure = put(Figure(say("here now")))
    figure.show_number("41")
    assert figure.accessibleName() == "here now: 41"


def test_an_empty_place_offers_the_first_step(put) -> None:
    done = []
    empty = put(Empty("notes", say("No notes"), say("Write one."), step=say("Begin"), call=lambda: done.append(1)))
    empty.button.click()
    assert done == [1]


def test_help_of_a_field_is_never_a_window_of_its_own_that_takes_the_keys(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field = Field(say("Name"), Line(), help=say("As on the badge."))
    QApplication.processEvents()
    assert QApplication.activeWindow() is window
    field.deleteLater()


def test_the_arrows_beside_tabs_that_do_not_fit_grow_with_the_letters_and_turn_around(put, preferences) -> None:
    preferences.enlarge(200)
    tabs = put(Tabs({key: say("Similar notes") for key in "abcde"}, say("Parts")), width=500, height=90)

    def ink() -> set[int]:
        """Return the columns, from the arrow's middle, in which the one that leads on has the colour of text."""
        (arrow,) = (each for each in tabs.findChildren(QToolButton) if each.isVisible() and each.isEnabled())
        picture, middle = arrow.grab().toImage(), arrow.width() // 2
        inside = [(x, y) for x in range(4, arrow.width() - 4) for y in range(4, arrow.height() - 4)]
        return {x - middle for x, y in inside if picture.pixelColor(x, y).lightness() < 60}

    right = ink()
    assert max(right) - min(right) >= 8
    preferences.speak("ar")
    QApplication.processEvents()
    left = ink()
    assert abs(max(left) + min(right)) <= 2 and abs(min(left) + max(right)) <= 2
