"""A second reader of bundles, written from FORMAT.md alone: it knows nothing of HubDesk.

`python plain_reader.py FILE` prints the digest and the facts of a plain container.
"""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from nacl.signing import VerifyKey


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def big(number: int) -> bytes:
    return number.to_bytes(8, "big")


def manifest_of(zipped: zipfile.ZipFile) -> dict[str, Any]:
    content = zipped.read("manifest.json")
    manifest: dict[str, Any] = json.loads(content)
    assert canonical(manifest) == content
    assert (manifest["format"], manifest["version"]) == ("hubdesk-bundle", 1)
    message = b"hubdesk-bundle-v1\0" + hashlib.sha256(content).digest()
    VerifyKey(bytes.fromhex(manifest["key"])).verify(message, zipped.read("manifest.sig"))
    return manifest


def stored(content: bytes, info: zipfile.ZipInfo) -> bytes:
    start = info.header_offset + 30 + len(info.filename)
    return content[start : start + info.compress_size]


def digests(content: bytes) -> dict[str, str]:
    """Return {book: log digest}, after checking hashes, chains and signatures."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        manifest = manifest_of(zipped)
        ends = {
            book["id"]: {replica: (n, bytes.fromhex(chain)) for replica, (n, chain) in book["needs"].items()}
            for book in manifest["books"]
        }
        for segment in manifest["segments"]:
            name = f"log/{segment['replica']}-{segment['lo']}.jsonl"
            packed = stored(content, zipped.getinfo(name))
            assert (len(packed), hashlib.sha256(packed).hexdigest()) == (segment["size"], segment["sha256"])
            chain = _chain(segment, zipped.read(name))
            assert chain.hex() == segment["chain"]
            ends[segment["book"]][segment["replica"]] = (segment["hi"], chain)
    found = {}
    for book, replicas in ends.items():
        rows = b"".join(bytes.fromhex(r) + big(n) + chain for r, (n, chain) in sorted(replicas.items()))
        found[book] = hashlib.sha256(b"hubdesk-digest-v1\0" + rows).hexdigest()
    assert found == {book["id"]: book["digest"] for book in manifest["books"]}
    return found


def _chain(segment: dict[str, Any], part: bytes) -> bytes:
    book, replica, author = (bytes.fromhex(segment[key]) for key in ("book", "replica", "author"))
    chain, lines = bytes.fromhex(segment["chain_before"]), part.split(b"\n")
    assert lines.pop() == b""
    assert len(lines) == segment["hi"] - segment["lo"] + 1
    for n, line in enumerate(lines, segment["lo"]):
        if line.startswith(b"["):
            fact = json.loads(line)
            assert canonical(fact) == line
            assert fact[0] == n
            leaf = hashlib.sha256(line).digest()
            if n == 1:
                proof = b"hubdesk-replica-v1" + book + author + bytes.fromhex(fact[6]["nonce"])
                assert hashlib.sha256(proof).digest()[:16] == replica
        else:
            leaf = bytes.fromhex(line.decode())
        chain = hashlib.sha256(b"hubdesk-chain-v1\0" + book + replica + big(n) + chain + leaf).digest()
    message = b"hubdesk-log-v1\0" + book + replica + author + big(segment["hi"]) + chain
    VerifyKey(author).verify(message, bytes.fromhex(segment["sig"]))
    return chain


def facts(content: bytes) -> Iterator[list[Any]]:
    """Yield the facts as the lists they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        for name in zipped.namelist():
            if name.startswith("log/"):
                yield from (json.loads(line) for line in zipped.read(name).split(b"\n") if line.startswith(b"["))


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        whole = file.read()
    print(digests(whole))
    for fact in facts(whole):
        print(fact)
