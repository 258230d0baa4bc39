"""The safe version as a workbook (XLSX): the tables, typed, with a chart of what was said about each section.

A cell with words holds text whatever they begin with, and stays text when somebody edits it. Sheets run from the right
where the report's language does; the words of people keep their own direction.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from hubdesk.i18n import Sentence, Words, direction, say, words
from hubdesk.model.codebook import KINDS
from hubdesk.report.dates import local
from hubdesk.report.summary import Summary
from hubdesk.report.tables import Cell, Coded, Spoken, Table, neutral, tables

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: The most UTF-16 units of a cell, and what stands where words were cut (Microsoft, Excel specifications and limits).
MOST, _CUT = 32_767, " […]"
#: What XML 1.0 cannot hold, and what a spreadsheet would read as an escaped character (ECMA-376, 22.9.2.19 ST_Xstring).
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: Columns whose words need room, in characters.
_WIDE = {
    "text": 80,
    "question": 60,
    "heading": 40,
    "document": 30,
    "theme": 24,
    "keywords": 24,
    "answer": 24,
    "paragraph": 30,
    "comment": 60,
    "change": 60,
    "observations": 30,
    "kind": 26,
}
#: The height of a line and that of the tallest row, in points (Excel specifications and limits).
_LINE, _TALLEST = 15, 409
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell
#: The most sections that a chart shows legibly.
_BARS = 60
_BAR_COLOURS = ("2E7D32", "7CB342", "1565C0", "F9A825", "C62828", "5E35B1", "8D6E63", "00838F", "90A4AE", "EF6C00")


def workbook(summary: Summary, shown: Sequence[Table] = ()) -> bytes:
    """Return a file of these tables, or of all there are; equal summaries give equal bytes."""
    from openpyxl import Workbook

    tell = words(summary.language)
    book = Workbook()
    first = book.active
    first.title = _title(tell(say("About this file"), isolated=False))
    _about(first, summary, tell)
    for table in shown or tables(summary):
        sheet = book.create_sheet(_title(tell(table.title, isolated=False)))
        _fill(sheet, table, tell)
        if table.name == "sections":
            _chart(sheet, table, tell)
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = tell.direction == "rtl"
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    written = io.BytesIO()
    book.save(written)
    return _timeless(written.getvalue(), summary.as_of)


def one_sheet(title: str, rows: Iterable[Sequence[str]], at: datetime) -> bytes:
    """Return a workbook of one sheet whose cells all hold words, the first row the names of its columns."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = _title(title)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row, 1):
            _put(book.active, number, place, cell, bold=number == 1)
    book.active.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return _timeless(written.getvalue(), at)


def _about(sheet: "Worksheet", summary: Summary, tell: Words) -> None:
    """Say what the file is, with dates as dates and figures as numbers."""
    rows: list[tuple[Sentence, Any]] = [(say("Title"), summary.title)]
    for event in summary.events:
        if event.title != summary.title:
            rows.append((say("Gathering"), event.title))
        if (start := local(event.start, event.zone)) is not None:
            rows.append((say("Date"), start.date()))
    rows.append((say("As of"), summary.as_of.date()))
    rows += [(figure.label, figure.value) for figure in summary.figures]
    rows.append((say("Left out while a question about publishing is open"), summary.left_out))
    for number, (label, value) in enumerate(rows, 1):
        _put(sheet, number, 1, tell(label, isolated=False), bold=True)
        _put(sheet, number, 2, value, language=summary.language)
    for number, line in enumerate(summary.method, len(rows) + 2):
        _put(sheet, number, 1, tell(line, isolated=False), wrap=False)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 60, 60


