"""A table that goes on over pages: its header repeats, its rows are laid out when they are reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from hubdesk.report.pdf import bidi
from hubdesk.report.pdf.canvas import TaggedCanvas
from hubdesk.report.pdf.emit import Column as Area
from hubdesk.report.pdf.emit import emit
from hubdesk.report.pdf.flow import Block, Place, Setting, Tagged, baseline
from hubdesk.report.pdf.paragraph import Line, Span, layout, widest
from hubdesk.report.pdf.structure import Element
from hubdesk.report.pdf.styles import HAIR, RULE, STYLES, TINT, Align, Style, rgb
from hubdesk.report.pdf.text import Text, clean, plain, runs

PAD_X, PAD_Y = 5.0, 3.4
_SLACK = 0.01
_LETTER = re.compile(r"[^\W\d_]")
#: A number, and the code of a currency that a space without a break ties to it.
_FIGURE = re.compile("[-+\u2212]?\\d(?:[.,'\u2019\u066b\u066c\u00a0\u202f]?\\d)*(?:\u00a0[A-Z]{3})?")
_KEPT_CELLS = 20_000
#: Of the width of a table: figures that leave less to the other columns are divided after all.
_LEFT_FOR_WORDS = 0.2
_ONE_LINE, _MEASURED = 100_000.0, 8
#: A table of so few rows and points of height stands on one page.
_SMALL, _LOW = 8, 220.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `share` of the width against the others; "end" suits numbers. `heads_row` makes it name its row.

    `joined` makes one cell of cells below each other with the same text; a page that begins within one shows it again.
    Of `figures` none is divided between lines as long as the other columns can give way. What a column that `gives`
    does not need is for the one that names the rows.
    """

    title: Text
    share: float = 1
    align: Align = "start"
    heads_row: bool = False
    joined: bool = False
    figures: bool = False
    gives: bool = False


@dataclass(slots=True)
class _Cell:
    lines: list[Line]
    rtl: bool


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    height: float
    number: int
    tag: Tagged
    fields: list[Tagged]


