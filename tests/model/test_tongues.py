"""Languages are understood as people write them, and nothing else is taken for one."""

import pytest

from hubdesk.i18n import LANGUAGES
from hubdesk.model.tongues import ours, tags


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("uk", ("uk",)),
        ("UK, ar", ("uk", "ar")),
        ("العربية، English", ("ar", "en")),
        ("I speak Russian and a little French", ("ru", "fr")),
        ("fr-CA; pt_BR", ("fr-ca", "pt-br")),
        ("Bahasa Indonesia", ("id",)),
        ("我说中文和英语", ("zh", "en")),
        ("हिन्दी और अंग्रेज़ी", ("hi", "en")),
        ("Gebärdensprache", ("sgn",)),
        ("УКРАЇНСЬКА", ("uk",)),
        ("francais", ("fr",)),
        ("Kiswahili/English", ("sw", "en")),
    ],
)
def test_languages_are_understood_as_they_are_written(written: str, meant: tuple[str, ...]) -> None:
    assert tags(written) == meant


@pytest.mark.parametrize(
    "written", ["", "No", "nothing", "it is fine", "Jermanic", "n/a", "-", "-/-", "?", "<b>", "x" * 5000]
)
def test_other_words_name_no_language(written: str) -> None:
    assert tags(written) == ()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_of_our_languages_answers_to_its_tag_and_its_own_name(tag: str) -> None:
    assert ours(tag) == ours(LANGUAGES[tag]) == tag


def test_the_first_language_that_we_have_is_the_one_to_ask_in() -> None:
    assert ours("Kiswahili, Français") == "fr"
    assert ours("zh-Hant") == "zh" and ours("pt-PT") == "pt-BR" and ours("sw") == ""
