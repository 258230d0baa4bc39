"""All gatherings of this workspace as cards."""

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.fold import fold
from hubdesk.model.records import Event, Note
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.times import span
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import CardButton
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

#: So many cards at once: more come by searching or by a button, so that a hub's thousand events open as fast as ten.
MOST = 24
STATES: dict[str, Sentence] = {
    "preparing": say("Preparing"),
    "running": say("Running"),
    "to report": say("To report"),
    "reported": say("Reported"),
}


class EventsPage(Page):
    """Cards with title, date, place, people, notes and state; the newest first."""

    title = say("Events")
    watches = frozenset({"event", "person", "note", "mark", "headcount", "keeping"})
    needs_event = False

    def build(self) -> None:
        """Lay out the ways to begin, the search and the cards."""
        self._most = MOST
        self.new = Button(say("Start an event"), self._new, kind="primary", icon="add")
        self.open = Button(say("Open an event package or file"), self._open, icon="open")
        self.sample = Button(say("Make the sample event"), self._sample, icon="sample")
        self.search = Line(say("Find an event by name or place"))
        self.search.textChanged.connect(self._search)
        self.cards = FlowBox(gap=16, even=True)
        self.more = Button(say("Show more events"), self._more)
        self.empty = Empty(
            "events",
            say("No events yet"),
            say("Start one, or open the event package that somebody gave you."),
            step=say("Start an event"),
            call=self._new,
        )
        for each in (ButtonRow(self.new, self.open, self.sample), self.search, self.cards, self.more, self.empty):
            self.column.addWidget(each)
        self.main = self.new

    def refresh(self, change: Change | None) -> None:
        """Show the cards of what answers the search."""
        events = self.desk.read.all(Event)
        self.sample.setVisible(not any(each.sample for each in events))
        words = fold(self.search.text()).split()
        found = [each for each in events if all(word in fold(f"{each.title} {each.place}") for word in words)]
        found.sort(key=lambda each: (each.start or "9999", each.id), reverse=True)
        self.search.setVisible(len(events) > 6)
        self.empty.setVisible(not events)
        self.cards.setVisible(bool(found))
        self.more.setVisible(len(found) > self._most)
        self.cards.show_all([self._card(each) for each in found[: self._most]])

    def _card(self, event: Event) -> CardButton:
        from hubdesk.desk import attendance, retention

        card = CardButton(event.title)
        card.setProperty("event_id", event.id)
        card.setMaximumWidth(pixels(420))
        heading = Label(event.title, role="heading", wrap=True)
        card.column.addWidget(heading)
        lines = [span(event), "" if event.place_hidden else event.place]
        for text in filter(None, lines):
            card.column.addWidget(Label(text, role="quiet", wrap=True))
        counts = attendance.counts(self.desk, event.id)
        notes = sum(not gap for _, gap in self.desk.read.some(Note, ("gap",), event=event.id))
        card.column.addStretch(1)
        chips = ChipLine()
        listed: list[str | Sentence] = [STATES.get(event.state, say("Preparing"))]
        listed.append(count(max(counts.registered, counts.came), "{n} person", "{n} people"))
        listed.append(count(notes, "{n} note", "{n} notes"))
        if event.sample:
            listed.insert(0, say("Sample"))
        if retention.due(self.desk, event.id):
            listed.append(say("People's data is past its day"))
        chips.show_chips(listed)
        card.column.addWidget(chips)
        told = " ".join(each.text() for each in card.findChildren(Label))
        card.setAccessibleDescription(told)
        card.clicked.connect(lambda _checked=False, id=event.id: self._choose(id))
        return card

    def _choose(self, event: str) -> None:
        self.frame.open_event(event, self.frame.front)

    def _search(self, _text: str) -> None:
        self._most = MOST
        self.refresh(None)

    def _more(self) -> None:
        self._most += MOST
        self.refresh(None)

    def _new(self) -> None:
        self.frame.go("first", "new")

    def _open(self) -> None:
        self.frame.actions["open"].trigger()

    def _sample(self) -> None:
        def work(_report: object) -> object:
            from hubdesk.desk import sample

            return sample.make_sample(self.desk)

        self.run(say("Making the sample event"), work, self._made)

    def _made(self, event: object) -> None:
        self._choose(str(event))
