"""The list of notes: what was said, which places it speaks of, and how it is sorted."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, Qt, Signal

from hubdesk.desk.feedback import Row
from hubdesk.i18n import say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.fold import fold
from hubdesk.ui.feedback.filters import READERS
from hubdesk.ui.feedback.outline import numbered, shown
from hubdesk.ui.theme import pixels
from hubdesk.ui.times import local
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import clock, listed, number, tell, words_of

_KINDS, _FORMS, _READERS = ({id: place for place, id in enumerate(of)} for of in (KINDS, FORMS, READERS))
_WAITS = {"untagged": 0, "unknown": 1, "open": 2, "": 3}
#: What a screenful of "To sort" says of a note, beside its two versions.
_STATES = {"unknown": say("Place not in the text"), "open": say("Follow up")}
#: Columns in the order in which they give way when the window is narrow.
_GIVE_WAY = (7, 6, 5, 4, 3, 2, 1)
#: The order of `filters.ORDERS` that the heading of each column stands for.
SORTS = ("words", "section", "kind", "waits", "form", "reader", "voices", "said")
_STATE = 3
#: Most of a sentence is read in the row itself: this much is kept for it, at 100 %.
_READABLE = 380
#: What speaks of no section stands behind all that do.
_LAST: list[tuple[tuple[int, str], ...]] = [((2, ""),)]


class NoteTable(Table):
    """Notes in rows, several may be chosen; columns give way so that the words stay readable.

    `sort_asked(key)` when somebody presses a heading: the order is a matter of the filters, which the keyboard reaches.
    """

    sort_asked = Signal(str)

    def __init__(self) -> None:
        self._zone = "UTC"
        columns = [
            Column[Row](say("What was said"), lambda row: words_of(row.note), 0, order=_by_words),
            Column[Row](say("Section"), _sections, 150, order=_by_section),
            Column[Row](say("Kind"), _kind, 150, order=lambda row: _KINDS.get(row.note.kind, len(_KINDS))),
            Column[Row](say("State"), _state, 120, order=lambda row: _WAITS[row.waits]),
            Column[Row](say("Form"), _form, 100, order=lambda row: _FORMS.get(row.note.form, len(_FORMS))),
            Column[Row](say("Who may read"), _reader, 140, order=_by_reader),
            Column[Row](say("Voices"), lambda row: number(row.note.voices), 70, order=lambda row: -row.note.voices),
            Column[Row](say("Time"), self._time, 70, order=lambda _row: 0),
        ]
        #: Whether any note of the gathering has a state to show.
        self.stated = True
        key, name = (lambda row: row.note.id), say("Notes")
        super().__init__(columns, key=key, name=name, several=True, give_way=_GIVE_WAY, readable=_READABLE)
        self.setMinimumHeight(pixels(180))

    def show_notes(self, rows: Sequence[Row], order: str, zone: str, *, backwards: bool = False) -> None:
        """Show notes in an order of `filters.ORDERS`, times on the clocks of `zone`."""
        self._zone = zone
        self.fill(self._ordered(rows, order, backwards=backwards))
        header, side = self.horizontalHeader(), Qt.SortOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(SORTS.index(order), side.DescendingOrder if backwards else side.AscendingOrder)
        self.make_room()

    def wants(self, place: int) -> bool:
        """Tell whether a column has anything to show: states are rare."""
        return place != _STATE or self.stated

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMinimumHeight(pixels(180))

    def _ordered(self, rows: Sequence[Row], order: str, *, backwards: bool) -> list[Row]:
        """Return rows in an order; what is equal stays as it was said."""
        by = self._columns[SORTS.index(order)].order
        found = list(rows) if order == "said" or by is None else sorted(rows, key=by)
        return found[::-1] if backwards else found

    def _sort(self, column: int) -> None:
        self.sort_asked.emit(SORTS[column])

    def _time(self, row: Row) -> str:
        return clock(local(row.note.at, self._zone))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((0, part.zfill(6)) if part.isdecimal() else (1, part) for part in text.split("."))


def _sections(row: Row) -> str:
    if not row.sections:
        return "–"
    if len(row.sections) == 1:
        one = row.sections[0]
        return numbered(one.number, one.heading) or "–"
    return listed([shown(each.number) or each.heading for each in row.sections])


def _kind(row: Row) -> str:
    return tell(KINDS[row.note.kind].label) if row.note.kind in KINDS else "–"


def _form(row: Row) -> str:
    return tell(FORMS[row.note.form].label) if row.note.form in FORMS else row.note.form


def _reader(row: Row) -> str:
    return tell(READERS.get(row.note.visibility, say("Unknown")))


def _by_reader(row: Row) -> int:
    return _READERS.get(row.note.visibility, len(_READERS))


def _by_words(row: Row) -> str:
    return _folded(words_of(row.note))


def _by_section(row: Row) -> list[tuple[tuple[int, str], ...]]:
    return [_numbers(label.number) for label in row.sections] or _LAST


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return fold(text)


def has_state(row: Row) -> bool:
    """Tell whether the column of states says something of a note."""
    return bool(row.note.versions or row.waits in _STATES)


def _state(row: Row) -> str:
    if row.note.versions:
        return tell(say("Two versions"))
    return tell(_STATES[row.waits]) if row.waits in _STATES else ""
