"""Quick phrases: found by a few letters and put where the cursor stands; kept from the line itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hubdesk.desk import phrases
from hubdesk.i18n import isolate, say
from hubdesk.model.near import FAR, nearness
from hubdesk.ui.notes.capture import Capture
from hubdesk.ui.notes.finder import Finder
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.words import language, tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

_KEEP, _REMOVE = "+", "-"


class Phrasing(QObject):
    """Asks which phrase, over the page, and writes into the line of `capture`."""

    def __init__(self, page: "Page", capture: Capture) -> None:
        super().__init__(page)
        self._page, self._capture = page, capture
        self.finder = Finder(page)
        self._removing = False
        self.finder.found.connect(self._found)
        self.finder.left.connect(capture.take_focus)

    def ask(self) -> None:
        """Offer the phrases of the event; the last rows keep the line as a phrase, or put one away."""
        self._removing = False
        if not self._answers(""):
            self._page.frame.notices.say(say("No phrases yet: type one in the line, then come here again to keep it."))
            return
        self.finder.ask(say("Which phrase?"), self._answers, self._page)

    def _answers(self, typed: str) -> list[Offer]:
        there = phrases.of_event(self._page.desk, self._page.event_id)
        found = sorted((near, at) for at, one in enumerate(there) if (near := nearness(typed, one.text)) < FAR)
        rows = [Offer(there[at].id, isolate(there[at].text)) for _, at in found]
        line = self._capture.line.text.strip()
        if not self._removing and line and not typed:
            rows.append(Offer(_KEEP, tell(say("Keep the line as a phrase: {text}", text=line))))
        if not self._removing and rows and rows[0].value != _KEEP and not typed:
            rows.append(Offer(_REMOVE, tell(say("Put a phrase away"))))
        return rows

    def _found(self, value: str) -> None:
        desk, event = self._page.desk, self._page.event_id
        if value == _REMOVE:
            self._removing = True
            self.finder.ask(say("Which phrase should go?"), self._answers, self._page)
            return
        if value == _KEEP:
            line = self._capture.line.text.strip()
            if self._page.attempt(lambda: phrases.add(desk, event, line, letters=language())):
                self._page.undoable()
        elif self._removing:
            if self._page.attempt(lambda: phrases.remove(desk, value)):
                self._page.undoable()
        else:
            text = next((one.text for one in phrases.of_event(desk, event) if one.id == value), "")
            self._capture.put_in(text)
        self._capture.take_focus()
