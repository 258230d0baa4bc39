"""Writing a file for the team or for upload, after saying who can open it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from hubdesk.desk import cards, exchange, outbox
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
        self._chosen: dict[str, list[cards.Card]] = {use: [] for use in USES}
        self._known: set[str] = set()
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
        self._choose_new()
        self.cards.show_chips([each.name for each in self._chosen[use]], self._drop_card)
        self.cards.setVisible(bool(self._chosen[use]))
        who = () if use == "team" and self.plain.isChecked() else self._who(use)
        self.readers.say(readers_of(who))
        self.readers.play("strong" if who else "warning")

    def add_cards(self, paths: list[Path]) -> None:
        """Keep recipient cards and seal the file for their holders as well; a bad card is refused."""
        page, chosen = self._page, self._chosen[self.use.key]

        def add() -> None:
            for found in [cards.look(page.desk, path) for path in paths]:
                if not found.trusted:
                    cards.keep(page.desk, found.card)
                self._known.add(found.card.key)
                chosen[:] = [*(each for each in chosen if each.key != found.card.key), found.card]

        if page.attempt(add):
            self.refresh()

    def write_to(self, paths: list[Path]) -> None:
        """Write the file, read it back, and say so."""
        page, use, path = self._page, self.use.key, paths[0]
        event, desk, to, tag = page.event_id, page.desk, list(self._chosen[use]), language()
        plain = use == "team" and self.plain.isChecked()
        what = tell(say("Upload file"))
        self.done.clear()

        def work(report: Report) -> object:
            made = exchange.write_bundle(desk, event, use, path, to=to, plain=plain, language=tag, report=report)
            if use == "upload":
                outbox.plan(desk, event, what, path=path)
            return made

        page.run(say("Writing the file"), work, self.show_written)

    def show_written(self, made: object) -> None:
        """Say that the file is whole, who can open it, and what an upload file leaves with the team."""
        assert isinstance(made, exchange.Written)
        more = [isolate(str(made.path)), tell(readers_of(made.readers))]
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
        page = self._page
        return exchange.who_can_open(page.desk, page.event_id, use, to=self._chosen[use], language=language())

    def _choose_new(self) -> None:
        """Seal upload files for every card that is kept, one that came just now too, and for none that was put away."""
        kept = {each.card.key: each.card for each in cards.kept(self._page.desk)}
        fresh = [card for key, card in kept.items() if key not in self._known]
        self._known = set(kept)
        for use, chosen in self._chosen.items():
            chosen[:] = [kept[each.key] for each in chosen if each.key in kept] + (fresh if use == "upload" else [])

    def _ask(self) -> None:
        event = self._page.desk.read.find(Event, self._page.event_id) if self._page.event_id else None
        if event is None:
            return
        title = "" if event.sensitive else file_name(event.title)
        name = " ".join(filter(None, (title or event.id[-8:], self.use.key)))
        files.ask_save(self._page, say("Write the file"), f"{name}.hubbundle", self.write_to, quiet=event.sensitive)

    def _ask_card(self) -> None:
        files.ask_open(self._page, say("Add a recipient card"), self.add_cards, several=True)

    def _drop_card(self, place: int) -> None:
        del self._chosen[self.use.key][place]
        self.refresh()


def readers_of(who: tuple[str, ...]) -> Sentence:
    """Return who can open a file, by names; nobody named means everybody."""
    if not who:
        return say("Everybody who finds this file can read it.")
    return say("Who can open it: {names}", names=words.listed(who))
