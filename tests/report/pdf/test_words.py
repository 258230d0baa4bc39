"""Texts cleaned, scripts found, faces chosen, words shaped: what happens before a line is filled."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.report.pdf import scripts
from hubdesk.report.pdf.breaking import division, may_divide, tokens
from hubdesk.report.pdf.faces import BLANK, Face
from hubdesk.report.pdf.shaping import Word, shape
from hubdesk.report.pdf.text import Run, address, clean, language_tag, plain, runs
from hubdesk.report.pdf.typeface import Typeface, typeface, unprintable

WEIGHTS = ("regular", "semibold", "bold", "italic")


def codes(word: Word) -> list[int]:
    shown = "".join(part.show for part in word.parts)
    inside = [piece.split("<")[1] for piece in shown.split(">") if "<" in piece]
    return [int(piece[i : i + 4], 16) for piece in inside for i in range(0, len(piece), 4)]


def told(word: Word) -> str:
    """Return what a reader finds in a left-to-right word: ActualText where it is, glyph texts elsewhere."""
    found = ""
    for part in word.parts:
        if part.actual is None:
            found += "".join(word.face.text(code) for code in codes(Word(word.face, "", [part], 0)))
        else:
            found += part.actual
    return found


def arabic() -> Face:
    return next(face for face in typeface("regular").faces if "Arabic" in face.path.stem)


def devanagari() -> Face:
    return next(face for face in typeface("regular").faces if "Devanagari" in face.path.stem)


# texts


@given(st.text(alphabet=st.characters(), max_size=80))
def test_cleaned_text_can_be_written_and_printed(text: str) -> None:
    found = clean(text)
    found.encode("utf-8")
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in found)
    assert clean(found) == found


def test_broken_text_becomes_visible_instead_of_failing() -> None:
    assert clean("a\ud800b\ufffe") == "a\ufffdb\ufffd"
    assert clean("a\tb\r\nc\rd\x00e") == "a b\u2028c\u2028de"


def test_runs_keep_what_differs() -> None:
    found = runs(["a", Run("b", language="ar", weight="bold", link="https://example.org")])
    assert [run.text for run in found] == ["a", "b"]
    assert found[1] == Run("b", "ar", "bold", None, "https://example.org")


def test_plain_text_has_no_direction_marks() -> None:
    assert plain(["a\u2068b\u2069", Run("\nc")]) == "ab c"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("http://example.org/ü", "http://example.org/%C3%BC"),
        ("mailto:team@example.org", "mailto:team@example.org"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        (" https://example.org", None),
        ("https://example.org/\n/x", None),
        ("https://example.org/<b>", None),
        ("https://" + "a" * 3000, None),
        ("//example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_and_mail_addresses_become_links(link: str | None, expected: str | None) -> None:
    assert address(link) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("de", "de"), ("zh-Hant-TW", "zh-Hant-TW"), ("<b>", ""), ("", ""), ("de_DE", ""), ("\ud800", ""), ("x" * 50, "")],
)
def test_only_language_tags_are_languages(tag: str, expected: str) -> None:
    assert language_tag(tag) == expected
    assert runs(Run("a", language=tag))[0].language == expected


# scripts


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("abc 12", "en", "llllll"),
        ("привіт", "uk", "cccccc"),
        ("قال 30", "ar", "aaaaaa"),
        ("क्षेत्र", "hi", "ddddddd"),
        ("地方 (2.1)", "zh", "hhllllll"),
        ("“地方”", "zh", "hhhh"),
        ("“地方”", "de", "lhhl"),
        ("地，方", "zh", "hhh"),
        ("...", "en", "lll"),
        ("한국", "ko", "kk"),
    ],
)
def test_each_character_is_set_in_a_script(text: str, language: str, expected: str) -> None:
    assert scripts.itemise(text, language) == expected


@given(st.text(max_size=60), st.sampled_from(["en", "zh", "ar", "hi"]))
def test_every_script_has_a_name_for_the_shaper(text: str, language: str) -> None:
    found = scripts.itemise(text, language)
    assert len(found) == len(text)
    assert set(found) <= scripts.TAGS.keys()
    assert all(len(tag) == 4 for tag in scripts.TAGS.values())


# faces


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_primary_face_covers_the_simple_alphabets(weight: str) -> None:
    covered = typeface(weight).primary.characters  # type: ignore[arg-type]
    wanted = [*range(0x20, 0x7F), *range(0xA1, 0x250), *range(0x400, 0x483), *range(0x48A, 0x530)]
    assert not [hex(c) for c in wanted if c not in covered and unicodedata.category(chr(c)) != "Cn" and c != 0xAD]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_all_languages_of_the_program_can_be_printed_in_every_weight(weight: str) -> None:
    face: Typeface = typeface(weight)  # type: ignore[arg-type]
    sample = (
        "Grüße, Łódź, привіт, مرحبا بكم، नमस्ते, 你好，世界。繁體中文。❤👍 שלום Ողջույն გამარჯობა สวัสดี বাংলা தமிழ் → ✓ ﷺ"
    )
    assert [c for c in sample if not face.covers(c)] == []


def test_what_cannot_be_printed_is_named_once() -> None:
    assert unprintable("Grüße, नमस्ते \U000130b8 👩‍👩‍👧\n \U000130b8") == ["\U000130b8"]


def test_marks_and_joiners_stay_in_the_face_of_their_letter() -> None:
    face = typeface("regular")
    letter = face.face_of("न", "d", None)
    assert face.face_of("\u200d", "d", letter) is letter
    assert face.face_of("ि", "d", letter) is letter


def test_digits_after_a_picture_come_back_to_the_text_face() -> None:
    face = typeface("regular")
    picture = face.face_of("👍", "l", None)
    assert "Emoji" in picture.path.stem
    assert face.face_of("5", "l", picture) is face.primary


def test_glyph_texts_do_not_depend_on_what_was_shaped_before() -> None:
    path = arabic().path
    one, other = Face(path, "A"), Face(path, "B")
    shape("بلا", one, "a", rtl=True, language="ar")
    for glyph in range(one.face.glyph_count):
        assert one.text(glyph) == other.text(glyph)


def test_no_glyph_stands_for_a_private_or_unassigned_character() -> None:
    for face in typeface("regular").faces:
        if "SC" in face.path.stem:
            continue
        for glyph in range(1, face.face.glyph_count):
            assert not any(unicodedata.category(c) in ("Co", "Cs", "Cc") for c in face.text(glyph)), (face.path, glyph)


# shaping


def test_latin_reads_as_itself_without_help() -> None:
    word = shape("Satzung", typeface("regular").primary, "l", rtl=False, language="de")
    assert word.plain and told(word) == "Satzung"


def test_devanagari_carries_its_source() -> None:
    word = shape("क्षेत्रीय", devanagari(), "d", rtl=False, language="hi")
    assert told(word) == "क्षेत्रीय"


def test_a_ligature_of_two_arabic_letters_is_told_letter_by_letter() -> None:
    face = arabic()
    for text in ("لا", "في", "نشر", "بلا"):
        word = shape(text, face, "a", rtl=True, language="ar")
        assert word.plain
        assert "".join(face.text(code) for code in reversed(codes(word))) == text
    assert any(code >= BLANK for code in codes(shape("لا", face, "a", rtl=True, language="ar")))
    assert face.width(face.blank_code("ل")) == 0


def test_a_missing_glyph_is_shown_as_lost_and_told_in_full() -> None:
    face = typeface("regular").primary
    word = shape("a\U000130b8b", face, "l", rtl=False, language="en")
    assert 0 not in codes(word)
    assert face.replacement in codes(word)
    assert told(word) == "a\U000130b8b"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), st.booleans())
def test_no_text_ever_shows_the_empty_glyph(text: str, rtl: bool) -> None:
    face = typeface("regular")
    text = clean(text)
    for character, script in zip(text, scripts.itemise(text, "en"), strict=True):
        word = face.word(character, face.face_of(character, script, None), script, rtl=rtl, language="en")
        assert 0 not in codes(word)


@given(st.text(alphabet="कखगघनमरसतप्ािीुे़ंaé中文١", min_size=1, max_size=16))
def test_left_to_right_words_always_tell_their_source(text: str) -> None:
    word = shape(text, devanagari(), "d", rtl=False, language="hi")
    assert told(word) == text


def test_gaps_inside_an_arabic_word_stay_too_narrow_for_a_space() -> None:
    for text in ("أكتوبر", "الأماكن", "بريمن"):
        word = shape(text, arabic(), "a", rtl=True, language="ar")
        moves = [int(piece) for part in word.parts for piece in part.show.split() if not piece.startswith("<")]
        assert all(abs(move) < 100 for move in moves), (text, moves)


# breaking


@given(st.text(alphabet="ab «»:!中文，。（）(-)“”1\u2028\u200bé", max_size=40))
def test_tokens_are_the_whole_text(text: str) -> None:
    found = tokens(text)
    assert "".join(text[start:stop] for start, stop in found) == text
    assert all(start < stop for start, stop in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", ["one", " ", "two"]),
        ("well-known", ["well-", "known"]),
        ("-5 2026-11-23", ["-5", " ", "2026-11-23"]),
        ("中心。草案", ["中", "心。", "草", "案"]),
        ("（例）如", ["（例）", "如"]),
        ("（Hubs）的", ["（Hubs）", "的"]),
        ("Wiki。好", ["Wiki。", "好"]),
        ("a\u2028b", ["a", "\u2028", "b"]),
        ("« un deux » : oui !", ["« un", " ", "deux » :", " ", "oui !"]),
        ("»ja« und «so» !b", ["»ja«", " ", "und", " ", "«so»", " ", "!b"]),
    ],
)
def test_places_to_break(text: str, expected: list[str]) -> None:
    assert [text[start:stop] for start, stop in tokens(text)] == expected


def test_long_words_are_divided_after_signs_and_never_inside_a_letter() -> None:
    assert division("https://example.org/path", 14) == len("https://")
    assert division("https://example.org/pa", 21) == len("https://example.org/")
    text = "e\u0301" * 10
    assert division(text, 5) == 4
    assert not may_divide(text, 1)
