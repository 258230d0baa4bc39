"""What the page Report was asked for, made away from the window: nothing here knows a widget."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from hubdesk.desk import exports, outbox, publishing, reports
from hubdesk.desk.desk import Desk
from hubdesk.i18n import Sentence
from hubdesk.model.records import Event
from hubdesk.ui.jobs import Report
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.report.drawing import Pages, pages
from hubdesk.ui.report.forms import FORMS, Form

#: What was written: where, what it is, and its pages where it has some.
Written = tuple[Path, "Made", Pages]
Made = reports.Made | reports.Finished | exports.Exported
Draft = Pages | reports.Finished | tuple[Sentence, ...]


class Look(TypedDict):
    """What `desk.reports.pdf` is told about digits, paper and logo, and what else goes in."""

    digits: str
    paper: str
    logo: Path | None
    data: bool
    receipts: bool


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to make, as it was chosen: `form` is a key of FORMS, `about` of `reports.about`.

    `what` is how the outbox calls it, `words` what it is about and what it is, for the name of its file.
    """

    desk: Desk
    event: str
    about: str
    events: tuple[str, ...]
    form: str
    language: str
    look: Look
    what: str
    words: tuple[str, str]

    def name(self) -> str:
        """Return the name of its file, which is sent with it: what may not be published does not stand in it."""
        event = publishing.shown(self.desk, self.desk.read.get(Event, self.event))
        whole = {"event": event.title, "series": event.series}.get(self.about, "")
        title = "" if event.sensitive else file_name(whole or self.words[0])
        words = (title or event.id[-8:], self.words[1], self.language)
        return f"{file_name(' '.join(filter(None, words)))}.{self._form.ending}"

    def publish(self, report: Report) -> Written:
        """Write it into the folder of finished things."""
        return self.write(self.desk.folders.data / "finished" / self.name(), report)

    def write(self, path: Path, report: Report) -> Written:
        """Write it into a file, and put it in the outbox."""
        made: Made
        targets = {path: ""}
        if self._form.paper:
            made = self._pdf(path, report, leaves=True)
        elif self.form in exports.SAFE:
            made = exports.export(self.desk, self.form, path, events=self.events, language=self.language)
            targets = {each: made.targets.get(each, "") for each in made.paths}
        else:
            made = reports.text(self.desk, self.events, self.form, language=self.language)
            targets = dict.fromkeys(reports.write_text(self.desk, made, path), made.page)
        for each, target in targets.items():
            outbox.plan(self.desk, self.event, self.what, path=each, target=target)
        return path, made, pages(path.read_bytes() if self._form.paper else b"")

    def draft(self, report: Report) -> Draft:
        """Return what would be published: its pages, its text, or what its file will hold."""
        if self._form.paper:
            return pages(self.printed(report, leaves=False))
        if self.form in exports.SAFE:
            return exports.contents(self.desk, self.form, self.events, language=self.language)
        return reports.text(self.desk, self.events, self.form, language=self.language)

    def printed(self, report: Report, *, leaves: bool) -> bytes:
        """Return the PDF of a paper; it `leaves` when it goes to a printer."""
        with TemporaryDirectory(prefix="hubdesk-") as folder:
            path = Path(folder) / "pages.pdf"
            self._pdf(path, report, leaves=leaves)
            return path.read_bytes()

    @property
    def _form(self) -> Form:
        return FORMS[self.form]

    def _pdf(self, path: Path, report: Report, *, leaves: bool) -> reports.Made:
        return reports.pdf(
            self.desk,
            self.events,
            path,
            kind=self._form.paper,
            form=self._form.funder,
            language=self.language,
            report=report,
            leaves=leaves,
            **self.look,
        )
