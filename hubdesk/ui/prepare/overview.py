"""The event at a glance: numbers, days, what is left to do, and where the notes are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk import anchoring, attendance, events, feedback, interpretation, versions
from hubdesk.desk.desk import Desk
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Charter, Consent, Event, Note
from hubdesk.ui import interpreters, words
from hubdesk.ui.attendance.numbers import of_the_missing
from hubdesk.ui.away import Away
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.past_its_day import PastItsDay
from hubdesk.ui.times import local
from hubdesk.ui.widgets.bars import Bar, Bars
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.card import Card, Figure
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.mark import IconMark
from hubdesk.ui.words import tell


@dataclass(frozen=True)
class Left:
    """One thing left to do: its sentence, and the page (and what about) where it is done."""

    text: Sentence
    page: str
    about: str = ""


@dataclass(frozen=True)
class Found:
    """What was read of an event: its people, how many notes, what is left, notes by section, people in the room."""

    event: Event
    counts: attendance.Counts
    notes: int
    left: list[Left]
    sections: list[feedback.Bar]
    arrivals: list[tuple[str, int]]
    interpreters: Mapping[str, int]


class OverviewPart(Page):
    """Reads counts, dates, open questions and notes by section."""

    title = say("Overview")
    watches = frozenset(
        {"event", "person", "mark", "headcount", "note", "consent", "charter", "section", "edition", "keeping"}
    )

    def build(self) -> None:
        """Lay out figures, what is left, dates and charts."""
        self.away = Away(self, self._show)
        self.figures = {
            "registered": Figure(say("on the list")),
            "here": Figure(say("here now")),
            "came": Figure(say("came")),
            "no_show": Figure(say("did not come")),
            "walk_in": Figure(say("walked in")),
            "heads": Figure(say("counted without name")),
            "notes": Figure(say("notes")),
        }
        row = FlowBox(gap=12, even=True)
        row.show_all(self.figures.values())
        self.left = Card(say("What is left to do"))
        self.dates = Card(say("Days that matter"))
        self._left_lines, self._date_lines = _Lines(), _Lines()
        self.left.add(self._left_lines)
        self.dates.add(self._date_lines)
        self.requests = Card(say("Interpretation needed"))
        self.request_chips = ChipLine()
        self.requests.add(self.request_chips)
        self.sections = Card(say("Notes by section"))
        self.section_bars = Bars()
        self.no_notes = Label(say("No notes yet."), role="quiet", wrap=True)
        self.sections.add(self.section_bars, self.no_notes)
        self.arrivals = Card(say("People in the room over time"))
        self.arrival_bars = Bars()
        self.arrivals.add(self.arrival_bars)
        pair = FlowBox(gap=16, even=True)
        for each in (self.left, self.dates):
            each.setMinimumWidth(300)
        pair.show_all([self.left, self.dates])
        self.past = PastItsDay(self)
        for part in (self.past, row, pair, self.requests, self.sections, self.arrivals):
            self.column.addWidget(part)

    def refresh(self, change: Change | None) -> None:
        """Read everything again: the overview is a handful of counts."""
        event, desk, language = self.desk.read.find(Event, self.event_id), self.desk, words.language()
        if event is None:
            return
        self.past.show_event(event.id)
        self._show_dates(event)
        self.away.ask(lambda: _read(desk, event, language))

    def _show(self, found: Found) -> None:
        for name in ("registered", "here", "came", "no_show", "walk_in", "heads"):
            told = of_the_missing(found.event, self.desk.now()) if name == "no_show" else None
            self.figures[name].show_number(words.number(getattr(found.counts, name)), told)
        self.figures["notes"].show_number(words.number(found.notes))
        self.request_chips.show_chips(interpreters.told(found.interpreters))
        self.requests.setVisible(bool(found.interpreters))
        self._left_lines.show_lines([self._left_line(each) for each in found.left])
        bars = [Bar(_place(each.number, each.heading), (each.total,)) for each in found.sections]
        self.section_bars.show_bars(bars, tell(say("Notes by section")))
        self.section_bars.setVisible(bool(bars))
        self.no_notes.setVisible(not bars)
        bars = [Bar(words.clock(local(at, found.event.zone)), (n,)) for at, n in found.arrivals]
        self.arrival_bars.show_bars(bars, tell(say("People in the room over time")))
        self.arrivals.setVisible(bool(bars))

    def _left_line(self, left: Left) -> QWidget:
        return _line("question", left.text, say("Do it"), lambda: self.frame.go(left.page, left.about))

    def _show_dates(self, event: Event) -> None:
        today = date.fromisoformat(local(self.desk.now().isoformat(), event.zone)[:10])
        lines = []
        for what, at, days in events.days_left(self.desk, event.id, today):
            if days > 0:
                when = count(days, "in {n} day", "in {n} days")
            elif days == 0:
                when = say("today")
            else:
                when = count(-days, "{n} day ago", "{n} days ago")
            lines.append(_date_line(what, words.day(at.isoformat()), when, soon=0 <= days <= 7))
        self._date_lines.show_lines(lines or [Label(say("No days are set yet."), role="quiet", wrap=True)])


def _read(desk: Desk, event: Event, language: str) -> Found:
    notes = desk.read.notes(event.id)
    return Found(
        event,
        attendance.counts(desk, event.id),
        len(notes),
        _what_is_left(desk, event, notes),
        feedback.by_section(desk, event.id, language=language) if notes else [],
        attendance.over_time(desk, event.id, 30),
        interpretation.wanted(desk, event.id),
    )


def _what_is_left(desk: Desk, event: Event, notes: list[Note]) -> list[Left]:
    found = []
    if not event.start:
        found.append(Left(say("Say when the event begins."), "prepare", "facts"))
    # while no text is chosen for an event, notes can point into all that are here
    if not event.charters and not desk.read.all(Charter):
        found.append(Left(say("Bring in the text that people will talk about."), "prepare", "document"))
    waiting = sum(not note.tags and not note.gap for note in notes)
    if waiting:
        found.append(
            Left(
                count(waiting, "{n} note is tagged to no section.", "{n} notes are tagged to no section."),
                "feedback",
            )
        )
    older = anchoring.waiting(desk, event.id)
    if older:
        found.append(Left(anchoring.told(older), "charter", "tags"))
    several = len(versions.splits(desk, event.id))
    if several:
        found.append(Left(count(several, "{n} record has two versions.", "{n} records have two versions."), "share"))
    silent = _without_consent(desk, event)
    if silent:
        found.append(
            Left(
                count(
                    silent,
                    "{n} person who came was not asked what may be kept.",
                    "{n} people who came were not asked what may be kept.",
                ),
                "attendance",
            )
        )
    return found


def _without_consent(desk: Desk, event: Event) -> int:
    asked = {person for _, person in desk.read.some(Consent, ("person",), event=event.id)}
    return sum(person not in asked for person in attendance.presence(desk, event.id))


class _Lines(QWidget):
    """Lines below each other that are replaced as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_lines(self, lines: list[QWidget] | list[Label]) -> None:
        """Show these, or that there is nothing left."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in lines or [_line("check", say("Nothing: all is done."), None, None)]:
            self._column.addWidget(each)


def _line(icon: str, text: Sentence, step: Sentence | None, call: Callable[[], object] | None) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(IconMark(icon, "success" if icon == "check" else "warning"))
    row.addWidget(Label(text, wrap=True), 1)
    if step is not None:
        button = Button(step, call, kind="quiet")
        button.setAccessibleDescription(tell(text))
        row.addWidget(button)
    return line


def _place(number: str, heading: str) -> str:
    """Return how a section is called; the document itself has no number that people would say."""
    return heading if number in ("", "0") else f"{number} {heading}".strip()


def _date_line(what: Sentence, day: str, when: Sentence, *, soon: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Label(what, wrap=True))
    column.addWidget(Label(day, role="small"))
    row.addLayout(column, 1)
    row.addWidget(Label(when, role="warning" if soon else "quiet"))
    return line
