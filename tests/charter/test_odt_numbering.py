"""An OpenDocument text is numbered as its program shows it, and names its parts by that where people do."""

import pytest

from hubdesk.charter.detect import read
from tests.charter.office_files import docx, fodt, h, odt, p
from tests.charter.pages import shape

STYLES = (
    '<text:list-style style:name="Articles"><text:list-level-style-number text:level="1" style:num-format="I" '
    'style:num-prefix="Article " style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="Figures"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="." text:start-value="4"/><text:list-level-style-number text:level="2" style:num-format="1" '
    'text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="Signs"><text:list-level-style-number text:level="1" '
    'style:num-format="一, 二, 三, ..." style:num-prefix="第" style:num-suffix="条"/></text:list-style>'
)
LONG = "The house is open to all who live in the valley, and nobody pays to come in."


def item(*parts: str, start: str = "") -> str:
    value = f' text:start-value="{start}"' if start else ""
    return f"<text:list-item{value}>{''.join(parts)}</text:list-item>"


def listed(style: str, *items: str, more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(items)}</text:list>"


def words(text: str) -> str:
    return f"<text:p>{text}</text:p>"


GOES_ON = ' text:continue-numbering="true"'


@pytest.mark.parametrize("make", [lambda body: odt(body, automatic=STYLES), lambda body: fodt(STYLES + body)])
def test_articles_that_are_counted_by_the_program_are_headings(make) -> None:
    body = words("We agreed on these rules in the spring, after many evenings at the long table by the river.")
    for nth, name in enumerate(("Purpose", "Membership", "Money")):
        body += listed("Articles", item(words(name)), more=GOES_ON if nth else "") + words(LONG)
    found = [words for number, words in shape(read(make(body), "rules.odt")) if "p" not in number]
    assert found == ["Article I. Purpose", "Article II. Membership", "Article III. Money"]


def test_a_heading_in_a_list_is_named_by_its_words_and_keeps_a_number_of_its_own() -> None:
    outline = read(
        odt(
            listed("Articles", item(h("Aims")), item(h("Means", 2)))
            + listed("Figures", item(h("Money")), item(listed("", item(h("Fees", 2)), item(h("Gifts", 2)))))
            + listed("Figures", item(h("End"), start="9"), item(h("Notes")), more=GOES_ON)
            + listed("Signs", item(h("水"))),
            automatic=STYLES,
        ),
        "rules.odt",
    )
    assert shape(outline) == [
        ("1", "Article I. Aims"),
        ("1.1", "Article II. Means"),
        ("2", "4. Money"),
        ("2.1", "4.1 Fees"),
        ("2.2", "4.2 Gifts"),
        ("3", "9. End"),
        ("4", "10. Notes"),
        ("5", "第一条 水"),
    ]


def test_the_numbers_of_the_outline_are_left_out_where_they_are_ours() -> None:
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="1" text:display-levels="{level}"/>'
        for level in (1, 2)
    )
    style = f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'
    parts = read(fodt(style + h("Aims") + h("Means", 2) + words("yes") + h("Money") + h("Fees", 2)), "rules.fodt")
    assert shape(parts) == [("1", "Aims"), ("1.1", "Means"), ("1.1p1", "yes"), ("2", "Money"), ("2.1", "Fees")]


def test_only_the_first_paragraph_of_an_item_has_its_number() -> None:
    body = words(LONG) + listed("Articles", item(words("Purpose"), words(LONG)), item(words("Money"))) + words(LONG)
    found = read(odt(body, automatic=STYLES), "rules.odt")
    assert [text for number, text in shape(found) if "p" not in number] == ["Article I. Purpose", "Article II. Money"]


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("decimal", 4, ["4. Money", "5. End"]),
        ("decimal", 1, ["Money", "End"]),
        ("upperRoman", 1, ["Money", "End"]),
        ("upperLetter", 3, ["C. Money", "D. End"]),
    ],
)
def test_a_heading_of_word_keeps_a_number_that_is_not_ours(form: str, start: int, shown: list[str]) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    file = docx(
        p("Money", "berschrift1", number) + p("Fees are small.") + p("End", "berschrift1", number), numbering=numbering
    )
    found = read(file, "rules.docx")
    assert [text for each, text in shape(found) if "p" not in each] == shown
    assert found.digest == read(file, "again.docx").digest
