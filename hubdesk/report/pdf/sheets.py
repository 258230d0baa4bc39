"""Forms of the print pack that are written on by hand: the sign-in sheet and the run-sheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.consent import QUESTIONS, SHORT, asked
from hubdesk.report.invitation import when
from hubdesk.report.pack import SHEETS, Guest, Pack, Timed, timed
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.drawing import shortened
from hubdesk.report.pdf.flow import Paragraph, Setting, Tagged
from hubdesk.report.pdf.paragraph import Line
from hubdesk.report.pdf.plate import BOX, MM, WRITING, Surface, whole
from hubdesk.report.pdf.structure import Element
from hubdesk.report.pdf.styles import HAIR, INK, PROGRESSIVE, RULE, SUBTLE, Style
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.wording import Wording

MARGIN = 14 * MM
_TITLE = Style(size=19, lead=25, weight="bold")
_ABOUT = Style(size=10, lead=14, colour=SUBTLE)
_BODY = Style(size=9.5, lead=13.5)
_HEAD = Style(size=8, lead=10, weight="semibold")
_SMALL = Style(size=7.6, lead=10.4)
_FINE = Style(size=7.6, lead=10.4, colour=SUBTLE)
_CODE = Style(size=12, lead=16, weight="bold")
_CELL = Style(size=10.5, lead=14.5)
_STRONG = Style(size=10.5, lead=14.5, weight="semibold")
_TH_COLUMN, _TH_ROW = "<</O/Table/Scope/Column>>", "<</O/Table/Scope/Row>>"
_GAP = 12.0
_LINES = 2  # of what stands below the name of a sheet


def put(surface: Surface, tell: Wording, sentence: Sentence, style: Style, *, x: float = 0, y: float = 0,
        width: float = 0, role: str = "P") -> float:  # fmt: skip
    """Write a sentence of ours and return its height; one that nobody has translated yet stands in English."""
    run = tell.ours(sentence)
    return surface.words(run, style, x=x, y=y, width=width, role=role, language=tell.foreign(run))


def titled(pack: Pack, tell: Wording) -> Run:
    """Return the title of the gathering, isolated."""
    return Run(isolate(pack.title)) if isinstance(pack.title, str) else tell.inside(pack.title)


def head(surface: Surface, pack: Pack, tell: Wording, sheet: str, *, first: bool) -> float:
    """Write what stands above a form and return where the form may begin; it is repeated on each page."""
    y = put(surface, tell, SHEETS[sheet], _TITLE, role="H1" if first else "")
    told = _about(pack, tell, surface.width)
    y += surface.words(told, _ABOUT, y=y, role="P" if first else "", most=_LINES)
    surface.line(0, y + 6, surface.width, y + 6, colour=PROGRESSIVE, width=1.4)
    return y + 6 + _GAP


def head_height(pack: Pack, tell: Wording, width: float) -> float:
    """Return how much room `head` takes."""
    lines = len(_laid(_about(pack, tell, width), tell, width))
    return _TITLE.lead + min(_LINES, lines) * _ABOUT.lead + 6 + _GAP


def _about(pack: Pack, tell: Wording, width: float) -> list[Run]:
    """Return what the gathering is called, when and where it is; a title that leaves no room for the rest is cut."""
    rest: list[Run] = []
    for each in (when(pack, tell.dates), pack.event.place):
        if each:
            rest += [Run(" · "), Run(isolate(each))]

    def fits(title: str) -> bool:
        return len(_laid([Run(isolate(title)), *rest], tell, width)) <= _LINES

    title = pack.title
    if not isinstance(title, str) or fits(title):
        return [titled(pack, tell), *rest]
    return [Run(isolate(shortened(title, fits))), *rest]


def _laid(told: list[Run], tell: Wording, width: float) -> list[Line]:
    return Paragraph(told, _ABOUT, Setting.of(tell.language)).lines(width)


def foot(surface: Surface, tell: Wording, page: int, pages: int) -> None:
    """Write the number of the page below a form of several pages."""
    if pages > 1:
        told = say("Page {page} of {pages}", page=tell.number(page), pages=tell.number(pages))
        put(surface, tell, told, replace(_FINE, align="end"), y=surface.height - _FINE.lead, role="")


def margined(page: Surface, tell: Wording, tag: Tagged) -> Surface:
    """Return what lies within the margins of a page, as a part of its sheet that speaks one language."""
    element = tag.under(page.parent)
    inside = page.part(0, 0, page.width, page.height, language=tell.language).under(element)
    return inside.part(MARGIN, MARGIN, page.width - 2 * MARGIN, page.height - 2 * MARGIN)


def sheet_tag(document: Document, tell: Wording) -> Tagged:
    """Return the element of a whole sheet, shared by its pages."""
    return Tagged("Sect", language=tell.language if tell.language != document.setting.language else "")


class Grid:
    """The rows and columns of a form as a table of the document; its header is repeated on later pages unread."""

    def __init__(self, widths: Sequence[float], *, centred: int) -> None:
        """The titles of the last `centred` columns stand in their middle."""
        self.widths, self._centred = widths, len(widths) - centred
        self.lefts = [sum(widths[:n]) for n in range(len(widths))]
        self._table, self._body = Tagged("Table"), Tagged("TBody")

    def head(self, surface: Surface, titles: Sequence[Run], tell: Wording, *, y: float, first: bool) -> float:
        """Write the header, its words on the ground of the row, and return where the rows begin."""
        table = self._table.under(surface.parent)
        row = Element("TR", Element("THead", table)) if first else None
        head = self.head_style(titles)
        talls = [
            surface.tall(title, head, width - 6, language=tell.foreign(title))
            for title, width in zip(titles, self.widths, strict=True)
        ]
        tall = max(talls)
        for number, (title, own) in enumerate(zip(titles, talls, strict=True)):
            cell = Element("TH", row, _TH_COLUMN) if row else surface.parent
            style = replace(head, align="center") if number >= self._centred else head
            surface.under(cell).words(
                title, style, x=self.lefts[number] + 3, y=y + tall - own, width=self.widths[number] - 6,
                role="P" if row else "", language=tell.foreign(title),
            )  # fmt: skip
        surface.line(0, y + tall + 4, surface.width, y + tall + 4, colour=INK, width=0.9)
        return y + tall + 4

    def head_style(self, titles: Sequence[Run]) -> Style:
        """Return the style of the header: smaller where a word would have to be divided."""
        tried = [replace(_HEAD, size=size) for size in (8, 7.3, 6.6)]
        columns = list(zip(titles, self.widths, strict=True))
        fits = (
            style
            for style in tried
            if all(whole(run.text, style, room - 6, run.language or "") for run, room in columns)
        )
        return next(fits, tried[-1])

    def row(self, surface: Surface) -> list[Surface]:
        """Return a surface for each cell of a new row, whose words go to that cell; the first cell names the row."""
        row = Element("TR", self._body.under(self._table.under(surface.parent)))
        cells = [Element("TD" if n else "TH", row, "" if n else _TH_ROW) for n in range(len(self.widths))]
        parts = zip(self.lefts, self.widths, cells, strict=True)
        return [surface.part(left, 0, width, surface.height).under(cell) for left, width, cell in parts]


# sign-in sheet

_BOX_COLUMN, _CODE_COLUMN = 18.6 * MM, 15 * MM


def sign_in(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add sign-in sheets: a row for each number on the list, empty rows for others, and a box for each question."""
    for tell in spoken:
        _SignIn(document, pack, tell).add()


