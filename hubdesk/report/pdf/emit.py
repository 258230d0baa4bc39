"""Lines of shaped text written as page operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from hubdesk.report.pdf.canvas import TaggedCanvas
from hubdesk.report.pdf.faces import Face
from hubdesk.report.pdf.hyphens import whole
from hubdesk.report.pdf.paragraph import Fragment, Line, Span
from hubdesk.report.pdf.structure import Element, text_string
from hubdesk.report.pdf.styles import Align, rgb


@dataclass(slots=True)
class Column:
    """Where lines go: left edge, first baseline and width in points; "start" is the right edge when `rtl`."""

    x: float
    y: float
    width: float
    lead: float
    align: Align = "start"
    rtl: bool = False
    language: str = ""

    def left(self, line: Line) -> float:
        """Return where a line begins."""
        if self.align == "center":
            return self.x + (self.width - line.width) / 2
        return self.x + self.width - line.width if (self.align == "end") != self.rtl else self.x


def emit(lines: Sequence[Line], column: Column, canvas: TaggedCanvas, element: Element | None = None) -> None:
    """Write lines; with an element as its content, with links as Link elements below it.

    `column.language` is the language that the element already has; stretches in another carry their own.
    """
    if element is not None and _plain(lines, column, canvas, element):
        return
    pen = _Pen(canvas, column.language)
    linked = element is not None and any(f.span.link for line in lines for f in _fragments(line, links_only=True))
    areas: list[_Area] = []
    canvas.put("BT")
    if element is not None and not linked:
        canvas.begin(element)
    links: dict[int, Element] = {}
    x = y = 0.0
    baseline = column.y
    for line, (begun, ended) in zip(lines, _divided(lines), strict=True):
        left = column.left(line)
        canvas.put(f"{left - x:.2f} {baseline - y:.2f} Td")
        x, y = round(left, 2), round(baseline, 2)
        if element is not None and linked:
            areas += _linked_line(line, (left, baseline), pen, element=element, links=links)
        else:
            pen.line(line, begun=begun, ended=ended)
        baseline -= column.lead
    pen.settle()
    if element is not None and not linked:
        canvas.end()
    canvas.put("ET")
    for area in areas:
        area.finish(canvas)


def _plain(lines: Sequence[Line], column: Column, canvas: TaggedCanvas, element: Element) -> bool:
    """Write lines of plain words in one look, the most frequent kind; returns whether they are such lines."""
    span = lines[0].span
    if span is None or span.link is not None or span.language != column.language or not lines[0].words:
        return False
    if len(lines) > 1 and any(line.span is not span or line.divided for line in lines):
        return False
    face = span.typeface.primary
    written = []
    x = y = 0.0
    baseline = column.y
    for line in lines:
        canvas.words.update(line.words)
        left = column.left(line)
        written.append(f"{left - x:.2f} {baseline - y:.2f} Td [{line.shown}]TJ")
        x, y = round(left, 2), round(baseline, 2)
        baseline -= column.lead
    canvas.put("BT")
    canvas.begin(element)
    canvas.put(f"{rgb(span.colour)} rg /{face.tag} {span.size * face.enlarged:g} Tf")
    canvas.body.extend(written)
    canvas.put("EMC\nET")
    return True


def _divided(lines: Sequence[Line]) -> list[tuple[str, bool]]:
    """Return for each line the whole of a word that begins at its end and goes on below, and if one ends here.

    A word that fills lines of its own is told where it begins. One that goes on on another page is not put together.
    """
    if not any(line.divided for line in lines):
        return [("", False)] * len(lines)
    found = []
    within = False
    for number, line in enumerate(lines):
        goes_on = line.divided and number + 1 < len(lines)
        through = within and goes_on and _alone(line)
        begun = _whole(lines[number:]) if goes_on and not through else ""
        found.append((begun, within and not through))
        within = goes_on
    return found


def _whole(lines: Sequence[Line]) -> str:
    """Return the word that begins at the end of the first line."""
    parts = [_fragments(lines[0])[-1].word.text]
    for line in lines[1:]:
        parts.append(_fragments(line)[0].word.text)
        if not (line.divided and _alone(line)):
            break
    return whole(parts)


def _alone(line: Line) -> bool:
    return len(line.fragments or line.words[:-1]) == 1


@dataclass(slots=True)
class _Area:
    """The part of a link that lies in one line."""

    span: Span
    element: Element
    left: float
    baseline: float
    right: float

    def finish(self, canvas: TaggedCanvas) -> None:
        """Make it answer to a press; what leads out of the document is underlined."""
        span, bottom = self.span, self.baseline - self.span.size * 0.28
        if span.link and not span.link.startswith("#"):
            underline = f"{self.left:.2f} {self.baseline - 1.6:.2f} {self.right - self.left:.2f} 0.45 re f"
            canvas.put(f"/Artifact BMC {rgb(span.colour)} rg {underline} EMC")
        box = (self.left, bottom, self.right, self.baseline + span.size * 0.85)
        canvas.link(self.element, box, told=span.text, target=span.link or "")


def _linked_line(
    line: Line, start: tuple[float, float], pen: "_Pen", *, element: Element, links: dict[int, Element]
) -> list[_Area]:
    """Write a line of a paragraph with links, its parts in the tree in reading order; returns where the links lie."""
    x, baseline = start
    first = len(element.kids)
    places: dict[object, int] = {}
    areas = []
    for span, group in groupby(_fragments(line), key=lambda f: f.span if f.span.link else None):
        fragments = list(group)
        place = min(fragment.place for fragment in fragments)
        width = sum(fragment.word.advance * fragment.span.scale for fragment in fragments)
        if span is None:
            places[pen.canvas.begin(element)] = place
        else:
            if id(span) not in links:
                to_note = (span.link or "").startswith("#note ")
                owner = Element("Reference", element) if to_note else element
                links[id(span)] = Element("Link", owner)
                places[owner if to_note else links[id(span)]] = place
            pen.canvas.begin(links[id(span)])
            areas.append(_Area(span, links[id(span)], x, baseline, x + width))
        for fragment in fragments:
            pen.fragment(fragment)
        pen.settle()
        pen.canvas.end()
        x += width
    element.kids[first:] = sorted(element.kids[first:], key=lambda kid: places[kid])
    return areas


class _Pen:
    """What is set at this moment of a text object, so that only changes are written."""

    def __init__(self, canvas: TaggedCanvas, language: str) -> None:
        self.canvas, self._put = canvas, canvas.put
        self._shown: list[str] = []
        self._tag = self._colour = ""
        self._size = 0.0
        self._actual = self._whole = False
        self._home = self._language = language

    def line(self, line: Line, *, begun: str = "", ended: bool = False) -> None:
        """Write a line without regard to links.

        `begun` is the whole of a word that its last fragment is a part of; `ended` tells that such a word ends here.
        """
        span = line.span
        if span is not None and not (self._actual or begun or self._whole) and span.language == self._language:
            self.canvas.words.update(line.words)
            self._font(line.words[0].face, span)
            self._put(f"[{line.shown}]TJ")
            return
        fragments = _fragments(line)
        last: Fragment | None = None
        for fragment in fragments:
            word = fragment.word
            if begun and fragment is fragments[-1]:
                self._begin(begun, fragment.span)
            elif last is not None and word.plain and last.span is fragment.span and last.word.face is word.face:
                self._shown.append(word.parts[0].show)
                self.canvas.words.add(word)
                continue
            self.fragment(fragment)
            last = None if self._actual or self._whole or not word.parts else fragment
            if ended and fragment is fragments[0]:
                self._end_actual()
        self._flush()

    def _begin(self, text: str, span: Span) -> None:
        """Begin a word whose parts stand in several lines: readers get it whole."""
        self._end_actual()
        self._speak(span)
        self._put(f"/Span<</ActualText{text_string(text)}>>BDC")
        self._whole = True

    def _end_actual(self) -> None:
        self._flush()
        if self._actual or self._whole:
            self._put("EMC")
        self._actual = self._whole = False

    def fragment(self, fragment: Fragment) -> None:
        """Write one word."""
        word, span = fragment.word, fragment.span
        self.canvas.words.add(word)
        self._speak(span)
        for part in word.parts:
            if self._actual and part.actual != "":
                self._end_actual()
            if part.actual and not self._whole:
                self._flush()
                self._put(f"/Span<</ActualText{text_string(part.actual)}>>BDC")
                self._actual = True
            self._font(word.face, span)
            if part.rise:
                self._flush()
                self._put(f"{part.rise * span.scale * word.face.enlarged:.3f} Ts [{part.show}]TJ 0 Ts")
            else:
                self._shown.append(part.show)

    def settle(self) -> None:
        """End what is open inside the marked content: glyphs, ActualText, another language."""
        self._end_actual()
        if self._language != self._home:
            self._put("EMC")
            self._language = self._home

    def _speak(self, span: Span) -> None:
        """Say the language of a span where it changes."""
        if span.language != self._language:
            self.settle()
            if span.language != self._home:
                self._put(f"/Span<</Lang({span.language})>>BDC")
            self._language = span.language

    def _font(self, face: Face, span: Span) -> None:
        if span.colour != self._colour:
            self._flush()
            self._colour = span.colour
            self._put(f"{rgb(span.colour)} rg")
        size = span.size * face.enlarged
        if face.tag != self._tag or size != self._size:
            self._flush()
            self._tag, self._size = face.tag, size
            self._put(f"/{face.tag} {size:g} Tf")

    def _flush(self) -> None:
        if self._shown:
            self._put(f"[{' '.join(self._shown)}]TJ")
            self._shown = []


def _fragments(line: Line, *, links_only: bool = False) -> list[Fragment]:
    """Return the fragments of a line; those of plain words with the spaces between them, unless only links matter."""
    span = line.span
    if span is None:
        return list(line.fragments)
    if links_only and not span.link:
        return []
    found: list[Fragment] = []
    for word in line.words[:-1]:
        if found:
            found.append(Fragment(line.words[-1], 0, span, len(found)))
        found.append(Fragment(word, 0, span, len(found)))
    return found
