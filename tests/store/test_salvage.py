"""What is put together from rows of a damaged file: each is weighed by itself, and one that lies spoils no other."""

import errno
import io
import random
import shutil
from pathlib import Path

import pytest

from hubdesk.model import facts
from hubdesk.model.facts import BadFact
from hubdesk.store import salvage
from tests.store.laptops import EVENT, Laptop

Tables = dict[str, list[salvage.Row]]
BLOCK = 4096


class Scratched(io.BytesIO):
    """A disk on which some blocks cannot be read, nor anything together with them."""

    def __init__(self, content: bytes, bad: set[int]) -> None:
        super().__init__(content)
        self.bad = bad

    def read(self, size: int | None = -1) -> bytes:
        wanted = range(self.tell() // BLOCK, (self.tell() + (size or 0) - 1) // BLOCK + 1)
        if self.bad & set(wanted):
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("bad", [set(), {0}, {3, 4, 300}, {700}, {0, 1, 511, 512, 700}], ids=str)
def test_blocks_that_a_disk_does_not_give_become_zeros_and_all_others_are_kept(tmp_path: Path, bad: set[int]) -> None:
    content = random.Random(1).randbytes(700 * BLOCK + 99)
    with (tmp_path / "copy").open("wb") as target:
        salvage.copy_around(Scratched(content, bad), target)
    expected = bytearray(content)
    for block in bad:
        start, end = block * BLOCK, min((block + 1) * BLOCK, len(content))
        expected[start:end] = bytes(end - start)
    assert (tmp_path / "copy").read_bytes() == expected


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    """A closed workspace of somebody who has read what another wrote."""
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    two.put("note", "b" * 32, event=EVENT.id, text="of the other")
    one.put("note", "a" * 32, event=EVENT.id, text="first")
    one.take(two.file())
    one.put("note", "c" * 32, event=EVENT.id, text="second")
    one.erase("note", "a" * 32)
    one.file()
    one.store.close(), two.store.close()
    return one


@pytest.fixture
def tables(laptop: Laptop, tmp_path: Path) -> Tables:
    return salvage.read_file(laptop.path, tmp_path)


def found(tables: Tables) -> salvage.Found:
    return salvage.gather(tables, lambda kind, id: ())


def lines(tables: Tables) -> dict[str, dict[int, bytes]]:
    return {replica: strand.lines for replica, strand in found(tables).strands.items()}


def changed(tables: Tables, name: str, change: dict[int, object], **where: object) -> Tables:
    """Return the tables with other cells in the rows of one of them that have these (`op`, `seq`)."""
    places = {"op": 3, "seq": 1}
    rows = [
        tuple(change.get(at, cell) for at, cell in enumerate(row))
        if all(row[places[key]] == value for key, value in where.items())
        else row
        for row in tables[name]
    ]
    assert rows != tables[name]
    return {**tables, name: rows}


def test_a_whole_file_gives_every_line_and_every_one_fits_its_chain(tables: Tables) -> None:
    strands = found(tables).strands
    assert len(strands) == 2
    for strand in strands.values():
        chain = b""
        for n in range(1, strand.reach + 1):
            line = strand.lines[n]
            fact = salvage.parsed(line, strand)
            leaf = facts.leaf(line) if fact else bytes.fromhex(line.decode())
            chain = facts.chain(strand.book.id, strand.replica, n, before=chain, leaf=leaf)
        assert chain in {chain for chain, _ in strand.points[strand.reach]}


def test_what_waits_in_a_log_beside_a_file_without_its_head_costs_no_row_of_the_file(
    laptop: Laptop, tables: Tables, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    path = Path(shutil.copy(laptop.path, other))
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    path.with_name(path.name + "-wal").write_bytes(b"no log of writes" * 999)
    assert lines(salvage.read_file(path, other)) == lines(tables)


def test_a_line_of_an_impossible_time_is_none(tables: Tables) -> None:
    for time in (-1, facts.CLOCK_END):
        left = lines(changed(tables, "fact", {2: time}, op="save", seq=2))
        assert left != lines(tables)
        assert all(2 not in each or each[2] == lines(tables)[replica][2] for replica, each in left.items())


@pytest.mark.parametrize(
    "body", ["[", "[]", "{}", '{"key":7,"nonce":7}', '{"key":"ab","nonce":"cd"}', "7", '{"key":"' + "a" * 64 + '"}']
)
def test_an_opening_that_says_nothing_leaves_the_row_of_its_replica(tables: Tables, body: str) -> None:
    strands = found(changed(tables, "fact", {7: body}, op="open")).strands
    assert strands.keys() == found(tables).strands.keys()
    assert all(strand.lines[1] != found(tables).strands[replica].lines[1] for replica, strand in strands.items())


def test_a_replica_is_found_by_its_opening_where_its_row_is_lost(tables: Tables) -> None:
    lost: Tables = {**tables, "replica": [], "name": []}
    assert len(lines(lost)) == 1, "the other named it in a receipt"
    assert lines({**tables, "replica": []}).items() <= lines(tables).items()
    assert lines({**tables, "replica": [], "fact": [row for row in tables["fact"] if row[3] != "open"]}) == {}


def test_without_its_book_a_replica_is_nobodys(tables: Tables) -> None:
    assert lines({**tables, "book": []}) == {}


def test_an_opening_in_another_place_opens_nothing(tables: Tables) -> None:
    moved = changed(tables, "fact", {1: 99}, op="open")
    assert lines({**moved, "replica": []}) == {}


def test_rows_that_speak_of_another_replica_or_of_none_prove_nothing(tables: Tables) -> None:
    good = found(tables)
    lying = found(changed(tables, "replica", {2: "f" * 32, 4: 999})).strands
    assert lying.keys() == good.strands.keys()
    assert all(strand.reach < 999 and 999 not in strand.points for strand in lying.values())
    stray: Tables = {**tables, "signature": [*tables["signature"], (77, 1, b"c" * 32, b"s" * 64)]}
    assert found(stray).strands == good.strands


def test_a_leaf_of_another_length_stands_for_nothing(tables: Tables) -> None:
    no = tables["fact"][0][0]
    assert lines({**tables, "leaf": [*tables["leaf"], (no, 2, b"short")]}) == lines(tables)
    replaced = lines({**tables, "leaf": [*tables["leaf"], (no, 2, b"l" * 32)]})
    assert sum(each.get(2) == b"6c" * 32 for each in replaced.values()) == 1


def test_a_line_is_a_fact_an_erased_one_or_bad(tables: Tables) -> None:
    strand = next(iter(found(tables).strands.values()))
    assert salvage.parsed(b"ab" * 32, strand) is None
    with pytest.raises(BadFact):
        salvage.parsed(b"[" * 64, strand)