class _SignIn:
    """The pages of one sign-in sheet, all with the same head and the same words below; the last one is full too."""

    def __init__(self, document: Document, pack: Pack, tell: Wording) -> None:
        self._document, self._pack, self._tell = document, pack, tell
        self._tag = sheet_tag(document, tell)
        self._size = document.frame.size[1], document.frame.size[0]
        inner = self._size[0] - 2 * MARGIN
        boxes = [_BOX_COLUMN * (1 if asks_name(pack) else 2.5)] * len(pack.purposes)
        rest = inner - sum(boxes)
        self._grid = Grid(
            [_CODE_COLUMN, rest - _CODE_COLUMN, *boxes] if asks_name(pack) else [rest, *boxes], centred=len(boxes)
        )
        self._legend = _Legend(pack, tell, inner)

    def add(self) -> None:
        """Divide the rows among pages and add these."""
        each, pack = self._fit(), self._pack
        count = max(1, -(-(len(pack.guests) + pack.walk_ins) // each))
        rows = [*pack.guests, *[Guest("")] * (count * each - len(pack.guests))]
        for number in range(count):
            some = rows[number * each : (number + 1) * each]
            self._document.page(partial(self._draw, some, number + 1, count), self._size)

    def _fit(self) -> int:
        """Return how many rows fit on a page."""
        setting, inner = Setting.of(self._tell.language), self._size[0] - 2 * MARGIN
        how = Paragraph(self._tell.ours(_how(self._pack)), _BODY, setting).height(inner)
        titles = _columns(self._pack, self._tell)
        heads = [Paragraph(each, self._grid.head_style(titles), setting) for each in titles]
        head = max(each.height(width - 6) for each, width in zip(heads, self._grid.widths, strict=True))
        above = head_height(self._pack, self._tell, inner) + how + 8 + head + 4
        room = self._size[1] - 2 * MARGIN - above - self._legend.height() - _GAP
        return max(1, int(room / WRITING))

    def _draw(self, rows: Sequence[Guest], number: int, count: int, whole: Surface) -> None:
        pack, tell, first = self._pack, self._tell, number == 1
        surface = margined(whole, tell, self._tag)
        y = head(surface, pack, tell, "sign-in", first=first)
        y += put(surface, tell, _how(pack), _BODY, y=y, role="P" if first else "") + 8
        y = self._grid.head(surface, _columns(pack, tell), tell, y=y, first=first)
        for guest in rows:
            _row(surface.part(0, y, surface.width, WRITING), self._grid, guest, named=asks_name(pack))
            y += WRITING
        self._legend.draw(surface, surface.height - self._legend.height(), first=first)
        foot(surface, tell, number, count)


def asks_name(pack: Pack) -> bool:
    """Tell whether people may write a name: not at a sensitive gathering."""
    return not pack.event.sensitive


def _how(pack: Pack) -> Sentence:
    if pack.event.sensitive:
        return say(
            "Find the row with the number of your badge. Write no name. Tick only what you agree to: nothing is agreed "
            "to without a tick."
        )
    if pack.guests:
        return say(
            "Write in the row with the number of your badge; without a badge, in a row without a number. Any name "
            "will do. Tick only what you agree to: nothing is agreed to without a tick. Write no address here: others "
            "read this sheet too."
        )
    return say(
        "Write in the next empty row. Any name will do. Tick only what you agree to: nothing is agreed to without a "
        "tick. Write no address here: others read this sheet too."
    )


def _columns(pack: Pack, tell: Wording) -> list[Run]:
    name = [say("Name or user name")] if asks_name(pack) else []
    return [tell.ours(each) for each in (say("Number"), *name, *[SHORT[purpose] for purpose in pack.purposes])]


def _row(surface: Surface, grid: Grid, guest: Guest, *, named: bool) -> None:
    code, *boxes = grid.row(surface)
    if guest.code:
        code.words(isolate(guest.code), _CODE, x=3, y=(WRITING - _CODE.lead) / 2, most=1)
    name = boxes.pop(0) if named else None
    if name and guest.name:
        shown, style = name.fitted(guest.name, _CELL, (10.5, 9, 7.5), width=name.width - 6, height=WRITING - 2)
        tall = name.tall(shown, style, name.width - 6)
        name.words(shown, style, x=3, y=(WRITING - tall) / 2, width=name.width - 6, natural=True)
    for box in boxes:
        box.box((box.width - BOX) / 2, (WRITING - BOX) / 2)
    surface.line(0, WRITING, surface.width, WRITING, colour=RULE)


class _Legend:
    """What each box means, word for word as it is kept, in two columns; with English below what nobody reviewed."""

    def __init__(self, pack: Pack, tell: Wording, width: float) -> None:
        self._tell, self._width = tell, (width - 20) / 2
        self._texts = [self._question(purpose) for purpose in pack.purposes]
        self._version = say("Version of these words: {version}", version=asked(pack.purposes[0], tell.language).version)

    def height(self) -> float:
        """Return how tall it is."""
        talls = [sum(map(self._tall, question)) + 2 for question in self._texts]
        half = (len(talls) + 1) // 2
        return max(sum(talls[:half]), sum(talls[half:])) + _FINE.lead + _GAP

    def draw(self, surface: Surface, y: float, *, first: bool) -> None:
        """Write it below the rows."""
        role = "P" if first else ""
        half = (len(self._texts) + 1) // 2
        lowest = y
        for x, some in ((0.0, self._texts[:half]), (self._width + 20, self._texts[half:])):
            at = y
            for question in some:
                for text, language in question:
                    at += surface.words(text, _SMALL, x=x, y=at, width=self._width, role=role, language=language)
                at += 2
            lowest = max(lowest, at)
        put(surface, self._tell, self._version, _FINE, y=lowest + 2, role=role)

    def _question(self, purpose: str) -> list[tuple[list[Run], str]]:
        """Return the lines about one box, each with its language when that is not the sheet's."""
        short, question = self._tell.ours(SHORT[purpose], weight="bold"), self._tell.around(QUESTIONS[purpose])
        told = [([short, Run("  "), question], self._tell.foreign(question))]
        if question.language != "en" and not self._tell.reviewed:
            told.append(([Wording("en").ours(QUESTIONS[purpose], colour=SUBTLE)], "en"))
        return told

    def _tall(self, line: tuple[list[Run], str]) -> float:
        text, language = line
        return Paragraph(text, _SMALL, Setting.of(self._tell.language), language=language).height(self._width)


# run-sheet

_NUMBER, _TIME, _MINUTES, _ACTUAL = 10 * MM, 27 * MM, 17 * MM, 21 * MM


def run_sheet(document: Document, pack: Pack, spoken: Sequence[Wording]) -> None:
    """Add run-sheets: what is planned for when, with room to write what happened when, and for notes."""
    size = document.frame.size
    for tell in spoken:
        _Runs(document, pack, tell).add(size)


class _Runs:
    """The pages of one run-sheet."""

    def __init__(self, document: Document, pack: Pack, tell: Wording) -> None:
        self._document, self._pack, self._tell = document, pack, tell
        self._tag = sheet_tag(document, tell)
        inner = document.frame.size[0] - 2 * MARGIN
        rest = inner - _NUMBER - _TIME - _MINUTES - 2 * _ACTUAL
        self._grid = Grid([_NUMBER, _TIME, rest, _MINUTES, _ACTUAL, _ACTUAL], centred=3)

    def add(self, size: tuple[float, float]) -> None:
        """Divide the lines among pages and add these."""
        above = head_height(self._pack, self._tell, size[0] - 2 * MARGIN) + 2 * _HEAD.lead + 4
        room = size[1] - 2 * MARGIN - above - _GAP - _FINE.lead
        pages: list[list[Timed]] = [[]]
        used = 0.0
        for line in timed(self._pack):
            tall = self._tall(line)
            if used + tall > room and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(line)
            used += tall
        for number, lines in enumerate(pages, start=1):
            self._page(number, len(pages), lines)

    def _page(self, number: int, count: int, lines: Sequence[Timed]) -> None:
        pack, tell = self._pack, self._tell

        def draw(whole: Surface) -> None:
            surface = margined(whole, tell, self._tag)
            y = head(surface, pack, tell, "run-sheet", first=number == 1)
            titles = (say("No."), say("Planned"), say("What"), say("Minutes"), say("Began"), say("Ended"))
            y = self._grid.head(surface, [tell.ours(each) for each in titles], tell, y=y, first=number == 1)
            for line in lines:
                tall = self._tall(line)
                self._row(surface.part(0, y, surface.width, tall), line)
                y += tall
            if number == count:
                self._rest(surface, y + _GAP)
            foot(surface, tell, number, count)

        self._document.page(draw)

    def _words(self, line: Timed) -> tuple[str, Run]:
        return line.title, self._tell.ours(line.type)

    def _tall(self, line: Timed) -> float:
        title, _ = self._words(line)
        own = Setting.of(self._tell.language)
        lines = min(4, len(Paragraph(title, _STRONG, own).lines(self._grid.widths[2] - 8))) if title else 0
        return max(WRITING * 1.3, lines * _STRONG.lead + _FINE.lead + 9)

    def _row(self, surface: Surface, line: Timed) -> None:
        tell = self._tell
        number, planned, what, minutes, began, ended = self._grid.row(surface)
        number.words(tell.number(line.number), _CODE, x=3, y=4)
        planned.words(f"{self._time(line.start)}–{self._time(line.stop)}", _CELL, x=3, y=5)
        title, kind = self._words(line)
        y = 5.0
        if title:
            y += what.words(title, _STRONG, x=3, y=y, width=what.width - 8, natural=True, most=4)
        style = _FINE if title else _STRONG
        what.words(kind, style, x=3, y=y, width=what.width - 8, language=tell.foreign(kind))
        minutes.words(tell.number(line.minutes), replace(_CELL, align="center"), y=5)
        for each in (began, ended):
            each.line(0, 5, 0, surface.height - 5, colour=HAIR)
        surface.line(0, surface.height, surface.width, surface.height, colour=RULE)

    def _time(self, at: datetime | timedelta) -> str:
        dates = self._tell.dates
        return dates.elapsed(at) if isinstance(at, timedelta) else dates.time(at)

    def _rest(self, surface: Surface, y: float) -> None:
        """Rule what is left of the page for notes, where it is enough."""
        if surface.height - y < 4 * WRITING:
            return
        y += put(surface, self._tell, say("Notes"), _HEAD, y=y)
        while y + WRITING < surface.height - _FINE.lead:
            y += WRITING
            surface.line(0, y, surface.width, y, colour=HAIR)
