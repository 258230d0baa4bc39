"""What a kind of list is known again by: its head, or what its columns hold, told by a digest that names nobody."""

import re
from collections.abc import Sequence
from hashlib import sha256

from hubdesk.model.roster import Columns

#: Lines among which the head of a list is looked for.
_FIRST = 40
#: Bytes of one line that count.
_LONGEST = 20_000
_BREAK = re.compile(rb"\r\n|\r|\n")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def shapes(data: bytes) -> list[str]:
    """Return a digest of each of the first lines of a list: one of them is its head, in whatever encoding."""
    for mark in _MARKS:
        data = data.removeprefix(mark)
    lines = _BREAK.split(data[: _FIRST * _LONGEST], _FIRST)[:_FIRST]
    return [sha256(line.strip(b" \0")[:_LONGEST]).hexdigest() for line in lines]


def shape(data: bytes, head: int | None) -> str:
    """Return the digest of the head, whose row counts from 1; "" where there is none among the first lines."""
    found = shapes(data)
    return found[head - 1] if head and head <= len(found) else ""


def shapes_of_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a digest of each of the first rows of a list that is no text, such as a sheet: one may be its head."""
    return [_digest("head", *_bare(row)) for row in rows[:_FIRST]]


def shape_of_columns(columns: Columns, delimiter: str) -> str:
    """Return the digest of a list without a head: how many columns it has, and what was found to be in them."""
    found = sorted(columns.columns, key=lambda each: each.index)
    return _digest("columns", delimiter, *(each.field for each in found))


def _bare(row: Sequence[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _digest(*words: str) -> str:
    return sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()
