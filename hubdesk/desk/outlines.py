"""Headings of documents that come with the program, so that lines can be tagged before anybody has read in a text."""

import json
from dataclasses import dataclass

from hubdesk.desk import charters
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.charter import charter_id, charter_key
from hubdesk.paths import shipped


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """One outline: `headings` are (level from 1, words); `revision` is empty where it is not known which it follows."""

    id: str
    title: str
    source: str
    revision: str
    language: str
    historical: bool
    notice: str
    headings: tuple[tuple[int, str], ...]

    @property
    def charter(self) -> str:
        """The id of the charter that it begins: that of its source page."""
        return charter_id(charter_key(self.source, self.title))


def outlines() -> list[BuiltIn]:
    """Return the outlines that come with the program, by name."""
    found = []
    for file in sorted((shipped("resources") / "outlines").glob("*.json")):
        told = json.loads(file.read_text("utf-8"))
        headings = tuple((level, words) for level, words in told.pop("headings"))
        found.append(BuiltIn(id=file.stem, headings=headings, **told))
    return found


def use(desk: Desk, name: str, *, event: str = "") -> charters.Imported:
    """Take an outline in as a charter without words, and choose it for an event; a text read in later maps onto it.

    Usage where there is no such outline, or where the text itself is here already.
    """
    found = next((each for each in outlines() if name in (each.id, each.title)), None)
    if found is None:
        raise Usage(
            say("No outline is called {name}.", name=name),
            next=say("Choose one of these: {names}", names=", ".join(each.id for each in outlines())),
        )
    page = [f"# {found.title}", *(f"{'#' * (level + 1)} {words}" for level, words in found.headings)]
    source = f"{found.source}@{found.revision}" if found.revision else found.source
    file = (f"{found.id}.md", "\n\n".join(page).encode())
    read = charters.preview([file], title=found.title, language=found.language, source=source)
    if any(each.id != read.found.edition for each in charters.editions(desk, found.charter)):
        raise Usage(
            say("The text of this outline is here already."),
            next=say("Choose the charter for the event instead."),
        )
    return charters.take(desk, read, event=event, historical=found.historical)
