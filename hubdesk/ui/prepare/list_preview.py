"""What was understood of a list: its first rows, how it was read, and what happens to each person."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from hubdesk.desk.people import Import
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.roster import Candidate
from hubdesk.model.twins import Answer
from hubdesk.ui import words
from hubdesk.ui.prepare.doubts import FIELD_NAMES, STATUS, DoubtList, Pair
from hubdesk.ui.prepare.raw_rows import COLUMNS, RawRows
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, Figure
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import tell

MEANINGS: dict[str, Sentence] = {
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
_FOUND = say("As found out")
_ENCODINGS = (
    *("utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252", "windows-1256", "koi8-u", "gb18030"),
    *("big5", "shift-jis", "euc-kr"),
)
_DELIMITERS: dict[str, Sentence | str] = {
    "": _FOUND,
    ",": say("Comma"),
    ";": say("Semicolon"),
    "\t": say("Tab"),
    "|": say("Bar"),
}
_ROWS = 20
Line = tuple[Candidate, Sentence]


class ListPreview(Card):
    """What was understood. `chosen(how)` when a person reads it otherwise, `taken(answers)`, `left()`."""

    chosen = Signal(object)
    taken = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(say("What was understood"))
        self.found: Import | None = None
        self.how: dict[str, Any] = {}
        self.answers: dict[str, str] = {}
        self.figures = {
            "new": Figure(say("new")),
            "same": Figure(say("known already")),
            "updated": Figure(say("brought up to date")),
            "doubtful": Figure(say("to decide")),
            "rejected": Figure(say("left out")),
        }
        row = FlowBox(gap=12, even=True)
        row.show_all(list(self.figures.values()))
        self.source = Label(role="quiet", wrap=True)
        self.before = ButtonRow(
            Label(say("Read as you read such a list before."), role="quiet"),
            Button(say("Find out anew"), lambda: self._choose({})),
        )
        self.raw = RawRows(MEANINGS)
        self.raw.picked.connect(self._mean)
        self.doubts = DoubtList(say("The list says"))
        self.doubts.answered.connect(self._answered)
        self.rows = _lines()
        self.left_out = Label(role="small", wrap=True)
        self.take = Button(say("Take them in"), lambda: self.taken.emit(self._by_row()), kind="primary")
        self.add(row, self.source, self.before, self._reading(), self.raw, self.doubts)
        self.add(self.rows, self.left_out, ButtonRow(self.take, Button(say("Leave it"), self.left.emit)))

    def start(self) -> None:
        """Forget what was chosen and answered for another list."""
        self.how, self.answers = {}, {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the list on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_import(self, found: Import) -> None:
        """Show a list that was read."""
        self.found, self.how = found, dict(found.how)
        compared, read = found.comparison, found.people
        numbers = (compared.new, compared.same, found.changes, compared.doubtful, read.rejected)
        for figure, counted in zip(self.figures.values(), numbers, strict=True):
            figure.show_number(words.number(len(counted)))
        self.source.say(say("Read as {encoding}.", encoding=read.encoding))
        self.before.setVisible(found.as_before)
        self._show_reading(found)
        columns = sorted(read.columns.columns, key=lambda each: each.index)[:COLUMNS]
        rows = read.preview[1:] if read.header_row else read.preview
        self.raw.fill(rows, [each.header for each in columns], [each.field for each in columns])
        self._show_lines(found)
        self._show_doubts()
        told = [tell(say("Row {row}: {why}", row=each.row, why=each.reason)) for each in read.rejected[:20]]
        self.left_out.say("\n".join(told))
        self.left_out.setVisible(bool(read.rejected))

    def _reading(self) -> FlowBox:
        encodings: dict[str, Sentence | str] = {"": _FOUND, **{name: name for name in _ENCODINGS}}
        heads: dict[str, Sentence | str] = {"": _FOUND, "0": say("None")}
        heads |= {str(n): say("Row {n}", n=n) for n in range(1, _ROWS + 1)}
        self.reading = {
            "sheet": Choice({}),
            "encoding": Choice(encodings),
            "delimiter": Choice(_DELIMITERS),
            "header_row": Choice(heads),
        }
        labels = (say("Sheet of the workbook"), say("Encoding"), say("Between columns"), say("Head of the list"))
        fields = [Field(label, choice) for label, choice in zip(labels, self.reading.values(), strict=True)]
        self.sheets = fields[0]
        for name, choice in self.reading.items():
            choice.picked.connect(lambda key, name=name: self._read_as(name, key))
        row = FlowBox(gap=12, top=True)
        row.show_all(fields)
        return row

    def _show_reading(self, found: Import) -> None:
        read = found.people
        names = {
            each.name: say("{name} (hidden)", name=each.name) if each.hidden else each.name for each in read.sheets
        }
        self.reading["sheet"].offer(names)
        self.sheets.setVisible(len(names) > 1)
        for name, choice in self.reading.items():
            if name == "sheet":
                choice.show_key(read.sheet)
                continue
            key = str(self.how.get(name, ""))
            if choice.findData(key) < 0:
                choice.addItem(key, key)
            choice.show_key(key)

    def _read_as(self, name: str, key: str) -> None:
        kept = self.how if name != "sheet" else {}  # what was chosen for one sheet is not meant for another
        how = {each: value for each, value in kept.items() if each != name}
        if key:
            how[name] = int(key) if name == "header_row" else key
        self._choose(how)

    def _mean(self, column: int, meaning: str) -> None:
        meanings = {**self.how.get("mapping", {}), str(column + 1): meaning}
        self._choose({**self.how, "mapping": meanings})

    def _choose(self, how: dict[str, Any]) -> None:
        self.how = how
        self.chosen.emit(how)

    def _show_lines(self, found: Import) -> None:
        lines: list[Line] = [(each, say("comes in")) for each in found.comparison.new]
        for each in found.comparison.same:
            changed = found.changes.get(each.known.id)
            told = say("is known already")
            if changed:
                names = ", ".join(tell(FIELD_NAMES[name]) for name in changed)
                told = say("is known, and changes: {what}", what=names)
            lines.append((each.candidate, told))
        lines += [(each.candidate, each.reason) for each in found.comparison.doubtful]
        self.rows.fill(sorted(lines, key=lambda each: each[0].row))

    def _show_doubts(self) -> None:
        if self.found is None:
            return
        known, doubtful = self.found.known, self.found.comparison.doubtful
        pairs = []
        for each in doubtful:
            other = known[each.known.id] if each.known else each.other
            pairs.append(Pair(str(each.candidate.row), each.candidate, other, each.reason))
        keys = {pair.key for pair in pairs}
        self.answers = {key: answer for key, answer in self.answers.items() if key in keys}
        self.doubts.fill(pairs, self.answers)
        n = len(self.found.comparison.new) + len(doubtful) - sum(each == "same" for each in self.answers.values())
        self.take.say(count(n, "Take {n} person in", "Take {n} people in"))
        self.take.setEnabled(bool(self.found.people.candidates))

    def _answered(self, pairs: list[Pair], answer: str) -> None:
        self.answers |= {pair.key: answer for pair in pairs}
        self._show_doubts()

    def _by_row(self) -> Mapping[int, Answer]:
        return {int(key): answer for key, answer in self.answers.items()}  # type: ignore[misc]  # from `_ANSWERS`


def _lines() -> Table:
    columns = [
        Column[Line](say("Name"), lambda each: each[0].name[:300], 0),
        Column[Line](say("User name"), lambda each: each[0].username, 150),
        Column[Line](say("E-mail"), lambda each: each[0].email, 200),
        Column[Line](say("Status"), lambda each: tell(STATUS[each[0].status]), 110),
        Column[Line](say("What happens"), lambda each: tell(each[1]), 300),
    ]
    table = Table(columns, key=lambda each: str(each[0].row), name=say("People of the list"), give_way=(1, 2, 3))
    table.setMinimumHeight(260)
    return table
