"""A wiki page as raw wikitext, the source page or a translated one, as an outline."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from hubdesk.charter.elements import ASIDE, UNIT, UNIT_END, UNIT_NAMED, Page
from hubdesk.charter.finishing import Reading, counted, finished, plain_anchor
from hubdesk.charter.inline import plain
from hubdesk.charter.pictures import CAPTION, CAPTION_END
from hubdesk.charter.translate import is_translatable, variables, without_markup
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import DOCUMENT_NESTING, DOCUMENT_PARAGRAPH
from hubdesk.model.outline import Outline, Piece, Status

_TITLE = re.compile(r"\{\{\s{0,9}DISPLAYTITLE\s{0,9}:([^{}|\n]{1,300})", re.IGNORECASE)
_COMMENT = re.compile(r"<!--[^<>]{0,300}-->")
_REDIRECT = re.compile(r"#[^\W\d_]{4,20}\s{0,9}:?\s{0,9}\[\[")
_HEADING = re.compile(r"(={1,6})(.+?)(={1,6})$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,500}>(.*)</h\1\s{0,9}>$", re.IGNORECASE)
_ANCHOR = re.compile(r"<span\s+id\s{0,9}=\s{0,9}(?:\"([^\"<>]{1,3000})\"|'([^'<>]{1,3000})')\s{0,9}>\s{0,9}</span>$")
_BOX = re.compile(r"<(/?)(?:div|span|section|center|bdi|poem)\b([^<>]{0,2000})>", re.IGNORECASE)
_BOX_FIRST = re.compile(
    f"(?:{UNIT}[^{UNIT_NAMED}\n]*{UNIT_NAMED}|\\s)*</?(?:div|section|center|poem)\\b", re.IGNORECASE
)
_BOX_LAST = re.compile(
    f"<(?:div|section|center|poem)\\b[^<>]{{0,2000}}>\\s*$|</(?:div|section|center|poem)\\s*>[\\s{UNIT_END}]*$",
    re.IGNORECASE,
)
_BOX_LANGUAGE = re.compile(r"\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9-]{2,40})")
_UNIT_MARK = re.compile(f"{UNIT}([^{UNIT_NAMED}\n]*){UNIT_NAMED}|{UNIT_END}")
_CAPTION = re.compile(f"{CAPTION}([^{CAPTION_END}\n]*){CAPTION_END}")
_LIST = re.compile(r"([*#:;]+)(.*)$", re.DOTALL)
_BULLET = re.compile(r"[*#:;]+")
_RULE = re.compile(r"-{4,}")
#: What wikis put for signs that would be markup, as the words that they show.
_SHOWN = (("{{!}}", "&#124;"), ("{{=}}", "&#61;"))
#: Two breaks in a row part paragraphs, but in an item or a cell.
_BREAKS = re.compile(r"<br\b[^<>\n]{0,100}>[ \t]*\n?[ \t]*<br\b[^<>\n]{0,100}>", re.IGNORECASE)
_NEAR = 3_000
_HELD = re.compile(f"(?:{UNIT}[^{UNIT_NAMED}\n]*{UNIT_NAMED})?[*#:;|! ]")
#: What stands between a term and its meaning on one line, and what such a sign may stand within.
_MEANING = re.compile(r"\[\[|\]\]|\[|\]|<[^<>]{0,500}>|-\{|\}-|:(?!//)")
_CELLS = re.compile(r"\|\||!!")
_SINGLE_BAR = re.compile(r"[^|\[\]{}]{0,500}\|(?!\|)")
#: HTML that begins or ends a paragraph, an item or a table row, as what wikitext says for it.
_AS_WIKITEXT = (
    (re.compile(r"</?(?:p|hr|ul|ol|dl|blockquote|tbody|thead|tfoot)\b[^<>]{0,500}>", re.IGNORECASE), "\n\n"),
    (re.compile(r"<(?:li|dd|dt)\b[^<>]{0,500}>", re.IGNORECASE), "\n* "),
    (re.compile(r"</(?:li|dd|dt|tr|td|th|caption)\s{0,9}>", re.IGNORECASE), "\n"),
    (re.compile(r"<table\b[^<>]{0,500}>", re.IGNORECASE), "\n{|\n"),
    (re.compile(r"</table\s{0,9}>", re.IGNORECASE), "\n|}\n"),
    (re.compile(r"<tr\b[^<>]{0,500}>", re.IGNORECASE), "\n|-\n"),
    (re.compile(r"<t[dh]\b[^<>]{0,500}>", re.IGNORECASE), "\n||"),  # the first bar ends its attributes
    (re.compile(r"<caption\b[^<>]{0,500}>", re.IGNORECASE), "\n|+|"),
)


def read_wikitext(reading: Reading) -> Outline:
    """Return the outline of a page.

    On a source page the names of its translation units go with the blocks. On a translated page (`/xx`) the source
    anchor above a heading does (the Translate extension writes it since 2022), and blocks that the page shows as
    outdated or not yet translated say so. Raises `Refused` when the page holds nothing but other pages.
    """
    page = Page()
    title = display_title(reading.text)
    if _REDIRECT.match(reading.text.lstrip()):
        raise refused_redirect()
    text = page.without_elements(reading.text)
    named = {unit: {n: page.restored(w) for n, w in words.items()} for unit, words in variables(text).items()}
    text, uneven = without_markup(_as_shown(text))
    text = page.without_templates(page.with_captions(text))
    for pattern, wikitext in _AS_WIKITEXT:
        text = pattern.sub(wikitext, text) if "<" in text else text
    translatable = is_translatable(reading.text)
    lines = _Lines(page, reading.language, is_source=translatable)
    pieces = counted(lines.pieces(text))
    if page.includes and all(piece.aside for piece in pieces):
        raise _refused_inclusion()
    outline = finished(
        reading,
        title=title,
        pieces=pieces,
        messages=[*uneven, *page.messages()],
        format="wikitext",
        translatable=translatable,
    )
    return replace(outline, variables=named, joined=lines.joined)


def _as_shown(text: str) -> str:
    """Return a page with paragraphs where two breaks part them, and signs that stand for themselves."""
    for written, sign in _SHOWN:
        text = text.replace(written, sign)

    def parted(found: re.Match[str]) -> str:
        near = max(found.start() - _NEAR, 0)
        begins = text.rfind("\n", near, found.start())
        held = (begins >= 0 or not near) and _HELD.match(text, begins + 1)
        return found[0] if held else "\n\n"

    return _BREAKS.sub(parted, text)


def _refused_inclusion() -> Refused:
    return Refused(
        say("The page only shows other pages: its own wikitext holds no text of the charter."),
        next=say("Save the included pages, one file each, or save this page as HTML or as XML with its templates."),
        code="document-inclusion",
    )


def display_title(text: str) -> str:
    """Return the title that a page gives itself (`{{DISPLAYTITLE:…}}`), as plain text."""
    found = _TITLE.search(text)
    return plain(_COMMENT.sub("", found[1])) if found else ""


def without_display_title(text: str) -> str:
    """Return a page without the title that it gives itself."""
    return _TITLE.sub("{{DISPLAYTITLE:", text)


def refused_redirect() -> Refused:
    """Return the refusal of a page that leads to another one."""
    return Refused(
        say("The page only points to another page."),
        next=say("Save the page that it points to."),
        code="document-redirect",
    )


@dataclass(slots=True)
class _Part:
    """A paragraph within a cell of a table: its lines, its unit and all units that begin in it, its state."""

    lines: list[str]
    unit: str
    names: list[str]
    status: Status

    @property
    def words(self) -> str:
        """What it says."""
        return "\n".join(self.lines).strip()


class _Lines:
    """The paragraph that is being read, what the lines before said about the next ones, units that are `joined`."""

    def __init__(self, page: Page, language: str, *, is_source: bool) -> None:
        self._page, self._language, self._is_source = page, language, is_source
        self._paragraph: list[str] = []
        self._kept: Status = "translated"
        self._boxes: list[Status] = []
        self._unit = self._running = self._anchor = ""
        self._in_table = 0
        self._row: list[list[_Part]] = []  # the paragraphs of each cell
        self._gap = self._set_in = False
        self.joined: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._here: list[str] = []  # the units that begin in this line, and in the lines before that belong to it
        self._names: list[str] = []
        self._seen: Counter[str] = Counter()

    def pieces(self, text: str) -> Iterator[Piece]:
        """Yield what the page holds, in order."""
        for raw in text.split("\n"):
            yield from self._captioned(raw) if CAPTION in raw else self._line(raw)
        yield from self._flush()
        yield from self._flush_row()

    def _captioned(self, raw: str) -> Iterator[Piece]:
        """Yield what a line with captions holds: they part a paragraph or an item, and stand behind a heading."""
        begins = _UNIT_MARK.sub("", _CAPTION.sub("", raw)).strip()[:1]
        if begins and begins in "|!" and self._in_table:
            yield from self._line(_CAPTION.sub(r" \1 ", raw))
            return
        if begins == "=":
            yield from self._line(_CAPTION.sub("", raw))
        mark = found[0] if (found := _BULLET.match(_UNIT_MARK.sub("", raw).lstrip())) else ""
        for nth, part in enumerate(_CAPTION.split(raw)):
            if nth % 2:
                yield from self._caption(part)
            elif begins != "=" and part.strip():
                yield from self._line(f"{mark}{part}" if nth else part)

    def _caption(self, words: str) -> Iterator[Piece]:
        line, unit, ended = self._units(words)
        line, status = self._status(line)
        if self._in_table and self._row:
            self._row[-1].append(_Part([line], unit, self._here, status))
        else:
            yield from self._flush()
            yield from self._made(Piece("paragraph", line, 0, unit, "", status), self._here)
        self._running = "" if ended else self._running

    def _line(self, raw: str) -> Iterator[Piece]:
        if not raw.strip():
            self._gap = True
            self._boxes.clear()
            yield from self._flush()
            return
        if "<" in raw and _BOX_FIRST.match(raw):
            yield from self._flush()
        line, unit, ended = self._units(raw)
        if found := _ANCHOR.fullmatch(line.strip()):
            yield from self._flush()
            self._anchor = found[1] or found[2]
            return
        line, status = self._status(line)
        stripped = line.strip()
        if not stripped:
            yield from self._flush()
        elif heading := _heading(stripped, set_in=raw[0].isspace()):
            yield from self._flush()
            yield from self._flush_row()
            yield from self._made(  # one without words is nothing
                Piece("heading", heading[1], heading[0], unit, self._source_anchor(), status), self._here
            )
        else:
            self._anchor = ""
            yield from self._body(line, unit, status)
        self._gap = False
        self._running = "" if ended else self._running
        if "<" in raw and _BOX_LAST.search(raw):
            yield from self._flush()

    def _body(self, line: str, unit: str, status: Status) -> Iterator[Piece]:
        stripped = line.strip()
        if stripped.startswith(("{|", "|}")):
            yield from self._flush()
            yield from self._flush_row()
            self._in_table = max(self._in_table + (1 if stripped[0] == "{" else -1), 0)
        elif self._in_table and stripped[0] in "|!":
            yield from self._cells(stripped, unit, status)
        elif found := _LIST.match(stripped):
            yield from self._flush()
            yield from self._flush_row()
            level = min(len(found[1]), DOCUMENT_NESTING)
            for words in _meanings(found[2]) if found[1].endswith(";") else [found[2]]:
                yield from self._made(Piece("item", words, level, unit, "", status), self._here)
        elif _RULE.match(stripped):
            yield from self._flush()
        elif self._in_table and self._row:
            self._in_cell(stripped, unit, status)
        else:
            if self._paragraph and line.startswith(" ") != self._set_in and not unit:  # units come without the blank
                yield from self._flush()
            self._set_in = line.startswith(" ")
            if not self._paragraph:
                self._unit, self._kept = unit, status
            elif self._unit.startswith(ASIDE):
                self._unit = unit
            self._paragraph.append(stripped)
            self._names += self._here

    def _cells(self, line: str, unit: str, status: Status) -> Iterator[Piece]:
        yield from self._flush()
        if line.startswith("|-"):
            yield from self._flush_row()
            return
        if line.startswith("|+"):
            yield from self._flush_row()
            yield from self._made(Piece("item", _cell(line[2:]), 1, unit, "", status), self._here)
            return
        for nth, words in enumerate(map(_cell, _CELLS.split(line[1:]))):
            lines = [words] if plain(words) else []
            part = _Part(lines, "", [], status) if nth else _Part(lines, unit, self._here, status)
            self._row.append([part])

    def _in_cell(self, line: str, unit: str, status: Status) -> None:
        """Add a line to the paragraph that is open in the last cell, or begin one behind a gap."""
        last = self._row[-1][-1]
        if self._gap or not last.lines:
            self._row[-1].append(_Part([line], unit, self._here, status))
        else:
            last.lines.append(line)
            last.names += self._here
            last.unit = _foremost(last.unit, unit)

    def _flush(self) -> Iterator[Piece]:
        if self._paragraph:
            text, self._paragraph = "\n".join(self._paragraph), []
            names, self._names = self._names, []
            yield from self._made(Piece("paragraph", text, 0, self._unit, "", self._kept), names)

    def _flush_row(self) -> Iterator[Piece]:
        """Yield a row as one item; a row of one cell is a box around paragraphs."""
        said = ([part for part in cell if plain(part.words)] for cell in self._row)
        cells, self._row = [cell for cell in said if cell], []
        if len(cells) == 1:
            for part in cells[0]:
                yield from self._made(Piece("paragraph", part.words, 0, part.unit, "", part.status), part.names)
        elif cells:
            parts = [part for cell in cells for part in cell]
            text = " · ".join(" ".join(part.words for part in cell) for cell in cells)
            unit = reduce(_foremost, (part.unit for part in parts))
            names = [name for part in parts for name in part.names]
            yield from self._made(Piece("item", text, 1, unit, "", parts[0].status), names, between=" · ")

    def _made(self, piece: Piece, names: Sequence[str], *, between: str = " ") -> Iterator[Piece]:
        """Yield the piece with its markup gone; the second of one unit is called "name/2"."""
        text = self._page.restored(plain(piece.text[: 20 * DOCUMENT_PARAGRAPH]))
        if not text:
            return
        unit, aside = piece.unit.lstrip(ASIDE), piece.unit.startswith(ASIDE)
        if unit:
            if len(names) > 1 and not self._seen[unit]:
                self.joined[unit] = between, tuple(dict.fromkeys(name.lstrip(ASIDE) for name in names))
            self._seen[unit] += 1
            unit = unit if self._seen[unit] == 1 else f"{unit}/{self._seen[unit]}"
        yield Piece(piece.kind, text, piece.level, unit, piece.anchor, piece.status, aside)

    def _source_anchor(self) -> str:
        anchor, self._anchor = self._anchor, ""
        return "" if self._is_source else plain_anchor(plain(anchor))

    def _units(self, raw: str) -> tuple[str, str, bool]:
        """Return the line without marks, the unit it belongs to, and whether that unit ends here."""
        self._here = []
        if UNIT not in raw and UNIT_END not in raw:
            return raw, self._running, False
        unit = self._running
        ended = False
        for found in _UNIT_MARK.finditer(raw):
            ended = found[1] is None
            if found[1] is not None:
                unit = _foremost(unit, found[1])
                self._running = found[1]
                self._here.append(found[1])
        return _UNIT_MARK.sub("", raw), unit, ended

    def _status(self, line: str) -> tuple[str, Status]:
        """Return the line without boxes and what the boxes say of it; a blank line ends all boxes."""
        if "<" not in line and not self._boxes:
            return line, "translated"
        held = set(self._boxes)
        for found in _BOX.finditer(line):
            if not found[1]:
                if not found[2].rstrip().endswith("/"):
                    self._boxes.append(self._box(found[2]))
                    held.add(self._boxes[-1])
            elif self._boxes:
                self._boxes.pop()
        status: Status = (
            "outdated" if "outdated" in held else "untranslated" if "untranslated" in held else "translated"
        )
        return _BOX.sub("", line), status

    def _box(self, attributes: str) -> Status:
        if "mw-translate-fuzzy" in attributes:
            return "outdated"
        language = _BOX_LANGUAGE.search(attributes)
        if "mw-content-" in attributes and language and not _same(language[1], self._language):
            return "untranslated"
        return "translated"


def _foremost(first: str, other: str) -> str:
    """Return the unit that a line is called after: the first, but not one in a template where there is another."""
    return other if not first or (first.startswith(ASIDE) and not other.startswith(ASIDE)) else first


def _meanings(line: str) -> list[str]:
    """Return a term and, where its meaning stands on the same line behind a colon, that as well."""
    depth = 0
    for found in _MEANING.finditer(line):
        if found[0] == ":" and not depth:
            return [line[: found.start()], line[found.end() :]]
        depth = max(depth + (found[0] in ("[[", "[", "-{")) - (found[0] in ("]]", "]", "}-")), 0)
    return [line]


def _cell(words: str) -> str:
    attributes = _SINGLE_BAR.match(words)
    return words[attributes.end() :] if attributes else words


def _same(one: str, two: str) -> bool:
    return one.casefold() == two.casefold() or two in ("", "und")


def _heading(line: str, *, set_in: bool = False) -> tuple[int, str] | None:
    """Return (level, words) of a heading; signs that do not pair belong to the words (as MediaWiki counts).

    In a line that is set in, equal signs are words, while HTML is what it is.
    """
    if not set_in and line.startswith("=") and (found := _HEADING.match(line)):
        level = min(len(found[1]), len(found[3]))
        words = line[level:-level]
        return (level, words) if words.strip(" =") or not words.strip() else None
    if line.startswith(("<h", "<H")) and (found := _HTML_HEADING.match(line)):
        return (int(found[1]), found[2]) if found[2].strip() else None
    return None
