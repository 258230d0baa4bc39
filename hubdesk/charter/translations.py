"""A translation as Special:ExportTranslations writes it (gettext PO), as an outline whose blocks know their units."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polib

from hubdesk.charter import languages
from hubdesk.charter.finishing import Reading, too_long
from hubdesk.charter.wikitext import read_wikitext
from hubdesk.errors import Refused
from hubdesk.i18n import count, say
from hubdesk.model.limits import DOCUMENT_BYTES, DOCUMENT_HEADING
from hubdesk.model.outline import Outline

_START = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n){0,200}[ \t]*(?:msgctxt|msgid)[ \t]", re.ASCII)
_HEADER = re.compile(r"\"(X-Language-Code|Language)\s{0,9}:\s{0,9}([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_UNIT = re.compile(r"[^_/\n<>\s][^_/\n<>]{0,100}")
#: Twenty lines for each of the 10,000 units that the wiki exports at most.
_LINES = 200_000
_TITLE_UNIT = "Page display title"
_VARIABLE = re.compile(r"\$[A-Za-z0-9]")


def is_po(text: str) -> bool:
    """Whether a text begins as a PO file does: comments, then an entry."""
    return bool(_START.match(text))


def language_of(text: str) -> str:
    """Return the language that the header names (`X-Language-Code` before `Language`), "" when it names none."""
    found = {name.casefold(): code for name, code in reversed(_HEADER.findall(text[:20_000]))}
    return languages.tag(found.get("x-language-code", "")) or languages.tag(found.get("language", ""))


def read_po(reading: Reading) -> Outline:
    """Return the outline of a translation: its units in the order of the source page, outdated ones marked.

    A variable (`$1`) becomes what stands in that unit of the source page, as on the wiki; else it stays and is told.
    Babel's reader raises on the date of these files, therefore polib. Raises `Refused` for damaged files.
    """
    try:
        entries = list(polib.pofile(_without_comments(reading.text)))
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise damaged() from error
    titles = [str(entry.msgstr).strip() for entry in entries if _unit(entry).replace("_", " ") == _TITLE_UNIT]
    title = next((" ".join(found.split())[:DOCUMENT_HEADING] for found in titles if found), "")
    outline = read_wikitext(
        replace(reading, text="".join(_units(entries, reading.variables)) or "<!-- -->", title=title or reading.title)
    )
    left = sum(bool(_VARIABLE.search(block.heading or block.text)) for block in outline.blocks)
    words = count(
        left,
        "{n} text holds a variable such as $1, whose words stand only in the source page.",
        "{n} texts hold variables such as $1, whose words stand only in the source page.",
    )
    told = (*outline.messages, words) if left else outline.messages
    return replace(
        outline, format="po", holds="units", translatable=False, titled=bool(title), variables={}, messages=told
    )


def damaged() -> Refused:
    """Return the refusal of what should be a PO file and is none."""
    return Refused(
        say("The translation file is damaged: it does not follow the rules of PO files."),
        next=say("Export the translation again and import the new file."),
        code="document-po",
    )


def _without_comments(text: str) -> str:
    """Return the file with flags as its only comments: polib takes quadratic time for long runs of lines."""
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("#") or line.lstrip().startswith("#,")]
    if len(lines) > _LINES:
        raise too_long()
    return "\n".join(lines)


def _unit(entry: polib.POEntry) -> str:
    return str(entry.msgctxt or "").rpartition("/")[2]


def _units(entries: list[polib.POEntry], variables: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield each translated unit as a piece of a source page, so that lists and headings in it count as there."""
    grown = 0
    for entry in entries:
        unit, words = _unit(entry), str(entry.msgstr).strip()
        if not words or entry.obsolete or unit.replace("_", " ") == _TITLE_UNIT:
            continue
        if named := variables.get(unit):
            words, more = _filled(words, named, DOCUMENT_BYTES - grown)
            grown += more
        name = f"<!--T:{unit}-->\n" if _UNIT.fullmatch(unit) else ""
        box = '<div class="mw-translate-fuzzy">\n{}\n</div>' if entry.fuzzy else "{}"
        yield f"<translate>\n{name}{box.format(words)}\n</translate>\n\n"


def _filled(words: str, named: Mapping[str, str], room: int) -> tuple[str, int]:
    """Return words with their variables filled in, the longest name first, and by how much they grew at most.

    Raises `Refused` when they grow by more than `room`: a short file must not become an endless one.
    """
    grown = 0

    def fill(found: re.Match[str]) -> str:
        nonlocal grown
        grown += len(named[found[1]])
        if grown > room:
            raise too_long()
        return named[found[1]]

    names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    return re.sub(rf"\$({names})", fill, words), grown
