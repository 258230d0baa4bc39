"""Rows out of bare pages are those that SQLite reads; whatever is altered, reading goes on and makes no row up."""

import random
from pathlib import Path

import pytest

from hubdesk.store import pages, sqlite

WHOLE = [0, 1, -1, 127, -128, 128, 1 << 15, -(1 << 15), 1 << 23, 1 << 31, 1 << 47, (1 << 63) - 1, -(1 << 63)]
ROWIDS = [-5, 0, 1, 127, 128, 1 << 14, 1 << 40, (1 << 63) - 1]
Rows = set[tuple[pages.Cell, ...]]


def made(path: Path, size: int) -> tuple[Rows, Rows]:
    """Write a file with pages of a size; return the rows of its table (four columns) and of its index (three)."""
    connection = sqlite.writer(path)
    connection.execute(f"pragma page_size = {size}")
    connection.execute("create table t(no integer primary key, a, b, c)")
    connection.execute("create index i on t(b, c)")
    chance = random.Random(size)
    table: Rows = set()
    lengths = [0, 1, size // 8, size // 4, size - 40, size - 35, size - 34, size, 2 * size, 5 * size + 7]
    for place, number in enumerate(WHOLE * 3):
        length = lengths[place % len(lengths)]
        no = ROWIDS[place] if place < len(ROWIDS) else 1000 + place
        table.add((no, number, f"é{place}" + "x" * length, chance.randbytes(chance.randrange(1 + length))))
    table |= {(no, no, f"short {no}", b"") for no in range(2000, 2300)}
    table.add((99, None, "empty", b""))
    connection.execute("begin")
    connection.executemany("insert into t values(?, ?, ?, ?)", sorted(table, key=repr))
    connection.execute("commit")
    index = {(b, c, no) for no, _, b, c in table}
    connection.close()
    return table, index


def read(path: Path, widths: tuple[int, ...] = (3, 4), report: pages.Report | None = None) -> Rows:
    with path.open("rb") as file:
        return set(pages.rows(pages.Pages(file), widths, report))


@pytest.mark.parametrize("size", [512, 4096, 65536])
def test_every_row_of_a_table_and_an_index_is_found(tmp_path: Path, size: int) -> None:
    table, index = made(tmp_path / "a", size)
    assert read(tmp_path / "a", (4,)) == table
    assert read(tmp_path / "a", (3,)) == index


def test_who_waits_is_told_how_far_it_is(tmp_path: Path) -> None:
    made(tmp_path / "a", 512)
    connection = sqlite.writer(tmp_path / "a")
    connection.execute("create table long(a)")
    connection.execute("insert into long values(randomblob(300000))")
    connection.close()
    number = (tmp_path / "a").stat().st_size // 512
    told: list[tuple[int, int]] = []
    read(tmp_path / "a", report=lambda done, of: told.append((done, of)))
    assert told == [(n, number) for n in range(1, number + 1, 256)] and len(told) > 2


def test_a_number_with_a_fraction_stands_for_nothing_of_ours(tmp_path: Path) -> None:
    connection = sqlite.writer(tmp_path / "a")
    connection.execute("create table t(a, b, c)")
    connection.execute("insert into t values('a', 1.5, 'b')")
    connection.close()
    assert read(tmp_path / "a", (3,)) == {("a", 0.0, "b")}


@pytest.mark.parametrize("head", [b"\0\0", b"\x10\0", b"\x12\x34"], ids=["zeros", "as it was", "no size"])
def test_a_file_that_forgot_the_size_of_its_pages_is_read_as_ours_are_made(tmp_path: Path, head: bytes) -> None:
    table, _ = made(tmp_path / "a", 4096)
    content = bytearray((tmp_path / "a").read_bytes())
    content[:100] = b"\0" * 16 + head + b"\0" * 82
    (tmp_path / "a").write_bytes(content)
    assert read(tmp_path / "a", (4,)) == table


def test_a_file_without_its_end_keeps_the_rows_before(tmp_path: Path) -> None:
    table, index = made(tmp_path / "a", 1024)
    content = (tmp_path / "a").read_bytes()
    for part in range(0, len(content), 5000):
        (tmp_path / "a").write_bytes(content[:part])
        assert read(tmp_path / "a") <= table | index
    assert read(tmp_path / "a")


def test_altered_bytes_never_end_the_reading(tmp_path: Path) -> None:
    table, index = made(tmp_path / "a", 1024)
    good, chance = (tmp_path / "a").read_bytes(), random.Random(7)
    for _ in range(150):
        altered = bytearray(good)
        for _ in range(12):
            page = chance.randrange(len(good) // 1024)  # the head of a page decides most
            altered[page * 1024 + chance.choice([chance.randrange(24), chance.randrange(1024)])] = chance.randrange(256)
        (tmp_path / "a").write_bytes(altered)
        found = read(tmp_path / "a")
        assert {len(row) for row in found} <= {3, 4}
        assert len(found & (table | index)) > len(table) // 4


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (b"\x0c\1" + b"\4\x09\x08\x1d" + b"12345678", {(1, 0, "12345678")}),
        (b"\xff" * 9 + b"\1" + b"\4\x09\x08\x1d" + b"12345678", set()),
        (b"\x14\1" + b"\x0c" + b"\xff" * 9 + b"\x08\x08" + b"12345678", set()),
        (b"\x0b\1" + b"\4\x09\x08\x1d" + b"12345678", set()),
        (b"\x0d\1" + b"\4\x09\x08\x1d" + b"123456789", set()),
        (b"\x0c\1" + b"\4\x09\x0a\x1d" + b"12345678", set()),
        (b"\x0c\1" + b"\3\x09\x08\x1d" + b"12345678", set()),
        (b"\x0c\1" + b"\4\x09\x08\x1d" + b"1234567\xff", set()),
    ],
    ids=["right", "length < 0", "format < 0", "a byte less", "a byte more", "format 10", "a short head", "no letters"],
)
def test_a_cell_that_makes_no_sense_is_no_row(tmp_path: Path, cell: bytes, found: Rows) -> None:
    """A cell is [length, number of the row, bytes of its head, formats …], and what these formats stand for."""
    connection = sqlite.writer(tmp_path / "a")
    connection.execute("create table t(a, b, c)")
    connection.execute("insert into t values(1, 0, 'the words that this cell has room for')")
    connection.close()
    content = (tmp_path / "a").read_bytes()
    at = content.rindex(b"the words") - 6
    (tmp_path / "a").write_bytes(content[:at] + cell + content[at + len(cell) :])
    assert read(tmp_path / "a", (3,)) == found
