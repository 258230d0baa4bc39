"""What stands where there is nothing yet: a sign, why it is empty, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.mark import IconMark


class Empty(QWidget):
    """Shown instead of an empty list; `step` with `call` is the button that begins."""

    def __init__(
        self,
        icon: str,
        heading: Sentence,
        words: Sentence | None = None,
        *,
        step: Sentence | None = None,
        call: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(10)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icon, "quiet", side=40), 0, centre)
        self.heading = Label(heading, role="heading", wrap=True)
        self.heading.setAlignment(centre)
        column.addWidget(self.heading)
        if words is not None:
            below = Label(words, role="quiet", wrap=True)
            below.setAlignment(centre)
            column.addWidget(below)
        self.button: Button | None = None
        if step is not None:
            self.button = Button(step, call, kind="primary")
            column.addWidget(self.button, 0, centre)
        column.addStretch(1)
