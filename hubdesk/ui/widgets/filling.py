"""A page that fills the window, and scrolls only where the window is too small for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Filling(QScrollArea):
    """Put widgets into `column`: what stretches takes the room there is, and nothing is ever squeezed or cut."""

    def __init__(self, *, margin: int = 0, gap: int = 12) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        inside.setObjectName("inside")
        self.column = inside.column
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(gap)
        self.setWidget(inside)


class _Inside(QWidget):
    """Needs the height of its lines as wide as it is; Qt would ask how high they were in the least width."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)

    def minimumSizeHint(self) -> QSize:
        least = self.column.minimumSize()
        if self.column.hasHeightForWidth() and self.width() > least.width():
            return QSize(least.width(), self.column.totalHeightForWidth(self.width()))
        return least
