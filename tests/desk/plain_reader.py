"""A reader of the exported folder that knows nothing but its README and the standard library."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def leaf(line: bytes) -> bytes:
    """Return what stands for a line; an erased line is its own leaf, in hex."""
    if len(line) == 64 and not line.startswith(b"["):
        return bytes.fromhex(line.decode())
    return hashlib.sha256(line).digest()


def chain(book: str, replica: str, lines: list[bytes]) -> bytes:
    """Return the chain at the last line."""
    reached = b""
    for number, line in enumerate(lines, 1):
        head = b"hubdesk-chain-v1\0" + bytes.fromhex(book) + bytes.fromhex(replica) + number.to_bytes(8, "big")
        reached = hashlib.sha256(head + reached + leaf(line)).digest()
    return reached


def digest(folder: Path, book: str) -> str:
    """Return the digest of a book, worked out from its lines alone."""
    whole = hashlib.sha256(b"hubdesk-digest-v1\0")
    for path in sorted((folder / "facts" / book).iterdir()):
        lines = path.read_bytes().split(b"\n")[:-1]
        whole.update(bytes.fromhex(path.stem) + len(lines).to_bytes(8, "big") + chain(book, path.stem, lines))
    return whole.hexdigest()


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of every book of an export."""
    return {path.name: digest(folder, path.name) for path in sorted((folder / "facts").iterdir())}


def rows(folder: Path) -> list[list[Any]]:
    """Return every line that still has its words."""
    paths = sorted((folder / "facts").glob("*/*.jsonl"))
    lines = [line for path in paths for line in path.read_bytes().split(b"\n")[:-1]]
    return [json.loads(line) for line in lines if line.startswith(b"[")]


def changes(folder: Path, kind: str) -> dict[str, dict[str, Any]]:
    """Return the records of a kind with the values that were written last by the clock; deleted ones are left out."""
    saved = [(row[1], row[5], row[6]) for row in rows(folder) if row[2] == "save" and row[4] == kind]
    found: dict[str, dict[str, Any]] = {}
    for _, id, fields in sorted(saved, key=lambda one: one[0]):
        found.setdefault(id, {}).update(fields)
    return {
        id: {name: value for name, value in fields.items() if not name.startswith("~")}
        for id, fields in found.items()
        if not fields.get("~deleted")
    }


def signed(folder: Path) -> list[tuple[str, bytes, bytes]]:
    """Return (author key, message, signature) of every signature of an export."""
    found = []
    for book in json.loads((folder / "books.json").read_text("utf-8"))["books"]:
        for replica, about in book["replicas"].items():
            lines = (folder / "facts" / book["id"] / f"{replica}.jsonl").read_bytes().split(b"\n")[:-1]
            for each in about["signatures"]:
                ids = bytes.fromhex(book["id"] + replica + about["author"])
                reached = chain(book["id"], replica, lines[: each["n"]])
                message = b"hubdesk-log-v1\0" + ids + each["n"].to_bytes(8, "big") + reached
                found.append((about["author"], message, bytes.fromhex(each["signature"])))
    return found


if __name__ == "__main__":
    print(json.dumps(digests(Path(sys.argv[1])), indent=1))
