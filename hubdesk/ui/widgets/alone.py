"""What stands alone in the window while no workspace is open, with room around it and a way to scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Alone(QScrollArea):
    """Holds one widget in the place of the pages."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.setObjectName("inside")
        widget.setContentsMargins(24, 24, 24, 24)
        self.setWidget(widget)
