"""The bidirectional algorithm against an independent one, by its rules, and under hostile input."""

import random
import time
import unicodedata
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.report.pdf.bidi import base_level, levels, needs_levels, reorder

FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"
LRE, RLE, LRO, RLO, PDF = "\u202a", "\u202b", "\u202d", "\u202e", "\u202c"
PLAIN = "abZ אבג ابت 123 ٣٤ +-,.:/#$% ()[]<>{}「」〈〉\u0301\u064b\u05b0 !?&*'\"\u200f\u200e\u200b\u200d\xad\xa0"
CONTROLS = LRE + RLE + LRO + RLO + PDF + FSI + LRI + RLI + PDI
REMOVED = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF"}


def shown(text: str, base: int) -> str:
    """Return the characters from left to right, without those that rule X9 removes."""
    visual = "".join(reorder(list(text), levels(text, base)))
    return "".join(c for c in visual if unicodedata.bidirectional(c) not in REMOVED)


def random_texts(alphabet: str, count: int) -> list[str]:
    chance = random.Random(20261120)
    return ["".join(chance.choices(alphabet, k=chance.randint(1, 24))) for _ in range(count)]


def theirs(oracle: ModuleType, text: str, base: int) -> str:
    return "".join(
        c for c in oracle.get_display(text, base_dir="LR"[base]) if unicodedata.bidirectional(c) not in REMOVED
    )


def without_isolates(text: str) -> str:
    """Return a text with each isolate as one neutral sign, which is what the text around it sees (UAX #9, 3.3.2)."""
    found, depth = [], 0
    for character in text:
        if character in FSI + LRI + RLI:
            found += [] if depth else ["!"]
            depth += 1
        elif character == PDI and depth:
            depth -= 1
        elif not depth:
            found.append(character)
    return "".join(found)


@pytest.mark.parametrize("alphabet", [PLAIN, PLAIN + (FSI + LRI + RLI + PDI) * 4], ids=["plain", "isolates"])
def test_same_order_as_an_independent_implementation(alphabet: str) -> None:
    """40,000 texts in all; they differ only where the other looks past an isolate from the wrong end (rule N0)."""
    oracle = pytest.importorskip("bidi", reason="python-bidi is not installed")
    different = []
    for number, text in enumerate(random_texts(alphabet, 20_000)):
        base = number & 1
        if shown(text, base) != theirs(oracle, text, base):
            outside = without_isolates(text)
            if outside == text or shown(outside, base) != theirs(oracle, outside, base):
                different.append((text, base))
    assert different == []


@pytest.mark.parametrize("text", ["3\u062a\u2066/\u2069(\u0663)", "\u0301\u05d1\u2068:\u2069{2}"])
def test_brackets_take_the_side_of_the_nearest_letter_before_an_isolate(text: str) -> None:
    assert list(levels(text, 0)) == [0, 1, 1, 2, 1, 1, 2, 1]  # as ICU has it


@given(
    st.text(alphabet=PLAIN + LRE + RLE + LRO + RLO + PDF + FSI + LRI + RLI + PDI + "\t\n", max_size=60),
    st.sampled_from([0, 1]),
)
def test_every_character_gets_a_level_and_keeps_its_place_once(text: str, base: int) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    assert all(base <= level <= 126 for level in found)
    assert sorted(reorder(list(range(len(text))), found)) == list(range(len(text)))


@given(st.text(alphabet="abc 123.,()-é中", max_size=40))
def test_left_to_right_text_is_never_touched(text: str) -> None:
    assert not needs_levels(text)
    assert levels(text, 0) == bytes(len(text))


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("abc", 1, [2, 2, 2]),
        ("אבג", 0, [1, 1, 1]),
        ("א1", 0, [1, 2]),  # W7 does not apply: the number stands at level 2
        ("a1", 1, [2, 2]),
        ("ا1", 1, [1, 2]),  # W2: a European number after an Arabic letter is Arabic
        ("א-5", 1, [1, 1, 2]),
        ("1,2", 1, [2, 2, 2]),  # W4
        ("$1", 1, [2, 2]),  # W5
        ("a(ב)", 0, [0, 0, 1, 0]),  # N0: the brackets take the paragraph's side from the text before
        ("א(ב)", 0, [1, 1, 1, 1]),
        ("א (b) ג", 1, [1, 1, 1, 2, 1, 1, 1]),
        ("א ", 0, [1, 0]),  # L1
        ("א\tב", 0, [1, 0, 1]),
    ],
)  # fmt: skip
def test_single_rules(text: str, base: int, expected: list[int]) -> None:
    assert list(levels(text, base)) == expected


def test_a_mark_after_a_bracket_follows_the_bracket() -> None:
    found = levels("א(ב)\u0301c", 0)
    assert found[3] == found[4] == 1


def test_isolates_keep_their_surroundings_in_order() -> None:
    quoted = f"wrote {FSI}كتب (Hubs 2.1){PDI} in Amman"
    bare = "wrote كتب (Hubs 2.1) in Amman"
    after = quoted.index(" in Amman")
    assert set(levels(quoted, 0)[after:]) == {0}
    assert shown(quoted, 0).endswith(" in Amman")
    assert shown(bare, 0) != shown(quoted, 0).replace(FSI, "").replace(PDI, "")


def test_unclosed_isolates_and_embeddings_end_with_the_paragraph() -> None:
    text = f"{RLI}ab{RLE}cd\nef"
    assert list(levels(text, 0))[-2:] == [0, 0]


def test_overrides_turn_letters_around() -> None:
    assert shown(f"{RLO}abc{PDF}", 0) == "cba"
    assert shown(f"{LRO}אבג{PDF}", 1) == "אבג"


def test_a_stray_pop_does_nothing() -> None:
    assert list(levels(f"a{PDF}{PDI}b", 0)) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 0), ("אבג", 1), ("123", 0), (f"{FSI}אבג{PDI} abc", 0), (f"{FSI}abc{PDI} אבג", 1), ("", 0), ("12 א", 1)],
)
def test_base_level_is_that_of_the_first_letter_outside_isolates(text: str, expected: int) -> None:
    assert base_level(text) == expected


def test_base_level_has_a_default() -> None:
    assert base_level("123", 1) == 1
    assert base_level(f"{FSI}abc{PDI}", 1) == 1


@pytest.mark.parametrize(
    "pattern",
    ["(", " ", "#", "(א)", FSI, f"{FSI}א{PDI}", RLE, "a\u0301", "1,", "[א", f"{FSI} . "],
)
def test_cost_grows_with_length_and_no_faster(pattern: str) -> None:
    def seconds(times: int) -> float:
        text = pattern * times + "א"
        began = time.process_time()
        levels(text, 0)
        base_level(text)
        return time.process_time() - began

    seconds(1_000)
    small = max(min(seconds(4_000) for _ in range(3)), 1e-4)
    assert min(seconds(32_000) for _ in range(2)) < small * 8 * 4
