"""Report: the safe version is one key away, questions stand in groups, and what is published is seen before."""

import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import events, notes, polls, publishing
from hubdesk.desk.publishing import Asked
from hubdesk.i18n import LANGUAGES, words
from hubdesk.model.gate import Question
from hubdesk.ui.pages.report import DIGITS, ReportPage
from hubdesk.ui.report.drawing import ONE, Pages
from hubdesk.ui.report.questions import Group, grouped, line_of
from tests.report.pdf.test_printing import image
from tests.ui.conftest import NOW
from tests.ui.reporting import SOON, five_notes, made, read, report
from tests.ui.walk import nameless


@pytest.fixture
def said(desk, event) -> list[str]:
    return five_notes(desk, event)


@pytest.fixture
def page(show, event, said, qtbot) -> ReportPage:
    return report(show, event, qtbot)


def test_what_is_published_and_left_out_is_said(page) -> None:
    assert page.ready.text() == "2 notes and statements will be published."
    assert page.left_out.text() == "3 are left out for now." and page.left_out.isVisible()
    assert page.questions.told.text().startswith("3 notes are left out until somebody answers.")


@pytest.mark.parametrize("form", ["commons", "rapid-fund"])
def test_nothing_is_said_of_notes_where_none_stand_in_what_is_made(page, form, qtbot) -> None:
    for each, shown in ((form, False), ("pdf", True)):
        page.form.show_key(each)
        page.form.picked.emit(each)
        qtbot.waitUntil(partial(lambda shown: page.ready.isVisible() is page.left_out.isVisible() is shown, shown))


def test_nothing_of_another_gathering_is_shown_while_this_one_is_read(page, desk, qtbot) -> None:
    page.frame.open_event(events.create(desk, "Other evening", start=NOW))
    assert not page.ready.isVisible() and not page.questions.list.isVisible()
    read(page, qtbot)
    assert page.ready.text() == "0 notes and statements will be published."
    assert page.ready.isVisible() and page.questions.told.text() == "No question is open."


def test_equal_questions_stand_together_with_the_safe_answer_chosen(page) -> None:
    groups = page.questions.groups
    assert [(each.group.reason, len(each.group.asked)) for each in groups] == [("name", 2), ("e-mail", 1)]
    assert [each.choice.key for each in groups] == ["leave out", "leave out"]
    assert all(each.choice.accessibleName().startswith("Answer about") for each in groups)


def test_one_answer_holds_for_a_whole_group_and_is_one_step(page, desk, event, qtbot) -> None:
    first = page.questions.groups[0]
    first.choice.show_key("keep")
    first.choice.picked.emit("keep")
    assert len(publishing.safe(desk, event).notes) == 4
    read(page, qtbot)
    assert page.ready.text() == "4 notes and statements will be published."
    assert len(page.questions.groups) == 1
    desk.undo()
    assert len(publishing.safe(desk, event).notes) == 2
    read(page, qtbot)
    assert len(page.questions.groups) == 2


def test_an_answer_can_be_changed_later(page, desk, event, qtbot) -> None:
    page.questions.all_out.click()
    assert publishing.gate(desk, event) == []
    read(page, qtbot)
    assert page.questions.told.text() == "No question is open."
    page.questions.switch.click()
    group = page.questions.groups[0]
    assert group.choice.key == "leave out"
    group.choice.show_key("keep")
    group.choice.picked.emit("keep")
    assert len(publishing.safe(desk, event).notes) == 4


def test_the_page_follows_other_pages(page, desk, event, said, qtbot) -> None:
    notes.show_to(desk, [said[0]], "internal")
    read(page, qtbot)
    assert page.ready.text() == "1 note or statement will be published."


def test_the_window_reads_no_notes_itself(page, desk, event, qtbot) -> None:
    window, asked = threading.get_ident(), set()
    desk.read.watch = lambda question: asked.add((threading.get_ident() == window, '"note"' in question))
    polls.tally(desk, polls.add(desk, event, "Row less?"), "12/9/8", base=60)
    page.about.picked.emit("event")
    read(page, qtbot)
    desk.read.watch = None
    assert (False, True) in asked, "a job reads the notes"
    assert (True, True) not in asked
    assert page.ready.text() == "3 notes and statements will be published."


