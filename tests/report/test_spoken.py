"""Language tags in what leaves: whole, in their usual case, and no word of anybody behind them."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.report.dates import Dates
from hubdesk.report.spoken import VARIANTS, tag


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("be-tarask", "be-tarask"),
        ("be-x-old", "be-tarask"),
        ("sr-Latn", "sr-Latn"),
        ("sr-el", "sr-Latn"),
        ("zh-hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant-HK"),
        ("pt-br", "pt-BR"),
        ("PT", "pt"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("ca-valencia", "ca-valencia"),
        ("zh-yue", "yue"),
        ("zh-min-nan", "nan"),
        ("zh-Quill", "zh"),
        ("zh-bob", "zh"),
        ("en-brindle-tarask", "en"),
        ("de-x-formal", "de"),
        ("en-Anna-tarask", "en-tarask"),
        ("Quillwort", "und"),
        ("x-quill", "und"),
        ("", "und"),
        ("be-tarask\n", "und"),
    ],
)
def test_a_tag_stays_whole_and_takes_no_other_word_along(said: str, told: str) -> None:
    assert tag(said) == told


@given(st.from_regex(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,4}", fullmatch=True))
def test_what_was_told_is_told_again(said: str) -> None:
    assert tag(tag(said)) == tag(said)


def test_variants_that_have_a_name_are_known() -> None:
    no_longer_or_never = {"posix", "revised", "saaho"}
    assert set(map(str.lower, Locale("en").variants)) - no_longer_or_never <= VARIANTS


def test_a_variant_is_told_by_name() -> None:
    assert Dates("en").languages(["be", "be-tarask", "sr-Latn", "zh-Hant"]) == (
        "Belarusian, Belarusian (Taraskievica orthography), Serbian (Latin) and Chinese (Traditional)"
    )
    assert Dates("fr").language_name("sl-rozaj-biske") and Dates("en").language_name("yue") == "Cantonese"
