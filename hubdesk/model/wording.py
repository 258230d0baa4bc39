"""What changed between two wordings of one text, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Way = Literal["same", "gone", "came"]

#: Words with the signs that stand on their letters, single signs of scripts that write without spaces, and the rest.
_PIECE = re.compile(
    "[\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e4f-\u0e5b][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
    "|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e80-\u0eff]"
    "|[^\\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "(?:[^\\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u200c\u200d])*"
    "|\\s+|[\\s\\S]"
)
#: Where more pairs of pieces differ, the texts count as wholly other: nobody reads such a patchwork.
_MOST = 4_000_000


class Piece(NamedTuple):
    """Some words, and whether both texts have them, only the old one (gone) or only the new one (came)."""

    words: str
    way: Way


def pieces(text: str) -> list[str]:
    """Return words, spaces and signs in order; joined they are the text."""
    return _PIECE.findall(text)


def changes(old: str, new: str) -> list[Piece]:
    """Return what stayed, went and came, in reading order; what went stands before what came in its place.

    The pieces that are not `came` joined are `old`, those that are not `gone` are `new`. Blanks between two changed
    words change with them.
    """
    runs = [run for run in _runs(pieces(old), pieces(new)) if any(run)]
    found: list[Piece] = []
    for nth, (both, gone, came) in enumerate(runs):
        if both.isspace() and 0 < nth < len(runs) - 1:
            gone = came = both
            both = ""
        if both:
            found.append(Piece(both, "same"))
        else:
            _add(found, gone, came)
    return found


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (what both have, only the old, only the new) in order."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    yield "".join(old[:start]), "", ""
    one, two = old[start : len(old) - end], new[start : len(new) - end]
    if len(one) * len(two) > _MOST:
        yield "", "".join(one), "".join(two)
    else:
        for way, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            before, after = "".join(one[a:b]), "".join(two[c:d])
            yield (before, "", "") if way == "equal" else ("", before, after)
    yield "".join(old[len(old) - end :]), "", ""


def _add(found: list[Piece], gone: str, came: str) -> None:
    """Put a change behind the pieces, joined with the change that stands there already."""
    if found and found[-1].way == "came":
        came = found.pop().words + came
    if found and found[-1].way == "gone":
        gone = found.pop().words + gone
    if gone:
        found.append(Piece(gone, "gone"))
    if came:
        found.append(Piece(came, "came"))
