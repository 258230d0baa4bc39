"""One set of facts has one readable file: any changed, cut or added bit is refused, and nothing else happens."""

import hashlib
import io
import os
import random
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from hubdesk.bundle import container
from hubdesk.bundle import manifest as manifests
from hubdesk.bundle.checking import Receiver
from hubdesk.bundle.reading import check_plain, open_kept
from hubdesk.errors import Refused
from tests.bundle import forge
from tests.bundle.logs import AICHA, NOW, Run, as_file, bytes_of, contents, evening, ident

SMALL = bytes_of(
    contents(
        [
            Run(AICHA).save(ident(1), text="a"),
        ]
    )
)


def verdict(content: bytes) -> str:
    try:
        check_plain(as_file(content), Receiver(), NOW, report=None, seen=("", 0, "plain"))
    except Refused as refused:
        return refused.code
    return "accepted"


def test_the_good_file_is_accepted() -> None:
    assert verdict(SMALL) == "accepted"


def test_any_flipped_bit_is_refused() -> None:
    accepted = []
    for at in range(len(SMALL)):
        for bit in range(8):
            flipped = bytearray(SMALL)
            flipped[at] ^= 1 << bit
            if verdict(bytes(flipped)) == "accepted":
                accepted.append((at, bit))
    assert accepted == []


def test_any_cut_is_refused() -> None:
    assert [size for size in range(len(SMALL)) if verdict(SMALL[:size]) == "accepted"] == []


@pytest.mark.parametrize("more", [b"\0", b"junk" * 9, SMALL, b"PK\5\6" + bytes(18)])
def test_anything_before_or_after_is_refused(more: bytes) -> None:
    assert verdict(SMALL + more) != "accepted"
    assert verdict(more + SMALL) != "accepted"


def test_thousands_of_mutants_are_refused_without_another_exception() -> None:
    good, chance, codes = bytes_of(contents(evening())), random.Random(5), set()
    for _ in range(4000):
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


@pytest.mark.parametrize("content", [b"", b"P", b"PK\3\4", b"PK\5\6" + bytes(18), os.urandom(1 << 16), b"%PDF-1.7"])
def test_what_is_no_bundle_is_refused(content: bytes, tmp_path: Path) -> None:
    assert verdict(content) != "accepted"
    with pytest.raises(Refused), open_kept(content, temp_dir=tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_any_zip_program_can_read_it() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as zipped:
        assert zipped.testzip() is None
        names = zipped.namelist()
        assert names[:2] == ["manifest.json", "manifest.sig"]
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(i.flag_bits, i.external_attr, i.extra, i.comment) for i in zipped.infolist()} == {(0, 0, b"", b"")}


def test_equal_contents_give_equal_bytes() -> None:
    assert bytes_of(contents(evening())) == bytes_of(contents(list(reversed(evening()))))


def _zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, data in parts.items():
            zipped.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if "manifest" in name else method)
    return out.getvalue()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


NAMES = [
    "../../evil",
    "/etc/passwd",
    "C:\\x",
    "log\\..\\x",
    "log/a\0b",
    "log/\u202egnp.exe",
    "blob/" + "0" * 64,
    "BLOB/" + "0" * 64,
    "log/",
    "summary.html",
    "manifest.json",
    "a" * 60000,
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_entry_is_read_by_a_name_of_its_own(name: str) -> None:
    out = io.BytesIO(SMALL)
    with zipfile.ZipFile(out, "a") as zipped:
        zipped.writestr(zipfile.ZipInfo(name), b"x")
    assert verdict(out.getvalue()) != "accepted"


def test_files_of_other_zip_programs_are_refused() -> None:
    assert verdict(_zipped(_parts())) != "accepted"  # attributes and the system that made it differ
    assert verdict(_zipped({**_parts(), "log/x": b"x"})) != "accepted"
    assert verdict(_zipped(dict(reversed(_parts().items())))) != "accepted"


def test_a_link_inside_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, data in _parts().items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o120777 << 16
            zipped.writestr(info, data)
    assert verdict(out.getvalue()) == "directory" or verdict(out.getvalue()) != "accepted"


def _field(good: bytes, offset_local: int, offset_central: int, value: bytes) -> bytes:
    """Return the file with one field of the third entry changed in both of its headers."""
    changed = bytearray(good)
    name = next(name for name in _parts() if name.startswith("log/")).encode()
    local, central = good.find(name) - 30, good.rfind(name) - 46
    changed[local + offset_local : local + offset_local + len(value)] = value
    changed[central + offset_central : central + offset_central + len(value)] = value
    return bytes(changed)


FIELDS = {
    "encrypted flag": (6, 8, b"\1\0"),
    "data descriptor flag": (6, 8, b"\x08\0"),
    "utf-8 flag": (6, 8, b"\0\x08"),
    "method lzma": (8, 10, b"\x0e\0"),
    "method 99": (8, 10, b"\x63\0"),
    "method stored": (8, 10, b"\0\0"),
    "another date": (12, 14, b"\x22\0"),
    "another time": (10, 12, b"\1\0"),
    "unpacked size 10": (22, 24, b"\x0a\0\0\0"),
    "unpacked size 4 GiB": (22, 24, b"\xff\xff\xff\xff"),
    "packed size 0": (18, 20, b"\0\0\0\0"),
    "version 45": (4, 6, b"\x2d\0"),
    "crc": (14, 16, b"\1\2\3\4"),
}


@pytest.mark.parametrize("what", FIELDS)
def test_headers_that_agree_with_each_other_but_not_with_the_form_are_refused(what: str) -> None:
    assert verdict(_field(SMALL, *FIELDS[what])) != "accepted"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    for size in (20 << 20, 15 << 20):
        entry, stored = _bomb(size)
        tracemalloc.start()
        began = time.perf_counter()
        code = verdict(_around(entry, stored))
        spent, peak = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert code in ("part", "ratio")
        assert spent < 2
        assert peak < 8 << 20


def _bomb(size: int) -> tuple[container.Packed, bytes]:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    stored = squeeze.compress(bytes(size)) + squeeze.flush()
    return container.Packed("x", 8, zlib.crc32(bytes(size)), len(stored), size), stored


def _around(entry: container.Packed, stored: bytes) -> bytes:
    """Return a signed file whose only part is this entry."""

    def aim(part: forge.Json) -> None:
        part.update(size=len(stored), sha256=hashlib.sha256(stored).hexdigest())

    head = container.read_head(io.BytesIO(forge.insider([forge.opening()], part=aim)))
    named = entry._replace(name=manifests.parse(head[0]).parts[0].name)
    return forge.sealed(head[0], [(named, stored)])


def test_content_that_shrinks_too_far_is_written_so_that_it_can_be_read() -> None:
    entry, stored = container.pack("summary.html", bytes(1 << 20))
    assert entry.unpacked <= 300 * entry.size
    out = io.BytesIO(stored)
    placed = entry._replace(offset=-30 - len(entry.name))
    assert container.unpack(out, placed, hashlib.sha256(stored).hexdigest()) == bytes(1 << 20)


def test_a_stream_with_something_behind_its_end_is_refused() -> None:
    entry, stored = container.pack("summary.html", b"hello")
    longer = stored + b"x"
    placed = entry._replace(offset=-30 - len(entry.name), size=len(longer))
    with pytest.raises(Refused) as refused:
        container.unpack(io.BytesIO(longer), placed, hashlib.sha256(longer).hexdigest())
    assert refused.value.code == "deflate"
