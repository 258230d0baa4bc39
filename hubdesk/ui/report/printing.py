"""Pages of a finished paper on a printer: the very pages of the PDF, drawn as finely as the printer can."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.ui.jobs import Report
from hubdesk.ui.report.drawing import Pages
from hubdesk.ui.words import tell

#: Finer than this nobody sees, and a page takes 26 MB.
_FINEST = 300
_POINTS = 72


def ask_printer(parent: QWidget, then: Callable[[QPrinter], object]) -> QPrintDialog:
    """Show the print dialog of the system, and call `then` with the printer that was chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tell(say("Print the report")))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.accepted.connect(lambda: then(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def print_pages(printer: QPrinter, pages: Pages, report: Report) -> int:
    """Print the chosen pages, away from the window; return their number.

    `report` may raise Cancelled: then the printer is told to forget the rest. Raises HubDeskError where it takes none.
    """
    chosen = _chosen(printer, len(pages.sizes))
    wide, high = pages.sizes[0]
    printer.setResolution(min(printer.resolution(), _FINEST))
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        printer.setPageSize(QPageSize(QSizeF(wide, high), QPageSize.Unit.Point))
    painter = QPainter()
    if not painter.begin(printer):
        raise HubDeskError(
            say("The printer takes no pages."),
            safe=say("Nothing was changed."),
            next=say("See that it is on and has paper, or choose another one; a PDF can be printed elsewhere too."),
            code="print-failed",
        )
    done = False
    try:
        for number, page in enumerate(chosen):
            report(number, len(chosen))
            if number:
                printer.newPage()
            box = printer.paperRect(QPrinter.Unit.DevicePixel)
            picture = pages.drawn(page, round(pages.sizes[page][0] / _POINTS * printer.resolution()))
            size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (box.width() - size.width()) / 2, (box.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), picture)
        done = True
    finally:
        if not done:
            printer.abort()
        painter.end()
        if not done and printer.outputFileName():
            with suppress(OSError):
                Path(printer.outputFileName()).unlink(missing_ok=True)
    return len(chosen)


def _chosen(printer: QPrinter, pages: int) -> range:
    """Return the pages (from 0) that were chosen in the dialog."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(pages)
    return range(min(printer.fromPage(), pages) - 1, min(printer.toPage() or pages, pages))
