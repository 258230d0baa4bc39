"""Sheets of the print pack as people hold them: within the paper, in every language, for other programs too."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import segno

from hubdesk.i18n import LANGUAGES
from hubdesk.i18n import words as tell
from hubdesk.model.consent import NO_PHOTOS, QUESTIONS
from hubdesk.report.pack import SHEETS, Guest, Pack, Topic
from hubdesk.report.pdf.pack import write
from hubdesk.report.pdf.plate import MM
from tests.report.pdf.test_readers import _validator as validator
from tests.report.test_pack import EVENT, PACK, SENSITIVE

LONG = "Rechtsschutzversicherungsgesellschaften und Donaudampfschifffahrtsordnungen " * 6
HEADINGS = {
    "en": "Purpose and values", "de": LONG, "ar": "الغاية والقيم", "hi": "उद्देश्य और मूल्य", "zh": "宗旨与价值观"
}  # fmt: skip
TOPICS = (Topic("1", HEADINGS, "Lantern charter"), Topic("3.2", HEADINGS, LONG), Topic("10.11.12", {"de": LONG}, ""))
NAMES = ["Ada Lantern", "王小明", "نورة", "आशा", LONG, *["Mononym"] * 3]
FULL = replace(
    PACK,
    event=replace(EVENT, title=f"Lantern evening {LONG[:120]}", host=LONG[:90], place=LONG[:150]),
    topics=TOPICS,
    guests=[Guest(str(number), name) for number, name in enumerate(NAMES, start=1)],
)
CARDS = ("sections", "slips", "labels", "privacy")


def pdf(pack: Pack, *sheets: str, languages: tuple[str, ...] = ("en",), **look: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write(pack, sheets or tuple(SHEETS), languages, **look)[0])


def text(found: pypdfium2.PdfDocument) -> str:
    whole = "\n".join(page.get_textpage().get_text_range() for page in found)
    return re.sub(r"[\s\u2066-\u2069\ufffe]+", " ", whole)


def boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Yield the box of each visible character."""
    words = page.get_textpage()
    for place, character in enumerate(words.get_text_range()):
        if not character.isspace() and place < words.count_chars():
            yield words.get_charbox(place)


# other programs


def test_other_programs_accept_all_sheets_in_one_document(tmp_path: Path) -> None:
    whole = tmp_path / "pack.pdf"
    whole.write_bytes(write(replace(FULL, topics=TOPICS[:2], walk_ins=0), tuple(SHEETS), ("ar",), digits="own")[0])
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", str(whole)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    judge = validator()
    try:
        good, told = judge.judge([whole], ("2a", "ua1"))
    except judge.Unavailable as reason:
        pytest.skip(str(reason))
    assert good, told


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert write(FULL, tuple(SHEETS), ("en", "ar")) == write(FULL, tuple(SHEETS), ("en", "ar"))


# on the paper


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_leaves_the_paper_or_its_card(language: str) -> None:
    edge = 8 * MM
    for sheet in SHEETS:
        for page in pdf(FULL, sheet, languages=(language,), paper="letter" if language == "en" else "a4"):
            wide, tall = page.get_size()
            for left, bottom, right, top in boxes(page):
                assert edge < left and right < wide - edge and edge < bottom and top < tall - edge, sheet
                if sheet in CARDS:
                    assert right < wide / 2 or left > wide / 2, sheet


def test_words_without_end_leave_it_neither() -> None:
    endless = dict.fromkeys(("title", "host", "place", "invitation"), LONG * 8)
    items = [replace(each, title=LONG * 4) for each in FULL.items]
    pack = replace(FULL, event=replace(EVENT, **endless), items=items, guests=[Guest("1", LONG * 4)])
    for sheet in SHEETS:
        for page in pdf(pack, sheet, languages=("de",)):
            wide, tall = page.get_size()
            for left, bottom, right, top in boxes(page):
                assert left > 8 * MM and right < wide - 8 * MM and bottom > 8 * MM and top < tall - 8 * MM, sheet
                assert sheet != "privacy" or not bottom < tall / 2 < top


def test_cards_show_languages_of_the_room_that_the_program_does_not_speak() -> None:
    topic = Topic("1", {"en": "Purpose", "ig": "Ebumnuche", "sw": "Kusudi"})
    pack = replace(PACK, topics=[topic], event=replace(EVENT, languages=frozenset({"en", "ig"})))
    found = text(pdf(pack, "sections"))
    assert "Purpose" in found and "Ebumnuche" in found and "Kusudi" not in found
    near = replace(PACK, topics=[Topic("1", {"en": "Purpose", "zh-Hant": "應該規房船"})])
    assert text(pdf(near, "sections", languages=("zh",))).count("應該規房船") == 1


def test_sheets_of_several_languages_are_one_for_each_but_cards_hold_all() -> None:
    count = lambda sheet, *tags: len(pdf(PACK, sheet, languages=tags))  # noqa: E731
    for sheet in ("invitation", "run-sheet"):
        assert count(sheet, "en", "ar", "zh") == 3
    assert count("sections", "en", "ar", "zh") == count("labels", "en") - 1 == 1
    assert (count("privacy", "en"), count("privacy", *LANGUAGES)) == (1, 3)
    one = text(pdf(replace(PACK, topics=TOPICS), "sections", languages=("en", "ar", "zh")))
    assert "Purpose and values" in one and "宗旨与价值观" in one


