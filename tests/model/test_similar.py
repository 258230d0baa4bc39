"""Lines that say nearly the same are found in every script, as by comparing each with each, but at an even cost."""

import random
import string

import pytest
from rapidfuzz import fuzz

from hubdesk.model import similar
from hubdesk.model.similar import Line, pairs, plain


def found(*texts: str, language: str = "") -> set[tuple[int, int]]:
    lines = {str(place): Line(language, text) for place, text in enumerate(texts)}
    return {(int(pair.one), int(pair.other)) for pair in pairs(lines)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hubs need stable funding every year", "hubs need stabel funding, every year!"),
        ("Hubs need stable funding every year", "Every year hubs need stable funding"),
        ("各河流需要稳定的资金", "各河流需要稳定资金"),
        ("各河流需要稳定的资金", "各河流需要穩定的資金"),
        ("يجب أن تكون المقاعد متوازنة", "يجبُ ان تكون المقاعدُ متوازنه"),
        ("يجب أن تكون المقاعد متوازنة بين الأقاليم", "يجب أن تكون المقاعد متوازنه بين الاقليم"),
        ("हिन्दी में अनुवाद ज़रूरी है", "हिंदी में अनुवाद जरूरी है"),
        ("हिन्दी में अनुवाद बहुत ज़रूरी है", "हिंदी मे अनुवाद बहुत जरूरी हैं"),
        ("Хабам нужно стабильное финансирование", "хабам нужно стабильное финансированье"),
        ("More tea", "More teaa"),
    ],
)
def test_what_is_nearly_the_same_is_proposed_in_every_script(one: str, other: str) -> None:
    assert found(one, "A line about something else", other) == {(0, 2)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hubs need stable funding every year", "Hubs need stable seats"),
        ("yes", "yet"),
        ("", ""),
        ("?!", "..."),
        ("各河流需要稳定的资金", "议会席位太少"),
    ],
)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert found(one, other) == set()


def test_each_language_is_compared_for_itself() -> None:
    lines = {"a": Line("de", "Hubs in Hand"), "b": Line("en", "Hubs in Hand"), "c": Line("de", "Hubs in Hand")}
    assert [(pair.one, pair.other, pair.likeness) for pair in pairs(lines)] == [("a", "c", 100)]


def test_a_thousand_equal_lines_are_a_thousand_pairs_not_half_a_million() -> None:
    lines = {f"{n:04}": Line("en", "The same again") for n in range(1_000)}
    assert sum(1 for _ in pairs(lines)) == 999


def _typed(chance: random.Random, text: str) -> str:
    letters, place = list(text), chance.randrange(1, len(text) - 1)
    letters[place : place + 2] = chance.choice(([letters[place]], letters[place : place + 2][::-1], ["x"]))
    return "".join(letters)


def _room(number: int) -> dict[str, Line]:
    """Lines of words that are as often as in a language, every tenth typed again with a slip."""
    chance = random.Random(number)
    words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 9))) for _ in range(2_000)]
    weights = [1 / (place + 3) for place in range(len(words))]
    texts = [" ".join(chance.choices(words, weights, k=chance.randint(4, 18))) for _ in range(number * 9 // 10)]
    texts += [_typed(chance, text) for text in chance.sample(texts, number // 10)]
    chance.shuffle(texts)
    return {f"{place:06}": Line("en", text) for place, text in enumerate(texts)}


def test_nearly_all_are_found_that_comparing_each_with_each_finds() -> None:
    lines = _room(600)
    texts = {key: plain(line.text) for key, line in lines.items()}
    keys = list(texts)
    alike = {
        (one, other)
        for place, one in enumerate(keys)
        for other in keys[place + 1 :]
        if min(len(texts[one]), len(texts[other])) >= 16 and fuzz.ratio(texts[one], texts[other]) >= similar.LIKE
    }
    mine = {(pair.one, pair.other) for pair in pairs(lines)}
    assert len(alike) > 50
    assert len(alike & mine) >= 0.97 * len(alike)


def test_twice_the_lines_are_about_twice_the_comparisons() -> None:
    asked = []
    for number in (1_000, 2_000, 4_000):
        texts = {key: plain(line.text) for key, line in _room(number).items()}
        asked.append(sum(1 for _ in similar._candidates(texts)))
    assert asked[1] < 2.6 * asked[0]
    assert asked[2] < 2.6 * asked[1]
