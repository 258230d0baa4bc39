"""What else goes into a paper: the data of the report as files, and the receipts of a grant report."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.label import Label


class Inside(QWidget):
    """Chosen anew for each visit, so that nothing leaves by habit; `changed` when a person chose otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.data = Tick(say("Attach its data (CSV, JSON)"))
        self.receipts = Tick(say("With receipts"))
        self.warning = Label(
            say("Receipts show all that is written on them. This report is for the funder alone: do not publish it."),
            role="small",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self.data, self.receipts, self.warning):
            column.addWidget(each)
        self.receipts.toggled.connect(self.warning.setVisible)
        for tick in (self.data, self.receipts):
            tick.toggled.connect(lambda _on: self.changed.emit())
        self.show_for("")

    def show_for(self, paper: str) -> None:
        """Offer what goes into a paper of `desk.reports`, "" for what is none."""
        self.setVisible(bool(paper))
        self.receipts.setVisible(paper == "grant")
        self.warning.setVisible(self.receipts_in(paper))

    def receipts_in(self, paper: str) -> bool:
        """Tell whether receipts go into a paper."""
        return paper == "grant" and self.receipts.isChecked()

    def called(self, paper: str, what: Sentence) -> Sentence:
        """Return what a paper is called in the outbox."""
        return say("{what}, with receipts, for the funder alone", what=what) if self.receipts_in(paper) else what
