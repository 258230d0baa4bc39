"""Fonts of the computer, for scripts that ship with no font of ours."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTCollection, TTFont

from hubdesk.paths import shipped
from hubdesk.report.pdf import installed
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.paragraph import Span, layout
from hubdesk.report.pdf.styles import STYLES
from hubdesk.report.pdf.typeface import unprintable
from tests.report.pdf.test_readers import _validator as validator
from tests.report.pdf.tinyfonts import MAKES, forget, tiny

FONTS = shipped("resources") / "fonts"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A computer whose only font folder is this one."""
    monkeypatch.setenv("HUBDESK_FONTS", str(tmp_path))
    forget()
    yield tmp_path
    forget()


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


def invented(path: Path, *characters: str) -> Path:
    """Write a font in which glyphs of another one stand for some characters."""
    font = TTFont(FONTS / "NotoSansThai-Regular.ttf")
    glyphs = [font.getBestCmap()[0x0E01 + n] for n in range(len(characters))]
    for table in font["cmap"].tables:
        table.cmap = dict(zip(map(ord, characters), glyphs, strict=True))
    font.save(path)
    return path


def test_fonts_in_a_collection_are_found(home: Path) -> None:
    parts = [FONTS / "NotoSansThai-Regular.ttf", invented(home / "Part.ttf", "한", "국"), FONTS / "NotoSans-Bold.ttf"]
    together = TTCollection()
    together.fonts = [TTFont(part) for part in parts]
    together.save(home / "Several.ttc")
    (home / "Part.ttf").unlink()
    korean, thai = installed.face_for(ord("한")), installed.face_for(ord("ก"))
    assert korean is not None and thai is not None and korean is not thai and korean.tag != thai.tag
    assert korean.path == thai.path == home / "Several.ttc"
    assert ord("국") in korean.characters and installed.face_for(ord("語")) is None


@pytest.fixture
def korean(home: Path) -> Iterator[Path]:
    """A report in which some letters have a font of the computer, and one has none."""
    invented(home / "Korean-Regular.ttf", *"한국어")
    made = Document(language="en", title="한국어", as_of=datetime(2026, 11, 20, tzinfo=UTC))
    made.heading("한국어 2.1")
    made.paragraph("They said 한국어 and 말 in one line.")
    made.finish(home / "a.pdf")
    yield home / "a.pdf"


def test_a_script_without_a_font_of_ours_is_printed_with_one_of_the_computer(korean: Path) -> None:
    assert unprintable("한국어 abc 말") == ["말"]
    found = pypdfium2.PdfDocument(korean)[0].get_textpage().get_text_range()
    assert "한국어 2.1" in found and "They said 한국어 and" in found
    assert b"Korean-Regular" in korean.read_bytes()


@pytest.mark.soak
def test_the_reference_validator_accepts_a_font_of_the_computer(korean: Path) -> None:
    judge = validator()
    try:
        good, told = judge.judge([korean])
    except judge.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, told


KHMER = "កខគឃង"


@pytest.fixture
def khmer(home: Path, request: pytest.FixtureRequest) -> Path:
    """A report with letters that a font of some make brings."""
    suffix = "otf" if "postscript" in request.param else "ttf"
    tiny(home / f"Khmer.{suffix}", KHMER, request.param)
    made = Document(language="en", title="Khmer", as_of=datetime(2026, 11, 20, tzinfo=UTC))
    made.paragraph(f"They said {KHMER} and {KHMER[::-1]} in one line.")
    made.finish(home / "a.pdf")
    return home / "a.pdf"


def boxes(path: Path) -> list[int]:
    """Return how wide each letter of a page was drawn, in thousandths of an em of ten points."""
    text = pypdfium2.PdfDocument(path)[0].get_textpage()
    found = []
    for place, letter in enumerate(text.get_text_range()):
        if letter in KHMER:
            left, _, right, _ = text.get_charbox(place)
            found.append(round((right - left) * 100))
    return found


@pytest.mark.parametrize("khmer", MAKES, indirect=True)
def test_fonts_of_every_make_are_embedded_and_drawn(khmer: Path, request: pytest.FixtureRequest) -> None:
    text = pypdfium2.PdfDocument(khmer)[0].get_textpage().get_text_range()
    assert f"They said {KHMER} and {KHMER[::-1]} in one line." in text
    make = request.node.callspec.params["khmer"]
    grown = 30 if make == "variable truetype" else 0  # at 400 of 100 to 900
    widths = [300 + 40 * (n + 3) - 80 + grown for n in range(len(KHMER))]
    assert boxes(khmer) == pytest.approx([*widths, *widths[::-1]], abs=3)
    assert (b"/FontFile3" in khmer.read_bytes()) is ("postscript" in make)
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", khmer], check=True, capture_output=True)


@pytest.mark.soak
@pytest.mark.parametrize("khmer", MAKES, indirect=True)
def test_the_reference_validator_accepts_fonts_of_every_make(khmer: Path) -> None:
    judge = validator()
    try:
        good, told = judge.judge([khmer])
    except judge.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, told


