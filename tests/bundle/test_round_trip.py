"""What goes into a bundle comes out of it, whole or in steps, plain or sealed, direct or relayed."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubdesk.bundle import checking
from hubdesk.bundle.checking import Receiver, Tip
from hubdesk.bundle.manifest import Enrolment
from hubdesk.bundle.reading import open_kept
from hubdesk.bundle.seal import identity_of, recipient_of
from hubdesk.bundle.writing import Sealing
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.facts import Fact
from hubdesk.model.records import Value
from tests.bundle.forge import read
from tests.bundle.logs import (
    AICHA,
    BIRK,
    CHARTER_BOOK,
    CREW_BOOK,
    EVE,
    EVENT,
    EVENT_BOOK,
    NOW,
    TEAM_BOOK,
    Run,
    bytes_of,
    contents,
    evening,
    ident,
    opened,
    receiver,
    state,
    written,
)

ALPHA, BETA = identity_of(bytes([1]) * 32), identity_of(bytes([2]) * 32)
SECRETS = Enrolment("5a" * 32, identity_of(bytes([3]) * 32))
WORDS = "amber-River, Candle quiet  HARBOR"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def facts_in(content: bytes) -> list[Fact | None]:
    return [fact for _, parsed in read(content).segments() for fact in parsed]


def as_nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)


VALUES: st.SearchStrategy[Value] = st.one_of(
    TEXT.map(as_nfc), st.integers(-(2**53) + 1, 2**53 - 1), st.booleans(), st.none()
)
FIELDS = st.dictionaries(
    st.from_regex("[a-z][a-z0-9_]{0,20}", fullmatch=True)
    | TEXT.map(as_nfc).filter(len).map(lambda t: f"tags/{t}"[:60]),
    VALUES,
    max_size=6,
).filter(lambda fields: all(as_nfc(name) == name for name in fields))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 5), FIELDS), min_size=1, max_size=20), st.lists(st.integers(1, 20), max_size=3)
)
def test_every_fact_comes_back(saves: list[tuple[int, dict[str, Value]]], cuts: list[int]) -> None:
    run = Run(AICHA)
    for number, fields in saves:
        run.save(ident(number), **fields)
    content = bytes_of(contents([run], cuts=sorted(set(cuts))))
    assert facts_in(content) == run.facts
    lines = [line for segment, _ in read(content).segments() for line in segment.lines]
    assert lines == run.lines()


def test_segments_come_back_as_they_went_in() -> None:
    runs = evening()
    package = read(bytes_of(contents(runs, cuts=(4,))))
    expected = sorted((s for run in runs for s in run.segments(4)), key=lambda s: (s.book, s.replica, s.lo))
    assert [segment for segment, _ in package.segments()] == expected
    assert package.facts == 13
    assert package.authors == {AICHA.key, BIRK.key}
    assert [listed.state for listed in package.books] == [state(EVENT_BOOK, runs)]
    erased = [segment.lo + at for segment, parsed in package.segments() for at, fact in enumerate(parsed) if not fact]
    assert erased == [7]


def test_only_wanted_segments_are_read() -> None:
    package = read(bytes_of(contents(evening())))
    mine = list(package.segments(lambda part: part.author == BIRK.key))
    assert [segment.author for segment, _ in mine] == [BIRK.key]


def test_relayed_is_direct() -> None:
    package = read(bytes_of(contents(evening()), by=AICHA))
    relayed = contents(evening(), segments=[segment for segment, _ in package.segments()])
    again = read(bytes_of(relayed, by=EVE))
    assert list(again.segments()) == list(package.segments())
    assert again.author == EVE.key


def test_a_step_builds_on_what_the_receiver_has() -> None:
    run = Run(AICHA).save(ident(1), text="a").save(ident(2), text="b").save(ident(3), text="c")
    have = {EVENT: {run.replica: (2, run.chains()[2])}}
    step = bytes_of(contents([run], segments=run.segments(since=2), needs=have))
    package = read(step)
    assert package.missing == {EVENT: {run.replica: 2}}
    assert package.facts == 2
    assert package.tips == {EVENT: {run.replica: (4, run.chains()[4])}}
    here = Receiver({EVENT: EVENT_BOOK}, {EVENT: {run.replica: Tip(2, run.chains()[2])}})
    assert read(step, here).missing == {}
    forked = Receiver({EVENT: EVENT_BOOK}, {EVENT: {run.replica: Tip(2, b"\1" * 32)}})
    with pytest.raises(Refused, match="fork"):
        read(step, forked)


def test_nothing_new_is_a_bundle_too() -> None:
    run = Run(AICHA).save(ident(1), text="a")
    have = {EVENT: {run.replica: (2, run.chains()[2])}}
    package = read(bytes_of(contents([run], segments=[], needs=have)), receiver(run))
    assert (package.facts, package.missing) == (0, {})


def _all_books() -> list[Run]:
    return [
        Run(AICHA, EVENT_BOOK).save(EVENT, "event", title="Charter evening"),
        Run(AICHA, TEAM_BOOK).save(ident(1), "person", "abcdefghijkl", name="Aïcha"),
        Run(AICHA, CREW_BOOK).save(ident(2), "member", "abcdefghijkl", name="Aïcha", laptop="Blue"),
        Run(AICHA, CHARTER_BOOK).save(ident(3), "section", number="1"),
    ]


def test_a_team_file_opens_for_its_recipients_only(tmp_path: Path) -> None:
    sealing = Sealing(recipients=[recipient_of(ALPHA)], names=["Laptop Blue"])
    file = written(tmp_path, contents(_all_books(), use="team", label="Laptop Aïcha"), sealing)
    whole = file.path.read_bytes()
    assert whole.startswith(b"age-encryption.org/v1\n")
    assert not any(word in whole for word in (b"Charter", b"Blue", "Aïcha".encode(), EVENT.encode()))
    with opened(file.path, identities=[BETA, ALPHA], now=NOW) as package:
        assert (package.use, package.event, package.sealing, package.sha256) == ("team", EVENT, "age", file.sha256)
        assert package.manifest.label == "Laptop Aïcha"
        assert package.manifest.recipients == ("Laptop Blue",)
        assert sum(1 for _, parsed in package.segments() for _ in parsed) == 8 == file.facts
    for identities in ([], [BETA]):
        with pytest.raises(Refused, match="sealed"), opened(file.path, identities=identities):
            pass
    assert list((tmp_path / "private").iterdir()) == []


def test_a_plain_team_file_must_be_asked_for(tmp_path: Path) -> None:
    team = contents(_all_books(), use="team")
    for sealing in (Sealing(), Sealing(recipients=[recipient_of(ALPHA)], plain=True)):
        with pytest.raises(ValueError, match="team file"):
            written(tmp_path, team, sealing)
    file = written(tmp_path, team, Sealing(plain=True))
    with opened(file.path) as package:
        assert package.sealing == "plain"


def test_an_upload_file_holds_no_book_of_the_team(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="crew"):
        written(tmp_path, contents(_all_books(), use="upload"))
    assert list(tmp_path.iterdir()) == []


def test_an_event_package_opens_with_its_words(tmp_path: Path) -> None:
    kit = contents(_all_books(), use="kit", enrolment=SECRETS)
    file = written(tmp_path, kit, Sealing(words=WORDS))
    assert file.path.read_bytes().startswith(b"hubdesk-kit-v1 ")
    with opened(file.path, words="amber river candle quiet harbor") as package:
        assert package.enrolment == SECRETS
        assert package.sealing == "words"
        assert SECRETS.key not in repr(package)
        assert SECRETS.team not in repr(package)
    with pytest.raises(Refused) as refused, opened(file.path, words="amber river candle quiet harbour"):
        pass
    assert refused.value.code == "words"
    with pytest.raises(Refused, match="words-needed"), opened(file.path, identities=[ALPHA]):
        pass


def test_an_event_package_is_never_plain(tmp_path: Path) -> None:
    kit = contents(_all_books(), use="kit", enrolment=SECRETS)
    with pytest.raises(ValueError, match="words"):
        written(tmp_path, kit, Sealing(recipients=[recipient_of(ALPHA)]))
    with pytest.raises(HubDeskError, match="passphrase"):
        written(tmp_path, kit, Sealing(words="too short"))
    file = written(tmp_path, kit, Sealing(words=WORDS))
    with opened(file.path, words=WORDS) as package:
        naked = tmp_path / "naked.hubbundle"
        naked.write_bytes(package.plain())
    with pytest.raises(Refused, match="kit-seal"), opened(naked):
        pass


def test_attachments_and_the_page_for_others_come_back(tmp_path: Path) -> None:
    blobs, page = [b"picture", bytes(5000), b""], b"<p>Charter evening: 3 notes</p>"
    file = written(tmp_path, contents(evening(), blobs=blobs, summary=page))
    with opened(file.path) as package:
        assert sorted(package.blob(blob.sha256) for blob in package.manifest.blobs) == sorted(blobs)
        assert package.summary() == page
        with pytest.raises(KeyError):
            package.blob("0" * 64)


def test_a_page_without_end_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(HubDeskError, match="unsound-summary"):
        written(tmp_path, contents(evening(), summary=bytes(range(256)) * 5000))


def test_what_was_kept_opens_again(tmp_path: Path) -> None:
    file = written(tmp_path, contents(evening(), use="team"), Sealing(recipients=[recipient_of(ALPHA)]))
    with opened(file.path, identities=[ALPHA]) as package:
        kept, found = package.plain(), list(package.segments())
    with open_kept(kept, temp_dir=tmp_path / "private") as again:
        assert list(again.segments()) == found
        assert again.sealing == "kept"
    with pytest.raises(Refused), open_kept(kept[:-1], temp_dir=tmp_path / "private"):
        pass


def test_progress_is_told_and_may_stop_the_work(tmp_path: Path) -> None:
    file = written(tmp_path, contents(evening(), blobs=[b"x", b"y"]))
    told: list[tuple[int, int]] = []
    with opened(file.path, report=lambda done, whole: told.append((done, whole))):
        pass
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]

    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), opened(file.path, report=stop):
        pass
    assert list((tmp_path / "private").iterdir()) == []


def test_a_large_log_needs_little_memory() -> None:
    import tracemalloc

    run = Run(AICHA)
    for n in range(12_000):
        run.save(ident(n), text=f"note {n} about the third part")
    content = bytes_of(contents([run], cuts=(5000, 10000)))
    tracemalloc.start()
    assert sum(len(parsed) for _, parsed in read(content).segments()) == 12_001
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 << 20


def test_a_leaf_is_64_digits_and_nothing_else() -> None:
    assert checking.is_leaf(b"0123456789abcdef" * 4)
    assert not any(map(checking.is_leaf, [b"0" * 63, b"A" * 64, b"[" + b"0" * 63, b"g" * 64, b""]))
    assert list(checking.lines(b"a\nb\n\n")) == [b"a", b"b", b""]


def test_unknown_fields_and_kinds_survive() -> None:
    run = Run(AICHA).save(ident(1), "future_kind", wonder="x").save(ident(2), "note", mood="y")
    assert facts_in(bytes_of(contents([run]))) == run.facts
    assert json.loads(run.lines()[1])[4] == "future_kind"
