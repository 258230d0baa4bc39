"""A ReportLab canvas whose pages are tagged, archivable and the same bytes for the same content."""

import hashlib
import io
import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen import canvas

from hubdesk.paths import shipped
from hubdesk.report.pdf import embedding
from hubdesk.report.pdf.attaching import Attached, attach
from hubdesk.report.pdf.metadata import CREATOR, About, Instant, xmp
from hubdesk.report.pdf.serial import stream
from hubdesk.report.pdf.shaping import Word
from hubdesk.report.pdf.structure import (
    FIRST_ANNOTATION,
    Annotated,
    Element,
    Marked,
    Raw,
    TreeWriter,
    dissolve,
    text_string,
)
from hubdesk.report.pdf.text import language_tag

A4 = (595.28, 841.89)


class TaggedCanvas(canvas.Canvas):  # type: ignore[misc]
    """Takes page operators through `put`, keeps the structure tree, and writes PDF/A-2a (with files: 3a) and PDF/UA-1.

    Each page has two content streams: its body, and what is drawn at the end through `reopen` when the number of
    pages is known.
    """

    def __init__(self, about: About, size: tuple[float, float] = A4, attached: Sequence[Attached] = ()) -> None:
        super().__init__(
            io.BytesIO(), pagesize=size, pdfVersion=(1, 7), lang=language_tag(about.language) or "en",
            pageCompression=0, invariant=1,
        )  # fmt: skip
        self.about, self._usual_size, self._attached = about, size, attached
        self.root = Element("Document", None)
        self.body: list[str] = []
        self.put: Callable[[str], None] = self.body.append
        self.words: set[Word] = set()
        self.page = 0
        self._page_marks: list[list[Element]] = [[]]
        self._page_links: list[list[PDFObjectReference]] = [[]]
        self._page_pictures: list[dict[str, PDFObjectReference]] = [{}]
        self._link_owners: list[Element] = []
        self._named_places: dict[str, tuple[int, float]] = {}
        self._inner_links: list[tuple[Raw, str]] = []
        self._fingerprint = hashlib.sha256(repr(about).encode("utf-8", "replace"))
        self._doc._timeStamp = Instant(about.as_of)

    def _make_preamble(self) -> None:
        self._preamble = ""  # the original names Helvetica on every page, which would have to be embedded

    # marks

    def begin(self, element: Element) -> Marked:
        """Start content that belongs to an element; close it with `end`."""
        marks = self._page_marks[self.page]
        mark = Marked(self.page, len(marks))
        marks.append(element)
        element.kids.append(mark)
        self.put(f"/{element.role}<</MCID {mark.number}>>BDC")
        return mark

    def artifact(self, kind: str = "") -> None:
        """Start content that means nothing to a reader (rules, repeated headers); close it with `end`."""
        self.put(f"/Artifact<</Type/{kind}>>BDC" if kind else "/Artifact BMC")

    def end(self) -> None:
        """Close what `begin` or `artifact` started."""
        self.put("EMC")

    def link(self, element: Element, box: tuple[float, float, float, float], *, told: str, target: str) -> None:
        """Make a box a link: to an address, to a written destination ("[5 0 R/XYZ…]"), or "#" and a named place."""
        key = len(self._link_owners)
        self._link_owners.append(element)
        corners = " ".join(f"{value:.2f}" for value in box)
        words = text_string(told if told.strip() else target.partition("[")[0] or "…")
        written = f"<</Type /Annot /Subtype /Link /Rect[{corners}]/Border[0 0 0]/F 4/Contents{words}"
        written += f"/StructParent {FIRST_ANNOTATION + key}"
        if target.startswith("["):
            written += f"/Dest{target}>>"
        elif not target.startswith("#"):
            address = re.sub(r"([\\\\()])", r"\\\1", target)
            written += f"/A <</Type /Action /S /URI /URI ({address})>>>>"
        annotation = Raw(written.encode("ascii"))
        if target.startswith("#"):
            self._inner_links.append((annotation, target[1:]))
        name = f"Annot.{key}"
        self._page_links[self.page].append(self._doc.Reference(annotation, name))
        element.kids.append(Annotated(self.page, name))

    def picture(self, image: embedding.Stream) -> str:
        """Make an image object usable on this page and return its name."""
        self._fingerprint.update(image.content)
        reference = self._doc.Reference(image)
        name = f"I{self._doc.idToObjectNumberAndVersion[reference.name][0]}"
        self._page_pictures[self.page][name] = reference
        return name

    # pages

    @property
    def pages(self) -> int:
        """How many pages are finished."""
        return len(self._doc.Pages.pages)

    def destination(self, page: int, top: float) -> str:
        """Return the written destination of a place on a finished page."""
        number = self._doc.idToObjectNumberAndVersion[self._doc.Pages.pages[page].__InternalName__][0]
        return f"[{number} 0 R/XYZ 0 {top:.1f} 0]"

    def name(self, name: str, top: float) -> None:
        """Give a height of this page a name for links; a place that is drawn again keeps its first."""
        self._named_places.setdefault(name, (self.page, top))

    def outline(self, title: str, top: float, level: int) -> None:
        """Add a line to the outline that leads to a height of this page."""
        key = f"H{self._doc.objectcounter}-{self.page}-{len(self.body)}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def finish_page(self) -> None:
        """End the page and go on with an empty one, of the document's own size."""
        self._code = [" "]
        self.showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.page
        page.Tabs = PDFName("S")
        page.stream = None
        page.Contents = self._content()
        self._doc.Reference(page)
        self.setPageSize(self._usual_size)
        self.page += 1
        self._page_marks.append([])
        self._page_links.append([])
        self._page_pictures.append({})

    def reopen(self, page: int) -> None:
        """Draw on a finished page again; end with `close_again`."""
        self.page = page

    def close_again(self) -> None:
        """Add what was drawn since `reopen` as the second content stream of that page."""
        page = self._doc.Pages.pages[self.page]
        streams = (page.Contents, self._content())
        page.Contents = PDFArray([self._doc.Reference(content) for content in streams])

    def _content(self) -> embedding.Stream:
        written = "\n".join(self.body).encode("ascii")
        self._fingerprint.update(written)
        self.body = []
        self.put = self.body.append
        content = embedding.Stream(content=zlib.compress(written, 6))
        content.dictionary["Filter"] = PDFName("FlateDecode")
        return content

    # the end

    def write(self, target: BinaryIO, beat: Callable[[], None]) -> None:
        """Write the whole document; nothing can be drawn afterwards. `beat` is called now and then, and may raise.

        Then a part of the document is written.
        """
        document = self._doc
        document.beat = _seldom(beat)
        for annotation, name in self._inner_links:
            annotation.written += f"/Dest{self.destination(*self._named_places[name])}>>".encode("ascii")
        fonts = document.idToObject["BasicFonts"].dict
        codes = embedding.codes_by_face(self.words)
        for face in sorted(codes, key=lambda face: face.tag):
            fonts[face.tag] = document.Reference(embedding.font(document, face, codes[face]))
            beat()
        for page, links, pictures in zip(document.Pages.pages, self._page_links, self._page_pictures, strict=False):
            page.Annots = links
            page.XObjects = PDFDictionary(pictures) if pictures else None
        tree = TreeWriter(document, document.Pages.pages)
        document.Catalog.StructTreeRoot = tree.write(self.root, self._page_marks[: self.pages], self._link_owners)
        self._describe()
        for file in self._attached:
            self._fingerprint.update(repr(file).encode())
        mark = self._fingerprint.hexdigest()[:32]
        document._ID = f"\n[<{mark}><{mark}>]\n".encode()
        self._outline()
        stream(document, target, tree.unlisted)
        beat()
        dissolve(self.root)
        for kept in (document.idToObject, document.numberToId, document.idToObjectNumberAndVersion):
            kept.clear()

    def _outline(self) -> None:
        document = self._doc
        document.info.invariant = document.invariant
        document.Reference(document.Catalog)
        document.Reference(document.info)
        document.Outlines.prepare(document, self)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None

    def _describe(self) -> None:
        about, catalog = self.about, self._doc.Catalog
        self.setTitle(about.title)
        self.setAuthor(about.author)
        self.setSubject(about.subject)
        self.setCreator(CREATOR)
        self.setProducer(CREATOR)
        catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        # no /Direction: PDFium takes it for that of every line, and turns the words of quotations in other languages
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB"),
            "DestOutputProfile": self._doc.Reference(embedding.stream(_profile(), N=3)),
        }
        catalog.OutputIntents = PDFArray([PDFDictionary(intent)])
        packet = embedding.Stream(content=xmp(about, 3 if self._attached else 2))
        packet.dictionary["Type"] = PDFName("Metadata")
        packet.dictionary["Subtype"] = PDFName("XML")
        catalog.Metadata = packet
        if self._attached:
            attach(self._doc, self._attached, about.as_of)


def _seldom(beat: Callable[[], None]) -> Callable[[], None]:
    """Return what calls `beat` once in a few hundred calls: objects of a document are many."""
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1
        if calls % 250 == 0:
            beat()

    return count


def _profile() -> bytes:
    return Path(shipped("resources") / "fonts" / "sRGB.icc").read_bytes()
