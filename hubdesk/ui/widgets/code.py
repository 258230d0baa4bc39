"""A QR code on the screen, dark on white in every theme, as cameras want it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui.theme import pixels
from hubdesk.ui.words import tell

#: Modules of white around the code (ISO/IEC 18004).
_QUIET = 4
#: Pixels of a module at 100 %; a whole number, so that edges are sharp.
_MODULE = 4


class Code(QWidget):
    """Shows rows of modules, true where dark; `name` is what is read aloud."""

    def __init__(self, name: Sentence) -> None:
        super().__init__()
        self._name = name
        self._rows: Sequence[Sequence[bool]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tell(name))

    def show_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show another code."""
        self._rows = rows
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the side of the square with its white border."""
        side = (len(self._rows) + 2 * _QUIET) * pixels(_MODULE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: half a code is no code."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text, and tell the name again."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        elif event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tell(self._name))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark modules on white; never mirrored."""
        painter, side = QPainter(self), pixels(_MODULE)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row, modules in enumerate(self._rows):
            for column, dark in enumerate(modules):
                if dark:
                    corner = QRect((column + _QUIET) * side, (row + _QUIET) * side, side, side)
                    painter.fillRect(corner, Qt.GlobalColor.black)