def test_a_font_pack_comes_before_the_computer_and_new_files_in_it_are_noticed(home: Path) -> None:
    tiny(home / "A-Regular.ttf", KHMER)
    pack = home.parent / f"{home.name}-pack"
    assert not installed.look_in([pack]), "a folder that is not there holds nothing"
    assert installed.face_for(ord("ក")).path.name == "A-Regular.ttf"  # type: ignore[union-attr]
    pack.mkdir()
    tiny(pack / "Z.otf", KHMER[:2], "postscript")
    assert installed.look_in([pack]) and not installed.look_in([pack])
    assert installed.face_for(ord("ក")).path.name == "Z.otf"  # type: ignore[union-attr]
    assert installed.face_for(ord("គ")).path.name == "A-Regular.ttf"  # type: ignore[union-attr]
    (pack / "Z.otf").unlink()
    assert installed.look_in([pack])
    assert installed.face_for(ord("ក")).path.name == "A-Regular.ttf"  # type: ignore[union-attr]


@pytest.mark.parametrize("make", MAKES)
def test_no_make_of_font_travels_against_its_licence(make: str, home: Path) -> None:
    tiny(home / "Khmer.otf", KHMER, make, rights=0x0002)
    assert installed.face_for(ord("ក")) is None
    assert unprintable(f"a{KHMER}") == list(KHMER)


HAN = "說國灣體應該過"


def faces(language: str, *, weight: str = "regular", text: str = HAN) -> set[str]:
    """Return the names of the fonts that Chinese text is set in."""
    style = replace(STYLES["body"], weight=weight)  # type: ignore[arg-type]
    found = layout([Span(text, style, language)], 300, 0)
    return {fragment.word.face.name for line in found for fragment in line.fragments}


TRADITIONAL = ("zh-Hant", "zh-TW", "zh-HK", "zh-Hant-HK", "yue-Hant")


@pytest.mark.parametrize("language", TRADITIONAL)
def test_traditional_chinese_is_set_in_its_own_forms_and_the_rest_as_before(home: Path, language: str) -> None:
    tiny(home / "Taiwan.otf", HAN, "postscript", family="Tiny TC")
    forget()
    assert faces(language, text="骨過房。") == {"NotoSansTC-Regular"}, "as everywhere, whatever this computer has"
    assert faces(language, weight="bold", text="骨過房。") == {"NotoSansTC-Bold"}
    assert faces(language, text="一中龘") == {"NotoSansSC-Regular"}, "drawn in one way, or hardly ever written"


def test_other_chinese_keeps_the_forms_of_the_mainland(home: Path) -> None:
    for language in ("zh", "zh-CN", "zh-Hans", "ja", "en"):
        assert faces(language) == {"NotoSansSC-Regular"}, language
        assert faces(language, weight="bold") == {"NotoSansSC-Bold"}, language


def test_a_font_of_ones_own_with_the_forms_of_taiwan_comes_before_ours(home: Path) -> None:
    pack = home.parent / f"{home.name}-pack"
    pack.mkdir()
    tiny(pack / "Plain.ttf", HAN)
    installed.look_in([pack])
    assert "Plain" not in faces("zh-Hant")
    tiny(pack / "Taiwan.otf", HAN, "postscript", family="Tiny TC")
    forget()
    installed.look_in([pack])
    assert {language: faces(language) for language in TRADITIONAL} == {language: {"Taiwan"} for language in TRADITIONAL}
    assert faces("zh") == {"NotoSansSC-Regular"} and "Taiwan" not in faces("zh-TW", weight="bold")
    tiny(pack / "Heavy.ttf", HAN, family="Tiny HK", weight=700)
    forget()
    installed.look_in([pack])
    assert faces("zh-TW", weight="bold") == {"Heavy"} and faces("zh-TW") == {"Taiwan"}


def test_damaged_and_foreign_files_are_passed_over(home: Path) -> None:
    (home / "Empty.ttf").write_bytes(b"")
    (home / "Noise.ttf").write_bytes(bytes(range(256)) * 20)
    (home / "Cut.ttf").write_bytes((FONTS / "NotoSansThai-Regular.ttf").read_bytes()[:5_000])
    (home / "Many.ttc").write_bytes(b"ttcf\0\1\0\0\xff\xff\xff\xff" + bytes(400))
    (home / "Short.ttc").write_bytes(b"ttcf")
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
    font = TTFont(FONTS / "NotoSansThai-Regular.ttf")
    font["OS/2"].fsType = rights
    path = tmp_path / "rights.ttf"
    font.save(path)
    assert installed.may_embed(hb.Face(hb.Blob.from_file_path(str(path)))) is allowed


def test_every_platform_has_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUBDESK_FONTS", raising=False)
    for platform in ("linux", "darwin", "win32"):
        assert len(installed.folders(platform)) >= 2
