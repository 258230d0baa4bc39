"""A translation as Special:ExportTranslations writes it (gettext PO): its units by name, with their states."""

import re

import polib

from hubdesk.charter import languages
from hubdesk.charter.finishing import Reading, too_long
from hubdesk.charter.units import Unit, of_chapter, read_units, unit_of
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.outline import Outline

_START = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n){0,200}[ \t]*(?:msgctxt|msgid)[ \t]", re.ASCII)
_HEADER = re.compile(r"\"(X-Language-Code|Language)\s{0,9}:\s{0,9}([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_LINE = re.compile(r"\(line (\d{1,9})\)")
#: Twenty lines for each of the 10,000 units that the wiki exports at most.
_LINES = 200_000


def is_po(text: str) -> bool:
    """Whether a text begins as a PO file does: comments, then an entry."""
    return bool(_START.match(text))


def language_of(text: str) -> str:
    """Return the language that the header names (`X-Language-Code` before `Language`), "" when it names none."""
    found = {name.casefold(): code for name, code in reversed(_HEADER.findall(text[:20_000]))}
    return languages.tag(found.get("x-language-code", "")) or languages.tag(found.get("language", ""))


def read_po(reading: Reading) -> tuple[Outline, ...]:
    """Return a translation, its units in the order of the source page, and the source as its units tell it.

    Babel's reader raises on the date of these files, therefore polib. Raises `Refused` for damaged files.
    """
    try:
        entries = list(polib.pofile(_without_comments(reading.text)))
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise damaged(_LINE.search(str(error))) from error
    units = []
    for entry in entries:
        key = str(entry.msgctxt or "")
        unit = Unit(unit_of(key), str(entry.msgid), str(entry.msgstr), entry.fuzzy)
        if not entry.obsolete:
            units.append(of_chapter(unit, key.rpartition("/")[0], reading.chapters))
    return read_units(reading, units, "po")


def damaged(place: re.Match[str] | None = None) -> Refused:
    """Return the refusal of what should be a PO file and is none, with the line where that is known."""
    return Refused(
        say("The translation file is damaged in line {line}: it does not follow the rules of PO files.", line=place[1])
        if place
        else say("The translation file is damaged: it does not follow the rules of PO files."),
        next=say("Export the translation again and import the new file."),
        code="document-po",
    )


def _without_comments(text: str) -> str:
    """Return the file with flags as its only comments: polib takes quadratic time for long runs of lines.

    Blank lines stand for the comments, so that a fault is told with its line.
    """
    lines = text.split("\n")
    kept = ["" if line.lstrip().startswith("#") and not line.lstrip().startswith("#,") else line for line in lines]
    if sum(map(bool, kept)) > _LINES:
        raise too_long()
    return "\n".join(kept)
