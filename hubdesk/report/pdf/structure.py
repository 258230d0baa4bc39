"""The structure tree of a tagged PDF: what each mark on a page means, in reading order."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from hubdesk.report.pdf.text import language_tag

#: Annotations are numbered in the parent tree from here on, after all pages.
FIRST_ANNOTATION = 1_000_000


class Marked(NamedTuple):
    """A piece of marked content: page from 0, number on that page."""

    page: int
    number: int


class Annotated(NamedTuple):
    """An annotation that belongs to an element: page from 0, name of the annotation object."""

    page: int
    name: str


class Element:
    """One node of the tree; `attributes` is a written attribute dictionary, `alt` and `language` are its own.

    The document does not list it, but asks for it when its turn comes: a long report has a hundred thousand.
    """

    __slots__ = ("alt", "attributes", "kids", "language", "number", "parent", "role")

    def __init__(
        self, role: str, parent: "Element | None", attributes: str = "", *, alt: str = "", language: str = ""
    ) -> None:
        self.role, self.parent, self.attributes, self.alt, self.language = role, parent, attributes, alt, language
        self.kids: list[Element | Marked | Annotated] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)


class Raw(PDFObject):  # type: ignore[misc]
    """An object whose bytes are written already."""

    __RefOnly__ = 1

    def __init__(self, written: bytes = b"") -> None:
        self.written = written

    def format(self, document: PDFDocument) -> bytes:
        """Return the bytes as they are; the document's `beat` hears of it."""
        document.beat()
        return self.written


def text_string(text: str) -> str:
    """Return a text as a hexadecimal string object in UTF-16, which no text can break out of."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def in_order(root: Element) -> list[Element]:
    """Return the element and all below it in reading order, without recursion: the tree may be deep."""
    found = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting.extend(kid for kid in reversed(element.kids) if type(kid) is Element)
    return found


def dissolve(root: Element) -> None:
    """Take a written tree apart, so that its memory is free at once: parents and kids hold each other."""
    for element in in_order(root):
        element.parent, element.kids = None, []


def _note_name(note: Element) -> str:
    return f"note{note.number:08}"


class TreeWriter:
    """Writes a tree into a ReportLab document; object numbers are taken in reading order, so they never vary."""

    def __init__(self, document: PDFDocument, pages: Sequence[Any]) -> None:
        self._document = document
        self._numbers = document.idToObjectNumberAndVersion
        for page in pages:
            document.Reference(page)
        self._pages = [self._numbers[page.__InternalName__][0] for page in pages]
        self._root = 0
        self._elements: list[Element] = []

    def write(self, root: Element, marks: Iterable[Sequence[Element]], annotations: Sequence[Element]) -> Raw:
        """Return the StructTreeRoot; `marks` are the elements of each page by content number."""
        document = self._document
        tree = Raw()
        document.Reference(tree, "StructTreeRoot")
        self._root = document.objectcounter
        self._elements = in_order(root)
        for element in self._elements:
            document.objectcounter += 1
            element.number = document.objectcounter
        notes = [element for element in self._elements if element.role == "Note"]
        document.beat()
        parents = self._parents(marks, annotations)
        tree.written = (
            f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {FIRST_ANNOTATION + len(annotations)}{self._names(notes)}>>"
        ).encode()
        return tree

    def unlisted(self, number: int) -> bytes | None:
        """Return the dictionary of the element of a number, None for other numbers; what hangs below it is let go.

        The document's `beat` hears of it.
        """
        place = number - self._root - 1
        if not 0 <= place < len(self._elements):
            return None
        self._document.beat()
        element = self._elements[place]
        written = self.written(element)
        element.kids = []
        return written

    def _reference(self, written: str) -> int:
        raw = Raw(written.encode())
        self._document.Reference(raw)
        return int(self._numbers[raw.__InternalName__][0])

    def _names(self, notes: Sequence[Element]) -> str:
        """Return the entry that finds notes by their names, which PDF/UA-1 (7.9) asks for."""
        if not notes:
            return ""
        found = sorted((_note_name(note), note.number) for note in notes)
        names = " ".join(f"({name}) {number} 0 R" for name, number in found)
        return f"/IDTree {self._reference(f'<</Names[{names}]>>')} 0 R"

    def _parents(self, marks: Iterable[Sequence[Element]], annotations: Sequence[Element]) -> int:
        pairs = [
            f"{page} {self._reference('[' + ' '.join(f'{e.number} 0 R' for e in elements) + ']')} 0 R"
            for page, elements in enumerate(marks)
        ]
        pairs += [f"{FIRST_ANNOTATION + key} {element.number} 0 R" for key, element in enumerate(annotations)]
        return self._reference(f"<</Nums[{' '.join(pairs)}]>>")

    def written(self, element: Element) -> bytes:
        """Return the dictionary of an element."""
        parent = element.parent.number if element.parent is not None else self._root
        kids = element.kids
        bare = not (element.attributes or element.alt or element.language or element.role == "Note")
        if len(kids) == 1 and type(kids[0]) is Marked and bare:
            page, number = kids[0]
            return f"<</S/{element.role}/P {parent} 0 R/K {number}/Pg {self._pages[page]} 0 R>>".encode()
        written = f"<</S/{element.role}/P {parent} 0 R"
        home = next((kid.page for kid in kids if type(kid) is Marked), -1)
        if kids:
            told = [self._kid(kid, home) for kid in kids]
            written += "/K " + (told[0] if len(told) == 1 else f"[{' '.join(told)}]")
        if home >= 0:
            written += f"/Pg {self._pages[home]} 0 R"
        if element.attributes:
            written += f"/A {element.attributes}"
        if element.role == "Note":
            written += f"/ID({_note_name(element)})"
        if element.alt:
            written += f"/Alt{text_string(element.alt)}"
        if element.language:
            written += f"/Lang({language_tag(element.language)})"
        return f"{written}>>".encode()

    def _kid(self, kid: Element | Marked | Annotated, home: int) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        page = self._pages[kid.page]
        if isinstance(kid, Annotated):
            return f"<</Type/OBJR/Pg {page} 0 R/Obj {self._numbers[kid.name][0]} 0 R>>"
        return str(kid.number) if kid.page == home else f"<</Type/MCR/Pg {page} 0 R/MCID {kid.number}>>"
