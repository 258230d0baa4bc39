"""Fonts of this computer, for scripts that HubDesk ships no font for; only fonts that may be embedded are taken."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from hubdesk.report.pdf.faces import Face

_MOST_FILES = 4_000
_LARGEST = 60_000_000  # bytes
_MOST_IN_ONE = 64
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


def may_embed(face: hb.Face) -> bool:
    """Tell whether a font has TrueType outlines and a licence bit that lets a subset travel in a document."""
    os2 = face.reference_table("OS/2")
    if os2 is None or len(os2.data) < 10 or not len(face.reference_table("glyf").data):
        return False
    rights = int.from_bytes(os2.data[8:10], "big")
    restricted = rights & 0x000F == _RESTRICTED
    return not restricted and not rights & (_NO_SUBSETTING | _BITMAPS_ONLY)


@cache
def face_for(code: int) -> Face | None:
    """Return a face of this computer that can print a character, or None; regular weights come first."""
    for place, (path, number, characters) in enumerate(_coverage()):
        if code in characters:
            return _opened(path, number, place)
    return None


@cache
def _opened(path: Path, number: int, place: int) -> Face:
    return Face(path, f"X{place}", number=number)


@cache
def _coverage() -> tuple[tuple[Path, int, frozenset[int]], ...]:
    """Return the usable fonts (file, place in it, what they cover), in an order that does not depend on the system."""
    found = []
    for path in sorted(_files(), key=lambda path: ("Regular" not in path.name, path.name))[:_MOST_FILES]:
        blob = hb.Blob.from_file_path(str(path))
        for number in range(_fonts_in(path)):
            face = hb.Face(blob, number)
            if face.glyph_count and not face.has_var_data and may_embed(face):
                found.append((path, number, frozenset(face.unicodes)))
    return tuple(found)


def _fonts_in(path: Path) -> int:
    """Return how many fonts a file holds: collections of several are how many systems keep theirs."""
    with path.open("rb") as file:
        head = file.read(12)
    return min(int.from_bytes(head[8:], "big"), _MOST_IN_ONE) if head[:4] == b"ttcf" else 1


def _files() -> Iterator[Path]:
    for folder in folders():
        for inner, _, names in os.walk(folder):
            for name in names:
                path = Path(inner, name)
                if path.suffix.casefold() in (".ttf", ".ttc") and path.is_file() and path.stat().st_size <= _LARGEST:
                    yield path
