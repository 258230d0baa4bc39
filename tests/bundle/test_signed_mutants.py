"""Thousands of small lies, each signed again at every layer: they are refused, or they are exactly what was signed."""

import io
import json
import random
from typing import Any

from hubdesk.bundle import container
from hubdesk.bundle import manifest as manifests
from hubdesk.bundle.checking import Receiver
from hubdesk.bundle.reading import check_plain
from hubdesk.errors import Refused
from hubdesk.model import facts
from tests.bundle.forge import Json, insider, line, opening, read, rebuilt
from tests.bundle.hostile import counts
from tests.bundle.logs import AICHA, EVE, EVENT, NOW, Run, as_file, bytes_of, contents, ident

MINE = facts.replica_id(EVENT, EVE.key, "0f" * 16)
GOOD = [
    opening(),
    line(2, body='{"text":"café ☕","voices":3,"verbatim":true,"order":null}'.replace('"order":null,', "")),
    line(3, body='{"tags/a":true,"text":"b"}', tail=',"abcdefghijkl"'),
    line(4, op="erase", id="cd" * 16, body="{}"),
    line(5, op="receipt", kind="", id="", body="{}"),
]
GOOD[1] = facts.canonical(json.loads(GOOD[1]))
PIECES = [b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"0", b"-1", b"1e5", b"true", b"null", b"\0", b"\n", b"\xff"]
PIECES += [
    b"\xc2\xa0",
    b"e\xcc\x81",
    b"seen/",
    b"gone/",
    MINE.encode(),
    b"9" * 30,
    b"open",
    b"erase",
    b"receipt",
    b"key",
]


def mutant(chance: random.Random) -> list[bytes]:
    lines = [bytearray(each) for each in GOOD]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        target, way = lines[at], chance.randrange(6)
        place = chance.randrange(len(target) + 1)
        if way == 0:
            target[place : place + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del target[place : place + chance.randint(1, 5)]
        elif way == 2:
            target[place:place] = chance.choice(PIECES)
        elif way == 3:
            size = chance.randint(1, 9)
            target[place : place + size] = chance.choice(PIECES)
        elif way == 4:
            lines[at] = lines[chance.randrange(len(lines))][:]
        elif len(lines) > 1:
            lines.pop(at)
    return [bytes(each) for each in lines]


@counts.LINES
def test_lines_that_were_changed_and_signed_again(lies: int) -> None:
    assert read(insider(GOOD)).facts == 5
    chance, accepted = random.Random(lies), 0
    for _ in range(lies):
        lines = mutant(chance)
        try:
            package = check_plain(as_file(insider(lines)), Receiver(), NOW, report=None, seen=("", 0, "plain"))
        except Refused:
            continue
        accepted += 1
        ((segment, parsed),) = package.segments()
        assert list(segment.lines) == lines
        assert [fact.line() for fact in parsed if fact] == lines
    assert 0 < accepted < lies / 2


VALUES: list[Any] = [None, True, 0, 1, -1, 2**53, 1.5, "", "x", "0" * 64, EVENT, [], {}, [1], {"a": 1}, [[]], "\ud800"]


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    found = [path] if path else []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        found += places(inner, (*path, key))
    return found


def change_one(chance: random.Random, found: Json) -> None:
    path = chance.choice(places(found))
    spot: Any = found
    for step in path[:-1]:
        spot = spot[step]
    if chance.random() < 0.15:
        del spot[path[-1]]
    elif chance.random() < 0.15 and isinstance(spot[path[-1]], int):
        spot[path[-1]] += chance.choice([-1, 1, 1 << 31])
    else:
        spot[path[-1]] = chance.choice(VALUES)


@counts.MANIFESTS
def test_manifests_that_were_changed_and_signed_again(lies: int) -> None:
    runs = [Run(AICHA).save(ident(1), text="a").save(ident(2), text="b"), Run(EVE).save(ident(3), text="c")]
    good, chance, accepted = (
        bytes_of(contents(runs, cuts=(2,), summary=b"<p>x</p>", blobs=[b"x"])),
        random.Random(lies),
        0,
    )
    lines = [segment.lines for segment, _ in read(good).segments()]
    for _ in range(lies):
        try:
            bad = rebuilt(good, lambda found: change_one(chance, found), AICHA)
        except (UnicodeEncodeError, AssertionError):
            continue  # no file has such a manifest
        try:
            package = check_plain(as_file(bad), Receiver(), NOW, report=None, seen=("", 0, "plain"))
        except Refused:
            continue
        accepted += 1
        assert [segment.lines for segment, _ in package.segments()] == lines
        head = container.read_head(io.BytesIO(bad))
        assert manifests.to_bytes(package.manifest) == head[0]
    assert accepted < lies / 7
