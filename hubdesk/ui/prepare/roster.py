"""People who registered: a list is read, shown with what its columns mean, and only then taken in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import people, twins
from hubdesk.desk.people import Import, Taken, known_as
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.model.entries import Question, questions
from hubdesk.model.records import Person
from hubdesk.ui import files
from hubdesk.ui.away import LITTLE, Away
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.doubts import DoubtList, Pair
from hubdesk.ui.prepare.list_preview import ListPreview
from hubdesk.ui.prepare.person import PersonCard
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Line, Paper
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table

HAVE, PREVIEW, PERSON = range(3)
#: Answers that are kept away from the window.
_MANY = 100
#: Somebody, with all entries of theirs.
One = Sequence[Person]
#: By what somebody is found in the list.
_FOUND_BY = ("name", "other_script", "username", "community", "badge", "email")


class _Listed(NamedTuple):
    """Everybody of a gathering, and what is to be asked."""

    people: Sequence[One]
    questions: Sequence[Question]


class RosterPart(Page):
    """The list of people, a person, and the way a list from outside comes in."""

    title = say("People")
    watches = frozenset({"person", "event", "consent"})
    topic = "people"

    def build(self) -> Iterator[None]:
        """Lay out three faces: the people we have, the preview of a list, one person."""
        self._data, self._of, self._one = b"", "", ""
        self._reading: Job | None = None
        self.away = Away(self, self._show_people, _few_people)
        self.preview = ListPreview()
        self.preview.chosen.connect(lambda how: self._read(self._data, how))
        self.preview.taken.connect(self._take)
        self.preview.left.connect(self._leave)
        yield
        self.person = PersonCard(self)
        self.person.left.connect(self._close)
        yield from self.person.build()
        self.faces = (self._have(), self.preview, self.person)
        for face in self.faces:
            self.column.addWidget(face)
            yield
        self._face(HAVE)

    def refresh(self, change: Change | None) -> None:
        """Show the people of the event."""
        desk, event = self.desk, self.event_id
        if self._of != event:
            self._of = event
            self._face(HAVE)
            for each in (self.total, self.table, self.search, self.hint, self.doubts):
                each.hide()
        self.away.ask(lambda: _listed(desk.read.all(Person, event=event)))
        if self.person.isVisible():
            self.person.refresh()

    def _show_people(self, found: _Listed) -> None:
        self.table.fill(found.people, words=_words)
        self.total.say(count(len(found.people), "{n} person", "{n} people"))
        self.total.show()
        self.table.setVisible(bool(found.people))
        self.search.setVisible(len(found.people) > 8)
        self.hint.setVisible(not found.people)
        self.doubts.fill([Pair(each.entry.id, each.entry, each.other, each.reason) for each in found.questions])

    def _have(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.choose = Button(say("Read a list from a file"), self._choose, kind="primary", icon="import")
        self.main = self.choose
        self.total = Label(role="heading")
        self.hint = Label(
            say(
                "A list from a registration form, a spreadsheet, a web page, or addresses copied from an e-mail. "
                "You see what was understood before anything is saved."
            ),
            role="quiet",
            wrap=True,
        )
        self.paste = Paper(say("Or paste names, addresses or rows here"), lines=4)
        self.search = Line(say("Find a person"))
        self.doubts = DoubtList(say("On the list"))
        self.doubts.answered.connect(self._answered)
        self.table = _table()
        self.table.opened.connect(self._open)
        self.search.textChanged.connect(self.table.search)
        buttons = ButtonRow(self.choose, Button(say("Read what I pasted"), self._read_pasted))
        for each in (self.total, self.hint, buttons, self.paste, self.doubts, self.search, self.table):
            column.addWidget(each)
        return box

    def _choose(self) -> None:
        files.ask_open(self, say("Read a list of people"), self.read_files)

    def read_files(self, paths: list[Path]) -> None:
        """Read a list (from the dialog or a drop) and show what was understood."""
        self.run(say("Reading the list"), lambda _report: files.load(paths[0]), self._read)

    def _read_pasted(self) -> None:
        text = self.paste.toPlainText()
        if text.strip():
            self._read(text.encode())

    def _read(self, data: object, how: dict[str, Any] | None = None) -> None:
        """Read a list: anew, as one with its head was read before; or as somebody chose now."""
        assert isinstance(data, bytes)
        desk, event, self._data = self.desk, self.event_id, data
        if how is None:
            self.preview.start()

        def work(report: Report) -> object:
            return people.preview(desk, event, data, as_before=how is None, report=report, **(how or {}))

        if self._reading is not None:
            self._reading.cancel()  # somebody chose again meanwhile: only the last choice counts
        self._reading = job = self.run(say("Reading the list"), work, self._show)
        job.ended.connect(lambda: self._read_ended(job))

    def _read_ended(self, job: Job) -> None:
        if self._reading is job:
            self._reading = None

    def _show(self, found: object) -> None:
        assert isinstance(found, Import)
        if found.event != self.event_id:
            return
        first = not self.preview.isVisible()
        self.preview.show_import(found)
        self._face(PREVIEW)
        if first:
            self.preview.take.setFocus()

    def _take(self, answers: dict[int, Any]) -> None:
        found, event = self.preview.found, self.event_id
        if found is None:
            return

        def work(report: Report) -> object:
            return people.take(self.desk, event, found, answers=answers, report=report)

        self.run(say("Taking people in"), work, self._taken)

    def _taken(self, taken: object) -> None:
        assert isinstance(taken, Taken)
        self._leave()
        self.paste.show_text("")
        self.undoable()
        if taken.doubtful:
            n = taken.doubtful
            self.frame.notices.say(count(n, "{n} person may stand here twice.", "{n} people may stand here twice."))

    def _leave(self) -> None:
        self.preview.found = None
        self._face(HAVE)
        self.choose.setFocus()

    def _answered(self, pairs: list[Pair], answer: str) -> None:
        """Keep an answer at once; what is put off is asked about again the next time."""
        said = [(pair.key, pair.other.id) for pair in pairs if isinstance(pair.other, Person)]
        if answer == "later":
            return
        if len(said) > _MANY:
            work = lambda _report: twins.decide(self.desk, said, same=answer == "same")  # noqa: E731
            self.run(say("Keeping the answers"), work, lambda _done: self.undoable())
        elif self.attempt(lambda: twins.decide(self.desk, said, same=answer == "same")):
            self.undoable()

    def _open(self, one: One) -> None:
        self.person.show_person(one[0].id)
        self._face(PERSON)
        self.person.begin()

    def _close(self) -> None:
        self._face(HAVE)
        self.table.setFocus()

    def _face(self, which: int) -> None:
        for place, face in enumerate(self.faces):
            face.setVisible(place == which)


def _table() -> Table:
    columns = [
        Column[One](say("Name"), lambda one: known_as(one[0]), 0, order=lambda one: one[0].name.casefold()),
        Column[One](say("User name"), lambda one: twins.known(one, "username"), 180),
        Column[One](say("Community"), lambda one: twins.known(one, "community"), 180),
        Column[One](say("Badge"), lambda one: twins.known(one, "badge"), 90),
    ]
    table = Table(columns, key=lambda one: one[0].id, name=say("People on the list"), give_way=(3, 1, 2))
    table.setMinimumHeight(260)
    return table


def _words(one: One) -> str:
    """Return by what somebody is found: the words of all entries of theirs."""
    return "\n".join(str(getattr(each, name)) for each in one for name in _FOUND_BY)


def _listed(entries: Sequence[Person]) -> _Listed:
    return _Listed(list(twins.one_each(entries).values()), questions(entries))


def _few_people(page: Page) -> bool:
    return page.desk.read.count(Person, event=page.event_id) <= LITTLE
