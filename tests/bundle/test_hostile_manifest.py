"""Manifests that somebody signed and that still say what may not be."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.bundle import manifest as manifests
from hubdesk.bundle import strict
from hubdesk.errors import Refused
from tests.bundle.forge import OTHER, Json, insider, line, opening, read, rebuilt, refused
from tests.bundle.logs import AICHA, EVE, EVENT, Run, bytes_of, contents, evening, ident

LINES = [opening(), line()]
Change = Callable[[Json], Any]


def put(key: str, value: object) -> Change:
    return lambda found: found.update({key: value})


def drop(key: str) -> Change:
    return lambda found: found.pop(key)


WHOLE: dict[str, tuple[Change, str]] = {
    "version 2": (put("version", 2), "newer"),
    "version 99": (put("version", 99), "newer"),
    "version 0": (put("version", 0), "invalid"),
    "version true": (put("version", True), "invalid"),
    "version text": (put("version", "1"), "invalid"),
    "version 1.0": (put("version", 1.0), "invalid"),
    "no version": (drop("version"), "invalid"),
    "another format": (put("format", "zip"), "format"),
    "no format": (drop("format"), "format"),
    "a key too many": (put("extra", 1), "invalid"),
    "no segments": (drop("segments"), "invalid"),
    "segments as object": (put("segments", {"a": 1}), "invalid"),
    "segments of numbers": (put("segments", [1]), "invalid"),
    "books as text": (put("books", "x"), "invalid"),
    "201 books": (lambda m: m.update(books=m["books"] * 201), "invalid"),
    "no book": (put("books", []), "invalid"),
    "the same book twice": (lambda m: m.update(books=m["books"] * 2), "invalid"),
    "the same segment twice": (lambda m: m.update(segments=m["segments"] * 2), "invalid"),
    "unknown use": (put("use", "backup"), "invalid"),
    "use null": (put("use", None), "invalid"),
    "a kit without secrets": (put("use", "kit"), "invalid"),
    "secrets in an upload": (put("enrolment", {"key": "0" * 64, "team": "AGE-SECRET-KEY-1" + "Q" * 58}), "invalid"),
    "event no id": (put("event", "x"), "invalid"),
    "event in capitals": (put("event", EVENT.upper()), "invalid"),
    "another event": (put("event", OTHER), "invalid"),
    "key too short": (put("key", "00"), "invalid"),
    "key of somebody else": (put("key", AICHA.key), "signature"),
    "label with a line break": (put("from", "a\nb"), "invalid"),
    "label that turns": (put("from", "a\u202eb"), "invalid"),
    "label without end": (put("from", "x" * 201), "invalid"),
    "label decomposed": (put("from", "e\u0301"), "invalid"),
    "label as number": (put("from", 7), "invalid"),
    "recipients as text": (put("recipients", "x"), "invalid"),
    "65 recipients": (put("recipients", ["x"] * 65), "invalid"),
    "recipients of lists": (put("recipients", [["x"]]), "invalid"),
    "a blob that is not there": (put("blobs", [{"sha256": "0" * 64, "size": 1}]), "damaged"),
    "blobs out of order": (put("blobs", [{"sha256": d * 64, "size": 0} for d in "10"]), "invalid"),
    "a summary that is not there": (put("summary", {"sha256": "0" * 64, "size": 1}), "damaged"),
    "a summary of true bytes": (put("summary", {"sha256": "0" * 64, "size": True}), "invalid"),
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_signed_manifest_keeps_the_schema(what: str) -> None:
    change, expected = WHOLE[what]
    code = refused(insider(LINES, whole=change))
    assert code.startswith(("manifest-", "length")) if expected in ("invalid", "damaged") else code == expected


PART: dict[str, Change] = {
    "hi 10^9": put("hi", 10**9),
    "hi 2^60": put("hi", 2**60),
    "hi before lo": put("hi", 0),
    "lo 0": put("lo", 0),
    "lo 2 of what nobody needs": lambda p: p.update(lo=2, chain_before="0" * 64),
    "lo true": put("lo", True),
    "lo -1": put("lo", -1),
    "lo text": put("lo", "1"),
    "chain short": put("chain", "00"),
    "chain no hex": put("chain", "z" * 64),
    "chain of others": put("chain", "0" * 64),
    "chain before the first": put("chain_before", "0" * 64),
    "signature short": put("sig", "00"),
    "signature null": put("sig", None),
    "size -1": put("size", -1),
    "size 2^53": put("size", 2**53),
    "size one more": lambda p: p.update(size=p["size"] + 1),
    "size one less": lambda p: p.update(size=p["size"] - 1),
    "another digest": put("sha256", "0" * 64),
    "a key too many": put("name", "../../x"),
    "replica no hex": put("replica", "../" + "0" * 29),
    "replica of others": put("replica", OTHER),
    "author of others": put("author", AICHA.key),
    "book that is not listed": put("book", OTHER),
}


@pytest.mark.parametrize("what", PART)
def test_a_signed_segment_keeps_the_schema(what: str) -> None:
    assert refused(insider(LINES, part=PART[what]))


BOOK: dict[str, Json] = {
    "private": {"sort": "private"},
    "unknown sort": {"sort": "secret"},
    "team book in an upload": {"sort": "team"},
    "crew book in an upload": {"sort": "crew"},
    "event book as charter": {"sort": "charter"},
    "event book as codebook": {"sort": "codebook"},
    "another id": {"id": OTHER},
    "another subject": {"subject": OTHER},
    "facts wrong": {"facts": 3},
    "facts true": {"facts": True},
    "digest wrong": {"digest": "0" * 64},
    "vector short": {"vector": {}},
    "vector long": {"vector": {OTHER: 1}},
    "vector true": {"vector": {OTHER: True}},
    "vector as list": {"vector": []},
    "vector no hex": {"vector": {"x": 1}},
    "needs as list": {"needs": []},
    "needs as number": {"needs": {OTHER: 1}},
    "needs short": {"needs": {OTHER: [1]}},
    "needs no chain": {"needs": {OTHER: [1, "x"]}},
    "needs zero": {"needs": {OTHER: [0, "0" * 64]}},
    "needs unlisted": {"needs": {OTHER: [1, "0" * 64]}},
    "a key too many": {"name": "x"},
}


@pytest.mark.parametrize("what", BOOK)
def test_a_signed_book_keeps_the_schema(what: str) -> None:
    assert refused(insider(LINES, book=BOOK[what])).startswith("manifest-")


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "a space": lambda m: m.replace(b"{", b"{ ", 1),
    "a line feed": lambda m: m + b"\n",
    "byte order mark": lambda m: b"\xef\xbb\xbf" + m,
    "no JSON": lambda m: b"hello",
    "empty": lambda m: b"",
    "a list": lambda m: b"[]",
    "null": lambda m: b"null",
    "two objects": lambda m: m + m,
    "two equal keys": lambda m: b'{"version":1,' + m[1:],
    "escaped letters": lambda m: m.replace(b'"upload"', b'"\\u0075pload"'),
    "100,000 brackets": lambda m: b"[" * 100_000 + b"]" * 100_000,
    "5,000 brackets": lambda m: b"[" * 5_000 + b"]" * 5_000,
    "a million commas": lambda m: b"[" + b"1," * 1_000_000 + b"1]",
    "13 MiB": lambda m: b'"' + b"x" * (13 << 20) + b'"',
    "5,000 digits": lambda m: m.replace(b'"version":1', b'"version":' + b"9" * 5000),
    "NaN": lambda m: m.replace(b'"version":1', b'"version":NaN'),
    "invalid UTF-8": lambda m: m.replace(b'"from":""', b'"from":"\xff"'),
    "surrogate": lambda m: m.replace(b'"from":""', b'"from":"\\ud800"'),
}


@pytest.mark.parametrize("what", BYTES)
def test_a_signed_manifest_has_one_canonical_form(what: str) -> None:
    code = refused(insider(LINES, raw=BYTES[what]))
    assert code in ("manifest-json", "manifest-size")


# ---- several parts --------------------------------------------------------------------------------------------------


def _three() -> Json:
    runs = [Run(AICHA), Run(AICHA, nonce="1e" * 16)]
    for run in runs:
        run.save(ident(1), text="a").save(ident(2), text="b").save(ident(3), text="c")
    good = bytes_of(contents(runs, cuts=(2,)))
    assert read(good).facts == 8
    return {"good": good}


THREE = _three()["good"]
ORDER: dict[str, Change] = {
    "swapped": lambda m: m["segments"].reverse(),
    "one missing in the middle": lambda m: m["segments"].pop(0),
    "one missing at the end": lambda m: m["segments"].pop(1),
    "all missing": lambda m: m["segments"].clear(),
    "overlapping": lambda m: m["segments"][1].update(lo=2),
    "chain torn": lambda m: m["segments"][1].update(chain_before="0" * 64),
    "two authors of one replica": lambda m: m["segments"][1].update(author=EVE.key),
    "needs of what is there": lambda m: m["books"][0]["needs"].update(
        {m["segments"][0]["replica"]: [1, m["segments"][0]["chain"]]}
    ),
}


@pytest.mark.parametrize("what", ORDER)
def test_parts_follow_one_another_without_gap_or_overlap(what: str) -> None:
    assert refused(rebuilt(THREE, ORDER[what], AICHA)).startswith(("manifest-", "length"))


def test_a_part_that_vouches_for_other_bytes_is_refused() -> None:
    def mix(manifest: Json) -> None:
        first, second = manifest["segments"][:2]
        first["sha256"], second["sha256"] = second["sha256"], first["sha256"]

    assert refused(rebuilt(THREE, mix, AICHA)) in ("digest", "length", "directory")


def test_signing_for_others_does_not_make_their_words() -> None:
    """Eve relays Aïcha's lines, which is right; under her own name as author they are not."""
    assert read(rebuilt(THREE, put("key", EVE.key), EVE)).author == EVE.key

    def steal(manifest: Json) -> None:
        manifest["key"] = EVE.key
        for part in manifest["segments"]:
            part["author"] = EVE.key

    assert refused(rebuilt(THREE, steal, EVE)) == "opening-author"


