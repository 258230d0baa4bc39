"""Plain text with numbered articles becomes an outline in many languages."""

import re
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.errors import Refused
from hubdesk.model.outline import Outline
from tests.charter.office_files import docx, p
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
        "अनुच्छेद-३",
        "अनुच्छेद ३क",
        "Article 3(a)",
        "§ 3.2",
        "§3.2 Members",
        "Secção III",
        "Параграф 3",
        "Стаття 3¹",
        "Статья 3а",
        "المادّة الثالثة",
        "الفرع ٣",
        "Bab Tiga",
        "第廿三条",
        "附件一",
        "附录A：成员",
        "Disposición adicional primera",
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


def roles(outline: Outline) -> list[tuple[str, int, str]]:
    """Return (role, level, words) of every block but the document."""
    return [(block.role, block.level, block.heading or block.text) for block in outline.blocks[1:]]


def test_short_lines_above_paragraphs_are_headings_where_nothing_is_numbered() -> None:
    outline = text(
        "Hubs\n\nDefinition and purpose\n\nHubs are structures of mutual support in the movement, and they help\n"
        "affiliates and communities of a region.\n\nA hub can be:\n\n* regional\n* thematic\n\n"
        "Set-up and governance\n\nTwo affiliates agree.\n\nSigned by nobody\n"
    )
    assert outline.title == "Hubs"
    assert headings(outline) == [("1", "Definition and purpose"), ("2", "Set-up and governance")]
    assert [role for role, _, _ in roles(outline)].count("item") == 2


def test_a_short_line_above_another_heading_is_one_level_up() -> None:
    outline = text(
        "Draft of April\n\nValues\n\nFree knowledge\n\nWe share all of it, always.\n\nWhy be independent?\n\n"
        "We decide for ourselves.\n\nHubs\n\nPurpose\n\nThey help each other.\n"
    )
    assert headings(outline) == [
        ("1", "Values"), ("1.1", "Free knowledge"), ("1.2", "Why be independent?"), ("2", "Hubs"), ("2.1", "Purpose"),
    ]  # fmt: skip


def test_a_numbered_heading_may_have_a_list_right_below_it() -> None:
    outline = text("1) Purpose\nWe help all of them.\n\n2) Governance\na) a council;\nb) a staff.\n")
    assert headings(outline) == [("1", "1) Purpose"), ("2", "2) Governance")]


def test_short_lines_right_above_broken_paragraphs_are_headings() -> None:
    outline = text(
        "Hub charter\n\nWe have agreed on this text in many meetings, and we are glad of it.\n\n"
        "What a hub is\nA hub is a structure of mutual support which is built by affiliates and\ncommunities.\n\n"
        "What a hub does\nIt coordinates, it supports affiliates and communities in its region, and it\nhelps them.\n"
    )
    assert headings(outline) == [("1", "What a hub is"), ("2", "What a hub does")]


def test_underlined_and_capital_lines_are_headings() -> None:
    outline = text(
        "RULES\n=====\n\nPurpose\n-------\n\nWe meet.\n\n-------\n\nScope\n~~~~~\nAll of it.\n\nVoting\n------\nOne.\n"
    )
    assert outline.title == "RULES"
    assert headings(outline) == [("1", "Purpose"), ("1.1", "Scope"), ("2", "Voting")]
    capitals = text("Rules\n\nPURPOSE AND\nSCOPE OF THE RULES\n\nWe meet.\n\nMONEY\nThere is none.\n\nWHO\n\nAll.\n")
    assert headings(capitals) == [("1", "PURPOSE AND SCOPE OF THE RULES"), ("2", "MONEY"), ("3", "WHO")]


def test_roman_numbers_letters_and_chinese_numbers_are_headings_in_their_order() -> None:
    outline = text(
        "Principles\n\nI. Openness\n\nAll may come.\n\nII. Reports\n\nA. Yearly\n\nOne.\n\nB. Monthly\n\nTwo.\n\n"
        "C. Smith wrote this.\n\nIII. End\n\nIt ends.\n"
    )
    assert headings(outline) == [
        ("1", "I. Openness"), ("2", "II. Reports"), ("2.1", "A. Yearly"), ("2.2", "B. Monthly"), ("3", "III. End"),
    ]  # fmt: skip
    chinese = text("章程\n\n一、总则\n\n本会是自愿组织。\n\n二、会员\n\n会员可以投票。\n\n附则\n\n自通过之日起施行。\n")
    assert headings(chinese) == [("1", "一、总则"), ("2", "二、会员"), ("3", "附则")]


