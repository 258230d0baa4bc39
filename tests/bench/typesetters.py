"""How long the PDF of 228 pages takes beside other typesetters, given the same content."""

import importlib.util
import io
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from hubdesk.paths import shipped
from tests.bench.pdf import COMMENTS, GATHERINGS, HEAD, comment, table_rows
from tests.bench.pdf import ours as ours

FONTS = shipped("resources") / "fonts"
ROUNDS = 3


def typst() -> tuple[float, float]:
    """Return the processor seconds of typst, tagged as PDF/UA-1, and of ours. ImportError where it is not installed."""
    if importlib.util.find_spec("typst") is None:
        raise ImportError("typst is not installed")
    return _beside("typst_job")


def platypus() -> tuple[float, float]:
    """Return the processor seconds of ReportLab's own paragraphs and tables, shaped, untagged, without contents."""
    return _beside("platypus_job")


def _beside(job: str) -> tuple[float, float]:
    """Return the medians of another job and of ours, taken in turn, each in a fresh process: typst remembers pages."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for name, times in zip((job, "ours"), taken, strict=True):
            code = f"import time; from tests.bench.typesetters import {name} as job; began = time.process_time(); job()"
            command = [sys.executable, "-c", f"{code}; print(time.process_time() - began)"]
            times.append(float(subprocess.run(command, capture_output=True, check=True, text=True).stdout))
    return statistics.median(taken[0]), statistics.median(taken[1])


def typst_job() -> None:
    """Set the pages with typst."""
    from typst import compile as typeset

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "job.typ")
        source.write_text(_markup(), "utf-8")
        typeset(source, font_paths=[FONTS], ignore_system_fonts=True, format="pdf", pdf_standards=["ua-1"])


def _markup() -> str:
    lines = [
        '#set document(title: "Bench")',
        '#set page(paper: "a4", margin: (x: 57pt, y: 62pt), numbering: "1")',
        '#set text(font: ("Noto Sans", "Noto Sans SC"), size: 10pt, lang: "en")',
        "#set par(leading: 0.75em)",
        "#show table: set text(size: 9pt)",
        "#outline(depth: 1)",
    ]
    for gathering in range(GATHERINGS):
        cells = [f"[{cell}]" for row in table_rows(gathering) for cell in row]
        head = ", ".join(f"[{name.replace('#', chr(92) + '#')}]" for name in HEAD)
        lines += [
            f"= Gathering {gathering + 1}",
            "#table(columns: (0.4fr, 1fr, 2fr, 0.7fr), inset: (x: 5pt, y: 4.6pt),",
        ]
        lines += [f"  table.header({head}),", f"  {', '.join(cells)})", ""]
        for place in range(COMMENTS):
            lines += [comment(gathering, place), ""]
    return "\n".join(lines)


def platypus_job() -> None:
    """Set the pages with ReportLab alone."""
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansSC-Regular"):
        pdfmetrics.registerFont(TTFont(f"{name}-shaped", str(FONTS / f"{name}.ttf"), shapable=True))
    body = ParagraphStyle("body", fontName="NotoSans-Regular-shaped", fontSize=10, leading=15, spaceAfter=6, shaping=1)
    cell = ParagraphStyle("cell", body, fontSize=9, leading=13, spaceAfter=0)
    title = ParagraphStyle("title", body, fontName="NotoSans-Bold-shaped", fontSize=18, leading=25, spaceBefore=22)
    han = ParagraphStyle("han", body, fontName="NotoSansSC-Regular-shaped", wordWrap="CJK")
    story: list[Flowable] = []
    for gathering in range(GATHERINGS):
        story.append(Paragraph(f"Gathering {gathering + 1}", title))
        rows = [[Paragraph(text, cell) for text in row] for row in (HEAD, *table_rows(gathering))]
        story.append(Table(rows, colWidths=(48, 120, 228, 85), repeatRows=1))
        texts = [comment(gathering, place) for place in range(COMMENTS)]
        story += [Paragraph(text, han if ord(text[-2]) > 0x2E80 else body) for text in texts]
    SimpleDocTemplate(io.BytesIO(), pagesize=A4, leftMargin=57, rightMargin=57, invariant=1).build(story)
