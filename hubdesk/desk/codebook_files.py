"""The codebook of a gathering from a file, and into one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hubdesk.desk import codebook, files
from hubdesk.desk.desk import Desk, crew_book
from hubdesk.desk.fields import MAX_LINE, Fields
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.codes import Entry
from hubdesk.model.records import Code, Event
from hubdesk.model.signs import named
from hubdesk.report import codebook as writing
from hubdesk.roster import codebook as reading

#: In which forms a codebook is written; each is also the ending of a file.
FORMS = ("qdc", "csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file would bring: new codes, how many are in the codebook already, names that cannot be keywords."""

    new: tuple[Entry, ...]
    same: int
    unfit: tuple[str, ...]


def preview(desk: Desk, event: str, data: bytes) -> Read:
    """Look into a file. Raises Refused for what is no codebook; nothing is written."""
    desk.read.get(Event, event)
    known = {code.word for code in desk.read.all(Code, event=event)}
    words: set[str] = set()
    new, same, unfit = [], 0, []
    for entry in reading.read(data):
        word = named(entry.name[:MAX_LINE])
        if not word:
            unfit.append(entry.name)
        elif word in known or word in words:
            same += 1
        words.add(word)
        new.append(entry)
    return Read(tuple(new), same, tuple(unfit))


def take(desk: Desk, event: str, found: Sequence[Entry], *, language: str = "", origin: object = None) -> int:
    """Add the codes that are not there yet, in one step; return how many. What is there already stays as it is.

    A name that is no keyword as it stands ("Stable funding") becomes the label in `language` of the word that it gives.
    """
    ids = {code.word: code.id for code in desk.read.all(Code, event=event)}
    home: dict[int, str] = {}
    wanted: list[tuple[str, Fields]] = []
    for place, entry in enumerate(found):
        word, above = named(entry.name[:MAX_LINE]), home.get(entry.parent, "")
        if not word or word in ids:
            home[place] = ids.get(word, above)
            continue
        home[place] = ids[word] = desk.new_id()
        labels = dict(entry.labels)
        if language and word != entry.name:
            labels.setdefault(language, " ".join(entry.name[:MAX_LINE].split()))
        fields: Fields = {"colour": entry.colour, "description": entry.description, "labels": labels, "parent": above}
        wanted.append((word, {name: value for name, value in fields.items() if value}))
    if not wanted:
        return 0
    with desk.action(
        count(len(wanted), "Read {n} code from a file", "Read {n} codes from a file"), origin=origin
    ) as put:
        for word, told in wanted:
            put(Code, ids[word], book=crew_book(event), event=event, word=word, **told)
    return len(wanted)


def content(desk: Desk, event: str, form: str) -> bytes:
    """Return the codebook in one of `FORMS`; free keywords stand at the top, as codes."""
    if form not in FORMS:
        raise Usage(
            say("There is no form of export called {name}.", name=form),
            next=say("Choose one of: {names}", names=", ".join(FORMS)),
        )
    tree = codebook.tree(desk, event)
    places = {each.code.id: place for place, each in enumerate(tree)}
    entries = [
        Entry(
            each.code.word,
            places.get(each.code.parent, -1) if each.depth else -1,
            each.code.colour,
            each.code.description,
            each.code.labels,
        )
        for each in tree
    ]
    if form == "xlsx":
        return writing.sheet(entries, desk.now())
    return writing.qdc(entries) if form == "qdc" else writing.table(entries)


def write(desk: Desk, event: str, path: Path) -> None:
    """Write the codebook; the ending of the name says in which form."""
    files.write(path, content(desk, event, path.suffix.removeprefix(".").casefold()))
