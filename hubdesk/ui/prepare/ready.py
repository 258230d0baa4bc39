"""Whether the laptop is ready without internet: each line is a check that was really made, here and now."""

import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk import cards, care, fonts
from hubdesk.errors import HubDeskError
from hubdesk.i18n import LANGUAGES, Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Edition, Event, Note, Person
from hubdesk.model.templates import rules
from hubdesk.ui import words
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.mark import IconMark

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk

#: Less than this much free space is worth a warning before a gathering, in bytes.
ROOM = 500_000_000
#: The program did not exist before; a clock that says so is wrong.
BORN = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: `tone` is success, warning or error; `step` a part of Prepare, or `page`, mends it."""

    tone: str
    text: Sentence
    step: str = ""
    page: str = "prepare"


class ReadyPart(Page):
    """Runs the checks when asked, and after the visit; nothing is ticked that was not looked at."""

    title = say("Ready check")
    watches = frozenset({"event", "charter", "edition", "person", "secret"})
    topic = "ready"

    def build(self) -> None:
        """Lay out the button and the findings."""
        self.check = Button(say("Check now"), self.run_checks, kind="primary", icon="check")
        self.verdict = Label(role="heading", wrap=True)
        self.card = Card()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.card.add(self._lines)
        self.card.hide()
        hint = Label(
            say("Do this at home, where what is missing can still be fetched. A real PDF is made for each language."),
            role="quiet",
            wrap=True,
        )
        for each in (hint, ButtonRow(self.check), self.verdict, self.card):
            self.column.addWidget(each)
        self.main = self.check
        self.findings: list[Finding] = []

    def refresh(self, change: Change | None) -> None:
        """Forget findings that are older than a change of what they speak about."""
        if change is not None or not self.findings:
            self.findings = []
            self.verdict.say("")
            self.card.hide()

    def run_checks(self) -> None:
        """Make all checks: what asks the screen here, what asks disk and paper in a job."""
        self.check.setEnabled(False)
        event = self.desk.read.get(Event, self.event_id)
        self.findings = [_letters(self.desk, event)]
        job = self.run(say("Checking"), lambda report: list(_checks(self.desk, event, report)), self._show)
        job.ended.connect(self._again)

    def _again(self) -> None:
        self.check.setEnabled(True)

    def _show(self, found: object) -> None:
        assert isinstance(found, list)
        self.findings = [*found, *self.findings]
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in self.findings:
            self._lines.addWidget(self._line(each))
        self.card.show()
        open_ = sum(1 for each in self.findings if each.tone != "success")
        self.verdict.play("heading")
        ready = say("Ready: this laptop needs no internet for the event.")
        self.verdict.say(count(open_, "{n} thing to look at", "{n} things to look at") if open_ else ready)

    def _line(self, finding: Finding) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconMark("check" if finding.tone == "success" else finding.tone, finding.tone))
        row.addWidget(Label(finding.text, wrap=True), 1)
        if finding.step or finding.page != "prepare":
            row.addWidget(Button(say("Look at it"), lambda: self.frame.go(finding.page, finding.step), kind="quiet"))
        return line


def _checks(desk: "Desk", event: Event, report: Report) -> Iterable[Finding]:
    steps: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: [_texts(desk, event)],
        lambda: [_room(desk.path)],
        lambda: [_clock(desk)],
        lambda: [_key(desk)],
        lambda: _passphrase(desk, event),
        lambda: [_card(desk)],
        lambda: [_backup(desk)],
        lambda: _printable(desk, event),
    )
    tags = [tag for tag in sorted(event.languages) if tag in LANGUAGES] or ["en"]
    total = len(steps) + len(tags)
    for done, step in enumerate(steps):
        report(done, total)
        yield from step()
    for done, tag in enumerate(tags, start=len(steps)):
        report(done, total)
        yield _paper(desk, event, tag, report)


def _texts(desk: "Desk", event: Event) -> Finding:
    if not event.charters:
        return Finding("warning", say("No text is chosen for this event."), "document")
    there: set[str] = set()
    for each in desk.read.all(Edition):
        if each.charter in event.charters:
            there |= each.languages | {each.language}
    missing = sorted(event.languages - there)
    if missing:
        names = words.listed([words.own_name(tag) for tag in missing])
        text = say("The text is missing in these languages of the room: {names}", names=names)
        return Finding("warning", text, "document")
    return Finding("success", say("The text is here in every language of the room."))


def _room(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    if free >= 10_000_000_000:
        return Finding(
            "success", count(free // 1_000_000_000, "{n} GB of the disk is free.", "{n} GB of the disk are free.")
        )
    text = count(free // 1_000_000, "{n} MB of the disk is free.", "{n} MB of the disk are free.")
    return Finding("success" if free >= ROOM else "warning", text)


def _clock(desk: "Desk") -> Finding:
    now, last = desk.now(), care.last_saved(desk)
    if now < BORN:
        return Finding("error", say("The clock of this laptop is wrong: set date and time before the event."))
    if last is not None and last > now + timedelta(hours=1):
        text = say("Something was saved at a later time than it is now: look at date and time of all laptops.")
        return Finding("error", text)
    return Finding("success", say("The clock of this laptop agrees with what was saved."))


def _key(desk: "Desk") -> Finding:
    try:
        good = len(desk.author.sign(b"hubdesk ready check")) == 64
    except (OSError, ValueError, HubDeskError):
        good = False
    if good:
        return Finding("success", say("The key of this laptop signs."))
    return Finding("error", say("The key of this laptop cannot sign: files made here could not be merged."))


def _passphrase(desk: "Desk", event: Event) -> Iterable[Finding]:
    if rules(event.sensitive).passphrase:
        if desk.locked:
            yield Finding("success", say("The workspace is locked by a passphrase."))
        else:
            yield Finding("error", say("A sensitive gathering needs a passphrase: set one now."), page="lock")


def _card(desk: "Desk") -> Finding:
    kept = cards.kept(desk)
    if not kept:
        return Finding("warning", say("No recipient card is kept here: upload files will not be sealed."), page="keys")
    names = words.listed([each.card.name for each in kept])
    return Finding("success", say("Upload files will be sealed for: {names}", names=names))


def _backup(desk: "Desk") -> Finding:
    try:
        made = care.backup(desk)
    except HubDeskError as error:
        return Finding("error", error.what)
    if told := made.told():
        return Finding("warning", told)
    return Finding("success", say("A backup was made just now: {name}", name=made.path.name))


def _paper(desk: "Desk", event: Event, tag: str, report: Report) -> Finding:
    from hubdesk.desk import reports

    name = words.own_name(tag)
    with tempfile.TemporaryDirectory(prefix="hubdesk-") as folder:
        try:
            path = Path(folder) / "check.pdf"
            made = reports.pdf(desk, [event.id], path, language=tag, report=report, leaves=False)
        except (HubDeskError, OSError):
            return Finding("error", say("No report can be printed in this language: {name}", name=name))
        size = made.path.stat().st_size
    if size < 1000:
        return Finding("error", say("No report can be printed in this language: {name}", name=name))
    return Finding("success", say("A report was printed into a file and looked at: {name}", name=name))


def _printable(desk: "Desk", event: Event) -> Iterable[Finding]:
    """Look whether reports can print every letter, script by script: those fonts are others than the window's."""
    found = fonts.lost(desk, event.id, language=words.language())
    for each in found:
        letters = words.listed([f"{letter} (U+{ord(letter):04X})" for letter in each.letters[:8]])
        text = say(
            "Reports cannot print all of this script: {script} ({letters}). Put a font for it into {folder}.",
            script=each.name,
            letters=letters,
            folder=str(desk.folders.fonts),
        )
        yield Finding("warning", text)
    if not found:
        yield Finding("success", say("Reports can print every letter in people list, text and notes."))


def _letters(desk: "Desk", event: Event) -> Finding:
    """Look whether every letter of names and notes can be drawn, by our fonts or the computer's."""
    used: set[str] = set(event.title + event.place)
    for person in desk.read.all(Person, event=event.id):
        used.update(person.name, person.other_script, person.community)
    for note in desk.read.all(Note, event=event.id):
        used.update(note.text)
    metrics = QFontMetrics(QApplication.font())
    seen = (each for each in used if each.isprintable() and unicodedata.category(each) not in ("Mn", "Cf"))
    lost = sorted(each for each in seen if not metrics.inFontUcs4(ord(each)))
    if lost:
        shown = " ".join(f"{each} (U+{ord(each):04X})" for each in lost[:8])
        text = count(len(lost), "{n} letter has no shape: {shown}", "{n} letters have no shape: {shown}", shown=shown)
        return Finding("warning", text)
    return Finding("success", say("Every letter in names and notes can be drawn."))