def test_lists_nest_by_their_signs() -> None:
    outline = text(
        "Article 1 Aims\n\nThese:\n(a) boats;\n(i) old;\n(ii) new;\n(b) oars;\n(c) cups;\n(d) dogs;\n(e) ears;\n"
        "(f) figs;\n(g) gulls;\n(h) hulls;\n(i) ice;\n(j) jam.\n\n"
        "And:\n1. one;\n   - a dash\n     - a deeper one\n2. two.\n"
    )
    assert [(level, words) for role, level, words in roles(outline) if role == "item"] == [
        (1, "boats;"), (2, "old;"), (2, "new;"), (1, "oars;"), (1, "cups;"), (1, "dogs;"), (1, "ears;"), (1, "figs;"),
        (1, "gulls;"), (1, "hulls;"), (1, "ice;"), (1, "jam."),
        (1, "one;"), (2, "a dash"), (3, "a deeper one"), (1, "two."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "1. a boat\n2. an oil store\n3. a book",
        "1. Boats\n2. Oil stores",
        "1. Boats\n\n2. Oil stores\n\n3. Books",
        "1. Boats that are kept beside the river and\n   that float\n2. Books",
        "1) Boats\n2) Books",
        "१. नाव\n२. किताब",
        "١- القوارب\n٢- الكتب",
        "（一）船\n（二）书",
    ],
)
def test_numbers_right_below_each_other_are_a_list(lines: str) -> None:
    outline = text(f"We have here, all of us:\n\n{lines}\n\nAnd this is all of it.\n")
    assert headings(outline) == []
    assert [role for role, _, _ in roles(outline)].count("item") >= 2


@pytest.mark.parametrize(
    "line",
    ["2024 Was A Year", "12 March 2024", "3 May 2021", "1990. It was cold", "7 Members", "See https://a.example/1"],
)
def test_years_dates_and_numbers_out_of_order_are_no_headings(line: str) -> None:
    assert headings(text(f"First words, here.\n\n1. Aims\n\nWords.\n\n{line}\n\nMore words.\n")) == [("1", "1. Aims")]


def test_a_line_that_goes_on_from_the_one_above_is_no_heading() -> None:
    outline = text(
        "The board may do whatever it was asked to do by the meeting under the\nArticle 5 of these rules and by the "
        "town council according to what\n2. Money says.\n\nArticle 6\n\nIt may not.\n"
    )
    assert headings(outline) == [("1", "Article 6")]


def test_words_broken_at_hyphens_and_chinese_lines_are_joined_without_a_blank() -> None:
    joined = text("This is about self-\norganisation of the co\u00ad\noperation.\n\n本会由沿河居住的\n人自愿组成。\n")
    assert shape(joined) == [
        ("0p1", "This is about self-organisation of the cooperation."),
        ("0p2", "本会由沿河居住的人自愿组成。"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Article 1 x,",
        "1. A",
        "(a) b",
        "- ",
        "A\n---",
        "I. A",
        "第一条",
        "Article 1.",
        "A .... 1",
        "AAA",
        "a" * 60,
        "\t1",
    ],
)
def test_many_equal_lines_take_no_longer_than_they_are_many(line: str) -> None:
    def took(times: int) -> float:
        began = process_time()
        with suppress(Refused):
            text(f"{line}\n" * times)
        return process_time() - began

    assert took(20_000) < 40 * max(took(2_000), 0.01)


def test_the_name_of_an_article_stays_in_its_heading_and_its_text_goes_below() -> None:
    outline = text(
        "TÍTULO I — DISPOSICIONES\n"
        "Artículo 1º. Denominación. Con este nombre se constituye una entidad sin ánimo de lucro.\n"
        "Artículo 2º. Esta asociación se constituye por tiempo indefinido.\n"
        "Disposición final\nEn todo lo que no está previsto aquí se aplicará la ley.\n"
    )
    assert shape(outline) == [
        ("1", "TÍTULO I — DISPOSICIONES"),
        ("1.1", "Artículo 1º. Denominación"),
        ("1.1p1", "Con este nombre se constituye una entidad sin ánimo de lucro."),
        ("1.2", "Artículo 2º"),
        ("1.2p1", "Esta asociación se constituye por tiempo indefinido."),
        ("2", "Disposición final"),
        ("2p1", "En todo lo que no está previsto aquí se aplicará la ley."),
    ]


