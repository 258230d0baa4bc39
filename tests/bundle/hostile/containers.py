"""Files that are no bundle in their outer form: other zips, changed headers, bombs, other formats."""

import hashlib
import io
import json
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

from hubdesk.bundle import container, seal
from hubdesk.bundle import manifest as manifests
from hubdesk.model import facts
from tests.bundle import forge
from tests.bundle.hostile.case import Cases, named
from tests.bundle.logs import AICHA, EVE, Run, bytes_of, contents, ident

GOOD = bytes_of(contents([Run(AICHA, nonce="1e" * 16).save(ident(1), text="a")]))
NOISE = random.Random(3).randbytes(1 << 16)
NAMES = {
    "../../evil": "../../evil",
    "/etc/passwd": "/etc/passwd",
    "a drive letter": "C:\\x",
    "backslashes": "log\\..\\x",
    "NUL": "log/a\0b",
    "a turned name": "log/\u202egnp.exe",
    "a blob of zeros": "blob/" + "0" * 64,
    "capitals": "BLOB/" + "0" * 64,
    "a folder": "log/",
    "a summary nobody listed": "summary.html",
    "the manifest again": "manifest.json",
    "60,000 letters": "a" * 60_000,
}


def added(name: str) -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as zipped, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zipped.writestr(zipfile.ZipInfo(name), b"x")
    return out.getvalue()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _zipped(parts: dict[str, bytes], attributes: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes
            zipped.writestr(info, data, zipfile.ZIP_STORED if "manifest" in name else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _field(offset_local: int, offset_central: int, value: bytes) -> bytes:
    """Return the file with one field of the third entry changed in both of its headers."""
    changed = bytearray(GOOD)
    name = next(name for name in _parts() if name.startswith("log/")).encode()
    local, central = GOOD.find(name) - 30, GOOD.rfind(name) - 46
    changed[local + offset_local : local + offset_local + len(value)] = value
    changed[central + offset_central : central + offset_central + len(value)] = value
    return bytes(changed)


FIELDS: dict[str, tuple[str, tuple[int, int, bytes]]] = {
    "encrypted flag": ("directory", (6, 8, b"\1\0")),
    "data descriptor flag": ("directory", (6, 8, b"\x08\0")),
    "utf-8 flag": ("directory", (6, 8, b"\0\x08")),
    "method lzma": ("directory", (8, 10, b"\x0e\0")),
    "method 99": ("directory", (8, 10, b"\x63\0")),
    "method stored": ("directory", (8, 10, b"\0\0")),
    "another date": ("directory", (12, 14, b"\x22\0")),
    "another time": ("directory", (10, 12, b"\1\0")),
    "unpacked size 10": ("deflate", (22, 24, b"\x0a\0\0\0")),
    "unpacked size 4 GiB": ("part", (22, 24, b"\xff\xff\xff\xff")),
    "packed size 0": ("directory", (18, 20, b"\0\0\0\0")),
    "version 45": ("directory", (4, 6, b"\x2d\0")),
    "crc": ("content", (14, 16, b"\1\2\3\4")),
}


def _end(at: int, value: bytes) -> bytes:
    """Return the file with other bytes in its end record."""
    start = len(GOOD) - 22 + at
    return GOOD[:start] + value + GOOD[start + len(value) :]


def _first(at: int, value: bytes) -> bytes:
    return GOOD[:at] + value + GOOD[at + len(value) :]


def bomb(size: int) -> tuple[container.Packed, bytes]:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    stored = squeeze.compress(bytes(size)) + squeeze.flush()
    return container.Packed("x", container.DEFLATED, zlib.crc32(bytes(size)), len(stored), size), stored


def around(entry: container.Packed, stored: bytes) -> bytes:
    """Return a signed file whose only part is this entry."""

    def aim(part: forge.Json) -> None:
        part.update(size=len(stored), sha256=hashlib.sha256(stored).hexdigest())

    head = container.read_head(io.BytesIO(forge.insider([forge.opening()], part=aim)))
    placed = entry._replace(name=manifests.parse(head[0]).parts[0].name)
    return forge.sealed(head[0], [(placed, stored)])


def _behind_the_end() -> bytes:
    entry, stored = container.pack("x", forge.opening() + b"\n")
    return around(entry._replace(size=len(stored) + 1), stored + b"x")


def _lying(size: int) -> bytes:
    """Return a part that unpacks to another size than it says."""
    entry, stored = container.pack("x", NOISE)
    return around(entry._replace(unpacked=size), stored)


def _overlapping() -> bytes:
    """Return a directory of 3,000 entries that all point to one kernel (Fifield's bomb)."""
    entry, stored = bomb(10 << 20)
    local = entry._replace(name="log/" + "0" * 32 + "-1.jsonl").local() + stored
    names = [f"log/{n:032x}-1.jsonl" for n in range(3000)]
    central = b"".join(entry._replace(name=name).central() for name in names)
    return local + central + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 3000, 3000, len(central), len(local), 0)


def _whole(change: Callable[[bytearray], object]) -> bytes:
    changed = bytearray(GOOD)
    change(changed)
    return bytes(changed)


OTHERS: dict[str, tuple[str, bytes]] = {
    "nothing": ("no-age", b""),
    "one letter": ("no-age", b"P"),
    "only a start": ("cut", b"PK\3\4"),
    "an empty zip": ("no-age", b"PK\5\6" + bytes(18)),
    "noise": ("no-age", NOISE),
    "noise behind a start": ("no-manifest", b"PK\3\4" + NOISE),
    "a PDF": ("no-age", b"%PDF-1.7\n" + NOISE),
    "a program": ("no-age", b"\x7fELF" + NOISE),
    "a Windows program": ("no-age", b"MZ" + NOISE),
    "a workspace": ("no-age", b"SQLite format 3\0" + NOISE),
    "a pickle": ("no-age", b"\x80\4cos\nsystem\n(S'true'\ntR."),
    "a script": ("no-age", b"#!/bin/sh\nrm -rf ~\n"),
    "a web page": ("no-age", b"<html><script>alert(1)</script>"),
    "an armored age file": ("no-age", b"-----BEGIN AGE ENCRYPTED FILE-----\n"),
    "a gzip": ("no-age", b"\x1f\x8b\x08\0" + NOISE),
    "a good file behind a program": ("no-age", b"MZ" + bytes(500) + GOOD),
    "a good file behind a zero": ("no-age", b"\0" + GOOD),
    "two good files": ("length", GOOD + GOOD),
    "a good file and a zero": ("length", GOOD + b"\0"),
    "a good file and junk": ("length", GOOD + b"junk" * 9),
    "a good file and an empty zip": ("length", GOOD + b"PK\5\6" + bytes(18)),
    "cut in the middle": ("header", GOOD[: len(GOOD) // 2]),
    "cut by one byte": ("length", GOOD[:-1]),
    "cut within the manifest": ("header", GOOD[:200]),
    "without directory": ("length", GOOD[: GOOD.rfind(b"PK\1\2")]),
    "a million zeros in the middle": ("header", GOOD[:700] + bytes(1_000_000) + GOOD[700:]),
}
ZIPS: Cases = {
    "of another program": ("directory", lambda: _zipped(_parts())),
    "with links inside": ("directory", lambda: _zipped(_parts(), 0o120777 << 16)),
    "with an entry more": ("length", lambda: _zipped({**_parts(), "log/x": b"x"})),
    "in another order": ("no-manifest", lambda: _zipped(dict(reversed(_parts().items())))),
    "without signature": ("manifest-size", lambda: _zipped({n: d for n, d in _parts().items() if n != "manifest.sig"})),
    "with 30,000 entries": ("length", lambda: _zipped({**_parts(), **{f"blob/{n:064x}": b"" for n in range(30_000)}})),
    "a comment": ("length", lambda: GOOD[:-2] + b"\5\0hello"),
    "a comment that is not there": ("directory", lambda: _end(20, b"\5\0")),
    "disk 1": ("directory", lambda: _end(4, b"\1\0")),
    "more entries than there are": ("directory", lambda: _end(8, b"\xff\xff\xff\xff")),
    "a directory elsewhere": ("directory", lambda: _end(16, bytes(4))),
    "a directory of zip64": ("directory", lambda: _end(12, b"\xff" * 8)),
    "a manifest of 4 GiB": ("manifest-size", lambda: _first(18, b"\xff" * 8)),
    "a manifest of 5 MiB that is not there": ("manifest-size", lambda: _first(18, struct.pack("<L", 5 << 20) * 2)),
    "a manifest that is deflated": ("header", lambda: _first(8, b"\x08\0")),
    "a manifest of another name": ("no-manifest", lambda: _first(30, b"MANIFEST.JSON")),
    "a manifest with another CRC": ("header", lambda: _first(14, b"\0\0\0\0")),
    "another local name": ("header", lambda: GOOD.replace(b"log/", b"LOG/", 1)),
    "another name in the directory": ("directory", lambda: _whole(lambda b: b.__setitem__(GOOD.rfind(b"log/"), 76))),
    "two entries swapped in the directory": ("directory", lambda: _whole(_swap_directory)),
    "a signature of zeros": ("header", lambda: _whole(lambda b: _put(b, GOOD.find(b"manifest.sig") + 12, bytes(64)))),
}


def _put(changed: bytearray, at: int, value: bytes) -> None:
    changed[at : at + len(value)] = value


def _swap_directory(changed: bytearray) -> None:
    at = GOOD.find(b"PK\1\2")
    second = GOOD.find(b"PK\1\2", at + 4)
    third = GOOD.find(b"PK\1\2", second + 4)
    changed[at:third] = GOOD[second:third] + GOOD[at:second]


def _signed(sign: Callable[[bytes], bytes]) -> bytes:
    """Return head and directory of a file, with what `sign` makes of the manifest as its signature."""
    manifest, _ = container.read_head(io.BytesIO(forge.insider([forge.opening()])))
    out = io.BytesIO()
    container.assemble(out, manifest, sign(manifest), spool=io.BytesIO(), entries=[])
    return out.getvalue()


def _sixty_five_bombs() -> bytes:
    """Return 4 MiB that would unpack to more than 1 GiB, each part within the limits."""
    runs = [Run(EVE, nonce=f"{n:032x}").save(ident(n), text="x") for n in range(65)]
    manifest = json.loads(container.read_head(io.BytesIO(forge.unchecked(contents(runs))))[0])
    stored = NOISE[: (16 << 20) // 300 + 1]
    entries = []
    for part in manifest["segments"]:
        part.update(size=len(stored), sha256=hashlib.sha256(stored).hexdigest())
        name = f"log/{part['replica']}-{part['lo']}.jsonl"
        entries.append((container.Packed(name, container.DEFLATED, 0, len(stored), 16 << 20), stored))
    return forge.sealed(facts.canonical(manifest), entries)


def _large_summary() -> bytes:
    size = 15 << 20
    content = b"".join(f"{n:08x}".encode() + bytes(292) for n in range(size // 300))
    entry, stored = container.pack("x", content)
    blobs = [{"sha256": hashlib.sha256(stored).hexdigest(), "size": len(stored)}]
    return forge.insider(
        [forge.opening()],
        whole=lambda m: m.update(summary=blobs[0]),
        packed=[(entry._replace(name="summary.html"), stored)],
    )


BOMBS: Cases = {
    "20 MiB of zeros": ("part", lambda: around(*bomb(20 << 20))),
    "15 MiB of zeros in 15 KiB": ("ratio", lambda: around(*bomb(15 << 20))),
    "more than it says": ("deflate", lambda: _lying(1000)),
    "less than it says": ("content", lambda: _lying(len(NOISE) + 1)),
    "something behind the end of a stream": ("deflate", _behind_the_end),
    "no stream at all": ("deflate", lambda: around(bomb(10)[0]._replace(size=100, unpacked=1000), b"\xff" * 100)),
    "1 GiB in 4 MiB": ("total", _sixty_five_bombs),
    "a part that is longer packed": (
        "part",
        lambda: around(container.Packed("x", container.DEFLATED, 0, (16 << 20) + 1, 10), bytes((16 << 20) + 1)),
    ),
    "overlapping entries": ("no-manifest", _overlapping),
    "a summary of 15 MiB": ("summary", _large_summary),
    "a blob that is packed": (
        "directory",
        lambda: forge.insider(
            [forge.opening()],
            whole=lambda m: m.update(blobs=[{"sha256": hashlib.sha256(b"x").hexdigest(), "size": 1}]),
            packed=[(container.store("blob/" + hashlib.sha256(b"x").hexdigest(), b"x")._replace(unpacked=2), b"x")],
        ),
    ),
}
SIGNATURES: Cases = {
    "zeros": ("signature", lambda: _signed(lambda manifest: bytes(64))),
    "65 bytes": ("manifest-size", lambda: _signed(lambda manifest: bytes(65))),
    "63 bytes": ("signature-size", lambda: _signed(lambda manifest: bytes(63))),
    "no bytes": ("signature-size", lambda: _signed(lambda manifest: b"")),
    "by another key": ("signature", lambda: _signed(lambda manifest: AICHA.sign(seal.bundle_message(manifest)))),
    "of another manifest": ("signature", lambda: _signed(lambda manifest: EVE.sign(seal.bundle_message(b"{}")))),
    "of the bare manifest": ("signature", lambda: _signed(EVE.sign)),
    "of lines": ("signature", lambda: _signed(lambda manifest: EVE.sign(b"hubdesk-log-v1\0" + manifest))),
}
CASES: Cases = {
    **named("no bundle: ", {name: (code, lambda made=made: made) for name, (code, made) in OTHERS.items()}),
    **named("an entry named ", {name: ("length", lambda path=path: added(path)) for name, path in NAMES.items()}),
    **named("both headers: ", {name: (code, lambda how=how: _field(*how)) for name, (code, how) in FIELDS.items()}),
    **named("zip: ", ZIPS),
    **named("bomb: ", BOMBS),
    **named("signature: ", SIGNATURES),
}
