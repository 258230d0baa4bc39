"""Small fonts of all makes for the scripts of a test: each letter is a box, wider than the one before."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from hubdesk.report.pdf import installed, typeface

MAKES = ("truetype", "variable truetype", "postscript", "variable postscript")


def forget() -> None:
    """Let all fonts be looked for anew."""
    for kept in (installed._coverage, installed.face_for, installed._opened, installed._pack,
                 installed.traditional, typeface.typeface):  # fmt: skip
        kept.cache_clear()


def tiny(
    path: Path, letters: str, make: str = "truetype", *, rights: int = 0, family: str = "Tiny", weight: int = 400
) -> Path:
    """Write a font of one of MAKES that has glyphs for some letters."""
    names = [".notdef", "space", "hyphen", *(f"box{n}" for n in range(len(letters)))]
    widths = {name: 300 + 40 * n for n, name in enumerate(names)}
    builder = FontBuilder(1000, isTTF="truetype" in make)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", 0x2D: "hyphen", **{ord(c): f"box{n}" for n, c in enumerate(letters)}})
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": "Tiny-Regular"})
    drawn = {name: _box(widths[name], make) for name in names}
    if make == "truetype" or make == "variable truetype":
        builder.setupGlyf(drawn)
    if "variable" in make:
        builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    if make == "variable truetype":
        wider = TupleVariation({"wght": (0, 1, 1)}, [(0, 0), (0, 0), (80, 0), (80, 0), (0, 0), (80, 0), (0, 0), (0, 0)])
        builder.setupGvar({name: [wider] for name in names})
    if make == "postscript":
        builder.setupCFF("Tiny-Regular", {"FullName": "Tiny"}, drawn, {})
    if make == "variable postscript":
        builder.setupCFF2(drawn)
    builder.setupHorizontalMetrics({name: (width, 40) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=weight, fsType=rights)
    builder.setupPost()
    builder.save(path)
    return path


def _box(width: int, make: str) -> object:
    told = None if "variable" in make else width
    pen = TTGlyphPen(None) if "truetype" in make else T2CharStringPen(told, None, CFF2="variable" in make)
    pen.moveTo((40, 0))
    for corner in ((40, 600), (width - 40, 600), (width - 40, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()
