"""Captions of pictures and galleries are words of a charter, alike in wikitext, saved pages and translations."""

import pytest

from tests.charter.pages import read, shape, told, wiki
from tests.charter.pictured import LEFT_OUT, OUTLINE, WIKITEXT, page
from tests.charter.test_unit_table import table

BOXED = "This caption is in a box and quite long enough."


def test_captions_are_paragraphs_where_their_pictures_stand() -> None:
    outline = wiki(WIKITEXT)
    assert shape(outline) == OUTLINE
    assert all(words in told(outline) for words in LEFT_OUT)


@pytest.mark.parametrize("old", [False, True])
def test_a_saved_page_has_the_outline_of_its_wikitext(old: bool) -> None:
    outline = read(page(old=old).encode(), "boats.html")
    assert shape(outline) == OUTLINE
    assert all(words in told(outline) for words in LEFT_OUT)
    own = wiki(WIKITEXT)
    assert [(block.role, block.path) for block in outline.blocks] == [(block.role, block.path) for block in own.blocks]


def test_captions_belong_to_the_unit_that_they_stand_in() -> None:
    source = """<translate>
== A == <!--T:1-->

<!--T:2-->
[[File:x.jpg|thumb|Below]] Beside
</translate>
[[File:<tvar name=f>y.jpg</tvar>|thumb|<translate><!--T:3--> Alone</translate>]]
<gallery>
File:z.jpg|<translate><!--T:4--> In a gallery</translate>
File:z.jpg|{{Int:x}}
</gallery>
<translate>
<!--T:5-->
<gallery>
File:z.jpg|One
File:z.jpg|Two
</gallery>
</translate>"""
    units = [(block.unit, block.heading or block.text) for block in wiki(source).blocks[1:]]
    assert units == [
        *(("1", "A"), ("2", "Below"), ("2/2", "Beside"), ("3", "Alone"), ("4", "In a gallery")),
        *(("5", "One"), ("5/2", "Two")),
    ]
    gallery = "<gallery>\nFile:z.jpg|Eins\nz.jpg|Zwei\n</gallery>"
    words = {"2": "[[File:x.jpg|mini|Unten]] Daneben", "3": "Allein", "5": gallery}
    rows = [("Message definition", "Source", "Deutsch (de)")]
    rows += [(f"Translations:A/{unit}/en", "x", said) for unit, said in words.items()]
    translation = table(*rows).encode()
    translated = [(block.unit, block.text) for block in read(translation, "a.csv").blocks[1:]]
    assert translated == [("2", "Unten"), ("2/2", "Daneben"), ("3", "Allein"), ("5", "Eins"), ("5/2", "Zwei")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[File:a.jpg|thumb]]", []),
        ("[[File:a.jpg|thumb|left|100x50px|alt=b|lang=de]]", []),
        ("[[:File:a.jpg|a link]]", ["a link"]),
        ("[[File:a.jpg|thumb|one|two]]", ["two"]),
        ("[[File:a.jpg|thumb|with [https://x.example a link] and [[File:b.jpg|5px]] more]]", ["with a link and more"]),
        ("[[File:a.jpg|thumb|open", ["[[File:a.jpg|thumb|open"]),
        ("<nowiki>[[File:a.jpg|thumb|no]]</nowiki>", ["[[File:a.jpg|thumb|no]]"]),
        (f"{{{{Box|[[File:a.jpg|thumb|{BOXED}]]}}}}", [BOXED]),
        ("== A [[File:a.jpg|thumb|b]] ==", ["A", "b"]),
        ("[[ملف:a.jpg|تصغير|نص]]", ["نص"]),
        ("[[文件:a.jpg|缩略图|说明]]x", ["说明", "x"]),
        ("<gallery>\nFile:a.jpg|b\n", ["File:a.jpg|b"]),
    ],
)
def test_what_is_a_caption(text: str, said: list[str]) -> None:
    assert [block.heading or block.text for block in wiki(f"Words\n\n{text}").blocks[1:]] == ["Words", *said]


@pytest.mark.parametrize("piece", ["[[File:", "[[File:a|thumb|", "]]", "<gallery>", "[[", "[[File:a|thumb|b]]"])
def test_pictures_without_end_are_read(piece: str) -> None:
    assert wiki(f"x {piece * 12_000}").blocks
