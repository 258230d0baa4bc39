"""Workbooks of codebooks: another program opens what we write, we read what it writes, and hostile ones are refused."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.model.codes import Entry
from hubdesk.model.limits import MIB, WORKBOOK_COLUMNS, WORKBOOK_ROWS
from hubdesk.report.codebook import sheet
from hubdesk.roster import workbook
from hubdesk.roster.codebook import read

AT = datetime(2026, 5, 9, tzinfo=UTC)
CODES = [
    Entry("money", -1, "#aa2222", '=1+1 <b>&\n"two"  lines ', {"ar": "نقد"}),
    Entry("cash", 0, "", "@SUM(A1) _x0041_ 😀 \x0b", {"de": "-Bargeld", "ar": "+نقود"}),
    Entry("0612", -1, "", "1e5"),
]


def saved(*rows: list[object], more: int = 0) -> bytes:
    """Return a workbook that another program wrote."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for _ in range(more):
        book.create_sheet()
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """Return a workbook with other parts, named by the end of their names; None leaves one out."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            key = entry.filename.rpartition("/")[2].partition(".")[0]
            part = parts.get(key, old.read(entry))
            if part is not None:
                new.writestr(entry.filename, part)
    return made.getvalue()


PLAIN = saved(["word", "parent"], ["money", ""], ["cash", "money"])
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_cells(cells: str, before: str = "") -> bytes:
    """Return a workbook whose first sheet is written by hand."""
    body = f'{before}<worksheet xmlns="{SPACE}"><sheetData>{cells}</sheetData></worksheet>'
    return changed(PLAIN, sheet1=body.encode())


def test_another_program_finds_text_in_every_cell() -> None:
    (found,) = openpyxl.load_workbook(BytesIO(sheet(CODES, AT))).worksheets
    cells = [[cell for cell in row if cell.value is not None] for row in found.iter_rows()]
    assert {cell.data_type for row in cells for cell in row} == {"s"}
    assert [cell.value for cell in cells[0]] == ["word", "parent", "colour", "description", "label:ar", "label:de"]
    assert [cell.value for cell in cells[1]] == ["money", "#aa2222", '=1+1 <b>&\n"two"  lines ', "نقد"]
    assert [cell.value for cell in cells[3]] == ["0612", "1e5"]


def test_what_we_write_comes_back() -> None:
    assert read(sheet(CODES, AT)) == [
        CODES[0],
        Entry("cash", 0, "", "@SUM(A1) _x0041_ 😀 \ufffd", {"de": "-Bargeld", "ar": "+نقود"}),
        CODES[2],
    ]


def test_what_another_program_writes_is_read_whatever_else_the_file_holds() -> None:
    rows = [
        ["Word", "Colour", "Label:de", "Notes"],
        [None, None],
        ["money", "#00ff00", "Geld", 3],
        ["cash", None, None, 1.5],
    ]
    found = read(saved(*rows, more=2))
    assert [(each.name, each.colour, each.labels) for each in found] == [
        ("money", "#00ff00", {"de": "Geld"}),
        ("cash", "", {}),
    ]


def with_strings(strings: str, cells: str) -> bytes:
    """Return a workbook as spreadsheets write it: words once in a part of their own, names of parts relative."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{relation}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate([("worksheet", "worksheets/a.xml"), ("sharedStrings", "s.xml")])
    )
    parts = {
        "_rels/.rels": f'<R><Relationship Id="r" Type="{relation}/officeDocument" Target="b/book.xml"/></R>',
        "b/book.xml": f'<workbook xmlns:r="{relation}"><sheets><sheet name="A" r:id="rId0"/></sheets></workbook>',
        "b/_rels/book.xml.rels": f"<Relationships>{listed}</Relationships>",
        "b/worksheets/a.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
        "b/s.xml": strings,
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as box:
        for name, part in parts.items():
            box.writestr(name, part)
    return made.getvalue()


STRINGS = "<sst><si><t>word</t></si><si><r><t>mo</t></r><r><t>ney</t></r><rPh><t>aside</t></rPh></si></sst>"


def test_words_that_are_written_once_are_found() -> None:
    cells = '<row><c r="A1" t="s"><v>0</v></c></row><row><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    assert workbook.rows(with_strings(STRINGS, cells)) == [["word"], ["money", "word"]]
    assert [each.name for each in read(with_strings(STRINGS, cells))] == ["money"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<row><c t="inlineStr"><is><r><t>b</t></r><r><t>c</t></r></is></c></row>', [["bc"]]),
        ('<row r="9"><c r="C9" t="str"><v>x_x000A_y</v></c></row>', [["", "", "x\ny"]]),
        ('<row><c><v>0612</v></c><c t="b"><v>1</v></c><c/></row><row/>', [["0612", "1"]]),
        ('<row><c t="inlineStr"><is><t>東</t><rPh><t>ひがし</t></rPh><t>京</t></is></c></row>', [["東京"]]),
        ('<row><c t="str"><v>_xD83D__xDE00_ _xD83D_</v></c></row>', [["😀 \ufffd"]]),
    ],
)  # fmt: skip
def test_every_way_to_write_a_cell(cells, expected) -> None:
    assert workbook.rows(with_cells(cells)) == expected


