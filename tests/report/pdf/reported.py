"""Conversation reports about an invented evening with remarks in six languages, and their words."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2

from hubdesk.model.codebook import KINDS
from hubdesk.report.pdf import conversation
from hubdesk.report.pdf.printing import printing
from hubdesk.report.summary import Heading, Material, Turnout, summarize
from tests.report.material import DOCUMENT, NOTES, material, note
from tests.report.pdf.specimen import QUOTES

DIGITS = {"ar": "arab", "hi": "deva"}
CURVE = tuple(
    (datetime(2026, 10, 1, 16, tzinfo=UTC) + timedelta(minutes=15 * i), n) for i, n in enumerate((0, 10, 15, 15, 10, 5))
)
VOICES = tuple(
    note(100 + i, words, language, ("w2",), kind=list(KINDS)[i], voices=i + 1, verbatim=i % 2 == 0)
    for i, (language, words) in enumerate(QUOTES)
)
SILENT = replace(
    DOCUMENT,
    outline=(
        *DOCUMENT.outline,
        Heading("w5", "4", 1, "Meetings", "en"),
        Heading("w6", "4.1", 2, "Chair", "en"),
        Heading("w7", "4.2", 2, "Minutes", "en"),
        Heading("w8", "5", 1, "Ende", "de"),
    ),
    belongs=dict(DOCUMENT.belongs) | {w: w for w in ("w5", "w6", "w7", "w8")},
    source="https://example.org/wiki/Lantern",
    label="Second reading",
    revision="48213",
)
FULL = (*NOTES, *VOICES, note(200, "The chair changes every year", tags=("w6",), speaker="Ophelia Quartermaine"))


def full(language: str, **changes: object) -> Material:
    given = {"notes": FULL, "documents": (SILENT,), "turnout": Turnout(12, 11, 2, 3, CURVE)}
    return material(language, **(given | changes))


def made(folder: Path, language: str = "en", **changes: object) -> Path:
    out = folder / f"{language}.pdf"
    conversation.write(summarize(full(language, **changes)), out, printing=printing(DIGITS.get(language, "latn")))
    return out


def pages(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def text(path: Path) -> str:
    """Return the words of all pages on one line, without direction marks."""
    return re.sub(r"[\s\u2066-\u2069\ufffe]+", " ", "\n".join(pages(path)))
