"""Lists of people in workbooks: what stands there is found in every kind of them, and hostile ones are refused."""

import struct
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.errors import Cancelled, Refused, Usage
from hubdesk.model.limits import MIB, SHEETS
from hubdesk.model.roster import Candidate
from hubdesk.roster import compound, packed
from hubdesk.roster.readers import People, read
from hubdesk.roster.sheets import Workbook
from tests.roster.books import XLS, cell, ods, row, saved, with_cells, xlsx
from tests.roster.books import packed as archive


def told(people: People, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(each, field) for field in fields) for each in people.candidates]


def book() -> openpyxl.Workbook:
    """A cover, the people below a title, a hidden sheet with more people: what XLS holds, as XLSX."""
    made = openpyxl.Workbook()
    made.active["B2"] = "Garden evening"
    sheet = made.create_sheet("Anmeldungen")
    sheet["A1"] = "Anmeldungen zum Gartenabend"
    sheet.merge_cells("A1:E1")
    for cells in (
        [],
        ["Name", "E-Mail", "Telefon", "Verein", "Angemeldet am", "Bezahlt"],
        ["Anke Möller", "anke@example.org", 447911123456, "Grüne Runde", datetime(2026, 5, 3, 18, 30), True],
        ["Ольга Коваль", "olga@example.org", 380441234567.0, None, date(2026, 5, 4), True],
        ["Selim", "selim@example.org", "+90 212 555 01 02", "=1/0", date(2026, 5, 4), False],
        [],
        ["Summe", 3],
    ):
        sheet.append(cells)
    sheet.merge_cells("D4:D5")
    hidden = made.create_sheet("Alle Adressen")
    hidden.sheet_state = "hidden"
    for n in range(9):
        hidden.append([f"Old Person {n}", f"old{n}@example.org"])
    return made


@pytest.mark.parametrize("data", [XLS, saved(book())], ids=["xls", "xlsx"])
def test_the_sheet_with_the_people_is_found_and_read_as_people_wrote_it(data: bytes) -> None:
    people = read(data)
    assert (people.sheet, people.header_row) == ("Anmeldungen", 3)
    assert told(people, "name", "email", "phone", "community", "created", "status", "row") == [
        ("Anke Möller", "anke@example.org", "447911123456", "Grüne Runde", "2026-05-03 18:30", "registered", 4),
        ("Ольга Коваль", "olga@example.org", "380441234567", "Grüne Runde", "2026-05-04", "registered", 5),
        ("Selim", "selim@example.org", "+90 212 555 01 02", "", "2026-05-04", "pending", 6),
    ]
    assert [each.row for each in people.rejected] == [8]
    assert [(each.name, each.hidden) for each in people.sheets][1:] == [("Anmeldungen", False), ("Alle Adressen", True)]


@pytest.mark.parametrize("said", ["Alle Adressen", " alle adressen ", "3"])
def test_a_hidden_sheet_is_read_when_somebody_asks_for_it(said: str) -> None:
    people = read(XLS, sheet=said)
    assert people.sheet == "Alle Adressen"
    assert len(people.candidates) == 9


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(Usage) as refused:
        read(XLS, sheet="People")
    assert "Anmeldungen" in refused.value.told("en")[2]
    with pytest.raises(Usage):
        read(b"Name,Email\nAnna,a@x.org\n", sheet="1")


def test_an_open_document_says_how_often_a_cell_or_a_row_stands_there() -> None:
    far = "".join(cell("", f' table:number-columns-repeated="{n}"') for n in (2, 16_380))
    data = ods(
        row("Gartenabend"),
        row("", more=' table:number-rows-repeated="3"'),
        row("Name", "E-mail", "Phone", "City"),
        row("Zoë\nde Groot", "zoe@example.org", 612345678),
        f"<table:table-row>{cell('Amina')}{cell('')}{cell(1.5)}{far}</table:table-row>",
        row("", more=' table:number-rows-repeated="1048000"'),
        hidden=(row("Name"), row("Old")),
    )
    people = read(data)
    assert (people.encoding, people.sheet, people.header_row) == ("ods", "People", 5)
    assert told(people, "name", "phone", "row") == [("Zoë\nde Groot", "612345678", 6), ("Amina", "1.5", 7)]
    assert told(read(data, sheet="Old"), "name") == [("Old",)]


