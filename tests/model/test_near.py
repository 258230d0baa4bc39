"""Typed letters and names: what answers, in which order, and what is forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.fold import fold, tokens
from hubdesk.model.near import FAR, SLIPPED, rank, slipped


def ranked(typed: str, name: str) -> float:
    return rank(fold(typed), tokens(typed), fold(name), tokens(name))


def test_the_order_of_answers() -> None:
    ranks = [ranked("fund", name) for name in ("Fund", "Funding", "Stable funding", "Refunds", "Money")]
    assert ranks == [0, 1, 2, 3, FAR]


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("membrship", "Membership", True),
        ("membesrhip", "Membership of hubs", True),
        ("mony hubs", "Money for hubs", True),
        ("omney", "Money for hubs", True),
        ("финасы", "Финансы центров", True),
        ("bony", "Money", False),
        ("mny", "Money", False),
        ("money boats", "Money for hubs", False),
        ("xyzzy", "Money", False),
        ("", "Money", False),
        ("资全", "资金", False),
    ],
)
def test_small_slips_are_forgiven_in_longer_words(typed: str, name: str, found: bool) -> None:
    assert (slipped(tokens(typed), tokens(name)) < FAR) is found


letters = st.text("abcdefgh", min_size=8, max_size=14)


@given(letters, st.integers(1, 6), st.sampled_from("abcdefgh"))
def test_one_slip_in_a_long_word_is_always_found(word: str, at: int, letter: str) -> None:
    typed = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]]
    for each in typed:
        assert slipped([each], [word]) < FAR or each == word or word.startswith(each)


@given(st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_any_words_give_a_rank(words: list[str], parts: list[str]) -> None:
    found = slipped(words, parts)
    assert found == FAR or found >= SLIPPED
