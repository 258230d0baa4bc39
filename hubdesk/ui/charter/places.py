"""The places of one edition as a list shows them: their words in two languages, and how much was said about each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from hubdesk.desk.charters import Shown
from hubdesk.desk.questions import Asked
from hubdesk.i18n import Sentence, count, direction, say
from hubdesk.model.charter import missing_id
from hubdesk.model.records import OpenQuestion, Text
from hubdesk.model.section_search import readable
from hubdesk.ui.words import isolated, own_name, tell

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADS = ("document", "chapter", "section")
ASKED = say("Question of the drafters")


class Side(NamedTuple):
    """The words of one place in one column; `status` says where they are not simply the translation asked for."""

    text: str
    language: str
    status: Sentence | None

    @property
    def rtl(self) -> bool:
        """Whether it is read from the right."""
        return direction(self.language) == "rtl"


@dataclass(frozen=True)
class Place:
    """One row: a node or an open question below it, and the language that stands in where one has no words.

    The role of a question is "question", its wid the question's id, its parent the place that it is about; `source` is
    then the one language in whose column it stands.
    """

    shown: Shown
    source: str

    @property
    def heads(self) -> bool:
        """Whether it is a heading."""
        return self.shown.role in HEADS

    @property
    def mark(self) -> str:
        """The number beside it: of headings whole, of paragraphs the last part ("¶4")."""
        _, paragraph, last = self.shown.number.partition("p")
        return f"¶{last}" if paragraph else self.shown.number if self.shown.role != "document" else ""

    def side(self, language: str) -> Side:
        """Return what stands in the column of a language; where it has no words, those of the source with a status."""
        if self.shown.role == "question":
            (asked,) = self.shown.texts.values()
            return Side(asked.text, asked.language, ASKED) if language == self.source else Side("", language, None)
        found = self.shown.texts.get(language)
        words = (found.heading or found.text) if found is not None else ""
        if found is not None and words and found.status != "untranslated":
            old = say("Older than the source") if found.status == "outdated" else None
            return Side(words, language, old)
        for tag in (self.source, *self.shown.texts):
            other = self.shown.texts.get(tag)
            if other is not None and (other.heading or other.text):
                missing = say("Not translated: {language}", language=own_name(tag)) if tag != language else None
                return Side(other.heading or other.text, tag, missing)
        return Side("", language, None)


def heat(
    tags: Iterable[tuple[Iterable[str], int]],
    places: Mapping[str, Place],
    missing: Mapping[str, str] = MappingProxyType({}),
) -> Counter[str]:
    """Return how many notes speak of each place; a heading counts what its paragraphs got, each note once.

    `tags` gives what notes speak of, with the number of notes that speak of just that: in a long evening many do.
    `missing` gives the heading below which something is missing, by the wid of that.
    """
    found: Counter[str] = Counter()
    for each, notes in tags:
        told: set[str] = set()
        for wid in each:
            above = missing.get(wid, wid)
            told.add(above)
            while (place := places.get(above)) is not None and not place.heads:
                above = place.shown.parent
                told.add(above)
        found.update(dict.fromkeys(told, notes))
    return found


class Places(QAbstractListModel):
    """All places of an edition in document order; `languages` are one or two tags."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []
        self.by_wid: dict[str, Place] = {}
        self.languages: tuple[str, ...] = ()
        self.counts: Mapping[str, int] = {}
        self._missing: dict[str, str] | None = None
        self._rows: dict[str, int] = {}
        self._numbers: dict[str, str] = {}

    def show_places(self, rows: Sequence[Shown], source: str, languages: Sequence[str]) -> None:
        """Replace what is shown; `source` is the language of the source."""
        self.beginResetModel()
        self.places = [Place(each, _column(each, languages) or source) for each in rows]
        self.by_wid = {place.shown.wid: place for place in self.places}
        self._rows = {place.shown.wid: row for row, place in enumerate(self.places)}
        self.languages = tuple(languages)
        self._numbers, self._missing = {}, None
        self.endResetModel()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how much was said about each place."""
        if counts != self.counts and self.places:
            self.counts = dict(counts)
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1), [Qt.ItemDataRole.DecorationRole])

    def place(self, row: int) -> Place | None:
        """Return the place of a row, None beyond the end."""
        return self.places[row] if 0 <= row < len(self.places) else None

    def row_of(self, wid: str) -> int:
        """Return the row of a place, −1 for one that is not here."""
        return self._rows.get(wid, -1)

    @property
    def missing(self) -> Mapping[str, str]:
        """The heading below which something is missing, by the wid of that."""
        if self._missing is None:
            self._missing = {missing_id(place.shown.wid): place.shown.wid for place in self.places if place.heads}
        return self._missing

    def numbered(self, number: str) -> str:
        """Return the wid of the place with a number ("3.2", "3.2p4"), "" for none."""
        if not self._numbers:
            self._numbers = {place.shown.number: place.shown.wid for place in reversed(self.places)}
        return self._numbers.get(number, "")

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return one: a list."""
        return 0 if parent.isValid() else 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many places there are."""
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the number and the words of a place, as they are read aloud and found by typing."""
        place = self.place(index.row())
        if place is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        sides = [place.side(tag) for tag in self.languages]
        told = [place.shown.number, *(isolated(side.text) for side in sides)]
        told += [tell(side.status) for side in sides if side.status is not None]
        notes = self.counts.get(place.shown.wid, 0)
        if notes and role == Qt.ItemDataRole.AccessibleTextRole:
            told.append(tell(count(notes, "{n} note", "{n} notes")))
        return " ".join(each for each in told if each)


def question_words(asked: Asked) -> str:
    """Return a question in one line behind the number of its place; the whole text has none."""
    place = f"\u2066{readable(asked.number)}\u2069   " if asked.number != "0" else ""
    return f"{place}{isolated(asked.question.text)}"


def with_questions(rows: Sequence[Shown], asked: Iterable[OpenQuestion]) -> list[Shown]:
    """Return the places of an edition with each question below the place that it is about, else below the title."""
    there = {each.wid for each in rows}
    below: dict[str, list[Shown]] = {}
    for each in asked:
        place = each.section if each.section in there else each.charter
        text = Text(id="", language=each.language, text=each.text)
        row = Shown(each.id, "", place, "question", 0, "?", 0, {each.language: text})
        below.setdefault(place, []).append(row)
    return [row for place in rows for row in (place, *below.get(place.wid, ()))]


def _column(shown: Shown, languages: Sequence[str]) -> str:
    """Return the language in whose column a question stands: its own, else the first; "" for what is none."""
    if shown.role != "question" or not languages:
        return ""
    return next((tag for tag in languages if tag in shown.texts), languages[0])
