"""What the person at the desk agrees to: seen at one glance, changed by one key each."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from hubdesk.i18n import LANGUAGES, Sentence, direction, say
from hubdesk.model.consent import PURPOSES, SHORT, Asked, agrees, asked
from hubdesk.model.records import Consent
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label, tip
from hubdesk.ui.widgets.prose import draw, height_of, laid_out
from hubdesk.ui.words import language, tell

#: The key of each purpose, the same in every keyboard layout.
KEYS: Mapping[str, str] = {purpose: f"F{number}" for number, purpose in enumerate(PURPOSES, start=2)}
#: The key that asks in the next language of the room.
NEXT_LANGUAGE = "F12"
_STATES: Mapping[str, tuple[str, str, Sentence]] = {
    "yes": ("check", "success", say("Agrees")),
    "no": ("close", "error", say("Does not agree")),
    "open": ("question", "quiet", say("Not asked yet")),
    "versions": ("warning", "warning", say("Two answers: ask again")),
}


def state_of(answer: Consent | None) -> str:
    """Return "yes", "no", "open" (nobody asked) or "versions" (two laptops noted two answers)."""
    if answer is None or not answer.at:
        return "open"
    if "given" in answer.versions:
        return "versions"
    return "yes" if agrees(answer) else "no"


class ConsentTick(QAbstractButton):
    """One purpose: its key, its answer as icon and words, and the very question that is asked.

    The question stands in the language of the person who is asked, the rest in that of the window. Where nobody has
    reviewed the words of that language the English question stands below.
    """

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose
        self._state = "open"
        self._short = False
        self._spoken = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._retell()

    @property
    def state(self) -> str:
        """The answer as it is shown."""
        return self._state

    @property
    def deed(self) -> Sentence:
        """What its key does."""
        return say("Answer changes: {purpose}", purpose=SHORT[self.purpose])

    @property
    def asked(self) -> Asked:
        """The question as it stands here, and which words these are."""
        return asked(self.purpose, self._spoken or language())

    @property
    def question(self) -> str:
        """The words that are asked, English below where they are a draft."""
        return "\n".join(filter(None, (self.asked.text, self.asked.english)))

    def speak(self, tag: str) -> None:
        """Ask in a language, "" for that of the window."""
        self._spoken = tag
        self._retell()
        self.updateGeometry()
        self.update()

    def show_state(self, state: str) -> None:
        """Show an answer."""
        self._state = state
        self._retell()
        self.update()

    def shorten(self, short: bool) -> None:
        """Show name, answer and key on one line, the question in the tooltip only."""
        self._short = short
        self._retell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a card's width and the height of its words there; on one line, the room of the longest answer."""
        width = pixels(280)
        if self._short:
            bold = QFont(self.font())
            bold.setBold(True)
            name = QFontMetrics(bold).horizontalAdvance(tell(SHORT[self.purpose]))
            answer = max(QFontMetrics(bold).horizontalAdvance(tell(each)) for _, _, each in _STATES.values())
            key = self.fontMetrics().horizontalAdvance(KEYS[self.purpose])
            width = max(width, name + answer + key + pixels(80))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which the question can be read."""
        return QSize(pixels(200), self.heightForWidth(pixels(280)))

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the two heads and the question."""
        if self._short:
            return self.fontMetrics().height() + pixels(12)
        room = self._room(width)
        return self._head() + sum(height_of(line, self._small(), room, rtl=rtl) for line, rtl in self._lines()) + 14

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the size of text."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the answer's icon, name, key and state, and the question below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, token, answer = _STATES[self._state]
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colour("focus" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(colour("success_ground" if self._state == "yes" else "hover" if self.underMouse() else "page"))
        painter.drawRoundedRect(frame, 2, 2)
        side, height = pixels(20), self.fontMetrics().height()
        left = self.width() - side - pixels(8) if rtl else pixels(8)
        icons.paint(painter, icon, QRectF(left, pixels(7), side, side), colour(token))
        box = QRect(pixels(36), pixels(6), self._room(self.width()), height)
        if rtl:
            box.moveRight(self.width() - pixels(36))
        name = tell(SHORT[self.purpose])
        self._write(painter, box, name, token="text", bold=True, trailing=KEYS[self.purpose])
        if self._short:
            self._write(painter, self._behind(box, name), tell(answer), token=token, bold=False)
            return
        self._write(painter, box.translated(0, height), tell(answer), token=token, bold=self._state == "yes")
        top = box.top() + height * 2 + pixels(2)
        for line, backwards in self._lines():
            layout = laid_out(line, self._small(), box.width(), rtl=backwards)
            draw(painter, layout, QPointF(box.left(), top), colour("quiet"))
            top += height_of(line, self._small(), box.width(), rtl=backwards)

    def _write(self, painter: QPainter, box: QRect, text: str, *, token: str, bold: bool, trailing: str = "") -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        flag = Qt.AlignmentFlag
        near, far = (flag.AlignRight, flag.AlignLeft) if rtl else (flag.AlignLeft, flag.AlignRight)
        key = self.fontMetrics().horizontalAdvance(trailing) + pixels(8) if trailing else 0
        if trailing:
            painter.setFont(self.font())
            painter.setPen(colour("quiet"))
            painter.drawText(box, int(far | flag.AlignAbsolute | flag.AlignVCenter), trailing)
        font = QFont(self.font())
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(colour(token))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width() - key)
        painter.drawText(box, int(near | flag.AlignAbsolute | flag.AlignVCenter), short)

    def _behind(self, box: QRect, name: str) -> QRect:
        """Return the room between the name and the key."""
        bold = QFont(self.font())
        bold.setBold(True)
        taken = QFontMetrics(bold).horizontalAdvance(name) + pixels(12)
        key = self.fontMetrics().horizontalAdvance(KEYS[self.purpose]) + pixels(8)
        near, far = (key, taken) if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else (taken, key)
        return box.adjusted(near, 0, -far, 0)

    def _lines(self) -> list[tuple[str, bool]]:
        shown = self.asked
        return [(shown.text, direction(shown.language) == "rtl"), *([(shown.english, False)] if shown.english else [])]

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(10, round(self.font().pixelSize() * 13 / 14)))
        return font

    def _head(self) -> int:
        return self.fontMetrics().height() * 2 + pixels(8)

    def _room(self, width: int) -> int:
        return max(pixels(80), width - pixels(46))

    def _retell(self) -> None:
        told = (tell(SHORT[self.purpose]), tell(_STATES[self._state][2]))
        self.setAccessibleName(": ".join(told))
        self.setAccessibleDescription(f"{KEYS[self.purpose]} {self.question}")
        tip(self, self.question if self._short else "")


