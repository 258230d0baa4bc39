"""Forms and kinds to click, each with the letter that does the same in the line."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from hubdesk.i18n import Sentence, say
from hubdesk.model import markers
from hubdesk.model.codebook import FIRST_CLASS, FORMS, KINDS
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import unmarked
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
    if sort == "form":
        return say("{sign}: {name}", sign=markers.shown(language())[id], name=FORMS[id].label)
    return say("{sign}: {name}", sign=KINDS[id].marker, name=KINDS[id].label)


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
        self._retell()

    def show_marked(self, form: str, kind: str) -> None:
        """Press down what the line says now."""
        for (sort, id), button in self.buttons.items():
            button.setChecked(id == (form if sort == "form" else kind))

    def changeEvent(self, event: QEvent) -> None:
        """Show the letters of another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def _button(self, sort: str, id: str) -> Button:
        button = Button(called(sort, id), lambda: self.chosen.emit(sort, id))
        button.setCheckable(True)
        return button

    def _retell(self) -> None:
        for (sort, id), button in self.buttons.items():
            button.say(called(sort, id))
        for action in self.menu.actions():
            action.setText(unmarked(tell(called("kind", str(action.data())))))
