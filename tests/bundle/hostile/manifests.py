"""Manifests that an accepted laptop signed and that say what may not be."""

from collections.abc import Callable
from typing import Any

from hubdesk.model import facts
from tests.bundle.forge import NONCE, OTHER, Json, insider, line, opening, rebuilt
from tests.bundle.hostile.case import Cases, named
from tests.bundle.logs import AICHA, CREW_BOOK, EVE, EVENT, TEAM_BOOK, Run, bytes_of, contents, ident

LINES = [opening(), line()]
MINE = facts.replica_id(EVENT, EVE.key, NONCE)
TEAM, CREW = TEAM_BOOK.id, CREW_BOOK.id
Change = Callable[[Json], Any]


def put(key: str, value: object) -> Change:
    return lambda found: found.update({key: value})


def drop(key: str) -> Change:
    return lambda found: found.pop(key)


WHOLE: dict[str, tuple[str, Change]] = {
    "version 2": ("newer", put("version", 2)),
    "version 99": ("newer", put("version", 99)),
    "version 0": ("manifest-version", put("version", 0)),
    "version true": ("manifest-version", put("version", True)),
    "version text": ("manifest-version", put("version", "1")),
    "version 1.0": ("manifest-version", put("version", 1.0)),
    "no version": ("manifest-keys", drop("version")),
    "another format": ("format", put("format", "zip")),
    "no format": ("format", drop("format")),
    "a key too many": ("manifest-keys", put("extra", 1)),
    "no segments": ("manifest-keys", drop("segments")),
    "segments as object": ("manifest-segments", put("segments", {"a": 1})),
    "segments of numbers": ("manifest-shape", put("segments", [1])),
    "books as text": ("manifest-books", put("books", "x")),
    "201 books": ("manifest-books", lambda m: m.update(books=m["books"] * 201)),
    "no book": ("manifest-order", put("books", [])),
    "the same book twice": ("manifest-books", lambda m: m.update(books=m["books"] * 2)),
    "the same segment twice": ("manifest-order", lambda m: m.update(segments=m["segments"] * 2)),
    "unknown use": ("manifest-use", put("use", "backup")),
    "use null": ("manifest-use", put("use", None)),
    "a kit without secrets": ("manifest-enrolment", put("use", "kit")),
    "a replica that two books need": ("manifest-replica", lambda m: _in_two_books(m, needed=True)),
    "a replica in two books": ("manifest-replica", lambda m: _in_two_books(m, needed=False)),
    "secrets in an upload": (
        "manifest-enrolment",
        put("enrolment", {"key": "0" * 64, "team": "AGE-SECRET-KEY-1" + "Q" * 58}),
    ),
    "a team identity that is none": (
        "manifest-enrolment",
        lambda m: m.update(use="kit", enrolment={"key": "0" * 64, "team": "AGE-SECRET-KEY-1"}),
    ),
    "event no id": ("manifest-event", put("event", "x")),
    "event in capitals": ("manifest-event", put("event", EVENT.upper())),
    "another event": ("manifest-event", put("event", OTHER)),
    "key too short": ("manifest-key", put("key", "00")),
    "key of somebody else": ("signature", put("key", AICHA.key)),
    "label with a line break": ("manifest-from", put("from", "a\nb")),
    "label that turns": ("manifest-from", put("from", "a\u202eb")),
    "label without end": ("manifest-from", put("from", "x" * 201)),
    "label decomposed": ("manifest-from", put("from", "e\u0301")),
    "label as number": ("manifest-from", put("from", 7)),
    "recipients as text": ("manifest-recipients", put("recipients", "x")),
    "65 recipients": ("manifest-recipients", put("recipients", ["x"] * 65)),
    "recipients of lists": ("manifest-recipients", put("recipients", [["x"]])),
    "a blob that is not there": ("length", put("blobs", [{"sha256": "0" * 64, "size": 1}])),
    "blobs out of order": ("manifest-blobs", put("blobs", [{"sha256": d * 64, "size": 0} for d in "10"])),
    "a summary that is not there": ("length", put("summary", {"sha256": "0" * 64, "size": 1})),
    "a summary of true bytes": ("manifest-size", put("summary", {"sha256": "0" * 64, "size": True})),
}

