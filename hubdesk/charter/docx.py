"""A DOCX (Word and others) as a draft of its outline, by the rules of ECMA-376."""

from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.charter.docx_styles import Numbering, Styles, number, on, read_tongues
from hubdesk.charter.office import NO_TONGUES, Draft, Gathering, Passage, Tongues, inherited
from hubdesk.charter.package import Package, damaged
from hubdesk.charter.unread import no_text_document
from hubdesk.charter.xml_stream import Element, walk

#: The names of the standard (transitional) and of its strict form.
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_FORMER = {
    "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:tblPrExChange",
    "w:tblGridChange", "w:numberingChange",
}  # fmt: skip
_LEFT_OUT = {"w:rt", "w:footnotePr", "w:endnotePr", "w:binData", "w:fldData"}
_SIGNS = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:ptab": " ", "w:noBreakHyphen": "\u2011", "w:softHyphen": ""}
_NOTES = {"w:footnoteReference": "notes", "w:endnoteReference": "notes", "w:commentReference": "comments"}
#: Fields whose result is a list of places, not text of the document.
_CONTENTS = ("TOC", "INDEX", "TOA")


def read_docx(package: Package) -> Draft:
    """Return what a DOCX holds: paragraphs with their outline level, list items, what was left out and the language.

    The level of a heading is `w:outlineLvl` of the paragraph or of the styles that its style is based on; the names of
    styles, which people translate, count only where they are Word's own. Of tracked changes the new state is taken.
    Raises `Refused` for a package that holds no text document.
    """
    main = _target(package.part("_rels/.rels"), "/officeDocument") or "word/document.xml"
    if main not in package:
        raise damaged()
    folder, _, file = main.rpartition("/")
    relations = package.part(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    styles, numbering = Styles(), Numbering()
    for kind, listener in (("styles", styles), ("numbering", numbering)):
        target = _target(relations, f"/{kind}") or f"{kind}.xml"
        part = package.part(target if target.startswith("/") else f"{folder}/{target}")
        if part:
            walk(part, listener, PREFIXES)
    body = _Body(styles, numbering)
    walk(package.part(main), body, PREFIXES)
    title = Element("dc:title")
    if core := package.part(_target(package.part("_rels/.rels"), "/core-properties") or "docProps/core.xml"):
        walk(core, title, PREFIXES)
    return body.gathering.draft("docx", title.text)


class _Relations:
    """The first target of a kind in a list of relations, whose kinds end alike in both forms of the standard."""

    def __init__(self, ending: str) -> None:
        self.target, self._ending = "", ending

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        inside = name == "rel:Relationship" and attributes.get(":TargetMode", "") != "External"
        if inside and not self.target and attributes.get(":Type", "").endswith(self._ending):
            self.target = attributes.get(":Target", "")
        return False

    def words(self, text: str) -> None:
        """Hear text, of which relations have none."""

    def end(self, name: str) -> None:
        """Hear an element end."""


def _target(relations: bytes, ending: str) -> str:
    found = _Relations(ending)
    if relations:
        walk(relations, found, PREFIXES)
    return found.target


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    outline: int = -1
    list_id: str = ""
    list_level: int = -1
    joined: bool = False


@dataclass(slots=True)
class _Run:
    style: str = ""
    hidden: bool | None = None
    tongues: Tongues = NO_TONGUES


@dataclass(slots=True)
class _Field:
    code: str = ""
    is_code: bool = True
    is_contents: bool = False


class _Body:
    """Hears `document.xml`."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.gathering = Gathering()
        self._styles, self._numbering = styles, numbering
        self._path: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._fields: list[_Field] = []
        self._chosen: list[bool] = []  # for each alternative: whether one was taken
        self._placeholder = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Hear an element begin."""
        if not self._path and name != "w:document":
            raise no_text_document()
        above = self._path[-1] if self._path else ""
        if name in _FORMER or name in _LEFT_OUT or self._is_left_out(name, above, attributes):
            return True
        value = attributes.get("w:val", "")
        if name == "w:p":
            self._paragraphs.append(_Paragraph())
            self.gathering.begin()
        elif name == "w:r":
            self._runs.append(_Run())
        elif name == "w:tbl":
            self.gathering.tables += 1
        elif name == "mc:AlternateContent":
            self._chosen.append(False)
        elif name == "w:fldChar":
            self._field(attributes.get("w:fldCharType", ""))
        elif name in _SIGNS and above == "w:r":
            self._add(_SIGNS[name])
        elif name in _NOTES:
            self.gathering.left_out[_NOTES[name]] += 1
        elif above in ("w:pPr", "w:numPr") and self._paragraphs:
            self._of_paragraph(self._paragraphs[-1], name, value)
        elif above == "w:rPr" and self._runs and self._path[-2] == "w:r":
            self._of_run(self._runs[-1], name, attributes)
        self._path.append(name)
        return False

    def words(self, text: str) -> None:
        """Hear text."""
        kind = self._path[-1] if self._path else ""
        if kind in ("w:t", "m:t"):
            self._add(text)
        elif kind == "w:instrText" and self._fields and self._fields[-1].is_code:
            self._fields[-1].code = (self._fields[-1].code + text)[:100]

    def end(self, name: str) -> None:
        """Hear an element end."""
        self._path.pop()
        if name == "w:p":
            self._ended(self._paragraphs.pop())
        elif name == "w:pPr" and self._paragraphs and self._heading(self._paragraphs[-1]):
            self._fields = [each for each in self._fields if not each.is_contents]  # a list that was never closed
        elif name == "w:r":
            self._runs.pop()
        elif name == "w:tbl":
            self.gathering.tables -= 1
        elif name == "mc:AlternateContent":
            self._chosen.pop()

    def _is_left_out(self, name: str, above: str, attributes: Mapping[str, str]) -> bool:
        """Whether all of an element is left out: deleted, moved away, a second choice, a list of contents."""
        if name in ("w:del", "w:moveFrom"):
            return self._deleted(above)
        if name in ("w:ins", "w:moveTo"):
            self.gathering.left_out["changes"] += 1
        elif name in ("mc:Choice", "mc:Fallback") and self._chosen:
            taken, self._chosen[-1] = self._chosen[-1], True
            return taken
        elif name == "w:sdt":
            self._placeholder = False
        elif name == "w:docPartGallery" and attributes.get("w:val", "") == "Table of Contents":
            self._placeholder = True
            self.gathering.left_out["contents"] += 1
        elif name == "w:showingPlcHdr":
            self._placeholder = on(attributes.get("w:val", ""))
        elif name == "w:sdtContent":
            left_out, self._placeholder = self._placeholder, False
            return left_out
        elif name == "w:fldSimple":
            return self._is_contents(attributes.get("w:instr", ""))
        return False

    def _deleted(self, above: str) -> bool:
        self.gathering.left_out["changes"] += 1
        if above == "w:rPr" and self._path[-2] == "w:pPr" and self._paragraphs:
            self._paragraphs[-1].joined = True
        return True

    def _of_paragraph(self, paragraph: _Paragraph, name: str, value: str) -> None:
        if name == "w:pStyle":
            paragraph.style = value
        elif name == "w:outlineLvl":
            paragraph.outline = number(value)
        elif name == "w:numId":
            paragraph.list_id = value
        elif name == "w:ilvl":
            paragraph.list_level = number(value)

    def _of_run(self, run: _Run, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:rStyle":
            run.style = attributes.get("w:val", "")
        elif name == "w:vanish":
            run.hidden = on(attributes.get("w:val", ""))
        elif name == "w:lang":
            run.tongues = read_tongues(attributes)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_code = False
            self._fields[-1].is_contents = self._is_contents(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_contents(self, code: str) -> bool:
        found = code.split()[:1] and code.split()[0].upper() in _CONTENTS
        self.gathering.left_out["contents"] += bool(found)
        return bool(found)

    def _add(self, text: str) -> None:
        """Add words to the paragraph, unless they are hidden or belong to a table of contents."""
        if not self._paragraphs or any(each.is_contents for each in self._fields[:_DEEPEST]):
            return
        run = self._runs[-1] if self._runs else _Run()
        below = self._styles.style(self._paragraphs[-1].style or self._styles.first)
        within = self._styles.style(run.style)
        if within.hidden or below.hidden if run.hidden is None else run.hidden:
            self.gathering.left_out["hidden"] += bool(text.strip())
            return
        self.gathering.add(text, inherited(run.tongues, below.tongues))

    def _ended(self, paragraph: _Paragraph) -> None:
        style = self._styles.style(paragraph.style or self._styles.first)
        if style.is_contents:
            self.gathering.left_out["contents"] += 1
            self.gathering.drop()
            return
        heading = self._heading(paragraph)
        made = self._numbered(paragraph, heading, style.list_id, style.list_level)
        made = Passage(made.text, heading, made.nesting, made.label, style.is_title and not heading)
        self.gathering.end(made, joined=paragraph.joined)

    def _heading(self, paragraph: _Paragraph) -> int:
        """Return the outline level of a paragraph from 1, 0 for body text."""
        outline = paragraph.outline
        if outline < 0:
            outline = self._styles.style(paragraph.style or self._styles.first).outline
        return outline + 1 if 0 <= outline < 9 else 0

    def _numbered(self, paragraph: _Paragraph, heading: int, list_id: str, level: int) -> Passage:
        """Return what numbering makes of a paragraph: an item, or a heading whose number names it ("Article 3")."""
        list_id = paragraph.list_id or list_id
        if paragraph.joined or list_id in ("", "0"):
            return Passage("")
        known = (each for each in (paragraph.list_level, level) if each >= 0)
        at = next(known, self._numbering.level_of(list_id, paragraph.style))
        label, names = self._numbering.counted(list_id, at, self._styles)
        if heading:
            return Passage(f"{label} ", heading) if names else Passage("", heading, 0, label)
        return Passage("", 0, at + 1, label)


#: Fields within fields that are looked at; programs write two or three.
_DEEPEST = 20
