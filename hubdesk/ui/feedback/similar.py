"""Notes that say nearly the same, side by side: one point, or kept apart."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import similar
from hubdesk.desk.similar import Proposal
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Note
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.share.difference import Difference
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import own_name, tell, words_of

MOST = 10


class _Look(NamedTuple):
    """What one look found, and which look it was."""

    turn: int
    proposals: list[Proposal]
    points: list[tuple[Note, ...]]


class SimilarPart(Page):
    """Proposals that wait for a decision, then the points that several notes were linked to."""

    title = say("Similar notes")
    watches = frozenset({"note", "twin", "event"})

    def build(self) -> None:
        """Lay out what is told above the cards."""
        self.proposals: list[Proposal] = []
        self.points: list[tuple[Note, ...]] = []
        self._turn = 0
        self._coming: Iterator[QWidget] = iter(())
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._show_next)
        self.told = Label(role="heading")
        self.empty = Empty(
            "feedback",
            say("No notes are much alike"),
            say("Notes of one language that say nearly the same are shown here side by side."),
        )
        self.cards = QWidget()
        self._column = QVBoxLayout(self.cards)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for each in (self.told, self.empty, self.cards):
            self.column.addWidget(each)
        for each in (self.told, self.empty):
            each.hide()

    def refresh(self, change: Change | None) -> None:
        """Look for similar notes away from the window; many thousand take some seconds."""
        desk, event = self.desk, self.event_id
        self._turn += 1
        turn = self._turn

        def work(_report: Report) -> object:
            return _Look(turn, similar.proposals(desk, event), similar.points(desk, event))

        self.run(say("Looking for similar notes"), work, self._found)

    def decide(self, same: bool) -> None:
        """Decide the first proposal."""
        if self.proposals:
            self._decide(self.proposals[0].notes, same=same)

    def _found(self, result: object) -> None:
        if not isinstance(result, _Look) or result.turn != self._turn:
            return  # notes changed meanwhile, and another look is on its way
        self.proposals, self.points = result.proposals, result.points
        n = len(self.proposals)
        self.told.say(count(n, "{n} group of notes may make one point", "{n} groups of notes may make one point"))
        self.told.setVisible(n > 0)
        self.empty.setVisible(not self.proposals and not self.points)
        focused = self.cards.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._coming = self._made()
        self._show_next()
        if focused and (first := self.cards.findChild(Button)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def whole(self) -> bool:
        """Whether all that was found is shown: one card comes in each turn of the window."""
        return not self._next.isActive()

    def _show_next(self) -> None:
        widget = next(self._coming, None)
        if widget is not None:
            self._column.addWidget(widget)
            self._next.start()

    def _made(self) -> Iterator[QWidget]:
        for each in self.proposals[:MOST]:
            yield self._card(each.notes, voices=each.voices, decided=False)
        if self.points:
            yield Label(
                count(len(self.points), "{n} point of several notes", "{n} points of several notes"), role="heading"
            )
        for point in self.points[:MOST]:
            yield self._card(point, voices=sum(note.voices for note in point), decided=True)

    def _card(self, notes: Sequence[Note], *, voices: int, decided: bool) -> Card:
        card = Card()
        sides = FlowBox(gap=12, even=True, top=True)
        sides.show_all([_side(note, notes) for note in notes])
        told = count(voices, "{n} voice together", "{n} voices together")
        apart = Button(say("Take apart") if decided else say("Keep apart"), self._act(notes, same=False))
        buttons: list[Button] = [apart]
        if not decided:
            buttons.insert(0, Button(say("The same point"), self._act(notes, same=True), kind="primary"))
        for button in buttons:
            button.setAccessibleDescription(words_of(notes[0]))
        card.add(sides, Label(told, role="quiet"), ButtonRow(*buttons))
        return card

    def _act(self, notes: Sequence[Note], *, same: bool) -> Callable[[], None]:
        return lambda: self._decide(notes, same=same)

    def _decide(self, notes: Sequence[Note], *, same: bool) -> None:
        ids = [note.id for note in notes]
        verb = similar.same if same else similar.apart
        if self.attempt(lambda: verb(self.desk, ids)):
            self.undoable()


def _side(note: Note, notes: Sequence[Note]) -> Card:
    other = next(each for each in notes if each.id != note.id)
    card = Card()
    card.setMinimumWidth(260)
    card.add(Difference(words_of(note), words_of(other if note is notes[0] else notes[0]), tell(say("Note"))))
    parts = [f"@{note.speaker}"] if note.speaker else []
    parts += [tell(count(note.voices, "{n} voice", "{n} voices"))]
    parts += [own_name(note.language)] if note.language else []
    card.add(Label(" · ".join(parts), role="small", wrap=True))
    return card
