"""Printing a report: its pages reach a printer, here one that writes a PDF, and stopping leaves nothing there."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from hubdesk.desk import polls
from hubdesk.errors import Cancelled
from hubdesk.model.records import Published
from hubdesk.ui.pages.report import ReportPage
from hubdesk.ui.report.drawing import ONE, pages
from hubdesk.ui.report.printing import print_pages
from hubdesk.ui.words import tell
from tests.ui.reporting import SOON, five_notes, report
from tests.ui.test_report_sheets import blank


@pytest.fixture
def page(show, desk, event, qtbot) -> ReportPage:
    five_notes(desk, event)
    return report(show, event, qtbot)


@pytest.fixture
def printer(tmp_path) -> QPrinter:
    """A printer that writes into a file."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def looked_at(path: str) -> list[int]:
    """Return for each page of a PDF how many of its points are dark."""
    with ONE:
        document = pypdfium2.PdfDocument(path)
        drawn = [document[n].render(scale=0.5) for n in range(len(document))]
        dark = [sum(value < 128 for value in bytes(picture.buffer)) for picture in drawn]
        for picture in drawn:
            picture.close()
        document.close()
    return dark


def test_the_pages_of_the_report_reach_the_printer_and_are_published(page, desk, event, printer, qtbot) -> None:
    polls.tally(desk, polls.add(desk, event, "Row less?"), "12/9/8", base=60)
    told: list[str] = []
    page.frame.notices.said.connect(lambda notice: told.append(tell(notice.what)))
    page.frame.notices.open()
    page.print_on(printer)
    qtbot.waitUntil(lambda: bool(told), timeout=SOON)
    assert told[0].endswith("pages went to the printer.")
    dark = looked_at(printer.outputFileName())
    assert len(dark) > 2 and all(dark), "every page has something on it"
    assert len(desk.read.all(Published)) == 1


def test_only_the_chosen_pages_are_printed(printer) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    asked: list[tuple[int, int]] = []
    assert print_pages(printer, pages(blank(5)), lambda *done: asked.append(done)) == 2
    assert asked == [(0, 2), (1, 2)] and len(looked_at(printer.outputFileName())) == 2


def test_stopping_leaves_no_pages(printer, tmp_path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pages(printer, pages(blank(5)), stop)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_dialog_is_asked_by_key_for_what_comes_as_pages(page, qtbot) -> None:
    page.activateWindow()
    page.form.show_key("notes")
    page.ask_printer()
    assert page.findChildren(QPrintDialog) == []
    page.form.show_key("pdf")
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = page.findChildren(QPrintDialog)
    assert dialog.isVisible() and dialog.windowTitle() == "Print the report"
    dialog.reject()
