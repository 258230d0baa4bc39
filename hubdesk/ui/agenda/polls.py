"""A poll run in the room: asked, hands counted by keys or typed, then frozen with its time and its people."""

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.desk import polls
from hubdesk.desk.drafts import COUNT, Drafts, HalfTyped, folder_of
from hubdesk.i18n import Sentence, count, say
from hubdesk.model import counting, scales
from hubdesk.model.change import Change
from hubdesk.model.counting import Counting
from hubdesk.model.records import Event, Poll
from hubdesk.ui.agenda.hands import Hands, told_keys
from hubdesk.ui.page import Page
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.polls import AskForm, PollBars, answers
from hubdesk.ui.words import clock


class PollsPart(Page):
    """One poll at a time: what is asked, then the hands, then the result.

    Hands are on the disk as soon as they are counted, beside the workspace as an unfinished line is; one commit keeps
    the whole count when it is frozen.
    """

    title = say("Polls")
    watches = frozenset({"poll", "mark", "headcount", "event"})

    def build(self) -> None:
        """Lay out the choice of a poll above the three cards."""
        self._event = ""
        self._poll: Poll | None = None
        self._asking = self._again = False
        self._late = self._here = 0
        self.drafts = Drafts(folder_of(self.desk.folders), key=self.desk.key)
        self.which = Choice({}, name=say("Poll"))
        self.new = Button(say("New poll"), self.begin, icon="add")
        row = QHBoxLayout()
        row.addWidget(self.which, 1)
        row.addWidget(self.new)
        self.ask, self.hands_card, self.found = self._ask(), self._count(), self._result()
        self.column.addLayout(row)
        for each in (self.ask, self.hands_card, self.found):
            self.column.addWidget(each)
        self.which.picked.connect(self._choose)
        self.main = self.which

    def refresh(self, change: Change | None) -> None:
        """Show the polls of the event, the chosen one, and how many people are here."""
        found = {each.id: each for each in polls.of_event(self.desk, self.event_id)}
        self.which.offer({id: each.question for id, each in reversed(found.items())})
        self._here = polls.present(self.desk, self.event_id)
        if self._event != self.event_id or (self._poll is None and not self._asking):
            self._event = self.event_id
            self._begin(found)
        elif self._poll is not None:
            self._go_on(self._poll, found.get(self._poll.id))

    def begin(self) -> None:
        """Write a new poll."""
        self._open(None)
        self._asking = True
        self.form.question.setFocus()

    # ---- the three cards

    def _ask(self) -> QWidget:
        card = Card(say("Ask the room"))
        self.form = AskForm()
        self.go = Button(say("Count hands"), self._add, kind="primary")
        card.add(self.form, ButtonRow(self.go))
        self.form.question.returnPressed.connect(self._add)
        return card

    def _count(self) -> QWidget:
        card = Card()
        self.asked = Label(role="heading", wrap=True)
        self.binds_nobody = Label(say("A temperature check: it binds nobody"), role="warning", wrap=True)
        self.hands, self.how, self.state = Hands(), Label(role="small", wrap=True), Label(role="strong", wrap=True)
        self.typed = Line()
        self.typing = Field(say("Counts, in the order of the answers"), self.typed)
        self.more = Label(role="error", wrap=True)
        self.late = Button(say("Came late"), self._confirm)
        self.keep_it = Button(say("Freeze the count"), self._freeze, kind="primary", icon="check")
        self.back = Button(say("Take one back"), self.hands.back, icon="undo")
        self.over = Button(say("Start over"), self._start_over)
        card.add(self.asked, self.binds_nobody, self.hands, self.how, self.state, self.typing, self.more)
        card.add(ButtonRow(self.keep_it, self.late, self.back, self.over))
        self.hands.changed.connect(self._counted)
        self.typed.settled.connect(self._type)
        self.typed.returnPressed.connect(self._type_now)
        return card

    def _result(self) -> QWidget:
        card = Card()
        self.answered = Label(role="heading", wrap=True)
        self.nobody = Label(say("A temperature check: it binds nobody"), role="warning", wrap=True)
        self.bars, self.when = PollBars(), Label(role="quiet", wrap=True)
        self.once_more = Button(say("Count again"), self._count_again)
        card.add(self.answered, self.nobody, self.bars, self.when, ButtonRow(self.once_more))
        return card

    # ---- which poll, and how it stands

    @property
    def _name(self) -> str:
        return f"{self.event_id}{COUNT}"

    def _begin(self, found: Mapping[str, Poll]) -> None:
        """Show the poll of hands that a crash left, or that came back; else the next one."""
        half = self.drafts.found(self._name)
        left = found.get(half.parent)
        if left is not None and half.text.partition(" ")[0] == left.tally:  # killed when they were frozen already
            self.drafts.keep(self._name, HalfTyped())
            self._open(left)
        elif left is not None:
            self._open(left, half.text)
        else:
            self._open(_next(found.values()))

    def _go_on(self, before: Poll, poll: Poll | None) -> None:
        """Show the poll as it is now, with its hands; those for other answers count for none."""
        line = self.hands.counting.written()
        other = poll is not None and (poll.scale, poll.labels) != (before.scale, before.labels)
        self._open(poll, "" if other else line, again=self._again)
        if line and other:
            self.drafts.keep(self._name, HalfTyped())
            told = say("The answers of this poll were changed meanwhile. Count the hands again.")
            self.frame.notices.say(told, tone="warning")
        elif line and poll is None:
            told = say("The poll whose hands you counted was removed. They come back with it.")
            self.frame.notices.say(told, tone="warning")

    def _choose(self, id: str) -> None:
        self._open(self.desk.read.find(Poll, id))
        self._take_focus()

    def _open(self, poll: Poll | None, line: str = "", *, again: bool = False) -> None:
        """Show a poll and what was counted of it so far (see `counting.read`); None for a new one."""
        self._asking = False
        self._poll, self._again = poll, bool(poll and poll.tally and (again or line))
        runs = poll is not None and (not poll.tally or self._again)
        self.ask.setVisible(poll is None)
        self.hands_card.setVisible(runs)
        self.found.setVisible(poll is not None and not runs)
        if poll is None:
            self.form.show_poll(Poll(id=""))
            self.which.setCurrentIndex(-1)
            self.hands.show_answers([], [], Counting(()))
        else:
            self.which.show_key(poll.id)
            self._fill(poll, line if runs else "")
        self._tell()

    def _fill(self, poll: Poll, line: str) -> None:
        told = answers(poll)
        keys = [scales.key(poll.scale, place) for place in range(len(told))]
        self.hands.show_answers(told, keys, counting.read(line, len(told)))
        self.how.setVisible(bool(told))
        if told:
            self.how.say(told_keys(keys))
        for each in (self.asked, self.answered):
            each.say(poll.question)
        for each in (self.binds_nobody, self.nobody):
            each.setVisible(poll.temperature)
        self.bars.show_poll(poll)
        self.when.say(self._when(poll))

    def _when(self, poll: Poll) -> Sentence:
        event = self.desk.read.find(Event, self.event_id)
        at = clock(local(poll.counted, event.zone)) if event and poll.counted else ""
        by = polls.counter(self.desk, poll) or "–"
        if not poll.present:
            return say("Counted at {time} by {name}.", time=at, name=by)
        if not poll.late:
            return say("Counted at {time} by {name}; people here: {n}.", time=at, name=by, n=poll.present)
        return say(
            "Counted at {time} by {name}; people here: {n}, of them late: {late}.",
            time=at,
            name=by,
            n=poll.present,
            late=poll.late,
        )

    def _tell(self) -> None:
        """Say how many hands there are of how many people, and what is in the way of freezing."""
        poll, total = self._poll, self.hands.counting.total
        more = scales.over(poll.scale, self.hands.counting.counts, self._here) if poll else 0
        waits = more > self._late
        self.more.setVisible(waits)
        self.late.setVisible(waits)
        if waits:
            self.more.say(
                count(
                    more,
                    "There is {n} answer more than people here ({people}).",
                    "There are {n} answers more than people here ({people}).",
                    people=self._here,
                )
            )
            self.late.say(count(more, "{n} person came late", "{n} people came late"))
        self.state.say(say("Hands: {hands} · People here: {people}", hands=total, people=self._here or "–"))
        self.keep_it.setEnabled(total > 0 and not waits)
        self.back.setEnabled(bool(self.hands.counting.hands))
        self.over.setVisible(total > 0 or self._again)
        for each in (self.which, self.new):  # one count at a time: it is kept or dropped before the next
            each.setEnabled(total == 0)
        self.typed.show_text(scales.written(self.hands.counting.counts) if total else "")
        self.typing.trouble(None)

    def _take_focus(self) -> None:
        if self.found.isHidden():
            self.hands.take_focus()
        else:
            self.once_more.setFocus()

    # ---- acting

    def _add(self) -> None:
        made: list[str] = []
        if self.form.asks() and self.attempt(
            lambda: made.append(polls.add(self.desk, self.event_id, **self.form.fields, origin=self))
        ):
            self._poll = self.desk.read.get(Poll, made[0])
            self.refresh(None)
            self.hands.take_focus()

    def _counted(self) -> None:
        if self._poll is not None:
            line = self.hands.counting.written()
            self.drafts.keep(self._name, HalfTyped(line, self._poll.id) if line else HalfTyped())
        self._tell()

    def _confirm(self) -> None:
        if self._poll is not None:
            self._late = scales.over(self._poll.scale, self.hands.counting.counts, self._here)
            self._tell()
            self.keep_it.setFocus()

    def _type(self, text: str) -> bool:
        """Take typed counts; say what is expected where they do not fit."""
        answers = len(self.hands.counting.counts)
        try:
            self.hands.type_counts(scales.counts(text, answers) if text.strip() else [0] * answers)
        except ValueError:
            self.typing.trouble(polls.example(answers))
            return False
        return True

    def _type_now(self) -> None:
        if self._type(self.typed.text()):
            self.keep_it.setFocus()

    def _freeze(self) -> None:
        poll, found = self._poll, self.hands.counting.counts
        if poll is None:
            return
        late = scales.over(poll.scale, found, self._here)
        line = scales.written(found)
        if self.attempt(lambda: polls.tally(self.desk, poll.id, line, base=self._here, late=late, origin=self)):
            self._drop()
            self.undoable()
            self._take_focus()

    def _start_over(self) -> None:
        self._drop()
        self._take_focus()

    def _drop(self) -> None:
        """Forget the hands, as they are kept or nobody wants them."""
        assert self._poll is not None
        self._late = 0
        self.drafts.keep(self._name, HalfTyped())
        self._open(self.desk.read.find(Poll, self._poll.id))

    def _count_again(self) -> None:
        self._open(self._poll, again=True)
        self.hands.take_focus()


def _next(found: Collection[Poll]) -> Poll | None:
    """Return the poll that waits to be counted, else the newest one."""
    waiting = [each for each in found if not each.tally]
    return next(iter(waiting or reversed(list(found))), None)
