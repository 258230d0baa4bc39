"""What all lists of the house have in common: a name that follows the language, rows that follow the size of text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

from hubdesk.i18n import Sentence
from hubdesk.ui.words import tell

_MEASURES = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
#: How far one step of the scroll bar moves, in pixels.
STEP = 24


class Following(QObject):
    """Names a list in the language of the window, and has it measured again when that or the size of text changes."""

    def __init__(self, view: QListView, name: Sentence, measure: Callable[[], object]) -> None:
        super().__init__(view)
        self._view, self._name, self._measure = view, name, measure
        view.setAccessibleName(tell(name))
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watch what changes about the list; it hears all of it too."""
        if event.type() == QEvent.Type.LanguageChange:
            self._view.setAccessibleName(tell(self._name))
        if event.type() == QEvent.Type.LanguageChange or event.type() in _MEASURES:
            self._measure()
        return False


def for_reading(view: QListView) -> None:
    """Set up a list of paragraphs, each as high as its words need, that scrolls smoothly and is not written in."""
    view.setMouseTracking(True)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.verticalScrollBar().setSingleStep(STEP)
