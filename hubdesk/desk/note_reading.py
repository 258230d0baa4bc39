"""What one typed line says in one gathering, and who of its people said it."""

import re
from dataclasses import replace
from typing import Protocol

from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields
from hubdesk.desk.section_index import Index, index
from hubdesk.errors import Usage
from hubdesk.i18n import known, say
from hubdesk.model.capture import Captured, parse, print_line
from hubdesk.model.fold import fold
from hubdesk.model.line_language import guess
from hubdesk.model.records import Event, Note, Person
from hubdesk.model.roles import without_strangers
from hubdesk.model.seen import seen_of
from hubdesk.model.signs import SLASHES
from hubdesk.model.templates import rules

#: The longest line, in characters; a longer one is a document.
MAX_LINE = 20_000

_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f]")
#: A letter that no note holds: it stands for a speaker's name while a line is read without it.
_NOBODY = "\ua66e"
#: How many participants are looked at for one speaker's name.
_ALIKE = 1_000


class Sections(Protocol):
    """Where a line can point to, and what a note keeps of a place."""

    def resolve(self, query: str) -> str | None:
        """Return the wid of a number or a whole heading, else None."""

    def anchor(self, wid: str, language: str = "") -> str:
        """Return what a note keeps of a place."""


class AsTyped:
    """Sections in which the numbers of a note mean what they meant when they were typed.

    A newer edition may have given them to other places; all other numbers and words are those of the newest one.
    """

    def __init__(self, note: Note, newest: Index | None) -> None:
        self._note, self._newest = note, newest
        self._numbers: dict[str, str] = {}
        for wid in note.tags:
            seen = seen_of(note, wid)
            for each in (seen, seen_of(note, seen.get("of", ""))):
                if number := each.get("number"):
                    self._numbers[number] = wid

    def resolve(self, query: str) -> str | None:
        """Return the place that a tag of the note had by this number, else that of the newest edition."""
        return self._numbers.get(query) or (self._newest.resolve(query) if self._newest else None)

    def anchor(self, wid: str, language: str = "") -> str:
        """Return what the note keeps of a place already, else what is there now."""
        kept = self._note.seen.get(wid, "") if wid in self._note.tags else ""
        return kept or (self._newest.anchor(wid, language) if self._newest and wid in self._newest else "")


class Reading:
    """What one typed line says: `found` as it was parsed, `fields` of a note, `person` who is named as its speaker.

    Where "@name" is a participant's, the link is all that is kept: the name stands neither in the fields nor in the
    line. A sensitive gathering keeps no name at all: whoever speaks there without a role is a participant. `letters` is
    the language of the note-taker, `language` that of the line ("" to guess). Raises Usage.
    """

    def __init__(
        self, desk: Desk, gathering: Event, line: str, *, letters: str, sections: Sections | None, language: str
    ) -> None:
        line = without_controls(line)
        if rules(gathering.sensitive).badges_only:
            line = without_strangers(line, known(letters))
        sections = sections or sections_for(desk, gathering.id, line)
        self.found = _read(line, sections, letters)
        self.person = _speaker(desk, gathering.id, self.found)
        if self.person:
            self.found, line = _nameless(self.found, line, sections, letters)
        language = language or guess(self.found.text, _spoken(gathering, letters))
        self.fields = _said(self.found, line, sections, language)


def without_controls(line: str) -> str:
    """Return a line without what no note holds: breaks and tabs are spaces, other control characters are nothing."""
    return _CONTROLS.sub("", " ".join(line.splitlines()).replace("\t", " ")).strip()


def _read(line: str, sections: Sections | None, letters: str) -> Captured:
    if len(line) > MAX_LINE:
        raise Usage(say("This line is too long."), next=say("Split it: at most {n} characters a line.", n=MAX_LINE))
    if not line:
        raise Usage(say("There are no words in this line."), next=say("Type what was said."))
    return parse(line, sections=sections, language=letters)


def _said(found: Captured, line: str, sections: Sections | None, language: str) -> Fields:
    """Return the fields that a line gives."""
    anchors = [tag.anchor for tag in found.sections]
    return {
        "form": found.form,
        "kind": found.kind,
        "text": found.text,
        "line": line,
        "language": language,
        "verbatim": found.verbatim,
        "speaker": found.speaker,
        "voices": found.voices,
        "follow_up": found.follow_up,
        "tags": dict.fromkeys(anchors, True),
        "keywords": dict.fromkeys(found.keywords, True),
        "seen": {wid: sections.anchor(wid, language) for wid in anchors if sections},
    }


def _nameless(found: Captured, line: str, sections: Sections | None, letters: str) -> tuple[Captured, str]:
    """Return what a line says without its speaker, and such a line; inside a sentence "…" stands for the name."""
    name = next(span for span in found.spans if span.type == "speaker")
    other = parse(f"{line[: name.start]}@{_NOBODY}{line[name.end :]}", sections=sections, language=letters)
    plain = replace(other, speaker="", text=other.text.replace(_NOBODY, "…"), spans=())
    return plain, print_line(plain, sections=sections)


def _speaker(desk: Desk, event: str, found: Captured) -> str:
    """Return the participant whose name, user name or one word of a name "@…" is; "" for a role and for several."""
    said = found.speaker.replace("_", " ")
    people = desk.read.many(Person, desk.read.search(Person, said, event=event, limit=_ALIKE)) if said else []
    sought = _plain(said)
    whole = [each for each in people if sought in (_plain(each.name), _plain(each.username), _plain(each.other_script))]
    words = [each for each in people if sought in f"{_plain(each.name)} {_plain(each.other_script)}".split()]
    found_people = {each.id for each in whole} or {each.id for each in words}
    return found_people.pop() if len(found_people) == 1 else ""


def _plain(name: str) -> str:
    return " ".join(fold(name.replace("_", " ")).split())


def sections_for(desk: Desk, event: str, line: str) -> Index | None:
    """Return where lines can point to, read only for a line that may name a place."""
    return index(desk, event) if any(sign in line for sign in SLASHES) else None


def _spoken(gathering: Event, letters: str) -> list[str]:
    """Return the languages of the room, that of the note-taker first."""
    return sorted(gathering.languages, key=lambda tag: (tag.partition("-")[0] != letters.partition("-")[0], tag))
