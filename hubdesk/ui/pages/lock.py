"""The passphrase of the workspace: set, changed, taken away; when it locks by itself; the words that open it too."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, kept_narrow
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.secret import SecretLine, reveal
from hubdesk.ui.words import language

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.desk.locking import Locked

#: After how many minutes without input a workspace locks by itself; 0 is never.
MINUTES = (0, 5, 15, 30)


class LockPage(Page):
    """Nothing of it is kept: what is typed here goes when the page is left.

    `arrive` is given a sensitive event that waits for the passphrase, as JSON of what `events.create` takes.
    """

    title = say("Passphrase and locking")
    needs_event = False
    topic = "safety"

    def build(self) -> None:
        """Lay out the words that were just made, the passphrase, and when it locks."""
        self._wanted: dict[str, Any] = {}
        self._event = ""
        for card in (self._made(), self._needed(), self._passphrase(), self._by_itself()):
            self.column.addLayout(kept_narrow(card))

    def refresh(self, change: Change | None) -> None:
        """Show what can be done with this workspace."""
        locked = self.desk.locked
        self.main = self.now_line if locked else self.new_line
        self.state.say(
            say("This workspace is locked by a passphrase, and so are its backups.")
            if locked
            else say("This workspace has no passphrase: who has this laptop, or its disk, can read what is in it.")
        )
        for each in (self.now, self.remove):
            each.setVisible(locked)
        self.set.say(say("Set another passphrase") if locked else say("Set this passphrase"))
        self.after.setEnabled(locked)
        if self.frame.preferences is not None:
            self.after.show_key(str(self.frame.preferences.settings.lock_minutes))

    def arrive(self, about: str) -> None:
        """Ask for the passphrase that a sensitive event needs before it can be started."""
        self._wanted = json.loads(about)
        self.needed.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed, and what waited for it, when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._wanted = {}
            self.needed.hide()
            for line in (self.now_line, self.new_line, self.again_line):
                line.clear()

    def show_words(self, done: "Locked", event: str = "") -> None:
        """Show the recovery words, once; `event` was started with them, and is shown when they are on paper."""
        self._event = event
        self.words.say(done.words)
        self.rewritten.say(
            count(done.backups, "{n} backup was written anew too.", "{n} backups were written anew too.")
        )
        self.gone.say(
            count(done.removed, "{n} unreadable backup was erased.", "{n} unreadable backups were erased.")
            if done.removed
            else ""
        )
        self.gone.setVisible(bool(done.removed))
        self.made.setVisible(bool(done.words))
        if done.words:
            self.print.setFocus()
        else:
            self.frame.notices.say(say("The workspace and its backups are not locked any more."))

    def _made(self) -> Card:
        self.made = Card(say("Your recovery words"))
        self.words = Label(role="words", wrap=True)
        self.rewritten, self.gone = Label(role="quiet", wrap=True), Label(role="quiet", wrap=True)
        self.print = Button(say("Save a page to print"), self._ask_file, icon="save")
        self.made.add(
            Label(
                say(
                    "They open the workspace when the passphrase is forgotten. They are shown this once and kept "
                    "nowhere: write them on paper now, and keep it where the laptop is not."
                ),
                wrap=True,
            ),
            self.words,
            ButtonRow(self.print, Button(say("I have them on paper"), self._written_down)),
            self.rewritten,
            self.gone,
        )
        self.made.hide()
        return self.made

    def _needed(self) -> Card:
        self.needed = Card(say("First a passphrase"))
        self.needed.add(
            Label(
                say(
                    "A sensitive gathering needs a workspace that nobody else can open. Set a passphrase here, and the "
                    "event is started."
                ),
                wrap=True,
            )
        )
        self.needed.hide()
        return self.needed

    def _passphrase(self) -> Card:
        card = Card(say("Passphrase"))
        self.state = Label(wrap=True)
        self.now_line = SecretLine(say("The passphrase now, or the recovery words"))
        self.now = Field(say("The passphrase now, or the recovery words"), self.now_line)
        self.new_line, self.again_line = SecretLine(say("New passphrase")), SecretLine(say("The new one once more"))
        self.new = Field(say("New passphrase"), self.new_line, help=say("At least five words, or sixteen letters."))
        self.again = Field(say("The new one once more"), self.again_line)
        self.again_line.returnPressed.connect(self._set)
        self.shown = reveal(say("Show what I type"), self.now_line, self.new_line, self.again_line)
        self.set = Button(say("Set this passphrase"), self._set, kind="primary", icon="lock")
        self.remove = Button(say("Take the passphrase away"), self._remove, kind="danger")
        card.add(
            self.state,
            Label(
                say(
                    "Setting one writes the workspace and its backups anew. A backup that cannot be read, and a "
                    "damaged file that was put away, is erased then. Without passphrase and recovery words nobody can "
                    "open them any more."
                ),
                role="quiet",
                wrap=True,
            ),
            self.now,
            self.new,
            self.again,
            self.shown,
            ButtonRow(self.set, Button(say("Choose five words for me"), self._choose), self.remove),
        )
        return card

    def _by_itself(self) -> Card:
        card = Card(say("Lock by itself"))
        never = {0: say("Never")}
        choices = {str(n): never.get(n) or count(n, "After {n} minute", "After {n} minutes") for n in MINUTES}
        self.after = Choice(choices)
        self.after.picked.connect(self._lock_after)
        card.add(Field(say("When nobody touches keyboard or mouse"), self.after))
        return card

    def _choose(self) -> None:
        from hubdesk.desk import locking

        words = locking.choose(language())
        self.shown.setChecked(True)
        for line in (self.new_line, self.again_line):
            line.setText(words)
        self.set.setFocus()

    def _set(self) -> None:
        from hubdesk.desk import locking

        self._calm()
        try:
            locking.check(self.new_line.text())
        except HubDeskError as error:
            self.new.trouble(error.next)
            return
        if self.new_line.text() != self.again_line.text():
            self.again.trouble(say("This differs from the line above."))
            return
        self._rewrite(self.new_line.text())

    def _remove(self) -> None:
        self._calm()
        self._rewrite("")

    def _calm(self) -> None:
        for field in (self.now, self.new, self.again):
            field.trouble(None)

    def _rewrite(self, new: str) -> None:
        """Try the passphrase of now while the workspace is still open; then it is closed for a moment."""
        old = self.now_line.text()
        path = self.desk.path
        if not self.desk.locked:
            self._begin("", new)
            return

        def work(_report: Report) -> object:
            from hubdesk.desk import locking

            try:
                locking.key_of(path, old)
            except Refused as error:
                return error
            return old, new

        self.run(say("Trying the passphrase"), work, self._tried)

    def _tried(self, found: object) -> None:
        if isinstance(found, HubDeskError):
            self.now.trouble(found.what)
            self.now_line.setFocus()
        elif isinstance(found, tuple):
            self._begin(*found)

    def _begin(self, old: str, new: str) -> None:
        wanted = dict(self._wanted)
        begins = wanted.pop("begins", "")

        def create(desk: "Desk") -> str:
            from hubdesk.desk import events

            return events.create(desk, start=datetime.fromisoformat(begins) if begins else None, **wanted)

        self.frame.rewriting_asked.emit(old, new, create if wanted and new else None)

    def _lock_after(self, minutes: str) -> None:
        if self.frame.preferences is not None:
            self.frame.preferences.lock_after(int(minutes))

    def _written_down(self) -> None:
        self.words.say("")
        self.made.hide()
        if self._event:
            self.frame.open_event(self._event, "prepare")

    def _ask_file(self) -> None:
        files.ask_save(self, say("Save a page to print"), "recovery-words.pdf", self.save_to)

    def save_to(self, paths: list[Path]) -> None:
        """Write the recovery words as a page."""
        words, tag, path, desk = self.words.text(), language(), paths[0], self.desk

        def work(_report: Report) -> object:
            from hubdesk.desk import locking

            locking.write_page(words, path, language=tag, at=desk.now())
            return path

        self.run(say("Writing the page"), work, self._saved)

    def _saved(self, _path: object) -> None:
        self.frame.notices.say(say("Print the page, then delete the file: who reads it can open the workspace."))
