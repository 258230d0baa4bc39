"""Files from a stick: what is in them is shown first; nothing is merged before somebody says so."""

from pathlib import Path
from typing import Any

from hubdesk.i18n import Sentence, say
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.places import ROLES
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, kept_narrow
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.label import Label


class OpeningPage(Page):
    """An event package asks for its five words; any other file is handed to Share, which previews the merge."""

    title = say("Open an event package or file")
    needs_event = False
    topic = "event-package"

    def build(self) -> None:
        """Lay out what was found and the words that open it."""
        self._files: list[Path] = []
        self.card = Card()
        self.name = Label(role="heading", wrap=True)
        self.what = Label(wrap=True)
        self.words = Line(say("The five words"))
        self.words.returnPressed.connect(self._open)
        self.field = Field(say("Words that open it"), self.words, help=say("Somebody of the team tells you them."))
        self.open = Button(say("Open it"), self._open, kind="primary", icon="open")
        self.card.add(self.name, self.what, self.field, ButtonRow(self.open, Button(say("Leave it"), self._leave)))
        self.roles = Card(say("What do you do at this event?"))
        self.choices = {role: self._choice(role, words) for role, (words, _) in ROLES.items()}
        self.choices[""] = self._choice("", say("Show me everything"))
        hint = say("The list of pages then shows what you need. The menu View, Role, brings everything back.")
        self.roles.add(Label(hint, role="quiet", wrap=True), ButtonRow(*self.choices.values()))
        self.roles.hide()
        self.column.addLayout(kept_narrow(self.card))
        self.column.addLayout(kept_narrow(self.roles))
        self.main = self.words

    def arrive(self, about: str) -> None:
        """Look into the files whose paths stand in `about`, one a line."""
        self._files = [Path(each) for each in about.splitlines() if each]
        self.card.hide()
        self.roles.hide()
        if not self._files:
            return
        files = self._files
        if all(each.suffix == ".hubkey" for each in files):
            self.frame.go("keys", about)
            return

        def work(_report: Report) -> object:
            from hubdesk.desk import merging

            return merging.inspect(self.desk, files[0])

        self.run(say("Looking into the file"), work, self._show)

    def _show(self, found: Any) -> None:
        if found.use != "kit":
            self.frame.go("share", "\n".join(map(str, self._files)))
            return
        self.name.say(self._files[0].name)
        self.what.say(say("An event package. Its words open it; nothing is merged before."))
        self.words.clear()
        self.card.show()
        self.words.setFocus()

    def _open(self) -> None:
        said = " ".join(self.words.text().split())
        if not said:
            self.field.trouble(say("Type the words that belong to this package."))
            return
        self.field.trouble(None)
        file = self._files[0]

        def work(_report: Report) -> object:
            from hubdesk.desk import merging

            return merging.open_kit(self.desk, file, said)

        self.run(say("Opening the event package"), work, self._opened)

    def _opened(self, event: object) -> None:
        self.words.clear()
        self.card.hide()
        self.roles.show()
        self.frame.open_event(str(event))
        next(iter(self.choices.values())).setFocus()

    def _choice(self, role: str, words: Sentence) -> Button:
        return Button(words, lambda: self._take(role), icon=role or "prepare")

    def _take(self, role: str) -> None:
        if self.frame.preferences is not None:
            self.frame.preferences.play(role)
        self.frame.go(self.frame.front)

    def _leave(self) -> None:
        self.words.clear()
        self.frame.go("events")
