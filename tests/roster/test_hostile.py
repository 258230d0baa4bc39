"""Bytes that are no list are refused in three parts; nothing else is ever raised, and time grows with the size."""

import csv
import io
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hubdesk.errors import Cancelled, HubDeskError, Refused
from hubdesk.model.limits import PEOPLE_AREA, PEOPLE_BYTES, PEOPLE_CELL, PEOPLE_COLUMNS, PEOPLE_ROWS
from hubdesk.model.roster import FIELDS
from hubdesk.roster import cells, header, states, words
from hubdesk.roster.detect import text_of
from hubdesk.roster.readers import load, read
from hubdesk.roster.table import split
from tests.roster.lists import DELIMITERS, LEGACY, SAMPLES, written

HOSTILE = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "only a mark": b"\xef\xbb\xbf",
    "only a UTF-16 mark": b"\xff\xfe",
    "zip": b"PK\x03\x04" + bytes(100),
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "pdf": b"%PDF-1.7\nName,Email\n",
    "png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "gzip": b"\x1f\x8b\x08\x00abc",
    "zeros": bytes(4096),
    "zero in a cell": b"Name,Email\nAn\0na,a@x.org\n",
    "web page": b"<!DOCTYPE html><html><body>Name, Email</body></html>",
    "xml": b"<?xml version='1.0'?><a/>",
    "json": b'[{"name": "Anna"',
    "json of deep nests": b'{"a":' * 100_000,
    "json object": b'{"people": []}',
    "noise": bytes(range(256)) * 20,
    "only a head": b"Name,Email,Phone\n",
    "only totals": b"Name,Email\nTotal: 0,\n",
    "10,001 columns": b"Name,Email" + b",x" * 10_000 + b"\nAnna,a@x.org\n",
    "a cell of 1 MB": b'Name,Note\nAnna,"' + b"x" * 1_000_000 + b'"\n',
    "a bare cell of 200 kB": b"Name,Note\nAnna," + b"x" * 200_000 + b"\n",
    "a line of 2 MB": b"Name,Email\n" + b"a," * 1_000_000,
    "too many rows": b"a\n" * (2 * PEOPLE_ROWS + 1),
    "too many blank rows": b"Name\n" + b"\r" * (PEOPLE_ROWS + 1),
    "a square of commas": b"Name,Email\n" + (b"," * 999 + b"\n") * (PEOPLE_AREA // 1000),
    "a square of cells in a wiki page": b"{|\n" + (b"|-\n" + b"||" * 1000 + b"\n") * (PEOPLE_AREA // 1000 + 1),
    "a wiki row without end": b"{|\n|-\n" + b"| a\n" * 2000,
    "a wiki cell without end": b"{|\n|-\n| a\n" + (b"x" * 999 + b"\n") * 200,
    "wiki lines without end": b"{|\n|-\n| a\n" + b"x\n" * (2 * PEOPLE_ROWS + 1),
}
#: What a list has too much of, where more than one limit might have refused it.
BEYOND = {
    "a square of commas": "8000000 cells",
    "a square of cells in a wiki page": "8000000 cells",
    "a wiki row without end": "1000 columns",
    "a wiki cell without end": "a cell of more than 100000",
    "wiki lines without end": "250000 rows",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_three_parts(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read(HOSTILE[name])
    assert all(part.strip() for part in refused.value.told("en"))
    assert refused.value.exit_code == 3
    assert BEYOND.get(name, "") in refused.value.told("en")[0]


def test_workbooks_are_told_to_be_saved_as_csv() -> None:
    with pytest.raises(Refused) as refused:
        read(HOSTILE["zip"])
    assert "CSV" in refused.value.told("en")[2]


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(Refused) as refused:
        load(path)
    assert refused.value.code == "people-too-large"
    with pytest.raises(Refused):
        read(b"Name\n" + bytes(PEOPLE_BYTES))
    with pytest.raises(HubDeskError) as missing:
        load(tmp_path / "none.csv")
    assert not isinstance(missing.value, Refused)
    path.write_bytes(b"Name\nAnna\n")
    assert load(path) == b"Name\nAnna\n"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\xd8")
@example(b"'")
@example(b'"')
@example(b"sep=")
@example(b"sep=\n")
@example(b'sep="\nName\n')
@example("Name;\u2028x".encode())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = read(data)
    except Refused:
        return
    assert found.candidates


_BITS = st.sampled_from(
    [
        *(
            "Name",
            "Email",
            "Имя",
            "姓名",
            "a@x.org",
            "@a@b.org",
            "'=1",
            '"',
            '""',
            ",",
            ";",
            "\t",
            "|",
            "\n",
            "\r\n",
            "\r",
        ),
        *(
            "<s>",
            "</s>",
            "[[User:X|Y]]",
            "{{u|",
            "}}",
            "# ",
            "* ",
            "#a+b",
            "Total",
            "\u202e",
            "\u200b",
            "\ufeff",
            "٣",
            "\x1a",
        ),
        *(
            " ",
            "<",
            ">",
            "(x@y.org)",
            "hidden",
            "من",
            "1",
            "+1 555 0100",
            "é",
            "\ufffd",
            "sep=;",
            "İ",
            "ß",
            "\U0001f600",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_BITS, max_size=60).map("".join),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16", "utf-8-sig", "gb18030"]),
)
def test_any_pieces_of_lists_are_read_or_refused(text: str, encoding: str) -> None:
    try:
        found = read(text.encode(encoding))
    except Refused:
        return
    assert found.candidates
    assert all(found.columns.meanings().values())
    assert set(found.columns.meanings().values()) <= set(FIELDS)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_single_cells_never_fail(cell: str) -> None:
    for look in (
        *(cells.email_in, cells.named_address, cells.is_email, cells.is_handle, cells.account, cells.is_phone),
        *(cells.phone_in, cells.is_date, cells.is_words, cells.is_struck, cells.user_page, words.meaning),
        *(states.status, states.says_no, states.says_yes, states.is_hidden, states.is_anonymous, states.is_total),
    ):
        look(cell)
    assert words.plain(words.plain(cell)) == words.plain(cell) or not cell.isascii()
    assert header.find_header([[cell], [cell, cell]]) in (None, 0, 1)


_PLAIN = {
    "windows-1252": "abc déñßÜ 1'",
    "windows-1250": "abc ąśćřőé 1'",
    "windows-1251": "абв щыїґ 1'",
    "koi8-u": "абв щыїґ 1'",
    "windows-1256": "ابت ثمن 1'",
    "gb18030": "王小明汉字 1'",
    "utf-8": "aé王ش 1'\u200f",
    "utf-16-le": "aé王ش 1'",
}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_cells_come_back_as_they_were_written(data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(sorted(_PLAIN)))
    delimiter = data.draw(st.sampled_from(DELIMITERS))
    cell = st.text(alphabet=_PLAIN[encoding] + '";,|\n\t@', max_size=12)
    rows = data.draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=8))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    text = text_of(out.getvalue().encode(encoding), encoding).text
    assert split(text, delimiter=delimiter).rows == rows


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_cut_list_is_refused_or_keeps_the_people_before_the_cut(sample, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(("utf-8", "utf-16", "utf-16-le", *LEGACY[sample.language])))
    whole = written(sample.rows, encoding, ";")
    cut = data.draw(st.integers(min_value=len(whole) * 4 // 5, max_value=len(whole)))
    try:
        found = read(whole[:cut])
    except Refused as refused:
        assert refused.code == "people-cut"
    else:
        assert found.candidates[0].name == sample.people[0][0]


@pytest.mark.parametrize("name", ["Zoé", "Renè", "Jordà"])
def test_an_accent_at_the_very_end_is_no_half_character(name: str) -> None:
    found = read(f"Name\nAnna\n{name}".encode("windows-1252"))
    assert [each.name for each in found.candidates] == ["Anna", name]


@pytest.mark.parametrize(
    "whole",
    [
        "Name,Email\nZoé,z@x.org\nZoé".encode(),
        "Имя;Почта\nАнна;a@x.org".encode("utf-16"),
        "姓名,单位\n李娜,图书馆\n王小明,书会".encode("gb18030"),
        b'Name,Email\nAnna,a@x.org\n"Bo"',
        b'"Name"\t"Email"\r\n"Anna"\t"a@x.org"\r\n"Bo"\t"b@x.org"',
    ],
)
def test_a_list_that_ends_within_a_character_or_within_quotes_is_refused(whole: bytes) -> None:
    read(whole)
    with pytest.raises(Refused) as refused:
        read(whole[:-1])
    assert refused.value.code == "people-cut"


def test_a_last_line_that_ends_a_cell_of_several_lines_is_whole() -> None:
    found = read(b'Name,Remark\nAnna,"comes\nlate\n"')
    assert [each.name for each in found.candidates] == ["Anna"]


def test_single_broken_bytes_do_not_change_the_encoding() -> None:
    text = "Имя;Почта\n" + "".join(f"Щукин {n};s{n}@x.org\n" for n in range(50)) + "Бро\0нь;b@x.org\n"
    found = read(text.encode().replace(b"\0", b"\xff"))
    assert found.encoding == "utf-8"
    assert [each.damaged for each in found.candidates] == [False] * 50 + [True]


@pytest.mark.parametrize(
    "line",
    ['"Bo,b@x.org', 'Bo "the cat" B,b@x.org', '"Bo" B,b@x.org', 'B"o,b@x.org', '"Bo ""x"" ,b@x.org', '"'],
)
def test_a_broken_quote_spoils_its_own_line_only(line: str) -> None:
    text = f"Name,Email\nAnna,a@x.org\n{line}\nCy,c@x.org\nDi,d@x.org\n"
    found = read(text.encode())
    assert {"a@x.org", "c@x.org", "d@x.org"} <= {each.email for each in found.candidates}


def test_invisible_signs_do_not_hide_an_address() -> None:
    found = read("Name,Email\nAnna,\u202aanna@x.org\u202c\n\u200bAnna,ANNA@x.org\n".encode())
    assert [(each.name, each.email) for each in found.candidates] == [("Anna", "anna@x.org")]


def _big(rows: int) -> bytes:
    return ("Name;Email;Phone;Status;Notes\n" + "".join(
        f"Щукин Эдуард {n};s{n}@x.org;+380 44 {n:07d};ожидает;заметка {n % 7}\n" for n in range(rows)
    )).encode()  # fmt: skip


def test_time_grows_with_the_rows() -> None:
    def cost(data: bytes) -> float:
        times = []
        for _ in range(3):
            start = process_time()
            read(data)
            times.append(process_time() - start)
        return min(times)

    small, large = cost(_big(2_000)), cost(_big(16_000))
    assert large < small * 8 * 2.5


@pytest.mark.parametrize(
    "line",
    [
        '"a\n',
        '"a""\n',
        'Anna,"x\n',
        'Anna,"x"y\n',
        ",,,,,,,\n",
        "Anna,\n",
        "a@x.org,Bo\n",
        "# [[User:A]] <s>\n",
        *("# [[User:A]] " + sign * 200 + "\n" for sign in ("-", "( ", "<!--", "{{", "[[", "12:00 x", "<s>", "~")),
        *(f"Anna,{sign * 200}\n" for sign in ("(", " <", "a@", "@a", "<s>", "[[", "a.")),
        "@" * 40 + "\n",
    ],
)
def test_hostile_lines_cost_no_more_when_there_are_many(line: str) -> None:
    def cost(times: int) -> float:
        best = 9.0
        for _ in range(2):
            start = process_time()
            with suppress(Refused):
                read(b"Name,Email\nAnna,a@x.org\n" + line.encode() * times)
            best = min(best, process_time() - start)
        return best

    assert cost(3_000) < max(cost(500), 0.004) * 6 * 3


def test_progress_is_told_and_may_stop_the_work() -> None:
    told: list[tuple[int, int]] = []
    data = _big(5_000)
    read(data, report=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert len(told) >= 5
    assert all(0 <= done <= total for done, total in told)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(data, report=stop)


def test_limits_are_those_of_the_list_not_less() -> None:
    head = ",".join(["Name", "Email", *(f"q{n}" for n in range(PEOPLE_COLUMNS - 2))])
    assert read(f"{head}\nAnna,a@x.org\n".encode()).candidates
    note = "x" * (PEOPLE_CELL - 1)
    assert len(read(f"Name,Note\nAnna,{note}\n".encode()).candidates[0].note) == 1_000
    assert read(f"Name,Email\nAnna,a@x.org\n{'N' * 1200},b@x.org\n".encode()).rejected[0].row == 3
