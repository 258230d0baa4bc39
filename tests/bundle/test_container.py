"""The strict zip: each of its limits exactly up to its edge, and each of its checks by its own reason."""

import hashlib
import io
import random
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from hubdesk.bundle import container
from hubdesk.bundle.container import DEFLATED, MANIFEST, SIGNATURE, STORED, Expected, Packed
from hubdesk.errors import Refused
from hubdesk.model import limits

HEAD = (b"{}", bytes(range(64)))
NOISE = random.Random(5).randbytes(3000)


@dataclass
class Made:
    """A file of some entries, and how a manifest would list them."""

    content: bytes
    expected: list[Expected]

    def opened(self) -> list[Packed]:
        return container.open_entries(io.BytesIO(self.content), HEAD, self.expected)

    def unpacked(self) -> list[bytes]:
        file = io.BytesIO(self.content)
        return [
            container.unpack(file, entry, listed.sha256)
            for entry, listed in zip(self.opened(), self.expected, strict=True)
        ]


def file_of(entries: Sequence[tuple[Packed, bytes]], head: tuple[bytes, bytes] = HEAD) -> Made:
    spool, out, placed, expected = io.BytesIO(), io.BytesIO(), [], []
    for entry, stored in entries:
        placed.append(entry._replace(offset=spool.tell()))
        spool.write(stored)
        digest = hashlib.sha256(stored).hexdigest()
        expected.append(Expected(entry.name, entry.size, digest, entry.method == DEFLATED))
    container.assemble(out, *head, spool=spool, entries=placed)
    return Made(out.getvalue(), expected)