def _fill(sheet: "Worksheet", table: Table, tell: Words) -> None:
    from openpyxl.utils import get_column_letter

    counted = KINDS if table.name == "sections" else ()  # columns of numbers
    widths = [12 if name in counted else _WIDE.get(name, 16) for name in table.columns]
    for place, heading in enumerate(table.columns.values(), 1):
        _put(sheet, 1, place, tell(heading, isolated=False), bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = widths[place - 1]
    sheet.row_dimensions[1].height = 2 * _LINE
    for number, row in enumerate(table.rows, 2):
        for place, cell in enumerate(row, 1):
            _put(sheet, number, place, *_said(cell, tell))
        lines = max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.row_dimensions[number].height = min(lines * _LINE, _TALLEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _lines(cell: Cell, width: int) -> int:
    """Return how many lines words take in a column: not every program works out the height of a row by itself."""
    if not isinstance(cell, Spoken):
        return 1
    units = sum(2 if east_asian_width(c) in "WF" else 1 for c in cell.text)
    return -(-units // (width - 4)) or 1


def _said(cell: Cell, tell: Words) -> tuple[str | int | None, str]:
    """Return what stands in a cell, and the language that it is in."""
    if isinstance(cell, Spoken):
        return cell.text, cell.language
    if isinstance(cell, Coded):
        return tell(cell.label, isolated=False), tell.language
    return cell, ""


def _put(
    sheet: "Worksheet", row: int, place: int, value: Any, language: str = "", *, bold: bool = False, wrap: bool = True
) -> None:
    """Write a cell of its type; the direction of words is that of their language, else the first strong letter's."""
    from openpyxl.styles import Alignment, Font

    if value is None or value == "":
        return
    cell = sheet.cell(row, place)
    if isinstance(value, str):
        cell.value = written(value)
        cell.data_type = "s"  # also what begins like a formula
        cell.number_format = "@"
        cell.quotePrefix = neutral(value) != value
        known = language not in ("", "und")
        order = (2 if direction(language) == "rtl" else 1) if known else 0
        cell.alignment = Alignment(wrap_text=wrap, vertical="top", readingOrder=order)
    else:
        cell.value = value
        cell.alignment = Alignment(vertical="top")
    if bold:
        cell.font = Font(bold=True)


def written(text: str) -> str:
    """Return words as the file holds them: what it cannot hold is U+FFFD, and no part of them is read as an escape."""
    text = _ESCAPED.sub("_x005F_", _UNWRITABLE.sub("\ufffd", text))
    if len(text.encode("utf-16-le")) // 2 <= MOST:
        return text
    kept = text.encode("utf-16-le")[: (MOST - len(_CUT)) * 2].decode("utf-16-le", "ignore")
    return kept + _CUT


def _chart(sheet: "Worksheet", table: Table, tell: Words) -> None:
    """Add stacked bars beside the table: the kinds of what was said about each section."""
    from openpyxl.chart import BarChart, Reference

    if not table.rows or len(table.rows) > _BARS:
        return
    names = list(table.columns)
    first, last = names.index(next(iter(KINDS))) + 1, len(names)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.title = written(tell(say("Remarks by section and kind"), isolated=False))
    end = len(table.rows) + 1
    for place in range(first, last + 1):
        chart.add_data(Reference(sheet, min_col=place, min_row=1, max_row=end), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=names.index("section") + 1, min_row=2, max_row=end))
    for series, colour in zip(chart.series, _BAR_COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
    chart.x_axis.scaling.orientation = "maxMin"  # the first section stands on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.width, chart.height = 24, 6 + 0.7 * len(table.rows)
    sheet.add_chart(chart, f"A{end + 2}")


def _title(text: str) -> str:
    """Return words as the name of a sheet: at most 31 characters, none that a reference to it would read."""
    return re.sub(r"[\[\]:*?/\\']", " ", written(text))[:31].strip() or "-"


def _timeless(content: bytes, as_of: datetime) -> bytes:
    """Return the same parts without the times of this computer: equal content gives equal bytes."""
    at = as_of.isoformat(timespec="seconds").replace("+00:00", "Z").encode()
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(again, "w") as new:
        for entry in _sorted(old.infolist()):
            part = old.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + at, part)
                part = part.replace(b"<dc:creator>openpyxl<", b"<dc:creator>HubDesk<")
            fresh = zipfile.ZipInfo(entry.filename, _EPOCH)
            fresh.compress_type, fresh.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(fresh, part)
    return again.getvalue()


def _sorted(entries: Sequence[zipfile.ZipInfo]) -> Iterable[zipfile.ZipInfo]:
    """Yield the list of parts first, where readers look for it."""
    return sorted(entries, key=lambda entry: (entry.filename != "[Content_Types].xml", entry.filename))