def test_values_become_words_as_people_write_them() -> None:
    data = xlsx(
        ["Name", "Phone", "Badge", "Comment", "Registered at", "Checked in"],
        ["A", 4.47911123456e11, 7, "=cmd", datetime(2026, 5, 3, 9, 59, 59, 999_600), time(9, 5)],
        ["B", "'0049 30 1", 12.5, " two  spaces ", date(2026, 5, 3), None],
    )
    (one, other) = read(data).candidates
    assert (one.phone, one.ticket, one.note, one.created) == ("447911123456", "7", "", "2026-05-03 10:00")
    assert one.status == "checked-in"
    assert (other.phone, other.ticket, other.note) == ("0049 30 1", "12.5", "two  spaces")


def test_the_first_of_two_heads_lends_a_merged_cell_to_the_second() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Name", "Contact", None, "Group"])
    made.active.append([None, "E-mail", "Phone", None])
    made.active.append(["Anna", "anna@example.org", 491701234567, "Garden"])
    for place in ("A1:A2", "B1:C1", "D1:D2"):
        made.active.merge_cells(place)
    people = read(saved(made))
    assert told(people, "name", "email", "phone", "community") == [
        ("Anna", "anna@example.org", "491701234567", "Garden")
    ]


def test_a_longer_sheet_of_places_is_not_taken_for_the_people() -> None:
    places = [[f"Place {chr(65 + n % 26)}{chr(97 + n // 26)}"] for n in range(200)]
    people = [["Name", "Email"], *([f"Person {n}", f"p{n}@x.org"] for n in range(12))]
    data = xlsx(["Please fill in the next sheet"], Places=places, People=people)
    assert (read(data).sheet, len(read(data).candidates)) == ("People", 12)
    names = xlsx(["Questions: help@example.org"], Names=[[name] for name in ("Ana Bee", "Bob", "Cem", "Dan Öz")])
    assert told(read(names), "name") == [("Ana Bee",), ("Bob",), ("Cem",), ("Dan Öz",)]


def test_two_cells_far_apart_are_no_reason_to_refuse_a_list() -> None:
    cells = "<row><c r='A1' t='inlineStr'><is><t>Anna</t></is></c><c r='B1' t='str'><v>a@example.org</v></c></row>"
    empty = "".join(f'<row r="{n}"><c r="XFD{n}" s="1"/></row>' for n in (2, 1_048_576))
    assert told(read(with_cells(cells + empty)), "name", "email") == [("Anna", "a@example.org")]


def test_reading_tells_how_far_it_is_and_may_be_stopped() -> None:
    data = xlsx(["Name"], *([f"Person {n}"] for n in range(3_000)))
    steps: list[float] = []
    read(data, report=lambda done, total: steps.append(done / total))
    assert steps == sorted(steps)
    assert steps[-1] == 1

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(data, report=stop)


def stream(*records: tuple[int, bytes]) -> bytes:
    """Return an XLS whose stream of records is written by hand."""
    return compound._packed("Workbook", b"".join(struct.pack("<HH", k, len(v)) + v for k, v in records))


def sheet_at(place: int) -> tuple[int, bytes]:
    return 0x85, struct.pack("<IHBB", place, 0, 1, 0) + b"A"


BEGIN = (0x809, struct.pack("<HHHH", 0x600, 5, 0, 0) + bytes(8))
SHEET = (0x809, struct.pack("<HHHH", 0x600, 16, 0, 0) + bytes(8))
END = (0xA, b"")
FIRST = 20 + 13 + 4


