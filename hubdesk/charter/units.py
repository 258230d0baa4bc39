"""Units of a page by their names, as translation exports hold them, as an outline whose blocks know their units."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hubdesk.charter import languages
from hubdesk.charter.finishing import Reading, too_long
from hubdesk.charter.wikitext import read_wikitext
from hubdesk.i18n import count
from hubdesk.model.limits import DOCUMENT_BYTES, DOCUMENT_HEADING
from hubdesk.model.outline import Format, Holds, Joined, Outline

#: What the wiki writes before a translation whose source has changed since.
FUZZY = "!!FUZZY!!"
TITLE_UNIT = "Page display title"
_NAME = re.compile(r"[^_/\n<>\s][^_/\n<>]{0,100}")
_VARIABLE = re.compile(r"\$[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its name on the page, what it says in the source language, and the translation, "" for none."""

    name: str
    definition: str
    words: str
    fuzzy: bool = False


def unit_of(key: str) -> str:
    """Return the name of a unit from the last part of its key; names have blanks where keys have low lines."""
    return key.rpartition("/")[2].replace("_", " ").strip()


def of_chapter(unit: Unit, page: str, chapters: Mapping[str, str]) -> Unit:
    """Return a unit of one page ("Charter/Hubs") of a document of several: it is called after its chapter, too.

    The title of such a page is a heading. What belongs to no chapter stays as it is.
    """
    plain = page.replace("_", " ")
    prefix = chapters.get(plain) or chapters.get(plain.partition(":")[2], "")
    if not prefix:
        return unit
    if unit.name == TITLE_UNIT:
        definition, words = (f"= {each.strip()} =" if each.strip() else "" for each in (unit.definition, unit.words))
        unit = replace(unit, definition=definition, words=words)
    return replace(unit, name=f"{prefix}{unit.name}")


def read_units(reading: Reading, units: Sequence[Unit], format: Format) -> tuple[Outline, ...]:
    """Return what units say: the translation, and then what they say in the source language, where they say it.

    A variable (`$1`) becomes what stands in that unit of the source page, as on the wiki; else it stays and is told.
    Raises `Refused` when no unit has words.
    """
    units = list(_together(units, reading.joined))
    sources = [
        replace(unit, words=unit.definition, fuzzy=False) for unit in units if unit.name and unit.definition.strip()
    ]
    translated = any(unit.words.strip() for unit in units)
    found = [_outline(reading, units, format, "units")] if translated or not sources else []
    if sources:
        spoken = reading.original or languages.of_text("\n".join(unit.words for unit in sources[:500]))
        original = replace(reading, language=spoken, told=() if found else reading.told)
        told = _outline(original, sources, format, "definitions")
        known = {block.unit: block.heading or block.text for block in told.blocks if block.unit}
        found = [*(replace(each, definitions=known) for each in found), told]
    return tuple(found)


def _together(units: Sequence[Unit], joined: Joined) -> Iterator[Unit]:
    """Yield units, as one those that make one place of the source page; what is missing of it stays in its language."""
    known = {unit.name: unit for unit in units}
    place = {name: first for first, (_, names) in joined.items() for name in names}
    done: set[str] = set()
    for unit in units:
        first = place.get(unit.name, "")
        if not first:
            yield unit
        elif first not in done:
            done.add(first)
            between, names = joined[first]
            here = [known[name] for name in names if name in known]
            words = between.join(each.words.strip() or each.definition.strip() for each in here)
            lacks = len(here) < len(names) or not all(each.words.strip() for each in here)
            yield Unit(
                first,
                between.join(each.definition.strip() for each in here),
                words if any(each.words.strip() for each in here) else "",
                lacks or any(each.fuzzy for each in here),
            )


def _outline(reading: Reading, units: Sequence[Unit], format: Format, holds: Holds) -> Outline:
    titles = [unit.words.strip() for unit in units if unit.name == TITLE_UNIT]
    title = next((" ".join(found.split())[:DOCUMENT_HEADING] for found in titles if found), "")
    text = "".join(_pages(units, reading.variables)) or "<!-- -->"
    outline = read_wikitext(replace(reading, text=text, title=title or reading.title))
    left = sum(bool(_VARIABLE.search(block.heading or block.text)) for block in outline.blocks)
    words = count(
        left,
        "{n} text holds a variable such as $1, whose words stand only in the source page.",
        "{n} texts hold variables such as $1, whose words stand only in the source page.",
    )
    told = (*outline.messages, words) if left else outline.messages
    return replace(
        outline, format=format, holds=holds, translatable=False, titled=bool(title), variables={}, messages=told
    )


def _pages(units: Sequence[Unit], variables: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield each translated unit as a piece of a source page, so that lists and headings in it count as there."""
    grown = 0
    for unit in units:
        words = unit.words.strip()
        if not words or unit.name == TITLE_UNIT:
            continue
        if named := variables.get(unit.name):
            words, more = _filled(words, named, DOCUMENT_BYTES - grown)
            grown += more
        name = f"<!--T:{unit.name}-->\n" if _NAME.fullmatch(unit.name) else ""
        box = '<div class="mw-translate-fuzzy">\n{}\n</div>' if unit.fuzzy else "{}"
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
