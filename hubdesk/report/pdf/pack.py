"""The print pack as PDF: which sheets follow one another in one file, in which languages."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from hubdesk.report.pack import SHEETS, Pack
from hubdesk.report.pdf import cards, poster, sheets
from hubdesk.report.pdf.document import Document, Furniture
from hubdesk.report.pdf.pages import SIZES, Report
from hubdesk.report.pdf.wording import Wording

#: Digits of their own, for languages that have them.
OWN_DIGITS = {"ar": "arab", "hi": "deva"}
Writer = Callable[[Document, Pack, Sequence[Wording]], None]
#: What draws a sheet. Those of TOGETHER hold all languages on one sheet, the others one.
WRITERS: Mapping[str, Writer] = {
    "invitation": poster.poster,
    "sign-in": sheets.sign_in,
    "run-sheet": sheets.run_sheet,
    "sections": cards.section_cards,
    "slips": cards.slips,
    "labels": cards.labels,
    "privacy": cards.privacy_cards,
}
TOGETHER = frozenset({"sections", "labels", "privacy"})


def wordings(languages: Sequence[str], digits: str = "latn") -> list[Wording]:
    """Return the words of each language; `digits` "own" gives Arabic and Hindi their own."""
    return [Wording(tag, OWN_DIGITS.get(tag, "latn") if digits == "own" else "latn") for tag in languages]


def write(
    pack: Pack, chosen: Sequence[str], languages: Sequence[str], *, digits: str = "latn", paper: str = "a4",
    report: Report | None = None,
) -> tuple[bytes, int]:  # fmt: skip
    """Return sheets as one PDF (archivable, tagged) and its number of pages; a sheet with nothing on it is left out.

    The first language is that of the document. The same pack gives the same bytes.
    """
    spoken = wordings(languages, digits)
    title = spoken[0].text(SHEETS[chosen[0]])
    document = Document(
        language=languages[0], title=title, as_of=pack.as_of, furniture=Furniture(bare=True), size=SIZES[paper],
        report=report,
    )  # fmt: skip
    for sheet in chosen:
        if pack.has(sheet):
            for some in [spoken] if sheet in TOGETHER else [[each] for each in spoken]:
                WRITERS[sheet](document, pack, some)
    out = BytesIO()
    pages = document.finish(out, report)
    return out.getvalue(), pages
