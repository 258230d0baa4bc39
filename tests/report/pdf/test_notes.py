"""Notes at the foot of the page that speaks of them, and cells that several rows share."""

import re
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run
from tests.report.pdf.test_document import count, document, pages, streams, written


def noted(lengths: list[int], language: str = "en") -> bytes:
    made = document(language)
    for number, length in enumerate(lengths):
        sign = made.note([f"Source {number}. ", Run("https://example.org/", link="https://example.org/")])
        made.paragraph([f"Reference {number}.", sign, " word" * length])
    return written(made)


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=12))
@settings(deadline=None, max_examples=15)
def test_a_note_stands_on_the_page_where_its_paragraph_begins(lengths: list[int]) -> None:
    data = noted(lengths)
    for text in pages(data):
        named = [re.findall(rf"{word} (\d+)\.", text) for word in ("Reference", "Source")]
        assert sorted(named[0]) == sorted(named[1])
    assert count(data, "Note") == count(data, "Reference") == len(lengths)


def test_notes_stand_below_the_text_and_above_the_foot() -> None:
    import pypdfium2

    for page in pypdfium2.PdfDocument(noted([30] * 60)):
        text = page.get_textpage()
        words = text.get_text_range()
        tops = {m[0]: text.get_charbox(m.start())[3] for m in re.finditer(r"Source \d+|Reference \d+|Page \d+", words)}
        lowest = min(top for name, top in tops.items() if name.startswith("Reference"))
        notes = [top for name, top in tops.items() if name.startswith("Source")]
        assert lowest > max(notes) and min(notes) > max(top for name, top in tops.items() if name.startswith("Page"))
        assert notes == sorted(notes, reverse=True)


def test_every_note_has_a_name_that_the_tree_knows() -> None:
    data = noted([1, 2, 3])
    named = re.findall(rb"<</S/Note/P [^\n]*?/ID\((note\d+)\)", data)
    tree = re.search(rb"<</Names\[([^\]]*)\]>>", data)
    assert len(set(named)) == 3 and tree and re.findall(rb"\((note\d+)\)", tree[1]) == sorted(named)
    assert b"/IDTree" in data and b"/IDTree" not in written(document())


ROWS = [(f"Section {n // 7}", f"Place {n // 3}", str(n)) for n in range(90)]


def joined(language: str = "en") -> bytes:
    made = document(language)
    columns = [Column("A", heads_row=True, joined=True), Column("B", joined=True), Column("C", 1, "end")]
    made.table(columns, ROWS)
    return written(made)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_cells_with_the_same_text_below_each_other_are_one(language: str) -> None:
    data = joined(language)
    spans = [int(n) for n in re.findall(rb"/RowSpan (\d+)", data)]
    runs = [len(list(same)) for place in (0, 1) for _, same in groupby(ROWS, key=lambda row: row[place])]
    assert sorted(spans) == sorted(n for n in runs if n > 1)
    assert count(data, "TH") == 3 + len({row[0] for row in ROWS}) and count(data, "TR") == 1 + len(ROWS)
    assert count(data, "TD") == len({row[1] for row in ROWS}) + len(ROWS)


def test_a_page_that_begins_within_a_cell_shows_it_again_for_the_eye_alone() -> None:
    data = joined()
    for text in pages(data)[1:]:
        first = int(
            re.findall(r"(?m)^(\d+)\r?$|Place \d+ (\d+)", text)[0][0] or re.findall(r"Place \d+ (\d+)", text)[0]
        )
        assert f"Section {first // 7}" in text and f"Place {first // 3}" in text
    assert "/Artifact<</Type/Pagination>>BDC\nBT" in streams(data)


def test_a_cell_that_is_not_joined_stays_its_own() -> None:
    made = document()
    made.table([Column("A", heads_row=True), Column("B")], [("same", "1"), ("same", "2")])
    data = written(made)
    assert b"RowSpan" not in data and count(data, "TH") == 4
