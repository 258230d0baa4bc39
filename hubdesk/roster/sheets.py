"""The sheets of a workbook (XLSX, XLS, ODS) as rows of text, read by calamine from what was checked before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.limits import PEOPLE_COLUMNS, PEOPLE_ROWS, SHEET_AREA, SHEETS
from hubdesk.roster import compound, packed
from hubdesk.roster.table import Report, Row, Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: Whole numbers up to here are written without an exponent; no telephone has more digits.
_WHOLE = 1e16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; a hidden one is read only when somebody asks for it."""

    name: str
    hidden: bool


def is_workbook(data: bytes) -> bool:
    """Tell whether a file begins like a workbook of any kind, an encrypted one too."""
    return data.startswith((*_ZIP, compound.MAGIC))


class Workbook:
    """An open workbook: `kind` ("xlsx", "xls" or "ods") and its sheets in order; charts and macros are none."""

    def __init__(self, data: bytes, report: Report | None = None) -> None:
        """Raise Refused for what is damaged, encrypted, too large or no workbook, and what `report` raises to stop."""
        if data.startswith(compound.MAGIC):
            self.kind, checked = "xls", compound.remade(data, report)
        else:
            self.kind, checked = packed.remade(data, report)
        self._left = 3 * SHEET_AREA
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        with _whatever_breaks():
            self._book = CalamineWorkbook.from_filelike(BytesIO(checked))
        listed = [each for each in self._book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        if len(listed) > SHEETS:
            raise packed.too_large()
        self.sheets = tuple(Sheet(each.name, each.visible != SheetVisibleEnum.Visible) for each in listed)
        if not self.sheets:
            raise packed.refused(say("There is no sheet with cells in this file."), "workbook-empty")

    def sheet(self, said: str) -> Sheet:
        """Return the sheet of a name, or of a number from 1. Raises Usage for one that is not there."""
        for each in self.sheets:
            if said.strip().casefold() == each.name.strip().casefold():
                return each
        if said.isdecimal() and 0 < int(said[:6]) <= len(self.sheets):
            return self.sheets[int(said[:6]) - 1]
        raise Usage(
            say("This workbook has no sheet {sheet}.", sheet=said),
            next=say("Its sheets are: {sheets}", sheets=", ".join(each.name for each in self.sheets[:30])),
            code="sheet-unknown",
        )

    def table(self, sheet: Sheet, report: Report | None = None) -> Table:
        """Return the rows of a sheet. Raises Refused for one that no list of people can be."""
        with _whatever_breaks():
            found = self._book.get_sheet_by_name(sheet.name)
            if found.start is None:
                return Table("", [])
            top, left = found.start
            if left + found.width > PEOPLE_COLUMNS or found.height > PEOPLE_ROWS:
                raise packed.too_large()
            self._spend(found.height * found.width)
            rows = list(_rows(found, left, report))
            for (first, column), (last, end) in found.merged_cell_ranges or ():
                if column == end and top <= first < top + len(rows):
                    self._spend(min(last - top, len(rows)))
                    _repeat(rows, column, first - top, last - top)
        return Table("", rows, top)

    def _spend(self, cells: int) -> None:
        """Count the cells that were walked through: a hostile workbook may tell the same ones again and again."""
        self._left -= cells
        if self._left < 0:
            raise packed.too_large()


@contextmanager
def _whatever_breaks() -> Iterator[None]:
    """Refuse a workbook at which calamine gives up, by an error or in the middle (a panic of Rust)."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise packed.damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # its class cannot be imported
            raise packed.damaged() from error
        raise


def _rows(sheet: "CalamineSheet", left: int, report: Report | None) -> Iterator[Row]:
    before = [""] * left
    for number, cells in enumerate(sheet.iter_rows()):
        if report is not None and number % 1000 == 0:
            report(sheet.height + number, 2 * sheet.height)
        yield before + [each if type(each) is str else _words(each) for each in cells]


def _repeat(rows: list[Row], column: int, first: int, last: int) -> None:
    """Write what stands in a cell that reaches over several rows into each of them."""
    for row in rows[first + 1 : last + 1]:
        if column < len(row) and not row[column]:
            row[column] = rows[first][column]


def _words(cell: object) -> str:
    """Return a cell that is no text as people write it: numbers without ".0", dates and times by ISO 8601."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, datetime):
        rounded = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.isoformat(" ").removesuffix(":00")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
