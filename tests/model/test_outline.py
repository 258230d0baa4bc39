"""Numbers and paths are those that people and laws count by."""

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.outline import Piece, anchor_of, arrange


def heading(level: int, text: str = "h") -> Piece:
    return Piece("heading", text, level)


def paragraph(text: str = "p") -> Piece:
    return Piece("paragraph", text)


def item(level: int, text: str = "i") -> Piece:
    return Piece("item", text, level)


def test_an_empty_document_is_itself() -> None:
    (block,) = arrange("Our charter", [])
    assert (block.role, block.number, block.path, block.heading, block.parent) == (
        "document",
        "0",
        "doc",
        "Our charter",
        0,
    )


def test_numbers_count_headings_and_paragraphs_within_them() -> None:
    blocks = arrange("t", [paragraph(), heading(2), paragraph(), heading(3), paragraph(), paragraph(), heading(2)])
    assert [block.number for block in blocks] == ["0", "0p1", "1", "1p1", "1.1", "1.1p1", "1.1p2", "2"]
    assert [block.parent for block in blocks] == [0, 0, 0, 2, 2, 4, 4, 0]


def test_paths_use_the_figures_of_the_numbers() -> None:
    blocks = arrange("t", [heading(2), heading(2), heading(3), heading(4), heading(5), paragraph(), item(1), item(2)])
    assert [block.path for block in blocks[1:]] == [
        "chp_1",
        "chp_2",
        "chp_2__sec_1",
        "chp_2__sec_1__subsec_1",
        "chp_2__sec_1__subsec_1__subsec_1",
        "chp_2__sec_1__subsec_1__subsec_1__para_1",
        "chp_2__sec_1__subsec_1__subsec_1__item_2",
        "chp_2__sec_1__subsec_1__subsec_1__item_2__item_3",
    ]


def test_depth_ignores_levels_that_are_skipped() -> None:
    blocks = arrange("t", [heading(2), heading(4), heading(3), heading(6), heading(1), heading(2)])
    assert [(block.number, block.level, block.role) for block in blocks[1:]] == [
        ("1", 1, "chapter"),
        ("1.1", 2, "section"),
        ("1.2", 2, "section"),
        ("1.2.1", 3, "section"),
        ("2", 1, "chapter"),
        ("2.1", 2, "section"),
    ]


def test_items_go_below_the_item_of_less_nesting() -> None:
    blocks = arrange("t", [heading(2), item(1), item(3), item(2), item(1), paragraph(), item(2), item(1)])
    assert [block.parent for block in blocks[1:]] == [0, 1, 2, 2, 1, 1, 1, 1]
    assert [block.level for block in blocks[2:]] == [1, 2, 2, 1, 0, 1, 1]


def test_an_anchor_is_the_heading_with_low_lines() -> None:
    assert anchor_of(" Set-up  and\tgovernance (2)? ") == "Set-up_and_governance_(2)?"
    assert len(anchor_of("a" * 5000)) == 1024


_PIECES = st.lists(
    st.one_of(
        st.builds(heading, st.integers(1, 6)),
        st.builds(paragraph),
        st.builds(item, st.integers(1, 8)),
    ),
    max_size=60,
)


@given(_PIECES)
def test_numbers_and_paths_are_unique_and_parents_stand_before(pieces: list[Piece]) -> None:
    blocks = arrange("t", pieces)
    assert len(blocks) == len(pieces) + 1
    assert len({block.number for block in blocks}) == len(blocks) == len({block.path for block in blocks})
    for place, block in enumerate(blocks[1:], start=1):
        above = blocks[block.parent]
        assert block.parent < place
        assert above.role == "document" or block.path.startswith(f"{above.path}__")
        assert block.heads == (pieces[place - 1].kind == "heading")
        if block.heads:
            assert block.level == block.number.count(".") + 1


@given(_PIECES, _PIECES)
def test_what_follows_never_renumbers_what_was_before(first: list[Piece], second: list[Piece]) -> None:
    assert arrange("t", first + second)[: len(first) + 1] == arrange("t", first)
