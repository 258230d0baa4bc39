"""People who registered: a list is read, shown with what its columns mean, and only then taken in."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import people
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Person
from hubdesk.model.roster import Candidate
from hubdesk.ui import files, words
from hubdesk.ui.away import LITTLE, Away
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, Figure
from hubdesk.ui.widgets.fields import Choice, Field, Line, Paper
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import tell

_FIELDS: dict[str, Sentence] = {
    "": say("Leave out"),
    "name": say("Name"),
    "given": say("Given name"),
    "patronymic": say("Patronymic"),
    "family": say("Family name"),
    "other_script": say("Name in another script"),
    "email": say("E-mail"),
    "username": say("User name"),
    "phone": say("Phone"),
    "community": say("Community"),
    "languages": say("Languages"),
    "interpretation": say("Interpretation needed"),
    "status": say("Status"),
    "checked_in": say("Was there"),
    "paid": say("Paid"),
    "cancelled": say("Cancelled"),
    "consent": say("Consent (not taken over)"),
    "note": say("Remark"),
    "ticket": say("Ticket"),
    "registration": say("Registration number"),
    "created": say("Registered on"),
    "private": say("Private registration"),
    "hidden": say("Hidden"),
}
_STATUS: dict[str, Sentence] = {
    "registered": say("Registered"),
    "checked-in": say("Was there"),
    "pending": say("Pending"),
    "cancelled": say("Cancelled"),
}


class RosterPart(Page):
    """The list of people, and the way a list from outside comes in."""

    title = say("People")
    watches = frozenset({"person", "event"})
    topic = "people"

    def build(self) -> None:
        """Lay out two faces: the people we have, and the preview of a list."""
        self._data, self._of = b"", ""
        self.away = Away(self, self._show_people, _few_people)
        self._mapping: dict[str, str] | None = None
        self._sheet = ""
        self._found: people.Import | None = None
        self.faces = (self._have(), self._preview())
        for face in self.faces:
            self.column.addWidget(face)
        self._face(0)

    def refresh(self, change: Change | None) -> None:
        """Show the people of the event."""
        desk, event = self.desk, self.event_id
        if self._of != event:
            self._of = event
            for each in (self.total, self.table, self.search, self.hint):
                each.hide()
        self.away.ask(lambda: desk.read.all(Person, event=event))

    def _show_people(self, found: list[Person]) -> None:
        self.table.fill(found, words=lambda each: f"{each.name} {each.username} {each.community} {each.badge}")
        self.total.say(count(len(found), "{n} person", "{n} people"))
        self.total.show()
        self.table.setVisible(bool(found))
        self.search.setVisible(len(found) > 8)
        self.hint.setVisible(not found)

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
        columns = [
            Column[Person](say("Name"), people.known_as, 0, order=lambda each: each.name.casefold()),
            Column[Person](say("User name"), lambda each: each.username, 180),
            Column[Person](say("Community"), lambda each: each.community, 180),
            Column[Person](say("Badge"), lambda each: each.badge, 90),
        ]
        self.table = Table(columns, key=lambda each: each.id, name=say("People on the list"))
        self.table.setMinimumHeight(260)
        self.search.textChanged.connect(self.table.search)
        buttons = ButtonRow(self.choose, Button(say("Read what I pasted"), self._read_pasted))
        for each in (self.total, self.hint, buttons, self.paste, self.search, self.table):
            column.addWidget(each)
        return box

    def _preview(self) -> QWidget:
        card = Card(say("What was understood"))
        self.new, self.same = Figure(say("new")), Figure(say("known already"))
        self.doubtful, self.rejected = Figure(say("to decide")), Figure(say("left out"))
        figures = FlowBox(gap=12, even=True)
        figures.show_all([self.new, self.same, self.doubtful, self.rejected])
        self.source = Label(role="quiet", wrap=True)
        self.sheet = Choice({})
        self.sheet.picked.connect(self._choose_sheet)
        self.sheets = Field(say("Sheet of the workbook"), self.sheet)
        self.meanings = FlowBox(gap=12, top=True)
        columns = [
            Column[tuple[Candidate, Sentence]](say("Name"), lambda each: each[0].name, 0),
            Column[tuple[Candidate, Sentence]](say("User name"), lambda each: each[0].username, 150),
            Column[tuple[Candidate, Sentence]](say("E-mail"), lambda each: each[0].email, 200),
            Column[tuple[Candidate, Sentence]](
                say("Status"), lambda each: tell(_STATUS.get(each[0].status, say("Registered"))), 110
            ),
            Column[tuple[Candidate, Sentence]](say("What happens"), lambda each: tell(each[1]), 260),
        ]
        self.rows = Table(columns, key=lambda each: str(each[0].row), name=say("People of the list"))
        self.rows.setMinimumHeight(260)
        self.left_out = Label(role="small", wrap=True)
        self.take = Button(say("Take them in"), self._take, kind="primary")
        card.add(
            figures,
            self.source,
            self.sheets,
            Label(say("What the columns mean"), role="strong"),
            self.meanings,
            self.rows,
            self.left_out,
            ButtonRow(self.take, Button(say("Leave it"), self._leave)),
        )
        return card

    def _choose(self) -> None:
        files.ask_open(self, say("Read a list of people"), self.read_files)

    def read_files(self, paths: list[Path]) -> None:
        """Read a list (from the dialog or a drop) and show what was understood."""
        self._mapping, self._sheet = None, ""
        self.run(say("Reading the list"), lambda _report: files.load(paths[0]), self._read)

    def _read_pasted(self) -> None:
        text = self.paste.toPlainText()
        if text.strip():
            self._mapping, self._sheet = None, ""
            self._read(text.encode())

    def _choose_sheet(self, name: str) -> None:
        self._mapping, self._sheet = None, name
        self._read(self._data)

    def _read(self, data: object) -> None:
        assert isinstance(data, bytes)
        self._data = data
        event, mapping, sheet = self.event_id, self._mapping, self._sheet

        def work(report: Report) -> object:
            chosen: Mapping[str, object] = {"mapping": mapping, "sheet": sheet}
            return people.preview(self.desk, event, data, report=report, **chosen)

        self.run(say("Reading the list"), work, self._show)

    def _show(self, found: object) -> None:
        assert isinstance(found, people.Import)
        self._found = found
        compared, read = found.comparison, found.people
        self.new.show_number(words.number(len(compared.new)))
        self.same.show_number(words.number(len(compared.same)))
        self.doubtful.show_number(words.number(len(compared.doubtful)))
        self.rejected.show_number(words.number(len(read.rejected)))
        self.source.say(say("Read as {kind}, written in {encoding}.", kind=read.kind, encoding=read.encoding))
        rows = [(each, say("comes in")) for each in compared.new]
        rows += [(each.candidate, say("is known, gets what was empty")) for each in compared.same]
        rows += [(each.candidate, each.reason) for each in compared.doubtful]
        self.rows.fill(sorted(rows, key=lambda each: each[0].row))
        self._show_sheets(found)
        self._show_columns(found)
        self.left_out.say(
            "\n".join(tell(say("Row {row}: {why}", row=each.row, why=each.reason)) for each in read.rejected[:20])
        )
        self.left_out.setVisible(bool(read.rejected))
        self._say_number()
        self._face(1)
        self.take.setFocus()

    def _show_sheets(self, found: people.Import) -> None:
        sheets = found.people.sheets
        self.sheet.offer(
            {each.name: say("{name} (hidden)", name=each.name) if each.hidden else each.name for each in sheets}
        )
        self.sheet.show_key(found.people.sheet)
        self.sheets.setVisible(len(sheets) > 1)

    def _show_columns(self, found: people.Import) -> None:
        made: list[QWidget] = []
        for column in sorted(found.people.columns.columns, key=lambda each: each.index)[:40]:
            choice = Choice(_FIELDS)
            choice.show_key(column.field)
            choice.picked.connect(lambda _key: self._choose_meaning())
            header = column.header or str(column.index + 1)
            made.append(Field(say("{header}", header=header), choice))
            choice.setProperty("header", header)
        self.meanings.show_all(made)

    def _choose_meaning(self) -> None:
        self._mapping = {
            str(field.editor.property("header")): field.editor.key
            for field in self.meanings.widgets()
            if isinstance(field, Field) and isinstance(field.editor, Choice)
        }
        self._read(self._data)

    def _say_number(self) -> None:
        if self._found is not None:
            found = self._found.comparison
            n = len(found.new) + len(found.doubtful)
            self.take.say(count(n, "Take {n} person in", "Take {n} people in"))
            self.take.setEnabled(bool(n or found.same))

    def _take(self) -> None:
        found, event = self._found, self.event_id
        if found is None:
            return

        def work(report: Report) -> object:
            return people.take(self.desk, event, found, report=report)

        self.run(say("Taking people in"), work, self._taken)

    def _taken(self, taken: object) -> None:
        assert isinstance(taken, people.Taken)
        self._leave()
        self.paste.show_text("")
        self.undoable()
        if taken.doubtful:
            n = taken.doubtful
            self.frame.notices.say(count(n, "{n} person may stand here twice.", "{n} people may stand here twice."))

    def _leave(self) -> None:
        self._found = None
        self._face(0)
        self.choose.setFocus()

    def _face(self, which: int) -> None:
        for place, face in enumerate(self.faces):
            face.setVisible(place == which)


def _few_people(page: Page) -> bool:
    return page.desk.read.count(Person, event=page.event_id) <= LITTLE
