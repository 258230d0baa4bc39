"""Translation markup tells which words belong to which unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.elements import UNIT, UNIT_END, UNIT_NAMED, Page
from hubdesk.charter.translate import is_translatable, without_markup


def units(text: str) -> list[tuple[str, str]]:
    """Return (name, words) of every named unit."""
    page, _ = without_markup(Page().without_elements(text))
    found = []
    for piece in page.split(UNIT)[1:]:
        name, _, words = piece.partition(UNIT_NAMED)
        found.append((name, words.partition(UNIT_END)[0]))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<translate>\n<!--T:1-->\nA\nb\n\n<!--T:2-->\nC\n</translate>", [("1", "A\nb"), ("2", "C")]),
        ("<translate><!--T:1--> A</translate>", [("1", "A")]),
        ("<translate>\n== A == <!--T:1-->\n</translate>", [("1", "== A ==")]),
        ("<translate>\n== A == <!--T:1-->\nB\n</translate>", [("1", "== A == \nB")]),
        ("<translate>A <!--T:1--></translate>", [("1", "A")]),
        ("<translate>\nA\n\n\n\n<!--T:2-->\nB</translate>", [("2", "B")]),
        ("<translate>\n<!--T:1-->\n\n</translate>", [("1", "")]),
        ("x <translate><!--T:1--> A</translate> y <translate><!--T:2--> B</translate> z", [("1", "A"), ("2", "B")]),
        ("no units", []),
    ],
)
def test_units_reach_from_blank_line_to_blank_line(text: str, found: list[tuple[str, str]]) -> None:
    assert units(text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<languages/>a", "a"),
        ("<languages />a", "a"),
        ("<noinclude><languages/></noinclude>a", "a"),
        ("<translate>a</translate>", "a"),
        ('<tvar name="x">a</tvar>', "a"),
        ("<tvar|x>a</>", "a"),
        ("<translated>a", "<translated>a"),
        ("<tvarx>a", "<tvarx>a"),
    ],
)
def test_the_tags_are_gone(text: str, left: str) -> None:
    assert without_markup(text) == (left, [])


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("<translate>a</translate><translate>b</translate>", 0),
        ("<translate>a", 1),
        ("a</translate>", 1),
        ("<translate><translate>a</translate></translate>", 1),
        ("<tvar name=1><tvar name=2>a</tvar></tvar>", 1),
        ("</translate><translate></tvar><tvar name=1>", 2),
    ],
)
def test_uneven_tags_are_told_once(text: str, messages: int) -> None:
    assert len(without_markup(text)[1]) == messages


def test_only_the_source_page_is_translatable() -> None:
    assert is_translatable("<translate>a</translate>") and is_translatable("<!--T:1--> a")
    assert not is_translatable('<languages/>\n<span id="A"></span>\n== B ==')


@given(
    st.lists(
        st.sampled_from(
            ["<translate>", "</translate>", "<!--T:1-->", "<!--T:2-->", "\n", "\n\n", "a", " ", "<tvar|1>", "</>"]
        ),
        max_size=30,
    )
)
def test_words_are_neither_lost_nor_doubled(pieces: list[str]) -> None:
    page, _ = without_markup(Page().without_elements("".join(pieces)))
    assert page.count("a") == pieces.count("a")
    assert "translate" not in page and "tvar" not in page
