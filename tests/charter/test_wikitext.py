"""Wiki pages become outlines: headings of every shape, units, lists, tables, and plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from tests.charter.pages import headings, shape, told, wiki


def test_a_source_page_gives_units_numbers_and_words() -> None:
    outline = wiki(
        "<languages/>\n<translate>\n<!--T:1-->\nLead.\n\n== Aim == <!--T:7-->\n\n<!--T:3-->\nFirst\nline.\n</translate>"
    )
    found = [(block.number, block.unit, block.heading or block.text) for block in outline.blocks[1:]]
    assert found == [("0p1", "1", "Lead."), ("1", "7", "Aim"), ("1p1", "3", "First line.")]
    assert outline.translatable and outline.format == "wikitext" and outline.language == "und"


@pytest.mark.parametrize(
    "line",
    [
        "<translate>\n== Aim == <!--T:1-->\n</translate>",
        "<translate>\n<!--T:1-->\n== Aim ==\n</translate>",
        "== <translate> <!--T:1--> Aim </translate> ==",
        "== <translate><!--T:1--> Aim</translate> ==",
        "<translate>== Aim == <!--T:1-->\n</translate>",
        "<translate nowrap>== Aim == <!--T:1--></translate>",
        "<translate>== Aim ==<!--T:1--></translate>",
        "<translate>\n== '''Aim''' == <!--T:1-->\n</translate>",
        "<translate>\n==Aim== <!--T:1-->\n</translate>  ",
        "<div class='box'><translate>\n== Aim == <!--T:1-->\n</translate></div>",
        "<h2><translate><!--T:1--> Aim</translate></h2>",
        "<TRANSLATE>\n== Aim == <!--T:1-->\n</TRANSLATE>",
    ],
)
def test_every_shape_of_a_source_heading_is_found_with_its_unit(line: str) -> None:
    (block,) = wiki(f"{line}\n").blocks[1:]
    assert (block.heading, block.unit, block.level, block.anchor) == ("Aim", "1", 1, "Aim")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ('<span id="Aim"></span>\n== Ziel ==', "translated"),
        ('<span id="Aim"></span>\n<div class="mw-translate-fuzzy">\n== Ziel ==\n</div>', "outdated"),
        ('<span id="Aim"></span>\n== <span class="mw-translate-fuzzy">Ziel</span> ==', "outdated"),
        ("<span id='Aim'></span>\n== Ziel ==", "translated"),
        ('<span id="%41im"></span>\n== Ziel ==', "translated"),
    ],
)
def test_a_translated_heading_carries_the_source_anchor(line: str, status: str) -> None:
    (block,) = wiki(line, language="de").blocks[1:]
    assert (block.heading, block.anchor, block.status, block.unit) == ("Ziel", "Aim", status, "")


@pytest.mark.parametrize(
    "line",
    [
        '<div lang="en" dir="ltr" class="mw-content-ltr">\n== Aim ==\n</div>',
        '<span lang="en" dir="ltr" class="mw-content-ltr">== Aim ==</span>',
        '== <span lang="en" dir="ltr" class="mw-content-ltr">Aim</span> ==',
    ],
)
def test_a_heading_left_in_the_source_language_is_untranslated(line: str) -> None:
    (block,) = wiki(line, language="de").blocks[1:]
    assert (block.heading, block.anchor, block.status) == ("Aim", "Aim", "untranslated")


def test_a_box_in_the_page_s_own_language_is_no_sign_of_missing_translation() -> None:
    (block,) = wiki('<div lang="de" dir="ltr" class="mw-content-ltr">\nWorte\n</div>', language="de").blocks[1:]
    assert block.status == "translated"


def test_an_open_box_ends_at_the_next_blank_line() -> None:
    outline = wiki('<div class="mw-translate-fuzzy">\nalt\n\nneu\n', language="de")
    assert [block.status for block in outline.blocks[1:]] == ["outdated", "translated"]


def test_an_anchor_with_text_after_it_belongs_to_nobody() -> None:
    outline = wiki('<span id="Far"></span>\nwords\n\n== Near ==\n')
    assert outline.blocks[2].anchor == "Near"


def test_an_author_s_own_anchor_on_the_source_page_does_not_replace_the_heading_s() -> None:
    outline = wiki('<translate>\n<span id="mine"></span>\n== Aim == <!--T:1-->\n</translate>')
    assert outline.blocks[-1].anchor == "Aim"


def test_a_unit_with_a_heading_and_text_names_both() -> None:
    outline = wiki("<translate>\n== Aim == <!--T:4-->\nGlued text.\n* item\n</translate>")
    assert [block.unit for block in outline.blocks[1:]] == ["4", "4/2", "4/3"]


def test_units_of_items_written_one_tag_each() -> None:
    outline = wiki("* <translate><!--T:1--> one</translate>\n** <translate><!--T:2--> two</translate>\nthree")
    found = [(block.role, block.unit, block.level, block.text) for block in outline.blocks[1:]]
    assert found == [("item", "1", 1, "one"), ("item", "2", 2, "two"), ("paragraph", "", 0, "three")]
    assert outline.blocks[2].parent == 1


def test_unit_names_are_names() -> None:
    outline = wiki("<translate>\n<!--T:intro-a.b-->\nWords\n</translate>")
    assert outline.blocks[1].unit == "intro-a.b"


def test_unit_names_without_translate_tags_hold_as_well() -> None:
    assert [block.unit for block in wiki("<!--T:5-->\nWords\n\n== H == <!--T:6-->").blocks[1:]] == ["5", "6"]


def test_two_names_in_one_unit_divide_it_by_lines() -> None:
    outline = wiki("<translate>\n* <!--T:5--> a\n* <!--T:6--> b\n</translate>")
    assert [(block.unit, block.text) for block in outline.blocks[1:]] == [("5", "a"), ("6", "b")]


@pytest.mark.parametrize(
    "words",
    [
        'Ask <tvar name="1">[https://a.example us]</tvar> now',
        "Ask <tvar name=1>us</tvar> now",
        "Ask <tvar|1>us</> now",
        "Ask <tvar name='who'>'''us'''</tvar> now",
    ],
)
def test_variables_give_their_words(words: str) -> None:
    outline = wiki(f"<translate>\n<!--T:1-->\n{words}\n</translate>")
    assert outline.blocks[1].text == "Ask us now"
    assert not outline.messages


@pytest.mark.parametrize(
    "page",
    [
        "<translate>\n== A == <!--T:1-->\n\n<!--T:2-->\nb",
        "== A == <!--T:1-->\n\n<!--T:2-->\nb\n</translate>",
        "<translate><translate>\n== A == <!--T:1-->\n</translate>\n\n<!--T:2-->\nb\n</translate>",
    ],
)
def test_unbalanced_translate_tags_are_told_and_the_page_is_read(page: str) -> None:
    outline = wiki(page)
    assert [(block.unit, block.heading or block.text) for block in outline.blocks[1:]] == [("1", "A"), ("2", "b")]
    assert "do not pair up" in told(outline)


@pytest.mark.parametrize("words", ["a <tvar name=1>b c", "a b</tvar> c", "a <tvar|1>b c", "a b</> c"])
def test_unbalanced_variables_are_told(words: str) -> None:
    outline = wiki(f"<translate>\n{words}\n</translate>")
    assert outline.blocks[1].text == "a b c"
    assert "variable" in told(outline)


@pytest.mark.parametrize(
    "literal",
    [
        "<nowiki>\n== no ==\n</nowiki>",
        "<pre>\n== no ==\n</pre>",
        "<syntaxhighlight lang='x'>\n== no ==\n</syntaxhighlight>",
        "<PRE class='a'>\n== no ==\n</PRE>",
        "<pre><nowiki>\n== no ==\n</nowiki></pre>",
    ],
)
def test_literal_passages_hold_no_headings(literal: str) -> None:
    outline = wiki(f"== Yes ==\n{literal}\n== And ==\n")
    assert headings(outline) == [("1", "Yes"), ("2", "And")]
    assert "== no ==" in outline.blocks[2].text


def test_literal_markup_inside_a_line_stays_as_typed() -> None:
    outline = wiki("Write <nowiki>'''[[x]] &amp; {{y}} <b></nowiki> and <nowiki/>go.")
    assert outline.blocks[1].text == "Write '''[[x]] & {{y}} <b> and go."


def test_comments_are_not_text_and_a_line_of_its_own_leaves_no_gap() -> None:
    outline = wiki("one\n<!-- an aside\n== no == -->\ntwo <!-- here -->three\n\n<!-- == no == -->\nfour")
    assert shape(outline) == [("0p1", "one two three"), ("0p2", "four")]


def test_a_comment_never_closed_hides_nothing() -> None:
    outline = wiki("== A ==\nb <!-- c\n\n== D ==\n")
    assert headings(outline) == [("1", "A"), ("2", "D")]
    assert "never closed" in told(outline)


def test_footnotes_are_left_out_and_counted() -> None:
    outline = wiki(
        "Words<ref name='a'>note\n\n== no ==</ref> go<ref name='a' /> on.<ref>x</ref><ref name=b />\n<references />"
    )
    assert shape(outline) == [("0p1", "Words go on.")]
    assert "3 footnotes" in told(outline)


def test_templates_are_left_out_and_named() -> None:
    outline = wiki("{{Draft|{{inner|}}\nno = no\n}}\nA {{tl}} b.\n\n{{:Charter/Hubs}}")
    assert shape(outline) == [("0p1", "A b.")]
    assert "Draft" in told(outline) and "3 templates" in told(outline)


def test_a_box_of_its_own_leaves_the_sentences_it_was_given() -> None:
    source = wiki(
        "{{Quote|<translate><!--T:3--> Hubs [[a|help]] communities to do together what none can do alone.</translate>"
        "|by=us}}\nAfter {{tip|council|a body of fifteen people elected by all the seven rivers}} this.\n"
    )
    assert [(block.unit, block.text) for block in source.blocks[1:]] == [
        ("3", "Hubs help communities to do together what none can do alone."),
        ("", "After this."),
    ]
    chinese = wiki("{{Quote|1=中心帮助各社区共同完成任何一个社区无法独自完成的事情。}}", language="zh")
    assert [block.text for block in chinese.blocks[1:]] == ["中心帮助各社区共同完成任何一个社区无法独自完成的事情。"]


def test_page_settings_are_no_templates() -> None:
    outline = wiki("{{DISPLAYTITLE:Our charter}}\n{{DEFAULTSORT:x}}__NOTOC__\nA {{#translation:}}b.")
    assert outline.title == "Our charter" and outline.titled
    assert shape(outline) == [("0p1", "A b.")]
    assert "emplate" not in told(outline)


def test_a_title_that_is_a_unit_itself_is_without_its_name() -> None:
    outline = wiki("{{DISPLAYTITLE:<translate><!--T:9--> Our ''charter''</translate>}}\n<translate>\nA.\n</translate>")
    assert outline.title == "Our charter"


def test_a_name_on_a_line_of_its_own_goes_with_the_lines_below() -> None:
    outline = wiki(
        "<translate>\n== A == <!--T:3-->\n<!--T:4-->\nOne\nline.\n<!--T:5-->\n* a\n* b <!--T:6-->\nc\n</translate>"
    )
    found = [(block.unit, block.heading or block.text) for block in outline.blocks[1:]]
    assert found == [("3", "A"), ("4", "One line."), ("5", "a"), ("6", "b"), ("", "c")]


def test_a_template_never_closed_stays_as_words() -> None:
    outline = wiki("== A ==\n{{open\n\n== B ==\nc {{closed}} d\n")
    assert headings(outline) == [("1", "A"), ("2", "B")]
    assert "never closed" in told(outline)


@pytest.mark.parametrize("page", ["{{:Charter/Preamble}}\n{{:Charter/Hubs}}", "<languages/>\n{{Charter/{{int:lang}}}}"])
def test_a_page_that_only_shows_others_is_refused_with_a_way_out(page: str) -> None:
    with pytest.raises(Refused) as refused:
        wiki(page)
    assert refused.value.code == "document-inclusion"
    assert all(refused.value.told()) and "HTML" in refused.value.told()[2]


@pytest.mark.parametrize("page", ["#REDIRECT [[Other]]", "#WEITERLEITUNG [[Other]]", "\n#перенаправление [[Other]]"])
def test_a_redirect_is_refused(page: str) -> None:
    with pytest.raises(Refused) as refused:
        wiki(page)
    assert refused.value.code == "document-redirect"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("== A ==\n==== B ====\n=== C ===\n== D ==", [("1", "A"), ("1.1", "B"), ("1.2", "C"), ("2", "D")]),
        ("=== A ===\n== B ==\n=== C ===", [("1", "A"), ("2", "B"), ("2.1", "C")]),
        ("== Rights ==\n== Rights ==", [("1", "Rights"), ("2", "Rights")]),
        ("=== A ==\n== B ===", [("1", "= A"), ("2", "B =")]),
        ("== A = B ==", [("1", "A = B")]),
        ("====== A ======\n", [("1", "A")]),
        ("== A == \n", [("1", "A")]),
        ("== [[Page|A]] &amp; ''B'' ==", [("1", "A & B")]),
    ],
)
def test_headings_are_counted_as_people_count(page: str, found: list[tuple[str, str]]) -> None:
    assert headings(wiki(page)) == found


@pytest.mark.parametrize("line", ["== A == b", "a == B ==", "==", "====", "== ==", "=a"])
def test_what_only_looks_like_a_heading_is_text(line: str) -> None:
    assert headings(wiki(f"words\n{line}\nwords\n")) == []


def test_lists_of_all_kinds_are_items() -> None:
    outline = wiki("Intro:\n* a\n** b\n*** c\n* d\n# e\n; f\n: g\n\nafter")
    found = [(block.role, block.level, block.text) for block in outline.blocks[1:]]
    assert found == [
        ("paragraph", 0, "Intro:"),
        ("item", 1, "a"),
        ("item", 2, "b"),
        ("item", 3, "c"),
        ("item", 1, "d"),
        ("item", 1, "e"),
        ("item", 1, "f"),
        ("item", 1, "g"),
        ("paragraph", 0, "after"),
    ]
    assert [block.parent for block in outline.blocks[1:6]] == [0, 0, 2, 3, 0]


def test_tables_give_one_item_a_row() -> None:
    page = '{| class="wikitable"\n|+ Who\n! Hub !! Since\n|-\n'
    page += '| style="x" | North || [[a|2019]]\n|-\n| South\n| 2021\n|}\nafter'
    assert shape(wiki(page)) == [
        ("0p1", "Who"),
        ("0p2", "Hub · Since"),
        ("0p3", "North · 2019"),
        ("0p4", "South · 2021"),
        ("0p5", "after"),
    ]


def test_html_paragraphs_items_and_breaks() -> None:
    outline = wiki("<p>one<br/>two</p><p>three</p>\n<ul><li>four</li><li>five</li></ul>\n<hr>")
    assert shape(outline) == [("0p1", "one two"), ("0p2", "three"), ("0p3", "four"), ("0p4", "five")]


def test_scripts_are_never_kept() -> None:
    outline = wiki("a<script>alert(1)</script>b <style>x{}</style><b onclick='y'>c</b> <iframe src=x></iframe>")
    assert outline.blocks[1].text == "ab c"


def test_rules_and_categories_and_pictures_are_nothing() -> None:
    outline = wiki("one\n----\ntwo\n\n[[File:a.jpg|20px|A [[b|hint]]]]\n\n[[Category:X]][[Kategorie:Y]]")
    assert shape(outline) == [("0p1", "one"), ("0p2", "two")]


def test_same_unit_name_twice_stays_two_places() -> None:
    outline = wiki("<translate>\n<!--T:1-->\na\n\n<!--T:1-->\nb\n</translate>")
    assert [block.unit for block in outline.blocks[1:]] == ["1", "1/2"]


def test_headings_inside_tables_and_after_them() -> None:
    outline = wiki("{|\n| a\n|}\n== B ==\n{|\n| c\n== D ==\ne")
    assert headings(outline) == [("1", "B"), ("2", "D")]


_LINES = st.sampled_from(
    ["== A ==", "=== B ===", "* item", "** sub", "words", "", "<translate>", "</translate>", "<!--T:1-->", "{|", "|}",
     "| c || d", "<pre>", "</pre>", "<nowiki>", "{{t", "}}", "'''b", "[[x|", "]]", '<div class="mw-translate-fuzzy">',
     "</div>", '<span id="A"></span>', "<tvar name=1>", "</>", "<ref>", "</ref>", "----", "<!--", "-->"]
)  # fmt: skip


@given(st.lists(_LINES, min_size=1, max_size=30))
def test_any_order_of_markup_gives_a_sound_outline(lines: list[str]) -> None:
    try:
        outline = wiki("\n".join(["= Top =", "words", *lines]))
    except Refused as refused:
        assert refused.code == "document-format"
        return
    assert outline.blocks[0].role == "document" and outline.blocks[0].path == "doc"
    assert len({block.number for block in outline.blocks}) == len(outline.blocks)
    assert len({block.path for block in outline.blocks}) == len(outline.blocks)
    assert all(0 <= block.parent < place for place, block in enumerate(outline.blocks) if place)
    assert all(block.heading or block.text for block in outline.blocks[1:])


@given(
    st.lists(st.tuples(st.integers(1, 6), st.text("abc xyz", min_size=1).filter(str.strip)), min_size=1, max_size=20)
)
def test_headings_survive_in_order_whatever_their_levels(made: list[tuple[int, str]]) -> None:
    page = "\n\n".join(f"{'=' * level} {words} {'=' * level}" for level, words in made)
    assert [heading for _, heading in headings(wiki(page))] == [" ".join(words.split()) for _, words in made]


def test_every_line_in_a_box_of_the_extension_has_its_state() -> None:
    page = (
        '<span id="Aim"></span>\n<div class="mw-translate-fuzzy">== Ziel ==</div>\n\n'
        '<div class="mw-translate-fuzzy">\n* alt\n** älter\n</div>\n\n<span class="mw-translate-fuzzy">Alt</span>\n\n'
        '* <span lang="en" dir="ltr" class="mw-content-ltr">one</span>\n* zwei\n'
    )
    assert [(block.heading or block.text, block.status) for block in wiki(page, language="de").blocks[1:]] == [
        ("Ziel", "outdated"),
        ("alt", "outdated"),
        ("älter", "outdated"),
        ("Alt", "outdated"),
        ("one", "untranslated"),
        ("zwei", "translated"),
    ]


def test_tags_within_literal_words_and_tables_within_units_do_not_disturb_the_names() -> None:
    outline = wiki(
        "* <translate><!--T:12--> a <nowiki><translate></nowiki> b</translate>\n<translate>\n<!--T:3-->\n"
        '{| class="x"\n| one\n| two\n|}\n\n== H == <!--T:4-->\n</translate>'
    )
    assert [(block.unit, block.heading or block.text) for block in outline.blocks[1:]] == [
        ("12", "a <translate> b"),
        ("3", "one · two"),
        ("4", "H"),
    ]


def test_equal_signs_in_a_line_that_is_set_in_are_words() -> None:
    assert shape(wiki("== A ==\n == b ==\n\n <h3>C</h3>\n")) == [("1", "A"), ("1p1", "== b =="), ("1.1", "C")]
