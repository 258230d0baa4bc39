"""Fonts of this computer and of a font pack, for scripts that HubDesk ships no font for; only what may be embedded."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from hubdesk.report.pdf.faces import BOLD, Face

_MOST_FILES = 4_000
_LARGEST = 60_000_000  # bytes
_MOST_IN_ONE = 64
_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
_OUTLINES = ("glyf", "CFF ", "CFF2")
_NEEDED = {"head": 54, "hhea": 36, "hmtx": 4, "maxp": 6, "post": 32, "OS/2": 78}
"""Tables that are read later, with how many bytes of each."""
#: Characters that a font for traditional Chinese has, how such fonts are called, and their languages in OpenType.
_TRADITIONAL = frozenset(map(ord, "說國灣體應該過"))
_NAMES = re.compile(r"\b(TC|TW|HK|CL|Traditional|JhengHei|MingLiU)\b")
_LANGUAGES = frozenset(("ZHT ", "ZHH ", "ZHTM"))
_RESTRICTED = 0x0002  # OS/2 fsType: embedding is not allowed
_NO_SUBSETTING = 0x0100
_BITMAPS_ONLY = 0x0200


def folders(platform: str = sys.platform) -> list[Path]:
    """Return where a platform keeps fonts for all programs and for this person; HUBDESK_FONTS names other folders."""
    home = Path.home()
    if "HUBDESK_FONTS" in os.environ:
        return [Path(each) for each in os.environ["HUBDESK_FONTS"].split(os.pathsep)]
    if platform == "win32":
        return [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts",
        ]
    if platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts"]


def look_in(packs: Sequence[Path]) -> bool:
    """Look for fonts in the folders of a font pack, too, before those of the computer.

    Returns whether that is other than before: other folders, or other files in them.
    """
    found = [(path, path.stat().st_mtime_ns) for pack in packs for path in sorted(_files(pack))]
    if found == _pack():
        return False
    _pack()[:] = found
    for kept in (_coverage, _opened, face_for, traditional):
        kept.cache_clear()
    return True


@cache
def _pack() -> list[tuple[Path, int]]:
    """The fonts of the pack, with when each was changed."""
    return []


def may_embed(face: hb.Face) -> bool:
    """Tell whether a font has outlines, the tables that are read, and a licence that lets a subset travel."""
    if not any(len(face.reference_table(table).data) for table in _OUTLINES):
        return False
    if any(len(face.reference_table(table).data) < least for table, least in _NEEDED.items()):
        return False
    rights = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    restricted = rights & 0x000F == _RESTRICTED
    return not restricted and not rights & (_NO_SUBSETTING | _BITMAPS_ONLY)


@cache
def face_for(code: int) -> Face | None:
    """Return a face that can print a character, or None; upright faces of regular weight come first."""
    for place, (path, number, characters) in enumerate(_coverage()):
        if code in characters:
            return _opened(path, number, place)
    return None


@cache
def traditional(bold: bool) -> Face | None:
    """Return a face of the font pack with the Chinese forms of Taiwan or Hong Kong: somebody wished to see those.

    It says so in its name, or has forms for that language (OpenType `locl`), which HarfBuzz then takes.
    """
    packed = {path for path, _ in _pack()}
    for place, (path, number, characters) in enumerate(_coverage()):
        if path in packed and characters.issuperset(_TRADITIONAL):
            face = hb.Face(hb.Blob.from_file_path(str(path)), number)
            heavy = int.from_bytes(face.reference_table("OS/2").data[4:6], "big") >= BOLD
            if (heavy == bold or _varies(face)) and _is_traditional(face):
                return Face(path, f"T{place}{'b' if bold else ''}", number=number, weight=700 if bold else 400)
    return None


def _is_traditional(face: hb.Face) -> bool:
    scripts = range(len(face.get_table_script_tags("GSUB")))
    languages = {tag for script in scripts for tag in face.get_script_language_tags("GSUB", script)}
    names = [face.get_name(kind) or "" for kind in (1, 4, 16)]
    return not _LANGUAGES.isdisjoint(languages) or any(map(_NAMES.search, names))


def _varies(face: hb.Face) -> bool:
    return face.has_var_data and any(axis.tag == "wght" for axis in face.axis_infos)


@cache
def _opened(path: Path, number: int, place: int) -> Face:
    return Face(path, f"X{place}", number=number)


@cache
def _coverage() -> tuple[tuple[Path, int, frozenset[int]], ...]:
    """Return the usable fonts (file, place in it, what they cover), in an order that does not depend on the system."""
    packed = [path for path, _ in _pack()]
    others = sorted((path for folder in folders() for path in _files(folder)), key=lambda path: path.name)
    found = []
    for place, path in enumerate([*packed, *others][:_MOST_FILES]):
        blob = hb.Blob.from_file_path(str(path))
        for number in range(_fonts_in(path)):
            face = hb.Face(blob, number)
            if face.glyph_count and may_embed(face):
                order = (place >= len(packed), _is_special(face), path.name, number)
                found.append((order, (path, number, frozenset(face.unicodes))))
    return tuple(each for _, each in sorted(found, key=lambda each: each[0]))


def _is_special(face: hb.Face) -> bool:
    """Tell whether a font is not an upright one of regular weight, or cannot be made one."""
    os2 = face.reference_table("OS/2").data
    italic = bool(os2[63] & 1)
    weight = int.from_bytes(os2[4:6], "big")
    return italic or (weight != 400 and not _varies(face))


def _fonts_in(path: Path) -> int:
    """Return how many fonts a file holds: collections of several are how many systems keep theirs."""
    with path.open("rb") as file:
        head = file.read(12)
    return min(int.from_bytes(head[8:], "big"), _MOST_IN_ONE) if head[:4] == b"ttcf" else 1


def _files(folder: Path) -> Iterator[Path]:
    for inner, _, names in os.walk(folder):
        for name in names:
            path = Path(inner, name)
            if path.suffix.casefold() in _SUFFIXES and path.is_file() and path.stat().st_size <= _LARGEST:
                yield path