def bomb() -> bytes:
    return changed(PLAIN, sheet1=b"<x>" + b" " * (40 * MIB) + b"</x>")


def twice() -> bytes:
    made = BytesIO(PLAIN)
    with pytest.warns(UserWarning), zipfile.ZipFile(made, "a") as box:
        box.writestr("xl/worksheets/sheet1.xml", "<other/>")
    return made.getvalue()


def lying() -> bytes:
    """A directory that tells a smaller size than what unpacks."""
    data = bytearray(changed(PLAIN, sheet1=b"<x>" + b" " * MIB + b"</x>"))
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(data)


ROW = '<row><c t="str"><v>word</v></c></row>'
HOSTILE = {
    "bomb": (bomb, "workbook-large"),
    "size that lies": (lying, "workbook-damaged"),
    "two sheets of one name": (twice, "workbook-damaged"),
    "entities": (lambda: with_cells(ROW, '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "workbook-doctype"),
    "from outside": (lambda: with_cells(ROW, '<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "workbook-doctype"),
    "entities in strings": (lambda: with_strings(f"<!DOCTYPE x>{STRINGS}", ROW), "workbook-doctype"),
    "formula": (lambda: saved(["word"], ["=WEBSERVICE(A1)"]), "workbook-formula"),
    "formula with a result": (
        lambda: with_cells('<row><c t="str"><f>1+1</f><v>word</v></c></row>'),
        "workbook-formula",
    ),
    "column far away": (lambda: with_cells('<row><c r="XFD1"><v>1</v></c></row>'), "workbook-large"),
    "no place": (lambda: with_cells('<row><c r="1A"><v>1</v></c></row>'), "workbook-damaged"),
    "many columns": (lambda: with_cells(f"<row>{'<c/>' * (WORKBOOK_COLUMNS + 1)}</row>"), "workbook-large"),
    "many rows": (lambda: with_cells("<row><c><v>1</v></c></row>" * (WORKBOOK_ROWS + 1)), "workbook-large"),
    "long cell": (lambda: with_cells(f"<row><c><v>{'1' * 200_000}</v></c></row>"), "workbook-large"),
    "deep": (lambda: with_cells("<row>" * 100), "workbook-large"),
    "string that is not there": (lambda: with_strings(STRINGS, '<row><c t="s"><v>2</v></c></row>'), "workbook-damaged"),
    "string before the first": (lambda: with_strings(STRINGS, '<row><c t="s"><v>-1</v></c></row>'), "workbook-damaged"),
    "no sheet": (lambda: changed(PLAIN, sheet1=None), "workbook-damaged"),
    "no list of sheets": (lambda: changed(PLAIN, workbook=None), "workbook-damaged"),
    "empty list of sheets": (lambda: changed(PLAIN, workbook=b"<workbook/>"), "workbook-empty"),
    "another archive": (lambda: changed(PLAIN, sheet1=None, workbook=None), "workbook-damaged"),
    "cut": (lambda: PLAIN[: len(PLAIN) // 2], "workbook-damaged"),
    "begin alone": (lambda: b"PK\x03\x04", "workbook-damaged"),
    "encrypted": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-locked"),
    "many parts": (lambda: PLAIN + b"PK\x01\x02" * 3_000, "workbook-large"),
    "no codebook": (lambda: saved(["name"], ["Amina"]), "codebook-other"),
    "no code": (lambda: saved(["word"]), "codebook-empty"),
    "nothing": (lambda: saved(), "codebook-other"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_codebook_is_refused_in_three_sentences(name) -> None:
    make, code = HOSTILE[name]
    with pytest.raises(Refused) as told:
        read(make())
    assert told.value.code == code
    assert all((told.value.what.one, told.value.safe.one, told.value.next.one))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(PLAIN) - 1), st.binary(max_size=3), st.integers(0, 40))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(at, new, gone) -> None:
    data = PLAIN[:at] + new + PLAIN[at + gone :]
    if workbook.is_workbook(data):
        try:
            read(data)
        except Refused as refused:
            assert refused.code


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.from_regex(r"[a-zа-я\u0627-\u064a][a-z0-9_']{0,8}", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, CELLS, CELLS), min_size=1, max_size=5, unique_by=lambda each: each[0]))
def test_every_word_survives_the_way_through_a_workbook(given) -> None:
    entries = [Entry(word, -1, "", text, {"de": label} if label else {}) for word, text, label in given]

    def plain(text: str) -> str:
        """XML has no control characters, and makes one line break of the others."""
        kept = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
        return kept.replace("\r\n", "\n").replace("\r", "\n")

    back = [
        (each.name, plain(each.description), {k: plain(v) for k, v in each.labels.items()})
        for each in read(sheet(entries, AT))
    ]
    assert back == [
        (each.name, plain(each.description), {k: plain(v) for k, v in each.labels.items()}) for each in entries
    ]
