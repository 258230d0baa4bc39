"""Lines: filled to the column, complete, in visual order, and fast for hostile text."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.report.pdf import bidi
from hubdesk.report.pdf.breaking import may_divide
from hubdesk.report.pdf.flow import Paragraph, Setting
from hubdesk.report.pdf.paragraph import Line, Span, layout
from hubdesk.report.pdf.styles import STYLES, Style
from hubdesk.report.pdf.text import Run, Text, runs

ALPHABET = "abcdé -.,()«»“”1 2٣שלוםمرحبا地方，。（）कषि्ा\u2068\u2069\u200f\u200d\u2028👍"


def lines(text: Text, width: float = 300, *, language: str = "en", base: int | None = None) -> list[Line]:
    spans = [Span(run, STYLES["body"], language) for run in runs(text)]
    level = bidi.base_level("".join(span.text for span in spans)) if base is None else base
    return layout(spans, width, level)


def words(line: Line) -> list[str]:
    if line.span is not None:
        return [word.text for word in line.words[:-1]]
    return [fragment.word.text for fragment in line.fragments]


def ink(text: str) -> str:
    return "".join(sorted(c for c in text if not c.isspace() and c not in "\u2068\u2069\u200f\u200b\u2028"))


@given(st.text(alphabet=ALPHABET, max_size=120), st.sampled_from([60.0, 200.0, 450.0]), st.sampled_from([0, 1]))
@settings(deadline=None)
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: float, base: int) -> None:
    found = lines(text, width, base=base)
    assert found
    assert all(line.width <= width + 0.02 for line in found)
    assert ink("".join(word for line in found for word in words(line))) == ink(text)


@given(st.lists(st.sampled_from(["one", "two-three", "четыре", "pięć,", "(six)", "7-8"]), max_size=40))
def test_the_quick_way_and_the_thorough_way_agree(pieces: list[str]) -> None:
    text = " ".join(pieces)
    quick = lines(text, 220)
    thorough = lines([text, Run("")], 220)
    assert [round(line.width, 3) for line in quick] == [round(line.width, 3) for line in thorough]
    assert [ink("".join(words(line))) for line in quick] == [ink("".join(words(line))) for line in thorough]


def test_an_arabic_line_runs_from_right_to_left() -> None:
    found = words(lines("كتبت المجموعة في برلين")[0])
    assert found[0] == "برلين" and found[-1] == "كتبت"


def test_an_isolated_quotation_does_not_turn_its_sentence_around() -> None:
    sentence = "كتبت المجموعة: \u2068Lokale Gruppen (Hubs 2.1)\u2069 في عمّان"
    found = words(lines(sentence, 500)[0])
    assert found.index("Lokale") < found.index("Gruppen") < found.index("2.1)")
    assert found.index("كتبت") > found.index("2.1)") and found.index("عمّان") < found.index("Lokale")
    assert not any("\u2068" in word or "\u2069" in word for word in found)


def test_direction_marks_at_a_span_border_are_seen_by_the_whole_paragraph() -> None:
    found = lines(["مرحبا \u2068", Run("abc (1)", weight="bold"), "\u2069 بكم"], 500)[0]
    assert [word for word in words(found) if word.strip()] == ["بكم", "abc", "(1)", "مرحبا"]


def test_no_line_begins_with_a_sign_that_french_writes_behind_a_space() -> None:
    for width in range(40, 240):
        found = ["".join(words(line)).strip() for line in lines("Vous acceptez : « le texte » ! Oui ; rien", width)]
        assert not any(line[0] in ":»!;" or line[-1] == "«" for line in found), (width, found)


def test_newlines_end_lines() -> None:
    assert [words(line) for line in lines("a\nb\n\nc")] == [["a"], ["b"], [], ["c"]]


def test_an_address_longer_than_the_line_is_divided() -> None:
    found = lines("https://example.org/" + "a" * 200 + "/b?c=d", 200)
    assert len(found) > 4
    assert all(line.width <= 200.02 for line in found)


def test_titles_are_broken_into_lines_of_like_length() -> None:
    style = Style(size=24, lead=32, balanced=True)
    text = "What the rooms said about the draft of the charter"
    title = Paragraph(text, style, Setting.of("en"))
    plain = Paragraph(text, Style(size=24, lead=32), Setting.of("en"))
    widths = [line.width for line in title.lines(480)]
    assert len(widths) == len(plain.lines(480)) > 1
    assert max(widths) <= max(line.width for line in plain.lines(480))
    assert min(widths) >= min(line.width for line in plain.lines(480))


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert len(lines("")) == 1


def test_text_without_places_to_break_costs_no_more_than_its_length() -> None:
    for character in ("x", "ก", "中", "e\u0301", "("):
        began = time.process_time()
        lines(character * 20_000)
        assert time.process_time() - began < 3, character


def test_scripts_without_spaces_are_divided_between_whole_letters() -> None:
    for text in (
        "เปลี่ยนแปลงกำหนดการประชุมเพื่อให้ทุกคนเข้าร่วมได้",
        "ເປັນການປະຊຸມຂອງທຸກຄົນທີ່ສາມາດເຂົ້າຮ່ວມໄດ້",
        "ការប្រជុំសម្រាប់មនុស្សគ្រប់គ្នាដែលអាចចូលរួមបាន",
    ):
        for place in range(1, len(text)):
            if may_divide(text, place):
                assert text[place] not in "ะาำๅะาำາະຳ\u17b6" and text[place - 1] not in "เแโใไເແໂໃໄ\u17d2"
        for width in (20, 40, 90):
            found = lines(text, width, language="th")
            assert "".join(word for line in found for word in words(line)) == text
    assert words(lines("ሰላም፡ለዓለም", 45, language="am")[0]) == ["ሰላም፡"]
