"""Rows out of the bare pages of a file that SQLite refuses: what each leaf still holds, whatever pointed to it.

The layout is that of sqlite.org/fileformat2.html. Nothing that is read here is believed: whoever asks must prove it.
"""

from collections.abc import Callable, Container, Iterator
from typing import BinaryIO

Cell = int | float | str | bytes | None
Report = Callable[[int, int], None]
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 13, 10, 2
_BEFORE_PAYLOAD = {_TABLE_LEAF: 0, _INDEX_LEAF: 0, _INDEX_INNER: 4}
_HEAD = 100
#: Bytes of the numbers that record formats 1 to 6 stand for.
_WIDTHS = (0, 1, 2, 3, 4, 6, 8)
_SIZES = {1 << power for power in range(9, 16)}


class Pages:
    """The pages of one file, numbered from 1; those beyond its end are empty."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        file.seek(16)
        said = int.from_bytes(file.read(2), "big")
        self.size = said if said in _SIZES else 65536 if said == 1 else 4096  # 4096: as our files are made
        self.number = file.seek(0, 2) // self.size

    def __getitem__(self, number: int) -> bytes:
        if not 0 < number <= self.number:
            return b""
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)


def rows(pages: Pages, widths: Container[int], report: Report | None = None) -> Iterator[tuple[Cell, ...]]:
    """Yield every row of `widths` columns in any table or index, in the order of the pages.

    A column that is the row's number comes as that number. Cells that make no sense are passed over.
    """
    for number in range(1, pages.number + 1):
        if report and number % 256 == 1:
            report(number, pages.number)
        page = pages[number]
        start = _HEAD if number == 1 else 0
        kind = page[start]
        if kind not in _BEFORE_PAYLOAD:
            continue
        first = start + (12 if kind == _INDEX_INNER else 8)
        count = min(int.from_bytes(page[start + 3 : start + 5], "big"), (pages.size - first) // 2)
        for at in range(first, first + 2 * count, 2):
            place = int.from_bytes(page[at : at + 2], "big")
            try:
                row = _row(pages, page, kind, place + _BEFORE_PAYLOAD[kind], widths=widths)
            except (IndexError, ValueError):  # also letters that are none
                continue
            if row:
                yield row


def _row(pages: Pages, page: bytes, kind: int, at: int, *, widths: Container[int]) -> tuple[Cell, ...]:
    """Return the row in a cell, () for one of another width; IndexError or ValueError when it makes no sense."""
    length, at = _varint(page, at)
    rowid = 0
    if kind == _TABLE_LEAF:
        rowid, at = _varint(page, at)
    payload = _payload(pages, page, at, length, table=kind == _TABLE_LEAF)
    head, place = _varint(payload, 0)
    formats = []
    while place < head:
        form, place = _varint(payload, place)
        formats.append(form)
    if place != head or len(formats) not in widths:
        return ()
    cells: list[Cell] = []
    for form in formats:
        cell, place = _cell(payload, place, form)
        cells.append(cell)
    if place != length:
        raise ValueError("length")
    if kind == _TABLE_LEAF and cells[0] is None:
        cells[0] = rowid
    return tuple(cells)


def _payload(pages: Pages, page: bytes, at: int, length: int, *, table: bool) -> bytes:
    """Return the bytes of a record: those in its cell and those on the pages after it."""
    if not 0 <= length <= pages.number * pages.size:
        raise ValueError("length")
    most = pages.size - 35 if table else (pages.size - 12) * 64 // 255 - 23
    if length <= most:
        return page[at : at + length]
    least = (pages.size - 12) * 32 // 255 - 23
    local = least + (length - least) % (pages.size - 4)
    local = local if local <= most else least
    parts, left = [page[at : at + local]], length - local
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while left > 0:
        more = pages[following]
        if not more:
            raise ValueError("cut")
        parts.append(more[4 : 4 + left])
        left -= pages.size - 4
        following = int.from_bytes(more[:4], "big")
    return b"".join(parts)


def _cell(payload: bytes, at: int, form: int) -> tuple[Cell, int]:
    if form == 0:
        return None, at
    if form in (8, 9):
        return form - 8, at
    if form < 0 or form in (10, 11):
        raise ValueError("format")
    width = 8 if form == 7 else _WIDTHS[form] if form < 7 else (form - 12) // 2
    found = payload[at : at + width]
    if len(found) != width:
        raise ValueError("cut")
    if form < 7:
        return int.from_bytes(found, "big", signed=True), at + width
    if form == 7:  # a table of ours holds no real numbers
        return 0.0, at + width
    return (found.decode() if form % 2 else found), at + width


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, below nought with its first bit of 64, and where it ends."""
    byte = data[at]
    if byte < 128:
        return byte, at + 1
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, place + 1
    value = value << 8 | data[at + 8]
    return value - (value >> 63 << 64), at + 9
