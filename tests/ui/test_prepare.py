"""Before the gathering: facts that save themselves, lists and texts that are previewed, words that open a package."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from hubdesk.desk import attachments, attendance, cards, charters, events, notes, people
from hubdesk.i18n import say
from hubdesk.model.records import Charter, Event
from hubdesk.ui import files
from hubdesk.ui.pages.prepare import PARTS, PreparePage
from hubdesk.ui.prepare.document import DocumentPart
from hubdesk.ui.prepare.facts import FactsPart
from hubdesk.ui.prepare.overview import OverviewPart
from hubdesk.ui.prepare.package import PackagePart, file_name
from hubdesk.ui.prepare.ready import ReadyPart
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.label import Label
from tests.charter.office_files import docx, p
from tests.photographs import PDF
from tests.ui.conftest import NOW, commit
from tests.ui.sorting import MARKS

GARDEN = b"# Garden charter\n\nWe share it.\n\n## Hubs\n\nA hub is a group.\n\n### Money\n\nIt is kept.\n"


def _said(root) -> list[str]:
    return [each.text() for each in root.findChildren(Label) if each.isVisibleTo(root)]


def _idle(page, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.frame.jobs)


def test_a_typed_title_is_saved_by_itself_and_undo_brings_it_back(show, desk, event, qtbot) -> None:
    page = show(FactsPart, event)
    line = page.fields["title"].editor
    line.selectAll()
    commit(line, "أمسية")
    line.settle()
    assert desk.read.get(Event, event).title == "أمسية"
    desk.undo()
    assert line.text() == "Evening about hubs"


def test_an_unchanged_form_writes_nothing(show, desk, event) -> None:
    page = show(FactsPart, event)
    before = len(desk.read.history())
    page.settle()
    page.refresh(None)
    page.settle()
    assert len(desk.read.history()) == before


def test_choices_days_and_hours_are_saved(show, desk, event, qtbot) -> None:
    page = show(FactsPart, event)
    assert page.hour.line.text() == "15:00"  # twelve o'clock in London is three in Nairobi
    mode = page.fields["mode"].editor
    mode.show_key("hybrid")
    mode.picked.emit("hybrid")
    page.fields["report_due"].line.setText("1.6.2026")
    page.fields["report_due"].line.settle()
    page.hour.line.setText("16")
    page.hour.line.settle()
    saved = desk.read.get(Event, event)
    assert (saved.mode, saved.report_due) == ("hybrid", "2026-06-01")
    assert datetime.fromisoformat(saved.start) == datetime(2026, 5, 9, 13, 0, tzinfo=UTC)


def test_what_cannot_be_is_said_below_its_field(show, desk, event) -> None:
    page = show(FactsPart, event)
    zone = page.fields["zone"]
    zone.editor.setText("Nowhere/Land")
    zone.editor.settle()
    assert "Nowhere/Land" in zone.below.text()
    assert desk.read.get(Event, event).zone == "Africa/Nairobi"
    page.fields["report_due"].line.setText("tomorrow")
    page.fields["report_due"].line.settle()
    assert desk.read.get(Event, event).report_due == ""


def test_languages_come_by_name_or_tag_and_go_by_their_cross(show, desk, event, qtbot) -> None:
    page = show(FactsPart, event)
    commit(page.language, "हिन्दी")
    qtbot.keyClick(page.language, Qt.Key.Key_Return)
    commit(page.language, "sw")
    qtbot.keyClick(page.language, Qt.Key.Key_Return)
    assert desk.read.get(Event, event).languages == {"en", "ar", "hi", "sw"}
    assert "हिन्दी" in page.chips.texts
    next(each for each in page.chips.widgets() if isinstance(each, Button)).click()
    assert desk.read.get(Event, event).languages == {"en", "hi", "sw"}
    commit(page.language, "not a language!")
    qtbot.keyClick(page.language, Qt.Key.Key_Return)
    assert page.language.text() == "not a language!"
    assert page.fields["languages"].below.property("role") == "error"


@pytest.mark.locked
def test_a_sensitive_gathering_says_what_it_does_not_protect_against(show, desk) -> None:
    page = show(FactsPart, events.create(desk, "Quiet", template="sensitive"))
    assert page.sensitive.isVisibleTo(page)
    assert any("looks at the screen" in each.text() for each in page.sensitive.limits)


@pytest.mark.locked
def test_upload_files_of_a_sensitive_gathering_are_switched_on_by_hand(show, desk, event) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive")
    page = show(FactsPart, quiet)
    assert page.uploads.isVisibleTo(page) and not page.uploads.isChecked()
    page.uploads.click()
    assert desk.read.get(Event, quiet).uploads
    desk.undo()
    assert not desk.read.get(Event, quiet).uploads and not page.uploads.isChecked()
    page.frame.open_event(event)
    assert not page.uploads.isVisibleTo(page)


def test_the_overview_counts_and_names_what_is_left(show, desk, event) -> None:
    charters.take(desk, charters.preview([("garden.md", GARDEN)], language="en"), event=event)
    for name in ("Amina", "Ольга", "王小明"):
        attendance.check_in(desk, people.add(desk, event, name), event, at=NOW)
    notes.add(desk, event, "We like it /1", at=NOW)
    notes.add(desk, event, "Nothing in particular", at=NOW)
    events.requests(desk, event, "uk", 3)
    page = show(OverviewPart, event)
    assert page.figures["here"].number.text() == "3"
    assert page.figures["notes"].number.text() == "2"
    told = _said(page)
    assert "1 note is tagged to no section." in told
    assert any("were not asked" in each for each in told)
    assert any("українська" in each for each in told)
    assert "1 Hubs: 1" in page.section_bars.accessibleDescription()
    assert "1.1 Money: 0" in page.section_bars.accessibleDescription()
    attendance.heads(desk, event, 4, at=NOW)
    assert page.figures["heads"].number.text() == "4"


def test_what_is_left_leads_to_where_it_is_done(window, event) -> None:
    window.frame.open_event(event, "prepare")
    part = window.page("prepare").part("overview")
    button = next(each for each in part.left.findChildren(Button) if each.text() == "Do it")
    button.click()
    assert window.page("prepare").tabs.key == "document"


def test_days_that_matter_say_how_many_days_are_left(show, desk, event) -> None:
    events.edit(desk, event, report_due="2026-05-12", feedback_closes="2026-05-08")
    told = _said(show(OverviewPart, event).dates)
    assert {"today", "in 3 days", "1 day ago"} <= set(told)


def test_a_text_is_shown_as_a_tree_before_it_is_taken_in(show, desk, event, qtbot, tmp_path: Path) -> None:
    page = show(DocumentPart, event)
    file = tmp_path / "garden.md"
    file.write_bytes(GARDEN)
    page.read_files([file])
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(page))
    root = page.tree.topLevelItem(0)
    assert "Garden charter" in root.text(0)
    assert root.child(0).text(0).translate({0x2066: None, **MARKS}).startswith("0 ¶1  We share")
    assert page.sums.text().replace("\u2068", "").replace("\u2069", "") == "2 sections and 3 paragraphs were found."
    page.take.click()
    qtbot.waitUntil(lambda: page.faces[0].isVisibleTo(page))
    (charter,) = desk.read.all(Charter)
    assert desk.read.get(Event, event).charters == {charter.id}
    assert "Used at this event" in _said(page)
    page._read([("garden.md", GARDEN)])
    _idle(page, qtbot)
    assert len(desk.read.all(Charter)) == 1


def test_a_pdf_is_kept_for_reading_and_says_why_while_the_text_beside_it_is_read(
    show, desk, event, qtbot, tmp_path: Path
) -> None:
    page = show(DocumentPart, event)
    for name, content in (("garden.pdf", PDF), ("garden.md", GARDEN)):
        (tmp_path / name).write_bytes(content)
    page.read_files([tmp_path / "garden.pdf"])
    qtbot.waitUntil(lambda: page.papers.isVisibleTo(page))
    assert "garden.pdf" in page.papers.text() and "where each letter stands" in page.papers.text()
    assert page.faces[0].isVisibleTo(page)
    page.read_files([tmp_path / "garden.pdf", tmp_path / "garden.md"])
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(page))
    assert attachments.documents(desk, event) == ["garden.pdf"]


def test_a_word_document_is_shown_as_a_tree(show, desk, event, qtbot, tmp_path: Path) -> None:
    page = show(DocumentPart, event)
    file = tmp_path / "garden.docx"
    note = '<w:p><w:r><w:t>We share it.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    file.write_bytes(docx(p("Aims", "berschrift1") + note + p("Money", "berschrift1")))
    page.read_files([file])
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(page))
    root = page.tree.topLevelItem(0)
    assert "garden" in root.text(0) and root.childCount() == 2 and "Aims" in root.child(0).text(0)
    assert "footnote was left out" in page.messages.text()


def test_the_title_and_language_of_a_text_can_be_said(show, desk, event, qtbot) -> None:
    page = show(DocumentPart, event)
    page._read([("x.txt", b"Words without a heading.\n")])
    _idle(page, qtbot)
    page.name.setText("House rules")
    page.language.setText("sw")
    page.name.settle()
    _idle(page, qtbot)
    page.take.click()
    _idle(page, qtbot)
    assert [each.title for each in desk.read.all(Charter)] == ["House rules"]


def test_a_charter_of_another_event_can_be_used_here(show, desk, event) -> None:
    other = events.create(desk, "Other")
    charters.take(desk, charters.preview([("garden.md", GARDEN)], language="en"), event=other)
    page = show(DocumentPart, event)
    use = next(each for each in page.cards.findChildren(Button) if each.text() == "Use it at this event")
    use.click()
    assert len(desk.read.get(Event, event).charters) == 1


def test_tab_goes_down_the_cards_of_texts(show, desk, event) -> None:
    other = events.create(desk, "Other")
    charters.take(desk, charters.preview([("garden.md", GARDEN)], language="en"), event=other)
    page = show(DocumentPart, event)
    for text in ("Read a text from files", "Use it at this event", "Use these headings"):
        focused = page.window().focusWidget()
        assert isinstance(focused, Button) and focused.text().strip() == text
        page.focusNextPrevChild(True)


def test_headings_that_come_with_the_program_are_used_and_a_text_is_their_new_edition(
    show, desk, event, qtbot, tmp_path: Path
) -> None:
    page = show(DocumentPart, event)
    next(each for each in page.outlines.findChildren(Button) if each.text() == "Use these headings").click()
    (charter,) = desk.read.all(Charter)
    assert desk.read.get(Event, event).charters == {charter.id} and not page.outlines.isVisibleTo(page)
    file = tmp_path / "garden.md"
    file.write_bytes(GARDEN)
    page.read_files([file])
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(page))
    assert page.follows.isVisibleTo(page)
    page.follows.show_key(charter.key)
    page.follows.picked.emit(charter.key)
    _idle(page, qtbot)
    page.take.click()
    qtbot.waitUntil(lambda: page.faces[0].isVisibleTo(page))
    assert len(desk.read.all(Charter)) == 1 and len(charters.editions(desk, charter.id)) == 2


def test_an_event_package_is_written_and_its_words_are_shown(show, desk, event, qtbot, tmp_path: Path) -> None:
    page = show(PackagePart, event)
    out = tmp_path / "evening.hubbundle"
    page.write_to([out])
    qtbot.waitUntil(lambda: page.done.isVisibleTo(page), timeout=20_000)
    assert out.is_file()
    assert len(page.words.text().split()) == 5
    assert page.words.text().encode() not in out.read_bytes()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("An evening", "An evening"),
        ("../../etc/passwd", "etc passwd"),
        ("a/b\\c:d*?", "a b c d"),
        ("x\u202egpj.exe", "x gpj.exe"),
        ("...", ""),
        ("क" * 200, "क" * 80),
    ],
)
def test_a_title_becomes_a_safe_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


def test_findings_are_forgotten_when_what_they_speak_of_changes(show, desk, event, qtbot) -> None:
    events.edit(desk, event, languages=["en"])
    page = show(ReadyPart, event)
    page.run_checks()
    qtbot.waitUntil(lambda: page.check.isEnabled(), timeout=30_000)
    _idle(page, qtbot)
    texts = [each.text for each in page.findings]
    assert say("No text is chosen for this event.") in texts
    assert say("The key of this laptop signs.") in texts
    assert any(each.one.startswith("A backup was made") for each in texts)
    assert any("printed into a file" in each.one for each in texts)
    assert list((desk.folders.backups).iterdir())
    charters.take(desk, charters.preview([("garden.md", GARDEN)], language="en"), event=event)
    assert page.findings == []
    assert not page.card.isVisibleTo(page)


def test_the_check_says_whether_a_card_is_kept(show, desk, event, qtbot) -> None:
    page, asked = show(ReadyPart, event), []
    page.frame.page_asked.connect(lambda *where: asked.append(where))
    page.run_checks()
    qtbot.waitUntil(lambda: bool(page.findings) and page.check.isEnabled(), timeout=30_000)
    (finding,) = (each for each in page.findings if "recipient card" in each.text.one)
    assert finding.tone == "warning" and finding.page == "keys"
    row = next(each for each in page.card.findChildren(Label) if "recipient card" in each.text()).parentWidget()
    row.findChild(Button).click()
    assert asked == [("keys", "")]
    cards.keep(desk, cards.Card("Hub", "age1hub", "ab" * 32))
    assert page.findings == []
    page.run_checks()
    qtbot.waitUntil(lambda: bool(page.findings) and page.check.isEnabled(), timeout=30_000)
    (finding,) = (each for each in page.findings if "sealed for" in each.text.one)
    assert finding.tone == "success"


def test_a_letter_that_nobody_can_draw_is_named(show, desk, event, qtbot) -> None:
    people.add(desk, event, "Ada \U000e01ef\U00012000")
    from hubdesk.ui.prepare.ready import _letters

    found = _letters(desk, desk.read.get(Event, event))
    assert found.tone == "warning"
    assert "U+12000" in str(found.text.values["shown"])


def test_the_tabs_make_their_parts_on_the_first_visit(show, event, qtbot) -> None:
    page = show(PreparePage, event)
    assert page.stack.missing == list(PARTS)[1:]
    page.arrive("facts")
    assert page.stack.missing == list(PARTS)[2:]
    page.tabs.setFocus()
    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    assert page.tabs.key == "roster"
    page.arrive("no such part")
    assert page.tabs.key == "roster"


def test_every_part_of_a_translation_without_a_place_is_shown_below_the_text(show, event, qtbot) -> None:
    page = show(DocumentPart, event)
    strays = "".join(f"\n\n## Mehr {nth}\n\nWorte {nth}." for nth in range(20))
    page._read([("garden.md", GARDEN), ("garden-de.md", b"# Gartensatzung\n\nWir teilen ihn." + strays.encode())])
    _idle(page, qtbot)
    lost = len(page._found.found.unmatched)
    assert lost > 30
    branch = page.tree.topLevelItem(1)
    assert branch.text(0) == "Without a place" and branch.childCount() == lost
    assert "Mehr 7" in " ".join(branch.child(nth).text(0) for nth in range(lost))
    assert f"{lost} parts of translations found no place." in page.messages.text().replace("\u2068", "").replace(
        "\u2069", ""
    )


def test_files_are_dropped_on_the_page_and_the_dialog_shows_those_that_fit(show, event, qtbot, tmp_path: Path) -> None:
    page = show(DocumentPart, event)
    file = tmp_path / "garden.html"
    file.write_bytes(b"<html><title>Garden</title><h2>Hubs</h2><p>A hub is a group.</p></html>")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    place, buttons, none = QPoint(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, buttons, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted() and page.acceptDrops()
    page.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, buttons, none))
    qtbot.waitUntil(lambda: page.faces[1].isVisibleTo(page))
    assert "Hubs" in page.tree.topLevelItem(0).child(0).text(0)
    dialog = files.ask_open(page, say("x"), print, several=True, endings=charters.endings())
    assert "*.html" in dialog.nameFilters()[0] and "*.po" in dialog.nameFilters()[0]
    assert dialog.nameFilters()[1] == "All files (*)"
    dialog.reject()