class _Content:
    """What all parts of one table share: cells, layouts in one width, and elements."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Text]], setting: Setting) -> None:
        self.columns, self.rows, self.setting = columns, rows, setting
        self.joined = any(column.joined for column in columns)
        self.style, self.head_style = STYLES["cell"], STYLES["head cell"]
        self.table, self.body = Tagged("Table"), Tagged("TBody")
        self.width = 0.0
        self.widths: list[float] = []
        self.lefts: list[float] = []
        self._kept: dict[tuple[str, int], _Cell] = {}
        self._laid: dict[int, _Row] = {}
        self._heights: dict[int, float] = {}
        self._head: _Row | None = None

    def settle(self, width: float) -> None:
        """Choose the width of the table; another width lays everything out again."""
        if width != self.width:
            self.width = width
            self._kept, self._laid, self._heights, self._head = {}, {}, {}, None
            self.widths = self._given(self._divided(width))
            self.lefts = self._edges()

    def _divided(self, width: float) -> list[float]:
        """Return the widths of the columns: by their shares, but figures get what they need."""
        total = sum(column.share for column in self.columns)
        by_share = [column.share / total * width for column in self.columns]
        needs = [self._needed(place) if column.figures else 0.0 for place, column in enumerate(self.columns)]
        wide: set[int] = set()
        while True:
            free = width - sum(needs[place] for place in wide)
            shares = sum(column.share for place, column in enumerate(self.columns) if place not in wide)
            if free < width * _LEFT_FOR_WORDS:
                return by_share
            widths = [
                needs[place] if place in wide else column.share / shares * free
                for place, column in enumerate(self.columns)
            ]
            narrow = {place for place, need in enumerate(needs) if need > widths[place] + _SLACK}
            if not narrow:
                return widths
            wide |= narrow

    def _given(self, widths: list[float]) -> list[float]:
        """Return the widths with what some columns have too much added to the one that has too little for its words."""
        names = next((place for place, column in enumerate(self.columns) if column.heads_row), None)
        givers = [place for place, column in enumerate(self.columns) if column.gives and place != names]
        if names is None or not givers:
            return widths
        wanting = self._longest(names) - widths[names]
        for place in givers:
            more = max(0.0, min(wanting, widths[place] - self._longest(place)))
            widths[place] -= more
            widths[names] += more
            wanting -= more
        return widths

    def _longest(self, place: int) -> float:
        """Return how wide the longest words of a column are on one line, found by their number of letters."""
        texts = sorted((row[place] for row in self.rows), key=lambda text: len(plain(text)), reverse=True)
        spans = [self._spans(text, place, self.style) for text in texts[:_MEASURED]]
        spans.append(self._spans(self.columns[place].title, place, self.head_style))
        return max(line.width for found, base in spans for line in layout(found, _ONE_LINE, base)) + 2 * PAD_X + 1

    def _needed(self, place: int) -> float:
        """Return the width of a column in which no figure is divided."""
        found = {figure for row in self.rows for figure in _FIGURE.findall(plain(row[place]))}
        spans = [self._spans(figure, place, self.style)[0] for figure in found]
        return max((widest(span, 0) for span in spans), default=0.0) + 2 * PAD_X

    def _edges(self) -> list[float]:
        """Return the left edges of the columns from the table's own; the first is at the right in an Arabic table."""
        edges, x = [], 0.0
        for width in self.widths:
            edges.append(self.width - x - width if self.setting.rtl else x)
            x += width
        return edges

    def ruled(self, number: int) -> tuple[float, float]:
        """Return from where to where the rule above a row goes: not through cells that are one with those above."""
        joined = 0.0
        if not self.joined:
            return joined, self.width
        for place, width in enumerate(self.widths):
            if not self.continues(number, place):
                break
            joined += width
        return (0.0, self.width - joined) if self.setting.rtl else (joined, self.width)

    def head(self) -> _Row:
        """Return the header row."""
        if self._head is None:
            self._head = self._row([column.title for column in self.columns], self.head_style, -1)
        return self._head

    def row(self, number: int) -> _Row:
        """Return a row, laid out when it is asked for the first time."""
        if number not in self._laid:
            self._laid[number] = self._row(self.rows[number], self.style, number)
        return self._laid[number]

    def tall(self, number: int) -> float:
        """Return the height of a row, also of one that was drawn."""
        if number not in self._heights:
            self._heights[number] = self.row(number).height
        return self._heights[number]

    def forget(self, number: int) -> None:
        """Drop the layout of a row that was drawn."""
        self._laid.pop(number, None)

    def continues(self, number: int, place: int) -> bool:
        """Tell whether the cell of a body row is one with the cell above it."""
        joined = self.columns[place].joined and 0 < number < len(self.rows)
        return joined and self.rows[number][place] == self.rows[number - 1][place]

    def _row(self, texts: Sequence[Text], style: Style, number: int) -> _Row:
        cells = [self._cell(text, place, style) for place, text in zip(range(len(self.columns)), texts, strict=True)]
        own = [cell for place, cell in enumerate(cells) if not (self.joined and self.continues(number, place))]
        most = max((len(cell.lines) for cell in own), default=1)
        roles = [self._role(number, place) for place in range(len(self.columns))]
        return _Row(cells, most * style.lead + 2 * PAD_Y, number, Tagged("TR"), roles)

    def _role(self, number: int, place: int) -> Tagged:
        column = self.columns[place]
        if number < 0:
            return Tagged("TH", "<</O/Table/Scope/Column>>")
        scope = "/Scope/Row" if column.heads_row else ""
        if column.joined and not self.continues(number, place):
            below = takewhile(lambda row: self.continues(row, place), range(number + 1, len(self.rows)))
            if rows := sum(1 for _ in below):
                scope += f"/RowSpan {rows + 1}"
        return Tagged("TH" if column.heads_row else "TD", f"<</O/Table{scope}>>" if scope else "")

    def _cell(self, text: Text, place: int, style: Style) -> _Cell:
        key = (text, place) if isinstance(text, str) and style is self.style else None
        if key is not None and key in self._kept:
            return self._kept[key]
        spans, base = self._spans(text, place, style)
        cell = _Cell(layout(spans, self.widths[place] - 2 * PAD_X, base), bool(base))
        if key is not None and len(self._kept) < _KEPT_CELLS:
            self._kept[key] = cell
        return cell

    def _spans(self, text: Text, place: int, style: Style) -> tuple[list[Span], int]:
        """Return the runs of a cell with their look, and the level at which they begin."""
        if self.columns[place].heads_row:
            style = replace(style, weight="semibold")
        pieces = [clean(text)] if isinstance(text, str) else runs(text)
        spans = [Span(piece, style, self.setting.language) for piece in pieces]
        words = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
        default = int(self.setting.rtl)
        if not default and not bidi.needs_levels(words):
            base = 0
        else:
            base = bidi.base_level(words, default) if _LETTER.search(words) else default
        return spans, base


