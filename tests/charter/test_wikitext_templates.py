"""Units within templates, tables and lines are part of the text, and find their places."""

import pytest

from hubdesk.desk import charters
from hubdesk.errors import Refused
from hubdesk.model.alignment import align
from tests.charter.pages import wiki

PAGE = (
    "<languages/>\n{{Head|title=<translate><!--T:1--> Ours</translate>|<translate><!--T:2--> Short</translate>}}\n"
    "{{Box|1=\n<translate>\n== In a box == <!--T:3-->\n\n<!--T:4-->\nTiny.\n</translate>\n}}\n"
    "{{A|{{B|<translate><!--T:5--> Deep</translate>}}}}\n"
    "* {{Icon|<translate><!--T:6--> Go</translate>}} <translate><!--T:7--> there</translate>\n"
    "{{C|<translate><!--T:8--> See</translate>}} <translate><!--T:9--> below</translate>.\n"
    "<translate>\n== Real == <!--T:10-->\n</translate>\n{{D|x|size=20px}}\n"
)


def test_units_and_headings_in_templates_are_not_lost() -> None:
    source = wiki(PAGE)
    assert [(block.unit, block.heading or block.text, block.aside) for block in source.blocks[1:]] == [
        ("1", "Ours", True),
        ("2", "Short", True),
        ("3", "In a box", False),
        ("4", "Tiny.", False),
        ("5", "Deep", True),
        ("7", "Go there", False),
        ("9", "See below.", False),
        ("10", "Real", False),
    ]


def test_a_page_that_shows_others_below_a_title_still_says_so() -> None:
    with pytest.raises(Refused) as told:
        wiki("{{Head|title=<translate><!--T:1--> Ours</translate>}}\n{{:Charter/Hubs}}\n{{:Charter/Money}}\n")
    assert told.value.code == "document-inclusion"


def test_a_translated_page_misses_nothing_of_what_only_the_source_tells() -> None:
    source = wiki(PAGE)
    french = wiki(
        "{{Head|title=À nous|Court}}\n{{Box|1=\n== En boîte ==\n\nPetit.\n}}\n{{A|{{B|Profond}}}}\n"
        "* {{Icon|Va}} là\n{{C|Voir}} ci-dessous.\n== Vrai ==\n{{D|x|size=20px}}\n",
        language="fr",
    )
    pairs = {
        french.blocks[own].heading or french.blocks[own].text: place
        for own, place in align(source, french).pairs.items()
    }
    assert [source.blocks[pairs[each]].unit for each in ("En boîte", "Petit.", "là", "ci-dessous.", "Vrai")] == [
        *("3", "4", "7", "9", "10")
    ]


TABLE = (
    "<translate>\n== Roles == <!--T:1-->\n</translate>\n{| class=x\n! <translate><!--T:2--> Body</translate> !! "
    "<translate><!--T:3--> Duty</translate>\n|-\n| <translate><!--T:4--> Council</translate>\n| <translate><!--T:5--> "
    "It decides.</translate>\n|}\n* <translate><!--T:6--> one</translate> <translate><!--T:7--> two</translate>\n"
    "{{A|<translate><!--T:8--> See</translate>}}\n"
)


def test_units_that_make_one_place_find_it_together() -> None:
    french = {
        "1": "== Rôles ==",
        "2": "Organe",
        "3": "Devoir",
        "4": "Conseil",
        "5": "",
        "6": "un",
        "7": "deux",
        "8": "Voir",
    }
    po = 'msgid ""\nmsgstr "X-Language-Code: fr\\n"\n\n' + "".join(
        f'msgctxt "C/{name}"\nmsgid "{"It decides." if name == "5" else "x"}"\nmsgstr "{words}"\n\n'
        for name, words in french.items()
    )
    for files in ([("c.wiki", TABLE), ("c.po", po)], [("c.po", po), ("c.wiki", TABLE)]):
        found = charters.preview([(name, text.encode()) for name, text in files]).found
        told = [(text.heading or text.text, text.status) for text in found.texts if text.language == "fr"]
        assert told[:2] == [("Rôles", "translated"), ("Organe · Devoir", "translated")]
        assert told[2:] == [("Conseil · It decides.", "outdated"), ("un deux", "translated"), ("Voir", "translated")]
        assert not found.unmatched


def test_a_table_that_only_sets_columns_holds_paragraphs_and_items() -> None:
    page = (
        "{|\n|-\n| style=w |\n<translate>\n<!--T:1-->\nFirst\ngoes on.\n\n<!--T:2-->\nSecond.\n</translate>\n"
        "* <translate><!--T:3--> item</translate>\n|-\n| a\n\nb\n| c\n|}\n"
    )
    blocks = wiki(page).blocks[1:]
    assert [(block.role, block.text, block.unit) for block in blocks] == [
        ("paragraph", "First goes on.", "1"),
        ("paragraph", "Second.", "2"),
        ("item", "item", "3"),
        ("item", "a b · c", ""),
    ]
