"""FORMAT.md says what the program does: its vectors hold, and a reader written from it reads what we write."""

import base64
import re
from pathlib import Path

import pytest

import hubdesk.bundle
from hubdesk.bundle import card, passphrase, seal
from hubdesk.model import facts, limits
from hubdesk.model.trust import member_id
from tests.bundle import plain_reader
from tests.bundle.forge import read
from tests.bundle.logs import AICHA, CREW_BOOK, EVENT, EVENT_BOOK, Run, bytes_of, contents, evening, ident, state

FORMAT = (Path(hubdesk.bundle.__file__).parent / "FORMAT.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)\n```", FORMAT, re.DOTALL))


def log() -> Run:
    run = Run(AICHA).save(ident(1), salt="abcdefghijkl", text="Hello")
    run.save(ident(2), salt="mnopqrstuvwx", text="gone soon")
    return run.erase(ident(2), [(run, 3)])


def test_the_lines_of_the_page_are_ours() -> None:
    assert BLOCKS["lines"].split("\n") == [line.decode() for line in log().lines()]
    assert "gone soon" not in FORMAT


def test_the_hashes_of_the_page_are_ours() -> None:
    run = log()
    values = [
        run.replica,
        AICHA.key,
        facts.leaf(run.lines()[0]).hex(),
        run.chains()[1].hex(),
        run.chains()[4].hex(),
        run.segments()[0].signature.hex(),
        state(EVENT_BOOK, [run]).digest,
        CREW_BOOK.id,
        member_id(AICHA.key),
    ]
    assert [value for value in values if f"`{value}`" not in FORMAT] == []


def test_the_file_of_the_page_is_read() -> None:
    content = base64.b64decode(BLOCKS["base64"])
    package = read(content)
    assert [segment.lines for segment, _ in package.segments()] == [tuple(log().lines())]
    assert plain_reader.digests(content) == {EVENT: package.books[0].state.digest}
    assert read(bytes_of(contents([log()]))).manifest.parts[0].chain == package.manifest.parts[0].chain


def test_the_words_and_the_card_of_the_page_are_ours() -> None:
    identity = passphrase.identity("amber river candle quiet harbor", bytes(range(16)))
    assert f"`{identity}`" in FORMAT
    assert f"`{seal.recipient_of(identity)}`" in FORMAT
    shown = card.parse_card(BLOCKS["card"].encode())
    assert (shown.name, shown.key) == ("Regional hub", AICHA.key)


def test_another_reader_finds_the_same_digest_and_the_same_facts() -> None:
    content = bytes_of(contents(evening(), cuts=(3, 6)))
    assert plain_reader.digests(content) == {EVENT: state(EVENT_BOOK, evening()).digest}
    ours = [fact for _, parsed in read(content).segments() for fact in parsed if fact]
    assert [fact[:6] for fact in plain_reader.facts(content)] == [
        [fact.seq, f"{fact.hlc:016x}", fact.op, fact.action, fact.kind, fact.id] for fact in ours
    ]


def test_another_reader_finds_a_changed_word() -> None:
    content = bytes_of(contents(evening()))
    package = read(content)
    at = package._entries[package.manifest.parts[0].name][0].data + 9
    with pytest.raises(Exception):  # noqa: B017 - any trouble will do
        plain_reader.digests(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def test_the_limits_of_the_page_are_the_limits() -> None:
    mib = limits.MIB
    for said, value in (
        ("16 MiB stored and unpacked", limits.BUNDLE_PART // mib),
        ("at most 300 times stored", limits.BUNDLE_RATIO),
        ("manifest 4 MiB", limits.BUNDLE_MANIFEST // mib),
        ("5,000 lines", f"{limits.BUNDLE_LINES:,}"),
        ("1,000,000 lines", f"{limits.BUNDLE_FACTS:,}"),
        ("20,000 in a crew book", f"{limits.BUNDLE_CREW:,}"),
        ("300,000 lines named", f"{limits.BUNDLE_NAMES:,}"),
        ("500,000 fields", f"{limits.BUNDLE_FIELDS:,}"),
        ("more than 64 stanzas", limits.SEAL_RECIPIENTS),
        ("header over 64 KiB", limits.SEAL_HEADER // 1024),
        ("at most 4 KiB", limits.CARD_BYTES // 1024),
    ):
        assert said in " ".join(FORMAT.split())
        assert str(value) in said
    assert "20,000 entries" in " ".join(FORMAT.split())
    assert limits.BUNDLE_ENTRIES == 20_000
    assert 1024 * mib == limits.BUNDLE_TOTAL
