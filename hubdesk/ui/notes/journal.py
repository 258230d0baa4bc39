"""What was said so far, as a list shows it: the newest at the end, replies under what they answer."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from hubdesk.desk.journal import Line, journal
from hubdesk.i18n import count, isolate, say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import Note
from hubdesk.ui.notes.channels import CHANNELS
from hubdesk.ui.words import tell, words_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: So many lines are laid out at first; earlier ones come by a button.
NEWEST = 200
#: Chips: what they say, the token of their letters.
Chip = tuple[str, str]


class Laid(NamedTuple):
    """Notes by their ids, their lines, the place of each, and what is answered by lines here and is not here itself."""

    notes: dict[str, Note]
    lines: list[Line]
    places: dict[str, int]
    awaited: set[str]


def laid(notes: Iterable[Note]) -> Laid:
    """Put notes, given in any order, into the order they were said, with replies under what they answer."""
    ordered = sorted(notes, key=lambda note: (note.order or note.id, note.id))
    lines = journal(ordered)
    places = {line.note.id: place for place, line in enumerate(lines)}
    awaited = {note.parent for note in ordered} - places.keys()
    return Laid({note.id: note for note in ordered}, lines, places, awaited)


class Journal(QAbstractListModel):
    """All notes of an event; only the newest are rows, so that a line more costs the same in a long evening.

    `edited(id, line)` when a row was typed anew in place.
    """

    edited = Signal(str, str)

    def __init__(self, label: Callable[[Note, str], str]) -> None:
        """`label` gives the words for a tag (its wid) of a note."""
        super().__init__()
        self._label = label
        self._notes: dict[str, Note] = {}
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        #: What is answered by lines here and is not here itself.
        self._awaited: set[str] = set()
        self._first = 0
        self._most = NEWEST

    # ---- what is there

    @property
    def earlier(self) -> int:
        """How many lines stand before the first row."""
        return self._first

    @property
    def notes(self) -> Sequence[Note]:
        """All notes, in no order."""
        return tuple(self._notes.values())

    def line(self, row: int) -> Line | None:
        """Return the line of a row, None beyond the end."""
        return self._lines[self._first + row] if 0 <= row < self.rowCount() else None

    def row_of(self, note: str) -> int:
        """Return the row of a note, −1 for one that is not shown."""
        return max(-1, self._places.get(note, -1) - self._first)

    def note(self, id: str) -> Note | None:
        """Return a note by its id."""
        return self._notes.get(id)

    def above(self, id: str) -> Note | None:
        """Return the note in the row above a note, with words in it."""
        row = self.row_of(id)
        line = self.line(row - 1) if row > 0 else None
        return line.note if line is not None and not line.note.gap else None

    def last(self) -> Note | None:
        """Return the note in the last row that holds words."""
        return next((line.note for line in reversed(self._lines) if not line.note.gap), None)

    # ---- changes

    def fill(self, notes: Iterable[Note]) -> None:
        """Show these notes, in the order they were said."""
        self.show_laid(laid(notes))

    def show_laid(self, found: Laid) -> None:
        """Show notes that are in their order already: with many of them that was done elsewhere."""
        self._most = NEWEST
        self._arrange(found)

    def take(self, touched: Iterable[str], now: Iterable[Note]) -> None:
        """Take in what a change touched; `now` are those of them that are still there.

        Lines that stay in their places, and one more at the end, cost the same in a long evening.
        """
        found = {note.id: note for note in now}
        gone = [id for id in touched if id not in found and id in self._notes]
        new = [note for id, note in found.items() if id not in self._notes]
        old = [(self._notes[id], note) for id, note in found.items() if id in self._notes]
        moved = any((one.order, one.parent, one.gap) != (two.order, two.parent, two.gap) for one, two in old)
        for id in gone:
            del self._notes[id]
        self._notes.update(found)
        if gone or moved or len(new) > 1 or (new and not self._last_of_all(new[0])):
            self._arrange()
            return
        for _, note in old:
            self._replace(note)
        if new:
            self._append(new[0])

    def _last_of_all(self, note: Note) -> bool:
        """Whether a new note belongs behind all lines, and there is room for one more row."""
        if note.parent or note.id in self._awaited or self.rowCount() >= 2 * self._most:
            return False
        last = self._lines[-1] if self._lines else None
        return last is None or (not last.depth and (note.order or note.id) > (last.note.order or last.note.id))

    def _replace(self, note: Note) -> None:
        place = self._places[note.id]
        self._lines[place] = Line(note, self._lines[place].depth)
        if place >= self._first:
            index = self.index(place - self._first)
            self.dataChanged.emit(index, index)

    def _append(self, note: Note) -> None:
        rows = self.rowCount()
        self.beginInsertRows(QModelIndex(), rows, rows)
        self._places[note.id] = len(self._lines)
        self._lines.append(Line(note, 0))
        self.endInsertRows()

    def show_earlier(self) -> None:
        """Show as many lines again before the first."""
        self._most += max(NEWEST, self._most)
        self._arrange()

    def _arrange(self, found: Laid | None = None) -> None:
        self._notes, lines, self._places, self._awaited = found or laid(self._notes.values())
        first = max(0, len(lines) - self._most)
        before = [line.note.id for line in self._lines[self._first :]]
        after = [line.note.id for line in lines[first:]]
        more = len(after) - len(before)
        if more > 0 and first == self._first and after[: len(before)] == before:
            self.beginInsertRows(QModelIndex(), len(before), len(after) - 1)
            self._lines, self._first = lines, first
            self.endInsertRows()
        elif before == after:
            self._lines, self._first = lines, first
            self.dataChanged.emit(self.index(0), self.index(max(0, len(after) - 1)))
        else:
            self.beginResetModel()
            self._lines, self._first = lines, first
            self.endResetModel()

    # ---- what a row says

    def chips(self, note: Note) -> list[Chip]:
        """Return what is known of a line besides its words; form and kind first."""
        found: list[Chip] = []
        if note.form != "comment" and note.form in FORMS:
            found.append((tell(FORMS[note.form].label), "text"))
        if note.kind in KINDS:
            kind = KINDS[note.kind]
            found.append((tell(say("{sign} {name}", sign=kind.marker, name=kind.label)), kind.colour))
        found += [(self._label(note, wid), "link") for wid in sorted(note.tags)]
        found += [(isolate(f"#{word}"), "text") for word in sorted(note.keywords)]
        if note.speaker:
            found.append((isolate(f"@{note.speaker}"), "text"))
        if note.voices > 1:
            found.append((tell(count(note.voices, "{n} voice", "{n} voices")), "text"))
        if note.channel not in ("", "floor") and note.channel in CHANNELS:
            found.append((tell(CHANNELS[note.channel]), "quiet"))
        if note.table:
            found.append((tell(say("Table {n}", n=note.table)), "quiet"))
        if note.pinned:
            found.append((tell(say("Pinned")), "quiet"))
        if note.verbatim:
            found.append((tell(say("Word for word")), "quiet"))
        if note.follow_up:
            found.append((tell(say("Follow up")), "warning"))
        if note.visibility != "public":
            found.append((tell(VISIBILITY.get(note.visibility, say("Not public"))), "error"))
        if note.versions:
            found.append((tell(say("Two versions")), "warning"))
        return found

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return one: a list."""
        return 0 if parent.isValid() else 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines are rows."""
        return 0 if parent.isValid() else len(self._lines) - self._first

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and typed anew in place."""
        flag = Qt.ItemFlag
        line = self.line(index.row())
        editable = flag.ItemIsEditable if line is not None and not line.note.gap else flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | editable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words, the line as it was typed (to edit), or all that a row says (to hear)."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tell(say("Off the record")) if line.note.gap else words_of(line.note)
        if role == Qt.ItemDataRole.EditRole:
            return line.note.line or line.note.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = [tell(say("Reply"))] if line.depth else []
            words = tell(say("Off the record")) if line.note.gap else words_of(line.note)
            return ", ".join([*told, words, *(text for text, _ in self.chips(line.note))])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand a line that was typed anew to the page, which keeps it."""
        line = self.line(index.row())
        if line is None or role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        if str(value) != (line.note.line or line.note.text):
            self.edited.emit(line.note.id, str(value))
        return True


#: Who may read a note, from all to nobody else.
VISIBILITY = {
    "public": say("Public"),
    "committee": say("For the committee"),
    "internal": say("Stays with the team"),
    "sensitive": say("Never leaves this laptop"),
}
