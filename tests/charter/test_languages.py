"""A language is known by its tag, never guessed from any short word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter import languages
from hubdesk.i18n import LANGUAGES


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_languages_of_the_window_are_tags_of_charters(name: str) -> None:
    assert languages.tag(name) == languages.tag(name.lower()) == name
    assert languages.of_page(f"Charter/{name.lower()}") == name
    assert languages.of_file(f"charter-{name}") == name


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("gpe", "gpe"),
        ("faq", ""),
        ("doc", ""),
        ("e", ""),
        ("engl", ""),
        ("en-", ""),
        ("", ""),
        ("en fr", ""),
    ],
)
def test_tags_are_written_in_their_usual_case(text: str, tag: str) -> None:
    assert languages.tag(text) == tag


@pytest.mark.parametrize(
    ("stem", "tag"),
    [
        ("hubs-sr-Latn", "sr-Latn"),
        ("hubs_draft_2-de", "de"),
        ("de", ""),
        ("pt-br", ""),
        ("hubs", ""),
        ("hubs-draft", ""),
        ("Hubs.fr", "fr"),
        ("my-own-pt-br", "pt-BR"),
    ],
)
def test_a_file_s_name_may_close_with_a_language(stem: str, tag: str) -> None:
    assert languages.of_file(stem) == tag


@pytest.mark.parametrize(("title", "tag"), [("Charter", ""), ("Charter/Hubs", ""), ("Charter/fr", "fr"), ("fr", "")])
def test_a_translated_page_ends_with_its_language(title: str, tag: str) -> None:
    assert languages.of_page(title) == tag


@given(st.text(max_size=30))
def test_any_text_has_a_language_or_und(text: str) -> None:
    assert languages.of_text(text) == "und" or languages.tag(languages.of_text(text))
    assert languages.tag(languages.of_file(text)) == languages.of_file(text)


@pytest.mark.parametrize(
    ("said", "tag"),
    [("kmb", "kmb"), ("fuf-adlm", "fuf-Adlm"), ("eng", "en"), ("por-BR", "pt-BR"), ("PT_br", "pt-BR"),
     ("zh-hans", "zh-Hans"), ("und", ""), ("jp", ""), ("English", ""), ("", ""), ("x-klingon", "")],
)  # fmt: skip
def test_a_document_may_say_that_it_is_in_any_language(said: str, tag: str) -> None:
    assert languages.stated(said) == tag


def test_a_few_words_in_common_do_not_make_a_language() -> None:
    unknown = "Lyktehuset er ope i stille netter, og kven som vil har plass ved lyset, der ingen annan får gå no " * 9
    assert languages.of_text(unknown) == "und"
