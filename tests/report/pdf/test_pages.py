"""What stands together on a page, and what is cut: tables, introductions, the line at the head."""

import io
import re
from datetime import UTC, datetime

import pypdfium2
import pytest

from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.table import Column
from tests.report.pdf.test_document import streams

AS_OF = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def document(title: str = "A title", language: str = "en") -> Document:
    return Document(language=language, title=title, as_of=AS_OF)


def pages(made: Document) -> list[str]:
    stream = io.BytesIO()
    made.finish(stream)
    opened = pypdfium2.PdfDocument(stream.getvalue())
    return [page.get_textpage().get_text_range() for page in opened]


def test_a_small_table_stands_on_one_page() -> None:
    for lines in range(30, 46):
        made = document()
        for _ in range(lines):
            made.paragraph("x")
        made.table([Column("Answer"), Column("People")], [(f"Row {n}", "7") for n in range(4)], title="The poll")
        (holding,) = [text for text in pages(made) if "Row" in text]
        assert holding.count("Row") == 4 and "The poll" in holding


def test_a_small_table_of_long_rows_is_divided() -> None:
    made = document()
    for _ in range(20):
        made.paragraph("x")
    made.table([Column("Who"), Column("What")], [("A", "long words " * 60) for _ in range(6)])
    assert [bool(text.count("long")) for text in pages(made)][:2] == [True, True]


def test_what_introduces_stays_with_what_it_introduces() -> None:
    for lines in range(36, 48):
        made = document()
        for _ in range(lines):
            made.paragraph("x")
        made.heading("The heading")
        made.paragraph("An introduction", "small kept")
        made.heading("Below it", 2)
        made.paragraph("What follows it")
        assert any("An introduction" in text and "What follows it" in text for text in pages(made))


@pytest.mark.parametrize(("language", "word"), [("en", "river"), ("ar", "النهر"), ("zh", "河流")])
def test_a_title_that_is_too_long_for_the_head_of_a_page_says_so(language: str, word: str) -> None:
    made = document(" ".join([word] * 60), language)
    for _ in range(80):
        made.paragraph("x")
    (head,) = [line for line in pages(made)[1].splitlines() if line.endswith(("…", "..."))]
    assert 3 < head.count(word) < 60
    short = document(word, language)
    for _ in range(80):
        short.paragraph("x")
    assert "…" not in pages(short)[1]


def rows(*, second: str, gives: bool) -> int:
    """Return how many lines names take beside a column of some words."""
    made = document()
    name = "A name that goes on and on for longer than the share that is its own"
    columns = [Column("Name", 1, heads_row=True), Column("Number", 1, gives=gives)]
    made.table(columns, [(name, second) for _ in range(3)])
    return sum(bool(re.search("name|goes|share", line)) for line in pages(made)[0].splitlines())


def test_a_column_gives_what_it_does_not_need_to_the_names_of_the_rows() -> None:
    assert rows(second="7", gives=True) == 3 < rows(second="7", gives=False)
    assert rows(second="words " * 30, gives=True) == rows(second="words " * 30, gives=False)


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u200e", "\u2066\u2069", "\u202c", "\u200b \u200b"])
@pytest.mark.parametrize("text", ["{{x}} said", "said", "قال", "所说"])
def test_words_behind_a_sign_without_ink_have_the_font_of_their_own(sign: str, text: str) -> None:
    made = document()
    made.paragraph("A line in bold before", "strong")
    made.quotation(f"{sign}{text}")
    stream = io.BytesIO()
    made.finish(stream)
    blocks = re.findall(r"BT\n(.*?)ET\n", streams(stream.getvalue()), re.DOTALL)
    assert len(blocks) >= 2
    assert all(" Tf" in block.partition("TJ")[0] for block in blocks)
