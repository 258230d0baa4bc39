"""The calm page about something that broke."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk.i18n import say
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell


class CrashPage(QDialog):
    """What happened, what is safe, what to do next, and the report to copy; the window behind stays usable."""

    def __init__(self, report: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tell(say("Something went wrong")))
        self.setMinimumSize(560, 420)
        self._report = QPlainTextEdit(report, readOnly=True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(tell(say("Report")))
        copy = Button(say("Copy the report"), self._copy, kind="primary", icon="copy")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(say("Something went wrong in HubDesk"), role="title", wrap=True))
        column.addWidget(
            Label(say("What you saved before is safe. The last step may not have happened: look at it."), wrap=True)
        )
        column.addWidget(
            Label(
                say("Nothing was sent. The report below holds places in the program and no words of people."),
                role="quiet",
                wrap=True,
            )
        )
        column.addWidget(self._report, 1)
        column.addWidget(ButtonRow(copy, Button(say("Go on"), self.close)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
