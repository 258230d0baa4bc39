"""What is read out of foreign JSON: each type and each size exactly up to its edge, and no further."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from hubdesk.bundle import strict
from hubdesk.bundle.strict import Reader
from hubdesk.errors import Refused
from hubdesk.model import facts, limits

HEX = "0123456789abcdef"


def code(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.code


def reading(value: object) -> Reader:
    return Reader({"it": value}, "test")


def padded(size: int) -> bytes:
    return b'{"a":"' + b"x" * (size - 8) + b'"}'


@pytest.mark.parametrize(
    ("fits", "beyond"),
    [
        (padded(limits.BUNDLE_MANIFEST), padded(limits.BUNDLE_MANIFEST + 1)),
        (
            facts.canonical({"a": [0] * (limits.BUNDLE_COMMAS + 1)}),
            facts.canonical({"a": [0] * (limits.BUNDLE_COMMAS + 2)}),
        ),
        (
            facts.canonical({"a": [[]] * (limits.BUNDLE_BRACKETS - 2)}),
            facts.canonical({"a": [[]] * (limits.BUNDLE_BRACKETS - 1)}),
        ),
        (
            facts.canonical({"a": [{}] * (limits.BUNDLE_BRACKETS - 2)}),
            facts.canonical({"a": [{}] * (limits.BUNDLE_BRACKETS - 1)}),
        ),
    ],
    ids=["bytes", "commas", "lists", "objects"],
)
def test_an_object_may_be_as_large_as_its_limit(fits: bytes, beyond: bytes) -> None:
    assert facts.canonical(strict.canonical_object(fits, "test")) == fits
    assert code(lambda: strict.canonical_object(beyond, "test")) == "test-size"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'"a"',
        b"null",
        b"{} ",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1e0}',
        b'{"a":NaN}',
        b'{"a":"\xff"}',
        b'{"a":"\\u0062"}',
        b'{"a":"\\ud800"}',
        b"[" * 30_000,
        b'{"a":' * 30_000,
    ],
    ids=lambda content: content[:16].decode("latin-1"),
)
def test_anything_but_the_one_form_of_an_object_is_refused(content: bytes) -> None:
    assert code(lambda: strict.canonical_object(content, "test")) == "test-json"


@pytest.mark.parametrize("found", [None, [], "it", 1, True])
def test_what_is_no_object_cannot_be_read(found: object) -> None:
    assert code(lambda: Reader(found, "test")) == "test-shape"


def test_an_object_has_exactly_the_keys_that_it_should_have() -> None:
    Reader({"one": 1, "two": 2}, "test").exactly("two one")
    for keys in ("one", "one two three", "one three", ""):
        assert code(lambda keys=keys: Reader({"one": 1, "two": 2}, "test").exactly(keys)) == "test-keys"


@pytest.mark.parametrize("text", ["", "a b", "x" * limits.BUNDLE_LABEL, "é", "محمد", "你好", "🎉"])
def test_a_short_text_comes_as_it_stands(text: str) -> None:
    assert reading(text).text("it") == text
    assert strict.label(text) == text


@pytest.mark.parametrize(
    "text",
    ["x" * (limits.BUNDLE_LABEL + 1), "a\nb", "a\tb", "a\0b", "a\x7fb", "é\n", "é\x85", "é\ud800", "é\u2028", "é\u2029"]
    + [f"é{mark}" for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
    + [unicodedata.normalize("NFD", "é")],
    ids=ascii,
)
def test_a_text_that_is_long_or_does_not_stay_on_its_line_is_refused(text: str) -> None:
    assert code(lambda: reading(text).text("it")) == "test-it"
    made = strict.label(text)
    assert made and reading(made).text("it") == made


@pytest.mark.parametrize("mark", "\u2027\u202f\u2065\u206a")
def test_the_neighbours_of_marks_that_turn_the_direction_may_stand(mark: str) -> None:
    assert reading(mark).text("it") == mark


@pytest.mark.parametrize("value", [None, 1, True, ["a"], {}])
def test_what_is_no_text_is_refused_as_one(value: object) -> None:
    for read in (
        reading(value).text,
        lambda key: reading(value).hex(key, 1),
        lambda key: reading(value).one_of(key, ("a",)),
    ):
        assert code(lambda read=read: read("it")) == "test-it"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Desk\n two", "Desk two"),
        ("  a \u202e b ", "a b"),
        ("e\u0301", "é"),
        ("\ud800", "?"),
        ("x" * 300, "x" * limits.BUNDLE_LABEL),
        ("x" * (limits.BUNDLE_LABEL - 1) + " y", "x" * (limits.BUNDLE_LABEL - 1)),
        ("\u2028", ""),
        ("ก\u0e34", "ก\u0e34"),
        ("क\u094d", "क\u094d"),
    ],
    ids=ascii,
)
def test_a_label_keeps_what_may_stand(text: str, made: str) -> None:
    assert strict.label(text) == made


def test_one_of_some_words() -> None:
    assert reading("kit").one_of("it", ("team", "kit")) == "kit"
    assert code(lambda: reading("ki").one_of("it", ("team", "kit"))) == "test-it"


def test_hex_digits_of_a_size() -> None:
    assert reading(HEX).hex("it", 8) == HEX
    assert reading("").hex("it", 0) == ""
    for wrong in (HEX[:-1], HEX + "0", HEX[:-2], HEX.upper(), HEX[:-1] + "g", HEX[:-1] + "\n", HEX[:-1] + "٣"):
        assert code(lambda wrong=wrong: reading(wrong).hex("it", 8)) == "test-it"


def test_a_whole_number_up_to_two_to_the_53() -> None:
    for good in (0, 1, facts.MAX_INTEGER - 1):
        assert reading(good).integer("it") == good
    for wrong in (-1, facts.MAX_INTEGER, True, False, 1.0, "1", None):
        assert code(lambda wrong=wrong: reading(wrong).integer("it")) == "test-it"


def test_lists_may_be_as_long_as_they_are_told() -> None:
    assert reading(["a", "b"]).labels("it", 2) == ("a", "b")
    assert [read.found for read in reading([{}, {"a": 1}]).objects("it", 2)] == [{}, {"a": 1}]
    takers: list[Callable[[Any], object]] = [
        lambda it: reading(it).labels("it", 1),
        lambda it: list(reading(it).objects("it", 1)),
    ]
    for take in takers:
        for wrong in ([{}, {}], ["a", "b"], ("a",), {}, "a", None):
            assert code(lambda take=take, wrong=wrong: take(wrong)) == "test-it"
    assert code(lambda: reading(["a", 1]).labels("it", 2)) == "test-it"
    assert code(lambda: list(reading([{}, 1]).objects("it", 2))) == "test-shape"


def test_pairs_whose_keys_are_hex_digits() -> None:
    assert list(reading({"0a": 1, "ff": None}).by_hex("it", 1)) == [("0a", 1), ("ff", None)]
    for wrong in ("0", "0aa", "0A", "zz", "0a\n"):
        assert code(lambda wrong=wrong: list(reading({wrong: 1}).by_hex("it", 1))) == "test-it"
    assert code(lambda: list(reading([]).by_hex("it", 1))) == "test-shape"
