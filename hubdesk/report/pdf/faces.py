"""One font: its measures, its glyphs, and what text each glyph stands for."""

import re
import unicodedata
from functools import cached_property
from pathlib import Path

import uharfbuzz as hb
from fontTools import agl

#: Codes from here on are not glyphs: a blank that carries the second letter of an Arabic ligature (see `ligatures`).
BLANK = 0xE000
#: The code of the hyphen at the end of a line: it is shown as one and read as a soft hyphen.
BREAK = 0xF000
#: The least weight that is called bold, as OpenType counts them.
BOLD = 600
_ARABIC_START, _LAM = 0x600, 0x644
_UNI_NAME = re.compile("uni((?:[0-9A-F]{4})+)")
_LONG_NAME = re.compile("u([0-9A-F]{4,6})")


class Face:
    """One font file, mapped into memory; `tag` is the name by which pages refer to it.

    `number` is the place of the font in a file that is a collection of several, `weight` the one of a variable font.

    `enlarged` is by how much its glyphs are set larger than the text around them, so that scripts look alike in size.

    All measures are in thousandths of an em. Nothing here depends on the document, so encoded words can be kept.
    """

    def __init__(self, path: Path, tag: str, enlarged: float = 1.0, *, number: int = 0, weight: int = 400) -> None:
        self.path = path
        self.tag = tag
        self.enlarged = enlarged
        self.face = hb.Face(hb.Blob.from_file_path(str(path)), number)
        self.font = hb.Font(self.face)
        self.pinned = _pinned(self.face, weight)
        self.font.set_variations(self.pinned)
        self.scale = 1000 / self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.scale
        self.descent = -abs(extents.descender) * self.scale
        self._widths: dict[int, int] = {}
        self._texts: dict[int, str] = {}

    @cached_property
    def name(self) -> str:
        """The name of the font in a PDF: the one of its file, or of the bold weight where it is held at that."""
        bold = self.pinned.get("wght", 0) >= BOLD
        return self.path.stem.replace("-Regular", "-Bold") if bold else self.path.stem

    @cached_property
    def is_compact(self) -> bool:
        """Whether the outlines are those of PostScript (CFF) and not of TrueType."""
        return not {"CFF ", "CFF2"}.isdisjoint(self.face.table_tags)

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the face has glyphs for."""
        return frozenset(self.face.unicodes)

    @cached_property
    def replacement(self) -> int:
        """The glyph drawn where one is missing: U+FFFD or the nearest; never glyph 0 (ISO 19005-2, 6.2.11.8)."""
        return next((g for c in (0xFFFD, 0x25A1, 0x3F, 0x20) if (g := self.font.get_nominal_glyph(c))), 1)

    @cached_property
    def hyphen(self) -> int:
        """The glyph of a hyphen, or the one for what is missing."""
        return self.font.get_nominal_glyph(0x2D) or self.replacement

    @cached_property
    def blank(self) -> int:
        """A glyph with no width and no ink, or 0 when the face has none."""
        # some faces draw their joiners; many keep an empty glyph in place 1 (".null")
        invisible = (self.font.get_nominal_glyph(code) for code in (0x200B, 0x200D, 0x200C, 0x2060, 0xFEFF))
        for glyph in (*filter(None, invisible), 1):
            extents = self.font.get_glyph_extents(glyph)
            if not self.font.get_glyph_h_advance(glyph) and not (extents and extents.width):
                return int(glyph)
        return 0

    @cached_property
    def ligatures(self) -> dict[int, str]:
        """Glyphs that stand for several Arabic letters, with their letters.

        Readers turn right-to-left glyphs around one by one, so the letters of such a glyph would come out swapped: it
        is shown for its last letter, and blanks beside it are shown for the others.
        """
        if self.is_compact or not self.blank or _LAM not in self.characters:
            return {}
        texts = ((glyph, self._mapped.get(glyph) or self._from_name(glyph)) for glyph in range(self.face.glyph_count))
        return {glyph: text for glyph, text in texts if len(text) > 1 and all("\u0620" <= c <= "\u06d3" for c in text)}

    def width(self, glyph: int) -> int:
        """Return the advance of a glyph as the PDF states it."""
        if BLANK <= glyph < BREAK:
            return 0
        glyph = self.program_glyph(glyph)
        if (width := self._widths.get(glyph)) is None:
            width = self._widths[glyph] = round(self.font.get_glyph_h_advance(glyph) * self.scale)
        return width

    def text(self, glyph: int) -> str:
        """Return what a glyph stands for, the same in every document: by the character map, else by its name."""
        if (text := self._texts.get(glyph)) is None:
            if glyph == BREAK:
                text = "\xad"
            elif glyph >= BLANK:
                text = chr(_ARABIC_START + glyph - BLANK)
            elif glyph in self.ligatures:
                text = self.ligatures[glyph][-1]
            else:
                text = self._mapped.get(glyph) or self._from_name(glyph)
            self._texts[glyph] = text
        return text

    def blank_code(self, letter: str) -> int:
        """Return the code of the blank that stands for an Arabic letter."""
        return BLANK + ord(letter) - _ARABIC_START

    def program_glyph(self, code: int) -> int:
        """Return the glyph of the font file that a code of the page shows."""
        if code == BREAK:
            return self.hyphen
        return self.blank if code >= BLANK else code

    @cached_property
    def _mapped(self) -> dict[int, str]:
        """Text by glyph, the lowest code point winning; forms that only stand for other characters are left out."""
        nominal = self.font.get_nominal_glyph
        found: dict[int, str] = {}
        for code in sorted(self.characters, reverse=True):
            private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
            form = 0xFB00 <= code <= 0xFEFF or 0x2E80 <= code <= 0x2FDF or code in (0xA0, 0xAD, 0x2011)
            control = code < 0x20 or 0x7F <= code < 0xA0
            if not private and not form and not control:
                found[nominal(code)] = chr(code)
        return found

    def _from_name(self, glyph: int) -> str:
        text = ""
        for part in self.font.glyph_to_string(glyph).partition(".")[0].split("_"):
            if (m := _UNI_NAME.fullmatch(part)) is not None:
                text += "".join(chr(int(m[1][i : i + 4], 16)) for i in range(0, len(m[1]), 4))
            elif (m := _LONG_NAME.fullmatch(part)) is not None and int(m[1], 16) < 0x110000:
                text += chr(int(m[1], 16))
            else:
                text += part if len(part) == 1 else agl.toUnicode(part)
        text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufeff" else c for c in text)
        printable = text and not any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") for c in text)
        return text if printable else "\ufffd"


def _pinned(face: hb.Face, weight: int) -> dict[str, float]:
    """Return where a variable font is held: at a weight, and as it was drawn in all else."""
    weights = [axis for axis in face.axis_infos if axis.tag == "wght"] if face.has_var_data else []
    return {axis.tag: max(axis.min_value, min(float(weight), axis.max_value)) for axis in weights}
