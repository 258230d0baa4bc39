"""Pages that are drawn by hand: their size, their sides, words that fit, and furniture that is no content."""

from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.report.pdf.document import Document, Furniture
from hubdesk.report.pdf.pages import SIZES
from hubdesk.report.pdf.plate import BOX, MM, WRITING, Surface
from hubdesk.report.pdf.styles import Style

AT = datetime(2026, 9, 30, tzinfo=UTC)
STYLE = Style(size=20, lead=26)


def drawn(language: str, *draws, size: tuple[float, float] | None = None, bare: bool = True) -> pypdfium2.PdfDocument:
    document = Document(language=language, title="Form", as_of=AT, furniture=Furniture(bare=bare))
    for draw in draws:
        document.page(draw, size)
    out = BytesIO()
    document.finish(out)
    return pypdfium2.PdfDocument(out.getvalue())


def left_of(page: pypdfium2.PdfPage, word: str) -> float:
    text = page.get_textpage()
    return text.get_charbox(text.get_text_range().index(word))[0]


def test_each_is_one_page_of_its_own_size_and_a_paragraph_goes_on_another() -> None:
    document = Document(language="en", title="Form", as_of=AT)
    wide = SIZES["a4"][1], SIZES["a4"][0]
    document.page(lambda page: page.words("first", STYLE, x=40, y=40))
    document.page(lambda page: page.words("second", STYLE, x=40, y=40), wide)
    document.paragraph("third")
    document.page(lambda page: page.words("fourth", STYLE, x=40, y=40))
    out = BytesIO()
    document.finish(out)
    found = pypdfium2.PdfDocument(out.getvalue())
    for page, word in zip(found, ("first", "second", "third", "fourth"), strict=True):
        assert word in page.get_textpage().get_text_range()
    assert [page.get_size()[0] > page.get_size()[1] for page in found] == [False, True, False, False]


def test_a_bare_document_says_nothing_but_its_own_words() -> None:
    assert drawn("en", lambda page: page.words("only", STYLE, x=40, y=40))[0].get_textpage().get_text_range() == "only"
    furnished = drawn("en", lambda page: page.words("only", STYLE, x=40, y=40), bare=False)
    assert "Page 1 of 1" in furnished[0].get_textpage().get_text_range()


def test_x_runs_from_the_side_where_reading_starts() -> None:
    def draw(page: Surface) -> None:
        page.part(100, 50, 200, 30).words("label", STYLE)

    wide = SIZES["a4"][0]
    assert left_of(drawn("en", draw)[0], "label") == pytest.approx(100, abs=3)
    assert wide / 2 < left_of(drawn("ar", draw)[0], "label") < wide - 100


def test_a_part_in_another_language_has_the_direction_of_that() -> None:
    def draw(page: Surface) -> None:
        page.part(100, 50, 200, 30, language="en", role="Sect").words("label", STYLE)

    wide = SIZES["a4"][0]
    assert left_of(drawn("ar", draw)[0], "label") == pytest.approx(wide - 300, abs=3)


def test_what_has_no_role_is_drawn_and_not_read() -> None:
    found = drawn("en", lambda page: page.words("again", STYLE, x=40, y=40, role=""))
    assert "again" in found[0].get_textpage().get_text_range()
    assert b"/S/P" not in bytes(_tree(lambda page: page.words("again", STYLE, role="")))
    assert b"/S/P" in bytes(_tree(lambda page: page.words("again", STYLE)))


def _tree(draw) -> bytes:
    document = Document(language="en", title="Form", as_of=AT, furniture=Furniture(bare=True))
    document.page(draw)
    out = BytesIO()
    document.finish(out)
    return out.getvalue()


WORDS = st.lists(st.sampled_from(["Rechtsschutzversicherung", "हम", "的", "boat", "الميثاق", "x" * 90]), max_size=60)


@settings(max_examples=30, deadline=None)
@given(WORDS, st.floats(30, 300), st.floats(15, 120))
def test_fitted_words_fit_or_are_cut_and_say_so(words: list[str], width: float, height: float) -> None:
    def draw(page: Surface) -> None:
        text = " ".join(words)
        shown, style = page.fitted(text, STYLE, (20, 14, 10), width=width, height=height)
        assert page.tall(shown, style, width) <= height
        assert shown == text or shown.endswith("…")

    drawn("en", draw)


def test_a_smaller_size_is_taken_before_a_word_is_divided() -> None:
    def draw(page: Surface) -> None:
        long = "Rechtsschutzversicherungsgesellschaften"
        shown, style = page.fitted(long, STYLE, (20, 14, 8), width=200, height=300)
        assert (shown, style.size) == (long, 8)

    drawn("de", draw)


def test_lines_can_be_written_on_and_boxes_ticked_with_a_thick_pen() -> None:
    assert WRITING >= 9 * MM and BOX >= 5 * MM
