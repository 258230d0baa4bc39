"""What is printed the day before: which sheets, in which languages, on which paper, and how they will look."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import packs
from hubdesk.i18n import LANGUAGES, Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event
from hubdesk.ui import files
from hubdesk.ui.jobs import Job
from hubdesk.ui.page import Page
from hubdesk.ui.report.drawing import Pages, pages
from hubdesk.ui.report.paper import SIZES
from hubdesk.ui.report.preview import Preview
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.sides import Sides

#: After a change the preview waits so long for the next one, in milliseconds.
PAUSE = 300
ROWS: dict[str, Sentence] = {
    "0": say("No rows"),
    "12": count(12, "{n} row", "{n} rows"),
    "24": count(24, "{n} row", "{n} rows"),
    "48": count(48, "{n} row", "{n} rows"),
}


class PrintPart(Page):
    """Choices beside the pages; nothing is kept but the size of the paper."""

    title = say("Print pack")
    watches = frozenset({"event", "agenda", "person", "gate", "charter", "edition", "section", "text"})
    topic = "print-pack"

    def build(self) -> None:
        """Lay out sheets, languages and paper beside the preview."""
        self._job: Job | None = None
        self._of = ""
        self.sheets = {key: Tick(title) for key, title in packs.SHEETS.items()}
        self.languages = {tag: Tick(name) for tag, name in LANGUAGES.items()}
        self.names = Tick(say("Print names of people who registered"))
        self.sections = Tick(say("Cards of all sections, not only of chapters"))
        self.digits = Tick(say("Own digits in Arabic and Hindi"))
        self.rows = Choice(ROWS)
        self.rows.show_key(str(packs.WALK_INS))
        self.paper = Choice(SIZES)
        self.save = Button(say("Save the sheets"), self._ask, kind="primary", icon="save")
        self.lacks = Label(say("Choose at least one sheet and one language."), role="warning", wrap=True)
        self.told = QVBoxLayout()
        self.preview = Preview()
        self.preview.setMinimumHeight(480)
        self.column.addWidget(Sides(self._choices(), self.preview, least=860, shares=(2, 3)))
        for tick in (*self.sheets.values(), *self.languages.values(), self.names, self.sections, self.digits):
            tick.clicked.connect(self._changed)
        self.rows.picked.connect(lambda _key: self._changed())
        self.paper.picked.connect(self._keep_paper)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._draw)
        self.main = self.save

    def refresh(self, change: Change | None) -> None:
        """Show the choices of this gathering, and its pages."""
        event = self.desk.read.find(Event, self.event_id)
        if event is None:
            return
        if self._of != event.id:
            self._of = event.id
            spoken = packs.languages(self.desk, event.id)
            for tag, tick in self.languages.items():
                tick.setChecked(tag in spoken)
            for tick in self.sheets.values():
                tick.setChecked(True)
            self.names.setChecked(False)
            self._tell([])
        kept = self.frame.preferences.settings.paper if self.frame.preferences else "a4"
        self.paper.show_key(kept if kept in SIZES else "a4")
        self.names.setVisible(not event.sensitive)
        self.shield.setVisible(event.sensitive)
        self._changed()

    def choice(self) -> packs.Choice:
        """Return what is chosen now."""
        event = self.desk.read.get(Event, self.event_id)
        return packs.Choice(
            sheets=[key for key, tick in self.sheets.items() if tick.isChecked()],
            languages=[tag for tag, tick in self.languages.items() if tick.isChecked()],
            paper=self.paper.key or "a4",
            digits="own" if self.digits.isChecked() else "latn",
            names=self.names.isChecked() and not event.sensitive,
            depth="sections" if self.sections.isChecked() else "chapters",
            rows=int(self.rows.key or packs.WALK_INS),
        )

    def write_to(self, paths: list[Path]) -> None:
        """Write the sheets into a folder."""
        desk, event, choice = self.desk, self.event_id, self.choice()
        self._stop()
        work = lambda report: packs.write(desk, event, paths[0], choice, report=report)  # noqa: E731
        self.run(say("Drawing the sheets"), work, lambda made: self._written(paths[0], made))

    def _choices(self) -> QWidget:
        card = Card()
        sheets, spoken = FlowBox(gap=16), FlowBox(gap=16)
        sheets.show_all(self.sheets.values())
        spoken.show_all(self.languages.values())
        self.shield = Label(
            say("This gathering is sensitive: no names, no place and no hours are printed."), role="quiet", wrap=True
        )
        card.add(
            ButtonRow(self.save),
            self.lacks,
            Label(say("Print them in their real size (100 %), and cut at the marks."), role="quiet", wrap=True),
            self.told,
            Label(say("Sheets"), role="strong"),
            sheets,
            Label(say("Languages"), role="strong"),
            spoken,
            self.digits,
            self.sections,
            self.names,
            self.shield,
            Field(say("Empty rows for people who are not on the list"), self.rows),
            Field(say("Paper"), self.paper),
        )
        return card

    def _changed(self) -> None:
        some = self.choice()
        self.digits.setVisible(bool({"ar", "hi"} & set(some.languages)))
        enough = bool(some.sheets and some.languages)
        self.save.setEnabled(enough)
        self.lacks.setVisible(not enough)
        self._soon.start()

    def _keep_paper(self, key: str) -> None:
        if self.frame.preferences is not None:
            self.frame.preferences.print_on(key, self.frame.preferences.settings.logo)
        self._changed()

    def _draw(self) -> None:
        """Make the preview of what is chosen, while there is a workspace."""
        self._stop()
        if self.desk.closed:
            return
        desk, event, choice = self.desk, self.event_id, self.choice()
        if not (choice.sheets and choice.languages):
            self.preview.show_pages(Pages())
            return
        work = lambda report: pages(packs.pages(desk, event, choice, report=report))  # noqa: E731
        self._job = self.run(say("Drawing the preview"), work, self._drawn)
        self._job.ended.connect(self._forget)

    def _drawn(self, made: object) -> None:
        assert isinstance(made, Pages)
        self.preview.show_pages(made)

    def _ask(self) -> None:
        files.ask_folder(self, say("Save the sheets into a folder"), self.write_to)

    def _written(self, folder: Path, made: Any) -> None:
        self._tell([say("They lie here: {path}", path=str(folder)), *made.told()])
        told = count(made.pages, "{n} page is ready to print.", "{n} pages are ready to print.")
        self.frame.notices.say(told, tone="success")

    def _tell(self, sentences: Sequence[Sentence]) -> None:
        """Show sentences below each other in place of those from before."""
        while (item := self.told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in sentences:
            self.told.addWidget(Label(each, role="small", wrap=True))

    def _stop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _forget(self) -> None:
        if self.sender() is self._job:
            self._job = None
