"""What cannot be read whole on a page: words that have less room than they need, and arrows that hide others."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.label import ShortLabel
from hubdesk.ui.widgets.tabs import Tabs
from tests.ui.walk import shown

#: The ground beside a heading on either side, at 100 %.
BESIDE = 8


def cut(root: QWidget) -> list[str]:
    """Return what is cut below a widget, as sentences; what ends in an ellipsis with a tooltip is not."""
    found: list[str] = []
    for each in shown(root):
        if isinstance(each, QHeaderView):
            found += _headings(each)
        elif isinstance(each, Tabs):
            arrows = [arrow for arrow in each.findChildren(QToolButton) if arrow.isVisibleTo(root)]
            found += [f"arrows beside {each.accessibleName()}"] if arrows else []
            outside = [box for box in each.places() if not each.rect().contains(box)]
            found += [f"{len(outside)} of {each.accessibleName()} lie outside"] if outside else []
        elif isinstance(each, QPushButton | QCheckBox | QLabel) and not isinstance(each, ShortLabel):
            found += _small(each, each.text())
        elif isinstance(each, QScrollArea) and each.horizontalScrollBar().maximum():
            found.append(f"{type(each.parent()).__name__} is wider than its window")
    return found


def _headings(header: QHeaderView) -> Iterator[str]:
    if header.orientation() != Qt.Orientation.Horizontal or header.model() is None:
        return
    bold = QFont(header.font())
    bold.setBold(True)
    metrics = QFontMetrics(bold)
    if header.length() > header.viewport().width() + 1:
        yield f"columns of {header.parent().accessibleName()} are wider than their table"
    for place in range(header.count()):
        text = str(header.model().headerData(place, Qt.Orientation.Horizontal) or "")
        room = header.sectionSize(place) - 2 * pixels(BESIDE)
        if not header.isSectionHidden(place) and metrics.horizontalAdvance(text) > room:
            yield f"heading {text} has {room} of {metrics.horizontalAdvance(text)} pixels"


def _small(each: QWidget, text: str) -> Iterator[str]:
    if not text:
        return
    least, lines = each.minimumSizeHint(), each.hasHeightForWidth()
    high = each.heightForWidth(each.width()) if lines else least.height() - 1
    if (each.width() < least.width() and not lines) or each.height() < high:
        yield f"{text[:60]!r} has {each.width()} × {each.height()} of {least.width()} × {high} pixels"
