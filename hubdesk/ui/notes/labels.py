"""How a tag is called: number and heading of a place, or what a note remembers of it."""

from hubdesk.desk.feedback import seen_of
from hubdesk.i18n import isolate
from hubdesk.model.records import Note
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.words import language, leading


class Labels:
    """Asks the sections that the offers know."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers

    def tag(self, note: Note, wid: str) -> str:
        """Return the words for a tag of a note; without its charter they are those that the note-taker saw."""
        if self._offers.sections is not None and wid in self._offers.sections:
            return self.place(wid)
        seen = seen_of(note, wid)
        return _worded(seen.get("number", ""), seen.get("heading", ""))

    def place(self, wid: str) -> str:
        """Return number and heading of a place, "" where it is not known."""
        sections = self._offers.sections
        place = sections.places.get(wid) if sections else None
        if sections is None or place is None:
            return ""
        return _worded(place.number, sections.label(wid, language()).removeprefix(place.number).strip())


def _worded(number: str, heading: str) -> str:
    """Return "§2.2 Heading"; the number keeps its own direction and is never localised."""
    return leading(f"\u2066§{number.replace('p', ' ¶')}\u2069 {isolate(heading)}".strip())
