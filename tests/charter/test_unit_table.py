"""A translation exported as a table finds its units by name, however its quotation marks are written."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import format_of, read, read_all
from hubdesk.charter.unit_table import _rows
from hubdesk.errors import Refused
from hubdesk.model.alignment import align
from hubdesk.model.charter import nodes
from tests.charter.pages import headings, shape, wiki

HEADER = ["Message title", "Message definition", "fr"]


def cell(words: str) -> str:
    """Write a cell as PHP's fputcsv does: quotation marks are doubled, but not the first one behind a backslash."""
    if not set(words) & set(' ,"\\\n\t'):
        return words
    written, escaped = "", False
    for sign in words:
        if sign == "\\":
            escaped = True
        elif sign == '"' and not escaped:
            written += '"'
        else:
            escaped = False
        written += sign
    return f'"{written}"'


def table(*rows: list[str]) -> str:
    return "".join(",".join(map(cell, row)) + "\n" for row in rows)


def key(unit: str, page: str = "Charter/Big hubs") -> str:
    return f"Translations:{page}/{unit}/en"


SOURCE = wiki(
    '<translate>\n== Aim == <!--T:9-->\n\n<!--T:2-->\nFirst "words" <tvar name=1>12</tvar>.\n\n'
    "<!--T:my unit-->\n* one\n* two\n\n<!--T:5-->\nGone.\n\n<!--T:6-->\nSame.\n</translate>"
)
ROWS = (
    HEADER,
    [key("Page display title"), "Big hubs", "Les grands centres"],
    [key("9"), "== Aim ==", "== But =="],
    [key("2"), 'First "words" $1.', '!!FUZZY!!Les "premiers" mots, \\"tous\\" $1.'],
    [key("my unit"), "* one\n* two", "* un\n* deux"],
    [key("5"), "Gone.", ""],
    [key("6"), "Same.", "Same."],
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_units_are_read_with_their_names_and_states(mark: str, ends: str) -> None:
    data = (mark + table(*ROWS)).replace("\n", ends).encode()
    translation, original = read_all(data, "page-Charter_Big hubs_fr.csv", variables=SOURCE.variables)
    assert (translation.language, translation.title, translation.titled) == ("fr", "Les grands centres", True)
    assert (translation.format, translation.holds, original.holds) == ("csv", "units", "definitions")
    assert [(block.unit, block.heading or block.text, block.status) for block in translation.blocks[1:]] == [
        ("9", "But", "translated"),
        ("2", 'Les "premiers" mots, \\"tous\\" 12.', "outdated"),
        ("my unit", "un", "translated"),
        ("my unit/2", "deux", "translated"),
        ("6", "Same.", "translated"),
    ]
    assert (original.language, original.title, headings(original)) == ("en", "Big hubs", [("1", "Aim")])
    found = align(SOURCE, translation)
    assert not found.unmatched and found.tally(SOURCE) == (4, 1, 1)


def test_an_export_of_the_source_itself_is_the_source() -> None:
    (outline,) = read_all(table(*(row[:2] for row in ROWS)).encode(), "x.csv")
    assert (outline.language, outline.holds, outline.sections) == ("en", "definitions", 1)


def test_source_and_translation_of_a_table_alone_belong_together() -> None:
    translation, original = read_all(table(*ROWS).encode(), "x.csv")
    made = nodes("key", original, [translation])
    assert not made.unmatched and made.coverage == (("fr", 4, 1, 1),)


def test_a_table_is_known_without_its_ending() -> None:
    assert format_of(table(*ROWS)) == "csv"
    assert format_of("a,b\nwords, and more\n", ".txt") == "text"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_saved_again_reads_alike(sign: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=sign, lineterminator="\r\n").writerows(ROWS)
    assert [shape(each) for each in read_all(file.getvalue().encode(), "x.csv")] == [
        shape(each) for each in read_all(table(*ROWS).encode(), "x.csv")
    ]


_WORDS = st.text(st.sampled_from('ab", \n\\;é'), max_size=12)


@settings(max_examples=300)
@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=6))
def test_what_the_wiki_writes_is_read_back(cells: list[tuple[str, str]]) -> None:
    """The writing is ambiguous only where a quotation mark behind a backslash stands before a comma or a line's end."""
    rows = [[key(str(nth)), *pair] for nth, pair in enumerate(cells)]
    clear = all('\\"' not in each and not each.endswith("\\") for row in rows for each in row)
    if clear:
        assert list(_rows(table(HEADER, *rows))) == rows


@pytest.mark.parametrize(
    "words", ["C:\\", 'say \\"', "\\", 'a \\" b', '\\""', 'a\\", b', '"', '""', '\\\\"x', "a\n\nb\\"]
)
@pytest.mark.parametrize("place", [1, 2])
def test_backslashes_before_quotation_marks_do_not_split_cells(words: str, place: int) -> None:
    row = [key("2"), "source", "words"]
    row[place] = words
    rows = [row, [key("3"), "next, one", "and so on"]]
    assert list(_rows(table(HEADER, *rows))) == rows


def test_a_damaged_table_is_refused_with_its_line() -> None:
    data = table(*ROWS[:3]) + 'Translations:Charter/3/en,"open,x\n' + table(ROWS[4])
    with pytest.raises(Refused) as refused:
        read(data.encode(), "x.csv")
    assert refused.value.code == "document-csv" and "4" in refused.value.told()[0]


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 600), st.text(st.sampled_from('"\\,\n/x'), max_size=5), st.integers(0, 20))
def test_a_table_damaged_anywhere_gives_an_outline_or_a_refusal(at: int, words: str, lost: int) -> None:
    data = table(*ROWS)
    try:
        read_all((data[:at] + words + data[at + lost :]).encode(), "x.csv")
    except Refused as refused:
        assert all(refused.told())


@pytest.mark.parametrize(
    "piece", ['"\\",x\n', '"', '\\"', ",", "a/1/en,x\n", 'a/1/en,"\\",x\n', 'a/1/en,"b","c"\n', "/"]
)
def test_bombs_of_open_cells_end(piece: str) -> None:
    try:
        read_all((table(*ROWS[:3]) + piece * (100_000 // len(piece))).encode(), "x.csv")
    except Refused as refused:
        assert all(refused.told())
