"""The foot of the notes page: the line, what marks it, what was understood, and who may read it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk.drafts import HalfTyped
from hubdesk.i18n import say
from hubdesk.model.capture import Span
from hubdesk.model.line_edits import with_form, with_kind, with_section
from hubdesk.ui.notes.channels import Channels
from hubdesk.ui.notes.completing import Completing
from hubdesk.ui.notes.journal import VISIBILITY
from hubdesk.ui.notes.line import CaptureLine
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.notes.popup import Popup
from hubdesk.ui.notes.signs import Signs
from hubdesk.ui.notes.told import Told, hint
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import ShortLabel
from hubdesk.ui.words import language


class Capture(QWidget):
    """Everything about the line that needs no desk.

    Signals: `entered()` to keep the line, `changed()` when the unfinished line is another one, `unanswered()` when the
    reply is dropped, `off_record()` and `text_turned()` for their buttons.
    """

    entered = Signal()
    changed = Signal()
    unanswered = Signal()
    off_record = Signal()
    text_turned = Signal()

    def __init__(self, home: QWidget, offers: Offers) -> None:
        """`home` is what the popup lies over."""
        super().__init__()
        self._offers = offers
        self._seen = ""
        self._spans: tuple[Span, ...] = ()
        self.signs = Signs()
        self.answers = ShortLabel(role="strong")
        self.no_answer = Button(say("No reply"), self.unanswered.emit, kind="quiet", icon="close")
        self.popup = Popup(home)
        self.line = CaptureLine(self.popup)
        self._completing = Completing(self.line, self.popup, offers)
        self.channels = Channels()
        self.told = Told()
        self.keep = Button(say("Keep"), self.entered.emit, kind="primary")
        self.visibility = Choice(VISIBILITY, name=say("Who may read it"))
        self.gap = Button(say("Off the record"), self.off_record.emit, icon="lock")
        self.other = Button(say("Not said aloud"), self._turn_channels, icon="notes")
        self.other.setCheckable(True)
        self.text_beside = Button(say("Text beside"), self.text_turned.emit, icon="charter")
        self.text_beside.setCheckable(True)
        self._lay_out()
        self.line.textChanged.connect(self._typed)
        self.line.entered.connect(self.entered)
        self.signs.chosen.connect(self.mark)
        self.visibility.picked.connect(lambda _key: self.changed.emit())
        self.told.show_spans((), hint())

    @property
    def around(self) -> dict[str, Any]:
        """What is known of the line besides its words: who may read it, how it came, at which table."""
        visibility = self.visibility.key or "public"
        return {"visibility": visibility, "channel": self.channels.channel, "table": self.channels.table}

    @property
    def half(self) -> HalfTyped:
        """The unfinished line, without what it answers."""
        return HalfTyped(self.line.text, "", self.visibility.key or "public")

    def restore(self, half: HalfTyped) -> None:
        """Go on with an unfinished line."""
        self.line.empty()
        self.visibility.show_key(half.visibility if half.visibility in VISIBILITY else "public")
        if half.text:
            self.line.write(" ".join(half.text.splitlines()))
        self.popup.close_up()

    def know(self) -> None:
        """Recognise the sections that the offers know now, and the letters of the window's language."""
        self.line.know(self._offers.sections, language())
        self._tell(anew=True)

    def mark(self, sort: str, id: str) -> None:
        """Mark the line with a form or kind; the same again takes it off."""
        there = any(span.type == sort and span.value == id for span in self.line.marks.spans)
        change = with_form if sort == "form" else with_kind
        self.line.write(change(self.line.text, "" if there else id, language=language()))
        self._tell(anew=True)  # the button has turned by itself
        self.take_focus()

    def insert(self, number: str) -> None:
        """Tag the line with a section ("3.2p4"), where the cursor stands."""
        self.line.write(*with_section(self.line.text, self.line.at, number, language=language()))
        self.take_focus()

    def put_in(self, text: str) -> None:
        """Write words where the cursor stands, apart from those around them."""
        line, at = self.line.text, self.line.at
        before, behind = line[:at], line[at:]
        gap = " " if before and not before[-1].isspace() else ""
        before = f"{before}{gap}{text} "
        self.line.write(before + behind.lstrip(), len(before))

    def turn_channels(self, on: bool) -> None:
        """Ask how the lines came, or no longer."""
        self.other.setChecked(on)
        self.channels.turn(on)
        if on:
            self.channels.reach()
        else:
            self.take_focus()

    def reach_channels(self) -> None:
        """Ask how the lines came; asked already, go there."""
        if self.channels.isHidden():
            self.turn_channels(True)
        else:
            self.channels.reach()

    def take_focus(self) -> None:
        """Let typing go on."""
        self.line.take_focus()

    def show_answer(self, text: str | None, *, line_above: bool) -> None:
        """Show what is answered (None: nothing), and give Tab its meaning."""
        self.answers.say(say("Reply to: {text}", text=text) if text is not None else "")
        for each in (self.answers, self.no_answer):
            each.setVisible(text is not None)
        self.line.indents = frozenset({-1} if text is not None else {1} if line_above else ())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        answering = QHBoxLayout()
        answering.addWidget(self.answers, 1)
        answering.addWidget(self.no_answer)
        below = FlowBox(gap=8)
        below.show_all([self.visibility, self.gap, self.other, self.text_beside])
        column.addWidget(self.signs)
        column.addWidget(self.channels)
        column.addLayout(answering)
        writing = QHBoxLayout()
        writing.addWidget(self.line, 1)
        writing.addWidget(self.keep)
        column.addLayout(writing)
        column.addWidget(self.told)
        column.addWidget(below)

    def _turn_channels(self) -> None:
        self.turn_channels(self.channels.isHidden())

    def _typed(self) -> None:
        text = self.line.text
        if text == self._seen:
            return
        self._seen = text
        self._tell()
        self._completing.look()
        self.changed.emit()

    def _tell(self, *, anew: bool = False) -> None:
        """Tell the chips; most keys change none of them."""
        spans = self.line.marks.spans
        if spans == self._spans and not anew:
            return
        self._spans = spans
        self.told.show_spans(spans, None if spans else hint())
        said = {span.type: span.value for span in spans if span.type in ("form", "kind")}
        self.signs.show_marked(said.get("form", ""), said.get("kind", ""))
