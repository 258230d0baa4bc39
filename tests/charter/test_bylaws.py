"""Rules typed as plain text in eleven languages are counted rightly, however their lines are broken."""

import textwrap
import unicodedata
from collections import Counter

import pytest

from hubdesk.charter.detect import read
from hubdesk.model.outline import Outline
from tests.charter.bylaws_of_all import RULES
from tests.charter.office_files import docx, odt, p
from tests.charter.pages import headings, shape, told


def text(words: str, name: str = "rules.txt") -> Outline:
    return read(words.encode(), name)


def counts(outline: Outline) -> dict[str, int]:
    return Counter(block.role for block in outline.blocks if block.role in ("paragraph", "item"))


def broken(words: str, width: int) -> str:
    """Return text with its lines broken as an editor does; Chinese has no blanks to break at."""

    def lines(line: str) -> list[str]:
        if unicodedata.east_asian_width(line[:1] or " ") == "W":
            return [line[at : at + width // 2] for at in range(0, len(line), width // 2)] or [""]
        return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]

    return "\n".join(one for line in words.split("\n") for one in lines(line))


@pytest.mark.parametrize("language", RULES)
def test_headings_paragraphs_and_items_are_counted(language: str) -> None:
    rules = RULES[language]
    outline = text(rules.text)
    assert outline.title == rules.title and outline.language == language
    assert headings(outline) == list(rules.headings)
    assert counts(outline) == {"paragraph": rules.paragraphs, "item": rules.items}


@pytest.mark.parametrize("width", [58, 66, 72, 80, 100])
@pytest.mark.parametrize("language", RULES)
def test_broken_lines_give_the_same_outline(language: str, width: int) -> None:
    rules = RULES[language]
    assert shape(text(broken(rules.text, width))) == shape(text(rules.text))


@pytest.mark.parametrize("language", RULES)
def test_an_office_document_without_headings_gives_the_same_outline(language: str) -> None:
    rules = RULES[language]
    paragraphs = [line for line in rules.text.split("\n") if line]
    for made in (docx("".join(map(p, paragraphs))), odt("".join(f"<text:p>{each}</text:p>" for each in paragraphs))):
        outline = read(made, "rules.docx")
        assert (outline.title, headings(outline)) == (rules.title, list(rules.headings))
        assert counts(outline) == {"paragraph": rules.paragraphs, "item": rules.items}


@pytest.mark.parametrize("leaders", [" ........ {n}", "\t{n}", "     {n}", ""], ids=["dots", "tab", "blanks", "none"])
@pytest.mark.parametrize("language", RULES)
def test_a_table_of_contents_is_left_out(language: str, leaders: str) -> None:
    rules = RULES[language]
    lines = [f"{words}{leaders.format(n=nth + 2)}" for nth, (_, words) in enumerate(rules.headings)]
    title, _, rest = rules.text.partition("\n\n")
    contents = {"en": "Contents", "de": "Inhalt", "fr": "SOMMAIRE", "zh": "目 录"[::2], "ru": "Содержание"}.get(
        language, ""
    )
    for between in ("\n", "\n\n"):
        outline = text("\n\n".join(filter(None, [title, contents, between.join(lines), rest])))
        whole = {words for _, words in rules.headings if words in rules.text.split("\n")}
        if not leaders and len(whole) < len(rules.headings):
            continue  # without page numbers only headings that come again just so tell a table
        assert shape(outline) == shape(text(rules.text)) and outline.title == rules.title
        assert "table of contents" in told(outline)


def test_a_page_that_is_no_charter_is_one_paragraph_and_told() -> None:
    outline = text("This is a page about boats and nothing else. It has no headings: nobody has given it any.")
    assert outline.paragraphs == 1 and "No headings were found" in told(outline)


@pytest.mark.parametrize("language", RULES)
def test_dashes_and_rules_do_not_make_markdown_of_a_text(language: str) -> None:
    rules = RULES[language]
    listed = rules.text + "\n".join(f"- {nth} boats and oars" for nth in range(9))
    assert headings(text(listed)) == list(rules.headings)