# what stands there


def test_a_sign_in_sheet_has_a_row_for_each_number_and_no_name_unless_it_was_chosen() -> None:
    sheet = text(pdf(PACK, "sign-in"))
    assert all(f" {guest.code} " in sheet for guest in PACK.guests)
    assert all(question.one in sheet for question in QUESTIONS.values())
    assert "Version of these words: 1" in sheet
    assert "Ada Lantern" in text(pdf(FULL, "sign-in")) and "Ada" not in sheet


def test_rows_for_others_fill_the_last_page_as_a_table() -> None:
    written, pages = write(replace(PACK, guests=(), walk_ins=1), ("sign-in",), ("en",))
    assert pages == 1 and written.count(b"/S/TR") > 9 and written.count(b"/S/TD") >= 8 * 9
    assert "in the next empty row" in text(pypdfium2.PdfDocument(written))


def test_questions_stand_in_english_too_while_nobody_has_reviewed_their_translation() -> None:
    assert all(question.one in text(pdf(PACK, "sign-in", languages=("de",))) for question in QUESTIONS.values())
    assert "Your privacy here" in text(pdf(PACK, "privacy", languages=("fr",)))


def test_a_sensitive_gathering_asks_for_no_name_and_tells_no_hour() -> None:
    sheet = text(pdf(SENSITIVE, "sign-in"))
    assert "Write no name." in sheet and "Name or user name" not in sheet and "Photos" not in sheet
    run = text(pdf(SENSITIVE, "run-sheet"))
    assert "0:10–1:00" in run and "20:" not in run and "Harbour" not in run
    assert "Badge numbers, never names." in text(pdf(SENSITIVE, "privacy"))
    assert "7 days after the gathering" in text(pdf(SENSITIVE, "privacy"))


def test_a_run_sheet_has_numbers_titles_kinds_and_planned_times() -> None:
    found = text(pdf(PACK, "run-sheet"))
    for told in ("1 20:00–20:10 Welcome Welcome 10", "2 20:10–21:00 Speaking round 50", "3 21:00–21:15 Tea Break 15"):
        assert told in found


@pytest.mark.parametrize("sheet", ["run-sheet", "sign-in"])
@pytest.mark.parametrize("language", ["en", "uk", "ar"])
def test_a_long_title_leaves_room_for_when_and_where(sheet: str, language: str) -> None:
    long = replace(PACK, event=replace(EVENT, title="Lantern evening by the river " * 12, place="Ferry house"))
    found = text(pdf(long, sheet, languages=(language,)))
    assert "20:00" in found and "Ferry house" in found and "Lantern evening" in found


def test_numbers_of_sections_and_badges_are_the_same_in_every_language() -> None:
    pack = replace(PACK, topics=TOPICS[:2])
    slips = text(pdf(pack, "slips", languages=("ar",), digits="own"))
    assert "3.2" in slips and "٣" not in slips
    sheet = text(pdf(pack, "sign-in", languages=("ar",), digits="own"))
    assert "13" in sheet and "4.0" in sheet and "٤" not in sheet  # of the licence
    assert "٢٠:١٠" in text(pdf(pack, "run-sheet", languages=("ar",), digits="own"))


def test_a_poster_has_a_code_only_for_an_address_of_the_web() -> None:
    found = text(pdf(PACK, "invitation"))
    assert "Come and read." in found and "Please translate this invitation" in found and "On the web" in found
    without = replace(PACK, event=replace(EVENT, invitation="Come: ftp://example.org"))
    assert "On the web" not in text(pdf(without, "invitation"))


def test_a_badge_says_no_photos_unless_its_bearer_agreed() -> None:
    for language, words in (("en", "No photos"), ("de", tell("de")(NO_PHOTOS))):
        made = [
            text(pdf(replace(PACK, guests=[Guest("7", photos=one)]), "labels", languages=(language,)))
            for one in (False, True)
        ]
        assert [words in each for each in made] == [True, False]


def test_a_sheet_in_a_draft_language_says_that_its_words_are_a_draft() -> None:
    assert "Version of these words: 1 " in text(pdf(PACK, "sign-in")) + " "
    assert "1-draft" in text(pdf(PACK, "sign-in", languages=("de",)))


def test_the_code_on_a_badge_says_the_number_on_it() -> None:
    page = pdf(replace(PACK, guests=[Guest("307", photos=True)]), "labels")[0]
    scale = 4
    image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    wide = image.size[0]
    area = image.crop((int(wide * 0.3), int(20 * MM * scale), wide // 2 - 10, int(62 * MM * scale)))
    shape = area.point(lambda value: 255 if value < 100 else 0)
    area = area.crop(shape.getbbox())
    wanted = segno.make("307", error="m", micro=False).matrix
    step = area.size[0] / len(wanted)
    read = [[int(area.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 100) for x in range(len(wanted))]
            for y in range(len(wanted))]  # fmt: skip
    assert read == [list(row) for row in wanted]
    assert area.size[0] == pytest.approx(area.size[1], abs=2)
