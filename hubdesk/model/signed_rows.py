"""What is typed from a sign-in sheet of paper: numbers of rows, and who wrote themselves in below them."""

import re
from dataclasses import dataclass

from hubdesk.model.fold import fold

#: More rows than this at once cannot be meant.
MAX_ROWS = 500
_BETWEEN = "[\\s,;،؛、，；\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_DASH = f"{_BETWEEN}*[-‐‑‒–—−－~～〜]{_BETWEEN}*"
_SKIP = re.compile(f"{_BETWEEN}+")
_ROW = re.compile(rf"([A-Za-z]{{0,2}})(\d{{1,7}})(?:{_DASH}([A-Za-z]{{0,2}})(\d{{1,7}}))?(?={_BETWEEN}|$)")


@dataclass(frozen=True, slots=True)
class Signed:
    """The rows that are meant, folded, in order and once each; `name` is who wrote themselves in at the last of them.

    `unread` is what means no row: a stretch of too many, or words without a number before them.
    """

    rows: tuple[str, ...] = ()
    name: str = ""
    unread: str = ""


def signed(text: str) -> Signed:
    """Return what "12", "15-18", "1,4,7-9", "A15-18" or "43 Nadia Quill" means; digits may be of any script."""
    rows: dict[str, None] = {}
    place = 0
    while True:
        skipped = _SKIP.match(text, place)
        place = skipped.end() if skipped else place
        found = _ROW.match(text, place)
        if found is None:
            break
        stretch = _stretch(found)
        if not stretch or len(rows) + len(stretch) > MAX_ROWS:
            return Signed(tuple(rows), unread=text[place:].strip())
        rows.update(dict.fromkeys(stretch))
        place = found.end()
    rest = " ".join(text[place:].split())
    named = bool(rows) and rest[:1].isalpha()
    return Signed(tuple(rows), rest if named else "", "" if named else rest)


def _stretch(found: re.Match[str]) -> list[str]:
    """Return the rows of a number or of a stretch, in either direction; none where its ends do not belong together."""
    letters, first, other, last = (fold(part or "") for part in found.groups())
    if not last:
        return [letters + first]
    low, high = sorted((int(first), int(last)))
    if other not in ("", letters) or high - low >= MAX_ROWS:
        return []
    width = len(first) if first.startswith("0") else 0
    return [f"{letters}{number:0{width}}" for number in range(low, high + 1)]
