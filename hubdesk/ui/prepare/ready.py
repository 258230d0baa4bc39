"""Whether the laptop is ready without internet: each line is a check that was really made, here and now."""

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk.ready import Finding, checks
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event, Note, Person
from hubdesk.ui import words
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.mark import IconMark

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk


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
        desk, language = self.desk, words.language()

        def work(report: Report) -> object:
            return list(checks(desk, event.id, language=language, report=report))

        job = self.run(say("Checking"), work, self._show)
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