def test_three_keys_lead_from_open_questions_to_a_safe_paper(window, desk, event, said, qtbot) -> None:
    for n in range(30):
        notes.add(desk, event, f"Line {n} of Amina Diallo about rooms", at=NOW + timedelta(hours=1, minutes=n))
    window.frame.open_event(event)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    page = window.page("report")
    assert window.key == "report"
    assert page.publish_safe.hasFocus()
    qtbot.keyClick(page.publish_safe, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    (sent,) = made(desk, event)
    assert Path(sent.path).read_bytes().startswith(b"%PDF-")
    assert sent.what.startswith("Conversation report as PDF")
    qtbot.waitUntil(lambda: page.preview.pages > 0, timeout=SOON)
    assert str(sent.path) in page.where.text()
    assert "Amina" not in page_words(Path(sent.path))


def page_words(path: Path) -> str:
    """Return all words of a PDF."""
    import pypdfium2

    with ONE:  # thumbnails may be drawn at the same time
        document = pypdfium2.PdfDocument(path)
        told = "\n".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
        document.close()
    return told


def test_the_pages_are_seen_before_they_are_published_and_turned_by_keys(page, desk, event, qtbot) -> None:
    page._draw()
    qtbot.waitUntil(lambda: page.preview.pages > 0, timeout=SOON)
    assert made(desk, event) == []
    preview = page.preview
    assert preview.accessibleName().startswith("Preview: ")
    picture = preview.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(40, 300, 7) for y in range(20, 400, 7)}
    assert "#ffffff" in colours
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert preview.verticalScrollBar().value() == preview.verticalScrollBar().maximum() > 0
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert preview.verticalScrollBar().value() == 0
    assert preview.page_at(0) == -1
    assert preview.page_at(40) == 0
    preview.show_pages(Pages())
    assert preview.pages == 0


def test_stopping_leaves_no_file_and_no_plan(page, desk, event, qtbot, tmp_path) -> None:
    out = tmp_path / "report.pdf"
    page.write_to([out])
    for job in list(page.frame.jobs):
        job.cancel()
    qtbot.waitUntil(lambda: not page.frame.jobs, timeout=SOON)
    assert not out.exists()
    assert made(desk, event) == []


def test_all_eleven_languages_are_offered_and_drafts_are_marked(page) -> None:
    assert page.language.count() == len(LANGUAGES) == 11
    for row, (tag, own) in enumerate(LANGUAGES.items()):
        text = page.language.itemText(row)
        assert own in text
        assert ("draft" in text or "not translated yet" in text) == (not words(tag).reviewed_by)


@pytest.mark.parametrize(("tag", "digits"), [("ar", ["latn", "arab"]), ("hi", ["latn", "deva"]), ("de", ["latn"])])
def test_digits_are_a_choice_where_a_language_has_its_own(page, tag: str, digits: list[str]) -> None:
    page.language.show_key(tag)
    page.language.picked.emit(tag)
    assert [page.digits.itemData(row) for row in range(page.digits.count())] == digits
    assert page.digits_field.isVisible() == (len(digits) > 1)
    assert set(digits) <= set(DIGITS)


def test_the_comment_table_is_a_workbook(page, desk, event, qtbot) -> None:
    page.form.show_key("iso")
    page.form.picked.emit("iso")
    qtbot.waitUntil(lambda: any(nearly(line) == "Comments: 2 rows" for line in page.contents.told), timeout=SOON)
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    assert Path(made(desk, event)[0].path).suffix == ".xlsx"


@pytest.mark.parametrize(("form", "files"), [("xlsx", 1), ("csv", 5), ("json", 1), ("html", 1)])
def test_tables_say_what_they_will_hold_and_wait_as_files(page, desk, event, form: str, files: int, qtbot) -> None:
    page.form.show_key(form)
    page.form.picked.emit(form)
    qtbot.waitUntil(lambda: len(page.contents.told) > 3, timeout=SOON)
    assert page.finished.currentWidget() is page.contents
    assert any(nearly(line).startswith("Remarks: 2 rows") for line in page.contents.told)
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == files, timeout=SOON)
    assert {Path(each.path).suffix for each in made(desk, event)} == {f".{form}"}
    assert all(Path(each.path).stat().st_size > 20 for each in made(desk, event))
    assert all(b"Amina" not in Path(each.path).read_bytes() for each in made(desk, event))


def test_a_calendar_says_what_it_will_hold(page, desk, event, qtbot) -> None:
    page.form.show_key("ics")
    page.form.picked.emit("ics")
    qtbot.waitUntil(lambda: any("calendar" in line for line in page.contents.told), timeout=SOON)
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    assert Path(made(desk, event)[0].path).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def nearly(text: str) -> str:
    """Return a sentence without the marks around its holes."""
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(("form", "title"), [("annex", "Full annex"), ("minutes-pdf", "Minutes of the gathering")])
def test_other_papers_are_seen_and_published(page, desk, event, form: str, title: str, qtbot) -> None:
    page.form.show_key(form)
    page.form.picked.emit(form)
    qtbot.waitUntil(lambda: page.preview.pages > 0, timeout=SOON)
    assert page.finished.currentWidget() is page.sheets
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    (sent,) = made(desk, event)
    assert sent.what.startswith(f"{title} as PDF") and sent.path.endswith(f"{title.split()[-1]} en.pdf")
    words = page_words(Path(sent.path))
    assert title in words and "Hubs need stable funding" in words and "Amina" not in words