PART: dict[str, tuple[str, Change]] = {
    "hi 10^9": ("manifest-lines", put("hi", 10**9)),
    "hi 2^60": ("manifest-vector", put("hi", 2**60)),
    "hi before lo": ("manifest-vector", put("hi", 0)),
    "lo 0": ("manifest-vector", put("lo", 0)),
    "lo 2 of what nobody needs": ("manifest-gap", lambda p: p.update(lo=2, chain_before="0" * 64)),
    "lo true": ("manifest-vector", put("lo", True)),
    "lo -1": ("manifest-vector", put("lo", -1)),
    "lo text": ("manifest-vector", put("lo", "1")),
    "chain short": ("manifest-chain", put("chain", "00")),
    "chain no hex": ("manifest-chain", put("chain", "z" * 64)),
    "chain of others": ("manifest-digest", put("chain", "0" * 64)),
    "chain before the first": ("manifest-chain_before", put("chain_before", "0" * 64)),
    "signature short": ("manifest-sig", put("sig", "00")),
    "signature null": ("manifest-sig", put("sig", None)),
    "size -1": ("manifest-size", put("size", -1)),
    "size 2^53": ("manifest-size", put("size", 2**53)),
    "size one more": ("length", lambda p: p.update(size=p["size"] + 1)),
    "size one less": ("length", lambda p: p.update(size=p["size"] - 1)),
    "another digest": ("digest", put("sha256", "0" * 64)),
    "a key too many": ("manifest-keys", put("name", "../../x")),
    "replica no hex": ("manifest-vector", put("replica", "../" + "0" * 29)),
    "replica of others": ("manifest-digest", put("replica", OTHER)),
    "author of others": ("author-signature", put("author", AICHA.key)),
    "book that is not listed": ("manifest-order", put("book", OTHER)),
}

BOOK: dict[str, tuple[str, Json]] = {
    "private": ("manifest-sort", {"sort": "private"}),
    "unknown sort": ("manifest-sort", {"sort": "secret"}),
    "team book in an upload": ("manifest-sort", {"sort": "team"}),
    "crew book in an upload": ("manifest-sort", {"sort": "crew"}),
    "event book as charter": ("manifest-event", {"sort": "charter"}),
    "event book as codebook": ("manifest-event", {"sort": "codebook"}),
    "another id": ("manifest-event", {"id": OTHER}),
    "another subject": ("manifest-event", {"subject": OTHER}),
    "facts wrong": ("manifest-digest", {"facts": 3}),
    "facts true": ("manifest-facts", {"facts": True}),
    "digest wrong": ("manifest-digest", {"digest": "0" * 64}),
    "vector short": ("manifest-vector", {"vector": {}}),
    "vector long": ("manifest-vector", {"vector": {OTHER: 1}}),
    "vector true": ("manifest-vector", {"vector": {OTHER: True}}),
    "vector as list": ("manifest-shape", {"vector": []}),
    "vector no hex": ("manifest-vector", {"vector": {"x": 1}}),
    "needs as list": ("manifest-shape", {"needs": []}),
    "needs as number": ("manifest-needs", {"needs": {OTHER: 1}}),
    "needs short": ("manifest-needs", {"needs": {OTHER: [1]}}),
    "needs no chain": ("manifest-chain", {"needs": {OTHER: [1, "x"]}}),
    "needs zero": ("manifest-vector", {"needs": {OTHER: [0, "0" * 64]}}),
    "needs unlisted": ("manifest-vector", {"needs": {OTHER: [1, "0" * 64]}}),
    "a key too many": ("manifest-keys", {"name": "x"}),
}

