"""Fonts written into a PDF: only the glyphs in use, each with the text it stands for."""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from hubdesk.report.pdf.faces import Face
from hubdesk.report.pdf.shaping import Word

_CODES = re.compile("<([0-9A-F]+)>")
_LAYOUT_TABLES = (
    "GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "VORG", "vhea", "vmtx", "MVAR", "HVAR", "avar", "meta", "gasp",
    "kern", "name", "cmap",
)  # fmt: skip
_MOST_PAIRS = 100  # in one bfchar block (Adobe Technical Note 5411)


class Stream(PDFStream):  # type: ignore[misc]
    """A stream with an end of line before its `endstream`, as PDF/A asks (ISO 19005-2, 6.1.7.1)."""

    def format(self, document: PDFDocument) -> bytes:
        """Return the bytes of the stream object."""
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def stream(content: bytes, **entries: Any) -> Stream:
    """Return a compressed stream with more entries in its dictionary."""
    made = Stream(content=zlib.compress(content, 6))
    made.dictionary["Filter"] = PDFName("FlateDecode")
    for key, value in entries.items():
        made.dictionary[key] = value
    return made


def codes_by_face(words: Iterable[Word]) -> dict[Face, set[int]]:
    """Return the codes that words show, by face."""
    found: dict[Face, set[int]] = {}
    for word in words:
        codes = found.setdefault(word.face, set())
        for part in word.parts:
            for shown in _CODES.findall(part.show):
                codes.update(int(shown[i : i + 4], 16) for i in range(0, len(shown), 4))
    return found


def font(document: PDFDocument, face: Face, codes: set[int]) -> PDFDictionary:
    """Return a Type 0 font whose codes are glyph numbers of the whole face, with the program of a subset.

    Codes never depend on the document: a CIDToGIDMap leads from them to the glyphs of a TrueType subset, and a CFF
    subset keeps its numbers.
    """
    places = struct.pack(f">{len(codes)}H", *sorted(codes))
    mark = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(places).digest()[:6])
    name = PDFName(f"{mark}+{re.sub('[^A-Za-z0-9-]', '', face.name)}")
    kind, program, more = (_compact if face.is_compact else _truetype)(document, face, codes)
    descriptor = PDFDictionary({**_descriptor(face), "FontName": name, **program})
    system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName(kind),
        "BaseFont": name,
        "CIDSystemInfo": PDFDictionary(system),
        "FontDescriptor": document.Reference(descriptor),
        "DW": 1000,
        "W": _widths(face, sorted(codes)),
        **more,
    }
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(stream(_to_unicode(face, sorted(codes)))),
        }
    )


_Entries = dict[str, Any]


def _truetype(document: PDFDocument, face: Face, codes: set[int]) -> tuple[str, _Entries, _Entries]:
    """Return the kind of a TrueType font, the program in its descriptor, and what its dictionary holds besides."""
    plan = hb.SubsetPlan(face.face, _wanted(face, codes))
    numbers = plan.old_to_new_glyph_mapping
    places = bytearray(2 * (max(codes, default=0) + 1))
    for code in codes:
        struct.pack_into(">H", places, 2 * code, numbers[face.program_glyph(code)])
    program = bytes(plan.execute().blob.data)
    written = document.Reference(stream(program, Length1=len(program)))
    return "CIDFontType2", {"FontFile2": written}, {"CIDToGIDMap": document.Reference(stream(bytes(places)))}


def _compact(document: PDFDocument, face: Face, codes: set[int]) -> tuple[str, _Entries, _Entries]:
    """Return the same for a font with the outlines of PostScript, whose glyphs keep their numbers."""
    wanted = _wanted(face, codes)
    wanted.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.DOWNGRADE_CFF2
    program = bytes(hb.subset(face.face, wanted).reference_table("CFF ").data)
    written = document.Reference(stream(program, Subtype=PDFName("CIDFontType0C")))
    return "CIDFontType0", {"FontFile3": written}, {}


def _wanted(face: Face, codes: set[int]) -> hb.SubsetInput:
    wanted = hb.SubsetInput()
    wanted.unicode_set.clear()
    wanted.glyph_set.update({face.program_glyph(code) for code in codes} | {0})
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _LAYOUT_TABLES)
    if face.face.has_var_data:
        wanted.pin_all_axes_to_default(face.face)
        for axis, value in face.pinned.items():
            wanted.pin_axis_location(face.face, axis, value)
    return wanted


def _descriptor(face: Face) -> dict[str, Any]:
    table = face.face.reference_table
    box = [round(value * face.scale) for value in struct.unpack_from(">4h", table("head").data, 36)]
    italic = struct.unpack_from(">i", table("post").data, 4)[0] / 65536
    os2 = table("OS/2").data
    capitals = struct.unpack_from(">h", os2, 88)[0] if len(os2) >= 90 else 700
    return {
        "Type": PDFName("FontDescriptor"),
        "Flags": 4,
        "FontBBox": PDFArray(box),
        "ItalicAngle": round(italic),
        "Ascent": round(face.ascent),
        "Descent": round(face.descent),
        "CapHeight": round(capitals * face.scale),
        "StemV": 80,
    }


def _widths(face: Face, codes: list[int]) -> str:
    groups: list[str] = []
    start = 0
    for place in range(1, len(codes) + 1):
        if place == len(codes) or codes[place] != codes[place - 1] + 1:
            widths = " ".join(str(face.width(code)) for code in codes[start:place])
            groups.append(f"{codes[start]} [{widths}]")
            start = place
    return f"[{' '.join(groups)}]"


def _to_unicode(face: Face, codes: list[int]) -> bytes:
    pairs = [f"<{code:04X}> <{face.text(code).encode('utf-16-be').hex().upper()}>" for code in codes]
    blocks = [pairs[i : i + _MOST_PAIRS] for i in range(0, len(pairs), _MOST_PAIRS)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
