"""One set of facts has one readable file: any changed, cut or added bit is refused, and nothing else happens."""

import hashlib
import io
import random
import zipfile

import pytest

from hubdesk.bundle import container
from hubdesk.bundle.checking import Receiver
from hubdesk.bundle.reading import check_plain
from hubdesk.errors import Refused
from tests.bundle.hostile import counts
from tests.bundle.logs import AICHA, NOW, Run, as_file, bytes_of, contents, evening, ident

SMALL = bytes_of(contents([Run(AICHA).save(ident(1), text="a")]))
LARGER = bytes_of(contents(evening(), summary=b"<p>An evening</p>", blobs=[b"a picture"]))


def verdict(content: bytes) -> str:
    try:
        check_plain(as_file(content), Receiver(), NOW, report=None, seen=("", 0, "plain"))
    except Refused as refused:
        return refused.code
    return "accepted"


def test_the_good_files_are_accepted() -> None:
    assert [verdict(SMALL), verdict(LARGER)] == ["accepted"] * 2


@pytest.mark.parametrize("good", [SMALL, LARGER], ids=["small", "with everything"])
def test_any_flipped_bit_is_refused(good: bytes) -> None:
    assert len(good) <= 4096
    accepted = []
    for at in range(len(good)):
        for bit in range(8):
            flipped = bytearray(good)
            flipped[at] ^= 1 << bit
            if verdict(bytes(flipped)) == "accepted":
                accepted.append((at, bit))
    assert accepted == []


def test_any_cut_is_refused() -> None:
    assert [size for size in range(len(SMALL)) if verdict(SMALL[:size]) == "accepted"] == []


@counts.BYTES
def test_bytes_that_were_changed_anyhow_are_refused_without_another_exception(lies: int) -> None:
    good, chance, codes = bytes_of(contents(evening())), random.Random(lies), set()
    for _ in range(lies):
        mutant = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            at, way = chance.randrange(len(mutant)), chance.randrange(4)
            if way == 0:
                mutant[at] = chance.randrange(256)
            elif way == 1:
                del mutant[at : at + chance.randint(1, 8)]
            elif way == 2:
                mutant[at:at] = chance.randbytes(chance.randint(1, 8))
            else:
                size, start = chance.randint(1, 40), chance.randrange(len(mutant))
                mutant[at : at + size] = mutant[start : start + size]
        codes.add("same" if bytes(mutant) == good else verdict(bytes(mutant)))
    assert "accepted" not in codes
    assert len(codes) > 5


def test_any_zip_program_can_read_it() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as zipped:
        assert zipped.testzip() is None
        names = zipped.namelist()
        assert names[:2] == ["manifest.json", "manifest.sig"]
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(i.flag_bits, i.external_attr, i.extra, i.comment) for i in zipped.infolist()} == {(0, 0, b"", b"")}


def test_equal_contents_give_equal_bytes() -> None:
    assert bytes_of(contents(evening())) == bytes_of(contents(list(reversed(evening()))))


def test_content_that_shrinks_too_far_is_written_so_that_it_can_be_read() -> None:
    entry, stored = container.pack("summary.html", bytes(1 << 20))
    assert entry.unpacked <= 300 * entry.size
    out = io.BytesIO(stored)
    placed = entry._replace(offset=-30 - len(entry.name))
    assert container.unpack(out, placed, hashlib.sha256(stored).hexdigest()) == bytes(1 << 20)
