"""The pages of one export as one document: the source page or pages, their translated pages, their units by name."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hubdesk.charter import languages
from hubdesk.charter.export import TRANSLATIONS, Export, WikiPage, pages_of
from hubdesk.charter.finishing import Reading
from hubdesk.charter.translate import is_translatable
from hubdesk.charter.units import FUZZY, TITLE_UNIT, Unit, of_chapter, read_units
from hubdesk.charter.wikitext import display_title, read_wikitext, refused_redirect, without_display_title
from hubdesk.errors import Refused
from hubdesk.i18n import count, say
from hubdesk.model.outline import Outline, anchor_of

_UNIT_NAME = re.compile(r"<!--\s{0,9}T:")
#: A page that is shown by itself, through a template that picks its language, or by one of its parts.
_INCLUDED = re.compile(r"(?:\{\{|\|)\s{0,9}(?:#\w{1,20})?:?([^{}|\n#=]{1,300})")
#: What a page says that holds no words of its own.
_WORDLESS = ("document-inclusion", "document-no-text")


@dataclass(slots=True)
class _Family:
    """One page of the document in all its languages; the page itself is under "", units are {language: {name: words}}.

    `name` is what tells it from the others, empty while it is the only one.
    """

    title: str
    name: str = ""
    pages: dict[str, WikiPage] = field(default_factory=dict)
    units: dict[str, dict[str, str]] = field(default_factory=dict)

    def source(self) -> WikiPage | None:
        """Return the page that the others translate; without it the first that is there."""
        return self.pages.get("") or next(iter(self.pages.values()), None)


def read_export(reading: Reading) -> tuple[Outline, ...]:
    """Return the source and its translations, as far as one file has them; several source pages are its chapters.

    Pages that only show others give the order of these. `reading.original` names the language of the source. Raises
    `Refused` when no page has words of its own.
    """
    export = pages_of(reading.text)
    families = _families(export)
    whole = [family for family in families if "" in family.pages]
    told = [*reading.told]
    if left := sum(not page.is_content and page.namespace != TRANSLATIONS for page in export.pages):
        told.append(
            count(
                left,
                "{n} page that is no text (a template, a talk page) was left out.",
                "{n} pages that are no texts (templates, talk pages) were left out.",
            )
        )
    if lost := len(families) - len(whole) if whole else 0:
        told.append(
            count(
                lost,
                "The translations of {n} page were left out: the page itself is not in the file.",
                "The translations of {n} pages were left out: the pages themselves are not in the file.",
            )
        )
    reading = replace(reading, told=told)
    if not any(family.pages for family in families):
        return _of_units(reading, export, families)
    document = _Document(reading, export, _chapters(whole or families))
    return tuple(document.outlines())


def _families(export: Export) -> list[_Family]:
    """Return the pages sorted by what they translate, in the order of the file."""
    found: dict[str, _Family] = {}
    prefix = f"{export.translations}:"
    titles = {page.title for page in export.pages if page.text}
    redirects = False
    for page in export.pages:
        if page.namespace == TRANSLATIONS or page.title.startswith(prefix):
            title, _, rest = page.title.removeprefix(prefix).rpartition("/")
            title, _, unit = title.rpartition("/")
            language = languages.stated(rest)
            if title and unit and language and page.text.replace(FUZZY, "", 1).strip():
                found.setdefault(title, _Family(title)).units.setdefault(language, {})[unit] = page.text
        elif page.redirects:
            redirects = True
        elif page.is_content and page.text:
            title, language = _translated(page, titles)
            found.setdefault(title, _Family(title)).pages.setdefault(language, page)
    if not found and redirects:
        raise refused_redirect()
    if not found:
        raise Refused(
            say("The export holds no page with words of its own."),
            next=say("Export the page of the charter and its translations, in their latest revision."),
            code="document-no-text",
        )
    return list(found.values())


def _translated(page: WikiPage, titles: Container[str]) -> tuple[str, str]:
    """Return the page that a page translates, and its language; marks of units count only where that one is not there.

    A translated page that was copied from its source may have kept them.
    """
    title, _, last = page.title.rpartition("/")
    may_be = title in titles or not is_translatable(page.text)
    language = languages.tag(last) if title and last == last.lower() and may_be else ""
    return (title, language) if language else (page.title, "")


def _chapters(families: Sequence[_Family]) -> list[_Family]:
    """Return the families that have words, each named when there are several; who shows others gives their order."""
    with_pages = [family for family in families if family.pages]
    if len(with_pages) == 1:
        return with_pages
    kept: list[_Family] = []
    shown: list[str] = []
    trouble: Refused | None = None
    for family in with_pages:
        page = family.source()
        if page is None:
            continue
        shown += [_target(found[1], page.title) for found in _INCLUDED.finditer(page.text)]
        try:
            read_wikitext(Reading(page.text, family.title, "und"))
        except Refused as refused:
            if refused.code not in _WORDLESS:
                raise
            trouble = trouble or refused
        else:
            kept.append(family)
    if not kept and trouble:
        raise trouble
    place = {title: nth for nth, title in reversed(list(enumerate(shown)))}
    kept.sort(key=lambda family: place.get(family.title, -1))
    _name(kept)
    return kept


def _name(families: Sequence[_Family]) -> None:
    """Give each of several pages the name that tells it from the others."""
    above = len(_above([family.title for family in families]))
    for family in families if len(families) > 1 else ():
        family.name = family.title[above:].strip("/ ") or family.title.rpartition("/")[2]


def _target(written: str, title: str) -> str:
    """Return the title of a page that is shown; "/Hubs" lies below the page that shows it, a language is left off."""
    name = written.replace("_", " ").strip().rstrip("/")
    name = f"{title}{name}" if name.startswith("/") else name
    return name[:1].upper() + name[1:]


def _above(titles: Sequence[str]) -> str:
    """Return the page that all of them are or lie below, else ""."""
    common = []
    for parts in zip(*(title.split("/") for title in titles), strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    return "/".join(common)


class _Document:
    """One document that is put together from its chapters in each language."""

    def __init__(self, reading: Reading, export: Export, chapters: Sequence[_Family]) -> None:
        self._reading, self._export, self._chapters = reading, export, chapters

    def outlines(self) -> Iterator[Outline]:
        """Yield the source, then for each other language what its units say and what its pages say."""
        original = self._original()
        yield original
        order = {block.unit: nth for nth, block in enumerate(original.blocks) if block.unit}
        spoken = {language for chapter in self._chapters for language in (*chapter.units, *chapter.pages)}
        for language in sorted(spoken - {"", original.language}):
            reading = replace(self._reading, language=language, told=(), title=original.title, source="")
            units = [unit for chapter in self._chapters for unit in _units(chapter, language)]
            units.sort(key=lambda unit: order.get(unit.name, len(order)))
            if any(unit.words.strip() for unit in units):
                yield from read_units(
                    replace(reading, variables=original.variables, joined=original.joined), units, "xml"
                )
            if text := self._text(language):
                try:
                    yield replace(read_wikitext(replace(reading, text=text)), format="xml", translatable=False)
                except Refused as refused:
                    if refused.code not in _WORDLESS:
                        raise

    def _original(self) -> Outline:
        first = self._chapters[0]
        pages = [page for chapter in self._chapters if (page := chapter.source())]
        title = first.title if len(pages) == 1 else _above([page.title for page in pages]) or first.title
        revision = max((page.revision for page in pages), key=lambda revision: int(revision or 0))
        address = f"{self._export.address}/{title.replace(' ', '_')}" if self._export.address else title
        own = next((language for language, page in first.pages.items() if page is first.source()), "")
        text = self._text("")
        language = (
            self._reading.original or own or languages.of_text(text).replace("und", "")
            or languages.tag(self._export.language) or "und"
        )  # fmt: skip
        reading = replace(
            self._reading,
            text=text,
            title=title,
            language=language,
            source=self._reading.source or (f"{address}@{revision}" if revision else address),
        )
        return replace(read_wikitext(reading), format="xml", chapters=_prefixes(self._chapters))

    def _text(self, language: str) -> str:
        """Return the chapters in one language, "" for the source, as one page."""
        found = []
        for chapter in self._chapters:
            source = chapter.source()
            page = chapter.pages.get(language) if language else source
            if page is None or source is None:
                continue
            if not chapter.name:
                return page.text
            prefix = _prefixes([chapter])[chapter.title]
            text = _with_prefix(without_display_title(page.text), prefix)
            unit = "" if language else f" <!--T:{prefix}{TITLE_UNIT}-->"
            named = display_title(page.text)
            if language and not named:  # the name of the source stands for a title that is nowhere in the file
                named = f'<span lang="und" class="mw-content-ltr">{chapter.name}</span>'
            head = f"= {named or chapter.name} ={unit}"
            anchor = anchor_of(display_title(source.text) or chapter.name)
            found.append(f'<span id="{anchor}"></span>\n{head}\n\n{text}\n\n')
        return "".join(found)


def _with_prefix(text: str, prefix: str) -> str:
    """Return a page whose units are called after their chapter, too."""
    return _UNIT_NAME.sub(lambda _found: f"<!--T:{prefix}", text)


def _prefixes(chapters: Sequence[_Family]) -> dict[str, str]:
    """Return what goes before the names of units, which hold within one page only; nothing where there is one page."""
    return {each.title: f"{re.sub('[/_<>]', ' ', each.name).strip()[:40]}:" for each in chapters if each.name}


def _units(chapter: _Family, language: str) -> Iterator[Unit]:
    """Yield the units of a page in one language."""
    chapters = _prefixes([chapter])
    for name, words in chapter.units.get(language, {}).items():
        unit = Unit(name, "", words.replace(FUZZY, "", 1), words.lstrip().startswith(FUZZY))
        yield of_chapter(unit, chapter.title, chapters)


def _of_units(reading: Reading, export: Export, families: Sequence[_Family]) -> tuple[Outline, ...]:
    """Return what an export of units alone says: the source as its units tell it, and the translations."""
    _name(families)
    there = sorted({language for family in families for language in family.units})
    wished = (reading.original, languages.tag(export.language), "en", there[0])
    source = next(language for language in wished if language in there)
    found: list[Outline] = []
    for language in (source, *(each for each in there if each != source)):
        units = [unit for family in families for unit in _units(family, language)]
        if language == source:
            units = [replace(unit, definition=unit.words, words="") for unit in units]
        if any(unit.words.strip() or unit.definition.strip() for unit in units):
            found += read_units(replace(reading, language=language, original=source), units, "xml")
    return tuple(found)