def number(line: int, column: int) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", line, column, 0, 1.0)


def round_and_round() -> bytes:
    """A table of sectors in which the stream comes back to where it began."""
    data = bytearray(compound._packed("Workbook", bytes(20_000)))
    data[4096 + 4 * 6 : 4096 + 4 * 7] = struct.pack("<I", 2)
    return bytes(data)


WIDE = f' table:number-columns-repeated="{10**9 - 1}"'
HIGH = f' table:number-rows-repeated="{10**8}"'
HOSTILE = {
    "nothing but a beginning": (lambda: b"PK\x03\x04" + bytes(100), "workbook-damaged"),
    "cut": (lambda: saved(book())[:3_000], "workbook-damaged"),
    "bomb": (lambda: with_cells(" " * (40 * MIB)), "workbook-large"),
    "two corners": (
        lambda: with_cells('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'),
        "workbook-large",
    ),
    "corners told otherwise": (
        lambda: with_cells("<x:row><x:c r = 'A1'><v>1</v></x:c></x:row><row><c r='&#88;FD9999999'><v>1</v></c></row>"),
        "workbook-large",
    ),
    "beyond the last column": (lambda: with_cells('<row><c r="ZZZZZZZ9"><v>1</v></c></row>'), "workbook-damaged"),
    "cells without places": (lambda: with_cells(f"<row>{'<c/>' * 1_500}<c><v>1</v></c></row>"), "workbook-large"),
    "a string that is not there": (lambda: with_cells('<row><c r="A1" t="s"><v>99</v></c></row>'), None),
    "cells merged again and again": (
        lambda: with_cells(
            '<row><c r="A1" t="str"><v>Anna</v></c></row><row><c r="A200000" t="str"><v>Bob</v></c></row>',
            merged="<mergeCells>" + '<mergeCell ref="A1:A200000"/>' * 50 + "</mergeCells>",
        ),
        "workbook-large",
    ),
    "a time without end": (
        lambda: with_cells(
            '<row><c r="A1" s="1"><v>1e18</v></c></row>',
            **{"xl/styles.xml": '<styleSheet><cellXfs><xf/><xf numFmtId="46"/></cellXfs></styleSheet>'},
        ),
        None,
    ),
    "entities": (
        lambda: with_cells("", **{"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet>&a;</styleSheet>'}),
        "workbook-damaged",
    ),
    "another archive": (lambda: archive(**{"word/document.xml": "<x/>"}), "workbook-other"),
    "no sheets": (lambda: with_cells("", **{"xl/workbook.xml": "<workbook/>"}), "workbook-empty"),
    "empty": (lambda: xlsx(), "people-nobody"),
    "too many columns": (lambda: xlsx(["Name", *["x"] * 1_001]), "workbook-large"),
    "wide table": (lambda: ods(f"<table:table-row>{cell('', WIDE)}{cell('x')}</table:table-row>"), "workbook-large"),
    "wide cell": (lambda: ods(f"<table:table-row>{cell('x', WIDE)}</table:table-row>"), "workbook-large"),
    "high table": (lambda: ods(row("", more=HIGH), row("x")), "workbook-large"),
    "high row": (lambda: ods(row("x", more=HIGH)), "workbook-large"),
    "wide once, high often": (
        lambda: ods(row(*["x"] * 900), *[row("x")] * 3_000),
        "workbook-large",
    ),
    "spaces": (
        lambda: ods(row("x").replace("x<", '<text:s text:c="99999999"/><')),
        "workbook-large",
    ),
    "no number": (lambda: ods(row("x", more=' table:number-rows-repeated="-1"')), "workbook-damaged"),
    "encrypted document": (
        lambda: ods(manifest='<manifest:encryption-data xmlns:manifest="m"/>'),
        "workbook-locked",
    ),
    "encrypted workbook": (lambda: compound._packed("EncryptedPackage", bytes(5_000)), "workbook-locked"),
    "password": (lambda: stream(BEGIN, (0x2F, bytes(6)), END), "workbook-locked"),
    "document of Word": (lambda: compound._packed("WordDocument", bytes(100)), "workbook-other"),
    "old and cut": (lambda: XLS[:3_000], "workbook-damaged"),
    "old and blank": (lambda: compound.MAGIC + bytes(600), "workbook-damaged"),
    "a chain that goes around": (round_and_round, "workbook-damaged"),
    "old corners": (
        lambda: stream(BEGIN, sheet_at(FIRST), END, SHEET, number(0, 0), number(65_535, 65_535), END),
        "workbook-large",
    ),
    "one sheet many times": (lambda: stream(BEGIN, *[sheet_at(FIRST)] * (SHEETS + 1), END), "workbook-large"),
    "strings without end": (lambda: stream(BEGIN, (0xFC, b"\xff" * 8), END), "workbook-damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_refused_in_three_sentences(name: str) -> None:
    make, code = HOSTILE[name]
    with pytest.raises(Refused) as refused:
        read(make())
    assert code is None or refused.value.code == code
    assert all(refused.value.told("en"))


KINDS = (XLS, saved(book()), ods(row("Name", "E-mail"), row("Anna", "anna@example.org")))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 1 << 20), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data: bytes, at: int, new: bytes, gone: int) -> None:
    at %= len(data)
    try:
        read(data[:at] + new + data[at + gone :])
    except Refused as refused:
        assert refused.code


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=4))
def test_a_damaged_stream_of_records_is_read_or_refused(at: int, new: bytes) -> None:
    inner = compound._streams(XLS)["Workbook"]
    at %= len(inner)
    try:
        read(compound._packed("Workbook", inner[:at] + new + inner[at + len(new) :]))
    except Refused as refused:
        assert refused.code


