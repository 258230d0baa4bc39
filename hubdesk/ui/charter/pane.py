"""The reader with its choices: which text, which two languages."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import charters, questions
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import chosen
from hubdesk.i18n import Sentence, say
from hubdesk.model.records import Charter, Edition, Event
from hubdesk.ui.charter.places import heat, with_questions
from hubdesk.ui.charter.reader import Reader
from hubdesk.ui.jobs import Job
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language, own_name


class ReaderPane(QWidget):
    """Shows the charters of one event. `picked(wid)` when somebody takes a place, `changed()` for another text.

    `run` is that of the page: long texts are read away from the window. With `asking` the drafters' open questions
    stand below their places.
    """

    picked = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, run: Callable[..., Job], *, asking: bool = False) -> None:
        super().__init__()
        self._desk, self._run, self._event, self._asking = desk, run, "", asking
        self._wanted, self._coming = "", False
        self._editions: dict[str, Edition] = {}
        self._window = ""
        self.which = Choice({}, name=say("Text"))
        self.first = Choice({}, name=say("Language"))
        self.second = Choice({}, name=say("Second language"))
        self.reader = Reader(say("Text under discussion"))
        self.none = Label(say("No text has been chosen for this event yet."), role="quiet", wrap=True)
        self.choices = FlowBox(gap=8)
        self.choices.show_all([self.which, self.first, self.second])
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 10, 0)
        column.setSpacing(8)
        for each in (self.choices, self.none):
            column.addWidget(each)
        column.addWidget(self.reader, 1)
        self.which.picked.connect(lambda _key: self._show(fresh=True))
        self.first.picked.connect(lambda _key: self._by_hand())
        self.second.picked.connect(lambda _key: self._by_hand())
        self.reader.picked.connect(self.picked)

    @property
    def edition(self) -> Edition | None:
        """What is shown."""
        return self._editions.get(self.which.key)

    def show_event(self, event: str) -> None:
        """Read the charters of an event; the choices stay where they still make sense."""
        # who chose languages keeps them; else the text follows the language of the window
        fresh = event != self._event or (self._window not in ("", language()))
        self._event = event
        found = chosen(self._desk, event) if event else ()
        titles = {each.id: each.title for each in self._desk.read.all(Charter)}
        self._editions = {each.charter: each for each in found}
        self.which.offer({each.charter: titles.get(each.charter) or each.label for each in found})
        self.which.setVisible(len(found) > 1)
        self.none.setVisible(not found)
        for each in (self.choices, self.reader):
            each.setVisible(bool(found))
        self._show(fresh=fresh)

    def go_to(self, wid: str) -> bool:
        """Bring a place to the top, as soon as its text is read; return whether it is here or may come."""
        found = self.reader.go_to(wid)
        self._wanted = "" if found else wid
        return found or (self._coming and bool(wid))

    def show_counts(self, heats: Iterable[Mapping[str, int]], answers: Iterable[Iterable[str]] = ()) -> None:
        """Show how many notes speak of each place (the sum of `heats`), and how many answer each question."""
        shown: Counter[str] = Counter()
        for each in heats:
            shown.update(each)
        self.reader.show_counts({**shown, **Counter(question for each in answers for question in each)})

    def heat(self, tags: Collection[tuple[Iterable[str], int]]) -> Mapping[str, int]:
        """Return how many of these notes (as `places.heat` takes them) speak of each place that is shown."""
        places = self.reader.places
        lost = any(wid not in places.by_wid for each, _ in tags for wid in each)
        return heat(tags, places.by_wid, places.missing if lost else {})

    def _by_hand(self) -> None:
        self._window = ""
        self._show()

    def _show(self, *, fresh: bool = False) -> None:
        edition = self.edition
        if edition is None:
            self.reader.show_text((), "", ())
            self.changed.emit()
            return
        tags = sorted(edition.languages | {edition.language} - {""}, key=lambda tag: (tag != edition.language, tag))
        names: dict[str, str | Sentence] = {tag: own_name(tag) for tag in tags}
        self.first.offer(names)
        self.second.offer({"-": say("No second language"), **names})
        self.second.setVisible(len(tags) > 1)
        if fresh or not self.first.key:
            self._prefer(tags)
        if charters.sections_at_hand(self._desk, edition.id):
            self._fill()
        else:
            work = lambda _report: charters.sections(self._desk, edition.id)  # noqa: E731
            self._coming = True
            self._run(say("Reading the text"), work, self._fill).ended.connect(self._came)

    def _came(self) -> None:
        self._coming = False

    def _fill(self, _sections: object = None) -> None:
        """Show the text whose sections are at hand; where another one is chosen meanwhile, that one is on its way."""
        edition = self.edition
        if edition is None or not charters.sections_at_hand(self._desk, edition.id):
            return
        languages = [self.first.key]
        if self.second.key not in ("", "-", self.first.key):
            languages.append(self.second.key)
        spoken = list(dict.fromkeys([*languages, edition.language or min(edition.languages, default="")]))
        rows = charters.opened(self._desk, edition.id, spoken)
        if self._asking:
            rows = with_questions(rows, (each.question for each in questions.of_edition(self._desk, edition)))
        self.reader.show_text(rows, edition.language, languages)
        self.changed.emit()
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.reader.go_to(wanted)

    def _prefer(self, tags: list[str]) -> None:
        """Choose the window's language, and beside it another one of the room."""
        self._window = language()
        gathering = self._desk.read.find(Event, self._event)
        spoken = gathering.languages if gathering else frozenset()
        first = language() if language() in tags else tags[0]
        others = [tag for tag in tags if tag != first]
        second = next((tag for tag in others if tag in spoken), others[0] if others else "-")
        self.first.show_key(first)
        self.second.show_key(second)
