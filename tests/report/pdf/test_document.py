"""Whole documents: the same bytes each time, whole structure, hostile words as words, and work that can be stopped."""

import io
import os
import re
import subprocess
import sys
import weakref
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.errors import Cancelled
from hubdesk.report.pdf.charts import HeatMap, StackedBars
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.table import Column
from hubdesk.report.pdf.text import Run
from hubdesk.report.pdf.timeline import Attendance
from tests.report.pdf.specimen import HOSTILE, WORDS, hostile, specimen

AS_OF = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def document(language: str = "en", **more: object) -> Document:
    return Document(language=language, title="A title", as_of=AS_OF, **more)  # type: ignore[arg-type]


def written(made: Document) -> bytes:
    stream = io.BytesIO()
    made.finish(stream)
    return stream.getvalue()


def pages(data: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in opened]


def streams(data: bytes) -> str:
    """Return everything that pages draw, readable."""
    found = []
    for m in re.finditer(rb"stream\n(.*?)\nendstream", data, re.DOTALL):
        try:
            content = zlib.decompress(m.group(1))
        except zlib.error:
            continue
        if b" Tf" in content or b"BDC" in content:
            found.append(content.decode("ascii"))
    return "\n".join(found)


def count(data: bytes, role: str) -> int:
    return len(re.findall(rf"<</S/{role}/P ".encode(), data))


@pytest.fixture(scope="module")
def specimens() -> dict[str, bytes]:
    return {language: written(specimen(language)) for language in WORDS}


# the file


def test_same_content_and_instant_give_the_same_bytes(specimens: dict[str, bytes]) -> None:
    for language in ("en", "ar"):
        assert written(specimen(language)) == specimens[language]


def test_bytes_do_not_depend_on_the_process(specimens: dict[str, bytes], tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom tests.report.pdf.specimen import specimen\n"
        "specimen('hi').finish(pathlib.Path(sys.argv[1]))"
    )
    target = tmp_path / "other.pdf"
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", code, str(target)], check=True, env=environment)
    assert target.read_bytes() == specimens["hi"]


def test_another_instant_gives_another_file() -> None:
    first, second = document(), Document(language="en", title="A title", as_of=datetime(2027, 1, 1, tzinfo=UTC))
    for made in (first, second):
        made.paragraph("Words")
    data = written(first)
    assert data != written(second)
    assert b"D:20261120183000" in data


def test_pages_are_tagged_and_archivable(specimens: dict[str, bytes]) -> None:
    for language, data in specimens.items():
        assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A" in data
        assert b"<pdfuaid:part>1" in data
        assert b"/GTS_PDFA1" in data and b"/StructTreeRoot" in data
        assert f"/Lang ({language})".encode() in data
        for role in ("H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TH", "TD", "Figure", "Link", "TOC"):
            assert count(data, role) > 0, (language, role)


