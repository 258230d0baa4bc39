"""Bundles that HubDesk would never write, correctly signed wherever an attacker can sign."""

import hashlib
import io
import json
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from hubdesk.bundle import container, seal, writing
from hubdesk.bundle import manifest as manifests
from hubdesk.bundle.checking import Receiver
from hubdesk.bundle.reading import Package, check_plain
from hubdesk.bundle.writing import Contents
from hubdesk.errors import Refused
from hubdesk.model import facts
from tests.bundle import plain_reader
from tests.bundle.logs import ACTION, EVE, EVENT, EVENT_BOOK, NOW, WALL, Author, Run, as_file

Json = dict[str, Any]
NONCE = "0f" * 16
#: What a reader that knows no kinds of records, and sets no limits, may take.
ONLY_OURS = ("kind-place", "many-kinds", "manifest-recipients")
#: The id of nothing that there is.
OTHER = "cd" * 16


def insider(
    lines: Sequence[bytes],
    *,
    by: Author = EVE,
    part: Callable[[Json], None] = lambda part: None,
    whole: Callable[[Json], None] = lambda manifest: None,
    book: Json | None = None,
    content: bytes | None = None,
    leaves: Sequence[bytes] | None = None,
    replica: str = "",
    lo: int = 1,
    before: bytes = b"",
    raw: Callable[[bytes], bytes] = lambda manifest: manifest,
    packed: Sequence[tuple[container.Packed, bytes]] = (),
) -> bytes:
    """Return a bundle of one part that its author signed, whatever its lines are; hooks change what is signed."""
    replica = replica or facts.replica_id(EVENT, by.key, NONCE)
    chain = before
    for n, line in enumerate(lines, lo):
        leaf = leaves[n - lo] if leaves else facts.leaf(line)
        chain = facts.chain(EVENT, replica, n, before=chain, leaf=leaf)
    hi = lo + len(lines) - 1
    name = f"log/{replica}-{lo}.jsonl"
    entry, stored = container.pack(name, b"".join(line + b"\n" for line in lines) if content is None else content)
    listed: Json = {
        "book": EVENT,
        "replica": replica,
        "author": by.key,
        "lo": lo,
        "hi": hi,
        "chain_before": before.hex(),
        "chain": chain.hex(),
        "sig": by.sign(facts.to_sign(EVENT, replica, by.key, hi, chain=chain)).hex(),
        "size": len(stored),
        "sha256": hashlib.sha256(stored).hexdigest(),
    }
    part(listed)
    home: Json = {
        "id": EVENT,
        "sort": "event",
        "subject": EVENT,
        "vector": {listed["replica"]: listed["hi"]},
        "facts": listed["hi"],
        "digest": facts.log_digest({replica: (hi, chain)}),
        "needs": {replica: [lo - 1, before.hex()]} if lo > 1 else {},
    }
    home.update(book or {})
    manifest: Json = {
        "blobs": [],
        "books": [home],
        "enrolment": None,
        "event": EVENT,
        "format": "hubdesk-bundle",
        "from": "",
        "key": by.key,
        "recipients": [],
        "segments": [listed],
        "summary": None,
        "use": "upload",
        "version": 1,
    }
    whole(manifest)
    return sealed(raw(facts.canonical(manifest)), [(entry, stored), *packed], by)


def sealed(manifest: bytes, entries: Sequence[tuple[container.Packed, bytes]], by: Author = EVE) -> bytes:
    """Return a container around these entries, with a signature that fits the manifest."""
    spool, out, placed = io.BytesIO(), io.BytesIO(), []
    for entry, stored in entries:
        placed.append(entry._replace(offset=spool.tell()))
        spool.write(stored)
    signature = by.sign(seal.bundle_message(manifest))
    container.assemble(out, manifest, signature, spool=spool, entries=placed)
    return out.getvalue()


def unchecked(what: Contents, by: Author = EVE) -> bytes:
    """Return a plain file of what HubDesk itself would refuse to write."""
    plain = io.BytesIO()
    writing._assembled(what, writing.Sealing(), io.BytesIO(), plain, author=(by.key, by.sign))
    return plain.getvalue()


def opening(by: Author = EVE, **seen: int) -> bytes:
    run = Run(by, EVENT_BOOK, NONCE).open(seen)
    return run.facts[0].line()


def line(
    seq: object = 2,
    *,
    hlc: object = None,
    op: str = "save",
    kind: str = "note",
    id: str = "ab" * 16,
    body: str = '{"text":"x"}',
    tail: str = "",
    action: str = ACTION,
) -> bytes:
    """Return a line of text pieces, right or wrong."""
    time = f'"{(WALL + 50 << 16) + (seq if type(seq) is int else 0):016x}"' if hlc is None else hlc
    return f'[{seq},{time},"{op}","{action}","{kind}","{id}",{body}{tail}]'.encode()


def saying(body: str, **more: Any) -> bytes:
    """Return a bundle of an opening fact and one line with this body."""
    return insider([opening(), line(body=body, **more)])


def rebuilt(good: bytes, change: Callable[[Json], None], by: Author) -> bytes:
    """Return a good bundle whose manifest was changed and signed again, with its old entries."""
    file = io.BytesIO(good)
    head = container.read_head(file)
    found = json.loads(head[0])
    expected = manifests.parse(head[0]).expected()
    packed = container.open_entries(file, head, expected)
    entries = []
    for entry in packed:
        file.seek(entry.data)
        entries.append((entry, file.read(entry.size)))
    change(found)
    return sealed(facts.canonical(found), entries, by)


def read(content: bytes, here: Receiver | None = None) -> Package:
    return check_plain(as_file(content), here or Receiver(), NOW, report=None, seen=("", 0, "plain"))


def refused(content: bytes, here: Receiver | None = None) -> str:
    """Return the code of the refusal, after making sure that it came quickly and without much memory."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        with pytest.raises(Refused) as caught:
            read(content, here)
        assert time.perf_counter() - began < 2
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
    assert all(caught.value.told())
    if here is None and caught.value.code not in ONLY_OURS:
        with pytest.raises(Exception):  # noqa: B017 - any trouble will do
            plain_reader.read(content)
    return caught.value.code
