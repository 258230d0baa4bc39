"""Fonts of the computer, for scripts that ship with no font of ours."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz as hb

from hubdesk.paths import shipped
from hubdesk.report.pdf import installed

FONTS = shipped("resources") / "fonts"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A computer whose only font folder is this one."""
    monkeypatch.setenv("HUBDESK_FONTS", str(tmp_path))
    caches = (installed._coverage, installed.face_for, installed._opened)
    for kept in caches:
        kept.cache_clear()
    yield tmp_path
    for kept in caches:
        kept.cache_clear()


def test_a_font_of_the_computer_is_found_by_what_it_covers(home: Path) -> None:
    (home / "thai").mkdir()
    shutil.copy(FONTS / "NotoSansThai-Regular.ttf", home / "thai" / "Example-Regular.ttf")
    shutil.copy(FONTS / "NotoSansHebrew-Regular.ttf", home / "Another-Regular.ttf")
    found = installed.face_for(ord("ก"))
    assert found is not None and found.path.name == "Example-Regular.ttf"
    assert installed.face_for(ord("ก")) is found
    assert installed.face_for(ord("ש")) is not None
    assert installed.face_for(ord("한")) is None


def test_regular_faces_come_before_others(home: Path) -> None:
    shutil.copy(FONTS / "NotoSans-Bold.ttf", home / "A-Bold.ttf")
    shutil.copy(FONTS / "NotoSans-Regular.ttf", home / "Z-Regular.ttf")
    found = installed.face_for(ord("a"))
    assert found is not None and found.path.name == "Z-Regular.ttf"


def test_damaged_and_foreign_files_are_passed_over(home: Path) -> None:
    (home / "Empty.ttf").write_bytes(b"")
    (home / "Noise.ttf").write_bytes(bytes(range(256)) * 20)
    (home / "Cut.ttf").write_bytes((FONTS / "NotoSansThai-Regular.ttf").read_bytes()[:5_000])
    (home / "Words.txt").write_text("not a font", "utf-8")
    assert installed.face_for(ord("ก")) is None


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        (0x0000, True),
        (0x0002, False),
        (0x0004, True),
        (0x0008, True),
        (0x0100, False),
        (0x0200, False),
        (0x0104, False),
    ],
)
def test_licence_bits_are_obeyed(rights: int, allowed: bool, tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(FONTS / "NotoSansThai-Regular.ttf")
    font["OS/2"].fsType = rights
    path = tmp_path / "rights.ttf"
    font.save(path)
    assert installed.may_embed(hb.Face(hb.Blob.from_file_path(str(path)))) is allowed


def test_every_platform_has_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUBDESK_FONTS", raising=False)
    for platform in ("linux", "darwin", "win32"):
        assert len(installed.folders(platform)) >= 2