def test_nothing_in_a_file_can_act(specimens: dict[str, bytes]) -> None:
    for data in specimens.values():
        for name in (b"/JS", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction", b"/GoToR", b"/SubmitForm"):
            assert name + b" " not in data and name + b"(" not in data
        assert set(re.findall(rb"/URI \((\w+):", data)) == {b"https"}


def test_no_page_shows_the_empty_glyph(specimens: dict[str, bytes]) -> None:
    for data in specimens.values():
        for shown in re.findall(r"<((?:[0-9A-F]{4})+)>(?=[ \]])", streams(data)):
            assert "0000" not in [shown[i : i + 4] for i in range(0, len(shown), 4)]


def test_every_mark_is_balanced_on_every_page(specimens: dict[str, bytes]) -> None:
    for data in specimens.values():
        content = streams(data)
        assert len(re.findall(r"\b(?:BDC|BMC)\b", content)) == len(re.findall(r"\bEMC\b", content))
        assert content.count("BT\n") == content.count("\nET")


def test_title_and_author_are_in_the_file() -> None:
    made = Document(language="de", title="Täler & <Höhen>", author="Kreis", subject="Über", as_of=AS_OF)
    made.paragraph("x")
    data = written(made)
    assert "Täler &amp; &lt;Höhen&gt;".encode() in data
    opened = pypdfium2.PdfDocument(data)
    assert opened.get_metadata_dict()["Title"] == "Täler & <Höhen>"
    assert opened.get_metadata_dict()["Author"] == "Kreis"


def test_an_empty_report_is_one_page() -> None:
    assert len(pages(written(document()))) == 1


# words


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(text: str) -> None:
    data = written(hostile(text))
    assert pages(data)
    assert b"/Subtype /Link" not in data or text.startswith(("http", "mailto")) or b"/URI" not in data
    assert "<0000>" not in streams(data)


def test_markup_stays_visible() -> None:
    made = document()
    made.paragraph("A <b> & </para> <img src='x'>")
    assert "A <b> & </para> <img src='x'>" in pages(written(made))[0]


@given(st.lists(st.text(alphabet=st.characters(), max_size=30), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_words_make_a_readable_file(texts: list[str]) -> None:
    made = document()
    for text in texts:
        made.paragraph(text)
        made.quotation(text)
    made.table([Column("a")], [(text,) for text in texts])
    assert len(pages(written(made))) >= 1


def test_a_character_nobody_can_draw_keeps_its_source() -> None:
    made = document()
    made.paragraph("before \U000130b8 after")
    content = streams(written(made))
    assert "/Span<</ActualText<FEFFD80CDCB8>>>BDC" in content


def test_quotations_carry_their_language() -> None:
    made = document()
    made.quotation("مرحبا", language="ar")
    made.paragraph(["In German: ", Run("Grüße", language="de"), "."])
    data = written(made)
    assert count(data, "BlockQuote") == 1
    assert b"/Lang(ar)" in data
    assert "/Span<</Lang(de)>>BDC" in streams(data)


def test_digits_are_an_option() -> None:
    assert document("ar", digits="arab").number(1234567.5) == "١٬٢٣٤٬٥٦٧٫٥"
    assert document("hi", digits="deva").number(12) == "१२"
    assert document("de").number(1234.5) == "1.234,5"
    assert document("ar", digits="arab").digits("2026") == "٢٠٢٦"


# links and contents


def test_links_lead_to_the_web_only_and_belong_to_the_text() -> None:
    made = document()
    made.paragraph(
        ["See ", Run("the page", link="https://example.org/ü"), " or ", Run("this", link="file:///etc/passwd")]
    )
    data = written(made)
    assert data.count(b"/S /URI") == 1
    assert b"https://example.org/%C3%BC" in data
    assert count(data, "Link") == 1


def test_parts_of_a_line_with_a_link_stand_in_reading_order() -> None:
    made = document("ar")
    made.paragraph(["قبل ", Run("الرابط", link="https://example.org"), " بعد"])
    data = written(made)
    paragraph = re.search(rb"<</S/P/P \d+ 0 R/K \[(.*?)\]", data)
    assert paragraph is not None
    first, link, last = re.findall(rb"\d+ 0 R|\d+", paragraph.group(1))
    assert b"R" in link
    assert int(first) > int(last)  # drawn from left to right, read from right to left


def test_contents_name_the_pages_of_the_headings() -> None:
    made = document()
    made.contents("Contents")
    for number in range(6):
        made.heading(f"Part {number}")
        for _ in range(30):
            made.paragraph(
                "Words of a paragraph that fills a good part of one line and then some more of the next. " * 2
            )
    found = pages(written(made))
    for number in range(6):
        home = next(i for i, text in enumerate(found) if f"Part {number}" in text and i > 0) if number else 0
        entry = re.search(rf"Part {number}\s+(\d+)", found[0])
        assert entry is not None and int(entry.group(1)) == home + 1
    assert f"Page 1 of {len(found)}" in found[0]
    assert f"Page {len(found)} of {len(found)}" in found[-1]


def test_a_long_table_of_contents_goes_on() -> None:
    made = document()
    made.contents("Contents")
    for number in range(90):
        made.heading(f"Part {number}")
    data = written(made)
    assert count(data, "TOC") == 1 and count(data, "TOCI") == 90
    assert "Part 89" in pages(data)[-1]


def test_heading_levels_never_jump() -> None:
    made = document()
    made.heading("One", 3)
    made.heading("Two", 4)
    made.heading("Three", 1)
    data = written(made)
    assert (count(data, "H1"), count(data, "H2"), count(data, "H3")) == (2, 1, 0)
    outline = list(pypdfium2.PdfDocument(data).get_toc())
    assert [entry.get_title() for entry in outline] == ["One", "Two", "Three"]
    assert [entry.level for entry in outline] == [0, 1, 0]


def test_a_heading_stays_with_what_follows() -> None:
    for lines in range(36, 48):
        made = document()
        for _ in range(lines):
            made.paragraph("x")
        made.heading("The heading")
        made.paragraph("What follows it")
        found = pages(written(made))
        assert any("The heading" in text and "What follows it" in text for text in found)


# pages


def test_a_paragraph_over_pages_is_one_element() -> None:
    made = document()
    made.paragraph("Many words in one paragraph. " * 900)
    data = written(made)
    assert len(pages(data)) > 2
    assert count(data, "P") == 1
    assert b"/MCR" in data


def test_a_table_over_pages_repeats_its_header_for_the_eye_only() -> None:
    made = document()
    made.table([Column("Number", align="end"), Column("Name")], [(str(i), f"Row {i}") for i in range(120)])
    data = written(made)
    found = pages(data)
    assert len(found) > 2
    assert all("Number" in text for text in found)
    assert count(data, "TH") == 2 and count(data, "TR") == 121 and count(data, "Table") == 1
    assert streams(data).count("/Artifact<</Type/Pagination>>BDC") == len(found) * 2 - 1


def test_no_single_row_is_left_for_the_last_page() -> None:
    for rows in range(60, 100):
        made = document()
        made.table([Column("Name")], [(f"Row {i}.",) for i in range(rows)])
        assert pages(written(made))[-1].count("Row ") != 1


def test_a_row_taller_than_a_page_is_divided() -> None:
    made = document()
    made.table([Column("Who"), Column("What", 4)], [("A", "short"), ("B", "long words " * 2_000), ("C", "short")])
    data = written(made)
    found = pages(data)
    assert len(found) > 2
    assert sum(text.count("words") for text in found) == 2_000
    assert count(data, "TR") == 4


def test_rows_must_fit_their_columns() -> None:
    with pytest.raises(ValueError, match="cells"):
        document().table([Column("a")], [("1", "2")])


def test_a_chart_taller_than_a_page_becomes_several() -> None:
    made = document()
    rows = [(f"Section {i}", (i, 2, 3)) for i in range(150)]
    made.chart(StackedBars(rows, ("a", "b", "c")), alt="all")
    made.chart(HeatMap([f"S{i}" for i in range(90)], ("x", "y"), [(i, 1) for i in range(90)]), alt="field")
    data = written(made)
    assert count(data, "Figure") > 6
    joined = "\n".join(pages(data))
    assert all(f"Section {i}" in joined for i in (0, 75, 149))


def test_empty_figures_do_not_fail() -> None:
    made = document()
    made.chart(StackedBars([], ("a", "b")), alt="none")
    made.chart(HeatMap([], [], []), alt="none")
    made.chart(Attendance([]), alt="none")
    made.chart(Attendance([("10:00", 4)]), alt="one")
    made.key_figures([])
    made.items([])
    made.table([Column("a")], [])
    assert pages(written(made))


def test_figures_say_what_they_show() -> None:
    made = document()
    made.chart(QrCode("https://example.org"), alt="A code that leads to example.org")
    made.chart(StackedBars([("a", (1,))], ("s",)), alt="One bar")
    data = written(made)
    for alt in ("A code that leads to example.org", "One bar"):
        assert f"/Alt<FEFF{alt.encode('utf-16-be').hex().upper()}>".encode() in data


# stopping


def test_progress_is_told_per_page_and_work_can_be_stopped(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made = document()
    for _ in range(200):
        made.paragraph("Words " * 40)
    found = made.finish(io.BytesIO(), lambda done, total: told.append((done, total)))
    assert len(told) >= found
    assert told == sorted(told) and told[-1] == (200, 200)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    target = tmp_path / "never.pdf"
    again = document()
    again.paragraph("Words")
    with pytest.raises(Cancelled):
        again.finish(target, stop)
    assert not target.exists()


def test_a_document_is_finished_once() -> None:
    made = document()
    written(made)
    with pytest.raises(RuntimeError):
        written(made)


# memory


class _Counting(io.BytesIO):
    """A file that knows the largest piece that was written to it at once."""

    largest = 0

    def write(self, piece: object) -> int:
        """Write and remember."""
        self.largest = max(self.largest, len(piece))  # type: ignore[arg-type]
        return super().write(piece)  # type: ignore[arg-type]


def test_a_long_report_is_in_memory_neither_as_layout_nor_as_a_file() -> None:
    made = document()
    for number in range(1_500):
        made.paragraph(f"{number} words that are said in one line")
    first = weakref.ref(made._blocks[0])
    alive: list[bool] = []
    file = _Counting()
    found = made.finish(file, lambda done, total: alive.append(first() is not None))
    assert found > 20 and not any(alive[2:])
    assert file.largest < file.tell() / 4
