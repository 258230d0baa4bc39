"""Rows of a sign-in sheet as people type them, in digits of any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.signed_rows import MAX_ROWS, Signed, signed


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("12", "12"),
        ("15-18", "15 16 17 18"),
        ("18-15", "15 16 17 18"),
        ("1,4,7-9", "1 4 7 8 9"),
        (" 1, 4 ; 7 – 9 ", "1 4 7 8 9"),
        ("2 2 1-3", "2 1 3"),
        ("١٥-١٧،٢٠", "15 16 17 20"),
        ("१२ १५–१६", "12 15 16"),
        ("１２、１５－１６", "12 15 16"),
        ("\u200f٧\u200f", "7"),
        ("A15-17 b2", "a15 a16 a17 b2"),
        ("A15-A17", "a15 a16 a17"),
        ("007-009", "007 008 009"),
        ("", ""),
    ],
)
def test_rows_stretches_and_lists(text: str, rows: str) -> None:
    assert signed(text) == Signed(tuple(rows.split()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("43 Nadia  Quill", Signed(("43",), "Nadia Quill")),
        ("12 15-16 43 Nadia", Signed(("12", "15", "16", "43"), "Nadia")),
        ("٤٣ نادية", Signed(("43",), "نادية")),
        ("43，王小明", Signed(("43",), "王小明")),
        ("43 Nadia 2nd, 5", Signed(("43",), "Nadia 2nd, 5")),
        ("Nadia", Signed(unread="Nadia")),
        ("12 + 4", Signed(("12",), unread="+ 4")),
        ("12-", Signed(unread="12-")),
        ("12 15-", Signed(("12",), unread="15-")),
        ("1-9999999", Signed(unread="1-9999999")),
        ("A1-B9", Signed(unread="A1-B9")),
        ("12345678", Signed(unread="12345678")),
        ("3 <b>", Signed(("3",), unread="<b>")),
    ],
)
def test_a_name_belongs_to_the_last_row_and_what_means_no_row_is_told(text: str, found: Signed) -> None:
    assert signed(text) == found


@given(st.text(st.sampled_from("0123456789٣-–, Ab王\u200f+<"), max_size=40))
def test_whatever_is_typed_means_few_rows_and_loses_no_word(text: str) -> None:
    found = signed(text)
    assert len(found.rows) <= MAX_ROWS
    assert not (found.name and found.unread)
    assert all(row == row.lower() and row[-1].isdecimal() for row in found.rows)