BYTES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a space": ("manifest-json", lambda m: m.replace(b"{", b"{ ", 1)),
    "a line feed": ("manifest-json", lambda m: m + b"\n"),
    "byte order mark": ("manifest-json", lambda m: b"\xef\xbb\xbf" + m),
    "no JSON": ("manifest-json", lambda m: b"hello"),
    "empty": ("manifest-json", lambda m: b""),
    "a list": ("manifest-json", lambda m: b"[]"),
    "null": ("manifest-json", lambda m: b"null"),
    "two objects": ("manifest-json", lambda m: m + m),
    "two equal keys": ("manifest-json", lambda m: b'{"version":1,' + m[1:]),
    "escaped letters": ("manifest-json", lambda m: m.replace(b'"upload"', b'"\\u0075pload"')),
    "100,000 brackets": ("manifest-size", lambda m: b"[" * 100_000 + b"]" * 100_000),
    "5,000 brackets": ("manifest-json", lambda m: b"[" * 5_000 + b"]" * 5_000),
    "a million commas": ("manifest-size", lambda m: b"[" + b"1," * 1_000_000 + b"1]"),
    "13 MiB": ("manifest-size", lambda m: b'"' + b"x" * (13 << 20) + b'"'),
    "5,000 digits": ("manifest-json", lambda m: m.replace(b'"version":1', b'"version":' + b"9" * 5000)),
    "NaN": ("manifest-json", lambda m: m.replace(b'"version":1', b'"version":NaN')),
    "invalid UTF-8": ("manifest-json", lambda m: m.replace(b'"from":""', b'"from":"\xff"')),
    "surrogate": ("manifest-json", lambda m: m.replace(b'"from":""', b'"from":"\\ud800"')),
}


def _three() -> bytes:
    runs = [Run(AICHA), Run(AICHA, nonce="1e" * 16)]
    for run in runs:
        run.save(ident(1), text="a").save(ident(2), text="b").save(ident(3), text="c")
    return bytes_of(contents(runs, cuts=(2,)))


THREE = _three()
ORDER: dict[str, tuple[str, Change]] = {
    "swapped": ("manifest-gap", lambda m: m["segments"].reverse()),
    "one missing in the middle": ("manifest-gap", lambda m: m["segments"].pop(0)),
    "one missing at the end": ("manifest-vector", lambda m: m["segments"].pop(1)),
    "all missing": ("manifest-vector", lambda m: m["segments"].clear()),
    "overlapping": ("manifest-gap", lambda m: m["segments"][1].update(lo=2)),
    "chain torn": ("manifest-gap", lambda m: m["segments"][1].update(chain_before="0" * 64)),
    "two authors of one replica": ("manifest-replica", lambda m: m["segments"][1].update(author=EVE.key)),
    "needs of what is there": (
        "manifest-gap",
        lambda m: m["books"][0]["needs"].update({m["segments"][0]["replica"]: [1, m["segments"][0]["chain"]]}),
    ),
    "bytes of one part under another": ("digest", lambda m: _swapped(m, "sha256")),
    "signatures of two parts swapped": ("author-signature", lambda m: _swapped(m, "sig")),
    "lines of others under the own name": (
        "replica-author",
        lambda m: [p.update(author=EVE.key) for p in m["segments"]],
    ),
    "20,001 blobs": (
        "manifest-blobs",
        lambda m: m.update(blobs=[{"sha256": f"{n:064x}", "size": 0} for n in range(20_001)]),
    ),
    "19,999 blobs": (
        "entries",
        lambda m: m.update(blobs=[{"sha256": f"{n:064x}", "size": 0} for n in range(19_999)]),
    ),
    "two books with one id": ("manifest-books", lambda m: m["books"].append({**m["books"][0], "sort": "charter"})),
    "a team book of another event": (
        "manifest-event",
        lambda m: m.update(use="team", books=[*m["books"], {**_bare("team"), "id": "ff" * 16}]),
    ),
    "a charter that is the team book": (
        "manifest-event",
        lambda m: m.update(books=sorted([*m["books"], {**_bare("charter"), "id": TEAM, "subject": TEAM}], key=_by_id)),
    ),
    "a charter about another charter": (
        "manifest-charter",
        lambda m: m.update(books=[*m["books"], {**_bare("charter"), "id": "ff" * 16, "subject": OTHER}]),
    ),
    "a codebook that is the event's crew book": (
        "manifest-event",
        lambda m: m.update(books=sorted([*m["books"], {**_bare("codebook"), "id": CREW}], key=_by_id)),
    ),
    "no digest of an empty book": (
        "manifest-digest",
        lambda m: m.update(books=[*m["books"], {**_bare("codebook"), "id": "ff" * 16}]),
    ),
    "facts without end": ("manifest-digest", lambda m: m["books"][0].update(facts=2**52)),
}


def _long(manifest: Json) -> None:
    """List 201 segments of 5,000 lines."""
    first = manifest["segments"][0]
    ends = [f"{n:064x}" for n in range(202)]
    manifest["segments"] = [
        {**first, "lo": n * 5000 + 1, "hi": n * 5000 + 5000, "chain_before": ends[n] if n else "", "chain": ends[n + 1]}
        for n in range(201)
    ]
    digest = facts.log_digest({MINE: (1_005_000, bytes.fromhex(ends[201]))})
    manifest["books"][0].update(vector={MINE: 1_005_000}, facts=1_005_000, digest=digest)


def _in_two_books(manifest: Json, *, needed: bool) -> None:
    """Let one replica stand in the event's book and in a codebook."""
    (first,) = manifest["segments"]
    there = {**_bare("codebook"), "id": "ff" * 16}
    if needed:
        there["needs"] = manifest["books"][0]["needs"] = {OTHER: [1, "0" * 64]}
    else:
        manifest["segments"].append({**first, "book": there["id"]})
    manifest["books"].append(there)


def _swapped(manifest: Json, key: str) -> None:
    first, second = manifest["segments"][:2]
    first[key], second[key] = second[key], first[key]


def _bare(sort: str) -> Json:
    return {"digest": "0" * 64, "facts": 0, "needs": {}, "sort": sort, "subject": EVENT, "vector": {}}


def _by_id(book: Json) -> str:
    return str(book["id"])


def _many(**book: object) -> bytes:
    return insider(LINES, book=book)


COSTLY: Cases = {
    "1,005,000 lines": ("facts", lambda: insider(LINES, whole=_long)),
    "vector of 90,000": ("manifest-vector", lambda: _many(vector={f"{n:032x}": 1 for n in range(90_000)})),
    "needs of 38,000": ("manifest-vector", lambda: _many(needs={f"{n:032x}": [1, "0" * 64] for n in range(38_000)})),
    "needs and vector of 25,000": (
        "manifest-digest",
        lambda: _many(
            needs={f"{n:032x}": [1, "0" * 64] for n in range(25_000)},
            vector={f"{n:032x}": 1 for n in range(25_000)} | {MINE: 2},
        ),
    ),
    "7,000 times one segment": (
        "manifest-order",
        lambda: insider(LINES, whole=lambda m: m.update(segments=m["segments"] * 7_000)),
    ),
    "139,000 recipients": ("manifest-recipients", lambda: insider(LINES, whole=put("recipients", [""] * 139_000))),
    "139,000 keys": (
        "manifest-from",
        lambda: insider(LINES, whole=put("from", {str(n): 1 for n in range(139_000)})),
    ),
    "139,000 long numbers": ("manifest-from", lambda: insider(LINES, whole=put("from", [10**25] * 139_000))),
    "900 numbers of 4,200 digits": (
        "manifest-json",
        lambda: insider(LINES, raw=lambda m: b"[" + b",".join([b"9" * 4200] * 900) + b"]"),
    ),
    "a label of 3 MiB": ("manifest-from", lambda: insider(LINES, whole=put("from", "x" * (3 << 20)))),
    "a label of 3 MiB with one wide letter": (
        "manifest-from",
        lambda: insider(LINES, whole=put("from", "😀" + "x" * (3 << 20))),
    ),
    "38,000 brackets": ("manifest-json", lambda: insider(LINES, raw=lambda m: b"[" * 38_000 + b"]" * 38_000)),
    "a million escapes": ("manifest-json", lambda: insider(LINES, raw=lambda m: b'"' + b"\\u0001" * 600_000 + b'"')),
}

CASES: Cases = {
    **named("manifest: ", {n: (code, lambda way=way: insider(LINES, whole=way)) for n, (code, way) in WHOLE.items()}),
    **named("segment: ", {n: (code, lambda way=way: insider(LINES, part=way)) for n, (code, way) in PART.items()}),
    **named("book: ", {n: (code, lambda book=book: insider(LINES, book=book)) for n, (code, book) in BOOK.items()}),
    **named(
        "manifest bytes: ", {n: (code, lambda way=way: insider(LINES, raw=way)) for n, (code, way) in BYTES.items()}
    ),
    **named("parts: ", {n: (code, lambda way=way: rebuilt(THREE, way, AICHA)) for n, (code, way) in ORDER.items()}),
    **named("costly manifest: ", COSTLY),
}
