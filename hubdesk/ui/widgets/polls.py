"""Parts of every page with polls: the form of what is asked, and what was counted as bars."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import isolate, say
from hubdesk.model.records import Poll
from hubdesk.model.scales import SCALES, options_of, result
from hubdesk.ui.widgets.bars import Bar, Bars
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.fields import Choice, Field, Line, Paper
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell


def answers(poll: Poll) -> list[str]:
    """Return the answers of a poll in the language of the window; those of people as they wrote them."""
    return [one if isinstance(one, str) else tell(one) for one in options_of(poll)]


class AskForm(QWidget):
    """What is asked, and the answers. `changed(fields)` holds fields of a poll that somebody gave another value.

    A poll that was counted keeps its answers: they are shown and cannot be changed.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.question = Line()
        self.scale = Choice({key: scale.label for key, scale in SCALES.items()})
        self.answers = Paper(say("One answer on each line"), lines=3)
        self.temperature = Tick(say("A temperature check: it binds nobody"))
        self.order = Label(role="small", wrap=True)
        self.field = Field(say("Question"), self.question)
        self.own = Field(say("Answers, one on each line"), self.answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self.field, Field(say("Scale"), self.scale), self.own, self.temperature, self.order):
            column.addWidget(each)
        self.question.settled.connect(lambda text: self.changed.emit({"question": text}))
        self.answers.settled.connect(lambda _text: self.changed.emit(self._answers()))
        self.scale.picked.connect(self._rescale)
        self.temperature.toggled.connect(lambda on: self.changed.emit({"temperature": on}))

    @property
    def fields(self) -> dict[str, Any]:
        """All that stands in the form, as fields of a poll."""
        return {
            "question": self.question.text(),
            "temperature": self.temperature.isChecked(),
            **self._answers(),
        }

    def show_poll(self, poll: Poll) -> None:
        """Show a poll."""
        self.question.show_text(poll.question)
        self.scale.show_key(poll.scale)
        self.answers.show_text(poll.labels)
        self.temperature.blockSignals(True)
        self.temperature.setChecked(poll.temperature)
        self.temperature.blockSignals(False)
        for each in (self.scale, self.answers, self.temperature):
            each.setEnabled(not poll.tally)
        for field in (self.field, self.own):
            field.trouble(None)
        self._offer(poll)

    def asks(self) -> bool:
        """Return whether there is a question; where there is none, say so."""
        if self.question.text().strip():
            return True
        self.field.trouble(say("Write the question first."))
        self.question.setFocus()
        return False

    def _offer(self, poll: Poll) -> None:
        told = " / ".join(map(isolate, answers(poll)))
        self.own.setVisible(self.scale.key in SCALES and not SCALES[self.scale.key].options)
        self.order.setVisible(bool(told))
        self.order.say(say("Answers: {answers}", answers=told))

    def _answers(self) -> dict[str, Any]:
        own = not SCALES[self.scale.key].options
        return {"scale": self.scale.key, "labels": self.answers.toPlainText().split("\n") if own else []}

    def _rescale(self, key: str) -> None:
        self._offer(Poll(id="", scale=key))
        if SCALES[key].options:
            self.changed.emit(self._answers())
        else:  # it is saved with its answers
            self.answers.setFocus()


class PollBars(Bars):
    """What was counted of each answer, and who did not respond where that is known."""

    def show_poll(self, poll: Poll) -> None:
        """Show a poll; one that was not counted has no bars."""
        found = result(poll)
        bars = [Bar(label, (n,)) for label, n in zip(answers(poll), found.counts, strict=False)]
        if found.no_response is not None:
            bars.append(Bar(tell(say("No response")), (found.no_response,)))
        self.setVisible(bool(bars))
        self.show_bars(bars, tell(say("What was counted")))
