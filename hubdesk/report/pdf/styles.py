"""How text looks: colours, sizes and the styles that a report names."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from hubdesk.report.pdf.typeface import Weight

Align = Literal["start", "end", "center"]

#: Colours of Codex, the design system of Wikimedia.
INK = "#202122"
SUBTLE = "#54595d"
PROGRESSIVE = "#3366cc"
PROGRESSIVE_DARK = "#233566"
DESTRUCTIVE = "#bf3c2c"
SUCCESS = "#177860"
RULE = "#c8ccd1"
HAIR = "#dadde3"
TINT = "#f8f9fa"
TINT_PROGRESSIVE = "#eaf0fb"
WHITE = "#ffffff"
#: Series of a chart in order: told apart by lightness too, for print in grey and for colour-blind readers.
SERIES = ("#3366cc", "#f0a35e", "#177860", "#c49bd0", "#72777d", "#b32424")
#: From little to much on one hue.
SCALE = ("#eef3fc", "#cbd9f5", "#98b3ea", "#6086d9", "#3366cc", "#233566")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a paragraph; lengths are in points, `lead` is the distance of baselines.

    `keep` binds it to what follows; `least` is how many lines may stand alone before or after a page break;
    `balanced` makes lines about as long as each other, for titles. `divides` lets words be divided at the end of
    lines; a word longer than a line always is.
    """

    size: float = 10
    lead: float = 15
    weight: Weight = "regular"
    colour: str = INK
    before: float = 0
    after: float = 6
    indent: float = 0
    align: Align = "start"
    keep: bool = False
    least: int = 2
    balanced: bool = False
    divides: bool = False


#: Styles by the name that `Document.paragraph` takes; what is "kept" stays with what follows, as a heading does.
STYLES: dict[str, Style] = {
    "body": Style(divides=True),
    "body kept": Style(divides=True, keep=True),
    "lead": Style(size=11.5, lead=17.5, after=8, divides=True),
    "small": Style(size=8.5, lead=12.5, colour=SUBTLE, after=4, divides=True),
    "small kept": Style(size=8.5, lead=12.5, colour=SUBTLE, after=4, divides=True, keep=True),
    "label": Style(size=8.5, lead=12, weight="semibold", colour=SUBTLE, before=6, after=1, keep=True),
    "strong": Style(weight="bold"),
    "caption": Style(size=8.5, lead=12.5, colour=SUBTLE, before=2, after=10, divides=True),
    "note": Style(size=8, lead=11.5, colour=SUBTLE, before=2, after=0, divides=True),
    "quote": Style(size=10, lead=15.5, before=3, after=6, indent=12, divides=True),
    "toc": Style(size=10.5, lead=19, weight="regular", after=0),
    "cell": Style(size=9, lead=13, after=0, divides=True),
    "head cell": Style(size=8.5, lead=12.5, weight="semibold", after=0),
}
#: Headings from level 1 downwards.
HEADINGS = (
    Style(size=18, lead=25, weight="bold", before=22, after=7, keep=True, balanced=True),
    Style(size=13, lead=19, weight="bold", before=15, after=4, keep=True, balanced=True),
    Style(size=10.5, lead=16, weight="bold", before=10, after=3, keep=True),
    Style(size=10, lead=15, weight="semibold", colour=SUBTLE, before=8, after=2, keep=True),
)


@cache
def rgb(colour: str) -> str:
    """Return the operands of a colour operator for "#rrggbb"."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3g}" for i in (1, 3, 5))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.1)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(background: str) -> str:
    """Return ink or white, whichever is easier to read on a colour."""
    return max((INK, WHITE), key=lambda colour: contrast(colour, background))


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two: the first at share 0, the second at share 1."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(share: float) -> str:
    """Return the colour of a value between 0 (little) and 1 (much) on SCALE."""
    place = min(max(share, 0.0), 1.0) * (len(SCALE) - 1)
    low = min(int(place), len(SCALE) - 2)
    return mixed(SCALE[low], SCALE[low + 1], place - low)
