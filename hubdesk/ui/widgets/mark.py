"""A drawn sign beside words: it says the same again, so that colour is never alone."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels


class IconMark(QWidget):
    """An icon in the colour of a token; decoration for those who see, silent for those who listen."""

    def __init__(self, name: str, token: str = "text", *, side: int = 20) -> None:
        super().__init__()
        self._name, self._token, self._side = name, token, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: str) -> None:
        """Change the sign."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(pixels(self._side), pixels(self._side))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stroke the icon."""
        icons.paint(QPainter(self), self._name, QRectF(self.rect()).adjusted(1, 1, -1, -1), colour(self._token))
