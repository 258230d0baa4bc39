"""A second reader of bundles, written from FORMAT.md alone: it checks every byte and knows nothing of HubDesk.

`python plain_reader.py FILE [IDENTITY]` prints the digest of every book and the facts.
"""

import hashlib
import json
import re
import struct
import sys
import unicodedata
import uuid
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pyrage
from nacl.signing import VerifyKey

NAMESPACE = uuid.UUID("6f0c7a52-9d1e-5b7b-8f43-5a1b6c2e4d90")
KEYS = "blobs books enrolment event format from key recipients segments summary use version"
BOOK = "digest facts id needs sort subject vector"
SEGMENT = "author book chain chain_before hi lo replica sha256 sig size"
SORTS = {"event", "charter", "codebook"}


class BadBundleError(ValueError):
    """A file that is no whole bundle."""


class Bundle(NamedTuple):
    """What was read: the manifest, {book: log digest}, and the facts as (book, replica, list)."""

    manifest: dict[str, Any]
    digests: dict[str, str]
    facts: list[tuple[str, str, list[Any]]]


def need(holds: object, why: str) -> None:
    if not holds:
        raise BadBundleError(why)


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def strict(content: bytes) -> Any:
    value = json.loads(content.decode())
    need(canonical(value) == content, "not canonical")
    return value


def signed(key: str, message: bytes, signature: bytes) -> None:
    VerifyKey(bytes.fromhex(key)).verify(message, signature)


def is_hex(text: object, size: int) -> bool:
    return type(text) is str and re.fullmatch(f"[0-9a-f]{{{2 * size}}}", text) is not None


def count(number: object, least: int = 1) -> bool:
    return type(number) is int and least <= number < 1 << 53


def name_like(text: object) -> bool:
    good = type(text) is str and len(text) <= 200 and unicodedata.is_normalized("NFC", text)
    turning = re.search("[\u202a-\u202e\u2066-\u2069]", str(text))
    return good and not turning and not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in str(text))


def unsealed(content: bytes, identity: str = "") -> bytes:
    """Return the container in a file; of an event package, `identity` is what its words and its first line give."""
    kit = re.match(rb"hubdesk-kit-v1 [0-9a-f]{32}\n", content)
    if kit or content.startswith(b"age-encryption.org/v1\n"):
        content = pyrage.decrypt(content[48 if kit else 0 :], [pyrage.x25519.Identity.from_str(identity)])
    need(content.startswith(b"PK\3\4"), "no bundle")
    need((strict(entry(content, 0)[0])["use"] == "kit") == bool(kit), "only event packages are sealed by words")
    return content


def entry(content: bytes, at: int) -> tuple[bytes, int]:
    """Return the stored bytes of the entry whose local header lies at `at`, and where the next one begins."""
    size, _, name = struct.unpack_from("<2LH", content, at + 18)
    start = at + 30 + name
    return content[start : start + size], start + size


def entries(content: bytes, manifest: dict[str, Any]) -> dict[str, bytes]:
    """Return {name: unpacked bytes} after building the whole file again and comparing it."""
    listed = [("manifest.json", False, None), ("manifest.sig", False, None)]
    listed += [(f"log/{one['replica']}-{one['lo']}.jsonl", True, one) for one in manifest["segments"]]
    listed += [(f"blob/{one['sha256']}", False, one) for one in manifest["blobs"]]
    listed += [("summary.html", True, manifest["summary"])] if manifest["summary"] else []
    found, body, directory, at = {}, b"", b"", 0
    for name, deflated, said in listed:
        stored, following = entry(content, at)
        need(said is None or (said["size"], said["sha256"]) == (len(stored), sha(stored).hex()), f"hash of {name}")
        found[name] = inflated(stored) if deflated else stored
        sizes = (zlib.crc32(found[name]), len(stored), len(found[name]), len(name), 0)
        fixed = struct.pack("<5H3L2H", 20, 0, 8 if deflated else 0, 0, 0x21, *sizes)
        body += b"PK\3\4" + fixed + name.encode() + stored
        directory += b"PK\1\2" + b"\x14\0" + fixed + struct.pack("<3H2L", 0, 0, 0, 0, at) + name.encode()
        at = following
    ending = struct.pack("<4H2LH", 0, 0, len(listed), len(listed), len(directory), len(body), 0)
    need(body + directory + b"PK\5\6" + ending == content, "not the one byte form")
    return found


