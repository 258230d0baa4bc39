"""Which letters reports can print here: with our fonts, those of a font pack, and those of this computer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hubdesk import settings
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import chosen
from hubdesk.model.records import Event, Note, Person, Text
from hubdesk.paths import Folders


@dataclass(frozen=True, slots=True)
class Lost:
    """A script with letters that no font here prints: its ISO 15924 tag, its name in a language, and the letters."""

    script: str
    name: str
    letters: tuple[str, ...]


def packs(folders: Folders) -> list[Path]:
    """Return the folders that may hold fonts of this person: the one in the data folder, and the settings' one."""
    named = settings.load(folders.config / "settings.json").fonts
    return [folders.fonts, *([Path(named)] if named else [])]


def use(desk: Desk) -> None:
    """Let reports look for letters in the font packs; what was put there since the last time is noticed."""
    from hubdesk.report.pdf.typeface import look_in

    look_in(packs(desk.folders))


def lost(desk: Desk, event: str, *, language: str) -> list[Lost]:
    """Return the scripts of an event's people, texts and notes that reports cannot print wholly, named in a language.

    What is looked at stays here: letters of people who keep their names to themselves are named, too.
    """
    from hubdesk.report.dates import Dates
    from hubdesk.report.pdf.scripts import script_of
    from hubdesk.report.pdf.typeface import unprintable

    use(desk)
    used = dict.fromkeys(letter for words in _words(desk, event) for letter in words)
    found: dict[str, list[str]] = {}
    for letter in sorted(unprintable("".join(used))):
        found.setdefault(script_of(letter), []).append(letter)
    dates = Dates(language)
    return [Lost(script, dates.script_name(script), tuple(letters)) for script, letters in sorted(found.items())]


def _words(desk: Desk, event: str) -> Iterator[str]:
    here = desk.read.get(Event, event)
    yield from (here.title, here.host, here.place, here.channels)
    for person in desk.read.all(Person, event=event):
        yield from (person.name, person.username, person.other_script, person.community)
    yield from (note.text for note in desk.read.all(Note, event=event))
    for edition in chosen(desk, event) if here.charters else ():
        for text in desk.read.all(Text, edition=edition.id):
            yield from (text.heading, text.text)