class ConsentCard(Card):
    """One person's answers: `answered(purpose)` when a tick is pressed, `spoke(tag)` when a language was chosen."""

    answered = Signal(str)
    spoke = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.who = Label(role="heading", wrap=True)
        self.ticks = {purpose: ConsentTick(purpose) for purpose in PURPOSES}
        flow = FlowBox(gap=8, even=True, top=True)
        flow.show_all(self.ticks.values())
        for purpose, tick in self.ticks.items():
            tick.clicked.connect(lambda _checked=False, purpose=purpose: self.answered.emit(purpose))
        self.words = Button(say("Show the questions"), self._turn, kind="quiet")
        self.spoken = Choice(LANGUAGES, name=say("Language of the questions"))
        self.spoken.setMinimumContentsLength(8)
        self.spoken.picked.connect(self._pick)
        self._flow = flow
        self._by_hand: bool | None = None
        self._short = False
        self.add(self.who, ButtonRow(self.spoken, self.words), flow)
        self.fit(True)
        self.hide()

    def fit(self, room: bool) -> None:
        """Show the questions where there is room for them, unless somebody chose already."""
        self._short = self._by_hand if self._by_hand is not None else not room
        self.words.say(say("Show the questions") if self._short else say("Hide the questions"))
        for tick in self.ticks.values():
            tick.shorten(self._short)
        self._fitted()

    def speak(self, tag: str) -> None:
        """Ask in one of our languages."""
        self.spoken.show_key(tag)
        tip(self.spoken, say("Language of the questions ({key})", key=NEXT_LANGUAGE))
        for tick in self.ticks.values():
            tick.speak(tag)
        self._fitted()

    def show_answers(self, name: str, answers: Mapping[str, Consent], left_out: frozenset[str] = frozenset()) -> None:
        """Show what somebody agreed to, without the purposes that are not asked here."""
        self.who.say(say("What {name} agrees to", name=name))
        for purpose, tick in self.ticks.items():
            tick.setVisible(purpose not in left_out)
            tick.show_state(state_of(answers.get(purpose)))
        self.show()

    def _pick(self, tag: str) -> None:
        self.speak(tag)
        self.spoke.emit(tag)

    def _turn(self) -> None:
        self._by_hand = not self._short
        self.fit(True)

    def _fitted(self) -> None:
        self._flow.flow.invalidate()
        self._flow.updateGeometry()
