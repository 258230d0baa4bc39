"""Data that travel within a PDF: files of PDF/A-3, associated with the whole document (ISO 19005-3, 6.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFName

from hubdesk.i18n import say, words
from hubdesk.report.document import json_document
from hubdesk.report.pdf.embedding import stream
from hubdesk.report.pdf.structure import Raw, text_string
from hubdesk.report.summary import Summary
from hubdesk.report.tables import csv_tables, tables

_MEDIA = {"csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file within a document: its name (ASCII, ends in .csv or .json), what people call it, and its bytes."""

    name: str
    about: str
    content: bytes


def data_of(summary: Summary) -> tuple[Attached, ...]:
    """Return all that a report says as data: one JSON document, and tables as CSV."""
    tell = words(summary.language)
    whole = Attached("report.json", tell(say("Data of this report"), isolated=False), json_document(summary))
    titles = {table.name: tell(table.title, isolated=False) for table in tables(summary)}
    return whole, *(Attached(f"{name}.csv", titles[name], content) for name, content in csv_tables(summary).items())


def attach(document: PDFDocument, files: Sequence[Attached], as_of: datetime) -> None:
    """Put files into a document that has a catalog; readers list them, and programs know them for its data."""
    catalog, made = document.Catalog, f"(D:{as_of.astimezone(UTC):%Y%m%d%H%M%S}+00'00')"
    found = {file.name: _specified(document, file, made) for file in sorted(files, key=lambda each: each.name)}
    names = " ".join(f"({name}) {number} 0 R" for name, number in found.items())
    catalog.Names = Raw(f"<</EmbeddedFiles<</Names[{names}]>>>>".encode())
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([f"{number} 0 R" for number in found.values()])


def _specified(document: PDFDocument, file: Attached, made: str) -> int:
    """Embed a file and return the number of its file specification."""
    media = _MEDIA[file.name.rpartition(".")[2]].replace("/", "#2F")
    entries: Mapping[str, Any] = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": f"/{media}",
        "Params": f"<</Size {len(file.content)}/ModDate{made}>>",
    }
    embedded = _number(document, stream(file.content, **entries))
    written = f"<</Type/Filespec/F({file.name})/UF{text_string(file.name)}/Desc{text_string(file.about)}"
    written += f"/AFRelationship/Data/EF<</F {embedded} 0 R/UF {embedded} 0 R>>>>"
    return _number(document, Raw(written.encode()))


def _number(document: PDFDocument, thing: Any) -> int:
    document.Reference(thing)
    return int(document.idToObjectNumberAndVersion[thing.__InternalName__][0])