def inflated(stored: bytes) -> bytes:
    opener = zlib.decompressobj(-15)
    plain = opener.decompress(stored, min(300 * len(stored), 16 << 20))
    need(opener.eof and not opener.unused_data and not opener.unconsumed_tail, "deflate")
    return plain


def check_manifest(manifest: dict[str, Any]) -> None:
    need(manifest.keys() == set(KEYS.split()), "keys")
    need((manifest["format"], manifest["version"]) == ("hubdesk-bundle", 1), "format")
    need(type(manifest["version"]) is int and manifest["use"] in ("kit", "team", "upload"), "use")
    need(is_hex(manifest["event"], 16) and all(map(name_like, [manifest["from"], *manifest["recipients"]])), "names")
    need((manifest["enrolment"] is not None) == (manifest["use"] == "kit"), "enrolment")
    event = manifest["event"]
    own = {"event": event} | {s: uuid.uuid5(NAMESPACE, f"{s}\x1f{event}").hex for s in ("team", "crew")}
    last = ""
    for book in manifest["books"]:
        need(book.keys() == set(BOOK.split()) and is_hex(book["id"], 16) and book["id"] > last, "books")
        last, sort = book["id"], book["sort"]
        need(sort in SORTS or (sort in own and manifest["use"] != "upload"), "sort")
        need(own.get(sort, book["id"]) == book["id"] and is_hex(book["subject"], 16), "book")
        need(sort == "codebook" or book["subject"] == (event if sort in own else book["id"]), "subject")
        need(sort in own or book["id"] not in own.values(), "book")
        need(all(is_hex(r, 16) and count(n) for r, n in book["vector"].items()), "vector")
        need(all(is_hex(r, 16) and count(n) and is_hex(c, 32) for r, (n, c) in book["needs"].items()), "needs")
    hashes = [one["sha256"] for one in manifest["blobs"]]
    need(hashes == sorted(set(hashes)), "blobs")


