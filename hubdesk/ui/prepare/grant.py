"""Answers to a funder: the questions of a form in their order, each with what HubDesk adds by itself."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import grants, reports
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.grant_forms import TWO_VERSIONS, UNCHECKED, Part, Question, checked
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field, Paper
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import day, listed, tell

#: What is known without being written, by the keys of the forms.
KNOWN: dict[str, Sentence] = {
    "gatherings": say("gatherings with their days"),
    "participants": say("number of participants"),
    "languages": say("languages"),
    "channels": say("channels"),
    "remarks": say("number of remarks"),
    "documents": say("text under discussion"),
    "source": say("its page"),
    "host": say("host"),
    "funder": say("funder"),
    "awarded": say("amount awarded"),
    "spent": say("amount spent"),
    "remaining": say("what is left"),
    "expenses": say("table of expenses"),
}
ABOUT: dict[str, Sentence] = {"event": say("This gathering"), "series": say("All gatherings of its series")}


class GrantPart(Page):
    """Choose a form, and write below its questions; every answer saves itself when it is left."""

    title = say("Grant report")
    watches = frozenset({"answer", "event"})
    topic = "report"

    def build(self) -> None:
        """Lay out the choice of a form, and room for its questions."""
        self._shown, self._of = "", ""
        self.papers: dict[str, Paper] = {}
        self._fields: list[tuple[Question, Field]] = []
        self.form = Choice({name: form.name for name, form in grants.forms().items()})
        self.about = Choice({"event": ABOUT["event"]})
        self.about_field = Field(say("About"), self.about)
        self.checked = Label(role="small", wrap=True)
        words = say(
            "Write in any language; the words stay as you type them. The page Report makes a grant report of them, "
            "with all expenses, or the answers alone, and asks first about whatever may tell who somebody is."
        )
        card = Card(say("The funder's form"))
        card.add(Field(say("Which form to answer"), self.form), self.about_field, self.checked, Label(words, wrap=True))
        self.column.addWidget(card)
        self.questions = QWidget()
        self._column = QVBoxLayout(self.questions)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.column.addWidget(self.questions)
        self.form.picked.connect(lambda _key: self._other())
        self.about.picked.connect(lambda _key: self._other())
        self.main = self.form

    def refresh(self, change: Change | None) -> None:
        """Show the questions of the form with what was answered."""
        if self._of != self.event_id:
            self._of, self._shown = self.event_id, ""
            self.about.show_key("event")
        offered = [key for key in reports.about(self.desk, self.event_id) if key in ABOUT]
        self.about.offer({key: ABOUT[key] for key in offered})
        self.about_field.setVisible(len(offered) > 1)
        if self._shown != self.form.key:
            self._ask()
        self.checked.say(checked(day(grants.form(self._shown).checked_on)))
        told = grants.answers(self.desk, self._events(), self.form.key)
        for question, field in self._fields:
            field.help(_help(question))
            field.trouble(TWO_VERSIONS if question.id in told and told[question.id].versions else None)
        for id, paper in self.papers.items():
            paper.show_text(told[id].text if id in told else "")

    def _events(self) -> list[str]:
        return reports.about(self.desk, self.event_id).get(self.about.key, [self.event_id])

    def _other(self) -> None:
        """Show another form, or the answers about something else; what is being typed is kept first."""
        self.settle()
        self._shown = ""
        self.refresh(None)

    def _ask(self) -> None:
        """Make room for every question of the form."""
        self._shown, self.papers, self._fields = self.form.key, {}, []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        # an answer belongs to what it was written about, wherever the choice stands when it is saved
        events = self._events()
        for part in grants.form(self._shown).parts:
            self._column.addWidget(self._card(part, events))

    def _card(self, part: Part, events: list[str]) -> Card:
        card = Card(part.heading)
        for question in part.questions:
            paper = Paper(lines=3)
            paper.settled.connect(partial(self._save, self._shown, question.id, events))
            self.papers[question.id] = paper
            field = Field(question.heading, paper)
            self._fields.append((question, field))
            card.add(field)
        return card

    def _save(self, form: str, question: str, events: list[str], text: str) -> None:
        self.attempt(lambda: grants.answer(self.desk, events, form, question, text=text))


def _help(question: Question) -> Sentence | None:
    """Return what stands below a question: what comes by itself, and whether the form was seen asking."""
    facts = [tell(KNOWN[key]) for key in question.facts if key in KNOWN]
    if facts and not question.checked:
        return say("HubDesk adds: {facts}. This question could not be checked against the form.", facts=listed(facts))
    if facts:
        return say("HubDesk adds: {facts}", facts=listed(facts))
    return None if question.checked else UNCHECKED
