"""Two columns side by side, one below the other where there is no room for both."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from hubdesk.ui.theme import pixels


class Sides(QWidget):
    """A main column and a narrower one behind it; below `least` pixels (at 100 %) the second goes under the first."""

    def __init__(self, first: QWidget, second: QWidget, *, least: int = 720, shares: tuple[int, int] = (3, 2)) -> None:
        super().__init__()
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self._columns = (first, second)
        for each, share in ((first, shares[0]), (second, shares[1])):
            self._row.addWidget(each, share, Qt.AlignmentFlag.AlignTop)
            each.setMinimumWidth(0)

    @property
    def stacked(self) -> bool:
        """Whether the second column stands below the first."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """Return the width of one column: that is what a narrow window has."""
        hints = [each.minimumSizeHint() for each in self._columns]
        return QSize(max(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between the two ways."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if event.size().width() >= pixels(self._least) else way.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
