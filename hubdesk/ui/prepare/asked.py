"""Questions about the people who come: which are asked, and what was counted on the slips."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import demographics
from hubdesk.desk.demographics import Standing
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.demographics import LEAST_SLIPS, TEMPLATES
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.bars import Bar, Bars
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Field, Line, Paper
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell


class AskedPart(Page):
    """A card for each question that is asked, and one to ask more; nothing is asked by itself."""

    title = say("About the people")
    watches = frozenset({"demographic"})
    topic = "about-people"

    def build(self) -> None:
        """Lay out what this is, the questions, and the way to ask another."""
        about = Card()
        about.add(
            Label(
                say(
                    "Ask only what you will use. People tick a slip of paper without a name, and you count the slips: "
                    "no answer is tied to a person or to another answer. Reports tell numbers only where nobody can be "
                    "recognised by them; fewer than ten answers are not shown at all."
                ),
                wrap=True,
            )
        )
        self.list = QWidget()
        self._cards = QVBoxLayout(self.list)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self.cards: list[QuestionCard] = []
        for each in (about, self.list, self._asking()):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.main = self.question

    def refresh(self, change: Change | None) -> None:
        """Show what is asked; a question keeps its card, and what is typed there."""
        found = demographics.of_event(self.desk, self.event_id) if self.event_id else []
        if [card.id for card in self.cards] != [one.id for one in found]:
            for card in self.cards:
                self._cards.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = [QuestionCard(self, one.id) for one in found]
            for card in self.cards:
                self._cards.addWidget(card)
        for card, one in zip(self.cards, found, strict=True):
            card.show_standing(one)
        asked = [one.question for one in found]
        for key, button in self.templates.items():
            button.setVisible(TEMPLATES[key].question not in asked)
        self.list.setVisible(bool(found))

    def _asking(self) -> Card:
        card = Card(say("Ask something"))
        self.templates = {
            key: Button(each.question, partial(self._ask, key), icon="add") for key, each in TEMPLATES.items()
        }
        self.question = Line(name=say("A question of your own"))
        self.answers = Paper(lines=4, name=say("Its answers, a line each"))
        self.own = Button(say("Ask this question"), self._ask_own)
        card.add(
            ButtonRow(*self.templates.values()),
            Field(say("A question of your own"), self.question),
            Field(say("Its answers, a line each"), self.answers),
            ButtonRow(self.own),
        )
        return card

    def _ask(self, template: str) -> None:
        if self.attempt(lambda: demographics.add(self.desk, self.event_id, template)):
            self.undoable()

    def _ask_own(self) -> None:
        question, answers = self.question.text(), self.answers.toPlainText().split("\n")
        if self.attempt(lambda: demographics.add(self.desk, self.event_id, question=question, answers=answers)):
            self.question.clear()
            self.answers.show_text("")
            self.undoable()


class QuestionCard(Card):
    """One question: what was counted so far as bars, and a line for the next heap of slips."""

    def __init__(self, page: Page, id: str) -> None:
        super().__init__()
        self.id, self._page = id, page
        self.asked = Label(role="heading", wrap=True)
        self.bars = Bars()
        self.counts = Line(name=say("Counts of the next slips, in the order of the answers"))
        self.counts.returnPressed.connect(self._tally)
        help = say("With a slash between, for example 12/3. At least {n} slips at a time.", n=LEAST_SLIPS)
        self.field = Field(say("Counts of the next slips, in the order of the answers"), self.counts, help=help)
        row = ButtonRow(
            Button(say("Add these counts"), self._tally),
            Button(say("Count anew"), partial(self._do, demographics.clear), kind="quiet"),
            Button(say("Ask this no more"), partial(self._do, demographics.remove), kind="quiet"),
        )
        self.add(self.asked, self.bars, self.field, row)

    def show_standing(self, one: Standing) -> None:
        """Show the question and its counts."""
        self.asked.say(one.question)
        bars = [Bar(_told(label), (n,)) for label, n in zip(one.answers, one.counts, strict=True)]
        self.bars.show_bars(bars, _told(one.question))

    def _tally(self) -> None:
        desk, typed = self._page.desk, self.counts.text()
        if self._page.attempt(lambda: demographics.tally(desk, self.id, typed)):
            self.counts.clear()
            self._page.undoable()

    def _do(self, verb: Callable[..., object]) -> None:
        if self._page.attempt(lambda: verb(self._page.desk, self.id)):
            self._page.undoable()


def _told(text: Sentence | str) -> str:
    return text if isinstance(text, str) else tell(text)
