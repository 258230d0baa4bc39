"""The workbook: words stay words, numbers are numbers, sheets run as their language does, equal content equal bytes."""

import csv
import io
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from hubdesk.i18n import words
from hubdesk.report import tables, workbook
from hubdesk.report.comments import comment_table
from hubdesk.report.summary import Summary, summarize
from tests.report import payloads
from tests.report.material import EVENT, POLLS, STATEMENTS, material, note

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def hostile(language: str = "en") -> Summary:
    """Return a summary in which every word that people write is a payload, once each."""
    from dataclasses import replace

    notes = [note(n, text, "en", ("w2",) if n % 2 else ()) for n, text in enumerate(payloads.ALL, 1)]
    bad = payloads.SHEET[0]
    said = replace(STATEMENTS[0], text=bad, role="@SUM(1)", theme="-1+1", keywords=frozenset({"=1", "+2"}))
    polls = (replace(POLLS[0], question=bad, scale="own", labels="=1\n+2\n@SUM(1)", tally="9/6/7"),)
    event = replace(EVENT, title="=1+1", place="+1")
    return summarize(material(language, notes=notes, statements=(said,), polls=polls, events=(event,)))


def opened(summary: Summary) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(summary)))


def cells(content: bytes) -> list[ElementTree.Element]:
    """Return every cell of every sheet as it stands in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        sheets = [name for name in box.namelist() if name.startswith("xl/worksheets/sheet")]
        return [cell for name in sheets for cell in ElementTree.fromstring(box.read(name)).iter(f"{MAIN}c")]


def test_no_cell_is_a_formula_and_words_are_typed_as_text() -> None:
    content = workbook.workbook(hostile())
    found = cells(content)
    assert len(found) > len(payloads.ALL) * 6
    assert not [cell for cell in found if cell.find(f"{MAIN}f") is not None]
    assert {cell.get("t", "n") for cell in found} == {"inlineStr", "n"}
    typed = [cell for cell in found if cell.get("t") == "n" and cell.find(f"{MAIN}v") is not None]
    assert all(cell.find(f"{MAIN}v").text.isdigit() for cell in typed)  # type: ignore[union-attr]


def test_what_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    sheet = opened(hostile())["Remarks"]
    texts = {str(row[-1].value): row[-1] for row in sheet.iter_rows(min_row=2)}
    assert texts["=cmd|' /C calc'!A0"].quotePrefix and texts["＠SUM"].quotePrefix
    assert not texts["TRUE"].quotePrefix and texts["TRUE"].data_type == "s"


def test_numbers_and_days_are_typed() -> None:
    book = opened(summarize(material()))
    about = {row[0].value: row[1].value for row in book["About this file"].iter_rows(max_col=2)}
    assert about["Date"] == datetime(2026, 10, 1) and about["As of"] == datetime(2026, 10, 1)
    assert about["remarks"] == 8 and about["people took part"] == 14
    rows = [[cell.value for cell in row] for row in book["Sections"].iter_rows(min_row=2, max_row=5)]
    assert [row[1] for row in rows] == ["1", "2", "2.1", "3"] and [row[4] for row in rows] == [2, 1, 3, 0]


def test_the_tables_say_what_the_csv_says() -> None:
    summary = summarize(material())
    book, files = opened(summary), tables.csv_tables(summary, bom=False)
    assert [sheet.title for sheet in book][1:] == [
        "Remarks",
        "Sections",
        "Statements",
        "Polls",
        "Questions of the drafters",
    ]
    for sheet, (name, content) in zip(book.worksheets[1:], files.items(), strict=True):
        told = list(csv.reader(io.StringIO(content.decode(), newline="")))
        width = len(told[0])
        shown = [["" if c is None else str(c) for c in row[:width]] for row in sheet.iter_rows(values_only=True)]
        assert len(shown) == len(told), name
        plain = [at for at, column in enumerate(told[0]) if column in ("number", "text", "remarks", "low", "high")]
        assert [[row[at] for at in plain] for row in shown[1:]] == [[row[at] for at in plain] for row in told[1:]]


@pytest.mark.parametrize(("language", "mirrored"), [("en", False), ("ar", True), ("hi", False)])
def test_sheets_run_as_the_language_does_and_words_as_theirs(language: str, mirrored: bool) -> None:
    book = opened(summarize(material(language)))
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {mirrored}
    remarks = book.worksheets[1]
    order = {row[-2].value: row[-1].alignment.readingOrder for row in remarks.iter_rows(min_row=2)}
    assert order["ar"] == 2 and order["zh"] == order["en"] == 1
    assert remarks["I1"].value == words(language)(tables.tables(summarize(material()))[0].columns["text"])


def test_the_comment_table_has_the_columns_and_types_of_its_template() -> None:
    summary = summarize(material())
    (_, sheet) = openpyxl.load_workbook(io.BytesIO(workbook.workbook(summary, [comment_table(summary)])))
    rows = [["" if cell is None else cell for cell in row[:8]] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][2:] == ["Clause", "Heading", "Type of comment", "Comment", "Proposed change", rows[0][7]]
    assert rows[1][:6] == ["Lantern evening", 3, "1", "Purpose", "ge", "यह अनुच्छेद बहुत स्पष्ट है।"]
    assert rows[2][:7] == ["Lantern evening", 4, "1", "Purpose", "te", "", "我们需要更清楚的规则。"]
    assert [row[2] for row in rows[1:]] == ["1", "1", "2", "2.1", "2.1", "2.1", "", "", "4.2p1"]
    assert {row[7] for row in rows[1:]} == {""}


def test_a_chart_shows_the_kinds_of_every_section() -> None:
    (chart,) = opened(summarize(material()))["Sections"]._charts
    assert chart.grouping == "stacked" and len(chart.series) == 11
    assert chart.series[0].cat.numRef.f == "'Sections'!$B$2:$B$5"
    assert not opened(summarize(material(documents=())))["Sections"]._charts


def test_equal_content_gives_equal_bytes_and_no_time_of_this_computer() -> None:
    content = workbook.workbook(summarize(material()))
    assert content == workbook.workbook(summarize(material()))
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        assert {entry.date_time for entry in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = box.read("docProps/core.xml")
    assert core.count(b"2026-10-01T21:00:00Z<") == 2 and b"openpyxl" not in core


def test_words_that_a_cell_cannot_hold() -> None:
    assert workbook.written("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert workbook.written("_x0041_ _y") == "_x005F_x0041_ _y"
    long = workbook.written("𝄞" * 20_000)
    assert len(long.encode("utf-16-le")) // 2 <= workbook.MOST and long.endswith("𝄞 […]")


@pytest.mark.soak
@pytest.mark.parametrize("form", ["xlsx", "csv", "csv with semicolons"])
def test_a_real_spreadsheet_finds_no_formula(form: str, tmp_path: Path) -> None:
    """LibreOffice opens the file and writes it again: no cell holds a formula, and the words are there."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    content = workbook.workbook(hostile()) if form == "xlsx" else tables.csv_tables(hostile())["remarks"]
    file = tmp_path / f"a.{form.partition(' ')[0]}"
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path)]
    command += ["--infilter=CSV:59,34,76,1"] if "semicolons" in form else []  # as a German spreadsheet reads it
    subprocess.run([*command, str(file)], check=True, timeout=300, capture_output=True)
    written = (tmp_path / "a.fods").read_text("utf-8")
    assert written.count("table:formula=") == 0
    plain = "".join(ElementTree.fromstring(written).itertext())
    typed = ["0612345678", "_x0041_ _x000D_", "1e5"] if form == "xlsx" else []  # in CSV a spreadsheet guesses numbers
    for text in ("/C calc'!A0", "{{subst:Delete}}", *typed):
        assert text in plain, text