def test_a_name_with_a_full_stop_parts_a_section_from_its_text_without_other_signs() -> None:
    outline = text(
        "Article II Purpose\n\nSection 2.1 Purposes. The hub is there to support communities of editors.\n\n"
        "Section 2.1 of the old rules holds no more. It was taken out by all of us together.\n"
    )
    assert headings(outline) == [("1", "Article II Purpose"), ("1.1", "Section 2.1 Purposes")]


def test_arabic_words_for_first_and_second_are_headings_above_text() -> None:
    outline = text("الميثاق\n\nأولا: التعريف\nالمحور هو بنية دعم متبادل.\n\nثانيًا: المسؤوليات\n- التنسيق\n- التدريب\n")
    assert headings(outline) == [("1", "أولا: التعريف"), ("2", "ثانيًا: المسؤوليات")]


def test_a_text_whose_every_line_is_a_paragraph_is_not_joined() -> None:
    words = "The club keeps its boats beside the river all through the year"
    outline = text("Rules\n\nArticle 1\n" + "".join(f"{words}, number {nth}.\n" for nth in range(5)))
    assert outline.paragraphs == 5


_BEGINNINGS = st.sampled_from(
    ["Article {} ", "Section 2. ", "1. ", "1.1 ", "2.1.1. ", "12 ", "(a) ", "(i) ", "i. ", "I. ", "A. ", "- ",
     "•", "§ 3 ", "第一条 ", "第二章", "一、", "（一）", "المادة 1: ", "أ- ", "अनुच्छेद २ – ", "Erster Abschnitt ",
     "Статья 1. ",
     "BAB I ", "",     "", "", "    ", "Chapter I\n", "===\n", "PREAMBLE\n", "2024 ", "Annex A – ", "1° ", "\t"]
)  # fmt: skip
_ENDINGS = st.sampled_from(["", "", "\n", ".", ".\n", ":", ",", ";", "?\n", "\n\n", "\n---", "。", " of the\n"])
_LINES = st.lists(st.tuples(_BEGINNINGS, st.integers(1, 14), st.booleans(), _ENDINGS), min_size=1, max_size=14)


@settings(deadline=None, max_examples=300)
@given(_LINES, st.sampled_from(["a.txt", "a.docx"]))
def test_no_word_is_lost_or_said_twice(lines: list[tuple[str, int, bool, str]], name: str) -> None:
    words = iter(f"w{chr(97 + nth // 676 % 26)}{chr(97 + nth // 26 % 26)}{chr(97 + nth % 26)}q" for nth in range(999))
    said: list[str] = []
    text = ""
    for begins, number, capital, ends in lines:
        new = [next(words) for _ in range(number)]
        shown = " ".join(new)
        said += new
        text += f"{begins}{shown.capitalize() if capital else shown}{ends}\n"
    made = text.encode() if name == "a.txt" else docx("".join(p(line) for line in text.split("\n")))
    outline = read(made, name)
    shown = " ".join(f"{block.heading} {block.text}" for block in outline.blocks).casefold()
    assert re.findall(r"w[a-z]{3}q", shown) == said


def test_numbered_sentences_below_each_other_are_paragraphs_of_their_own() -> None:
    found = text(
        "CLUB RULES\n\n1. NAME\n\n1.1 The club shall be called the Lantern Club.\n1.2 It is based in a town.\n"
    )
    assert shape(found) == [
        ("1", "1. NAME"),
        ("1p1", "1.1 The club shall be called the Lantern Club."),
        ("1p2", "1.2 It is based in a town."),
    ]


def test_what_follows_an_item_that_ended_is_no_part_of_it() -> None:
    found = text("Art. 2º – São objetivos:\nI – partilhar;\nII – cuidar.\nParágrafo único. Não há outros.\n")
    assert [(block.role, block.text) for block in found.blocks[-3:]] == [
        ("item", "partilhar;"),
        ("item", "cuidar."),
        ("paragraph", "Parágrafo único. Não há outros."),
    ]


def test_the_name_of_an_article_may_stand_below_its_number() -> None:
    found = text("Pasal 1\nNama\nPerkumpulan ini bernama Lentera.\n\nPasal 2\n(1) Satu.\n(2) Dua.\n")
    assert headings(found) == [("1", "Pasal 1 Nama"), ("2", "Pasal 2")]
    assert shape(found)[1] == ("1p1", "Perkumpulan ini bernama Lentera.")


def test_the_name_of_a_club_may_end_with_an_abbreviation() -> None:
    found = text("Satzung des Laternenvereins e. V.\n\n§ 1 Name\n\nDer Verein heißt Laterne.\n")
    assert found.title == "Satzung des Laternenvereins e. V." and headings(found) == [("1", "§ 1 Name")]
