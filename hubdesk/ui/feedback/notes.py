"""The list of notes: what was said, which places it speaks of, and how it is sorted."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent

from hubdesk.desk.feedback import Row
from hubdesk.i18n import say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.ui.feedback.filters import READERS
from hubdesk.ui.feedback.outline import numbered, shown
from hubdesk.ui.theme import pixels
from hubdesk.ui.times import local
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import clock, listed, number, tell, words_of

_KINDS = {id: place for place, id in enumerate(KINDS)}
_READERS = {id: place for place, id in enumerate(READERS)}
#: Columns in the order in which they give way when the window is narrow.
_GIVE_WAY = (7, 6, 5, 4, 3, 2, 1)
_STATE = 3
#: What speaks of no section stands behind all that do.
_LAST = [((2, ""),)]


class NoteTable(Table):
    """Notes in rows, several may be chosen; columns give way so that the words stay readable."""

    def __init__(self) -> None:
        self._zone = "UTC"
        columns = [
            Column[Row](say("What was said"), lambda row: words_of(row.note), 0),
            Column[Row](say("Section"), _sections, 150),
            Column[Row](say("Kind"), _kind, 150),
            Column[Row](say("State"), _state, 120),
            Column[Row](say("Form"), _form, 100),
            Column[Row](say("Who may read"), lambda row: tell(READERS.get(row.note.visibility, say("Unknown"))), 140),
            Column[Row](say("Voices"), lambda row: number(row.note.voices), 70),
            Column[Row](say("Time"), self._time, 70),
        ]
        self._stated = True
        super().__init__(columns, key=lambda row: row.note.id, name=say("Notes"), several=True, give_way=_GIVE_WAY)
        self.setMinimumHeight(pixels(180))

    def show_notes(self, rows: Sequence[Row], order: str, zone: str) -> None:
        """Show notes in an order of `filters.ORDERS`, times on the clocks of `zone`."""
        self._zone = zone
        self._stated = any(_has_state(row) for row in rows)
        self.fill(ordered(rows, order))
        self.make_room()

    def wants(self, place: int) -> bool:
        """Tell whether a column has anything to show: states are rare."""
        return place != _STATE or self._stated

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMinimumHeight(pixels(180))

    def _time(self, row: Row) -> str:
        return clock(local(row.note.at, self._zone))


def ordered(rows: Sequence[Row], order: str) -> list[Row]:
    """Return rows in an order of `filters.ORDERS`; what is equal stays as it was said."""
    if order == "untagged":
        return sorted(rows, key=lambda row: bool(row.note.tags))
    if order == "kind":
        return sorted(rows, key=lambda row: _KINDS.get(row.note.kind, len(_KINDS)))
    if order == "reader":
        return sorted(rows, key=lambda row: _READERS.get(row.note.visibility, len(_READERS)))
    if order == "section":
        return sorted(rows, key=lambda row: [_numbers(label.number) for label in row.sections] or _LAST)
    return list(rows)


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


def _has_state(row: Row) -> bool:
    return bool(row.note.versions or row.note.follow_up)


def _state(row: Row) -> str:
    if row.note.versions:
        return tell(say("Two versions"))
    return tell(say("Follow up")) if row.note.follow_up else ""
