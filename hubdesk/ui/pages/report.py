"""After the gathering: what may be published, as paper and as text, in any of our languages."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.desk import exports, outbox, publishing, reports
from hubdesk.i18n import LANGUAGES, Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event
from hubdesk.ui import files
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.menus import name_and_state
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.report.contents import Contents
from hubdesk.ui.report.forms import FORMS, Form
from hubdesk.ui.report.paper import Paper
from hubdesk.ui.report.paste import Paste
from hubdesk.ui.report.preview import Preview
from hubdesk.ui.report.questions import Questions
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language, own_name, tell

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


class Look(TypedDict):
    """What `desk.reports.pdf` is told about a funder's form, digits, paper and logo."""

    form: str
    digits: str
    paper: str
    logo: Path | None


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

    def build(self) -> None:
        """Lay out choices and questions beside the preview."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self._job: Job | None = None
        self._of = ""
        self._events: dict[str, list[str]] = {}
        self.leading = Filling(margin=16)
        self.questions = Questions(self)
        for each in (self._choices(), self.questions):
            self.leading.column.addWidget(each)
        self.leading.column.addStretch(1)
        self.preview, self.paste, self.contents = Preview(), Paste(self), Contents()
        self.finished = QStackedWidget()
        for each in (self.preview, self.paste, self.contents):
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
            self.preview.show_pages(b"")
            self.where.hide()
        self._events = reports.about(self.desk, event.id)
        self.about.offer({key: ABOUT[key] for key in self._events})
        self.about_field.setVisible(len(self._events) > 1)
        self._tell_safe()

    def _tell_safe(self) -> None:
        """Tell how much will be published of what the report is about; questions are those of this gathering."""
        found = {id: publishing.safe(self.desk, id) for id in self._chosen}
        ready = sum(len(safe.notes) + len(safe.statements) + len(safe.polls) for safe in found.values())
        left_out = sum(safe.left_out for safe in found.values())
        here = publishing.safe(self.desk, self.event_id)
        self.ready.say(
            count(ready, "{n} note or statement will be published.", "{n} notes and statements will be published.")
        )
        self.left_out.say(count(left_out, "{n} is left out for now.", "{n} are left out for now."))
        self.left_out.setVisible(bool(left_out))
        self.elsewhere.setVisible(any(safe.open for id, safe in found.items() if id != self.event_id))
        self.questions.show_questions(here.open, publishing.answered(self.desk, self.event_id))
        self._soon.start()

    @property
    def _chosen(self) -> list[str]:
        """The events that the report is about."""
        return self._events.get(self.about.key) or [self.event_id]

    @property
    def _form(self) -> Form:
        """What is to be made."""
        return FORMS[self.form.key]

    def publish(self) -> None:
        """Make the safe version in the chosen form and language, and put it in the outbox."""
        event = self.desk.read.find(Event, self.event_id)
        if event is not None:
            self.write_to([self.desk.folders.data / "finished" / self._name(event)])

    def write_to(self, paths: list[Path]) -> None:
        """Make the safe version into a file of the person's choice, and put it in the outbox."""
        form, tag, look, event, desk = self.form.key, self.language.key, self._look(), self.event_id, self.desk
        what, path, events = tell(self._form.sent(own_name(tag))), paths[0], self._chosen
        kind = self._form.paper

        def work(report: Report) -> object:
            made: reports.Made | reports.Finished | exports.Exported
            if kind:
                made = reports.pdf(desk, events, path, kind=kind, language=tag, report=report, **look)
                outbox.plan(desk, event, what, path=path)
            elif form in exports.SAFE:
                made = exports.export(desk, form, path, events=events, language=tag)
                for each in made.paths:
                    outbox.plan(desk, event, what, path=each, target=made.targets.get(each, ""))
            else:
                made = reports.text(desk, events, form, language=tag)
                for each in reports.write_text(desk, made, path):
                    outbox.plan(desk, event, what, path=each, target=made.page)
            return path, made

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
        self.paper = Paper(self)
        self.ready = Label(role="strong", wrap=True)
        self.left_out = Label(role="quiet", wrap=True)
        self.elsewhere = Label(
            say("Questions about other gatherings are answered where these are open."), role="small", wrap=True
        )
        self.publish_safe = Button(say("Publish the safe version"), self.publish, kind="primary", icon="report")
        self.save_as = Button(say("Save as"), self._save_as, icon="save")
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
            ButtonRow(self.publish_safe, self.save_as),
            self.where,
            self.paper,
            ButtonRow(Button(say("Photos and receipts"), lambda: self.frame.go("photos"), kind="quiet")),
        )
        self.form.picked.connect(lambda _key: self._soon.start(0))
        self.about.picked.connect(lambda _key: self._tell_safe())
        self.language.picked.connect(lambda _key: self._choose_language())
        self.digits.picked.connect(lambda _key: self._soon.start(0))
        self.paper.changed.connect(lambda: self._soon.start(0))
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

    def _look(self) -> Look:
        """Return how pages are to be printed."""
        digits = self.digits.key or "latn"
        return {"form": self._form.funder, "digits": digits, "paper": self.paper.size_key, "logo": self.paper.logo}

    def _draw(self) -> None:
        """Make the preview of what would be published now."""
        self._stop()
        form, tag, look, events, desk = self.form.key, self.language.key, self._look(), self._chosen, self.desk
        kind = self._form.paper
        self.finished.setCurrentWidget(self.preview if kind else self.contents if form in exports.SAFE else self.paste)
        self.paper.setVisible(bool(kind))

        def work(report: Report) -> object:
            if form in exports.SAFE:
                return exports.contents(desk, form, events, language=tag)
            if not kind:
                return reports.text(desk, events, form, language=tag)
            with TemporaryDirectory(prefix="hubdesk-") as folder:
                path = Path(folder) / "preview.pdf"
                reports.pdf(desk, events, path, kind=kind, language=tag, report=report, leaves=False, **look)
                return path.read_bytes()

        self._job = self.run(say("Drawing the preview"), work, self._drawn)
        self._job.ended.connect(self._forget)

    def _drawn(self, made: object) -> None:
        if isinstance(made, bytes):
            self.preview.show_pages(made)
        elif isinstance(made, reports.Finished):
            self.paste.show_text(made)
        elif isinstance(made, tuple):
            self.contents.show_parts(made)

    def _published(self, result: object) -> None:
        assert isinstance(result, tuple)
        path, made = result
        if isinstance(made, reports.Made):
            self.preview.show_pages(path.read_bytes())
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
        event = self.desk.read.find(Event, self.event_id)
        if event is None:
            return
        files.ask_save(self, say("Save the report as"), self._name(event), self.write_to, quiet=event.sensitive)

    def _name(self, event: Event) -> str:
        event = publishing.shown(self.desk, event)  # a file that is sent tells its name too
        whole = event.series if self.about.key == "series" else "" if self.about.key == "all" else event.title
        title = "" if event.sensitive else file_name(whole) if whole else file_name(tell(ABOUT[self.about.key]))
        words = (title or event.id[-8:], tell(self._form.file), self.language.key)
        return f"{file_name(' '.join(filter(None, words)))}.{self._form.ending}"

    def _stop(self) -> None:
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _forget(self) -> None:
        if self.sender() is self._job:
            self._job = None
