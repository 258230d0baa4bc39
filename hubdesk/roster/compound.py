"""An old workbook (XLS) made anew from its one stream, so that what reads it meets no loop and no endless square."""

import struct
from collections.abc import Iterator

from hubdesk.i18n import say
from hubdesk.model.limits import SHEET_AREA, SHEETS
from hubdesk.roster.packed import damaged, locked, refused, too_large
from hubdesk.roster.table import Report

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Ends of chains of sectors ([MS-CFB] 2.1), the largest number of a sector.
_END, _FREE, _FAT, _LAST = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFA
_ENTRY = 128
#: Streams shorter than this lie in small sectors.
_SMALL = 4096
#: Records of a workbook ([MS-XLS] 2.3) and how their cells are told.
_EOF, _SHEET, _STRINGS, _PASSWORD, _EXTENT, _NUMBERS, _NOTHING = 0x0A, 0x85, 0xFC, 0x2F, 0x0200, 0xBD, 0x7FFF
#: Records between two reports.
_OFTEN = 50_000
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0002, 0x0003, 0x0004, 0x0005})


def remade(data: bytes, report: Report | None = None) -> bytes:
    """Return a file with the workbook's stream alone.

    Raises Refused for a file that is damaged, encrypted, no workbook, or would need too much memory, and what
    `report(done, total)` raises.
    """
    try:
        streams = _streams(data)
        if "EncryptedPackage" in streams:
            raise locked()
        name = next((name for name in ("Workbook", "Book") if name in streams), None)
        if name is None:
            raise refused(say("This file of an office program holds no workbook."), "workbook-other")
        stream = _checked(streams[name], report)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged() from error
    return _packed(name, stream)


def _streams(data: bytes) -> dict[str, bytes]:
    """Return {name: bytes} of the streams that matter, the first of each name."""
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise damaged()
    size = 1 << shift
    count, first, _, _, small_first, small_count, more, _ = struct.unpack_from("<8I", data, 44)
    tables = [each for each in struct.unpack_from("<109I", data, 76) if each <= _LAST]
    while more <= _LAST and len(tables) <= len(data) // size:
        listed = struct.unpack(f"<{size // 4}I", _sector(data, more, size))
        tables += [each for each in listed[:-1] if each <= _LAST]
        more = listed[-1]
    fat = [each for table in tables[:count] for each in struct.unpack(f"<{size // 4}I", _sector(data, table, size))]
    entries = _chain(data, first, size, fat)
    small = b""
    small_fat: list[int] = []
    found: dict[str, bytes] = {}
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", entries, at + 64)
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, bytes_ = struct.unpack_from("<II", entries, at + 116)
        if kind == 5:
            small = _chain(data, start, size, fat)
            raw = _chain(data, small_first, size, fat) if small_count else b""
            small_fat = list(struct.unpack(f"<{len(raw) // 4}I", raw))
        elif name in ("Workbook", "Book", "EncryptedPackage") and name not in found:
            within = bytes_ < _SMALL
            found[name] = (_chain(small, start, 64, small_fat, 0) if within else _chain(data, start, size, fat))[
                :bytes_
            ]
    return found


def _sector(data: bytes, number: int, size: int, offset: int | None = None) -> bytes:
    start = number * size + (size if offset is None else offset)
    return data[start : start + size].ljust(size, b"\0") if start < len(data) else b""


def _chain(data: bytes, number: int, size: int, fat: list[int], offset: int | None = None) -> bytes:
    """Return the bytes of a chain of sectors. Raises Refused for one that goes around."""
    parts: list[bytes] = []
    while number <= _LAST:
        part = _sector(data, number, size, offset)
        if not part or len(parts) > len(data) // size:
            raise damaged()
        parts.append(part)
        number = fat[number]
    return b"".join(parts)


def _records(stream: bytes | bytearray, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, place, length) of records up to the end of a sheet."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, at + 4, length
        at += 4 + length


def _checked(stream: bytes, report: Report | None) -> bytes:
    """Return the records without the promises of how large sheets are, for which readers set memory aside.

    Raises Refused for a password, and for sheets or strings that would need more than the file holds.
    """
    sheets = []
    for kind, at, length in _heeded(_records(stream, 0), len(stream), report):
        if kind == _PASSWORD:
            raise locked()
        if kind == _SHEET:
            sheets.append(struct.unpack_from("<I", stream, at)[0])
        if kind == _STRINGS and length >= 8 and struct.unpack_from("<I", stream, at + 4)[0] > len(stream) // 3:
            raise damaged()
    if len(sheets) > SHEETS or len(set(sheets)) < len(sheets):
        raise too_large()
    if any(place >= len(stream) for place in sheets):
        raise damaged()
    kept, once = bytearray(stream), _once(sheets, len(stream))
    if sum(_area(kept, place, end, report) for place, end in once) > SHEET_AREA:
        raise too_large()
    return bytes(kept)


def _once(sheets: list[int], size: int) -> list[tuple[int, int]]:
    """Return (begin, end) of sheets: no byte belongs to two of them."""
    places = sorted(sheets)
    return list(zip(places, [*places, size][1:], strict=True))


def _heeded(
    records: Iterator[tuple[int, int, int]], size: int, report: Report | None
) -> Iterator[tuple[int, int, int]]:
    """Yield records, and report now and then."""
    for number, each in enumerate(records):
        if report is not None and number % _OFTEN == 0:
            report(each[1], size)
        yield each


def _area(stream: bytearray, place: int, end: int, report: Report | None) -> int:
    """Return the cells of a sheet up to the outermost one; its own promise of them loses its meaning.

    Raises Refused for a sheet that goes on where another begins.
    """
    bottom = right = -1
    for kind, at, length in _heeded(_records(stream, place), len(stream), report):
        if at + length > end:
            raise damaged()
        if kind == _EXTENT:
            struct.pack_into("<H", stream, at - 4, _NOTHING)
        if kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at)
            last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind == _NUMBERS else column
            bottom, right = max(bottom, row), max(right, column, last)
    return (bottom + 1) * (right + 1)


def _packed(name: str, stream: bytes) -> bytes:
    """Return a compound file with one stream: its table of sectors, its directory, and the stream."""
    size = 4096
    stream = stream.ljust(-(-max(len(stream), 1) // size) * size, b"\0")
    parts = len(stream) // size
    tables = -(-(parts + 110) // (size // 4))
    if tables > 109:
        raise too_large()
    fat = [_FAT] * tables + [_END] + [tables + 2 + each for each in range(parts)]
    fat[-1] = _END
    fat.append(_END)  # an empty place for small streams, which readers expect
    fat += [_FREE] * (tables * (size // 4) - len(fat))
    header = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, tables, 0, _SMALL, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, tables + 1 + parts, 64, 1) + _entry(name, 2, tables + 1, len(stream), _FREE)
    return b"".join(
        (
            header.ljust(size, b"\0"),
            struct.pack(f"<{len(fat)}I", *fat),
            directory.ljust(size, b"\0"),
            stream,
            bytes(size),
        )
    )


def _entry(name: str, kind: int, start: int, length: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    told = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return told + bytes(36) + struct.pack("<IQ", start, length)
