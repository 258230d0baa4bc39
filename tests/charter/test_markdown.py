"""Markdown becomes an outline of plain words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.charter.markdown import front_matter, plain
from hubdesk.model.outline import Outline
from tests.charter.pages import headings, sample, shape, told


def markdown(text: str) -> Outline:
    return read(text.encode(), "page.md")


def test_both_kinds_of_headings() -> None:
    found = headings(markdown("One\n===\n\nTwo\n---\n\n## Three ##\n\n#### Four\n\n# Five #\n"))
    assert found == [("1", "One"), ("1.1", "Two"), ("1.2", "Three"), ("1.2.1", "Four"), ("2", "Five")]


def test_a_single_first_heading_of_the_top_level_is_the_title() -> None:
    outline = markdown("# Charter\n\nLead.\n\n## A\n\n## B\n")
    assert outline.title == "Charter" and outline.titled
    assert shape(outline) == [("0p1", "Lead."), ("1", "A"), ("2", "B")]


def test_a_top_heading_that_is_not_alone_is_a_chapter() -> None:
    assert headings(markdown("# A\n\n# B\n")) == [("1", "A"), ("2", "B")]


def test_a_document_of_one_heading_keeps_it() -> None:
    assert headings(markdown("# A\n")) == [("1", "A")]


def test_names_in_braces_are_units() -> None:
    outline = markdown("## Aim {#aim}\n\nWords. {#aim-1}\n\n- item {#i}\n\n## {#none}\n")
    assert [(block.unit, block.heading or block.text) for block in outline.blocks[1:]] == [
        ("aim", "Aim"),
        ("aim-1", "Words."),
        ("i", "item"),
    ]


def test_lists_nest_by_indentation() -> None:
    outline = markdown("- a\n  - b\n    - c\n- d\n\n1. e\n   more\n2) f\n\n   still f\n\ng\n")
    found = [(block.role, block.level, block.text) for block in outline.blocks[1:]]
    assert found == [
        ("item", 1, "a"),
        ("item", 2, "b"),
        ("item", 3, "c"),
        ("item", 1, "d"),
        ("item", 1, "e more"),
        ("item", 1, "f"),
        ("item", 1, "still f"),
        ("paragraph", 0, "g"),
    ]


def test_fences_quotes_tables_rules_and_references() -> None:
    page = "> quoted\n> words\n\n```\n# no\n- no\n```\n\n| a | b |\n|---|:-:|\n| c | d |\n\n***\n\n"
    page += "[x]: https://a.example\n\n<!-- # no\n\n# no -->end\n"
    assert shape(markdown(page)) == [
        ("0p1", "quoted words"),
        ("0p2", "# no - no"),
        ("0p3", "a · b"),
        ("0p4", "c · d"),
        ("0p5", "end"),
    ]


def test_only_signs_at_the_beginning_of_a_line_are_quotations() -> None:
    page = "## A <b>B</b>\n\nSome <b>bold</b> word, 3 > 2\n\n> <i>said</i> > once\n"
    assert shape(markdown(page)) == [("1", "A B"), ("1p1", "Some bold word, 3 > 2"), ("1p2", "said > once")]


@pytest.mark.parametrize(
    "hostile", ["<a ", '<a b="', "<a b='>", "<a \"'", "<b><", '<a b="c>"', "</a\n", "<a" + " " * 99]
)
def test_tags_that_never_end_take_a_moment(hostile: str) -> None:
    began = time.process_time()
    plain(hostile * 2_000)
    once = time.process_time() - began
    began = time.process_time()
    plain(hostile * 20_000)
    assert time.process_time() - began < 40 * once + 0.2


def test_an_open_fence_reaches_to_the_end_and_keeps_its_words() -> None:
    assert shape(markdown("## A\n\n```\n# b\n")) == [("1", "A"), ("1p1", "# b")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("[a](https://x.example 'title') [b][ref] ![c](d.png) <https://e.example>", "a b c https://e.example"),
        ("[a](https://x.example/b_(c))", "a"),
        ("`*code*` and \\*stars\\* \\[x\\]", "*code* and *stars* [x]"),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("a<script>alert(1)</script><b class='x'>b</b><br/>c", "ab c"),
        ("a <a href=\"x>y\" title='1 > 0'>b</a>, H<sub>2</sub>O", "a b, H2O"),
        ("a<br>b <p>c</p><p>d</p> <span title=it's>e</span>", "a b c d e"),
        ("a <b and <1> and </ b> and <b", "a <b and <1> and </ b> and <b"),
        ("`<b>` and \\<i> stay", "<b> and <i> stay"),
        ("**a *b* c**", "a b c"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("a [b] c", "a [b] c"),
        ("لوحة **عريضة**", "لوحة عريضة"),
    ],
)
def test_markup_within_a_line_becomes_words(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("---\ntitle: A\nlang: fr\n---\n", {"title": "A", "lang": "fr"}),
        ('---\nTitle: "A: b"\nno field\n...\n', {"title": "A: b"}),
        ("---\nnever closed\n", {}),
        ("text\n---\n", {}),
        ("", {}),
    ],
)
def test_front_matter(text: str, fields: dict[str, str]) -> None:
    assert front_matter(text) == fields


def test_markdown_and_wikitext_of_the_sample_are_one_outline() -> None:
    assert shape(sample("lantern.md")) == shape(sample("lantern.wiki"))


@given(st.text("*_~`[]()<>!\\{}#&; ab", max_size=80))
def test_any_line_gives_words_and_never_fails(text: str) -> None:
    found = plain(text)
    assert "\x1a" not in found and found == " ".join(found.split())


@given(st.lists(st.tuples(st.integers(1, 6), st.text("abc", min_size=1, max_size=8)), min_size=2, max_size=20))
def test_headings_survive_in_order(made: list[tuple[int, str]]) -> None:
    outline = markdown("words\n\n" + "\n\n".join(f"{'#' * level} {words}" for level, words in made))
    assert [heading for _, heading in headings(outline)] == [words for _, words in made]


def test_headings_in_html_tasks_and_footnotes() -> None:
    outline = read(
        b"Words[^1] and [a link][^b].\n\n<h2 align='center'>The <b>aim</b></h2>\n\n- [ ] open\n- [x] done\n- [x](u)\n\n"
        b"[^1]: Said elsewhere.\n[^b]: There too.\n",
        "a.md",
    )
    assert shape(outline) == [
        ("0p1", "Words and [a link]."),
        ("1", "The aim"),
        ("1p1", "open"),
        ("1p2", "done"),
        ("1p3", "x"),
    ]
    assert told(outline) == "2 footnotes were left out."


def test_code_that_is_not_closed_where_it_seems_to_be_swallows_no_headings() -> None:
    outline = read(
        b"# Rules\n\n## Lamps\n\n```write so```\n\n## Boats\n\n> As an example:\n>\n> ```\n> # none\n>  row\n\n"
        b"## Oars\n\n> ```\n> two\n> ```\n\n## End\n\nAll.\n",
        "rules.md",
    )
    assert headings(outline) == [("1", "Lamps"), ("2", "Boats"), ("3", "Oars"), ("4", "End")]
    assert [block.text for block in outline.blocks if block.text] == [
        "write so",
        "As an example:",
        "# none row",
        "two",
        "All.",
    ]


def test_what_stands_in_braces_behind_a_heading_is_no_part_of_it() -> None:
    found = markdown(
        "# T\n\n## A {-}\n\n## B {.unnumbered}\n\n## C {#c .x k=v}\n\n## D {see below}\n\nwords {#p}\n\nand so on {...}"
    )
    assert found.blocks[-1].text == "and so on {...}"
    assert headings(found) == [("1", "A"), ("2", "B"), ("3", "C"), ("4", "D {see below}")]
    assert [block.unit for block in found.blocks[1:]] == ["", "", "c", "", "p", ""]


def test_fields_between_plus_signs_are_front_matter() -> None:
    found = markdown('+++\ntitle = "Hafen"\nlanguage = "de"\n+++\n\n## Eins\n\nText.\n')
    assert (found.title, found.language, headings(found)) == ("Hafen", "de", [("1", "Eins")])


def test_a_heading_in_html_may_stand_on_several_lines() -> None:
    found = markdown('## A\n\nx\n\n<h3 id="b">\nOf boats\n</h3>\n\ny\n')
    assert headings(found) == [("1", "A"), ("1.1", "Of boats")]


def test_a_document_without_headings_is_read_by_its_numbering() -> None:
    found = markdown("---\ntitle: Bylaws\n---\n\n**Article 1**\n\nWe keep it.\n\n**Article 2**\n\n- boats\n")
    assert headings(found) == [("1", "Article 1"), ("2", "Article 2")]
    assert (found.title, found.format) == ("Bylaws", "markdown") and "guessed" in told(found)


def test_settings_of_a_page_are_no_words_of_it() -> None:
    found = markdown("[[_TOC_]]\n\n## A\n\n[TOC]\n\n> [!NOTE]\n> Read\\\nthis.\n\n## B\n\n{:toc}\n")
    assert shape(found) == [("1", "A"), ("1p1", "Read this."), ("2", "B")]


@pytest.mark.parametrize(
    "text",
    [
        "- # A\n\n  a\n\n- b\n\n1. ## B ##\n\n   c\n",
        "* # A #\n\n  a\n* b\n+ B\n  ---\n  c\n",
        "1.  # A\n    a\n\n- b\n\n1)  x\n\n    ## B\n\n    c\n".replace("x\n\n", ""),
        "> - A\n>   ===\n>   a\n> - b\n>\n> > ## B\n> > c\n",
        "A\n=\n\na\n\n- b\n\nB\n-\n\nc\n",
        "#\tA\t#\n\na\n- b\n   ## B {#unit} ##\nc\n".replace(" {#unit}", ""),
    ],
)
def test_a_heading_within_a_list_item_is_a_heading(text: str) -> None:
    assert shape(markdown("# Z\n\n" + text)) == [
        *(("1", "Z"), ("2", "A"), ("2p1", "a"), ("2p2", "b"), ("2.1", "B"), ("2.1p1", "c")),
    ]


def test_signs_of_headings_that_are_none() -> None:
    found = markdown("## A\n\n- #one\n- [ ] # two\n- three\n- four\n---\n\n####### five\n\n    # six\n\n\\# seven\n")
    assert headings(found) == [("1", "A")]
    assert [words for _, words in shape(found)[1:]] == [
        *("#one", "# two", "three", "four", "####### five", "# six", "# seven"),
    ]


@pytest.mark.parametrize("start", ["", "- ", "1. a\n\n   ", "> ", "- a\n  - b\n\n    "])
def test_signs_within_code_are_no_headings_wherever_the_code_stands(start: str) -> None:
    inside = " " * len(start.rpartition("\n")[2]) if start != "> " else "> "
    found = markdown(f"## A\n\n{start}```md\n{inside}# no\n{inside}no\n{inside}---\n{inside}```\n\n## B\n\nb\n")
    assert headings(found) == [("1", "A"), ("2", "B")]
    assert "# no no ---" in [words for _, words in shape(found)]


def test_code_alone_gives_no_headings_by_guess() -> None:
    assert headings(markdown("# A\n\n```\n1. Run it\n```\n\nText.\n\n~~~\n2. Stop it\n~~~\n\nMore.\n")) == []


def test_a_list_item_above_an_empty_one_is_no_heading() -> None:
    assert headings(markdown("## A\n\n- three\n  -\n- four\n")) == [("1", "A")]


def test_a_footnote_goes_as_a_whole() -> None:
    text = (
        "## A\n\nwords[^1] and[^b]\n\n[^1]: Note\ngoes on\n    and on\n\n    with a second paragraph\n[^b]: Another\n\n"
    )
    found = markdown(f"{text}After.\n\n## B\n\n[^c]: Third\n## C\n\nc\n")
    assert shape(found) == [("1", "A"), ("1p1", "words and"), ("1p2", "After."), ("2", "B"), ("3", "C"), ("3p1", "c")]
    assert "3 footnotes" in told(found)


def test_boxes_and_links_of_note_taking_programs() -> None:
    links = "We [[row|are rowing]] to [[Town]]![[a.png]]."
    found = markdown(f"## B\n\n:::info\nBoxed.\n:::\n\n> [!note] Named\n> inside\n\n{links}\n")
    assert shape(found) == [("1", "B"), ("1p1", "Boxed."), ("1p2", "Named inside"), ("1p3", "We are rowing to Town.")]