def test_no_record_is_walked_for_two_sheets() -> None:
    within = stream(BEGIN, sheet_at(50), sheet_at(88), END, SHEET, number(0, 0), SHEET, number(0, 0), END)
    with pytest.raises(Refused) as refused:
        compound.remade(within)
    assert refused.value.code == "workbook-damaged"


def test_a_walk_over_many_records_may_be_stopped() -> None:
    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        compound.remade(stream(BEGIN, *[(0x1, b"")] * 300_000, END), stop)


NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=6, unique_by=str.casefold))
def test_every_name_survives_every_kind_of_workbook(names: list[str]) -> None:
    rows = [["Name", "Email"], *([name, f"p{n}@example.org"] for n, name in enumerate(names))]
    for data in (xlsx(*rows), ods(*(row(*each) for each in rows))):
        assert [(each.email, each.name) for each in read(data).candidates] == [
            (email, name) for name, email in rows[1:]
        ]


def test_the_promise_of_an_endless_sheet_is_not_believed() -> None:
    extent = (0x200, struct.pack("<IIHHH", 0, 0x7FFF_FFFF, 0, 0xFFFF, 0))
    label = (0x204, struct.pack("<HHHHB", 0, 0, 0, 4, 0) + b"Anna")
    assert told(read(stream(BEGIN, sheet_at(FIRST), END, SHEET, extent, label, END)), "name") == [("Anna",)]


def test_nothing_but_what_was_checked_reaches_the_reader() -> None:
    data = with_cells("<row/>", **{"xl/media/image1.png": b"x" * 100, "xl/vbaProject.bin": b"y" * 100})
    _, made = packed.remade(data)
    assert b"image1" not in made
    assert b"vbaProject" not in made
    assert [each.name for each in Workbook(data).sheets] == ["A"]


def test_a_candidate_of_a_workbook_is_like_any_other() -> None:
    (found,) = read(xlsx(["Name", "Email"], ["Anna", "a@example.org"])).candidates
    assert found == Candidate(name="Anna", email="a@example.org", row=2, rows=(2,))
