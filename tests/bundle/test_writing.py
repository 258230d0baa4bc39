"""A file is there and right, or it is not there at all."""

import dataclasses
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.bundle import container, seal, writing
from hubdesk.bundle.writing import Sealing
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.facts import BookState, Segment
from tests.bundle.logs import AICHA, EVENT_BOOK, Run, contents, evening, ident, opened, written

RECIPIENT = seal.recipient_of(seal.identity_of(bytes([1]) * 32))
SEALINGS = {"plain": Sealing(), "sealed": Sealing(recipients=[RECIPIENT])}


@pytest.mark.parametrize("how", SEALINGS)
def test_what_is_told_is_what_lies_there(how: str, tmp_path: Path) -> None:
    import hashlib

    file = written(tmp_path, contents(evening()), SEALINGS[how])
    whole = file.path.read_bytes()
    assert (file.size, file.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert file.facts == 13
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["evening.hubbundle", "private"]
    if os.name == "posix":
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_an_older_file_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "evening.hubbundle").write_bytes(b"older")
    with opened(written(tmp_path, contents(evening())).path) as package:
        assert package.facts == 13


@pytest.mark.parametrize("how", SEALINGS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_or_faulty_stick_leaves_nothing_behind(
    how: str, number: int, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*anything: object) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "evening.hubbundle").write_bytes(b"older")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(HubDeskError) as trouble:
        written(tmp_path, contents(evening()), SEALINGS[how])
    assert trouble.value.code == f"write-{number}"
    assert all(trouble.value.told())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evening.hubbundle", "private"]
    assert (tmp_path / "evening.hubbundle").read_bytes() == b"older"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_the_message_of_a_full_disk_comes_from_the_real_thing(tmp_path: Path) -> None:
    for size in (1, 10_000, 200_000):
        with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
            seal.encrypt(io.BytesIO(bytes(size)), full, [RECIPIENT])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs folders that refuse")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(HubDeskError, match="write-"):
        written(tmp_path, contents(evening()))
    tmp_path.chmod(0o700)


def test_a_stick_that_is_gone_is_told(tmp_path: Path) -> None:
    what = contents(evening())
    with pytest.raises(HubDeskError) as trouble:
        writing.write_bundle(
            tmp_path / "gone" / "x.hubbundle",
            what,
            Sealing(),
            key=AICHA.key,
            sign=AICHA.sign,
            temp_dir=tmp_path / "private",
            random=lambda size: bytes(size),
        )
    assert trouble.value.code == f"write-{errno.ENOENT}"


def test_a_stick_that_keeps_other_bytes_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def rot(source: Path, target: Path) -> None:
        content = bytearray(Path(source).read_bytes())
        content[len(content) // 2] ^= 4
        Path(source).write_bytes(content)
        real(source, target)

    monkeypatch.setattr(os, "replace", rot)
    with pytest.raises(HubDeskError) as trouble:
        written(tmp_path, contents(evening()))
    assert trouble.value.code == "read-back"
    assert [path.name for path in tmp_path.iterdir()] == ["private"]


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    def segments() -> Iterator[Segment]:
        yield from evening()[0].segments()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, contents(evening(), segments=segments()))
    assert [path.name for path in tmp_path.rglob("*")] == ["private"]


# ---- what a reader would refuse is never written --------------------------------------------------------------------


def test_a_state_that_the_segments_do_not_reach_is_found_out(tmp_path: Path) -> None:
    run = Run(AICHA).save(ident(1), text="a")
    wrong = BookState(EVENT_BOOK, {run.replica: 9}, 9, "0" * 64)
    for books in ([wrong], []):
        with pytest.raises(HubDeskError, match="unsound-manifest"):
            written(tmp_path, contents([run], books=books))
    assert [path.name for path in tmp_path.iterdir()] == ["private"]


def test_a_fact_in_the_wrong_book_does_not_leave(tmp_path: Path) -> None:
    run = Run(AICHA).save(ident(1), "person", name="Aïcha")
    with pytest.raises(HubDeskError, match="unsound-kind-place"):
        written(tmp_path, contents([run]))


def test_a_wrong_key_is_found_out(tmp_path: Path) -> None:
    from tests.bundle.logs import BIRK, EVE

    class Mixed:
        key, sign = BIRK.key, EVE.sign

    with pytest.raises(HubDeskError, match="unsound-signature"):
        written(tmp_path, contents(evening()), by=Mixed)  # type: ignore[arg-type]


def test_a_part_beyond_the_limit_is_told(tmp_path: Path) -> None:
    run = Run(AICHA)
    for n in range(18):
        run.save(ident(n), text="x" * 1_000_000)
    with pytest.raises(HubDeskError, match="part-size"):
        written(tmp_path, contents([run]))
    assert written(tmp_path, contents([run], cuts=(9,))).facts == 19


# ---- reading from a stick -------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_only_regular_files_are_read_and_nothing_is_waited_for(tmp_path: Path) -> None:
    good = written(tmp_path, contents(evening())).path
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(good)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    strange = [tmp_path / "pipe", tmp_path / "link", tmp_path / "dangling", tmp_path, Path("/dev/zero")]
    for path in strange:
        with pytest.raises(Refused, match="no-regular-file"), opened(path if path.is_absolute() else good):
            pass


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path / ("x" * 5000), tmp_path / "a\0b"):
        with pytest.raises(HubDeskError) as trouble, opened(path):
            pass
        assert not isinstance(trouble.value, Refused)


def test_a_file_is_not_locked_or_changed_by_reading(tmp_path: Path) -> None:
    path = written(tmp_path, contents(evening())).path
    before = path.read_bytes()
    with opened(path) as package:
        path.unlink()  # the stick may be pulled
        assert sum(len(parsed) for _, parsed in package.segments()) == 13
    path.write_bytes(before)


def test_nothing_can_be_read_after_the_end(tmp_path: Path) -> None:
    with opened(written(tmp_path, contents(evening())).path) as package:
        pass
    with pytest.raises(ValueError, match="closed"):
        list(package.segments())


def test_a_line_that_rotted_in_the_workspace_does_not_leave(tmp_path: Path) -> None:
    run = Run(AICHA).save(ident(1), text="as it was signed")
    (segment,) = run.segments()
    for bad in (segment.lines[1].replace(b"was", b"is."), b"[2]", b"\xff" * 9):
        rotten = dataclasses.replace(segment, lines=(segment.lines[0], bad))
        with pytest.raises(HubDeskError, match="unsound-"):
            written(tmp_path, contents([run], segments=[rotten]))
    assert [path.name for path in tmp_path.iterdir()] == ["private"]


def test_a_temporary_file_that_lost_its_end_is_trouble_of_the_disk() -> None:
    entry = container.store("blob/x", b"hello")
    with pytest.raises(OSError, match="lost its end"):
        container.assemble(io.BytesIO(), b"{}", bytes(64), spool=io.BytesIO(b"he"), entries=[entry])