def test_a_report_can_be_about_all_gatherings(page, desk, event, qtbot) -> None:
    assert not page.about_field.isVisible()
    other = events.create(desk, "Second evening", start=NOW)
    notes.add(desk, other, "The second evening said this", at=NOW)
    notes.add(desk, other, "Write to bo@example.org", at=NOW)
    QApplication.processEvents()
    assert page.about_field.isVisible() and not page.elsewhere.isVisible()
    page.about.show_key("all")
    page.about.picked.emit("all")
    read(page, qtbot)
    assert page.ready.text() == "3 notes and statements will be published."
    assert page.left_out.text() == "4 are left out for now."
    assert page.elsewhere.isVisible()
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    words = page_words(Path(made(desk, event)[0].path))
    assert "The second evening said this" in words and "Hubs need stable funding" in words


def test_paper_and_logo_are_kept_and_a_broken_logo_is_not(page, preferences, qtbot, tmp_path) -> None:
    assert (page.paper.size_key, page.paper.logo, page.paper.without.isVisible()) == ("a4", None, False)
    page.paper.size_.show_key("letter")
    page.paper.size_.picked.emit("letter")
    good, broken = tmp_path / "logo.png", tmp_path / "broken.png"
    good.write_bytes(image())
    broken.write_bytes(image()[:60])
    page.paper.take([good])
    qtbot.waitUntil(lambda: page.paper.logo == good, timeout=SOON)
    assert (preferences.settings.paper, preferences.settings.logo) == ("letter", str(good))
    assert "logo.png" in page.paper.told.text()
    page.frame.notices.open()
    told = []
    page.frame.notices.said.connect(told.append)
    page.paper.take([broken])
    qtbot.waitUntil(lambda: any(each.tone == "error" for each in told), timeout=SOON)
    assert page.paper.logo == good
    good.unlink()
    assert page.paper.logo is None
    page.paper.without.click()
    assert preferences.settings.logo == "" and not page.paper.told.isVisible()
    qtbot.waitUntil(lambda: page.preview.pages > 0, timeout=SOON)
    assert page.preview._pages.sizes[0] == (612, 792)


def test_tables_can_be_about_all_gatherings(page, desk, event, qtbot) -> None:
    notes.add(desk, events.create(desk, "Second evening", start=NOW), "The second evening said this", at=NOW)
    QApplication.processEvents()
    page.about.show_key("all")
    page.about.picked.emit("all")
    page.form.show_key("json")
    page.form.picked.emit("json")
    qtbot.waitUntil(lambda: any(nearly(line) == "Remarks: 3 rows" for line in page.contents.told), timeout=SOON)
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    assert "The second evening said this" in Path(made(desk, event)[0].path).read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_told(page, desk, event, qtbot, tmp_path) -> None:
    told = []
    page.frame.notices.said.connect(told.append)
    page.frame.notices.open()
    (tmp_path / "file").write_text("in the way")
    page.form.show_key("notes")
    page.write_to([tmp_path / "file" / "below.txt"])
    qtbot.waitUntil(lambda: any(each.tone == "error" for each in told), timeout=SOON)
    assert made(desk, event) == []


def test_a_name_that_waits_for_an_answer_stands_in_no_file_name(page, desk, event, qtbot) -> None:
    events.edit(desk, event, title="Tea with Amina Diallo")
    page._soon.stop()
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    assert "Amina" not in made(desk, event)[0].path


@pytest.mark.locked
def test_the_name_of_a_sensitive_gathering_stands_in_no_file_name(show, desk) -> None:
    hidden = events.create(desk, "Who was there", template="sensitive")
    page = show(ReportPage, hidden)
    assert "Who" not in page._order.name()


def test_a_narrow_page_has_the_preview_below(page) -> None:
    page.resize(700, 700)
    QApplication.processEvents()
    assert page.leading.isAncestorOf(page.finished)
    page.resize(1200, 700)
    QApplication.processEvents()
    assert not page.leading.isAncestorOf(page.finished)
    assert page.finished.isVisible()


def test_everything_has_a_name_and_the_preview_mirrors(page, preferences) -> None:
    assert nameless(page) == []
    preferences.speak("ar")
    QApplication.processEvents()
    assert page.leading.x() > page.beside.x()


def _asked(note: str, reason: str, start: int, end: int) -> Asked:
    return Asked(Question(note, reason, start, end), "Ask Amina\nand Bao here")


def test_notes_that_name_the_same_people_stand_together() -> None:
    both = [_asked("1", "name", 4, 9), _asked("1", "name", 14, 17), _asked("2", "name", 4, 9)]
    found = grouped([(one, "") for one in both])
    assert {(group.words, len(group.asked)) for group in found} == {(("Amina", "Bao"), 1), (("Amina",), 1)}
    assert line_of(both[1]) == "and Bao here"
    assert isinstance(found[0], Group)
