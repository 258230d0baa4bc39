"""Everything that can be done by a key, a menu or the palette, in one list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui import icons
from hubdesk.ui.widgets.label import unmarked
from hubdesk.ui.words import tell


@dataclass(frozen=True)
class Deed:
    """What an action is: a stable key, its sentence, its keys (Qt's portable text) and its icon's name."""

    key: str
    text: Sentence
    keys: str = ""
    icon: str = ""
    #: The page it belongs to: its keys count while that page is shown, "" for the whole window.
    page: str = ""
    #: Keys that the page reads by itself (letters in a list), as people read them.
    told: str = ""


class Actions(QObject):
    """The registry of a window: makes one QAction for each deed and keeps all keys apart.

    Keys do not depend on the language, so what is unique once is unique in all of them.
    """

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self._deeds: dict[str, Deed] = {}
        self._actions: dict[str, QAction] = {}
        home.installEventFilter(self)

    def __iter__(self) -> Iterator[tuple[Deed, QAction]]:
        """Yield (deed, action) in order of registration: for menus, palette and the sheet of shortcuts."""
        for key, deed in self._deeds.items():
            yield deed, self._actions[key]

    def __getitem__(self, key: str) -> QAction:
        """Return the action of a key; KeyError for none."""
        return self._actions[key]

    def add(
        self, deed: Deed, call: Callable[[], object], *, on: QWidget | None = None, checkable: bool = False
    ) -> QAction:
        """Register a deed; ValueError when its key or its keys are taken.

        `on` is the page that it works on (needed when `deed.page` is set): there its keys count, nowhere else.
        """
        if deed.key in self._deeds:
            raise ValueError(f"action {deed.key} exists")
        for other in self._deeds.values():
            if deed.keys and deed.keys == other.keys and (not deed.page or not other.page or deed.page == other.page):
                raise ValueError(f"{deed.keys} of {deed.key} belongs to {other.key}")
        action = QAction(self)
        action.setCheckable(checkable)
        if deed.icon:
            action.setIcon(icons.icon(deed.icon))
        if deed.keys:
            action.setShortcut(QKeySequence.fromString(deed.keys))
        if on is not None:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        (on or self._home).addAction(action)
        action.triggered.connect(lambda _checked=False: call())
        self._deeds[deed.key], self._actions[deed.key] = deed, action
        self._tell(deed, action)
        return action

    def forget_pages(self) -> None:
        """Forget what belongs to pages: they are gone, and register anew when they are made again."""
        for key in [key for key, deed in self._deeds.items() if deed.page]:
            del self._deeds[key]
            self._actions.pop(key).deleteLater()

    def say(self, key: str, text: Sentence) -> None:
        """Change the sentence of an action ("Undo" to "Undo: Check in Amina")."""
        deed = self._deeds[key]
        self._deeds[key] = replace(deed, text=text)
        self._tell(self._deeds[key], self._actions[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell all sentences again when the language of the window changes."""
        if event.type() == QEvent.Type.LanguageChange:
            for deed, action in self:
                self._tell(deed, action)
        return False

    def _tell(self, deed: Deed, action: QAction) -> None:
        action.setText(unmarked(tell(deed.text)))
        action.setToolTip("")
