"""FORMAT.md says what the program does: its vectors hold, and a reader written from it reads what we write."""

import base64
import re
from pathlib import Path

import pytest

import hubdesk.bundle
from hubdesk.bundle import card, checking, passphrase, seal
from hubdesk.bundle.manifest import Enrolment
from hubdesk.bundle.writing import Sealing
from hubdesk.model import facts, limits
from hubdesk.model.records import RECORDS
from hubdesk.model.trust import member_id
from tests.bundle import plain_reader
from tests.bundle.forge import read
from tests.bundle.logs import (
    AICHA,
    BIRK,
    CREW_BOOK,
    EVENT,
    EVENT_BOOK,
    TEAM_BOOK,
    Run,
    bytes_of,
    contents,
    evening,
    ident,
    state,
    written,
)

WORDS = "amber river candle quiet harbor"
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
    assert plain_reader.read(content).digests == {EVENT: package.books[0].state.digest}
    assert read(bytes_of(contents([log()]))).manifest.parts[0].chain == package.manifest.parts[0].chain


def test_the_words_and_the_card_of_the_page_are_ours() -> None:
    identity = passphrase.identity("amber river candle quiet harbor", bytes(range(16)))
    assert f"`{identity}`" in FORMAT
    assert f"`{seal.recipient_of(identity)}`" in FORMAT
    shown = card.parse_card(BLOCKS["card"].encode())
    assert (shown.name, shown.key) == ("Regional hub", AICHA.key)


def test_another_reader_finds_the_same_digest_and_the_same_facts() -> None:
    content = bytes_of(contents(evening(), cuts=(3, 6)))
    assert plain_reader.read(content).digests == {EVENT: state(EVENT_BOOK, evening()).digest}
    ours = [fact for _, parsed in read(content).segments() for fact in parsed if fact]
    assert [fact[:6] for *_, fact in plain_reader.read(content).facts] == [
        [fact.seq, f"{fact.hlc:016x}", fact.op, fact.action, fact.kind, fact.id] for fact in ours
    ]


@pytest.mark.parametrize("use", ["upload", "team", "kit"])
def test_another_reader_opens_every_kind_of_file(tmp_path: Path, use: str) -> None:
    identity = seal.identity_of(bytes([1]) * 32)
    secrets = Enrolment("5a" * 32, seal.identity_of(bytes([3]) * 32)) if use == "kit" else None
    runs = evening() if use == "upload" else [*evening(), Run(BIRK, TEAM_BOOK).save(ident(9), "person", name="B")]
    sealing = Sealing(words=WORDS) if use == "kit" else Sealing(recipients=[seal.recipient_of(identity)])
    what = contents(runs, use=use, enrolment=secrets, cuts=(4,), summary=b"<p>page</p>", blobs=[b"one", b"two"])
    content = written(tmp_path, what, sealing).path.read_bytes()
    if use == "kit":
        identity = passphrase.identity(WORDS, bytes.fromhex(content[15:47].decode()))
    found = plain_reader.read(content, identity)
    assert found.digests == {one.book.id: one.digest for one in what.books}
    assert len(found.facts) == sum(one.facts for one in what.books) - 1, "one line is erased"
    with pytest.raises(Exception):  # noqa: B017 - any trouble will do
        plain_reader.read(content, seal.identity_of(bytes([2]) * 32))


def test_another_reader_knows_what_a_step_builds_on() -> None:
    run = Run(AICHA).save(ident(1), text="a").save(ident(2), text="b").save(ident(3), text="c")
    step = contents([run], segments=run.segments(since=2), needs={EVENT: {run.replica: (2, run.chains()[2])}})
    found = plain_reader.read(bytes_of(step))
    assert (found.digests, len(found.facts)) == ({EVENT: state(EVENT_BOOK, [run]).digest}, 2)


def test_another_reader_refuses_every_altered_byte() -> None:
    content = base64.b64decode(BLOCKS["base64"])
    for at in range(len(content)):
        altered = content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]
        with pytest.raises(Exception):  # noqa: B017 - any trouble will do
            plain_reader.read(altered)


def test_another_reader_finds_a_changed_word() -> None:
    content = bytes_of(contents(evening()))
    package = read(content)
    at = package._entries[package.manifest.parts[0].name][0].data + 9
    with pytest.raises(Exception):  # noqa: B017 - any trouble will do
        plain_reader.read(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def test_the_kinds_of_the_page_stand_where_it_says() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ((?:`\w+` ?)+)", FORMAT, re.MULTILINE))
    said = {kind: sort for sort, kinds in rows.items() for kind in re.findall(r"`(\w+)`", kinds)}
    by_visibility = {"by visibility": "event"}
    assert said == {kind: by_visibility.get(record.BOOK, record.BOOK) for kind, record in RECORDS.items()}
    for kind, sort in said.items():
        assert checking.may_stand(kind, "private"), (
            "a copy of a workspace, which is no file of this page, holds all kinds"
        )
        sorts = {each for each in rows if each == sort or (each != "private" and checking.may_stand(kind, each))}
        too = (sort == "event" and kind != "event") or kind == "code"
        assert sorts == ({sort, "team"} if too else {sort})


def test_the_limits_of_the_page_are_the_limits() -> None:
    mib = limits.MIB
    for said, value in (
        ("16 MiB stored and unpacked", limits.BUNDLE_PART // mib),
        ("at most 300 times stored", limits.BUNDLE_RATIO),
        ("manifest 4 MiB", limits.BUNDLE_MANIFEST // mib),
        ("5,000 lines", f"{limits.BUNDLE_LINES:,}"),
        ("1,000,000 lines", f"{limits.BUNDLE_FACTS:,}"),
        ("30,000 in a crew book", f"{limits.BUNDLE_CREW:,}"),
        ("300,000 lines named", f"{limits.BUNDLE_NAMES:,}"),
        ("500,000 fields", f"{limits.BUNDLE_FIELDS:,}"),
        ("64 names of recipients", limits.SEAL_RECIPIENTS),
        ("250 kinds", limits.BUNDLE_KINDS),
        ("200 books", limits.BUNDLE_BOOKS),
        ("140,000 commas", f"{limits.BUNDLE_COMMAS:,}"),
        ("40,000 brackets", f"{limits.BUNDLE_BRACKETS:,}"),
        ("more than 64 stanzas", limits.SEAL_RECIPIENTS),
        ("header over 64 KiB", limits.SEAL_HEADER // 1024),
        ("at most 4 KiB", limits.CARD_BYTES // 1024),
    ):
        assert said in " ".join(FORMAT.split())
        assert str(value) in said
    assert "20,000 entries" in " ".join(FORMAT.split())
    assert limits.BUNDLE_ENTRIES == 20_000
    assert 1024 * mib == limits.BUNDLE_TOTAL
