"""The head of the first page: title, subtitle, facts and a code to scan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubdesk.report.pdf.canvas import TaggedCanvas
from hubdesk.report.pdf.drawing import Drawing
from hubdesk.report.pdf.flow import Block, Paragraph, Place, Setting
from hubdesk.report.pdf.picture import Picture
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.styles import INK, PROGRESSIVE, PROGRESSIVE_DARK, SUBTLE, WHITE, Style, rgb
from hubdesk.report.pdf.text import Text

_TITLE = Style(size=24, lead=32, weight="bold", colour=WHITE, balanced=True)
_SUBTITLE = Style(size=11, lead=16.5, colour="#dce6fa", balanced=True)
_FACT_NAME = Style(size=8.5, lead=12, colour=SUBTLE)
_FACT = Style(size=10, lead=14.5, weight="semibold", colour=INK)
_CODE = 84.0
_PAD, _STRIP, _GAP, _PLATE = 30.0, 4.0, 20.0, 5.0


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far the band reaches beyond the column, to the edges of the page."""

    side: float
    top: float


class Cover:
    """A band in the house's blue with the title in it, and facts below in at most four columns."""

    before, after, keep = 0.0, 14.0, False

    def __init__(
        self, title: Text, subtitle: Text, facts: Sequence[tuple[Text, Text]], setting: Setting, *, bleed: Bleed,
        signs: Sequence[tuple[QrCode | Picture, str]],
    ) -> None:  # fmt: skip
        """`signs` (a code to scan, a logo) stand at the end of the band, outermost first, each with its Alt text."""
        self._setting, self._bleed = setting, bleed
        self._title = Paragraph(title, _TITLE, setting, role="H1")
        self._subtitle = Paragraph(subtitle, _SUBTITLE, setting)
        self._facts = [(Paragraph(name, _FACT_NAME, setting), Paragraph(text, _FACT, setting)) for name, text in facts]
        self._signs = [(replace(s, size=_CODE) if isinstance(s, QrCode) else s, alt) for s, alt in signs]

    def height(self, width: float) -> float:
        """Return the height of band and facts, without what lies above the column."""
        facts = sum(self._row_height(row, width) for row in self._rows())
        return self._band(width) + _STRIP + (_GAP + facts if self._facts else 0)

    def fits(self, width: float, room: float) -> bool:
        """Tell whether the cover fits."""
        return self.height(width) <= room

    def least(self, width: float) -> float:
        """Return the whole height."""
        return self.height(width)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """A cover stays in one piece."""
        return None

    def draw(self, place: Place) -> None:
        """Draw band, title, code and facts."""
        canvas, band = place.canvas, self._band(place.width)
        self._ground(canvas, place, band)
        words = self._words_width(place.width)
        x = place.x + (place.width - words if self._setting.rtl else 0)
        top = place.top - self._lead_in()
        self._title.draw(replace(place, x=x, top=top, width=words))
        top -= self._title.height(words) + 4
        self._subtitle.draw(replace(place, x=x, top=top, width=words))
        self._draw_signs(place)
        self._draw_facts(replace(place, top=place.top - band - _STRIP - _GAP))

    def _draw_signs(self, place: Place) -> None:
        """Draw code and logo on white, from the end of the band inwards."""
        canvas, used = place.canvas, 0.0
        for sign, alt in self._signs:
            wide, tall = _width(sign), sign.height
            left = place.x + used if self._setting.rtl else place.x + place.width - used - wide
            bottom = place.top - self._lead_in() - tall
            if isinstance(sign, Picture):
                canvas.artifact()
                box = f"{left - _PLATE:.2f} {bottom - _PLATE:.2f} {wide + 2 * _PLATE:.2f} {tall + 2 * _PLATE:.2f}"
                canvas.put(f"{rgb(WHITE)} rg {box} re f")
                canvas.end()
            drawing = Drawing(canvas, self._setting, left, bottom, wide, tall)
            canvas.begin(drawing.figure(place.parent, alt))
            sign.paint(drawing, None)
            canvas.end()
            used += wide + 24

    def _ground(self, canvas: TaggedCanvas, place: Place, band: float) -> None:
        x, width = place.x - self._bleed.side, place.width + 2 * self._bleed.side
        bottom = place.top - band
        canvas.artifact()
        canvas.put(f"{rgb(PROGRESSIVE_DARK)} rg {x:.2f} {bottom:.2f} {width:.2f} {band + self._bleed.top:.2f} re f")
        canvas.put(f"{rgb(PROGRESSIVE)} rg {x:.2f} {bottom - _STRIP:.2f} {width:.2f} {_STRIP:.2f} re f")
        canvas.end()

    def _draw_facts(self, place: Place) -> None:
        top = place.top
        for row in self._rows():
            wide = place.width / len(row)
            for number, (name, text) in enumerate(row):
                column = len(row) - 1 - number if self._setting.rtl else number
                at = replace(place, x=place.x + column * wide, top=top, width=wide - 10)
                if self._setting.rtl:
                    at = replace(at, x=at.x + 10)
                name.draw(at)
                text.draw(replace(at, top=top - name.height(at.width)))
            top -= self._row_height(row, place.width)

    def _rows(self) -> list[list[tuple[Paragraph, Paragraph]]]:
        count = len(self._facts)
        across = count if count <= 4 else 3 if count % 3 == 0 else 4
        return [self._facts[i : i + across] for i in range(0, count, across)] if count else []

    def _row_height(self, row: Sequence[tuple[Paragraph, Paragraph]], width: float) -> float:
        wide = width / len(row) - 10
        return max(name.height(wide) + text.height(wide) for name, text in row) + 8

    def _words_width(self, width: float) -> float:
        return width - sum(_width(sign) + 24 for sign, _ in self._signs)

    def _lead_in(self) -> float:
        return max(_PAD - self._bleed.top, -14.0)

    def _band(self, width: float) -> float:
        words = self._words_width(width)
        tall = self._title.height(words) + 4 + self._subtitle.height(words)
        return self._lead_in() + max([tall, *(sign.height for sign, _ in self._signs)]) + _PAD * 0.8


def _width(sign: QrCode | Picture) -> float:
    return sign.size if isinstance(sign, QrCode) else sign.width
