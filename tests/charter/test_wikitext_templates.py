"""What templates of a wiki page are given to show is part of the text."""

import pytest

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
