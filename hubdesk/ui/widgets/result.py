"""The answer to one gesture, seen from two metres: colour and icon and words."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui.widgets.label import Label, ShortLabel
from hubdesk.ui.widgets.mark import IconMark

_ICONS = {"success": "check", "info": "info", "warning": "warning", "error": "error", "question": "question"}


class ResultCard(QFrame):
    """What happened (a sentence) and to whom (people's words); `show_result` also says it to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = IconMark("info", side=36)
        self.what = Label(role="heading", wrap=True)
        self.who = ShortLabel(role="strong")
        self.more = Label(role="quiet", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addWidget(self._sign)
        column = QVBoxLayout()
        column.setSpacing(2)
        for each in (self.who, self.what, self.more):
            column.addWidget(each)
        row.addLayout(column, 1)
        self._mark, self.marked = IconMark("info", side=24), Label(role="strong", wrap=True)
        # a widget: a layout of which all is hidden would give its room to the sign
        self._beside = QWidget()
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self._mark)
        beside.addWidget(self.marked, 1)
        column.addWidget(self._beside)
        self._row = row
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.timeout.connect(self.clear)
        self.clear()

    def show_result(
        self, tone: str, what: Sentence, who: str = "", more: Sentence | str = "", *, seconds: int = 0
    ) -> None:
        """Show a result in a tone (success, info, warning, error, question); with `seconds` it goes by itself."""
        self.setProperty("tone", "warning" if tone == "question" else tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.show_icon(_ICONS[tone], "text" if tone in ("info", "question") else tone)
        self.what.say(what)
        self.who.say(who)
        self.who.setVisible(bool(who))
        self.more.say(more)
        self.more.setVisible(bool(self.more.text()))
        self.mark()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        self._clear.start(seconds * 1000) if seconds else self._clear.stop()

    def mark(self, icon: str = "", words: Sentence | str = "") -> None:
        """Put a sign beside the result with what it stands for, or take it away."""
        if icon:
            self._mark.show_icon(icon, "text")
        self.marked.say(words)
        self._beside.setVisible(bool(icon))
        self._name()

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self._clear.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the name again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._name)

    def _name(self) -> None:
        self.setAccessibleName(
            " ".join(each.text() for each in (self.who, self.what, self.more, self.marked) if each.text())
        )
