"""The fonts that are made when the program is built, and the colour profile beside them."""

import importlib.util
import io
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms

from hubdesk.paths import shipped

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
FONTS = shipped("resources") / "fonts"


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"built_{name}", PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fonts, srgb = loaded("fonts"), loaded("srgb")
FILES = [instance.file for instance in fonts.INSTANCES]


def face(file: str) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(FONTS / file)))


def sources_are_here() -> bool:
    try:
        return bool([fonts.find(instance.source) for instance in fonts.INSTANCES])
    except fonts.BuildFailure:
        return False


def test_every_font_is_there_as_expected() -> None:
    expected = fonts.digests()
    assert set(expected) == {*FILES, *fonts.LICENCES, "sRGB.icc"}
    assert fonts.up_to_date(FONTS, expected)


def test_all_fonts_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) <= fonts.LIMIT


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    assert fonts.build(FONTS) is False


@pytest.mark.skipif(not sources_are_here(), reason="the font packages are not installed here")
def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    assert fonts.build(tmp_path) is True
    assert fonts.up_to_date(tmp_path, fonts.digests())
    (tmp_path / "NotoSans-Bold.ttf").write_bytes(b"damaged")
    (tmp_path / "Old-Regular.ttf").write_bytes(b"from another version")
    assert fonts.build(tmp_path) is True
    assert fonts.up_to_date(tmp_path, fonts.digests())
    assert not (tmp_path / "Old-Regular.ttf").exists()


def test_a_missing_source_fails_the_build() -> None:
    with pytest.raises(fonts.BuildFailure, match="is missing"):
        fonts.find("no_such_package/files/None.ttf")
    with pytest.raises(fonts.BuildFailure, match="is missing"):
        fonts.find("babel/no-such-file.ttf")


def test_other_bytes_than_expected_fail_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sources_are_here():
        pytest.skip("the font packages are not installed here")
    other = tmp_path / "fonts.sha256"
    other.write_text("".join(f"{'0' * 64}  {name}\n" for name in fonts.digests()), "utf-8")
    expected = fonts.digests(other)
    monkeypatch.setattr(fonts, "digests", lambda: expected)
    with pytest.raises(fonts.BuildFailure, match="not the expected bytes"):
        fonts.build(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("instance", fonts.INSTANCES, ids=FILES)
def test_fonts_are_outlines_that_may_travel(instance: object) -> None:
    font = TTFont(FONTS / instance.file, lazy=True)  # type: ignore[attr-defined]
    assert "glyf" in font and ("fvar" in font) is (instance.family in ("Noto Sans SC", "Noto Sans TC"))  # type: ignore[attr-defined]
    assert font["OS/2"].fsType == 0
    assert font["name"].getDebugName(13)


@pytest.mark.parametrize("instance", fonts.INSTANCES, ids=FILES)
def test_fonts_are_known_by_family_and_weight(instance: object) -> None:
    font = TTFont(FONTS / instance.file, lazy=True)  # type: ignore[attr-defined]
    names = font["name"]
    assert (names.getDebugName(16) or names.getDebugName(1)) == instance.family  # type: ignore[attr-defined]
    assert font["OS/2"].usWeightClass == fonts.WEIGHTS[instance.style]  # type: ignore[attr-defined]


def test_bold_covers_what_regular_covers() -> None:
    for family in ("NotoSans", "NotoSansDevanagari", "IBMPlexSansArabic"):
        regular, bold = (set(face(f"{family}-{style}.ttf").unicodes) for style in ("Regular", "Bold"))
        assert regular == bold


@pytest.mark.parametrize("family", ["SC", "TC"])
def test_chinese_is_one_file_of_regular_and_bold(family: str) -> None:
    font = TTFont(FONTS / f"NotoSans{family}-Regular.ttf", lazy=True)
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue) == ("wght", 400, 400, 700)
    called = {font["name"].getDebugName(each.subfamilyNameID): each.coordinates for each in font["fvar"].instances}
    assert called == {"Regular": {"wght": 400}, "Bold": {"wght": 700}}
    drawn = hb.Font(face(f"NotoSans{family}-Regular.ttf"))
    regular = drawn.get_glyph_extents(drawn.get_nominal_glyph(ord("骨")))
    drawn.set_variations({"wght": 700})
    assert drawn.get_glyph_extents(drawn.get_nominal_glyph(ord("骨"))).width > regular.width


def test_traditional_chinese_is_what_the_other_face_draws_otherwise() -> None:
    simplified, traditional = face("NotoSansSC-Regular.ttf"), face("NotoSansTC-Regular.ttf")
    covered = set(traditional.unicodes)
    assert covered < set(simplified.unicodes)
    assert covered >= set(map(ord, "骨房過令，。")) and not covered & set(map(ord, "一中人"))
    assert 2_500 < len(covered & fonts.two_byte_charset("big5")) == len(covered) < 4_000


def test_chinese_covers_what_both_writings_need() -> None:
    covered = set(face("NotoSansSC-Regular.ttf").unicodes)
    for codec, missing in (("gb2312", 0), ("gbk", 2), ("big5", 2)):
        wanted = {c for c in fonts.two_byte_charset(codec) if 0x4E00 <= c <= 0x9FFF}
        assert len(wanted - covered) <= missing


def test_arabic_lines_are_no_taller_than_one_and_a_half_em() -> None:
    for style in ("Regular", "Bold"):
        head = TTFont(FONTS / f"IBMPlexSansArabic-{style}.ttf", lazy=True)["hhea"]
        assert (head.ascent - head.descent + head.lineGap) / 1000 <= 1.5


def test_arabic_has_one_glyph_for_one_letter() -> None:
    arabic = face("IBMPlexSansArabic-Regular.ttf")
    buffer = hb.Buffer()
    text = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    hb.shape(hb.Font(arabic), buffer, {"liga": False, "rlig": False, "calt": False})
    assert len(buffer.glyph_infos) == len(text)


def test_the_colour_profile_is_srgb_and_always_the_same() -> None:
    data = srgb.profile()
    assert data == srgb.profile() == (FONTS / "sRGB.icc").read_bytes()
    assert struct.unpack(">I", data[:4])[0] == len(data)
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    colours = Image.new("RGB", (3, 1))
    colours.putdata([(255, 0, 0), (40, 120, 200), (128, 128, 128)])
    seen = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"))
    for place in range(3):
        pairs = zip(colours.getpixel((place, 0)), seen.getpixel((place, 0)), strict=True)
        assert all(abs(one - other) <= 1 for one, other in pairs)


def test_catalogues_are_compiled_once(tmp_path: Path) -> None:
    hook = pytest.importorskip("hatchling") and loaded("hatch_build")
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "hubdesk.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "ä"\n', "utf-8"
    )
    assert hook.compile_catalogues(tmp_path) == [folder / "hubdesk.mo"]
    assert hook.compile_catalogues(tmp_path) == []
    assert b"\xc3\xa4" in (folder / "hubdesk.mo").read_bytes()
