"""A row that goes on in the next line when it is full: for chips, cards and buttons."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

#: A box asks for no more width than this, in pixels.
WIDE = 720


class Flow(QLayout):
    """Places widgets side by side from the leading side, and breaks lines; mirrors with the window.

    With `even` the widgets of a line share its width and height, none narrower than its hint (cards); with `top` they
    hang from the top of the line (fields), else they stand in its middle.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, even: bool = False, top: bool = False) -> None:
        super().__init__(parent)
        self._top = top
        self._items: list[QLayoutItem] = []
        self._gap, self._even = gap, even
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks beyond the end
        """Return one, None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks beyond the end
        """Give one back, None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in a width."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, box: QRect) -> None:
        """Place everything."""
        super().setGeometry(box)
        self._place(box, really=True)

    def sizeHint(self) -> QSize:
        """Return the size of one line with everything in it; a narrow hint would reserve the height of many lines."""
        hints = [each.sizeHint() for each in self._items if (widget := each.widget()) is None or not widget.isHidden()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest and the highest one."""
        size = QSize()
        for each in self._items:
            size = size.expandedTo(each.minimumSize())
        return size

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for each in self._items:
            widget = each.widget()
            if widget is not None and widget.isHidden():
                continue
            need = each.sizeHint().width()
            if not lines or used + self._gap + need > width:
                lines.append([each])
                used = need
            else:
                lines[-1].append(each)
                used += self._gap + need
        return lines

    def _place(self, box: QRect, *, really: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lines = self._lines(box.width())
        most = max((len(line) for line in lines), default=1)
        top = box.top()
        for line in lines:
            widths = [min(each.sizeHint().width(), box.width()) for each in line]
            if self._even:
                share = (box.width() - self._gap * (most - 1)) // most
                widths = [min(share, each.maximumSize().width()) for each in line]
            heights = [_height(each, width) for each, width in zip(line, widths, strict=True)]
            height, left = max(heights), box.left()
            for each, width, own in zip(line, widths, heights, strict=True):
                if really:
                    x = box.right() + 1 - (left - box.left()) - width if mirrored else left
                    tall = height if self._even else own
                    each.setGeometry(
                        QRect(QPoint(x, top if self._top else top + (height - tall) // 2), QSize(width, tall))
                    )
                left += width + self._gap
            top += height + self._gap
        return max(0, top - self._gap - box.top()) if lines else 0


def _height(item: QLayoutItem, width: int) -> int:
    hint = item.heightForWidth(width) if item.hasHeightForWidth() else -1
    return hint if hint >= 0 else item.sizeHint().height()


class FlowBox(QWidget):
    """A widget with a Flow inside, as high as its lines need."""

    def __init__(self, *, gap: int = 8, even: bool = False, top: bool = False) -> None:
        super().__init__()
        self.flow = Flow(self, gap=gap, even=even, top=top)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_all(self, widgets: Iterable[QWidget]) -> None:
        """Show these and drop what was there."""
        while (item := self.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in widgets:
            self.flow.addWidget(each)
            each.show()
        self.flow.invalidate()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return one line, no wider than a small window."""
        hint = self.flow.sizeHint()
        return hint if hint.width() <= WIDE else QSize(WIDE, self.flow.heightForWidth(WIDE))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the widest one: the rest goes below it."""
        return self.flow.minimumSize()

    def widgets(self) -> list[QWidget]:
        """Return what is shown."""
        found = (self.flow.itemAt(place) for place in range(self.flow.count()))
        return [widget for each in found if each is not None and (widget := each.widget()) is not None]
