"""A translation as Special:ExportTranslations writes it (gettext PO): its units by name, with their states."""

import re
from collections.abc import Sequence
from dataclasses import replace

import polib

from hubdesk.charter import languages
from hubdesk.charter.finishing import Reading, too_long
from hubdesk.charter.units import FUZZY, Unit, of_chapter, read_units, unit_of
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.outline import Outline

_START = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n){0,200}[ \t]*(?:msgctxt|msgid)[ \t]", re.ASCII)
_HEADER = re.compile(r"\"(X-Language-Code|Language)\s{0,9}:\s{0,9}([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_QUOTED = re.compile(r'(?:^|\s)"(?:[^"\\]|\\.)*"$')
_LINE = re.compile(r"\(line (\d{1,9})\)")
#: Twenty lines for each of the 10,000 units that the wiki exports at most.
_LINES = 200_000
#: So many lines of the last entry are looked at.
_LAST = 2_000


def is_po(text: str) -> bool:
    """Whether a text begins as a PO file does: comments, then an entry."""
    return bool(_START.match(text))


def language_of(text: str) -> str:
    """Return the language that the header names (`X-Language-Code` before `Language`), "" when it names none."""
    found = {name.casefold(): code for name, code in reversed(_HEADER.findall(text[:20_000]))}
    return languages.stated(found.get("x-language-code", "")) or languages.stated(found.get("language", ""))


def read_po(reading: Reading) -> tuple[Outline, ...]:
    """Return a translation, its units in the order of the source page, and the source as its units tell it.

    Babel's reader raises on the date of these files, therefore polib. Raises `Refused` for damaged files.
    """
    try:
        entries = list(polib.pofile(_without_comments(reading.text)))
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise damaged(_LINE.search(str(error))) from error
    if _is_cut(reading.text):
        raise damaged()
    units = []
    entries = [entry for entry in entries if not entry.obsolete]
    ending = _ending([str(entry.msgctxt or "") for entry in entries])
    reading = replace(reading, original=reading.original or languages.tag(ending.removeprefix("/")))
    for entry in entries:
        key = str(entry.msgctxt or "").removesuffix(ending)
        words = str(entry.msgstr)
        fuzzy = entry.fuzzy or words.lstrip().startswith(FUZZY)
        unit = Unit(unit_of(key), str(entry.msgid), words.replace(FUZZY, "", 1), fuzzy)
        units.append(of_chapter(unit, key.rpartition("/")[0], reading.chapters))
    return read_units(reading, units, "po")


def _ending(keys: Sequence[str]) -> str:
    """Return the language that keys end with ("/en") where they are titles of pages and all end alike, else ""."""
    named = {slash + last for _, slash, last in (key.rpartition("/") for key in keys) if last}
    ending = named.pop() if len(named) == 1 and len(keys) > 1 else ""
    return ending if languages.tag(ending.removeprefix("/")) else ""


def _is_cut(text: str) -> bool:
    """Whether a file ends within an entry, which polib takes for whole: its last words are those of a translation."""
    last = [line.strip() for line in text.rstrip().split("\n")[-_LAST:]]
    last = [line for line in last if line and not line.startswith("#")]
    opened = next((line for line in reversed(last) if line.startswith("msg")), "msgstr")
    return bool(last) and not (_QUOTED.search(last[-1]) and opened.startswith("msgstr"))


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
