"""Make the static fonts that the window and the reports use, from font packages named in pyproject.toml."""

import argparse
import hashlib
import importlib.util
import io
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import srgb

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "resources" / "fonts"
DIGESTS = HERE / "fonts.sha256"
LIMIT = 18_000_000  # bytes, all files together: they travel on sticks and over phone lines

SANS = "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf"
ITALIC = "fontpkg_noto_sans/files/NotoSans-Italic[wdth,wght].ttf"
DEVANAGARI = "fontpkg_noto_sans_devanagari/files/NotoSansDevanagari[wdth,wght].ttf"
ARABIC = "fontpkg_ibm_plex_sans_arabic/files/IBMPlexSansArabic-{}.ttf"
CHINESE = "justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
TRADITIONAL = "justmytype_intl_cjk/fonts/ofl/notosanstc/NotoSansTC[wght].ttf"
OTHER = "manimgx_fonts/NotoSans{}[wght].ttf"
EMOJI = "manimgx_fonts/NotoEmoji[wght].ttf"

#: Code points (first, last) of Latin, Cyrillic and Greek text with what surrounds it.
READING = ((0x20, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x218F), (0x2190, 0x2BFF), (0xFB00, 0xFB06), (0xFE00, 0xFE2F))
MARK_OF_LOSS = ((0xFFFC, 0xFFFD),)
#: The same with phonetic letters and the letters of African and American languages.
LETTERS = (*READING, *MARK_OF_LOSS, (0x1D00, 0x1DBF), (0x1F00, 0x1FFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF))
INDIC = (
    (0x20, 0x40),
    (0x5B, 0x60),
    (0x7B, 0x7E),
    (0xA0, 0xA0),
    (0x900, 0x97F),
    (0x1CD0, 0x1CFF),
    (0x200B, 0x200D),
    (0x2010, 0x2026),
    (0x20B9, 0x20B9),
    (0x25CC, 0x25CC),
    (0xA830, 0xA839),
    (0xA8E0, 0xA8FF),
)

Ranges = tuple[tuple[int, int], ...]
#: Traditional characters of everyday text: level 1 of Big5, and what of level 2 the mainland or Japan has in daily use.
WRITTEN = "big5 in daily use"


class BuildFailure(Exception):  # noqa: N818 - told to a person
    """The fonts cannot be made here; the text says why."""


@dataclass(frozen=True)
class Instance:
    """One font to make; `source` is "package/path" of an installed font package, copied when `axes` is empty.

    It is static, but for one that goes `up_to` a weight: most of two weights is the same in both, so Chinese is one
    file of which Regular is as it was drawn. With `unlike`, what that source draws in the same way is left out.
    """

    source: str
    family: str
    style: str = "Regular"
    axes: dict[str, float] = field(default_factory=dict)
    ranges: Ranges | None = None
    charset: str = ""
    names: bool = True
    up_to: int = 0
    unlike: str = ""

    @property
    def file(self) -> str:
        """The file name, which is also the font's PostScript name."""
        return f"{self.family.replace(' ', '')}-{self.style}.ttf"


def _weight(weight: int, **more: float) -> dict[str, float]:
    return {"wght": weight, **more}


INSTANCES = (
    Instance(SANS, "Noto Sans", "Regular", _weight(400, wdth=100), LETTERS),
    Instance(SANS, "Noto Sans", "Bold", _weight(700, wdth=100), LETTERS),
    Instance(SANS, "Noto Sans", "SemiBold", _weight(600, wdth=100), READING + MARK_OF_LOSS),
    Instance(ITALIC, "Noto Sans", "Italic", _weight(400, wdth=100), READING + MARK_OF_LOSS),
    Instance(DEVANAGARI, "Noto Sans Devanagari", "Regular", _weight(400, wdth=100), INDIC),
    Instance(DEVANAGARI, "Noto Sans Devanagari", "Bold", _weight(700, wdth=100), INDIC),
    Instance(ARABIC.format("Regular"), "IBM Plex Sans Arabic", "Regular"),
    Instance(ARABIC.format("Bold"), "IBM Plex Sans Arabic", "Bold"),
    Instance(CHINESE, "Noto Sans SC", "Regular", _weight(400), charset="gbk big5", names=False, up_to=700),
    Instance(
        TRADITIONAL, "Noto Sans TC", "Regular", _weight(400), charset=WRITTEN, names=False, up_to=700, unlike=CHINESE
    ),
    *(
        Instance(OTHER.format(script), f"Noto Sans {script}", "Regular", _weight(400))
        for script in ("Hebrew", "Armenian", "Georgian", "Thai", "Bengali", "Tamil")
    ),
    Instance(EMOJI, "Noto Emoji", "Regular", _weight(400), names=False),
)
LICENCES = {
    "OFL-NotoSans.txt": "fontpkg_noto_sans/LICENSE",
    "OFL-NotoSansSC.txt": "justmytype_intl_cjk/fonts/ofl/notosanssc/OFL.txt",
    "OFL-NotoSansTC.txt": "justmytype_intl_cjk/fonts/ofl/notosanstc/OFL.txt",
    "OFL-IBMPlexSansArabic.txt": "fontpkg_ibm_plex_sans_arabic/LICENSE",
}
WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700, "Italic": 400}
DROPPED = ("STAT", "vhea", "vmtx", "VORG", "DSIG", "MVAR", "VVAR", "meta", "BASE", "gasp", "prep")
OF_STATIC_ONES = ("HVAR", "avar")