def squeezed(content: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(content) + squeeze.flush()


def refusal(made: Made) -> str:
    with pytest.raises(Refused) as caught:
        made.unpacked()
    return caught.value.code


def test_what_is_packed_comes_back_and_any_zip_program_agrees() -> None:
    contents = {"log/a": b"a line\n" * 50, "log/b": NOISE, "blob/c": b"as it is", "log/empty": b""}
    entries = [container.pack(name, content) for name, content in contents.items() if name != "blob/c"]
    entries.insert(2, (container.store("blob/c", contents["blob/c"]), contents["blob/c"]))
    made = file_of(entries)
    assert made.unpacked() == list(contents.values())
    assert container.read_head(io.BytesIO(made.content)) == HEAD
    with zipfile.ZipFile(io.BytesIO(made.content)) as zipped:
        assert zipped.testzip() is None
        assert {name: zipped.read(name) for name in zipped.namelist()} == {
            MANIFEST: HEAD[0],
            SIGNATURE: HEAD[1],
            **contents,
        }
        for info, entry in zip(zipped.infolist()[2:], made.opened(), strict=True):
            assert (info.filename, info.compress_type, info.CRC) == (entry.name, entry.method, entry.crc)
            assert (info.compress_size, info.file_size, info.header_offset) == (
                entry.size,
                entry.unpacked,
                entry.offset,
            )
            assert (info.create_version, info.extract_version, info.flag_bits) == (20, 20, 0)
            assert made.content[entry.data :].startswith(entries[zipped.infolist().index(info) - 2][1])


def test_entries_longer_than_one_piece_of_copying_are_whole() -> None:
    content = NOISE * 800
    assert len(content) > 2 << 20
    assert file_of([(container.store("blob/a", content), content)]).unpacked() == [content]


def test_a_spool_that_lost_its_end_is_noticed() -> None:
    with pytest.raises(OSError, match="lost its end"):
        container.assemble(io.BytesIO(), *HEAD, spool=io.BytesIO(b"12345"), entries=[container.store("a", b"123456")])


@pytest.mark.parametrize("size", [0, 1, 300, 5000, 1_000_000])
def test_zeros_are_packed_so_that_they_can_be_read(size: int) -> None:
    entry, stored = container.pack("log/a", bytes(size))
    assert len(bytes(size)) <= limits.BUNDLE_RATIO * len(stored)
    assert file_of([(entry, stored)]).unpacked() == [bytes(size)]


def test_words_are_packed_as_short_as_deflate_can() -> None:
    words = b"the same words again and again, " * 100
    entry, stored = container.pack("log/a", words)
    assert entry == Packed("log/a", DEFLATED, zlib.crc32(words), len(stored), len(words))
    assert len(stored) == len(zlib.compress(words, 6)) - 6, "without the head and the sum of zlib"


def lying(unpacked: int, size: int, method: int = DEFLATED) -> Made:
    """Return a file with an entry that says so of itself; its stored bytes make no sense."""
    return file_of([(Packed("log/a", method, 0, size, unpacked), bytes(size))])


@pytest.mark.parametrize(
    ("unpacked", "size", "method", "code"),
    [
        (limits.BUNDLE_PART, limits.BUNDLE_PART, STORED, None),
        (limits.BUNDLE_PART + 1, limits.BUNDLE_PART + 1, STORED, "part"),
        (limits.BUNDLE_PART, limits.BUNDLE_PART // limits.BUNDLE_RATIO + 1, DEFLATED, None),
        (limits.BUNDLE_PART + 1, limits.BUNDLE_PART, DEFLATED, "part"),
        (5, limits.BUNDLE_PART + 1, DEFLATED, "part"),
        (limits.BUNDLE_RATIO * 7, 7, DEFLATED, None),
        (limits.BUNDLE_RATIO * 7 + 1, 7, DEFLATED, "ratio"),
        (8, 7, STORED, "directory"),
        (6, 7, STORED, "directory"),
    ],
)
def test_what_an_entry_says_is_within_the_limits_before_it_is_unpacked(
    unpacked: int, size: int, method: int, code: str | None
) -> None:
    made = lying(unpacked, size, method)
    if code is None:
        assert [(entry.unpacked, entry.size) for entry in made.opened()] == [(unpacked, size)]
    else:
        with pytest.raises(Refused) as caught:
            made.opened()
        assert caught.value.code == code


@pytest.mark.parametrize(("beyond", "code"), [(0, None), (1, "total")])
def test_all_entries_together_are_within_the_limit(beyond: int, code: str | None) -> None:
    head = sum(map(len, HEAD))
    size = limits.BUNDLE_PART // limits.BUNDLE_RATIO + 1
    parts = limits.BUNDLE_TOTAL // limits.BUNDLE_PART
    sizes = [limits.BUNDLE_PART] * (parts - 1) + [limits.BUNDLE_PART - head + beyond]
    made = file_of([(Packed(f"log/{n}", DEFLATED, 0, size, unpacked), bytes(size)) for n, unpacked in enumerate(sizes)])
    if code is None:
        assert sum(entry.unpacked for entry in made.opened()) + head == limits.BUNDLE_TOTAL
    else:
        assert refusal(made) == code


@pytest.mark.parametrize(("more", "code"), [(-2, None), (-1, "entries")])
def test_a_file_may_have_as_many_entries_as_its_limit(more: int, code: str | None) -> None:
    number = limits.BUNDLE_ENTRIES + more
    made = file_of([(container.store(f"blob/{n}", b""), b"") for n in range(number)])
    if code is None:
        assert len(made.opened()) == number
    else:
        assert refusal(made) == code


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ((b"x" * limits.BUNDLE_MANIFEST, HEAD[1]), None),
        ((b"x" * (limits.BUNDLE_MANIFEST + 1), HEAD[1]), "manifest-size"),
        ((b"{}", bytes(63)), "signature-size"),
        ((b"{}", bytes(65)), "manifest-size"),
        ((b"", HEAD[1]), None),
    ],
    ids=["largest", "larger", "63", "65", "empty"],
)
def test_manifest_and_signature_are_no_larger_than_they_may_be(head: tuple[bytes, bytes], code: str | None) -> None:
    file = io.BytesIO(file_of([], head).content)
    file.seek(5)
    if code is None:
        assert container.read_head(file) == head
    else:
        with pytest.raises(Refused) as caught:
            container.read_head(file)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-zip"),
        (b"PK\5\6" + bytes(60), "no-zip"),
        (b"PK\3\4", "cut"),
        (b"PK\3\4" + bytes(38), "cut"),
        (b"PK\3\4" + bytes(39), "no-manifest"),
        (b"PK\3\4" + bytes(26) + b"manifest.json", "header"),
    ],
    ids=["nothing", "another zip", "a start", "a byte too few", "zeros", "zeros and a name"],
)
def test_a_file_begins_with_its_manifest(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        container.read_head(io.BytesIO(content))
    assert caught.value.code == code


def changed(made: Made, at: int, value: bytes) -> Made:
    return Made(made.content[:at] + value + made.content[at + len(value) :], made.expected)


def test_each_change_is_refused_for_its_own_reason() -> None:
    stored = squeezed(NOISE)
    good = file_of([(Packed("log/a", DEFLATED, zlib.crc32(NOISE), len(stored), len(NOISE)), stored)])
    assert good.unpacked() == [NOISE]
    entry = good.opened()[0]
    assert refusal(Made(good.content + b"x", good.expected)) == "length"
    assert refusal(Made(good.content[:-1], good.expected)) == "length"
    assert refusal(changed(good, len(good.content) - 1, b"x")) == "directory"
    assert refusal(changed(good, entry.offset + 6, b"x")) == "header"
    assert refusal(changed(good, 6, b"x")) == "header"
    assert refusal(changed(good, entry.data, bytes([stored[0] ^ 1]))) == "digest"


def one(stored: bytes, *, crc: int, unpacked: int) -> Made:
    return file_of([(Packed("log/a", DEFLATED, crc, len(stored), unpacked), stored)])


def test_a_stream_unpacks_to_exactly_what_it_says() -> None:
    stored, crc = squeezed(NOISE), zlib.crc32(NOISE)
    assert one(stored, crc=crc, unpacked=len(NOISE)).unpacked() == [NOISE]
    assert refusal(one(stored, crc=crc ^ 1, unpacked=len(NOISE))) == "content"
    assert refusal(one(stored, crc=crc, unpacked=len(NOISE) + 1)) == "content"
    assert refusal(one(stored, crc=zlib.crc32(NOISE[:-1]), unpacked=len(NOISE) - 1)) == "content"
    assert refusal(one(stored, crc=crc, unpacked=len(NOISE) - 2)) == "deflate"
    assert refusal(one(stored + b"x", crc=crc, unpacked=len(NOISE))) == "deflate"
    assert refusal(one(stored[:-1], crc=crc, unpacked=len(NOISE))) == "deflate"
    assert refusal(one(b"\xff" * 50, crc=crc, unpacked=len(NOISE))) == "deflate"


def test_stored_bytes_are_those_of_their_sum() -> None:
    made = file_of([(container.store("blob/a", b"as it is")._replace(crc=7), b"as it is")])
    assert refusal(made) == "content"
