"""Pages in small beside the preview: drawn away from the window, a few at a time, and chosen by keys."""

import io

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from hubdesk.ui.pages.report import ReportPage
from hubdesk.ui.report import thumbnails
from hubdesk.ui.report.drawing import ONE, pages
from tests.ui.reporting import SOON, five_notes, report


@pytest.fixture
def page(show, desk, event, qtbot) -> ReportPage:
    five_notes(desk, event)
    return report(show, event, qtbot)


def blank(number: int) -> bytes:
    """Return a PDF of so many empty pages."""
    with ONE:
        document = pypdfium2.PdfDocument.new()
        for _ in range(number):
            document.new_page(595, 842).close()
        written = io.BytesIO()
        document.save(written)
        document.close()
    return written.getvalue()


def drawn(page, qtbot) -> None:
    """Wait until every row in sight has its picture."""
    small = page.sheets.small
    qtbot.waitUntil(lambda: set(small._in_sight()) <= set(small.pictured) and small._job is None, timeout=SOON)


def test_only_pages_in_sight_are_drawn_and_few_pictures_are_kept(page, qtbot) -> None:
    page.sheets.show_pages(pages(blank(120)))
    small = page.sheets.small
    assert small.isVisible() and small.count() == 120
    drawn(page, qtbot)
    assert 0 < len(small.pictured) < 30
    for row in range(0, 120, 4):
        small.setCurrentRow(row)
        drawn(page, qtbot)
        assert len(small.pictured) <= thumbnails.KEPT
        assert sum(not small.item(each).icon().isNull() for each in range(120)) == len(small.pictured)


def test_keys_choose_a_page_and_the_preview_says_where_it_is(page, qtbot) -> None:
    page.sheets.show_pages(pages(blank(9)))
    small, preview = page.sheets.small, page.sheets.preview
    small.setFocus()
    qtbot.keyClick(small, Qt.Key.Key_End)
    assert preview.page_at(preview._middle) == 8
    preview.setFocus()
    qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert small.currentRow() == 0
    assert small.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Page 1"


def test_one_page_needs_none_and_arabic_has_them_on_the_right(page, qtbot, preferences) -> None:
    page.sheets.show_pages(pages(blank(1)))
    assert not page.sheets.small.isVisible()
    page.sheets.show_pages(pages(blank(3)))
    small, preview = page.sheets.small, page.sheets.preview
    assert small.x() < preview.x()
    preferences.speak("ar")
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    assert small.x() > preview.x()


def test_a_new_paper_takes_the_place_of_one_that_is_still_being_drawn(page, qtbot) -> None:
    page.sheets.show_pages(pages(blank(40)))
    QApplication.processEvents()
    page.sheets.show_pages(pages(blank(2)))
    drawn(page, qtbot)
    assert page.sheets.small.pictured == [0, 1]