# ---- any manifest at all --------------------------------------------------------------------------------------------

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([EVENT, "0" * 64]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
GOOD = json.loads(manifests.to_bytes(read(bytes_of(contents(evening()))).manifest))
PATHS = [
    ("books",),
    ("books", 0),
    *[("books", 0, key) for key in GOOD["books"][0]],
    *[("segments", 1, key) for key in GOOD["segments"][0]],
    *[(key,) for key in GOOD],
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PATHS), VALUES)
def test_any_other_value_anywhere_is_refused(path: tuple[str | int, ...], value: object) -> None:
    changed = json.loads(json.dumps(GOOD))
    place = changed
    for step in path[:-1]:
        place = place[step]
    harmless = path[-1] in ("from", "recipients", "key", "sha256", "sig", "size", "event")
    harmless |= path[-1] == "author" and value == "0" * 64  # a key like any other: the segment's signature decides
    if harmless or (place[path[-1]] == value and type(place[path[-1]]) is type(value)):
        return
    place[path[-1]] = value
    with pytest.raises(Refused):
        manifests.parse(
            json.dumps(changed, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
                "utf-8", "surrogatepass"
            )
        )


@given(st.binary(max_size=200) | st.text(max_size=50).map(lambda text: json.dumps({"format": text}).encode()))
def test_reading_any_bytes_ends_in_a_manifest_or_a_refusal(content: bytes) -> None:
    with pytest.raises(Refused):
        manifests.parse(content)


@given(st.text(max_size=300))
def test_a_label_is_made_so_that_it_can_be_read(text: str) -> None:
    made = strict.label(text)
    assert strict.Reader({"from": made}, "test").text("from") == made
    assert strict.label(made) == made


def test_what_was_parsed_is_written_again_alike() -> None:
    content = manifests.to_bytes(read(THREE).manifest)
    assert manifests.to_bytes(manifests.parse(content)) == content