class Table:
    """Rows `start` to `stop` of a table; a row taller than a page is divided between lines."""

    before, after, keep = 5.0, 12.0, False

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Text]], setting: Setting) -> None:
        self._content = _Content(columns, rows, setting)
        self._start, self._stop = 0, len(rows)
        self._first: _Row | None = None  # what is left of a row that began on the page before
        self._last: _Row | None = None  # the upper part of a row that goes on on the next page

    def height(self, width: float) -> float:
        """Return the height of all rows; for a long table this lays out everything, so `split` is asked first."""
        self._content.settle(width)
        return self._content.head().height + sum(row.height for row in self._rows())

    def least(self, width: float) -> float:
        """Return the height of the header and two rows, of a small table of all."""
        self._content.settle(width)
        count = _SMALL if self._is_small else 2
        rows = [row.height for _, row in zip(range(count), self._rows(), strict=False)]
        return self._content.head().height + sum(rows)

    def fits(self, width: float, room: float) -> bool:
        """Tell whether the table fits, looking at no more rows than needed."""
        self._content.settle(width)
        used = self._content.head().height
        for row in self._rows():
            used += row.height
            if used > room + _SLACK:
                return False
        return True

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Divide between rows, a small table only by `force`; with it, inside a row that no page could hold as well."""
        self._content.settle(width)
        if self._is_small and not force:
            return None
        used = self._content.head().height
        count = 0
        for row in self._rows():
            if used + row.height > room + _SLACK:
                break
            used += row.height
            count += 1
        if count > 2 and self._start + count == self._stop - 1:
            count -= 1  # a last row does not stand alone on a page
        if count:
            rest_starts = self._start + count
            return self._part(self._start, rest_starts, self._first, None), self._part(
                rest_starts, self._stop, None, None
            )
        return self._inside_row(room - used) if force else None

    def draw(self, place: Place) -> None:
        """Draw header and rows; a repeated header is an artifact."""
        content, canvas = self._content, place.canvas
        content.settle(place.width)
        table = content.table.under(place.parent)
        begins = self._start == 0 and self._first is None
        head = content.head()
        rows = list(self._rows())
        self._background(place, head, rows)
        if begins:
            row = head.tag.under(Element("THead", table))
            self._cells(head, place, place.top, content.head_style, row=row)
        else:
            canvas.artifact("Pagination")
            self._cells(head, place, place.top, content.head_style, row=None)
            canvas.end()
        top = place.top - head.height
        body = content.body.under(table)
        for number, line in enumerate(rows):
            again = [] if number else rows
            self._cells(line, place, top, content.style, row=line.tag.under(body), again=again)
            top -= line.height
            content.forget(line.number)

    @property
    def _is_small(self) -> bool:
        content = self._content
        return len(content.rows) <= _SMALL and sum(map(content.tall, range(len(content.rows)))) <= _LOW

    def _rows(self) -> Iterator[_Row]:
        if self._first is not None:
            yield self._first
        for number in range(self._start + (self._first is not None), self._stop):
            yield self._content.row(number)
        if self._last is not None:
            yield self._last

    def _part(self, start: int, stop: int, first: _Row | None, last: _Row | None) -> "Table":
        part = object.__new__(Table)
        part._content, part._start, part._stop, part._first, part._last = self._content, start, stop, first, last
        return part

    def _inside_row(self, room: float) -> "tuple[Block, Block] | None":
        row = next(iter(self._rows()), None)
        style = self._content.style
        fit = int((room - 2 * PAD_Y + _SLACK) / style.lead)
        if row is None or fit < 1:
            return None
        upper = [_Cell(cell.lines[:fit], cell.rtl) for cell in row.cells]
        lower = [_Cell(cell.lines[fit:], cell.rtl) for cell in row.cells]
        lines = max(len(cell.lines) for cell in lower)
        first = _Row(upper, fit * style.lead + 2 * PAD_Y, row.number, row.tag, row.fields)
        rest = _Row(lower, lines * style.lead + 2 * PAD_Y, row.number, row.tag, row.fields)
        return self._part(self._start, self._start, None, first), self._part(self._start, self._stop, rest, None)

    def _background(self, place: Place, head: _Row, rows: Sequence[_Row]) -> None:
        x, width, y = place.x, place.width, place.top - head.height
        fills = [f"/Artifact BMC {rgb(TINT)} rg {x:.2f} {y:.2f} {width:.2f} {head.height:.2f} re f"]
        rules = [f"{rgb(RULE)} RG 0.9 w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S {rgb(HAIR)} RG 0.5 w"]
        for row, below in zip_longest(rows, rows[1:]):
            y -= row.height
            left, right = self._content.ruled(below.number) if below else (0.0, width)
            rules.append(f"{x + left:.2f} {y:.2f} m {x + right:.2f} {y:.2f} l")
        place.canvas.put(" ".join([*fills, *rules, "S EMC" if rows else "EMC"]))

    def _cells(
        self, line: _Row, place: Place, top: float, style: Style, *, row: Element | None, again: Sequence[_Row] = ()
    ) -> None:
        """Draw the cells of a row; those that began above only where the rows of the page are given in `again`."""
        content = self._content
        canvas: TaggedCanvas = place.canvas
        top -= PAD_Y + baseline(style)
        edges = zip(content.lefts, content.widths, strict=True)
        for number, (cell, column, (left, width)) in enumerate(zip(line.cells, content.columns, edges, strict=True)):
            within = content.joined and content.continues(line.number, number)
            element = None if row is None or within else line.fields[number].under(row)
            lines = self._seen(cell, again, number) if within else cell.lines
            if not any(part.fragments or part.words for part in lines):
                continue
            # the table decides the side, the cell decides the order of its words
            align: Align = column.align if cell.rtl == content.setting.rtl else _MIRRORED[column.align]
            area = Area(
                place.x + left + PAD_X, top, width - 2 * PAD_X, style.lead, align=align, rtl=cell.rtl,
                language=content.setting.language,
            )  # fmt: skip
            if within:
                canvas.artifact("Pagination")
            emit(lines, area, canvas, element)
            if within:
                canvas.end()

    def _seen(self, cell: _Cell, rows: Sequence[_Row], number: int) -> Sequence[Line]:
        """Return the lines of a cell that fit beside the rows that it is one cell with on this page."""
        beside = takewhile(lambda row: self._content.continues(row.number, number), rows)
        room = sum(row.height for row in beside) - 2 * PAD_Y
        return cell.lines[: max(int((room + _SLACK) / self._content.style.lead), 0)]


_MIRRORED: dict[Align, Align] = {"start": "end", "end": "start", "center": "center"}
