"""Writing a file for the team or for upload, after saying who can open it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from hubdesk.desk import exchange, outbox
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.records import Event
from hubdesk.ui import files, words
from hubdesk.ui.jobs import Report
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.words import language, tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

USES: dict[str, Sentence] = {"team": say("For the team"), "upload": say("For upload")}
_HOLDS: dict[str, Sentence] = {
    "team": say("A team file holds everything of the event but what stays on this laptop: people, notes, answers."),
    "upload": say("An upload file holds the safe version: public notes without an open question, and no people."),
}


class Write(Card):
    """Which file, for whom; after it was written and read back, that the stick may be taken out."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Write a file"))
        self._page = page
        self._cards: list[Path] = []
        self.use = Choice(USES)
        self.holds = Label(role="quiet", wrap=True)
        self.readers = Label(wrap=True)
        self.cards = ChipLine()
        self.plain = Tick(say("Without a lock"))
        self.do = Button(say("Write the file"), self._ask, icon="save")
        self.done = ResultCard()
        which = Field(say("Which file"), self.use)
        which.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.add(
            which,
            self.holds,
            self.readers,
            self.cards,
            self.plain,
            ButtonRow(self.do, Button(say("Add a recipient card"), self._ask_card)),
            self.done,
        )
        self.use.picked.connect(lambda _key: self.refresh())
        self.plain.toggled.connect(lambda _on: self.refresh())

    def refresh(self) -> None:
        """Say what the file will hold and who will be able to open it."""
        use, page = self.use.key, self._page
        self.setVisible(bool(page.event_id))
        if not page.event_id:
            return
        event = page.desk.read.find(Event, page.event_id)
        if event is not None and self.heading is not None:
            self.heading.say(say("Write a file of {event}", event=event.title))
        self.plain.setVisible(use == "team")
        self.holds.say(_HOLDS[use])
        self.cards.show_chips([path.stem for path in self._cards], self._drop_card)
        self.cards.setVisible(bool(self._cards))
        who = () if use == "team" and self.plain.isChecked() else self._who(use)
        self.readers.say(_readers(who))
        self.readers.play("strong" if who else "warning")

    def add_cards(self, paths: list[Path]) -> None:
        """Seal the file for the holders of recipient cards as well; a bad card is refused."""
        page = self._page
        if page.attempt(lambda: exchange.who_can_open(page.desk, page.event_id, "upload", to=paths)):
            self._cards = list(dict.fromkeys([*self._cards, *paths]))
            self.refresh()

    def write_to(self, paths: list[Path]) -> None:
        """Write the file, read it back, and say so."""
        page, use, path = self._page, self.use.key, paths[0]
        event, desk, cards, tag = page.event_id, page.desk, list(self._cards), language()
        plain = use == "team" and self.plain.isChecked()
        what = tell(say("Upload file"))
        self.done.clear()

        def work(report: Report) -> object:
            made = exchange.write_bundle(desk, event, use, path, to=cards, plain=plain, language=tag, report=report)
            if use == "upload":
                outbox.plan(desk, event, what, path=path)
            return made

        page.run(say("Writing the file"), work, self.show_written)

    def show_written(self, made: object) -> None:
        """Say that the file is whole, who can open it, and what an upload file leaves with the team."""
        assert isinstance(made, exchange.Written)
        more = [isolate(str(made.path)), tell(_readers(made.readers))]
        if made.held_back:
            held = count(
                made.held_back,
                "{n} note stays with the team until somebody answers a question about it.",
                "{n} notes stay with the team until somebody answers a question about them.",
            )
            more.append(tell(held))
        told = say("The file is written and was read back. You can take the stick out safely.")
        self.done.show_result("success", told, more="\n".join(more))

    def _who(self, use: str) -> tuple[str, ...]:
        page, found = self._page, list[str]()

        def ask() -> None:
            found.extend(exchange.who_can_open(page.desk, page.event_id, use, to=self._cards, language=language()))

        if not page.attempt(ask) and self._cards:
            # a card on a stick that was taken out: it is told, and the file is for the others
            self._cards = []
            self.cards.hide()
            page.attempt(ask)
        return tuple(found)

    def _ask(self) -> None:
        event = self._page.desk.read.find(Event, self._page.event_id) if self._page.event_id else None
        if event is None:
            return
        title = "" if event.sensitive else file_name(event.title)
        name = " ".join(filter(None, (title or event.id[-8:], self.use.key)))
        files.ask_save(self._page, say("Write the file"), f"{name}.hubbundle", self.write_to)

    def _ask_card(self) -> None:
        files.ask_open(self._page, say("Add a recipient card"), self.add_cards, several=True)

    def _drop_card(self, place: int) -> None:
        del self._cards[place]
        self.refresh()


def _readers(who: tuple[str, ...]) -> Sentence:
    if not who:
        return say("Everybody who finds this file can read it.")
    return say("Who can open it: {names}", names=words.listed(who))
