"""The menu bar and the actions of the whole window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from hubdesk.i18n import LANGUAGES, Sentence, read_by, say
from hubdesk.ui import theme
from hubdesk.ui.actions import Deed
from hubdesk.ui.places import PLACES, ROLES
from hubdesk.ui.widgets.label import unmarked
from hubdesk.ui.words import language, tell

if TYPE_CHECKING:
    from hubdesk.ui.window import Window

_THEMES: dict[str, Sentence] = {
    "system": say("Like the computer"),
    "light": say("Light"),
    "dark": say("Dark"),
    "contrast": say("High contrast"),
}


def offer(window: "Window") -> None:
    """Register what the whole window can do."""
    add = window.actions_list.add
    for place in PLACES:
        add(Deed(f"go-{place.key}", place.text, place.keys, place.key), _go(window, place.key))
    for deed, call in (
        (Deed("event-new", say("Start an event"), "Ctrl+Shift+N", "add"), lambda: window.go("first", "new")),
        (Deed("open", say("Open an event package or file"), "Ctrl+O", "open"), window.ask_file),
        (Deed("save", say("Save and make a backup"), "Ctrl+S", "save"), window.back_up),
        (Deed("care", say("Backups and repair"), "Ctrl+Shift+B", "history"), lambda: window.go("care")),
        (Deed("incidents", say("Incident notes")), lambda: window.go("incidents")),
        (Deed("photos", say("Photos and receipts"), "Ctrl+Shift+P"), lambda: window.go("photos")),
        (Deed("lock", say("Lock the workspace"), "Ctrl+Shift+L", "lock"), window.latch.lock),
        (Deed("passphrase", say("Passphrase and locking")), lambda: window.go("lock")),
        (Deed("quit", say("Quit"), "Ctrl+Q"), window.close),
        (Deed("undo", say("Undo"), "Ctrl+Z", "undo"), window.undo),
        (Deed("redo", say("Redo"), "Ctrl+Shift+Z", "redo"), window.redo),
        (Deed("larger", say("Larger text"), "Ctrl++"), lambda: window.preferences.step(1)),
        (Deed("smaller", say("Smaller text"), "Ctrl+-"), lambda: window.preferences.step(-1)),
        (Deed("palette", say("Find an action"), "Ctrl+K", "search"), window.show_palette),
        (Deed("search", say("Search everything"), "Ctrl+Shift+F", "search"), lambda: _search(window)),
        (Deed("keys", say("Show all keys"), "Ctrl+/"), window.show_keys),
        (Deed("notice", say("Go to the notice and back"), "F9"), window.reach_notice),
        (Deed("menu", say("Go to the menu"), "F10", "menu"), window.reach_menu),
        (Deed("help", say("Help for this page"), "F1", "help"), window.show_help),
    ):
        add(deed, call)


class Menus(QObject):
    """Builds the menus once and tells them again in every language."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._titles: list[tuple[QMenu, Sentence]] = []
        self._choices: list[tuple[QAction, Sentence]] = []
        actions = window.actions_list
        self._menu(
            say("Workspace"),
            "event-new",
            "open",
            "save",
            "care",
            "",
            "photos",
            "incidents",
            "",
            "lock",
            "passphrase",
            "",
            "quit",
        )
        self._menu(say("Edit"), "undo", "redo", "", "search", "palette")
        self._menu(say("Go"), *(f"go-{place.key}" for place in PLACES), "", "notice")
        view = self._menu(say("View"))
        self.languages = self._under(view, say("Language"))
        self.languages.aboutToShow.connect(self._fill_languages)
        self._role(view)
        self._theme(view)
        self._sizes(view)
        view.addActions([actions["larger"], actions["smaller"]])
        self._menu(say("Help"), "help", "keys")
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell titles and choices again."""
        if event.type() == QEvent.Type.LanguageChange:
            for menu, text in self._titles:
                menu.setTitle(unmarked(tell(text)))
            for action, text in self._choices:
                action.setText(unmarked(tell(text)))
        return False

    def _menu(self, title: Sentence, *keys: str) -> QMenu:
        menu = self._window.menuBar().addMenu(unmarked(tell(title)))
        self._titles.append((menu, title))
        for key in keys:
            if key:
                menu.addAction(self._window.actions_list[key])
            else:
                menu.addSeparator()
        return menu

    def _under(self, menu: QMenu, title: Sentence) -> QMenu:
        found = menu.addMenu(unmarked(tell(title)))
        self._titles.append((found, title))
        return found

    def _fill_languages(self) -> None:
        # here and not at the start: to know what is a draft, every catalogue is read once
        self.languages.clear()
        group = QActionGroup(self.languages)
        for tag in LANGUAGES:
            action = self.languages.addAction(unmarked(name_and_state(tag)))
            action.setCheckable(True)
            action.setChecked(tag == language())
            action.setActionGroup(group)
            action.triggered.connect(lambda _checked=False, tag=tag: self._window.preferences.speak(tag))

    def _theme(self, view: QMenu) -> None:
        menu = self._under(view, say("Colours"))
        group = QActionGroup(menu)
        for choice in theme.CHOICES:
            action = self._choice(menu, group, _THEMES[choice])
            action.setChecked(choice == self._window.preferences.settings.theme)
            action.triggered.connect(lambda _checked=False, choice=choice: self._window.preferences.wear(choice))

    def _role(self, view: QMenu) -> None:
        menu = self._under(view, say("Role"))
        group = QActionGroup(menu)
        found: dict[str, QAction] = {}
        for role, text in {"": say("Show me everything"), **{role: text for role, (text, _) in ROLES.items()}}.items():
            found[role] = self._choice(menu, group, text)
            found[role].triggered.connect(lambda _checked=False, role=role: self._window.preferences.play(role))
        menu.aboutToShow.connect(lambda: self._tick(found, self._window.preferences.settings.role))

    def _sizes(self, view: QMenu) -> None:
        menu = self._under(view, say("Size of text"))
        group = QActionGroup(menu)
        found: dict[int, QAction] = {}
        for percent in theme.PERCENTS:
            found[percent] = self._choice(menu, group, say("{percent} %", percent=percent))
            found[percent].triggered.connect(
                lambda _checked=False, percent=percent: self._window.preferences.enlarge(percent)
            )
        menu.aboutToShow.connect(lambda: self._tick(found, theme.percent()))

    def _tick(self, found: Mapping[Any, QAction], chosen: object) -> None:
        for key, action in found.items():
            action.setChecked(key == chosen)

    def _choice(self, menu: QMenu, group: QActionGroup, text: Sentence) -> QAction:
        action = menu.addAction(unmarked(tell(text)))
        action.setCheckable(True)
        action.setActionGroup(group)
        self._choices.append((action, text))
        return action


def name_and_state(tag: str) -> str:
    """Return a language's own name; beside it "draft" where no speaker has read its catalogue, or that it has none."""
    reader = read_by(tag)
    if reader:
        return LANGUAGES[tag]
    if reader is None:
        return tell(say("{language} – not translated yet", language=LANGUAGES[tag]))
    return tell(say("{language} – draft", language=LANGUAGES[tag]))


def _go(window: "Window", key: str) -> Callable[[], object]:
    return lambda: window.go(key)


def _search(window: "Window") -> None:
    from hubdesk.ui.search import open_over

    open_over(window)
