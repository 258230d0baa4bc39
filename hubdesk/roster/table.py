"""The rows and cells of a list: the delimiter by a vote of widths, quotes honoured, broken quotes survived."""

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from hubdesk.errors import Refused, Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.limits import PEOPLE_AREA, PEOPLE_CELL, PEOPLE_COLUMNS, PEOPLE_ROW, PEOPLE_ROWS
from hubdesk.roster.words import meaning

Row = list[str]
Report = Callable[[int, int], None]

DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r'^"?sep=([^\w"\s]|\t)"?[ \t]*$', re.IGNORECASE)
_BREAKS = re.compile(r"\r\n|\r|\n")
#: "Lovelace, Ada": where every line is like this, it is one name each.
_INVERTED = re.compile(r"[^\W\d_][\w'’-]{0,60}, [^\W\d_][^\d@,;|\t]{0,80}").fullmatch
#: Rows and characters that the vote listens to.
_VOTERS, _HEARD = 200, 65_536
#: Characters of look-ahead that broken quotes may cost, in times the length of the list.
_PATIENCE = 2
#: A number that a spreadsheet shall take for text.
_MARKED = re.compile(r"^'(?=\d[\d\s()./-]*$)")
_QUOTED = re.compile(r'^="([^"]*)"$')
#: One apostrophe before what a spreadsheet runs, where a cell begins for it: so HubDesk writes them (report/tables.py).
_RESTORED = re.compile(r"""(^|[;\t\r\n|]"*)'(?='*[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20])""")


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a list as they stand, blank ones included; `skipped` lines (a `sep=` line) stand before the first.

    `headed`: the first row is the head, there is nothing to find out.
    """

    delimiter: str
    rows: list[Row]
    skipped: int = 0
    headed: bool = False


def split(text: str, *, delimiter: str | None = None, report: Report | None = None) -> Table:
    """Return the rows of a list; `delimiter` "" means one cell a line, None means: find it.

    Raises Refused for what no list can be (too many rows or columns, endless cells) and for one that ends within
    quotes, Usage for a delimiter that is not one character, and whatever `report(done, total)` raises to stop.
    """
    check_lines(text)
    skipped = 0
    said = _SEPARATOR_LINE.match(text.partition("\n")[0].rstrip("\r"))
    if said:
        text, skipped = text[text.index(said[0]) + len(said[0]) :].lstrip("\r").removeprefix("\n"), 1
        delimiter = delimiter if delimiter is not None else said[1]
    if delimiter is None:
        delimiter = vote(text)
    if len(delimiter) > 1 or delimiter in ('"', "\r", "\n"):
        raise Usage(
            say("A delimiter is one character."),
            next=say("Choose a comma, a semicolon, a tab or a bar."),
            code="delimiter",
        )
    rows = list(checked(_rows(text, delimiter, whole=True), len(text), report))
    return Table(delimiter, rows, skipped)


def restored(cell: str) -> str:
    """Return the cell without the marks of spreadsheets: an apostrophe before a formula or a number, ="0612345678"."""
    words = _RESTORED.sub(r"\1", cell) if "'" in cell else cell
    if words == cell and cell.startswith("'"):
        return _MARKED.sub("", cell)
    return _QUOTED.sub(r"\1", cell) if cell.startswith('="') else words


def vote(text: str) -> str:
    """Return the delimiter whose rows agree most on their width, "" when the lines are single cells."""
    sample = text[:_HEARD]
    if len(text) > _HEARD:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    lines = [line for line in sample.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    if meaning(first).sure and not any(each in first for each in DELIMITERS):
        return ""
    if all(map(_INVERTED, lines)) and not any(meaning(each.strip()).sure for each in first.split(",")):
        return ""
    best, most = "", 0.5
    for delimiter in DELIMITERS:
        if delimiter in sample:
            score = _agreement(sample, delimiter)
            if score > most:
                best, most = delimiter, score
    return best


def _agreement(sample: str, delimiter: str) -> float:
    rows = []
    for row in _rows(sample, delimiter):
        if any(map(str.strip, row)):
            rows.append(row)
        if len(rows) >= _VOTERS:
            break
    widths = Counter(len(row) for row in rows)
    wide = {width: times for width, times in widths.items() if width > 1}
    if not wide:
        return 0.0
    width, times = max(wide.items(), key=lambda each: (each[1], each[0]))
    share = times / len(rows)
    heads = max(sum(meaning(cell).sure for cell in row[:60]) for row in rows[:15])
    return share * (1 + 0.2 * math.log2(min(width, 64))) + 0.3 * min(heads, 5) * (heads > 1)


def check_lines(text: str) -> None:
    """Refuse what would cost memory before a single cell is cut."""
    if text.count("\n") + text.count("\r") > 2 * PEOPLE_ROWS:
        raise _too_much(say("This list has more than {limit} rows.", limit=PEOPLE_ROWS))
    start = 0
    for found in _BREAKS.finditer(text):
        if found.start() - start > PEOPLE_ROW:
            break
        start = found.end()
    else:
        if len(text) - start <= PEOPLE_ROW:
            return
    raise _too_much(say("This list has a line of more than {limit} characters.", limit=PEOPLE_ROW))


def _too_much(what: Sentence) -> Refused:
    return Refused(what, next=say("Check that it is the right file, or split it."), code="people-too-much")


def cut_off() -> Refused:
    """Return what to tell of a list that ends within a character, or within quotes that its last line opens."""
    return Refused(
        say("This list was cut off: it ends in the middle of a row."),
        next=say("Fetch the whole file again, or take out its last row."),
        code="people-cut",
    )


def checked(rows: Iterator[Row], total: int, report: Report | None) -> Iterator[Row]:
    """Yield rows out of so many characters, none that is wider, longer or higher than those of a list can be.

    Raises Refused for such a row, and once all together have more cells than memory may be spent on.
    """
    done = cells = 0
    for number, row in enumerate(rows):
        if len(row) > PEOPLE_COLUMNS:
            raise _too_much(say("This list has more than {limit} columns.", limit=PEOPLE_COLUMNS))
        if number >= PEOPLE_ROWS:
            raise _too_much(say("This list has more than {limit} rows.", limit=PEOPLE_ROWS))
        if row and max(map(len, row)) > PEOPLE_CELL:
            raise _too_much(say("This list has a cell of more than {limit} characters.", limit=PEOPLE_CELL))
        cells += len(row)
        if cells > PEOPLE_AREA:
            raise _too_much(say("This list has more than {limit} cells.", limit=PEOPLE_AREA))
        if report is not None:
            done += sum(map(len, row)) + len(row)
            if number % 1000 == 0:
                report(min(done, total), total)
        yield row
    if report is not None:
        report(total, total)


def _rows(text: str, delimiter: str, *, whole: bool = False) -> Iterator[Row]:
    """Cut the text; a quote that is never closed, or closed in the middle of a cell, spoils its own line only.

    Of a `whole` list, a last line without end that closes no quotes was cut off: raises Refused.
    """
    if not delimiter:
        for line in StringIO(text, newline=""):
            yield [line.rstrip("\r\n")] if line.strip() else []
        return
    lines = list(StringIO(text, newline=""))
    spaced = f'{delimiter} "' in text and f'{delimiter}"' not in text
    at, patience = 0, _PATIENCE * len(text) + PEOPLE_ROW
    while at < len(lines):
        source = _Lines(lines, at)
        reader = csv.reader(source, delimiter=delimiter, strict=True, skipinitialspace=spaced)
        try:
            for row in reader:
                at = source.at
                source.taken = 0
                yield row
        except csv.Error as error:
            if whole and at == len(lines) - 1 and _is_open(lines[at], error):
                raise cut_off() from None
            patience -= source.taken
            if patience < 0:
                raise _too_much(say("The quotation marks of this list do not close.")) from None
            yield _alone(lines[at], delimiter)
            at += 1
        else:
            return


def _is_open(last: str, error: csv.Error) -> bool:
    """Tell whether the last line of a list ends without an end, within quotes."""
    return not last.endswith(("\n", "\r")) and str(error) == "unexpected end of data"


class _Lines:
    """The lines of a list from one on, never more of them for one row than a row may have."""

    def __init__(self, lines: list[str], at: int) -> None:
        self.lines, self.at, self.taken = lines, at, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        line = self.lines[self.at]
        self.at += 1
        self.taken += len(line)
        if self.taken > PEOPLE_ROW + len(line):
            raise csv.Error("row too long")
        return line


def _alone(line: str, delimiter: str) -> Row:
    """Cut one line whose quotes are wrong: leniently, or with quotes as plain characters when one stays open."""
    try:
        row = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, strict=False), [])
        if any("\n" in cell for cell in row) or line.count('"') % 2:
            row = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    except csv.Error:
        return line.rstrip("\r\n").split(delimiter)
    return row
