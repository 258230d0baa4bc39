"""What to decide before notes are published: equal questions stand together, the safe answer is chosen already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import publishing
from hubdesk.desk.publishing import Asked
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.gate import REASONS, SAFE_ANSWER
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import listed

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: So many groups of questions, and lines below one, stand on the page at once.
MOST, LINES = 10, 3
ANSWERS: dict[str, Sentence] = {SAFE_ANSWER: say("Leave it out"), "keep": say("Publish it")}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions with one reason about the same words; `given` is the answer so far, "" for none."""

    reason: str
    words: tuple[str, ...]
    asked: tuple[Asked, ...]
    given: str = ""


def grouped(asked: Sequence[tuple[Asked, str]]) -> list[Group]:
    """Join questions with the same reason, words and answer; the largest group first.

    One answer holds for a note and a reason, so notes that name the same people stand together.
    """
    of_note: dict[tuple[str, str, str], list[Asked]] = {}
    for one, given in asked:
        of_note.setdefault((one.question.note, one.question.reason, given), []).append(one)
    found: dict[tuple[str, tuple[str, ...], str], list[Asked]] = {}
    for (_, reason, given), several in of_note.items():
        words = tuple(dict.fromkeys(one.text[one.question.start : one.question.end] for one in several))
        found.setdefault((reason, words, given), []).append(several[0])
    groups = [Group(reason, words, tuple(several), given) for (reason, words, given), several in found.items()]
    return sorted(groups, key=lambda group: -len(group.asked))


class Questions(Card):
    """The open questions, or those answered already; an answer is one step with Undo beside it."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Questions before publishing"))
        self._page = page
        self._open: list[Group] = []
        self._done: list[Group] = []
        self._most = MOST
        self._revising = False
        #: The groups that are shown now.
        self.groups: list[Question] = []
        self.told = Label(wrap=True)
        self.list = QWidget()
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.more = Button(say("Show more questions"), self._more)
        self.all_out = Button(say("Leave all of these out"), self._leave_all_out)
        self.switch = Button(say("Show what was answered"), self._switch, kind="quiet")
        self.add(self.told, self.list, ButtonRow(self.more, self.all_out, self.switch))
        self.wait()

    def wait(self) -> None:
        """Show no question of another gathering while those of this one are read."""
        self.told.say(say("Reading what may be published"))
        for each in (self.list, self.more, self.all_out, self.switch):
            each.hide()

    def show_questions(self, waiting: Sequence[Asked], done: Sequence[tuple[Asked, str]]) -> None:
        """Show the open questions; those that were answered are behind a button."""
        self._open = grouped([(one, "") for one in waiting])
        self._done = grouped(done)
        if not self._done:
            self._revising = False
        self._show()

    def _show(self) -> None:
        shown = self._done if self._revising else self._open
        notes = len({one.question.note for group in self._open for one in group.asked})
        if not self._open:
            self.told.say(say("No question is open."))
        else:
            self.told.say(
                count(
                    notes,
                    "{n} note is left out until somebody answers. Nothing has to be answered today.",
                    "{n} notes are left out until somebody answers. Nothing has to be answered today.",
                )
            )
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.groups = [Question(group, self._answer) for group in shown[: self._most]]
        for each in self.groups:
            self._column.addWidget(each)
        self.list.setVisible(bool(shown))
        self.more.setVisible(len(shown) > self._most)
        self.all_out.setVisible(bool(self._open) and not self._revising)
        self.switch.setVisible(bool(self._done))
        self.switch.say(say("Show the open questions") if self._revising else say("Show what was answered"))

    def _answer(self, groups: Sequence[Group], given: str) -> None:
        asked = [(one.question.note, group.reason) for group in groups for one in group.asked]
        page = self._page
        if page.attempt(lambda: publishing.answer_all(page.desk, page.event_id, asked, given)):
            page.undoable()

    def _leave_all_out(self) -> None:
        self._answer(self._open, SAFE_ANSWER)

    def _more(self) -> None:
        self._most += MOST
        self._show()

    def _switch(self) -> None:
        self._revising = not self._revising
        self._show()


class Question(QWidget):
    """One group: why it is asked, about which words, where they stand, and the answer."""

    def __init__(self, group: Group, answer: Callable[[Sequence[Group], str], None]) -> None:
        super().__init__()
        self.group = group
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        words = listed(group.words)
        column.addWidget(Label(words, role="strong", wrap=True))
        column.addWidget(
            Label(REASONS.get(group.reason, say("This may tell who somebody is.")), role="quiet", wrap=True)
        )
        for one in group.asked[:LINES]:
            column.addWidget(Label(f"\u2022 {isolate(line_of(one))}", wrap=True))
        left = len(group.asked) - LINES
        if left > 0:
            column.addWidget(Label(count(left, "and {n} more note", "and {n} more notes"), role="small"))
        self.choice = Choice(ANSWERS, name=say("Answer about {words}", words=", ".join(group.words)))
        self.choice.show_key(group.given or SAFE_ANSWER)
        self.choice.setMaximumWidth(260)
        self.choice.picked.connect(lambda given: answer([group], given))
        column.addWidget(self.choice)


def line_of(one: Asked) -> str:
    """Return the line of a note in which the words of a question stand."""
    start = one.text.rfind("\n", 0, one.question.start) + 1
    end = one.text.find("\n", one.question.start)
    return one.text[start : end if end >= 0 else len(one.text)]
