"""A whole evening through the real window, as somebody who never saw it: by keys, buttons and files on a stick."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import paths
from hubdesk.desk import attendance, care, charters, events, exchange, merging, notes, people
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.model.records import Charter, Event, Mark, Note, Outgoing, Person, Statement
from hubdesk.ui.feedback.outline import TO_SORT
from hubdesk.ui.palette import Palette, Sheet
from hubdesk.ui.places import PLACES
from hubdesk.ui.widgets.keyed import KEYS
from hubdesk.ui.window import Window
from tests.ui.conftest import NOW, commit
from tests.ui.walk import PARTS, rest, texts

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
SOON = 30_000
CHARTER = "# Garden charter\n\nWe share it.\n\n## Hubs\n\nA hub.\n\n### Money\n\nIt is kept.\n\n## Council\n\nSeats.\n"
LIST = "Name;E-mail\nAmina Otieno;a@example.org\n王芳;\nPetra Novák;p@example.org\n"


def plain(text: str) -> str:
    """Return text without the marks that keep directions apart."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))


def seen(root: QWidget) -> str:
    """Return everything that can be read below a widget, once what was asked for is laid out."""
    QApplication.processEvents()
    return plain("\n".join(text for _, text in texts(root)))


def press(window: Window, keys: str) -> None:
    """Press keys of the whole window, wherever the focus is."""
    deed = next(action for _, action in window.actions_list if action.shortcut().toString() == keys)
    assert deed.isEnabled(), keys
    deed.trigger()
    QApplication.processEvents()


