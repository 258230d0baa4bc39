"""What changed between two wordings is told word by word, in every script, and nothing of either is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hubdesk.model.wording import changes, pieces


def shown(old: str, new: str) -> str:
    signs = {"same": "{}", "gone": "[-{}-]", "came": "{{+{}+}}"}
    return "".join(signs[piece.way].format(piece.words) for piece in changes(old, new))


def test_changed_words_stand_where_they_were() -> None:
    told = shown("The council meets every month.", "The council meets twice a year.")
    assert told == "The council meets [-every month-]{+twice a year+}."


def test_what_was_added_or_taken_away_stands_alone() -> None:
    assert shown("Hubs pay.", "Hubs always pay.") == "Hubs {+always +}pay."
    assert shown("Hubs always pay.", "Hubs pay.") == "Hubs [-always -]pay."
    assert shown("", "New.") == "{+New.+}" and shown("Old.", "") == "[-Old.-]" and shown("", "") == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("परिषद हर महीने मिलती है।", "परिषद हर साल मिलती है।", "परिषद हर [-महीने-]{+साल+} मिलती है।"),
        ("يجتمع المجلسُ كل شهر.", "يجتمع المجلسُ كل سنة.", "يجتمع المجلسُ كل [-شهر-]{+سنة+}."),
        ("理事会每月在河边开会。", "理事会每年在河边开会。", "理事会每[-月-]{+年+}在河边开会。"),
        ("ที่นี่มีน้ำ", "ที่นี่มีไฟ", "ที่นี่มี[-น้ำ-]{+ไฟ+}"),
    ],
)
def test_no_letter_loses_the_signs_that_stand_on_it(old: str, new: str, told: str) -> None:
    assert shown(old, new) == told


_TEXT = st.lists(st.sampled_from(["a", "b", " ", "  ", "\n", "م", "हि", "月", ".", "น้ำ"]), max_size=25).map("".join)


@given(_TEXT, _TEXT)
@example("a b", "a  b")
def test_nothing_of_either_text_is_lost(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(piece.words for piece in found if piece.way != "came") == old
    assert "".join(piece.words for piece in found if piece.way != "gone") == new
    assert all(piece.words for piece in found)
    assert (len(found) <= 1) if old == new else any(piece.way != "same" for piece in found)


@given(st.text(max_size=60))
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_long_texts_without_anything_in_common_are_not_compared_word_by_word() -> None:
    old, new = "alpha " * 5_000, "beta " * 5_000
    assert [piece.way for piece in changes(old + "end", new + "end")] == ["gone", "came", "same"]
