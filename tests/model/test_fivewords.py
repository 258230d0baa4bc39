"""Words that a person can read out, write down and type again."""

import os
import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.i18n import LANGUAGES
from hubdesk.model import fivewords
from hubdesk.paths import shipped

LISTS = {file.stem: file.read_text("utf-8") for file in sorted((shipped("resources") / "words").glob("*.txt"))}


@pytest.mark.parametrize("language", LISTS)
def test_a_list_is_long_enough_and_can_be_typed(language: str) -> None:
    words = LISTS[language].split()
    assert LISTS[language] == "\n".join(words) + "\n"
    assert language in LANGUAGES
    assert len(words) >= fivewords.LEAST_WORDS
    assert len(set(map(fivewords.normalised, words))) == len(words)
    assert all(left < right for left, right in pairwise(words))
    for word in words:
        assert unicodedata.is_normalized("NFC", word)
        assert " " not in fivewords.normalised(word)
        assert len(word) <= 11


def test_english_words_are_plain() -> None:
    assert all(re.fullmatch("[a-z]{3,11}", word) for word in LISTS["en"].split())


@pytest.mark.parametrize("language", LISTS)
def test_five_words_come_from_the_list_and_can_be_told_apart(language: str) -> None:
    words = LISTS[language].split()
    made = fivewords.passphrase(words, os.urandom)
    assert len(made.split()) == 5
    assert set(made.split()) <= set(words)
    assert fivewords.normalised(made.replace(" ", "-").upper()) == fivewords.normalised(made)


def test_every_word_is_equally_likely() -> None:
    words = LISTS["en"].split()
    limit = (1 << 32) // len(words) * len(words)
    given_out = iter([limit.to_bytes(4, "big"), b"\xff" * 4, *[n.to_bytes(4, "big") for n in range(5)]])
    assert fivewords.passphrase(words, lambda size: next(given_out)) == " ".join(words[:5])


@pytest.mark.parametrize("words", [[], ["a"] * 5000, [f"w{n}" for n in range(100)]])
def test_a_short_list_makes_no_passphrase(words: list[str]) -> None:
    with pytest.raises(ValueError, match="list"):
        fivewords.passphrase(words, os.urandom)


def test_a_list_whose_words_fall_together_makes_no_passphrase() -> None:
    words = [f"w{n}" for n in range(2000)] + ["W1"]
    with pytest.raises(ValueError, match="different"):
        fivewords.passphrase(words, os.urandom)


@given(st.text(max_size=60))
def test_normalised_text_stays_as_it_is(text: str) -> None:
    once = fivewords.normalised(text)
    assert fivewords.normalised(once) == once
    assert fivewords.normalised(unicodedata.normalize("NFD", text)) == once
    assert fivewords.normalised(f"  {text}\n") == once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Straße", "strasse"),
        ("Éclair", "eclair"),
        ("niño", "nino"),
        ("ЁЛКА", "елка"),
        ("йод", "йод"),
        ("їжак", "їжак"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("كِتَاب", "كتاب"),
        ("किताब", "किताब"),
        ("ＡＢＣ", "abc"),
        ("amber–river_candle", "amber river candle"),
        ("İstanbul", "istanbul"),
    ],
)
def test_careless_typing_is_forgiven(typed: str, meant: str) -> None:
    assert fivewords.normalised(typed) == meant


def test_six_words_stand_for_a_key() -> None:
    words = LISTS["en"].split()
    one, two = fivewords.spoken("00" * 32, words), fivewords.spoken("00" * 31 + "01", words)
    assert one == fivewords.spoken("00" * 32, words)
    assert len(one.split()) == 6
    assert one != two
    assert len(set(one.split()) & set(two.split())) < 3