class Hand:
    """Counts what a person does: every key, press and typed text is one step."""

    def __init__(self, window: Window) -> None:
        self.window, self.steps = window, 0

    @property
    def focus(self) -> QWidget:
        """Where keys arrive now."""
        found = self.window.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self.steps += 1
        commit(self.focus, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self.steps += 1
        QTest.keyClick(self.focus, key, modifier)
        QApplication.processEvents()

    def click(self, button: QWidget) -> None:
        """Press a button that can be seen."""
        assert button.isVisibleTo(self.window) and button.isEnabled()
        self.steps += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens the workspace of a laptop with keys of its own, by its name."""
    made: dict[str, Desk] = {}

    def open_(name: str) -> Desk:
        if name not in made:
            made[name] = start(
                paths.folders(tmp_path / name), name=name, now=lambda: NOW + timedelta(0, time.monotonic())
            )
        return made[name]

    yield open_
    for each in made.values():
        each.close()


@pytest.fixture
def desk(laptop) -> Desk:
    """The laptop in front of us."""
    return laptop("Amina")


@pytest.fixture
def evening(window, desk) -> str:
    """An event in front, with a text and three lines that speak of it."""
    event = events.create(desk, "Evening", start=NOW, languages=["en"])
    read = charters.preview([("garden.md", CHARTER.encode())], title="Garden charter", language="en")
    charters.take(desk, read, event=event)
    for line in ("~: /1.1 Keep less", "Nobody asked", "!: Too few seats"):
        notes.add(desk, event, line, at=NOW)
    window.frame.open_event(event, "prepare")
    return event


def idle(window: Window, qtbot) -> None:
    """Wait until nothing is being worked on."""
    qtbot.waitUntil(lambda: window.frame is not None and not window.frame.jobs, timeout=SOON)


def test_from_the_first_start_to_the_first_check_in(window, desk, qtbot) -> None:
    began = time.monotonic()
    window.go("first")
    hand = Hand(window)
    hand.click(window.page("first").languages["ar"])
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    hand.click(window.page("first").languages["en"])
    hand.click(window.page("first").start)
    hand.type("Evening about hubs")
    hand.key(ENTER)
    assert window.key == "prepare"
    hand.click(window.rail.button("attendance"))
    hand.type("Zoë")
    hand.key(ENTER)  # nobody of this name: asked first
    assert "Not on the list" in seen(window)
    hand.key(ENTER)
    (mark,) = desk.read.all(Mark)
    assert desk.read.get(Person, mark.person).name == "Zoë"
    assert "Checked in" in seen(window)
    assert hand.steps <= 10
    assert time.monotonic() - began < 60


def test_a_list_is_seen_taken_in_and_undone_from_the_notice_by_f9(window, desk, qtbot, tmp_path: Path) -> None:
    event = events.create(desk, "Evening", start=NOW)
    window.frame.open_event(event, "prepare")
    window.go("prepare", "roster")
    page = window.page("prepare").part("roster")
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8-sig")
    page.read_files([file])
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(window), timeout=SOON)
    assert page.preview.figures["new"].number.text() == "3" and desk.read.all(Person, event=event) == []
    Hand(window).click(page.preview.take)
    idle(window, qtbot)
    assert len(desk.read.all(Person, event=event)) == 3
    assert window.strips.strips[-1].step.text() == "Undo"
    before = window.focusWidget()
    press(window, "F9")
    assert window.focusWidget() is window.strips.strips[-1].step
    press(window, "F9")
    assert window.focusWidget() is before
    press(window, "F9")
    Hand(window).key(ENTER)
    assert desk.read.all(Person, event=event) == []
    press(window, "Ctrl+Shift+Z")
    assert len(desk.read.all(Person, event=event)) == 3
    page.read_files([file])
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(window), timeout=SOON)
    figures = page.preview.figures
    assert (figures["new"].number.text(), figures["same"].number.text()) == ("0", "3")


def test_a_text_comes_in_and_a_line_is_tagged_to_it_while_typed(window, desk, qtbot, tmp_path: Path) -> None:
    event = events.create(desk, "Evening", start=NOW)
    window.frame.open_event(event, "prepare")
    overview = window.page("prepare").part("overview")
    assert "Bring in the text" in seen(overview)
    window.go("prepare", "document")
    part = window.page("prepare").part("document")
    file = tmp_path / "garden.md"
    file.write_text(CHARTER, "utf-8")
    part.read_files([file])
    qtbot.waitUntil(lambda: part.faces[1].isVisibleTo(window), timeout=SOON)
    assert desk.read.all(Charter) == []
    Hand(window).click(part.take)
    idle(window, qtbot)
    press(window, "Ctrl+5")
    hand = Hand(window)
    hand.type("~: /1.1 #rent Keep less of it")
    hand.key(ENTER)
    (note,) = desk.read.notes(event)
    assert (note.kind, note.text, set(note.keywords)) == ("suggestion", "Keep less of it", {"rent"})
    assert len(note.tags) == 1
    press(window, "Ctrl+2")
    window.go("prepare", "overview")
    assert "Bring in the text" not in seen(overview)
    assert "1.1 Money: 1" in plain(overview.section_bars.accessibleDescription())


def test_waiting_lines_are_tagged_at_once_and_become_a_statement(window, desk, evening, qtbot) -> None:
    press(window, "Ctrl+6")
    page, hand = window.page("feedback"), Hand(window)
    page.arrive(TO_SORT)
    page.table.selectAll()
    QApplication.processEvents()
    chosen = page.table.model().rowCount()
    hand.click(page.sorting.section)
    hand.type("2")
    hand.click(page.sorting.do)
    assert sum(bool(each.tags) for each in desk.read.notes(evening)) >= chosen
    window.undo()
    assert sum(bool(each.tags) for each in desk.read.notes(evening)) == 1
    page.filters.reset()
    page.table.selectAll()
    QApplication.processEvents()
    hand.click(page.sorting.statement)
    page.part("statements").text.setPlainText("People want more seats and less money kept.")
    hand.click(page.part("statements").keep_it)
    (statement,) = desk.read.all(Statement)
    assert len(statement.notes) == 3


def test_the_safe_report_is_three_keys_away_and_waits_in_the_outbox(window, desk, evening, qtbot) -> None:
    people.add(desk, evening, "Amina Otieno")
    for n in range(12):
        notes.add(desk, evening, f"Amina Otieno said {n}", at=NOW)
    hand = Hand(window)
    press(window, "Ctrl+7")
    hand.steps += 1
    qtbot.waitUntil(lambda: "left out for now" in seen(window), timeout=30_000)
    hand.key(ENTER)
    qtbot.waitUntil(lambda: len(desk.read.all(Outgoing, event=evening)) == 1, timeout=SOON)
    assert hand.steps <= 3
    idle(window, qtbot)
    (made,) = desk.read.all(Outgoing, event=evening)
    assert Path(made.path).read_bytes().startswith(b"%PDF")
    press(window, "Ctrl+8")
    assert len(window.page("share").outbox.things) == 1


def test_a_package_and_two_team_files_bring_two_laptops_together(
    window, desk, laptop, evening, qtbot, tmp_path
) -> None:
    window.go("prepare", "package")
    part, kit = window.page("prepare").part("package"), tmp_path / "evening.hubbundle"
    part.write_to([kit])
    qtbot.waitUntil(lambda: part.done.isVisibleTo(window), timeout=SOON)
    other = laptop("Bao")
    assert merging.open_kit(other, kit, part.words.text()) == evening
    shared = desk.read.notes(evening)[0].id
    notes.retype(other, shared, "~: /1.1 Keep nothing")
    notes.retype(desk, shared, "~: /1.1 Keep half")
    theirs = exchange.write_bundle(other, evening, "team", tmp_path / "bao.hubbundle").path
    window.open_files([str(theirs)])
    share = window.page("share")
    qtbot.waitUntil(lambda: window.key == "share" and share.merge.preview.isVisibleTo(window), timeout=SOON)
    assert {each.text for each in desk.read.notes(evening)} >= {"Keep half"}
    Hand(window).click(share.merge.do)
    qtbot.waitUntil(lambda: bool(share.versions.splits), timeout=SOON)
    idle(window, qtbot)
    window.go("prepare", "overview")
    assert "1 record has two versions." in seen(window)
    window.go("share")
    assert len(share.versions.buttons) == 3  # one for each side, and both
    Hand(window).click(share.versions.buttons[0])
    assert share.versions.splits == []
    share.write.write_to([tmp_path / "back.hubbundle"])
    idle(window, qtbot)
    assert "take the stick out safely" in seen(share)
    merging.absorb(other, [tmp_path / "back.hubbundle"])
    assert care.total(care.digest(desk)) == care.total(care.digest(other))


def test_a_helper_opens_the_package_and_is_at_the_door(qtbot, laptop, preferences, tmp_path) -> None:
    first = laptop("Bao")
    event = events.create(first, "Evening", start=NOW)
    people.add(first, event, "Petra Novák")
    kit = exchange.write_kit(first, event, tmp_path / "kit.hubbundle", people=True)
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    window.serve(laptop("Amina"))
    window.open_files([str(kit.path)])
    opening, hand = window.page("opening"), Hand(window)
    qtbot.waitUntil(lambda: opening.card.isVisibleTo(window), timeout=SOON)
    assert window.focusWidget() is opening.words
    hand.type(kit.words)
    hand.key(ENTER)
    qtbot.waitUntil(lambda: opening.roles.isVisibleTo(window), timeout=SOON)
    hand.key(ENTER)
    assert window.key == "attendance"
    hand.type("nov")
    hand.key(ENTER)
    assert attendance.counts(laptop("Amina"), event).here == 1
    assert hand.steps == 5
    window.frame.close()


def test_an_action_is_found_by_a_few_letters_and_all_keys_are_on_a_sheet(window, evening, qtbot) -> None:
    press(window, "Ctrl+K")
    (palette,) = window.findChildren(Palette)
    qtbot.keyClicks(palette.line, "repo")
    qtbot.keyClick(palette.line, ENTER)
    assert window.key == "report"
    press(window, "Ctrl+/")
    (sheet,) = window.findChildren(Sheet)
    told = {sheet.list.item(row).data(KEYS) for row in range(sheet.list.count())}
    assert {"Ctrl+K", "F9"} <= told
    sheet.close()


@pytest.mark.parametrize("place", [place.key for place in PLACES])
def test_every_page_speaks_another_language_at_once_and_f1_opens_its_topic(
    window, evening, preferences, place, qtbot
) -> None:
    window.go(place)
    rest(window, qtbot)
    english = seen(window.page(place))
    preferences.speak("ar")
    QApplication.processEvents()
    arabic = seen(window.page(place))
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic) and arabic != english
    preferences.wear("contrast")
    preferences.speak("en")
    preferences.wear("light")
    rest(window, qtbot)
    again = seen(window.page(place))
    assert set(again.splitlines()) ^ set(english.splitlines()) == set()
    press(window, "F1")
    assert window.key == "help"
    told = window.page("help").text.toPlainText()
    assert "There is no help on this page yet." not in told and len(told) > 200


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_prepare_has_its_help(window, evening, part) -> None:
    window.go("prepare", part)
    press(window, "F1")
    assert "There is no help on this page yet." not in window.page("help").text.toPlainText()


def test_sections_are_named_in_the_language_of_the_window(window, desk, preferences) -> None:
    event = events.create(desk, "Evening", start=NOW)
    arabic = "# الحديقة\n\nنتقاسمها.\n\n## المراكز\n\nمركز.\n\n### المال\n\nيُحفظ.\n\n## المجلس\n\nمقاعد.\n"
    files = [("garden.md", CHARTER.encode()), ("garden.ar.md", arabic.encode())]
    charters.take(desk, charters.preview(files, title="Garden charter", language="en"), event=event)
    notes.add(desk, event, "/1 We like it", at=NOW)
    window.frame.open_event(event, "prepare")
    bars = window.page("prepare").part("overview").section_bars
    assert "Hubs" in bars.accessibleDescription()
    preferences.speak("ar")
    QApplication.processEvents()
    assert "المراكز" in bars.accessibleDescription() and "Hubs" not in bars.accessibleDescription()


def test_a_text_that_is_here_counts_while_none_is_chosen(window, desk) -> None:
    event = events.create(desk, "Evening", start=NOW)
    charters.take(desk, charters.preview([("garden.md", CHARTER.encode())], language="en"))
    assert not desk.read.get(Event, event).charters
    window.frame.open_event(event, "prepare")
    assert "Bring in the text" not in seen(window.page("prepare").part("overview"))


def test_a_record_changed_in_two_fields_is_one_thing_left_to_do(window, desk, laptop, evening, tmp_path) -> None:
    kit = exchange.write_kit(desk, evening, tmp_path / "kit.hubbundle")
    other = laptop("Bao")
    merging.open_kit(other, kit.path, kit.words)
    shared = desk.read.notes(evening)[0].id
    for where, line in ((other, "?: Nothing"), (desk, "+: /2 Half")):
        notes.retype(where, shared, line)
    merging.absorb(desk, [exchange.write_bundle(other, evening, "team", tmp_path / "bao.hubbundle").path])
    assert len(desk.read.get(Note, shared).versions) > 1
    window.go("prepare", "overview")
    assert "1 record has two versions." in seen(window)


def test_a_line_that_was_left_out_of_the_choice_stays_out_when_others_come(window, desk, evening) -> None:
    press(window, "Ctrl+6")
    table = window.page("feedback").table
    table.selectAll()
    first = table.model().index(0, 0)
    table.setCurrentIndex(first)
    table.selectAll()
    flag = table.selectionModel().SelectionFlag
    table.selectionModel().select(first, flag.Deselect | flag.Rows)
    before = {row.note.id for row in table.selected}
    notes.add(desk, evening, "From the other table", at=NOW)
    QApplication.processEvents()
    assert len(before) == 2
    assert {row.note.id for row in table.selected} == before
