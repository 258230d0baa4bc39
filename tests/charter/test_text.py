"""Plain text with numbered articles becomes an outline in many languages."""

import pytest

from hubdesk.charter.detect import read
from hubdesk.model.outline import Outline
from tests.charter.pages import headings, shape, told


def text(words: str) -> Outline:
    return read(words.encode(), "rules.txt")


def test_articles_paragraphs_and_lettered_items() -> None:
    outline = text(
        "Rules of the house\n\nChapter I: Aims\n\n"
        "Article 1\nWe keep\nthe house.\n(a) first\n(b) second\n\nArticle 2. Money\nNone."
    )
    assert outline.title == "Rules of the house"
    assert shape(outline) == [
        ("1", "Chapter I: Aims"),
        ("1.1", "Article 1"),
        ("1.1p1", "We keep the house."),
        ("1.1p2", "first"),
        ("1.1p3", "second"),
        ("1.2", "Article 2. Money"),
        ("1.2p1", "None."),
    ]
    assert "guessed" in told(outline)


@pytest.mark.parametrize(
    "heading",
    [
        "Article 1",
        "ARTICLE IV",
        "Section 3 – Money",
        "Artikel 5",
        "Artículo 2.",
        "Artigo 9",
        "Статья 4",
        "Стаття 4",
        "Pasal 7",
        "المادة 1",
        "المادة ٣: الحقوق",
        "المادة الأولى",
        "अनुच्छेद 2",
        "धारा ५",
        "第一条",
        "第十二条 总则",
        "第3章 河流",
        "§ 4 Rechte",
        "1. Purpose",
        "2.1 Scope of the rules",
        "Article 1er – Nom",
        "Article 1ᵉʳ",
        "Article Ier",
        "Article premier",
        "Article premier.",
        "Article 2 bis",
        "Article 2bis : Barques",
        "Titre premier – Principes",
        "Artículo 1º",
        "Artículo 1.º Del río",
        "Artículo primero",
        "Artigo 1º",
        "Art. 1º - Do rio",
        "Artigo único",
        "Стаття 1.",
        "Стаття перша",
        "अनुच्छेद 1",
    ],
)
def test_headings_of_many_languages(heading: str) -> None:
    outline = text(f"The first words of the rules stand here.\n\n{heading}\n\nWords that follow, at length.\n")
    assert [found for _, found in headings(outline)] == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 shall not be read in a way that takes any right away from anyone at all.",
        "1. Everyone who lives beside the river may take part in the meeting of the council.",
        "2024 was a good year.",
        "Sections of the river are named below.",
        "Part of the river is dry.",
        "Article premiership is a word of its own.",
        "Глава правления.",
        "第一条规定理事会每年召开两次会议，并且应当公布其全部决定以及作出这些决定的理由，同时邀请沿岸居民参加讨论。",
    ],
)
def test_sentences_are_no_headings(line: str) -> None:
    assert headings(text(f"First words, here.\n\n{line}\n\nMore words.\n")) == []


def test_dotted_numbers_give_levels() -> None:
    outline = text("Here are the rules, said shortly.\n\n1 Aims\n\n1.1 Water\n\n1.1.1 Level\n\n2 Money\n")
    assert [number for number, _ in headings(outline)] == ["1", "1.1", "1.1.1", "2"]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        ("Article 1er – Nom / Article 2 – But", "1 2"),
        ("Article premier / Article 2 / Article 3", "1 2 3"),
        ("Article 1 Purpose / 1.1 Boats / 1.2 Ships / Article 2 Money", "1 1.1 1.2 2"),
        ("Article I / Section 1 / Section 2 / Article II / Section 1", "1 1.1 1.2 2 2.1"),
        ("Section I / Article 1 / Article 2 / Section II / Article 3", "1 1.1 1.2 2 2.1"),
        ("Chapter I / Article 1 / 1. Boats / 2. Ships / Article 2 / Chapter II", "1 1.1 1.1.1 1.1.2 1.2 2"),
        ("Article 1 / 1.1 Boats / 1.1.1 Oars / 1.2 Ships / Article 2 / 2.1 Coins", "1 1.1 1.1.1 1.2 2 2.1"),
        ("1 Aims / Article 1 / Article 2 / 2 Money / Article 3", "1 1.1 1.2 2 2.1"),
        ("第一章 总则 / 第一节 / 第一条 / 第二条 / 第二节 / 第二章", "1 1.1 1.1.1 1.1.2 1.2 2"),
        ("المادة الأولى / البند 1 / البند 2 / المادة الثانية", "1 1.1 1.2 2"),
    ],
)
def test_a_sort_of_heading_stands_below_another_until_that_comes_again(lines: str, numbers: str) -> None:
    outline = text("The rules, shortly said.\n\n" + lines.replace(" / ", "\n\nWords below, at length.\n\n"))
    assert [number for number, _ in headings(outline)] == numbers.split()


def test_text_without_numbers_is_paragraphs_of_the_document() -> None:
    outline = text("One thing is this.\nIt goes on.\n\nAnother thing.\n")
    assert shape(outline) == [("0p1", "One thing is this. It goes on."), ("0p2", "Another thing.")]
    assert "No headings" in told(outline)


def test_dashes_are_items() -> None:
    outline = text("We have:\n- a boat\n- an oil store\n• a book\n")
    assert [block.role for block in outline.blocks[1:]] == ["paragraph", "item", "item", "item"]