class Check:
    """What is remembered from line to line."""

    def __init__(self, manifest: dict[str, Any]) -> None:
        self.books = {book["id"]: book for book in manifest["books"]}
        self.ends = {b: {r: (n, bytes.fromhex(c)) for r, (n, c) in v["needs"].items()} for b, v in self.books.items()}
        self.owners: dict[str, tuple[str, str]] = {}
        self.kinds: dict[tuple[str, str], str] = {}
        self.leaves: set[tuple[str, int]] = set()
        self.gone: set[tuple[str, int]] = set()
        self.clock: dict[str, int] = {}
        self.facts: list[tuple[str, str, list[Any]]] = []

    def segment(self, one: dict[str, Any], part: bytes) -> None:
        need(one.keys() == set(SEGMENT.split()) and count(one["lo"]) and count(one["hi"], one["lo"]), "segment")
        book, replica, author = one["book"], one["replica"], one["author"]
        need(self.owners.setdefault(replica, (book, author)) == (book, author), "one book and author a replica")
        need(all(replica not in ends for other, ends in self.ends.items() if other != book), "one book a replica")
        begun = self.ends[book].get(replica, (0, b""))
        need(begun == (one["lo"] - 1, bytes.fromhex(one["chain_before"])), "gap")
        lines, chain = part.split(b"\n"), begun[1]
        need(lines.pop() == b"" and len(lines) == one["hi"] - one["lo"] + 1 <= 5000, "lines")
        ids = bytes.fromhex(book + replica)
        for n, line in enumerate(lines, one["lo"]):
            if re.fullmatch(rb"[0-9a-f]{64}", line):
                need(n > 1, "line 1 erased")
                self.leaves.add((replica, n))
                leaf = bytes.fromhex(line.decode())
            else:
                self.fact(one, n, strict(line))
                need(len(line) <= 1 << 20, "long line")
                leaf = sha(line)
            chain = sha(b"hubdesk-chain-v1\0", ids, n.to_bytes(8, "big"), chain, leaf)
        need(chain.hex() == one["chain"], "chain")
        message = b"hubdesk-log-v1\0" + ids + bytes.fromhex(author) + one["hi"].to_bytes(8, "big") + chain
        signed(author, message, bytes.fromhex(one["sig"]))
        self.ends[book][replica] = (one["hi"], chain)

    def fact(self, one: dict[str, Any], n: int, row: list[Any]) -> None:
        (seq, hlc, op, action, kind, id, fields, *salt), book, replica = row, one["book"], one["replica"]
        need(type(seq) is int and seq == n and is_hex(hlc, 8) and is_hex(action, 16), "line")
        need(self.clock.get(replica, -1) < int(hlc, 16) < 4_102_444_800_000 << 16, "clock")
        self.clock[replica] = int(hlc, 16)
        need((op == "open") == (n == 1) and op in ("open", "save", "receipt", "erase"), "op")
        need(len(salt) <= 1 and all(re.fullmatch("[A-Za-z0-9_-]{12}", each) for each in salt), "salt")
        need(len(fields) <= 512 and all(map(plain, [*fields, *fields.values()])), "values")
        if op in ("save", "erase"):
            need(re.fullmatch("[a-z][a-z0-9_]{0,31}", kind) and is_hex(id, 16), "record")
            need(self.kinds.setdefault((book, id), kind) == kind, "two kinds")
        else:
            need(kind == id == "", "record")
        for name, value in fields.items():
            sort, _, rest = name.partition("/")
            if op == "save":
                need(re.fullmatch("[a-z~][a-z0-9_]{0,31}(/.{1,200})?", name, re.DOTALL), "field")
            elif op == "erase":
                other, _, line = rest.partition("-")
                need(sort == "gone" and value is True and re.fullmatch("[1-9][0-9]{0,15}", line), "gone")
                need(int(line) <= self.books[book]["vector"].get(other, 0), "gone")
                self.gone.add((other, int(line)))
            elif not (op == "open" and name in ("key", "nonce")):
                reach = n - 1 if rest == replica else self.books[book]["vector"].get(rest, 0)
                need(sort == "seen" and is_hex(rest, 16) and count(value) and value <= reach, "seen")
        if op == "open":
            need(fields["key"] == one["author"] and is_hex(fields["nonce"], 16), "opening")
            proof = sha(b"hubdesk-replica-v1", bytes.fromhex(book + fields["key"] + fields["nonce"]))
            need(proof[:16].hex() == replica, "replica")
        self.facts.append((book, replica, row))

    def digests(self) -> dict[str, str]:
        """Compare what was reached with what the manifest says; return {book: log digest}."""
        need(self.leaves <= self.gone or any(book["needs"] for book in self.books.values()), "leaf unnamed")
        found = {}
        for id, ends in self.ends.items():
            rows = b"".join(bytes.fromhex(r) + n.to_bytes(8, "big") + chain for r, (n, chain) in sorted(ends.items()))
            found[id] = sha(b"hubdesk-digest-v1\0", rows).hex()
            vector = {r: n for r, (n, _) in ends.items()}
            said = (self.books[id]["vector"], self.books[id]["facts"], self.books[id]["digest"])
            need(said == (vector, sum(vector.values()), found[id]), "digest")
        return found


def plain(value: object) -> bool:
    if type(value) is str:
        return "\0" not in value and unicodedata.is_normalized("NFC", value)
    return value is None or type(value) is bool or (type(value) is int and abs(value) < 1 << 53)


def read(content: bytes, identity: str = "") -> Bundle:
    """Check all of a bundle and return what it holds; any exception means: refused."""
    content = unsealed(content, identity)
    head, at = entry(content, 0)
    manifest = strict(head)
    signed(manifest["key"], b"hubdesk-bundle-v1\0" + sha(head), entry(content, at)[0])
    check_manifest(manifest)
    order = [(one["book"], one["replica"], one["lo"]) for one in manifest["segments"]]
    need(order == sorted(set(order)), "order")
    found, check = entries(content, manifest), Check(manifest)
    for one in manifest["segments"]:
        check.segment(one, found[f"log/{one['replica']}-{one['lo']}.jsonl"])
    return Bundle(manifest, check.digests(), check.facts)


if __name__ == "__main__":
    bundle = read(Path(sys.argv[1]).read_bytes(), *sys.argv[2:3])
    print(json.dumps(bundle.digests, indent=1))
    for _book, _replica, row in bundle.facts:
        print(json.dumps(row, ensure_ascii=False))
