"""Minutes as archivable and accessible pages: what was decided first, then the agenda with what was said under it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.templates import item_name
from hubdesk.report.minutes import (
    KIND,
    NO_ACTION,
    NO_DECISION,
    PLANNED,
    SEVERAL,
    TOGETHER,
    TOOK,
    Minutes,
    Point,
    Sitting,
    course,
)
from hubdesk.report.pdf.behind import gathering_name, remark
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.durations import Durations
from hubdesk.report.pdf.front import Front
from hubdesk.report.pdf.printing import PLAIN, Printing
from hubdesk.report.pdf.saving import Report, save
from hubdesk.report.pdf.styles import SUBTLE, Align
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.tallies import Tallies
from hubdesk.report.pdf.text import Run, Text
from hubdesk.report.polled import Polled
from hubdesk.report.summary import Item

DECISIONS, ACTIONS, SAID, PEOPLE = "decisions", "actions", "said", "people"


def write(
    minutes: Minutes,
    out: Path,
    *,
    printing: Printing = PLAIN,
    report: Report | None = None,
    ready: Callable[[], None] | None = None,
) -> int:
    """Write minutes as `conversation.write` writes the report, with the same numbers of remarks."""
    return save(_Minutes(minutes, printing, report).made(), out, report, ready=ready)


class _Minutes:
    """The parts of the minutes in the order in which they stand."""

    def __init__(self, minutes: Minutes, printing: Printing, report: Report | None = None) -> None:
        self.minutes, self.summary = minutes, minutes.summary
        self.front = Front(self.summary, SEVERAL if len(self.summary.events) > 1 else KIND, printing, report)
        self.tell, self.document = self.front.tell, self.front.document
        self._heading, self._say = self.front.heading, self.front.say
        self.tallies = Tallies(self.document, self.tell, self.summary)
        self._digits: Align = "start" if self.document.setting.rtl else "end"

    def made(self) -> Document:
        """Return the document with everything in it."""
        places = {"people": PEOPLE, "decisions": DECISIONS, "actions": ACTIONS, "remarks": SAID, "events": SAID}
        self.front.cover(places)
        self.document.contents(self.tell.ours(say("Contents")))
        self._in_front()
        for place, sitting in enumerate(self.minutes.sittings):
            self._sitting(sitting, first=not place)
        self._polls()
        self._people()
        self._about()
        return self.document

    # what is taken along

    def _in_front(self) -> None:
        self._listed(say("Decisions"), self.minutes.decisions, NO_DECISION, name=DECISIONS)
        self._listed(say("Action points"), self.minutes.actions, NO_ACTION, name=ACTIONS)
        if self.minutes.open:
            self._listed(say("Open points"), self.minutes.open)

    def _listed(self, title: Sentence, items: Sequence[Item], none: Sentence | None = None, *, name: str = "") -> None:
        """Add a numbered list; each entry leads to where it was said."""
        self._heading(title, name=name)
        if items:
            self.document.items([self._entry(item) for item in items], numbered=True)
        elif none is not None:
            self._say(none)

    def _entry(self, item: Item) -> list[Run]:
        number = isolate(f"[{self.tell.number(item.number)}]")
        words = Run(isolate(item.text), item.language)
        return [words, Run("  "), Run(number, self.tell.language, colour=SUBTLE, to=remark(item.number))]

    # the agenda

    def _sitting(self, sitting: Sitting, *, first: bool) -> None:
        """Add one gathering; the only one has no heading of its own."""
        several = len(self.minutes.sittings) > 1
        level, name = (2, "") if several else (1, SAID if first else "")
        if several:
            self.document.heading(gathering_name(self.tell, sitting.events), name=SAID if first else "")
        if sitting.agenda:
            self._heading(say("Agenda"), level)
            self._agenda(sitting)
        elif len(sitting.events) > 1:
            self._say(TOGETHER)
        self._heading(say("What was said"), level, name=name)
        if sitting.silent:
            self._say(say("No remark may be published yet."))
        else:
            self._by_item(sitting, level + 1)

    def _by_item(self, sitting: Sitting, level: int) -> None:
        """Add what was said under each item of the agenda, and outside it."""
        silent: list[list[Run]] = []
        for number, point in enumerate(sitting.agenda, 1):
            title = self._title(point, number)
            if not (point.items or point.polls):
                silent.append(title)
                continue
            self._silence(silent)
            silent = []
            self.document.heading(title, level)
            self._said(point.items, point.polls)
        self._silence(silent)
        if sitting.agenda and (sitting.rest or sitting.polls):
            self._heading(say("Outside the agenda"), level)
        self._said(sitting.rest, sitting.polls)

    def _agenda(self, sitting: Sitting) -> None:
        """Add the items with their minutes, as bars and as a table, and in how many the day went another way."""
        tell, points = self.tell, sitting.agenda
        columns = [Column(tell.ours(say("No.")), 0.8, self._digits)]
        columns += [Column(tell.ours(say("Item")), 4.4, heads_row=True), Column(tell.ours(say("Kind")), 2.6)]
        rows: list[list[Text]] = [
            [tell.number(n), self._name(point), tell.ours(item_name(point.type))] for n, point in enumerate(points, 1)
        ]
        if any(point.planned for point in points):
            self._column(columns, rows, PLANNED, [point.planned for point in points])
        if sitting.timed:
            self._column(columns, rows, TOOK, [point.took for point in points])
            self._bars(points)
        if len(columns) > 3:
            rows.append(self._sums(points, timed=sitting.timed))
        self.document.table(columns, rows)
        for sentence in course(sitting):
            self._say(sentence, "small")

    def _column(
        self, columns: list[Column], rows: Sequence[list[Text]], title: Sentence, values: Sequence[int]
    ) -> None:
        columns.append(Column(self.tell.ours(title), 2.3, self._digits))
        for row, value in zip(rows, values, strict=True):
            row.append(self.tell.number(value) if value else "–")

    def _sums(self, points: Sequence[Point], *, timed: bool) -> list[Text]:
        sums = [sum(point.planned for point in points)] if any(point.planned for point in points) else []
        sums += [sum(point.took for point in points)] if timed else []
        told: list[Text] = [Run(self.tell.number(value), weight="bold") for value in sums]
        return ["", self.tell.ours(say("All items"), weight="bold"), "", *told]

    def _bars(self, points: Sequence[Point]) -> None:
        tell = self.tell
        rows = [(f"{tell.number(n)}. {self._words(p)}", p.planned, p.took) for n, p in enumerate(points, 1)]
        sums = (sum(point.planned for point in points), sum(point.took for point in points))
        alt = say(
            "Bars: how long each item of the agenda was planned and how long it took; {planned} minutes planned "
            "together, {took} taken.",
            planned=tell.number(sums[0]),
            took=tell.number(sums[1]),
        )
        told = tell.ours(alt)
        chart = Durations(rows, tell.text(PLANNED), tell.text(TOOK))
        self.document.chart(chart, alt=told.text, language=tell.foreign(told))

    def _title(self, point: Point, number: int) -> list[Run]:
        return [Run(f"{self.tell.number(number)}. "), *self._name(point)]

    def _name(self, point: Point) -> list[Run]:
        """Return what an item is called; its kind where its title may not be told."""
        return [Run(isolate(point.title))] if point.title else [self.tell.inside(item_name(point.type))]

    def _words(self, point: Point) -> str:
        return "".join(run.text for run in self._name(point))

    # what was said

    def _silence(self, titles: Sequence[Sequence[Run]]) -> None:
        """Add one line for items of the agenda that follow each other and under which nothing was said."""
        if titles:
            told: list[Run] = [self.tell.inside(say("No remark under:")), Run(" ")]
            for place, title in enumerate(titles):
                told += [*([Run("; ")] if place else []), *title]
            self.document.paragraph([replace(run, colour=SUBTLE) for run in told], "small")

    def _said(self, items: Sequence[Item], polls: Sequence[Polled]) -> None:
        for item in items:
            self._remark(item, 0)
            for answer in item.answers:
                self._remark(answer, 1)
        for poll in polls:
            self.document.quotation(poll.question, language=poll.language, keep=True)
            self.tallies.poll(poll)

    def _remark(self, item: Item, depth: int) -> None:
        """Add a remark with its kind and the sections that it speaks of behind it."""
        runs = self.tell.remark(item)
        about = [[self.tell.inside(self.tell.kind(item.kind))]] if item.kind else []
        about += [self.tell.heading(heading) for heading in self.minutes.places.get(item.number, ())]
        for part in about:
            runs += [Run("  "), *(Run(run.text, run.language or self.tell.language, colour=SUBTLE) for run in part)]
        name = remark(item.number)
        self.document.quotation(runs, language=item.language, depth=depth, name=name)

    def _polls(self) -> None:
        if self.minutes.polls:
            self._heading(say("Polls"))
            self._said((), self.minutes.polls)

    # who was there, and where it comes from

    def _people(self) -> None:
        self._heading(say("People"), name=PEOPLE)
        for sentence in self.minutes.people:
            self._say(sentence)
        if self.summary.turnout.drawn:
            self.tallies.attendance()
            self.tallies.attendance_numbers()
        if self.summary.gatherings:
            self.tallies.people_by_gathering()
            self.tallies.by_gathering()

    def _about(self) -> None:
        self._heading(say("About these minutes"))
        for sentence in (*self.minutes.method, say("The program states counts alone; all else is what somebody said.")):
            self._say(sentence, "small")
        self.front.colophon()
