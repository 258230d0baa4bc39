"""Forms and kinds to click, each with the letter that does the same in the line."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from hubdesk.i18n import Sentence, say
from hubdesk.model import markers
from hubdesk.model.codebook import FIRST_CLASS, FORMS, KINDS
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import tip, unmarked
from hubdesk.ui.words import language, tell

#: What can be clicked at once, in order: (what it sets, its id).
SHOWN: tuple[tuple[str, str], ...] = (
    *(("form", form) for form in ("question", "response", "decision", "action")),
    *(("kind", kind) for kind in FIRST_CLASS),
)
#: The same by one key in every layout.
KEYS = {
    ("form", "question"): "F2",
    ("form", "decision"): "F3",
    ("form", "action"): "F4",
    ("kind", "celebration"): "F5",
    ("kind", "suggestion"): "F6",
    ("kind", "dealbreaker"): "F7",
    ("kind", "beyond"): "F8",
}


def called(sort: str, id: str) -> Sentence:
    """Return "q: Question" or "!: Potential deal breaker" with the letter of the window's language."""
    label = FORMS[id].label if sort == "form" else KINDS[id].label
    return say("{sign}: {name}", sign=_sign(sort, id), name=label)


class SignButton(Button):
    """A form or kind to click; `shorten` leaves the sign alone, its name stays for ears and in the tooltip."""

    def __init__(self, sort: str, id: str) -> None:
        self._place, self._short, self._keys = (sort, id), False, ""
        super().__init__(called(sort, id))
        self.setCheckable(True)

    def shorten(self, short: bool) -> None:
        """Show the sign alone, or with its name."""
        self._short = short
        self.tell_again()

    def show_keys(self, action: QAction) -> None:
        """Name the keys that do the same."""
        self._keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.tell_again()

    def tell_again(self) -> None:
        """Show sign and name in the language of the window."""
        self.say(called(*self._place))
        name = tell(called(*self._place))
        tip(self, " · ".join(each for each in (name if self._short else "", self._keys) if each))
        if self._short:
            self.setText(unmarked(tell(say("{sign}:", sign=_sign(*self._place)))))

    def changeEvent(self, event: QEvent) -> None:
        """Show the letter of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.tell_again()


def _sign(sort: str, id: str) -> str:
    return markers.shown(language())[id] if sort == "form" else KINDS[id].marker


class Signs(FlowBox):
    """Buttons for forms and kinds; `chosen(sort, id)` when one is pressed, sort "form" or "kind"."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.buttons = {(sort, id): self._button(sort, id) for sort, id in SHOWN}
        self.more = Button(say("More kinds"), icon="more")
        self.menu = QMenu(self)
        for kind in KINDS:
            if kind not in FIRST_CLASS:
                action = QAction(self.menu)
                action.setData(kind)
                action.triggered.connect(lambda _checked=False, kind=kind: self.chosen.emit("kind", kind))
                self.menu.addAction(action)
        self.more.setMenu(self.menu)
        self.show_all([*self.buttons.values(), self.more])
        self._short = False
        self._retell()

    def show_marked(self, form: str, kind: str) -> None:
        """Press down what the line says now."""
        for (sort, id), button in self.buttons.items():
            button.setChecked(id == (form if sort == "form" else kind))

    def changeEvent(self, event: QEvent) -> None:
        """Show the letters of another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
            # the button hears of it after its parent
            QTimer.singleShot(0, self, self._name_more)
        super().changeEvent(event)

    def shorten(self, short: bool) -> None:
        """Show signs alone where there is little room."""
        for button in self.buttons.values():
            button.shorten(short)
        self._short = short
        self._name_more()
        self.flow.invalidate()
        self.updateGeometry()

    def _button(self, sort: str, id: str) -> SignButton:
        button = SignButton(sort, id)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(sort, id))
        return button

    def _name_more(self) -> None:
        self.more.say(say("More kinds"))
        tip(self.more, say("More kinds") if self._short else "")
        if self._short:
            self.more.setText("")

    def _retell(self) -> None:
        for action in self.menu.actions():
            action.setText(unmarked(tell(called("kind", str(action.data())))))