def find(source: str) -> Path:
    """Return where a file of an installed font package lies; raises BuildFailure when the package is missing."""
    package, _, inner = source.partition("/")
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / inner).is_file():
            return path
    raise BuildFailure(f"{source} is missing: install what [build-system] of pyproject.toml requires")


def two_byte_charset(codec: str) -> set[int]:
    """Return the code points that an East Asian two-byte charset can write."""
    found: set[int] = set(range(0x20, 0x7F))
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                found.update(map(ord, bytes((first, second)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return found


def written_traditional() -> set[int]:
    """Return the code points of WRITTEN, with the punctuation of Big5."""
    punctuation_and_level_1 = (*range(0xA1, 0xA4), *range(0xA4, 0xC7))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    first = (bytes((lead, trail)).decode("big5", "ignore") for lead in punctuation_and_level_1 for trail in trails)
    elsewhere = two_byte_charset("gb2312") | two_byte_charset("shift_jis")
    return set(map(ord, "".join(first))) | (two_byte_charset("big5") & elsewhere)


def made(instance: Instance) -> bytes:
    """Return the bytes of one TrueType font; the same input always gives the same bytes."""
    path = find(instance.source)
    if not instance.axes:  # its licence keeps the name for the unmodified file
        return path.read_bytes()
    return _named(_cut(path, instance), instance)


def _wanted(covered: Iterable[int], instance: Instance) -> set[int]:
    characters = set(covered)
    if instance.charset == WRITTEN:
        return characters & written_traditional()
    if instance.charset:
        symbols = {*range(0x2190, 0x2200), *range(0x25A0, 0x2600), *range(0x2700, 0x27C0), *range(0x3000, 0x3100)}
        charsets = instance.charset.split()
        return characters & symbols.union(*map(two_byte_charset, charsets))
    if instance.ranges:
        return {c for c in characters if any(first <= c <= last for first, last in instance.ranges)}
    return characters


def _cut(path: Path, instance: Instance) -> bytes:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(path)))
    plan = hb.SubsetInput()
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    for axis, value in instance.axes.items():
        plan.pin_axis_location(face, axis, value)
    if instance.up_to:
        plan.set_axis_range(face, "wght", instance.axes["wght"], instance.up_to, instance.axes["wght"])
        plan.flags |= hb.SubsetFlags.OPTIMIZE_IUP_DELTAS
    plan.unicode_set.clear()
    wanted = _wanted(face.unicodes, instance)
    plan.unicode_set.update(_drawn_otherwise(wanted, face, instance) if instance.unlike else wanted)
    if instance.names:  # glyph names tell what a ligature stands for
        plan.flags |= hb.SubsetFlags.GLYPH_NAMES
    dropped = DROPPED if instance.up_to else (*DROPPED, *OF_STATIC_ONES)
    if instance.charset:
        dropped = (*dropped, "GPOS")
    if instance.unlike:
        dropped = (*dropped, "GSUB")  # vertical text would bring what is the same again
    plan.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
    return bytes(hb.subset(face, plan).blob.data)


def _drawn_otherwise(characters: set[int], face: Any, instance: Instance) -> set[int]:
    """Return the characters that another source draws in another way, or not at all."""
    import uharfbuzz as hb
    from fontTools.pens.recordingPen import RecordingPen

    other = hb.Face(hb.Blob.from_file_path(str(find(instance.unlike))))
    fonts = (hb.Font(face), hb.Font(other))
    found = set()
    for character in characters:
        drawn = []
        for font in fonts:
            font.set_variations(instance.axes)
            font.draw_glyph_with_pen(font.get_nominal_glyph(character) or 0, pen := RecordingPen())
            drawn.append(pen.value)
        if drawn[0] != drawn[1]:
            found.add(character)
    return found


def _named(data: bytes, instance: Instance) -> bytes:
    """Give a cut font the names, weight and flags by which Qt and PDF readers know it."""
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(io.BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    family, style = instance.family, instance.style
    plain = style in ("Regular", "Bold", "Italic")
    old, font["name"] = font["name"], newTable("name")
    font["name"].names = []
    told = {
        0: old.getDebugName(0) or "",
        1: family if plain else f"{family} {style}",
        2: style if plain else "Regular",
        3: f"HubDesk;{instance.file.removesuffix('.ttf')}",
        4: f"{family} {style}",
        5: old.getDebugName(5) or "Version 1.000",
        6: instance.file.removesuffix(".ttf"),
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
        **({} if plain else {16: family, 17: style}),
        **({256: "Weight", 257: "Regular", 258: "Bold"} if instance.up_to else {}),
    }
    for number, text in told.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    if instance.up_to:
        font["fvar"].axes[0].axisNameID = 256
        font["fvar"].instances = [_weighing(instance.axes["wght"], 257), _weighing(instance.up_to, 258)]
    font["OS/2"].usWeightClass = WEIGHTS[style]
    bold, italic = style == "Bold", style == "Italic"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & 0x80) | (0x20 * bold) | (0x01 * italic)
    font["OS/2"].fsSelection |= 0x40 * (not bold and not italic)
    font["head"].macStyle = bold | (2 * italic)
    stream = io.BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()


def _weighing(weight: float, name: int) -> Any:
    """Return one weight of a variable font, called by an entry of its table of names."""
    from fontTools.ttLib.tables._f_v_a_r import NamedInstance

    found = NamedInstance()
    found.subfamilyNameID, found.coordinates = name, {"wght": weight}
    return found


def digests(path: Path = DIGESTS) -> dict[str, str]:
    """Return the SHA-256 of every expected file by name; the list has the form that `sha256sum -c` reads."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def up_to_date(out: Path, expected: dict[str, str]) -> bool:
    """Tell whether every expected file lies in `out` with the expected bytes."""
    return bool(expected) and all(
        (out / name).is_file() and hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
        for name, digest in expected.items()
    )


def everything() -> dict[str, bytes]:
    """Return all files by name; raises BuildFailure when a source is missing or the whole grows too large."""
    files = {instance.file: made(instance) for instance in INSTANCES}
    files["sRGB.icc"] = srgb.profile()
    files.update({name: find(source).read_bytes() for name, source in LICENCES.items()})
    if (total := sum(map(len, files.values()))) > LIMIT:
        raise BuildFailure(f"the fonts weigh {total} bytes, more than {LIMIT}")
    return files


def build(out: Path = OUT, *, accept: bool = False) -> bool:
    """Make what is missing in `out`; returns whether anything was written, raises BuildFailure on any difference.

    With `accept` the list of digests is written anew: for the person who moves a font package to another version.
    """
    expected = digests()
    if not accept and up_to_date(out, expected):
        return False
    files = everything()
    found = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    if accept:
        DIGESTS.write_text("".join(f"{found[name]}  {name}\n" for name in sorted(found)), "utf-8")
    elif found != expected:
        wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
        raise BuildFailure(f"not the expected bytes: {', '.join(wrong)}; are the font packages the pinned versions?")
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        beside = out / f".{name}.{os.getpid()}"
        beside.write_bytes(data)
        beside.replace(out / name)
    for path in out.glob("*.ttf"):
        if path.name not in files:
            path.unlink()
    return True


def main() -> int:
    """Run the build step from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="folder to fill (resources/fonts)")
    parser.add_argument("--accept", action="store_true", help="write the list of digests anew")
    asked = parser.parse_args()
    try:
        written = build(asked.out, accept=asked.accept)
    except BuildFailure as failure:
        print(f"fonts: {failure}", file=sys.stderr)
        return 1
    total = sum(path.stat().st_size for path in asked.out.iterdir())
    print(f"fonts: {'made' if written else 'up to date'}, {total / 1e6:.1f} MB in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
