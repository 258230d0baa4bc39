"""What is not text is taken out of a page in one pass, and what is literal comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.elements import LITERAL, UNIT, UNIT_NAMED, Page
from hubdesk.errors import Refused
from hubdesk.i18n import words
from hubdesk.model.limits import DOCUMENT_TEMPLATES


def stripped(text: str) -> tuple[str, Page]:
    page = Page()
    return page.without_elements(text), page


def told(page: Page) -> list[str]:
    return [words("en")(message, isolated=False) for message in page.messages()]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("a\n<!-- b -->\nc", "a\nc"),
        ("a\n  <!-- b -->  \nc", "a\n  c"),
        ("a <!-- b -->\nc", "a \nc"),
        ("a<ref>b</ref>c", "ac"),
        ("a<REF name=x>b</REF >c", "ac"),
        ("a<ref name=x/>c", "ac"),
        ("a<references/>c", "ac"),
        ("a<references>x<ref>y</ref></references>c", "ac"),
        ("a<templatestyles src='x' />c", "ac"),
        ("a<includeonly>b</includeonly>c", "ac"),
        ("a<gallery>\nFile:x\n</gallery>c", "a\n\nc"),
        ("a<refx>c", "a<refx>c"),
        ("a<ref", "a<ref"),
        ("a</ref>c", "a</ref>c"),
    ],
)
def test_elements_are_taken_out(text: str, left: str) -> None:
    assert stripped(text)[0] == left


def test_literal_passages_come_back_with_decoded_entities() -> None:
    text, page = stripped("a <nowiki>[[b]] &lt;</nowiki> c <pre>\n d \n</pre>")
    assert text.count(LITERAL) == 4 and "[[" not in text
    assert page.restored(text).split() == ["a", "[[b]]", "<", "c", "d"]


def test_unit_names_become_marks() -> None:
    assert stripped("<!--T:12--> a")[0] == f"{UNIT}12{UNIT_NAMED} a"


@pytest.mark.parametrize("name", ["T:", "T: ", "T:a_b", "T:a/b", "t:1", "T:" + "a" * 200])
def test_what_is_no_unit_name_is_a_comment(name: str) -> None:
    assert UNIT not in stripped(f"<!--{name}--> a")[0]


def test_what_was_left_out_is_counted_once_for_each_kind() -> None:
    text, page = stripped(
        "<ref>a</ref><ref>b</ref><timeline>c</timeline><script>d</script>{{One}}{{Two|{{Three}}}}{{One}}"
    )
    assert page.without_templates(text) == ""
    assert page.includes == 3
    assert told(page) == [
        "3 templates or included pages were left out, among them: One, Two",
        "2 footnotes were left out.",
        "2 parts without running text (galleries, formulas, scripts) were left out.",
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a {{b}} c", "a  c"),
        ("a {{b|{{c|{{d}}}}}} e", "a  e"),
        ("a {{{1|b}}} c", "a  c"),
        ("a {{b c", "a {{b c"),
        ("a }} b {{c}}", "a }} b "),
        ("a {{b {{c}} d", "a {{b  d"),
        ("{{a}}{{b}}", ""),
        ("a { b } c", "a { b } c"),
    ],
)
def test_templates_are_taken_out(text: str, left: str) -> None:
    assert Page().without_templates(text) == left


def test_markup_never_closed_is_told_once() -> None:
    text, page = stripped("<nowiki>a <nowiki>b <!-- c <pre>d")
    assert page.without_templates(text).split() == ["a", "b", "c", "d"]
    assert len(told(page)) == 1


@given(st.lists(st.sampled_from(["{{", "}}", "{", "}", "a", "|", "\n"]), max_size=40))
def test_braces_in_any_order_lose_no_word_outside_templates(pieces: list[str]) -> None:
    text = "".join(pieces)
    left = Page().without_templates(f"start {text} end")
    assert left.startswith("start ") and left.endswith(" end")
    assert "}}" not in text or "{{" not in text or len(left) <= len(text) + 10


@given(st.text("<>/!- abT:1nowikpref", max_size=60))
def test_any_text_is_stripped_without_failing(text: str) -> None:
    left, page = stripped(text)
    page.restored(page.without_templates(left))
    page.messages()


@given(st.text(st.characters(exclude_characters="<{}\x1a\x01\x02\x03"), max_size=60))
def test_text_without_markup_stays_as_it_is(text: str) -> None:
    left, page = stripped(text)
    assert left == text == page.without_templates(text) == page.restored(text)


def test_more_templates_than_any_page_has_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        Page().without_templates("{{}}" * (DOCUMENT_TEMPLATES + 1))
    assert refused.value.code == "document-too-long"
