"""A short line gets the language of its letters and small words, and of the room where they say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.line_language import guess


@pytest.mark.parametrize(
    ("line", "spoken", "language"),
    [
        ("Who pays for the boat?", ["de", "en"], "en"),
        ("Wer zahlt das Boot?", ["en", "de"], "de"),
        ("من يدفع ثمن القارب؟", ["en", "ar"], "ar"),
        ("چه کسی هزینه قایق را می‌پردازد؟", ["fa"], "fa"),
        ("नाव का खर्च कौन देगा?", ["en", "hi"], "hi"),
        ("नाव का खर्च कौन देगा?", ["ne"], "ne"),
        ("谁来付船钱", ["en", "zh-Hans"], "zh-Hans"),
        ("船は誰が払うの", ["zh", "en"], "ja"),
        ("Хто платить за човен?", ["ru", "uk"], "uk"),
        ("Кто платит за лодку? Мы", ["uk", "ru"], "ru"),
        ("Нода", ["uk", "ru"], "uk"),
        ("¿Quién paga?", ["en"], "es"),
        ("Siapa yang membayar perahu ini?", ["en"], "id"),
        ("Quem deve pagar o barco? Não nós", ["pt-BR", "es"], "pt-BR"),
        ("Kto płaci za łódź?", ["pl", "en"], "pl"),
        ("Onye na-akwụ ụgwọ ụgbọ mmiri?", ["ig", "en"], "ig"),
        ("누가 배값을 내나요", ["en"], "ko"),
        ("Ποιος πληρώνει;", ["en"], "el"),
        ("lamps", [], "und"),
        ("lamps", ["de", "en"], "de"),
        ("12", ["de"], "de"),
        ("", [], "und"),
        ("ߊ ߌ", ["nqo"], "nqo"),
        ("ߊ ߌ", [], "und"),
    ],
)
def test_lines(line: str, spoken: list[str], language: str) -> None:
    assert guess(line, spoken) == language


@given(st.text(max_size=60), st.lists(st.sampled_from(["en", "ar", "hi", "zh", "pt-BR", "ig", "uk"]), max_size=4))
def test_any_line_has_an_answer_that_is_stable(line: str, spoken: list[str]) -> None:
    found = guess(line, spoken)
    assert found
    assert guess(line, spoken) == found
    assert guess(line, [found]) in (found, guess(line, [])), "what was guessed for a room of one language holds there"
