"""After the gathering: what may be published, as paper and as text, in any of our languages."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.desk import exports, publishing, reports
from hubdesk.i18n import LANGUAGES, Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event
from hubdesk.ui import files
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.menus import name_and_state
from hubdesk.ui.page import Page
from hubdesk.ui.report.contents import Contents
from hubdesk.ui.report.drawing import Pages, pages
from hubdesk.ui.report.forms import FORMS
from hubdesk.ui.report.inside import Inside
from hubdesk.ui.report.making import Order
from hubdesk.ui.report.paper import Paper
from hubdesk.ui.report.paste import Paste
from hubdesk.ui.report.questions import Questions
from hubdesk.ui.report.sheets import Sheets
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language, own_name, tell

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

#: What a report can be about.
ABOUT: dict[str, Sentence] = {
    "event": say("This gathering"),
    "series": say("All gatherings of its series"),
    "all": say("All gatherings in this workspace"),
}
DIGITS: dict[str, Sentence] = {
    "latn": say("Western digits (123)"),
    "arab": say("Arabic digits (١٢٣)"),
    "deva": say("Devanagari digits (१२३)"),
}
#: Languages that may be written with digits of their own.
OWN_DIGITS = {"ar": "arab", "hi": "deva"}
#: After a change the preview waits so long for the next one, in milliseconds.
PAUSE = 300
WIDE = 860


class ReportPage(Page):
    """Choose what and in which language; publish the safe version at once, or answer questions first."""

    title = say("Report")
    watches = frozenset(
        {
            "note",
            "event",
            "statement",
            "poll",
            "gate",
            "person",
            "mark",
            "headcount",
            "charter",
            "edition",
            "question",
            "agenda",
            "published",
            "expense",
            "answer",
            "attachment",
        }
    )
    scrolls = False

    def build(self) -> Iterator[None]:
        """Lay out choices and questions beside the preview."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self._job: Job | None = None
        self._reading: Job | None = None
        self._of = ""
        self._events: dict[str, list[str]] = {}
        self._counts: dict[Label, bool] = {}
        self.leading = Filling(margin=16)
        self.leading.column.addWidget(self._choices())
        yield
        self.questions = Questions(self)
        self.leading.column.addWidget(self.questions)
        self.leading.column.addStretch(1)
        yield
        self.sheets, self.paste, self.contents = Sheets(self), Paste(self), Contents()
        yield
        self.preview = self.sheets.preview
        self.finished = QStackedWidget()
        for each in (self.sheets, self.paste, self.contents):
            self.finished.addWidget(each)
        self.beside = QWidget()
        room = QVBoxLayout(self.beside)
        room.addWidget(self.finished)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.leading, 2)
        row.addWidget(self.beside, 3)
        self.column.addLayout(row, 1)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._draw)
        action = self.deed("report-publish", say("Publish the safe version"), self.publish, keys="Ctrl+Return")
        self.publish_safe.show_keys(action)
        self.print_it.show_keys(self.deed("report-print", say("Print the report"), self.ask_printer, keys="Ctrl+P"))
        self.main = self.publish_safe

    def refresh(self, change: Change | None) -> None:
        """Show what can be published, what is asked, and the pages."""
        event = self.desk.read.find(Event, self.event_id)
        if event is None:
            return
        self.language.offer({tag: name_and_state(tag) for tag in LANGUAGES})
        if self._of != event.id:
            self._of = event.id
            self.about.show_key("event")
            spoken = [tag for tag in (language(), *sorted(event.languages)) if tag in LANGUAGES]
            self.language.show_key(spoken[0] if spoken else "en")
            self._offer_digits()
            self.sheets.show_pages(Pages())
            self.questions.wait()
            self._counts = {}
            for each in (self.ready, self.left_out, self.elsewhere):
                each.hide()
            self.where.hide()
        self._events = reports.about(self.desk, event.id)
        self.about.offer({key: ABOUT[key] for key in self._events})
        self.about_field.setVisible(len(self._events) > 1)
        self._read()

    def _read(self) -> None:
        """Read, away from the window, how much would be published and what is asked; then the preview is drawn."""
        if self._reading is not None:
            self._reading.cancel()
        desk, events, here = self.desk, self._chosen, self.event_id
        work = partial(publishing.standing, desk, events, here)
        self._reading = self.run(say("Reading what may be published"), work, self._tell)
        self._reading.ended.connect(self._forget)
        self._soon.start()

    def _tell(self, found: object) -> None:
        """Tell how much will be published of what the report is about; questions are those of this gathering."""
        assert isinstance(found, publishing.Standing)
        self.ready.say(
            count(
                found.ready, "{n} note or statement will be published.", "{n} notes and statements will be published."
            )
        )
        self.left_out.say(count(found.left_out, "{n} is left out for now.", "{n} are left out for now."))
        self._counts = {self.ready: True, self.left_out: bool(found.left_out)}
        self._show_counts()
        self.elsewhere.setVisible(found.elsewhere)
        self.questions.show_questions(found.open, found.answered)

    def _show_counts(self) -> None:
        """Show how much will be published where that is what is made."""
        for label, told in self._counts.items():
            label.setVisible(told and FORMS[self.form.key].notes)

    @property
    def _chosen(self) -> list[str]:
        """The events that the report is about."""
        return self._events.get(self.about.key) or [self.event_id]

    @property
    def _order(self) -> Order:
        """What is chosen now."""
        form, tag = FORMS[self.form.key], self.language.key
        return Order(
            desk=self.desk,
            event=self.event_id,
            about=self.about.key or "event",
            events=tuple(self._chosen),
            form=self.form.key,
            language=tag,
            look={
                "digits": self.digits.key or "latn",
                "paper": self.paper.size_key,
                "logo": self.paper.logo,
                "data": self.inside.data.isChecked(),
                "receipts": self.inside.receipts_in(form.paper),
            },
            what=tell(self.inside.called(form.paper, form.sent(own_name(tag)))),
            words=(tell(ABOUT[self.about.key or "event"]), tell(form.file)),
        )

    def publish(self) -> None:
        """Make the safe version in the chosen form and language, and put it in the outbox."""
        if self.desk.read.find(Event, self.event_id) is not None:
            self._make(self._order.publish)

    def write_to(self, paths: list[Path]) -> None:
        """Make the safe version into a file of the person's choice, and put it in the outbox."""
        self._make(partial(self._order.write, paths[0]))

    def ask_printer(self) -> None:
        """Ask for a printer, where what is chosen comes as pages."""
        if FORMS[self.form.key].paper:
            from hubdesk.ui.report.printing import ask_printer

            ask_printer(self, self.print_on)

    def print_on(self, printer: "QPrinter") -> None:
        """Print the safe version as it is chosen; what is on paper is published."""
        order = self._order

        def work(report: Report) -> object:
            from hubdesk.ui.report.printing import print_pages

            return print_pages(printer, pages(order.printed(report, leaves=True)), report)

        self._stop()
        self.run(say("Printing"), work, self._printed)

    def _printed(self, number: object) -> None:
        assert isinstance(number, int)
        told = count(number, "{n} page went to the printer.", "{n} pages went to the printer.")
        self.frame.notices.say(told, tone="success")

    def _make(self, work: Callable[[Report], object]) -> None:
        self._stop()
        self.run(say("Making the report"), work, self._published)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview beside the choices where there is room, else below."""
        super().resizeEvent(event)
        wide = self.width() >= pixels(WIDE)
        self.leading.setMaximumWidth(pixels(480) if wide else 16_777_215)
        self._stand_aside()
        if wide == self.beside.isHidden():
            self.beside.setVisible(wide)
            home = self.beside.layout() if wide else self.leading.column
            if home is not None:
                home.addWidget(self.finished)

    def changeEvent(self, event: QEvent) -> None:
        """Change sides."""
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._stand_aside()
        super().changeEvent(event)

    def _stand_aside(self) -> None:
        """Keep the preview off the window's edge; margins of a layout do not mirror."""
        room = self.beside.layout()
        if room is not None:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            room.setContentsMargins(16 if mirrored else 0, 16, 0 if mirrored else 16, 16)

    def _choices(self) -> QWidget:
        card = Card()
        self.form = Choice({key: form.label for key, form in FORMS.items()})
        self.about = Choice({"event": ABOUT["event"]})
        self.about_field = Field(say("What it is about"), self.about)
        self.language = Choice(dict(LANGUAGES))
        self.digits = Choice({"latn": DIGITS["latn"]})
        self.digits_field = Field(say("Digits"), self.digits)
        self.inside, self.paper = Inside(), Paper(self)
        self.ready = Label(role="strong", wrap=True)
        self.left_out = Label(role="quiet", wrap=True)
        self.elsewhere = Label(
            say("Questions about other gatherings are answered where these are open."), role="small", wrap=True
        )
        self.publish_safe = Button(say("Publish the safe version"), self.publish, kind="primary", icon="report")
        self.save_as = Button(say("Save as"), self._save_as, icon="save")
        self.print_it = Button(say("Print"), self.ask_printer, icon="print")
        self.where = Label(role="small", wrap=True)
        self.where.hide()
        card.add(
            Field(say("What to make"), self.form),
            self.about_field,
            Field(say("Language of the report"), self.language),
            self.digits_field,
            self.ready,
            self.left_out,
            self.elsewhere,
            ButtonRow(self.publish_safe, self.save_as, self.print_it),
            self.where,
            self.inside,
            self.paper,
            ButtonRow(Button(say("Photos and receipts"), lambda: self.frame.go("photos"), kind="quiet")),
        )
        self.inside.show_for(FORMS[self.form.key].paper)  # not before it stands on the card: it would be a window
        self.form.picked.connect(lambda _key: self._soon.start(0))
        self.about.picked.connect(lambda _key: self._read())
        self.language.picked.connect(lambda _key: self._choose_language())
        self.digits.picked.connect(lambda _key: self._soon.start(0))
        for each in (self.inside, self.paper):
            each.changed.connect(lambda: self._soon.start(0))
        return card

    def _choose_language(self) -> None:
        self._offer_digits()
        self._soon.start(0)

    def _offer_digits(self) -> None:
        own = OWN_DIGITS.get(self.language.key)
        keys = ["latn", own] if own else ["latn"]
        self.digits.offer({key: DIGITS[key] for key in keys})
        if self.digits.currentIndex() < 0:
            self.digits.show_key("latn")
        self.digits_field.setVisible(own is not None)

    def _draw(self) -> None:
        """Make the preview of what would be published now."""
        self._stop()
        order, paper = self._order, bool(FORMS[self.form.key].paper)
        shown = self.sheets if paper else self.contents if order.form in exports.SAFE else self.paste
        self.finished.setCurrentWidget(shown)
        for each in (self.paper, self.print_it):
            each.setVisible(paper)
        self.inside.show_for(FORMS[self.form.key].paper)
        self._show_counts()
        self._job = self.run(say("Drawing the preview"), order.draft, self._drawn)
        self._job.ended.connect(self._forget)

    def _drawn(self, made: object) -> None:
        if isinstance(made, Pages):
            self.sheets.show_pages(made)
        elif isinstance(made, reports.Finished):
            self.paste.show_text(made)
        elif isinstance(made, tuple):
            self.contents.show_parts(made)

    def _published(self, result: object) -> None:
        assert isinstance(result, tuple)
        path, made, shown = result
        if isinstance(made, reports.Made):
            self.sheets.show_pages(shown)
            told = count(made.pages, "The report is made: {n} page.", "The report is made: {n} pages.")
        elif isinstance(made, exports.Exported):
            told = count(len(made.paths), "The file is made.", "{n} files are made.")
        else:
            self.paste.show_text(made)
            told = say("The text is made.")
        self.where.say(say("It lies here: {path}", path=str(path)))
        self.where.show()
        self.frame.notices.say(told, tone="success", step=say("See where to send it"), call=self._to_share)

    def _to_share(self) -> None:
        self.frame.go("share", "outbox")

    def _save_as(self) -> None:
        if self.desk.read.find(Event, self.event_id) is not None:
            order = self._order
            self.run(say("Reading what may be published"), lambda _report: order.name(), self._ask_where)

    def _ask_where(self, name: object) -> None:
        event = self.desk.read.find(Event, self.event_id)
        quiet = event is not None and event.sensitive
        files.ask_save(self, say("Save the report as"), str(name), self.write_to, quiet=quiet)

    def _stop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _forget(self) -> None:
        if self.sender() is self._job:
            self._job = None
        if self.sender() is self._reading:
            self._reading = None
